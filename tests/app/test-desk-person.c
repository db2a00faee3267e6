/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#define G_SETTINGS_ENABLE_BACKEND
#include <gdk/x11/gdkx.h>
#include <gio/gsettingsbackend.h>
#include <string.h>

#include "desk-application.h"
#include "program-run.h"
#include "served-scenario.h"
#include "typed-keys.h"
#include "widget-search.h"
#include "zhihui-case-pane.h"
#include "zhihui-case-table.h"
#include "zhihui-desk-office.h"
#include "zhihui-desk-shortcuts.h"
#include "zhihui-desk-window.h"
#include "zhihui-portrait-view.h"
#include "zhihui-ranking-table.h"
#include "zhihui-settings-store.h"
#include "zhihui-unit-pane.h"
#include "zhihui-welcome-window.h"

/* The way of a supervisor from the first start to a file, by keys alone, and what is seen on it. */

#define MAX_TABS 80

static GtkWidget *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static gboolean
has_window (gpointer type)
{
  return find_window (GPOINTER_TO_SIZE (type)) != NULL;
}

static GtkWidget *
await_window (GType type)
{
  typed_keys_await (has_window, GSIZE_TO_POINTER (type));
  return find_window (type);
}

static gboolean
has_no_dialog (gpointer data)
{
  return find_window (ADW_TYPE_MESSAGE_DIALOG) == NULL;
}

/* What is seen. */
static gboolean
shows (GtkWidget *widget, const char *text)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows (child, text))
      return TRUE;
  return FALSE;
}

typedef struct
{
  GtkWidget  *desk;
  GType       type; /* of what shows it */
  const char *text;
} Seen;

static gboolean
is_seen (gpointer data)
{
  Seen      *seen = data;
  GtkWidget *widget = widget_search_type (seen->desk, seen->type);

  return widget != NULL && shows (widget, seen->text);
}

static void
await_seen (GtkWidget *desk, GType type, const char *text)
{
  Seen seen = { desk, type, text };

  typed_keys_await (is_seen, &seen);
}

static gboolean
has_board (gpointer desk)
{
  GtkWidget *table = widget_search_type (desk, ZHIHUI_TYPE_RANKING_TABLE);

  return table != NULL && zhihui_ranking_table_get_n_rows (ZHIHUI_RANKING_TABLE (table)) > 0 &&
         zhihui_ranking_table_get_selected (ZHIHUI_RANKING_TABLE (table)) != NULL;
}

static gboolean
has_cases (gpointer desk)
{
  GtkWidget *table = widget_search_type (desk, ZHIHUI_TYPE_CASE_TABLE);

  return table != NULL && gtk_widget_get_mapped (table) &&
         zhihui_case_table_get_n_rows (ZHIHUI_CASE_TABLE (table)) > 0;
}

/* ---- keys ---- */

/* Goes on by Tab until what has the keyboard is within a @type and shows @text, NULL any. */
static void
tab_to (GtkWidget *window, GType type, const char *text)
{
  for (guint i = 0; i < MAX_TABS; i++)
    {
      GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

      if (focus != NULL && gtk_widget_get_ancestor (focus, type) != NULL &&
          (text == NULL || shows (focus, text)))
        return;
      typed_keys_step (window, "Tab");
    }
  g_error ("Tab does not lead to a %s with %s", g_type_name (type), text);
}

typedef struct
{
  GtkWidget *window;
  GType      type;
} Place;

static gboolean
has_keyboard (gpointer data)
{
  Place     *place = data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (place->window));

  return focus != NULL && gtk_widget_get_ancestor (focus, place->type) != NULL;
}

/* Whoever turns to a page need not look for what it is about. */
static void
await_keyboard (GtkWidget *window, GType type)
{
  Place place = { window, type };

  typed_keys_await (has_keyboard, &place);
}

static const char *
get_page (GtkWidget *desk)
{
  return G_OBJECT_TYPE_NAME (zhihui_desk_window_get_page (ZHIHUI_DESK_WINDOW (desk)));
}

typedef struct
{
  GtkWidget  *desk;
  const char *type;
} Page;

