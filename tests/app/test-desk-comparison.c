/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window of two periods and the paper that leaves it, against the platform itself. */
#include <string.h>

#include "desk-application.h"
#include "program-run.h"
#include "quiet-window.h"
#include "served-scenario.h"
#include "widget-search.h"
#include "zhihui-compare-window.h"
#include "zhihui-desk-compare.h"
#include "zhihui-desk-window.h"
#include "zhihui-ranking-table.h"

#define PATIENCE_US (60 * G_USEC_PER_SEC)
#define PRESSED_MS 200

typedef struct
{
  ServedScenario       served;
  ZhihuiSource        *source;
  GtkWidget           *window;
  ZhihuiCompareWindow *comparison; /* borrowed: of one unit with itself in the month before */
  char                *unit;       /* owned: its short name */
  char                *folder;     /* owned */
} Fixture;

/* (transfer none) (nullable) */
static GtkWidget *
find_window (GType type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type) && gtk_widget_get_visible (window))
        return window;
    }
  return NULL;
}

/* (transfer none) (nullable): where the name of the file is written, once it has the suggested one
 */
static GtkWidget *
find_name (void)
{
  GtkWidget *chooser = find_window (GTK_TYPE_FILE_CHOOSER_DIALOG);
  GtkWidget *focus = chooser != NULL ? gtk_window_get_focus (GTK_WINDOW (chooser)) : NULL;

  return GTK_IS_TEXT (focus) && *gtk_editable_get_text (GTK_EDITABLE (focus)) != '\0' ? focus
                                                                                      : NULL;
}

static void
await (gboolean (*is_true) (Fixture *self), const char *what, Fixture *self)
{
  gint64 until_us = g_get_monotonic_time () + PATIENCE_US;

  while (!is_true (self))
    {
      if (g_get_monotonic_time () > until_us)
        g_error ("%s never came", what);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

static gboolean
has_figures (Fixture *self)
{
  return zhihui_compare_window_get_table (self->comparison) != NULL;
}

static gboolean
asks_for_file (Fixture *self)
{
  return find_name () != NULL;
}

/* It takes no answer while it reads the folder that is written there. */
static gboolean
press_cb (gpointer data)
{
  GtkWidget *chooser = find_window (GTK_TYPE_FILE_CHOOSER_DIALOG);

  if (chooser == NULL)
    return G_SOURCE_REMOVE;
  gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_ACCEPT);
  return G_SOURCE_CONTINUE;
}

/* A file is handed over whole. */
static gboolean
is_written (Fixture *self)
{
  g_autofree char *path = g_build_filename (self->folder, "paper.pdf", NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

/* The unit with the most work. */
static void
open_comparison (Fixture *self)
{
  ZhihuiDesk *desk = zhihui_desk_window_get_desk (ZHIHUI_DESK_WINDOW (self->window));
  GtkWidget  *table;
  g_autoptr (GPtrArray) rows = NULL;

  zhihui_desk_go (desk, "rankings", NULL);
  quiet_window_await (self->window, self->source);
  table = widget_search_type (self->window, ZHIHUI_TYPE_RANKING_TABLE);
  rows = zhihui_ranking_table_list_selected (ZHIHUI_RANKING_TABLE (table));
  g_assert_cmpuint (rows->len, ==, 1);
  self->unit = g_strdup (zhihui_unit_row_get_unit (rows->pdata[0])->short_name);
  zhihui_desk_compare_open (
    desk, zhihui_desk_window_get_page (ZHIHUI_DESK_WINDOW (self->window)), rows);
  self->comparison = ZHIHUI_COMPARE_WINDOW (find_window (ZHIHUI_TYPE_COMPARE_WINDOW));
  await (has_figures, "the figures", self);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  served_scenario_start (&self->served, "zichuan", "2000");
  self->source = served_scenario_open (&self->served, "desk");
  self->folder = program_make_folder ();
  self->window =
    zhihui_desk_window_new (ADW_APPLICATION (g_application_get_default ()), self->source);
  gtk_window_present (GTK_WINDOW (self->window));
  quiet_window_await (self->window, self->source);
  open_comparison (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->comparison));
  gtk_window_destroy (GTK_WINDOW (self->window));
  zhihui_source_stop (self->source);
  g_object_unref (self->source);
  served_scenario_stop (&self->served);
  program_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->unit);
}

/* Without blanks, which readers guess. */
static char *
read_paper (const char *path)
{
  const char *const line[] = { "pdftotext", "-layout", path, "-", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
    g_subprocess_newv (line, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_autofree char *out = NULL;
  g_auto (GStrv) words = NULL;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, &error));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  words = g_strsplit_set (out, " \n", -1);
  return g_strjoinv ("", words);
}

/* (transfer full): what is written when it is asked for in the window */
static char *
write_paper (Fixture *self)
{
  g_autofree char *path = g_build_filename (self->folder, "paper.pdf", NULL);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->comparison), "compare.pdf", NULL));
  await (asks_for_file, "the question for a file", self);
  gtk_editable_set_text (GTK_EDITABLE (find_name ()), path);
  g_timeout_add (PRESSED_MS, press_cb, NULL);
  await (is_written, "the file", self);
  return read_paper (path);
}

