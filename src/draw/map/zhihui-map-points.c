/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-points.h"

#include <math.h>

#include "zhihui-hash.h"
#include "zhihui-heat-field.h"
#include "zhihui-map-places.h"
#include "zhihui-map-sign.h"
#include "zhihui-plane-curve.h"
#include "zhihui-point-privacy.h"

/* Of the visual guide §7, in u. */
#define DOT_RADIUS 2.1
#define DOT_ALPHA 0.72
#define MARK_LEAST 6.0
#define MARK_GROWTH 2.2
#define MARK_MOST 28.0
#define OVERDUE_SIZE 18.0

/* Chosen here, in u: circles of clusters, signs of places, heat. */
#define CLUSTER_RADIUS 42.0
#define SINGLE_RADIUS 4.0
#define RING_WIDTH 2.0
#define OVERDUE_ASIDE 5.0 /* out of the circle, so that the number stays free */
#define RING_GROUND_ALPHA 0.82
#define HEAT_EDGE 4.0
#define HEAT_SPREAD 14.0

/* ---- prepared once ---- */

static gboolean
is_public (const ZhihuiMapManner *manner, guint16 layer)
{
  return layer >= 1 && layer <= manner->n_layers && manner->layers[layer - 1].public_places;
}

static int
compare_points (gconstpointer a, gconstpointer b)
{
  const ZhihuiMapPoint *p = a, *q = b;
  guint64               one = zhihui_plane_curve_find (p->x, p->y);
  guint64               other = zhihui_plane_curve_find (q->x, q->y);

  return (one > other) - (one < other);
}

/* Not a number is not either. */
static gboolean
is_in_world (const ZhihuiMapPoint *point)
{
  return point->x >= 0 && point->x <= 1 && point->y >= 0 && point->y <= 1;
}

static void
sort_in (ZhihuiMapFrame *frame, const GArray *points)
{
  for (guint i = 0; i < points->len; i++)
    {
      ZhihuiMapPoint point = g_array_index (points, ZhihuiMapPoint, i);

      point.overdue = MIN (point.overdue, point.count);
      if (point.count == 0 || !is_in_world (&point))
        continue;
      if (point.layer == 0)
        g_array_append_val (frame->cases, point);
      else
        zhihui_map_places_add (frame->places, &point);
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

      if (is_in_world (point))
        g_array_append_val (is_public (&frame->manner, point->layer) ? open : closed, *point);
    }
  merged = zhihui_point_privacy_merge (frame->mesh, closed);
  sort_in (frame, open);
  sort_in (frame, merged);
}

/**
 * zhihui_map_points_hash:
 * @points: (nullable) (element-type ZhihuiMapPoint)
 *
 * Returns: equal for points that look the same
 */
guint64
zhihui_map_points_hash (const GArray *points)
{
  guint64 hash = ZHIHUI_HASH_START;

  for (guint i = 0; points != NULL && i < points->len; i++)
    {
      const ZhihuiMapPoint *point = &g_array_index (points, ZhihuiMapPoint, i);

      /* A metre is far less than the steps of zhihui_hash_double (). */
      hash = zhihui_hash_bytes (hash, &point->x, sizeof point->x);
      hash = zhihui_hash_bytes (hash, &point->y, sizeof point->y);
      hash = zhihui_hash_int (hash, point->count);
      hash = zhihui_hash_int (hash, point->overdue);
      hash = zhihui_hash_int (hash, point->layer << 1 | point->is_gathered);
    }
  return hash;
}

