/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include <glib/gstdio.h>
#include <string.h>

#include "fake-platform.h"
#include "history-sample.h"
#include "zhihui-history-check.h"
#include "zhihui-history-folder.h"
#include "zhihui-history-recorder.h"
#include "zhihui-history-source.h"
#include "zhihui-history.h"
#include "zhihui-http-source.h"
#include "zhihui-yesterday-source.h"

typedef struct
{
  FakePlatform          *platform;
  char                  *folder, *cache, *path; /* owned */
  ZhihuiSource          *source;
  Listener              *listener;
  ZhihuiHistoryRecorder *recorder;
  char                  *notice; /* owned, nullable: the last one */
} Fixture;

static const ZhihuiWants wants = {
  .datasets = 1 << ZHIHUI_DATASET_META | 1 << ZHIHUI_DATASET_SUMMARY | 1 << ZHIHUI_DATASET_ALERTS |
              1 << ZHIHUI_DATASET_MEETINGS,
  .n_rankings = 1,
  .rankings = { { .board = ZHIHUI_BOARD_RETURN, .peer = "*" } },
};

/* What a platform tells a desk. */
static gboolean
tell_secrets (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  const char *body = NULL;

  if (g_str_has_suffix (path, "/alerts"))
    body =
      "{\"as_of\":\"2020-07-29T14:05:12+08:00\",\"items\":[{\"id\":\"a-secret-alert\",\"kind\":"
      "\"overdue\",\"level\":\"red\",\"text\":\"王秀兰反映云龙路7号停水\",\"raised_at\":"
      "\"2020-07-29T00:00:00+08:00\",\"case\":\"c-417\",\"acknowledged_by\":\"值班长赵六\"}]}";
  else if (g_str_has_suffix (path, "/meetings"))
    body =
      "{\"as_of\":\"2020-07-29T14:05:12+08:00\",\"items\":[{\"id\":\"m-secret-meeting\",\"title\":"
      "\"征地补偿研判会\",\"state\":\"open\",\"starts_at\":\"2020-07-29T15:00:00+08:00\","
      "\"join_url\":\"https://meeting.example.cn/dm/abc\"}]}";
  if (body == NULL)
    return FALSE;

  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (
    message, "application/json", SOUP_MEMORY_STATIC, body, strlen (body));
  return TRUE;
}

static void
notice_cb (Fixture *self, const char *text)
{
  g_free (self->notice);
  self->notice = g_strdup (text);
}

static ZhihuiHistoryRecorder *
make_recorder (Fixture *self)
{
  ZhihuiHistoryRecorder *recorder =
    zhihui_history_recorder_new (self->source, self->folder, ZHIHUI_KEEP_FOR_DESK, NULL);

  g_signal_connect_swapped (recorder, "notice", G_CALLBACK (notice_cb), self);
  return recorder;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->platform = fake_platform_new ();
  fake_platform_set_fault (self->platform, tell_secrets, NULL);
  self->folder = make_folder ();
  self->cache = make_folder ();
  self->source = ZHIHUI_SOURCE (
    zhihui_http_source_new (fake_platform_get_url (self->platform), NULL, self->cache, NULL));
  zhihui_http_source_set_token (ZHIHUI_HTTP_SOURCE (self->source), "t");
  zhihui_source_set_wants (self->source, &wants);
  self->recorder = make_recorder (self);
  self->listener = listener_new (self->source);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  zhihui_history_recorder_stop (self->recorder);
  g_object_unref (self->recorder);
  listener_free (self->listener);
  zhihui_source_stop (self->source);
  g_object_unref (self->source);
  fake_platform_free (self->platform);
  remove_folder (self->folder);
  remove_folder (self->cache);
  g_free (self->folder);
  g_free (self->cache);
  g_free (self->path);
  g_free (self->notice);
}

static void
read_all (Fixture *self)
{
  zhihui_source_start (self->source);
  await_settled (self->listener);
  zhihui_history_recorder_flush (self->recorder);
  g_free (self->path);
  self->path = g_strdup (zhihui_history_recorder_get_path (self->recorder));
}

