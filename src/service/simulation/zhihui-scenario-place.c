/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-scenario.h"

#include <math.h>

/* Regions and units, whoever tells of them. */

ZhihuiPlayedRegion *
zhihui_played_region_new (
  const char *code, const char *name, const char *parent, const char *level, int column, int row)
{
  ZhihuiPlayedRegion *region = g_new0 (ZhihuiPlayedRegion, 1);

  region->code = g_strdup (code);
  region->name = g_strdup (name);
  region->parent = g_strdup (parent);
  region->level = g_strdup (level);
  region->column = column;
  region->row = row;
  region->lon = region->lat = NAN;
  return region;
}

ZhihuiPlayedUnit *
zhihui_played_unit_new (
  const char *id, const char *name, const char *short_name, const char *peer, const char *region)
{
  ZhihuiPlayedUnit *unit = g_new0 (ZhihuiPlayedUnit, 1);

  unit->id = g_strdup (id);
  unit->name = g_strdup (name);
  unit->short_name = g_strdup (short_name);
  unit->peer = g_strdup (peer);
  unit->region = g_strdup (region);
  return unit;
}

void
zhihui_scenario_free_region (gpointer data)
{
  ZhihuiPlayedRegion *region = data;

  g_free (region->code);
  g_free (region->name);
  g_free (region->parent);
  g_free (region->level);
  g_free (region);
}

void
zhihui_scenario_free_unit (gpointer data)
{
  ZhihuiPlayedUnit *unit = data;

  g_free (unit->id);
  g_free (unit->name);
  g_free (unit->short_name);
  g_free (unit->peer);
  g_free (unit->region);
  g_free (unit->topics);
  g_free (unit);
}
