/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "loop-run.h"
#include "report-sample.h"
#include "widget-search.h"
#include "zhihui-board-cell.h"
#include "zhihui-language.h"
#include "zhihui-ranking-table.h"
#include "zhihui-view.h"

/* What who listens is told of a row of the rankings. */

/* As a person would say it. */
static char *
speak (const ZhihuiScore *score)
{
  int n = ABS (score->delta_rank);

  if (!score->has_delta_rank)
    return g_strdup_printf (score->has_delta ? "第 %u 名，新上榜, " : "第 %u 名, ", score->rank);
  if (n == 0)
    return g_strdup_printf ("第 %u 名，名次未变, ", score->rank);
  return score->delta_rank > 0 ? g_strdup_printf ("第 %u 名，上升 %d 位, ", score->rank, n)
                               : g_strdup_printf ("第 %u 名，下降 %d 位, ", score->rank, n);
}

typedef struct
{
  guint n_up, n_down;
} Found;

static gboolean
is_cell (GtkWidget *widget, gconstpointer data)
{
  return ZHIHUI_IS_BOARD_CELL (widget) && gtk_widget_get_mapped (widget);
}

/* The first row has a name: all that are seen are named at once. */
static gboolean
is_told (gpointer list)
{
  GtkWidget       *row = gtk_widget_get_first_child (list);
  g_autofree char *told = row == NULL
                            ? NULL
                            : gtk_test_accessible_check_property (
                                GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, "\x01");

  return told != NULL && strstr (told, "名") != NULL;
}

static void
check_row (GtkWidget *row, Found *found)
{
  GtkWidget         *cell = widget_search_first (row, is_cell, NULL);
  ZhihuiUnitRow     *of = zhihui_board_cell_get_row (ZHIHUI_BOARD_CELL (cell));
  const ZhihuiScore *score = zhihui_unit_row_get_score (of, ZHIHUI_BOARD_OVERDUE);
  g_autofree char   *told = NULL, *expected = NULL;

  if (score == NULL || score->rank == 0)
    return;
  told = gtk_test_accessible_check_property (
    GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, "\x01");
  expected = speak (score);
  if (strstr (told, expected) == NULL)
    g_error ("“%s” is not in “%s”", expected, told);
  found->n_up += score->has_delta_rank && score->delta_rank > 0;
  found->n_down += score->has_delta_rank && score->delta_rank < 0;
}

static void
a_change_of_rank_is_told_in_words (void)
{
  g_autoptr (ZhihuiSituation) situation = report_sample_new (99, 20);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *table = zhihui_ranking_table_new ();
  GtkWidget *list;
  Found      found = { 0 };

  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 700);
  gtk_window_set_child (GTK_WINDOW (window), table);
  zhihui_ranking_table_show (ZHIHUI_RANKING_TABLE (table), situation, "department");
  gtk_window_present (GTK_WINDOW (window));
  list = widget_search_type (table, GTK_TYPE_LIST_VIEW);
  loop_run_until (is_told, list);
  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_get_mapped (row) && widget_search_first (row, is_cell, NULL) != NULL)
      check_row (row, &found);
  g_assert_cmpuint (found.n_up, >, 0);
  g_assert_cmpuint (found.n_down, >, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  if (!gtk_init_check ())
    return 77;
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  zhihui_view_init ();
  g_test_add_func ("/spoken-rows/a-change-of-rank-is-told-in-words",
                   a_change_of_rank_is_told_in_words);
  return g_test_run ();
}
