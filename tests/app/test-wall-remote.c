/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-remote.h"

#include "certificates.h"
#include "program-run.h"
#include "steered-wall.h"
#include "zhihui-language.h"
#include "zhihui-token-gate.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>

#define TOKEN "5f1c-right-token"
#define EXPIRES "20991231235959Z"
#define EXPIRED "20210101000000Z"

typedef struct
{
  SteeredWall       wall;
  ZhihuiWallRemote *remote;
  SoupSession      *session;
  char             *folder; /* owned */
  char             *place;  /* owned: the options that name the wall */

  guint    status; /* of the last answer */
  char    *said;   /* owned */
  gboolean is_answered;
} Fixture;

static char *
write_file (Fixture *self, const char *name, const char *text)
{
  char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (
    g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
  return path;
}

static void
set_up (Fixture *self, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  ZhihuiRemoteSettings settings = { .listen = g_strdup ("127.0.0.1:0") };

  self->folder = program_make_folder ();
  certificates_make_authority (self->folder, "ca");
  certificates_make_authority (self->folder, "other");
  certificates_issue (self->folder,
                      "ca",
                      "wall",
                      "IP:127.0.0.1",
                      "20200101000000Z",
                      user_data != NULL ? user_data : EXPIRES);
  settings.certificate = g_build_filename (self->folder, "wall.pem", NULL);
  settings.key = g_build_filename (self->folder, "wall.key", NULL);
  settings.token_file = write_file (self, "token", TOKEN "\n");
  steered_wall_init (&self->wall);
  self->remote = zhihui_wall_remote_new (self->wall.verbs, &settings, &error);
  g_assert_no_error (error);
  self->place = g_strdup_printf ("--host 127.0.0.1:%u --token-file %s --ca %s/ca.pem",
                                 zhihui_wall_remote_get_port (self->remote),
                                 settings.token_file,
                                 self->folder);
  self->session = soup_session_new ();
  zhihui_remote_settings_clear (&settings);
}

static void
tear_down (Fixture *self, gconstpointer user_data)
{
  soup_session_abort (self->session);
  g_object_unref (self->session);
  zhihui_wall_remote_free (self->remote);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  steered_wall_clear (&self->wall);
  program_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->place);
  g_free (self->said);
}

static int
ctl (Fixture *self, const char *words)
{
  g_autofree char *line = g_strdup_printf ("%s %s", words, self->place);

  return steered_wall_ctl (&self->wall, line);
}

static void
test_verbs (Fixture *self, gconstpointer user_data)
{
  ZhihuiDirectorState left;

  g_assert_cmpint (ctl (self, "show map"), ==, 0);
  g_assert_cmpint (ctl (self, "hold"), ==, 0);
  g_assert_cmpint (ctl (self, "curtain on"), ==, 0);
  g_assert_true (zhihui_director_get_state (self->wall.director, "left", &left));
  g_assert_cmpstr (left.page, ==, "map");
  g_assert_true (left.is_held && left.is_curtained);
  g_assert_cmpint (ctl (self, "curtain off"), ==, 0);
  g_assert_false (zhihui_director_is_curtained (self->wall.director));

  g_assert_cmpint (ctl (self, "status --json"), ==, 0);
  g_assert_nonnull (strstr (self->wall.output, "\"screens\":[{\"name\":\"left\",\"page\":\"map\""));
  g_assert_cmpint (ctl (self, "show nothing"), ==, 1);
  g_assert_nonnull (strstr (self->wall.faults, "nothing"));
}

static void
test_picture (Fixture *self, gconstpointer user_data)
{
  g_autofree char *path = g_build_filename (self->folder, "wall.png", NULL);
  g_autofree char *words = g_strdup_printf ("picture --screen right --width 640 -o %s", path);
  g_autofree char *content = NULL;

  g_assert_cmpint (ctl (self, words), ==, 0);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "PNG of right, 640 wide");
}

static void
test_wrong_authority (Fixture *self, gconstpointer user_data)
{
  g_autofree char *line =
    g_strdup_printf ("next --host 127.0.0.1:%u --token-file %s/token --ca %s/other.pem",
                     zhihui_wall_remote_get_port (self->remote),
                     self->folder,
                     self->folder);

  g_assert_cmpint (steered_wall_ctl (&self->wall, line), ==, 1);
  g_assert_cmpstr (zhihui_director_get_page (self->wall.director, NULL), ==, "overview");
  g_assert_null (strstr (self->wall.faults, TOKEN));
  g_assert_nonnull (strstr (self->wall.faults, "--ca"));
  g_assert_null (strstr (self->wall.faults, "--ca-file"));
  g_assert_null (strstr (self->wall.faults, "--pin"));
  g_assert_null (strstr (self->wall.faults, "平台"));
}

