/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-platform.h"
#include "zhihui-address.h"
#include "zhihui-error.h"
#include "zhihui-feed.h"

static void
test_addresses (void)
{
  const struct
  {
    const char *url, *base, *name;
    gboolean    is_loopback;
  } cases[] = {
    { "http://127.0.0.1:8460", "http://127.0.0.1:8460/api/v1", "127.0.0.1:8460", TRUE },
    { "http://127.0.0.1:8460/", "http://127.0.0.1:8460/api/v1", "127.0.0.1:8460", TRUE },
    { "http://127.0.0.1:8460/api/v1/", "http://127.0.0.1:8460/api/v1", "127.0.0.1:8460", TRUE },
    { "http://[::1]:8460/api/v1", "http://[::1]:8460/api/v1", "::1:8460", TRUE },
    { "http://localhost/x", "http://localhost/x", "localhost:80", TRUE },
    { "https://platform.example/zw/api/v1",
      "https://platform.example/zw/api/v1",
      "platform.example:443",
      FALSE },
    { "http+insecure://10.0.0.7:8460", "http://10.0.0.7:8460/api/v1", "10.0.0.7:8460", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ZhihuiAddress) address = zhihui_address_parse (cases[i].url, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (address->base, ==, cases[i].base);
      g_assert_cmpstr (address->name, ==, cases[i].name);
      g_assert_cmpint (address->is_loopback, ==, cases[i].is_loopback);
    }
}

static void
test_wrong_addresses (void)
{
  const char *const urls[] = {
    "http://10.0.0.7:8460/api/v1",
    "http://platform.example/",
    "http://127.0.0.1.example/",
    "ftp://127.0.0.1/",
    "file:///etc/passwd",
    "http:///api/v1",
    "https://wall:s3cret@platform.example/",
    "https://platform.example/?token=s3cret",
    "https://platform.example/#s3cret",
    "http+insecure://wall:s3cret@platform.example/",
    "http://[::1",
    "demo:../../etc",
    "demo:",
    "demo:ZICHUAN",
    "demo:zichuan?scope=admin",
    "/nowhere/at/all",
    "",
  };

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (zhihui_source_new_for (urls[i], NULL, NULL, &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
      g_assert_null (strstr (error->message, "s3cret"));
    }
}

static void
test_no_source_names_the_demonstration (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (zhihui_source_new_for (NULL, NULL, NULL, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "demo:zichuan"));
}

static void
test_back_off (void)
{
  const double expected_s[] = { 2, 4, 8, 16, 32, 60, 60 };

  for (guint i = 0; i < G_N_ELEMENTS (expected_s); i++)
    {
      double least = G_MAXDOUBLE;
      double most = 0;

      for (guint j = 0; j < 200; j++)
        {
          double wait_s = (double) zhihui_feed_back_off_us (i + 1) / G_USEC_PER_SEC;

          least = MIN (least, wait_s);
          most = MAX (most, wait_s);
        }
      g_assert_cmpfloat (least, >=, expected_s[i] * 0.9 - 0.001);
      g_assert_cmpfloat (most, <=, expected_s[i] * 1.1 + 0.001);
      /* Many walls must not come back in the same second. */
      g_assert_cmpfloat (most - least, >, expected_s[i] * 0.1);
    }
  g_assert_cmpfloat ((double) zhihui_feed_back_off_us (G_MAXUINT) / G_USEC_PER_SEC, <=, 66.1);
}

/* ---- a recording ---- */

static void
write_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static ZhihuiSource *
start_recording (const char *folder, Listener **listener)
{
  ZhihuiWants wants = {
    .datasets = 1 << ZHIHUI_DATASET_SUMMARY | 1 << ZHIHUI_DATASET_ALERTS,
    .n_rankings = 1,
    .rankings = { { .board = ZHIHUI_BOARD_VOLUME, .peer = "*" } },
  };
  g_autoptr (GError) error = NULL;
  ZhihuiSource *source = zhihui_source_new_for (folder, NULL, NULL, &error);

  g_assert_no_error (error);
  *listener = listener_new (source);
  zhihui_source_set_wants (source, &wants);
  zhihui_source_start (source);
  await_settled (*listener);
  return source;
}

static void
test_recording_is_replayed (void)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autofree char *folder = make_folder ();
  g_autofree char *meta = fake_platform_make_body (platform, "/meta", NULL);
  g_autofree char *summary = fake_platform_make_body (platform, "/summary", NULL);
  g_autofree char *ranking = fake_platform_make_body (platform, "/rankings/volume", NULL);
  g_autoptr (Listener) listener = NULL;
  ZhihuiSource *source;

  write_file (folder, "m.json", meta);
  write_file (folder, "s.json", summary);
  write_file (folder, "r.json", ranking);
  write_file (folder,
              "recording.json",
              "{\"name\":\"七月\",\"as_of\":\"2020-07-29T15:00:00+08:00\",\"files\":["
              "{\"resource\":\"meta\",\"file\":\"m.json\"},"
              "{\"resource\":\"summary\",\"file\":\"s.json\"},"
              "{\"resource\":\"rankings/volume/town\",\"file\":\"r.json\"}]}");
  source = start_recording (folder, &listener);

  g_assert_cmpint (zhihui_situation_get_summary (listener->last)->today, ==, 132);
  g_assert_nonnull (zhihui_situation_get_ranking (listener->last, ZHIHUI_BOARD_VOLUME, "town"));
  g_assert_cmpstr (zhihui_situation_get_source_name (listener->last), ==, "七月");
  g_assert_cmpint (zhihui_situation_get_platform_now (listener->last, g_get_monotonic_time ()) -
                     1596006000,
                   <=,
                   10);
  g_assert_cmpint (
    zhihui_situation_judge (listener->last, ZHIHUI_DATASET_SUMMARY, g_get_monotonic_time ()).state,
    ==,
    ZHIHUI_STATE_FRESH);
  /* What was not recorded is a failure that says so. */
  g_assert_null (zhihui_situation_get_alerts (listener->last));
  g_assert_cmpint (
    zhihui_situation_judge (listener->last, ZHIHUI_DATASET_ALERTS, g_get_monotonic_time ()).state,
    ==,
    ZHIHUI_STATE_ERROR);
  g_assert_nonnull (zhihui_situation_get_receipt (listener->last, ZHIHUI_DATASET_ALERTS)->detail);

  listener_free (g_steal_pointer (&listener));
  zhihui_source_stop (source);
  g_assert_finalize_object (source);
  remove_folder (folder);
}

static void
test_wrong_recordings (void)
{
  const char *const texts[] = {
    "",
    "{}",
    "{\"files\":{}}",
    "{\"files\":[{\"resource\":\"summary\",\"file\":\"../s.json\"}]}",
    "{\"files\":[{\"resource\":\"summary\",\"file\":\"/etc/passwd\"}]}",
    "{\"files\":[{\"resource\":\"summary\"}]}",
    "{\"files\":[],\"as_of\":\"yesterday\"}",
    "[[[[[[",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *folder = make_folder ();
      g_autoptr (Listener) listener = NULL;
      ZhihuiSource *source;

      write_file (folder, "recording.json", texts[i]);
      source = start_recording (folder, &listener);
      g_assert_null (zhihui_situation_get_meta (listener->last));
      g_assert_nonnull (
        zhihui_situation_get_receipt (listener->last, ZHIHUI_DATASET_SUMMARY)->detail);

      listener_free (g_steal_pointer (&listener));
      g_assert_finalize_object (source);
      remove_folder (folder);
    }
}

static void
test_folder_without_recording (void)
{
  g_autofree char *folder = make_folder ();
  g_autoptr (GError) error = NULL;

  g_assert_null (zhihui_source_new_for (folder, NULL, NULL, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND);
  remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/source/addresses-lead-to-the-api", test_addresses);
  g_test_add_func ("/source/wrong-addresses-are-refused-without-secrets", test_wrong_addresses);
  g_test_add_func ("/source/no-source-names-the-demonstration",
                   test_no_source_names_the_demonstration);
  g_test_add_func ("/source/back-off-doubles-to-a-minute", test_back_off);
  g_test_add_func ("/source/a-recording-is-replayed", test_recording_is_replayed);
  g_test_add_func ("/source/wrong-recordings-are-states", test_wrong_recordings);
  g_test_add_func ("/source/a-folder-without-recording-is-refused", test_folder_without_recording);

  return g_test_run ();
}
