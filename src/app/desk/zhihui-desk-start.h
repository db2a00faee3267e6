/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void zhihui_desk_start_watch (GtkWindow *window);
void zhihui_desk_start_with (GtkWidget *page, GtkWidget *list);

G_END_DECLS