static void
test_expired (Fixture *self, gconstpointer user_data)
{
  g_assert_cmpint (ctl (self, "next"), ==, 1);
  g_assert_cmpstr (zhihui_director_get_page (self->wall.director, NULL), ==, "overview");
  g_assert_nonnull (strstr (self->wall.faults, "127.0.0.1"));
  g_assert_nonnull (strstr (self->wall.faults, "2021-01-01 过期"));
  g_assert_null (strstr (self->wall.faults, "平台"));
}

/* ---- what nobody's program asks ---- */

static gboolean
accept_cb (SoupMessage *message, GTlsCertificate *certificate, GTlsCertificateFlags errors)
{
  return TRUE;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body =
    soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);

  g_assert_no_error (error);
  g_free (self->said);
  self->said = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  self->is_answered = TRUE;
}

static guint
ask (Fixture *self, const char *method, const char *path, const char *token, const char *body)
{
  g_autofree char *uri =
    g_strdup_printf ("https://127.0.0.1:%u%s", zhihui_wall_remote_get_port (self->remote), path);
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;

  g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_cb), NULL);
  if (token != NULL)
    soup_message_headers_append (
      soup_message_get_request_headers (message), "Authorization", token);
  if (bytes != NULL)
    soup_message_set_request_body_from_bytes (message, "application/x-www-form-urlencoded", bytes);
  self->is_answered = FALSE;
  soup_session_send_and_read_async (
    self->session, message, G_PRIORITY_DEFAULT, NULL, answered_cb, self);
  while (!self->is_answered)
    g_main_context_iteration (NULL, TRUE);

  return soup_message_get_status (message);
}

