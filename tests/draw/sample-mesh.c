/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample-mesh.h"

#include <math.h>

#include "zhihui-mesh-builder.h"

#define WEST 117.0
#define NORTH 37.0

typedef struct
{
  guint  n_side;
  double size;
} Shape;

/* The same number from 0 to 1 for the same three, whoever asks. */
static double
scatter (guint a, guint b, guint c)
{
  guint32 value = a * 73856093u ^ b * 19349663u ^ c * 83492791u;

  value ^= value >> 13;
  value *= 0x5bd1e995u;
  value ^= value >> 15;
  return value / 4294967296.0;
}

static void
place_node (const Shape *shape, guint column, guint row, double *lon, double *lat)
{
  double wander = shape->n_side > 1 ? 0.5 : 0;

  *lon = WEST + shape->size * (column + wander * (scatter (column, row, 1) - 0.5));
  *lat = NORTH - shape->size * (row + wander * (scatter (column, row, 2) - 0.5));
}

/* The side that begins at a node and goes east or south, without its last corner; @back: from its
 * other end, without its first. */
static void
append_side (
  const Shape *shape, GArray *ring, guint column, guint row, gboolean south, gboolean back)
{
  double from[2], to[2];

  place_node (shape, column, row, &from[0], &from[1]);
  place_node (shape, column + !south, row + south, &to[0], &to[1]);
  for (guint i = 0; i < shape->n_side; i++)
    {
      guint  at = back ? shape->n_side - i : i;
      double ratio = (double) at / shape->n_side;
      double wander = sin (ratio * G_PI) * shape->size * 0.16;
      double lon = from[0] + (to[0] - from[0]) * ratio, lat = from[1] + (to[1] - from[1]) * ratio;

      if (at > 0 && at < shape->n_side)
        {
          lon += wander * (scatter (column * 97 + at, row, south + 3) - 0.5);
          lat += wander * (scatter (column * 89 + at, row, south + 5) - 0.5);
        }
      g_array_append_val (ring, lon);
      g_array_append_val (ring, lat);
    }
}

static void
add_region (const Shape *shape, GPtrArray *outlines, guint column, guint row)
{
  ZhihuiOutline *outline = zhihui_outline_new ();
  GArray        *ring = g_array_new (FALSE, FALSE, sizeof (double));

  append_side (shape, ring, column, row, FALSE, FALSE);
  append_side (shape, ring, column + 1, row, TRUE, FALSE);
  append_side (shape, ring, column, row + 1, FALSE, TRUE);
  append_side (shape, ring, column, row, TRUE, TRUE);
  outline->code = g_strdup_printf ("37%04u%03u", 100 + row, column + 1);
  outline->name = g_strdup_printf ("%u", outlines->len);
  g_ptr_array_add (outline->rings, ring);
  g_ptr_array_add (outlines, outline);
}

GPtrArray *
sample_mesh_make_outlines (guint n_columns, guint n_regions, guint n_side, double size)
{
  Shape      shape = { n_side, size };
  GPtrArray *outlines = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_outline_free);

  for (guint i = 0; i < n_regions; i++)
    add_region (&shape, outlines, i % n_columns, i / n_columns);
  return outlines;
}

ZhihuiMesh *
sample_mesh_make (guint n_columns, guint n_regions, guint n_side, double size)
{
  ZhihuiMeshOptions options = { .is_schematic = TRUE };
  g_autoptr (GPtrArray) outlines = sample_mesh_make_outlines (n_columns, n_regions, n_side, size);
  g_autoptr (GError) error = NULL;
  ZhihuiMesh *mesh = zhihui_mesh_build (outlines, &options, NULL, &error);

  g_assert_no_error (error);
  return mesh;
}

double
sample_mercator_x (double lon)
{
  return (lon + 180) / 360;
}

double
sample_mercator_y (double lat)
{
  return 0.5 - log (tan (G_PI / 4 + lat * G_PI / 360)) / (2 * G_PI);
}
