/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-css-class.h"

/**
 * zhihui_css_class_set:
 * @on: whether @widget is to be of the class @name from now on
 */
void
zhihui_css_class_set (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}
