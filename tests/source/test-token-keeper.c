/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "fake-platform.h"
#include "own-bus.h"
#include "zhihui-credentials.h"
#include "zhihui-error.h"
#include "zhihui-language.h"
#include "zhihui-token-keeper.h"

#define SOURCE "https://platform.example/api/v1"
#define TOKEN "planted-Token.1"
#define PASSWORD "keyring-password"

typedef struct
{
  GMainLoop       *loop; /* owned */
  ZhihuiTokenPlace place;
  gboolean         is_refused; /* what is expected */
  ZhihuiSecret    *found;      /* owned, nullable */
} Fixture;

static void
kept_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fixture *self = user_data;
  g_autoptr (GError) error = NULL;

  self->place = zhihui_token_keeper_keep_finish (result, &error);
  if (self->is_refused)
    g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_FAILED);
  else
    g_assert_no_error (error);
  g_main_loop_quit (self->loop);
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fixture *self = user_data;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->found, zhihui_secret_unref);
  self->found = zhihui_credentials_search_finish (result, &error);
  g_assert_no_error (error);
  g_main_loop_quit (self->loop);
}

static void
keep (Fixture *self, const char *text)
{
  g_autoptr (ZhihuiSecret) token = text != NULL ? zhihui_credentials_parse (text) : NULL;

  zhihui_token_keeper_keep_async (SOURCE, token, NULL, NULL, kept_cb, self);
  g_main_loop_run (self->loop);
}

static const char *
search (Fixture *self, const char *source)
{
  zhihui_credentials_search_async (source, NULL, found_cb, self);
  g_main_loop_run (self->loop);
  return self->found != NULL ? zhihui_secret_peek (self->found) : NULL;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->loop = g_main_loop_new (NULL, FALSE);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->found, zhihui_secret_unref);
  g_main_loop_unref (self->loop);
}

static void
test_file (Fixture *self, gconstpointer data)
{
  g_autofree char *path = zhihui_token_keeper_dup_path (SOURCE);
  struct stat      status;

  g_assert_null (search (self, SOURCE));
  keep (self, " " TOKEN "\n");
  g_assert_cmpint (self->place, ==, ZHIHUI_TOKEN_PLACE_FILE);
  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  g_assert_null (strstr (path, "platform"));
  g_assert_cmpstr (search (self, SOURCE), ==, TOKEN);
  g_assert_null (search (self, "https://other.example/api/v1"));

  keep (self, "another");
  g_assert_cmpstr (search (self, SOURCE), ==, "another");
  keep (self, NULL);
  g_assert_cmpint (self->place, ==, ZHIHUI_TOKEN_PLACE_NONE);
  g_assert_null (search (self, SOURCE));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_open_file (Fixture *self, gconstpointer data)
{
  g_autofree char *path = zhihui_token_keeper_dup_path (SOURCE);

  keep (self, TOKEN);
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  g_test_expect_message ("zhihui-source", G_LOG_LEVEL_MESSAGE, "*chmod 0600*");
  g_assert_null (search (self, SOURCE));
  g_test_assert_expected_messages ();

  /* Nor is it left so, where GLib keeps the mode of a file that it replaces (2.78). */
  keep (self, TOKEN);
  g_assert_cmpstr (search (self, SOURCE), ==, TOKEN);
  keep (self, NULL);
}

static void
appeared_cb (GDBusConnection *connection, const char *name, const char *owner, gpointer user_data)
{
  g_main_loop_quit (user_data);
}

static void
owned_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  g_main_loop_quit (user_data);
}

/* A keyring that does nothing of what it is asked. */
static void
assert_refusal_is_told (Fixture *self)
{
  g_autofree char *path = zhihui_token_keeper_dup_path (SOURCE);
  guint            id;

  id = g_bus_own_name (G_BUS_TYPE_SESSION,
                       "org.freedesktop.secrets",
                       G_BUS_NAME_OWNER_FLAGS_NONE,
                       NULL,
                       owned_cb,
                       NULL,
                       self->loop,
                       NULL);
  g_main_loop_run (self->loop);
  keep (self, TOKEN);
  g_assert_cmpint (self->place, ==, ZHIHUI_TOKEN_PLACE_FILE);
  self->is_refused = TRUE;
  keep (self, NULL);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  self->is_refused = FALSE;
  g_bus_unown_name (id);
}

/* The keyring of GNOME, on a bus of its own. */
static void
test_keyring (Fixture *self, gconstpointer data)
{
  g_autofree char *daemon = g_find_program_in_path ("gnome-keyring-daemon");
  g_autofree char *path = zhihui_token_keeper_dup_path (SOURCE);
  g_autoptr (GSubprocess) keyring = NULL;
  g_autoptr (GError) error = NULL;
  GSubprocess *bus;
  guint        watch_id;

  if (daemon == NULL)
    {
      g_test_skip ("no gnome-keyring-daemon");
      return;
    }
  keep (self, "of-an-earlier-day"); /* into the file */
  bus = own_bus_start ();
  keyring = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                              &error,
                              daemon,
                              "--foreground",
                              "--unlock",
                              "--components=secrets",
                              NULL);
  g_assert_no_error (error);
  g_assert_true (g_output_stream_write_all (
    g_subprocess_get_stdin_pipe (keyring), PASSWORD, strlen (PASSWORD), NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (g_subprocess_get_stdin_pipe (keyring), NULL, NULL));
  watch_id = g_bus_watch_name (G_BUS_TYPE_SESSION,
                               "org.freedesktop.secrets",
                               G_BUS_NAME_WATCHER_FLAGS_NONE,
                               appeared_cb,
                               NULL,
                               self->loop,
                               NULL);
  g_main_loop_run (self->loop);
  g_bus_unwatch_name (watch_id);

  keep (self, TOKEN);
  g_assert_cmpint (self->place, ==, ZHIHUI_TOKEN_PLACE_KEYRING);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpstr (search (self, SOURCE), ==, TOKEN);

  /* While nobody unlocked the keyring a newer one went into the file. */
  g_assert_true (
    g_file_set_contents_full (path, "newer", -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  g_assert_cmpstr (search (self, SOURCE), ==, "newer");
  keep (self, "newest");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpstr (search (self, SOURCE), ==, "newest");

  keep (self, NULL);
  g_assert_null (search (self, SOURCE));

  g_subprocess_force_exit (keyring);
  g_subprocess_wait (keyring, NULL, NULL);
  assert_refusal_is_told (self);
  own_bus_stop (bus);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = make_folder ();
  int              status;

  zhihui_language_bind ();
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
  g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", folder, TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/token-keeper/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("without-a-keyring-a-private-file-holds-the-token", test_file);
  ADD ("a-file-that-others-may-read-is-not-believed", test_open_file);
  ADD ("the-keyring-holds-the-token-and-the-file-goes", test_keyring);
#undef ADD
  status = g_test_run ();
  remove_folder (folder);
  return status;
}
