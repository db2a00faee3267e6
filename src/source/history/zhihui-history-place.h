/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

G_BEGIN_DECLS

typedef enum
{
  ZHIHUI_HISTORY_DATASET,
  ZHIHUI_HISTORY_BOARD,
  ZHIHUI_HISTORY_BOUNDARY,
} ZhihuiHistoryKind;

/* One place of a situation and what stands there. */
typedef struct
{
  char *name; /* owned: "summary", "board/overdue_rate/town", "boundary"; of a board that is asked
                 for in another way than usual "way/week/overdue_rate/town" */
  ZhihuiHistoryKind    kind;
  ZhihuiDataset        dataset; /* of DATASET */
  ZhihuiBoardKey       key;     /* its texts are owned; of BOARD */
  gpointer             figures; /* borrowed from the situation, nullable */
  const ZhihuiReceipt *receipt; /* borrowed, nullable */
} ZhihuiHistoryPlace;

ZhihuiHistoryPlace *zhihui_history_place_parse (const char *name);
void                zhihui_history_place_free (ZhihuiHistoryPlace *self);
GPtrArray          *zhihui_history_place_list (ZhihuiSituation *situation);
gint64   zhihui_history_place_get_as_of (ZhihuiHistoryPlace *self, const char **revision);
void     zhihui_history_place_put (ZhihuiHistoryPlace     *self,
                                   ZhihuiSituationBuilder *builder,
                                   gpointer                figures,
                                   const ZhihuiReceipt    *receipt);
void     zhihui_history_place_unref_figures (ZhihuiHistoryPlace *self, gpointer figures);
gpointer zhihui_history_place_ref_figures (ZhihuiHistoryPlace *self, gpointer figures);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiHistoryPlace, zhihui_history_place_free)

G_END_DECLS
