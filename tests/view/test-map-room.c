/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-room.h"

#include "map-page.h"
#include "zhihui-hex-grid.h"
#include "zhihui-map-fit.h"
#include "zhihui-map-legend.h"
#include "zhihui-map-panel.h"

#define UNIT 0.68
#define PLATE 8 /* px: what the plate under the legend reaches beyond it */

typedef struct
{
  ZhihuiTheme     *theme;
  ZhihuiSituation *situation;
  ZhihuiMapPanel  *panel;
  ZhihuiMapChart  *chart;
} Fixture;

static void
set_up (Fixture *self, gconstpointer user_data)
{
  guint             n = GPOINTER_TO_UINT (user_data);
  Town              towns[13];
  GRand            *rand = g_rand_new_with_seed (3);
  ZhihuiMapReading *reading;

  map_situation_fill (rand, towns, n);
  g_rand_free (rand);
  self->theme = zhihui_theme_new (ZHIHUI_THEME_DESK_LIGHT, UNIT);
  self->situation = map_situation_new (towns, n);
  self->panel = zhihui_map_panel_new ();
  reading = zhihui_map_panel_read (self->panel, self->situation);
  self->chart = zhihui_map_panel_make_chart (self->panel,
                                             reading,
                                             zhihui_map_panel_find_mesh (self->panel, reading),
                                             self->situation,
                                             zhihui_theme_get_palette (self->theme));
}

static void
tear_down (Fixture *self, gconstpointer user_data)
{
  zhihui_map_chart_free (self->chart);
  zhihui_map_panel_free (self->panel);
  zhihui_situation_unref (self->situation);
  zhihui_theme_free (self->theme);
}

/* px: the legend, with the plate under it. */
static ZhihuiMapBox
measure_legend (Fixture *self, const ZhihuiViewport *viewport)
{
  const ZhihuiMoment moment = { 0 };
  ZhihuiSketch       sketch = { .panel = ZHIHUI_PANEL_MAP,
                                .situation = self->situation,
                                .moment = &moment,
                                .theme = self->theme,
                                .palette = zhihui_theme_get_palette (self->theme),
                                .zone = zhihui_situation_get_zone (self->situation),
                                .u = UNIT,
                                .width = viewport->width / UNIT,
                                .height = viewport->height / UNIT };
  ZhihuiMapLegend    legend = { .sketch = &sketch, .chart = self->chart };

  zhihui_map_legend_measure (&legend);
  zhihui_map_legend_clear (&legend);
  return (ZhihuiMapBox){ legend.entries.x * UNIT - PLATE,
                         legend.entries.y * UNIT - PLATE,
                         legend.entries.width * UNIT + 2 * PLATE,
                         legend.entries.height * UNIT + 2 * PLATE };
}

static gboolean
fit (Fixture *self, ZhihuiViewport *viewport)
{
  return zhihui_map_room_fit (self->chart,
                              zhihui_map_panel_outline (self->panel, self->chart->mesh),
                              NULL,
                              self->situation,
                              self->theme,
                              viewport);
}

/* No corner of a region lies under the legend or outside of the map. */
static void
the_legend_covers_nothing (Fixture *self, gconstpointer user_data)
{
  static const int sizes[][2] = { { 400, 520 }, { 560, 700 }, { 900, 420 } };
  g_autoptr (GArray) corners = g_array_new (FALSE, FALSE, sizeof (ZhihuiCorner));

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      ZhihuiViewport viewport = { 0.5, 0.5, 1, sizes[i][0], sizes[i][1] };
      ZhihuiMapBox   legend = measure_legend (self, &viewport);

      g_assert_true (fit (self, &viewport));
      for (guint region = 0; region < zhihui_mesh_get_n_regions (self->chart->mesh); region++)
        {
          g_array_set_size (corners, 0);
          zhihui_mesh_append_ring (self->chart->mesh, region, 0, 30, corners);
          for (guint j = 0; j < corners->len; j++)
            {
              const ZhihuiCorner *corner = &g_array_index (corners, ZhihuiCorner, j);
              ZhihuiMapBox        point = { 0, 0, 0, 0 };

              zhihui_viewport_to_px (
                &viewport, corner->x / 4294967296.0, corner->y / 4294967296.0, &point.x, &point.y);
              g_assert_false (zhihui_map_box_meets (&legend, &point, 0));
              g_assert_cmpfloat (point.x, >, 0);
              g_assert_cmpfloat (point.y, >, 0);
              g_assert_cmpfloat (point.x, <, viewport.width);
              g_assert_cmpfloat (point.y, <, viewport.height);
            }
        }
    }
}

/* A town whose parts nobody tells is no wall of one colour. */
static void
a_lone_hexagon_stays_small (Fixture *self, gconstpointer user_data)
{
  ZhihuiViewport      viewport = { 0.5, 0.5, 1, 900, 600 };
  const ZhihuiExtent *extent = zhihui_mesh_get_extent (self->chart->mesh);
  double              left, top, right, bottom;

  g_assert_true (fit (self, &viewport));
  zhihui_viewport_to_px (&viewport, extent->left, extent->top, &left, &top);
  zhihui_viewport_to_px (&viewport, extent->right, extent->bottom, &right, &bottom);
  g_assert_cmpfloat (MAX (right - left, bottom - top), <, 600 * 0.4);
  g_assert_cmpfloat (MAX (right - left, bottom - top), >, 600 * 0.3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, n, test)                                                                         \
  g_test_add ("/map-room/" path, Fixture, GUINT_TO_POINTER (n), set_up, test, tear_down)
  ADD ("the-legend-covers-nothing", 13, the_legend_covers_nothing);
  ADD ("the-legend-covers-nothing-of-few", 3, the_legend_covers_nothing);
  ADD ("a-lone-hexagon-stays-small", 1, a_lone_hexagon_stays_small);
  return g_test_run ();
}
