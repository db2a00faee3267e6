/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "assignment-generator.h"
#include "zhihui-clickhouse-connection.h"
#include "zhihui-clickhouse-engine.h"
#include "zhihui-clickhouse-row.h"
#include "zhihui-error.h"

#define DAY_S 86400
#define UNTIL 1596243600 /* 2020-08-01T09:00:00+08:00 */
#define N_UNITS 700
#define N_ROWS 12000
#define N_DAYS 200

typedef struct
{
  char             *address; /* owned: a database of its own on both servers */
  ZhihuiClickhouse *server;  /* owned: to look past the code under test */
  ZhihuiEngine     *engine;  /* owned */
  GArray           *ids;     /* (element-type gint64), owned */
  GArray           *rows;    /* (element-type ZhihuiAssignment), owned */
  GArray           *ratings; /* (element-type ZhihuiRating), owned: those of a row together */
} World;

static void
set_up (World *self, gconstpointer data)
{
  AssignmentGeneratorOptions options = {
    .seed = 11, .n_units = N_UNITS, .n_rows = N_ROWS, .n_days = N_DAYS, .until = UNTIL
  };
  g_autoptr (AssignmentGenerator) generator = assignment_generator_new (&options);
  g_autofree char *database = g_strdup_printf ("t%08x", g_random_int ());
  g_auto (GStrv) halves = g_strsplit (g_getenv ("ZHIHUI_TEST_CLICKHOUSE"), "/zhihui?", 2);
  g_autoptr (GError) error = NULL;
  GeneratedAssignment one;

  self->address = g_strdup_printf ("%s/%s?%s", halves[0], database, halves[1]);
  self->server = zhihui_clickhouse_new (self->address, &error);
  g_assert_no_error (error);
  self->engine = zhihui_clickhouse_engine_new (self->address, "test", &error);
  g_assert_no_error (error);
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->rows = g_array_new (FALSE, FALSE, sizeof (ZhihuiAssignment));
  self->ratings = g_array_new (FALSE, FALSE, sizeof (ZhihuiRating));
  while (assignment_generator_next (generator, &one))
    {
      g_array_append_val (self->ids, one.id);
      g_array_append_val (self->rows, one.one);
      g_array_append_vals (self->ratings, one.ratings, one.n_ratings);
    }
  g_assert_cmpuint (self->rows->len, ==, N_ROWS);
  g_assert_cmpuint (self->ratings->len, >, N_ROWS / 20);
}

static void
tear_down (World *self, gconstpointer data)
{
  zhihui_engine_free (self->engine);
  zhihui_clickhouse_free (self->server);
  g_array_unref (self->ids);
  g_array_unref (self->rows);
  g_array_unref (self->ratings);
  g_free (self->address);
}

static ZhihuiEngineRow
get_row (World *self, guint index)
{
  const ZhihuiRating *ratings = (const ZhihuiRating *) (gconstpointer) self->ratings->data;
  ZhihuiEngineRow     row = { .id = g_array_index (self->ids, gint64, index),
                              .row = &g_array_index (self->rows, ZhihuiAssignment, index) };

  for (guint i = 0; i < self->ratings->len; i++)
    if (ratings[i].assignment == index)
      {
        row.ratings = row.n_ratings++ == 0 ? &ratings[i] : row.ratings;
      }
  return row;
}

/* Rows @from … @to - 1, @step apart. */
static void
write_rows (World *self, ZhihuiEngine *engine, guint from, guint to, guint step)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (ZhihuiEngineRow));
  g_autoptr (GError) error = NULL;

  for (guint i = from; i < to; i += step)
    {
      ZhihuiEngineRow row = get_row (self, i);

      g_array_append_val (rows, row);
    }
  zhihui_engine_write (
    engine, (const ZhihuiEngineRow *) (gconstpointer) rows->data, rows->len, &error);
  g_assert_no_error (error);
}

