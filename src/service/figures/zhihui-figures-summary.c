/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-figures-private.h"

/* The moments that the headline figures are cut at. */
typedef struct
{
  gint64          as_of;
  gint64          today, tomorrow, yesterday;
  ZhihuiWindow    month; /* the whole of it */
  gint64          previous_month, year;
  const gboolean *regions; /* or NULL: all */
} Cuts;

static Cuts
find_cuts (ZhihuiFigures *self, const gboolean *regions)
{
  ZhihuiCivil now = zhihui_zone_to_civil (self->zone, self->as_of);
  int         next_year = now.month == 12 ? now.year + 1 : now.year;
  int         last_year = now.month == 1 ? now.year - 1 : now.year;
  Cuts        cuts = { .as_of = self->as_of, .regions = regions };

  cuts.today = zhihui_zone_day_start (self->zone, now.day);
  cuts.tomorrow = zhihui_zone_day_start (self->zone, now.day + 1);
  cuts.yesterday = zhihui_zone_day_start (self->zone, now.day - 1);
  cuts.month.from =
    zhihui_zone_day_start (self->zone, zhihui_day_from_ymd (now.year, now.month, 1));
  cuts.month.to =
    zhihui_zone_day_start (self->zone, zhihui_day_from_ymd (next_year, now.month % 12 + 1, 1));
  cuts.previous_month = zhihui_zone_day_start (
    self->zone, zhihui_day_from_ymd (last_year, (now.month + 10) % 12 + 1, 1));
  cuts.year = zhihui_zone_day_start (self->zone, zhihui_day_from_ymd (now.year, 1, 1));
  return cuts;
}

static gint64
count_days (ZhihuiFigures *self, const Cuts *cuts, gint64 from, gint64 to)
{
  return zhihui_rollup_cases_count (
    self->cases, ZHIHUI_ROLLUP_REGION, cuts->regions, from, to, NULL);
}

static void
count_cases (ZhihuiFigures *self, const Cuts *cuts, ZhihuiSummary *summary)
{
  const GArray *cases = self->ledger->cases;
  gint64        yesterday_until = MIN (cuts->yesterday + (cuts->as_of - cuts->today), cuts->today);
  gint64        previous_until =
    MIN (cuts->previous_month + (cuts->as_of - cuts->month.from), cuts->month.from);

  if (self->cases != NULL)
    {
      summary->today = count_days (self, cuts, cuts->today, cuts->as_of);
      summary->yesterday_same_time = count_days (self, cuts, cuts->yesterday, yesterday_until);
      summary->month_count = count_days (self, cuts, cuts->month.from, cuts->as_of);
      summary->previous_month_same = count_days (self, cuts, cuts->previous_month, previous_until);
      summary->year_count = count_days (self, cuts, cuts->year, cuts->as_of);
      return;
    }

  for (guint i = 0; i < cases->len; i++)
    {
      const ZhihuiCaseRow *one = &g_array_index (cases, ZhihuiCaseRow, i);
      gint64               at = one->accepted_at;

      if (at < cuts->previous_month && at < cuts->year)
        continue;
      if (at >= cuts->as_of || !zhihui_case_is_in (one, cuts->regions))
        continue;

      summary->today += at >= cuts->today;
      summary->yesterday_same_time += zhihui_is_between (at, cuts->yesterday, yesterday_until);
      summary->month_count += at >= cuts->month.from;
      summary->previous_month_same += zhihui_is_between (at, cuts->previous_month, previous_until);
      summary->year_count += at >= cuts->year;
    }
}

/* A clock that runs: what is not yet done and not yet late. */
static void
run_clock (ZhihuiClockFigure *clock, gint64 due_at, gint64 done_at, const Cuts *cuts)
{
  if (due_at == ZHIHUI_NO_INSTANT || due_at < cuts->as_of || done_at != ZHIHUI_NO_INSTANT)
    return;

  clock->running++;
  clock->due_today += due_at < cuts->tomorrow;
  if (clock->nearest_due_at == ZHIHUI_NO_INSTANT || due_at < clock->nearest_due_at)
    clock->nearest_due_at = due_at;
}

