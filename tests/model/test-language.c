/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-language.h"
#include "zhihui-metric.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

static void
test_later_language (void)
{
  const char *title = zhihui_metric_get_traits (ZHIHUI_METRIC_OVERDUE_RATE)->title;

  g_assert_cmpstr (g_dgettext (GETTEXT_PACKAGE, title), ==, "Overdue rate");
  g_setenv ("LANGUAGE", "zh_CN", TRUE);
  setlocale (LC_MESSAGES, "C.UTF-8");
  g_assert_cmpstr (g_dgettext (GETTEXT_PACKAGE, title), ==, "超期率");
}

int
main (int argc, char **argv)
{
  g_unsetenv ("LANGUAGE");
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/language/a-language-set-after-the-first-text-is-spoken", test_later_language);
  return g_test_run ();
}