static gboolean
is_page (gpointer data)
{
  return g_str_equal (get_page (((Page *) data)->desk), ((Page *) data)->type);
}

static void
press_to_page (GtkWidget *desk, const char *key, const char *type)
{
  Page page = { desk, type };

  typed_keys_press (desk, "key", key);
  typed_keys_await (is_page, &page);
}

/* ---- the way ---- */

static GtkWidget *
start_first (ServedScenario *scenario)
{
  g_autofree char *token = program_make_token (scenario->database, "desk");
  GtkWidget       *welcome = await_window (ZHIHUI_TYPE_WELCOME_WINDOW);
  GtkWidget       *desk;

  typed_keys_step (welcome, "Tab");
  typed_keys_step (welcome, "Return");
  typed_keys_write (welcome, scenario->url);
  typed_keys_step (welcome, "Tab");
  typed_keys_write (welcome, g_strstrip (token));
  typed_keys_press (welcome, "key", "Return");
  desk = await_window (ZHIHUI_TYPE_DESK_WINDOW);
  typed_keys_await (has_board, desk);
  /* There is no keyring here, which is said. */
  typed_keys_press (await_window (ADW_TYPE_MESSAGE_DIALOG), "key", "Escape");
  typed_keys_await (has_no_dialog, NULL);
  return desk;
}

typedef struct
{
  GtkWidget  *table;
  const void *before;
} Choice;

static gboolean
has_chosen (gpointer data)
{
  Choice *choice = data;

  return zhihui_ranking_table_get_selected (ZHIHUI_RANKING_TABLE (choice->table)) != choice->before;
}

static gboolean
is_overdue_board (gpointer table)
{
  return zhihui_ranking_table_get_board (table) == ZHIHUI_BOARD_OVERDUE;
}

/* Returns: (transfer none): the second unit of the board of what is overdue */
static const ZhihuiUnit *
choose_unit (GtkWidget *desk)
{
  GtkWidget        *table = widget_search_type (desk, ZHIHUI_TYPE_RANKING_TABLE);
  Choice            choice = { table, NULL };
  const ZhihuiUnit *unit;

  tab_to (desk, ZHIHUI_TYPE_RANKING_TABLE, NULL);
  typed_keys_press (desk, "key", "2");
  typed_keys_await (is_overdue_board, table);
  choice.before = zhihui_ranking_table_get_selected (ZHIHUI_RANKING_TABLE (table));
  typed_keys_press (desk, "key", "Down");
  typed_keys_await (has_chosen, &choice);
  unit =
    zhihui_unit_row_get_unit (zhihui_ranking_table_get_selected (ZHIHUI_RANKING_TABLE (table)));
  await_seen (desk, ZHIHUI_TYPE_UNIT_PANE, unit->name);
  return unit;
}

typedef struct
{
  GtkWidget  *desk;
  const char *name;
} Titled;

static gboolean
is_titled (gpointer data)
{
  Titled          *titled = data;
  g_autofree char *subtitle =
    zhihui_desk_page_describe (zhihui_desk_window_get_page (ZHIHUI_DESK_WINDOW (titled->desk)));

  return subtitle != NULL && g_str_has_prefix (subtitle, titled->name);
}

static void
open_portrait (GtkWidget *desk, const ZhihuiUnit *unit)
{
  Titled titled = { desk, unit->name };

  /* Out of the table at once, however many rows there are. */
  typed_keys_step (desk, "Tab");
  g_assert_null (
    gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (desk)), ZHIHUI_TYPE_RANKING_TABLE));
  tab_to (desk, ZHIHUI_TYPE_UNIT_PANE, "打开单位画像");
  press_to_page (desk, "Return", "ZhihuiDeskPortrait");
  await_seen (desk, ZHIHUI_TYPE_PORTRAIT_VIEW, "研判议定事项");
  typed_keys_await (is_titled, &titled);
}