static gint64
count_moments (const char *path)
{
  g_autoptr (ZhihuiHistoryFacts) facts = zhihui_history_check (path, NULL);

  g_assert_cmpstr (facts->fault, ==, NULL);
  return facts->n_whole + facts->n_changes;
}

static ZhihuiSituation *
load_newest (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiHistory) history = zhihui_history_open (path, &error);
  ZhihuiSituation *situation;
  gint64           oldest, newest;

  g_assert_no_error (error);
  g_assert_true (zhihui_history_get_range (history, &oldest, &newest, &error));
  situation = zhihui_history_load (history, newest, g_get_monotonic_time (), NULL, &error);
  g_assert_no_error (error);
  return situation;
}

static void
test_what_is_told_is_kept (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiSituation) read_back = NULL;

  g_assert_null (zhihui_history_recorder_get_path (self->recorder));
  read_all (self);
  g_assert_cmpstr (self->notice, ==, NULL);
  read_back = load_newest (self->path);
  history_sample_assert_same (self->listener->last, read_back);
  g_assert_cmpint (
    zhihui_situation_judge (read_back, ZHIHUI_DATASET_SUMMARY, g_get_monotonic_time ()).state,
    ==,
    ZHIHUI_STATE_FRESH);
}

/* The figures of a part are others: while they are shown the history stands still. */
static void
test_parts_are_not_kept (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiRegionPath) part = zhihui_region_path_new (NULL, "370302104", "双杨镇");
  g_autoptr (ZhihuiSituation) read_back = NULL;
  ZhihuiWants of_part = wants;

  of_part.region = part;
  zhihui_source_set_wants (self->source, &of_part);
  zhihui_source_start (self->source);
  await_settled (self->listener);
  g_assert_nonnull (zhihui_situation_get_summary (self->listener->last));
  zhihui_history_recorder_flush (self->recorder);
  g_assert_null (zhihui_history_recorder_get_path (self->recorder));

  zhihui_source_set_wants (self->source, &wants);
  await_settled (self->listener);
  zhihui_history_recorder_flush (self->recorder);
  self->path = g_strdup (zhihui_history_recorder_get_path (self->recorder));
  g_assert_cmpint (count_moments (self->path), ==, 1);
  read_back = load_newest (self->path);
  history_sample_assert_same (self->listener->last, read_back);
}

static void
test_nothing_personal_on_disk (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize            length;

  read_all (self);
  g_assert_cmpstr (
    ((ZhihuiMeeting *) zhihui_situation_get_meetings (self->listener->last)->items->pdata[0])
      ->title,
    ==,
    "征地补偿研判会");
  g_assert_true (zhihui_http_source_flush (ZHIHUI_HTTP_SOURCE (self->source), &error));
  history_sample_assert_no_secrets (self->folder);
  history_sample_assert_no_secrets (self->cache);

  /* What is no secret is there to be found. */
  g_assert_true (g_file_get_contents (
    zhihui_http_source_get_kept_path (ZHIHUI_HTTP_SOURCE (self->source)), &text, &length, NULL));
  g_assert_nonnull (memmem (text, length, "2020-07-29T15:00:00+08:00", 25));
  g_assert_nonnull (memmem (text, length, "淄川区", 9));
}

static void
test_one_writes_the_other_follows (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiHistoryRecorder) second = make_recorder (self);
  gint64 n_moments;

  read_all (self);
  zhihui_history_recorder_flush (second);
  n_moments = count_moments (self->path);
  g_assert_cmpint (n_moments, ==, 1);

  /* The first ends: the second takes over. */
  zhihui_history_recorder_stop (self->recorder);
  let_pass (1100);
  fake_platform_set_figure (self->platform, 7000);
  zhihui_source_stop (self->source);
  zhihui_source_start (self->source);
  await_settled (self->listener);
  zhihui_history_recorder_flush (second);
  g_assert_cmpint (count_moments (self->path), ==, 2);
  g_assert_cmpstr (self->notice, ==, NULL);
  zhihui_history_recorder_stop (second);
}

