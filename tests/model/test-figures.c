/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures-oracle.h"

#include <math.h>

#define N_DATA_SETS 1500

/* ---- a random world ---- */

/* Mostly at and about the edges, where programs err. */
static gint64
pick_instant (GRand *rand, const World *world)
{
  const gint64 edges[] = { world->window.from,   world->window.to,        world->as_of,
                           world->previous.from, world->as_of - 15 * DAY, world->as_of - 30 * DAY };

  if (g_rand_boolean (rand))
    return edges[g_rand_int_range (rand, 0, G_N_ELEMENTS (edges))] + g_rand_int_range (rand, -1, 2);
  return world->previous.from +
         g_rand_int_range (rand, 0, (gint32) (world->window.to - world->previous.from) + 5 * DAY);
}

static gint64
maybe (GRand *rand, const World *world, int percent)
{
  return g_rand_int_range (rand, 0, 100) < percent ? pick_instant (rand, world) : NEVER;
}

/* A second event, about the first: before, at once, after. */
static gint64
about (GRand *rand, const World *world, gint64 at, int percent)
{
  if (at == NEVER || g_rand_int_range (rand, 0, 100) >= percent)
    return maybe (rand, world, percent);
  return at + g_rand_int_range (rand, -2, 3);
}

static void
make_row (GRand *rand, const World *world, ZhihuiAssignment *row, guint index)
{
  gboolean chance[8];

  for (guint i = 0; i < G_N_ELEMENTS (chance); i++)
    chance[i] = g_rand_int_range (rand, 0, 6) == 0;

  row->unit = (guint32) g_rand_int_range (rand, 0, (gint32) world->n_units);
  row->case_index = index;
  row->dispatched_at = pick_instant (rand, world);
  row->sign_due_at = maybe (rand, world, 90);
  row->signed_at = about (rand, world, row->sign_due_at, 80);
  row->contact_due_at = maybe (rand, world, 80);
  row->contacted_at = about (rand, world, row->contact_due_at, 80);
  row->due_at = maybe (rand, world, 85);
  row->replied_at = about (rand, world, row->due_at, 75);
  row->closed_at = about (rand, world, row->replied_at, 70);
  row->return_req_at = maybe (rand, world, 25);
  row->return_decided_at = about (rand, world, row->return_req_at, 50);
  row->sent_back_at = maybe (rand, world, 15);
  row->called_back_at = maybe (rand, world, 40);
  row->solved = (guint) g_rand_int_range (rand, 0, 4) & 3;
  row->promised_days = (guint16) g_rand_int_range (rand, 0, 5);
  row->statutory_days = (guint16) g_rand_int_range (rand, 0, 9);
  row->is_first = g_rand_boolean (rand);
  row->is_prompt = g_rand_boolean (rand);
  row->is_early = g_rand_boolean (rand);
  row->is_complaint = !chance[6];
  row->is_repeated = chance[7];
  row->is_rated = FALSE;
  row->is_main = !chance[0];
  row->return_accepted = chance[1];
  row->is_reassigned = chance[2] && chance[1];
  row->needs_contact = !chance[3];
  row->is_merged = chance[4];
  row->is_suspended = g_rand_int_range (rand, 0, 8) == 0;
  row->overdue_flag = row->due_at == NEVER || chance[5] ? g_rand_int_range (rand, 0, 3) & 3 : 0;
}

static void
make_rating (GRand *rand, const World *world, ZhihuiRating *rating)
{
  guint                   of = (guint) g_rand_int_range (rand, 0, (gint32) world->n_rows);
  const ZhihuiAssignment *row = &world->rows[of];

  rating->assignment = of;
  rating->unit = row->unit;
  rating->closed_at = row->closed_at;
  rating->rated_at = pick_instant (rand, world);
  if (row->closed_at != NEVER && g_rand_boolean (rand))
    rating->rated_at = row->closed_at + 15 * DAY + g_rand_int_range (rand, -2, 3);
  rating->level = (guint8) g_rand_int_range (rand, 1, 6);
  rating->is_valid = g_rand_int_range (rand, 0, 8) != 0;
}

static void
make_case (GRand *rand, const World *world, ZhihuiCaseFacts *facts)
{
  facts->accepted_at = maybe (rand, world, 90);
  facts->closed_at = about (rand, world, facts->accepted_at, 60);
  facts->is_withdrawn = g_rand_int_range (rand, 0, 8) == 0;
  facts->is_direct = g_rand_int_range (rand, 0, 3) == 0;
}

