/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-ranking-table.h"

#include "zhihui-column-titles.h"
#include "zhihui-score-cell.h"

#include <glib/gi18n-lib.h>

/**
 * ZhihuiRankingTable:
 *
 * All units of a peer group with their four boards; sorted by any of them. Units too few to rank
 * in the chosen board stand below the ranked ones in either direction.
 */
struct _ZhihuiRankingTable
{
  GtkWidget parent_instance;

  GtkWidget           *overlay;                  /* child */
  GtkWidget           *nothing;                  /* borrowed: says that no name matches */
  GtkColumnView       *column_view;              /* borrowed from @overlay */
  GtkSingleSelection  *selection;                /* owned */
  GListStore          *rows;                     /* owned (element-type ZhihuiUnitRow) */
  GHashTable          *rows_by_unit;             /* owned: unit id → borrowed row */
  GtkFilter           *filter;                   /* owned */
  GtkSorter           *group_sorter;             /* owned: ranked before unranked */
  GtkMultiSorter      *sorter;                   /* owned */
  GtkColumnViewColumn *rank_column;              /* borrowed */
  GtkColumnViewColumn *columns[ZHIHUI_N_BOARDS]; /* borrowed */
  GPtrArray  *cells; /* (element-type ZhihuiScoreCell) borrowed: those that follow @board */
  ZhihuiBoard board;
  char       *search; /* owned, nullable, case folded */
  char       *peer;   /* owned: the group shown */
};

G_DEFINE_FINAL_TYPE (ZhihuiRankingTable, zhihui_ranking_table, GTK_TYPE_WIDGET)

enum
{
  SELECTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static int
compare_ranked (gconstpointer a, gconstpointer b, gpointer user_data)
{
  ZhihuiRankingTable *self = user_data;
  const ZhihuiScore  *x = zhihui_unit_row_get_score ((ZhihuiUnitRow *) a, self->board);
  const ZhihuiScore  *y = zhihui_unit_row_get_score ((ZhihuiUnitRow *) b, self->board);
  gboolean            x_ranked = x != NULL && x->rank > 0;
  gboolean            y_ranked = y != NULL && y->rank > 0;

  return x_ranked == y_ranked ? 0 : x_ranked ? -1 : 1;
}

static int
compare_scores (const ZhihuiScore *x, const ZhihuiScore *y, gboolean is_count)
{
  if (x == NULL || y == NULL)
    return (x == NULL) - (y == NULL);
  if (is_count)
    return (x->n > y->n) - (x->n < y->n);
  return zhihui_fraction_compare (x->k, x->n, y->k, y->n);
}

static int
compare_rank (gconstpointer a, gconstpointer b, gpointer user_data)
{
  ZhihuiRankingTable *self = user_data;
  const ZhihuiScore  *x = zhihui_unit_row_get_score ((ZhihuiUnitRow *) a, self->board);
  const ZhihuiScore  *y = zhihui_unit_row_get_score ((ZhihuiUnitRow *) b, self->board);

  if (x == NULL || y == NULL)
    return (x == NULL) - (y == NULL);
  return (x->rank > y->rank) - (x->rank < y->rank);
}

static int
compare_names (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return g_utf8_collate (zhihui_unit_row_get_unit ((ZhihuiUnitRow *) a)->short_name,
                         zhihui_unit_row_get_unit ((ZhihuiUnitRow *) b)->short_name);
}

static int
compare_figures (gconstpointer a, gconstpointer b, gpointer user_data)
{
  ZhihuiBoard               board = GPOINTER_TO_UINT (user_data);
  const ZhihuiMetricTraits *traits = zhihui_metric_get_traits (zhihui_board_get_metric (board));

  return compare_scores (zhihui_unit_row_get_score ((ZhihuiUnitRow *) a, board),
                         zhihui_unit_row_get_score ((ZhihuiUnitRow *) b, board),
                         traits->is_count);
}

static void
cell_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  ZhihuiScoreCellKind kind = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "kind"));

  gtk_list_item_set_child (item, zhihui_score_cell_new (kind));
}

