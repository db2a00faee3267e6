/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "assignment-generator.h"
#include "zhihui-error.h"
#include "zhihui-random.h"
#include "zhihui-rollup-engine.h"
#include "zhihui-rollup-rows.h"
#include "zhihui-rollup.h"
#include "zhihui-store-row.h"

/* Sums by unit and day against the count of all rows (zhihui_tally_count ()). */

#define DAY_S 86400

typedef struct
{
  ZhihuiStore *store;
  ZhihuiZone  *zone;
  ZhihuiRandom random;
  gint64       until;
  guint        n_units;
} World;

static void
begin_world (World *self, guint64 seed, guint n_units, gsize n_rows, guint n_days)
{
  AssignmentGeneratorOptions options = {
    .seed = seed, .n_units = n_units, .n_rows = n_rows, .n_days = n_days, .until = 1596243600
  };
  g_autoptr (GError) error = NULL;

  *self = (World){ .n_units = n_units };
  zhihui_random_init (&self->random, seed, 2, 2);
  /* Moments at midnight and one second beside it are worth asking for. */
  options.until += (gint64) zhihui_random_below (&self->random, 3 * DAY_S);
  if (seed % 3 == 0)
    options.until = 1596211200 - 1 + (gint64) (seed % 9) / 3;
  self->until = options.until;
  self->zone = zhihui_zone_new_shanghai ();
  self->store = zhihui_store_open (":memory:", TRUE, &error);
  g_assert_no_error (error);
  assignment_generator_write (&options, self->store);
}

static void
end_world (World *self)
{
  zhihui_store_free (self->store);
  zhihui_zone_unref (self->zone);
}

static void
rebuild (World *self)
{
  g_autoptr (GError) error = NULL;

  zhihui_store_begin (self->store, &error);
  g_assert_no_error (error);
  zhihui_rollup_rebuild (self->store, &error);
  g_assert_no_error (error);
  zhihui_store_commit (self->store, &error);
  g_assert_no_error (error);
}

static gint64
draw_instant (World *self)
{
  gint64 at = self->until + (2 - (gint64) zhihui_random_below (&self->random, 130)) * DAY_S;

  switch (zhihui_random_below (&self->random, 4))
    {
    case 0:
      return zhihui_zone_day_start (self->zone, zhihui_zone_day_of (self->zone, at));
    case 1:
      return zhihui_zone_day_start (self->zone, zhihui_zone_day_of (self->zone, at)) - 1;
    default:
      return at + (gint64) zhihui_random_below (&self->random, DAY_S);
    }
}

static ZhihuiEngineQuestion
draw_question (World *self, ZhihuiMetric metric)
{
  ZhihuiEngineQuestion question = { .metric = metric, .n_units = self->n_units };
  gint64               a = draw_instant (self), b = draw_instant (self);

  question.window.from = MIN (a, b);
  question.window.to = MAX (a, b) + 1;
  question.as_of = self->until;
  if (zhihui_random_below (&self->random, 2) == 0)
    question.as_of += (gint64) zhihui_random_below (&self->random, 40 * DAY_S);
  return question;
}

/* All rows of the store, as the count in memory takes them. */
static ZhihuiRollupRows *
read_all (World *self)
{
  g_autoptr (GError) error = NULL;
  ZhihuiRollupRows *rows = zhihui_rollup_rows_new ();

  zhihui_rollup_rows_read (rows, self->store, 0, G_MAXINT64, G_MAXINT32, &error);
  g_assert_no_error (error);
  return rows;
}

static ZhihuiTally *
count_rows (World *self, ZhihuiRollupRows *rows, const ZhihuiEngineQuestion *question)
{
  ZhihuiTally *tallies = g_new0 (ZhihuiTally, self->n_units);

  zhihui_tally_count (question->metric,
                      (const ZhihuiAssignment *) (gconstpointer) rows->rows->data,
                      rows->rows->len,
                      (const ZhihuiRating *) (gconstpointer) rows->ratings->data,
                      rows->ratings->len,
                      &question->window,
                      question->as_of,
                      tallies,
                      self->n_units);
  return tallies;
}

