/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-transport.h"

#include <sys/wait.h>

#include "certificates.h"
#include "safe-server.h"
#include "zhihui-exchange.h"

#define PAST "20200101000000Z"
#define FUTURE "20990101000000Z"
#define LONG_MS 60000
#define SHORT_MS 500

#ifdef __SANITIZE_ADDRESS__
/* LeakSanitizer of gcc 12 crashes at the end of a process in which GnuTLS has shaken hands. */
int __lsan_is_turned_off (void);

int
__lsan_is_turned_off (void)
{
  return 1;
}
#endif

/* Libsoup reads what it may speak once in a process: each of these has its own. A platform that
 * speaks HTTP/2 is in the same one, so that nothing waits for another process. */
typedef struct
{
  char           *folder, *authority; /* owned */
  SafeServer     *server;
  SoupSession    *session;
  gboolean        is_silent;
  GCancellable   *unwanted; /* borrowed, nullable: cancelled once it is not answered */
  SoupHTTPVersion spoken;   /* of the last request */
  guint           n_asked;
  ZhihuiAnswer   *answer;
  GError         *error;
} Fixture;

static gboolean
cancel_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_REMOVE;
}

static gboolean
answer (SafeServer *server, SoupServerMessage *message, gpointer user_data)
{
  Fixture *self = user_data;

  self->spoken = soup_server_message_get_http_version (message);
  self->n_asked++;
  if (self->is_silent)
    soup_server_message_pause (message);
  if (self->is_silent && self->unwanted != NULL)
    g_timeout_add (SHORT_MS, cancel_cb, self->unwanted);
  return self->is_silent;
}

static void
set_up (Fixture *self)
{
  g_autoptr (GTlsDatabase) database = NULL;

  self->folder = make_folder ();
  self->authority = g_build_filename (self->folder, "ca.pem", NULL);
  certificates_make_authority (self->folder, "ca");
  certificates_issue (self->folder, "ca", "good", "DNS:localhost", PAST, FUTURE);
  self->server = safe_server_new (self->folder, "good", NULL);
  safe_server_set_answer (self->server, answer, self);
  database = g_tls_file_database_new (self->authority, NULL);
  g_assert_nonnull (database);
  self->session = zhihui_exchange_new_session (TRUE);
  soup_session_set_tls_database (self->session, database);
}

static void
tear_down (Fixture *self)
{
  g_object_unref (self->session);
  g_clear_pointer (&self->answer, zhihui_answer_free);
  g_clear_error (&self->error);
  safe_server_free (self->server);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->authority);
}

static char *
make_url (Fixture *self)
{
  return g_strdup_printf ("https://localhost:%u/api/v1", safe_server_get_port (self->server));
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fixture *self = user_data;

  self->answer = zhihui_exchange_finish (result, &self->error);
}

static gboolean
has_ended (gpointer user_data)
{
  Fixture *self = user_data;

  return self->answer != NULL || self->error != NULL;
}

static void
ask (Fixture *self, guint deadline_ms, GCancellable *cancellable)
{
  g_autofree char    *url = make_url (self);
  const ZhihuiRequest request = { .url = url };

  zhihui_exchange_async (
    self->session, &request, NULL, deadline_ms, cancellable, answered_cb, self);
  await (has_ended, self, "the request ends");
}

/* On a connection that rests: how long it takes to shake hands is another matter. */
static void
ask_in_vain (Fixture *self, guint deadline_ms, GCancellable *cancellable)
{
  ask (self, LONG_MS, NULL);
  g_clear_pointer (&self->answer, zhihui_answer_free);
  self->is_silent = TRUE;
  ask (self, deadline_ms, cancellable);
  g_assert_cmpuint (self->n_asked, ==, 2);
}

/* Else all others would say nothing. */
static void
without_it_is_http_2 (void)
{
  Fixture self = { 0 };

  set_up (&self);
  ask (&self, LONG_MS, NULL);
  g_assert_cmpint (self.spoken, ==, SOUP_HTTP_2_0);
  tear_down (&self);
}

static void
a_deadline_ends_what_nobody_answers (void)
{
  Fixture self = { 0 };

  zhihui_transport_restrict ();
  set_up (&self);
  ask_in_vain (&self, SHORT_MS, NULL);
  g_assert_cmpint (self.spoken, ==, SOUP_HTTP_1_1);
  g_assert_cmpint (self.answer->status, ==, 0);
  tear_down (&self);
}

static void
so_does_who_no_longer_wants_it (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Fixture self = { .unwanted = cancellable };

  zhihui_transport_restrict ();
  set_up (&self);
  ask_in_vain (&self, LONG_MS, cancellable);
  g_assert_cmpint (self.spoken, ==, SOUP_HTTP_1_1);
  g_assert_error (self.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  tear_down (&self);
}

static void
the_program_is_under_it (void)
{
  Fixture          self = { 0 };
  g_autofree char *url = NULL;
  g_auto (CheckRun) run = { 0 };

  set_up (&self);
  url = make_url (&self);
  check_run_end (
    check_run_begin (
      (const char *const[]){ "--source", url, "--ca-file", self.authority, NULL }, NULL, &run),
    &run);
  g_assert_true (WIFEXITED (run.status) && WEXITSTATUS (run.status) == 0);
  g_assert_cmpuint (self.n_asked, >, 1);
  g_assert_cmpint (self.spoken, ==, SOUP_HTTP_1_1);
  tear_down (&self);
}

static void
in_its_own_process (gconstpointer path)
{
  g_test_trap_subprocess (path, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_unsetenv ("SOUP_FORCE_HTTP1");
  g_setenv ("SOUP_SERVER_HTTP2", "1", TRUE);
#define ADD(path, test)                                                                            \
  g_test_add_data_func (                                                                           \
    "/transport/" path, "/transport/" path "/subprocess/run", in_its_own_process);                 \
  g_test_add_func ("/transport/" path "/subprocess/run", test)
  ADD ("without-it-is-http-2", without_it_is_http_2);
  ADD ("a-deadline-ends-what-nobody-answers", a_deadline_ends_what_nobody_answers);
  ADD ("so-does-who-no-longer-wants-it", so_does_who_no_longer_wants_it);
  ADD ("the-program-is-under-it", the_program_is_under_it);
#undef ADD
  return g_test_run ();
}
