/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures-oracle.h"
#include "zhihui-figures.h"

#define N_WORLDS 400
#define NOWHERE G_MAXUINT16

/* A district with two towns, one of which has two villages, and a place that is in no town. */
static const struct
{
  const char *code, *parent;
} places[] = {
  { "370302", "3703" },
  { "370302104", "370302" },
  { "370302105", "370302" },
  { "370302104001", "370302104" },
  { "370302104002", "370302104" },
  { "370302001", "370302" },
};

#define N_PLACES G_N_ELEMENTS (places)

static void
add_places (ZhihuiLedger *ledger)
{
  for (guint i = 0; i < N_PLACES; i++)
    {
      ZhihuiRegion *region = g_new0 (ZhihuiRegion, 1);

      region->code = g_strdup (places[i].code);
      region->name = g_strdup (places[i].code);
      region->parent = g_strdup (places[i].parent);
      g_ptr_array_add (ledger->regions, region);
    }
}

static gint64
pick (GRand *rand, const World *world)
{
  const gint64 edges[] = { world->window.from, world->as_of, world->as_of - 90 * DAY };

  if (g_rand_int_range (rand, 0, 3) == 0)
    return edges[g_rand_int_range (rand, 0, G_N_ELEMENTS (edges))] + g_rand_int_range (rand, -1, 2);
  return world->as_of - g_rand_int_range (rand, -DAY, 100 * DAY);
}

static gint64
maybe (GRand *rand, const World *world, int percent)
{
  return g_rand_int_range (rand, 0, 100) < percent ? pick (rand, world) : NEVER;
}

static guint
flip (GRand *rand, int of)
{
  return g_rand_int_range (rand, 0, of) == 0;
}

/* The unit of a row of the world is the place of its case: so the oracle, which knows units alone,
 * counts places. */
static void
make_world (GRand *rand, World *world, ZhihuiLedger *ledger)
{
  *world =
    (World){ .n_units = N_PLACES + 1, .n_rows = (guint) g_rand_int_range (rand, 0, MAX_ROWS) };
  world->as_of = G_GINT64_CONSTANT (1596000000) + g_rand_int_range (rand, 0, 30 * DAY);
  world->window.from = world->as_of - 10 * DAY;
  for (guint i = 0; i < world->n_rows; i++)
    {
      guint32          place = (guint32) g_rand_int_range (rand, 0, N_PLACES + 1);
      ZhihuiCaseRow    its_case = { .id = i + 1, .accepted_at = NEVER, .current = i };
      ZhihuiAssignment row = { .case_index = i, .dispatched_at = pick (rand, world) };

      row.sign_due_at = row.signed_at = row.contact_due_at = row.contacted_at = NEVER;
      row.called_back_at = row.sent_back_at = NEVER;
      row.due_at = maybe (rand, world, 80);
      row.replied_at = maybe (rand, world, 70);
      row.closed_at = row.replied_at;
      row.return_req_at = maybe (rand, world, 30);
      row.return_decided_at = maybe (rand, world, 15);
      row.return_accepted = flip (rand, 2);
      row.is_main = !flip (rand, 8);
      row.is_merged = flip (rand, 8);
      row.is_suspended = flip (rand, 8);
      row.is_reassigned = row.return_accepted && flip (rand, 3);
      its_case.region = place < N_PLACES ? (guint16) place : NOWHERE;
      g_array_append_val (ledger->cases, its_case);
      g_array_append_val (ledger->assignments, row);
      row.unit = place;
      world->rows[i] = row;
    }
  for (guint i = 0; i < world->n_rows; i++)
    {
      ZhihuiRating rating = { .assignment = i,
                              .rated_at = pick (rand, world),
                              .closed_at = world->rows[i].closed_at,
                              .level = (guint8) g_rand_int_range (rand, 1, 6),
                              .is_valid = !flip (rand, 6) };

      g_array_append_val (ledger->ratings, rating);
      rating.unit = world->rows[i].unit;
      world->ratings[world->n_ratings++] = rating;
    }
}

/* What lies in a place lies in those that its code begins with. */
static Figure
expect (const World *world, ZhihuiMetric metric, guint place, const ZhihuiWindow *window)
{
  Figure sum = { 0 };

  for (guint i = 0; i < N_PLACES; i++)
    if (g_str_has_prefix (places[i].code, places[place].code))
      {
        Figure one = count_figure (metric, world, i, window);

        sum.n += one.n;
        sum.k += one.k;
      }
  return sum;
}