static void
open_case (GtkWidget *desk, const ZhihuiUnit *unit)
{
  ZhihuiCaseTable *table;
  ZhihuiDeskCase  *one;

  press_to_page (desk, "alt+1", "ZhihuiDeskRankings");
  await_keyboard (desk, ZHIHUI_TYPE_RANKING_TABLE);
  press_to_page (desk, "Return", "ZhihuiDeskCasesPage");
  typed_keys_await (has_cases, desk);
  table = ZHIHUI_CASE_TABLE (widget_search_type (desk, ZHIHUI_TYPE_CASE_TABLE));
  for (guint i = 0; i < zhihui_case_table_get_n_rows (table); i++)
    g_assert_cmpstr (zhihui_case_table_get_nth (table, i)->work->unit.id, ==, unit->id);

  await_keyboard (desk, ZHIHUI_TYPE_CASE_TABLE);
  typed_keys_press (desk, "key", "Down");
  typed_keys_press (desk, "key", "Return");
  await_seen (desk, ZHIHUI_TYPE_CASE_PANE, "办理经过");
  one = zhihui_case_table_get_selected (table);
  g_assert_nonnull (one);
  await_seen (desk, ZHIHUI_TYPE_CASE_PANE, one->no);
}

/* By the initials of its name, which is spelled only when somebody types letters. */
static void
find_by_sound (GtkWidget *desk)
{
  ZhihuiDesk *of = zhihui_desk_window_get_desk (ZHIHUI_DESK_WINDOW (desk));

  typed_keys_step (desk, "ctrl+f");
  typed_keys_write (desk, "syz");
  await_seen (desk, ZHIHUI_TYPE_UNIT_PANE, "双杨镇人民政府");
  g_assert_cmpstr (zhihui_desk_get_unit (of), !=, "u007"); /* nobody has chosen it yet */
  typed_keys_step (desk, "Return");
  g_assert_cmpstr (zhihui_desk_get_unit (of), ==, "u007");
  g_assert_nonnull (
    gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (desk)), ZHIHUI_TYPE_RANKING_TABLE));
}

static gboolean
is_written (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* The chooser looks at its folder before it takes a name. */
static gboolean
takes_a_name (gpointer chooser)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (chooser));

  return GTK_IS_EDITABLE (focus) && *gtk_editable_get_text (GTK_EDITABLE (focus)) != '\0';
}

static void
write_file (GtkWidget *desk, const char *path)
{
  GtkWidget *chooser;

  tab_to (desk, ADW_TYPE_SPLIT_BUTTON, "导出 PDF");
  typed_keys_step (desk, "Tab"); /* to the other formats */
  typed_keys_step (desk, "Return");
  for (guint i = 0; !shows (gtk_window_get_focus (GTK_WINDOW (desk)), "CSV"); i++)
    {
      g_assert_cmpuint (i, <, 8);
      typed_keys_step (desk, "Down");
    }
  typed_keys_press (desk, "key", "Return");
  chooser = await_window (GTK_TYPE_FILE_CHOOSER_DIALOG);
  typed_keys_await (takes_a_name, chooser);
  typed_keys_press (chooser, "key", "ctrl+a");
  typed_keys_write (chooser, path);
  typed_keys_press (chooser, "key", "Return");
  typed_keys_await (is_written, (gpointer) path);
}

/* ---- what is in the file ---- */

/* Not of the table that says what the board as a whole comes to. */
static gboolean
is_of_unit (const char *line)
{
  g_auto (GStrv) cells = g_strsplit (line, ",", -1);

  return g_str_equal (cells[0] != NULL ? cells[0] : "", "\"overdue_rate\"") &&
         g_strv_length (cells) > 12;
}

/* The columns rank, unit_id, k and n of a line. */
static char *
pick_figures (const char *line)
{
  g_auto (GStrv) cells = g_strsplit (line, ",", -1);

  g_assert_cmpuint (g_strv_length (cells), >, 8);
  return g_strjoin (",", cells[2], cells[4], cells[6], cells[7], NULL);
}

