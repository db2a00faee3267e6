/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "openssl-run.h"
#include "safe-server.h"
#include "zhihui-exchange.h"
#include "zhihui-http-source.h"
#include "zhihui-secret.h"
#include "zhihui-trust.h"

#define TOKEN "planted-token-7c1f"

typedef struct
{
  char       *folder;
  SafeServer *server;
  char       *url;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = make_folder ();
  self->server = safe_server_new (NULL, NULL, NULL);
  self->url = g_strdup_printf ("http://127.0.0.1:%u", safe_server_get_port (self->server));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  safe_server_free (self->server);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->url);
}

static char *
write_private (Fixture *self, const char *name, const char *text)
{
  char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (
    g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
  return path;
}

/* ---- where a token lies ---- */

/* The flags of the mapping that holds @address, of /proc/self/smaps. */
static char *
dup_flags (gconstpointer address)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean is_inside = FALSE;

  g_assert_true (g_file_get_contents ("/proc/self/smaps", &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      guint64 from, to;

      if (sscanf (lines[i], "%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x ", &from, &to) == 2)
        is_inside = (guint64) (gsize) address >= from && (guint64) (gsize) address < to;
      else if (is_inside && g_str_has_prefix (lines[i], "VmFlags:"))
        return g_strconcat (lines[i] + strlen ("VmFlags:"), " ", NULL);
    }

  return g_strdup ("");
}

static void
test_memory (void)
{
  g_autoptr (ZhihuiSecret) secret = zhihui_secret_new (TOKEN, strlen (TOKEN));
  g_autofree char *flags = dup_flags (zhihui_secret_peek (secret));
  struct rlimit    limit;

  g_assert_cmpstr (zhihui_secret_peek (secret), ==, TOKEN);
  g_assert_cmpuint (zhihui_secret_get_length (secret), ==, strlen (TOKEN));
  /* Not dumped, empty after a fork. */
  g_assert_nonnull (strstr (flags, " dd "));
  g_assert_nonnull (strstr (flags, " wf "));
  g_assert_cmpint (getrlimit (RLIMIT_CORE, &limit), ==, 0);
  g_assert_cmpuint (limit.rlim_max, <=, 1);
}

static void
test_equality (void)
{
  g_autoptr (ZhihuiSecret) one = zhihui_secret_new ("abc", 3);
  g_autoptr (ZhihuiSecret) same = zhihui_secret_new ("abcd", 3);
  g_autoptr (ZhihuiSecret) other = zhihui_secret_new ("abd", 3);
  g_autoptr (ZhihuiSecret) longer = zhihui_secret_new ("abcd", 4);

  g_assert_true (zhihui_secret_equal (one, same));
  g_assert_false (zhihui_secret_equal (one, other));
  g_assert_false (zhihui_secret_equal (one, longer));
  g_assert_false (zhihui_secret_equal (one, NULL));
  g_assert_true (zhihui_secret_equal (NULL, NULL));
}

/* ---- what a running program shows ---- */

/* The first request waits while the program is looked at. */
typedef struct
{
  SoupServerMessage *message; /* owned, nullable */
  gboolean           is_over;
} Held;

static gboolean
hold (SafeServer *server, SoupServerMessage *message, gpointer user_data)
{
  Held *held = user_data;

  if (held->message == NULL && !held->is_over)
    {
      held->message = g_object_ref (message);
      soup_server_message_pause (message);
    }
  return FALSE;
}

static gboolean
is_held (gpointer user_data)
{
  return ((Held *) user_data)->message != NULL;
}

static void
release (Held *held)
{
  held->is_over = TRUE;
  soup_server_message_unpause (held->message);
  g_clear_object (&held->message);
}

static void
assert_process_hides (GSubprocess *process, const char *file)
{
  g_autofree char *path =
    g_strdup_printf ("/proc/%s/%s", g_subprocess_get_identifier (process), file);
  g_autofree char *text = NULL;
  gsize            length = 0;

  /* Unreadable to others of the same user is as good. */
  if (!g_file_get_contents (path, &text, &length, NULL))
    return;

  for (gsize i = 0; i < length; i++)
    if (text[i] == '\0')
      text[i] = '\n';
  g_assert_null (strstr (text, TOKEN));
}

static void
check_shown (Fixture *self, gboolean is_in_file)
{
  g_autofree char  *path = write_private (self, "token", TOKEN);
  const char *const with_file[] = { "--source", self->url, "--token-file", path, NULL };
  const char *const without[] = { "--source", self->url, NULL };
  const char *const environment[] = { "G_MESSAGES_DEBUG",
                                      "all",
                                      "ZHIHUI_TRACE",
                                      "1",
                                      "LIBSOUP_DEBUG",
                                      "1",
                                      "SOUP_DEBUG",
                                      "1",
                                      "GNUTLS_DEBUG_LEVEL",
                                      "99",
                                      is_in_file ? NULL : "ZHIHUI_TOKEN",
                                      TOKEN,
                                      NULL };
  Held              held = { 0 };
  CheckRun          run = { 0 };
  GSubprocess      *process;

  safe_server_set_answer (self->server, hold, &held);
  process = check_run_begin (is_in_file ? with_file : without, environment, &run);
  await (is_held, &held, "the platform is asked");
  assert_process_hides (process, "cmdline");
  assert_process_hides (process, "environ");
  release (&held);
  check_run_end (process, &run);

  if (run.status != 0)
    g_error ("%s", run.said);
  /* The log is there, and the token was used. */
  g_assert_nonnull (strstr (run.said, "DEBUG"));
  g_assert_nonnull (strstr (run.said, "trace "));
  g_assert_nonnull (strstr (g_ptr_array_index (safe_server_get_heads (self->server), 0),
                            "Authorization: Bearer " TOKEN "\n"));
  g_assert_null (strstr (g_ptr_array_index (safe_server_get_heads (self->server), 0), "?" TOKEN));
  g_assert_null (strstr (run.said, TOKEN));
  check_run_clear (&run);
}

static void
test_shows_nothing_of_a_file (Fixture *self, gconstpointer data)
{
  check_shown (self, TRUE);
}

static void
test_shows_nothing_of_the_environment (Fixture *self, gconstpointer data)
{
  check_shown (self, FALSE);
}

/* ---- what a crash leaves ---- */

static gboolean
can_dump_core (Fixture *self)
{
  const char *const line[] = { "sh", "-c", "cd \"$0\" && kill -ABRT $$", self->folder, NULL };
  g_autoptr (GSubprocess) shell = g_subprocess_newv (line, G_SUBPROCESS_FLAGS_NONE, NULL);

  g_assert_true (g_subprocess_wait (shell, NULL, NULL));
  return WCOREDUMP (g_subprocess_get_status (shell));
}

/* The limit is that of the children; this program holds secrets in other tests, so it comes first.
 */
static gboolean
allow_core (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_CORE, &limit) != 0)
    return FALSE;
  limit.rlim_cur = limit.rlim_max;
  return limit.rlim_max > 1 && setrlimit (RLIMIT_CORE, &limit) == 0;
}