static void
assert_same_tally (const ZhihuiTally *one, const ZhihuiTally *other)
{
  g_assert_cmpint (one->n, ==, other->n);
  g_assert_cmpint (one->k, ==, other->k);
  g_assert_cmpint (one->extra, ==, other->extra);
}

/* Some windows of each metric; returns how much there was to count. */
static gint64
compare (World *self, ZhihuiEngine *engine, guint n_windows)
{
  g_autoptr (ZhihuiRollupRows) rows = read_all (self);
  gint64 n = 0;

  for (guint i = 0; i < n_windows * ZHIHUI_N_METRICS; i++)
    {
      ZhihuiEngineQuestion question = draw_question (self, (ZhihuiMetric) (i % ZHIHUI_N_METRICS));
      g_autofree ZhihuiTally *wanted = count_rows (self, rows, &question);
      g_autofree ZhihuiTally *given = g_new0 (ZhihuiTally, self->n_units);
      g_autoptr (GError) error = NULL;

      zhihui_engine_count (engine, &question, given, &error);
      g_assert_no_error (error);
      for (guint unit = 0; unit < self->n_units; unit++)
        {
          assert_same_tally (&given[unit], &wanted[unit]);
          n += wanted[unit].k;
        }
    }
  return n;
}

static void
every_window_is_counted_as_from_the_rows (void)
{
  for (guint64 seed = 1; seed <= 6; seed++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ZhihuiEngine) engine = NULL;
      World world;

      begin_world (&world, seed, 5 + (guint) seed * 9, 2500, 100);
      rebuild (&world);
      engine = zhihui_rollup_engine_new (world.store, &error);
      g_assert_no_error (error);
      g_assert_cmpint (compare (&world, engine, 25), >, 10000);
      g_clear_pointer (&engine, zhihui_engine_free);
      end_world (&world);
    }
}

/* Groups: counties, cities, provinces, and a county with a unit of another. */
static guint32 *
group_units (World *self, guint kind)
{
  static const guint sizes[] = { 15, 135, 1485, 15 };
  guint32           *groups = g_new (guint32, self->n_units);

  for (guint i = 0; i < self->n_units; i++)
    groups[i] = i / sizes[kind];
  if (kind == 3)
    groups[15] = 0;
  return groups;
}

static void
regions_are_the_sums_of_their_units (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiEngine) engine = NULL;
  g_autoptr (ZhihuiRollupRows) rows = NULL;
  World world;

  begin_world (&world, 4, 3200, 9000, 70);
  rebuild (&world);
  rows = read_all (&world);
  engine = zhihui_rollup_engine_new (world.store, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 4 * ZHIHUI_N_METRICS; i++)
    {
      g_autofree guint32  *groups = group_units (&world, i / ZHIHUI_N_METRICS);
      ZhihuiEngineQuestion question = draw_question (&world, (ZhihuiMetric) (i % ZHIHUI_N_METRICS));
      g_autofree ZhihuiTally *of_units = count_rows (&world, rows, &question);
      g_autofree ZhihuiTally *wanted = g_new0 (ZhihuiTally, world.n_units);
      g_autofree ZhihuiTally *given = g_new0 (ZhihuiTally, world.n_units);

      for (guint unit = 0; unit < world.n_units; unit++)
        {
          wanted[groups[unit]].n += of_units[unit].n;
          wanted[groups[unit]].k += of_units[unit].k;
          wanted[groups[unit]].extra += of_units[unit].extra;
        }
      question.groups = groups;
      zhihui_engine_count (engine, &question, given, &error);
      g_assert_no_error (error);
      for (guint unit = 0; unit < world.n_units; unit++)
        assert_same_tally (&given[unit], &wanted[unit]);
    }
  end_world (&world);
}

