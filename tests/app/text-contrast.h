/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Adds a line for each text that is painted within @root, which is seen at @place, with less
 * contrast than WCAG 2.1 (1.4.3) asks for: 4.5, of large text 3; where high contrast is
 * wanted (1.4.6), 7 and 4.5. Not of what takes no input, nor of what is painted by cairo. */
void text_contrast_find (GtkWidget *root, const char *place, GString *faults);

/* From GTK 4.16 on gsk_text_node_get_color() tells of no text in which colour it is painted: there
 * nothing is found. */
gboolean text_contrast_is_known (void);

G_END_DECLS
