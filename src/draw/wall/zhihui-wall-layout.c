/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-layout.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-wall-tracks.h"

#define SHRUNK 0.8359375 /* a board of 1+2 rows: 214 of 256 u */

/* Unit of the visual guide §3: that of a canvas 1080 px high on three by three screens of 55" which
 * is read from eight metres. */
#define DISTANCE_M 8.0
#define PITCH_MM 1.89

/* The grid under way: cells hold the number of a panel, -1 nothing. */
typedef struct
{
  const ZhihuiPagePanel *panels;
  guint                  n_panels;
  ZhihuiTrackPlace       columns[ZHIHUI_MAX_TRACKS], rows[ZHIHUI_MAX_TRACKS];
  guint                  n_columns, n_rows;
  int                    cells[ZHIHUI_MAX_TRACKS][ZHIHUI_MAX_TRACKS];
} Grid;

void
zhihui_wall_layout_free (ZhihuiWallLayout *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_free (self);
}

static double
fit_unit (const ZhihuiWallLayout *self, int width, int height)
{
  return MIN (width / self->design_width, height / self->design_height);
}

/* How far the shape of the canvas is from the one the layout was drawn for. */
static double
get_distance (const ZhihuiWallLayout *self, double aspect)
{
  return ABS (log (aspect / (self->design_width / self->design_height)));
}

static gboolean
has_aspect (const ZhihuiWallLayout *self, double aspect)
{
  return aspect >= self->min_aspect && aspect < self->max_aspect;
}

/* Of two the one for whose shape of canvas it was made, then the nearer one. */
static gboolean
is_better (const ZhihuiWallLayout *self, const ZhihuiWallLayout *other, double aspect)
{
  if (has_aspect (self, aspect) != has_aspect (other, aspect))
    return has_aspect (self, aspect);
  return get_distance (self, aspect) < get_distance (other, aspect);
}

/**
 * zhihui_wall_layout_choose:
 * @layouts: (element-type ZhihuiWallLayout): of a page, not empty
 * @width: px
 * @height: px
 * @unit: (inout): px a layout unit; ≤ 0: the largest with which the layout fits
 *
 * Returns: (transfer none): the layout whose shape is nearest; of those, with a unit that is told,
 * the first one stays for which the canvas is high enough
 */
const ZhihuiWallLayout *
zhihui_wall_layout_choose (GPtrArray *layouts, int width, int height, double *unit)
{
  const ZhihuiWallLayout *best = NULL;
  double                  aspect = (double) width / height;

  for (guint i = 0; i < layouts->len; i++)
    {
      const ZhihuiWallLayout *one = layouts->pdata[i];

      if (*unit > 0 && best != NULL && has_aspect (best, aspect) &&
          height / *unit < one->min_height)
        continue;
      if (best == NULL || is_better (one, best, aspect))
        best = one;
    }
  if (best != NULL && *unit <= 0)
    *unit = fit_unit (best, width, height);
  return best;
}

/**
 * zhihui_wall_unit_of_distance:
 * @distance_m: of the farthest seat
 * @pitch_mm: from pixel to pixel
 *
 * Returns: px of a layout unit with which text is as large to the eye as it was drawn to be
 * (visual guide §3: u = (D / 8 m) × (1.89 mm / p))
 */
double
zhihui_wall_unit_of_distance (double distance_m, double pitch_mm)
{
  g_return_val_if_fail (distance_m > 0 && pitch_mm > 0, 1.0);

  return distance_m / DISTANCE_M * (PITCH_MM / pitch_mm);
}

static void
load_grid (Grid *grid, const ZhihuiWallLayout *layout)
{
  grid->n_columns = layout->n_columns;
  grid->n_rows = layout->n_rows;
  for (guint i = 0; i < layout->n_columns; i++)
    grid->columns[i].track = layout->columns[i];
  for (guint i = 0; i < layout->n_rows; i++)
    grid->rows[i].track = layout->rows[i];
  memcpy (grid->cells, layout->cells, sizeof grid->cells);
}

/* Rows and columns of a panel, ends included; FALSE when it is not in the grid. */
static gboolean
find_span (const Grid *grid, int panel, guint span[4])
{
  gboolean found = FALSE;

  for (guint row = 0; row < grid->n_rows; row++)
    for (guint column = 0; column < grid->n_columns; column++)
      if (grid->cells[row][column] == panel)
        {
          span[0] = found ? MIN (span[0], row) : row;
          span[1] = found ? MAX (span[1], row) : row;
          span[2] = found ? MIN (span[2], column) : column;
          span[3] = found ? MAX (span[3], column) : column;
          found = TRUE;
        }
  return found;
}

