/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-alert-rules.h"

#include "zhihui-event.h"
#include "zhihui-interval.h"
#include "zhihui-meeting-privacy.h"

#define SIGN_SOON_S (5 * 60)
#define CONTACT_SOON_S (10 * 60)
#define REPLY_SOON_S (4 * 3600)   /* of working time */
#define REPLY_NEAR_S (14 * 86400) /* no four working hours last longer, holidays included */
#define MEETING_SOON_S (10 * 60)
#define RATE_MIN_N 20
#define STALE_PERIODS 2

/* Rates above which a unit is told, and the window they are judged in. */
static const struct
{
  ZhihuiMetric metric;
  double       limit; /* ratio */
} rate_limits[] = {
  { ZHIHUI_METRIC_OVERDUE_RATE, 0.01 },
  { ZHIHUI_METRIC_RETURN_RATE, 0.05 },
};

/* What one unit has on its hands. */
typedef struct
{
  gint64   overdue, oldest_due_at, newest_due_at;
  gint64   soon, since;
  gboolean is_escalated_twice;
} Hands;

typedef struct
{
  ZhihuiAlertScene *scene;
  Hands            *hands;    /* one element a unit */
  gint64            soon_end; /* last due_at that is no more than four working hours away */
} Judging;

static void
add_soon (Hands *hands, gint64 since)
{
  hands->since = hands->soon++ == 0 ? since : MIN (hands->since, since);
}

static gboolean
is_within (gint64 due_at, gint64 done_at, gint64 now, gint64 span_s)
{
  return due_at != ZHIHUI_NO_INSTANT && done_at == ZHIHUI_NO_INSTANT && due_at >= now &&
         due_at - now <= span_s;
}

static gboolean
is_escalated_twice (ZhihuiAlertScene *scene, const ZhihuiAssignment *row)
{
  static const char    sql[] = "SELECT COUNT(*) FROM event WHERE case_id = ?1 AND kind = ?2";
  const ZhihuiCaseRow *one = &g_array_index (scene->ledger->cases, ZhihuiCaseRow, row->case_index);
  ZhihuiStatement     *statement;
  gint64               n = 0;

  if ((one->marks & ZHIHUI_MARK_ESCALATED) == 0)
    return FALSE;

  statement = zhihui_store_prepare (scene->store, sql);
  zhihui_statement_bind_integer (statement, 1, one->id);
  zhihui_statement_bind_integer (statement, 2, ZHIHUI_EVENT_ESCALATED);
  if (zhihui_statement_step (statement) == ZHIHUI_STEP_ROW)
    n = zhihui_statement_get_integer (statement, 0);
  zhihui_statement_reset (statement);
  return n >= 2;
}

static void
add_overdue (Judging *judging, Hands *hands, const ZhihuiAssignment *row)
{
  gint64 due_at = row->due_at != ZHIHUI_NO_INSTANT ? row->due_at : row->dispatched_at;

  if (hands->overdue++ == 0)
    hands->oldest_due_at = hands->newest_due_at = due_at;
  hands->oldest_due_at = MIN (hands->oldest_due_at, due_at);
  hands->newest_due_at = MAX (hands->newest_due_at, due_at);
  hands->is_escalated_twice = hands->is_escalated_twice || is_escalated_twice (judging->scene, row);
}

static void
look_at (const ZhihuiAssignment *row, gpointer user_data)
{
  Judging *judging = user_data;
  Hands   *hands = &judging->hands[row->unit];
  gint64   now = judging->scene->now;

  if (zhihui_assignment_is_overdue (row, now))
    add_overdue (judging, hands, row);
  else if (is_within (row->sign_due_at, row->signed_at, now, SIGN_SOON_S))
    add_soon (hands, row->sign_due_at - SIGN_SOON_S);
  else if (row->needs_contact &&
           is_within (row->contact_due_at, row->contacted_at, now, CONTACT_SOON_S))
    add_soon (hands, row->contact_due_at - CONTACT_SOON_S);
  else if (!row->is_suspended &&
           is_within (row->due_at, row->replied_at, now, judging->soon_end - now))
    add_soon (
      hands,
      zhihui_zone_day_start (judging->scene->zone, zhihui_zone_day_of (judging->scene->zone, now)));
}

/* Working time (08:30–12:00, 14:00–17:30 of working days): the last instant up to which no more
 * than four hours of it pass from now. */
