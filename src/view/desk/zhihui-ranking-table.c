/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-ranking-table-private.h"

#include "zhihui-desk-colours.h"
#include "zhihui-ranking-text.h"
#include "zhihui-row-name.h"
#include "zhihui-steady-scroll.h"
#include "zhihui-table-focus.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define STEP_ROWS 2    /* of one step of the wheel */
#define HEAD_HEIGHT 40 /* px: over which what is said of the rows does not lie */

/**
 * ZhihuiRankingTable:
 *
 * All units of a peer group with their four boards; sorted by any of them. Units too few to rank
 * in the chosen board stand below the ranked ones in either direction.
 */
G_DEFINE_FINAL_TYPE_WITH_CODE (ZhihuiRankingTable,
                               zhihui_ranking_table,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (ZHIHUI_TYPE_SORTABLE,
                                                      zhihui_ranking_table_sortable_init))

enum
{
  SELECTED,
  BOARD_CHOSEN,
  ASKED,
  DEFINED,
  FOUND,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
tell_cb (gpointer user_data)
{
  ZhihuiRankingTable *self = user_data;
  GHashTableIter      iter;
  gpointer            cell;

  self->tell_id = 0;
  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    zhihui_board_cell_tell (cell);
  return G_SOURCE_REMOVE;
}

/**
 * zhihui_ranking_table_tell_later:
 *
 * Who listens is told what cells say when those who look have seen it: it is as much work.
 */
void
zhihui_ranking_table_tell_later (ZhihuiRankingTable *self)
{
  if (self->tell_id == 0)
    self->tell_id = g_idle_add_full (G_PRIORITY_LOW, tell_cb, self, NULL);
}

static void
refresh_cells (ZhihuiRankingTable *self)
{
  GHashTableIter iter;
  gpointer       cell;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    zhihui_board_cell_refresh (cell);
  zhihui_ranking_table_tell_later (self);
}

static void show_courses (ZhihuiRankingTable *self);

/* The scale of the marks is that of all rows: it is looked for once. */
static void
mark_board (ZhihuiRankingTable *self)
{
  ZhihuiRanking *ranking =
    zhihui_unit_row_find_ranking (zhihui_unit_list_get_all (self->list), self->look->board);

  if (self->look->mark.ranking != NULL)
    zhihui_ranking_unref ((ZhihuiRanking *) self->look->mark.ranking);
  self->look->mark.ranking = NULL;
  if (ranking != NULL)
    {
      self->look->mark = zhihui_score_mark_for (ranking);
      zhihui_ranking_ref (ranking);
    }
}

/**
 * zhihui_ranking_table_take_board:
 *
 * The ranks and intervals are those of @board from now on.
 */
void
zhihui_ranking_table_take_board (ZhihuiRankingTable *self, ZhihuiBoard board)
{
  if (self->look->board == board)
    return;
  self->look->board = board;
  mark_board (self);
  show_courses (self);
  refresh_cells (self);
  g_signal_emit (self, signals[BOARD_CHOSEN], 0);
}

/* ---- selection ---- */

/* The head of a group is no unit. */
static void
selection_changed_cb (ZhihuiRankingTable *self, guint position, guint n_items)
{
  for (guint i = position; i < position + n_items; i++)
    {
      g_autoptr (ZhihuiUnitRow) row = NULL;

      if (!gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), i))
        continue;
      row = g_list_model_get_item (G_LIST_MODEL (self->list), i);
      if (row != NULL && zhihui_unit_row_get_unit (row) == NULL)
        {
          gtk_selection_model_unselect_item (GTK_SELECTION_MODEL (self->selection), i);
          return;
        }
    }
  g_signal_emit (self, signals[SELECTED], 0);
}

/**
 * zhihui_ranking_table_list_selected:
 *
 * Returns: (transfer full) (element-type ZhihuiUnitRow): the selected units, as they are shown
 */
