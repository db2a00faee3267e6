/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map-canvas.h"

#include <math.h>
#include <string.h>

#include "sample-mesh.h"

ZhihuiRegionLook *
canvas_make_looks (guint n)
{
  ZhihuiRegionLook *looks = g_new0 (ZhihuiRegionLook, n);

  for (guint i = 0; i < n; i++)
    {
      guint class = (i * 5 + i / 3) % 3;

      looks[i].fill = (ZhihuiRgba){ class == 0, class == 1, class == 2, 1 };
    }
  return looks;
}

void
canvas_init_manner (ZhihuiMapManner *manner, gboolean has_borders)
{
  zhihui_map_manner_init (manner, zhihui_palette_get (ZHIHUI_THEME_WALL), 1);
  if (!has_borders)
    manner->border = manner->parent_border = 0;
}

cairo_surface_t *
canvas_paint (const ZhihuiMapScene *scene, const ZhihuiViewport *view, CanvasPaintFunc func)
{
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) view->width, (int) view->height);
  cairo_t *cr = cairo_create (surface);

  func (scene, cr, view);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

guint32
canvas_get_pixel (cairo_surface_t *surface, int x, int y)
{
  const guchar *data = cairo_image_surface_get_data (surface);
  guint32       pixel;

  memcpy (&pixel, data + y * cairo_image_surface_get_stride (surface) + x * 4, 4);
  return pixel;
}

int
canvas_get_channel (guint32 pixel, int channel)
{
  return (int) (pixel >> (8 * channel) & 0xff);
}

int
canvas_get_distance (guint32 a, guint32 b)
{
  int most = 0;

  for (int i = 0; i < 4; i++)
    most = MAX (most, ABS (canvas_get_channel (a, i) - canvas_get_channel (b, i)));
  return most;
}

int
canvas_get_distance_to (guint32 pixel, const ZhihuiRgba *colour)
{
  guint32 other = 0xff000000u | (guint32) (colour->red * 255 + 0.5) << 16 |
                  (guint32) (colour->green * 255 + 0.5) << 8 | (guint32) (colour->blue * 255 + 0.5);

  return canvas_get_distance (pixel, other);
}

ZhihuiMapScene *
canvas_make_squares (guint                   n,
                     double                  edge,
                     const ZhihuiMapManner  *manner,
                     const ZhihuiRegionLook *looks,
                     ZhihuiViewport         *view)
{
  g_autoptr (ZhihuiMesh) mesh = sample_mesh_make (n, n * 2, 1, 0.05);
  const ZhihuiExtent *extent = zhihui_mesh_get_extent (mesh);

  *view = (ZhihuiViewport){ .width = CANVAS_WIDTH, .height = CANVAS_HEIGHT };
  zhihui_viewport_fit (view, extent, 0);
  view->zoom = log2 (edge * n / (extent->right - extent->left) / ZHIHUI_MERCATOR_TILE_PX);
  return zhihui_map_scene_new (mesh, looks, NULL, manner);
}

GArray *
canvas_make_points (guint n, guint32 seed, guint32 most, const ZhihuiExtent *extent)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapPoint));
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (guint i = 0; i < n; i++)
    {
      ZhihuiMapPoint point = {
        .x = g_rand_double_range (rand, extent->left, extent->right),
        .y = g_rand_double_range (rand, extent->top, extent->bottom),
        .count = (guint32) g_rand_int_range (rand, 1, (gint32) most + 1),
      };

      point.overdue = g_rand_int_range (rand, 0, 6) == 0 ? 1 : 0;
      g_array_append_val (points, point);
    }
  return points;
}

guint64
canvas_sum_cases (const GArray *points, guint64 *overdue)
{
  guint64 sum = 0;

  for (guint i = 0; i < points->len; i++)
    {
      sum += g_array_index (points, ZhihuiMapPoint, i).count;
      if (overdue != NULL)
        *overdue += g_array_index (points, ZhihuiMapPoint, i).overdue;
    }
  return sum;
}

ZhihuiMapScene *
canvas_make_point_scene (ZhihuiMesh        *mesh,
                         const GArray      *points,
                         ZhihuiPointsManner manner,
                         gboolean           wall)
{
  g_autofree ZhihuiRegionLook *looks = g_new0 (ZhihuiRegionLook, zhihui_mesh_get_n_regions (mesh));
  ZhihuiMapManner              how;

  canvas_init_manner (&how, FALSE);
  how.points = manner;
  how.wall = wall;
  how.n_layers = 2;
  how.layers[0] = (ZhihuiMapLayerLook){ ZHIHUI_PLACE_STATION, { 0, 1, 0, 1 }, TRUE };
  how.layers[1] = (ZhihuiMapLayerLook){ ZHIHUI_PLACE_CAMERA, { 0, 0, 1, 1 }, FALSE };
  return zhihui_map_scene_new (mesh, looks, points, &how);
}

int
canvas_count_painted (const ZhihuiMapScene *scene, const ZhihuiViewport *view)
{
  cairo_surface_t *surface = canvas_paint (scene, view, zhihui_map_scene_paint);
  int              n = 0;

  for (int y = 0; y < CANVAS_HEIGHT; y++)
    for (int x = 0; x < CANVAS_WIDTH; x++)
      n += canvas_get_pixel (surface, x, y) != 0;
  cairo_surface_destroy (surface);
  return n;
}
