/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "safe-server.h"

#include <string.h>

struct _SafeServer
{
  SoupServer      *server;  /* owned */
  FakePlatform    *figures; /* owned */
  guint            port;
  SafeAnswer       answer; /* nullable */
  gpointer         answer_data;
  GTlsCertificate *client_authority; /* owned, nullable */
  gboolean         lets_in_all;
  GPtrArray       *heads; /* (element-type utf8), owned */
};

static void
add_header_cb (const char *name, const char *value, gpointer user_data)
{
  g_string_append_printf (user_data, "%s: %s\n", name, value);
}

static void
note_head (SafeServer *self, SoupServerMessage *message)
{
  GUri       *uri = soup_server_message_get_uri (message);
  const char *query = g_uri_get_query (uri);
  g_autoptr (GString) head = g_string_new (soup_server_message_get_method (message));

  g_string_append_printf (head, " %s", g_uri_get_path (uri));
  if (query != NULL)
    g_string_append_printf (head, "?%s", query);
  g_string_append_c (head, '\n');
  soup_message_headers_foreach (
    soup_server_message_get_request_headers (message), add_header_cb, head);
  g_ptr_array_add (self->heads, g_string_free (g_steal_pointer (&head), FALSE));
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  SafeServer      *self = user_data;
  g_autofree char *body = NULL;

  note_head (self, message);
  if (self->answer != NULL && self->answer (self, message, self->answer_data))
    return;

  if (g_str_has_prefix (path, "/api/v1"))
    body = fake_platform_make_body (self->figures, path + strlen ("/api/v1"), query);
  soup_server_message_set_status (message, body != NULL ? 200 : 404, NULL);
  if (body != NULL)
    soup_server_message_set_response (
      message, "application/json", SOUP_MEMORY_COPY, body, strlen (body));
}

/* Of itself the server of libsoup 3.2 finds every client unknown. */
static gboolean
accept_certificate_cb (SoupServerMessage   *message,
                       GTlsCertificate     *certificate,
                       GTlsCertificateFlags errors,
                       SafeServer          *self)
{
  return self->lets_in_all ||
         g_tls_certificate_verify (certificate, NULL, self->client_authority) == 0;
}

static void
request_started_cb (SoupServer *server, SoupServerMessage *message, SafeServer *self)
{
  g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_certificate_cb), self);
}

SafeServer *
safe_server_new (const char *folder, const char *name, const char *client_authority)
{
  SafeServer *self = g_new0 (SafeServer, 1);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  self->figures = fake_platform_new ();
  self->heads = g_ptr_array_new_with_free_func (g_free);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  if (name != NULL)
    {
      g_autofree char *pem = g_strdup_printf ("%s/%s.pem", folder, name);
      g_autofree char *key = g_strdup_printf ("%s/%s.key", folder, name);
      g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_files (pem, key, &error);

      g_assert_no_error (error);
      soup_server_set_tls_certificate (self->server, certificate);
    }
  if (client_authority != NULL)
    {
      g_autofree char *pem = g_strdup_printf ("%s/%s.pem", folder, client_authority);

      self->client_authority = g_tls_certificate_new_from_file (pem, &error);
      g_assert_no_error (error);
      g_signal_connect (self->server, "request-started", G_CALLBACK (request_started_cb), self);
      soup_server_set_tls_auth_mode (self->server, G_TLS_AUTHENTICATION_REQUIRED);
    }

  soup_server_listen_local (self->server,
                            0,
                            SOUP_SERVER_LISTEN_IPV4_ONLY |
                              (name != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0),
                            &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->port = (guint) g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return self;
}

void
safe_server_free (SafeServer *self)
{
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  fake_platform_free (self->figures);
  g_clear_object (&self->client_authority);
  g_ptr_array_unref (self->heads);
  g_free (self);
}

void
safe_server_let_in_all (SafeServer *self)
{
  self->lets_in_all = TRUE;
  soup_server_set_tls_auth_mode (self->server, G_TLS_AUTHENTICATION_REQUESTED);
}

guint
safe_server_get_port (SafeServer *self)
{
  return self->port;
}

void
safe_server_set_answer (SafeServer *self, SafeAnswer answer, gpointer user_data)
{
  self->answer = answer;
  self->answer_data = user_data;
}

GPtrArray *
safe_server_get_heads (SafeServer *self)
{
  return self->heads;
}

void
check_run_clear (CheckRun *self)
{
  g_clear_pointer (&self->said, g_free);
}

static void
said_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  CheckRun *run = user_data;
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_utf8_finish (G_SUBPROCESS (object), result, &run->said, NULL, &error);
  g_assert_no_error (error);
}

GSubprocess *
check_run_begin (const char *const *line, const char *const *environment, CheckRun *run)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_ptr_array_add (words, (gpointer) g_getenv ("ZHIHUI"));
  g_ptr_array_add (words, (gpointer) "check");
  for (; *line != NULL; line++)
    g_ptr_array_add (words, (gpointer) *line);
  g_ptr_array_add (words, NULL);

  g_subprocess_launcher_unsetenv (launcher, "ZHIHUI_SOURCE");
  g_subprocess_launcher_unsetenv (launcher, "ZHIHUI_TOKEN");
  g_subprocess_launcher_unsetenv (launcher, "G_TLS_GNUTLS_PRIORITY");
  g_subprocess_launcher_unsetenv (launcher, "SOUP_FORCE_HTTP1");
  g_subprocess_launcher_setenv (launcher, "LANGUAGE", "en", TRUE);
  /* With whole stacks for each allocation a handshake outlasts the deadline of a request. */
  g_subprocess_launcher_setenv (launcher, "ASAN_OPTIONS", "halt_on_error=1:detect_leaks=0", TRUE);
  for (; environment != NULL && *environment != NULL; environment += 2)
    g_subprocess_launcher_setenv (launcher, environment[0], environment[1], TRUE);

  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) words->pdata, &error);
  g_assert_no_error (error);
  run->status = -1;
  run->said = NULL;
  g_subprocess_communicate_utf8_async (process, NULL, NULL, said_cb, run);

  return process;
}

static gboolean
has_said (gpointer user_data)
{
  return ((CheckRun *) user_data)->said != NULL;
}

void
check_run_end (GSubprocess *process, CheckRun *run)
{
  await (has_said, run, "zhihui check ends");
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  run->status = g_subprocess_get_status (process);
  g_object_unref (process);
}
