/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-edge-set.h"

G_BEGIN_DECLS

/* Edges joined to the longest lines between points where borders meet. */

typedef struct
{
  guint32 first, last; /* points; equal when it is closed */
  guint32 edge;        /* any of it: its uses are those of the whole line */
} ZhihuiArcEnds;

typedef struct
{
  GArray *ends;    /* (element-type ZhihuiArcEnds) */
  GArray *starts;  /* (element-type guint32): the first corner of each arc, and the end */
  GArray *corners; /* (element-type ZhihuiCorner), both ends included */
} ZhihuiArcSet;

ZhihuiArcSet *zhihui_arc_set_new (const ZhihuiEdgeSet *edges);
void          zhihui_arc_set_free (ZhihuiArcSet *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiArcSet, zhihui_arc_set_free)

G_END_DECLS
