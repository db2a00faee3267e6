/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <signal.h>
#include <string.h>

#include "zhihui-rollup.h"
#include "zhihui-simulation.h"
#include "zhihui-store.h"

/* The platform is killed at random moments while events come in from four senders. What it has
 * answered is on disk, and the log, the rows that follow from it and the sums agree. */

#define N_SENDERS 4
#define N_KILLS 20
#define N_LONG_KILLS 200
#define MAX_LIFE_MS 160

static const struct
{
  const char *kind, *data;
} life[] = {
  { "submitted", "{\"type\":\"complaint\",\"channel\":\"app\",\"title\":\"路灯不亮\"}" },
  { "accepted", "{}" },
  { "dispatched", "{\"unit\":\"u014\"}" },
  { "signed", "{}" },
  { "contacted", "{}" },
  { "return_requested", "{\"reason\":\"不属于本单位\"}" },
  { "return_decided", "{\"accepted\":false}" },
  { "replied", "{}" },
  { "closed", "{}" },
  { "rated", "{\"level\":4}" },
};

typedef struct
{
  char        *folder, *path, *token; /* owned */
  GSubprocess *server;
  char        *url; /* owned */
  SoupSession *session;
  GMainLoop   *loop;
  GHashTable  *acknowledged; /* (element-type utf8): ids */
  guint64      n_told;
  guint        n_pending;
  gboolean     is_dead;
  GRand       *rand;
} World;

/* What a sender waits for: ids from first, n of them. */
typedef struct
{
  World  *world;
  guint64 first;
  guint   n;
} Request;

/* By the case first: there is an index of it. */
#define OF_A " AND case_id = a.case_id AND assignment_id = a.id"

/* Each must find nothing: rows that are not what the log says. Kinds as in zhihui-event.h. */
static const char *const disagreements[] = {
  "SELECT COUNT(*) FROM event e LEFT JOIN event_receipt r ON r.event_id = e.id"
  " WHERE r.event_id IS NULL OR r.case_id <> e.case_id",
  "SELECT COUNT(*) FROM event_receipt r LEFT JOIN event e ON r.event_id = e.id WHERE e.id IS NULL",
  "SELECT COUNT(*) FROM cases c WHERE 1 <> (SELECT COUNT(*) FROM event WHERE kind = 0"
  " AND case_id = c.id AND at = c.submitted_at)",
  "SELECT COUNT(*) FROM cases c WHERE COALESCE (accepted_at, -1) <>"
  " COALESCE ((SELECT at FROM event WHERE kind = 1 AND case_id = c.id), -1)",
  "SELECT COUNT(*) FROM cases c WHERE COALESCE (closed_at, -1) <>"
  " COALESCE ((SELECT at FROM event WHERE kind = 18 AND case_id = c.id), -1)",
  "SELECT COUNT(*) FROM cases c WHERE state <> (SELECT CASE kind WHEN 0 THEN 0 WHEN 1 THEN 1"
  " WHEN 5 THEN 2 WHEN 7 THEN 3 WHEN 16 THEN 5 WHEN 18 THEN 6 END FROM event WHERE case_id = c.id"
  " AND kind IN (0, 1, 5, 7, 16, 18) ORDER BY id DESC LIMIT 1)",
  "SELECT COUNT(*) FROM event e WHERE kind = 5 AND 1 <> (SELECT COUNT(*) FROM assignment"
  " WHERE id = e.assignment_id AND case_id = e.case_id AND unit_id = e.unit_id"
  " AND dispatched_at = e.at)",
  "SELECT COUNT(*) FROM assignment a WHERE 1 <> (SELECT COUNT(*) FROM event WHERE kind = 5" OF_A
  ")",
  "SELECT COUNT(*) FROM assignment a WHERE COALESCE (signed_at, -1) <>"
  " COALESCE ((SELECT at FROM event WHERE kind = 7 AND case_id = a.case_id AND assignment_id = "
  "a.id), -1)",
  "SELECT COUNT(*) FROM assignment a WHERE COALESCE (contacted_at, -1) <>"
  " COALESCE ((SELECT at FROM event WHERE kind = 8 AND case_id = a.case_id AND assignment_id = "
  "a.id), -1)",
  "SELECT COUNT(*) FROM assignment a WHERE COALESCE (return_req_at, -1) <>"
  " COALESCE ((SELECT at FROM event WHERE kind = 10 AND case_id = a.case_id AND assignment_id = "
  "a.id), -1)",
  "SELECT COUNT(*) FROM assignment a WHERE COALESCE (return_accepted, -1) <>"
  " COALESCE ((SELECT value FROM event WHERE kind = 11 AND case_id = a.case_id AND assignment_id = "
  "a.id), -1)",
  "SELECT COUNT(*) FROM assignment a WHERE COALESCE (replied_at, -1) <>"
  " COALESCE ((SELECT at FROM event WHERE kind = 16 AND case_id = a.case_id AND assignment_id = "
  "a.id), -1)",
  "SELECT COUNT(*) FROM assignment a WHERE COALESCE (closed_at, -1) <>"
  " COALESCE ((SELECT at FROM event WHERE kind = 18 AND case_id = a.case_id AND assignment_id = "
  "a.id), -1)",
  "SELECT COUNT(*) FROM event e LEFT JOIN rating r ON r.assignment_id = e.assignment_id"
  " AND r.rated_at = e.at AND r.level = e.value WHERE e.kind = 22 AND r.id IS NULL",
  "SELECT (SELECT COUNT(*) FROM rating) - (SELECT COUNT(*) FROM event WHERE kind = 22)",
};

