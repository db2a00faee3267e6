/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-ranking.h"

G_BEGIN_DECLS

/* A board by columns: two of the same units differ in few numbers, and only those are stored. */
typedef struct
{
  char   *frame;   /* owned: JSON of the board without its rows and its head */
  char   *roster;  /* owned: JSON of its units, by id */
  guint   n_rows;  /* as many as units in @roster */
  gint64 *numbers; /* owned: column by column, rows in the order of @roster */
} ZhihuiBoardColumns;

ZhihuiBoardColumns *zhihui_board_columns_new (ZhihuiRanking *ranking);
void                zhihui_board_columns_free (ZhihuiBoardColumns *self);
ZhihuiRanking      *zhihui_board_columns_make (ZhihuiBoardColumns *self, GError **error);

GBytes             *zhihui_board_columns_write (ZhihuiBoardColumns *self, ZhihuiBoardColumns *base);
ZhihuiBoardColumns *zhihui_board_columns_read (
  GBytes *bytes, const char *roster, guint n_rows, ZhihuiBoardColumns *base, GError **error);
gboolean zhihui_board_columns_has_units_of (ZhihuiBoardColumns *self, ZhihuiBoardColumns *other);
char    *zhihui_board_columns_digest (ZhihuiBoardColumns *self);
char    *zhihui_board_columns_digest_rows (ZhihuiBoardColumns *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiBoardColumns, zhihui_board_columns_free)

G_END_DECLS
