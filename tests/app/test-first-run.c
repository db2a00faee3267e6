/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#define G_SETTINGS_ENABLE_BACKEND
#include <gdk/x11/gdkx.h>
#include <gio/gsettingsbackend.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "config.h"
#include "desk-application.h"
#include "program-run.h"
#include "served-scenario.h"
#include "typed-keys.h"
#include "widget-search.h"
#include "zhihui-check-view.h"
#include "zhihui-desk-diagnostics.h"
#include "zhihui-desk-office.h"
#include "zhihui-desk-window.h"
#include "zhihui-history-folder.h"
#include "zhihui-http-source.h"
#include "zhihui-preferences-window.h"
#include "zhihui-settings-store.h"
#include "zhihui-token-keeper.h"
#include "zhihui-welcome-window.h"

typedef struct
{
  GSettingsBackend   *backend;     /* owned */
  GSettings          *store;       /* owned: what was chosen */
  GSettings          *windows;     /* owned: what windows remember */
  ZhihuiPreferences  *preferences; /* owned */
  ZhihuiDeskOffice   *office;      /* owned */
  ZhihuiSourceOptions options;
  ZhihuiPast          past;
  ZhihuiBasemapOption basemap;
  ZhihuiMapOption     map;
} Fixture;

static ServedScenario *
get_scenario (gconstpointer data)
{
  return (ServedScenario *) data;
}

static GtkApplication *
get_application (void)
{
  return GTK_APPLICATION (g_application_get_default ());
}

static GtkWidget *
find_window (GType type)
{
  for (GList *i = gtk_application_get_windows (get_application ()); i != NULL; i = i->next)
    if (G_TYPE_CHECK_INSTANCE_TYPE (i->data, type) && gtk_widget_get_mapped (i->data))
      return i->data;
  return NULL;
}

static gboolean
has_window (gpointer type)
{
  return find_window (GPOINTER_TO_SIZE (type)) != NULL;
}

static gboolean
has_figures (gpointer data)
{
  GtkWidget *window = find_window (ZHIHUI_TYPE_DESK_WINDOW);

  return window != NULL && zhihui_desk_window_get_page (ZHIHUI_DESK_WINDOW (window)) != NULL;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  ZhihuiDeskTerms terms = { &self->options, &self->past, &self->basemap, &self->map };

  self->past = (ZhihuiPast) ZHIHUI_PAST_INIT;
  self->past.days = 0;
  self->backend = g_memory_settings_backend_new ();
  self->store = zhihui_settings_store_open (ZHIHUI_SETTINGS_ID, self->backend);
  self->windows = zhihui_settings_store_open (ZHIHUI_SETTINGS_WINDOW_ID, self->backend);
  self->preferences = zhihui_preferences_new (self->store, NULL, NULL);
  zhihui_map_option_load (&self->map);
  self->office = zhihui_desk_office_new (
    ADW_APPLICATION (get_application ()), &terms, self->preferences, self->windows);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (get_application ()));

  for (GList *i = windows; i != NULL; i = i->next)
    gtk_window_destroy (i->data);
  zhihui_desk_office_close (self->office);
  g_assert_finalize_object (self->office);
  g_object_unref (self->preferences);
  g_object_unref (self->store);
  g_object_unref (self->windows);
  g_object_unref (self->backend);
  zhihui_map_option_clear (&self->map);
  zhihui_source_options_clear (&self->options);
}

static void
test_demo (Fixture *self, gconstpointer data)
{
  g_autofree char *source = NULL;

  g_assert_true (zhihui_desk_office_open (self->office, NULL));
  typed_keys_await (has_window, GSIZE_TO_POINTER (ZHIHUI_TYPE_WELCOME_WINDOW));
  typed_keys_press (find_window (ZHIHUI_TYPE_WELCOME_WINDOW), "key", "Return");
  typed_keys_await (has_figures, NULL);
  g_assert_null (find_window (ZHIHUI_TYPE_WELCOME_WINDOW));
  source = g_settings_get_string (self->store, "source");
  g_assert_cmpstr (source, ==, "demo:zichuan?scope=desk");
}

static gboolean
is_own_icon (GtkWidget *widget, gconstpointer name)
{
  return GTK_IS_IMAGE (widget) &&
         g_strcmp0 (gtk_image_get_icon_name (GTK_IMAGE (widget)), name) == 0;
}