void
zhihui_map_points_prepare (ZhihuiMapFrame *frame, const GArray *points)
{
  double u = frame->manner.unit;

  frame->cases = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapPoint));
  frame->places = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapPlaced));
  if (points != NULL && frame->manner.wall)
    sort_in_for_wall (frame, points);
  else if (points != NULL)
    sort_in (frame, points);
  g_array_sort (frame->cases, compare_points);
  zhihui_map_places_arrange (frame);
  switch (frame->manner.points)
    {
    case ZHIHUI_POINTS_CLUSTERS:
      frame->clusters = zhihui_cluster_index_new (frame->cases, CLUSTER_RADIUS * u);
      break;
    case ZHIHUI_POINTS_HEAT:
      frame->heat_peaks = g_new (double, ZHIHUI_HEAT_MAX_ZOOM + 1);
      zhihui_heat_find_peaks (frame->cases, HEAT_EDGE * u, HEAT_SPREAD * u, frame->heat_peaks);
      break;
    case ZHIHUI_POINTS_DOTS:
    default:
      frame->dots = zhihui_dot_field_new (frame->cases, zhihui_mesh_get_extent (frame->mesh), u);
      break;
    }
}

void
zhihui_map_points_clear (ZhihuiMapFrame *frame)
{
  g_array_unref (frame->cases);
  g_array_unref (frame->places);
  g_clear_pointer (&frame->dots, zhihui_dot_field_free);
  g_clear_pointer (&frame->clusters, zhihui_cluster_index_free);
  g_free (frame->heat_peaks);
}

double
zhihui_map_points_get_reach (const ZhihuiMapFrame *frame)
{
  return (MARK_MOST + OVERDUE_ASIDE + OVERDUE_SIZE) * frame->manner.unit;
}

/* ---- painted ---- */

typedef struct
{
  const ZhihuiMapFrame *frame;
  cairo_t              *cr;
  const ZhihuiViewport *viewport;
  double                u; /* px */
} Painter;

static double
get_radius (const ZhihuiMapFrame *frame, guint64 count)
{
  if (count <= 1)
    return SINGLE_RADIUS * frame->manner.unit;
  return MIN (MARK_LEAST + MARK_GROWTH * sqrt ((double) count), MARK_MOST) * frame->manner.unit;
}

static gboolean
is_seen (const ZhihuiViewport *viewport, double x, double y, double reach)
{
  return x > -reach && y > -reach && x < viewport->width + reach && y < viewport->height + reach;
}

static int
compare_marks (gconstpointer a, gconstpointer b)
{
  const ZhihuiMapMark *one = a, *other = b;

  if (one->count != other->count)
    return one->count > other->count ? -1 : 1;
  if (one->y < other->y || one->y > other->y)
    return one->y < other->y ? -1 : 1;
  return (one->x > other->x) - (one->x < other->x);
}

/* Clusters and single points that are seen. */
static GArray *
collect_marks (const ZhihuiMapFrame *frame, const ZhihuiViewport *viewport)
{
  GArray       *marks = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapMark));
  double        reach = zhihui_map_points_get_reach (frame);
  const GArray *clusters;

  if (frame->clusters == NULL)
    return marks;

  clusters = zhihui_cluster_index_get (frame->clusters, viewport->zoom);
  for (guint i = 0; i < clusters->len; i++)
    {
      const ZhihuiMapPoint *point = &g_array_index (clusters, ZhihuiMapPoint, i);
      ZhihuiMapMark         mark = { .count = point->count, .overdue = point->overdue };

      zhihui_viewport_to_px (viewport, point->x, point->y, &mark.x, &mark.y);
      mark.radius = get_radius (frame, point->count);
      if (is_seen (viewport, mark.x, mark.y, reach))
        g_array_append_val (marks, mark);
    }
  g_array_sort (marks, compare_marks);
  return marks;
}

void
zhihui_map_points_get_marks (const ZhihuiMapFrame *frame,
                             const ZhihuiViewport *viewport,
                             GArray               *marks)
{
  g_autoptr (GArray) all = collect_marks (frame, viewport);
  guint n = 0;

  while (n < all->len && g_array_index (all, ZhihuiMapMark, n).count > 1)
    n++;
  if (n > 0)
    g_array_append_vals (marks, all->data, n);
}

static ZhihuiMapSign
make_overdue_sign (const Painter *self)
{
  const ZhihuiMapManner *manner = &self->frame->manner;

  return (ZhihuiMapSign){ .look = { .symbol = ZHIHUI_SYMBOL_DIAMOND,
                                    .hollow = manner->kept,
                                    .halo = 2 * self->u,
                                    .colour = manner->kept ? manner->palette.hollow_small
                                                           : manner->palette.attention },
                          .ground = manner->palette.ground,
                          .size = OVERDUE_SIZE * self->u };
}