/**
 * zhihui_wall_layout_has_panel:
 *
 * Returns: whether a cell is the panel's
 */
gboolean
zhihui_wall_layout_has_panel (const ZhihuiWallLayout *self, guint number)
{
  Grid  grid = { 0 };
  guint span[4];

  load_grid (&grid, self);
  return find_span (&grid, (int) number, span);
}

static void
fill_span (Grid *grid, const guint span[4], int panel)
{
  for (guint row = span[0]; row <= span[1]; row++)
    for (guint column = span[2]; column <= span[3]; column++)
      grid->cells[row][column] = panel;
}

static void
remove_row (Grid *grid, guint gone)
{
  for (guint row = gone; row + 1 < grid->n_rows; row++)
    {
      grid->rows[row] = grid->rows[row + 1];
      memcpy (grid->cells[row], grid->cells[row + 1], sizeof grid->cells[row]);
    }
  grid->n_rows--;
}

/* May @taker have the place of @span and still be a rectangle? */
static gboolean
is_neighbour (const Grid *grid, int taker, const guint span[4])
{
  guint other[4];

  if (taker < 0 || !find_span (grid, taker, other))
    return FALSE;
  if (other[0] == span[0] && other[1] == span[1])
    return other[3] + 1 == span[2] || span[3] + 1 == other[2];
  if (other[2] == span[2] && other[3] == span[3])
    return other[1] + 1 == span[0] || span[1] + 1 == other[0];
  return FALSE;
}

static gboolean
give_place (Grid *grid, int taker, int panel, const guint span[4])
{
  if (taker == panel || !is_neighbour (grid, taker, span))
    return FALSE;
  fill_span (grid, span, taker);
  return TRUE;
}

/* Drops a panel: its whole row goes, or a neighbour takes its place: first one that may be dropped
 * itself, then a map, then any. */
static void
drop_panel (Grid *grid, const ZhihuiWallLayout *layout, int panel)
{
  guint span[4];

  if (!find_span (grid, panel, span))
    return;

  if (span[0] == span[1] && span[2] == 0 && span[3] + 1 == grid->n_columns)
    {
      remove_row (grid, span[0]);
      return;
    }
  for (guint i = 0; i < layout->n_dropped; i++)
    if (give_place (grid, layout->dropped[i], panel, span))
      return;
  for (guint i = 0; i < grid->n_panels; i++)
    if (grid->panels[i].panel == ZHIHUI_PANEL_MAP && give_place (grid, (int) i, panel, span))
      return;
  for (guint i = 0; i < grid->n_panels; i++)
    if (give_place (grid, (int) i, panel, span))
      return;
}

static double
sum_fixed (const ZhihuiTrackPlace *tracks, guint n, double gap)
{
  double sum = gap * (n - 1);

  for (guint i = 0; i < n; i++)
    sum += tracks[i].track.is_fr ? 0 : tracks[i].track.size;
  return sum;
}

static double
sum_fr (const ZhihuiTrackPlace *tracks, guint n)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += tracks[i].track.is_fr ? tracks[i].track.size : 0;
  return sum;
}

/* Columns narrower than they were drawn for shrink together, the fr ones keep a little. */
static void
squeeze_columns (Grid *grid, double space, double gap)
{
  double fixed = sum_fixed (grid->columns, grid->n_columns, 0);
  double gaps = gap * (grid->n_columns - 1);
  double wanted = 230 * sum_fr (grid->columns, grid->n_columns);
  double factor = fixed > 0 ? (space - gaps - wanted) / fixed : 1;

  if (factor >= 1)
    return;
  for (guint i = 0; i < grid->n_columns; i++)
    if (!grid->columns[i].track.is_fr)
      grid->columns[i].track.size *= factor;
}

/* The least height of the grid with boards of 1+2 rows when @shrunk. */
static double
get_least_height (const Grid *grid, const ZhihuiWallLayout *layout, gboolean shrunk)
{
  double sum = layout->row_gap * (grid->n_rows - 1) + layout->top + layout->bottom;

  for (guint i = 0; i < grid->n_rows; i++)
    {
      const ZhihuiTrack *row = &grid->rows[i].track;

      if (row->is_fr)
        sum += (layout->min_height - sum_fixed (grid->rows, grid->n_rows, layout->row_gap) -
                layout->top - layout->bottom) /
               2;
      else
        sum += row->grows && shrunk ? row->size * SHRUNK : row->size;
    }
  return sum;
}

