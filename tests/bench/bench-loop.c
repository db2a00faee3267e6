/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the main loop of the platform is held while it serves, as JSON. A hold is what lies
 * between two looks at what is ready.
 *
 *   bench-loop DATABASE SECONDS SPEED TICK_MS QUERY…   somebody asks the queries in turn, without a
 *                                                      pause; TICK_MS 0: as the server ticks
 *   bench-loop DATABASE stream N ROUNDS                N desks listen; a change until all are told
 */
#include <libsoup/soup.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include "zhihui-server.h"

typedef struct
{
  ZhihuiPlatform *platform;
  ZhihuiServer   *server;
  char           *url, *authorization; /* owned */
  char          **queries;             /* not owned */
  gint            is_over;             /* atomic */
  guint           n_answers;           /* of the asking thread */
  guint           n_listeners;
} Bench;

/* Of the main thread: a poll function has no user data. */
static GArray *holds; /* (element-type double): ms */
static gint64  left_us, left_cpu_us;
static double  longest_cpu_ms; /* without what other programs took meanwhile */

static gint64
get_cpu_us (void)
{
  struct timespec at;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &at);
  return at.tv_sec * G_USEC_PER_SEC + at.tv_nsec / 1000;
}

static gint
watch_poll (GPollFD *fds, guint n, gint timeout)
{
  gint64 now = g_get_monotonic_time ();
  double hold_ms = (double) (now - left_us) / 1000;
  gint   result;

  if (left_us != 0)
    {
      g_array_append_val (holds, hold_ms);
      longest_cpu_ms = MAX (longest_cpu_ms, (double) (get_cpu_us () - left_cpu_us) / 1000);
    }
  result = g_poll (fds, n, timeout);
  left_us = g_get_monotonic_time ();
  left_cpu_us = get_cpu_us ();
  return result;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

static guint
count_above (double limit_ms)
{
  guint n = 0;

  for (guint i = 0; i < holds->len; i++)
    n += g_array_index (holds, double, i) > limit_ms;
  return n;
}

static gpointer
ask_on (gpointer user_data)
{
  Bench *self = user_data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (SoupSession) session = NULL;

  g_main_context_push_thread_default (context);
  session = soup_session_new ();
  for (guint i = 0; !g_atomic_int_get (&self->is_over); i++)
    {
      g_autofree char *url = g_strconcat (self->url, self->queries[i], NULL);
      g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
      g_autoptr (GBytes) body = NULL;

      soup_message_headers_append (
        soup_message_get_request_headers (message), "Authorization", self->authorization);
      body = soup_session_send_and_read (session, message, NULL, NULL);
      if (body == NULL || soup_message_get_status (message) != 200)
        g_error ("%s: status %u", self->queries[i], soup_message_get_status (message));
      self->n_answers++;
      if (self->queries[i + 1] == NULL)
        i = G_MAXUINT;
    }
  g_clear_object (&session);
  g_main_context_pop_thread_default (context);
  return NULL;
}

static gboolean
tick_cb (gpointer user_data)
{
  Bench *self = user_data;
  g_autoptr (GError) error = NULL;

  zhihui_platform_tick (self->platform, &error);
  g_assert_no_error (error);
  return G_SOURCE_CONTINUE;
}

static gboolean
end_cb (gpointer user_data)
{
  Bench *self = user_data;

  g_atomic_int_set (&self->is_over, TRUE);
  return G_SOURCE_REMOVE;
}

static void
measure_holds (Bench *self, guint seconds, guint tick_ms)
{
  GThread *thread;

  holds = g_array_new (FALSE, FALSE, sizeof (double));
  g_main_context_set_poll_func (NULL, watch_poll);
  if (tick_ms > 0)
    g_timeout_add (tick_ms, tick_cb, self);
  else
    zhihui_server_start_ticking (self->server);
  g_timeout_add_seconds (seconds, end_cb, self);
  thread = self->queries[0] != NULL ? g_thread_new ("asker", ask_on, self) : NULL;
  while (!g_atomic_int_get (&self->is_over))
    g_main_context_iteration (NULL, TRUE);
  g_main_context_set_poll_func (NULL, NULL);
  while (thread != NULL && g_main_context_iteration (NULL, FALSE))
    ;
  g_array_sort (holds, compare_doubles);
  g_print ("{\"longest_hold_ms\": %.1f, \"longest_hold_cpu_ms\": %.1f, \"p999_ms\": %.2f, "
           "\"above_10_ms\": %u, \"above_50_ms\": %u,"
           " \"holds\": %u, \"answers\": %u}\n",
           g_array_index (holds, double, holds->len - 1),
           longest_cpu_ms,
           g_array_index (holds, double, (guint) ((double) holds->len * 0.999)),
           count_above (10),
           count_above (50),
           holds->len,
           self->n_answers);
  exit (0); /* the asker may still wait for an answer */
}

/* ---- listeners ---- */

typedef struct
{
  Bench     *bench;
  guint      n_rounds;
  GArray    *fds; /* (element-type struct pollfd) owned */
  GPtrArray *sockets;
  gint       asked;   /* atomic: rounds that began */
  gint       told;    /* atomic: rounds that ended */
  gint64     told_us; /* when the last one heard of it */
} Stream;

static void
open_listeners (Stream *self)
{
  g_autoptr (GUri) uri = g_uri_parse (self->bench->url, G_URI_FLAGS_NONE, NULL);
  g_autofree char *request =
    g_strdup_printf ("GET /api/v1/stream HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\n\r\n",
                     self->bench->authorization);
  g_autoptr (GSocketClient) client = g_socket_client_new ();

  for (guint i = 0; i < self->bench->n_listeners; i++)
    {
      g_autoptr (GError) error = NULL;
      GSocketConnection *one = g_socket_client_connect_to_host (
        client, "127.0.0.1", (guint16) g_uri_get_port (uri), NULL, &error);
      struct pollfd fd = { .events = POLLIN };

      g_assert_no_error (error);
      g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (one)),
                                 request,
                                 strlen (request),
                                 NULL,
                                 NULL,
                                 &error);
      g_assert_no_error (error);
      fd.fd = g_socket_get_fd (g_socket_connection_get_socket (one));
      g_array_append_val (self->fds, fd);
      g_ptr_array_add (self->sockets, one);
    }
}

