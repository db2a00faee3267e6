/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-arc-set.h"

G_BEGIN_DECLS

/* A use of an arc by the border of a region: arc * 2, plus 1 when walked backwards. */
void zhihui_ring_walk (const ZhihuiArcSet *arcs,
                       const guint32      *own_arcs,
                       guint               n_own_arcs,
                       GArray             *ring_ends,
                       GArray             *refs);

G_END_DECLS
