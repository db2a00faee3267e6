/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "zhihui-map-shape.h"

/* Hexagons with a corner at the top; odd rows stand half a tile to the right. */
typedef struct
{
  const ZhihuiRegion *region;
  int                 column, row;
} Tile;

typedef struct
{
  double half_width, half_height, x, y; /* px; x, y: of the corner of the grid */
} Grid;

static void
clear_shape (gpointer data)
{
  ZhihuiMapShape *shape = data;

  g_ptr_array_unref (shape->rings);
}

static GArray *
make_shapes (void)
{
  GArray *shapes = g_array_new (FALSE, TRUE, sizeof (ZhihuiMapShape));

  g_array_set_clear_func (shapes, clear_shape);
  return shapes;
}

/* Regions without a place follow below the others, in a block about as wide as high. */
static GArray *
lay_tiles (GPtrArray *regions)
{
  GArray *tiles = g_array_new (FALSE, FALSE, sizeof (Tile));
  int     last_row = -1, n_unplaced = 0, across, first_column = 0;

  for (guint i = 0; i < regions->len; i++)
    {
      const ZhihuiRegion *region = g_ptr_array_index (regions, i);
      Tile                tile = { region, region->column, region->row };

      if (region->column == G_MININT || region->row == G_MININT)
        {
          n_unplaced++;
          continue;
        }
      first_column = tiles->len == 0 ? tile.column : MIN (first_column, tile.column);
      last_row = tiles->len == 0 ? tile.row : MAX (last_row, tile.row);
      g_array_append_val (tiles, tile);
    }

  across = MAX ((int) ceil (sqrt (n_unplaced * 1.3)), 1);
  for (guint i = 0, n = 0; i < regions->len; i++)
    {
      const ZhihuiRegion *region = g_ptr_array_index (regions, i);
      Tile tile = { region, first_column + (int) n % across, last_row + 1 + (int) n / across };

      if (region->column != G_MININT && region->row != G_MININT)
        continue;
      g_array_append_val (tiles, tile);
      n++;
    }
  return tiles;
}

/* In half widths and half heights: the middle of a tile. */
static void
get_middle (const Tile *tile, double *x, double *y)
{
  *x = tile->column * 2 + (tile->row % 2 != 0 ? 1 : 0);
  *y = tile->row * 1.5;
}

static void
get_extent (GArray *tiles, double extent[4])
{
  extent[0] = extent[1] = G_MAXDOUBLE;
  extent[2] = extent[3] = -G_MAXDOUBLE;
  for (guint i = 0; i < tiles->len; i++)
    {
      double x, y;

      get_middle (&g_array_index (tiles, Tile, i), &x, &y);
      extent[0] = MIN (extent[0], x - 1);
      extent[1] = MIN (extent[1], y - 1);
      extent[2] = MAX (extent[2], x + 1);
      extent[3] = MAX (extent[3], y + 1);
    }
}

/* A hexagon reaches as high as its half height less half of it for each half width aside. */
static gboolean
touches (const Grid *grid, double x, double y, const ZhihuiMapBox *box, double gap)
{
  double left = box->x - gap - x, right = box->x + box->width + gap - x;
  double top = box->y - gap - y, bottom = box->y + box->height + gap - y;
  double aside = left > 0 ? left : right < 0 ? -right : 0;
  double above = top > 0 ? top : bottom < 0 ? -bottom : 0;

  if (box->width <= 0 || aside >= grid->half_width)
    return FALSE;
  return above < grid->half_height * (1 - aside / grid->half_width / 2);
}

static gboolean
is_free (GArray *tiles, const Grid *grid, const ZhihuiMapField *field)
{
  for (guint i = 0; i < tiles->len; i++)
    {
      double x, y;

      get_middle (&g_array_index (tiles, Tile, i), &x, &y);
      x = grid->x + x * grid->half_width;
      y = grid->y + y * grid->half_height;
      for (guint j = 0; j < G_N_ELEMENTS (field->obstacles); j++)
        if (touches (grid, x, y, &field->obstacles[j], field->gap))
          return FALSE;
    }
  return TRUE;
}

