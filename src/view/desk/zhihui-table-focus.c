/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-table-focus.h"

struct _ZhihuiTableFocus
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (ZhihuiTableFocus, zhihui_table_focus, ADW_TYPE_BIN)

/* What is open over the table keeps its own. */
static gboolean
move_focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean   is_tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;
  GtkWidget *inner = gtk_widget_get_focus_child (widget);

  if (is_tab && inner != NULL && !GTK_IS_NATIVE (inner))
    return FALSE;
  return GTK_WIDGET_CLASS (g_type_class_peek (GTK_TYPE_WIDGET))->focus (widget, direction);
}

/**
 * zhihui_table_focus_install:
 * @table_class: (transfer none): of a widget that has but a table or a list in it, and takes no
 *   focus itself
 *
 * Tab leaves the table: the lists of GTK 4.8 go from row to row by it, and what stands behind
 * twelve thousand rows would be out of reach. The arrows go through the rows.
 */
void
zhihui_table_focus_install (GtkWidgetClass *table_class)
{
  table_class->focus = move_focus;
}

/**
 * zhihui_table_focus_find_rows:
 * @table: that has but one list in it
 *
 * Returns: (transfer none) (nullable): what has the rows, without their heads
 */
GtkWidget *
zhihui_table_focus_find_rows (GtkWidget *table)
{
  GtkWidget *rows = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (table); child != NULL && rows == NULL;
       child = gtk_widget_get_next_sibling (child))
    rows = GTK_IS_LIST_BASE (child) ? child : zhihui_table_focus_find_rows (child);
  return rows;
}

static void
zhihui_table_focus_class_init (ZhihuiTableFocusClass *klass)
{
  zhihui_table_focus_install (GTK_WIDGET_CLASS (klass));
}

static void
zhihui_table_focus_init (ZhihuiTableFocus *self)
{
}
