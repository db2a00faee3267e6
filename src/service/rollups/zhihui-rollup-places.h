/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-rollup-cell.h"
#include "zhihui-store.h"

G_BEGIN_DECLS

/* Of one unit, by level; 0 none. */
typedef struct
{
  guint32 subjects[ZHIHUI_ROLLUP_N_LEVELS];
} ZhihuiRollupPlace;

/* Of which regions a unit is summed into cells of their own. Regions have cells only where there
 * are more units than a board can add up in time. */
typedef struct
{
  guint              n_units;
  gboolean           has_regions;
  ZhihuiRollupPlace *units; /* owned */
} ZhihuiRollupPlaces;

ZhihuiRollupPlaces      *
zhihui_rollup_places_load (ZhihuiStore *store, gboolean has_regions, GError **error);
void zhihui_rollup_places_free (ZhihuiRollupPlaces *self);

#define ZHIHUI_ROLLUP_MANY_UNITS 3000

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiRollupPlaces, zhihui_rollup_places_free)

G_END_DECLS
