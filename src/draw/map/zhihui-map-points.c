/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-points.h"

#include <math.h>

#include "zhihui-point-privacy.h"

/* Of the visual guide §7, in u. */
#define DOT_RADIUS 2.1
#define DOT_ALPHA 0.72
#define MOST_DOTS 600
#define MARK_LEAST 6.0
#define MARK_GROWTH 2.2
#define MARK_MOST 28.0

/* Dots of one place stand around it as seeds do in a sunflower: the golden angle. */
#define SEED_ANGLE 2.399963229728653
#define SEED_STEP 3.4

typedef struct
{
  double x, y;   /* Mercator */
  float  dx, dy; /* u from there */
} Dot;

/* ---- prepared once ---- */

static gboolean
is_public (const ZhihuiMapManner *manner, guint16 layer)
{
  return layer >= 1 && layer <= manner->n_layers && manner->layers[layer - 1].public_places;
}

/* Bits of @value with a gap after each. */
static guint64
spread_bits (guint64 value)
{
  value = (value | value << 16) & G_GUINT64_CONSTANT (0x0000ffff0000ffff);
  value = (value | value << 8) & G_GUINT64_CONSTANT (0x00ff00ff00ff00ff);
  value = (value | value << 4) & G_GUINT64_CONSTANT (0x0f0f0f0f0f0f0f0f);
  value = (value | value << 2) & G_GUINT64_CONSTANT (0x3333333333333333);
  return (value | value << 1) & G_GUINT64_CONSTANT (0x5555555555555555);
}

static guint64
get_place_on_curve (const ZhihuiMapPoint *point)
{
  guint64 x = (guint64) (CLAMP (point->x, 0, 1) * G_MAXUINT32);
  guint64 y = (guint64) (CLAMP (point->y, 0, 1) * G_MAXUINT32);

  return spread_bits (x) | spread_bits (y) << 1;
}

static int
compare_points (gconstpointer a, gconstpointer b)
{
  guint64 one = get_place_on_curve (a), other = get_place_on_curve (b);

  return (one > other) - (one < other);
}

/* 1, 2, 5, 10, 20, 50, … : so that the legend can say it. */
static guint
choose_dot_cases (guint64 n_cases)
{
  guint64 scale = 1;

  for (;; scale *= 10)
    for (guint i = 0; i < 3; i++)
      {
        static const guint steps[] = { 1, 2, 5 };

        if (n_cases <= scale * steps[i] * MOST_DOTS)
          return (guint) (scale * steps[i]);
      }
}

static void
append_dots (GArray *dots, const ZhihuiMapPoint *point, guint64 n)
{
  for (guint64 i = 0; i < n; i++)
    {
      double radius = n > 1 ? SEED_STEP * sqrt ((double) i + 0.5) : 0;
      double angle = SEED_ANGLE * (double) i;
      Dot    dot = {
           point->x, point->y, (float) (radius * cos (angle)), (float) (radius * sin (angle))
      };

      g_array_append_val (dots, dot);
    }
}

/* Along a curve that fills the plane every k-th case has a dot: where cases are dense, so are dots,
 * and none are lost in the sum but the last half of k. */
static void
make_dots (ZhihuiMapFrame *frame)
{
  guint64 sum = 0, n_before = 0, k;

  for (guint i = 0; i < frame->cases->len; i++)
    sum += g_array_index (frame->cases, ZhihuiMapPoint, i).count;
  frame->dot_cases = choose_dot_cases (sum);
  k = frame->dot_cases;
  sum = k / 2;
  for (guint i = 0; i < frame->cases->len; i++)
    {
      const ZhihuiMapPoint *point = &g_array_index (frame->cases, ZhihuiMapPoint, i);

      sum += point->count;
      append_dots (frame->dots, point, sum / k - n_before);
      n_before = sum / k;
    }
}

static void
sort_in (ZhihuiMapFrame *frame, const GArray *points)
{
  for (guint i = 0; i < points->len; i++)
    {
      ZhihuiMapPoint point = g_array_index (points, ZhihuiMapPoint, i);

      point.overdue = MIN (point.overdue, point.count);
      if (point.count > 0 && isfinite (point.x) && isfinite (point.y))
        g_array_append_val (point.layer == 0 ? frame->cases : frame->places, point);
    }
}

