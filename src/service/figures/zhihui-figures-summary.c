/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-figures-private.h"

static gint64
count_days (ZhihuiFigures *self, const gboolean *regions, gint64 from, gint64 to)
{
  return zhihui_rollup_cases_count (self->cases, ZHIHUI_ROLLUP_REGION, regions, from, to, NULL);
}

static void
count_cases (ZhihuiFigures        *self,
             const ZhihuiHeadline *cuts,
             const gboolean       *regions,
             ZhihuiSummary        *summary)
{
  const GArray *cases = self->ledger->cases;

  if (self->cases != NULL)
    {
      summary->today = count_days (self, regions, cuts->today, cuts->as_of);
      summary->yesterday_same_time =
        count_days (self, regions, cuts->yesterday, cuts->yesterday_until);
      summary->month_count = count_days (self, regions, cuts->month.from, cuts->as_of);
      summary->previous_month_same =
        count_days (self, regions, cuts->previous_month, cuts->previous_until);
      summary->year_count = count_days (self, regions, cuts->year, cuts->as_of);
      return;
    }

  for (guint i = 0; i < cases->len; i++)
    {
      const ZhihuiCaseRow *one = &g_array_index (cases, ZhihuiCaseRow, i);

      if (zhihui_case_is_in (one, regions))
        zhihui_headline_add_case (cuts, one->accepted_at, summary);
    }
}

/* The clocks of one summary; those that the deployment does not have are NULL. */
typedef struct
{
  ZhihuiClockFigure  *sign, *contact;
  ZhihuiClockFigure **reply; /* owned: one element a type of the ledger */
  guint               n_types;
} Clocks;

static void
run_clocks (Clocks                 *clocks,
            const ZhihuiAssignment *row,
            const ZhihuiCaseRow    *its_case,
            const ZhihuiHeadline   *cuts)
{
  gboolean           open = zhihui_assignment_is_open (row, cuts->as_of);
  ZhihuiClockFigure *reply =
    its_case->type < clocks->n_types ? clocks->reply[its_case->type] : NULL;

  zhihui_headline_judge_clock (cuts, clocks->sign, ZHIHUI_METRIC_SIGN_RATE, row);
  zhihui_headline_judge_clock (cuts, clocks->contact, ZHIHUI_METRIC_CONTACT_RATE, row);
  if (open && clocks->sign != NULL)
    zhihui_headline_run_clock (cuts, clocks->sign, row->sign_due_at, row->signed_at);
  if (open && clocks->contact != NULL && row->needs_contact)
    zhihui_headline_run_clock (cuts, clocks->contact, row->contact_due_at, row->contacted_at);

  zhihui_headline_judge_clock (cuts, reply, ZHIHUI_METRIC_ON_TIME_RATE, row);
  if (open && reply != NULL && !row->is_suspended)
    zhihui_headline_run_clock (cuts, reply, row->due_at, row->replied_at);
}

static void
reach_stages (ZhihuiStages           *stages,
              const ZhihuiAssignment *row,
              const ZhihuiRound      *round,
              const ZhihuiCaseRow    *its_case,
              const ZhihuiHeadline   *cuts)
{
  gint64 from = cuts->month.from, until = MIN (cuts->month.to, cuts->as_of);

  if (zhihui_is_between (row->dispatched_at, from, until) && round->seq <= 1)
    zhihui_stages_reach (
      stages, ZHIHUI_STAGE_DISPATCHED, its_case->accepted_at, row->dispatched_at);
  if (zhihui_is_between (row->signed_at, from, until))
    zhihui_stages_reach (stages, ZHIHUI_STAGE_SIGNED, row->dispatched_at, row->signed_at);
  if (zhihui_is_between (row->replied_at, from, until))
    zhihui_stages_reach (stages,
                         ZHIHUI_STAGE_REPLIED,
                         row->signed_at != ZHIHUI_NO_INSTANT ? row->signed_at : row->dispatched_at,
                         row->replied_at);
}

static void
count_assignments (ZhihuiFigures        *self,
                   const ZhihuiHeadline *cuts,
                   const gboolean       *regions,
                   Clocks               *clocks,
                   ZhihuiStages         *stages,
                   ZhihuiSummary        *summary)
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

        if (!row->is_main || !zhihui_case_is_in (its_case, regions))
          continue;

        zhihui_headline_add_row (cuts, row, summary);
        run_clocks (clocks, row, its_case, cuts);
        reach_stages (stages, row, &g_array_index (ledger->rounds, ZhihuiRound, i), its_case, cuts);
      }
}

