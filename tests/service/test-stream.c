/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "api-fixture.h"
#include "zhihui-language.h"

/* The stream over real sockets of this machine, and the journal it is told from. */

#define MANY 500

/* Reads what comes without waiting for it. */
typedef struct
{
  GSocketConnection *connection;
  GString           *heard;
  gboolean           ended;
} Ear;

static Ear *
listen_to (Api *api, const char *token, const char *query, const char *last_event_id)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = g_uri_parse (api->url, G_URI_FLAGS_NONE, NULL);
  g_autofree char *host = g_strdup_printf ("127.0.0.1:%d", g_uri_get_port (uri));
  g_autofree char *resume = last_event_id != NULL
                              ? g_strdup_printf ("Last-Event-ID: %s\r\n", last_event_id)
                              : g_strdup ("");
  g_autofree char *request = g_strdup_printf ("GET /api/v1/stream%s HTTP/1.1\r\nHost: %s\r\n"
                                              "Authorization: Bearer %s\r\n%s\r\n",
                                              query,
                                              host,
                                              token,
                                              resume);
  Ear             *ear = g_new0 (Ear, 1);

  ear->heard = g_string_new (NULL);
  ear->connection = g_socket_client_connect_to_host (client, host, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (
    g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (ear->connection)),
                               request,
                               strlen (request),
                               NULL,
                               NULL,
                               &error));
  return ear;
}

static void
ear_free (Ear *ear)
{
  g_object_unref (ear->connection);
  g_string_free (ear->heard, TRUE);
  g_free (ear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Ear, ear_free)

static void
hear (Ear *ear)
{
  GSocket *socket = g_socket_connection_get_socket (ear->connection);
  char     buffer[4096];
  gssize   n;

  g_socket_set_blocking (socket, FALSE);
  while ((n = g_socket_receive (socket, buffer, sizeof buffer, NULL, NULL)) > 0)
    g_string_append_len (ear->heard, buffer, n);
  ear->ended |= n == 0;
}

static gboolean
too_late_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_CONTINUE;
}

