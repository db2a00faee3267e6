/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-row-name.h"

#include <glib/gi18n-lib.h>

/**
 * zhihui_row_name:
 * @inside: what a row of a list or a table holds, bound to its item
 * @words: what the row is about
 *
 * Names the row for who listens: it is the row that has the keyboard, and one of GTK 4.8 without a
 * name says the name of its class.
 */
void
zhihui_row_name (GtkWidget *inside, const char *words)
{
  while (inside != NULL && g_strcmp0 (gtk_widget_get_css_name (inside), "row") != 0)
    inside = gtk_widget_get_parent (inside);
  if (inside != NULL)
    gtk_accessible_update_property (
      GTK_ACCESSIBLE (inside), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

/**
 * zhihui_row_name_titles:
 * @view: a table
 *
 * Names the row of its titles, likewise.
 */
void
zhihui_row_name_titles (GtkColumnView *view)
{
  GtkWidget *titles = gtk_widget_get_first_child (GTK_WIDGET (view));

  if (titles != NULL)
    gtk_accessible_update_property (
      GTK_ACCESSIBLE (titles), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Titles of the columns"), -1);
}