static void
test_crash_leaves_no_core (Fixture *self, gconstpointer data)
{
  const char *const line[] = { "--source", self->url, NULL };
  const char *const environment[] = { "ZHIHUI_TOKEN", TOKEN, NULL };
  Held              held = { 0 };
  g_auto (CheckRun) run = { 0 };
  GSubprocess *process;

  if (!allow_core () || !can_dump_core (self))
    {
      g_test_skip ("no core is dumped here at all");
      return;
    }

  safe_server_set_answer (self->server, hold, &held);
  process = check_run_begin (line, environment, &run);
  await (is_held, &held, "the platform is asked");
  g_subprocess_send_signal (process, SIGABRT);
  check_run_end (process, &run);
  release (&held);

  g_assert_true (WIFSIGNALED (run.status));
  g_assert_cmpint (WTERMSIG (run.status), ==, SIGABRT);
  g_assert_false (WCOREDUMP (run.status));
  g_assert_null (strstr (run.said, TOKEN));
}

/* ---- who else is told ---- */

static gboolean
redirect (SafeServer *server, SoupServerMessage *message, gpointer user_data)
{
  soup_server_message_set_redirect (message, SOUP_STATUS_FOUND, user_data);
  return TRUE;
}

static void
test_redirect_is_not_followed (Fixture *self, gconstpointer data)
{
  g_autoptr (SafeServer) other = safe_server_new (NULL, NULL, NULL);
  g_autofree char *path = write_private (self, "token", TOKEN);
  /* The same address by another name and another port: both are somebody else. */
  g_autofree char *target =
    g_strdup_printf ("http://localhost:%u/api/v1/meta", safe_server_get_port (other));
  const char *const line[] = { "--source", self->url, "--token-file", path, NULL };
  g_auto (CheckRun) run = { 0 };

  safe_server_set_answer (self->server, redirect, target);
  check_run_end (check_run_begin (line, NULL, &run), &run);
  g_assert_cmpint (WEXITSTATUS (run.status), ==, 1);
  g_assert_nonnull (strstr (run.said, "not followed"));
  g_assert_cmpuint (safe_server_get_heads (self->server)->len, >, 0);
  g_assert_cmpuint (safe_server_get_heads (other)->len, ==, 0);
}

