/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <libsoup/soup.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Tells events to a running platform that was made by "create", in batches of 100, one by one, and
 * one by one from eight senders at a time, and prints how many it took a second: each was answered,
 * so each is on disk. Usage: bench-events URL UNIT < token */

#define BATCH 100
#define SENDERS 8

typedef struct
{
  SoupSession *session;
  const char  *url, *unit;
  char        *authorization;
  guint64      n_told;
  guint        n_pending, n_left;
  GMainLoop   *loop;
} Bench;

static const char *const steps[] = { "submitted", "accepted", "dispatched", "signed", "replied" };

/* The five events of case n, one after the other. */
static char *
make_event (Bench *self)
{
  guint64          n = self->n_told++;
  const char      *step = steps[n % G_N_ELEMENTS (steps)];
  const char      *data = "{}";
  g_autofree char *unit = g_strdup_printf ("{\"unit\":\"%s\"}", self->unit);
  g_autofree char *person =
    g_strdup_printf ("{\"type\":\"complaint\",\"channel\":\"app\",\"title\":\"路灯不亮\","
                     "\"complainant\":\"段某某\",\"phone\":\"138%08" G_GUINT64_FORMAT "\"}",
                     n);

  if (g_str_equal (step, "submitted"))
    data = person;
  else if (g_str_equal (step, "dispatched"))
    data = unit;
  return g_strdup_printf ("{\"specversion\":\"1.0\",\"id\":\"e%" G_GUINT64_FORMAT
                          "\",\"source\":\"/bench\",\"subject\":\"k%" G_GUINT64_FORMAT
                          "\",\"type\":\"cn.zhihui.case.%s.v1\",\"data\":%s}",
                          n,
                          n / G_N_ELEMENTS (steps),
                          step,
                          data);
}

static SoupMessage *
make_message (Bench *self, const char *content)
{
  g_autofree char *url = g_strconcat (self->url, "/events", NULL);
  SoupMessage     *message = soup_message_new ("POST", url);
  g_autoptr (GBytes) body = g_bytes_new (content, strlen (content));

  soup_message_set_request_body_from_bytes (message, "application/json", body);
  soup_message_headers_append (
    soup_message_get_request_headers (message), "Authorization", self->authorization);
  return message;
}

static void
check (SoupMessage *message, GBytes *answer, guint n_events)
{
  g_autofree char *expected = g_strdup_printf ("\"taken\":%u,", n_events);
  gsize            length = 0;
  const char      *text = answer != NULL ? g_bytes_get_data (answer, &length) : "";

  if (soup_message_get_status (message) == 200 &&
      g_strstr_len (text, (gssize) length, expected) != NULL)
    return;

  g_printerr ("bench-events: %u %.*s\n", soup_message_get_status (message), (int) length, text);
  exit (1);
}

static void
tell (Bench *self, guint n_events)
{
  g_autoptr (GString) content = g_string_new ("[");
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GBytes) answer = NULL;

  for (guint i = 0; i < n_events; i++)
    {
      g_autofree char *event = make_event (self);

      g_string_append_printf (content, "%s%s", i > 0 ? "," : "", event);
    }
  g_string_append_c (content, ']');
  message = make_message (self, content->str);
  answer = soup_session_send_and_read (self->session, message, NULL, NULL);
  check (message, answer, n_events);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static void
measure (Bench *self, const char *name, guint n_requests, guint n_events)
{
  g_autofree gint64 *times = g_new (gint64, n_requests);
  gint64             start = g_get_monotonic_time ();
  double             seconds;

  for (guint i = 0; i < n_requests; i++)
    {
      gint64 before = g_get_monotonic_time ();

      tell (self, n_events);
      times[i] = g_get_monotonic_time () - before;
    }
  seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  qsort (times, n_requests, sizeof *times, compare_times);
  g_print ("\"%s\":{\"events_per_s\":%.0f,\"p50_ms\":%.2f,\"p99_ms\":%.2f},",
           name,
           n_requests * n_events / seconds,
           (double) times[n_requests / 2] / 1000,
           (double) times[n_requests * 99 / 100] / 1000);
}

static void tell_next (Bench *self);

static void
told_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Bench       *self = user_data;
  SoupMessage *message = soup_session_get_async_result_message (SOUP_SESSION (source), result);
  g_autoptr (GBytes) answer =
    soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);

  check (message, answer, 1);
  self->n_pending--;
  if (self->n_left > 0)
    tell_next (self);
  else if (self->n_pending == 0)
    g_main_loop_quit (self->loop);
}

/* Cases alone: the events of one case would overtake each other. */
static void
tell_next (Bench *self)
{
  g_autofree char *event = make_event (self);
  g_autofree char *content = g_strdup_printf ("[%s]", event);
  g_autoptr (SoupMessage) message = make_message (self, content);

  self->n_told += G_N_ELEMENTS (steps) - 1;
  self->n_left--;
  self->n_pending++;
  soup_session_send_and_read_async (self->session, message, 0, NULL, told_cb, self);
}

static void
measure_together (Bench *self, guint n_events)
{
  gint64 start = g_get_monotonic_time ();

  self->loop = g_main_loop_new (NULL, FALSE);
  self->n_left = n_events;
  for (guint i = 0; i < SENDERS; i++)
    tell_next (self);
  g_main_loop_run (self->loop);
  g_main_loop_unref (self->loop);
  g_print ("\"one_by_one_from_%d\":{\"events_per_s\":%.0f}",
           SENDERS,
           n_events / ((double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC));
}

int
main (int argc, char **argv)
{
  Bench self = { NULL };
  char  token[128] = "";

  if (argc != 3 || scanf ("%127s", token) != 1)
    {
      g_printerr ("Usage: bench-events URL UNIT < token\n");
      return 2;
    }

  self.session = soup_session_new_with_options (
    "max-conns", SENDERS, "max-conns-per-host", SENDERS, "timeout", 60, NULL);
  self.url = argv[1];
  self.unit = argv[2];
  self.authorization = g_strconcat ("Bearer ", token, NULL);
  g_print ("{");
  measure (&self, "batches_of_100", 200, BATCH);
  measure (&self, "one_by_one", 1500, 1);
  measure_together (&self, 1500);
  g_print ("}\n");
  g_free (self.authorization);
  g_object_unref (self.session);
  return 0;
}
