/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-ring-clip.h"

void
zhihui_ring_clip_init (ZhihuiRingClip *self, double left, double top, double right, double bottom)
{
  *self = (ZhihuiRingClip){ .left = left, .top = top, .right = right, .bottom = bottom };
  self->spots = g_array_new (FALSE, FALSE, sizeof (ZhihuiSpot));
  self->cut = g_array_new (FALSE, FALSE, sizeof (ZhihuiSpot));
}

void
zhihui_ring_clip_clear (ZhihuiRingClip *self)
{
  g_array_unref (self->spots);
  g_array_unref (self->cut);
}

void
zhihui_ring_clip_begin (ZhihuiRingClip *self)
{
  g_array_set_size (self->spots, 0);
  self->is_inside = TRUE;
}

void
zhihui_ring_clip_add (ZhihuiRingClip *self, double x, double y)
{
  ZhihuiSpot spot = { x, y };

  g_array_append_val (self->spots, spot);
  self->is_inside =
    self->is_inside && x >= self->left && x <= self->right && y >= self->top && y <= self->bottom;
}

/* How far inside of one of the four edges: negative is outside. */
static double
get_depth (const ZhihuiRingClip *self, const ZhihuiSpot *spot, int edge)
{
  switch (edge)
    {
    case 0:
      return spot->x - self->left;
    case 1:
      return self->right - spot->x;
    case 2:
      return spot->y - self->top;
    default:
      return self->bottom - spot->y;
    }
}

/* Where the line between two spots meets an edge, told how deep both lie. */
static ZhihuiSpot
meet (const ZhihuiSpot *a, const ZhihuiSpot *b, double depth_a, double depth_b)
{
  double ratio = depth_a / (depth_a - depth_b);

  return (ZhihuiSpot){ a->x + (b->x - a->x) * ratio, a->y + (b->y - a->y) * ratio };
}

/* One edge after the other (Sutherland and Hodgman). */
static void
cut_ring (ZhihuiRingClip *self, int edge)
{
  GArray *swap = self->spots;

  g_array_set_size (self->cut, 0);
  for (guint i = 0; i < self->spots->len; i++)
    {
      guint             before = (i == 0 ? self->spots->len : i) - 1;
      const ZhihuiSpot *a = &g_array_index (self->spots, ZhihuiSpot, before);
      const ZhihuiSpot *b = &g_array_index (self->spots, ZhihuiSpot, i);
      double            depth_a = get_depth (self, a, edge), depth_b = get_depth (self, b, edge);

      if ((depth_a < 0) != (depth_b < 0))
        {
          ZhihuiSpot spot = meet (a, b, depth_a, depth_b);

          g_array_append_val (self->cut, spot);
        }
      if (depth_b >= 0)
        g_array_append_val (self->cut, *b);
    }
  self->spots = self->cut;
  self->cut = swap;
}

/* Adds the ring to the path of @cr. */
void
zhihui_ring_clip_trace_ring (ZhihuiRingClip *self, cairo_t *cr)
{
  if (!self->is_inside)
    for (int edge = 0; edge < 4; edge++)
      cut_ring (self, edge);
  if (self->spots->len < 3)
    return;

  cairo_new_sub_path (cr);
  for (guint i = 0; i < self->spots->len; i++)
    {
      const ZhihuiSpot *spot = &g_array_index (self->spots, ZhihuiSpot, i);

      cairo_line_to (cr, spot->x, spot->y);
    }
  cairo_close_path (cr);
}

/* Returns: whether anything of the line is left; cuts @a and @b. */
static gboolean
cut_line (const ZhihuiRingClip *self, ZhihuiSpot *a, ZhihuiSpot *b)
{
  for (int edge = 0; edge < 4; edge++)
    {
      double depth_a = get_depth (self, a, edge), depth_b = get_depth (self, b, edge);

      if (depth_a < 0 && depth_b < 0)
        return FALSE;
      if (depth_a < 0)
        *a = meet (a, b, depth_a, depth_b);
      else if (depth_b < 0)
        *b = meet (a, b, depth_a, depth_b);
    }
  return TRUE;
}

static gboolean
is_same_spot (const ZhihuiSpot *a, const ZhihuiSpot *b)
{
  return a->x >= b->x && a->x <= b->x && a->y >= b->y && a->y <= b->y;
}

/* Adds what lies within to the path of @cr, not closed. */
void
zhihui_ring_clip_trace_line (ZhihuiRingClip *self, cairo_t *cr)
{
  gboolean goes_on = FALSE;

  for (guint i = 0; i + 1 < self->spots->len; i++)
    {
      const ZhihuiSpot *from = &g_array_index (self->spots, ZhihuiSpot, i);
      const ZhihuiSpot *to = &g_array_index (self->spots, ZhihuiSpot, i + 1);
      ZhihuiSpot        a = *from, b = *to;

      if (!self->is_inside && !cut_line (self, &a, &b))
        {
          goes_on = FALSE;
          continue;
        }
      if (!goes_on || !is_same_spot (&a, from))
        cairo_move_to (cr, a.x, a.y);
      cairo_line_to (cr, b.x, b.y);
      goes_on = is_same_spot (&b, to);
    }
}
