/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-ranking.h"

#include <math.h>

/* One unit while the board is made. */
typedef struct
{
  gsize       index; /* into the input */
  gint64      k, n;
  double      shrunk;
  guint       rank; /* 0 not ranked */
  gboolean    tied;
  const char *id;
} Place;

/* The rules by which places are compared. */
typedef struct
{
  ZhihuiBetter better;
  gboolean     is_count;
  gboolean     is_share; /* chance has an interval, and a value can be shrunk */
  ZhihuiOrder  order;
} Rules;

static Rules
get_rules (const ZhihuiRankingInput *input)
{
  const ZhihuiMetricTraits *traits = zhihui_metric_get_traits (input->metric);

  return (Rules){ traits->better,
                  traits->is_count,
                  traits->is_share,
                  traits->is_share ? input->order : ZHIHUI_ORDER_RAW };
}

static ZhihuiUnrankedReason
get_reason (const Rules *rules, guint min_n, gint64 n)
{
  if (rules->is_count)
    return ZHIHUI_UNRANKED_NOT;
  if (n <= 0)
    return ZHIHUI_UNRANKED_NO_CASES;
  return n < min_n ? ZHIHUI_UNRANKED_MIN_N : ZHIHUI_UNRANKED_NOT;
}

static int
compare_numbers (double a, double b)
{
  return (a > b) - (a < b);
}

/* Negative when @a is better, 0 when they share the rank. */
static int
compare_merit (const Place *a, const Place *b, const Rules *rules)
{
  int sign = rules->better == ZHIHUI_BETTER_LOW ? 1 : -1;
  int by_value;

  if (rules->is_count)
    return (a->n < b->n) - (a->n > b->n);

  by_value = rules->order == ZHIHUI_ORDER_SHRUNK ? compare_numbers (a->shrunk, b->shrunk) : 0;
  if (by_value == 0)
    by_value = zhihui_fraction_compare (a->k, a->n, b->k, b->n);
  return sign * by_value;
}

/* Display only: larger n first, then the unit's id. */
static int
compare_within_tie (const Place *a, const Place *b)
{
  if (a->n != b->n)
    return a->n > b->n ? -1 : 1;
  return g_strcmp0 (a->id, b->id);
}

static gint
compare_places (gconstpointer a, gconstpointer b, gpointer user_data)
{
  int merit = compare_merit (a, b, user_data);

  return merit != 0 ? merit : compare_within_tie (a, b);
}

static gint
compare_unranked (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return compare_within_tie (a, b);
}

/* In exact numbers a unit at the mean stays at the mean; rounding must not part such units. */
static double
shrink (const Place *place, double mean, double weight, gint64 total_k, gint64 total_n)
{
  if (zhihui_fraction_compare (place->k, place->n, total_k, total_n) == 0)
    return mean;
  return zhihui_interval_shrink (place->k, place->n, mean, weight);
}

static void
fit_shrunk (Place *places, gsize n_units)
{
  g_autofree gint64 *k = g_new (gint64, n_units);
  g_autofree gint64 *n = g_new (gint64, n_units);
  gint64             total_k = 0, total_n = 0;
  double             mean, weight;

  for (gsize i = 0; i < n_units; i++)
    {
      total_k += k[i] = places[i].k;
      total_n += n[i] = places[i].n;
    }
  weight = zhihui_interval_fit_prior (k, n, n_units, &mean);
  for (gsize i = 0; i < n_units; i++)
    places[i].shrunk = places[i].n > 0 ? shrink (&places[i], mean, weight, total_k, total_n) : NAN;
}

