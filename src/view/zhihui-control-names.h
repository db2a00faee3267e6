/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void zhihui_control_names_tell (GtkWidget *root);
void zhihui_control_names_tell_choice (GtkDropDown *choice, const char *title);
void zhihui_control_names_tell_menu (GtkMenuButton *button, const char *title, const char *chosen);

G_END_DECLS
