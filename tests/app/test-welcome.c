/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

#include "desk-application.h"
#include "widget-search.h"
#include "zhihui-settings-store.h"
#include "zhihui-welcome-window.h"

/* What the first window offers. */

static gboolean
is_button (GtkWidget *widget, gconstpointer label)
{
  return GTK_IS_BUTTON (widget) &&
         g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static void
check_offer (const char *platform, gboolean has_demo)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (GSettings) store = zhihui_settings_store_open (ZHIHUI_SETTINGS_ID, backend);
  g_autoptr (ZhihuiPreferences) preferences = zhihui_preferences_new (store, NULL, NULL);
  GtkWidget *window, *demo, *connect;

  g_setenv ("ZHIHUI_PLATFORM", platform, TRUE);
  window = zhihui_welcome_window_new (ADW_APPLICATION (g_application_get_default ()), preferences);
  demo = widget_search_first (window, is_button, "看演示");
  connect = widget_search_first (window, is_button, "连接平台…");
  g_assert_nonnull (demo);
  g_assert_nonnull (connect);
  g_assert_true (gtk_widget_get_visible (demo) == has_demo);
  g_assert_true (widget_search_has_words (window, "zhihui-platform") == !has_demo);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == (has_demo ? demo : connect));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The package of the desk is installed without that of the platform now and then. */
static void
test_demo_needs_a_platform (void)
{
  g_autofree char *platform = g_strdup (g_getenv ("ZHIHUI_PLATFORM"));

  check_offer ("/nowhere/zhihui-platform", FALSE);
  check_offer (platform, TRUE);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = desk_application_start (&argc, &argv, NULL);

  if (application == NULL)
    return 77;

  g_test_add_func ("/welcome/a-demonstration-is-offered-where-there-is-a-platform",
                   test_demo_needs_a_platform);
  return g_test_run ();
}
