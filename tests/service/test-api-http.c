/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <string.h>
#include <sys/socket.h>

#include "api-fixture.h"
#include "zhihui-wire.h"

static const char *const resources[] = {
  "/meta",
  "/summary",
  "/rankings/volume?peer=town",
  "/rankings/overdue_rate",
  "/channels",
  "/topics",
  "/hotwords",
  "/regions",
  "/units",
  "/map/cases",
  "/meetings",
  "/alerts",
  "/trends",
  "/calendars/2020",
  "/indicators",
};

static Reply *
get_with (Api *api, const char *path, const char *header, const char *value)
{
  const char *const headers[] = { header, value, NULL };

  return api_send (api, "GET", api->wall, path, NULL, headers);
}

static void
test_answers_pass_the_guard (void)
{
  g_autoptr (Api) api = api_new (api_fill_with_many, 0);

  for (guint i = 0; i < G_N_ELEMENTS (resources); i++)
    {
      g_autoptr (Reply) reply = api_get (api, api->wall, resources[i]);
      g_autofree char *text = reply_dup_text (reply);
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (reply->status, ==, 200);
      g_assert_cmpstr (reply_get (reply, "Content-Type"), ==, "application/json");
      g_assert_true (g_str_has_prefix (text, "{\"as_of\":\"" API_AS_OF "\",\"revision\":\"r"));
      g_assert_true (zhihui_wire_guard_check (text, strlen (text), &error));
      g_assert_no_error (error);
    }
}

static void
test_known_answers_are_not_sent_again (void)
{
  g_autoptr (Api) api = api_new (api_fill_with_many, 0);

  for (guint i = 0; i < G_N_ELEMENTS (resources); i++)
    {
      g_autoptr (Reply) first = api_get (api, api->wall, resources[i]);
      const char      *etag = reply_get (first, "ETag");
      g_autofree char *list = g_strdup_printf ("\"other\", %s", etag);
      g_autoptr (Reply) known = get_with (api, resources[i], "If-None-Match", etag);
      g_autoptr (Reply) listed = get_with (api, resources[i], "If-None-Match", list);
      g_autoptr (Reply) other = get_with (api, resources[i], "If-None-Match", "W/\"other\"");

      g_assert_true (g_str_has_prefix (etag, "W/\""));
      g_assert_cmpuint (known->status, ==, 304);
      g_assert_cmpuint (g_bytes_get_size (known->body), ==, 0);
      g_assert_cmpstr (reply_get (known, "ETag"), ==, etag);
      g_assert_nonnull (strstr (reply_get (known, "Cache-Control"), "max-age="));
      g_assert_cmpuint (listed->status, ==, 304);
      g_assert_cmpuint (other->status, ==, 200);
      g_assert_true (g_bytes_equal (other->body, first->body));
    }
}

/* Time goes on and nothing happens: the body tells the new time, the tag stays. */
static void
test_tag_changes_with_the_figures_alone (void)
{
  g_autoptr (Api) api = api_new (api_fill_with_many, 0);
  ZhihuiLedger    *ledger = zhihui_platform_get_ledger (api->platform);
  ZhihuiAssignment row = { .is_main = 1, .due_at = ZHIHUI_NO_INSTANT };
  ZhihuiRound      round = { .seq = 1 };
  g_autofree char *etag = NULL;

  g_autoptr (Reply) first = api_get (api, api->wall, "/rankings/volume");
  g_autoptr (Reply) later = NULL;
  g_autoptr (Reply) changed = NULL;

  etag = g_strdup (reply_get (first, "ETag"));
  zhihui_platform_clock_set (zhihui_platform_get_clock (api->platform), api_as_of () + 7);
  ledger->revision++;
  g_assert_true (zhihui_platform_tick (api->platform, NULL));
  later = api_get (api, api->wall, "/rankings/volume");
  g_assert_false (g_bytes_equal (first->body, later->body));
  g_assert_cmpstr (reply_get (later, "ETag"), ==, etag);
  g_assert_cmpstr (reply_get (later, "Date"), ==, "Sat, 01 Aug 2020 01:00:07 GMT");

  row.dispatched_at = api_as_of () + 3;
  row.sign_due_at = row.signed_at = row.contact_due_at = row.contacted_at = ZHIHUI_NO_INSTANT;
  row.replied_at = row.closed_at = row.return_req_at = row.sent_back_at = ZHIHUI_NO_INSTANT;
  row.return_decided_at = ZHIHUI_NO_INSTANT;
  g_array_append_val (ledger->assignments, row);
  g_array_append_val (ledger->rounds, round);
  ledger->revision++;
  g_assert_true (zhihui_platform_tick (api->platform, NULL));
  changed = api_get (api, api->wall, "/rankings/volume");
  g_assert_cmpstr (reply_get (changed, "ETag"), !=, etag);
}

