/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stub-server.h"

#include <string.h>

/* A live ClickHouse, attached by the ready profile alone. */

static char *
get_base (void)
{
  const char *address = g_getenv ("ZHIHUI_TEST_CLICKHOUSE"); /* clickhouse://HOST:PORT/… */
  g_auto (GStrv) parts = g_strsplit (address, "/", 4);

  return g_strconcat ("http://", parts[2], NULL);
}

static void
execute (const char *base, const char *sql)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_POST, base);
  g_autoptr (GBytes) body = g_bytes_new (sql, strlen (sql));
  g_autoptr (GBytes) answer = NULL;

  soup_message_set_request_body_from_bytes (message, "text/plain", body);
  answer = soup_session_send_and_read (session, message, NULL, NULL);
  g_assert_nonnull (answer);
  g_assert_cmpint ((int) soup_message_get_status (message), ==, 200);
}

static char *
read_profile (void)
{
  g_autofree char *ready = read_ready_profile ("clickhouse-http.profile");
  g_auto (GStrv) parts = g_strsplit (ready, "X-ClickHouse-User=zhihui\n", 2);
  g_autofree char *plain = g_strconcat (parts[0], "X-ClickHouse-User=default\n", parts[1], NULL);
  g_auto (GStrv) halves = g_strsplit (plain, "[auth]", 2);

  return g_strconcat (halves[0], "as_of=2026-06-15 12:00:00\n[auth]", halves[1], NULL);
}

static void
test_a_table_becomes_boards (void)
{
  g_autofree char *base = get_base ();
  g_autofree char *profile = read_profile ();

  execute (base, "CREATE DATABASE IF NOT EXISTS zhihui");
  execute (base, "DROP TABLE IF EXISTS zhihui.cases");
  execute (base,
           "CREATE TABLE zhihui.cases (id UInt64, unit String, peer String, channel String,"
           " region String, opened DateTime('Asia/Shanghai'), due String, closed "
           "Nullable(DateTime('Asia/Shanghai')), returns UInt8,"
           " rating Nullable(UInt8)) ENGINE = MergeTree ORDER BY id");
  /* 300 cases of three units in June; each ninth is late, each tenth was returned. */
  execute (base,
           "INSERT INTO zhihui.cases SELECT number + 1,"
           " arrayElement(['水利局','住建局','交通局'], number % 3 + 1), '部门', '热线', '城关',"
           " toDateTime('2026-06-01 08:00:00', 'Asia/Shanghai') + number * 60,"
           " '2026-06-05 08:00:00.000000',"
           " toDateTime('2026-06-04 08:00:00', 'Asia/Shanghai') + if(number % 9 = 0, 3, 0) * 86400,"
           " number % 10 = 0, if(number % 2 = 0, 5, NULL) FROM numbers(300)");
  {
    g_autoptr (Attached) self = attach (profile, base, "");
    ZhihuiSituation *situation = zhihui_source_get_situation (self->source);
    ZhihuiRanking *late = zhihui_situation_get_ranking (situation, ZHIHUI_BOARD_OVERDUE, "部门");
    const ZhihuiScore *score;

    g_assert_cmpint (count_rows (self), ==, 300);
    g_assert_cmpint (
      find_score (get_board (self, ZHIHUI_BOARD_VOLUME, "部门"), "水利局")->n, ==, 100);
    /* number % 9 = 0 is 34 of 300, all of the first unit. */
    score = find_score (late, "水利局");
    g_assert_cmpint (score->n, ==, 100);
    g_assert_cmpint (score->k, ==, 34);
    g_assert_cmpint (find_score (late, "住建局")->k, ==, 0);
    g_assert_cmpint (get_board (self, ZHIHUI_BOARD_RETURN, "部门")->total.k, ==, 30);
    g_assert_cmpint (get_board (self, ZHIHUI_BOARD_SATISFIED, "部门")->total.n, ==, 150);
    g_assert_true (reports (self, "text as numbers: *") || reports (self, "numbers as text: *"));
    g_assert_true (reports (self, "times without a zone: *"));
    g_assert_true (reports (self, "fractions of a second dropped: 300"));
  }
}

static void
test_a_query_that_fails_is_a_failure (void)
{
  g_autofree char *base = get_base ();
  g_autoptr (Attached) self = attach ("[source]\nbase={base}\n[resource cases]\n"
                                      "path=?query=SELECT%20nothing\nopened=at\n",
                                      base,
                                      NULL);

  g_assert_null (get_summary (self));
  g_assert_cmpint (get_receipt (self)->n_failures, >, 0);
  g_assert_cmpint (get_receipt (self)->http_status, !=, 200);
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "C", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/profile/a-clickhouse-table-becomes-boards", test_a_table_becomes_boards);
  g_test_add_func ("/profile/a-clickhouse-query-that-fails-is-a-failure",
                   test_a_query_that_fails_is_a_failure);

  return g_test_run ();
}
