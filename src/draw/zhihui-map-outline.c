/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "zhihui-map-shape.h"

#define LEAST_STEP 0.7  /* px: nearer corners are left out */
#define SAMPLES 9       /* places tried for a label, each way */
#define MAX_LABELLED 60 /* more regions have no labels */

/* lon, lat to px: plate carrée at the middle latitude, north up. */
typedef struct
{
  double scale_x, scale_y, left, top;
} Projection;

static void
clear_shape (gpointer data)
{
  ZhihuiMapShape *shape = data;

  g_ptr_array_unref (shape->rings);
}

static const ZhihuiRegion *
find_region (GPtrArray *regions, const ZhihuiOutline *outline)
{
  for (guint i = 0; i < regions->len; i++)
    {
      const ZhihuiRegion *region = g_ptr_array_index (regions, i);

      if (*outline->code != '\0' && g_strcmp0 (region->code, outline->code) == 0)
        return region;
    }
  for (guint i = 0; i < regions->len; i++)
    {
      const ZhihuiRegion *region = g_ptr_array_index (regions, i);

      if (*outline->name != '\0' && g_strcmp0 (region->name, outline->name) == 0)
        return region;
    }
  return NULL;
}

static gboolean
find_bounds (GPtrArray *outlines, double bounds[4])
{
  bounds[0] = bounds[1] = G_MAXDOUBLE;
  bounds[2] = bounds[3] = -G_MAXDOUBLE;
  for (guint i = 0; i < outlines->len; i++)
    {
      const ZhihuiOutline *outline = g_ptr_array_index (outlines, i);

      for (guint j = 0; j < outline->rings->len; j++)
        {
          GArray *ring = g_ptr_array_index (outline->rings, j);

          for (guint k = 0; k + 1 < ring->len; k += 2)
            {
              bounds[0] = MIN (bounds[0], g_array_index (ring, double, k));
              bounds[1] = MIN (bounds[1], g_array_index (ring, double, k + 1));
              bounds[2] = MAX (bounds[2], g_array_index (ring, double, k));
              bounds[3] = MAX (bounds[3], g_array_index (ring, double, k + 1));
            }
        }
    }
  return bounds[2] > bounds[0] && bounds[3] > bounds[1];
}

static Projection
make_projection (const double bounds[4], const ZhihuiMapBox *box)
{
  double     narrow = cos ((bounds[1] + bounds[3]) / 2 * G_PI / 180);
  double     width = (bounds[2] - bounds[0]) * narrow, height = bounds[3] - bounds[1];
  double     scale = MIN (box->width / width, box->height / height);
  Projection self = { .scale_x = scale * narrow, .scale_y = scale };

  self.left = box->x + (box->width - width * scale) / 2 - bounds[0] * self.scale_x;
  self.top = box->y + (box->height - height * scale) / 2 + bounds[3] * self.scale_y;
  return self;
}

static GArray *
project_ring (const Projection *self, GArray *ring)
{
  GArray *projected = g_array_new (FALSE, FALSE, sizeof (double));
  double  last[2] = { -G_MAXDOUBLE, -G_MAXDOUBLE };

  for (guint i = 0; i + 1 < ring->len; i += 2)
    {
      double point[] = { self->left + g_array_index (ring, double, i) * self->scale_x,
                         self->top - g_array_index (ring, double, i + 1) * self->scale_y };

      if (ABS (point[0] - last[0]) + ABS (point[1] - last[1]) < LEAST_STEP)
        continue;
      g_array_append_vals (projected, point, 2);
      last[0] = point[0];
      last[1] = point[1];
    }
  return projected;
}

static gboolean
is_inside (GArray *ring, double x, double y)
{
  gboolean inside = FALSE;

  for (guint i = 0, j = ring->len - 2; i + 1 < ring->len; j = i, i += 2)
    {
      double x1 = g_array_index (ring, double, i), y1 = g_array_index (ring, double, i + 1);
      double x2 = g_array_index (ring, double, j), y2 = g_array_index (ring, double, j + 1);

      if ((y1 > y) != (y2 > y) && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1)
        inside = !inside;
    }
  return inside;
}