static void
count_here (World *self, const ZhihuiEngineQuestion *question, ZhihuiTally *tallies)
{
  for (guint i = 0; i < self->rows->len; i++)
    g_array_index (self->rows, ZhihuiAssignment, i).is_rated = FALSE;
  for (guint i = 0; i < self->ratings->len; i++)
    {
      const ZhihuiRating *rating = &g_array_index (self->ratings, ZhihuiRating, i);

      zhihui_assignment_note_rating (
        &g_array_index (self->rows, ZhihuiAssignment, rating->assignment), rating);
    }
  zhihui_tally_count (question->metric,
                      (const ZhihuiAssignment *) (gconstpointer) self->rows->data,
                      self->rows->len,
                      (const ZhihuiRating *) (gconstpointer) self->ratings->data,
                      self->ratings->len,
                      &question->window,
                      question->as_of,
                      tallies,
                      N_UNITS);
}

/* Every unit in every metric, in windows with all sorts of ends; returns how much was counted. */
static gint64
compare (World *self)
{
  static const ZhihuiWindow windows[] = {
    { 1593532800, 1596211200 }, /* July */
    { 1593532800, UNTIL },      { UNTIL - 90 * DAY_S + 17, UNTIL + DAY_S },
    { 0, UNTIL - 3 },           { G_MININT64, G_MAXINT64 },
    { UNTIL, UNTIL + DAY_S },
  };
  gint64 n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (windows) * ZHIHUI_N_METRICS; i++)
    {
      ZhihuiEngineQuestion    question = { .metric = (ZhihuiMetric) (i % ZHIHUI_N_METRICS),
                                           .window = windows[i / ZHIHUI_N_METRICS],
                                           .as_of = UNTIL,
                                           .n_units = N_UNITS };
      g_autofree ZhihuiTally *here = g_new0 (ZhihuiTally, N_UNITS);
      g_autofree ZhihuiTally *there = g_new0 (ZhihuiTally, N_UNITS);
      g_autoptr (GError) error = NULL;

      if (question.metric == ZHIHUI_METRIC_DIRECT_RATE)
        continue;
      g_test_message ("%u %" G_GINT64_FORMAT, question.metric, question.window.from);
      count_here (self, &question, here);
      zhihui_engine_count (self->engine, &question, there, &error);
      g_assert_no_error (error);
      for (guint unit = 0; unit < N_UNITS; unit++)
        {
          g_assert_cmpint (there[unit].n, ==, here[unit].n);
          g_assert_cmpint (there[unit].k, ==, here[unit].k);
          g_assert_cmpint (there[unit].extra, ==, here[unit].extra);
          n += here[unit].n + here[unit].k + here[unit].extra;
        }
    }
  return n;
}

static gint64
ask (World *self, const char *what)
{
  const char      *place = zhihui_clickhouse_engine_get_place (self->engine);
  const char      *table = strchr (place, '.') + 1;
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM cluster('two', %s, %s)",
                                          what,
                                          zhihui_clickhouse_get_database (self->server),
                                          table);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = zhihui_clickhouse_ask (self->server, sql, &error);

  g_assert_no_error (error);
  return g_ascii_strtoll (text, NULL, 10);
}

static void
boards_are_those_of_the_count (World *self, gconstpointer data)
{
  write_rows (self, self->engine, 0, N_ROWS, 1);
  g_assert_cmpint (compare (self), >, 100000);
  /* Both shards have their share. */
  g_assert_cmpint (ask (self, "uniqExact(hostName() = '' ? 0 : unit % 2)"), ==, 2);
  g_assert_cmpint (ask (self, "count()"), >=, N_ROWS);
}

