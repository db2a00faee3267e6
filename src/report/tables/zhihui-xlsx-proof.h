/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What was put on a sheet: how many cells, and how many bytes of text are in them. */
typedef struct
{
  guint64 n_cells, n_text_bytes;
} ZhihuiSheetSum;

gboolean zhihui_xlsx_proof_holds (const char *path, const ZhihuiSheetSum *sums, guint n_sheets);

G_END_DECLS
