/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-alert-rules.h"

#include <glib/gi18n-lib.h>

#include "zhihui-format.h"
#include "zhihui-meeting-kind.h"

#define SIGN_SOON_S (5 * 60)
#define CONTACT_SOON_S (10 * 60)
#define REPLY_SOON_S (4 * 3600) /* of working time */
#define MEETING_SOON_S (10 * 60)
#define RATE_MIN_N 20

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
  gint64 overdue, oldest_due_at, newest_due_at;
  gint64 soon, nearest_due_at, since;
} Hands;

/* One judging. */
typedef struct
{
  ZhihuiPlatform     *platform;
  ZhihuiFigures      *figures;
  ZhihuiLedger       *ledger;
  ZhihuiWorkCalendar *calendar;
  ZhihuiZone         *zone;
  gint64              now;
  gboolean            for_desk;
  GHashTable         *acks; /* (element-type utf8 ZhihuiAck), or NULL */
  ZhihuiAlerts       *alerts;
  Hands              *hands; /* one element a unit */
} Judging;

static ZhihuiAlert *
raise_alert (Judging *judging, const char *kind, const char *key, ZhihuiLevel level, char *text)
{
  ZhihuiAlert *alert = g_new0 (ZhihuiAlert, 1);

  alert->id = g_strdup_printf ("%s-%s", kind, key);
  alert->kind = g_strdup (kind);
  alert->text = text;
  alert->unit = g_strdup ("");
  alert->level = level;
  alert->count = 1;
  g_ptr_array_add (judging->alerts->items, alert);
  return alert;
}

/* Note taken of an alert does not hold for one that is raised again later. */
static void
set_times (Judging *judging, ZhihuiAlert *alert, gint64 raised_at, gint64 updated_at)
{
  const ZhihuiAck *ack =
    judging->acks != NULL ? g_hash_table_lookup (judging->acks, alert->id) : NULL;

  alert->raised_at = raised_at;
  alert->updated_at = MAX (raised_at, updated_at);
  alert->acknowledged = ack != NULL && ack->at >= raised_at;
  if (alert->acknowledged)
    alert->acknowledged_by = g_strdup (ack->by);
}

static void
set_unit (Judging *judging, ZhihuiAlert *alert, guint unit)
{
  g_free (alert->unit);
  alert->unit = g_strdup (((ZhihuiUnit *) judging->ledger->units->pdata[unit])->short_name);
}

/* Working time (08:30–12:00, 14:00–17:30 of working days) between two instants, at most @enough. */
static gint64
get_working_time (Judging *judging, gint64 from, gint64 to, gint64 enough)
{
  static const int spans[][2] = { { 8 * 3600 + 1800, 12 * 3600 }, { 14 * 3600, 17 * 3600 + 1800 } };
  gint64           total = 0;

  for (gint32 day = zhihui_zone_day_of (judging->zone, from); total < enough; day++)
    {
      gint64 start = zhihui_zone_day_start (judging->zone, day);

      if (start > to)
        break;
      if (!zhihui_work_calendar_is_workday (judging->calendar, day))
        continue;
      for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
        {
          gint64 begin = MAX (from, start + spans[i][0]);
          gint64 end = MIN (to, start + spans[i][1]);

          total += MAX (end - begin, 0);
        }
    }

  return total;
}

static void
add_soon (Hands *hands, gint64 due_at, gint64 since)
{
  if (hands->soon++ == 0)
    {
      hands->nearest_due_at = due_at;
      hands->since = since;
      return;
    }

  hands->nearest_due_at = MIN (hands->nearest_due_at, due_at);
  hands->since = MIN (hands->since, since);
}

static gboolean
is_within (gint64 due_at, gint64 done_at, gint64 now, gint64 span_s)
{
  return due_at != ZHIHUI_NO_INSTANT && done_at == ZHIHUI_NO_INSTANT && due_at >= now &&
         due_at - now <= span_s;
}

static void
look_at (const ZhihuiAssignment *row, gpointer user_data)
{
  Judging *judging = user_data;
  Hands   *hands = &judging->hands[row->unit];
  gint64   now = judging->now;

  if (zhihui_assignment_is_overdue (row, now))
    {
      gint64 due_at = row->due_at != ZHIHUI_NO_INSTANT ? row->due_at : row->dispatched_at;

      if (hands->overdue++ == 0)
        hands->oldest_due_at = hands->newest_due_at = due_at;
      hands->oldest_due_at = MIN (hands->oldest_due_at, due_at);
      hands->newest_due_at = MAX (hands->newest_due_at, due_at);
      return;
    }

  if (is_within (row->sign_due_at, row->signed_at, now, SIGN_SOON_S))
    add_soon (hands, row->sign_due_at, row->sign_due_at - SIGN_SOON_S);
  else if (row->needs_contact &&
           is_within (row->contact_due_at, row->contacted_at, now, CONTACT_SOON_S))
    add_soon (hands, row->contact_due_at, row->contact_due_at - CONTACT_SOON_S);
  else if (!row->is_suspended && is_within (row->due_at, row->replied_at, now, 4 * 86400) &&
           get_working_time (judging, now, row->due_at, REPLY_SOON_S + 1) <= REPLY_SOON_S)
    add_soon (hands,
              row->due_at,
              zhihui_zone_day_start (judging->zone, zhihui_zone_day_of (judging->zone, now)));
}

