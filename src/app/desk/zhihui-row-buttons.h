/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void zhihui_row_buttons_name (GtkWidget *row, const char *name);

G_END_DECLS
