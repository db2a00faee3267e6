/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-region-sums.h"

#include "zhihui-region-code.h"

/* The part of what the situation is of in which @code lies; NULL: none is known. */
static const ZhihuiRegion *
find_part (ZhihuiSituation *situation, const char *code)
{
  ZhihuiRegions    *regions = zhihui_situation_get_regions (situation);
  ZhihuiMeta       *meta = zhihui_situation_get_meta (situation);
  ZhihuiRegionPath *path = zhihui_situation_get_region_path (situation);
  const char       *whole = path != NULL   ? zhihui_region_path_get_code (path)
                            : meta != NULL ? meta->region
                                           : NULL;

  for (guint i = 0; regions != NULL && whole != NULL && i < regions->items->len; i++)
    {
      const ZhihuiRegion *region = regions->items->pdata[i];

      if (g_strcmp0 (region->parent, whole) == 0 && zhihui_region_code_covers (region->code, code))
        return region;
    }
  return NULL;
}

/**
 * zhihui_region_sums_new:
 *
 * Returns: (transfer full) (element-type ZhihuiRegionSum): nothing yet
 */
GArray *
zhihui_region_sums_new (void)
{
  return g_array_new (FALSE, TRUE, sizeof (ZhihuiRegionSum));
}

/**
 * zhihui_region_sums_add:
 * @code: where it is; must live as long as @sums
 * @n_online: -1 not asked
 *
 * Adds to the part of the region in which @code lies.
 */
void
zhihui_region_sums_add (GArray          *sums,
                        ZhihuiSituation *situation,
                        const char      *code,
                        gint64           n,
                        gint64           n_online,
                        gint64           n_places)
{
  const ZhihuiRegion *part = find_part (situation, code);
  const char         *own = part != NULL ? part->code : code;
  ZhihuiRegionSum     fresh = { own, part != NULL ? part->name : code, 0, -1, 0 };
  ZhihuiRegionSum    *sum = NULL;

  for (guint i = 0; i < sums->len && sum == NULL; i++)
    if (g_str_equal (g_array_index (sums, ZhihuiRegionSum, i).code, own))
      sum = &g_array_index (sums, ZhihuiRegionSum, i);
  if (sum == NULL)
    {
      g_array_append_val (sums, fresh);
      sum = &g_array_index (sums, ZhihuiRegionSum, sums->len - 1);
    }

  sum->n += n;
  sum->n_places += n_places;
  if (n_online >= 0)
    sum->n_online = MAX (sum->n_online, 0) + n_online;
}

static int
compare_sums (gconstpointer a, gconstpointer b)
{
  const ZhihuiRegionSum *one = a, *other = b;

  if (one->n != other->n)
    return one->n > other->n ? -1 : 1;
  return g_strcmp0 (one->code, other->code);
}

void
zhihui_region_sums_sort (GArray *sums)
{
  g_array_sort (sums, compare_sums);
}