static void
sent_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GInputStream) stream = soup_session_send_finish (SOUP_SESSION (object), result, NULL);

  *(gboolean *) user_data = TRUE;
}

static gboolean
is_true (gpointer user_data)
{
  return *(gboolean *) user_data;
}

static void
send_with_secrets (SoupSession *session, guint port)
{
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u/api/v1/meta", port);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  gboolean            is_sent = FALSE;

  soup_message_headers_replace (headers, "Authorization", "Bearer " TOKEN);
  soup_message_headers_replace (headers, "X-App-Token", TOKEN);
  soup_message_headers_replace (headers, "If-None-Match", "\"1\"");
  soup_session_send_async (session, message, 0, NULL, sent_cb, &is_sent);
  await (is_true, &is_sent, "an answer");
}

/* Whoever uses the session, say for the next page that an answer names. */
static void
test_other_host_is_told_nothing (Fixture *self, gconstpointer data)
{
  g_autoptr (SafeServer) other = safe_server_new (NULL, NULL, NULL);
  g_autofree char          *key = write_private (self, "key", "0123456789abcdef");
  const ZhihuiTrustSettings settings = { .signer = (char *) "hmac-sha256",
                                         .signer_key_file = key,
                                         .signer_key_id = (char *) "wall-1" };
  g_autoptr (ZhihuiTrust) trust = zhihui_trust_new (&settings, self->url, NULL);
  g_autoptr (SoupSession) session = zhihui_exchange_new_session (TRUE);
  g_autofree char *target =
    g_strdup_printf ("http://127.0.0.1:%u/api/v1/summary", safe_server_get_port (other));
  SafeServer *const servers[] = { self->server, other };

  zhihui_trust_attach (trust, session);
  for (gsize i = 0; i < G_N_ELEMENTS (servers); i++)
    {
      const char *head;

      send_with_secrets (session, safe_server_get_port (servers[i]));
      head = g_ptr_array_index (safe_server_get_heads (servers[i]), 0);
      g_assert_nonnull (strstr (head, "If-None-Match: \"1\"\n"));
      g_assert_cmpint (strstr (head, TOKEN) != NULL, ==, i == 0);
      g_assert_cmpint (strstr (head, "Signature") != NULL, ==, i == 0);
    }

  /* Nor by way of a redirect, which the caller has not forbidden. */
  safe_server_set_answer (self->server, redirect, target);
  send_with_secrets (session, safe_server_get_port (self->server));
  g_assert_cmpuint (safe_server_get_heads (self->server)->len, ==, 2);
  g_assert_cmpuint (safe_server_get_heads (other)->len, ==, 1);
}

/* ---- signatures, as a server sees them ---- */

typedef struct
{
  const char *folder;
  const char *date; /* of the server's clock */
  GHashTable *nonces;
  guint       n_good, n_bad;
  gint64      created_later;
} Verifier;

static char *
dup_member (const char *input, const char *before)
{
  const char *from = strstr (input, before);

  g_assert_nonnull (from);
  from += strlen (before);
  return g_strndup (from, strcspn (from, "\";"));
}

