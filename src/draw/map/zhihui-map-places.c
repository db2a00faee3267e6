/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-places.h"

#include <string.h>

#include "zhihui-format.h"
#include "zhihui-map-sign.h"

/* Chosen here, in u: beneath name and figure of a region, two signs a row. */
#define ROW_DOWN 36.0
#define ROW_PITCH 22.0
#define ROW_SIGNS 2
#define DIGIT 11.6 /* width of a figure of the count */
#define BETWEEN 9.0
#define HALO 1.5

void
zhihui_map_places_add (GArray *places, const ZhihuiMapPoint *point)
{
  const ZhihuiMapPlaced placed = { .point = *point };

  g_array_append_val (places, placed);
}

static int
compare_numbers (double one, double other)
{
  return (one > other) - (one < other);
}

/* Those of one layer together, those that are gathered at one place together before all. */
static int
compare_places (gconstpointer a, gconstpointer b)
{
  const ZhihuiMapPoint *one = a, *other = b;
  int                   order = other->is_gathered - one->is_gathered;

  if (order == 0 && one->is_gathered)
    {
      order = compare_numbers (one->y, other->y);
      if (order == 0)
        order = compare_numbers (one->x, other->x);
    }
  return order != 0 ? order : one->layer - other->layer;
}

static gboolean
is_same_place (const ZhihuiMapPlaced *one, const ZhihuiMapPlaced *other)
{
  return compare_numbers (one->point.x, other->point.x) == 0 &&
         compare_numbers (one->point.y, other->point.y) == 0;
}

static float
measure (const ZhihuiMapPlaced *placed)
{
  g_autofree char *text = zhihui_format_count_wall (placed->point.count);

  return (float) (ZHIHUI_PLACE_SIZE + ZHIHUI_PLACE_GAP + DIGIT * g_utf8_strlen (text, -1));
}

/* u */
static double
get_row_down (const ZhihuiMapFrame *frame, guint row)
{
  return ROW_DOWN * frame->manner.names + ROW_PITCH * row;
}

/* @n signs in the middle beneath their place. */
static void
arrange_row (ZhihuiMapFrame *frame, ZhihuiMapPlaced *first, guint n, guint row)
{
  float width = (float) BETWEEN * (float) (n - 1), x;

  for (guint i = 0; i < n; i++)
    width += measure (&first[i]);
  x = -width / 2;
  for (guint i = 0; i < n; i++)
    {
      first[i].dx = x + (float) ZHIHUI_PLACE_SIZE / 2;
      first[i].dy = (float) get_row_down (frame, row);
      x += measure (&first[i]) + (float) BETWEEN;
    }
  if (row < ZHIHUI_MAP_PLACE_ROWS)
    frame->row_widths[row] = MAX (frame->row_widths[row], width);
}

/**
 * zhihui_map_places_arrange:
 * @frame: with all places of a map
 *
 * Those that are gathered stand beside each other beneath their place.
 */
void
zhihui_map_places_arrange (ZhihuiMapFrame *frame)
{
  GArray          *places = frame->places;
  ZhihuiMapPlaced *all = (ZhihuiMapPlaced *) (gpointer) places->data;

  g_array_sort (places, compare_places);
  for (guint i = 0; i < places->len && all[i].point.is_gathered;)
    {
      guint n = 1;

      while (i + n < places->len && all[i + n].point.is_gathered &&
             is_same_place (&all[i], &all[i + n]))
        n++;
      for (guint j = 0; j < n; j += ROW_SIGNS)
        arrange_row (frame, &all[i + j], MIN (n - j, ROW_SIGNS), j / ROW_SIGNS);
      i += n;
    }
}

/* Whether the rows of signs have room in a middling region: a hexagon, which becomes narrower
 * towards its lower end, or what is taken for one. All or none, or a region without signs would
 * look as if nothing were there. */
