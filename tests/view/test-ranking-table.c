/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "loop-run.h"
#include "report-sample.h"
#include "widget-search.h"
#include "zhihui-board-totals.h"
#include "zhihui-board-words.h"
#include "zhihui-format.h"
#include "zhihui-language.h"
#include "zhihui-ranking-table.h"
#include "zhihui-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

typedef struct
{
  GtkWidget          *window;
  ZhihuiRankingTable *table;
  GListModel         *rows; /* owned: as sorted and filtered */
  ZhihuiSituation    *situation;
} Fixture;

static GtkWidget *
find_column_view (Fixture *fixture)
{
  return widget_search_type (GTK_WIDGET (fixture->table), GTK_TYPE_COLUMN_VIEW);
}

/* In the place of the one before, if any. */
static void
put_empty_table (Fixture *fixture)
{
  fixture->table = ZHIHUI_RANKING_TABLE (zhihui_ranking_table_new ());
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->table));
  g_set_object (
    &fixture->rows,
    G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (find_column_view (fixture)))));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->situation = report_sample_new (99, 20);
  fixture->window = gtk_window_new ();
  put_empty_table (fixture);
  zhihui_ranking_table_show (fixture->table, fixture->situation, "department");
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

/* NULL of the head of a group. */
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

  /* 99 units and the head of those too few to rank */
  g_assert_cmpuint (g_list_model_get_n_items (fixture->rows), ==, 100);
  for (guint i = 1; i < ranking->n_ranked; i++)
    g_assert_cmpuint (get_score (fixture, i - 1, ZHIHUI_BOARD_OVERDUE)->rank,
                      >=,
                      get_score (fixture, i, ZHIHUI_BOARD_OVERDUE)->rank);
  g_assert_null (get_score (fixture, ranking->n_ranked, ZHIHUI_BOARD_OVERDUE));
  for (guint i = ranking->n_ranked + 1; i < 100; i++)
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

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (fixture->rows), 7, TRUE);
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

/* Boards are asked for at once, and come in any order. */
static void
test_first_selection_of_late_board (Fixture *fixture, gconstpointer data)
{
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (fixture->situation);
  g_autoptr (ZhihuiSituation) early = NULL;
  g_autoptr (ZhihuiUnitRow) first = NULL;

  zhihui_situation_builder_set_ranking (builder, ZHIHUI_BOARD_OVERDUE, "department", NULL);
  early = zhihui_situation_builder_finish (builder);
  put_empty_table (fixture);
  zhihui_ranking_table_show (fixture->table, early, "department");
  zhihui_ranking_table_show (fixture->table, fixture->situation, "department");
  first = g_list_model_get_item (fixture->rows, 0);
  g_assert_true (zhihui_ranking_table_get_selected (fixture->table) == first);
}

/* Of a small county nobody has enough to be ranked. */
static void
test_first_selection_of_nobody_ranked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZhihuiSituation) small = report_sample_new (99, 1000000);

  put_empty_table (fixture);
  zhihui_ranking_table_show (fixture->table, small, "department");
  g_assert_null (get_score (fixture, 0, ZHIHUI_BOARD_OVERDUE));
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (fixture->rows), 1));
}

/* Under the name of what they are of: not every platform knows parts of its region. */
static void
test_region (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZhihuiRegionPath) path = zhihui_region_path_new (NULL, "370302-7", "洪山镇");
  ZhihuiBoardTotals *totals = ZHIHUI_BOARD_TOTALS (
    widget_search_type (GTK_WIDGET (fixture->table), ZHIHUI_TYPE_BOARD_TOTALS));
  ZhihuiMeta      *meta = zhihui_situation_get_meta (fixture->situation);
  g_autofree char *whole = g_strdup_printf ("%s（全部单位）", meta->name);

  g_assert_cmpstr (zhihui_board_totals_get_name (totals, TRUE), ==, whole);
  for (gboolean is_known = FALSE; is_known <= TRUE; is_known++)
    {
      ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (fixture->situation);
      g_autoptr (ZhihuiSituation) part = NULL;

      zhihui_situation_builder_set_region_path (builder, path);
      for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
        {
          ZhihuiRanking *ranking =
            zhihui_situation_get_ranking (fixture->situation, board, "department");

          if (is_known)
            {
              g_free (ranking->region);
              ranking->region = g_strdup ("370302-7");
            }
          zhihui_situation_builder_set_board_region (
            builder, &(ZhihuiBoardKey){ board, "department", NULL }, "370302-7");
        }
      part = zhihui_situation_builder_finish (builder);
      zhihui_ranking_table_show (fixture->table, part, "department");
      g_assert_cmpstr (
        zhihui_board_totals_get_name (totals, TRUE), ==, is_known ? "洪山镇（全部单位）" : whole);
    }
}