GPtrArray *
zhihui_ranking_table_list_selected (ZhihuiRankingTable *self)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GtkBitset) chosen = NULL;
  GtkBitsetIter iter;
  guint         position;

  g_return_val_if_fail (ZHIHUI_IS_RANKING_TABLE (self), rows);

  chosen = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  for (gboolean found = gtk_bitset_iter_init_first (&iter, chosen, &position); found;
       found = gtk_bitset_iter_next (&iter, &position))
    {
      ZhihuiUnitRow *row = g_list_model_get_item (G_LIST_MODEL (self->list), position);

      if (row != NULL && zhihui_unit_row_get_unit (row) != NULL)
        g_ptr_array_add (rows, row);
      else
        g_clear_object (&row);
    }
  return rows;
}

/**
 * zhihui_ranking_table_get_selected:
 *
 * Returns: (transfer none) (nullable): the first of the selected units
 */
ZhihuiUnitRow *
zhihui_ranking_table_get_selected (ZhihuiRankingTable *self)
{
  g_autoptr (GPtrArray) rows = NULL;

  g_return_val_if_fail (ZHIHUI_IS_RANKING_TABLE (self), NULL);

  rows = zhihui_ranking_table_list_selected (self);
  return rows->len > 0 ? rows->pdata[0] : NULL;
}

/**
 * zhihui_ranking_table_select:
 * @unit: its id
 *
 * Selects the unit and goes there.
 *
 * Returns: whether it is shown
 */
gboolean
zhihui_ranking_table_select (ZhihuiRankingTable *self, const char *unit)
{
  GtkWidget *list;
  guint      position;

  g_return_val_if_fail (ZHIHUI_IS_RANKING_TABLE (self), FALSE);

  zhihui_unit_list_find (self->list, unit, &position);
  if (position == G_MAXUINT)
    return FALSE;
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  /* Only the list inside of the view knows this action. */
  list = gtk_widget_get_last_child (GTK_WIDGET (self->column_view));
  if (list != NULL)
    gtk_widget_activate_action (list, "list.scroll-to-item", "u", position);
  return TRUE;
}

/* ---- the widget ---- */

/* Of the one that is activated, whatever else is selected. */
static void
activated_cb (ZhihuiRankingTable *self, guint position)
{
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  g_signal_emit (self, signals[ASKED], 0, "cases");
}

static void
colours_changed_cb (ZhihuiRankingTable *self)
{
  zhihui_board_look_measure (self->look, GTK_WIDGET (self));
  refresh_cells (self);
}

static void
zhihui_ranking_table_dispose (GObject *object)
{
  ZhihuiRankingTable *self = ZHIHUI_RANKING_TABLE (object);

  g_clear_handle_id (&self->tell_id, g_source_remove);
  g_clear_pointer (&self->cells, g_hash_table_unref);
  for (guint i = 0; i < ZHIHUI_N_RANKING_COLUMNS; i++)
    g_clear_object (&self->columns[i]);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_pointer (&self->look, zhihui_board_look_unref);
  g_clear_pointer (&self->zone, zhihui_zone_unref);
  g_clear_pointer (&self->rated, zhihui_ranking_unref);
  g_clear_pointer (&self->peer, g_free);
  g_clear_pointer (&self->question, g_free);
  g_clear_pointer (&self->courses, zhihui_courses_unref);
  for (guint i = 0; i < ZHIHUI_N_BOARDS; i++)
    g_clear_pointer (&self->then[i], zhihui_ranking_unref);
  g_clear_handle_id (&self->fit_id, g_source_remove);
  g_cancellable_cancel (self->spelling);
  g_clear_object (&self->spelling);
  g_clear_pointer (&self->spelled, g_ptr_array_unref);

  G_OBJECT_CLASS (zhihui_ranking_table_parent_class)->dispose (object);
}