/* Domain 3.4: yellow when late, orange after more than one working day, red after more than three.
 */
static ZhihuiLevel
get_overdue_level (Judging *judging, gint64 due_at)
{
  gint32 today = zhihui_zone_day_of (judging->zone, judging->now);
  gint32 due_day = zhihui_zone_day_of (judging->zone, due_at);

  if (today > zhihui_work_calendar_add (judging->calendar, due_day, 3, NULL))
    return ZHIHUI_LEVEL_RED;
  if (today > zhihui_work_calendar_add (judging->calendar, due_day, 1, NULL))
    return ZHIHUI_LEVEL_ORANGE;
  return ZHIHUI_LEVEL_YELLOW;
}

static void
judge_hands (Judging *judging)
{
  g_autofree Hands *hands = g_new0 (Hands, MAX (judging->ledger->units->len, 1));

  judging->hands = hands;
  zhihui_figures_visit_open (judging->figures, look_at, judging);
  for (guint i = 0; i < judging->ledger->units->len; i++)
    {
      const ZhihuiUnit *unit = judging->ledger->units->pdata[i];
      ZhihuiAlert      *alert;

      if (hands[i].overdue > 0)
        {
          alert = raise_alert (judging,
                               "overdue",
                               unit->id,
                               get_overdue_level (judging, hands[i].oldest_due_at),
                               g_strdup_printf (ngettext ("%d case overdue and not answered",
                                                          "%d cases overdue and not answered",
                                                          (gulong) hands[i].overdue),
                                                (int) hands[i].overdue));
          alert->count = hands[i].overdue;
          set_unit (judging, alert, i);
          set_times (judging, alert, hands[i].oldest_due_at + 1, hands[i].newest_due_at + 1);
        }
      if (hands[i].soon > 0)
        {
          alert = raise_alert (
            judging,
            "due_soon",
            unit->id,
            ZHIHUI_LEVEL_BLUE,
            g_strdup_printf (
              ngettext ("%d deadline is near", "%d deadlines are near", (gulong) hands[i].soon),
              (int) hands[i].soon));
          alert->count = hands[i].soon;
          set_unit (judging, alert, i);
          set_times (judging, alert, hands[i].since, hands[i].since);
        }
    }
}

static void
judge_rate (Judging *judging, ZhihuiMetric metric, double limit)
{
  g_autoptr (ZhihuiPeriod) period =
    zhihui_period_parse ("rolling-90d", judging->now, judging->zone, NULL);
  const ZhihuiTally *tallies = zhihui_figures_count (judging->figures, metric, &period->window);
  const ZhihuiMetricTraits *traits = zhihui_metric_get_traits (metric);
  gint64                    today =
    zhihui_zone_day_start (judging->zone, zhihui_zone_day_of (judging->zone, judging->now));

  for (guint i = 0; i < judging->ledger->units->len; i++)
    {
      const ZhihuiUnit *unit = judging->ledger->units->pdata[i];
      double            low, high;
      g_autofree char  *rate = NULL, *fraction = NULL, *target = NULL, *key = NULL;
      ZhihuiAlert      *alert;

      if (tallies[i].n < RATE_MIN_N)
        continue;
      zhihui_interval_wilson (tallies[i].k, tallies[i].n, ZHIHUI_Z95, &low, &high);
      if (low <= limit)
        continue;

      rate = zhihui_format_rate (tallies[i].k, tallies[i].n);
      fraction = zhihui_format_fraction (tallies[i].k, tallies[i].n);
      target = zhihui_format_percent (limit, 0);
      key = g_strdup_printf ("%s-%s", traits->id, unit->id);
      /* Translators: name of a rate, its value, numerator/denominator, the target */
      alert = raise_alert (
        judging,
        "unit_rate",
        key,
        ZHIHUI_LEVEL_YELLOW,
        g_strdup_printf (_ ("%s %s (%s) is above %s"), _ (traits->title), rate, fraction, target));
      set_unit (judging, alert, i);
      set_times (judging, alert, today, today);
    }
}

