/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "fake-keyring.h"
#include "fake-platform.h"
#include "zhihui-credentials.h"
#include "zhihui-error.h"
#include "zhihui-language.h"
#include "zhihui-token-keeper.h"

#define SOURCE "https://platform.example/api/v1"
#define TOKEN "planted-Token.1"
#define LOOKUP_PATIENCE_S 8 /* of five that a lookup waits at most */
#define SOON_S 3

/* The keyrings that give nothing out, each in its own way. */
typedef struct
{
  FakeKeyring     *keyring; /* borrowed */
  GMainLoop       *loop;    /* owned */
  GError          *error;   /* owned, nullable */
  ZhihuiTokenPlace place;
  gint64           began_us;
} Fixture;

typedef struct
{
  const char     *name;
  FakeKeyringMood mood;
  FakeKeyring    *keyring; /* borrowed: one for all, libsecret never lets go of its first bus */
} Kind;

static void
set_up (Fixture *self, gconstpointer data)
{
  const Kind *kind = data;

  self->loop = g_main_loop_new (NULL, FALSE);
  self->keyring = kind->keyring;
  fake_keyring_set_mood (self->keyring, kind->mood);
  self->began_us = g_get_monotonic_time ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_error (&self->error);
  g_main_loop_unref (self->loop);
}

static double
get_seconds (Fixture *self)
{
  return (double) (g_get_monotonic_time () - self->began_us) / G_USEC_PER_SEC;
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fixture *self = user_data;

  g_assert_null (zhihui_credentials_search_finish (result, &self->error));
  g_main_loop_quit (self->loop);
}

/* It is told, and soon: whoever waits for a token goes on. */
static void
test_search (Fixture *self, gconstpointer data)
{
  guint n_calls = fake_keyring_get_n_calls (self->keyring);

  zhihui_credentials_search_async (SOURCE, NULL, found_cb, self);
  g_main_loop_run (self->loop);
  g_assert_cmpuint (fake_keyring_get_n_calls (self->keyring), >, n_calls);
  g_assert_error (self->error, ZHIHUI_ERROR, ZHIHUI_ERROR_FAILED);
  g_assert_nonnull (strstr (self->error->message, "密钥环"));
  g_assert_cmpfloat (get_seconds (self), <, LOOKUP_PATIENCE_S);
}

static void
kept_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fixture *self = user_data;

  self->place = zhihui_token_keeper_keep_finish (result, &self->error);
  g_main_loop_quit (self->loop);
}

static gboolean
give_up_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_REMOVE;
}

/* Its user goes on without it: the token is in the file, and is found there. */
static void
test_giving_up (Fixture *self, gconstpointer data)
{
  const Kind *kind = data;
  g_autoptr (ZhihuiSecret) token = zhihui_credentials_parse (TOKEN);
  g_autoptr (GCancellable) give_up = g_cancellable_new ();
  g_autofree char *path = zhihui_token_keeper_dup_path (SOURCE);
  g_autofree char *text = NULL;

  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  zhihui_token_keeper_keep_async (SOURCE, token, give_up, NULL, kept_cb, self);
  if (kind->mood != FAKE_KEYRING_DISMISSED)
    g_timeout_add (200, give_up_cb, give_up);
  g_main_loop_run (self->loop);
  g_assert_no_error (self->error);
  g_assert_cmpint (self->place, ==, ZHIHUI_TOKEN_PLACE_FILE);
  g_assert_cmpfloat (get_seconds (self), <, SOON_S);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, TOKEN);
  g_assert_cmpint (g_remove (path), ==, 0);
}

int
main (int argc, char **argv)
{
  Kind             kinds[] = { { "silent", FAKE_KEYRING_SILENT, NULL },
                               { "locked", FAKE_KEYRING_LOCKED, NULL },
                               { "dismissed", FAKE_KEYRING_DISMISSED, NULL } };
  g_autofree char *folder = make_folder ();
  FakeKeyring     *keyring;
  int              status;

  zhihui_language_bind ();
  g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", folder, TRUE);
  g_test_init (&argc, &argv, NULL);
  keyring = fake_keyring_new ();
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *search =
        g_strdup_printf ("/keyring/%s/it-is-said-that-it-gives-nothing-out", kinds[i].name);
      g_autofree char *keep =
        g_strdup_printf ("/keyring/%s/one-can-go-on-without-it", kinds[i].name);

      kinds[i].keyring = keyring;
      g_test_add (search, Fixture, &kinds[i], set_up, test_search, tear_down);
      g_test_add (keep, Fixture, &kinds[i], set_up, test_giving_up, tear_down);
    }
  status = g_test_run ();
  fake_keyring_free (keyring);
  remove_folder (folder);
  return status;
}
