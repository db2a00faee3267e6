/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-dot-field.h"

#include <math.h>

/* Of the visual guide §7. */
#define MOST_DOTS 600

/* In one place; more are too large a heap. */
#define MOST_HEAPED 120

/* While the map is seen smaller than this, u, all of it is looked at. From there on each zoom shows
 * a quarter of it, which may have as many dots as the whole had. */
#define WHOLE_SIZE 1080.0

#define MOST_LEVELS 12

/* Dots of one place stand around it as seeds do in a sunflower: the golden angle; steps in u. */
#define SEED_ANGLE 2.399963229728653
#define SEED_STEP 3.4

typedef struct
{
  guint   dot_cases; /* 1 or more */
  GArray *dots;      /* (element-type ZhihuiDot), owned */
} Level;

struct _ZhihuiDotField
{
  double first_zoom;
  guint  n_levels; /* 1 or more */
  Level  levels[MOST_LEVELS];
};

/* 1, 2, 5, 10, 20, 50, …: so that the legend can say it. */
static guint
choose_dot_cases (guint64 n_cases, guint64 most_dots)
{
  static const guint steps[] = { 1, 2, 5 };

  for (guint64 scale = 1; scale < G_MAXUINT / 10; scale *= 10)
    for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
      if (n_cases <= scale * steps[i] * most_dots)
        return (guint) (scale * steps[i]);
  return G_MAXUINT;
}

static void
append_dots (GArray *dots, const ZhihuiMapPoint *point, guint64 n)
{
  for (guint64 i = 0; i < n; i++)
    {
      double    radius = n > 1 ? SEED_STEP * sqrt ((double) i + 0.5) : 0;
      double    angle = SEED_ANGLE * (double) i;
      ZhihuiDot dot = {
        point->x, point->y, (float) (radius * cos (angle)), (float) (radius * sin (angle))
      };

      g_array_append_val (dots, dot);
    }
}

/* Along the curve every k-th case has a dot: where cases are dense, so are dots, and none are lost
 * but the last half of k. */
static GArray *
make_dots (const GArray *points, guint dot_cases)
{
  GArray *dots = g_array_new (FALSE, FALSE, sizeof (ZhihuiDot));
  guint64 sum = dot_cases / 2, n_before = 0;

  for (guint i = 0; i < points->len; i++)
    {
      const ZhihuiMapPoint *point = &g_array_index (points, ZhihuiMapPoint, i);

      sum += point->count;
      append_dots (dots, point, sum / dot_cases - n_before);
      n_before = sum / dot_cases;
    }
  return dots;
}

/**
 * zhihui_dot_field_new:
 * @points: (element-type ZhihuiMapPoint): in the order of zhihui_plane_curve_find()
 * @extent: what is seen when all is seen
 * @unit: px a u
 *
 * Returns: (transfer full): at most 600 dots for all, and at most as many where one looks closely
 */
ZhihuiDotField *
zhihui_dot_field_new (const GArray *points, const ZhihuiExtent *extent, double unit)
{
  ZhihuiDotField *self = g_new0 (ZhihuiDotField, 1);
  double          size = MAX (extent->right - extent->left, extent->bottom - extent->top);
  guint64         n_cases = 0, most = 1, most_dots = MOST_DOTS;
  guint           dot_cases;

  self->first_zoom = size > 0 ? log2 (WHOLE_SIZE * unit / (size * ZHIHUI_MERCATOR_TILE_PX))
                              : ZHIHUI_VIEWPORT_MAX_ZOOM;
  for (guint i = 0; i < points->len; i++)
    {
      guint32 count = g_array_index (points, ZhihuiMapPoint, i).count;

      n_cases += count;
      most = MAX (most, count);
    }
  do
    {
      Level *level = &self->levels[self->n_levels++];

      dot_cases = MAX (choose_dot_cases (n_cases, most_dots), choose_dot_cases (most, MOST_HEAPED));
      level->dot_cases = dot_cases;
      level->dots = make_dots (points, dot_cases);
      most_dots *= 4;
    }
  while (dot_cases > 1 && self->n_levels < MOST_LEVELS);
  return self;
}

void
zhihui_dot_field_free (ZhihuiDotField *self)
{
  for (guint i = 0; i < self->n_levels; i++)
    g_array_unref (self->levels[i].dots);
  g_free (self);
}

/**
 * zhihui_dot_field_get:
 * @zoom: of the map
 * @dot_cases: (out) (optional): how many cases one dot stands for
 *
 * Returns: (transfer none) (element-type ZhihuiDot): the dots of all the map at that zoom
 */
const GArray *
zhihui_dot_field_get (const ZhihuiDotField *self, double zoom, guint *dot_cases)
{
  double       closer = CLAMP (floor (zoom - self->first_zoom), 0, self->n_levels - 1);
  const Level *level = &self->levels[(guint) closer];

  if (dot_cases != NULL)
    *dot_cases = level->dot_cases;
  return level->dots;
}

/**
 * zhihui_dot_field_get_radius:
 *
 * Returns: how far dots of one place reach from it, u; 0 for one
 */
double
zhihui_dot_field_get_radius (guint n_dots)
{
  return n_dots > 1 ? SEED_STEP * sqrt (n_dots) : 0;
}
