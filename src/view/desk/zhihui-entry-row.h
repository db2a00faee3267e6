/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkEditable *zhihui_entry_row_add (GtkWidget *list, const char *title, const char *text);
char        *zhihui_entry_row_dup_text (GtkEditable *row);
void         zhihui_entry_row_begin_anew (GtkEditable *row, const char *text);

G_END_DECLS