static void
test_icon (Fixture *self, gconstpointer data)
{
  GtkWidget    *window;
  GtkIconTheme *theme;

  g_assert_true (zhihui_desk_office_open (self->office, NULL));
  typed_keys_await (has_window, GSIZE_TO_POINTER (ZHIHUI_TYPE_WELCOME_WINDOW));
  window = find_window (ZHIHUI_TYPE_WELCOME_WINDOW);
  theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (window));
  g_assert_nonnull (widget_search_first (window, is_own_icon, APP_ID));
  g_assert_true (gtk_icon_theme_has_icon (theme, APP_ID)); /* where nothing is installed, too */
}

/* Everything that is kept, as text. */
static char *
write_settings (GSettings *store)
{
  g_autoptr (GSettingsSchema) schema = NULL;
  g_auto (GStrv) keys = NULL;
  GString *out = g_string_new (NULL);

  g_object_get (store, "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autoptr (GVariant) value = g_settings_get_value (store, keys[i]);
      g_autofree char *text = g_variant_print (value, FALSE);

      g_string_append_printf (out, "%s=%s\n", keys[i], text);
    }
  return g_string_free (out, FALSE);
}

static gboolean
is_told_by_dialog (const char *heading)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (ADW_IS_MESSAGE_DIALOG (window) &&
          g_strcmp0 (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (window)), heading) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
test_platform (Fixture *self, gconstpointer data)
{
  ServedScenario  *scenario = get_scenario (data);
  g_autofree char *token = program_make_token (scenario->database, "desk");
  g_autofree char *settings = NULL, *of_windows = NULL, *path = NULL, *source = NULL;
  GtkWidget       *window;
  struct stat      status;

  g_strstrip (token);
  g_assert_true (zhihui_desk_office_open (self->office, NULL));
  typed_keys_await (has_window, GSIZE_TO_POINTER (ZHIHUI_TYPE_WELCOME_WINDOW));
  window = find_window (ZHIHUI_TYPE_WELCOME_WINDOW);
  typed_keys_step (window, "Tab");
  typed_keys_step (window, "Return"); /* to the first field of the form */
  typed_keys_write (window, scenario->url);
  typed_keys_step (window, "Tab");
  typed_keys_write (window, token);
  typed_keys_press (window, "key", "Return");
  typed_keys_await (has_figures, NULL);

  source = g_settings_get_string (self->store, "source");
  g_assert_cmpstr (source, ==, scenario->url);
  settings = write_settings (self->store);
  of_windows = write_settings (self->windows);
  g_assert_null (strstr (settings, token));
  g_assert_null (strstr (of_windows, token));
  /* There is no keyring here. */
  path = zhihui_token_keeper_dup_path (scenario->url);
  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  g_assert_true (is_told_by_dialog ("令牌存在文件里"));
}

