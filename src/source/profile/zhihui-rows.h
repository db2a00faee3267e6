/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-column.h"

G_BEGIN_DECLS

/* The rows of an answer, whatever its format. */
typedef enum
{
  ZHIHUI_ROWS_JSON,
  ZHIHUI_ROWS_XML,
  ZHIHUI_ROWS_CSV,
  ZHIHUI_ROWS_ANY, /* told by the first byte */
  ZHIHUI_N_ROWS_FORMATS,
} ZhihuiRowsFormat;

typedef enum
{
  ZHIHUI_CELL_NONE, /* no such column or member, null */
  ZHIHUI_CELL_TEXT,
  ZHIHUI_CELL_NUMBER, /* its text is as it was written */
  ZHIHUI_CELL_TRUE,
  ZHIHUI_CELL_FALSE,
  ZHIHUI_CELL_OTHER, /* an object or a list */
} ZhihuiCellKind;

typedef struct
{
  ZhihuiCellKind kind;
  char          *text; /* owned, never NULL after a row was read */
} ZhihuiCell;

typedef struct _ZhihuiRows ZhihuiRows;

ZhihuiRows *zhihui_rows_new (ZhihuiRowsFormat     format,
                             GBytes              *body,
                             const ZhihuiColumn  *list,
                             ZhihuiColumn *const *columns,
                             guint                n_columns,
                             GError             **error);
void        zhihui_rows_free (ZhihuiRows *self);
gboolean    zhihui_rows_next (ZhihuiRows *self, ZhihuiCell *cells);
guint64     zhihui_rows_get_number (ZhihuiRows *self);
guint       zhihui_rows_get_n_bad (ZhihuiRows *self);
const char *zhihui_rows_get_bad (ZhihuiRows *self, gboolean *is_cut);
gboolean    zhihui_rows_has_column (ZhihuiRows *self, guint column);
char       *zhihui_rows_dup_at_root (ZhihuiRows *self, const ZhihuiColumn *column);

void zhihui_cells_clear (ZhihuiCell *cells, guint n_cells);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiRows, zhihui_rows_free)

G_END_DECLS