static void
test_requests (Fixture *self, gconstpointer user_data)
{
  static const struct
  {
    const char *method, *path, *body;
    guint       status;
  } requests[] = {
    { "POST", "/v1/Show", "page=map", 200 },
    { "POST", "/v1/Show", "page=map&screen=right", 200 },
    { "POST", "/v1/Show", "page=map&colour=red", 400 },
    { "POST", "/v1/Show", "page=x", 404 },
    { "POST", "/v1/Show", "page=map&screen=x", 404 },
    { "POST", "/v1/Hold", "held=true", 200 },
    { "POST", "/v1/Hold", "held=maybe", 400 },
    { "POST", "/v1/Hold", NULL, 400 },
    { "POST", "/v1/Picture", "width=-1", 400 },
    { "POST", "/v1/Picture", "width=4294967296", 400 },
    { "POST", "/v1/Status", NULL, 200 },
    { "POST", "/v1/Dance", NULL, 404 },
    { "POST", "/v1/", NULL, 404 },
    { "POST", "/", NULL, 404 },
    { "GET", "/v1/Next", NULL, 405 },
    { "POST", "/v1/Next", "screen=%zz", 400 },
    { "POST", "/v1/Next", "screen=nowhere", 409 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_test_message ("%s %s %s", requests[i].method, requests[i].path, requests[i].body);
      g_assert_cmpuint (
        ask (self, requests[i].method, requests[i].path, "Bearer " TOKEN, requests[i].body),
        ==,
        requests[i].status);
    }
  g_assert_true (zhihui_director_is_held (self->wall.director));
  g_assert_cmpstr (zhihui_director_get_page (self->wall.director, "right"), ==, "map");
}

static void
test_long_body (Fixture *self, gconstpointer user_data)
{
  g_autofree char *body = g_strnfill (8192, 'x');

  g_assert_cmpuint (ask (self, "POST", "/v1/Next", "Bearer " TOKEN, body), ==, 413);
  g_assert_cmpstr (zhihui_director_get_page (self->wall.director, NULL), ==, "overview");
}

static void
test_guessing (Fixture *self, gconstpointer user_data)
{
  static const char *const guesses[] = {
    NULL, "Bearer ", "Bearer 5f1c", "Basic " TOKEN, "Bearer " TOKEN "x",
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (guesses) == ZHIHUI_GATE_MAX_WRONG);
  for (gsize i = 0; i < G_N_ELEMENTS (guesses); i++)
    {
      g_assert_cmpuint (ask (self, "POST", "/v1/Next", guesses[i], NULL), ==, 401);
      g_assert_null (strstr (self->said, TOKEN));
    }
  g_assert_cmpuint (ask (self, "POST", "/v1/Next", "Bearer " TOKEN, NULL), ==, 429);
  g_assert_cmpstr (zhihui_director_get_page (self->wall.director, NULL), ==, "overview");
}

static void
test_settings (Fixture *self, gconstpointer user_data)
{
  static const char *const listens[] = { "localhost:1", "127.0.0.1:x", "", "256.0.0.1:1" };

  for (gsize i = 0; i < G_N_ELEMENTS (listens); i++)
    {
      g_autoptr (GError) error = NULL;
      ZhihuiRemoteSettings settings = {
        .listen = g_strdup (listens[i]),
        .certificate = g_build_filename (self->folder, "wall.pem", NULL),
        .key = g_build_filename (self->folder, "wall.key", NULL),
        .token_file = g_build_filename (self->folder, "token", NULL),
      };

      g_assert_null (zhihui_wall_remote_new (self->wall.verbs, &settings, &error));
      g_assert_nonnull (strstr (error->message, "--remote-listen"));
      g_clear_error (&error);

      /* A token that others can read is no secret. */
      g_free (settings.listen);
      settings.listen = g_strdup ("127.0.0.1:0");
      g_chmod (settings.token_file, 0644);
      g_assert_null (zhihui_wall_remote_new (self->wall.verbs, &settings, &error));
      g_assert_nonnull (error);
      g_clear_error (&error);
      g_chmod (settings.token_file, 0600);

      g_clear_pointer (&settings.key, g_free);
      g_assert_null (zhihui_wall_remote_new (self->wall.verbs, &settings, &error));
      g_assert_nonnull (strstr (error->message, "--remote-key"));
      zhihui_remote_settings_clear (&settings);
    }
}

/* ---- the gate ---- */

static void
test_gate (void)
{
  g_autoptr (ZhihuiSecret) secret = zhihui_secret_new (TOKEN, strlen (TOKEN));
  g_autoptr (ZhihuiTokenGate) gate = zhihui_token_gate_new (secret);
  gint64 now_us = 1000;

  for (guint i = 0; i < 3 * ZHIHUI_GATE_MAX_WRONG; i++)
    g_assert_cmpint (zhihui_token_gate_judge (gate, "a", TOKEN, now_us), ==, ZHIHUI_GATE_OPEN);
  for (guint i = 0; i < ZHIHUI_GATE_MAX_WRONG; i++)
    g_assert_cmpint (
      zhihui_token_gate_judge (gate, "a", "wrong", now_us + i), ==, ZHIHUI_GATE_WRONG);
  g_assert_cmpint (zhihui_token_gate_judge (gate, "a", TOKEN, now_us), ==, ZHIHUI_GATE_SHUT);
  g_assert_cmpint (zhihui_token_gate_judge (gate, "b", TOKEN, now_us), ==, ZHIHUI_GATE_OPEN);
  now_us += ZHIHUI_GATE_SHUT_S * G_TIME_SPAN_SECOND - 1;
  g_assert_cmpint (zhihui_token_gate_judge (gate, "a", TOKEN, now_us), ==, ZHIHUI_GATE_SHUT);
  g_assert_cmpint (zhihui_token_gate_judge (gate, "a", TOKEN, now_us + 1), ==, ZHIHUI_GATE_OPEN);
}

/* Guessing from everywhere costs no memory without end, and is stopped as well. */
static void
test_gate_many (void)
{
  g_autoptr (ZhihuiSecret) secret = zhihui_secret_new (TOKEN, strlen (TOKEN));
  g_autoptr (ZhihuiTokenGate) gate = zhihui_token_gate_new (secret);
  guint n_shut = 0;

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *from = g_strdup_printf ("2001:db8::%x", i);

      n_shut += zhihui_token_gate_judge (gate, from, "wrong", 1) == ZHIHUI_GATE_SHUT;
    }
  g_assert_cmpuint (n_shut, ==, 1000 - 256 - ZHIHUI_GATE_MAX_WRONG);
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/wall-remote/the-verbs-reach-the-director", test_verbs);
  ADD ("/wall-remote/a-picture-is-written", test_picture);
  ADD ("/wall-remote/another-authority-is-not-believed", test_wrong_authority);
  g_test_add ("/wall-remote/an-expired-certificate-is-that-of-the-wall",
              Fixture,
              EXPIRED,
              set_up,
              test_expired,
              tear_down);
  ADD ("/wall-remote/every-request-has-its-status", test_requests);
  ADD ("/wall-remote/a-long-body-is-refused", test_long_body);
  ADD ("/wall-remote/who-guesses-waits", test_guessing);
  ADD ("/wall-remote/settings-are-judged", test_settings);
  g_test_add_func ("/wall-remote/the-gate-shuts-and-opens", test_gate);
  g_test_add_func ("/wall-remote/guessing-from-everywhere-is-stopped", test_gate_many);

  return g_test_run ();
}
