/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Runs the loop until @is_true, half a minute at most: a slow machine takes it. */
void loop_run_until (gboolean (*is_true) (gpointer user_data), gpointer user_data);
/* Likewise, @patience_s at most. */
void loop_run_for (guint patience_s, gboolean (*is_true) (gpointer user_data), gpointer user_data);
/* Lets the clock of the window run through one frame that it was asked for. */
void loop_run_one_frame (GtkWidget *window);

G_END_DECLS
