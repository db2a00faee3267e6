/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zhihui-arc-set.h"

G_BEGIN_DECLS

/* The rings of all regions as uses of arcs, and what lies beside each arc. */
typedef struct
{
  GArray *arcs;         /* (element-type ZhihuiMeshArc) */
  GArray *region_rings; /* (element-type guint32): the first ring of each region, and the end */
  GArray *ring_refs;    /* (element-type guint32): the first ref of each ring, and the end */
  GArray *refs;         /* (element-type guint32): arc * 2, plus 1 when it is walked backwards */
} ZhihuiRegionRings;

ZhihuiRegionRings *zhihui_region_rings_new (const ZhihuiEdgeSet *edges,
                                            const ZhihuiArcSet  *arcs,
                                            guint                n_regions,
                                            GCancellable        *cancellable,
                                            GError             **error);
void               zhihui_region_rings_free (ZhihuiRegionRings *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiRegionRings, zhihui_region_rings_free)

G_END_DECLS
