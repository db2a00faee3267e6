/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-spots.h"

#include <math.h>
#include <stdlib.h>

#define GRID 9      /* places each way that are tried in a region */
#define DOT_RINGS 8 /* around the middle, where a dot may stand */
#define RING 13     /* u: from one to the next */
#define WHOLE 0.52  /* of the width, at each side */

/**
 * zhihui_map_spots_are_inside:
 * @x: px of the picture
 * @y: likewise
 *
 * Returns: whether it is a place in @region
 */
gboolean
zhihui_map_spots_are_inside (const ZhihuiMapNames *self, guint region, double x, double y)
{
  double mx, my;

  zhihui_viewport_from_px (&self->viewport, x - self->x, y - self->y, &mx, &my);
  return zhihui_mesh_pick (self->chart->mesh, mx, my) == (int) region;
}

/**
 * zhihui_map_spots_have_room:
 * @share: how much of the width lies at each side of @x in the region; below 0.5 a little of the
 *   label may lie over the border: it is still read as that region's
 * @x: px of the picture: the middle of the label
 * @y: likewise
 *
 * Returns: whether the label of @region has room there
 */
gboolean
zhihui_map_spots_have_room (const ZhihuiMapNames  *self,
                            guint                  region,
                            const ZhihuiLabelWish *wish,
                            double                 share,
                            double                 x,
                            double                 y)
{
  double aside = wish->width * share, up = wish->height * 0.3;

  return zhihui_map_spots_are_inside (self, region, x - aside, y) &&
         zhihui_map_spots_are_inside (self, region, x + aside, y) &&
         zhihui_map_spots_are_inside (self, region, x - aside, y - up) &&
         zhihui_map_spots_are_inside (self, region, x + aside, y - up) &&
         zhihui_map_spots_are_inside (self, region, x - aside, y + up) &&
         zhihui_map_spots_are_inside (self, region, x + aside, y + up);
}

/**
 * zhihui_map_spots_are_taken:
 * @gap: px, around the signs
 *
 * Returns: whether a sign or legend lies in @box
 */
gboolean
zhihui_map_spots_are_taken (const ZhihuiLabelField *field, const ZhihuiMapBox *box, double gap)
{
  for (gsize i = 0; i < field->n_obstacles; i++)
    if (zhihui_map_box_meets (box, &field->obstacles[i], gap))
      return TRUE;
  return FALSE;
}

/**
 * zhihui_map_spots_seek_dot:
 * @wish: its dot is set
 *
 * A line ends where its dot lies on no sign: in the middle of the region, or as near as can be.
 */
void
zhihui_map_spots_seek_dot (const ZhihuiMapNames   *self,
                           const ZhihuiLabelField *field,
                           guint                   region,
                           ZhihuiLabelWish        *wish)
{
  double size = ZHIHUI_MAP_DOT * self->sketch->u, middle_x, middle_y;

  zhihui_viewport_to_px (&self->viewport,
                         zhihui_mesh_get_region (self->chart->mesh, region)->label_x,
                         zhihui_mesh_get_region (self->chart->mesh, region)->label_y,
                         &middle_x,
                         &middle_y);
  middle_x += self->x - wish->x;
  middle_y += self->y - wish->y;
  wish->dot_x = middle_x;
  wish->dot_y = middle_y;
  for (guint ring = 0; ring <= DOT_RINGS; ring++)
    for (guint i = 0; i < (ring == 0 ? 1 : 12); i++)
      {
        double radius = ring * RING * self->scale * self->sketch->u, angle = i * G_PI / 6;
        double x = wish->x + middle_x + radius * cos (angle);
        double y = wish->y + middle_y + radius * sin (angle);
        const ZhihuiMapBox dot = zhihui_map_box_around (x, y, size, size);

        if (zhihui_map_spots_are_taken (field, &dot, size / 3) ||
            !zhihui_map_spots_are_inside (self, region, x, y))
          continue;
        wish->dot_x = x - wish->x;
        wish->dot_y = y - wish->y;
        return;
      }
}

/* A place in a region, px. */
typedef struct
{
  double x, y, away; /* away: from the middle */
} Spot;

static int
compare_spots (const void *a, const void *b)
{
  const Spot *one = a, *other = b;

  return (one->away > other->away) - (one->away < other->away);
}

/**
 * zhihui_map_spots_seek:
 * @wish: its spots are set
 *
 * Where a label has room in what is seen of the region, beside all signs: the nearest to its place,
 * first those where it lies over no border.
 */
void
zhihui_map_spots_seek (const ZhihuiMapNames   *self,
                       const ZhihuiLabelField *field,
                       guint                   region,
                       ZhihuiLabelWish        *wish)
{
  const ZhihuiExtent *extent = &zhihui_mesh_get_region (self->chart->mesh, region)->extent;
  double              left, top, right, bottom;
  Spot                spots[GRID * GRID];
  guint               n = 0;

  zhihui_viewport_to_px (&self->viewport, extent->left, extent->top, &left, &top);
  zhihui_viewport_to_px (&self->viewport, extent->right, extent->bottom, &right, &bottom);
  left = MAX (left + self->x, field->box.x) + wish->width * ZHIHUI_LABEL_SHARE;
  right = MIN (right + self->x, field->box.x + field->box.width) - wish->width * ZHIHUI_LABEL_SHARE;
  top = MAX (top + self->y, field->box.y) + wish->height * 0.3;
  bottom = MIN (bottom + self->y, field->box.y + field->box.height) - wish->height * 0.3;
  if (left > right || top > bottom)
    return;

  for (guint i = 0; i < GRID * GRID; i++)
    {
      double             x = left + (right - left) * (i % GRID) / (GRID - 1);
      double             y = top + (bottom - top) * (double) (i / GRID) / (GRID - 1);
      const ZhihuiMapBox box = zhihui_map_box_around (x, y, wish->width, wish->height);

      if (!zhihui_map_spots_are_taken (field, &box, field->gap))
        spots[n++] = (Spot){ x, y, hypot (x - wish->x, y - wish->y) };
    }
  qsort (spots, n, sizeof *spots, compare_spots);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n && wish->n_spots < ZHIHUI_LABEL_SPOTS; i++)
      if (zhihui_map_spots_have_room (
            self, region, wish, pass == 0 ? WHOLE : ZHIHUI_LABEL_SHARE, spots[i].x, spots[i].y))
        {
          wish->spots[wish->n_spots].x = spots[i].x;
          wish->spots[wish->n_spots++].y = spots[i].y;
        }
}
