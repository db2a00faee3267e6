/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <libsoup/soup.h>

#include "zhihui-exchange.h"
#include "zhihui-trust.h"

#define STOP "zhihui-trust-stop" /* of a message: what libsoup looks at */

/* A platform in a thread of its own: it can answer while this one stands still. */
typedef struct
{
  GThread    *thread;
  GMainLoop  *loop;
  SoupServer *server;
  GMutex      mutex;
  GCond       changed;
  char       *url;       /* NULL: not listening yet */
  gboolean    is_silent; /* it never answers */
  gboolean    has_answered;
  guint       n_asked;
} Platform;

typedef struct
{
  Platform      platform;
  SoupSession  *session;
  SoupMessage  *message;
  GCancellable *cancellable;
  guint         n_finished, n_told;
  gboolean      is_hurt; /* it was cancelled between the head and the telling of it */
  GError       *error;
} Fixture;

static void
answered_cb (SoupServerMessage *message, Platform *self)
{
  g_mutex_lock (&self->mutex);
  self->has_answered = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

static void
answer (SoupServer        *server,
        SoupServerMessage *message,
        const char        *path,
        GHashTable        *query,
        gpointer           user_data)
{
  Platform *self = user_data;

  g_mutex_lock (&self->mutex);
  self->n_asked++;
  g_mutex_unlock (&self->mutex);
  if (self->is_silent)
    {
      soup_server_message_pause (message);
      return;
    }
  g_signal_connect (message, "finished", G_CALLBACK (answered_cb), self);
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_STATIC, "here", 4);
}

static gpointer
run_platform (gpointer data)
{
  Platform *self = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GError) error = NULL;
  GSList *uris;

  g_main_context_push_thread_default (context);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, answer, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);

  g_mutex_lock (&self->mutex);
  self->loop = g_main_loop_new (context, FALSE);
  self->url = g_uri_to_string (uris->data);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
  g_main_loop_run (self->loop);

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_main_context_pop_thread_default (context);
  return NULL;
}

static void
finished_cb (SoupMessage *message, Fixture *self)
{
  self->n_finished++;
}

static guint
count_asked (Platform *self)
{
  guint n;

  g_mutex_lock (&self->mutex);
  n = self->n_asked;
  g_mutex_unlock (&self->mutex);
  return n;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->platform.is_silent = GPOINTER_TO_INT (data);
  g_mutex_init (&self->platform.mutex);
  g_cond_init (&self->platform.changed);
  self->platform.thread = g_thread_new ("platform", run_platform, &self->platform);
  g_mutex_lock (&self->platform.mutex);
  while (self->platform.url == NULL)
    g_cond_wait (&self->platform.changed, &self->platform.mutex);
  g_mutex_unlock (&self->platform.mutex);

  self->session = zhihui_exchange_new_session (TRUE);
  self->message = soup_message_new (SOUP_METHOD_GET, self->platform.url);
  self->cancellable = g_cancellable_new ();
  g_signal_connect (self->message, "finished", G_CALLBACK (finished_cb), self);
}

static gboolean
quit_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

/* From within: before the loop has begun nobody would hear of it. */
static void
end_platform (Platform *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_callback (source, quit_cb, self->loop, NULL);
  g_source_attach (source, g_main_loop_get_context (self->loop));
  g_thread_join (self->thread);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_error (&self->error);
  g_object_unref (self->message);
  g_object_unref (self->cancellable);
  g_object_unref (self->session);
  end_platform (&self->platform);
  g_main_loop_unref (self->platform.loop);
  g_mutex_clear (&self->platform.mutex);
  g_cond_clear (&self->platform.changed);
  g_free (self->platform.url);
}

static void
told_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fixture *self = user_data;
  g_autoptr (GInputStream) stream =
    soup_session_send_finish (SOUP_SESSION (object), result, &self->error);

  self->n_told++;
  if (stream != NULL)
    g_input_stream_close (stream, NULL, NULL);
}

static void
renew_message (Fixture *self)
{
  g_object_unref (self->message);
  self->message = soup_message_new (SOUP_METHOD_GET, self->platform.url);
  self->n_finished = self->n_told = 0;
  g_signal_connect (self->message, "finished", G_CALLBACK (finished_cb), self);
}

/* Until it is told and, whatever libsoup does afterwards, nothing more is to be done. */
static void
send_and_wait (Fixture *self)
{
  zhihui_trust_send_async (self->session, self->message, self->cancellable, told_cb, self);
  while (self->n_told == 0)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gboolean
cancel_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_REMOVE;
}

static void
stopped_cb (GCancellable *stop, gpointer data)
{
  Fixture *self = data;

  self->is_hurt |= self->n_told == 0;
}

/* The whole answer lies ready when it is first looked for. */
static void
wrote_body_cb (SoupMessage *message, Fixture *self)
{
  g_mutex_lock (&self->platform.mutex);
  while (!self->platform.has_answered)
    g_cond_wait (&self->platform.changed, &self->platform.mutex);
  g_mutex_unlock (&self->platform.mutex);
}

static void
got_headers_cb (SoupMessage *message, Fixture *self)
{
  GCancellable *stop = g_object_get_data (G_OBJECT (message), STOP);

  g_assert_false (g_cancellable_is_cancelled (stop));
  g_cancellable_connect (stop, G_CALLBACK (stopped_cb), self, NULL);
  g_idle_add_full (G_PRIORITY_HIGH, cancel_cb, self->cancellable, NULL);
}

static void
cancelled_between_the_head_and_its_telling (Fixture *self, gconstpointer data)
{
  g_signal_connect (self->message, "wrote-body", G_CALLBACK (wrote_body_cb), self);
  g_signal_connect (self->message, "got-headers", G_CALLBACK (got_headers_cb), self);
  send_and_wait (self);

  g_assert_true (g_cancellable_is_cancelled (self->cancellable));
  g_assert_false (self->is_hurt);
  g_assert_cmpuint (self->n_told, ==, 1);
  g_assert_cmpuint (self->n_finished, ==, 1);
}

static void
wrote_and_cancel_cb (SoupMessage *message, Fixture *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
cancelled_while_nothing_comes (Fixture *self, gconstpointer data)
{
  g_signal_connect (self->message, "wrote-body", G_CALLBACK (wrote_and_cancel_cb), self);
  send_and_wait (self);

  g_assert_error (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (self->n_finished, ==, 1);
}

/* Another has left a connection, on which a request goes out at once. */
static void
cancelled_before_it_is_sent (Fixture *self, gconstpointer data)
{
  send_and_wait (self);
  g_assert_no_error (self->error);
  g_assert_cmpuint (count_asked (&self->platform), ==, 1);

  renew_message (self);
  g_cancellable_cancel (self->cancellable);
  send_and_wait (self);
  g_assert_error (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (self->n_finished, ==, 1);

  /* It would have come before this one. */
  g_clear_error (&self->error);
  renew_message (self);
  g_cancellable_reset (self->cancellable);
  send_and_wait (self);
  g_assert_no_error (self->error);
  g_assert_cmpuint (count_asked (&self->platform), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, silent, test)                                                                    \
  g_test_add ("/late-cancel/" path, Fixture, GINT_TO_POINTER (silent), set_up, test, tear_down)
  ADD ("between-the-head-and-its-telling", FALSE, cancelled_between_the_head_and_its_telling);
  ADD ("while-nothing-comes", TRUE, cancelled_while_nothing_comes);
  ADD ("before-it-is-sent", FALSE, cancelled_before_it_is_sent);
#undef ADD
  return g_test_run ();
}
