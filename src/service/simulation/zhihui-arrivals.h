/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-simulator.h"

G_BEGIN_DECLS

/* How many cases come in on a day. */
typedef struct _ZhihuiArrivals ZhihuiArrivals;

ZhihuiArrivals *zhihui_arrivals_new (ZhihuiScenario                *scenario,
                                     const ZhihuiSimulatorSettings *settings,
                                     ZhihuiWorkCalendar            *calendar);
void            zhihui_arrivals_free (ZhihuiArrivals *self);

guint    zhihui_arrivals_draw (ZhihuiArrivals *self, gint32 day, ZhihuiRandom *random);
gboolean zhihui_arrivals_is_exact (ZhihuiArrivals *self, gint32 day);
guint    zhihui_arrivals_get_n_late (ZhihuiArrivals *self, gint32 day);
guint    zhihui_arrivals_get_n_batch (ZhihuiArrivals *self, gint32 day);
guint    zhihui_arrivals_pick_hour (ZhihuiArrivals *self, guint channel, ZhihuiRandom *random);
double   zhihui_arrivals_draw_intensity (ZhihuiArrivals *self, gint32 day, ZhihuiRandom *random);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiArrivals, zhihui_arrivals_free)

G_END_DECLS