/* Lets the server run until @ear has heard @words, or the stream has ended when they are NULL. */
static void
await (Ear *ear, const char *words)
{
  gboolean late = FALSE;
  guint    timeout = g_timeout_add_seconds (30, too_late_cb, &late);

  for (hear (ear); words != NULL ? strstr (ear->heard->str, words) == NULL : !ear->ended;
       hear (ear))
    {
      if (late)
        g_error ("not heard: %s, but %s", words, ear->heard->str);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (timeout);
}

/* A meeting of today: a draft is a desk's business, a planned one is everybody's. */
static void
plan_meeting (Api *api, const char *type, const char *id)
{
  g_autofree char *content = g_strdup_printf (
    "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/desk/3\",\"type\":\"%s\","
    "\"data\":{\"by\":\"王科长\",\"kind\":\"review\",\"title\":\"供水会商\",\"host_unit\":\"u001\","
    "\"starts_at\":\"2020-08-01T10:00:00+08:00\",\"ends_at\":\"2020-08-01T11:00:00+08:00\"}}",
    id,
    type);
  const char *const headers[] = { "Content-Type", "application/cloudevents+json", NULL };
  g_autoptr (Reply) reply = api_send (api, "POST", api->desk, "/meetings", content, headers);

  g_assert_cmpuint (reply->status / 100, ==, 2);
}

static Api *
open_api (void)
{
  Api *api = api_new (api_fill_with_few, 0);

  zhihui_server_start_ticking (api->server);
  return api;
}

/* The last id that was heard. */
static char *
get_last_id (const Ear *ear)
{
  const char *place = g_strrstr (ear->heard->str, "id: ");

  g_assert_nonnull (place);
  return g_strndup (place + 4, strcspn (place + 4, "\n"));
}

static void
test_change_is_told_to_whom_it_concerns (void)
{
  g_autoptr (Api) api = open_api ();
  g_autoptr (Ear) wall = listen_to (api, api->wall, "", NULL);
  g_autoptr (Ear) desk = listen_to (api, api->desk, "", NULL);
  g_autoptr (Ear) boards = listen_to (api, api->desk, "?topics=rankings,summary", NULL);

  await (wall, "event: hello\ndata: {\"specversion\":\"1.0\"");
  await (desk, "event: hello");
  await (boards, "event: hello");
  g_assert_nonnull (strstr (wall->heard->str, "Content-Type: text/event-stream"));
  g_assert_nonnull (strstr (wall->heard->str, "retry: "));

  plan_meeting (api, "cn.zhihui.meeting.drafted.v1", "e1");
  await (desk, "\"changed\":[\"meetings\"]");
  plan_meeting (api, "cn.zhihui.meeting.scheduled.v1", "e2");
  await (wall, "\"changed\":[\"meetings\"]");

  /* The draft was not told to the wall, and neither to those who asked for boards. */
  g_assert_null (strstr (strstr (wall->heard->str, "event: change") + 1, "event: change"));
  hear (boards);
  g_assert_null (strstr (boards->heard->str, "event: change"));
  g_assert_null (strstr (wall->heard->str, "供水"));
}

static void
test_who_comes_back_is_told_what_it_missed (void)
{
  g_autoptr (Api) api = open_api ();
  g_autoptr (Ear) first = listen_to (api, api->desk, "", NULL);
  g_autoptr (Ear) again = NULL, stranger = NULL, present = NULL;
  g_autofree char *id = NULL, *newest = NULL;

  await (first, "event: hello");
  id = get_last_id (first);
  g_io_stream_close (G_IO_STREAM (first->connection), NULL, NULL);

  plan_meeting (api, "cn.zhihui.meeting.scheduled.v1", "e1");
  again = listen_to (api, api->desk, "", id);
  await (again, "event: change");
  g_assert_nonnull (strstr (again->heard->str, "\"meetings\""));

  newest = get_last_id (again);
  g_assert_cmpint (atoi (newest), >, atoi (id));
  present = listen_to (api, api->desk, "", newest);
  await (present, "event: hello");
  stranger = listen_to (api, api->desk, "?last_event_id=987654321", NULL);
  await (stranger, "event: reset");
}

static void
test_many_walls_cost_one_look (void)
{
  g_autoptr (Api) api = open_api ();
  g_autoptr (GPtrArray) ears = g_ptr_array_new_with_free_func ((GDestroyNotify) ear_free);
  ZhihuiTeller *teller = zhihui_server_get_teller (api->server);
  guint64       looks, frames;
  gint64        start_us;

  for (guint i = 0; i < MANY; i++)
    {
      Ear *ear = listen_to (api, api->wall, "", NULL);

      g_ptr_array_add (ears, ear);
      await (ear, "event: hello");
    }
  g_assert_cmpuint (zhihui_stream_get_n_listeners (zhihui_teller_get_stream (teller)), ==, MANY);

  looks = zhihui_teller_get_n_looks (teller);
  frames = zhihui_stream_get_n_written (zhihui_teller_get_stream (teller));
  plan_meeting (api, "cn.zhihui.meeting.scheduled.v1", "e1");
  start_us = g_get_monotonic_time ();
  for (guint i = 0; i < MANY; i++)
    await (ears->pdata[i], "\"changed\":[\"meetings\"]");
  g_test_message ("%d walls told within %.0f ms, the wait for the tick included",
                  MANY,
                  (double) (g_get_monotonic_time () - start_us) / 1000);
  g_assert_cmpuint (zhihui_teller_get_n_looks (teller) - looks, ==, 1);
  g_assert_cmpuint (
    zhihui_stream_get_n_written (zhihui_teller_get_stream (teller)) - frames, ==, 1);
}

static void
test_who_does_not_read_is_let_go (void)
{
  g_autoptr (Api) api = open_api ();
  g_autoptr (Ear) deaf = listen_to (api, api->wall, "", NULL);
  g_autoptr (Ear) wall = listen_to (api, api->wall, "", NULL);
  g_autofree char *topic = g_strnfill (100 * 1024, 'x');
  ZhihuiStream    *stream;
  gboolean         late = FALSE;
  guint            timeout = g_timeout_add_seconds (30, too_late_cb, &late);

  await (deaf, "event: hello");
  await (wall, "event: hello");
  stream = zhihui_teller_get_stream (zhihui_server_get_teller (api->server));
  while (zhihui_stream_get_n_listeners (stream) == 2 && !late)
    {
      zhihui_stream_tell (stream, topic);
      for (gsize before = wall->heard->len; wall->heard->len < before + 100 * 1024 && !late;)
        {
          g_main_context_iteration (NULL, TRUE);
          hear (wall);
        }
    }
  g_source_remove (timeout);
  g_assert_false (late);
  g_assert_false (wall->ended);
}

static void
stopped_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
test_streams_end_with_the_server (void)
{
  g_autoptr (Api) api = open_api ();
  g_autoptr (Ear) wall = listen_to (api, api->wall, "", NULL);
  gboolean stopped = FALSE;
  gint64   start_us;

  await (wall, "event: hello");
  start_us = g_get_monotonic_time ();
  zhihui_server_stop (api->server, stopped_cb, &stopped);
  while (!stopped)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 4 * G_USEC_PER_SEC); /* not by patience */
  await (wall, "\r\n0\r\n\r\n");
}

/* Nobody new is let in, and who is connected is sent away with an answer. */
static void
test_no_question_is_begun_after_the_end (void)
{
  g_autoptr (Api) api = open_api ();
  g_autoptr (Ear) early = listen_to (api, api->wall, "", NULL);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) late = NULL;
  g_autoptr (GUri) uri = g_uri_parse (api->url, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GError) error = NULL;
  const char *more = "GET /api/v1/summary HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
  gboolean    stopped = FALSE;

  await (early, "event: hello");
  zhihui_server_stop (api->server, stopped_cb, &stopped);
  late = g_socket_client_connect_to_host (
    client, "127.0.0.1", (guint16) g_uri_get_port (uri), NULL, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
  await (early, "\r\n0\r\n\r\n");
  g_assert_true (
    g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (early->connection)),
                               more,
                               strlen (more),
                               NULL,
                               NULL,
                               NULL));
  await (early, NULL);
  g_assert_nonnull (strstr (early->heard->str, "HTTP/1.1 503"));
  g_assert_nonnull (strstr (early->heard->str, "Connection: close"));
}