static void
make_world (GRand *rand, World *world)
{
  gint32 length = g_rand_int_range (rand, 1, 40) * DAY;

  world->window.from = G_GINT64_CONSTANT (1593532800) + g_rand_int_range (rand, -30, 30) * DAY;
  world->window.to = world->window.from + length;
  world->previous = (ZhihuiWindow){ world->window.from - length, world->window.from };
  world->as_of = g_rand_boolean (rand)
                   ? world->window.to + g_rand_int_range (rand, 0, 60 * DAY)
                   : world->window.from + g_rand_int_range (rand, -2, length + 2);
  world->n_units = (guint) g_rand_int_range (rand, 1, MAX_UNITS + 1);
  world->n_rows = (guint) g_rand_int_range (rand, 0, MAX_ROWS + 1);
  for (guint i = 0; i < world->n_rows; i++)
    make_row (rand, world, &world->rows[i], i);

  /* A row done again is a row of its own; so is the next unit's after a return. */
  for (guint i = 1; i < world->n_rows; i++)
    if (g_rand_int_range (rand, 0, 8) == 0)
      {
        world->rows[i] = world->rows[i - 1];
        world->rows[i].dispatched_at = world->rows[i - 1].sent_back_at != NEVER
                                         ? world->rows[i - 1].sent_back_at
                                         : pick_instant (rand, world);
      }
  world->n_ratings =
    world->n_rows == 0 ? 0 : (guint) g_rand_int_range (rand, 0, (gint32) world->n_rows * 2 + 1);
  for (guint i = 0; i < world->n_ratings; i++)
    {
      make_rating (rand, world, &world->ratings[i]);
      zhihui_assignment_note_rating (&world->rows[world->ratings[i].assignment],
                                     &world->ratings[i]);
    }
  for (guint i = 0; i < world->n_rows; i++)
    make_case (rand, world, &world->cases[i]);
}

/* ---- the comparison ---- */

static guint
get_unit (const ZhihuiScore *score)
{
  return (guint) (score->unit->id[1] - '0');
}

static void
check_flag (const ZhihuiScore *score, const Game *game, const ZhihuiTally *total)
{
  /* The reference lies outside the interval exactly where the score test rejects it. */
  double reference = (double) total->k / (double) total->n;
  double distance = score->value - reference;
  double excess =
    distance * distance - ZHIHUI_Z95 * ZHIHUI_Z95 * reference * (1 - reference) / (double) score->n;

  if (fabs (excess) < 1e-12)
    return;
  if (excess < 0)
    g_assert_cmpint (score->flag, ==, ZHIHUI_FLAG_NONE);
  else
    g_assert_cmpint (score->flag,
                     ==,
                     (distance < 0) == game->lower_is_better ? ZHIHUI_FLAG_BETTER
                                                             : ZHIHUI_FLAG_WORSE);
}

static void
check_delta (const ZhihuiScore *score, const Game *game, const Figure *before, guint rank_before)
{
  g_assert_cmpint (score->has_delta_rank, ==, score->rank > 0 && rank_before > 0);
  if (score->has_delta_rank)
    g_assert_cmpint (score->delta_rank, ==, (int) rank_before - (int) score->rank);

  if (game->is_count)
    {
      g_assert_true (score->has_delta);
      if (before->n == 0)
        g_assert_true (isnan (score->delta_value));
      else
        g_assert_cmpfloat_with_epsilon (
          score->delta_value, (double) score->n / (double) before->n - 1, 1e-12);
      return;
    }
  g_assert_cmpint (score->has_delta, ==, score->n > 0 && before->n > 0);
  if (score->has_delta)
    g_assert_cmpfloat_with_epsilon (score->delta_value,
                                    (double) score->k / (double) score->n -
                                      (double) before->k / (double) before->n,
                                    1e-12);
}

static gboolean
is_nothing (const Figure *figures, guint n_units)
{
  while (n_units > 0 && figures[n_units - 1].n == 0)
    n_units--;
  return n_units == 0;
}