static gint64
find_soon_end (ZhihuiAlertScene *scene)
{
  static const int spans[][2] = { { 8 * 3600 + 1800, 12 * 3600 }, { 14 * 3600, 17 * 3600 + 1800 } };
  gint64           left = REPLY_SOON_S;
  gint32           first = zhihui_zone_day_of (scene->zone, scene->now);

  for (gint32 day = first; day <= first + REPLY_NEAR_S / 86400; day++)
    {
      gint64 start = zhihui_zone_day_start (scene->zone, day);

      for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
        {
          gint64 begin = MAX (scene->now, start + spans[i][0]), end = start + spans[i][1];

          if (!zhihui_work_calendar_is_workday (scene->calendar, day) || end <= begin)
            continue;
          if (end - begin > left)
            return begin + left;
          left -= end - begin;
        }
    }
  return scene->now + REPLY_NEAR_S;
}

/**
 * zhihui_overdue_get_level:
 *
 * Domain 3.4: yellow when late, orange after more than one working day, red after more than three
 * or when it was escalated twice.
 */
ZhihuiLevel
zhihui_overdue_get_level (gint64              now,
                          gint64              due_at,
                          gboolean            is_escalated_twice_already,
                          ZhihuiWorkCalendar *calendar,
                          ZhihuiZone         *zone)
{
  gint32 today = zhihui_zone_day_of (zone, now);
  gint32 due_day = zhihui_zone_day_of (zone, due_at);

  if (is_escalated_twice_already || today > zhihui_work_calendar_add (calendar, due_day, 3, NULL))
    return ZHIHUI_LEVEL_RED;
  if (today > zhihui_work_calendar_add (calendar, due_day, 1, NULL))
    return ZHIHUI_LEVEL_ORANGE;
  return ZHIHUI_LEVEL_YELLOW;
}

static void
put_overdue (ZhihuiAlertScene *scene, guint unit, const Hands *hands)
{
  ZhihuiFinding finding = {
    .kind = "overdue",
    .key = ((const ZhihuiUnit *) scene->ledger->units->pdata[unit])->id,
    .subject = "",
    .unit = unit,
    .count = hands->overdue,
    .since = hands->oldest_due_at + 1,
    .changed_at = hands->newest_due_at + 1,
  };

  finding.level = zhihui_overdue_get_level (
    scene->now, hands->oldest_due_at, hands->is_escalated_twice, scene->calendar, scene->zone);
  zhihui_alert_board_put (scene->board, &finding);
}

static void
put_soon (ZhihuiAlertScene *scene, guint unit, const Hands *hands)
{
  ZhihuiFinding finding = {
    .kind = "due_soon",
    .key = ((const ZhihuiUnit *) scene->ledger->units->pdata[unit])->id,
    .subject = "",
    .level = ZHIHUI_LEVEL_BLUE,
    .unit = unit,
    .count = hands->soon,
    .since = hands->since,
    .changed_at = ZHIHUI_NO_INSTANT,
  };

  zhihui_alert_board_put (scene->board, &finding);
}

/**
 * zhihui_alert_rules_judge_work:
 *
 * Kinds overdue and due_soon, one alert a unit.
 */
void
zhihui_alert_rules_judge_work (ZhihuiAlertScene *scene)
{
  g_autofree Hands *hands = g_new0 (Hands, MAX (scene->ledger->units->len, 1));
  Judging           judging = { scene, hands, find_soon_end (scene) };

  zhihui_figures_visit_open (scene->figures, look_at, &judging);
  for (guint i = 0; i < scene->ledger->units->len; i++)
    {
      if (hands[i].overdue > 0)
        put_overdue (scene, i, &hands[i]);
      if (hands[i].soon > 0)
        put_soon (scene, i, &hands[i]);
    }
  zhihui_alert_board_settle (scene->board, "overdue");
  zhihui_alert_board_settle (scene->board, "due_soon");
}

static gint64
get_today (ZhihuiAlertScene *scene)
{
  return zhihui_zone_day_start (scene->zone, zhihui_zone_day_of (scene->zone, scene->now));
}

static void
judge_rate (ZhihuiAlertScene *scene, ZhihuiMetric metric, double limit, const ZhihuiTally *tallies)
{
  const char *id = zhihui_metric_get_traits (metric)->id;

  for (guint i = 0; i < scene->ledger->units->len; i++)
    {
      const ZhihuiUnit *unit = scene->ledger->units->pdata[i];
      g_autofree char  *key = NULL;
      ZhihuiFinding     finding = { .kind = "unit_rate",
                                    .subject = id,
                                    .level = ZHIHUI_LEVEL_YELLOW,
                                    .unit = i,
                                    .count = 1,
                                    .since = get_today (scene),
                                    .changed_at = ZHIHUI_NO_INSTANT };
      double            low, high;

      if (tallies[i].n < RATE_MIN_N)
        continue;
      zhihui_interval_wilson (tallies[i].k, tallies[i].n, ZHIHUI_Z95, &low, &high);
      if (low <= limit)
        continue;

      key = g_strdup_printf ("%s-%s", id, unit->id);
      finding.key = key;
      finding.k = tallies[i].k;
      finding.n = tallies[i].n;
      zhihui_alert_board_put (scene->board, &finding);
    }
}

