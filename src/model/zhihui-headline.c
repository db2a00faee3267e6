/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-headline.h"

/**
 * zhihui_headline_init:
 * @as_of: the moment of the figures
 */
void
zhihui_headline_init (ZhihuiHeadline *self, gint64 as_of, ZhihuiZone *zone)
{
  ZhihuiCivil now = zhihui_zone_to_civil (zone, as_of);
  int         next_year = now.month == 12 ? now.year + 1 : now.year;
  int         last_year = now.month == 1 ? now.year - 1 : now.year;

  *self = (ZhihuiHeadline){ .as_of = as_of };
  self->today = zhihui_zone_day_start (zone, now.day);
  self->tomorrow = zhihui_zone_day_start (zone, now.day + 1);
  self->yesterday = zhihui_zone_day_start (zone, now.day - 1);
  self->yesterday_until = MIN (self->yesterday + (as_of - self->today), self->today);
  self->month.from = zhihui_zone_day_start (zone, zhihui_day_from_ymd (now.year, now.month, 1));
  self->month.to =
    zhihui_zone_day_start (zone, zhihui_day_from_ymd (next_year, now.month % 12 + 1, 1));
  self->previous_month =
    zhihui_zone_day_start (zone, zhihui_day_from_ymd (last_year, (now.month + 10) % 12 + 1, 1));
  self->previous_until = MIN (self->previous_month + (as_of - self->month.from), self->month.from);
  self->year = zhihui_zone_day_start (zone, zhihui_day_from_ymd (now.year, 1, 1));
}

/**
 * zhihui_headline_add_case:
 * @accepted_at: when the centre took it; %ZHIHUI_NO_INSTANT: not yet
 */
void
zhihui_headline_add_case (const ZhihuiHeadline *self, gint64 accepted_at, ZhihuiSummary *summary)
{
  gint64 at = accepted_at;

  if ((at < self->previous_month && at < self->year) || at >= self->as_of)
    return;

  summary->today += at >= self->today;
  summary->yesterday_same_time += zhihui_is_between (at, self->yesterday, self->yesterday_until);
  summary->month_count += at >= self->month.from;
  summary->previous_month_same +=
    zhihui_is_between (at, self->previous_month, self->previous_until);
  summary->year_count += at >= self->year;
}

static void
count_open (const ZhihuiHeadline *self, const ZhihuiAssignment *row, ZhihuiSummary *summary)
{
  gint64 yesterday = self->as_of - 86400;

  if (zhihui_assignment_is_open (row, self->as_of))
    {
      summary->open++;
      summary->due_today +=
        !row->is_suspended && zhihui_is_between (row->due_at, self->today, self->tomorrow);
      summary->overdue_open += zhihui_assignment_is_overdue (row, self->as_of);
    }

  if (row->dispatched_at <= yesterday && zhihui_assignment_is_open (row, yesterday) &&
      zhihui_assignment_is_overdue (row, yesterday))
    summary->overdue_open_yesterday++;
}

