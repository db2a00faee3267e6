/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-rollup-state.h"

#include <string.h>

#include "zhihui-rollup.h"

#define SETTING "rollups"
#define UNITS_ALONE "units "
#define WITH_REGIONS "regions "

static ZhihuiRollupState *
make_state (ZhihuiStore *store, const char *how, GError **error)
{
  ZhihuiRollupState *self = g_new0 (ZhihuiRollupState, 1);
  gboolean           has_regions = g_str_has_prefix (how, WITH_REGIONS);

  self->how = g_strdup (how);
  self->zone = zhihui_zone_new (how + strlen (has_regions ? WITH_REGIONS : UNITS_ALONE), error);
  if (self->zone != NULL)
    self->places = zhihui_rollup_places_load (store, has_regions, error);
  if (self->places != NULL)
    return self;

  zhihui_rollup_state_free (self);
  return NULL;
}

void
zhihui_rollup_state_free (ZhihuiRollupState *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->places, zhihui_rollup_places_free);
  g_clear_pointer (&self->zone, zhihui_zone_unref);
  g_free (self->how);
  g_free (self);
}

/**
 * zhihui_rollup_state_load:
 *
 * Returns: (transfer full) (nullable): how the sums were made; %NULL without @error when they never
 *   were
 */
ZhihuiRollupState *
zhihui_rollup_state_load (ZhihuiStore *store, GError **error)
{
  g_autofree char *how = zhihui_store_get_setting (store, SETTING);

  if (how == NULL || !(g_str_has_prefix (how, UNITS_ALONE) || g_str_has_prefix (how, WITH_REGIONS)))
    return NULL;
  return make_state (store, how, error);
}

static gint64
ask (ZhihuiStore *store, const char *sql)
{
  ZhihuiStatement *row = zhihui_store_prepare (store, sql);
  gint64           answer = 0;

  if (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    answer = zhihui_statement_get_integer (row, 0);
  zhihui_statement_reset (row);
  return answer;
}

/**
 * zhihui_rollup_state_is_current:
 *
 * Returns: whether the sums of @store are still those, and no unit has come since
 */
gboolean
zhihui_rollup_state_is_current (ZhihuiRollupState *self, ZhihuiStore *store)
{
  g_autofree char *how = zhihui_store_get_setting (store, SETTING);

  return g_strcmp0 (how, self->how) == 0 &&
         ask (store, "SELECT MAX(id) FROM unit") == self->places->n_units;
}

/**
 * zhihui_rollup_state_begin:
 *
 * Returns: (transfer full) (nullable): how the sums are to be made: in the deployment's zone, with
 *   regions where there are many units
 */
ZhihuiRollupState *
zhihui_rollup_state_begin (ZhihuiStore *store, GError **error)
{
  g_autofree char *zone = zhihui_store_get_setting (store, "time_zone");
  gboolean has_regions = ask (store, "SELECT COUNT(*) FROM unit") > ZHIHUI_ROLLUP_MANY_UNITS;
  g_autofree char *how = g_strconcat (
    has_regions ? WITH_REGIONS : UNITS_ALONE, zone != NULL ? zone : "Asia/Shanghai", NULL);

  return make_state (store, how, error);
}

gboolean
zhihui_rollup_state_save (ZhihuiRollupState *self, ZhihuiStore *store, GError **error)
{
  return zhihui_store_set_setting (store, SETTING, self->how, error);
}

/**
 * zhihui_rollup_is_held:
 *
 * Returns: whether the sums of @store were made, and follow each change since
 */
gboolean
zhihui_rollup_is_held (ZhihuiStore *store)
{
  g_autofree char *how = zhihui_store_get_setting (store, SETTING);

  return how != NULL;
}
