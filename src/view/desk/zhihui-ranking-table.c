/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-ranking-table-private.h"

#include "zhihui-ranking-text.h"
#include "zhihui-steady-scroll.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define STEP_ROWS 2 /* of one step of the wheel */

/**
 * ZhihuiRankingTable:
 *
 * All units of a peer group with their four boards; sorted by any of them. Units too few to rank
 * in the chosen board stand below the ranked ones in either direction.
 */
G_DEFINE_FINAL_TYPE (ZhihuiRankingTable, zhihui_ranking_table, GTK_TYPE_WIDGET)

enum
{
  SELECTED,
  BOARD_CHOSEN,
  ASKED,
  DEFINED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
refresh_cells (ZhihuiRankingTable *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    zhihui_board_cell_refresh (self->cells->pdata[i]);
}

/* The scale of the marks is that of all rows: it is looked for once. */
static void
mark_board (ZhihuiRankingTable *self)
{
  GPtrArray     *all = zhihui_unit_list_get_all (self->list);
  ZhihuiRanking *ranking = NULL;

  for (guint i = 0; i < all->len && ranking == NULL; i++)
    ranking = zhihui_unit_row_get_ranking (all->pdata[i], self->look->board);
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

/* ---- what is asked for ---- */

static void
activated_cb (ZhihuiRankingTable *self)
{
  g_signal_emit (self, signals[ASKED], 0, "cases");
}

static void
ask_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[ASKED], 0, action + strlen ("ranking."));
}

static void
copy_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autofree char *text = zhihui_ranking_table_write_selected (ZHIHUI_RANKING_TABLE (widget));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  g_signal_emit (widget, signals[ASKED], 0, "copied");
}

static void
board_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gint32 board = g_variant_get_int32 (parameter);

  if (board >= 0 && board < (gint32) ZHIHUI_N_BOARDS)
    zhihui_ranking_table_set_board (ZHIHUI_RANKING_TABLE (widget), (ZhihuiBoard) board);
}

static void
define_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gint32 slot = g_variant_get_int32 (parameter);

  if (slot >= 0 && slot < (gint32) ZHIHUI_N_SLOTS)
    g_signal_emit (widget, signals[DEFINED], 0, (guint) slot);
}

static void
open_menu (ZhihuiRankingTable *self, const GdkRectangle *at)
{
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), at);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* By the keyboard: where the focus is. */
static void
menu_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ZhihuiRankingTable *self = ZHIHUI_RANKING_TABLE (widget);
  GtkWidget          *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  graphene_rect_t     bounds;
  GdkRectangle        at = { gtk_widget_get_width (widget) / 2, 0, 1, 1 };

  if (focus != NULL && gtk_widget_is_ancestor (focus, widget) &&
      gtk_widget_compute_bounds (focus, widget, &bounds))
    at = (GdkRectangle){ (int) (bounds.origin.x + bounds.size.width / 4),
                         (int) (bounds.origin.y + bounds.size.height / 2),
                         1,
                         1 };
  open_menu (self, &at);
}

/* The row at that place of the table. */
static ZhihuiUnitRow *
find_row (ZhihuiRankingTable *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  while (widget != NULL && widget != GTK_WIDGET (self))
    {
      GtkWidget *child = gtk_widget_get_first_child (widget);

      if (ZHIHUI_IS_BOARD_CELL (widget))
        return zhihui_board_cell_get_row (ZHIHUI_BOARD_CELL (widget));
      if (child != NULL && ZHIHUI_IS_BOARD_CELL (child))
        return zhihui_board_cell_get_row (ZHIHUI_BOARD_CELL (child));
      widget = gtk_widget_get_parent (widget);
    }
  return NULL;
}

/* The second button selects what it is pressed on, unless that is selected already. */
static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, ZhihuiRankingTable *self)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (self->selection);
  ZhihuiUnitRow     *row = find_row (self, x, y);
  const ZhihuiUnit  *unit = row != NULL ? zhihui_unit_row_get_unit (row) : NULL;
  guint              position = G_MAXUINT;

  if (unit != NULL)
    zhihui_unit_list_find (self->list, unit->id, &position);
  if (position == G_MAXUINT)
    return;
  if (!gtk_selection_model_is_selected (selection, position))
    gtk_selection_model_select_item (selection, position, TRUE);
  open_menu (self, &(GdkRectangle){ (int) x, (int) y, 1, 1 });
}

/* ---- the widget ---- */

static void
dark_changed_cb (ZhihuiRankingTable *self)
{
  zhihui_board_look_measure (self->look, GTK_WIDGET (self));
  refresh_cells (self);
}

static void
zhihui_ranking_table_dispose (GObject *object)
{
  ZhihuiRankingTable *self = ZHIHUI_RANKING_TABLE (object);

  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_pointer (&self->look, zhihui_board_look_unref);
  g_clear_pointer (&self->zone, zhihui_zone_unref);
  g_clear_pointer (&self->rated, zhihui_ranking_unref);

  G_OBJECT_CLASS (zhihui_ranking_table_parent_class)->dispose (object);
}

