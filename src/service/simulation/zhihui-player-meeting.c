/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-player-meeting.h"

#include <string.h>

#include "zhihui-meeting.h"
#include "zhihui-played-decision.h"
#include "zhihui-random.h"

#define MINUTE 60
#define STREET "街道" /* left out of titles */
#define PURPOSE_MEETING 9
#define PURPOSE_AHEAD 18 /* of the next day */
#define MAX_LOOK_BACK 6000
#define MAX_CASES 3
#define MAX_UNITS 8

/* When case-review meetings of a working day begin, and how long they are planned. */
static const struct
{
  int hour, minute, length_min;
} places[] = { { 9, 30, 60 }, { 14, 0, 60 }, { 15, 30, 45 }, { 16, 30, 45 } };

typedef struct
{
  ZhihuiLifeCycle      *life_cycle;
  const ZhihuiScenario *scenario;
  ZhihuiRandom          random;
  guint64               seed;
  gint32                day;        /* of the meeting */
  gint64                midnight;   /* with which it begins */
  gint64                planned_at; /* midnight of the day on which it is fixed */
  GArray               *candidates; /* (element-type guint): case indices worth a meeting */
  gint64                id;
  guint                 cases[MAX_CASES], n_cases;
  guint                 units[MAX_UNITS], n_units; /* 0 is the host */
} Plan;

static ZhihuiStore *
get_store (Plan *self)
{
  return zhihui_life_cycle_get_store (self->life_cycle);
}

static const ZhihuiCaseRow *
get_case (Plan *self, guint index)
{
  return &g_array_index (
    zhihui_life_cycle_get_ledger (self->life_cycle)->cases, ZhihuiCaseRow, index);
}

static const ZhihuiAssignment *
get_assignment (Plan *self, guint index)
{
  return &g_array_index (zhihui_life_cycle_get_ledger (self->life_cycle)->assignments,
                         ZhihuiAssignment,
                         get_case (self, index)->current);
}

/* Open and difficult: overdue, repeated, marked by a leader, once returned or done again. */
static gboolean
is_candidate (Plan *self, guint index)
{
  const ZhihuiCaseRow    *row = get_case (self, index);
  const ZhihuiAssignment *assignment;

  if (row->state < ZHIHUI_CASE_DISPATCHED || row->state > ZHIHUI_CASE_HANDLING)
    return FALSE;

  assignment = get_assignment (self, index);
  return assignment->due_at < self->planned_at || row->is_repeat || row->marks != 0 ||
         g_array_index (
           zhihui_life_cycle_get_ledger (self->life_cycle)->rounds, ZhihuiRound, row->current)
             .seq > 1;
}

static void
find_candidates (Plan *self)
{
  guint n = zhihui_life_cycle_get_ledger (self->life_cycle)->cases->len;

  for (guint i = n > MAX_LOOK_BACK ? n - MAX_LOOK_BACK : 0; i < n; i++)
    if (is_candidate (self, i))
      g_array_append_val (self->candidates, i);
}

static void
add_unit (Plan *self, guint unit)
{
  for (guint i = 0; i < self->n_units; i++)
    if (self->units[i] == unit)
      return;

  if (self->n_units < MAX_UNITS)
    self->units[self->n_units++] = unit;
}

static void
add_case (Plan *self, guint index)
{
  self->cases[self->n_cases++] = index;
  add_unit (self, get_assignment (self, index)->unit);
}

/* Takes one case and up to two more on the same topic or in the same place. */
static void
choose_cases (Plan *self)
{
  guint                at = zhihui_random_below (&self->random, self->candidates->len);
  guint                anchor = g_array_index (self->candidates, guint, at);
  const ZhihuiCaseRow *row = get_case (self, anchor);

  self->n_cases = 0;
  self->n_units = 0;
  add_unit (self, self->scenario->host_unit);
  add_case (self, anchor);
  g_array_remove_index (self->candidates, at);
  for (guint i = self->candidates->len; i > 0 && self->n_cases < MAX_CASES; i--)
    {
      guint                other = g_array_index (self->candidates, guint, i - 1);
      const ZhihuiCaseRow *its_row = get_case (self, other);

      if (its_row->topic != row->topic &&
          (its_row->region != row->region || !zhihui_random_chance (&self->random, 0.1)))
        continue;
      add_case (self, other);
      g_array_remove_index (self->candidates, i - 1);
    }
}