static gboolean
have_rows_room (const ZhihuiMapFrame *frame, const ZhihuiViewport *viewport)
{
  double u_px = frame->manner.unit, world = zhihui_viewport_get_world_px (viewport);
  double width = frame->region_width * world, height = frame->region_height * world;

  for (guint i = 0; i < ZHIHUI_MAP_PLACE_ROWS && frame->row_widths[i] > 0; i++)
    {
      double bottom = (get_row_down (frame, i) + ZHIHUI_PLACE_SIZE / 2) * u_px;

      if ((double) frame->row_widths[i] * u_px > width * MIN (1, 2 - 4 * bottom / height))
        return FALSE;
    }
  return TRUE;
}

/* @has_room: of what is gathered. Returns whether it is seen. */
static gboolean
find_place (const ZhihuiMapFrame  *frame,
            const ZhihuiViewport  *viewport,
            const ZhihuiMapPlaced *placed,
            gboolean               has_room,
            double                *x,
            double                *y)
{
  double u = frame->manner.unit, reach = 2 * ZHIHUI_PLACE_SIZE * u;

  if (placed->point.is_gathered && !has_room)
    return FALSE;
  zhihui_viewport_to_px (viewport, placed->point.x, placed->point.y, x, y);
  *x += (double) placed->dx * u;
  *y += (double) placed->dy * u;
  return *x > -reach && *y > -reach && *x < viewport->width + reach &&
         *y < viewport->height + reach;
}

/* Of the layer @index + 1. */
static void
paint_layer (const ZhihuiMapFrame *frame,
             cairo_t              *cr,
             const ZhihuiViewport *viewport,
             gboolean              has_room,
             guint                 index)
{
  const ZhihuiMapManner    *manner = &frame->manner;
  const ZhihuiMapLayerLook *look = &manner->layers[index];
  ZhihuiMapSign             sign = { .is_place = TRUE,
                                     .place = look->sign,
                                     .look = { .hollow = manner->kept,
                                               .halo = HALO * manner->unit,
                                               .colour = manner->kept ? manner->palette.mute : look->colour },
                                     .ground = manner->palette.ground,
                                     .size = ZHIHUI_PLACE_SIZE * manner->unit };
  ZhihuiMapStamp            stamp;

  zhihui_map_stamp_init (&stamp, cr, &sign);
  for (guint i = 0; i < frame->places->len; i++)
    {
      const ZhihuiMapPlaced *placed = &g_array_index (frame->places, ZhihuiMapPlaced, i);
      double                 x, y;

      if (placed->point.layer == index + 1 &&
          find_place (frame, viewport, placed, has_room, &x, &y))
        zhihui_map_stamp_put (&stamp, x, y);
    }
  zhihui_map_stamp_clear (&stamp);
}

/**
 * zhihui_map_places_paint:
 * @cr: clipped to the viewport
 */
void
zhihui_map_places_paint (const ZhihuiMapFrame *frame, cairo_t *cr, const ZhihuiViewport *viewport)
{
  gboolean has_room = have_rows_room (frame, viewport);

  if (frame->places->len > 0)
    for (guint i = 0; i < frame->manner.n_layers; i++)
      paint_layer (frame, cr, viewport, has_room, i);
}

/**
 * zhihui_map_points_get_places:
 * @marks: (element-type ZhihuiMapPlaceMark): those that are seen are appended
 */
void
zhihui_map_points_get_places (const ZhihuiMapFrame *frame,
                              const ZhihuiViewport *viewport,
                              GArray               *marks)
{
  gboolean has_room = have_rows_room (frame, viewport);

  for (guint i = 0; i < frame->places->len; i++)
    {
      const ZhihuiMapPlaced *placed = &g_array_index (frame->places, ZhihuiMapPlaced, i);
      ZhihuiMapPlaceMark     mark = { .radius = ZHIHUI_PLACE_SIZE / 2 * frame->manner.unit,
                                      .count = placed->point.count,
                                      .is_gathered = placed->point.is_gathered };

      mark.width =
        mark.count > 1 ? (double) measure (placed) * frame->manner.unit : 2 * mark.radius;
      /* What is of no layer of the manner has no sign. */
      if (placed->point.layer <= frame->manner.n_layers &&
          find_place (frame, viewport, placed, has_room, &mark.x, &mark.y))
        g_array_append_val (marks, mark);
    }
}
