/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-situation-private.h"

#include <string.h>

#include "zhihui-region-code.h"

/* Of which region each thing is that is read. What cannot be asked for by region stays that of the
 * whole, and whoever shows it can say so. */

/**
 * zhihui_situation_get_region_path:
 *
 * Returns: (transfer none) (nullable): the region that was chosen; %NULL: the whole
 */
ZhihuiRegionPath *
zhihui_situation_get_region_path (ZhihuiSituation *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->region_path;
}

/**
 * zhihui_situation_get_region:
 *
 * Returns: (transfer none) (nullable): code of the region that the dataset is of; %NULL: the whole
 */
const char *
zhihui_situation_get_region (ZhihuiSituation *self, ZhihuiDataset dataset)
{
  g_return_val_if_fail (self != NULL && dataset < ZHIHUI_N_DATASETS, NULL);

  return self->datasets[dataset].region;
}

/**
 * zhihui_situation_name_region:
 * @code: (nullable): as zhihui_situation_get_region() tells it; %NULL: the whole
 *
 * Returns: (transfer none) (nullable): what figures of that region stand under; %NULL: not known
 */
const char *
zhihui_situation_name_region (ZhihuiSituation *self, const char *code)
{
  const ZhihuiMeta *meta;

  g_return_val_if_fail (self != NULL, NULL);

  for (ZhihuiRegionPath *path = code != NULL ? self->region_path : NULL; path != NULL;
       path = zhihui_region_path_get_parent (path))
    if (g_strcmp0 (zhihui_region_path_get_code (path), code) == 0)
      return zhihui_region_path_get_name (path);
  meta = self->datasets[ZHIHUI_DATASET_META].content;
  return meta != NULL ? meta->name : NULL;
}

/**
 * zhihui_situation_is_wider:
 *
 * Returns: whether a region was chosen and the dataset is of the whole
 */
gboolean
zhihui_situation_is_wider (ZhihuiSituation *self, ZhihuiDataset dataset)
{
  g_return_val_if_fail (self != NULL && dataset < ZHIHUI_N_DATASETS, FALSE);

  return self->region_path != NULL && self->datasets[dataset].region == NULL;
}

/**
 * zhihui_situation_get_map_focus:
 *
 * Returns: (transfer none) (nullable): code of the region that was chosen, where the map is of more
 * than that: of what it is a part of
 */
const char *
zhihui_situation_get_map_focus (ZhihuiSituation *self)
{
  const char *code;

  g_return_val_if_fail (self != NULL, NULL);

  code = zhihui_region_path_get_code (self->region_path);
  return g_strcmp0 (self->datasets[ZHIHUI_DATASET_MAP].region, code) != 0 ? code : NULL;
}

/**
 * zhihui_situation_builder_set_region_path:
 * @path: (transfer none) (nullable): the region that was chosen; %NULL: the whole
 */
void
zhihui_situation_builder_set_region_path (ZhihuiSituationBuilder *self, ZhihuiRegionPath *path)
{
  ZhihuiSituation *situation;

  g_return_if_fail (self != NULL);

  situation = zhihui_situation_builder_peek (self);
  if (path != NULL)
    zhihui_region_path_ref (path);
  g_clear_pointer (&situation->region_path, zhihui_region_path_unref);
  situation->region_path = path;
}

/**
 * zhihui_situation_builder_set_region:
 * @region: (nullable): code of the region that @dataset is of; %NULL: the whole
 */
void
zhihui_situation_builder_set_region (ZhihuiSituationBuilder *self,
                                     ZhihuiDataset           dataset,
                                     const char             *region)
{
  ZhihuiSlot *slot;

  g_return_if_fail (self != NULL && dataset < ZHIHUI_N_DATASETS);

  slot = &zhihui_situation_builder_peek (self)->datasets[dataset];
  g_free (slot->region);
  slot->region = g_strdup (region);
}

static int
compare_codes (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(ZhihuiRegion *const *) a)->code, (*(ZhihuiRegion *const *) b)->code);
}

static gboolean
has_no_parent (const ZhihuiRegion *region)
{
  return region->parent == NULL || *region->parent == '\0';
}

/* "32" is "320000". */
static gboolean
is_same_region (const char *one, const char *other)
{
  return one != NULL && other != NULL && *one != '\0' &&
         zhihui_region_code_get_stem (one) == zhihui_region_code_get_stem (other) &&
         zhihui_region_code_covers (one, other);
}

/* Regions of which nothing is known but their codes. */
static void
add_coarsest (GPtrArray *parts, const GPtrArray *regions, const char *code)
{
  gsize shortest = G_MAXSIZE;

  for (guint i = 0; i < regions->len; i++)
    {
      ZhihuiRegion *region = regions->pdata[i];

      if (!has_no_parent (region) || g_strcmp0 (region->code, code) == 0 ||
          strlen (region->code) > shortest)
        continue;
      if (strlen (region->code) < shortest)
        g_ptr_array_set_size (parts, 0);
      shortest = strlen (region->code);
      g_ptr_array_add (parts, region);
    }
}

/**
 * zhihui_regions_list_parts:
 * @self: regions
 * @code: of the region whose parts are asked for
 *
 * A platform may tell of all that lies within, down to the villages: the parts are one step below.
 * Where it does not tell to what each belongs, they are those with the shortest codes.
 *
 * Returns: (transfer container) (element-type ZhihuiRegion): in the order of codes
 */
GPtrArray *
zhihui_regions_list_parts (ZhihuiRegions *self, const char *code)
{
  GPtrArray *parts = g_ptr_array_new ();

  for (guint i = 0; i < self->items->len; i++)
    if (is_same_region (((ZhihuiRegion *) self->items->pdata[i])->parent, code))
      g_ptr_array_add (parts, self->items->pdata[i]);
  if (parts->len == 0)
    add_coarsest (parts, self->items, code);

  g_ptr_array_sort (parts, compare_codes);
  return parts;
}
