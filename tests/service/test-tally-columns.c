/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "assignment-generator.h"
#include "zhihui-random.h"
#include "zhihui-tally-columns.h"

/* Columns against the count of all rows (zhihui_tally_count ()), while the rows change. */

#define DAY_S 86400
#define UNTIL 1596243600
#define N_DAYS 400
#define N_UNITS 23

static const ZhihuiMetric metrics[] = {
  ZHIHUI_METRIC_VOLUME,
  ZHIHUI_METRIC_OVERDUE_RATE,
  ZHIHUI_METRIC_RETURN_RATE,
};

typedef struct
{
  ZhihuiLedger        *ledger;
  ZhihuiTallyColumns  *columns;
  AssignmentGenerator *generator;
  ZhihuiRandom         random;
} World;

static void
add_rows (World *self, guint n)
{
  GeneratedAssignment row;

  for (guint i = 0; i < n && assignment_generator_next (self->generator, &row); i++)
    g_array_append_val (self->ledger->assignments, row.one);
}

static void
begin_world (World *self, guint64 seed)
{
  const AssignmentGeneratorOptions options = {
    .seed = seed, .n_units = N_UNITS, .n_rows = 12000, .n_days = N_DAYS, .until = UNTIL
  };

  self->ledger = zhihui_ledger_new ();
  for (guint i = 0; i < N_UNITS; i++)
    g_ptr_array_add (self->ledger->units, g_new0 (ZhihuiUnit, 1));
  self->generator = assignment_generator_new (&options);
  self->columns = zhihui_tally_columns_new (self->ledger);
  zhihui_random_init (&self->random, seed, 5, 5);
}

static void
end_world (World *self)
{
  zhihui_tally_columns_free (self->columns);
  assignment_generator_free (self->generator);
  zhihui_ledger_free (self->ledger);
}

static gint64
pick_instant (World *self)
{
  return UNTIL - (gint64) zhihui_random_below (&self->random, N_DAYS * DAY_S);
}

/* Anything may be told of any row, also what is still to come. */
static void
change_row (World *self, guint index)
{
  ZhihuiAssignment *row = &g_array_index (self->ledger->assignments, ZhihuiAssignment, index);
  gint64           *instants[] = { &row->dispatched_at, &row->due_at,        &row->replied_at,
                                   &row->closed_at,     &row->return_req_at, &row->return_decided_at };

  *instants[zhihui_random_below (&self->random, G_N_ELEMENTS (instants))] =
    zhihui_random_below (&self->random, 5) == 0 ? ZHIHUI_NO_INSTANT
                                                : pick_instant (self) + 20 * DAY_S;
  row->return_accepted = zhihui_random_below (&self->random, 2);
  row->is_reassigned = zhihui_random_below (&self->random, 6) == 0;
  row->is_merged = zhihui_random_below (&self->random, 9) == 0;
  row->unit = (guint32) zhihui_random_below (&self->random, N_UNITS + 1); /* one is not known */
  if (zhihui_random_below (&self->random, 40) == 0)
    row->due_at = 0; /* decades away from its neighbours */
}

static gint64
compare (World *self, ZhihuiMetric metric, const ZhihuiWindow *window, gint64 as_of)
{
  ZhihuiTally   expected[N_UNITS] = { 0 }, counted[N_UNITS] = { 0 };
  const GArray *rows = self->ledger->assignments;
  gint64        sum = 0;

  zhihui_tally_count (metric,
                      (const ZhihuiAssignment *) (gconstpointer) rows->data,
                      rows->len,
                      NULL,
                      0,
                      window,
                      as_of,
                      expected,
                      N_UNITS);
  g_assert_true (zhihui_tally_columns_count (self->columns, metric, window, as_of, counted));
  for (guint i = 0; i < N_UNITS; i++)
    {
      g_assert_cmpint (counted[i].n, ==, expected[i].n);
      g_assert_cmpint (counted[i].k, ==, expected[i].k);
      g_assert_cmpint (counted[i].extra, ==, expected[i].extra);
      sum += expected[i].n + expected[i].k + expected[i].extra;
    }
  return sum;
}

static gint64
compare_some (World *self, gint64 as_of)
{
  const ZhihuiWindow all = { ZHIHUI_NO_INSTANT, G_MAXINT64 };
  gint64             sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (metrics); i++)
    {
      ZhihuiWindow window = { pick_instant (self), pick_instant (self) + 10 * DAY_S };

      sum += compare (self, metrics[i], &window, as_of);
      sum += compare (self, metrics[i], &all, as_of);
    }
  return sum;
}

static void
every_window_is_counted_as_from_the_rows (void)
{
  for (guint64 seed = 1; seed <= 4; seed++)
    {
      World  world;
      gint64 sum = 0;

      begin_world (&world, seed);
      for (guint round = 0; round < 25; round++)
        {
          gint64 as_of = UNTIL - 60 * DAY_S + (gint64) round * 3 * DAY_S;
          guint  n_rows, lowest;

          add_rows (&world, (guint) zhihui_random_below (&world.random, 900));
          sum += compare_some (&world, as_of);
          n_rows = lowest = world.ledger->assignments->len;
          for (guint i = 0; i < 20 && n_rows > 0; i++)
            {
              guint index = (guint) zhihui_random_below (&world.random, n_rows);

              change_row (&world, index);
              lowest = MIN (lowest, index);
            }
          zhihui_tally_columns_note (world.columns, lowest);
          sum += compare_some (&world, as_of + DAY_S);
          sum += compare_some (&world, as_of - 5 * DAY_S); /* a moment may also be an earlier one */
        }
      g_assert_cmpint (sum, >, 100000);
      end_world (&world);
    }
}

static void
ledger_that_became_shorter_is_counted_anew (void)
{
  World world;

  begin_world (&world, 9);
  add_rows (&world, 5000);
  g_assert_cmpint (compare_some (&world, UNTIL), >, 0);
  g_array_set_size (world.ledger->assignments, 1700);
  zhihui_tally_columns_note (world.columns, 0);
  g_assert_cmpint (compare_some (&world, UNTIL), >, 0);
  g_array_set_size (world.ledger->assignments, 0);
  zhihui_tally_columns_note (world.columns, 0);
  g_assert_cmpint (compare_some (&world, UNTIL), ==, 0);
  end_world (&world);
}

static void
metric_without_column_is_left_to_others (void)
{
  const ZhihuiWindow all = { 0, UNTIL };
  ZhihuiTally        tallies[N_UNITS] = { 0 };
  World              world;

  begin_world (&world, 3);
  add_rows (&world, 10);
  g_assert_false (
    zhihui_tally_columns_count (world.columns, ZHIHUI_METRIC_TIME_CUT, &all, UNTIL, tallies));
  end_world (&world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tally-columns/every-window-is-counted-as-from-the-rows",
                   every_window_is_counted_as_from_the_rows);
  g_test_add_func ("/tally-columns/ledger-that-became-shorter-is-counted-anew",
                   ledger_that_became_shorter_is_counted_anew);
  g_test_add_func ("/tally-columns/metric-without-column-is-left-to-others",
                   metric_without_column_is_left_to_others);
  return g_test_run ();
}
