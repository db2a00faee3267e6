/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-store.h"

G_BEGIN_DECLS

/* Cases accepted by day, in memory: of each region, and of each city by channel and by topic. For
 * figures of cases where the ledger holds only those at work. A day of a nation takes 70 KB. */
typedef struct _ZhihuiRollupCases ZhihuiRollupCases;

typedef enum
{
  ZHIHUI_ROLLUP_CHANNEL,
  ZHIHUI_ROLLUP_TOPIC,
  ZHIHUI_ROLLUP_REGION,
} ZhihuiRollupKind;

ZhihuiRollupCases *zhihui_rollup_cases_new (ZhihuiStore        *store,
                                            const ZhihuiLedger *ledger,
                                            ZhihuiZone         *zone,
                                            GError            **error);
void               zhihui_rollup_cases_free (ZhihuiRollupCases *self);

void zhihui_rollup_cases_move (const ZhihuiCaseMove *move, gpointer cases); /* a ZhihuiCaseMoved */
gint64 zhihui_rollup_cases_count (ZhihuiRollupCases *self,
                                  ZhihuiRollupKind   kind,
                                  const gboolean    *regions,
                                  gint64             from,
                                  gint64             to,
                                  gint64            *counts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiRollupCases, zhihui_rollup_cases_free)

G_END_DECLS