/* The clocks of one summary; those that the deployment does not have are NULL. */
typedef struct
{
  ZhihuiClockFigure *sign, *contact;
  ZhihuiClockFigure *reply[2];
  guint16            types[2]; /* whose reply clock, index into the ledger's types */
} Clocks;

static void
judge_into (ZhihuiClockFigure      *clock,
            ZhihuiMetric            metric,
            const ZhihuiAssignment *row,
            const Cuts             *cuts)
{
  gboolean in_time;

  if (clock == NULL || !zhihui_tally_judge (metric, row, &cuts->month, cuts->as_of, &in_time))
    return;

  clock->on_time.n++;
  clock->on_time.k += in_time;
}

static void
run_clocks (Clocks                 *clocks,
            const ZhihuiAssignment *row,
            const ZhihuiCaseRow    *its_case,
            const Cuts             *cuts)
{
  gboolean open = zhihui_assignment_is_open (row, cuts->as_of);

  judge_into (clocks->sign, ZHIHUI_METRIC_SIGN_RATE, row, cuts);
  judge_into (clocks->contact, ZHIHUI_METRIC_CONTACT_RATE, row, cuts);
  if (open && clocks->sign != NULL)
    run_clock (clocks->sign, row->sign_due_at, row->signed_at, cuts);
  if (open && clocks->contact != NULL && row->needs_contact)
    run_clock (clocks->contact, row->contact_due_at, row->contacted_at, cuts);

  for (guint i = 0; i < G_N_ELEMENTS (clocks->reply); i++)
    if (clocks->reply[i] != NULL && its_case->type == clocks->types[i])
      {
        judge_into (clocks->reply[i], ZHIHUI_METRIC_ON_TIME_RATE, row, cuts);
        if (open && !row->is_suspended)
          run_clock (clocks->reply[i], row->due_at, row->replied_at, cuts);
      }
}

static void
count_open (const ZhihuiAssignment *row, const Cuts *cuts, ZhihuiSummary *summary)
{
  gint64 yesterday = cuts->as_of - 86400;

  if (zhihui_assignment_is_open (row, cuts->as_of))
    {
      summary->open++;
      summary->due_today +=
        !row->is_suspended && zhihui_is_between (row->due_at, cuts->today, cuts->tomorrow);
      summary->overdue_open += zhihui_assignment_is_overdue (row, cuts->as_of);
    }

  if (row->dispatched_at <= yesterday && zhihui_assignment_is_open (row, yesterday) &&
      zhihui_assignment_is_overdue (row, yesterday))
    summary->overdue_open_yesterday++;
}

/* The rates of the month, counted where they are asked for a part of the regions only. */
static void
judge_month (const ZhihuiAssignment *row, const Cuts *cuts, ZhihuiSummary *summary)
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

      if (zhihui_tally_judge (rates[i].metric, row, &cuts->month, cuts->as_of, &counts))
        {
          rates[i].tally->n++;
          rates[i].tally->k += counts;
          rates[i].tally->extra += rates[i].metric == ZHIHUI_METRIC_RETURN_RATE && counts &&
                                   !row->return_accepted &&
                                   row->return_decided_at != ZHIHUI_NO_INSTANT;
        }
    }
}

/* How long each stage of the month took, from the stage before. */
enum
{
  DISPATCHED,
  SIGNED,
  REPLIED,
  RATED,
  N_STAGES,
};

typedef struct
{
  gint64  n[N_STAGES];
  GArray *waits[N_STAGES]; /* (element-type gint64): seconds */
} Stages;

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

