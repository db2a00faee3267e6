/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-panel-kinds.h"
#include "zhihui-region-sums.h"
#include "zhihui-row-list.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "zhihui-format.h"

#define TOP 56
#define KIND "kind:"

/* What other systems count: cameras, stations, windows, and how many of them work. */

/**
 * zhihui_panel_is_layer_chosen:
 * @options: (nullable): what the page says: the id of a layer, "kind:camera", "*"; nothing is all
 *
 * Returns: whether the panel shows @layer
 */
gboolean
zhihui_panel_is_layer_chosen (const ZhihuiPlaceLayer *layer, const ZhihuiPanelOptions *options)
{
  const char *wanted = options != NULL ? options->layer : NULL;

  if (wanted == NULL || g_str_equal (wanted, "*"))
    return TRUE;
  if (g_str_has_prefix (wanted, KIND))
    return g_strcmp0 (layer->kind, wanted + strlen (KIND)) == 0;
  return g_strcmp0 (layer->id, wanted) == 0;
}

/* The first that the page means, borrowed; NULL none. */
static ZhihuiPlaceLayer *
find_layer (ZhihuiLayers *layers, const ZhihuiPanelOptions *options)
{
  for (guint i = 0; layers != NULL && i < layers->items->len; i++)
    if (zhihui_panel_is_layer_chosen (layers->items->pdata[i], options))
      return layers->items->pdata[i];
  return NULL;
}

static void
add_online (ZhihuiListRow *row, gint64 n, gint64 n_online)
{
  if (n_online < 0)
    {
      row->amount = (double) n;
      row->value = zhihui_format_count_wall (n);
      return;
    }
  row->is_share = TRUE;
  if (n > 0)
    row->amount = (double) n_online / (double) n;
  row->value = zhihui_format_rate (n_online, n);
  row->note = zhihui_format_fraction (n_online, n);
}

/* ---- one layer, by region ---- */

static void
draw_regions (ZhihuiSketch *sketch, const ZhihuiPlaceLayer *layer)
{
  g_autoptr (GPtrArray) rows = zhihui_row_list_new ();
  g_autoptr (ZhihuiRegionSums) sums = zhihui_region_sums_new (sketch->situation);

  for (guint i = 0; i < layer->places->len; i++)
    {
      const ZhihuiLayerPlace *place = &g_array_index (layer->places, ZhihuiLayerPlace, i);

      if (place->region[0] != '\0')
        zhihui_region_sums_add (sums, place->region, place->n, place->n_online, place->n_points);
    }
  zhihui_region_sums_sort (sums);
  for (guint i = 0; i < sums->sums->len; i++)
    {
      const ZhihuiRegionSum *sum = &g_array_index (sums->sums, ZhihuiRegionSum, i);
      ZhihuiListRow         *row = zhihui_row_list_add (rows, sum->code, sum->name);

      add_online (row, sum->n, sum->n_online);
    }
  zhihui_row_list_draw (sketch, rows, TOP, zhihui_sketch_get_top (sketch));
}

static char *
make_total (const ZhihuiPlaceLayer *layer)
{
  g_autofree char *total = zhihui_row_list_make_total (layer->n);
  g_autofree char *rate = NULL;
  g_autofree char *strong_rate = NULL;

  if (layer->n_online < 0)
    return g_steal_pointer (&total);

  rate = zhihui_format_rate (layer->n_online, layer->n);
  strong_rate = g_strconcat (ZHIHUI_STRONG, rate, ZHIHUI_STRONG, NULL);
  /* Translators: how many there are, then the share of them that works. */
  return g_strdup_printf (_ ("%1$s, online %2$s"), total, strong_rate);
}

static void
draw_layer (ZhihuiSketch *sketch, const ZhihuiPlaceLayer *layer)
{
  g_autofree char *long_words = *layer->source != '\0' && *layer->layer_as_of != '\0'
                                  ? g_strdup_printf ("%s · %s", layer->source, layer->layer_as_of)
                                  : g_strdup (layer->source);
  const char      *descriptions[] = { long_words, layer->layer_as_of, NULL };
  g_autofree char *total = make_total (layer);

  sketch->title = layer->label;
  zhihui_sketch_head (sketch, descriptions, total);
  zhihui_sketch_speak (sketch, "%s, %s, %s", zhihui_sketch_get_title (sketch), long_words, total);
  if (layer->places != NULL && layer->places->len > 0)
    draw_regions (sketch, layer);
  else if (layer->n_points > 0)
    zhihui_sketch_notice (sketch, _ ("Where they are was not read"), NULL, NULL);
  else
    zhihui_sketch_notice (sketch, _ ("Nothing is in this layer"), NULL, NULL);
}

/**
 * zhihui_panel_layer_draw:
 *
 * One layer by the parts of the region: how many things, and how many of them work.
 */
void
zhihui_panel_layer_draw (ZhihuiSketch *sketch)
{
  ZhihuiLayers     *layers = zhihui_sketch_read (sketch, ZHIHUI_DATASET_LAYERS, _ ("layers"));
  ZhihuiPlaceLayer *layer = find_layer (layers, sketch->options);

  if (layer != NULL)
    {
      draw_layer (sketch, layer);
      return;
    }

  zhihui_sketch_head (sketch, NULL, NULL);
  zhihui_sketch_speak (sketch, "%s", zhihui_sketch_get_title (sketch));
  if (!zhihui_sketch_excuse (sketch))
    zhihui_sketch_notice (sketch, _ ("Not offered here"), NULL, NULL);
}

/* ---- all layers ---- */

/**
 * zhihui_panel_layers_draw:
 *
 * Each layer that there is, or each of a kind, with how many things and how many of them work.
 */
void
zhihui_panel_layers_draw (ZhihuiSketch *sketch)
{
  ZhihuiLayers *layers = zhihui_sketch_read (sketch, ZHIHUI_DATASET_LAYERS, _ ("layers"));
  g_autoptr (GPtrArray) rows = zhihui_row_list_new ();

  zhihui_sketch_head (sketch, NULL, NULL);
  zhihui_sketch_speak (sketch, "%s", zhihui_sketch_get_title (sketch));
  if (zhihui_sketch_excuse (sketch))
    return;

  for (guint i = 0; i < layers->items->len; i++)
    {
      const ZhihuiPlaceLayer *layer = layers->items->pdata[i];
      ZhihuiListRow          *row;

      if (!zhihui_panel_is_layer_chosen (layer, sketch->options))
        continue;
      row = zhihui_row_list_add (rows, layer->id, layer->label);
      if (*layer->source != '\0')
        row->second = g_strdup_printf ("%s %s", layer->source, layer->layer_as_of);
      add_online (row, layer->n, layer->n_online);
    }
  if (rows->len == 0)
    zhihui_sketch_notice (sketch, _ ("Not offered here"), NULL, NULL);
  zhihui_row_list_draw (sketch, rows, TOP, 0);
}