static void
check_score (const ZhihuiScore   *score,
             const ZhihuiRanking *ranking,
             const Game          *game,
             const Figure        *now,
             const Figure        *before,
             guint                n_units)
{
  guint    unit = get_unit (score);
  gboolean tied, tied_before;
  guint    rank_before = rank_of (game, before, n_units, unit, &tied_before);

  g_assert_cmpuint (score->rank, ==, rank_of (game, now, n_units, unit, &tied));
  g_assert_cmpint (score->tied, ==, tied);
  g_assert_cmpint (score->n, ==, now[unit].n);
  g_assert_cmpint (score->k, ==, now[unit].k);
  g_assert_cmpint (score->extra, ==, now[unit].extra);
  g_assert_cmpint (score->open_overdue, ==, 100 + unit);
  if (score->rank > 0)
    g_assert_cmpint (score->reason, ==, ZHIHUI_UNRANKED_NOT);
  else
    g_assert_cmpint (
      score->reason, ==, score->n == 0 ? ZHIHUI_UNRANKED_NO_CASES : ZHIHUI_UNRANKED_MIN_N);
  if (!game->is_count && score->n == 0)
    g_assert_true (isnan (score->value));
  if (!game->is_count && score->rank > 0 && ranking->metric != ZHIHUI_METRIC_TIME_CUT)
    check_flag (score, game, &ranking->total);
  else
    g_assert_cmpint (score->flag, ==, ZHIHUI_FLAG_NONE);
  check_delta (score, game, &before[unit], is_nothing (before, n_units) ? 0 : rank_before);
  /* The window a year before stands in for the one before: the same difference. */
  g_assert_cmpint (score->year.has_value, ==, score->has_delta);
  g_assert_cmpint (score->year.has_rank, ==, score->has_delta_rank);
  g_assert_cmpint (score->year.rank, ==, score->delta_rank);
  if (score->has_delta && !isnan (score->delta_value))
    g_assert_cmpfloat_with_epsilon (score->year.value, score->delta_value, 1e-15);
}

static void
check_order (const ZhihuiRanking *ranking)
{
  int step = ranking->direction == ZHIHUI_DIRECTION_BEST_FIRST ? 1 : -1;

  for (guint i = 1; i < ranking->n_scores; i++)
    {
      const ZhihuiScore *a = &ranking->scores[i - 1];
      const ZhihuiScore *b = &ranking->scores[i];
      int                climb = step * ((int) b->rank - (int) a->rank);

      g_assert_cmpint (climb, >=, 0);
      if (climb == 0)
        g_assert_true (a->n > b->n || (a->n == b->n && get_unit (a) < get_unit (b)));
    }
  for (guint i = 1; i < ranking->n_unranked; i++)
    {
      const ZhihuiScore *a = &ranking->unranked[i - 1];
      const ZhihuiScore *b = &ranking->unranked[i];

      g_assert_true (a->n > b->n || (a->n == b->n && get_unit (a) < get_unit (b)));
    }
}

static void
check_ranking (const ZhihuiRanking *ranking,
               const Game          *game,
               const Figure        *now,
               const Figure        *before,
               guint                n_units)
{
  guint seen = 0;

  g_assert_cmpuint (ranking->n_scores, ==, ranking->n_ranked);
  g_assert_cmpuint (ranking->n_unranked_sent, ==, ranking->n_unranked);
  g_assert_cmpuint (ranking->n_ranked + ranking->n_unranked, ==, n_units);
  for (guint i = 0; i < ranking->n_scores; i++)
    {
      check_score (&ranking->scores[i], ranking, game, now, before, n_units);
      g_assert_cmpuint (ranking->scores[i].rank, >, 0);
      seen |= 1u << get_unit (&ranking->scores[i]);
    }
  for (guint i = 0; i < ranking->n_unranked; i++)
    {
      check_score (&ranking->unranked[i], ranking, game, now, before, n_units);
      g_assert_cmpuint (ranking->unranked[i].rank, ==, 0);
      seen |= 1u << get_unit (&ranking->unranked[i]);
    }
  g_assert_cmpuint (seen, ==, (1u << n_units) - 1);
  check_order (ranking);
}

/* The rows one by one give the same sums as the pass over all of them. */
static void
check_judge (ZhihuiMetric metric, const World *world, const ZhihuiTally *tallies)
{
  ZhihuiTally sums[MAX_UNITS] = { 0 };

  if (metric == ZHIHUI_METRIC_SATISFIED_RATE || metric == ZHIHUI_METRIC_DIRECT_RATE ||
      metric == ZHIHUI_METRIC_TIME_CUT)
    return;
  for (guint i = 0; i < world->n_rows; i++)
    {
      const ZhihuiAssignment *row = &world->rows[i];
      gboolean                part = TRUE;

      if (zhihui_tally_judge (metric, row, &world->window, world->as_of, &part))
        sums[row->unit].n++;
      else
        g_assert_false (part);
      sums[row->unit].k += part;
    }
  for (guint unit = 0; unit < world->n_units; unit++)
    {
      g_assert_cmpint (sums[unit].n, ==, tallies[unit].n);
      g_assert_cmpint (sums[unit].k, ==, tallies[unit].k);
    }
}

