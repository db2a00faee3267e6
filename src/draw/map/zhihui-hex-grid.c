/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-hex-grid.h"

#include <math.h>

#include "zhihui-hex-place.h"
#include "zhihui-mesh-builder.h"
#include "zhihui-outline.h"

/* Where a grid stands whose places nobody knows, and how high a hexagon is there. */
#define SOMEWHERE 0.5
#define SOME_HEIGHT 1e-4

static gboolean
has_cell (const ZhihuiRegion *region)
{
  return region->column != G_MININT && region->row != G_MININT;
}

static gboolean
has_point (const ZhihuiRegion *region)
{
  return isfinite (region->lon) && isfinite (region->lat);
}

static guint
hash_cell (gconstpointer data)
{
  const ZhihuiHexCell *cell = data;

  return (guint) cell->column * 31u + (guint) cell->row;
}

static gboolean
equal_cells (gconstpointer a, gconstpointer b)
{
  const ZhihuiHexCell *one = a, *other = b;

  return one->column == other->column && one->row == other->row;
}

/* Where the regions say themselves in which cell they stand; two in one cell say nothing. */
static guint
lay_told (const ZhihuiRegion *const *regions, guint n, ZhihuiHexCell *cells, gboolean *is_laid)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (hash_cell, equal_cells);
  guint n_laid = 0;

  for (guint i = 0; i < n; i++)
    {
      cells[i] = (ZhihuiHexCell){ regions[i]->column, regions[i]->row };
      is_laid[i] = has_cell (regions[i]) && g_hash_table_add (taken, &cells[i]);
      n_laid += is_laid[i];
    }
  return n_laid;
}

static guint
lay_points (const ZhihuiRegion *const *regions, guint n, ZhihuiHexCell *cells, gboolean *is_laid)
{
  g_autofree ZhihuiHexPoint *points = g_new (ZhihuiHexPoint, n + 1);
  g_autofree ZhihuiHexPlace *places = NULL;
  guint                      n_points = 0;

  for (guint i = 0; i < n; i++)
    {
      is_laid[i] = has_point (regions[i]);
      if (is_laid[i])
        {
          zhihui_mercator_project (
            regions[i]->lon, regions[i]->lat, &points[n_points].x, &points[n_points].y);
          n_points++;
        }
    }
  places = zhihui_hex_place_points (points, n_points);
  for (guint i = 0, at = 0; i < n; i++)
    if (is_laid[i])
      {
        const ZhihuiHexPlace *place = &places[at++];

        cells[i].row = place->r;
        cells[i].column = place->q + (place->r - (place->r & 1)) / 2;
      }
  return n_points;
}

/* Regions without a place follow below the others, in a block about as wide as high. */
static void
lay_rest (guint n, guint n_laid, ZhihuiHexCell *cells, const gboolean *is_laid)
{
  int across = MAX ((int) ceil (sqrt ((n - n_laid) * 1.3)), 1), column = G_MAXINT, row = -1;

  for (guint i = 0; i < n; i++)
    if (is_laid[i])
      {
        column = MIN (column, cells[i].column);
        row = row < 0 && column == cells[i].column ? cells[i].row : MAX (row, cells[i].row);
      }
  if (n_laid == 0)
    column = 0;
  for (guint i = 0, at = 0; i < n; i++)
    if (!is_laid[i])
      {
        cells[i].column = column + (int) at % across;
        cells[i].row = row + 1 + (int) at / across;
        at++;
      }
}

/**
 * zhihui_hex_grid_lay:
 * @regions: (array length=n)
 *
 * By the cells that the regions name, else by where they lie; what has neither follows below, in
 * the order given.
 *
 * Returns: (transfer full) (array length=n): a cell for each, no two the same
 */
ZhihuiHexCell *
zhihui_hex_grid_lay (const ZhihuiRegion *const *regions, guint n)
{
  ZhihuiHexCell       *cells = g_new0 (ZhihuiHexCell, MAX (n, 1));
  g_autofree gboolean *is_laid = g_new0 (gboolean, MAX (n, 1));
  guint                n_cells = 0, n_points = 0, n_laid;

  g_return_val_if_fail (regions != NULL || n == 0, cells);

  for (guint i = 0; i < n; i++)
    {
      n_cells += has_cell (regions[i]);
      n_points += has_point (regions[i]);
    }
  n_laid = n_cells > 0 && n_cells >= n_points ? lay_told (regions, n, cells, is_laid)
                                              : lay_points (regions, n, cells, is_laid);
  lay_rest (n, n_laid, cells, is_laid);
  return cells;
}

/* ---- as a mesh ---- */

/* From the lattice on which all corners lie, x in half widths and y in quarters of the height, to
 * the world. */
typedef struct
{
  double left, top;           /* Mercator of 0, 0 */
  double half_width, quarter; /* Mercator */
} Lattice;