static gint64
ask (ZhihuiStore *store, const char *sql)
{
  ZhihuiStatement *row = zhihui_database_prepare (zhihui_store_get_database (store), sql);
  gint64           answer;

  g_assert_cmpint (zhihui_statement_step (row), ==, ZHIHUI_STEP_ROW);
  answer = zhihui_statement_get_integer (row, 0);
  zhihui_statement_reset (row);
  return answer;
}

static void
start (World *world)
{
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;

  world->server =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                      &error,
                      g_getenv ("ZHIHUI_PLATFORM"),
                      "serve",
                      "-d",
                      world->path,
                      "--listen",
                      "127.0.0.1:0",
                      "--rate-limit",
                      "0",
                      NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (world->server));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  g_assert_true (g_str_has_prefix (line, "listening on "));
  world->url = g_strconcat (line + strlen ("listening on "), "/events", NULL);
  world->is_dead = FALSE;
  world->session = soup_session_new_with_options ("max-conns-per-host", N_SENDERS, NULL);
}

static char *
make_event (guint64 n)
{
  return g_strdup_printf (
    "{\"specversion\":\"1.0\",\"source\":\"test\",\"id\":\"e%" G_GUINT64_FORMAT
    "\",\"subject\":\"k%" G_GUINT64_FORMAT "\",\"type\":\"cn.zhihui.case.%s.v1\",\"data\":%s}",
    n,
    n / G_N_ELEMENTS (life),
    life[n % G_N_ELEMENTS (life)].kind,
    life[n % G_N_ELEMENTS (life)].data);
}

static void tell_next (World *world);

static void
answered_cb (GObject *session, GAsyncResult *result, gpointer user_data)
{
  Request     *request = user_data;
  World       *world = request->world;
  SoupMessage *message = soup_session_get_async_result_message (SOUP_SESSION (session), result);
  g_autoptr (GBytes) answer =
    soup_session_send_and_read_finish (SOUP_SESSION (session), result, NULL);

  /* Half an answer acknowledges nothing. */
  if (answer != NULL && soup_message_get_status (message) == 200)
    {
      g_autofree char *expected = g_strdup_printf ("\"taken\":%u,\"refused\":0", request->n);

      g_assert_nonnull (g_strstr_len (
        g_bytes_get_data (answer, NULL), (gssize) g_bytes_get_size (answer), expected));
      for (guint i = 0; i < request->n; i++)
        g_hash_table_add (world->acknowledged,
                          g_strdup_printf ("e%" G_GUINT64_FORMAT, request->first + i));
    }
  g_free (request);

  world->n_pending--;
  if (!world->is_dead)
    tell_next (world);
  else if (world->n_pending == 0)
    g_main_loop_quit (world->loop);
}