static void
reach_stage (Stages *stages, guint stage, gint64 since, gint64 until)
{
  gint64 wait_s = until - since;

  stages->n[stage]++;
  if (since != ZHIHUI_NO_INSTANT && wait_s >= 0)
    g_array_append_val (stages->waits[stage], wait_s);
}

static void
reach_stages (Stages                 *stages,
              const ZhihuiAssignment *row,
              const ZhihuiRound      *round,
              const ZhihuiCaseRow    *its_case,
              const Cuts             *cuts)
{
  gint64 from = cuts->month.from, until = MIN (cuts->month.to, cuts->as_of);

  if (zhihui_is_between (row->dispatched_at, from, until) && round->seq <= 1)
    reach_stage (stages, DISPATCHED, its_case->accepted_at, row->dispatched_at);
  if (zhihui_is_between (row->signed_at, from, until))
    reach_stage (stages, SIGNED, row->dispatched_at, row->signed_at);
  if (zhihui_is_between (row->replied_at, from, until))
    reach_stage (stages,
                 REPLIED,
                 row->signed_at != ZHIHUI_NO_INSTANT ? row->signed_at : row->dispatched_at,
                 row->replied_at);
}

static void
count_assignments (
  ZhihuiFigures *self, const Cuts *cuts, Clocks *clocks, Stages *stages, ZhihuiSummary *summary)
{
  const ZhihuiLedger *ledger = self->ledger;
  /* What was replied since yesterday was open then. */
  const ZhihuiWindow window = { MIN (cuts->month.from, cuts->as_of - 86400), cuts->month.to };
  ZhihuiSpan         span = { 0, 0 };

  while (zhihui_ledger_index_next (self->index, &window, TRUE, &span))
    for (guint i = span.start; i < span.start + span.n; i++)
      {
        const ZhihuiAssignment *row = &g_array_index (ledger->assignments, ZhihuiAssignment, i);
        const ZhihuiCaseRow    *its_case =
          &g_array_index (ledger->cases, ZhihuiCaseRow, row->case_index);

        if (!row->is_main || !zhihui_case_is_in (its_case, cuts->regions))
          continue;

        count_open (row, cuts, summary);
        judge_month (row, cuts, summary);
        run_clocks (clocks, row, its_case, cuts);
        reach_stages (stages, row, &g_array_index (ledger->rounds, ZhihuiRound, i), its_case, cuts);
      }
}

