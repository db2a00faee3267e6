/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-fit.h"

#include <math.h>

#define CELL_SHARE 0.36 /* of the smaller side: a lone hexagon is no larger */
#define DETAIL_PX 512.0 /* corners that matter when the map is so wide */

/* ---- silhouette ---- */

static void
add_span (ZhihuiMapSilhouette *self, int band, double x1, double x2)
{
  if (band < 0 || band >= ZHIHUI_MAP_BANDS)
    return;
  self->left[band] = MIN (self->left[band], MIN (x1, x2));
  self->right[band] = MAX (self->right[band], MAX (x1, x2));
}

/* An edge adds to every band it goes through what it covers there. */
static void
add_edge (ZhihuiMapSilhouette *self, double x1, double y1, double x2, double y2)
{
  double height = (self->extent.bottom - self->extent.top) / ZHIHUI_MAP_BANDS;
  int    first, last;

  if (y1 > y2)
    {
      add_edge (self, x2, y2, x1, y1);
      return;
    }
  first = (int) CLAMP ((y1 - self->extent.top) / height, 0, ZHIHUI_MAP_BANDS - 1);
  last = (int) CLAMP ((y2 - self->extent.top) / height, 0, ZHIHUI_MAP_BANDS - 1);
  for (int band = first; band <= last; band++)
    {
      double top = MAX (y1, self->extent.top + band * height);
      double bottom = MIN (y2, self->extent.top + (band + 1) * height);
      double slope = y2 - y1 > 0 ? (x2 - x1) / (y2 - y1) : 0;

      if (first == last)
        add_span (self, band, x1, x2);
      else
        add_span (self, band, x1 + (top - y1) * slope, x1 + (bottom - y1) * slope);
    }
}

static void
add_ring (ZhihuiMapSilhouette *self, const GArray *corners)
{
  for (guint i = 0; i < corners->len; i++)
    {
      const ZhihuiCorner *one = &g_array_index (corners, ZhihuiCorner, i);
      const ZhihuiCorner *next = &g_array_index (corners, ZhihuiCorner, (i + 1) % corners->len);

      add_edge (self,
                one->x / ZHIHUI_CORNER_SCALE,
                one->y / ZHIHUI_CORNER_SCALE,
                next->x / ZHIHUI_CORNER_SCALE,
                next->y / ZHIHUI_CORNER_SCALE);
    }
}

/**
 * zhihui_map_silhouette_init:
 * @self: (out): how wide all regions of @mesh are together, from the top down
 */
void
zhihui_map_silhouette_init (ZhihuiMapSilhouette *self, const ZhihuiMesh *mesh)
{
  g_autoptr (GArray) corners = g_array_new (FALSE, FALSE, sizeof (ZhihuiCorner));
  double width, zoom;

  self->extent = *zhihui_mesh_get_extent (mesh);
  self->cell = 0;
  if (zhihui_mesh_is_schematic (mesh) && zhihui_mesh_get_n_regions (mesh) > 0)
    {
      const ZhihuiExtent *first = &zhihui_mesh_get_region (mesh, 0)->extent;

      self->cell = MAX (first->right - first->left, first->bottom - first->top);
    }
  width = MAX (self->extent.right - self->extent.left, self->extent.bottom - self->extent.top);
  zoom = width > 0 ? log2 (DETAIL_PX / width / ZHIHUI_MERCATOR_TILE_PX) : 0;
  for (guint i = 0; i < ZHIHUI_MAP_BANDS; i++)
    {
      self->left[i] = G_MAXDOUBLE;
      self->right[i] = -G_MAXDOUBLE;
    }
  if (!(width > 0))
    return;
  for (guint i = 0; i < zhihui_mesh_get_n_regions (mesh); i++)
    for (guint ring = 0; ring < zhihui_mesh_get_n_rings (mesh, i); ring++)
      {
        g_array_set_size (corners, 0);
        zhihui_mesh_append_ring (mesh, i, ring, zoom, corners);
        add_ring (self, corners);
      }
}

/* ---- fit ---- */

/* A map at a place: px = (Mercator - of the corner of the extent) * scale + left, top. */
typedef struct
{
  double scale, left, top;
} Place;

