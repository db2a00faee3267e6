/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mesh-sample.h"

#include <math.h>
#include <stdlib.h>

static void
append_place (GArray *ring, double x, double y)
{
  double lon, lat;

  zhihui_mercator_unproject (x, y, &lon, &lat);
  g_array_append_val (ring, lon);
  g_array_append_val (ring, lat);
}

static GArray *
read_ring (const char *text)
{
  GArray *ring = g_array_new (FALSE, FALSE, sizeof (double));
  g_auto (GStrv) places = g_strsplit (text, ",", -1);

  for (guint i = 0; places[i] != NULL; i++)
    {
      char  *rest;
      double x = g_ascii_strtod (places[i], &rest);

      append_place (ring, x / 1000, g_ascii_strtod (rest, NULL) / 1000);
    }

  return ring;
}

static ZhihuiOutline *
read_outline (const char *line)
{
  ZhihuiOutline *outline = zhihui_outline_new ();
  g_auto (GStrv) parts = g_strsplit (line, ":", 2);
  g_auto (GStrv) names = g_strsplit (parts[0], " ", 2);
  g_auto (GStrv) rings = g_strsplit (parts[1], "|", -1);

  outline->code = g_strdup (names[0] != NULL ? names[0] : "");
  outline->name = g_strdup (names[0] != NULL && names[1] != NULL ? names[1] : "");
  for (guint i = 0; rings[i] != NULL; i++)
    if (*g_strstrip (rings[i]) != '\0')
      g_ptr_array_add (outline->rings, read_ring (rings[i]));

  return outline;
}

GPtrArray *
mesh_sample_outlines (const char *text)
{
  GPtrArray *outlines = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_outline_free);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      g_ptr_array_add (outlines, read_outline (lines[i]));

  return outlines;
}

ZhihuiMesh *
mesh_sample_build (const char *text)
{
  g_autoptr (GPtrArray) outlines = mesh_sample_outlines (text);
  g_autoptr (GError) error = NULL;
  ZhihuiMesh *mesh = zhihui_mesh_build (outlines, NULL, NULL, &error);

  g_assert_no_error (error);
  return mesh;
}

/* How far the border at (x, y) of the grid is moved: the same for both neighbours. */
static double
wiggle (double x, double y, double phase)
{
  return 0.11 * sin (x * 13.7 + y * 5.3 + phase) + 0.05 * sin (x * 61 + y * 47 + phase) +
         0.02 * sin (x * 331 - y * 257 + phase);
}

typedef struct
{
  double left, top, step;
} Grid;

static void
append_grid_place (GArray *ring, const Grid *grid, double x, double y)
{
  append_place (ring,
                grid->left + (x + wiggle (x, y, 0)) * grid->step,
                grid->top + (y + wiggle (x, y, 2)) * grid->step);
}

GPtrArray *
mesh_sample_tiling (guint n, guint n_corners, double left, double top, double size)
{
  static const int dx[] = { 1, 0, -1, 0 }, dy[] = { 0, 1, 0, -1 };
  const Grid       grid = { left, top, size / n };
  GPtrArray       *outlines = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_outline_free);

  for (guint i = 0; i < n * n; i++)
    {
      ZhihuiOutline *outline = zhihui_outline_new ();
      GArray        *ring = g_array_new (FALSE, FALSE, sizeof (double));
      int            x = (int) ((i % n) * n_corners), y = (int) ((i / n) * n_corners);

      for (guint side = 0; side < 4; side++)
        for (guint j = 0; j < n_corners; j++)
          {
            append_grid_place (ring, &grid, (double) x / n_corners, (double) y / n_corners);
            x += dx[side];
            y += dy[side];
          }
      append_grid_place (ring, &grid, (double) x / n_corners, (double) y / n_corners);
      outline->code = g_strdup_printf ("%06u", i);
      outline->name = g_strdup_printf ("region %u", i);
      g_ptr_array_add (outline->rings, ring);
      g_ptr_array_add (outlines, outline);
    }

  return outlines;
}

double
mesh_sample_area (const ZhihuiMesh *mesh, guint region, double zoom)
{
  g_autoptr (GArray) corners = g_array_new (FALSE, FALSE, sizeof (ZhihuiCorner));
  double area = 0;

  for (guint ring = 0; ring < zhihui_mesh_get_n_rings (mesh, region); ring++)
    {
      const ZhihuiCorner *c;

      g_array_set_size (corners, 0);
      zhihui_mesh_append_ring (mesh, region, ring, zoom, corners);
      c = (const ZhihuiCorner *) corners->data;
      for (guint i = 1; i + 1 < corners->len; i++)
        area += (((double) c[i].x - c[0].x) * ((double) c[i + 1].y - c[0].y) -
                 ((double) c[i + 1].x - c[0].x) * ((double) c[i].y - c[0].y)) /
                2;
    }

  return area;
}