/* Some units alone, with gaps between them. */
static void
units_asked_for_are_counted_and_no_others (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiEngine) engine = NULL;
  g_autoptr (ZhihuiRollupRows) rows = NULL;
  World world;

  begin_world (&world, 5, 400, 6000, 100);
  rebuild (&world);
  rows = read_all (&world);
  engine = zhihui_rollup_engine_new (world.store, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 4 * ZHIHUI_N_METRICS; i++)
    {
      ZhihuiEngineQuestion question = draw_question (&world, (ZhihuiMetric) (i % ZHIHUI_N_METRICS));
      g_autofree ZhihuiTally *wanted = count_rows (&world, rows, &question);
      const guint32           units[] = { 3, 4, 90, 91, 399 };
      ZhihuiTally             given[G_N_ELEMENTS (units)] = { 0 };

      question.units = units;
      question.n_units = G_N_ELEMENTS (units);
      zhihui_engine_count (engine, &question, given, &error);
      g_assert_no_error (error);
      for (guint j = 0; j < G_N_ELEMENTS (units); j++)
        assert_same_tally (&given[j], &wanted[units[j]]);
    }
  end_world (&world);
}

static void
assert_agrees (ZhihuiStore *store)
{
  g_autoptr (GError) error = NULL;

  zhihui_rollup_check (store, &error);
  g_assert_no_error (error);
}

/* The world goes on: rows as another end would have them, of which some are new, written as the
 * life cycle writes them. */
static void
change_rows (World *self, ZhihuiLedger *ledger, guint n)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    {
      guint             index = zhihui_random_below (&self->random, ledger->assignments->len);
      ZhihuiAssignment *row = &g_array_index (ledger->assignments, ZhihuiAssignment, index);
      gint64 at = row->dispatched_at + (gint64) zhihui_random_below (&self->random, 9 * DAY_S);
      gint64 *const instants[] = { &row->signed_at,    &row->contacted_at,  &row->due_at,
                                   &row->replied_at,   &row->closed_at,     &row->return_req_at,
                                   &row->sent_back_at, &row->called_back_at };
      gint64 *instant = instants[zhihui_random_below (&self->random, G_N_ELEMENTS (instants))];

      *instant = instant != &row->due_at && zhihui_random_below (&self->random, 4) == 0
                   ? ZHIHUI_NO_INSTANT
                   : MIN (at, self->until);
      row->is_merged = zhihui_random_below (&self->random, 9) == 0;
      row->is_main = zhihui_random_below (&self->random, 9) != 0;
      row->is_suspended = FALSE;
      row->solved = zhihui_random_below (&self->random, 4) & 3;
      zhihui_store_write_assignment (self->store, ledger, index, &error);
      g_assert_no_error (error);
      if (zhihui_random_below (&self->random, 3) == 0)
        {
          ZhihuiRating rating = { .unit = row->unit,
                                  .rated_at = MIN (at, self->until - 1),
                                  .closed_at = row->closed_at,
                                  .level = (guint8) (1 + zhihui_random_below (&self->random, 5)),
                                  .is_valid = TRUE };

          zhihui_store_write_rating (self->store,
                                     g_array_index (ledger->rounds, ZhihuiRound, index).id,
                                     &rating,
                                     TRUE,
                                     &error);
          g_assert_no_error (error);
        }
    }
}

static void
every_change_reaches_the_sums_with_its_commit (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiEngine) engine = NULL;
  g_autoptr (ZhihuiLedger) ledger = zhihui_ledger_new ();
  World world;

  begin_world (&world, 8, 30, 1500, 100);
  rebuild (&world);
  zhihui_store_load_ledger (world.store, ledger, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 12; i++)
    {
      zhihui_store_begin (world.store, &error);
      g_assert_no_error (error);
      change_rows (&world, ledger, i == 0 ? 1 : 40);
      if (i % 4 == 3)
        zhihui_store_rollback (world.store);
      else
        zhihui_store_commit (world.store, &error);
      g_assert_no_error (error);
      assert_agrees (world.store);
    }
  engine = zhihui_rollup_engine_new (world.store, &error);
  g_assert_no_error (error);
  g_assert_cmpint (compare (&world, engine, 10), >, 1000);
  g_clear_pointer (&engine, zhihui_engine_free);
  end_world (&world);
}

