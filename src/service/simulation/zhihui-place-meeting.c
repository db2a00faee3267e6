/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-place-meeting.h"

#include "zhihui-meeting.h"
#include "zhihui-played-decision.h"

#define MINUTE 60
#define HOUR 3600
#define MAX_CASES 16
#define LOOK_BACK 400

typedef struct
{
  const char *kind, *mark; /* of the code */
  const char *title;
  gint64      starts_at;
  gint64      length_s;
  guint       expected, present, n_received;
} Meeting;

static ZhihuiStore *
get_store (ZhihuiPlaceMeeting *self)
{
  return zhihui_life_cycle_get_store (self->life_cycle);
}

static const ZhihuiCaseRow *
get_case (ZhihuiPlaceMeeting *self, guint index)
{
  return &g_array_index (
    zhihui_life_cycle_get_ledger (self->life_cycle)->cases, ZhihuiCaseRow, index);
}

static gint64
get_midnight (ZhihuiPlaceMeeting *self)
{
  return zhihui_zone_day_start (zhihui_life_cycle_get_zone (self->life_cycle), self->day);
}

/* Returns the id of the row, 0 on error. */
static gint64
write_meeting (ZhihuiPlaceMeeting *self, const Meeting *meeting, guint number, GError **error)
{
  static const char sql[] =
    "INSERT INTO meeting (code, kind, title, host_unit, starts_at, ends_at, started_at, ended_at,"
    " room, provider, join_url, expected, present, received)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'video', ?10, ?11, ?12, ?13) RETURNING id";
  ZhihuiStatement *row = zhihui_store_prepare (get_store (self), sql);
  g_autofree char *code = NULL, *url = NULL;
  gint64           late_s = zhihui_random_below (&self->random, 3 * MINUTE);
  int              year, month, mday;

  zhihui_day_to_ymd (self->day, &year, &month, &mday);
  code = g_strdup_printf ("%s-%04d%02d%02d-%u", meeting->mark, year, month, mday, number + 1);
  url = g_strconcat ("https://" ZHIHUI_DEMO_MEETING_HOST "/r/", code, NULL);
  zhihui_statement_bind_text (row, 1, code);
  zhihui_statement_bind_text (row, 2, meeting->kind);
  zhihui_statement_bind_text (row, 3, meeting->title);
  zhihui_statement_bind_integer (row, 4, (gint64) self->scenario->host_unit + 1);
  zhihui_statement_bind_integer (row, 5, meeting->starts_at);
  zhihui_statement_bind_integer (row, 6, meeting->starts_at + meeting->length_s);
  zhihui_statement_bind_integer (row, 7, meeting->starts_at + late_s);
  zhihui_statement_bind_integer (row, 8, meeting->starts_at + meeting->length_s - late_s);
  zhihui_statement_bind_text (row, 9, "视频接访室");
  zhihui_statement_bind_text (row, 10, url);
  zhihui_statement_bind_integer (row, 11, meeting->expected);
  zhihui_statement_bind_integer (row, 12, meeting->present);
  if (meeting->n_received > 0)
    zhihui_statement_bind_integer (row, 13, meeting->n_received);
  return zhihui_statement_take_id (row, error);
}

static gboolean
add_unit (ZhihuiPlaceMeeting *self, gint64 id, gint64 unit, gint64 joined_at, GError **error)
{
  static const char sql[] = "INSERT INTO meeting_unit (meeting_id, unit_id, joined_at)"
                            " VALUES (?1, ?2, ?3) ON CONFLICT (meeting_id, unit_id) DO NOTHING";
  ZhihuiStatement  *row = zhihui_store_prepare (get_store (self), sql);

  zhihui_statement_bind_integer (row, 1, id);
  zhihui_statement_bind_integer (row, 2, unit + 1);
  zhihui_statement_bind_integer (row, 3, joined_at);
  return zhihui_statement_finish (row, error);
}

/* Cases that were dispatched and not yet discussed: open ones first, the newest first. */
static guint
choose_cases (ZhihuiPlaceMeeting *self, guint n_wanted, guint *chosen)
{
  guint n_cases = zhihui_life_cycle_get_ledger (self->life_cycle)->cases->len;
  guint n = 0;

  n_wanted = MIN (n_wanted, MAX_CASES);
  for (guint round = 0; round < 2; round++)
    for (guint i = n_cases; i > 0 && i + LOOK_BACK > n_cases && n < n_wanted; i--)
      {
        const ZhihuiCaseRow *one = get_case (self, i - 1);
        gboolean             is_open = one->state == ZHIHUI_CASE_DISPATCHED ||
                           one->state == ZHIHUI_CASE_SIGNED || one->state == ZHIHUI_CASE_HANDLING;
        gboolean was_open = one->state == ZHIHUI_CASE_REPLIED || one->state == ZHIHUI_CASE_CLOSED ||
                            one->state == ZHIHUI_CASE_ARCHIVED;

        if ((one->marks & ZHIHUI_MARK_MEETING) == 0 && (round == 0 ? is_open : was_open))
          chosen[n++] = i - 1;
      }
  return n;
}