/* The figure of the volume in that column of the window. */
static gint64
get_volume (Fixture *self, const char *column)
{
  ZhihuiDataTable *table = zhihui_compare_window_get_table (self->comparison);
  guint            i = 0, row = 0;

  while (!g_str_equal (zhihui_data_table_get_column_id (table, i), column))
    i++;
  while (!g_str_equal (zhihui_data_table_get_cell (table, row, 0).word, "volume"))
    row++;
  return zhihui_data_table_get_cell (table, row, i).count;
}

/* The unit has in the window what it has on paper: so many whole days of each month. */
static void
test_same_figures (Fixture *self, gconstpointer data)
{
  g_autofree char *seen = zhihui_compare_window_write_text (self->comparison);
  g_autofree char *paper = write_paper (self);
  g_autofree char *row = g_strdup_printf ("%s%" G_GINT64_FORMAT "%" G_GINT64_FORMAT,
                                          self->unit,
                                          get_volume (self, "one_n"),
                                          get_volume (self, "other_n"));

  g_test_message ("%s\n%s\n%s", row, seen, paper);
  if (strstr (paper, row) == NULL)
    g_error ("no “%s” in %s", row, paper);
  g_assert_nonnull (strstr (paper, "本期尚未结束：两边均取28个整日，当日不计。"));
  g_assert_nonnull (strstr (seen, "本期尚未结束：两边取同样多的整日，当日不计。"));
}

/* The page goes on to other days, and the window does not. */
static void
test_choices_of_then (Fixture *self, gconstpointer data)
{
  GtkWidget       *filter = widget_search_type (self->window, ZHIHUI_TYPE_PERIOD_CHOICE);
  g_autofree char *paper = NULL;

  zhihui_period_choice_set_state (ZHIHUI_PERIOD_CHOICE (filter), "2026-05-01/2026-05-20");
  g_signal_emit_by_name (filter, "chosen");
  quiet_window_await (self->window, self->source);
  paper = write_paper (self);
  if (strstr (paper, "2026年7月1日至28日") == NULL)
    g_error ("it is not of the month that was compared: %s", paper);
  g_assert_null (strstr (paper, "2026年5月"));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = NULL;

  application = desk_application_start (&argc, &argv, "cn.zhihui.Zhihui.TestComparison");
  if (application == NULL)
    return 77;
#define ADD(name, func)                                                                            \
  g_test_add ("/desk-comparison/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("a-paper-has-the-figures-of-its-window", test_same_figures);
  ADD ("a-paper-is-of-what-its-window-was-opened-of", test_choices_of_then);
#undef ADD
  return g_test_run ();
}
