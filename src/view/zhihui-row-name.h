/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void zhihui_row_name (GtkWidget *inside, const char *words);

G_END_DECLS
