/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-mesh.h"

G_BEGIN_DECLS

/* All sides of all rings, each pair of neighbouring corners once, whichever regions it bounds. */

/* That a region has a side from point a to point b, a < b. */
typedef struct
{
  guint32 a, b;
  guint32 region;
} ZhihuiEdgeUse;

typedef struct
{
  GArray  *points; /* (element-type ZhihuiCorner), no two are equal */
  GArray  *uses;   /* (element-type ZhihuiEdgeUse); once sealed those of an edge stand together */
  GArray  *edges;  /* (element-type guint32): the first use of each edge, and the end; sealed */
  guint32 *slots;  /* owned: hash table of point + 1, 0 is free */
  gsize    n_slots;
} ZhihuiEdgeSet;

ZhihuiEdgeSet *zhihui_edge_set_new (void);
void           zhihui_edge_set_free (ZhihuiEdgeSet *self);
void           zhihui_edge_set_add_ring (ZhihuiEdgeSet      *self,
                                         guint32             region,
                                         const ZhihuiCorner *corners,
                                         guint               n_corners);
void           zhihui_edge_set_seal (ZhihuiEdgeSet *self);

guint32 zhihui_edge_set_get_n_edges (const ZhihuiEdgeSet *self);
const ZhihuiEdgeUse *
zhihui_edge_set_get_uses (const ZhihuiEdgeSet *self, guint32 edge, guint *n_uses);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiEdgeSet, zhihui_edge_set_free)

G_END_DECLS