/* The head of a group is passed over, whatever is selected. */
static void
test_head_selection (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) chosen = NULL;

  gtk_selection_model_select_all (GTK_SELECTION_MODEL (fixture->rows));
  chosen = zhihui_ranking_table_list_selected (fixture->table);
  g_assert_cmpuint (chosen->len, ==, 99);
  for (guint i = 0; i < 100; i++)
    g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (fixture->rows), i) ==
                   (get_score (fixture, i, ZHIHUI_BOARD_VOLUME) != NULL));
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
  g_assert_true (widget_search_has_label (GTK_WIDGET (fixture->table),
                                          _ ("No Unit of This Group Is Called So")));
  zhihui_ranking_table_set_search (fixture->table, "");
  g_assert_cmpuint (zhihui_ranking_table_get_n_rows (fixture->table), ==, 99);
}

static gboolean
is_found (gpointer table)
{
  return zhihui_ranking_table_get_n_rows (table) == 1;
}

/* 双杨镇: shuang yang zhen */
static void
test_sound (Fixture *fixture, gconstpointer data)
{
  zhihui_ranking_table_show (fixture->table, fixture->situation, "town");
  zhihui_ranking_table_set_search (fixture->table, "syz");
  g_assert_cmpuint (zhihui_ranking_table_get_n_rows (fixture->table), ==, 0);
  loop_run_until (is_found, fixture->table);
  g_assert_cmpstr (get_score (fixture, 0, ZHIHUI_BOARD_OVERDUE)->unit->name, ==, "双杨镇");
  zhihui_ranking_table_set_search (fixture->table, "shuangyang");
  g_assert_cmpuint (zhihui_ranking_table_get_n_rows (fixture->table), ==, 1);
}

static void
asked_cb (ZhihuiRankingTable *table, const char *what, char **asked)
{
  g_free (*asked);
  *asked = g_strdup (what);
}

/* Enter is about the row that it is pressed on, not about the first of those selected. */
static void
test_activation (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZhihuiUnitRow) row = g_list_model_get_item (fixture->rows, 3);
  g_autoptr (GPtrArray) chosen = NULL;
  g_autofree char *asked = NULL;

  g_signal_connect (fixture->table, "asked", G_CALLBACK (asked_cb), &asked);
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (fixture->rows));
  g_signal_emit_by_name (find_column_view (fixture), "activate", 3);
  chosen = zhihui_ranking_table_list_selected (fixture->table);
  g_assert_cmpstr (asked, ==, "cases");
  g_assert_cmpuint (chosen->len, ==, 1);
  g_assert_true (chosen->pdata[0] == row);
  g_assert_true (zhihui_ranking_table_select (fixture->table, "d042"));
  g_assert_cmpstr (
    zhihui_unit_row_get_unit (zhihui_ranking_table_get_selected (fixture->table))->id, ==, "d042");
  g_assert_false (zhihui_ranking_table_select (fixture->table, "nobody"));
}

/* ---- titles ---- */

static GtkWidget *
get_title (Fixture *fixture, guint index)
{
  GtkWidget *title =
    gtk_widget_get_first_child (gtk_widget_get_first_child (find_column_view (fixture)));

  while (index-- > 0)
    title = gtk_widget_get_next_sibling (title);
  return title;
}

