/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>

#include "certificates.h"
#include "openssl-run.h"
#include "safe-server.h"
#include "zhihui-exchange.h"
#include "zhihui-trust.h"

#define PAST "20200101000000Z"
#define FUTURE "20990101000000Z"

#ifdef __SANITIZE_ADDRESS__
/* LeakSanitizer of gcc 12 crashes at the end of a process in which GnuTLS has shaken hands. */
int __lsan_is_turned_off (void);

int
__lsan_is_turned_off (void)
{
  return 1;
}
#endif

typedef struct
{
  char *folder;
  char *pin, *other_pin; /* of "good", of "expired" */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *good = NULL;
  g_autofree char *expired = NULL;

  self->folder = make_folder ();
  certificates_make_authority (self->folder, "ca");
  certificates_make_authority (self->folder, "other");
  certificates_issue (self->folder, "ca", "good", "DNS:localhost,IP:127.0.0.1", PAST, FUTURE);
  certificates_issue (self->folder, "ca", "expired", "DNS:localhost", PAST, "20210203000000Z");
  certificates_issue (self->folder, "ca", "early", "DNS:localhost", "20980405000000Z", FUTURE);
  certificates_issue (self->folder, "ca", "elsewhere", "DNS:platform.example", PAST, FUTURE);
  certificates_issue (self->folder, "ca", "wall", "DNS:wall.example", PAST, FUTURE);
  certificates_issue (self->folder, "other", "stranger", "DNS:wall.example", PAST, FUTURE);
  certificates_renew (self->folder, "other", "good", "renewed", "DNS:x.example", PAST, FUTURE);

  good = g_build_filename (self->folder, "good.pem", NULL);
  expired = g_build_filename (self->folder, "expired.pem", NULL);
  self->pin = certificates_dup_pin (good);
  self->other_pin = certificates_dup_pin (expired);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->pin);
  g_free (self->other_pin);
}

static void
assert_says (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in: %s", part, text);
}

static void
assert_silent (const char *text, const char *part)
{
  if (strstr (text, part) != NULL)
    g_error ("“%s” is in: %s", part, text);
}

static void
write_private (Fixture *self, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (
    g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
}

/* Options as one text: "@" is the folder, "PIN" the pin of "good", "OTHER" another one. */
static char **
make_line (Fixture *self, const char *host, guint port, const char *options)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text,
                   "--source %s://%s:%u --token-file @/token %s",
                   strchr (host, '/') != NULL ? "http" : "https",
                   host,
                   port,
                   options);
  g_string_replace (text, "@", self->folder, 0);
  g_string_replace (text, "OTHER", self->other_pin, 0);
  g_string_replace (text, "PIN", self->pin, 0);
  g_strchomp (text->str);

  return g_strsplit (text->str, " ", -1);
}

static void
check (Fixture    *self,
       SafeServer *server,
       const char *host,
       const char *options,
       const char *language,
       CheckRun   *run)
{
  g_auto (GStrv) line = make_line (self, host, safe_server_get_port (server), options);
  const char *const environment[] = { "LANGUAGE", language, NULL };

  check_run_end (check_run_begin ((const char *const *) line, environment, run), run);
}

typedef struct
{
  const char *what;
  const char *certificate; /* of the server; NULL: it speaks no TLS */
  const char *client;      /* authority of the clients it wants; NULL: none */
  const char *host;
  const char *options;
  const char *english; /* NULL: all is well */
  const char *chinese;
} Case;