static gboolean
link_case (ZhihuiPlaceMeeting *self, gint64 id, guint index, GError **error)
{
  static const char    sql[] = "INSERT INTO meeting_case (meeting_id, case_id, stage)"
                               " VALUES (?1, ?2, ?3)";
  const ZhihuiCaseRow *one = get_case (self, index);
  ZhihuiStatement     *row = zhihui_store_prepare (get_store (self), sql);
  ZhihuiEvent          event = {
             .at = get_midnight (self), .kind = ZHIHUI_EVENT_MEETING_LINKED, .case_index = index, .value = id
  };

  zhihui_statement_bind_integer (row, 1, id);
  zhihui_statement_bind_integer (row, 2, one->id);
  zhihui_statement_bind_integer (row, 3, one->state);
  return zhihui_statement_finish (row, error) &&
         zhihui_life_cycle_apply (self->life_cycle, &event, error);
}

static gboolean
decide (ZhihuiPlaceMeeting *self, gint64 id, guint unit, gint64 at, GError **error)
{
  static const char *const texts[] = {
    "核实情况，限期答复", "明确责任单位，兑现政策", "现场调解，签订协议", "跟踪回访，防止反复"
  };
  const ZhihuiPlayedDecision decision = {
    .meeting = id,
    .unit = unit,
    .text = texts[zhihui_random_below (&self->random, G_N_ELEMENTS (texts))],
    .made_at = at,
    .due_day = self->day + 10,
  };

  return zhihui_played_decision_write (
    &decision, get_store (self), zhihui_life_cycle_get_zone (self->life_cycle), self->seed, error);
}

/**
 * zhihui_place_meeting_review:
 * @number: of the day's reviews, from 0
 * @n_cases: how many cases are to be discussed
 * @n_discussed: (out): fewer when there are not so many; without a case there is no meeting
 */
gboolean
zhihui_place_meeting_review (
  ZhihuiPlaceMeeting *self, guint number, guint n_cases, guint *n_discussed, GError **error)
{
  guint            chosen[MAX_CASES], n = choose_cases (self, n_cases, chosen);
  g_autofree char *title = NULL;
  Meeting          meeting = { .kind = "review", .mark = "m", .length_s = 60 * MINUTE };
  const GArray    *assignments = zhihui_life_cycle_get_ledger (self->life_cycle)->assignments;
  gint64           id;

  *n_discussed = n;
  if (n == 0)
    return TRUE;

  title = g_strdup (
    ((ZhihuiTopic *) self->scenario->topics->pdata[get_case (self, chosen[0])->topic])->meeting);
  meeting.title = title;
  meeting.starts_at = get_midnight (self) + (15 + number) * HOUR;
  meeting.expected = meeting.present = n + 1;
  id = write_meeting (self, &meeting, number, error);
  if (id == 0 || !add_unit (self, id, self->scenario->host_unit, meeting.starts_at, error))
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      guint unit =
        g_array_index (assignments, ZhihuiAssignment, get_case (self, chosen[i])->current).unit;

      if (!link_case (self, id, chosen[i], error) ||
          !add_unit (self, id, unit, meeting.starts_at + MINUTE, error) ||
          !decide (self, id, unit, meeting.starts_at + 50 * MINUTE, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * zhihui_place_meeting_receive:
 * @number: of the day's receptions, from 0
 * @n_people: how many come with one matter
 */
gboolean
zhihui_place_meeting_receive (ZhihuiPlaceMeeting *self,
                              guint               number,
                              guint               n_people,
                              GError            **error)
{
  Meeting meeting = { .kind = "reception",
                      .mark = "r",
                      .title = "视频接访",
                      .length_s = 25 * MINUTE,
                      .expected = n_people,
                      .present = n_people,
                      .n_received = n_people };
  gint64  id;

  meeting.starts_at = get_midnight (self) + 8 * HOUR + 30 * MINUTE + number % 16 * 30 * MINUTE;
  id = write_meeting (self, &meeting, number, error);
  return id != 0 && add_unit (self, id, self->scenario->host_unit, meeting.starts_at, error);
}
