/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Rows of RFC 4180 with CRLF. Cells a spreadsheet would take for a formula are made harmless. */
void zhihui_csv_append_text (GString *csv, const char *text);
void zhihui_csv_append_count (GString *csv, gint64 count);
void zhihui_csv_append_ratio (GString *csv, double ratio);
void zhihui_csv_append_empty (GString *csv);
void zhihui_csv_end_row (GString *csv);

/* The same for the clipboard: lines of cells with tabs between them. */
void zhihui_tabbed_append_text (GString *tabbed, const char *text);
void zhihui_tabbed_end_row (GString *tabbed);

G_END_DECLS