static const Case cases[] = {
  { "own authority", "good", NULL, "localhost", "--ca-file @/ca.pem", NULL, NULL },
  { "address in the certificate", "good", NULL, "127.0.0.1", "--ca-file @/ca.pem", NULL, NULL },
  { "system's authorities",
    "good",
    NULL,
    "localhost",
    "",
    "authority unknown here",
    "不受本机信任" },
  { "another authority",
    "good",
    NULL,
    "localhost",
    "--ca-file @/other.pem",
    "--pin sha256//",
    "--pin sha256//" },
  { "expired",
    "expired",
    NULL,
    "localhost",
    "--ca-file @/ca.pem",
    "expired on 2021-02-03",
    "已于 2021-02-03 过期" },
  { "too early",
    "early",
    NULL,
    "localhost",
    "--ca-file @/ca.pem",
    "only from 2098-04-05",
    "自 2098-04-05 起" },
  { "other host",
    "elsewhere",
    NULL,
    "localhost",
    "--ca-file @/ca.pem",
    "is for platform.example, not for localhost",
    "证书属于 platform.example，而非 localhost" },
  { "pinned", "good", NULL, "localhost", "--pin PIN", NULL, NULL },
  { "two pins", "good", NULL, "localhost", "--pin OTHER --pin PIN", NULL, NULL },
  { "pinned, whatever its name", "good", NULL, "127.0.0.1", "--pin PIN", NULL, NULL },
  { "another pin",
    "good",
    NULL,
    "localhost",
    "--pin OTHER",
    "is not the pinned one",
    "与所固定的不符" },
  { "pinned, but expired",
    "expired",
    NULL,
    "localhost",
    "--pin OTHER",
    "expired on 2021-02-03",
    "已于 2021-02-03 过期" },
  { "no client certificate",
    "good",
    "ca",
    "localhost",
    "--ca-file @/ca.pem",
    "--client-certificate",
    "--client-certificate" },
  { "client certificate",
    "good",
    "ca",
    "localhost",
    "--ca-file @/ca.pem --client-certificate @/wall.pem --client-key @/wall.key",
    NULL,
    NULL },
  { "client certificate of another",
    "good",
    "ca",
    "localhost",
    "--ca-file @/ca.pem --client-certificate @/stranger.pem --client-key @/stranger.key",
    "does not accept the certificate",
    "不接受本机的证书" },
};

static void
test_certificates (Fixture *self, gconstpointer data)
{
  write_private (self, "token", "planted-token");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *one = &cases[i];
      g_autoptr (SafeServer) server = safe_server_new (self->folder, one->certificate, one->client);
      g_auto (CheckRun) english = { 0 };
      g_auto (CheckRun) chinese = { 0 };

      g_test_message ("%s", one->what);
      check (self, server, one->host, one->options, "en", &english);
      assert_silent (english.said, "planted-token");
      if (one->english == NULL)
        {
          if (english.status != 0)
            g_error ("%s: %s", one->what, english.said);
          g_assert_cmpuint (safe_server_get_heads (server)->len, >, 0);
          assert_says (g_ptr_array_index (safe_server_get_heads (server), 0),
                       "Authorization: Bearer planted-token\n");
          continue;
        }

      check (self, server, one->host, one->options, "zh_CN", &chinese);
      g_assert_cmpint (WEXITSTATUS (english.status), ==, 1);
      assert_says (english.said, one->english);
      assert_says (chinese.said, one->chinese);
      /* Who is not the platform is told nothing. */
      g_assert_cmpuint (safe_server_get_heads (server)->len, ==, 0);
    }
}

static gboolean
answer_plainly_cb (GSocketService    *service,
                   GSocketConnection *connection,
                   GObject           *source,
                   gpointer           data)
{
  static const char text[] = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n";

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                             text,
                             sizeof text - 1,
                             NULL,
                             NULL,
                             NULL);
  return FALSE;
}

static void
assert_tls_fault (Fixture *self, guint port, const char *english, const char *chinese)
{
  const char *const languages[] = { "en", "zh_CN" };

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_auto (GStrv) line = make_line (self, "localhost", port, "--ca-file @/ca.pem");
      const char *const environment[] = { "LANGUAGE", languages[i], NULL };
      g_auto (CheckRun) run = { 0 };

      check_run_end (check_run_begin ((const char *const *) line, environment, &run), &run);
      g_assert_cmpint (WEXITSTATUS (run.status), ==, 1);
      assert_says (run.said, i == 0 ? english : chinese);
    }
}

static void
test_no_tls (Fixture *self, gconstpointer data)
{
  g_autoptr (GSocketService) service = g_socket_service_new ();
  guint port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, NULL);

  write_private (self, "token", "planted-token");
  g_signal_connect (service, "incoming", G_CALLBACK (answer_plainly_cb), NULL);
  assert_tls_fault (self, port, "TLS 1.2 or newer", "TLS 1.2 或更高");
  g_socket_service_stop (service);
  let_pass (1); /* it notices in the loop */
}

