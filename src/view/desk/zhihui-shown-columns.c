/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-shown-columns.h"

/**
 * zhihui_shown_columns_find:
 * @view: of the columns
 * @all: every column in its order, shown or not
 * @index: of one of @all
 * @is_shown: (out): whether it is among those that @view has
 *
 * Returns: its place among those that are shown, or where it would stand
 */
guint
zhihui_shown_columns_find (GtkColumnView              *view,
                           GtkColumnViewColumn *const *all,
                           guint                       index,
                           gboolean                   *is_shown)
{
  GListModel *shown = gtk_column_view_get_columns (view);
  guint       place = 0;

  *is_shown = FALSE;
  for (guint i = 0; i <= index; i++)
    {
      g_autoptr (GtkColumnViewColumn) one = g_list_model_get_item (shown, place);

      *is_shown = one != NULL && one == all[i];
      place += *is_shown && i < index;
    }
  return place;
}

/**
 * zhihui_shown_columns_set:
 * @all: (transfer none): every column in its order; the caller holds them while they are not shown
 *
 * Takes a column out of @view or puts it back to its place: one that GTK 4.8 is told to hide keeps
 * its room.
 *
 * Returns: whether that changed something
 */
gboolean
zhihui_shown_columns_set (GtkColumnView              *view,
                          GtkColumnViewColumn *const *all,
                          guint                       index,
                          gboolean                    is_shown)
{
  gboolean was_shown;
  guint    place = zhihui_shown_columns_find (view, all, index, &was_shown);

  if (was_shown == is_shown)
    return FALSE;
  if (is_shown)
    {
      /* GTK 4.8 puts titles and cells of a new column behind the others, and moves those alone that
       * are there already. */
      gtk_column_view_append_column (view, all[index]);
      gtk_column_view_insert_column (view, place, all[index]);
    }
  else
    gtk_column_view_remove_column (view, all[index]);
  return TRUE;
}

/**
 * zhihui_shown_columns_measure:
 *
 * Returns: the least that the title of a column needs, px: cells can be cut; 0: it is not shown
 */
int
zhihui_shown_columns_measure (GtkColumnView *view, GtkColumnViewColumn *const *all, guint index)
{
  GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (view)));
  gboolean   is_shown;
  guint      place = zhihui_shown_columns_find (view, all, index, &is_shown);
  int        least = 0;

  while (title != NULL && place-- > 0)
    title = gtk_widget_get_next_sibling (title);
  if (is_shown && title != NULL)
    gtk_widget_measure (title, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return least;
}
