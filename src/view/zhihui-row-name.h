/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void zhihui_row_name (GtkWidget *inside, const char *words);
void zhihui_row_name_titles (GtkColumnView *view);

G_END_DECLS