double
zhihui_rate_get_limit (ZhihuiMetric metric)
{
  for (guint i = 0; i < G_N_ELEMENTS (rate_limits); i++)
    if (rate_limits[i].metric == metric)
      return rate_limits[i].limit;
  return 1;
}

/**
 * zhihui_alert_rules_judge_rates:
 *
 * Kind unit_rate: the lower bound of Wilson's interval of 90 days is above the target. Nothing is
 * judged while counts are missing.
 */
void
zhihui_alert_rules_judge_rates (ZhihuiAlertScene *scene)
{
  g_autoptr (ZhihuiPeriod) period =
    zhihui_period_parse ("rolling-90d", scene->now, scene->zone, NULL);
  const ZhihuiTally *tallies[G_N_ELEMENTS (rate_limits)];

  for (guint i = 0; i < G_N_ELEMENTS (rate_limits); i++)
    tallies[i] = zhihui_figures_count (scene->figures, rate_limits[i].metric, &period->window);
  if (zhihui_figures_lacks_counts (scene->figures))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (rate_limits); i++)
    judge_rate (scene, rate_limits[i].metric, rate_limits[i].limit, tallies[i]);
  zhihui_alert_board_settle (scene->board, "unit_rate");
}

/**
 * zhihui_alert_rules_judge_words:
 *
 * Kind hot_word: a word that surges. Desks alone hear of one that is not public.
 */
void
zhihui_alert_rules_judge_words (ZhihuiAlertScene *scene)
{
  g_autoptr (GArray) words = zhihui_figures_listen (scene->figures, NULL);

  for (guint i = 0; i < words->len; i++)
    {
      const ZhihuiHeardWord *word = &g_array_index (words, ZhihuiHeardWord, i);
      g_autofree char       *key = g_strdup_printf ("%u", word->word + 1);
      ZhihuiFinding          finding = { .kind = "hot_word",
                                         .key = key,
                                         .subject = scene->ledger->words->pdata[word->word],
                                         .level = ZHIHUI_LEVEL_YELLOW,
                                         .unit = ZHIHUI_NO_INDEX,
                                         .count = word->day,
                                         .since = get_today (scene),
                                         .changed_at = ZHIHUI_NO_INSTANT,
                                         .is_desk_only = !word->is_public };

      if (word->surge)
        zhihui_alert_board_put (scene->board, &finding);
    }
  zhihui_alert_board_settle (scene->board, "hot_word");
}

static ZhihuiMeetings *
read_meetings (ZhihuiAlertScene *scene, gboolean for_desk)
{
  gint32          day = zhihui_zone_day_of (scene->zone, scene->now);
  ZhihuiMeetings *meetings =
    zhihui_store_read_meetings (scene->store,
                                zhihui_zone_day_start (scene->zone, day),
                                zhihui_zone_day_start (scene->zone, day + 1) + MEETING_SOON_S,
                                scene->now,
                                for_desk,
                                NULL);

  for (guint i = 0; meetings != NULL && i < meetings->items->len; i++)
    zhihui_meeting_hide (meetings->items->pdata[i], for_desk);
  return meetings;
}

/* What a public screen may call it. */
static const char *
find_public_title (const ZhihuiMeetings *meetings, const char *id)
{
  for (guint i = 0; i < meetings->items->len; i++)
    if (g_str_equal (((const ZhihuiMeeting *) meetings->items->pdata[i])->id, id))
      return ((const ZhihuiMeeting *) meetings->items->pdata[i])->title;
  return "";
}