static void
units_and_groups_may_be_chosen (World *self, gconstpointer data)
{
  g_autofree ZhihuiTally *all = g_new0 (ZhihuiTally, N_UNITS);
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) groups = g_array_new (FALSE, FALSE, sizeof (guint32));
  ZhihuiEngineQuestion question = { .metric = ZHIHUI_METRIC_OVERDUE_RATE,
                                    .window = { 0, UNTIL },
                                    .as_of = UNTIL };

  write_rows (self, self->engine, 0, N_ROWS, 1);
  question.n_units = N_UNITS;
  count_here (self, &question, all);
  /* First a few stretches of units, then so many that each must be named. */
  for (guint step = 2; step < 6; step += 3)
    {
      ZhihuiTally expected[2] = { { 0 } }, found[2] = { { 0 } };
      g_autoptr (GError) error = NULL;

      g_array_set_size (units, 0);
      g_array_set_size (groups, 0);
      for (guint32 unit = 3; unit < (step == 2 ? 200 : N_UNITS); unit++)
        if (step == 2 ? unit % 40 > 7 : unit % step < 3)
          {
            guint32 group = unit % 2;

            g_array_append_val (units, unit);
            g_array_append_val (groups, group);
            expected[group].n += all[unit].n;
            expected[group].k += all[unit].k;
          }
      question.units = (const guint32 *) (gconstpointer) units->data;
      question.groups = (const guint32 *) (gconstpointer) groups->data;
      question.n_units = units->len;
      zhihui_engine_count (self->engine, &question, found, &error);
      g_assert_no_error (error);
      for (guint i = 0; i < 2; i++)
        {
          g_assert_cmpint (expected[i].k, >, 0);
          g_assert_cmpint (found[i].n, ==, expected[i].n);
          g_assert_cmpint (found[i].k, ==, expected[i].k);
        }
    }
}

/* What happens to work after it was first sent: also what an import corrects. */
static void
change_rows (World *self)
{
  for (guint i = 0; i < N_ROWS; i += 7)
    {
      ZhihuiAssignment *row = &g_array_index (self->rows, ZhihuiAssignment, i);

      /* Nothing happens after the moment of the figures. */
      if (row->due_at >= UNTIL - DAY_S)
        continue;
      switch (i % 5)
        {
        case 0:
          row->replied_at = row->due_at + 1;
          break;
        case 1:
          row->return_req_at = row->dispatched_at + 60;
          row->return_decided_at = row->dispatched_at + 90;
          row->return_accepted = TRUE;
          break;
        case 2:
          row->unit = (row->unit + 1) % N_UNITS;
          break;
        case 3:
          row->is_merged = TRUE;
          break;
        default:
          row->is_main = !row->is_main;
          break;
        }
    }
  for (guint i = 0; i < self->ratings->len; i += 3)
    {
      ZhihuiRating *rating = &g_array_index (self->ratings, ZhihuiRating, i);

      rating->is_valid = i % 2;
      rating->level = 1 + (guint8) (i % 5);
    }
}

static void
changed_rows_count_as_they_are_now (World *self, gconstpointer data)
{
  write_rows (self, self->engine, 0, N_ROWS, 1);
  change_rows (self);
  write_rows (self, self->engine, 0, N_ROWS, 1);
  g_assert_cmpint (compare (self), >, 100000);
}

static void
rows_sent_again_change_nothing (World *self, gconstpointer data)
{
  gint64 n;
  g_autoptr (ZhihuiEngine) other = zhihui_clickhouse_engine_new (self->address, "test", NULL);

  write_rows (self, self->engine, 0, N_ROWS, 1);
  n = ask (self, "count()");
  write_rows (self, self->engine, 0, N_ROWS, 1);
  write_rows (self, other, 0, N_ROWS, 1); /* a process that knows nothing of the first */
  g_assert_cmpint (ask (self, "count()"), ==, n);
}

/* The process or the network ended while a batch was written: one shard has it, the other has not;
 * and some of it even twice. */
static void
write_cut_short_is_mended (World *self, gconstpointer data)
{
  const char *second = strrchr (self->address, '=') + 1;
  g_auto (GStrv) path = g_strsplit (self->address, "/", -1);
  g_autofree char *database = g_strndup (path[3], strcspn (path[3], "?"));
  g_autofree char *one = NULL;
  g_autoptr (ZhihuiEngine) half = NULL;
  g_autoptr (GError) error = NULL;

  one = g_strdup_printf ("clickhouse://%s/%s", second, database);
  half = zhihui_clickhouse_engine_new (one, "test", &error);
  g_assert_no_error (error);

  write_rows (self, self->engine, 0, N_ROWS, 1);
  change_rows (self);
  /* The second server alone: all of the new state of some, without the old being taken back. */
  write_rows (self, half, 0, N_ROWS, 7);
  write_rows (self, self->engine, 0, N_ROWS, 1);
  compare (self);
}