static gboolean
has_notice (gpointer user_data)
{
  return ((Fixture *) user_data)->notice != NULL;
}

static void
test_damaged_is_set_aside (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) aside = NULL;
  g_autofree char *text = NULL;
  gsize            length;

  read_all (self);
  zhihui_history_recorder_stop (self->recorder);
  g_object_unref (self->recorder);
  g_assert_true (g_file_get_contents (self->path, &text, &length, NULL));
  memset (text + 100, 'x', length - 100);
  g_assert_true (g_file_set_contents (self->path, text, (gssize) length, NULL));

  self->recorder = make_recorder (self);
  zhihui_source_stop (self->source);
  read_all (self);
  await (has_notice, self, "somebody is told");
  aside = zhihui_history_folder_list_aside (self->path);
  g_assert_cmpuint (aside->len, ==, 1);
  g_assert_nonnull (strstr (self->notice, aside->pdata[0]));
  g_assert_cmpint (count_moments (self->path), ==, 1);
}

static void
test_newer_is_left_alone (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiHistoryStore) store = NULL;
  g_autoptr (GPtrArray) aside = NULL;

  read_all (self);
  zhihui_history_recorder_stop (self->recorder);
  g_object_unref (self->recorder);
  store = zhihui_history_store_open (self->path, ZHIHUI_HISTORY_WRITE, NULL);
  zhihui_history_store_run (store, "PRAGMA user_version = 99", NULL, 0, NULL);
  g_clear_pointer (&store, zhihui_history_store_close);

  self->recorder = make_recorder (self);
  zhihui_source_stop (self->source);
  read_all (self);
  await (has_notice, self, "somebody is told");
  g_assert_nonnull (strstr (self->notice, "99"));
  aside = zhihui_history_folder_list_aside (self->path);
  g_assert_cmpuint (aside->len, ==, 0);
}

/* ---- yesterday ---- */

/* A moment a day and a minute ago, when @n_today were accepted. */
static void
write_yesterday (Fixture *self, guint n_today)
{
  g_autofree char *path = zhihui_history_folder_make_path (
    self->folder, ZHIHUI_KEEP_FOR_DESK, zhihui_source_get_identity (self->source));
  HistorySample *sample = history_sample_new (4);
  g_autoptr (ZhihuiHistoryWriter) writer = zhihui_history_writer_new (
    path, ZHIHUI_KEEP_FOR_DESK, NULL, ZHIHUI_HISTORY_WRITE_HASTILY, NULL);
  g_autoptr (ZhihuiSituation) situation = NULL;
  gint64               at = g_get_real_time () / G_USEC_PER_SEC - 86400 - 60;
  ZhihuiHistoryOutcome outcome;

  for (guint i = 1; i < n_today; i++)
    history_sample_touch (sample);
  situation = history_sample_make (sample, at, g_get_monotonic_time ());
  g_assert_cmpint (zhihui_situation_get_summary (situation)->today, ==, n_today);
  g_assert_true (zhihui_history_writer_append (
    writer, situation, at, g_get_monotonic_time (), at, &outcome, NULL));
  history_sample_free (sample);
}

static gboolean
says_yesterday (gpointer user_data)
{
  Listener *listener = user_data;

  return listener->last != NULL &&
         zhihui_situation_get_summary (listener->last)->yesterday_same_time >= 0;
}

static void
test_yesterday_is_added (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiSource) completed = zhihui_yesterday_source_new (self->source, self->recorder);
  g_autoptr (Listener) listener = listener_new (completed);
  g_autoptr (ZhihuiSituation) kept = NULL;

  zhihui_source_start (completed);
  write_yesterday (self, 77);
  await (says_yesterday, listener, "it says how it was yesterday");
  g_assert_cmpint (zhihui_situation_get_summary (listener->last)->yesterday_same_time, ==, 77);
  g_assert_cmpint (zhihui_situation_get_summary (listener->last)->today, ==, 132);
  g_assert_cmpint (zhihui_situation_get_summary (listener->last)->overdue_open_yesterday, ==, 1);

  /* The source itself says nothing of it, and nothing of it is kept. */
  g_assert_cmpint (
    zhihui_situation_get_summary (self->listener->last)->yesterday_same_time, ==, -1);
  zhihui_history_recorder_flush (self->recorder);
  kept = load_newest (zhihui_history_recorder_get_path (self->recorder));
  g_assert_cmpint (zhihui_situation_get_summary (kept)->yesterday_same_time, ==, -1);
  listener_free (g_steal_pointer (&listener));
}

