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

static void
test_folder_without_recording (void)
{
  g_autofree char *folder = make_folder ();
  g_autoptr (GError) error = NULL;

  g_assert_null (zhihui_source_new_for (folder, NULL, NULL, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND);
  remove_folder (folder);
}

static void
test_demo_meetings (void)
{
  const char *const         named[] = { "vc.example.cn", NULL };
  const ZhihuiTrustSettings settings[] = { { 0 }, { .join_hosts = (char **) named } };

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ZhihuiSource) demo =
        zhihui_source_new_trusting ("demo:zichuan", &settings[i], NULL, &error);
      g_autoptr (ZhihuiSource) other = NULL;
      const char *const *hosts;

      g_assert_no_error (error);
      hosts = zhihui_source_get_join_hosts (demo);
      g_assert_true (g_strv_contains (hosts, "meeting.example.cn"));
      g_assert_cmpuint (g_strv_length ((char **) hosts), ==, i + 1);

      other = zhihui_source_new_trusting ("http://127.0.0.1:9", &settings[i], NULL, &error);
      g_assert_no_error (error);
      hosts = zhihui_source_get_join_hosts (other);
      g_assert_true (hosts == NULL || !g_strv_contains (hosts, "meeting.example.cn"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/source/addresses-lead-to-the-api", test_addresses);
  g_test_add_func ("/source/wrong-addresses-are-refused-without-secrets", test_wrong_addresses);
  g_test_add_func ("/source/no-source-names-the-demonstration",
                   test_no_source_names_the_demonstration);
  g_test_add_func ("/source/meetings-of-a-demonstration-alone-are-trusted", test_demo_meetings);
  g_test_add_func ("/source/back-off-doubles-to-a-minute", test_back_off);
  g_test_add_func ("/source/a-folder-without-recording-is-refused", test_folder_without_recording);

  return g_test_run ();
}
