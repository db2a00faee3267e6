/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utime.h>

#include "fake-platform.h"
#include "zhihui-http-source.h"

typedef struct
{
  FakePlatform *platform;
  char         *folder;
  char         *path; /* owned: the kept file */
} Fixture;

static const ZhihuiWants wants = {
  .datasets = 1 << ZHIHUI_DATASET_SUMMARY | 1 << ZHIHUI_DATASET_CHANNELS,
  .n_rankings = 1,
  .rankings = { { .board = ZHIHUI_BOARD_RETURN, .peer = "*" } },
  .period_s = 1000,
};

static ZhihuiSource *
make_source (Fixture *self, const char *token_file)
{
  ZhihuiSource *source = ZHIHUI_SOURCE (zhihui_http_source_new (
    fake_platform_get_url (self->platform), token_file, self->folder, NULL));

  if (token_file == NULL)
    zhihui_http_source_set_token (ZHIHUI_HTTP_SOURCE (source), "t");
  zhihui_source_set_wants (source, &wants);
  return source;
}

static void
end_source (ZhihuiSource *source)
{
  zhihui_source_stop (source);
  g_assert_finalize_object (source);
}

/* One run against a platform that is there. */
static void
read_once (Fixture *self)
{
  ZhihuiSource *source = make_source (self, NULL);
  g_autoptr (Listener) listener = listener_new (source);
  g_autoptr (GError) error = NULL;

  zhihui_source_start (source);
  await_settled (listener);
  g_assert_true (zhihui_http_source_flush (ZHIHUI_HTTP_SOURCE (source), &error));
  g_assert_no_error (error);
  g_free (self->path);
  self->path = g_strdup (zhihui_http_source_get_kept_path (ZHIHUI_HTTP_SOURCE (source)));
  listener->source = NULL;
  end_source (source);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->platform = fake_platform_new ();
  self->folder = make_folder ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  fake_platform_free (self->platform);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

static gboolean
has_summary (gpointer user_data)
{
  Listener *listener = user_data;

  return listener->last != NULL && zhihui_situation_get_summary (listener->last) != NULL &&
         zhihui_situation_get_receipt (listener->last, ZHIHUI_DATASET_SUMMARY)->failing_us != 0;
}

static void
test_cold_start_shows_what_was_kept (Fixture *self, gconstpointer data)
{
  ZhihuiSource *source;
  g_autoptr (Listener) listener = NULL;
  ZhihuiFreshness freshness;
  gint64          real_us;

  read_once (self);
  fake_platform_go_away (self->platform);

  source = make_source (self, NULL);
  listener = listener_new (source);
  real_us = g_get_monotonic_time ();
  zhihui_source_start (source);
  g_assert_nonnull (zhihui_source_get_situation (source));
  await (has_summary, listener, "the kept figures are told");
  g_assert_cmpint (g_get_monotonic_time () - real_us, <, seconds (2));

  g_assert_cmpint (zhihui_situation_get_summary (listener->last)->today, ==, 132);
  g_assert_cmpstr (zhihui_situation_get_meta (listener->last)->name, ==, "淄川区");
  g_assert_nonnull (
    zhihui_situation_get_ranking (listener->last, ZHIHUI_BOARD_RETURN, "department"));
  freshness =
    zhihui_situation_judge (listener->last, ZHIHUI_DATASET_SUMMARY, g_get_monotonic_time ());
  g_assert_cmpint (freshness.state, ==, ZHIHUI_STATE_OFFLINE);
  /* Told once: no empty wall before it, no board that would still be loading. */
  g_assert_cmpint (listener->n_told, ==, 1);
  g_assert_cmpint (
    zhihui_situation_judge_source (listener->last, g_get_monotonic_time (), NULL).state,
    ==,
    ZHIHUI_STATE_OFFLINE);

  listener_free (g_steal_pointer (&listener));
  end_source (source);
}

static gint64
read_later (gpointer user_data)
{
  return g_get_monotonic_time () + seconds (3 * 3600);
}

static gint64
never_slept (gpointer user_data)
{
  return 0;
}

static gboolean
is_time_known (gpointer user_data)
{
  return !zhihui_situation_is_clock_doubtful (((Listener *) user_data)->last);
}

/* Three hours after the last answer, by the machine's uptime; by its own clock no time has passed:
 * it was set back meanwhile, or stood still while the machine was off. */
static void
test_the_machines_clock_tells_no_age (Fixture *self, gconstpointer data)
{
  const struct
  {
    const char *boot; /* NULL: the same */
    gint64      least_s, most_s;
    gboolean    is_doubtful;
  } cases[] = {
    { NULL, 3 * 3600 - 2, 3 * 3600 + 10, FALSE },
    { "a later start", -2, 10, TRUE },
    { "", -2, 10, TRUE },
  };

  read_once (self);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ZhihuiSource *source = make_source (self, NULL);
      g_autoptr (Listener) listener = listener_new (source);
      gint64 now;

      fake_platform_go_away (self->platform);
      zhihui_http_source_set_sleep_clock (ZHIHUI_HTTP_SOURCE (source), never_slept, NULL);
      zhihui_http_source_set_clock (ZHIHUI_HTTP_SOURCE (source), read_later, NULL);
      if (cases[i].boot != NULL)
        zhihui_http_source_set_boot (ZHIHUI_HTTP_SOURCE (source), cases[i].boot);
      zhihui_source_start (source);
      await (has_summary, listener, "the kept figures are told");

      now = zhihui_situation_get_platform_now (listener->last, read_later (NULL));
      g_assert_cmpint (now - g_get_real_time () / G_USEC_PER_SEC, >=, cases[i].least_s);
      g_assert_cmpint (now - g_get_real_time () / G_USEC_PER_SEC, <=, cases[i].most_s);
      g_assert_cmpint (
        zhihui_situation_is_clock_doubtful (listener->last), ==, cases[i].is_doubtful);

      /* Whoever answers tells what time it is. */
      fake_platform_come_back (self->platform);
      if (cases[i].is_doubtful)
        await (is_time_known, listener, "the platform tells its time");
      now = zhihui_situation_get_platform_now (listener->last, read_later (NULL));
      if (cases[i].is_doubtful)
        g_assert_cmpint (ABS (now - g_get_real_time () / G_USEC_PER_SEC), <=, 3);

      listener_free (g_steal_pointer (&listener));
      end_source (source);
    }
}