static void
test_old_tls (Fixture *self, gconstpointer data)
{
  g_autofree char  *pem = g_build_filename (self->folder, "good.pem", NULL);
  g_autofree char  *key = g_build_filename (self->folder, "good.key", NULL);
  const char *const versions[] = { "-tls1", "-tls1_1" };

  write_private (self, "token", "planted-token");
  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GSubprocess) server =
        g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                          &error,
                          "openssl",
                          "s_server",
                          "-accept",
                          "127.0.0.1:0",
                          versions[i],
                          "-www",
                          "-cipher",
                          "ALL:@SECLEVEL=0",
                          "-cert",
                          pem,
                          "-key",
                          key,
                          NULL);
      g_autoptr (GDataInputStream) out =
        g_data_input_stream_new (g_subprocess_get_stdout_pipe (server));
      guint port = 0;

      g_assert_no_error (error);
      while (port == 0)
        {
          g_autofree char *line = g_data_input_stream_read_line (out, NULL, NULL, &error);

          g_assert_no_error (error);
          g_assert_nonnull (line);
          if (g_str_has_prefix (line, "ACCEPT "))
            port = (guint) g_ascii_strtoull (strrchr (line, ':') + 1, NULL, 10);
        }
      assert_tls_fault (self, port, "TLS 1.2 or newer", "TLS 1.2 或更高");
      g_subprocess_force_exit (server);
      g_subprocess_wait (server, NULL, NULL);
    }
}

/* A renewed certificate keeps its pin when its key is kept, though authority and name change. */
static void
test_pin_outlives_the_certificate (Fixture *self, gconstpointer data)
{
  g_autofree char *renewed = g_build_filename (self->folder, "renewed.pem", NULL);
  g_autofree char *old_key = g_build_filename (self->folder, "good.key", NULL);
  g_autofree char *key = g_build_filename (self->folder, "renewed.key", NULL);
  g_autofree char *pin = certificates_dup_pin (renewed);
  g_autoptr (SafeServer) server = NULL;
  g_auto (CheckRun) run = { 0 };

  g_assert_cmpstr (pin, ==, self->pin);
  g_assert_cmpint (g_rename (old_key, key), ==, 0);
  write_private (self, "token", "planted-token");
  server = safe_server_new (self->folder, "renewed", NULL);
  check (self, server, "localhost", "--pin PIN", "en", &run);
  g_assert_cmpint (run.status, ==, 0);
}

/* As typed in the folder where the files are, and one above it. */
static void
test_relative_paths (Fixture *self, gconstpointer data)
{
  g_autofree char *here = g_get_current_dir ();
  g_autofree char *above = g_path_get_dirname (self->folder);
  g_autofree char *name = g_path_get_basename (self->folder);
  g_autofree char *below = g_strdup_printf ("--sources %s/sources.conf", name);
  g_autoptr (SafeServer) server = safe_server_new (self->folder, "good", NULL);
  g_autofree char *sources = g_strdup_printf (
    "[platform]\naddress=https://localhost:%u\nca-file=ca.pem\n", safe_server_get_port (server));
  const struct
  {
    const char *folder, *options;
  } lines[] = {
    { self->folder, "--ca-file ca.pem" },
    { self->folder, "--sources sources.conf" },
    { above, below },
  };

  write_private (self, "token", "planted-token");
  write_private (self, "sources.conf", sources);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_auto (CheckRun) run = { 0 };

      g_assert_cmpint (g_chdir (lines[i].folder), ==, 0);
      check (self, server, "localhost", lines[i].options, "en", &run);
      g_assert_cmpint (g_chdir (here), ==, 0);
      g_test_message ("%s: %s", lines[i].options, run.said);
      g_assert_cmpint (run.status, ==, 0);
      assert_silent (run.said, "CRITICAL");
      assert_silent (run.said, "WARNING");
    }
}

