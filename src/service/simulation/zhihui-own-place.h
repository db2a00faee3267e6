/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-scenario.h"

G_BEGIN_DECLS

/* A place of one's own: a folder with place.ini, regions.csv and units.csv (docs/import.md). */

gboolean zhihui_own_place_take (ZhihuiScenario *scenario, const char *folder, GError **error);

G_END_DECLS
