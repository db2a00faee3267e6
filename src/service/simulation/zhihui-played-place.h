/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-scenario.h"
#include "zhihui-simulator.h"

G_BEGIN_DECLS

/* Where simulated cases lie: docs/simulation.md. */

void     zhihui_played_place_find (ZhihuiScenario *scenario);
gboolean zhihui_played_place_make (const ZhihuiScenario   *scenario,
                                   guint64                 seed,
                                   const ZhihuiPlayedCase *played,
                                   const char             *address,
                                   double                 *lon,
                                   double                 *lat);

G_END_DECLS