/* @type: of the one parameter, G_TYPE_NONE: there is none. */
static guint
add_signal (const char *name, GType type)
{
  return g_signal_new (name,
                       ZHIHUI_TYPE_RANKING_TABLE,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       type != G_TYPE_NONE ? 1 : 0,
                       type);
}

/* The rows, not their heads. */
static gboolean
grab_focus (GtkWidget *widget)
{
  ZhihuiRankingTable *self = ZHIHUI_RANKING_TABLE (widget);

  return gtk_widget_grab_focus (gtk_widget_get_last_child (GTK_WIDGET (self->column_view)));
}

static void
zhihui_ranking_table_class_init (ZhihuiRankingTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_ranking_table_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  zhihui_table_focus_install (GTK_WIDGET_CLASS (klass));
  zhihui_ranking_table_class_add_actions (GTK_WIDGET_CLASS (klass));

  /**
   * ZhihuiRankingTable::selected:
   *
   * Other units are selected, or the figures of the selected one are others.
   */
  signals[SELECTED] = add_signal ("selected", G_TYPE_NONE);

  /**
   * ZhihuiRankingTable::board-chosen:
   *
   * Ranks and intervals are those of another board.
   */
  signals[BOARD_CHOSEN] = add_signal ("board-chosen", G_TYPE_NONE);

  /**
   * ZhihuiRankingTable::asked:
   * @what: "portrait", "cases" or "compare" of the selected units; "copied": their text is on the
   *   clipboard
   */
  signals[ASKED] = add_signal ("asked", G_TYPE_STRING);

  /**
   * ZhihuiRankingTable::defined:
   * @slot: what a person wants to know the definition of
   */
  signals[DEFINED] = add_signal ("defined", G_TYPE_UINT);

  /**
   * ZhihuiRankingTable::found:
   *
   * What was typed matches other units: their names have been spelled meanwhile.
   */
  signals[FOUND] = add_signal ("found", G_TYPE_NONE);
}

static gboolean
fit_cb (gpointer user_data)
{
  ZhihuiRankingTable *self = user_data;

  self->fit_id = 0;
  show_courses (self);
  return G_SOURCE_REMOVE;
}

/* While it is laid out no column may come or go. */
static void
width_changed_cb (ZhihuiRankingTable *self)
{
  if (self->fit_id == 0)
    self->fit_id = g_idle_add (fit_cb, self);
}

static void
make_view (ZhihuiRankingTable *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->column_view =
    GTK_COLUMN_VIEW (gtk_column_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection))));
  gtk_column_view_set_show_row_separators (self->column_view, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->column_view), "zh-board");
  gtk_widget_add_css_class (GTK_WIDGET (self->column_view), "zh-units");
  gtk_widget_add_css_class (GTK_WIDGET (self->column_view), "data-table");
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self->column_view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Units"), -1);
  zhihui_row_name_titles (self->column_view);
  g_signal_connect_swapped (self->column_view, "activate", G_CALLBACK (activated_cb), self);

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->column_view));
  zhihui_steady_scroll_attach (
    GTK_SCROLLED_WINDOW (scroller), G_LIST_MODEL (self->list), STEP_ROWS);
  self->overlay = gtk_overlay_new ();
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), scroller);
  self->nothing = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->nothing), "system-search-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (self->nothing),
                             _ ("No Unit of This Group Is Called So"));
  gtk_widget_add_css_class (self->nothing, "compact");
  gtk_widget_set_margin_top (self->nothing, HEAD_HEIGHT);
  gtk_widget_hide (self->nothing);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->nothing);
  gtk_widget_set_vexpand (self->overlay, TRUE);
  self->totals = ZHIHUI_BOARD_TOTALS (zhihui_board_totals_new (self->look));
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), self->overlay);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->totals));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scroller)),
                           "notify::page-size",
                           G_CALLBACK (width_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scroller)),
                           "value-changed",
                           G_CALLBACK (gtk_widget_queue_draw),
                           self->totals,
                           G_CONNECT_SWAPPED);
}

