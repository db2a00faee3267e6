/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-language.h"
#include "zhihui-metric.h"

#include <glib/gi18n-lib.h>

static void
test_later_language (void)
{
  const char *title = zhihui_metric_get_traits (ZHIHUI_METRIC_OVERDUE_RATE)->title;

  g_assert_cmpstr (g_dgettext (GETTEXT_PACKAGE, title), ==, "Overdue rate");
  g_assert_false (zhihui_language_speak ("xx_XX"));
  g_assert_true (zhihui_language_speak ("zh_CN"));
  g_assert_cmpstr (g_dgettext (GETTEXT_PACKAGE, title), ==, "超期率");
  g_assert_null (g_getenv ("LOCPATH"));
}

/* The locale of a unit of systemd, and of env -i. */
static void
test_options (void)
{
  static const char *const line[] = { "zhihui", "--title", "太河镇通报", NULL };
  g_auto (GStrv) arguments = g_strdupv ((char **) line);
  g_autofree char   *title = NULL;
  const GOptionEntry entries[] = {
    { "title", 0, 0, G_OPTION_ARG_STRING, &title, "", NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_setenv ("LC_ALL", "C", TRUE);
  zhihui_language_bind ();
  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_parse_strv (context, &arguments, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (title, ==, "太河镇通报");
}

int
main (int argc, char **argv)
{
  /* A machine that has no other locale. */
  g_unsetenv ("LANGUAGE");
  g_unsetenv ("LOCPATH");
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/language/a-language-set-after-the-first-text-is-spoken", test_later_language);
  g_test_add_func ("/language/what-is-given-is-utf-8-in-every-locale", test_options);
  return g_test_run ();
}