static void
append_corner (const Lattice *lattice, int x, int y, GArray *ring)
{
  double point[2];

  zhihui_mercator_unproject (lattice->left + lattice->half_width * x,
                             lattice->top + lattice->quarter * y,
                             &point[0],
                             &point[1]);
  g_array_append_vals (ring, point, 2);
}

static void
add_hexagon (const Lattice       *lattice,
             const ZhihuiRegion  *region,
             const ZhihuiHexCell *cell,
             GPtrArray           *outlines)
{
  static const int corners[][2] = {
    { 0, -2 }, { 1, -1 }, { 1, 1 }, { 0, 2 }, { -1, 1 }, { -1, -1 }
  };
  ZhihuiOutline *outline = zhihui_outline_new ();
  GArray        *ring = g_array_new (FALSE, FALSE, sizeof (double));
  int            x = 2 * cell->column + (cell->row & 1), y = 3 * cell->row;

  for (guint i = 0; i <= G_N_ELEMENTS (corners); i++)
    append_corner (lattice, x + corners[i % 6][0], y + corners[i % 6][1], ring);
  g_free (outline->code);
  g_free (outline->name);
  outline->code = g_strdup (region->code);
  outline->name = g_strdup (region->name);
  g_ptr_array_add (outline->rings, ring);
  g_ptr_array_add (outlines, outline);
}

/* Of all middles, on the lattice. */
static ZhihuiExtent
find_middles (const ZhihuiHexCell *cells, guint n)
{
  ZhihuiExtent around = { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };

  for (guint i = 0; i < n; i++)
    {
      double x = 2 * cells[i].column + (cells[i].row & 1), y = 3 * cells[i].row;

      zhihui_extent_add (&around, &(ZhihuiExtent){ x, y, x, y });
    }
  return around;
}

/* As far as it must be moved to lie in the world. */
static double
find_shift (double first, double last)
{
  return first < 0 ? -first : last > 1 ? 1 - last : 0;
}

/* The grid lies where the regions lie, about as large as they are together. */
static Lattice
find_lattice (const ZhihuiRegion *const *regions, const ZhihuiHexCell *cells, guint n, double ratio)
{
  ZhihuiExtent around = { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };
  ZhihuiExtent middles = find_middles (cells, n);
  double       x = SOMEWHERE, y = SOMEWHERE, quarter = SOME_HEIGHT / 4;
  Lattice      self;

  for (guint i = 0; i < n; i++)
    if (has_point (regions[i]))
      {
        zhihui_mercator_project (regions[i]->lon, regions[i]->lat, &x, &y);
        zhihui_extent_add (&around, &(ZhihuiExtent){ x, y, x, y });
      }
  if (around.left <= around.right)
    {
      x = (around.left + around.right) / 2;
      y = (around.top + around.bottom) / 2;
      if (around.bottom - around.top > 1e-8)
        quarter = (around.bottom - around.top) / MAX (middles.bottom - middles.top, 3);
    }
  quarter = MIN (quarter, 0.9 / (middles.bottom - middles.top + 4));
  self.quarter = quarter;
  self.half_width = MIN (2 * quarter * ratio, 0.9 / (middles.right - middles.left + 2));
  self.left = x - (middles.left + middles.right) / 2 * self.half_width;
  self.top = y - (middles.top + middles.bottom) / 2 * quarter;
  self.left += find_shift (self.left + (middles.left - 1) * self.half_width,
                           self.left + (middles.right + 1) * self.half_width);
  self.top +=
    find_shift (self.top + (middles.top - 2) * quarter, self.top + (middles.bottom + 2) * quarter);
  return self;
}

/**
 * zhihui_hex_grid_build:
 * @regions: (array length=n): by code, which must differ
 * @ratio: half the width of a hexagon by half its height; 0.866 is a regular one
 *
 * Returns: (transfer full) (nullable): hexagons in the order of @regions, marked as schematic;
 * %NULL without regions
 */
ZhihuiMesh *
zhihui_hex_grid_build (const ZhihuiRegion *const *regions, guint n, double ratio)
{
  const ZhihuiMeshOptions options = { .is_schematic = TRUE, .keep_all = TRUE };
  g_autoptr (GPtrArray) outlines =
    g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_outline_free);
  g_autofree ZhihuiHexCell *cells = zhihui_hex_grid_lay (regions, n);
  g_autoptr (GError) error = NULL;
  Lattice     lattice;
  ZhihuiMesh *mesh;

  g_return_val_if_fail (ratio > 0, NULL);

  if (n == 0)
    return NULL;
  lattice = find_lattice (regions, cells, n, ratio);
  for (guint i = 0; i < n; i++)
    add_hexagon (&lattice, regions[i], &cells[i], outlines);
  mesh = zhihui_mesh_build (outlines, &options, NULL, &error);
  if (mesh == NULL)
    g_warning ("no grid of hexagons: %s", error->message);
  return mesh;
}
