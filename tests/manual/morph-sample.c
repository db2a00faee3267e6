/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Five steps from hexagons to real borders, one below the other. */
#include "zhihui-hex-grid.h"
#include "zhihui-map-morph.h"
#include "zhihui-mesh-file.h"

#include <cairo.h>

#define WIDTH 700
#define HEIGHT 520
#define N_STEPS 5

static ZhihuiMesh *
make_grid (const ZhihuiMesh *mesh)
{
  guint                           n = zhihui_mesh_get_n_regions (mesh);
  ZhihuiRegion                   *made = g_new0 (ZhihuiRegion, n);
  g_autofree const ZhihuiRegion **regions = g_new (const ZhihuiRegion *, n);

  for (guint i = 0; i < n; i++)
    {
      const ZhihuiMeshRegion *region = zhihui_mesh_get_region (mesh, i);

      made[i] = (ZhihuiRegion){ .code = g_strdup (region->code),
                                .name = g_strdup (region->name),
                                .column = G_MININT,
                                .row = G_MININT };
      zhihui_mercator_unproject (region->label_x, region->label_y, &made[i].lon, &made[i].lat);
      regions[i] = &made[i];
    }
  return zhihui_hex_grid_build (regions, n, 0.95);
}

static ZhihuiMapScene *
make_scene (ZhihuiMesh *mesh, const ZhihuiMesh *order, ZhihuiViewport *view)
{
  const ZhihuiPalette         *palette = zhihui_palette_get (ZHIHUI_THEME_WALL);
  guint                        n = zhihui_mesh_get_n_regions (mesh);
  g_autofree ZhihuiRegionLook *looks = g_new0 (ZhihuiRegionLook, n);
  ZhihuiMapManner              manner;

  for (guint i = 0; i < n; i++)
    {
      int place = zhihui_mesh_find (order, zhihui_mesh_get_region (mesh, i)->code);

      looks[i] = (ZhihuiRegionLook){ .fill = palette->map[place % 5], .alert = place == 3 };
      if (place == 6)
        looks[i].state = ZHIHUI_REGION_NO_DATA;
    }
  zhihui_map_manner_init (&manner, palette, 1);
  *view = (ZhihuiViewport){ .width = WIDTH, .height = HEIGHT };
  zhihui_viewport_fit (view, zhihui_mesh_get_extent (mesh), 10);
  return zhihui_map_scene_new (mesh, looks, NULL, &manner);
}

int
main (int argc, char **argv)
{
  const ZhihuiRgba *ground = &zhihui_palette_get (ZHIHUI_THEME_WALL)->ground;
  g_autoptr (ZhihuiMesh) real = zhihui_mesh_open (argv[1], NULL);
  g_autoptr (ZhihuiMesh) grid = make_grid (real);
  ZhihuiViewport from_view, to_view;
  g_autoptr (ZhihuiMapScene) from = make_scene (grid, real, &from_view);
  g_autoptr (ZhihuiMapScene) to = make_scene (real, real, &to_view);
  g_autoptr (ZhihuiMapMorph) morph = zhihui_map_morph_new (from, &from_view, to, &to_view);
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT * N_STEPS);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, ground->red, ground->green, ground->blue);
  cairo_paint (cr);
  for (guint step = 0; step < N_STEPS; step++)
    {
      gint64 start_us = g_get_monotonic_time ();

      zhihui_map_morph_paint (morph, cr, (double) step / (N_STEPS - 1));
      g_print ("%.1f ms\n", (double) (g_get_monotonic_time () - start_us) / 1000);
      cairo_translate (cr, 0, HEIGHT);
    }
  cairo_destroy (cr);
  cairo_surface_write_to_png (surface, argv[2]);
  cairo_surface_destroy (surface);
  return 0;
}
