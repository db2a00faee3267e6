/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "zhihui-desk-application.h"
#include "zhihui-view.h"

static ZhihuiSource *
open_nothing (gpointer data)
{
  return NULL;
}

/* What is developed (-Dprofile=development) has another id, and the same style and icons. */
static void
test_any_name (void)
{
  g_autoptr (ZhihuiUnitFinder) finder = zhihui_unit_finder_new (open_nothing, NULL);
  g_autoptr (ZhihuiSearchProvider) provider = zhihui_search_provider_new (finder);
  g_autoptr (GApplication) application =
    G_APPLICATION (zhihui_desk_application_new (G_APPLICATION_NON_UNIQUE, provider));
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());

  g_assert_cmpstr (g_application_get_resource_base_path (application), ==, "/cn/zhihui/Zhihui");
  g_assert_true (g_application_register (application, NULL, NULL));
  g_assert_true (gtk_icon_theme_has_icon (theme, "zhihui-trend-symbolic"));
  g_assert_true (gtk_icon_theme_has_icon (theme, APP_ID));
}

int
main (int argc, char **argv)
{
  if (!gtk_init_check ())
    return 77;

  zhihui_view_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk-resources/style-and-icons-are-there-under-any-name", test_any_name);
  return g_test_run ();
}
