/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "zhihui-calendar-settings.h"
#include "zhihui-error.h"
#include "zhihui-language.h"

static void
test_settings_that_cannot_be_used_are_named (void)
{
  static const char *const no_hosts[] = { "https://x/", NULL };
  static const struct
  {
    ZhihuiCalendarSettings settings;
    const char            *word;
  } cases[] = {
    { { .url = (char *) "team.ics" }, "webcal" },
    { { .url = (char *) "ftp://example.cn/a.ics" }, "example.cn" },
    { { .url = (char *) "http://example.cn/SECRET.ics" }, "http+insecure" },
    { { .url = (char *) "https://u:SECRET@example.cn/a.ics" }, "令牌" },
    { { .url = (char *) "https://example.cn/a.ics#x" }, "webcal" },
    { { .url = (char *) "webcal://example.cn/a.ics", .mode = (char *) "mix" }, "mix" },
    { { .url = (char *) "webcal://example.cn/a.ics", .kind = (char *) "party" }, "party" },
    { { .url = (char *) "webcal://example.cn/a.ics", .user = (char *) "wand" }, "wand" },
    { { .url = (char *) "webcal://example.cn/a.ics", .hosts = (char **) no_hosts }, "https://x/" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (zhihui_calendar_settings_check (&cases[i].settings, &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
      if (strstr (error->message, cases[i].word) == NULL ||
          strstr (error->message, "SECRET") != NULL)
        g_error ("%s", error->message);
    }
}

static void
test_addresses_are_understood (void)
{
  static const struct
  {
    const char *text, *url, *origin;
    gboolean    is_collection;
  } cases[] = {
    { "webcal://example.cn/a.ics?k=1",
      "https://example.cn/a.ics?k=1",
      "https://example.cn",
      FALSE },
    { "WebCals://example.cn:8443/a",
      "https://example.cn:8443/a",
      "https://example.cn:8443",
      FALSE },
    { "caldav+https://example.cn/u/c/", "https://example.cn/u/c/", "https://example.cn", TRUE },
    { "caldav+http://127.0.0.1:5232/u/",
      "http://127.0.0.1:5232/u/",
      "http://127.0.0.1:5232",
      TRUE },
    { "http+insecure://a.example/x", "http://a.example/x", "http://a.example", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ZhihuiCalendarAddress) address =
        zhihui_calendar_address_parse (cases[i].text, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (address->url, ==, cases[i].url);
      g_assert_cmpstr (address->origin, ==, cases[i].origin);
      g_assert_cmpint (address->is_collection, ==, cases[i].is_collection);
    }
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar-settings/settings-that-cannot-be-used-are-named",
                   test_settings_that_cannot_be_used_are_named);
  g_test_add_func ("/calendar-settings/addresses-are-understood", test_addresses_are_understood);
  return g_test_run ();
}