static void
test_stream_is_asked_like_the_rest (void)
{
  g_autoptr (Api) api = open_api ();
  g_autoptr (Reply) nobody = api_get (api, NULL, "/stream");
  g_autoptr (Reply) odd = api_get (api, api->wall, "/stream?color=red");

  reply_assert_problem (nobody, 401, "invalid_token");
  reply_assert_problem (odd, 400, "bad_parameter");
}

static GHashTable *
make_tags (const char *summary, const char *alerts)
{
  GHashTable *tags = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (tags, (gpointer) "summary", (gpointer) summary);
  g_hash_table_insert (tags, (gpointer) "alerts", (gpointer) alerts);
  return tags;
}

static void
fill_elsewhere (ZhihuiStore *store)
{
  api_fill_with_few (store);
  g_assert_true (zhihui_store_set_setting (store, "time_zone", "Asia/Urumqi", NULL));
}

/* Two hours behind Shanghai. */
static void
test_times_have_the_offset_of_the_place (void)
{
  g_autoptr (Api) api = api_new (fill_elsewhere, 0);
  g_autoptr (Ear) wall = listen_to (api, api->wall, "", NULL);
  const char *time;

  await (wall, "\"datacontenttype\"");
  time = strstr (wall->heard->str, "\"time\":\"");
  g_assert_nonnull (time);
  g_assert_cmpint (
    strncmp (time + strlen ("\"time\":\"2020-08-01T07:00:00"), "+06:00\"", 7), ==, 0);
}

static void
assert_noted (ZhihuiChangeJournal *journal,
              const char          *summary,
              const char          *alerts,
              gint64               at,
              const char          *topics)
{
  g_autoptr (GHashTable) tags = make_tags (summary, alerts);
  g_autoptr (GError) error = NULL;
  g_autofree char *changed = zhihui_change_journal_note (journal, tags, at, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (changed, ==, topics);
}

static void
assert_since (ZhihuiChangeJournal *journal, gint64 id, const char *topics)
{
  g_autofree char *missed = zhihui_change_journal_read_since (journal, id);

  g_assert_cmpstr (missed, ==, topics);
}

/* Survives a restart; a day and more is kept, the newest for ever. */
static void
test_journal_knows_what_changed_since (void)
{
  g_autoptr (ZhihuiStore) store = zhihui_store_open (":memory:", TRUE, NULL);
  g_autoptr (ZhihuiChangeJournal) journal = zhihui_change_journal_new (store, NULL);
  g_autoptr (ZhihuiChangeJournal) later = NULL;
  const gint64 day = 86400;

  assert_noted (journal, "a", "a", 0, "alerts summary");
  assert_noted (journal, "a", "a", 1, NULL);
  assert_noted (journal, "b", "a", 2, "summary");
  assert_noted (journal, "b", "b", day + 2, "alerts");
  assert_since (journal, 1, "alerts summary");
  assert_since (journal, 2, "alerts");
  assert_since (journal, 3, "");
  assert_since (journal, 4, NULL);
  assert_since (journal, 0, NULL);

  later = zhihui_change_journal_new (store, NULL);
  g_assert_cmpint (zhihui_change_journal_get_newest (later), ==, 3);
  assert_noted (later, "b", "b", day + 3, NULL);
  assert_noted (later, "c", "b", 10 * day, "summary");
  assert_since (later, 3, NULL); /* too long ago */
  assert_since (later, 4, "");
  g_assert_cmpint (zhihui_change_journal_get_newest (later), ==, 4);
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stream/change-is-told-to-whom-it-concerns",
                   test_change_is_told_to_whom_it_concerns);
  g_test_add_func ("/stream/who-comes-back-is-told-what-it-missed",
                   test_who_comes_back_is_told_what_it_missed);
  g_test_add_func ("/stream/many-walls-cost-one-look", test_many_walls_cost_one_look);
  g_test_add_func ("/stream/who-does-not-read-is-let-go", test_who_does_not_read_is_let_go);
  g_test_add_func ("/stream/streams-end-with-the-server", test_streams_end_with_the_server);
  g_test_add_func ("/stream/no-question-is-begun-after-the-end",
                   test_no_question_is_begun_after_the_end);
  g_test_add_func ("/stream/stream-is-asked-like-the-rest", test_stream_is_asked_like_the_rest);
  g_test_add_func ("/stream/times-have-the-offset-of-the-place",
                   test_times_have_the_offset_of_the_place);
  g_test_add_func ("/stream/journal-knows-what-changed-since",
                   test_journal_knows_what_changed_since);
  return g_test_run ();
}