static void
cell_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  ZhihuiRankingTable *self = user_data;
  ZhihuiScoreCell    *cell = ZHIHUI_SCORE_CELL (gtk_list_item_get_child (item));
  guint               board = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "board"));

  zhihui_score_cell_set_board (cell, board < ZHIHUI_N_BOARDS ? board : self->board);
  zhihui_score_cell_set_row (cell, gtk_list_item_get_item (item));
  if (board == ZHIHUI_N_BOARDS)
    g_ptr_array_add (self->cells, cell);
}

static void
cell_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  ZhihuiRankingTable *self = user_data;
  GtkWidget          *cell = gtk_list_item_get_child (item);

  if (self->cells != NULL)
    g_ptr_array_remove_fast (self->cells, cell);
  zhihui_score_cell_set_row (ZHIHUI_SCORE_CELL (cell), NULL);
}

/* @board: %ZHIHUI_N_BOARDS for the board that is chosen. */
static GtkColumnViewColumn *
add_column (ZhihuiRankingTable *self,
            const char         *title,
            ZhihuiScoreCellKind kind,
            guint               board,
            GtkSorter          *sorter)
{
  GtkListItemFactory  *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column;

  g_object_set_data (G_OBJECT (factory), "kind", GUINT_TO_POINTER (kind));
  g_object_set_data (G_OBJECT (factory), "board", GUINT_TO_POINTER (board));
  g_signal_connect_object (factory, "setup", G_CALLBACK (cell_setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (cell_bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (cell_unbind_cb), self, 0);
  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_sorter (column, sorter);
  g_clear_object (&sorter);
  gtk_column_view_append_column (self->column_view, column);
  g_object_unref (column);
  return column;
}

static void
add_columns (ZhihuiRankingTable *self)
{
  static const ZhihuiBoard order[] = {
    ZHIHUI_BOARD_OVERDUE, ZHIHUI_BOARD_VOLUME, ZHIHUI_BOARD_RETURN, ZHIHUI_BOARD_SATISFIED
  };
  GtkColumnViewColumn *name;
  GtkColumnViewColumn *interval;

  self->rank_column = add_column (self,
                                  _ ("Rank"),
                                  ZHIHUI_SCORE_CELL_RANK,
                                  ZHIHUI_N_BOARDS,
                                  GTK_SORTER (gtk_custom_sorter_new (compare_rank, self, NULL)));
  gtk_column_view_column_set_fixed_width (self->rank_column, 100);

  name = add_column (self,
                     _ ("Unit"),
                     ZHIHUI_SCORE_CELL_NAME,
                     ZHIHUI_N_BOARDS,
                     GTK_SORTER (gtk_custom_sorter_new (compare_names, NULL, NULL)));
  gtk_column_view_column_set_expand (name, TRUE);

  interval =
    add_column (self, _ ("Confidence interval"), ZHIHUI_SCORE_CELL_INTERVAL, ZHIHUI_N_BOARDS, NULL);
  gtk_column_view_column_set_fixed_width (interval, 132);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      const ZhihuiMetricTraits *traits =
        zhihui_metric_get_traits (zhihui_board_get_metric (order[i]));

      self->columns[order[i]] = add_column (
        self,
        _ (traits->title),
        ZHIHUI_SCORE_CELL_FIGURE,
        order[i],
        GTK_SORTER (gtk_custom_sorter_new (compare_figures, GUINT_TO_POINTER (order[i]), NULL)));
      gtk_column_view_column_set_fixed_width (self->columns[order[i]], 98);
    }
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    zhihui_column_titles_align_right (self->column_view, self->columns[board]);
}

static gboolean
matches_search (gpointer item, gpointer user_data)
{
  ZhihuiRankingTable *self = user_data;
  const ZhihuiUnit   *unit = zhihui_unit_row_get_unit (item);
  g_autofree char    *name = NULL;
  g_autofree char    *short_name = NULL;

  if (self->search == NULL)
    return TRUE;
  name = g_utf8_casefold (unit->name, -1);
  short_name = g_utf8_casefold (unit->short_name, -1);
  return strstr (name, self->search) != NULL || strstr (short_name, self->search) != NULL;
}

static void
selected_cb (ZhihuiRankingTable *self)
{
  g_signal_emit (self, signals[SELECTED], 0);
}

static void
zhihui_ranking_table_dispose (GObject *object)
{
  ZhihuiRankingTable *self = ZHIHUI_RANKING_TABLE (object);

  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_object (&self->filter);
  g_clear_object (&self->group_sorter);
  g_clear_object (&self->sorter);
  g_clear_pointer (&self->rows_by_unit, g_hash_table_unref);
  g_clear_pointer (&self->search, g_free);
  g_clear_pointer (&self->peer, g_free);

  G_OBJECT_CLASS (zhihui_ranking_table_parent_class)->dispose (object);
}

static void
zhihui_ranking_table_class_init (ZhihuiRankingTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_ranking_table_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  /**
   * ZhihuiRankingTable::selected:
   *
   * Another unit is selected.
   */
  signals[SELECTED] = g_signal_new (
    "selected", ZHIHUI_TYPE_RANKING_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zhihui_ranking_table_init (ZhihuiRankingTable *self)
{
  GtkFilterListModel *filtered;
  GtkSortListModel   *sorted;
  GtkWidget          *scroller;

  self->board = ZHIHUI_BOARD_OVERDUE;
  self->cells = g_ptr_array_new ();
  self->rows = g_list_store_new (ZHIHUI_TYPE_UNIT_ROW);
  self->rows_by_unit = g_hash_table_new (g_str_hash, g_str_equal);
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches_search, self, NULL));
  self->group_sorter = GTK_SORTER (gtk_custom_sorter_new (compare_ranked, self, NULL));
  self->sorter = gtk_multi_sorter_new ();
  gtk_multi_sorter_append (self->sorter, g_object_ref (self->group_sorter));

  self->column_view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->column_view), "zh-board");
  gtk_widget_add_css_class (GTK_WIDGET (self->column_view), "data-table");
  gtk_multi_sorter_append (self->sorter,
                           g_object_ref (gtk_column_view_get_sorter (self->column_view)));

  filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->rows)),
                                        g_object_ref (self->filter));
  sorted =
    gtk_sort_list_model_new (G_LIST_MODEL (filtered), GTK_SORTER (g_object_ref (self->sorter)));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (sorted));
  gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (
    self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);

  scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->column_view));
  self->overlay = gtk_overlay_new ();
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), scroller);
  self->nothing = gtk_label_new (_ ("No unit has this in its name"));
  gtk_widget_add_css_class (self->nothing, "dim-label");
  gtk_widget_set_halign (self->nothing, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->nothing, GTK_ALIGN_CENTER);
  gtk_widget_hide (self->nothing);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->nothing);
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));
  add_columns (self);
  gtk_column_view_sort_by_column (self->column_view, self->rank_column, GTK_SORT_DESCENDING);
}