static void
zhihui_ranking_table_init (ZhihuiRankingTable *self)
{
  self->cells = g_hash_table_new (NULL, NULL);
  self->list = zhihui_unit_list_new ();
  self->look = zhihui_board_look_new (GTK_WIDGET (self));
  self->selection = gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (self->list)));
  g_signal_connect_object (self->selection,
                           "selection-changed",
                           G_CALLBACK (selection_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  make_view (self);
  zhihui_ranking_table_add_menu (self);
  zhihui_ranking_table_add_columns (self);
  zhihui_ranking_table_sort_by_board (self, self->look->board);
  zhihui_desk_colours_watch (self, G_CALLBACK (colours_changed_cb));
}

GtkWidget *
zhihui_ranking_table_new (void)
{
  return g_object_new (ZHIHUI_TYPE_RANKING_TABLE, NULL);
}

/* Of the chosen board and the group alone. */
static void
show_courses (ZhihuiRankingTable *self)
{
  GPtrArray     *all = zhihui_unit_list_get_all (self->list);
  ZhihuiCourses *courses = self->courses;
  ZhihuiRanking *ranking = (ZhihuiRanking *) self->look->mark.ranking;

  if (courses != NULL && (courses->metric != zhihui_board_get_metric (self->look->board) ||
                          g_strcmp0 (courses->peer, self->peer) != 0))
    courses = NULL;
  for (guint i = 0; i < all->len; i++)
    zhihui_unit_row_set_course (
      all->pdata[i],
      courses != NULL ? zhihui_courses_find (courses, zhihui_unit_row_get_unit (all->pdata[i])->id)
                      : NULL,
      courses != NULL ? courses->starts->len : 0);
  if (courses != NULL)
    zhihui_courses_get_range (courses,
                              ranking != NULL ? ranking->min_n : 0,
                              &self->look->course_low,
                              &self->look->course_high);
  zhihui_ranking_table_choose_columns (self, courses != NULL);
}

/* Of which region the boards are; not every source knows parts. */
static const char *
name_region (ZhihuiRankingTable *self, ZhihuiSituation *situation, ZhihuiRanking *const *rankings)
{
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      const char *code = zhihui_situation_get_ranking_region (situation, board, self->peer);

      if (rankings[board] != NULL && code != NULL && g_strcmp0 (rankings[board]->region, code) == 0)
        return zhihui_situation_name_region (situation, code);
    }
  return zhihui_situation_name_region (situation, NULL);
}

/* Under the rows: what the group comes to, and all units together. */
static void
show_totals (ZhihuiRankingTable *self, ZhihuiSituation *situation, ZhihuiRanking *const *rankings)
{
  ZhihuiMeta       *meta = zhihui_situation_get_meta (situation);
  const ZhihuiPeer *peer = meta != NULL ? zhihui_peer_find (meta->peers, self->peer) : NULL;
  const char       *region = name_region (self, situation, rankings);
  g_autofree char  *group = NULL, *whole = NULL;

  /* Translators: sums of a peer group, and of all units of a region. */
  group = g_strdup_printf (_ ("%s together"), peer != NULL ? peer->label : "");
  whole = g_strdup_printf (_ ("%s, all units"), region != NULL ? region : "");
  zhihui_board_totals_show (self->totals, group, whole, rankings);
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
  ZhihuiRanking *rankings[ZHIHUI_N_SLOTS] = { NULL };

  g_return_if_fail (ZHIHUI_IS_RANKING_TABLE (self));

  g_clear_pointer (&self->zone, zhihui_zone_unref);
  self->zone = zhihui_zone_ref (zhihui_situation_get_zone (situation));
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    rankings[board] = zhihui_situation_get_ranking (situation, board, peer);
  if (self->rated != NULL && g_strcmp0 (self->rated->peer, peer) == 0)
    rankings[ZHIHUI_SLOT_RATED] = self->rated;
  g_free (self->peer);
  self->peer = g_strdup (peer);
  show_totals (self, situation, rankings);
  zhihui_unit_list_show (self->list, peer, rankings);
  zhihui_ranking_table_fit_columns (self, zhihui_unit_list_get_all (self->list)->len);
  zhihui_ranking_table_show_then (self);
  mark_board (self);
  show_courses (self);
  refresh_cells (self);
  /* The first row that came is not the first of the order, which only the chosen board tells. */
  if (rankings[self->look->board] != NULL)
    zhihui_ranking_table_select_any (self);
  zhihui_ranking_table_search_rows (self);
  zhihui_ranking_table_begin_at_head (self, rankings[self->look->board]);
  g_signal_emit (self, signals[SELECTED], 0);
}

