/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-labels.h"
#include "zhihui-map-scene.h"
#include "zhihui-ring-pair.h"

G_BEGIN_DECLS

/* Regions of one scene that become the same regions of another: hexagons the real borders. Each is
 * seen where its own viewport shows it. One owner. */
typedef struct _ZhihuiMapMorph ZhihuiMapMorph;

/* With more of them nobody could follow. */
#define ZHIHUI_MAP_MORPH_MAX_REGIONS 60

ZhihuiMapMorph *zhihui_map_morph_new (ZhihuiMapScene       *from,
                                      const ZhihuiViewport *from_viewport,
                                      ZhihuiMapScene       *to,
                                      const ZhihuiViewport *to_viewport);
void            zhihui_map_morph_free (ZhihuiMapMorph *self);
void            zhihui_map_morph_recolour (ZhihuiMapMorph *self, ZhihuiMapScene *to);

ZhihuiMapScene       *zhihui_map_morph_get_target (const ZhihuiMapMorph *self);
const ZhihuiViewport *zhihui_map_morph_get_viewport (const ZhihuiMapMorph *self);
ZhihuiMapBox          zhihui_map_morph_get_box (const ZhihuiMapMorph *self);
guint                 zhihui_map_morph_get_n_rings (const ZhihuiMapMorph *self);
guint                 zhihui_map_morph_get_region (const ZhihuiMapMorph *self, guint ring);
const ZhihuiRingPair *zhihui_map_morph_get_ring (const ZhihuiMapMorph *self, guint ring);
void zhihui_map_morph_paint (const ZhihuiMapMorph *self, cairo_t *cr, double share);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiMapMorph, zhihui_map_morph_free)

G_END_DECLS
