/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-selection.h"

G_BEGIN_DECLS

/* The wall goes round by itself: the regions that need attention most, one after the other, and
 * back to the whole. */
typedef struct _ZhihuiRegionTour ZhihuiRegionTour;

#define ZHIHUI_TOUR_STOPS 3
#define ZHIHUI_TOUR_STOP_US G_GINT64_CONSTANT (10000000)
#define ZHIHUI_TOUR_WHOLE_US G_GINT64_CONSTANT (30000000)

ZhihuiRegionTour *zhihui_region_tour_new (ZhihuiSelection *selection, gint64 now_us);
void              zhihui_region_tour_free (ZhihuiRegionTour *self);
void              zhihui_region_tour_hold (ZhihuiRegionTour *self, gboolean is_held);
void zhihui_region_tour_pass (ZhihuiRegionTour *self, ZhihuiSituation *situation, gint64 now_us);

/* (element-type ZhihuiRegionPath) */
GPtrArray *
zhihui_region_tour_list_stops (ZhihuiSituation *situation, ZhihuiBoard board, guint max_stops);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiRegionTour, zhihui_region_tour_free)

G_END_DECLS
