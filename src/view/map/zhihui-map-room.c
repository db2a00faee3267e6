/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-room.h"

#include "zhihui-map-legend.h"

#define GAP 14            /* px: a plate reaches beyond what it is under */
#define MARGIN 8          /* px */
#define MOST_REGIONS 3000 /* of more it takes longer than a frame */

static void
unite (ZhihuiMapBox *box, const ZhihuiMapBox *other)
{
  double right = MAX (box->x + box->width, other->x + other->width);
  double bottom = MAX (box->y + box->height, other->y + other->height);

  box->x = MIN (box->x, other->x);
  box->y = MIN (box->y, other->y);
  box->width = right - box->x;
  box->height = bottom - box->y;
}

/* px: legend with notes, key. */
static guint
list_boxes (const ZhihuiMapChart  *chart,
            const ZhihuiMapLayers *layers,
            ZhihuiSituation       *situation,
            ZhihuiTheme           *theme,
            const ZhihuiViewport  *viewport,
            ZhihuiMapBox           boxes[2])
{
  const ZhihuiMoment moment = { .now_us = g_get_monotonic_time () };
  double             u = zhihui_theme_get_unit (theme);
  ZhihuiSketch       sketch = { .panel = ZHIHUI_PANEL_MAP,
                                .situation = situation,
                                .moment = &moment,
                                .theme = theme,
                                .palette = zhihui_theme_get_palette (theme),
                                .zone = zhihui_situation_get_zone (situation),
                                .u = u,
                                .width = viewport->width / u,
                                .height = viewport->height / u };
  ZhihuiMapLegend    legend = { .sketch = &sketch, .chart = chart, .points = { .layers = layers } };
  const ZhihuiMapBox *all[] = { &legend.entries, &legend.key };
  guint               n = 0;

  zhihui_map_legend_measure (&legend);
  /* They lie on one plate. */
  if (legend.notes.height > 0)
    unite (&legend.entries, &legend.notes);
  if (legend.points.box.height > 0)
    unite (&legend.entries, &legend.points.box);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i]->width > 0 && all[i]->height > 0)
      boxes[n++] =
        (ZhihuiMapBox){ all[i]->x * u, all[i]->y * u, all[i]->width * u, all[i]->height * u };
  zhihui_map_legend_clear (&legend);
  return n;
}

/**
 * zhihui_map_room_fit:
 * @outline: of its map
 * @layers: (nullable): what the legend tells besides
 * @viewport: (inout): its size is kept
 *
 * All regions as large as they are beside the legend, not below it.
 *
 * Returns: whether there is room; else the viewport is left as it is
 */
gboolean
zhihui_map_room_fit (const ZhihuiMapChart      *chart,
                     const ZhihuiMapSilhouette *outline,
                     const ZhihuiMapLayers     *layers,
                     ZhihuiSituation           *situation,
                     ZhihuiTheme               *theme,
                     ZhihuiViewport            *viewport)
{
  ZhihuiMapBox       boxes[2];
  const ZhihuiMapBox inside = {
    MARGIN, MARGIN, viewport->width - 2 * MARGIN, viewport->height - 2 * MARGIN
  };

  if (zhihui_mesh_get_n_regions (chart->mesh) > MOST_REGIONS)
    return FALSE;

  return zhihui_map_silhouette_fit (outline,
                                    &inside,
                                    boxes,
                                    list_boxes (chart, layers, situation, theme, viewport, boxes),
                                    GAP,
                                    viewport);
}
