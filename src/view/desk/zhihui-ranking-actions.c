/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-ranking-table-private.h"

#include <glib/gi18n-lib.h>

#include "zhihui-copied-text.h"

static void
ask_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit_by_name (widget, "asked", action + strlen ("ranking."));
}

static void
copy_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autofree char *text = zhihui_ranking_table_write_selected (ZHIHUI_RANKING_TABLE (widget));

  zhihui_copied_text_put (widget, text, NULL);
  g_signal_emit_by_name (widget, "asked", "copied");
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
    g_signal_emit_by_name (widget, "defined", (guint) slot);
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

/* Where the unit at that place of the table stands in the list, G_MAXUINT: there is none. */
static guint
find_position (ZhihuiRankingTable *self, double x, double y)
{
  ZhihuiUnitRow    *row = find_row (self, x, y);
  const ZhihuiUnit *unit = row != NULL ? zhihui_unit_row_get_unit (row) : NULL;
  guint             position = G_MAXUINT;

  if (unit != NULL)
    zhihui_unit_list_find (self->list, unit->id, &position);
  return position;
}

/* Returns: (transfer none): the row of the list that @widget is in, or @widget */
static GtkWidget *
find_list_row (GtkWidget *widget)
{
  for (GtkWidget *one = widget; one != NULL; one = gtk_widget_get_parent (one))
    if (g_str_equal (gtk_widget_get_css_name (one), "row"))
      return one;
  return widget;
}

/* With Ctrl a click adds a unit or takes it away. In a table of GTK 4.8 both the row and its cell
 * take that click, and the second of them undoes what the first has done. */
static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, ZhihuiRankingTable *self)
{
  GdkModifierType keys =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  GtkWidget *row;
  guint      position;

  if ((keys & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != GDK_CONTROL_MASK)
    return;
  position = find_position (self, x, y);
  if (position == G_MAXUINT)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  /* The list's own way: the next Shift and click, and the next arrow, go on from here. */
  row = find_list_row (gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT));
  gtk_widget_grab_focus (row);
  gtk_widget_activate_action (row, "list.select-item", "(ubb)", position, TRUE, FALSE);
}

/* The second button selects what it is pressed on, unless that is selected already. Not before it
 * is let go: a menu that is open takes that, and to GTK 4.8 the row stays pressed for ever. */
static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, ZhihuiRankingTable *self)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (self->selection);
  guint              position = find_position (self, x, y);

  if (position == G_MAXUINT)
    return;
  if (!gtk_selection_model_is_selected (selection, position))
    gtk_selection_model_select_item (selection, position, TRUE);
  open_menu (self, &(GdkRectangle){ (int) x, (int) y, 1, 1 });
}

/**
 * zhihui_ranking_table_class_add_actions:
 *
 * What can be done with the selected units, and by which keys.
 */
void
zhihui_ranking_table_class_add_actions (GtkWidgetClass *klass)
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

/**
 * zhihui_ranking_table_add_menu:
 *
 * Once: the menu of the selected units.
 */
void
zhihui_ranking_table_add_menu (ZhihuiRankingTable *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkGesture *gesture = gtk_gesture_click_new ();
  GtkGesture *adding = gtk_gesture_click_new ();

  g_menu_append (menu, _ ("Open Portrait"), "ranking.portrait");
  g_menu_append (menu, _ ("Show Cases"), "ranking.cases");
  g_menu_append (menu, _ ("Compare"), "ranking.compare");
  g_menu_append (menu, _ ("Copy"), "ranking.copy");
  self->menu = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect (gesture, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (gesture));

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (adding), GTK_PHASE_CAPTURE);
  g_signal_connect (adding, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (adding));
}