static GBytes *
decompress (GBytes *packed)
{
  g_autoptr (GZlibDecompressor) decompressor =
    g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GInputStream) source = g_memory_input_stream_new_from_bytes (packed);
  g_autoptr (GInputStream) plain =
    g_converter_input_stream_new (source, G_CONVERTER (decompressor));
  g_autoptr (GError) error = NULL;
  GBytes *bytes = g_input_stream_read_bytes (plain, 10000000, NULL, &error);

  g_assert_no_error (error);
  return bytes;
}

static void
test_compression_changes_nothing (void)
{
  const char *const willing[] = { "gzip", "deflate, gzip;q=0.5", "*" };
  const char *const unwilling[] = { "identity", "gzip;q=0", "br" };
  g_autoptr (Api) api = api_new (api_fill_with_many, 0);
  g_autoptr (Reply) plain = api_get (api, api->wall, "/rankings/volume");

  g_assert_null (reply_get (plain, "Content-Encoding"));
  g_assert_nonnull (strstr (reply_get (plain, "Vary"), "Accept-Encoding"));
  for (guint i = 0; i < G_N_ELEMENTS (willing); i++)
    {
      g_autoptr (Reply) packed = get_with (api, "/rankings/volume", "Accept-Encoding", willing[i]);
      g_autoptr (GBytes) body = NULL;

      g_assert_cmpstr (reply_get (packed, "Content-Encoding"), ==, "gzip");
      g_assert_cmpstr (reply_get (packed, "ETag"), ==, reply_get (plain, "ETag"));
      g_assert_cmpuint (g_bytes_get_size (packed->body), <, g_bytes_get_size (plain->body) / 2);
      body = decompress (packed->body);
      g_assert_true (g_bytes_equal (body, plain->body));
    }
  for (guint i = 0; i < G_N_ELEMENTS (unwilling); i++)
    {
      g_autoptr (Reply) reply = get_with (api, "/rankings/volume", "Accept-Encoding", unwilling[i]);

      g_assert_null (reply_get (reply, "Content-Encoding"));
      g_assert_true (g_bytes_equal (reply->body, plain->body));
    }

  {
    g_autoptr (Reply) small = get_with (api, "/meta", "Accept-Encoding", "gzip");

    g_assert_null (reply_get (small, "Content-Encoding"));
  }
}

static void
test_head_is_get_without_the_body (void)
{
  g_autoptr (Api) api = api_new (api_fill_with_many, 0);
  g_autoptr (Reply) get = api_get (api, api->wall, "/rankings/volume");
  g_autoptr (Reply) head = api_send (api, "HEAD", api->wall, "/rankings/volume", NULL, NULL);

  g_assert_cmpuint (head->status, ==, 200);
  g_assert_cmpuint (g_bytes_get_size (head->body), ==, 0);
  g_assert_cmpstr (reply_get (head, "ETag"), ==, reply_get (get, "ETag"));
  g_assert_cmpstr (reply_get (head, "Content-Length"), ==, reply_get (get, "Content-Length"));
}

