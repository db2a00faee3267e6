/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a screen reader is told of @root and of all that lies in it, a line each, and besides what
 * the pictures of panels are made of. Needs GTK_A11Y=test. */
void screen_reader_read (GtkWidget *root, GString *texts);

G_END_DECLS