static void
count_cases (const World *world, const ZhihuiWindow *window, ZhihuiTally *tallies)
{
  gint64 end = zhihui_tally_get_end (ZHIHUI_METRIC_DIRECT_RATE, window, world->as_of);

  for (guint i = 0; i < world->n_rows; i++)
    {
      ZhihuiPart part;

      if (zhihui_tally_place_case (&world->cases[i], world->as_of, &part))
        zhihui_tally_add (&tallies[world->rows[i].unit], &part, window->from, end);
    }
}

static void
count_all (ZhihuiMetric        metric,
           const World        *world,
           const ZhihuiWindow *window,
           ZhihuiTally        *tallies,
           Figure             *figures)
{
  zhihui_tally_count (metric,
                      world->rows,
                      world->n_rows,
                      world->ratings,
                      world->n_ratings,
                      window,
                      world->as_of,
                      tallies,
                      world->n_units);
  if (metric == ZHIHUI_METRIC_DIRECT_RATE)
    count_cases (world, window, tallies);
  for (guint unit = 0; unit < world->n_units; unit++)
    {
      figures[unit] = count_figure (metric, world, unit, window);
      g_assert_cmpint (tallies[unit].n, ==, figures[unit].n);
      g_assert_cmpint (tallies[unit].k, ==, figures[unit].k);
      g_assert_cmpint (tallies[unit].extra, ==, figures[unit].extra);
    }
}

static gint64
check_metric (GRand *rand, ZhihuiMetric metric, const World *world)
{
  static char ids[MAX_UNITS][3] = { "u0", "u1", "u2", "u3", "u4", "u5", "u6", "u7", "u8" };
  char        period_text[] = "x";
  const ZhihuiMetricTraits *traits = zhihui_metric_get_traits (metric);
  ZhihuiUnit                unit_list[MAX_UNITS] = { 0 };
  const ZhihuiUnit         *units[MAX_UNITS];
  ZhihuiTally               tallies[MAX_UNITS] = { 0 }, previous[MAX_UNITS] = { 0 };
  Figure                    now[MAX_UNITS], before[MAX_UNITS];
  gint64                    open_overdue[MAX_UNITS];
  ZhihuiPeriod              period = { period_text, world->window, world->previous, { 0, 0 } };
  Game                      game = { traits->better == ZHIHUI_BETTER_LOW,
                                     traits->is_count,
                                     (guint) g_rand_int_range (rand, 0, 5) };
  g_autoptr (ZhihuiRanking) ranking = NULL;
  ZhihuiRankingInput input = { .metric = metric,
                               .region = "r",
                               .peer = "p",
                               .period = &period,
                               .min_n = game.min_n,
                               .units = units,
                               .tallies = tallies,
                               .previous = previous,
                               .year = previous,
                               .open_overdue = open_overdue,
                               .n_units = world->n_units };

  count_all (metric, world, &world->window, tallies, now);
  count_all (metric, world, &world->previous, previous, before);
  check_judge (metric, world, tallies);
  for (guint unit = 0; unit < world->n_units; unit++)
    {
      unit_list[unit].id = ids[unit];
      units[unit] = &unit_list[unit];
      open_overdue[unit] = 100 + unit;
    }

  input.direction =
    g_rand_boolean (rand) ? ZHIHUI_DIRECTION_BEST_FIRST : ZHIHUI_DIRECTION_WORST_FIRST;
  ranking = zhihui_ranking_new (&input);
  check_ranking (ranking, &game, now, before, world->n_units);
  return ranking->total.n;
}

static void
equal_the_brute_force (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20200731);
  gint64 n_compared[ZHIHUI_N_METRICS] = { 0 };

  for (guint i = 0; i < N_DATA_SETS; i++)
    {
      World world;

      make_world (rand, &world);
      for (guint metric = 0; metric < ZHIHUI_N_METRICS; metric++)
        n_compared[metric] += check_metric (rand, (ZhihuiMetric) metric, &world);
    }

  /* Each metric was really tried. */
  for (guint metric = 0; metric < ZHIHUI_N_METRICS; metric++)
    {
      g_test_message ("%s: %" G_GINT64_FORMAT " counted in %d data sets",
                      zhihui_metric_get_traits ((ZhihuiMetric) metric)->id,
                      n_compared[metric],
                      N_DATA_SETS);
      g_assert_cmpint (n_compared[metric], >, N_DATA_SETS);
    }
}

