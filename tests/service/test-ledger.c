/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "database-fixture.h"
#include "zhihui-error.h"
#include "zhihui-tally.h"

static void
add_case (ZhihuiLedger *ledger, gint64 id)
{
  ZhihuiCaseRow row = { .id = id };

  g_array_append_val (ledger->cases, row);
}

static void
rows_are_found_across_gaps (void)
{
  g_autoptr (ZhihuiLedger) ledger = zhihui_ledger_new ();
  const gint64 ids[] = { 1, 2, 5, 6, 9, 100 };

  g_assert_cmpuint (zhihui_ledger_find_case (ledger, 1), ==, ZHIHUI_NO_INDEX);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    add_case (ledger, ids[i]);

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_cmpuint (zhihui_ledger_find_case (ledger, ids[i]), ==, i);
  g_assert_cmpuint (zhihui_ledger_find_case (ledger, 0), ==, ZHIHUI_NO_INDEX);
  g_assert_cmpuint (zhihui_ledger_find_case (ledger, 3), ==, ZHIHUI_NO_INDEX);
  g_assert_cmpuint (zhihui_ledger_find_case (ledger, 101), ==, ZHIHUI_NO_INDEX);
  g_assert_cmpuint (zhihui_ledger_find_case (ledger, -1), ==, ZHIHUI_NO_INDEX);
}

static void
load (const char *path, ZhihuiLedger *ledger)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiStore) store = zhihui_store_open (path, FALSE, &error);

  g_assert_no_error (error);
  zhihui_store_load_ledger (store, ledger, &error);
  g_assert_no_error (error);
}

static ZhihuiTally
sum (ZhihuiLedger *ledger, ZhihuiMetric metric, const ZhihuiWindow *window)
{
  g_autofree ZhihuiTally *tallies = g_new0 (ZhihuiTally, ledger->units->len);
  ZhihuiTally             total = { 0 };

  zhihui_tally_count (metric,
                      (const ZhihuiAssignment *) ledger->assignments->data,
                      ledger->assignments->len,
                      (const ZhihuiRating *) ledger->ratings->data,
                      ledger->ratings->len,
                      window,
                      ledger->as_of,
                      tallies,
                      ledger->units->len);
  for (guint i = 0; i < ledger->units->len; i++)
    {
      total.n += tallies[i].n;
      total.k += tallies[i].k;
    }
  return total;
}

/* The SQL of domain.md §2.2 over the tables against the model's count over the ledger. */
static void
figures_of_the_ledger_are_those_of_sql (DatabaseFixture *fixture, gconstpointer data)
{
  static const struct
  {
    ZhihuiMetric metric;
    const char  *n, *k;
  } metrics[] = {
    { ZHIHUI_METRIC_OVERDUE_RATE,
      "SELECT COUNT(*) FROM assignment WHERE role = 'main' AND due_at >= %1$s AND due_at < %2$s"
      " AND COALESCE (return_accepted, 0) = 0 AND merged = 0",
      "SELECT COUNT(*) FROM assignment WHERE role = 'main' AND due_at >= %1$s AND due_at < %2$s"
      " AND COALESCE (return_accepted, 0) = 0 AND merged = 0"
      " AND (replied_at IS NULL OR replied_at > due_at)" },
    { ZHIHUI_METRIC_RETURN_RATE,
      "SELECT COUNT(*) FROM assignment WHERE role = 'main' AND dispatched_at >= %1$s"
      " AND dispatched_at < %2$s",
      "SELECT COUNT(*) FROM assignment WHERE role = 'main' AND dispatched_at >= %1$s"
      " AND dispatched_at < %2$s AND return_req_at < %2$s" },
    { ZHIHUI_METRIC_SATISFIED_RATE,
      "SELECT COUNT(*) FROM rating WHERE rated_at >= %1$s AND rated_at < %2$s AND valid = 1",
      "SELECT COUNT(*) FROM rating WHERE rated_at >= %1$s AND rated_at < %2$s AND valid = 1"
      " AND level >= 3" },
    { ZHIHUI_METRIC_SIGN_RATE,
      "SELECT COUNT(*) FROM assignment WHERE role = 'main' AND sign_due_at >= %1$s"
      " AND sign_due_at < %2$s",
      "SELECT COUNT(*) FROM assignment WHERE role = 'main' AND sign_due_at >= %1$s"
      " AND sign_due_at < %2$s AND signed_at <= sign_due_at" },
  };
  g_autofree char *path = database_fixture_path (fixture, "a.db");
  g_autoptr (ZhihuiLedger) ledger = zhihui_ledger_new ();
  ZhihuiWindow window = { instant ("2020-06-08T00:00:00+08:00"),
                          instant ("2020-06-22T00:00:00+08:00") };

  database_simulate (path, 21, "2020-06-01", "2020-06-26T12:00:00+08:00");
  load (path, ledger);
  for (guint i = 0; i < G_N_ELEMENTS (metrics); i++)
    {
      ZhihuiTally total = sum (ledger, metrics[i].metric, &window);
      const char *questions[] = { metrics[i].n, metrics[i].k };
      gint64      answers[2];

      for (guint j = 0; j < 2; j++)
        {
          g_auto (GStrv) parts = g_strsplit (questions[j], "%1$s", -1);
          g_autofree char *with_from = g_strjoinv ("1591545600", parts);
          g_auto (GStrv) rest = g_strsplit (with_from, "%2$s", -1);
          g_autofree char *sql = g_strjoinv ("1592755200", rest);

          answers[j] = database_ask (path, sql);
        }
      g_assert_cmpint (window.from, ==, 1591545600);
      g_assert_cmpint (window.to, ==, 1592755200);
      g_assert_cmpint (answers[0], >, 100);
      g_assert_cmpint (total.n, ==, answers[0]);
      g_assert_cmpint (total.k, ==, answers[1]);
    }
}