static gboolean
make_fit (Grid *grid, const ZhihuiWallLayout *layout, double width, double height)
{
  const double tolerance = 6, column = 450;
  double       needed = sum_fr (grid->rows, grid->n_rows) > 0 ? layout->min_width : 0;

  /* Each two that stand above each other make room for a column. */
  for (guint i = 0; i < layout->n_dropped && width < needed - tolerance; i++)
    {
      drop_panel (grid, layout, layout->dropped[i]);
      needed -= i % 2 == 1 ? column : 0;
    }
  for (guint i = 0; i < layout->n_dropped; i++)
    {
      if (get_least_height (grid, layout, FALSE) <= height + tolerance)
        return TRUE;
      drop_panel (grid, layout, layout->dropped[i]);
    }
  return get_least_height (grid, layout, TRUE) <= height + tolerance;
}

static void
place_panel (const Grid *grid, guint number, double unit, GArray *places)
{
  const ZhihuiPagePanel *panel = &grid->panels[number];
  ZhihuiPlace            place = {
               .number = number, .name = panel->name, .panel = panel->panel, .options = &panel->options
  };
  guint  span[4];
  double right, bottom;

  if (!find_span (grid, (int) number, span))
    return;

  place.x = round (grid->columns[span[2]].start * unit);
  place.y = round (grid->rows[span[0]].start * unit);
  right = round ((grid->columns[span[3]].start + grid->columns[span[3]].length) * unit);
  bottom = round ((grid->rows[span[1]].start + grid->rows[span[1]].length) * unit);
  place.width = right - place.x;
  place.height = bottom - place.y;
  g_array_append_val (places, place);
}

/* px to u. */
static ZhihuiSeamList
scale_seams (const ZhihuiSeamList *seams, double unit)
{
  ZhihuiSeamList scaled = { .n = 0 };

  for (guint i = 0; seams != NULL && i < seams->n; i++)
    zhihui_seam_list_add (&scaled, seams->items[i].from / unit, seams->items[i].to / unit);
  return scaled;
}

/**
 * zhihui_wall_layout_place:
 * @panels: (array length=n_panels): of the page; the places borrow from them
 * @width: px
 * @height: px
 * @unit: px a layout unit
 * @seams: (nullable): px; edges of monitors, which fall between panels where that can be
 *
 * Panels that have no room are left out in the order of the layout; then boards have fewer rows.
 *
 * Returns: (transfer full) (element-type ZhihuiPlace): places in whole px, NULL with
 * %ZHIHUI_ERROR_INVALID when the canvas is too small for what must be there
 */
GArray *
zhihui_wall_layout_place (const ZhihuiWallLayout *self,
                          const ZhihuiPagePanel  *panels,
                          guint                   n_panels,
                          int                     width,
                          int                     height,
                          double                  unit,
                          const ZhihuiSeams      *seams,
                          GError                **error)
{
  Grid             grid = { .panels = panels, .n_panels = n_panels };
  GArray          *places;
  ZhihuiSeamList   upright = scale_seams (seams != NULL ? &seams->upright : NULL, unit);
  ZhihuiSeamList   level = scale_seams (seams != NULL ? &seams->level : NULL, unit);
  ZhihuiTrackSpace across = { self->left,
                              width / unit - self->left - self->right,
                              self->column_gap };
  ZhihuiTrackSpace down = { self->top, height / unit - self->top - self->bottom, self->row_gap };

  load_grid (&grid, self);
  if (across.space < 0.5 * self->design_width ||
      !make_fit (&grid, self, width / unit, height / unit))
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("%dx%d pixels are too few for this wall with %.2f pixels a layout unit"),
                   width,
                   height,
                   unit);
      return NULL;
    }

  squeeze_columns (&grid, across.space, self->column_gap);
  zhihui_wall_tracks_settle (grid.columns, grid.n_columns, &across);
  zhihui_wall_tracks_settle (grid.rows, grid.n_rows, &down);
  zhihui_wall_tracks_avoid (grid.columns, grid.n_columns, &across, FALSE, &upright);
  zhihui_wall_tracks_avoid (grid.rows, grid.n_rows, &down, TRUE, &level);

  places = g_array_new (FALSE, FALSE, sizeof (ZhihuiPlace));
  for (guint i = 0; i < n_panels; i++)
    place_panel (&grid, i, unit, places);
  return places;
}