/* Made of what was received alone, by docs/signing.md. */
static gboolean
verify (SafeServer *server, SoupServerMessage *message, gpointer user_data)
{
  Verifier           *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char         *input = soup_message_headers_get_one (headers, "Signature-Input");
  const char         *value = soup_message_headers_get_one (headers, "Signature");
  GUri               *uri = soup_server_message_get_uri (message);
  g_autofree char    *base = NULL;
  g_autofree char    *nonce = NULL;
  g_autofree char    *created = NULL;
  g_autofree char *public = g_build_filename (self->folder, "wall.pub", NULL);
  g_autofree char   *text = g_build_filename (self->folder, "base", NULL);
  g_autofree char   *file = g_build_filename (self->folder, "sig", NULL);
  g_autofree char   *encoded = NULL;
  g_autofree guchar *signature = NULL;
  gsize              length;

  soup_message_headers_replace (
    soup_server_message_get_response_headers (message), "Date", self->date);
  g_assert_true (
    g_str_has_prefix (input, "zhihui=(\"@method\" \"@authority\" \"@path\" \"@query\");"));
  g_assert_true (g_str_has_prefix (value, "zhihui=:"));
  base = g_strdup_printf ("\"@method\": %s\n\"@authority\": %s\n\"@path\": %s\n\"@query\": ?%s\n"
                          "\"@signature-params\": %s",
                          soup_server_message_get_method (message),
                          soup_message_headers_get_one (headers, "Host"),
                          g_uri_get_path (uri),
                          g_uri_get_query (uri) != NULL ? g_uri_get_query (uri) : "",
                          input + strlen ("zhihui="));
  encoded = g_strndup (value + strlen ("zhihui=:"), strlen (value) - strlen ("zhihui=::"));
  signature = g_base64_decode (encoded, &length);
  g_assert_true (g_file_set_contents (text, base, -1, NULL));
  g_assert_true (g_file_set_contents (file, (const char *) signature, (gssize) length, NULL));
  if (openssl_run ("pkeyutl",
                   "-verify",
                   "-pubin",
                   "-inkey",
                   public,
                   "-rawin",
                   "-in",
                   text,
                   "-digest",
                   "sm3",
                   "-pkeyopt",
                   "distid:1234567812345678",
                   "-sigfile",
                   file,
                   NULL))
    self->n_good++;
  else
    self->n_bad++;

  nonce = dup_member (input, "nonce=\"");
  created = dup_member (input, ";created=");
  /* Boards are asked for when the platform has named its peers. */
  if (strstr (g_uri_get_path (uri), "/rankings/") != NULL)
    self->created_later = g_ascii_strtoll (created, NULL, 10);
  g_assert_cmpuint (strlen (nonce), ==, 32);
  g_assert_true (g_hash_table_add (self->nonces, g_steal_pointer (&nonce)));

  return FALSE;
}

static void
test_server_verifies_signatures (Fixture *self, gconstpointer data)
{
  g_autofree char *key = g_build_filename (self->folder, "wall.key", NULL);
  g_autofree char *public = g_build_filename (self->folder, "wall.pub", NULL);
  g_autofree char *text =
    g_strdup_printf ("[county]\naddress = %s\nsigner = sm2-sm3\nsigner-key-file = "
                     "wall.key\nsigner-key-id = wall-1\n",
                     self->url);
  g_autofree char  *sources = write_private (self, "sources.conf", text);
  const char *const line[] = { "--source", "county", "--sources", sources, NULL };
  g_autoptr (GHashTable) nonces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Verifier verifier = { .folder = self->folder,
                        .date = "Wed, 29 Jul 2020 06:00:00 GMT",
                        .nonces = nonces };
  g_auto (CheckRun) run = { 0 };

  g_assert_true (openssl_run ("genpkey", "-algorithm", "SM2", "-out", key, NULL));
  g_assert_cmpint (g_chmod (key, 0600), ==, 0);
  g_assert_true (openssl_run ("pkey", "-in", key, "-pubout", "-out", public, NULL));
  safe_server_set_answer (self->server, verify, &verifier);
  check_run_end (check_run_begin (line, NULL, &run), &run);

  if (run.status != 0)
    g_error ("%s", run.said);
  g_assert_cmpuint (verifier.n_good, >, 8);
  g_assert_cmpuint (verifier.n_bad, ==, 0);
  /* By the server's clock, however wrong this computer's is. */
  g_assert_cmpint (ABS (verifier.created_later - 1596002400), <=, 60);
}

#define ADD(path, test) g_test_add ("/secrecy/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "en", TRUE);
  g_test_init (&argc, &argv, NULL);

  ADD ("a-crash-leaves-no-core", test_crash_leaves_no_core);
  ADD ("a-program-shows-nothing-of-a-token-file", test_shows_nothing_of_a_file);
  ADD ("a-program-shows-nothing-of-its-environment", test_shows_nothing_of_the_environment);
  ADD ("a-redirect-is-not-followed", test_redirect_is_not_followed);
  ADD ("another-host-is-told-nothing", test_other_host_is_told_nothing);
  ADD ("a-server-can-verify-the-signatures", test_server_verifies_signatures);
  g_test_add_func ("/secrecy/a-secret-lies-where-no-dump-reaches", test_memory);
  g_test_add_func ("/secrecy/secrets-are-compared-as-bytes", test_equality);

  return g_test_run ();
}