static void
overdue_and_on_time_are_the_whole (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 200; i++)
    {
      World       world;
      ZhihuiTally overdue[MAX_UNITS] = { 0 }, on_time[MAX_UNITS] = { 0 };
      Figure      figures[MAX_UNITS];

      make_world (rand, &world);
      count_all (ZHIHUI_METRIC_OVERDUE_RATE, &world, &world.window, overdue, figures);
      count_all (ZHIHUI_METRIC_ON_TIME_RATE, &world, &world.window, on_time, figures);
      for (guint unit = 0; unit < world.n_units; unit++)
        {
          g_assert_cmpint (overdue[unit].n, ==, on_time[unit].n);
          g_assert_cmpint (overdue[unit].k + on_time[unit].k, ==, overdue[unit].n);
        }
    }
}

/* Sums by day, made of each row's part without knowing the windows, give every window of whole
 * days; M4 also knows when the unit asked. */
static void
parts_of_days_add_up_to_every_window (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (31);

  for (guint i = 0; i < 300; i++)
    {
      World world;

      make_world (rand, &world);
      for (guint m = 0; m < ZHIHUI_N_METRICS; m++)
        {
          ZhihuiMetric metric = (ZhihuiMetric) m;
          ZhihuiBasis  basis = zhihui_metric_get_traits (metric)->basis;
          gint64       end = zhihui_tally_get_end (metric, &world.window, world.as_of);
          ZhihuiTally  whole[MAX_UNITS] = { 0 }, by_day[MAX_UNITS] = { 0 };
          Figure       figures[MAX_UNITS];

          if (metric == ZHIHUI_METRIC_SATISFIED_RATE || metric == ZHIHUI_METRIC_DIRECT_RATE)
            continue;
          count_all (metric, &world, &world.window, whole, figures);
          for (guint r = 0; r < world.n_rows; r++)
            {
              ZhihuiPart part;

              if (!zhihui_tally_place (metric, basis, &world.rows[r], world.as_of, &part))
                continue;
              for (gint64 day = world.window.from; day < end; day += DAY)
                zhihui_tally_add (&by_day[world.rows[r].unit], &part, day, MIN (day + DAY, end));
              g_assert_true (part.since == NEVER || metric == ZHIHUI_METRIC_RETURN_RATE);
            }
          for (guint unit = 0; unit < world.n_units; unit++)
            {
              g_assert_cmpint (by_day[unit].n, ==, whole[unit].n);
              if (metric != ZHIHUI_METRIC_RETURN_RATE)
                g_assert_cmpint (by_day[unit].k, ==, whole[unit].k);
            }
        }
    }
}

static void
other_times_equal_the_brute_force (void)
{
  static const struct
  {
    ZhihuiMetric metric;
    ZhihuiBasis  basis;
  } kinds[] = {
    { ZHIHUI_METRIC_OVERDUE_RATE, ZHIHUI_BASIS_CLOSED },
    { ZHIHUI_METRIC_ON_TIME_RATE, ZHIHUI_BASIS_CLOSED },
    { ZHIHUI_METRIC_OVERDUE_RATE, ZHIHUI_BASIS_DISPATCHED },
    { ZHIHUI_METRIC_ON_TIME_RATE, ZHIHUI_BASIS_DISPATCHED },
    { ZHIHUI_METRIC_SATISFIED_RATE, ZHIHUI_BASIS_CLOSED },
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  gint64 n_compared[G_N_ELEMENTS (kinds)] = { 0 };

  for (guint i = 0; i < 500; i++)
    {
      World world;

      make_world (rand, &world);
      for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
        {
          ZhihuiTally tallies[MAX_UNITS] = { 0 };

          zhihui_tally_count_by (kinds[kind].metric,
                                 kinds[kind].basis,
                                 world.rows,
                                 world.n_rows,
                                 world.ratings,
                                 world.n_ratings,
                                 &world.window,
                                 world.as_of,
                                 tallies,
                                 world.n_units);
          for (guint unit = 0; unit < world.n_units; unit++)
            {
              Figure figure = count_figure_by (
                kinds[kind].metric, kinds[kind].basis, &world, unit, &world.window);

              g_assert_cmpint (tallies[unit].n, ==, figure.n);
              g_assert_cmpint (tallies[unit].k, ==, figure.k);
              g_assert_cmpint (tallies[unit].extra, ==, figure.extra);
              n_compared[kind] += figure.n;
            }
        }
    }
  for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    g_assert_cmpint (n_compared[kind], >, 500);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figures/equal-the-brute-force", equal_the_brute_force);
  g_test_add_func ("/figures/overdue-and-on-time-are-the-whole", overdue_and_on_time_are_the_whole);
  g_test_add_func ("/figures/parts-of-days-add-up-to-every-window",
                   parts_of_days_add_up_to_every_window);
  g_test_add_func ("/figures/other-times-equal-the-brute-force", other_times_equal_the_brute_force);
  return g_test_run ();
}