static void
test_settings_that_are_refused (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *options, *says;
  } refusals[] = {
    { "--ca-file /nowhere/ca.pem", "/nowhere/ca.pem" },
    { "--ca-file @/token", "no certificates" },
    { "--ca-file @/pipe", "not a file" },
    { "--ca-file /dev/zero", "not a file" },
    { "--client-certificate @/pipe", "not a file" },
    { "--token-file @/pipe", "not a file" },
    { "--ca-file @/ca.pem --pin PIN", "not both" },
    { "--pin sha256//AAAA", "is not a pin" },
    { "--pin md5//PIN", "is not a pin" },
    { "--client-certificate @/wall.pem", "chmod 0600" },
    { "--client-certificate @/wall.pem --client-key @/open.key", "chmod 0600" },
    { "--client-certificate @/wall.pem --client-key @/stranger.key", "key that fits it" },
    { "--client-certificate @/wall.pem --client-key @/token", "key that fits it" },
    { "--client-certificate @/token", "key that fits it" },
    { "--sources /nowhere/sources.conf", "/nowhere/sources.conf" },
  };
  g_autofree char *open = g_build_filename (self->folder, "open.key", NULL);
  g_autofree char *pipe = g_build_filename (self->folder, "pipe", NULL);
  g_autofree char *wall = g_build_filename (self->folder, "wall.pem", NULL);
  g_autoptr (SafeServer) server = safe_server_new (self->folder, "good", NULL);

  write_private (self, "token", "planted-token");
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_true (g_file_set_contents (open, "key", -1, NULL));
  g_assert_cmpint (g_chmod (open, 0644), ==, 0);
  g_assert_cmpint (g_chmod (wall, 0644), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_auto (CheckRun) run = { 0 };

      check (self, server, "localhost", refusals[i].options, "en", &run);
      g_assert_cmpint (WEXITSTATUS (run.status), ==, 1);
      assert_says (run.said, refusals[i].says);
      assert_silent (run.said, "planted-token");
    }
  g_assert_cmpuint (safe_server_get_heads (server)->len, ==, 0);
}

static void
test_pkcs12 (Fixture *self, gconstpointer data)
{
  g_autofree char *pem = g_build_filename (self->folder, "wall.pem", NULL);
  g_autofree char *key = g_build_filename (self->folder, "wall.key", NULL);
  g_autofree char *bundle = g_build_filename (self->folder, "wall.p12", NULL);
  g_autoptr (SafeServer) server = safe_server_new (self->folder, "good", "ca");
  g_autofree char *settings =
    g_strdup_printf ("[county]\naddress=https://localhost:%u\ntoken-file=token\n"
                     "ca-file=ca.pem\nclient-certificate=wall.p12\nclient-password-file=word\n",
                     safe_server_get_port (server));
  g_autofree char  *path = g_build_filename (self->folder, "sources.conf", NULL);
  const char *const line[] = { "--source", "county", "--sources", path, NULL };
  g_auto (CheckRun) right = { 0 };
  g_auto (CheckRun) wrong = { 0 };

  g_assert_true (openssl_run ("pkcs12",
                              "-export",
                              "-in",
                              pem,
                              "-inkey",
                              key,
                              "-out",
                              bundle,
                              "-passout",
                              "pass:planted-word",
                              NULL));
  g_assert_cmpint (g_chmod (bundle, 0600), ==, 0);
  write_private (self, "token", "planted-token");
  write_private (self, "word", "planted-word\n");
  g_assert_true (g_file_set_contents (path, settings, -1, NULL));
  check_run_end (check_run_begin (line, NULL, &right), &right);
  if (right.status != 0)
    g_error ("%s", right.said);

  write_private (self, "word", "planted-other\n");
  check_run_end (check_run_begin (line, NULL, &wrong), &wrong);
  g_assert_cmpint (WEXITSTATUS (wrong.status), ==, 1);
  assert_says (wrong.said, "client-password-file");
  assert_silent (wrong.said, "planted");
}

