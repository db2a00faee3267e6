/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Counts the labels that are seen; none may be cut. */
guint uncut_labels_count (GtkWidget *widget);
/* Whether the widget is seen and has a size. */
gboolean uncut_labels_are_laid (gpointer widget);
/* Gives it that size, and waits until it is painted so. */
void uncut_labels_give_room (GtkWidget *window, GtkWidget *widget, int width, int height);

G_END_DECLS