static void
test_date_is_the_platforms (void)
{
  g_autoptr (Api) api = api_new (api_fill_with_few, 0);
  g_autoptr (Reply) good = api_get (api, api->wall, "/meta");
  g_autoptr (Reply) refused = api_get (api, NULL, "/meta");

  g_assert_cmpstr (reply_get (good, "Date"), ==, "Sat, 01 Aug 2020 01:00:00 GMT");
  g_assert_cmpstr (reply_get (refused, "Date"), ==, "Sat, 01 Aug 2020 01:00:00 GMT");
}

static void
test_tokens_are_asked_for (void)
{
  g_autoptr (Api) api = api_new (api_fill_with_few, 0);
  gint64            now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char  *expired = zhihui_store_make_token (api->store, "wall", now - 1, NULL);
  g_autofree char  *revoked = zhihui_store_make_token (api->store, "wall", now + 1000, NULL);
  g_autofree char  *long_one = g_strnfill (5000, 'a');
  const char *const bad[] = { NULL, "", "nonsense", expired, revoked, long_one };

  g_assert_true (zhihui_store_revoke_token (api->store, revoked, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (Reply) reply = api_get (api, bad[i], "/summary");

      reply_assert_problem (reply, 401, "invalid_token");
      g_assert_true (g_str_has_prefix (reply_get (reply, "WWW-Authenticate"), "Bearer"));
      g_assert_cmpstr (reply_get (reply, "Cache-Control"), ==, "no-store");
    }

  {
    g_autofree char *in_url = g_strconcat ("/summary?access_token=", api->wall, NULL);
    g_autoptr (Reply) reply = api_get (api, NULL, in_url);
    g_autoptr (Reply) health = api_get (api, NULL, "/healthz");

    reply_assert_problem (reply, 401, "invalid_token");
    g_assert_cmpuint (health->status, ==, 200);
  }
}

static void
test_wall_may_not_see_cases (void)
{
  const char *const paths[] = { "/cases", "/cases/c-1", "/cases?q=x" };
  g_autoptr (Api) api = api_new (api_fill_with_few, 0);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (Reply) wall = api_get (api, api->wall, paths[i]);
      g_autoptr (Reply) desk = api_get (api, api->desk, paths[i]);

      reply_assert_problem (wall, 403, "insufficient_scope");
      g_assert_cmpuint (desk->status, ==, 200);
    }
}

static void
test_wrong_parameters_are_named (void)
{
  const struct
  {
    const char *path, *error;
  } cases[] = {
    { "/summary?colour=red", "{\"name\":\"colour\",\"reason\":\"unknown\"}" },
    { "/meta?x", "{\"name\":\"x\",\"reason\":\"unknown\"}" },
    { "/rankings/volume?limit=0", "{\"name\":\"limit\",\"reason\":\"out_of_range\"}" },
    { "/rankings/volume?limit=many", "{\"name\":\"limit\",\"reason\":\"not_a_number\"}" },
    { "/rankings/volume?limit=99999999999999999999",
      "{\"name\":\"limit\",\"reason\":\"out_of_range\"}" },
    { "/rankings/volume?order=wilson", "{\"name\":\"order\",\"reason\":\"unknown_value\"}" },
    { "/rankings/volume?period=yesterday", "{\"name\":\"period\",\"reason\":\"not_a_period\"}" },
    { "/rankings/volume?period=month&period=month",
      "{\"name\":\"period\",\"reason\":\"repeated\"}" },
    { "/rankings/volume?from=2020-01-01T00:00:00Z", "{\"name\":\"to\",\"reason\":\"missing\"}" },
    { "/rankings/volume?from=2020-02-01T00:00:00Z&to=2020-02-01T00:00:00Z",
      "{\"name\":\"to\",\"reason\":\"not_after_from\"}" },
    { "/rankings/volume?from=now&to=2020-02-01T00:00:00Z",
      "{\"name\":\"from\",\"reason\":\"not_an_instant\"}" },
    { "/rankings/volume?first=1&cursor=p1.2",
      "{\"name\":\"cursor\",\"reason\":\"not_with_first_and_last\"}" },
    { "/alerts?level=purple", "{\"name\":\"level\",\"reason\":\"unknown_value\"}" },
    { "/trends?step=hour", "{\"name\":\"step\",\"reason\":\"unknown_value\"}" },
    { "/trends?from=1990-01-01T00:00:00Z", "{\"name\":\"from\",\"reason\":\"too_far_from_to\"}" },
    { "/summary?%ff=1", "{\"name\":\"\",\"reason\":\"bad_encoding\"}" },
    { "/summary?region=%00", "{\"name\":\"region\",\"reason\":\"bad_encoding\"}" },
  };
  g_autoptr (Api) api = api_new (api_fill_with_few, 0);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Reply) reply = api_get (api, api->wall, cases[i].path);
      g_autofree char *text = reply_dup_text (reply);

      reply_assert_problem (reply, 400, "bad_parameter");
      if (strstr (text, cases[i].error) == NULL)
        g_error ("%s: %s", cases[i].path, text);
    }
}