GtkWidget *
zhihui_ranking_table_new (void)
{
  return g_object_new (ZHIHUI_TYPE_RANKING_TABLE, NULL);
}

static void
show_nothing (ZhihuiRankingTable *self)
{
  gtk_widget_set_visible (self->nothing,
                          self->search != NULL && zhihui_ranking_table_get_n_rows (self) == 0);
}

static ZhihuiUnitRow *
ensure_row (ZhihuiRankingTable *self, const ZhihuiUnit *unit, GPtrArray *added)
{
  ZhihuiUnitRow *row = g_hash_table_lookup (self->rows_by_unit, unit->id);

  if (row == NULL)
    {
      row = zhihui_unit_row_new (unit);
      g_hash_table_insert (self->rows_by_unit, zhihui_unit_row_get_unit (row)->id, row);
      g_ptr_array_add (added, row);
    }
  return row;
}

static void
take_ranking (ZhihuiRankingTable *self, ZhihuiBoard board, ZhihuiRanking *ranking, GPtrArray *added)
{
  for (guint i = 0; i < ranking->n_scores + ranking->n_unranked_sent; i++)
    {
      const ZhihuiScore *score =
        i < ranking->n_scores ? &ranking->scores[i] : &ranking->unranked[i - ranking->n_scores];

      zhihui_unit_row_set_score (ensure_row (self, score->unit, added), board, ranking, score);
    }
}

static void
forget_scores (ZhihuiRankingTable *self, ZhihuiBoard board)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i++)
    {
      g_autoptr (ZhihuiUnitRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      zhihui_unit_row_set_score (row, board, NULL, NULL);
    }
}

/* Drops the units that are in no board any more. */
static void
drop_empty_rows (ZhihuiRankingTable *self)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i-- > 0;)
    {
      g_autoptr (ZhihuiUnitRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);
      gboolean empty = TRUE;

      for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
        empty = empty && zhihui_unit_row_get_score (row, board) == NULL;
      if (!empty)
        continue;
      g_hash_table_remove (self->rows_by_unit, zhihui_unit_row_get_unit (row)->id);
      g_list_store_remove (self->rows, i);
    }
}