static void
judge_words (Judging *judging)
{
  g_autoptr (ZhihuiHotWords) words =
    zhihui_figures_make_hot_words (judging->figures, NULL, !judging->for_desk);
  gint64 today =
    zhihui_zone_day_start (judging->zone, zhihui_zone_day_of (judging->zone, judging->now));

  for (guint i = 0; i < words->items->len; i++)
    {
      const ZhihuiHotWord *word = words->items->pdata[i];
      ZhihuiAlert         *alert;

      if (!word->surge)
        continue;

      alert = raise_alert (judging,
                           "hot_word",
                           word->word,
                           ZHIHUI_LEVEL_YELLOW,
                           g_strdup_printf (_ ("Suddenly many cases about '%s'"), word->word));
      alert->count = word->count;
      set_times (judging, alert, today, today);
    }
}

static void
judge_meeting (Judging *judging, const ZhihuiMeeting *meeting)
{
  const char      *title = meeting->title;
  g_autofree char *start = zhihui_format_clock (judging->zone, meeting->starts_at, FALSE);
  gint64           wait_s = meeting->starts_at - judging->now;
  gint64           since = meeting->starts_at - MEETING_SOON_S;
  char            *text;
  ZhihuiAlert     *alert;

  if (meeting->state == ZHIHUI_MEETING_OPEN)
    {
      since = meeting->started_at != ZHIHUI_NO_INSTANT ? meeting->started_at : meeting->starts_at;
      text = g_strdup_printf (_ ("%s is going on"), title);
    }
  else if (meeting->state == ZHIHUI_MEETING_SCHEDULED && wait_s >= 0 && wait_s <= MEETING_SOON_S)
    text = g_strdup_printf (_ ("%s begins at %s"), title, start);
  else
    return;

  alert = raise_alert (judging, "meeting", meeting->id, ZHIHUI_LEVEL_BLUE, text);
  set_times (judging, alert, since, since);
}

static void
judge_meetings (Judging *judging)
{
  gint32 day = zhihui_zone_day_of (judging->zone, judging->now);
  g_autoptr (ZhihuiMeetings) meetings =
    zhihui_store_read_meetings (zhihui_platform_get_store (judging->platform),
                                zhihui_zone_day_start (judging->zone, day),
                                zhihui_zone_day_start (judging->zone, day + 1) + MEETING_SOON_S,
                                judging->now,
                                judging->for_desk,
                                NULL);

  for (guint i = 0; meetings != NULL && i < meetings->items->len; i++)
    {
      zhihui_meeting_hide (meetings->items->pdata[i], judging->for_desk);
      judge_meeting (judging, meetings->items->pdata[i]);
    }
}

static int
compare_alerts (gconstpointer a, gconstpointer b)
{
  const ZhihuiAlert *one = *(const ZhihuiAlert *const *) a;
  const ZhihuiAlert *other = *(const ZhihuiAlert *const *) b;

  if (one->acknowledged != other->acknowledged)
    return one->acknowledged ? 1 : -1;
  if (one->level != other->level)
    return one->level > other->level ? -1 : 1;
  if (one->raised_at != other->raised_at)
    return one->raised_at > other->raised_at ? -1 : 1;
  return g_strcmp0 (one->id, other->id);
}

/**
 * zhihui_alert_rules_judge:
 * @for_desk: whether the reader may see more than a public screen
 *
 * Returns: (transfer full): all alerts of this moment, those nobody took note of first, then by
 * level and age
 */
ZhihuiAlerts *
zhihui_alert_rules_judge (ZhihuiPlatform *platform, gboolean for_desk)
{
  Judging judging = { .platform = platform, .for_desk = for_desk };

  judging.figures = zhihui_platform_get_figures (platform);
  judging.ledger = zhihui_platform_get_ledger (platform);
  judging.zone = zhihui_platform_get_zone (platform);
  judging.calendar = zhihui_work_calendar_new_china ();
  judging.now = zhihui_figures_get_as_of (judging.figures);
  judging.acks = zhihui_store_read_acks (zhihui_platform_get_store (platform), NULL);
  judging.alerts = zhihui_alerts_new ();
  judging.alerts->stamp.as_of = judging.now;
  judging.alerts->stamp.revision = g_strdup (zhihui_figures_get_revision (judging.figures));

  judge_hands (&judging);
  for (guint i = 0; i < G_N_ELEMENTS (rate_limits); i++)
    judge_rate (&judging, rate_limits[i].metric, rate_limits[i].limit);
  judge_words (&judging);
  judge_meetings (&judging);

  g_ptr_array_sort (judging.alerts->items, compare_alerts);
  g_clear_pointer (&judging.acks, g_hash_table_unref);
  zhihui_work_calendar_unref (judging.calendar);
  return judging.alerts;
}