/* The whole life of one to four cases. */
static void
tell_next (World *world)
{
  Request *request = g_new0 (Request, 1);
  g_autoptr (GString) list = g_string_new ("[");
  g_autoptr (GBytes) body = NULL;
  g_autofree char *bearer = g_strconcat ("Bearer ", world->token, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("POST", world->url);

  request->world = world;
  request->first = world->n_told;
  request->n = (guint) g_rand_int_range (world->rand, 1, 5) * (guint) G_N_ELEMENTS (life);
  world->n_told += request->n;
  for (guint i = 0; i < request->n; i++)
    {
      g_autofree char *event = make_event (request->first + i);

      g_string_append_printf (list, "%s%s", i > 0 ? "," : "", event);
    }
  g_string_append_c (list, ']');
  body = g_bytes_new (list->str, list->len);
  soup_message_set_request_body_from_bytes (message, "application/json", body);
  soup_message_headers_replace (
    soup_message_get_request_headers (message), "Authorization", bearer);
  world->n_pending++;
  soup_session_send_and_read_async (world->session, message, 0, NULL, answered_cb, request);
}

static gboolean
kill_cb (gpointer user_data)
{
  World *world = user_data;

  world->is_dead = TRUE;
  g_subprocess_send_signal (world->server, SIGKILL);
  return G_SOURCE_REMOVE;
}

static void
load_and_kill (World *world)
{
  start (world);
  for (guint i = 0; i < N_SENDERS; i++)
    tell_next (world);
  g_timeout_add ((guint) g_rand_int_range (world->rand, 2, MAX_LIFE_MS), kill_cb, world);
  g_main_loop_run (world->loop);
  g_subprocess_wait (world->server, NULL, NULL);
  g_assert_false (g_subprocess_get_successful (world->server));
  g_clear_object (&world->server);
  g_clear_object (&world->session);
  g_clear_pointer (&world->url, g_free);
}

static void
assert_all_is_there (World *world)
{
  static const char sql[] = "SELECT external_id FROM event_receipt WHERE source = 'test'";
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiStore) store = zhihui_store_open (world->path, FALSE, &error);
  g_autoptr (GHashTable) there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  ZhihuiStatement *row;
  GHashTableIter   iter;
  gpointer         id;

  g_assert_no_error (error);
  row = zhihui_database_prepare (zhihui_store_get_database (store), sql);
  while (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    g_hash_table_add (there, g_strdup (zhihui_statement_get_text (row, 0)));
  zhihui_statement_reset (row);

  g_hash_table_iter_init (&iter, world->acknowledged);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_assert_true (g_hash_table_contains (there, id));
  for (guint i = 0; i < G_N_ELEMENTS (disagreements); i++)
    if (ask (store, disagreements[i]) != 0)
      g_error ("the log says something else: %s", disagreements[i]);
  zhihui_rollup_check (store, &error);
  g_assert_no_error (error);
  g_assert_null (zhihui_database_check (zhihui_store_get_database (store)));
}

static void
set_up (World *world)
{
  ZhihuiSimulationOptions place = { .scenario = "zichuan", .is_empty = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiStore) store = NULL;

  world->folder = g_dir_make_tmp ("zhihui-crash-XXXXXX", &error);
  g_assert_no_error (error);
  world->path = g_build_filename (world->folder, "a.db", NULL);
  zhihui_simulation_run (world->path, &place, FALSE, NULL, &error);
  g_assert_no_error (error);
  store = zhihui_store_open (world->path, FALSE, &error);
  g_assert_no_error (error);
  world->token =
    zhihui_store_make_token (store, "events", g_get_real_time () / G_USEC_PER_SEC + 86400, &error);
  g_assert_no_error (error);
  world->acknowledged = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  world->loop = g_main_loop_new (NULL, FALSE);
  world->rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
}

static void
tear_down (World *world)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (world->path, endings[i], NULL);

      g_unlink (path);
    }
  g_rmdir (world->folder);
  g_free (world->folder);
  g_free (world->path);
  g_free (world->token);
  g_hash_table_unref (world->acknowledged);
  g_main_loop_unref (world->loop);
  g_rand_free (world->rand);
}

static void
killed_platform_keeps_what_it_acknowledged (void)
{
  World world = { NULL };
  guint n_kills = g_getenv ("ZHIHUI_TEST_LONG") != NULL ? N_LONG_KILLS : N_KILLS;

  set_up (&world);
  for (guint i = 0; i < n_kills; i++)
    {
      load_and_kill (&world);
      assert_all_is_there (&world);
    }

  g_test_message ("%u kills: %u events acknowledged of %" G_GUINT64_FORMAT,
                  n_kills,
                  g_hash_table_size (world.acknowledged),
                  world.n_told);
  g_assert_cmpuint (g_hash_table_size (world.acknowledged), >, n_kills);
  tear_down (&world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crash/a-killed-platform-keeps-what-it-acknowledged",
                   killed_platform_keeps_what_it_acknowledged);
  return g_test_run ();
}