static void
paint_dots (const Painter *self)
{
  const ZhihuiMapManner *manner = &self->frame->manner;
  ZhihuiMapSign sign = { .look = { .symbol = manner->kept ? ZHIHUI_SYMBOL_RING : ZHIHUI_SYMBOL_DOT,
                                   .colour = manner->palette.case_dot },
                         .size = 2 * DOT_RADIUS * self->u };
  const GArray *dots;

  if (self->frame->dots == NULL)
    return;

  sign.look.colour.alpha *= DOT_ALPHA;
  dots = zhihui_dot_field_get (self->frame->dots, self->viewport->zoom, NULL);
  for (guint i = 0; i < dots->len; i++)
    {
      const ZhihuiDot *dot = &g_array_index (dots, ZhihuiDot, i);
      double           x, y;

      zhihui_viewport_to_px (self->viewport, dot->x, dot->y, &x, &y);
      x += dot->dx * self->u;
      y += dot->dy * self->u;
      if (is_seen (self->viewport, x, y, sign.size))
        zhihui_map_sign_paint (&sign, self->cr, x, y);
    }
}

/* u; 0: one dot. */
static double
get_swarm_radius (const Painter *self, const ZhihuiMapPoint *point)
{
  guint  dot_cases;
  double radius;

  if (self->frame->dots == NULL)
    return 0;

  zhihui_dot_field_get (self->frame->dots, self->viewport->zoom, &dot_cases);
  radius = zhihui_dot_field_get_radius (point->count / dot_cases);
  return radius > 0 ? radius + DOT_RADIUS : 0;
}

/* Whatever else is shown: each place that has an overdue case has its sign. */
static void
paint_overdue (const Painter *self)
{
  ZhihuiMapSign  sign = make_overdue_sign (self);
  ZhihuiMapStamp stamp;

  zhihui_map_stamp_init (&stamp, self->cr, &sign);
  for (guint i = 0; i < self->frame->cases->len; i++)
    {
      const ZhihuiMapPoint *point = &g_array_index (self->frame->cases, ZhihuiMapPoint, i);
      double                x, y, aside;

      if (point->overdue == 0)
        continue;
      zhihui_viewport_to_px (self->viewport, point->x, point->y, &x, &y);
      aside = get_swarm_radius (self, point) * self->u * G_SQRT2 / 2;
      if (is_seen (self->viewport, x, y, aside + sign.size))
        zhihui_map_stamp_put (&stamp, x + aside, y - aside);
    }
  zhihui_map_stamp_clear (&stamp);
}

static void
set_rgba (cairo_t *cr, const ZhihuiRgba *colour, double alpha)
{
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, colour->alpha * alpha);
}

static void
paint_circle (const Painter *self, const ZhihuiMapMark *mark)
{
  const ZhihuiPalette *palette = &self->frame->manner.palette;
  double               line = RING_WIDTH * self->u;

  cairo_new_path (self->cr);
  cairo_arc (self->cr, mark->x, mark->y, mark->radius, 0, 2 * G_PI);
  set_rgba (self->cr, &palette->ground, mark->count > 1 ? RING_GROUND_ALPHA : 1);
  cairo_fill (self->cr);
  cairo_arc (self->cr, mark->x, mark->y, mark->radius - line / 2, 0, 2 * G_PI);
  set_rgba (self->cr, &palette->case_dot, self->frame->manner.kept ? 0.55 : 1);
  cairo_set_line_width (self->cr, line);
  if (mark->count > 1 || self->frame->manner.kept)
    cairo_stroke (self->cr);
  else
    cairo_fill (self->cr);
}