static GArray *
find_largest_ring (GPtrArray *rings)
{
  GArray *largest = NULL;
  double  most = 0;

  for (guint i = 0; i < rings->len; i++)
    {
      GArray *ring = g_ptr_array_index (rings, i);
      double  area = 0;

      if (ring->len < 6)
        continue;
      for (guint j = 0, k = ring->len - 2; j + 1 < ring->len; k = j, j += 2)
        area += g_array_index (ring, double, k) * g_array_index (ring, double, j + 1) -
                g_array_index (ring, double, j) * g_array_index (ring, double, k + 1);
      if (ABS (area) > most)
        {
          most = ABS (area);
          largest = ring;
        }
    }
  return largest;
}

/* How far a label may spread at a place: up to the width it needs, 0 outside. */
static double
measure_room (GArray *ring, double x, double y, double width, double height)
{
  double share = 0;

  for (double part = 0.25; part <= 1.01; part += 0.25)
    {
      double half = width / 2 * part, up = height / 2;

      if (!is_inside (ring, x - half, y - up) || !is_inside (ring, x + half, y - up) ||
          !is_inside (ring, x - half, y + up) || !is_inside (ring, x + half, y + up) ||
          !is_inside (ring, x - half, y) || !is_inside (ring, x + half, y))
        break;
      share = part;
    }
  return share * width;
}

static double
measure_distance (GArray *ring, double x, double y)
{
  double nearest = G_MAXDOUBLE;

  for (guint i = 0; i + 1 < ring->len; i += 2)
    nearest =
      MIN (nearest,
           hypot (g_array_index (ring, double, i) - x, g_array_index (ring, double, i + 1) - y));
  return nearest;
}

/* The place with most room; among equals the one farthest from the border. */
static void
place_label (ZhihuiMapShape *shape, const ZhihuiMapField *field)
{
  GArray *ring = find_largest_ring (shape->rings);
  double  left = G_MAXDOUBLE, right = -G_MAXDOUBLE, top = G_MAXDOUBLE, bottom = -G_MAXDOUBLE;
  double  best = -1, width = field->label_width;

  if (field->measure != NULL && shape->region != NULL)
    width = field->measure (shape->region, field->data);
  if (ring == NULL)
    return;
  for (guint i = 0; i + 1 < ring->len; i += 2)
    {
      left = MIN (left, g_array_index (ring, double, i));
      right = MAX (right, g_array_index (ring, double, i));
      top = MIN (top, g_array_index (ring, double, i + 1));
      bottom = MAX (bottom, g_array_index (ring, double, i + 1));
    }
  for (int i = 1; i < SAMPLES; i++)
    for (int j = 1; j < SAMPLES; j++)
      {
        double x = left + (right - left) * i / SAMPLES, y = top + (bottom - top) * j / SAMPLES;
        double room, score;

        if (!is_inside (ring, x, y))
          continue;
        room = measure_room (ring, x, y, width, field->label_height);
        score = room * 1000 + measure_distance (ring, x, y);
        if (score <= best)
          continue;
        best = score;
        shape->x = x;
        shape->y = y;
        shape->room = room >= width * 0.99 ? room : 0;
      }
}

/**
 * zhihui_map_shape_make_outlines:
 * @outlines: (element-type ZhihuiOutline): matched to @regions by code, else by name
 * @regions: (element-type ZhihuiRegion): those with figures
 * @field: where, in px
 *
 * Returns: (transfer full) (element-type ZhihuiMapShape): the real shapes, as large as the field
 * allows
 */
GArray *
zhihui_map_shape_make_outlines (GPtrArray            *outlines,
                                GPtrArray            *regions,
                                const ZhihuiMapField *field)
{
  GArray    *shapes = g_array_new (FALSE, TRUE, sizeof (ZhihuiMapShape));
  double     bounds[4];
  Projection projection;

  g_return_val_if_fail (outlines != NULL && regions != NULL && field != NULL, shapes);

  g_array_set_clear_func (shapes, clear_shape);
  if (!find_bounds (outlines, bounds))
    return shapes;
  projection = make_projection (bounds, &field->box);
  for (guint i = 0; i < outlines->len; i++)
    {
      const ZhihuiOutline *outline = g_ptr_array_index (outlines, i);
      ZhihuiMapShape       shape = { .region = find_region (regions, outline) };

      shape.rings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
      for (guint j = 0; j < outline->rings->len; j++)
        g_ptr_array_add (shape.rings,
                         project_ring (&projection, g_ptr_array_index (outline->rings, j)));
      if (outlines->len <= MAX_LABELLED)
        place_label (&shape, field);
      g_array_append_val (shapes, shape);
    }
  return shapes;
}