static gboolean
pause_all (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  soup_server_message_pause (message);
  g_ptr_array_add (user_data, g_object_ref (message));
  return TRUE;
}

static void
test_cold_start_before_a_mute_platform (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);
  ZhihuiSource *source;
  g_autoptr (Listener) listener = NULL;
  gint64 real_us;

  read_once (self);
  fake_platform_set_fault (self->platform, pause_all, held);

  source = make_source (self, NULL);
  listener = listener_new (source);
  real_us = g_get_monotonic_time ();
  zhihui_source_start (source);
  await (has_summary, listener, "it is called offline though nothing has failed");

  g_assert_cmpint (g_get_monotonic_time () - real_us, <, seconds (2));
  g_assert_cmpint (
    zhihui_situation_judge (listener->last, ZHIHUI_DATASET_SUMMARY, g_get_monotonic_time ()).state,
    ==,
    ZHIHUI_STATE_OFFLINE);

  listener_free (g_steal_pointer (&listener));
  end_source (source);
  fake_platform_go_away (self->platform);
  fake_platform_come_back (self->platform);
}

static void
test_answers_replace_what_was_kept (Fixture *self, gconstpointer data)
{
  ZhihuiSource *source;
  g_autoptr (Listener) listener = NULL;

  read_once (self);
  fake_platform_set_figure (self->platform, 200);

  source = make_source (self, NULL);
  listener = listener_new (source);
  zhihui_source_start (source);
  await_settled (listener);

  g_assert_cmpint (zhihui_situation_get_summary (listener->last)->today, ==, 200);
  g_assert_cmpint (
    zhihui_situation_judge (listener->last, ZHIHUI_DATASET_SUMMARY, g_get_monotonic_time ()).state,
    ==,
    ZHIHUI_STATE_FRESH);

  listener_free (g_steal_pointer (&listener));
  end_source (source);
}

static void
damage (const char *path, const char *how)
{
  g_autofree char *text = NULL;
  gsize            length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  if (g_str_equal (how, "flipped"))
    text[length - 20] ^= 1;
  else if (g_str_equal (how, "short"))
    length /= 2;
  else if (g_str_equal (how, "empty"))
    length = 0;
  else
    memcpy (text, "{\"not\":\"ours\"}", 14);
  g_assert_true (g_file_set_contents (path, text, (gssize) length, NULL));
}

static void
test_damaged_file_is_ignored_and_replaced (Fixture *self, gconstpointer data)
{
  ZhihuiSource *source;
  g_autoptr (Listener) listener = NULL;

  read_once (self);
  damage (self->path, data);

  fake_platform_go_away (self->platform);
  source = make_source (self, NULL);
  listener = listener_new (source);
  zhihui_source_start (source);
  await_settled (listener);
  g_assert_null (zhihui_situation_get_summary (listener->last));
  g_assert_cmpint (
    zhihui_situation_judge (listener->last, ZHIHUI_DATASET_SUMMARY, g_get_monotonic_time ()).state,
    ==,
    ZHIHUI_STATE_ERROR);
  listener_free (g_steal_pointer (&listener));
  end_source (source);

  fake_platform_come_back (self->platform);
  read_once (self);
  fake_platform_go_away (self->platform);
  source = make_source (self, NULL);
  listener = listener_new (source);
  zhihui_source_start (source);
  await (has_summary, listener, "the kept figures are told");
  g_assert_cmpint (zhihui_situation_get_summary (listener->last)->today, ==, 132);
  listener_free (g_steal_pointer (&listener));
  end_source (source);
  fake_platform_come_back (self->platform);
}

