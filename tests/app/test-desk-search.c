/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "desk-application.h"
#include "loop-run.h"
#include "served-scenario.h"
#include "widget-search.h"
#include "zhihui-board-filter.h"
#include "zhihui-case-table.h"
#include "zhihui-desk-finder.h"
#include "zhihui-desk-handing.h"
#include "zhihui-desk-page.h"
#include "zhihui-desk-rankings.h"
#include "zhihui-desk-window.h"
#include "zhihui-ranking-table.h"

#define PATIENCE_S 30

/* What is searched from any page, on a simulated place that the platform serves. */
typedef struct
{
  ServedScenario scenario;
  ZhihuiSource  *source; /* owned */
  GtkWidget     *window; /* owned by the application */
  GtkWidget     *finder; /* borrowed, nullable */
  const char    *words;  /* that are waited for */
} Fixture;

static gboolean
has_page (gpointer user_data)
{
  Fixture *self = user_data;

  return zhihui_desk_window_get_page (ZHIHUI_DESK_WINDOW (self->window)) != NULL &&
         zhihui_source_is_settled (self->source);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  served_scenario_start (&self->scenario, "zichuan", "2000");
  self->source = served_scenario_open (&self->scenario, "desk");
  self->window =
    zhihui_desk_window_new (ADW_APPLICATION (g_application_get_default ()), self->source);
  gtk_window_present (GTK_WINDOW (self->window));
  loop_run_for (PATIENCE_S, has_page, self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (self->source);
  served_scenario_stop (&self->scenario);
}

/* ---- what is seen ---- */

static GtkWidget *
get_place (Fixture *self)
{
  return self->finder != NULL ? self->finder : self->window;
}

static gboolean
has_words (gpointer user_data)
{
  Fixture *self = user_data;

  return widget_search_seen (get_place (self), self->words) != NULL;
}

/* (transfer none): the label that says them */
static GtkWidget *
await_words (Fixture *self, const char *words)
{
  self->words = words;
  loop_run_for (PATIENCE_S, has_words, self);
  return widget_search_seen (get_place (self), words);
}

static gboolean
is_search (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_SEARCH_ENTRY (widget) && gtk_widget_get_mapped (widget);
}

static gboolean
has_search (gpointer user_data)
{
  return widget_search_first (get_place (user_data), is_search, NULL) != NULL;
}

static void
type (Fixture *self, const char *text)
{
  loop_run_for (PATIENCE_S, has_search, self);
  gtk_editable_set_text (GTK_EDITABLE (widget_search_first (get_place (self), is_search, NULL)),
                         text);
}

static void
press (GtkWidget *label)
{
  GtkWidget *button = gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static const char *
get_peer (Fixture *self)
{
  GtkWidget *filter = widget_search_type (self->window, ZHIHUI_TYPE_BOARD_FILTER);

  return zhihui_board_filter_get (ZHIHUI_BOARD_FILTER (filter), ZHIHUI_BOARD_VOLUME).peer;
}

static gboolean
shows_the_one (gpointer user_data)
{
  Fixture            *self = user_data;
  ZhihuiRankingTable *table =
    ZHIHUI_RANKING_TABLE (widget_search_type (self->window, ZHIHUI_TYPE_RANKING_TABLE));
  ZhihuiUnitRow *row = zhihui_ranking_table_get_selected (table);

  return zhihui_ranking_table_get_n_rows (table) == 1 && row != NULL &&
         strstr (zhihui_unit_row_get_unit (row)->name, "人力资源") != NULL;
}

static void
open_finder (Fixture *self, const char *page)
{
  g_autoptr (GListModel) windows = NULL;

  zhihui_desk_window_go (ZHIHUI_DESK_WINDOW (self->window), page, NULL);
  g_assert_true (gtk_widget_activate_action (self->window, "win.search", NULL));
  windows = g_object_ref (gtk_window_get_toplevels ());
  self->finder = NULL;
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ZHIHUI_IS_DESK_FINDER (window))
        self->finder = window;
    }
  g_assert_nonnull (self->finder);
}

static void
activate_first (Fixture *self)
{
  g_signal_emit_by_name (widget_search_first (self->finder, is_search, NULL), "activate");
  self->finder = NULL;
}

/* ---- the tests ---- */

static void
test_other_group (Fixture *self, gconstpointer data)
{
  g_assert_cmpstr (get_peer (self), ==, "town");
  g_assert_true (gtk_widget_activate_action (self->window, "win.search", NULL));
  type (self, "rsj");
  press (await_words (self, "：1 个"));
  g_assert_cmpstr (get_peer (self), !=, "town");
  loop_run_for (PATIENCE_S, shows_the_one, self);
}

static void
test_cases_from_rankings (Fixture *self, gconstpointer data)
{
  g_assert_true (gtk_widget_activate_action (self->window, "win.search", NULL));
  type (self, "路灯");
  press (await_words (self, "在工单中查找“路灯”"));
  await_words (self, "工单");
  g_assert_cmpstr (
    gtk_editable_get_text (GTK_EDITABLE (widget_search_first (self->window, is_search, NULL))),
    ==,
    "路灯");
}