static void
count_rating (ZhihuiFigures        *self,
              const ZhihuiRating   *rating,
              const ZhihuiHeadline *cuts,
              const gboolean       *regions,
              ZhihuiStages         *stages,
              ZhihuiSummary        *summary)
{
  const ZhihuiLedger     *ledger = self->ledger;
  gint64                  until = MIN (cuts->month.to, cuts->as_of);
  const ZhihuiAssignment *row;

  if (!rating->is_valid || !zhihui_is_between (rating->rated_at, cuts->month.from, until))
    return;

  row = &g_array_index (ledger->assignments, ZhihuiAssignment, rating->assignment);
  if (!zhihui_case_is_in (&g_array_index (ledger->cases, ZhihuiCaseRow, row->case_index), regions))
    return;

  zhihui_stages_reach (stages, ZHIHUI_STAGE_RATED, rating->closed_at, rating->rated_at);
  if (regions != NULL && zhihui_assignment_is_retained (row, cuts->as_of))
    {
      summary->satisfied.n++;
      summary->satisfied.k += rating->level >= 3;
      summary->satisfied.extra += zhihui_tally_get_score (rating->level);
    }
}

/* Ratings of the whole are counted by the model; of a part of the regions here. */
static void
count_ratings (ZhihuiFigures        *self,
               const ZhihuiHeadline *cuts,
               const gboolean       *regions,
               ZhihuiStages         *stages,
               ZhihuiSummary        *summary)
{
  ZhihuiSpan span = { 0, 0 };

  while (zhihui_ledger_index_next_ratings (self->index, &cuts->month, &span))
    for (guint i = span.start; i < span.start + span.n; i++)
      count_rating (self,
                    &g_array_index (self->ledger->ratings, ZhihuiRating, i),
                    cuts,
                    regions,
                    stages,
                    summary);
}

static ZhihuiClockFigure *
add_clock (ZhihuiSummary     *summary,
           const char        *id,
           const char        *label,
           const ZhihuiLimit *limit,
           double             target)
{
  ZhihuiClockFigure *clock = g_new0 (ZhihuiClockFigure, 1);

  clock->id = g_strdup (id);
  clock->label = g_strdup (label);
  clock->limit = zhihui_limit_to_string (limit);
  clock->target = target;
  clock->nearest_due_at = ZHIHUI_NO_INSTANT;
  g_ptr_array_add (summary->clocks, clock);
  return clock;
}

/* Sign and contact, and the reply of each kind of case in the order of the place's list. What was
 * imported has no clocks of ours. */
static Clocks
add_clocks (ZhihuiFigures *self, const ZhihuiTargets *targets, ZhihuiSummary *summary)
{
  const GPtrArray *types = self->ledger->types;
  Clocks           clocks = { .reply = g_new0 (ZhihuiClockFigure *, types->len + 1) };

  clocks.n_types = MIN (types->len, self->ledger->clocks->len);
  for (guint i = 0; i < clocks.n_types; i++)
    {
      const ZhihuiNamed  *type = types->pdata[i];
      const ZhihuiClocks *limits = &g_array_index (self->ledger->clocks, ZhihuiClocks, i);

      if (limits->reply.count == 0 || g_str_equal (type->id, ZHIHUI_TYPE_IMPORTED))
        continue;
      if (clocks.sign == NULL)
        {
          clocks.sign = add_clock (summary, "sign", "", &limits->sign, targets->sign);
          clocks.contact = add_clock (summary, "contact", "", &limits->contact, targets->contact);
        }
      clocks.reply[i] = add_clock (summary, type->id, type->label, &limits->reply, targets->reply);
    }

  return clocks;
}

static ZhihuiTally
sum_units (ZhihuiFigures *self, ZhihuiMetric metric, const ZhihuiWindow *window)
{
  const ZhihuiTally *tallies = zhihui_figures_count (self, metric, window);
  ZhihuiTally        sum = { 0 };

  for (guint i = 0; i < self->ledger->units->len; i++)
    zhihui_tally_join (&sum, &tallies[i]);

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
  ZhihuiHeadline       cuts;
  Clocks               clocks = add_clocks (self, targets, summary);
  ZhihuiStages         stages = { 0 };

  zhihui_headline_init (&cuts, self->as_of, self->zone);
  zhihui_figures_stamp (self, &summary->stamp);
  summary->month = cuts.month;
  count_cases (self, &cuts, regions, summary);
  count_assignments (self, &cuts, regions, &clocks, &stages, summary);
  count_ratings (self, &cuts, regions, &stages, summary);
  zhihui_stages_finish (&stages, summary);
  g_free (clocks.reply);
  if (regions == NULL && !self->ledger->is_partial)
    {
      summary->satisfied = sum_units (self, ZHIHUI_METRIC_SATISFIED_RATE, &cuts.month);
      summary->rated = sum_units (self, ZHIHUI_METRIC_RATED_RATE, &cuts.month);
    }
  if (self->ledger->is_partial)
    zhihui_figures_correct_summary (self, region, summary);

  return summary;
}