static void
choose_units (Plan *self)
{
  const ZhihuiCaseRow  *row = get_case (self, self->cases[0]);
  const ZhihuiScenario *scenario = self->scenario;
  guint                 n_more = 1 + zhihui_random_below (&self->random, 2);

  for (guint i = 0; i < scenario->n_towns; i++)
    if (((ZhihuiPlayedUnit *) scenario->units->pdata[i])->region_index == row->region)
      {
        add_unit (self, i);
        break;
      }

  for (guint i = scenario->n_towns; i < scenario->units->len && n_more > 0; i++)
    {
      const ZhihuiPlayedUnit *unit = scenario->units->pdata[i];

      for (guint j = 0; j < unit->n_topics && n_more > 0; j++)
        if (unit->topics[j] == row->topic)
          {
            add_unit (self, i);
            n_more--;
          }
    }
}

static char *
make_title (Plan *self)
{
  const ZhihuiCaseRow      *row = get_case (self, self->cases[0]);
  const ZhihuiPlayedRegion *region = self->scenario->regions->pdata[row->region];
  const ZhihuiTopic        *topic = self->scenario->topics->pdata[row->topic];

  gsize length =
    strlen (region->name) - (g_str_has_suffix (region->name, STREET) ? strlen (STREET) : 0);

  return g_strdup_printf ("%.*s%s", (int) length, region->name, topic->meeting);
}

static gboolean
write_meeting (Plan *self, guint place, gint64 starts_at, gint64 ended_at, GError **error)
{
  static const char sql[] =
    "INSERT INTO meeting (code, kind, title, host_unit, starts_at, ends_at, started_at, ended_at,"
    " room, provider, join_url, expected, public_title, changed_at)"
    " VALUES (?1, 'review', ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'video', ?9, ?10, ?2, ?11) RETURNING id";
  static const char *const rooms[] = { "三楼会商室", "二楼视频会议室" };
  g_autofree char         *title = make_title (self);
  g_autofree char         *code = NULL, *url = NULL;
  ZhihuiStatement         *row = zhihui_store_prepare (get_store (self), sql);
  int                      year, month, mday;

  zhihui_day_to_ymd (self->day, &year, &month, &mday);
  code = g_strdup_printf ("m-%04d%02d%02d-%u", year, month, mday, place + 1);
  url = g_strconcat ("https://" ZHIHUI_DEMO_MEETING_HOST "/r/", code, NULL);
  zhihui_statement_bind_text (row, 1, code);
  zhihui_statement_bind_text (row, 2, title);
  zhihui_statement_bind_integer (row, 3, (gint64) self->units[0] + 1);
  zhihui_statement_bind_integer (row, 4, starts_at);
  zhihui_statement_bind_integer (row, 5, starts_at + places[place].length_min * MINUTE);
  zhihui_statement_bind_integer (
    row, 6, starts_at + zhihui_random_below (&self->random, 3 * MINUTE));
  zhihui_statement_bind_integer (row, 7, ended_at);
  zhihui_statement_bind_text (row, 8, rooms[place % 2]);
  zhihui_statement_bind_text (row, 9, url);
  zhihui_statement_bind_integer (row, 10, (int) self->n_units);
  zhihui_statement_bind_integer (row, 11, self->planned_at);
  self->id = zhihui_statement_take_id (row, error);
  return self->id != 0;
}