/* The ranked places, best first, then the unranked ones. */
static Place *
make_places (const ZhihuiRankingInput *input, const ZhihuiTally *tallies, guint *n_ranked)
{
  Rules             rules = get_rules (input);
  Place            *places = g_new0 (Place, input->n_units);
  g_autofree Place *all = g_new0 (Place, input->n_units);
  gsize             ranked = 0, unranked = input->n_units;

  *n_ranked = 0;
  if (places == NULL)
    return NULL; /* of no units */

  for (gsize i = 0; i < input->n_units; i++)
    {
      all[i].index = i;
      all[i].k = tallies[i].k;
      all[i].n = tallies[i].n;
      all[i].shrunk = NAN;
      all[i].id = input->units[i]->id;
    }
  if (rules.is_share)
    fit_shrunk (all, input->n_units);

  for (gsize i = 0; i < input->n_units; i++)
    if (get_reason (&rules, input->min_n, all[i].n) == ZHIHUI_UNRANKED_NOT)
      places[ranked++] = all[i];
    else
      places[--unranked] = all[i];

  g_qsort_with_data (places, (gint) ranked, sizeof (Place), compare_places, &rules);
  g_qsort_with_data (
    places + ranked, (gint) (input->n_units - ranked), sizeof (Place), compare_unranked, NULL);
  for (gsize i = 0; i < ranked; i++)
    {
      places[i].tied = i > 0 && compare_merit (&places[i - 1], &places[i], &rules) == 0;
      places[i].rank = places[i].tied ? places[i - 1].rank : (guint) i + 1;
      if (places[i].tied)
        places[i - 1].tied = TRUE;
    }
  *n_ranked = (guint) ranked;
  return places;
}

/* What changed since another window in which the unit had @then and @rank_then (0 none). */
static ZhihuiDelta
compare_with (const ZhihuiScore *score, const ZhihuiTally *then, guint rank_then, gboolean is_count)
{
  ZhihuiDelta delta = { .value = NAN };
  double      before = zhihui_tally_get_value (then, is_count);

  if (!isnan (before) && !isnan (score->value))
    {
      delta.has_value = TRUE;
      if (!is_count)
        delta.value = score->value - before;
      else if (before > 0)
        delta.value = (score->value - before) / before;
    }
  if (score->rank > 0 && rank_then > 0)
    {
      delta.has_rank = TRUE;
      delta.rank = (int) rank_then - (int) score->rank;
    }
  return delta;
}

/* A board while it is made. */
typedef struct
{
  const ZhihuiRankingInput *input;
  Rules                     rules;
  double                    reference;      /* the peer group's own rate */
  const guint              *previous_ranks; /* by unit, or NULL */
  const guint              *year_ranks;     /* the same */
} Making;

static void
set_deltas (ZhihuiScore *score, gsize index, const Making *making)
{
  const ZhihuiRankingInput *input = making->input;
  gboolean                  is_count = making->rules.is_count;

  score->delta_value = score->year.value = NAN;
  if (making->previous_ranks != NULL)
    {
      ZhihuiDelta delta =
        compare_with (score, &input->previous[index], making->previous_ranks[index], is_count);

      score->has_delta = delta.has_value;
      score->delta_value = delta.value;
      score->has_delta_rank = delta.has_rank;
      score->delta_rank = delta.rank;
    }
  if (making->year_ranks != NULL)
    score->year = compare_with (score, &input->year[index], making->year_ranks[index], is_count);
}

static void
set_score (ZhihuiScore *score, const Place *place, const Making *making)
{
  const ZhihuiRankingInput *input = making->input;
  const ZhihuiTally        *tally = &input->tallies[place->index];
  gboolean                  is_count = making->rules.is_count;

  score->unit = zhihui_unit_copy (input->units[place->index]);
  score->rank = place->rank;
  score->tied = place->tied;
  score->reason = get_reason (&making->rules, input->min_n, place->n);
  score->k = tally->k;
  score->n = tally->n;
  score->extra = tally->extra;
  score->value = zhihui_tally_get_value (tally, is_count);
  score->shrunk = place->shrunk;
  score->low = score->high = NAN;
  score->tier = input->tiers != NULL ? input->tiers[place->index] : 0;
  score->open_overdue = input->open_overdue != NULL ? input->open_overdue[place->index] : -1;
  if (making->rules.is_share)
    zhihui_interval_wilson (tally->k, tally->n, ZHIHUI_Z95, &score->low, &score->high);
  if (score->rank > 0 && making->rules.is_share)
    score->flag =
      zhihui_interval_flag (score->low, score->high, making->reference, making->rules.better);
  set_deltas (score, place->index, making);
}