/* What is kept of the days at the edges of windows follows the rows that the engine is told of. */
static void
kept_days_follow_the_rows (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiEngine) engine = NULL;
  g_autoptr (ZhihuiLedger) ledger = zhihui_ledger_new ();
  g_autoptr (ZhihuiRollupRows) rows = NULL;
  World world;

  begin_world (&world, 10, 12, 900, 9);
  rebuild (&world);
  zhihui_store_load_ledger (world.store, ledger, &error);
  g_assert_no_error (error);
  engine = zhihui_rollup_engine_new (world.store, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 4; i++)
    {
      compare (&world, engine, 2);
      zhihui_store_begin (world.store, &error);
      change_rows (&world, ledger, 60);
      zhihui_store_commit (world.store, &error);
      g_assert_no_error (error);
      rows = read_all (&world);
      for (guint j = 0; j < rows->ids->len; j++)
        {
          ZhihuiEngineRow row = zhihui_rollup_rows_get (rows, j);

          zhihui_engine_write (engine, &row, 1, &error);
          g_assert_no_error (error);
        }
      g_clear_pointer (&rows, zhihui_rollup_rows_free);
    }
  g_assert_cmpint (compare (&world, engine, 4), >, 300);
  g_clear_pointer (&engine, zhihui_engine_free);
  end_world (&world);
}

static void
run (ZhihuiStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;

  zhihui_database_run (zhihui_store_get_database (store), sql, &error);
  g_assert_no_error (error);
}

static void
a_sum_that_is_wrong_is_named (void)
{
  static const char *const faults[] = {
    "UPDATE rollup_day SET overdue_k = overdue_k + 1"
    " WHERE cell = (SELECT MAX(cell) FROM rollup_day WHERE overdue_n > 0)",
    "DELETE FROM rollup_day WHERE cell = (SELECT MIN(cell) FROM rollup_day)",
    "UPDATE rollup_month SET satisfied_x = satisfied_x - 30"
    " WHERE cell = (SELECT MAX(cell) FROM rollup_month)",
    "DELETE FROM rollup_row WHERE place = (SELECT MAX(place) FROM rollup_row)",
    "INSERT INTO rollup_row (place) SELECT MAX(place) + 1 FROM rollup_row",
    "UPDATE assignment SET replied_at = NULL, closed_at = NULL"
    " WHERE id = (SELECT MAX(id) FROM assignment WHERE closed_at IS NOT NULL AND role = 'main')",
    "DELETE FROM rating WHERE id = (SELECT MAX(id) FROM rating WHERE valid = 1)",
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;
      World world;

      begin_world (&world, 11, 20, 800, 60);
      rebuild (&world);
      assert_agrees (world.store);
      run (world.store, faults[i]);
      zhihui_rollup_check (world.store, &error);
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED);

      rebuild (&world);
      assert_agrees (world.store);
      end_world (&world);
    }
}

static void
without_sums_nothing_is_counted_and_nothing_disagrees (void)
{
  g_autoptr (GError) error = NULL;
  World world;

  begin_world (&world, 12, 20, 200, 60);
  g_assert_false (zhihui_rollup_is_held (world.store));
  assert_agrees (world.store);
  g_assert_null (zhihui_rollup_engine_new (world.store, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND);
  end_world (&world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rollups/every-window-is-counted-as-from-the-rows",
                   every_window_is_counted_as_from_the_rows);
  g_test_add_func ("/rollups/regions-are-the-sums-of-their-units",
                   regions_are_the_sums_of_their_units);
  g_test_add_func ("/rollups/units-asked-for-are-counted-and-no-others",
                   units_asked_for_are_counted_and_no_others);
  g_test_add_func ("/rollups/every-change-reaches-the-sums-with-its-commit",
                   every_change_reaches_the_sums_with_its_commit);
  g_test_add_func ("/rollups/kept-days-follow-the-rows", kept_days_follow_the_rows);
  g_test_add_func ("/rollups/a-sum-that-is-wrong-is-named", a_sum_that_is_wrong_is_named);
  g_test_add_func ("/rollups/without-sums-nothing-is-counted-and-nothing-disagrees",
                   without_sums_nothing_is_counted_and_nothing_disagrees);
  return g_test_run ();
}