static void
judge_meeting (ZhihuiAlertScene *scene, const ZhihuiMeeting *meeting, const char *public_title)
{
  gint64           wait_s = meeting->starts_at - scene->now;
  g_autofree char *subject = g_strconcat (meeting->title, "\t", public_title, NULL);
  ZhihuiFinding    finding = { .kind = "meeting",
                               .key = meeting->id,
                               .subject = subject,
                               .level = ZHIHUI_LEVEL_BLUE,
                               .unit = ZHIHUI_NO_INDEX,
                               .count = 1,
                               .n = meeting->starts_at,
                               .since = meeting->starts_at - MEETING_SOON_S,
                               .changed_at = ZHIHUI_NO_INSTANT };

  if (meeting->state == ZHIHUI_MEETING_OPEN)
    {
      finding.k = 1;
      finding.since =
        meeting->started_at != ZHIHUI_NO_INSTANT ? meeting->started_at : meeting->starts_at;
    }
  else if (meeting->state != ZHIHUI_MEETING_SCHEDULED || wait_s < 0 || wait_s > MEETING_SOON_S)
    return;

  zhihui_alert_board_put (scene->board, &finding);
}

/* Decisions whose day has passed, one alert a unit that owes them. */
static void
judge_decisions (ZhihuiAlertScene *scene)
{
  static const char sql[] = "SELECT unit_id, COUNT(*), MIN (due_at), MAX (due_at) FROM decision"
                            " WHERE state = 'open' AND unit_id IS NOT NULL AND due_at < ?1"
                            " AND (done_at IS NULL OR done_at > ?1)"
                            " GROUP BY unit_id";
  ZhihuiStatement  *row = zhihui_store_prepare (scene->store, sql);

  zhihui_statement_bind_integer (row, 1, scene->now);
  while (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    {
      guint32          unit = (guint32) (zhihui_statement_get_integer (row, 0) - 1);
      g_autofree char *key = NULL;
      ZhihuiFinding    finding = { .kind = "meeting",
                                   .subject = "",
                                   .level = ZHIHUI_LEVEL_YELLOW,
                                   .unit = unit,
                                   .k = 2,
                                   .count = zhihui_statement_get_integer (row, 1),
                                   .since = zhihui_statement_get_integer (row, 2) + 1,
                                   .changed_at = zhihui_statement_get_integer (row, 3) + 1,
                                   .is_desk_only = TRUE };

      if (unit >= scene->ledger->units->len)
        continue;
      key = g_strconcat (
        "decision-", ((const ZhihuiUnit *) scene->ledger->units->pdata[unit])->id, NULL);
      finding.key = key;
      zhihui_alert_board_put (scene->board, &finding);
    }
  zhihui_statement_reset (row);
}

/**
 * zhihui_alert_rules_judge_meetings:
 *
 * Kind meeting: begins within ten minutes, goes on, has decisions that are overdue.
 */
void
zhihui_alert_rules_judge_meetings (ZhihuiAlertScene *scene)
{
  g_autoptr (ZhihuiMeetings) meetings = read_meetings (scene, TRUE);
  g_autoptr (ZhihuiMeetings) public_meetings = read_meetings (scene, FALSE);

  if (meetings == NULL || public_meetings == NULL)
    return;

  for (guint i = 0; i < meetings->items->len; i++)
    {
      const ZhihuiMeeting *meeting = meetings->items->pdata[i];

      judge_meeting (scene, meeting, find_public_title (public_meetings, meeting->id));
    }
  judge_decisions (scene);
  zhihui_alert_board_settle (scene->board, "meeting");
}

/**
 * zhihui_alert_rules_judge_sources:
 *
 * Kind stale: a source whose last news are older than twice its period.
 */
void
zhihui_alert_rules_judge_sources (ZhihuiAlertScene *scene)
{
  static const char sql[] = "SELECT code, name, period_s, last_sync_at FROM source_system"
                            " WHERE last_sync_at IS NOT NULL AND ?1 - last_sync_at > ?2 * period_s";
  ZhihuiStatement  *row = zhihui_store_prepare (scene->store, sql);
  ZhihuiStep        step;

  zhihui_statement_bind_integer (row, 1, scene->now);
  zhihui_statement_bind_integer (row, 2, STALE_PERIODS);
  while ((step = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    {
      ZhihuiFinding finding = { .kind = "stale",
                                .key = zhihui_statement_get_text (row, 0),
                                .subject = zhihui_statement_get_text (row, 1),
                                .level = ZHIHUI_LEVEL_YELLOW,
                                .unit = ZHIHUI_NO_INDEX,
                                .count = 1,
                                .n = zhihui_statement_get_integer (row, 3),
                                .changed_at = ZHIHUI_NO_INSTANT };

      finding.since = finding.n + STALE_PERIODS * zhihui_statement_get_integer (row, 2) + 1;
      zhihui_alert_board_put (scene->board, &finding);
    }
  zhihui_statement_reset (row);
  if (step == ZHIHUI_STEP_DONE)
    zhihui_alert_board_settle (scene->board, "stale");
}