static void
emit_changed (ZhihuiRankingTable *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i++)
    {
      g_autoptr (ZhihuiUnitRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      zhihui_unit_row_emit_changed (row);
    }
  gtk_sorter_changed (self->group_sorter, GTK_SORTER_CHANGE_DIFFERENT);
}

/**
 * zhihui_ranking_table_show:
 * @peer: the peer group whose boards are shown
 *
 * Shows the figures of @situation. Rows keep their identity, so selection and scroll place hold.
 */
void
zhihui_ranking_table_show (ZhihuiRankingTable *self, ZhihuiSituation *situation, const char *peer)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean was_empty;

  g_return_if_fail (ZHIHUI_IS_RANKING_TABLE (self));

  if (g_strcmp0 (self->peer, peer) != 0)
    {
      g_list_store_remove_all (self->rows);
      g_hash_table_remove_all (self->rows_by_unit);
      g_free (self->peer);
      self->peer = g_strdup (peer);
    }
  was_empty = g_list_model_get_n_items (G_LIST_MODEL (self->rows)) == 0;
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      ZhihuiRanking *ranking = zhihui_situation_get_ranking (situation, board, peer);

      forget_scores (self, board);
      if (ranking != NULL)
        take_ranking (self, board, ranking, added);
    }
  drop_empty_rows (self);
  if (added->len > 0)
    g_list_store_splice (self->rows,
                         g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                         0,
                         added->pdata,
                         added->len);
  emit_changed (self);
  /* The first row that came is not the first of the order. */
  if (was_empty && added->len > 0)
    gtk_single_selection_set_selected (self->selection, 0);
  show_nothing (self);
  g_signal_emit (self, signals[SELECTED], 0);
}

/**
 * zhihui_ranking_table_set_board:
 *
 * Chooses the board whose ranks and intervals are shown, and sorts by it: the last rank first,
 * for volume the first.
 */
void
zhihui_ranking_table_set_board (ZhihuiRankingTable *self, ZhihuiBoard board)
{
  g_return_if_fail (ZHIHUI_IS_RANKING_TABLE (self));

  self->board = board;
  for (guint i = 0; i < self->cells->len; i++)
    zhihui_score_cell_set_board (g_ptr_array_index (self->cells, i), board);
  gtk_sorter_changed (self->group_sorter, GTK_SORTER_CHANGE_DIFFERENT);
  gtk_column_view_sort_by_column (self->column_view, NULL, GTK_SORT_ASCENDING);
  gtk_column_view_sort_by_column (self->column_view,
                                  self->rank_column,
                                  board == ZHIHUI_BOARD_VOLUME ? GTK_SORT_ASCENDING
                                                               : GTK_SORT_DESCENDING);
}

ZhihuiBoard
zhihui_ranking_table_get_board (ZhihuiRankingTable *self)
{
  g_return_val_if_fail (ZHIHUI_IS_RANKING_TABLE (self), ZHIHUI_BOARD_OVERDUE);

  return self->board;
}

/**
 * zhihui_ranking_table_get_selected:
 *
 * Returns: (transfer none) (nullable): the selected unit
 */
ZhihuiUnitRow *
zhihui_ranking_table_get_selected (ZhihuiRankingTable *self)
{
  g_return_val_if_fail (ZHIHUI_IS_RANKING_TABLE (self), NULL);

  return gtk_single_selection_get_selected_item (self->selection);
}

guint
zhihui_ranking_table_get_n_rows (ZhihuiRankingTable *self)
{
  g_return_val_if_fail (ZHIHUI_IS_RANKING_TABLE (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->selection));
}

/**
 * zhihui_ranking_table_set_search:
 * @text: (nullable): part of a unit's name; %NULL or "" shows all
 */
void
zhihui_ranking_table_set_search (ZhihuiRankingTable *self, const char *text)
{
  g_return_if_fail (ZHIHUI_IS_RANKING_TABLE (self));

  g_free (self->search);
  self->search = text != NULL && *text != '\0' ? g_utf8_casefold (text, -1) : NULL;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_nothing (self);
}