/**
 * zhihui_ranking_table_set_rated:
 * @rated: (nullable): the rated share of the units, where the source tells it
 *
 * Is seen when figures are shown the next time.
 */
void
zhihui_ranking_table_set_rated (ZhihuiRankingTable *self, ZhihuiRanking *rated)
{
  g_return_if_fail (ZHIHUI_IS_RANKING_TABLE (self));

  if (rated != NULL)
    zhihui_ranking_ref (rated);
  g_clear_pointer (&self->rated, zhihui_ranking_unref);
  self->rated = rated;
}

/**
 * zhihui_ranking_table_set_courses:
 * @courses: (nullable): the last months of the units in one metric; they are seen while its board
 *   is chosen
 */
void
zhihui_ranking_table_set_courses (ZhihuiRankingTable *self, ZhihuiCourses *courses)
{
  g_return_if_fail (ZHIHUI_IS_RANKING_TABLE (self));

  if (courses != NULL)
    zhihui_courses_ref (courses);
  g_clear_pointer (&self->courses, zhihui_courses_unref);
  self->courses = courses;
  show_courses (self);
  refresh_cells (self);
}

/**
 * zhihui_ranking_table_set_board:
 *
 * Chooses the board whose ranks and intervals are shown, and sorts by it: the worst first, of
 * volume the most.
 */
void
zhihui_ranking_table_set_board (ZhihuiRankingTable *self, ZhihuiBoard board)
{
  g_return_if_fail (ZHIHUI_IS_RANKING_TABLE (self));

  zhihui_ranking_table_sort_by_board (self, board);
}

ZhihuiBoard
zhihui_ranking_table_get_board (ZhihuiRankingTable *self)
{
  g_return_val_if_fail (ZHIHUI_IS_RANKING_TABLE (self), ZHIHUI_BOARD_OVERDUE);

  return self->look->board;
}

/**
 * zhihui_ranking_table_set_compared:
 * @compared: with what ranks and counts are compared
 */
void
zhihui_ranking_table_set_compared (ZhihuiRankingTable *self, ZhihuiCompared compared)
{
  g_return_if_fail (ZHIHUI_IS_RANKING_TABLE (self));

  if (self->look->compared == compared)
    return;
  self->look->compared = compared;
  refresh_cells (self);
}

guint
zhihui_ranking_table_get_n_rows (ZhihuiRankingTable *self)
{
  g_return_val_if_fail (ZHIHUI_IS_RANKING_TABLE (self), 0);

  return zhihui_unit_list_get_n_units (self->list);
}

/**
 * zhihui_ranking_table_write_selected:
 *
 * Returns: (transfer full): the selected units as text, columns parted by tabs
 */
char *
zhihui_ranking_table_write_selected (ZhihuiRankingTable *self)
{
  g_autoptr (GPtrArray) rows = NULL;

  g_return_val_if_fail (ZHIHUI_IS_RANKING_TABLE (self), g_strdup (""));

  rows = zhihui_ranking_table_list_selected (self);
  return self->zone != NULL
           ? zhihui_ranking_text_write (rows, self->look->board, self->look->compared, self->zone)
           : g_strdup ("");
}