static void
test_what_is_not_there_is_not_found (void)
{
  const char *const paths[] = { "/nonsense",
                                "/rankings/nonsense",
                                "/rankings/",
                                "/rankings",
                                "/summary/",
                                "/summary?region=999999",
                                "/rankings/volume?peer=nonsense",
                                "/trends?unit=nonsense",
                                "/trends?metric=nonsense",
                                "/calendars/soon",
                                "/calendars/1",
                                "/meetings/nonsense",
                                "/regions/370302/boundary",
                                "/regions//boundary",
                                "/regions/370302/boundary/x" };
  g_autoptr (Api) api = api_new (api_fill_with_few, 0);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (Reply) reply = api_get (api, api->wall, paths[i]);

      reply_assert_problem (reply, 404, "not_found");
    }
}

static void
test_other_methods_are_refused (void)
{
  g_autoptr (Api) api = api_new (api_fill_with_few, 0);
  const char *const methods[] = { "POST", "PUT", "DELETE", "PATCH", "OPTIONS" };

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autoptr (Reply) reply = api_send (api, methods[i], api->desk, "/summary", NULL, NULL);

      reply_assert_problem (reply, 405, "method_not_allowed");
      g_assert_cmpstr (reply_get (reply, "Allow"), ==, "GET, HEAD");
    }

  {
    g_autoptr (Reply) reply = api_get (api, api->desk, "/alerts/x/ack");

    reply_assert_problem (reply, 405, "method_not_allowed");
    g_assert_cmpstr (reply_get (reply, "Allow"), ==, "POST");
  }
}

static void
test_too_many_are_told_to_wait (void)
{
  g_autoptr (Api) api = api_new (api_fill_with_few, 3);
  guint n_good = 0;

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (Reply) reply = api_get (api, api->wall, "/meta");

      n_good += reply->status == 200;
      if (reply->status == 429)
        {
          g_autoptr (Reply) other = api_get (api, api->desk, "/meta");

          reply_assert_problem (reply, 429, "too_many");
          g_assert_nonnull (reply_get (reply, "Retry-After"));
          g_assert_cmpuint (other->status, ==, 200);
          g_assert_cmpuint (n_good, >=, 6);
          return;
        }
    }
  g_assert_not_reached ();
}

static void
test_long_requests_are_refused (void)
{
  g_autoptr (Api) api = api_new (api_fill_with_few, 0);
  g_autofree char *filling = g_strnfill (70000, 'x');
  g_autofree char *path = g_strdup_printf ("/%.600s", filling);
  g_autofree char *query = g_strdup_printf ("/summary?%.5000s", filling);
  g_autoptr (Reply) long_path = api_get (api, api->wall, path);
  g_autoptr (Reply) long_query = api_get (api, api->wall, query);
  g_autoptr (Reply) long_body = api_send (api, "POST", api->desk, "/alerts/x/ack", filling, NULL);
  g_autoptr (Reply) after = api_get (api, api->wall, "/summary");

  reply_assert_problem (long_path, 413, "too_large");
  reply_assert_problem (long_query, 413, "too_large");
  reply_assert_problem (long_body, 413, "too_large");
  g_assert_cmpuint (after->status, ==, 200);
}