static void
check_board (const World *world, const ZhihuiMapFigures *map, ZhihuiBoard board)
{
  ZhihuiMetric         metric = zhihui_board_get_metric (board);
  const ZhihuiMapRate *rate = &map->rates[board];
  Figure               total = { 0 };

  g_assert_true (rate->is_told);
  for (guint i = 0; i < map->items->len; i++)
    {
      const ZhihuiRegionFigure *figure = map->items->pdata[i];
      Figure                    wanted = expect (world, metric, i + 1, &rate->window);

      g_assert_cmpstr (figure->code, ==, places[i + 1].code);
      g_assert_cmpint (figure->rates[board].n, ==, wanted.n);
      g_assert_cmpint (figure->rates[board].k, ==, wanted.k);
    }
  for (guint i = 0; i <= N_PLACES; i++)
    {
      total.n += count_figure (metric, world, i, &rate->window).n;
      total.k += count_figure (metric, world, i, &rate->window).k;
    }
  g_assert_cmpint (rate->total.n, ==, total.n);
  g_assert_cmpint (rate->total.k, ==, total.k);
}

static void
test_rates_are_those_of_the_oracle (void)
{
  GRand *rand = g_rand_new_with_seed (4);
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new ("Asia/Shanghai", NULL);
  gint64 n_counted = 0;

  for (guint i = 0; i < N_WORLDS; i++)
    {
      g_autoptr (ZhihuiLedger) ledger = zhihui_ledger_new ();
      g_autoptr (ZhihuiFigures) figures = NULL;
      g_autoptr (ZhihuiPeriod) month = NULL;
      g_autoptr (ZhihuiMapFigures) map = NULL;
      World world;

      add_places (ledger);
      make_world (rand, &world, ledger);
      figures = zhihui_figures_new (ledger, zone, "370302");
      ledger->revision++;
      zhihui_figures_set_moment (figures, world.as_of);
      month = zhihui_period_parse ("month", world.as_of, zone, NULL);
      map = zhihui_figures_make_map (figures, NULL, month);
      g_assert_cmpuint (map->items->len, ==, N_PLACES - 1);
      check_board (&world, map, ZHIHUI_BOARD_OVERDUE);
      check_board (&world, map, ZHIHUI_BOARD_RETURN);
      check_board (&world, map, ZHIHUI_BOARD_SATISFIED);
      n_counted += map->rates[ZHIHUI_BOARD_SATISFIED].total.k;
    }
  g_assert_cmpint (n_counted, >, N_WORLDS);
  g_rand_free (rand);
}

/* Map and board beside each other are of the same days, and ask for the same number of cases. */
static void
test_windows_are_those_of_the_boards (void)
{
  static const struct
  {
    ZhihuiBoard board;
    const char *period;
    gint64      days;
    guint       min_n;
  } cases[] = {
    { ZHIHUI_BOARD_OVERDUE, "rolling-90d", 90, 20 },
    { ZHIHUI_BOARD_RETURN, "rolling-90d", 90, 20 },
    { ZHIHUI_BOARD_SATISFIED, "month", 31, 5 },
  };
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new ("Asia/Shanghai", NULL);
  g_autoptr (ZhihuiLedger) ledger = zhihui_ledger_new ();
  g_autoptr (ZhihuiFigures) figures = NULL;
  g_autoptr (ZhihuiPeriod) today = NULL;
  g_autoptr (ZhihuiMapFigures) map = NULL;

  add_places (ledger);
  figures = zhihui_figures_new (ledger, zone, "370302");
  zhihui_figures_set_moment (figures, G_GINT64_CONSTANT (1596000000)); /* July 29, 2020 */
  today = zhihui_period_parse ("today", G_GINT64_CONSTANT (1596000000), zone, NULL);
  map = zhihui_figures_make_map (figures, "370302104", today);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const ZhihuiMapRate *rate = &map->rates[cases[i].board];

      g_assert_cmpstr (rate->period, ==, cases[i].period);
      g_assert_cmpint (rate->window.to - rate->window.from, ==, cases[i].days * DAY);
      g_assert_cmpuint (rate->min_n, ==, cases[i].min_n);
    }
  g_assert_false (map->rates[ZHIHUI_BOARD_VOLUME].is_told);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map-rates/rates-of-places-are-those-of-the-oracle",
                   test_rates_are_those_of_the_oracle);
  g_test_add_func ("/map-rates/windows-are-those-of-the-boards",
                   test_windows_are_those_of_the_boards);
  return g_test_run ();
}