/* ---- replay ---- */

#define START G_GINT64_CONSTANT (1596002400) /* 2020-07-29T14:00:00+08:00 */

static ZhihuiWants
want_period (const char *period)
{
  ZhihuiWants changed = wants;

  changed.rankings[0].period = period;
  return changed;
}

static char *
write_history (const char *folder, guint n_moments, GPtrArray *shown)
{
  char          *path = g_build_filename (folder, "wall-1.db", NULL);
  HistorySample *sample = history_sample_new (20);
  g_autoptr (ZhihuiHistoryWriter) writer = zhihui_history_writer_new (
    path, ZHIHUI_KEEP_FOR_DESK, NULL, ZHIHUI_HISTORY_WRITE_HASTILY, NULL);

  for (guint i = 0; i < n_moments; i++)
    {
      gint64               at = START + i * 600;
      ZhihuiHistoryOutcome outcome;

      history_sample_advance (sample, 2);
      g_ptr_array_add (shown, history_sample_make (sample, at, 5));
      g_assert_true (
        zhihui_history_writer_append (writer, shown->pdata[i], at, 5, at, &outcome, NULL));
    }
  history_sample_free (sample);

  return path;
}

static void
test_replay_shows_what_was_shown (void)
{
  ZhihuiWants      month = want_period (NULL);
  g_autofree char *folder = make_folder ();
  g_autoptr (GPtrArray) shown =
    g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_situation_unref);
  g_autofree char *path = write_history (folder, 4, shown);
  g_autoptr (GError) error = NULL;
  ZhihuiHistorySource *source = zhihui_history_source_new (path, "2020-07-29 14:00", 600.0, &error);
  g_autoptr (Listener) listener = NULL;

  g_assert_no_error (error);
  zhihui_source_set_wants (ZHIHUI_SOURCE (source), &month);
  listener = listener_new (ZHIHUI_SOURCE (source));
  zhihui_source_start (ZHIHUI_SOURCE (source));
  for (guint i = 0; i < 4; i++)
    {
      while (listener->last == NULL ||
             zhihui_situation_get_summary (listener->last)->stamp.as_of < START + i * 600)
        await_told (listener, 1);
      history_sample_assert_same (shown->pdata[i], listener->last);
      g_assert_cmpint (
        zhihui_situation_judge_source (listener->last, g_get_monotonic_time (), NULL).state,
        ==,
        ZHIHUI_STATE_FRESH);
    }

  zhihui_source_stop (ZHIHUI_SOURCE (source));
  listener_free (g_steal_pointer (&listener));
  g_object_unref (source);
  remove_folder (folder);
}

/* Waits for the figures of @at, shown so many times as fast. */
static void
await_moment (Listener *listener, gint64 at, double speed)
{
  while (listener->last == NULL || zhihui_situation_get_summary (listener->last) == NULL ||
         zhihui_situation_get_summary (listener->last)->stamp.as_of != at ||
         ABS (zhihui_situation_get_past_speed (listener->last) - speed) > 1e-9)
    await_told (listener, 1);
}