static void
check_board (char **lines, ZhihuiDesk *desk)
{
  ZhihuiRanking *ranking =
    zhihui_situation_get_ranking (zhihui_desk_get_situation (desk), ZHIHUI_BOARD_OVERDUE, "town");
  guint n = 0;

  g_assert_nonnull (ranking);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_autofree char *seen = NULL, *expected = NULL;

      if (!is_of_unit (lines[i]))
        continue;
      g_assert_cmpuint (n, <, ranking->n_scores + ranking->n_unranked_sent);
      seen = pick_figures (lines[i]);
      if (n < ranking->n_scores)
        expected = g_strdup_printf ("%u,\"%s\",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT,
                                    ranking->scores[n].rank,
                                    ranking->scores[n].unit->id,
                                    ranking->scores[n].k,
                                    ranking->scores[n].n);
      n++;
      if (expected != NULL)
        g_assert_cmpstr (seen, ==, expected);
    }
  g_assert_cmpuint (n, ==, ranking->n_scores + ranking->n_unranked_sent);
}

static void
test_way (gconstpointer data)
{
  ServedScenario  *scenario = (ServedScenario *) data;
  g_autofree char *path = g_build_filename (scenario->folder, "board.csv", NULL);
  g_autofree char *text = NULL, *sum = NULL;
  g_auto (GStrv) lines = NULL;
  g_auto (ProgramRun) audit = { 0 };
  GtkWidget        *desk = start_first (scenario);
  const ZhihuiUnit *unit = choose_unit (desk);

  open_portrait (desk, unit);
  open_case (desk, unit);
  press_to_page (desk, "alt+1", "ZhihuiDeskRankings");
  await_seen (desk, ZHIHUI_TYPE_UNIT_PANE, unit->name);
  write_file (desk, path);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  lines = g_strsplit (g_strchomp (text), "\n", -1);
  check_board (lines, zhihui_desk_window_get_desk (ZHIHUI_DESK_WINDOW (desk)));
  audit = program_run_platform ("audit", "-d", scenario->database, NULL);
  g_assert_nonnull (strstr (audit.out, sum));
  find_by_sound (desk);
}

/* ---- */

static void
run (gconstpointer data)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (GSettings) store = zhihui_settings_store_open (ZHIHUI_SETTINGS_ID, backend);
  g_autoptr (GSettings) of_windows =
    zhihui_settings_store_open (ZHIHUI_SETTINGS_WINDOW_ID, backend);
  g_autoptr (ZhihuiPreferences) preferences = zhihui_preferences_new (store, NULL, NULL);
  AdwApplication     *application = ADW_APPLICATION (g_application_get_default ());
  ZhihuiSourceOptions options = { 0 };
  ZhihuiPast          past = ZHIHUI_PAST_INIT;
  ZhihuiBasemapOption basemap = { 0 };
  ZhihuiMapOption     map = { 0 };
  ZhihuiDeskTerms     terms = { &options, &past, &basemap, &map };
  g_autoptr (ZhihuiDeskOffice) office = NULL;
  g_autoptr (GList) windows = NULL;

  past.days = 0;
  zhihui_map_option_load (&map);
  office = zhihui_desk_office_new (application, &terms, preferences, of_windows);
  g_assert_true (zhihui_desk_office_open (office, NULL));
  test_way (data);
  windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (application)));
  for (GList *i = windows; i != NULL; i = i->next)
    gtk_window_destroy (i->data);
  zhihui_desk_office_close (office);
  zhihui_map_option_clear (&map);
  zhihui_source_options_clear (&options);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = NULL;
  g_autofree char  *folder = program_make_folder ();
  const char *const kept[] = { "zhihui/tokens", "zhihui", "gtk-4.0", "" };
  ServedScenario    scenario = { 0 };
  int               status;

  /* Neither a keyring nor anything else of the session. */
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
  g_setenv ("XDG_RUNTIME_DIR", folder, TRUE);
  g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
  application = desk_application_start (&argc, &argv, NULL);
  if (application == NULL || !GDK_IS_X11_DISPLAY (gdk_display_get_default ()))
    return 77;

  g_application_hold (G_APPLICATION (application));
  zhihui_desk_shortcuts_install (GTK_APPLICATION (application));
  served_scenario_start (&scenario, "zichuan", "2000");
  g_test_add_data_func (
    "/desk-person/from-the-first-start-to-a-file-by-keys-alone", &scenario, run);
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
