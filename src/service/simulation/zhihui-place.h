/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-random.h"
#include "zhihui-scenario.h"
#include "zhihui-work-calendar.h"
#include "zhihui-zone.h"

G_BEGIN_DECLS

/* What a place has besides cases, by the groups of its scenario: [staff], [modes], [elements],
 * [guide], [sources], [layers], [watch]; fixed when the database is made. */
gboolean zhihui_place_write (const ZhihuiScenario *scenario,
                             guint64               seed,
                             ZhihuiStore          *store,
                             GError              **error);
gboolean
zhihui_place_write_catalogue (const ZhihuiScenario *scenario, ZhihuiStore *store, GError **error);
gboolean zhihui_place_write_watch (const ZhihuiScenario *scenario,
                                   gint32                first_day,
                                   ZhihuiZone           *zone,
                                   ZhihuiStore          *store,
                                   GError              **error);
/* @n things fall into @n_places places, by the seed. */
void zhihui_place_spread (ZhihuiRandom *random, guint n, guint *counts, guint n_places);

G_END_DECLS
