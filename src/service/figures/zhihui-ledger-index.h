/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-ledger.h"

G_BEGIN_DECLS

/* Where in the ledger to look. Assignments stand roughly in the order of their dispatch, so what
 * belongs to a window lies together: blocks of rows that have nothing to do with it are passed
 * over. Kept up by looking only at blocks that changed (ZhihuiLedger.first_changed). */
typedef struct _ZhihuiLedgerIndex ZhihuiLedgerIndex;

/* Some rows that lie together. */
typedef struct
{
  guint start, n;
} ZhihuiSpan;

ZhihuiLedgerIndex *zhihui_ledger_index_new (ZhihuiLedger *ledger);
void               zhihui_ledger_index_free (ZhihuiLedgerIndex *self);

void zhihui_ledger_index_update (ZhihuiLedgerIndex *self, gint64 as_of);
/* Start with an empty span. FALSE after the last one. */
gboolean zhihui_ledger_index_next (ZhihuiLedgerIndex  *self,
                                   const ZhihuiWindow *window,
                                   gboolean            with_open,
                                   ZhihuiSpan         *span);

gboolean zhihui_ledger_index_touches (const ZhihuiAssignment *row, const ZhihuiWindow *window);

/* The same of ratings. */
gboolean zhihui_ledger_index_next_ratings (ZhihuiLedgerIndex  *self,
                                           const ZhihuiWindow *window,
                                           ZhihuiSpan         *span);

/* The earliest instant of any row; G_MAXINT64 when there is none. */
gint64 zhihui_ledger_index_get_first (ZhihuiLedgerIndex *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiLedgerIndex, zhihui_ledger_index_free)

G_END_DECLS
