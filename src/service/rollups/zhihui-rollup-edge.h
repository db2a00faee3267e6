/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-rollup-cell.h"
#include "zhihui-store.h"

G_BEGIN_DECLS

/* What single rows add on days in which a window begins or ends: the same few days are asked for
 * again and again (today, the same day a month ago), so they are kept. */
typedef struct _ZhihuiRollupEdges ZhihuiRollupEdges;

typedef struct
{
  gint64     id;
  ZhihuiPart part;
  guint32    unit;
} ZhihuiRollupEdgePart;

ZhihuiRollupEdges *zhihui_rollup_edges_new (ZhihuiStore *store, ZhihuiZone *zone);
void               zhihui_rollup_edges_free (ZhihuiRollupEdges *self);

const GArray *zhihui_rollup_edges_get (ZhihuiRollupEdges        *self,
                                       gint32                    day,
                                       const ZhihuiRollupSeries *series,
                                       GError                  **error);
void          zhihui_rollup_edges_note (ZhihuiRollupEdges *self, const ZhihuiEngineRow *row);

G_END_DECLS