static gboolean
answer_as_nginx (SafeServer *server, SoupServerMessage *message, gpointer user_data)
{
  static const char page[] = "<html>400 No required SSL certificate was sent</html>";

  soup_server_message_set_status (message, 400, NULL);
  soup_server_message_set_response (
    message, "text/html", SOUP_MEMORY_STATIC, page, sizeof page - 1);
  soup_message_headers_replace (
    soup_server_message_get_response_headers (message), "Connection", "close");
  return TRUE;
}

static void
test_asked_after_the_handshake (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *client, *options, *says;
  } answers[] = {
    { "ca", "--ca-file @/ca.pem", "name it with --client-certificate" },
    { "ca",
      "--ca-file @/ca.pem --client-certificate @/stranger.pem --client-key @/stranger.key",
      "does not accept the certificate" },
    /* Who asks for none means the request. */
    { NULL, "--ca-file @/ca.pem", "error 400" },
  };

  write_private (self, "token", "planted-token");
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (SafeServer) server = safe_server_new (self->folder, "good", answers[i].client);
      g_auto (CheckRun) run = { 0 };

      if (answers[i].client != NULL)
        safe_server_let_in_all (server);
      safe_server_set_answer (server, answer_as_nginx, NULL);
      check (self, server, "localhost", answers[i].options, "en", &run);
      assert_says (run.said, answers[i].says);
    }
}

/* ---- in this process, whose system believes "ca" ---- */

typedef struct
{
  ZhihuiAnswer *answer;
} Asked;

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ((Asked *) user_data)->answer = zhihui_exchange_finish (result, NULL);
}

static gboolean
is_answered (gpointer user_data)
{
  return ((Asked *) user_data)->answer != NULL;
}

static void
assert_asked (SafeServer *server, const char *pin, const char *fault)
{
  const char *const         pins[] = { pin, NULL };
  const ZhihuiTrustSettings settings = { .pins = pin != NULL ? (char **) pins : NULL };
  g_autofree char          *url =
    g_strdup_printf ("https://localhost:%u/api/v1/summary", safe_server_get_port (server));
  const ZhihuiRequest request = { .url = url };
  g_autoptr (ZhihuiTrust) trust = zhihui_trust_new (&settings, url, NULL);
  g_autoptr (SoupSession) session = zhihui_exchange_new_session (TRUE);
  guint n_before = safe_server_get_heads (server)->len;
  Asked asked = { 0 };

  zhihui_trust_attach (trust, session);
  zhihui_exchange_async (session, &request, NULL, 60000, NULL, answered_cb, &asked);
  await (is_answered, &asked, "an answer");
  if (fault == NULL)
    g_assert_cmpstr (asked.answer->detail, ==, NULL);
  else
    assert_says (asked.answer->detail, fault);
  g_assert_cmpuint (safe_server_get_heads (server)->len, ==, n_before + (fault == NULL));
  zhihui_answer_free (asked.answer);
}

static void
test_system_authority (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "ca.pem", NULL);
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (path, NULL);
  g_autoptr (SafeServer) server = safe_server_new (self->folder, "good", NULL);

  g_tls_backend_set_default_database (g_tls_backend_get_default (), database);
  assert_asked (server, NULL, NULL);
  /* What any authority may say, the key is another one. */
  assert_asked (server, self->other_pin, "is not the pinned one");
  assert_asked (server, self->pin, NULL);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), NULL);
}

#define ADD(path, test) g_test_add ("/trust/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "en", TRUE);
  g_test_init (&argc, &argv, NULL);

  ADD ("only-the-platform-is-told-the-token", test_certificates);
  ADD ("a-pin-comes-before-the-systems-authorities", test_system_authority);
  ADD ("who-misses-a-certificate-later-is-understood", test_asked_after_the_handshake);
  ADD ("what-speaks-no-tls-is-told-so", test_no_tls);
  ADD ("what-speaks-old-tls-is-refused", test_old_tls);
  ADD ("a-pin-outlives-the-certificate", test_pin_outlives_the_certificate);
  ADD ("what-cannot-be-believed-is-refused", test_settings_that_are_refused);
  ADD ("paths-are-seen-from-where-they-were-written", test_relative_paths);
  ADD ("a-pkcs12-bundle-is-a-client-certificate", test_pkcs12);

  return g_test_run ();
}
