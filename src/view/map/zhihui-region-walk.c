/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-region-walk.h"

#include <math.h>

/* So much aside for one ahead. */
#define WIDEST 2.0

/* Ahead and aside, as seen from @from in @direction. */
static void
turn (const ZhihuiMeshRegion *from,
      const ZhihuiMeshRegion *to,
      ZhihuiWalk              direction,
      double                 *ahead,
      double                 *aside)
{
  double dx = to->label_x - from->label_x;
  double dy = to->label_y - from->label_y;

  switch (direction)
    {
    case ZHIHUI_WALK_LEFT:
      *ahead = -dx;
      *aside = fabs (dy);
      break;
    case ZHIHUI_WALK_RIGHT:
      *ahead = dx;
      *aside = fabs (dy);
      break;
    case ZHIHUI_WALK_UP:
      *ahead = -dy;
      *aside = fabs (dx);
      break;
    case ZHIHUI_WALK_DOWN:
    default:
      *ahead = dy;
      *aside = fabs (dx);
      break;
    }
}

/**
 * zhihui_region_walk_find:
 * @from: a region of @mesh
 *
 * The nearest region in a direction. What lies within 45° of it comes before what lies farther
 * aside, whatever the distance; what lies more than 63° aside is not in that direction. Between the
 * places of their labels counts the distance, to the side double.
 *
 * Returns: a region; -1 when none lies in that direction
 */
int
zhihui_region_walk_find (const ZhihuiMesh *mesh, guint from, ZhihuiWalk direction)
{
  const ZhihuiMeshRegion *start = zhihui_mesh_get_region (mesh, from);
  int                     best = -1;
  gboolean                is_best_ahead = FALSE;
  double                  least = G_MAXDOUBLE;

  for (guint i = 0; i < zhihui_mesh_get_n_regions (mesh); i++)
    {
      double   ahead, aside, distance;
      gboolean is_ahead;

      if (i == from)
        continue;
      turn (start, zhihui_mesh_get_region (mesh, i), direction, &ahead, &aside);
      if (ahead <= 0.0 || aside > WIDEST * ahead)
        continue;
      is_ahead = aside <= ahead;
      distance = ahead + 2.0 * aside;
      if (is_ahead < is_best_ahead || (is_ahead == is_best_ahead && distance >= least))
        continue;
      best = (int) i;
      least = distance;
      is_best_ahead = is_ahead;
    }

  return best;
}

/* Of a line of the reading order: how much of the height that regions have on average. */
#define LINE_SHARE 0.6

typedef struct
{
  double x, y;
  guint  region;
} Standing;

static int
compare_numbers (double a, double b)
{
  return (a > b) - (a < b);
}

static int
compare_southward (gconstpointer a, gconstpointer b)
{
  const Standing *one = a, *other = b;
  int             order = compare_numbers (one->y, other->y);

  return order != 0 ? order : compare_numbers (one->region, other->region);
}

static int
compare_eastward (gconstpointer a, gconstpointer b)
{
  const Standing *one = a, *other = b;
  int             order = compare_numbers (one->x, other->x);

  return order != 0 ? order : compare_southward (a, b);
}

/* @standings from the north: each line begins with the northernmost region that is left. */
static void
sort_lines (Standing *standings, guint n, double height)
{
  for (guint first = 0, next; first < n; first = next)
    {
      for (next = first + 1; next < n && standings[next].y < standings[first].y + height; next++)
        ;
      qsort (standings + first, next - first, sizeof *standings, compare_eastward);
    }
}

/**
 * zhihui_region_walk_list:
 *
 * Returns: (transfer full) (element-type guint): all regions as a page is read: line by line from
 *   the north, each from west to east
 */
GArray *
zhihui_region_walk_list (const ZhihuiMesh *mesh)
{
  guint                n = zhihui_mesh_get_n_regions (mesh);
  GArray              *regions = g_array_sized_new (FALSE, FALSE, sizeof (guint), n);
  g_autofree Standing *standings = g_new (Standing, n);
  double               height = 0.0;

  for (guint i = 0; i < n; i++)
    {
      const ZhihuiMeshRegion *region = zhihui_mesh_get_region (mesh, i);

      height += (region->extent.bottom - region->extent.top) / n;
      standings[i] = (Standing){ region->label_x, region->label_y, i };
    }
  qsort (standings, n, sizeof *standings, compare_southward);
  sort_lines (standings, n, LINE_SHARE * height);
  for (guint i = 0; i < n; i++)
    g_array_append_val (regions, standings[i].region);

  return regions;
}
