/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

#include "loop-run.h"
#include "program-run.h"
#include "widget-search.h"
#include "zhihui-check-view.h"
#include "zhihui-language.h"
#include "zhihui-preferences-window.h"
#include "zhihui-settings-store.h"
#include "zhihui-source-form.h"

typedef struct
{
  GSettings *store;  /* owned */
  char      *folder; /* owned */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();

  self->store = zhihui_settings_store_open (ZHIHUI_SETTINGS_ID, backend);
  self->folder = program_make_folder ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_unref (self->store);
  program_remove_folder (self->folder);
  g_free (self->folder);
}

static void
choose (GtkWidget *window, const char *title, guint position)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (widget_search_row (window, title)), position);
}

static void
test_chosen (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiPreferences) preferences = zhihui_preferences_new (self->store, NULL, NULL);
  GtkWidget       *window = zhihui_preferences_window_new (preferences, "demo:naxi?scope=desk");
  GtkWidget       *form = widget_search_type (window, ZHIHUI_TYPE_SOURCE_FORM);
  g_autofree char *where = zhihui_source_form_dup_where (ZHIHUI_SOURCE_FORM (form));
  g_autofree char *language = NULL, *scheme = NULL;

  /* To open it changes nothing. */
  g_assert_cmpstr (where, ==, "demo:naxi?scope=desk");
  g_assert_null (g_settings_get_user_value (self->store, "language"));
  g_assert_null (g_settings_get_user_value (self->store, "watermark"));
  g_assert_null (g_settings_get_user_value (self->store, "lock-after"));

  choose (window, "语言", 1);
  choose (window, "颜色", 2);
  choose (window, "读取频率", 3);
  choose (window, "无操作时锁定", 2);
  gtk_switch_set_active (
    GTK_SWITCH (widget_search_type (widget_search_row (window, "水印"), GTK_TYPE_SWITCH)), TRUE);
  gtk_switch_set_active (
    GTK_SWITCH (widget_search_type (widget_search_row (window, "通知"), GTK_TYPE_SWITCH)), FALSE);

  language = g_settings_get_string (self->store, "language");
  scheme = g_settings_get_string (self->store, "colour-scheme");
  g_assert_cmpstr (language, ==, "zh_CN");
  g_assert_cmpstr (scheme, ==, "dark");
  g_assert_cmpuint (g_settings_get_uint (self->store, "poll-period"), ==, 60);
  g_assert_cmpuint (g_settings_get_uint (self->store, "lock-after"), ==, 5);
  g_assert_true (g_settings_get_boolean (self->store, "watermark"));
  g_assert_false (g_settings_get_boolean (self->store, "notifications"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_fixed (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *title;
    gboolean    is_fixed;
  } rows[] = { { "无操作时锁定", TRUE },
               { "水印", TRUE },
               { "颜色", FALSE },
               { "通知", FALSE },
               { "语言", FALSE } };
  g_autofree char *path = g_build_filename (self->folder, "desk.conf", NULL);
  g_autoptr (ZhihuiPreferences) preferences = NULL;
  GtkWidget  *window, *lock;
  GListModel *choices;

  g_assert_true (g_file_set_contents (
    path, "[desk]\nlock-after=7\nwatermark=true\nsource=demo:zichuan\n", -1, NULL));
  preferences = zhihui_preferences_new (self->store, path, NULL);
  window = zhihui_preferences_window_new (preferences, "demo:zichuan");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkWidget  *row = widget_search_row (window, rows[i].title);
      const char *subtitle = adw_action_row_get_subtitle (ADW_ACTION_ROW (row));

      g_assert_true (gtk_widget_get_sensitive (row) == !rows[i].is_fixed);
      g_assert_true ((g_strcmp0 (subtitle, "由管理员设定") == 0) == rows[i].is_fixed);
    }
  g_assert_false (gtk_widget_get_sensitive (widget_search_type (window, ZHIHUI_TYPE_SOURCE_FORM)));

  /* A number that nobody is offered. */
  lock = widget_search_row (window, "无操作时锁定");
  choices = adw_combo_row_get_model (ADW_COMBO_ROW (lock));
  {
    g_autoptr (GtkStringObject) chosen =
      g_list_model_get_item (choices, adw_combo_row_get_selected (ADW_COMBO_ROW (lock)));

    g_assert_cmpstr (gtk_string_object_get_string (chosen), ==, "7 分钟后");
  }
  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkWidget *
find_list (GtkWidget *window)
{
  return widget_search_type (widget_search_type (window, ZHIHUI_TYPE_CHECK_VIEW),
                             GTK_TYPE_LIST_BOX);
}

static gboolean
has_findings (gpointer window)
{
  GtkWidget *list = find_list (window);

  return gtk_widget_get_mapped (list) && gtk_widget_get_height (list) > 0 &&
         gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 2) != NULL;
}

/* All of it lies on the page, which scrolls: not behind a gap as high as one row. */
static void
test_findings_have_room (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiPreferences) preferences = zhihui_preferences_new (self->store, NULL, NULL);
  GtkWidget *window = zhihui_preferences_window_new (preferences, g_getenv ("RECORDING"));
  GtkWidget *list = find_list (window);

  gtk_window_present (GTK_WINDOW (window));
  g_signal_emit_by_name (widget_search_button (window, "测试"), "clicked");
  loop_run_for (30, has_findings, window);
  g_assert_cmpint (gtk_widget_get_height (gtk_widget_get_ancestor (list, ZHIHUI_TYPE_CHECK_VIEW)),
                   >,
                   gtk_widget_get_height (list));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  if (!gtk_init_check ())
    return 77;

  g_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, func)                                                                            \
  g_test_add ("/preferences-window/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("what-is-chosen-counts-at-once-and-opening-changes-nothing", test_chosen);
  ADD ("what-was-read-is-seen-as-a-whole", test_findings_have_room);
  ADD ("what-the-administrator-fixed-is-shown-and-cannot-be-changed", test_fixed);
#undef ADD
  return g_test_run ();
}
