/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Runs the main loop until @is_true, or ends the test after a minute. */
void typed_keys_await (gboolean (*is_true) (gpointer), gpointer data);
/* Presses keys as a person does: by the display, not by the toolkit, and in the window he sees.
 * @verb is of xdotool: "key" or "type". */
void typed_keys_press (GtkWidget *window, const char *verb, const char *what);
/* And waits until the keyboard is somewhere else. */
void typed_keys_step (GtkWidget *window, const char *key);
/* Types into what has the keyboard, and waits until all of it has arrived. */
void typed_keys_write (GtkWidget *window, const char *text);
/* Presses a button of the mouse, by its number, in the middle of a widget. */
void typed_keys_click (GtkWidget *widget, const char *button);
/* Likewise the first button while a key is held. */
void typed_keys_click_holding (GtkWidget *widget, const char *key);

G_END_DECLS