/* What no computer answers to is not offered as a source, and is told in a clerk's words. */
static void
test_mistake (Fixture *self, gconstpointer data)
{
  GtkWidget *window;

  g_assert_true (zhihui_desk_office_open (self->office, NULL));
  typed_keys_await (has_window, GSIZE_TO_POINTER (ZHIHUI_TYPE_WELCOME_WINDOW));
  window = find_window (ZHIHUI_TYPE_WELCOME_WINDOW);
  typed_keys_step (window, "Tab");
  typed_keys_step (window, "Return");
  typed_keys_write (window, "localhost:1");
  typed_keys_step (window, "Tab");
  typed_keys_press (window, "key", "Return");
  g_assert_true (widget_search_has_words (window, "地址以 https:// 开头"));
  g_assert_false (widget_search_has_words (window, "demo:zichuan"));
  g_assert_false (widget_search_has_words (window, "仍然使用"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* ---- trying a source ---- */

static gboolean
is_set (gpointer data)
{
  return *(gboolean *) data;
}

static void
finished_cb (gboolean *is_finished)
{
  *is_finished = TRUE;
}

static ZhihuiCheckView *
try_source (const char *where, const char *token_file)
{
  ZhihuiCheckView *view = g_object_ref_sink (g_object_new (ZHIHUI_TYPE_CHECK_VIEW, NULL));
  g_auto (ZhihuiSourceOptions) options = { 0 };
  gboolean is_finished = FALSE;

  options.where = g_strdup (where);
  options.trust.token_file = g_strdup (token_file);
  g_signal_connect_swapped (view, "finished", G_CALLBACK (finished_cb), &is_finished);
  zhihui_check_view_run (view, &options);
  typed_keys_await (is_set, &is_finished);
  g_signal_handlers_disconnect_by_data (view, &is_finished);
  return view;
}

/* Without what goes on between two readings: milliseconds, seconds of the platform's clock, and
 * "the same as before" for "here it is". */
static char *
strip_times (const char *table)
{
  g_autoptr (GRegex) row = g_regex_new (
    "^(/\\S+) +(200|304) +-?\\d+ +(-|\\d+)  (\\d+-\\d+-\\d+)T\\S+", G_REGEX_MULTILINE, 0, NULL);
  const char *start = strstr (table, "资源 ");

  g_assert_nonnull (start);
  return g_regex_replace (row, start, -1, 0, "\\1 answered \\3 \\4", 0, NULL);
}

static void
test_table (Fixture *self, gconstpointer data)
{
  ServedScenario  *scenario = get_scenario (data);
  g_autofree char *token_file = g_build_filename (scenario->folder, "check", NULL);
  g_auto (ProgramRun) command = { 0 };
  g_autoptr (ZhihuiCheckView) view = NULL;
  g_autofree char *diagnostics = NULL, *token = NULL, *seen = NULL, *printed = NULL;

  program_write_token (scenario->database, "desk", token_file);
  g_assert_true (g_file_get_contents (token_file, &token, NULL, NULL));
  g_strstrip (token);
  view = try_source (scenario->url, token_file);
  diagnostics = zhihui_check_view_dup_diagnostics (view);
  command = program_run (
    "check", "--source", scenario->url, "--token-file", token_file, "--lang", "zh_CN", NULL);
  g_assert_cmpint (command.status, ==, 0);

  seen = strip_times (diagnostics);
  printed = strip_times (command.out);
  g_assert_cmpstr (seen, ==, printed);
  g_assert_nonnull (strstr (seen, "/rankings/overdue_rate?peer=town answered 13 "));
  g_assert_null (strstr (diagnostics, token));
}

static void
test_faults (Fixture *self, gconstpointer data)
{
  ServedScenario  *scenario = get_scenario (data);
  g_autofree char *bad = g_build_filename (scenario->folder, "bad", NULL);
  const struct
  {
    const char *where;
    const char *title;
  } rows[] = {
    { scenario->url, "平台不接受这个令牌" },           { "http://127.0.0.1:9", "无法连接平台" },
    { "https://nowhere.invalid", "无法连接平台" },     { "platform.example", "这个数据源打不开" },
    { "http://platform.example", "这个数据源打不开" }, { "/nowhere/at/all", "这个数据源打不开" },
  };

  g_assert_true (
    g_file_set_contents_full (bad, "planted-Token", -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (ZhihuiCheckView) view = try_source (rows[i].where, bad);
      g_autofree char *diagnostics = zhihui_check_view_dup_diagnostics (view);

      if (!widget_search_has_words (GTK_WIDGET (view), rows[i].title))
        g_error ("%s is not said to be so: %s", rows[i].where, diagnostics);
      g_assert_null (strstr (diagnostics, "planted-Token"));
    }
}

static void
test_given_up (Fixture *self, gconstpointer data)
{
  ServedScenario  *scenario = get_scenario (data);
  ZhihuiCheckView *view = g_object_ref_sink (g_object_new (ZHIHUI_TYPE_CHECK_VIEW, NULL));
  g_auto (ZhihuiSourceOptions) options = { 0 };

  options.where = g_strdup (scenario->url);
  zhihui_check_view_run (view, &options);
  g_assert_true (zhihui_check_view_is_running (view));
  zhihui_check_view_cancel (view);
  g_assert_false (zhihui_check_view_is_running (view));
  g_assert_true (widget_search_has_words (GTK_WIDGET (view), "已停止"));
  zhihui_check_view_run (view, &options); /* and again, and away with it */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (view);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_names (void)
{
  static const struct
  {
    const char *where;
    const char *name;
  } rows[] = {
    { "https://platform.example/api/v1?token=abc", "https://platform.example" },
    { "https://li:secret@platform.example:8443/x", "https://platform.example:8443" },
    { "demo:zichuan?scope=desk", "demo:zichuan?scope=desk" },
    { "/srv/people/zhang-san/recording", "…/recording" },
    { "eyJhbGciOiJub25lIn0.e30.abc", "（不是地址）" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = zhihui_desk_diagnostics_name_source (rows[i].where);

      g_assert_cmpstr (name, ==, rows[i].name);
    }
}

/* A fault says what was tried as it was typed: a token in the wrong field, a folder of a person. */
static void
test_told_faults (void)
{
  static const struct
  {
    const char *where;
    const char *secret;
    const char *told;
  } rows[] = {
    { "eyJhbGciOiJub25lIn0.e30.abc", "eyJ", "（不是地址）" },
    { "/srv/people/zhang-san/none.profile", "zhang", "…/none.profile" },
    { "/srv/people/zhang-san", "people", "…/zhang-san" },
    { "history:/srv/people/li/past.db", "people", "…/past.db" },
    { "http://li:secret@platform.example/x?token=abc", "secret", "http://platform.example" },
    { "http://platform.example/x?token=abc", "abc", "http://platform.example" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ZhihuiSource) source =
        zhihui_source_new_trusting (rows[i].where, &(ZhihuiTrustSettings){ 0 }, NULL, &error);
      g_autofree char *text = NULL;

      g_assert_null (source);
      text = zhihui_desk_diagnostics_write (rows[i].where, error->message, NULL);
      if (strstr (text, rows[i].secret) != NULL || strstr (text, rows[i].told) == NULL)
        g_error ("of %s is told: %s", rows[i].where, text);
    }
}

/* ---- later ---- */

static guint
count_windows (GType type)
{
  guint n = 0;

  for (GList *i = gtk_application_get_windows (get_application ()); i != NULL; i = i->next)
    n += G_TYPE_CHECK_INSTANCE_TYPE (i->data, type);
  return n;
}

static void
test_windows (Fixture *self, gconstpointer data)
{
  ServedScenario  *scenario = get_scenario (data);
  g_autofree char *diagnostics = NULL, *named = NULL, *token = NULL;
  GtkWidget       *window;

  self->options.where = g_strdup (scenario->url);
  self->options.trust.token_file = g_build_filename (scenario->folder, "windows", NULL);
  program_write_token (scenario->database, "desk", self->options.trust.token_file);
  g_assert_true (zhihui_desk_office_open (self->office, NULL));
  typed_keys_await (has_figures, NULL);
  g_assert_nonnull (zhihui_desk_office_open_window (self->office, NULL));
  g_assert_cmpuint (count_windows (ZHIHUI_TYPE_DESK_WINDOW), ==, 2);

  diagnostics = zhihui_desk_office_dup_diagnostics (self->office);
  named = g_strdup_printf ("source: http://127.0.0.1:%s\n",
                           strrchr (strstr (scenario->url, "//127"), ':') + 1);
  *strchrnul (strrchr (named, ':'), '/') = '\0';
  g_assert_nonnull (strstr (diagnostics, named));
  g_assert_true (g_file_get_contents (self->options.trust.token_file, &token, NULL, NULL));
  g_assert_null (strstr (diagnostics, g_strstrip (token)));
  g_assert_null (strstr (diagnostics, g_get_user_name ()));

  zhihui_preferences_set_uint (self->preferences, ZHIHUI_PREFERENCE_POLL_PERIOD, 15);
  for (GList *i = gtk_application_get_windows (get_application ()); i != NULL; i = i->next)
    g_assert_cmpuint (zhihui_desk_get_period (zhihui_desk_window_get_desk (i->data)), ==, 15);

  zhihui_desk_office_show_preferences (self->office);
  typed_keys_await (has_window, GSIZE_TO_POINTER (ZHIHUI_TYPE_PREFERENCES_WINDOW));

  /* What cannot be opened changes nothing. */
  zhihui_desk_office_change_source (self->office, "nowhere");
  g_assert_cmpuint (count_windows (ZHIHUI_TYPE_DESK_WINDOW), ==, 2);

  window = find_window (ZHIHUI_TYPE_DESK_WINDOW);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  zhihui_desk_office_change_source (self->office, g_getenv ("RECORDING"));
  g_assert_cmpuint (count_windows (ZHIHUI_TYPE_DESK_WINDOW), ==, 1);
  g_assert_cmpuint (count_windows (ZHIHUI_TYPE_PREFERENCES_WINDOW), ==, 0);
  g_assert_null (window);
  typed_keys_await (has_figures, NULL);
}

static gboolean
has_history (gpointer data)
{
  g_autoptr (GPtrArray) files = zhihui_history_folder_list (NULL);

  return files->len > 0;
}

static void
test_history (Fixture *self, gconstpointer data)
{
  ServedScenario  *scenario = get_scenario (data);
  g_autofree char *folder = zhihui_history_folder_get_default ();
  GtkWidget       *first;

  self->past.days = 30;
  self->options.where = g_strdup (scenario->url);
  self->options.trust.token_file = g_build_filename (scenario->folder, "history", NULL);
  program_write_token (scenario->database, "desk", self->options.trust.token_file);
  g_assert_true (zhihui_desk_office_open (self->office, NULL));
  typed_keys_await (has_history, NULL);

  first = find_window (ZHIHUI_TYPE_DESK_WINDOW);
  g_assert_nonnull (zhihui_desk_office_open_window (self->office, NULL));
  gtk_window_destroy (GTK_WINDOW (first));
  program_remove_folder (folder);
  typed_keys_await (has_history, NULL);

  zhihui_desk_office_close (self->office);
  program_remove_folder (folder);
}

static gboolean
is_kept (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static ZhihuiHttpSource *
get_platform (GtkWidget *window)
{
  ZhihuiDesk *desk = zhihui_desk_window_get_desk (ZHIHUI_DESK_WINDOW (window));

  return ZHIHUI_HTTP_SOURCE (zhihui_desk_get_source (desk));
}

/* Without a history as well. */
static void
test_last_good (Fixture *self, gconstpointer data)
{
  ServedScenario  *scenario = get_scenario (data);
  g_autofree char *path = NULL;
  GtkWidget       *first, *second;

  self->options.where = g_strdup (scenario->url);
  self->options.trust.token_file = g_build_filename (scenario->folder, "kept", NULL);
  program_write_token (scenario->database, "desk", self->options.trust.token_file);
  g_assert_true (zhihui_desk_office_open (self->office, NULL));
  typed_keys_await (has_figures, NULL);
  first = find_window (ZHIHUI_TYPE_DESK_WINDOW);
  path = g_strdup (zhihui_http_source_get_kept_path (get_platform (first)));
  typed_keys_await (is_kept, path);

  second = zhihui_desk_office_open_window (self->office, NULL);
  g_assert_cmpstr (zhihui_http_source_get_kept_path (get_platform (second)), ==, path);
  g_assert_true (zhihui_http_source_is_writing (get_platform (first)));
  g_assert_false (zhihui_http_source_is_writing (get_platform (second)));
  gtk_window_destroy (GTK_WINDOW (first));
  g_assert_true (zhihui_http_source_is_writing (get_platform (second)));
  g_assert_cmpint (g_unlink (path), ==, 0);
  typed_keys_await (is_kept, path);
}

static void
test_broken (Fixture *self, gconstpointer data)
{
  g_assert_true (g_settings_set_string (self->store, "source", "/nowhere/at/all"));
  g_assert_true (zhihui_desk_office_open (self->office, NULL));
  typed_keys_await (has_window, GSIZE_TO_POINTER (ZHIHUI_TYPE_WELCOME_WINDOW));
  g_assert_true (
    widget_search_has_words (find_window (ZHIHUI_TYPE_WELCOME_WINDOW), "这个数据源打不开"));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = NULL;
  g_autofree char  *folder = program_make_folder ();
  const char *const kept[] = { "zhihui/tokens", "zhihui", "" };
  ServedScenario    scenario = { 0 };
  int               status;

  /* Neither a keyring nor anything else of the session. */
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
  g_setenv ("XDG_RUNTIME_DIR", folder, TRUE);
  g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  application = desk_application_start (&argc, &argv, NULL);
  if (application == NULL || !GDK_IS_X11_DISPLAY (gdk_display_get_default ()))
    return 77;

  g_application_hold (G_APPLICATION (application));
  served_scenario_start (&scenario, "zichuan", "2000");
#define ADD(name, func) g_test_add ("/first-run/" name, Fixture, &scenario, set_up, func, tear_down)
  ADD ("one-key-leads-to-the-figures-of-a-demonstration", test_demo);
  ADD ("a-platform-is-connected-by-keyboard-and-its-token-is-kept-apart", test_platform);
  ADD ("an-address-that-is-none-is-told-in-plain-words", test_mistake);
  ADD ("the-table-is-that-of-the-command", test_table);
  ADD ("what-is-wrong-is-said-in-words", test_faults);
  ADD ("a-test-can-be-given-up", test_given_up);
  ADD ("windows-share-the-source-and-turn-to-another", test_windows);
  ADD ("the-history-goes-on-when-the-first-window-is-closed", test_history);
  ADD ("the-last-good-answers-go-on-when-the-first-window-is-closed", test_last_good);
  ADD ("a-source-that-went-away-is-asked-for-again", test_broken);
  ADD ("the-first-window-has-the-icon-of-the-program", test_icon);
#undef ADD
  g_test_add_func ("/first-run/diagnostics-name-nobody-and-no-secret", test_names);
  g_test_add_func ("/first-run/a-fault-repeats-no-secret-that-was-typed", test_told_faults);
  status = g_test_run ();
  served_scenario_stop (&scenario);
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_autofree char *path = g_build_filename (folder, kept[i], NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        program_remove_folder (path);
    }
  return status;
}
