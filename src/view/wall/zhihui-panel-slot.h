/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <graphene.h>

#include "zhihui-glide.h"
#include "zhihui-picture.h"

G_BEGIN_DECLS

/* One item on the screen: what it shows, what it is fading from, where it is. Times are monotonic
 * microseconds; a duration of 0 cuts. */
typedef struct _ZhihuiSlot ZhihuiSlot;

typedef struct
{
  gint64 now_us;
  gint64 move_us;
  gint64 fade_us;
  int    scale; /* device pixels a pixel */
} ZhihuiSlotChange;

ZhihuiSlot *
zhihui_slot_new (const ZhihuiItem *item, const ZhihuiTheme *theme, const ZhihuiSlotChange *change);
void        zhihui_slot_free (ZhihuiSlot *self);
const char *zhihui_slot_get_key (ZhihuiSlot *self);
gboolean    zhihui_slot_show (ZhihuiSlot             *self,
                              const ZhihuiItem       *item,
                              const ZhihuiTheme      *theme,
                              const ZhihuiSlotChange *change);
void        zhihui_slot_leave (ZhihuiSlot *self, const ZhihuiSlotChange *change);
gboolean    zhihui_slot_is_leaving (ZhihuiSlot *self);
gboolean    zhihui_slot_advance (ZhihuiSlot *self, gint64 now_us, int scale, gboolean *changed);
void        zhihui_slot_get_box (ZhihuiSlot *self, graphene_rect_t *box);
void        zhihui_slot_paint (ZhihuiSlot *self, cairo_t *cr);
void        zhihui_slot_look (ZhihuiSlot *self, gint64 now_us, ZhihuiPose *pose, double *presence);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiSlot, zhihui_slot_free)

G_END_DECLS