/* What a wall must not show at its place leaves the frame only snapped and merged. */
static void
sort_in_for_wall (ZhihuiMapFrame *frame, const GArray *points)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapPoint));
  g_autoptr (GArray) closed = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapPoint));
  g_autoptr (GArray) merged = NULL;

  for (guint i = 0; i < points->len; i++)
    {
      const ZhihuiMapPoint *point = &g_array_index (points, ZhihuiMapPoint, i);

      g_array_append_val (is_public (&frame->manner, point->layer) ? open : closed, *point);
    }
  merged = zhihui_point_privacy_merge (frame->mesh, closed);
  sort_in (frame, open);
  sort_in (frame, merged);
}

void
zhihui_map_points_prepare (ZhihuiMapFrame *frame, const GArray *points)
{
  frame->cases = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapPoint));
  frame->places = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapPoint));
  frame->dots = g_array_new (FALSE, FALSE, sizeof (Dot));
  frame->dot_cases = 1;
  if (points == NULL)
    return;

  if (frame->manner.wall)
    sort_in_for_wall (frame, points);
  else
    sort_in (frame, points);
  g_array_sort (frame->cases, compare_points);
  if (frame->manner.points == ZHIHUI_POINTS_DOTS)
    make_dots (frame);
}

void
zhihui_map_points_clear (ZhihuiMapFrame *frame)
{
  g_array_unref (frame->cases);
  g_array_unref (frame->places);
  g_array_unref (frame->dots);
}

double
zhihui_map_points_get_reach (const ZhihuiMapFrame *frame)
{
  return (MARK_MOST + 10) * frame->manner.unit;
}

/* ---- painted ---- */

static double
get_radius (const ZhihuiMapFrame *frame, guint64 count)
{
  return MIN (MARK_LEAST + MARK_GROWTH * sqrt ((double) count), MARK_MOST) * frame->manner.unit;
}

static gboolean
is_seen (const ZhihuiViewport *viewport, double x, double y, double reach)
{
  return x > -reach && y > -reach && x < viewport->width + reach && y < viewport->height + reach;
}

void
zhihui_map_points_get_marks (const ZhihuiMapFrame *frame,
                             const ZhihuiViewport *viewport,
                             GArray               *marks)
{
  double reach = zhihui_map_points_get_reach (frame);

  if (frame->manner.points != ZHIHUI_POINTS_CLUSTERS)
    return;

  for (guint i = 0; i < frame->cases->len; i++)
    {
      const ZhihuiMapPoint *point = &g_array_index (frame->cases, ZhihuiMapPoint, i);
      ZhihuiMapMark         mark = { .count = point->count, .overdue = point->overdue };

      zhihui_viewport_to_px (viewport, point->x, point->y, &mark.x, &mark.y);
      mark.radius = get_radius (frame, point->count);
      if (is_seen (viewport, mark.x, mark.y, reach))
        g_array_append_val (marks, mark);
    }
}

static void
paint_dots (const ZhihuiMapFrame *frame, cairo_t *cr, const ZhihuiViewport *viewport)
{
  double     u = frame->manner.unit, r = DOT_RADIUS * u;
  ZhihuiRgba colour = frame->manner.palette.case_dot;

  colour.alpha *= DOT_ALPHA;
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, colour.alpha);
  cairo_set_line_width (cr, r * 0.5);
  for (guint i = 0; i < frame->dots->len; i++)
    {
      const Dot *dot = &g_array_index (frame->dots, Dot, i);
      double     x, y;

      zhihui_viewport_to_px (viewport, dot->x, dot->y, &x, &y);
      x += dot->dx * u;
      y += dot->dy * u;
      if (!is_seen (viewport, x, y, r))
        continue;
      cairo_new_path (cr);
      cairo_arc (cr, x, y, frame->manner.kept ? r * 0.75 : r, 0, 2 * G_PI);
      if (frame->manner.kept)
        cairo_stroke (cr);
      else
        cairo_fill (cr);
    }
}

void
zhihui_map_points_paint (const ZhihuiMapFrame *frame, cairo_t *cr, const ZhihuiViewport *viewport)
{
  if (frame->manner.points == ZHIHUI_POINTS_DOTS)
    paint_dots (frame, cr, viewport);
}