static void
test_every_page (Fixture *self, gconstpointer data)
{
  static const char *const pages[] = { "trends", "review", "past", "wall" };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      open_finder (self, pages[i]);
      await_words (self, "全局搜索");
      type (self, "rsj");
      await_words (self, "人力资源");
      gtk_window_destroy (GTK_WINDOW (self->finder));
      self->finder = NULL;
    }
}

static void
test_unit (Fixture *self, gconstpointer data)
{
  open_finder (self, "trends");
  type (self, "rsj");
  await_words (self, "人力资源");
  activate_first (self);
  await_words (self, "单位画像");
  await_words (self, "人力资源");
}

static gboolean
has_meetings (gpointer user_data)
{
  ZhihuiMeetings *meetings =
    zhihui_situation_get_meetings (zhihui_source_get_situation (((Fixture *) user_data)->source));

  return meetings != NULL && meetings->items->len > 0;
}

static void
test_meeting (Fixture *self, gconstpointer data)
{
  ZhihuiMeetings  *meetings;
  g_autofree char *title = NULL;

  loop_run_for (PATIENCE_S, has_meetings, self);
  meetings = zhihui_situation_get_meetings (zhihui_source_get_situation (self->source));
  title = g_strdup (((const ZhihuiMeeting *) meetings->items->pdata[0])->title);
  open_finder (self, "trends");
  type (self, title);
  await_words (self, title);
  await_words (self, "会商研判");
}

static gboolean
has_hot_words (gpointer user_data)
{
  return zhihui_situation_get_hot_words (
           zhihui_source_get_situation (((Fixture *) user_data)->source)) != NULL;
}

static void
test_word (Fixture *self, gconstpointer data)
{
  ZhihuiHotWords  *words;
  g_autofree char *word = NULL;

  zhihui_desk_window_go (ZHIHUI_DESK_WINDOW (self->window), "trends", NULL);
  loop_run_for (PATIENCE_S, has_hot_words, self);
  words = zhihui_situation_get_hot_words (zhihui_source_get_situation (self->source));
  g_assert_cmpuint (words->items->len, >, 0);
  word = g_strdup (((const ZhihuiHotWord *) words->items->pdata[0])->word);
  open_finder (self, "review");
  type (self, word);
  await_words (self, "热词，7 天内");
}

static void
told (GtkWindow *window, const char *text, const char *path)
{
  g_object_set_data_full (G_OBJECT (window), "told", g_strdup (text), g_free);
}

static gboolean
was_told (gpointer user_data)
{
  return g_object_get_data (G_OBJECT (((Fixture *) user_data)->window), "told") != NULL;
}

/* (transfer full): lines of units in the file of the page, and what is said of it */
static guint
export_page (Fixture *self, char **said)
{
  ZhihuiDeskExport *export = zhihui_desk_export_new (self->source, "", NULL);
  g_autofree char *path = g_build_filename (self->scenario.folder, "z.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  g_object_set_data (G_OBJECT (self->window), "told", NULL);
  g_assert_true (zhihui_desk_page_add_export (
    zhihui_desk_window_get_page (ZHIHUI_DESK_WINDOW (self->window)), export));
  zhihui_desk_export_write (export, ZHIHUI_REPORT_CSV, path, GTK_WINDOW (self->window), told);
  loop_run_for (PATIENCE_S, was_told, self);
  *said = g_strdup (g_object_get_data (G_OBJECT (self->window), "told"));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\r\n", -1);
  while (*lines[n] != '\0')
    n++;
  return n;
}

static gboolean
is_searched (gpointer user_data)
{
  return zhihui_ranking_table_is_searched (ZHIHUI_RANKING_TABLE (
    widget_search_type (((Fixture *) user_data)->window, ZHIHUI_TYPE_RANKING_TABLE)));
}

/* Ranks are over all units of the group, so the file has them, whatever the search leaves to be
 * seen; and that is said. */
static void
test_export (Fixture *self, gconstpointer data)
{
  g_autofree char *plain = NULL, *searched = NULL;
  guint            n = export_page (self, &plain);
  GtkWidget       *button = widget_search_type (self->window, ADW_TYPE_SPLIT_BUTTON);

  g_assert_cmpuint (n, >, 4 * 13);
  g_assert_null (strstr (plain, "全部单位"));
  g_assert_true (gtk_widget_activate_action (self->window, "win.search", NULL));
  type (self, "sy");
  loop_run_for (PATIENCE_S, is_searched, self);
  g_assert_cmpuint (export_page (self, &searched), ==, n);
  g_assert_nonnull (strstr (searched, "写入的是全部单位的排名，不只是查找到的单位"));
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (button), "全部单位"));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = desk_application_start (&argc, &argv, NULL);

  if (application == NULL)
    return 77;

#define ADD(name, func) g_test_add ("/desk-search/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("a-unit-of-another-group-is-offered-and-shown", test_other_group);
  ADD ("cases-are-searched-from-the-boards", test_cases_from_rankings);
  ADD ("there-is-a-search-on-every-page", test_every_page);
  ADD ("a-unit-that-is-found-is-shown", test_unit);
  ADD ("a-meeting-is-found-by-its-title", test_meeting);
  ADD ("a-hot-word-is-found", test_word);
  ADD ("the-file-of-a-ranking-has-more-than-is-found-and-it-is-said", test_export);
#undef ADD
  return g_test_run ();
}
