/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks the platform for boards over HTTP in this process, and prints what the handler and the whole
 * way took, as JSON: usage bench-platform DATABASE ROUNDS QUERY… */
#include <libsoup/soup.h>
#include <stdlib.h>
#include <string.h>

#include "zhihui-server.h"

typedef struct
{
  ZhihuiPlatform *platform;
  SoupSession    *session;
  char           *url, *authorization; /* owned */
  char           *etag;                /* owned: of the last answer */
  double          handler_ms;          /* of the last answer */
  gsize           n_bytes;
} Bench;

/* How a question is asked again. */
typedef enum
{
  FRESH,     /* everything is counted anew */
  KEPT,      /* the answer is kept */
  UNCHANGED, /* and the asker has it */
  N_WAYS,
} Way;

static GLogWriterOutput
take_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  Bench *bench = user_data;

  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "ZHIHUI_MICROSECONDS"))
      bench->handler_ms = g_ascii_strtod (fields[i].value, NULL) / 1000;
  if (level <= G_LOG_LEVEL_WARNING)
    return g_log_writer_standard_streams (level, fields, n_fields, NULL);
  return G_LOG_WRITER_HANDLED;
}

static void
sent_cb (GObject *session, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GBytes **body = user_data;

  *body = soup_session_send_and_read_finish (SOUP_SESSION (session), result, &error);
  g_assert_no_error (error);
}

static double
ask (Bench *bench, const char *query, Way way)
{
  g_autofree char *address = g_strconcat (bench->url, query, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", address);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autoptr (GBytes) body = NULL;
  gint64 began = g_get_monotonic_time ();
  double took_ms;

  soup_message_headers_append (headers, "Authorization", bench->authorization);
  soup_message_headers_append (headers, "Accept-Encoding", "gzip");
  if (way == UNCHANGED && bench->etag != NULL)
    soup_message_headers_append (headers, "If-None-Match", bench->etag);
  soup_session_send_and_read_async (
    bench->session, message, G_PRIORITY_DEFAULT, NULL, sent_cb, &body);
  while (body == NULL)
    g_main_context_iteration (NULL, TRUE);
  took_ms = (double) (g_get_monotonic_time () - began) / 1000;

  if (soup_message_get_status (message) != (way == UNCHANGED ? 304 : 200))
    g_error ("%s: status %u", query, soup_message_get_status (message));
  g_free (bench->etag);
  bench->etag =
    g_strdup (soup_message_headers_get_one (soup_message_get_response_headers (message), "ETag"));
  bench->n_bytes = g_bytes_get_size (body);
  return took_ms;
}

static void
be_renewed (Bench *bench, double *tick_ms)
{
  g_autoptr (GError) error = NULL;
  gint64 began = g_get_monotonic_time ();

  zhihui_platform_get_ledger (bench->platform)->revision++;
  zhihui_platform_tick (bench->platform, &error);
  g_assert_no_error (error);
  *tick_ms = MAX (*tick_ms, (double) (g_get_monotonic_time () - began) / 1000);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

static void
print_times (const char *name, double *times, guint n)
{
  qsort (times, n, sizeof *times, compare_doubles);
  g_print ("\"%s\": {\"p50\": %.3f, \"p99\": %.3f, \"max\": %.3f}",
           name,
           times[n / 2],
           times[MIN (n - 1, n * 99 / 100)],
           times[n - 1]);
}

static void
measure (Bench *bench, const char *query, guint n_rounds)
{
  static const char *const names[N_WAYS] = { "fresh", "kept", "unchanged" };
  g_autofree double       *handler = g_new (double, n_rounds);
  g_autofree double       *whole = g_new (double, n_rounds);
  double                   tick_ms = 0;

  g_print (" \"%s\": {", query);
  for (guint way = 0; way < N_WAYS; way++)
    {
      g_autofree char *whole_name = g_strconcat (names[way], "_http_ms", NULL);
      g_autofree char *handler_name = g_strconcat (names[way], "_handler_ms", NULL);

      ask (bench, query, KEPT);
      for (guint i = 0; i < n_rounds; i++)
        {
          if (way == FRESH)
            be_renewed (bench, &tick_ms);
          whole[i] = ask (bench, query, (Way) way);
          handler[i] = bench->handler_ms;
        }
      print_times (handler_name, handler, n_rounds);
      g_print (", ");
      print_times (whole_name, whole, n_rounds);
      g_print (", ");
      if (way == KEPT)
        g_print ("\"gzip_bytes\": %" G_GSIZE_FORMAT ", ", bench->n_bytes);
    }
  g_print ("\"tick_ms_max\": %.1f}", tick_ms);
}

/* VmHWM of this process. */
static double
get_peak_mb (void)
{
  g_autofree char *status = NULL;
  const char      *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, "VmHWM:");
  return line != NULL ? g_ascii_strtod (line + strlen ("VmHWM:"), NULL) / 1024 : 0;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiStore) store = NULL;
  g_autofree char          *token = NULL;
  const ZhihuiServerOptions options = { 0 };
  gint64                    began = g_get_monotonic_time ();
  ZhihuiServer             *server;
  Bench                     bench = { 0 };

  if (argc < 4)
    g_error ("usage: bench-platform DATABASE ROUNDS QUERY...");
  g_log_set_writer_func (take_log, &bench, NULL);
  store = zhihui_store_open (argv[1], FALSE, &error);
  g_assert_no_error (error);
  token = zhihui_store_make_token (store, "desk", ZHIHUI_NO_INSTANT, &error);
  g_assert_no_error (error);
  bench.platform = zhihui_platform_new (store, 0, &error);
  g_assert_no_error (error);
  zhihui_platform_tick (bench.platform, &error);
  g_assert_no_error (error);
  server = zhihui_server_new (bench.platform, &options);
  zhihui_server_listen (server, "127.0.0.1:0", FALSE, &error);
  g_assert_no_error (error);
  bench.url = zhihui_server_dup_url (server);
  bench.authorization = g_strconcat ("Bearer ", token, NULL);
  bench.session = soup_session_new ();

  g_print ("{\"start_s\": %.2f,\n", (double) (g_get_monotonic_time () - began) / 1e6);
  for (int i = 3; i < argc; i++)
    {
      measure (&bench, argv[i], (guint) MAX (atoi (argv[2]), 1));
      g_print (",\n");
    }
  g_print (" \"peak_mb\": %.1f}\n", get_peak_mb ());
  zhihui_server_free (server);
  zhihui_platform_free (bench.platform);
  g_object_unref (bench.session);
  g_free (bench.url);
  g_free (bench.authorization);
  g_free (bench.etag);
  return 0;
}