static void
test_replay_is_moved_and_slowed (void)
{
  ZhihuiWants      month = want_period (NULL);
  g_autofree char *folder = make_folder ();
  g_autoptr (GPtrArray) shown =
    g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_situation_unref);
  g_autofree char     *path = write_history (folder, 4, shown);
  ZhihuiHistorySource *source = zhihui_history_source_new (path, "2020-07-29 14:00", 0.0, NULL);
  g_autoptr (Listener) listener = NULL;

  zhihui_source_set_wants (ZHIHUI_SOURCE (source), &month);
  listener = listener_new (ZHIHUI_SOURCE (source));
  zhihui_source_start (ZHIHUI_SOURCE (source));
  await_moment (listener, START, 0.0);

  zhihui_history_source_seek (source, START + 2 * 600 + 5);
  await_moment (listener, START + 2 * 600, 0.0);
  g_assert_cmpint (zhihui_history_source_get_position (source), ==, START + 2 * 600 + 5);
  history_sample_assert_same (shown->pdata[2], listener->last);

  /* Nothing is before the first, and nothing after the last. */
  zhihui_history_source_seek (source, START - 100000);
  await_moment (listener, START, 0.0);
  g_assert_cmpint (zhihui_history_source_get_position (source), ==, START);
  zhihui_history_source_seek (source, START + 100000);
  await_moment (listener, START + 3 * 600, 0.0);

  /* It goes on from where it stands. */
  zhihui_history_source_seek (source, START + 600 - 30);
  await_moment (listener, START, 0.0);
  zhihui_history_source_set_speed (source, 60.0);
  await_moment (listener, START + 600, 60.0);
  zhihui_history_source_set_speed (source, 0.0);
  await_moment (listener, START + 600, 0.0);

  zhihui_source_stop (ZHIHUI_SOURCE (source));
  listener_free (g_steal_pointer (&listener));
  g_object_unref (source);
  remove_folder (folder);
}

static void
test_what_is_not_kept_says_so (void)
{
  ZhihuiWants      quarter = want_period ("2020-Q2");
  g_autofree char *folder = make_folder ();
  g_autoptr (GPtrArray) shown =
    g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_situation_unref);
  g_autofree char *path = write_history (folder, 1, shown);
  g_autoptr (GError) error = NULL;
  ZhihuiHistorySource *source;
  g_autoptr (Listener) listener = NULL;
  const ZhihuiReceipt *receipt;

  g_assert_null (zhihui_history_source_new (path, "2020-07-28", 0.0, &error));
  g_assert_nonnull (strstr (error->message, "2020-07-29T14:00:00+08:00"));
  g_clear_error (&error);
  g_assert_null (zhihui_history_source_new (path, "yesterday", 0.0, &error));
  g_assert_nonnull (strstr (error->message, "yesterday"));
  g_clear_error (&error);

  source = zhihui_history_source_new (path, NULL, 0.0, &error);
  g_assert_no_error (error);
  listener = begin_reading (source, &quarter);
  g_assert_null (zhihui_situation_get_ranking (listener->last, ZHIHUI_BOARD_RETURN, "town"));
  receipt = zhihui_situation_get_ranking_receipt (listener->last, ZHIHUI_BOARD_RETURN, "town");
  g_assert_nonnull (strstr (receipt->detail, "2020-Q2"));
  g_assert_nonnull (zhihui_situation_get_summary (listener->last));

  listener_free (g_steal_pointer (&listener));
  g_object_unref (source);
  remove_folder (folder);
}

#define ADD(path, test) g_test_add ("/history/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("what-a-source-tells-is-kept", test_what_is_told_is_kept);
  ADD ("figures-of-a-part-are-not-kept", test_parts_are_not_kept);
  ADD ("nothing-personal-goes-to-disk", test_nothing_personal_on_disk);
  ADD ("of-two-who-keep-one-writes-and-the-other-follows", test_one_writes_the_other_follows);
  ADD ("a-damaged-file-is-set-aside-with-a-notice", test_damaged_is_set_aside);
  ADD ("a-newer-file-is-left-alone-with-a-notice", test_newer_is_left_alone);
  ADD ("yesterday-is-added-where-the-platform-does-not-tell-it", test_yesterday_is_added);
  g_test_add_func ("/history/a-replay-shows-what-was-shown", test_replay_shows_what_was_shown);
  g_test_add_func ("/history/a-replay-is-moved-and-slowed", test_replay_is_moved_and_slowed);
  g_test_add_func ("/history/what-is-not-kept-says-so", test_what_is_not_kept_says_so);

  return g_test_run ();
}