static gboolean
write_units (Plan *self, gint64 starts_at, GError **error)
{
  static const char sql[] = "INSERT INTO meeting_unit (meeting_id, unit_id, joined_at)"
                            " VALUES (?, ?, ?)";

  for (guint i = 0; i < self->n_units; i++)
    {
      ZhihuiStatement *row = zhihui_store_prepare (get_store (self), sql);
      gint64 joined_at = starts_at - 3 * MINUTE + zhihui_random_below (&self->random, 9 * MINUTE);

      zhihui_statement_bind_integer (row, 1, self->id);
      zhihui_statement_bind_integer (row, 2, (gint64) self->units[i] + 1);
      if (i == 0 || zhihui_random_chance (&self->random, 0.93))
        zhihui_statement_bind_integer (row, 3, joined_at);
      if (!zhihui_statement_finish (row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_cases (Plan *self, GError **error)
{
  static const char sql[] = "INSERT INTO meeting_case (meeting_id, case_id, stage)"
                            " VALUES (?, ?, ?)";

  for (guint i = 0; i < self->n_cases; i++)
    {
      const ZhihuiCaseRow *one = get_case (self, self->cases[i]);
      ZhihuiEvent          event = { .at = self->planned_at,
                                     .kind = ZHIHUI_EVENT_MEETING_LINKED,
                                     .case_index = self->cases[i],
                                     .value = self->id };
      ZhihuiStatement     *row = zhihui_store_prepare (get_store (self), sql);

      zhihui_statement_bind_integer (row, 1, self->id);
      zhihui_statement_bind_integer (row, 2, one->id);
      zhihui_statement_bind_integer (row, 3, one->state);
      if (!zhihui_statement_finish (row, error) ||
          !zhihui_life_cycle_apply (self->life_cycle, &event, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_decisions (Plan *self, gint64 ended_at, GError **error)
{
  static const char *const texts[] = {
    "核实情况，明确责任主体", "三个工作日内答复诉求人",   "牵头单位现场查看并报送进度",
    "同类事项一并处理",       "明确办理时限，按期反馈",   "做好解释说明，跟踪回访",
    "排查同类点位，建立台账", "落实专人包保，每日报进度", "提出整改方案，报区政府备案",
    "组织三方协商，签订协议", "落实资金来源，分批兑现",   "公示处理结果，接受监督",
  };
  guint  first = zhihui_random_below (&self->random, G_N_ELEMENTS (texts));
  guint  n = 2 + zhihui_random_below (&self->random, 2);
  gint32 due_day = zhihui_zone_day_of (zhihui_life_cycle_get_zone (self->life_cycle), ended_at);

  due_day =
    zhihui_work_calendar_add (zhihui_life_cycle_get_calendar (self->life_cycle), due_day, 3, NULL);
  for (guint i = 0; i < n; i++)
    {
      const ZhihuiPlayedDecision decision = {
        .meeting = self->id,
        .unit = self->units[(i + 1) % self->n_units],
        .text = texts[(first + i) % G_N_ELEMENTS (texts)],
        .made_at = ended_at - (n - i) * 2 * MINUTE,
        .due_day = due_day,
      };

      if (!zhihui_played_decision_write (&decision,
                                         get_store (self),
                                         zhihui_life_cycle_get_zone (self->life_cycle),
                                         self->seed,
                                         error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
plan_one (Plan *self, guint place, GError **error)
{
  gint64 starts_at = self->midnight + (places[place].hour * 60 + places[place].minute) * MINUTE;
  gint64 ended_at = starts_at + places[place].length_min * MINUTE - 10 * MINUTE +
                    zhihui_random_below (&self->random, 20 * MINUTE);

  choose_cases (self);
  choose_units (self);
  return write_meeting (self, place, starts_at, ended_at, error) &&
         write_units (self, starts_at, error) && write_cases (self, error) &&
         write_decisions (self, ended_at, error);
}

/* The meetings of one day at @from and the places after it, up to @to. */
static gboolean
plan_day (Plan *self, gint32 day, guint from, guint to, GError **error)
{
  self->day = day;
  self->midnight = zhihui_zone_day_start (zhihui_life_cycle_get_zone (self->life_cycle), day);
  zhihui_random_init (
    &self->random, self->seed, (guint64) day, from == 0 ? PURPOSE_AHEAD : PURPOSE_MEETING);
  for (guint i = from; i < to && self->candidates->len > 0; i++)
    if (!plan_one (self, i, error))
      return FALSE;
  return TRUE;
}

/**
 * zhihui_player_plan_meetings:
 * @day: has just begun
 *
 * On a working day three case-review meetings are fixed, on difficult cases that are open now, and
 * the first one of the next working day, so that in the evening and over holidays a next one is
 * known. When they will begin and end is known to the store from here on; readers judge by their
 * own clock.
 */
gboolean
zhihui_player_plan_meetings (ZhihuiLifeCycle      *life_cycle,
                             const ZhihuiScenario *scenario,
                             guint64               seed,
                             gint32                day,
                             GError              **error)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (guint));
  ZhihuiWorkCalendar *calendar;
  Plan                plan = {
                   .life_cycle = life_cycle, .scenario = scenario, .seed = seed, .candidates = candidates
  };

  g_return_val_if_fail (life_cycle != NULL && scenario != NULL, FALSE);

  calendar = zhihui_life_cycle_get_calendar (life_cycle);
  if (!zhihui_work_calendar_is_workday (calendar, day))
    return TRUE;

  plan.planned_at = zhihui_zone_day_start (zhihui_life_cycle_get_zone (life_cycle), day);
  find_candidates (&plan);
  /* Where few cases are difficult, the next one is more than a second one today. */
  return plan_day (&plan, zhihui_work_calendar_add (calendar, day, 1, NULL), 0, 1, error) &&
         plan_day (&plan, day, 1, G_N_ELEMENTS (places), error);
}
