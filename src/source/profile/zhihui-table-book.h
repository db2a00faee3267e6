/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-book-units.h"

G_BEGIN_DECLS

typedef struct _ZhihuiBundle ZhihuiBundle;

/* Figures that a platform has counted itself: a board, the headline, channels, words, alerts. They
 * are shown as they are; only order, ranks and intervals are ours. */
typedef struct _ZhihuiTableBook ZhihuiTableBook;

ZhihuiTableBook      *
zhihui_table_book_new (ZhihuiProfile *profile, const ZhihuiProfileTable *table, gint64 as_of);
void zhihui_table_book_free (ZhihuiTableBook *self);
void zhihui_table_book_read (ZhihuiTableBook *self, ZhihuiRows *rows, ZhihuiFindings *findings);
void zhihui_table_book_finish (ZhihuiTableBook *self, ZhihuiOrder order, ZhihuiBundle *bundle);

G_END_DECLS
