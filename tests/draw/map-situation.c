/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map-situation.h"

#include <math.h>

char *
map_situation_make_code (guint i)
{
  return g_strdup_printf ("370302%03u", 100 + i);
}

ZhihuiRegions *
map_situation_make_regions (const Town *towns, guint n)
{
  ZhihuiRegions *regions = zhihui_regions_new ();

  for (guint i = n; i-- > 0;)
    {
      ZhihuiRegion *region = g_new0 (ZhihuiRegion, 1);

      region->code = map_situation_make_code (i);
      region->name = g_strdup_printf ("第%u镇", i);
      region->parent = g_strdup ("370302");
      region->lon = 117.9 + 0.07 * (i % 4);
      region->lat = 36.6 - 0.06 * (i / 4);
      region->column = region->row = G_MININT;
      region->population = towns[i].population;
      g_ptr_array_add (regions->items, region);
    }
  return regions;
}

ZhihuiMapFigures *
map_situation_make_figures (const Town *towns, guint n)
{
  ZhihuiMapFigures *figures = zhihui_map_figures_new ();

  figures->stamp.as_of = 1596000000;
  for (guint board = 1; board < ZHIHUI_N_BOARDS; board++)
    {
      figures->rates[board].is_told = TRUE;
      figures->rates[board].min_n = 20;
      figures->rates[board].period = g_strdup ("rolling-90d");
    }
  for (guint i = 0; i < n; i++)
    {
      ZhihuiRegionFigure *figure = g_new0 (ZhihuiRegionFigure, 1);

      figure->code = map_situation_make_code (i);
      figure->n = towns[i].n;
      for (guint board = 1; board < ZHIHUI_N_BOARDS; board++)
        figure->rates[board] = (ZhihuiTally){ .n = towns[i].rate_n, .k = towns[i].rate_k };
      figure->is_withheld = towns[i].is_withheld;
      if (figure->is_withheld)
        {
          figures->n_withheld = MAX (figures->n_withheld, 0) + figure->n;
          figure->n = 0;
        }
      g_ptr_array_add (figures->items, figure);
    }
  return figures;
}

ZhihuiSituation *
map_situation_new (const Town *towns, guint n)
{
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);
  g_autoptr (ZhihuiMeta) meta = zhihui_meta_new ();
  g_autoptr (ZhihuiRegions) regions = map_situation_make_regions (towns, n);
  g_autoptr (ZhihuiMapFigures) figures = map_situation_make_figures (towns, n);
  const ZhihuiReceipt receipt = { .received_us = 1000000, .period_s = 15, .has_data = TRUE };

  meta->stamp.as_of = 1596000000;
  meta->region = g_strdup ("370302");
  meta->name = g_strdup ("淄川区");
  meta->title = g_strdup ("般阳民生");
  meta->language = g_strdup ("zh_CN");
  meta->time_zone = g_strdup ("Asia/Shanghai");
  zhihui_situation_builder_set_meta (builder, meta);
  zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_REGIONS, regions);
  zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_MAP, figures);
  zhihui_situation_builder_set_receipt (builder, ZHIHUI_DATASET_MAP, &receipt);
  zhihui_situation_builder_set_clock (builder, 1596000000, 1000000);
  return zhihui_situation_builder_finish (builder);
}

void
map_situation_fill (GRand *rand, Town *towns, guint n)
{
  gboolean has_heads = g_rand_boolean (rand);

  for (guint i = 0; i < n; i++)
    {
      towns[i].n = g_rand_int_range (rand, 0, 1200);
      towns[i].is_withheld = FALSE;
      towns[i].population = has_heads ? g_rand_int_range (rand, 1000, 90000) : -1;
      towns[i].rate_n = g_rand_int_range (rand, 0, 4) == 0 ? g_rand_int_range (rand, 0, 20)
                                                           : g_rand_int_range (rand, 20, 900);
      towns[i].rate_k =
        towns[i].rate_n > 0 ? g_rand_int_range (rand, 0, (gint32) towns[i].rate_n + 1) : 0;
    }
}
