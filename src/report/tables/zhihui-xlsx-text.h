/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Texts as workbooks can hold them. */
char *zhihui_xlsx_text_make_cell (const char *text);
guint zhihui_xlsx_text_measure (const char *text);
char *zhihui_xlsx_text_make_sheet_name (const char *title, GHashTable *taken);

G_END_DECLS