static gboolean
meets (const ZhihuiMapSilhouette *self, const Place *place, const ZhihuiMapBox *box, double gap)
{
  double height = (self->extent.bottom - self->extent.top) * place->scale / ZHIHUI_MAP_BANDS;
  int    first = (int) floor ((box->y - gap - place->top) / height);
  int    last = (int) floor ((box->y + box->height + gap - place->top) / height);

  if (box->width <= 0 || box->height <= 0)
    return FALSE;
  for (int band = MAX (first, 0); band <= MIN (last, ZHIHUI_MAP_BANDS - 1); band++)
    {
      double left = (self->left[band] - self->extent.left) * place->scale + place->left;
      double right = (self->right[band] - self->extent.left) * place->scale + place->left;

      if (self->left[band] <= self->right[band] && right > box->x - gap &&
          left < box->x + box->width + gap)
        return TRUE;
    }
  return FALSE;
}

/* Tries places for a map of a size, from the middle outwards. */
static gboolean
find_place (const ZhihuiMapSilhouette *self,
            const ZhihuiMapBox        *box,
            const ZhihuiMapBox        *obstacles,
            gsize                      n_obstacles,
            double                     gap,
            Place                     *place)
{
  static const double steps[] = { 0.5, 0.62, 0.38, 0.74, 0.26, 0.87, 0.13, 1, 0 };
  static const double falls[] = { 0.4, 0.15, 0, 0.7, 1 };
  double spare_x = box->width - (self->extent.right - self->extent.left) * place->scale;
  double spare_y = box->height - (self->extent.bottom - self->extent.top) * place->scale;

  if (spare_x < -1e-6 || spare_y < -1e-6)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    for (guint j = 0; j < G_N_ELEMENTS (falls); j++)
      {
        gboolean free = TRUE;

        place->left = box->x + spare_x * steps[i];
        place->top = box->y + spare_y * falls[j];
        for (gsize k = 0; k < n_obstacles && free; k++)
          free = !meets (self, place, &obstacles[k], gap);
        if (free)
          return TRUE;
      }
  return FALSE;
}

/**
 * zhihui_map_silhouette_fit:
 * @box: of the viewport, px: the map does not leave it
 * @obstacles: (array length=n_obstacles): nor does it touch these by less than @gap
 * @viewport: (inout): its size is kept
 *
 * Returns: whether there is room; else the viewport is left as it is
 */
gboolean
zhihui_map_silhouette_fit (const ZhihuiMapSilhouette *self,
                           const ZhihuiMapBox        *box,
                           const ZhihuiMapBox        *obstacles,
                           gsize                      n_obstacles,
                           double                     gap,
                           ZhihuiViewport            *viewport)
{
  const ZhihuiExtent *extent = &self->extent;
  double              width = extent->right - extent->left, height = extent->bottom - extent->top;
  double              low = 0, high;
  Place               best = { 0 };

  if (!(width > 0 && height > 0) || box->width <= 0 || box->height <= 0)
    return FALSE;
  high = MIN (box->width / width, box->height / height);
  if (self->cell > 0)
    high = MIN (high, CELL_SHARE * MIN (box->width, box->height) / self->cell);
  for (int i = 0; i < 10; i++)
    {
      Place place = { .scale = i == 0 ? high : (low + high) / 2 };

      if (!find_place (self, box, obstacles, n_obstacles, gap, &place))
        {
          high = place.scale;
          continue;
        }
      best = place;
      low = place.scale;
      if (i == 0)
        break;
    }
  if (!(best.scale > 0))
    return FALSE;
  viewport->zoom = log2 (best.scale / ZHIHUI_MERCATOR_TILE_PX);
  viewport->x = extent->left + (viewport->width / 2 - best.left) / best.scale;
  viewport->y = extent->top + (viewport->height / 2 - best.top) / best.scale;
  return TRUE;
}

/**
 * zhihui_map_silhouette_box:
 * @boxes: (out) (array): room for %ZHIHUI_MAP_BANDS
 *
 * Where the map is seen in @viewport, from the top down, px; also beyond its edges.
 *
 * Returns: how many boxes
 */
guint
zhihui_map_silhouette_box (const ZhihuiMapSilhouette *self,
                           const ZhihuiViewport      *viewport,
                           ZhihuiMapBox              *boxes)
{
  double height = (self->extent.bottom - self->extent.top) / ZHIHUI_MAP_BANDS;
  guint  n = 0;

  for (guint i = 0; i < ZHIHUI_MAP_BANDS; i++)
    {
      ZhihuiMapBox *box = &boxes[n];
      double        right, bottom;

      if (self->left[i] > self->right[i])
        continue;
      zhihui_viewport_to_px (
        viewport, self->left[i], self->extent.top + i * height, &box->x, &box->y);
      zhihui_viewport_to_px (
        viewport, self->right[i], self->extent.top + (i + 1) * height, &right, &bottom);
      box->width = right - box->x;
      box->height = bottom - box->y;
      n++;
    }
  return n;
}
