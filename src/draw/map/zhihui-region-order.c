/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-region-order.h"

#include <string.h>

/* Below 0: @one is worse, or more where neither is better. */
static gint
compare_figures (const ZhihuiMapReading *reading,
                 const ZhihuiMapValue   *one,
                 const ZhihuiMapValue   *other)
{
  gint difference = reading->measure == ZHIHUI_MAP_RATES
                      ? zhihui_fraction_compare (one->k, one->n, other->k, other->n)
                      : (one->steps > other->steps) - (one->steps < other->steps);

  return reading->better == ZHIHUI_BETTER_HIGH ? difference : -difference;
}

static gint
compare_values (gconstpointer a, gconstpointer b, gpointer reading)
{
  const ZhihuiMapValue *one = *(ZhihuiMapValue *const *) a, *other = *(ZhihuiMapValue *const *) b;
  gint                  difference = 0;

  if (one->standing != other->standing)
    return one->standing < other->standing ? -1 : 1;
  if (one->standing == ZHIHUI_MAP_VALUE)
    difference = compare_figures (reading, one, other);

  return difference != 0 ? difference : strcmp (one->region->code, other->region->code);
}

/**
 * zhihui_region_order_list:
 * @reading: figures of regions
 *
 * Returns: (transfer container) (element-type ZhihuiMapValue): all of them: the worst first (of a
 * figure that is neither good nor bad the largest), equals by their codes; behind them those with
 * too few to compare, at the end those without a figure
 */
GPtrArray *
zhihui_region_order_list (const ZhihuiMapReading *reading)
{
  GPtrArray *values = g_ptr_array_new ();

  for (guint i = 0; i < reading->values->len; i++)
    g_ptr_array_add (values, &g_array_index (reading->values, ZhihuiMapValue, i));
  g_ptr_array_sort_with_data (values, compare_values, (gpointer) reading);

  return values;
}

/**
 * zhihui_region_order_list_shapes:
 * @reading: figures of regions
 * @mesh: where they are
 *
 * Returns: (transfer full) (element-type guint): all regions of @mesh: those of
 * zhihui_region_order_list () in its order, then what else there is
 */
GArray *
zhihui_region_order_list_shapes (const ZhihuiMapReading *reading, const ZhihuiMesh *mesh)
{
  guint                n = zhihui_mesh_get_n_regions (mesh);
  GArray              *shapes = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree gboolean *is_listed = g_new0 (gboolean, n);
  g_autoptr (GPtrArray) values = zhihui_region_order_list (reading);

  for (guint i = 0; i < values->len; i++)
    {
      int region = zhihui_mesh_find (mesh, ((ZhihuiMapValue *) values->pdata[i])->region->code);

      if (region < 0 || is_listed[region])
        continue;
      is_listed[region] = TRUE;
      g_array_append_val (shapes, region);
    }
  for (guint i = 0; i < n; i++)
    if (!is_listed[i])
      g_array_append_val (shapes, i);
  return shapes;
}

/**
 * zhihui_region_order_get_rank:
 * @reading: figures of regions
 * @value: one of them
 *
 * Returns: 1 of the best (of a figure that is neither good nor bad of the largest), the same for
 * equals; 0 when it is not ranked
 */
guint
zhihui_region_order_get_rank (const ZhihuiMapReading *reading, const ZhihuiMapValue *value)
{
  guint rank = 1;

  if (value->standing != ZHIHUI_MAP_VALUE)
    return 0;

  for (guint i = 0; i < reading->values->len; i++)
    {
      const ZhihuiMapValue *other = &g_array_index (reading->values, ZhihuiMapValue, i);
      gint                  difference;

      if (other->standing != ZHIHUI_MAP_VALUE)
        continue;
      difference = compare_figures (reading, value, other);
      rank += reading->better == ZHIHUI_BETTER_NEITHER ? difference > 0 : difference < 0;
    }
  return rank;
}