static void
latest_assignment_of_a_case_is_current (DatabaseFixture *fixture, gconstpointer data)
{
  g_autofree char *path = database_fixture_path (fixture, "a.db");
  g_autoptr (ZhihuiLedger) ledger = zhihui_ledger_new ();
  guint n_later = 0;

  database_simulate (path, 22, "2020-06-01", "2020-06-20T12:00:00+08:00");
  load (path, ledger);
  for (guint i = 0; i < ledger->assignments->len; i++)
    {
      const ZhihuiAssignment *one = &g_array_index (ledger->assignments, ZhihuiAssignment, i);
      const ZhihuiRound      *round = &g_array_index (ledger->rounds, ZhihuiRound, i);
      const ZhihuiCaseRow    *row = &g_array_index (ledger->cases, ZhihuiCaseRow, one->case_index);

      g_assert_cmpuint (row->current, >=, i);
      if (round->seq == 1)
        {
          g_assert_cmpuint (round->previous, ==, ZHIHUI_NO_INDEX);
          continue;
        }
      n_later++;
      g_assert_cmpuint (round->previous, <, i);
      g_assert_cmpuint (
        g_array_index (ledger->assignments, ZhihuiAssignment, round->previous).case_index,
        ==,
        one->case_index);
      g_assert_cmpuint (
        g_array_index (ledger->rounds, ZhihuiRound, round->previous).seq + 1, ==, round->seq);
    }
  g_assert_cmpuint (n_later, >, 50);
}