static void
test_titles (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "名次",   "单位",   "95% 区间", "超期率",
                                       "办件量", "退回率", "满意度",   "参评率" };
  ZhihuiRanking           *rated =
    zhihui_situation_get_ranking (fixture->situation, ZHIHUI_BOARD_SATISFIED, "department");

  /* it stands beside the boards where it is told */
  g_assert_null (get_title (fixture, 7));
  zhihui_ranking_table_set_rated (fixture->table, rated);
  zhihui_ranking_table_show (fixture->table, fixture->situation, "department");
  g_assert_null (get_title (fixture, 8));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkWidget *title = get_title (fixture, i);

      g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (title)),
                       ==,
                       GTK_ACCESSIBLE_ROLE_COLUMN_HEADER);
      gtk_test_accessible_assert_property (title, GTK_ACCESSIBLE_PROPERTY_LABEL, names[i]);
      gtk_test_accessible_assert_property (title,
                                           GTK_ACCESSIBLE_PROPERTY_SORT,
                                           i == 3 ? GTK_ACCESSIBLE_SORT_DESCENDING
                                                  : GTK_ACCESSIBLE_SORT_NONE);
    }
}

/* A column that goes takes its sums with it, also the last one, behind which no title stands. */
static void
test_sums_of_a_column (Fixture *fixture, gconstpointer data)
{
  ZhihuiRanking *rated =
    zhihui_situation_get_ranking (fixture->situation, ZHIHUI_BOARD_SATISFIED, "department");
  ZhihuiBoardTotals *totals = ZHIHUI_BOARD_TOTALS (
    widget_search_type (GTK_WIDGET (fixture->table), ZHIHUI_TYPE_BOARD_TOTALS));

  zhihui_ranking_table_set_rated (fixture->table, rated);
  zhihui_ranking_table_show (fixture->table, fixture->situation, "department");
  g_assert_nonnull (get_title (fixture, 7));
  g_assert_true (zhihui_board_totals_get_title (totals, ZHIHUI_SLOT_RATED) ==
                 get_title (fixture, 7));

  zhihui_ranking_table_set_rated (fixture->table, NULL);
  zhihui_ranking_table_show (fixture->table, fixture->situation, "department");
  g_assert_null (get_title (fixture, 7));
  g_assert_null (zhihui_board_totals_get_title (totals, ZHIHUI_SLOT_RATED));
  g_assert_true (zhihui_board_totals_get_title (totals, ZHIHUI_BOARD_SATISFIED) ==
                 get_title (fixture, 6));
}

static guint
count_titles (Fixture *fixture)
{
  guint n = 0;

  while (get_title (fixture, n) != NULL)
    n++;
  return n;
}

/* Titles stand in the order of their columns, whichever of them came back. */
static void
check_titles (Fixture *fixture)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (find_column_view (fixture));
  GListModel    *columns = gtk_column_view_get_columns (view);

  g_assert_cmpuint (count_titles (fixture), ==, g_list_model_get_n_items (columns));
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      g_assert_true (widget_search_has_label (get_title (fixture, i),
                                              gtk_column_view_column_get_title (column)));
    }
}

