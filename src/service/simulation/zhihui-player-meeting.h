/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-life-cycle.h"
#include "zhihui-scenario.h"

G_BEGIN_DECLS

gboolean zhihui_player_plan_meetings (ZhihuiLifeCycle      *life_cycle,
                                      const ZhihuiScenario *scenario,
                                      guint64               seed,
                                      gint32                day,
                                      GError              **error);

G_END_DECLS