static void
paint_clusters (const Painter *self)
{
  g_autoptr (GArray) marks = collect_marks (self->frame, self->viewport);
  ZhihuiMapSign  sign = make_overdue_sign (self);
  ZhihuiMapStamp stamp;

  zhihui_map_stamp_init (&stamp, self->cr, &sign);
  for (guint i = 0; i < marks->len; i++)
    {
      const ZhihuiMapMark *mark = &g_array_index (marks, ZhihuiMapMark, i);

      if (mark->count > 1 || mark->overdue == 0)
        paint_circle (self, mark);
    }
  for (guint i = 0; i < marks->len; i++)
    {
      const ZhihuiMapMark *mark = &g_array_index (marks, ZhihuiMapMark, i);
      double aside = mark->count > 1 ? (mark->radius + OVERDUE_ASIDE * self->u) * G_SQRT2 / 2 : 0;

      if (mark->overdue > 0)
        zhihui_map_stamp_put (&stamp, mark->x + aside, mark->y - aside);
    }
  zhihui_map_stamp_clear (&stamp);
}

/* From nothing over the strongest colour of regions to that of cases: lighter on dark ground,
 * darker on light, which everybody can tell. */
static guint32
choose_heat (const ZhihuiPalette *palette, double ratio)
{
  ZhihuiRgba colour = zhihui_rgba_mix (&palette->map[4], &palette->case_dot, ratio);
  ZhihuiInk  ink;

  colour.alpha = MIN (ratio * 2.4, 0.5 + ratio * 0.45);
  ink = zhihui_ink_make (&colour);
  return (guint32) (ink.alpha + 0.5f) << 24 | (guint32) (ink.red + 0.5f) << 16 |
         (guint32) (ink.green + 0.5f) << 8 | (guint32) (ink.blue + 0.5f);
}

static void
colour_heat (const Painter *self, const ZhihuiHeatField *field, cairo_surface_t *surface)
{
  double  peak = zhihui_heat_get_peak (self->frame->heat_peaks, self->viewport->zoom);
  guchar *data = cairo_image_surface_get_data (surface);
  int     stride = cairo_image_surface_get_stride (surface);

  for (int row = 0; row < field->n_rows; row++)
    {
      guint32 *pixels = (guint32 *) (gpointer) (data + (gsize) row * (gsize) stride);

      for (int column = 0; column < field->n_columns; column++)
        {
          double cases = field->cases[(gsize) row * (gsize) field->n_columns + (gsize) column];

          pixels[column] = choose_heat (&self->frame->manner.palette, MIN (sqrt (cases / peak), 1));
        }
    }
  cairo_surface_mark_dirty (surface);
}

static void
paint_heat (const Painter *self)
{
  ZhihuiHeatField  field;
  cairo_surface_t *surface;

  zhihui_heat_field_init (
    &field, self->frame->cases, self->viewport, HEAT_EDGE * self->u, HEAT_SPREAD * self->u);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, field.n_columns, field.n_rows);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    {
      colour_heat (self, &field, surface);
      cairo_save (self->cr);
      cairo_translate (self->cr, field.x, field.y);
      cairo_scale (self->cr, field.edge, field.edge);
      cairo_set_source_surface (self->cr, surface, 0, 0);
      cairo_pattern_set_filter (cairo_get_source (self->cr), CAIRO_FILTER_BILINEAR);
      cairo_paint_with_alpha (self->cr, self->frame->manner.kept ? ZHIHUI_MAP_KEPT_RATIO : 1);
      cairo_restore (self->cr);
    }
  cairo_surface_destroy (surface);
  zhihui_heat_field_clear (&field);
}

/**
 * zhihui_map_points_paint:
 * @cr: clipped to the viewport
 */
void
zhihui_map_points_paint (const ZhihuiMapFrame *frame, cairo_t *cr, const ZhihuiViewport *viewport)
{
  Painter self = { frame, cr, viewport, frame->manner.unit };

  if (frame->cases->len > 0 && frame->manner.points == ZHIHUI_POINTS_HEAT)
    paint_heat (&self);
  zhihui_map_places_paint (frame, cr, viewport);
  if (frame->manner.points == ZHIHUI_POINTS_CLUSTERS)
    paint_clusters (&self);
  else
    {
      paint_dots (&self);
      paint_overdue (&self);
    }
}
