/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-column-titles.h"

/**
 * zhihui_column_titles_align_right:
 * @view: whose header has been made
 * @column: of figures
 *
 * Its title stands over its right-aligned figures. The column view of GTK 4.8 has no such setting;
 * its titles are the children of its header, each a box of words and arrow.
 */
void
zhihui_column_titles_align_right (GtkColumnView *view, GtkColumnViewColumn *column)
{
  GtkWidget  *title = gtk_widget_get_first_child (GTK_WIDGET (view));
  GListModel *columns = gtk_column_view_get_columns (view);

  title = title != NULL ? gtk_widget_get_first_child (title) : NULL;
  for (guint i = 0; title != NULL && i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) one = g_list_model_get_item (columns, i);
      GtkWidget *box = gtk_widget_get_first_child (title);

      if (box != NULL && one == column)
        gtk_widget_set_direction (box, GTK_TEXT_DIR_RTL);
      title = gtk_widget_get_next_sibling (title);
    }
}
