/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report-sample.h"
#include "zhihui-language.h"
#include "zhihui-ranking-table.h"
#include "zhihui-score-cell.h"
#include "zhihui-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

typedef struct
{
  GtkWidget          *window;
  ZhihuiRankingTable *table;
  GListModel         *rows; /* owned: as sorted and filtered */
  ZhihuiSituation    *situation;
} Fixture;

static GtkWidget *
find_column_view (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = GTK_IS_COLUMN_VIEW (child) ? child : find_column_view (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->situation = report_sample_new (99, 20);
  fixture->table = ZHIHUI_RANKING_TABLE (zhihui_ranking_table_new ());
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->table));
  zhihui_ranking_table_show (fixture->table, fixture->situation, "department");
  fixture->rows = g_object_ref (G_LIST_MODEL (
    gtk_column_view_get_model (GTK_COLUMN_VIEW (find_column_view (GTK_WIDGET (fixture->table))))));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->table), (gpointer *) &fixture->table);
  g_clear_object (&fixture->rows);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_null (fixture->table);
  zhihui_situation_unref (fixture->situation);
}

static const ZhihuiScore *
get_score (Fixture *fixture, guint position, ZhihuiBoard board)
{
  g_autoptr (ZhihuiUnitRow) row = g_list_model_get_item (fixture->rows, position);

  return zhihui_unit_row_get_score (row, board);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  ZhihuiRanking *ranking =
    zhihui_situation_get_ranking (fixture->situation, ZHIHUI_BOARD_OVERDUE, "department");

  g_assert_cmpuint (g_list_model_get_n_items (fixture->rows), ==, 99);
  for (guint i = 0; i < ranking->n_ranked; i++)
    g_assert_cmpuint (get_score (fixture, i, ZHIHUI_BOARD_OVERDUE)->rank, >, 0);
  for (guint i = 1; i < ranking->n_ranked; i++)
    g_assert_cmpuint (get_score (fixture, i - 1, ZHIHUI_BOARD_OVERDUE)->rank,
                      >=,
                      get_score (fixture, i, ZHIHUI_BOARD_OVERDUE)->rank);
  for (guint i = ranking->n_ranked; i < 99; i++)
    g_assert_cmpuint (get_score (fixture, i, ZHIHUI_BOARD_OVERDUE)->rank, ==, 0);
}

static void
test_boards (Fixture *fixture, gconstpointer data)
{
  zhihui_ranking_table_set_board (fixture->table, ZHIHUI_BOARD_VOLUME);
  for (guint i = 1; i < 99; i++)
    g_assert_cmpint (get_score (fixture, i - 1, ZHIHUI_BOARD_VOLUME)->n,
                     >=,
                     get_score (fixture, i, ZHIHUI_BOARD_VOLUME)->n);
}

static void
test_selection (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZhihuiSituation) next = report_sample_new (99, 30);
  g_autofree char *id = NULL;

  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (fixture->rows), 7);
  id = g_strdup (zhihui_unit_row_get_unit (zhihui_ranking_table_get_selected (fixture->table))->id);
  zhihui_ranking_table_show (fixture->table, next, "department");
  g_assert_cmpstr (
    zhihui_unit_row_get_unit (zhihui_ranking_table_get_selected (fixture->table))->id, ==, id);
}

static void
test_first_selection (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZhihuiUnitRow) first = g_list_model_get_item (fixture->rows, 0);

  g_assert_true (zhihui_ranking_table_get_selected (fixture->table) == first);
}

static void
test_interval_room (Fixture *fixture, gconstpointer data)
{
  GtkWidget *cell = g_object_ref_sink (zhihui_score_cell_new (ZHIHUI_SCORE_CELL_INTERVAL));
  int        height = 0;
  int        width = 0;

  gtk_widget_measure (cell, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  gtk_widget_measure (cell, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (height, >=, 20);
  g_assert_cmpint (width, >=, 60);
  g_object_unref (cell);
}

static gboolean
shows_text (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows_text (child, text))
      return TRUE;
  return FALSE;
}

static void
test_unranked_words (Fixture *fixture, gconstpointer data)
{
  static const ZhihuiScoreCellKind kinds[] = { ZHIHUI_SCORE_CELL_RANK, ZHIHUI_SCORE_CELL_NAME };
  g_autoptr (ZhihuiUnitRow) row = g_list_model_get_item (fixture->rows, 98);

  g_assert_cmpuint (zhihui_unit_row_get_score (row, ZHIHUI_BOARD_OVERDUE)->rank, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GtkWidget *cell = g_object_ref_sink (zhihui_score_cell_new (kinds[i]));

      zhihui_score_cell_set_board (ZHIHUI_SCORE_CELL (cell), ZHIHUI_BOARD_OVERDUE);
      zhihui_score_cell_set_row (ZHIHUI_SCORE_CELL (cell), row);
      g_assert_true (gtk_widget_has_css_class (gtk_widget_get_first_child (cell), "zh-unranked"));
      g_assert_true (
        shows_text (cell, i == 0 ? _ ("unranked") : zhihui_unit_row_get_unit (row)->short_name));
      zhihui_score_cell_set_row (ZHIHUI_SCORE_CELL (cell), NULL);
      g_object_unref (cell);
    }
}

static void
test_peers (Fixture *fixture, gconstpointer data)
{
  zhihui_ranking_table_show (fixture->table, fixture->situation, "town");
  g_assert_cmpuint (zhihui_ranking_table_get_n_rows (fixture->table), ==, 13);
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  zhihui_ranking_table_set_search (fixture->table, "第7局");
  g_assert_cmpuint (zhihui_ranking_table_get_n_rows (fixture->table), ==, 1);
  zhihui_ranking_table_set_search (fixture->table, "nowhere");
  g_assert_cmpuint (zhihui_ranking_table_get_n_rows (fixture->table), ==, 0);
  g_assert_true (shows_text (GTK_WIDGET (fixture->table), _ ("No unit has this in its name")));
  zhihui_ranking_table_set_search (fixture->table, "");
  g_assert_cmpuint (zhihui_ranking_table_get_n_rows (fixture->table), ==, 99);
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  if (!gtk_init_check ())
    return 77;

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  zhihui_view_init ();
#define ADD(name, func) g_test_add ("/ranking-table/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("units-too-few-to-rank-stand-below-the-ranked", test_order);
  ADD ("another-board-sorts-by-its-own-figures", test_boards);
  ADD ("the-selected-unit-stays-selected-when-figures-change", test_selection);
  ADD ("the-first-row-is-selected-when-the-first-figures-come", test_first_selection);
  ADD ("an-interval-asks-for-room-to-be-drawn-in", test_interval_room);
  ADD ("a-unit-too-few-to-rank-is-grey-and-says-so", test_unranked_words);
  ADD ("another-peer-group-shows-its-own-units", test_peers);
  ADD ("a-search-leaves-the-units-it-names", test_search);
#undef ADD
  return g_test_run ();
}