/* Tries places for a grid of a size, from the middle outwards. */
static gboolean
find_place (GArray *tiles, const double extent[4], const ZhihuiMapField *field, Grid *grid)
{
  static const double steps[] = { 0.5, 0.62, 0.38, 0.74, 0.26, 0.87, 0.13, 1, 0 };
  static const double falls[] = { 0.4, 0.15, 0, 0.7, 1 };
  double              spare_x = field->box.width - (extent[2] - extent[0]) * grid->half_width;
  double              spare_y = field->box.height - (extent[3] - extent[1]) * grid->half_height;

  if (spare_x < 0 || spare_y < 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    for (guint j = 0; j < G_N_ELEMENTS (falls); j++)
      {
        grid->x = field->box.x + spare_x * steps[i] - extent[0] * grid->half_width;
        grid->y = field->box.y + spare_y * falls[j] - extent[1] * grid->half_height;
        if (is_free (tiles, grid, field))
          return TRUE;
      }
  return FALSE;
}

static gboolean
find_largest (
  GArray *tiles, const double extent[4], const ZhihuiMapField *field, double ratio, Grid *best)
{
  double   low = 0, high = field->box.height / (extent[3] - extent[1]);
  gboolean found = FALSE;

  for (int i = 0; i < 9; i++)
    {
      double middle = i == 0 ? high : (low + high) / 2;
      Grid   grid = { .half_width = middle * ratio, .half_height = middle };

      if (find_place (tiles, extent, field, &grid))
        {
          *best = grid;
          found = TRUE;
          low = middle;
          if (i == 0)
            break;
        }
      else
        high = middle;
    }
  return found;
}

/* The most regular hexagons in which a label has room, else the widest. */
static gboolean
fit_grid (GArray *tiles, const double extent[4], const ZhihuiMapField *field, Grid *best)
{
  static const double ratios[] = { 0.866, 0.95, 1.05, 1.16, 1.3, 1.45 };
  gboolean            found = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (ratios); i++)
    {
      Grid grid = { 0 };

      if (!find_largest (tiles, extent, field, ratios[i], &grid))
        continue;
      if (!found || grid.half_width > best->half_width)
        *best = grid;
      found = TRUE;
      if (2 * grid.half_width >= field->label_width && 2 * grid.half_height >= field->label_height)
        break;
    }
  return found;
}

static void
append_tile (GArray *shapes, const Tile *tile, const Grid *grid)
{
  static const double corners[][2] = { { 0, -1 }, { 1, -0.5 }, { 1, 0.5 },
                                       { 0, 1 },  { -1, 0.5 }, { -1, -0.5 } };
  ZhihuiMapShape      shape = { .region = tile->region, .room = grid->half_width * 1.9 };
  GArray             *ring = g_array_new (FALSE, FALSE, sizeof (double));

  get_middle (tile, &shape.x, &shape.y);
  shape.x = grid->x + shape.x * grid->half_width;
  shape.y = grid->y + shape.y * grid->half_height;
  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    {
      double point[] = { shape.x + corners[i][0] * grid->half_width,
                         shape.y + corners[i][1] * grid->half_height };

      g_array_append_vals (ring, point, 2);
    }
  shape.rings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_ptr_array_add (shape.rings, ring);
  g_array_append_val (shapes, shape);
}

/**
 * zhihui_map_shape_make_tiles:
 * @regions: (element-type ZhihuiRegion): those to show; kept by reference as long as the shapes
 * @field: where, in px
 *
 * Returns: (transfer full) (element-type ZhihuiMapShape): hexagons as large as the field allows
 * beside the obstacles, all of one size; none when it is too small
 */
GArray *
zhihui_map_shape_make_tiles (GPtrArray *regions, const ZhihuiMapField *field)
{
  GArray *shapes = make_shapes ();
  g_autoptr (GArray) tiles = NULL;
  double extent[4];
  Grid   grid = { 0 };

  g_return_val_if_fail (regions != NULL && field != NULL, shapes);

  if (regions->len == 0)
    return shapes;
  tiles = lay_tiles (regions);
  get_extent (tiles, extent);
  if (!fit_grid (tiles, extent, field, &grid))
    return shapes;
  for (guint i = 0; i < tiles->len; i++)
    append_tile (shapes, &g_array_index (tiles, Tile, i), &grid);
  return shapes;
}
