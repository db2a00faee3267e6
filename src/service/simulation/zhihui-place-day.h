/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-life-cycle.h"
#include "zhihui-scenario.h"

G_BEGIN_DECLS

/* What happens at a place besides cases, day by day: meetings and receptions of its [schedule],
 * pushes, questions to its guide. From the seed and the day, and from the cases that are open. */
typedef struct _ZhihuiPlaceDays ZhihuiPlaceDays;

ZhihuiPlaceDays *zhihui_place_days_new (const ZhihuiScenario *scenario,
                                        ZhihuiLifeCycle      *life_cycle,
                                        guint64               seed,
                                        gint32                first_day);
void             zhihui_place_days_free (ZhihuiPlaceDays *self);

gboolean zhihui_place_days_open (ZhihuiPlaceDays *self, gint32 day, GError **error);
gboolean zhihui_place_days_sync (ZhihuiPlaceDays *self, gint64 now, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiPlaceDays, zhihui_place_days_free)

G_END_DECLS