static void
add_actions (GtkWidgetClass *klass)
{
  static const char *const asked[] = { "ranking.portrait", "ranking.cases", "ranking.compare" };

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    gtk_widget_class_install_action (klass, asked[i], NULL, ask_action);
  gtk_widget_class_install_action (klass, "ranking.copy", NULL, copy_action);
  gtk_widget_class_install_action (klass, "ranking.menu", NULL, menu_action);
  gtk_widget_class_install_action (klass, "ranking.board", "i", board_action);
  gtk_widget_class_install_action (klass, "ranking.define", "i", define_action);

  gtk_widget_class_add_binding_action (klass, GDK_KEY_c, GDK_CONTROL_MASK, "ranking.copy", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Menu, 0, "ranking.menu", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F10, GDK_SHIFT_MASK, "ranking.menu", NULL);
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

static void
zhihui_ranking_table_class_init (ZhihuiRankingTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_ranking_table_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  add_actions (GTK_WIDGET_CLASS (klass));

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
}

static void
make_view (ZhihuiRankingTable *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->column_view =
    GTK_COLUMN_VIEW (gtk_column_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection))));
  gtk_column_view_set_show_row_separators (self->column_view, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->column_view), "zh-board");
  gtk_widget_add_css_class (GTK_WIDGET (self->column_view), "data-table");
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self->column_view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Units"), -1);
  g_signal_connect_swapped (self->column_view, "activate", G_CALLBACK (activated_cb), self);

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->column_view));
  zhihui_steady_scroll_attach (
    GTK_SCROLLED_WINDOW (scroller), G_LIST_MODEL (self->list), STEP_ROWS);
  self->overlay = gtk_overlay_new ();
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), scroller);
  self->nothing = gtk_label_new (_ ("No unit has this in its name"));
  gtk_widget_add_css_class (self->nothing, "dim-label");
  gtk_widget_set_halign (self->nothing, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->nothing, GTK_ALIGN_CENTER);
  gtk_widget_hide (self->nothing);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->nothing);
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));
}

static void
make_menu (ZhihuiRankingTable *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkGesture *gesture = gtk_gesture_click_new ();

  g_menu_append (menu, _ ("Portrait"), "ranking.portrait");
  g_menu_append (menu, _ ("Cases"), "ranking.cases");
  g_menu_append (menu, _ ("Compare"), "ranking.compare");
  g_menu_append (menu, _ ("Copy"), "ranking.copy");
  self->menu = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect (gesture, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (gesture));
}

static void
zhihui_ranking_table_init (ZhihuiRankingTable *self)
{
  self->cells = g_ptr_array_new ();
  self->list = zhihui_unit_list_new ();
  self->look = zhihui_board_look_new (GTK_WIDGET (self));
  self->selection = gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (self->list)));
  g_signal_connect_object (self->selection,
                           "selection-changed",
                           G_CALLBACK (selection_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  make_view (self);
  make_menu (self);
  zhihui_ranking_table_add_columns (self);
  zhihui_ranking_table_sort_by_board (self, self->look->board);
  g_signal_connect_object (adw_style_manager_get_default (),
                           "notify::dark",
                           G_CALLBACK (dark_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
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
                          zhihui_unit_list_is_searched (self->list) &&
                            zhihui_unit_list_get_n_units (self->list) == 0);
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
  gboolean       was_empty;

  g_return_if_fail (ZHIHUI_IS_RANKING_TABLE (self));

  was_empty = zhihui_unit_list_get_n_units (self->list) == 0;
  g_clear_pointer (&self->zone, zhihui_zone_unref);
  self->zone = zhihui_zone_ref (zhihui_situation_get_zone (situation));
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    rankings[board] = zhihui_situation_get_ranking (situation, board, peer);
  if (self->rated != NULL && g_strcmp0 (self->rated->peer, peer) == 0)
    rankings[ZHIHUI_SLOT_RATED] = self->rated;
  gtk_column_view_column_set_visible (self->columns[ZHIHUI_RANKING_COLUMN_RATED],
                                      rankings[ZHIHUI_SLOT_RATED] != NULL);
  zhihui_unit_list_show (self->list, peer, rankings);
  zhihui_ranking_table_fit_columns (self, zhihui_unit_list_get_all (self->list)->len);
  mark_board (self);
  refresh_cells (self);
  /* The first row that came is not the first of the order. */
  if (was_empty && zhihui_unit_list_get_n_units (self->list) > 0)
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), 0, TRUE);
  show_nothing (self);
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
 * zhihui_ranking_table_set_search:
 * @text: (nullable): part of a unit's name; %NULL or "" shows all
 */
void
zhihui_ranking_table_set_search (ZhihuiRankingTable *self, const char *text)
{
  g_return_if_fail (ZHIHUI_IS_RANKING_TABLE (self));

  zhihui_unit_list_set_search (self->list, text);
  show_nothing (self);
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
