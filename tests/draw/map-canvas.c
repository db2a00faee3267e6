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