/* How it stood at this time of yesterday is beside now where it is wanted and was kept. */
static void
test_yesterday (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZhihuiSituation) before = report_sample_new (99, 30);
  ZhihuiRanking   *was = zhihui_situation_get_ranking (before, ZHIHUI_BOARD_OVERDUE, "department");
  ZhihuiRanking   *then[ZHIHUI_N_BOARDS] = { [ZHIHUI_BOARD_OVERDUE] = was };
  g_autofree char *clock =
    zhihui_format_clock (zhihui_situation_get_zone (before), was->as_of, FALSE);
  g_autofree char *title = g_strdup_printf ("昨天 %s", clock);
  guint            n_ranked = 0, n_moved = 0;

  zhihui_ranking_table_set_then (fixture->table, then);
  zhihui_ranking_table_show (fixture->table, fixture->situation, "department");
  g_assert_cmpuint (count_titles (fixture), ==, 7); /* nobody wanted to see it */
  zhihui_ranking_table_set_compared (fixture->table, ZHIHUI_COMPARED_YESTERDAY);
  zhihui_ranking_table_show (fixture->table, fixture->situation, "department");
  g_assert_cmpuint (count_titles (fixture), ==, 8);
  gtk_test_accessible_assert_property (
    get_title (fixture, 3), GTK_ACCESSIBLE_PROPERTY_LABEL, title);
  check_titles (fixture);

  for (guint i = 0; i < g_list_model_get_n_items (fixture->rows); i++)
    {
      g_autoptr (ZhihuiUnitRow) row = g_list_model_get_item (fixture->rows, i);
      const ZhihuiUnit  *unit = zhihui_unit_row_get_unit (row);
      const ZhihuiScore *now = zhihui_unit_row_get_score (row, ZHIHUI_BOARD_OVERDUE);
      const ZhihuiScore *old = unit != NULL ? zhihui_ranking_find (was, unit->id) : NULL;
      g_autofree char   *detail = NULL, *words = NULL, *change = NULL, *told = NULL;

      if (unit == NULL)
        continue;
      words = zhihui_board_words_write_then (row, ZHIHUI_BOARD_OVERDUE, &detail);
      told = g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, old->k, old->n);
      g_assert_cmpstr (detail, ==, told);
      if (now->rank == 0 || old->rank == 0)
        continue;
      g_clear_pointer (&told, g_free);
      told = g_strdup_printf ("%u · ", old->rank);
      g_assert_true (g_str_has_prefix (words, told));
      change =
        zhihui_board_words_write_change (row, ZHIHUI_BOARD_OVERDUE, ZHIHUI_COMPARED_YESTERDAY);
      g_clear_pointer (&told, g_free);
      told = now->rank == old->rank
               ? g_strdup ("–")
               : g_strdup_printf ("%s%u",
                                  now->rank < old->rank ? "▲" : "▼",
                                  MAX (now->rank, old->rank) - MIN (now->rank, old->rank));
      g_assert_cmpstr (change, ==, told);
      n_ranked++;
      n_moved += now->rank != old->rank;
    }
  g_assert_cmpuint (n_ranked, >, 10);
  g_assert_cmpuint (n_moved, >, 0);

  /* Of another board nothing is kept, and nothing claimed. */
  zhihui_ranking_table_set_board (fixture->table, ZHIHUI_BOARD_RETURN);
  g_assert_cmpuint (count_titles (fixture), ==, 7);
  zhihui_ranking_table_set_board (fixture->table, ZHIHUI_BOARD_OVERDUE);
  g_assert_cmpuint (count_titles (fixture), ==, 8);
  zhihui_ranking_table_set_compared (fixture->table, ZHIHUI_COMPARED_BEFORE);
  zhihui_ranking_table_show (fixture->table, fixture->situation, "department");
  g_assert_cmpuint (count_titles (fixture), ==, 7);
}

/* What a click on its title does. */
static void
click (Fixture *fixture, guint index)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (find_column_view (fixture));
  g_autoptr (GtkColumnViewColumn) column =
    g_list_model_get_item (gtk_column_view_get_columns (view), index);

  gtk_column_view_sort_by_column (view, column, GTK_SORT_ASCENDING);
}

static void
test_title_chooses_board (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint       column;
    ZhihuiBoard board;
    gboolean    small_first;
  } cases[] = { { 5, ZHIHUI_BOARD_RETURN, FALSE },
                { 6, ZHIHUI_BOARD_SATISFIED, TRUE },
                { 4, ZHIHUI_BOARD_VOLUME, FALSE },
                { 3, ZHIHUI_BOARD_OVERDUE, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const ZhihuiScore *first, *second;

      click (fixture, cases[i].column);
      g_assert_cmpint (zhihui_ranking_table_get_board (fixture->table), ==, cases[i].board);
      first = get_score (fixture, 0, cases[i].board);
      second = get_score (fixture, 12, cases[i].board);
      g_assert_true ((first->value < second->value) == cases[i].small_first);
      g_assert_true ((first->value > second->value) != cases[i].small_first);
    }
  /* the same title again turns it round */
  click (fixture, 3);
  g_assert_cmpint (get_score (fixture, 0, ZHIHUI_BOARD_OVERDUE)->k, ==, 0);
}

/* ---- the wheel ---- */

#define MANY 2400
#define N_STEPS 100

static GtkEventController *
find_wheel (GtkWidget *scroller)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (scroller);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller) &&
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE &&
          gtk_event_controller_scroll_get_flags (GTK_EVENT_CONTROLLER_SCROLL (controller)) ==
            GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES)
        return controller;
    }
  return NULL;
}

static gboolean
is_laid_out (gpointer scroller)
{
  return gtk_adjustment_get_upper (gtk_scrolled_window_get_vadjustment (scroller)) > MANY * 20;
}

static void
run_frame (GtkWidget *window)
{
  gtk_widget_queue_draw (window);
  loop_run_one_frame (window);
}

