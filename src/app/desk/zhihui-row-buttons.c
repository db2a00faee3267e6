/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-row-buttons.h"

/**
 * zhihui_row_buttons_name:
 * @row: of libadwaita, with a button of its own that has a picture only
 * @name: what a screen reader says of it; a button with a tooltip is called so
 *
 * libadwaita 1.2 gives these buttons no name. Call before buttons of ours are added.
 */
void
zhihui_row_buttons_name (GtkWidget *row, const char *name)
{
  for (GtkWidget *child = gtk_widget_get_first_child (row); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const char *tooltip = gtk_widget_get_tooltip_text (child);

      if (GTK_IS_BUTTON (child))
        gtk_accessible_update_property (GTK_ACCESSIBLE (child),
                                        GTK_ACCESSIBLE_PROPERTY_LABEL,
                                        tooltip != NULL ? tooltip : name,
                                        -1);
      else
        zhihui_row_buttons_name (child, name);
    }
}
