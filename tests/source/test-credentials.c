/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fake-platform.h"
#include "zhihui-credentials.h"
#include "zhihui-error.h"
#include "zhihui-http-source.h"

typedef struct
{
  char *folder;
  char *path; /* owned: a token file */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = make_folder ();
  self->path = g_build_filename (self->folder, "zhihui-token", NULL);
  g_assert_true (g_file_set_contents_full (
    self->path, " file-token \n", -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
  g_unsetenv ("ZHIHUI_TOKEN");
  g_unsetenv ("CREDENTIALS_DIRECTORY");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_unsetenv ("ZHIHUI_TOKEN");
  g_unsetenv ("CREDENTIALS_DIRECTORY");
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

static void
assert_token (const char *token_file, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiSecret) environment = zhihui_credentials_take_environment (&error);
  g_autoptr (ZhihuiSecret) token = NULL;

  g_assert_no_error (error);
  token = zhihui_credentials_read (token_file, environment, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (token != NULL ? zhihui_secret_peek (token) : NULL, ==, expected);
}

static void
test_order (Fixture *self, gconstpointer data)
{
  assert_token (NULL, NULL);

  g_setenv ("CREDENTIALS_DIRECTORY", "/nowhere", TRUE);
  assert_token (NULL, NULL);
  g_setenv ("CREDENTIALS_DIRECTORY", self->folder, TRUE);
  assert_token (NULL, "file-token");

  g_setenv ("ZHIHUI_TOKEN", "environment-token", TRUE);
  assert_token (NULL, "environment-token");
  g_setenv ("ZHIHUI_TOKEN", "", TRUE);
  assert_token (NULL, "file-token");

  g_setenv ("ZHIHUI_TOKEN", "environment-token", TRUE);
  assert_token (self->path, "file-token");
}

static void
test_file_others_can_read (Fixture *self, gconstpointer data)
{
  const int modes[] = { 0640, 0604, 0660, 0644 };

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (g_chmod (self->path, modes[i]), ==, 0);
      g_assert_null (zhihui_credentials_read (self->path, NULL, &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, "chmod 0600"));
      g_assert_nonnull (strstr (error->message, self->path));
      g_assert_null (strstr (error->message, "file-token"));
    }

  g_assert_cmpint (g_chmod (self->path, 0400), ==, 0);
  assert_token (self->path, "file-token");
}

static void
test_what_is_no_token (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *const texts[] = { "", "\n", "two words", "line\r\nX-Evil: 1", "令牌", "a\tb" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_clear_error (&error);
      g_assert_true (g_file_set_contents_full (
        self->path, texts[i], -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
      g_assert_null (zhihui_credentials_read (self->path, NULL, &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
    }

  g_clear_error (&error);
  g_setenv ("ZHIHUI_TOKEN", "line\nX-Evil: 1", TRUE);
  g_assert_null (zhihui_credentials_take_environment (&error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
  g_assert_null (strstr (error->message, "X-Evil"));
}

/* A service manager may let the user of a service in by an ACL, whose mask shows as the group's. */
static void
test_credential_of_a_service (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_setenv ("CREDENTIALS_DIRECTORY", self->folder, TRUE);
  g_assert_cmpint (g_chmod (self->path, 0440), ==, 0);
  assert_token (NULL, "file-token");
  g_assert_cmpint (g_chmod (self->path, 0444), ==, 0);
  g_assert_null (zhihui_credentials_read (NULL, NULL, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
}

/* A pipe that nobody writes into would be waited for, a device read without end. */
static void
test_what_is_no_file (Fixture *self, gconstpointer data)
{
  g_autofree char  *pipe = g_build_filename (self->folder, "pipe", NULL);
  g_autofree char  *link = g_build_filename (self->folder, "link", NULL);
  g_autofree char  *device = g_build_filename (self->folder, "device", NULL);
  const char *const paths[] = { pipe, device, self->folder, "/dev/zero" };

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (symlink ("/dev/zero", device), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (zhihui_credentials_read (paths[i], NULL, &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, paths[i]));
    }

  /* The service manager may put a link in the place of a credential. */
  g_assert_cmpint (symlink (self->path, link), ==, 0);
  assert_token (link, "file-token");
  g_unlink (pipe);
  g_unlink (link);
  g_unlink (device);
}

/* getenv() points into what /proc/PID/environ shows. */
static void
test_environment_is_emptied (Fixture *self, gconstpointer data)
{
  char *text;
  g_autoptr (ZhihuiSecret) token = NULL;

  g_setenv ("ZHIHUI_TOKEN", "environment-token", TRUE);
  text = getenv ("ZHIHUI_TOKEN");
  token = zhihui_credentials_take_environment (NULL);

  g_assert_cmpstr (zhihui_secret_peek (token), ==, "environment-token");
  g_assert_null (g_getenv ("ZHIHUI_TOKEN"));
  g_assert_cmpmem (text, 17, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 17);
}

static void
test_missing_file (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (zhihui_credentials_read ("/nowhere/token", NULL, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND);
}

static void
test_source_says_why_it_does_not_ask (Fixture *self, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  ZhihuiWants wants = { .datasets = 1 << ZHIHUI_DATASET_SUMMARY };
  g_autoptr (GError) error = NULL;
  ZhihuiSource *source;
  g_autoptr (Listener) listener = NULL;

  g_assert_cmpint (g_chmod (self->path, 0644), ==, 0);
  source =
    zhihui_source_new_for (fake_platform_get_url (platform), self->path, self->folder, &error);
  g_assert_no_error (error);
  listener = listener_new (source);
  zhihui_source_set_wants (source, &wants);
  zhihui_source_start (source);
  await_settled (listener);

  g_assert_cmpint (fake_platform_count_all (platform), ==, 0);
  g_assert_nonnull (
    strstr (zhihui_situation_get_receipt (listener->last, ZHIHUI_DATASET_SUMMARY)->detail, "0600"));

  end_reading (source, g_steal_pointer (&listener));
}

static gboolean
is_refused (gpointer user_data)
{
  return zhihui_http_source_get_n_in_flight (user_data) == 0;
}

static gint64
read_clock (gpointer user_data)
{
  return *(gint64 *) user_data;
}

static void
test_new_token_is_picked_up (Fixture *self, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  ZhihuiWants       wants = { .datasets = 1 << ZHIHUI_DATASET_SUMMARY };
  gint64            now_us = seconds (5000);
  ZhihuiHttpSource *source =
    zhihui_http_source_new (fake_platform_get_url (platform), self->path, self->folder, NULL);
  g_autoptr (Listener) listener = listener_new (ZHIHUI_SOURCE (source));

  fake_platform_set_token (platform, "renewed");
  zhihui_http_source_set_clock (source, read_clock, &now_us);
  zhihui_source_set_wants (ZHIHUI_SOURCE (source), &wants);
  zhihui_source_start (ZHIHUI_SOURCE (source));
  await_settled (listener);
  g_assert_null (zhihui_situation_get_summary (listener->last));

  g_assert_true (g_file_set_contents_full (
    self->path, "renewed", -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
  now_us += seconds (11);
  zhihui_http_source_wake (source);
  await (is_refused, source, "it is asked again");
  g_assert_cmpint (zhihui_situation_get_summary (listener->last)->today, ==, 132);

  end_reading (source, g_steal_pointer (&listener));
}

#define ADD(path, test) g_test_add ("/credentials/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("the-named-file-comes-first", test_order);
  ADD ("a-file-that-others-can-read-is-refused", test_file_others_can_read);
  ADD ("what-could-end-a-header-is-no-token", test_what_is_no_token);
  ADD ("a-credential-may-be-readable-by-its-acl", test_credential_of_a_service);
  ADD ("what-is-no-file-is-not-waited-for", test_what_is_no_file);
  ADD ("the-environment-is-emptied", test_environment_is_emptied);
  ADD ("a-missing-file-is-an-error", test_missing_file);
  ADD ("a-source-says-why-it-does-not-ask", test_source_says_why_it_does_not_ask);
  ADD ("a-new-token-is-picked-up", test_new_token_is_picked_up);

  return g_test_run ();
}