/* Until each has been told something that ends a frame. */
static void
hear_all (Stream *self)
{
  g_autofree gboolean *has_heard = g_new0 (gboolean, self->fds->len);
  guint                n_heard = 0;

  while (n_heard < self->fds->len)
    {
      struct pollfd *fds = (struct pollfd *) (gpointer) self->fds->data;

      poll (fds, self->fds->len, 1000);
      for (guint i = 0; i < self->fds->len; i++)
        {
          char   text[8192];
          gssize n = (fds[i].revents & POLLIN) != 0
                       ? recv (fds[i].fd, text, sizeof text - 1, MSG_DONTWAIT)
                       : 0;

          if (n <= 0)
            continue;
          text[n] = '\0';
          if (has_heard[i] || strstr (text, "data:") == NULL)
            continue;
          has_heard[i] = TRUE;
          n_heard++;
        }
    }
  self->told_us = g_get_monotonic_time ();
}

static gpointer
listen_on (gpointer user_data)
{
  Stream *self = user_data;

  open_listeners (self);
  g_atomic_int_inc (&self->told);
  for (guint i = 0; i < self->n_rounds; i++)
    {
      hear_all (self);
      g_atomic_int_inc (&self->told);
    }
  return NULL;
}

static void
measure_stream (Bench *bench, guint n_rounds)
{
  Stream             self = { .bench = bench, .n_rounds = n_rounds };
  g_autofree double *times = g_new (double, n_rounds);
  ZhihuiTeller      *teller = zhihui_server_get_teller (bench->server);
  GThread           *thread;
  guint64            n_looks = 0;

  self.fds = g_array_new (FALSE, TRUE, sizeof (struct pollfd));
  self.sockets = g_ptr_array_new_with_free_func (g_object_unref);
  thread = g_thread_new ("listeners", listen_on, &self);
  while (g_atomic_int_get (&self.told) < 1 || zhihui_teller_get_stream (teller) == NULL ||
         zhihui_stream_get_n_listeners (zhihui_teller_get_stream (teller)) < bench->n_listeners)
    g_main_context_iteration (NULL, FALSE);
  for (guint i = 0; i < n_rounds; i++)
    {
      gint64 began = g_get_monotonic_time ();

      zhihui_platform_get_ledger (bench->platform)->revision++;
      tick_cb (bench);
      zhihui_teller_look (teller);
      while (g_atomic_int_get (&self.told) < (gint) i + 2)
        g_main_context_iteration (NULL, FALSE);
      times[i] = (double) (self.told_us - began) / 1000;
      n_looks = zhihui_teller_get_n_looks (teller);
    }
  g_thread_join (thread);
  qsort (times, n_rounds, sizeof *times, compare_doubles);
  g_print ("{\"listeners\": %u, \"told_ms\": {\"p50\": %.1f, \"max\": %.1f}, \"looks\": %u}\n",
           bench->n_listeners,
           times[n_rounds / 2],
           times[n_rounds - 1],
           (guint) n_looks);
  exit (0);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiStore) store = NULL;
  g_autofree char          *token = NULL;
  const ZhihuiServerOptions options = { 0 };
  Bench                     bench = { 0 };
  gboolean                  is_stream = argc == 5 && g_str_equal (argv[2], "stream");

  if (argc < 5)
    g_error (
      "usage: bench-loop DATABASE SECONDS SPEED TICK_MS QUERY... | DATABASE stream N ROUNDS");
  store = zhihui_store_open (argv[1], FALSE, &error);
  g_assert_no_error (error);
  token = zhihui_store_make_token (store, "desk", ZHIHUI_NO_INSTANT, &error);
  g_assert_no_error (error);
  bench.platform =
    zhihui_platform_new (store, is_stream ? 0 : g_ascii_strtod (argv[3], NULL), &error);
  g_assert_no_error (error);
  tick_cb (&bench);
  bench.server = zhihui_server_new (bench.platform, &options);
  zhihui_server_listen (bench.server, "127.0.0.1:0", FALSE, &error);
  g_assert_no_error (error);
  bench.url = zhihui_server_dup_url (bench.server);
  bench.authorization = g_strconcat ("Bearer ", token, NULL);
  bench.n_listeners = is_stream ? (guint) atoi (argv[3]) : 0;
  bench.queries = &argv[is_stream ? 4 : 5];
  if (is_stream)
    measure_stream (&bench, (guint) MAX (atoi (argv[4]), 1));
  measure_holds (&bench, (guint) MAX (atoi (argv[2]), 1), (guint) atoi (argv[4]));
  return 0;
}