/* Copies @places into the board; worst first turns the order of the ranks, not that within one. */
static void
fill_scores (ZhihuiRanking *self, const Place *places, const Making *making)
{
  guint n = self->n_ranked;

  self->scores = g_new0 (ZhihuiScore, n);
  for (guint first = 0, end; first < n; first = end)
    {
      for (end = first + 1; end < n && places[end].rank == places[first].rank;)
        end++;
      for (guint i = first; i < end; i++)
        {
          guint at = self->direction == ZHIHUI_DIRECTION_WORST_FIRST ? n - end + i - first : i;

          set_score (&self->scores[at], &places[i], making);
        }
    }
  self->n_scores = n;

  self->unranked = g_new0 (ZhihuiScore, self->n_unranked);
  for (guint i = 0; i < self->n_unranked; i++)
    set_score (&self->unranked[i], &places[n + i], making);
  self->n_unranked_sent = self->n_unranked;
}

/* The rank each unit had in another window. */
static guint *
rank_then (const ZhihuiRankingInput *input, const ZhihuiTally *then)
{
  guint             n_ranked;
  g_autofree Place *places = make_places (input, then, &n_ranked);
  guint            *ranks = g_new0 (guint, input->n_units);
  gboolean          has_any = FALSE;

  for (gsize i = 0; i < input->n_units; i++)
    has_any |= then[i].n > 0;
  /* Before the first case nobody was first: all alike at nothing is no ranking to fall from. */
  for (gsize i = 0; i < input->n_units && has_any; i++)
    ranks[places[i].index] = places[i].rank;
  return ranks;
}

/* The board with what is known before counting. */
static ZhihuiRanking *
new_headed (const ZhihuiRankingInput *input)
{
  ZhihuiRanking *self = zhihui_ranking_new_empty (input->metric);

  self->region = g_strdup (input->region);
  self->peer = g_strdup (input->peer);
  self->revision = g_strdup (input->revision);
  self->period = g_strdup (input->period->text);
  self->window = input->period->window;
  self->as_of = input->as_of;
  self->provisional = input->provisional;
  self->order = get_rules (input).order;
  self->direction = input->direction;
  self->frozen = input->frozen;
  self->basis = input->basis;
  self->tier = input->tier;
  self->min_n = zhihui_metric_get_traits (input->metric)->is_count ? 0 : input->min_n;
  self->region_total = input->region_total;
  return self;
}

/**
 * zhihui_ranking_new:
 * @input: borrowed; units and tallies in the same order
 *
 * Rates are ordered by the exact fraction, by @better of the metric, and equal fractions share the
 * rank (1-2-2-4). Units with fewer than @min_n cases, or none, are listed without a rank. Counts
 * are ranked by count, most first, and @min_n does not bind them. In shrunk order units share a
 * rank when both the shrunk value and the fraction are equal. The previous period is ranked by the
 * same rules among the same units. Flags compare the Wilson interval with the rate of all units
 * given here; a unit without a rank has no flag.
 *
 * Returns: (transfer full): the board
 */
ZhihuiRanking *
zhihui_ranking_new (const ZhihuiRankingInput *input)
{
  const ZhihuiMetricTraits *traits;
  g_autofree Place         *places = NULL;
  g_autofree guint         *previous_ranks = NULL, *year_ranks = NULL;
  ZhihuiRanking            *self;
  Making                    making;

  g_return_val_if_fail (input != NULL && input->period != NULL, NULL);
  g_return_val_if_fail (input->n_units < G_MAXINT32, NULL);

  traits = zhihui_metric_get_traits (input->metric);
  self = new_headed (input);
  for (gsize i = 0; i < input->n_units; i++)
    {
      self->total.k += input->tallies[i].k;
      self->total.n += input->tallies[i].n;
      self->total.extra += input->tallies[i].extra;
    }

  places = make_places (input, input->tallies, &self->n_ranked);
  self->n_unranked = (guint) input->n_units - self->n_ranked;
  if (input->previous != NULL)
    previous_ranks = rank_then (input, input->previous);
  if (input->year != NULL)
    year_ranks = rank_then (input, input->year);
  making = (Making){ input,
                     get_rules (input),
                     zhihui_tally_get_value (&self->total, traits->is_count),
                     previous_ranks,
                     year_ranks };
  fill_scores (self, places, &making);
  return self;
}
