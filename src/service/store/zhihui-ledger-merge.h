/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-ledger.h"

G_BEGIN_DECLS

/* Some cases as they are now, with all that belongs to them, into the ledger that held them as they
 * were. */
gboolean zhihui_ledger_can_merge (ZhihuiLedger *self, const ZhihuiLedger *piece);
void     zhihui_ledger_merge (ZhihuiLedger       *self,
                              ZhihuiLedger       *piece,
                              ZhihuiWorkCalendar *calendar,
                              ZhihuiZone         *zone);

G_END_DECLS