static void
judge_month (const ZhihuiHeadline *self, const ZhihuiAssignment *row, ZhihuiSummary *summary)
{
  const struct
  {
    ZhihuiMetric metric;
    ZhihuiTally *tally;
  } rates[] = {
    { ZHIHUI_METRIC_ON_TIME_RATE, &summary->on_time },
    { ZHIHUI_METRIC_RETURN_RATE, &summary->returned },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    {
      gboolean counts;

      if (zhihui_tally_judge (rates[i].metric, row, &self->month, self->as_of, &counts))
        {
          rates[i].tally->n++;
          rates[i].tally->k += counts;
          rates[i].tally->extra += rates[i].metric == ZHIHUI_METRIC_RETURN_RATE && counts &&
                                   !row->return_accepted &&
                                   row->return_decided_at != ZHIHUI_NO_INSTANT;
        }
    }
}

/**
 * zhihui_headline_add_row:
 * @row: of a main unit
 *
 * Adds what is open and overdue, and the rates of the month that are counted of rows: in time and
 * returned. Those of ratings are zhihui_tally_count () of the month.
 */
void
zhihui_headline_add_row (const ZhihuiHeadline   *self,
                         const ZhihuiAssignment *row,
                         ZhihuiSummary          *summary)
{
  count_open (self, row, summary);
  judge_month (self, row, summary);
}

/**
 * zhihui_headline_run_clock:
 *
 * Adds a clock that runs: what is not yet done and not yet late.
 */
void
zhihui_headline_run_clock (const ZhihuiHeadline *self,
                           ZhihuiClockFigure    *clock,
                           gint64                due_at,
                           gint64                done_at)
{
  if (due_at == ZHIHUI_NO_INSTANT || due_at < self->as_of || done_at != ZHIHUI_NO_INSTANT)
    return;

  clock->running++;
  clock->due_today += due_at < self->tomorrow;
  if (clock->nearest_due_at == ZHIHUI_NO_INSTANT || due_at < clock->nearest_due_at)
    clock->nearest_due_at = due_at;
}

/**
 * zhihui_headline_judge_clock:
 * @clock: (nullable): %NULL: the deployment has no such clock
 * @metric: whether it was in time
 */
void
zhihui_headline_judge_clock (const ZhihuiHeadline   *self,
                             ZhihuiClockFigure      *clock,
                             ZhihuiMetric            metric,
                             const ZhihuiAssignment *row)
{
  gboolean in_time;

  if (clock == NULL || !zhihui_tally_judge (metric, row, &self->month, self->as_of, &in_time))
    return;

  clock->on_time.n++;
  clock->on_time.k += in_time;
}

static void
swap (gint64 *a, gint64 *b)
{
  gint64 kept = *a;

  *a = *b;
  *b = kept;
}

/* Hoare's selection: the lower median of @values, which are left in another order. -1 of none. */
static gint64
find_median (gint64 *values, gssize n)
{
  gssize low = 0, high = n - 1, middle = high / 2;

  while (low < high)
    {
      gint64 pivot = values[low + (high - low) / 2];
      gssize left = low, right = high;

      while (left <= right)
        {
          while (values[left] < pivot)
            left++;
          while (values[right] > pivot)
            right--;
          if (left <= right)
            swap (&values[left++], &values[right--]);
        }
      if (middle <= right)
        high = right;
      else if (middle >= left)
        low = left;
      else
        break;
    }

  return n > 0 ? values[middle] : -1;
}

/**
 * zhihui_stages_reach:
 * @since: when the stage before was reached, %ZHIHUI_NO_INSTANT not known
 * @until: when this one was
 */
void
zhihui_stages_reach (ZhihuiStages *self, ZhihuiStageId stage, gint64 since, gint64 until)
{
  gint64 wait_s;

  self->n[stage]++;
  if (since == ZHIHUI_NO_INSTANT || until < since)
    return;

  if (self->waits[stage] == NULL)
    self->waits[stage] = g_array_new (FALSE, FALSE, sizeof (gint64));
  wait_s = until - since;
  g_array_append_val (self->waits[stage], wait_s);
}

static void
add_stage (ZhihuiSummary *summary, const char *id, gint64 count, gint64 median_s)
{
  ZhihuiStage *stage = g_new0 (ZhihuiStage, 1);

  stage->id = g_strdup (id);
  stage->count = count;
  stage->median_s = median_s;
  g_ptr_array_add (summary->stages, stage);
}

/**
 * zhihui_stages_finish:
 * @self: emptied
 * @summary: its cases of the month are counted
 */
void
zhihui_stages_finish (ZhihuiStages *self, ZhihuiSummary *summary)
{
  const char *const ids[ZHIHUI_N_STAGES] = { "dispatched", "signed", "replied", "rated" };

  add_stage (summary, "accepted", summary->month_count, -1);
  for (guint i = 0; i < ZHIHUI_N_STAGES; i++)
    {
      GArray *waits = self->waits[i];

      add_stage (summary,
                 ids[i],
                 self->n[i],
                 waits != NULL ? find_median ((gint64 *) (gpointer) waits->data, waits->len) : -1);
      g_clear_pointer (&self->waits[i], g_array_unref);
    }
}