static void
pairs_that_were_thrown_away_change_nothing (World *self, gconstpointer data)
{
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;
  gint64 before, after;

  write_rows (self, self->engine, 0, N_ROWS, 1);
  change_rows (self);
  write_rows (self, self->engine, 0, N_ROWS, 2);
  write_rows (self, self->engine, 1, N_ROWS, 2);
  before = ask (self, "count()");
  sql =
    g_strdup_printf ("OPTIMIZE TABLE %s FINAL", zhihui_clickhouse_engine_get_place (self->engine));
  zhihui_clickhouse_run_everywhere (self->server, sql, &error);
  g_assert_no_error (error);
  after = ask (self, "count()");
  g_assert_cmpint (after, <, before);
  compare (self);
  write_rows (self, self->engine, 0, N_ROWS, 1);
  g_assert_cmpint (ask (self, "count()"), ==, after);
}

static void
wrong_addresses_are_refused (void)
{
  static const char *const addresses[] = {
    "clickhouse://",
    "clickhouse://host",
    "clickhouse://host/",
    "clickhouse://u:geheim@host:8123/a-b",
    "clickhouse://u:geheim@host:8123/a'b",
    "clickhouse://u:geheim@host:x/a",
    "clickhouse://u:geheim@host/a?colour=red",
    "clickhouse://u:geheim@host/a?cluster=a;b",
    "clickhouse://u:geheim@host/a?shard=b:1",
    "http://u:geheim@host/a",
  };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (zhihui_clickhouse_engine_new (addresses[i], "test", &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
      g_assert_null (strstr (error->message, "geheim"));
    }
}

static void
servers_that_do_not_answer_are_told_apart (World *self, gconstpointer data)
{
  g_auto (GStrv) parts = g_strsplit (self->address, "://", 2);
  g_autofree char *stranger = g_strdup_printf ("clickhouse://nobody:geheim@%s", parts[1]);
  const struct
  {
    const char *address;
    ZhihuiError code;
  } cases[] = {
    { "clickhouse://u:geheim@127.0.0.1:1/a", ZHIHUI_ERROR_OFFLINE },
    { stranger, ZHIHUI_ERROR_REFUSED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ZhihuiEngine) engine =
        zhihui_clickhouse_engine_new (cases[i].address, "test", NULL);
      ZhihuiEngineQuestion question = { .window = { 0, 1 }, .as_of = UNTIL, .n_units = 1 };
      ZhihuiTally          tally = { 0 };
      g_autoptr (GError) error = NULL;

      g_assert_false (zhihui_engine_count (engine, &question, &tally, &error));
      g_assert_error (error, ZHIHUI_ERROR, (int) cases[i].code);
      g_assert_null (strstr (error->message, "geheim"));
    }
}

#define ADD(name, function)                                                                        \
  g_test_add ("/clickhouse/" name, World, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("boards-are-those-of-the-count", boards_are_those_of_the_count);
  ADD ("units-and-groups-may-be-chosen", units_and_groups_may_be_chosen);
  ADD ("changed-rows-count-as-they-are-now", changed_rows_count_as_they_are_now);
  ADD ("rows-sent-again-change-nothing", rows_sent_again_change_nothing);
  ADD ("write-cut-short-is-mended", write_cut_short_is_mended);
  ADD ("pairs-that-were-thrown-away-change-nothing", pairs_that_were_thrown_away_change_nothing);
  g_test_add_func ("/clickhouse/wrong-addresses-are-refused", wrong_addresses_are_refused);
  ADD ("servers-that-do-not-answer-are-told-apart", servers_that_do_not_answer_are_told_apart);
  return g_test_run ();
}
