/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-ring-clip.h"

G_BEGIN_DECLS

/* Two closed rings corner by corner, so that one can become the other: each has all corners of
 * both, those of the other one where they lie by the length of the way around. Immutable. */
typedef struct
{
  guint       n;
  ZhihuiSpot *from, *to; /* owned; closed implicitly */
} ZhihuiRingPair;

ZhihuiRingPair *
zhihui_ring_pair_new (const ZhihuiSpot *from, guint n_from, const ZhihuiSpot *to, guint n_to);
ZhihuiRingPair *zhihui_ring_pair_new_growing (const ZhihuiSpot *to, guint n_to);
void            zhihui_ring_pair_free (ZhihuiRingPair *self);
ZhihuiSpot      zhihui_ring_pair_look (const ZhihuiRingPair *self, guint corner, double share);
double          zhihui_ring_measure_area (const ZhihuiSpot *ring, guint n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiRingPair, zhihui_ring_pair_free)

G_END_DECLS