typedef struct
{
  GMainLoop *loop;
  char       bytes[4096];
  gssize     n;
} Raw;

static void
raw_read_cb (GObject *stream, GAsyncResult *result, gpointer user_data)
{
  Raw *raw = user_data;

  raw->n = g_input_stream_read_finish (G_INPUT_STREAM (stream), result, NULL);
  g_main_loop_quit (raw->loop);
}

/* Sends bytes that no client library would, and waits until the server answers or hangs up. */
static void
send_raw (Api *api, const char *bytes, gsize n)
{
  g_autoptr (GUri) uri = g_uri_parse (api->url, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = g_socket_client_connect_to_host (
    client, g_uri_get_host (uri), (guint16) g_uri_get_port (uri), NULL, NULL);
  Raw raw = { g_main_loop_new (NULL, FALSE), { 0 }, 0 };

  g_assert_nonnull (connection);
  g_output_stream_write_all (
    g_io_stream_get_output_stream (G_IO_STREAM (connection)), bytes, n, NULL, NULL, NULL);
  g_socket_shutdown (g_socket_connection_get_socket (connection), FALSE, TRUE, NULL);
  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (connection)),
                             raw.bytes,
                             sizeof raw.bytes - 1,
                             G_PRIORITY_DEFAULT,
                             NULL,
                             raw_read_cb,
                             &raw);
  g_main_loop_run (raw.loop);
  g_main_loop_unref (raw.loop);
  if (raw.n > 0)
    g_assert_null (strstr (raw.bytes, " 200 "));
}

/* libsoup sets a property to the length that a stranger sent, whatever it is: GObject warns, from
 * 2.80 on as a critical. */
static void
note_criticals_cb (const char *domain, GLogLevelFlags level, const char *words, gpointer data)
{
  guint *n_criticals = data;

  g_test_message ("%s: %s", domain, words);
  if ((level & G_LOG_LEVEL_CRITICAL) && strstr (words, "property 'content-length'") == NULL)
    (*n_criticals)++;
}

static void
test_hostile_bytes_do_no_harm (void)
{
  const char *const requests[] = {
    "\r\n\r\n",
    "GET\r\n\r\n",
    "GET /api/v1/summary\r\n\r\n",
    "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    "GET /api/v1/../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET /api/v1/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET http://elsewhere/api/v1/summary HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET * HTTP/1.1\r\nHost: x\r\n\r\n",
    "CONNECT elsewhere:443 HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET /api/v1/summary HTTP/1.1\r\nAuthorization: Bearer \xff\xfe\r\nHost: x\r\n\r\n",
    "GET /api/v1/summary HTTP/9.9\r\nHost: x\r\n\r\n",
    "POST /api/v1/alerts/x/ack HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
    "POST /api/v1/alerts/x/ack HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "POST /api/v1/alerts/x/ack HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n",
  };
  g_autoptr (Api) api = api_new (api_fill_with_few, 0);
  static const char with_nul[] = "GET /api/v1/sum\0mary HTTP/1.1\r\nHost: x\r\n\r\n";
  g_autoptr (Reply) after = NULL;
  guint    n_criticals = 0;
  GLogFunc usual;

  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  usual = g_log_set_default_handler (note_criticals_cb, &n_criticals);
  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    send_raw (api, requests[i], strlen (requests[i]));
  send_raw (api, with_nul, sizeof with_nul - 1);

  after = api_get (api, api->wall, "/summary");
  g_assert_cmpuint (after->status, ==, 200);
  g_log_set_default_handler (usual, NULL);
  g_assert_cmpuint (n_criticals, ==, 0);
}