/* Ratings of the whole are counted by the model; of a part of the regions here. */
static void
count_ratings (ZhihuiFigures *self, const Cuts *cuts, Stages *stages, ZhihuiSummary *summary)
{
  const ZhihuiLedger *ledger = self->ledger;
  gint64              until = MIN (cuts->month.to, cuts->as_of);

  for (guint i = 0; i < ledger->ratings->len; i++)
    {
      const ZhihuiRating     *rating = &g_array_index (ledger->ratings, ZhihuiRating, i);
      const ZhihuiAssignment *row;

      if (!rating->is_valid || !zhihui_is_between (rating->rated_at, cuts->month.from, until))
        continue;

      row = &g_array_index (ledger->assignments, ZhihuiAssignment, rating->assignment);
      if (!zhihui_case_is_in (&g_array_index (ledger->cases, ZhihuiCaseRow, row->case_index),
                              cuts->regions))
        continue;

      reach_stage (stages, RATED, rating->closed_at, rating->rated_at);
      if (cuts->regions != NULL && zhihui_assignment_is_retained (row, cuts->as_of))
        {
          summary->satisfied.n++;
          summary->satisfied.k += rating->level >= 3;
          summary->satisfied.extra += zhihui_tally_get_score (rating->level);
        }
    }
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

/* Adds them to the summary, and frees what they were counted in. */
static void
finish_stages (Stages *stages, ZhihuiSummary *summary)
{
  const char *const ids[N_STAGES] = { "dispatched", "signed", "replied", "rated" };

  add_stage (summary, "accepted", summary->month_count, -1);
  for (guint i = 0; i < N_STAGES; i++)
    {
      GArray *waits = stages->waits[i];

      add_stage (summary,
                 ids[i],
                 stages->n[i],
                 find_median ((gint64 *) (gpointer) waits->data, (gssize) waits->len));
      g_array_unref (waits);
    }
}

static ZhihuiClockFigure *
add_clock (ZhihuiSummary *summary, const char *id, const ZhihuiLimit *limit, double target)
{
  ZhihuiClockFigure *clock = g_new0 (ZhihuiClockFigure, 1);

  clock->id = g_strdup (id);
  clock->limit = zhihui_limit_to_string (limit);
  clock->target = target;
  clock->nearest_due_at = ZHIHUI_NO_INSTANT;
  g_ptr_array_add (summary->clocks, clock);
  return clock;
}

/* Sign and contact are shown where case types with clocks of their own are: imported cases have
 * neither. */
static Clocks
add_clocks (ZhihuiFigures *self, const ZhihuiTargets *targets, ZhihuiSummary *summary)
{
  const char *const ids[] = { "consult", "complaint" };
  Clocks            clocks = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      guint               type = zhihui_ledger_find_named (self->ledger->types, ids[i]);
      const ZhihuiClocks *limits;

      if (type >= self->ledger->clocks->len)
        continue;

      limits = &g_array_index (self->ledger->clocks, ZhihuiClocks, type);
      if (clocks.sign == NULL)
        {
          clocks.sign = add_clock (summary, "sign", &limits->sign, targets->sign);
          clocks.contact = add_clock (summary, "contact", &limits->contact, targets->contact);
        }
      clocks.types[i] = (guint16) type;
      clocks.reply[i] = add_clock (summary, ids[i], &limits->reply, targets->reply);
    }

  return clocks;
}

static ZhihuiTally
sum_units (ZhihuiFigures *self, ZhihuiMetric metric, const ZhihuiWindow *window)
{
  const ZhihuiTally *tallies = zhihui_figures_count (self, metric, window);
  ZhihuiTally        sum = { 0 };

  for (guint i = 0; i < self->ledger->units->len; i++)
    {
      sum.k += tallies[i].k;
      sum.n += tallies[i].n;
      sum.extra += tallies[i].extra;
    }

  return sum;
}

/**
 * zhihui_figures_make_summary:
 * @region: (nullable): a region that is known, or %NULL for everything
 * @targets: what the clocks are measured against
 *
 * Returns: (transfer full): the headline figures of the present month and of today. For a part of
 * the regions the share of rated cases is not given (n is 0).
 */
ZhihuiSummary *
zhihui_figures_make_summary (ZhihuiFigures *self, const char *region, const ZhihuiTargets *targets)
{
  ZhihuiSummary       *summary = zhihui_summary_new ();
  g_autofree gboolean *regions = zhihui_figures_find_regions (self, region);
  Cuts                 cuts = find_cuts (self, regions);
  Clocks               clocks = add_clocks (self, targets, summary);
  Stages               stages = { 0 };

  for (guint i = 0; i < N_STAGES; i++)
    stages.waits[i] = g_array_new (FALSE, FALSE, sizeof (gint64));

  zhihui_figures_stamp (self, &summary->stamp);
  summary->month = cuts.month;
  count_cases (self, &cuts, summary);
  count_assignments (self, &cuts, &clocks, &stages, summary);
  count_ratings (self, &cuts, &stages, summary);
  finish_stages (&stages, summary);
  if (regions == NULL && !self->ledger->is_partial)
    {
      summary->satisfied = sum_units (self, ZHIHUI_METRIC_SATISFIED_RATE, &cuts.month);
      summary->rated = sum_units (self, ZHIHUI_METRIC_RATED_RATE, &cuts.month);
    }
  if (self->ledger->is_partial)
    zhihui_figures_correct_summary (self, region, summary);

  return summary;
}