static void
damaged_tables_are_refused (DatabaseFixture *fixture, gconstpointer data)
{
  g_autoptr (ZhihuiLedger) ledger = zhihui_ledger_new ();
  g_autoptr (ZhihuiStore) store = zhihui_store_open (":memory:", TRUE, NULL);
  g_autoptr (GError) error = NULL;

  zhihui_database_run (
    zhihui_store_get_database (store),
    "PRAGMA foreign_keys = OFF;"
    "INSERT INTO assignment (case_id, seq, unit_id, dispatched_at) VALUES (7, 1, 1, 0)",
    NULL);
  g_assert_false (zhihui_store_load_ledger (store, ledger, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED);
}

/* A person's complaints: which of them came again, said by a table of who, what, where and when. */
typedef struct
{
  const char *what;
  const char *person, *phone;
  int         topic, region, unit;
  gint64      after_s; /* its submission after the closing */
  gboolean    repeats;
} Repeat;

#define CLOSED_AT G_GINT64_CONSTANT (1593900000)

static void
write_repeat (ZhihuiStore *store, const Repeat *repeat)
{
  static const char names[] =
    "INSERT INTO peer VALUES ('town', 't', 1);"
    "INSERT INTO region (id, code, name, level) VALUES (1, '370302104', 'a', 'town'),"
    " (2, '370302105', 'b', 'town');"
    "INSERT INTO unit (id, code, name, short_name, peer) VALUES (1, 'u1', 'a', 'a', 'town'),"
    " (2, 'u2', 'b', 'b', 'town');"
    "INSERT INTO case_type (id, code, label, sign_limit, contact_limit, reply_limit)"
    " VALUES (1, 'complaint', 'c', 'min:15', 'min:30', 'wd:3'),"
    " (2, 'consult', 'c', 'min:15', 'min:30', 'wd:1');"
    "INSERT INTO channel VALUES (1, 'app', 'app', 1);"
    "INSERT INTO topic VALUES (1, '010203', 'x'), (2, '010209', 'y'), (3, '010303', 'z');";
  g_autofree char *rows = g_strdup_printf (
    "INSERT INTO cases (id, source, source_key, no, type_id, channel_id, region_id, topic_id,"
    " state, complainant, phone, submitted_at, accepted_at, closed_at, updated_at) VALUES"
    " (1, 's', '1', '1', 1, 1, 1, 1, 6, '张三', '1', 1593700000, 1593700000, 1593900000, 0),"
    " (2, 's', '2', '2', 2, 1, %d, %d, 2, '%s', '%s', %" G_GINT64_FORMAT ", 1599000000, NULL, 0);"
    "INSERT INTO assignment (id, case_id, seq, unit_id, dispatched_at, due_at, replied_at,"
    " closed_at) VALUES (1, 1, 1, 1, 1593703601, 1594000000, 1593800000, 1593900000),"
    " (2, 2, 1, %d, 1599003600, NULL, NULL, NULL);",
    repeat->region,
    repeat->topic,
    repeat->person,
    repeat->phone,
    CLOSED_AT + repeat->after_s,
    repeat->unit);
  g_autoptr (GError) error = NULL;

  zhihui_database_run (zhihui_store_get_database (store), names, &error);
  g_assert_no_error (error);
  zhihui_database_run (zhihui_store_get_database (store), rows, &error);
  g_assert_no_error (error);
}

static void
complaint_is_repeated_by_the_same_matter_within_thirty_days (void)
{
  static const Repeat cases[] = {
    { "same unit and place", "张三", "1", 1, 1, 1, 86400, TRUE },
    { "same middle class, same place, another unit", "张三", "1", 2, 1, 2, 86400, TRUE },
    { "same unit, another place", "张三", "1", 1, 2, 1, 86400, TRUE },
    { "another unit, another place", "张三", "1", 1, 2, 2, 86400, FALSE },
    { "another middle class", "张三", "1", 3, 1, 1, 86400, FALSE },
    { "another person of that name", "张三", "2", 1, 1, 1, 86400, FALSE },
    { "on the last second", "张三", "1", 1, 1, 1, 30 * 86400, TRUE },
    { "a second too late", "张三", "1", 1, 1, 1, 30 * 86400 + 1, FALSE },
    { "before it was closed", "张三", "1", 1, 1, 1, 0, FALSE },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ZhihuiStore) store = zhihui_store_open (":memory:", TRUE, NULL);
      g_autoptr (ZhihuiLedger) ledger = zhihui_ledger_new ();
      const ZhihuiAssignment *rows;

      write_repeat (store, &cases[i]);
      g_assert_true (zhihui_store_load_ledger (store, ledger, NULL));
      rows = (const ZhihuiAssignment *) (gconstpointer) ledger->assignments->data;
      g_test_message ("%s", cases[i].what);
      g_assert_cmpint (rows[0].is_repeated, ==, cases[i].repeats);
      g_assert_true (rows[0].is_complaint);
      g_assert_false (rows[1].is_complaint);
      g_assert_false (rows[1].is_repeated);
      /* 60 minutes and a second after its acceptance, 60 minutes after. */
      g_assert_true (rows[0].is_first && rows[1].is_first);
      g_assert_false (rows[0].is_prompt);
      g_assert_true (rows[1].is_prompt);
    }
}

#define ADD(name, function)                                                                        \
  g_test_add ("/ledger/" name,                                                                     \
              DatabaseFixture,                                                                     \
              NULL,                                                                                \
              database_fixture_set_up,                                                             \
              function,                                                                            \
              database_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ledger/rows-are-found-across-gaps", rows_are_found_across_gaps);
  ADD ("figures-of-the-ledger-are-those-of-sql", figures_of_the_ledger_are_those_of_sql);
  ADD ("latest-assignment-of-a-case-is-current", latest_assignment_of_a_case_is_current);
  ADD ("damaged-tables-are-refused", damaged_tables_are_refused);
  g_test_add_func ("/ledger/complaint-is-repeated-by-the-same-matter-within-thirty-days",
                   complaint_is_repeated_by_the_same_matter_within_thirty_days);
  return g_test_run ();
}