/* The place in the list of the row at the upper edge. */
static guint
find_top (Fixture *fixture, GtkWidget *scroller)
{
  graphene_point_t at;
  GtkWidget       *list = gtk_widget_get_last_child (find_column_view (fixture));
  GtkWidget       *cell;

  g_assert_true (gtk_widget_compute_point (
    list, GTK_WIDGET (fixture->table), &GRAPHENE_POINT_INIT (20, 24), &at));
  cell = gtk_widget_pick (GTK_WIDGET (fixture->table), at.x, at.y, GTK_PICK_DEFAULT);
  while (cell != NULL && !ZHIHUI_IS_BOARD_CELL (cell) &&
         (gtk_widget_get_first_child (cell) == NULL ||
          !ZHIHUI_IS_BOARD_CELL (gtk_widget_get_first_child (cell))))
    cell = gtk_widget_get_parent (cell);
  g_assert_nonnull (cell);
  if (!ZHIHUI_IS_BOARD_CELL (cell))
    cell = gtk_widget_get_first_child (cell);
  for (guint i = 0; i < g_list_model_get_n_items (fixture->rows); i++)
    {
      g_autoptr (ZhihuiUnitRow) row = g_list_model_get_item (fixture->rows, i);

      if (row == zhihui_board_cell_get_row (ZHIHUI_BOARD_CELL (cell)))
        return i;
    }
  g_assert_not_reached ();
}

/* Down in bursts, several steps to a frame, and up again: every step counts as much. */
static void
test_wheel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZhihuiSituation) many = report_sample_new (MANY, 1);
  GtkWidget *scroller =
    gtk_widget_get_ancestor (find_column_view (fixture), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment      *place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  GtkEventController *wheel = find_wheel (scroller);
  double              step;

  g_assert_nonnull (wheel);
  zhihui_ranking_table_show (fixture->table, many, "department");
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 700);
  gtk_window_present (GTK_WINDOW (fixture->window));
  loop_run_until (is_laid_out, scroller);
  gtk_adjustment_set_value (place, 0);
  run_frame (fixture->window);
  g_assert_cmpint (lround (gtk_adjustment_get_value (place)), ==, 0);

  for (int direction = 1; direction >= -1; direction -= 2)
    {
      for (guint n_sent = 0; n_sent < N_STEPS; n_sent++)
        {
          gboolean handled = FALSE;

          g_signal_emit_by_name (wheel, "scroll", 0.0, (double) direction, &handled);
          g_assert_true (handled);
          if (n_sent % 7 == 3 || n_sent % 3 == 1)
            run_frame (fixture->window);
        }
      for (guint i = 0; i < 4; i++)
        run_frame (fixture->window);
      if (direction > 0)
        {
          step = gtk_adjustment_get_value (place) / N_STEPS;
          g_test_message ("a step is %f px", step);
          g_assert_cmpfloat_with_epsilon (step, (double) lround (step), 1e-9);
          g_assert_cmpuint (find_top (fixture, scroller), ==, 2 * N_STEPS);
        }
    }
  g_assert_cmpint (lround (gtk_adjustment_get_value (place)), ==, 0);
  g_assert_cmpuint (find_top (fixture, scroller), ==, 0);
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
  ADD ("a-board-that-comes-late-selects-its-first", test_first_selection_of_late_board);
  ADD ("the-first-unit-is-selected-when-none-is-ranked", test_first_selection_of_nobody_ranked);
  ADD ("sums-stand-under-the-name-of-their-region", test_region);
  ADD ("the-head-of-a-group-is-never-selected", test_head_selection);
  ADD ("what-is-activated-is-the-one-that-is-asked-about", test_activation);
  ADD ("every-title-has-a-name-and-says-how-it-is-sorted", test_titles);
  ADD ("a-column-that-goes-takes-its-sums-with-it", test_sums_of_a_column);
  ADD ("yesterday-stands-beside-now-where-it-was-kept", test_yesterday);
  ADD ("the-title-of-a-board-chooses-it-the-worst-first", test_title_chooses_board);
  ADD ("a-hundred-steps-of-the-wheel-are-a-hundred-steps", test_wheel);
  ADD ("another-peer-group-shows-its-own-units", test_peers);
  ADD ("letters-find-a-unit-by-how-its-name-sounds", test_sound);
  ADD ("a-search-leaves-the-units-it-names", test_search);
#undef ADD
  return g_test_run ();
}
