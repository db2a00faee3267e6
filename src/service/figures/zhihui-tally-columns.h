/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-ledger.h"

G_BEGIN_DECLS

/* What the rows of the ledger add to the metrics that every wall asks for, four bytes a row where
 * the row itself has a hundred. Exactly what zhihui_tally_count () says of every window: it is made
 * of the same rule, and made anew for what changed. */
typedef struct _ZhihuiTallyColumns ZhihuiTallyColumns;

ZhihuiTallyColumns *zhihui_tally_columns_new (ZhihuiLedger *ledger);
void                zhihui_tally_columns_free (ZhihuiTallyColumns *self);

void     zhihui_tally_columns_note (ZhihuiTallyColumns *self, guint first_changed);
gboolean zhihui_tally_columns_count (ZhihuiTallyColumns *self,
                                     ZhihuiMetric        metric,
                                     const ZhihuiWindow *window,
                                     gint64              as_of,
                                     ZhihuiTally        *tallies);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiTallyColumns, zhihui_tally_columns_free)

G_END_DECLS