static guint
count_descriptors (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  g_assert_nonnull (dir);
  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* One answer on a connection that both sides keep; then the client goes. */
static void
ask_and_leave (Api *api, const char *path, const char *status, gboolean with_reset)
{
  g_autofree char *request = g_strdup_printf (
    "GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n", path, api->desk);
  g_autoptr (GUri) uri = g_uri_parse (api->url, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = g_socket_client_connect_to_host (
    client, g_uri_get_host (uri), (guint16) g_uri_get_port (uri), NULL, NULL);
  GSocket      *socket = g_socket_connection_get_socket (connection);
  struct linger linger = { 1, 0 };
  Raw           raw = { g_main_loop_new (NULL, FALSE), { 0 }, 0 };

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                             request,
                             strlen (request),
                             NULL,
                             NULL,
                             NULL);
  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (connection)),
                             raw.bytes,
                             sizeof raw.bytes - 1,
                             G_PRIORITY_LOW,
                             NULL,
                             raw_read_cb,
                             &raw);
  g_main_loop_run (raw.loop);
  g_main_loop_unref (raw.loop);
  g_assert_nonnull (strstr (raw.bytes, status));
  if (with_reset)
    g_assert_cmpint (
      setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger), ==, 0);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
}

/* A platform that keeps them can no longer open its database after a day of clients that give up.
 */
static void
test_connections_end_with_their_clients (void)
{
  g_autoptr (Api) api = api_new (api_fill_with_few, 0);
  gint64 deadline = g_get_monotonic_time () + 10 * G_TIME_SPAN_SECOND;
  guint  before;
  g_autoptr (Reply) first = api_get (api, api->wall, "/summary");
  g_autoptr (Reply) broken = NULL;
  g_autoptr (Reply) after = NULL;

  /* Of a failure libsoup says that it was aborted, and keeps the connection all the same. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  api_run (api->store, "ALTER TABLE meeting RENAME TO gone");
  broken = api_get (api, api->desk, "/meetings");
  g_assert_cmpuint (broken->status, ==, 500);

  before = count_descriptors ();
  for (guint i = 0; i < 40; i++)
    {
      ask_and_leave (api, "/healthz", " 200 ", i % 2 == 0);
      ask_and_leave (api, "/api/v1/meetings", " 500 ", i % 2 == 0);
    }
  while (count_descriptors () > before && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (count_descriptors (), <=, before);

  after = api_get (api, api->wall, "/summary");
  g_assert_cmpuint (after->status, ==, 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api-http/answers-pass-the-guard", test_answers_pass_the_guard);
  g_test_add_func ("/api-http/known-answers-are-not-sent-again",
                   test_known_answers_are_not_sent_again);
  g_test_add_func ("/api-http/tag-changes-with-the-figures-alone",
                   test_tag_changes_with_the_figures_alone);
  g_test_add_func ("/api-http/compression-changes-nothing", test_compression_changes_nothing);
  g_test_add_func ("/api-http/head-is-get-without-the-body", test_head_is_get_without_the_body);
  g_test_add_func ("/api-http/date-is-the-platforms-clock", test_date_is_the_platforms);
  g_test_add_func ("/api-http/a-valid-token-is-asked-for", test_tokens_are_asked_for);
  g_test_add_func ("/api-http/wall-may-not-see-cases", test_wall_may_not_see_cases);
  g_test_add_func ("/api-http/wrong-parameters-are-named", test_wrong_parameters_are_named);
  g_test_add_func ("/api-http/what-is-not-there-is-not-found", test_what_is_not_there_is_not_found);
  g_test_add_func ("/api-http/other-methods-are-refused", test_other_methods_are_refused);
  g_test_add_func ("/api-http/too-many-are-told-to-wait", test_too_many_are_told_to_wait);
  g_test_add_func ("/api-http/long-requests-are-refused", test_long_requests_are_refused);
  g_test_add_func ("/api-http/hostile-bytes-do-no-harm", test_hostile_bytes_do_no_harm);
  g_test_add_func ("/api-http/connections-end-with-their-clients",
                   test_connections_end_with_their_clients);
  return g_test_run ();
}
