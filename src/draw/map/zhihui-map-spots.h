/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-names.h"

G_BEGIN_DECLS

/* Where in a region its label, or the end of a line to it, has room beside what else stands there.
 */

#define ZHIHUI_MAP_DOT 9 /* u: at the end of a line */
/* Of the width of a label, at each side of its middle: what must lie in the region. */
#define ZHIHUI_LABEL_SHARE 0.38

gboolean zhihui_map_spots_are_inside (const ZhihuiMapNames *self, guint region, double x, double y);
gboolean zhihui_map_spots_have_room (const ZhihuiMapNames  *self,
                                     guint                  region,
                                     const ZhihuiLabelWish *wish,
                                     double                 share,
                                     double                 x,
                                     double                 y);
gboolean
zhihui_map_spots_are_taken (const ZhihuiLabelField *field, const ZhihuiMapBox *box, double gap);
void zhihui_map_spots_seek_dot (const ZhihuiMapNames   *self,
                                const ZhihuiLabelField *field,
                                guint                   region,
                                ZhihuiLabelWish        *wish);
void zhihui_map_spots_seek (const ZhihuiMapNames   *self,
                            const ZhihuiLabelField *field,
                            guint                   region,
                            ZhihuiLabelWish        *wish);

G_END_DECLS