static void
test_file_is_private_and_replaced_whole (Fixture *self, gconstpointer data)
{
  g_autofree char *half = NULL;
  g_autofree char *old = NULL;
  g_autofree char *text = NULL;
  gsize            old_length, length;
  GStatBuf         status;
  int              old_file;

  read_once (self);
  g_assert_cmpint (g_stat (self->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (self->path, &old, &old_length, NULL));

  /* Whoever has it open keeps the old one whole: it was not written into. */
  old_file = g_open (self->path, O_RDONLY, 0);
  half = g_strconcat (self->path, ".HALF01", NULL);
  g_assert_true (g_file_set_contents (half, "half", -1, NULL));
  fake_platform_set_figure (self->platform, 7000);
  read_once (self);

  text = g_malloc (old_length);
  g_assert_cmpint (read (old_file, text, old_length), ==, old_length);
  g_assert_cmpmem (text, old_length, old, old_length);
  g_close (old_file, NULL);

  g_clear_pointer (&text, g_free);
  g_assert_true (g_file_get_contents (self->path, &text, &length, NULL));
  g_assert_nonnull (g_strstr_len (text, (gssize) length, "zhihui-last-good"));
  g_assert_nonnull (memmem (text, length, "7000", 4));
  g_assert_null (memmem (text, length, "Bearer", 6));
  g_assert_false (g_file_test (half, G_FILE_TEST_EXISTS));
}

static void
test_what_did_not_change_stays_on_disk (Fixture *self, gconstpointer data)
{
  read_once (self);
  /* All 304 by the kept tags, or nothing new: the second run writes nothing away. */
  read_once (self);
  fake_platform_go_away (self->platform);
  {
    ZhihuiSource *source = make_source (self, NULL);
    g_autoptr (Listener) listener = listener_new (source);

    zhihui_source_start (source);
    await (has_summary, listener, "the kept figures are told");
    g_assert_nonnull (zhihui_situation_get_channels (listener->last));
    listener_free (g_steal_pointer (&listener));
    end_source (source);
  }
  fake_platform_come_back (self->platform);
}

static void
write_token (const char *path, const char *token)
{
  g_assert_true (
    g_file_set_contents_full (path, token, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
}

static void
test_another_token_sees_nothing (Fixture *self, gconstpointer data)
{
  g_autofree char *token_file = g_build_filename (self->folder, "token", NULL);
  ZhihuiSource    *source;
  g_autoptr (Listener) listener = NULL;

  write_token (token_file, "desk-token\n");
  source = make_source (self, token_file);
  listener = listener_new (source);
  zhihui_source_start (source);
  await_settled (listener);
  listener_free (g_steal_pointer (&listener));
  end_source (source); /* and writes */

  fake_platform_go_away (self->platform);
  write_token (token_file, "wall-token\n");
  source = make_source (self, token_file);
  listener = listener_new (source);
  zhihui_source_start (source);
  await_settled (listener);
  g_assert_null (zhihui_situation_get_summary (listener->last));
  listener_free (g_steal_pointer (&listener));
  end_source (source);

  write_token (token_file, "desk-token\n");
  source = make_source (self, token_file);
  listener = listener_new (source);
  zhihui_source_start (source);
  await (has_summary, listener, "the kept figures are told");
  listener_free (g_steal_pointer (&listener));
  end_source (source);
  fake_platform_come_back (self->platform);
}

static char *
write_aged (Fixture *self, const char *name, gint64 days)
{
  gint64         at = g_get_real_time () / G_USEC_PER_SEC - days * 86400;
  struct utimbuf times = { .actime = at, .modtime = at };
  char          *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, "kept", -1, NULL));
  g_assert_cmpint (g_utime (path, &times), ==, 0);
  return path;
}

static void
test_old_files_go (Fixture *self, gconstpointer data)
{
  g_autofree char *old = write_aged (self, "last-good-old", 401);
  g_autofree char *recent = write_aged (self, "last-good-recent", 399);
  g_autofree char *other = write_aged (self, "demo-other", 500);

  read_once (self);
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (recent, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (self->path, G_FILE_TEST_EXISTS));
}

/* Of seventy the oldest seven go for the new one; the first are of the future, by a wrong clock. */
static void
test_too_many_files_go (Fixture *self, gconstpointer data)
{
  for (int day = -5; day < 65; day++)
    {
      g_autofree char *name = g_strdup_printf ("last-good-%d", day);

      g_free (write_aged (self, name, day));
    }

  read_once (self);
  g_assert_true (g_file_test (self->path, G_FILE_TEST_EXISTS));
  for (int day = -5; day < 65; day++)
    {
      g_autofree char *path = g_strdup_printf ("%s/last-good-%d", self->folder, day);

      g_assert_cmpint (g_file_test (path, G_FILE_TEST_EXISTS), ==, day < 58);
    }
}

#define LONG_TOKEN "planted/token/7c1f"

/* Its own token in the name of the county; with the strokes escaped, as PHP writes them; and as
 * the tag. */
static gboolean
repeat_token (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  const char         *path = g_uri_get_path (soup_server_message_get_uri (message));
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char    *plain = NULL;
  g_autoptr (GString) body = NULL;

  if (!g_str_has_suffix (path, "/meta"))
    return FALSE;

  plain = fake_platform_make_body (platform, "/meta", NULL);
  body = g_string_new (plain);
  g_assert_cmpuint (
    g_string_replace (body, "\"name\":\"淄川区\"", "\"name\":\"" LONG_TOKEN "\"", 1), ==, 1);
  g_assert_cmpuint (
    g_string_replace (body, "\"title\":\"", "\"title\":\"planted\\/token\\/7c1f", 1), ==, 1);
  soup_message_headers_replace (headers, "ETag", "\"" LONG_TOKEN "\"");
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (
    message, "application/json", SOUP_MEMORY_COPY, body->str, body->len);
  return TRUE;
}

static void
test_a_token_that_comes_back_is_not_kept (Fixture *self, gconstpointer data)
{
  ZhihuiSource *source = make_source (self, NULL);
  g_autoptr (Listener) listener = listener_new (source);
  g_autofree char *text = NULL;
  gsize            length;

  fake_platform_set_fault (self->platform, repeat_token, NULL);
  zhihui_http_source_set_token (ZHIHUI_HTTP_SOURCE (source), LONG_TOKEN);
  zhihui_source_start (source);
  await_settled (listener);

  /* What is told goes into the history. */
  g_assert_cmpstr (zhihui_situation_get_meta (listener->last)->name, ==, "******************");
  g_assert_true (
    g_str_has_prefix (zhihui_situation_get_meta (listener->last)->title, "******************"));

  g_assert_true (zhihui_http_source_flush (ZHIHUI_HTTP_SOURCE (source), NULL));
  g_assert_true (g_file_get_contents (
    zhihui_http_source_get_kept_path (ZHIHUI_HTTP_SOURCE (source)), &text, &length, NULL));
  g_assert_nonnull (memmem (text, length, "\"name\":\"*****", 13));
  g_assert_null (memmem (text, length, "planted", 7));
  g_assert_null (memmem (text, length, "/7c1f", 5)); /* without the stroke a digest may have it */
  listener_free (g_steal_pointer (&listener));
  end_source (source);
}

#define ADD(path, data, test)                                                                      \
  g_test_add ("/last-good/" path, Fixture, data, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("a-cold-start-shows-what-was-kept", NULL, test_cold_start_shows_what_was_kept);
  ADD ("the-machines-clock-tells-no-age", NULL, test_the_machines_clock_tells_no_age);
  ADD (
    "a-cold-start-does-not-wait-for-a-mute-platform", NULL, test_cold_start_before_a_mute_platform);
  ADD ("answers-replace-what-was-kept", NULL, test_answers_replace_what_was_kept);
  ADD ("a-flipped-bit-is-noticed", "flipped", test_damaged_file_is_ignored_and_replaced);
  ADD ("a-short-file-is-ignored", "short", test_damaged_file_is_ignored_and_replaced);
  ADD ("an-empty-file-is-ignored", "empty", test_damaged_file_is_ignored_and_replaced);
  ADD ("a-foreign-file-is-ignored", "foreign", test_damaged_file_is_ignored_and_replaced);
  ADD ("the-file-is-private-and-replaced-whole", NULL, test_file_is_private_and_replaced_whole);
  ADD ("what-did-not-change-stays-on-disk", NULL, test_what_did_not_change_stays_on_disk);
  ADD ("another-token-sees-nothing", NULL, test_another_token_sees_nothing);
  ADD ("what-nobody-writes-any-more-goes", NULL, test_old_files_go);
  ADD ("of-too-many-the-oldest-go", NULL, test_too_many_files_go);
  ADD ("a-token-that-comes-back-is-not-kept", NULL, test_a_token_that_comes_back_is_not_kept);

  return g_test_run ();
}
