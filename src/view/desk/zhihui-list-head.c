/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-list-head.h"

/**
 * zhihui_list_head_show:
 * @view: a table
 *
 * A list of GTK keeps the row in place that is at its head when others come before it: here the
 * first row is shown again.
 */
void
zhihui_list_head_show (GtkColumnView *view)
{
  GtkSelectionModel *model = gtk_column_view_get_model (view);
  GtkWidget         *list = gtk_widget_get_last_child (GTK_WIDGET (view));

  while (list != NULL && !GTK_IS_LIST_VIEW (list))
    list = gtk_widget_get_prev_sibling (list);
  if (list != NULL && model != NULL && g_list_model_get_n_items (G_LIST_MODEL (model)) > 0)
    gtk_widget_activate_action (list, "list.scroll-to-item", "u", 0);
}
