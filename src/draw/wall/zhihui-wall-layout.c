/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-layout.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-panel-kinds.h"

#define MAX_TRACKS 12
#define SHRUNK 0.8359375 /* a board of 1+2 rows: 214 of 256 u */

static const ZhihuiWallLayout layouts[] = {
  {
    .name = "overview",
    .min_aspect = 1.2,
    .max_aspect = 3.0,
    .design_width = 1920,
    .design_height = 1080,
    .min_width = 1840,
    .min_height = 1035,
    .top = 26,
    .right = 40,
    .bottom = 22,
    .left = 40,
    .row_gap = 18,
    .column_gap = 36,
    .columns = "548 1fr 1fr 548",
    .rows = "52 124 256+ 256+ 202 50",
    .areas = { "head head head head",
               "kpi kpi kpi kpi",
               "vol map map ovr",
               "ret map map sat",
               "sla hot chan meet",
               "alert alert alert alert" },
  },
  {
    .name = "overview",
    .min_aspect = 3.0,
    .max_aspect = 1000,
    .design_width = 3840,
    .design_height = 1080,
    .min_width = 3600,
    .min_height = 1030,
    .top = 26,
    .right = 48,
    .bottom = 22,
    .left = 48,
    .row_gap = 20,
    .column_gap = 44,
    .columns = "456 456 488 1fr 452 456 456",
    .rows = "52 132 1fr 1fr 50",
    .areas = { "head head head head head head head",
               "vol ovr kpi kpi kpi ret sat",
               "vol ovr sla map hot ret sat",
               "vol ovr meet map chan ret sat",
               "alert alert alert alert alert alert alert" },
    .tall = TRUE,
  },
  {
    .name = "overview",
    .min_aspect = 3.6,
    .max_aspect = 1000,
    .design_width = 4437.333,
    .design_height = 1194.667,
    .min_width = 4180,
    .min_height = 1140,
    .top = 32,
    .right = 56,
    .bottom = 28,
    .left = 56,
    .row_gap = 22,
    .column_gap = 48,
    .columns = "496 496 520 1fr 470 496 496",
    .rows = "56 140 1fr 1fr 54",
    .areas = { "head head head head head head head",
               "vol ovr kpi kpi kpi ret sat",
               "vol ovr sla map hot ret sat",
               "vol ovr meet map chan ret sat",
               "alert alert alert alert alert alert alert" },
    .tall = TRUE,
  },
  {
    .name = "overview",
    .min_aspect = 0,
    .max_aspect = 1.2,
    .design_width = 1080,
    .design_height = 1920,
    .min_width = 1040,
    .min_height = 1860,
    .top = 26,
    .right = 36,
    .bottom = 22,
    .left = 36,
    .row_gap = 0,
    .column_gap = 40,
    .columns = "1fr 1fr",
    .rows = "52 258 400+ 318+ 318+ 196 196 50",
    .areas = { "head head",
               "kpi kpi",
               "map map",
               "vol ovr",
               "ret sat",
               "sla sla",
               "meet meet",
               "alert alert" },
    .tall = TRUE,
  },
  {
    .name = "map",
    .min_aspect = 1.2,
    .max_aspect = 1000,
    .design_width = 1920,
    .design_height = 1080,
    .min_width = 1040,
    .min_height = 700,
    .top = 26,
    .right = 40,
    .bottom = 22,
    .left = 40,
    .row_gap = 18,
    .column_gap = 36,
    .columns = "1fr",
    .rows = "52 1fr 50",
    .areas = { "head", "map", "alert" },
  },
  {
    .name = "map",
    .min_aspect = 0,
    .max_aspect = 1.2,
    .design_width = 1080,
    .design_height = 1920,
    .min_width = 1040,
    .min_height = 1200,
    .top = 26,
    .right = 36,
    .bottom = 22,
    .left = 36,
    .row_gap = 18,
    .column_gap = 40,
    .columns = "1fr",
    .rows = "52 1fr 50",
    .areas = { "head", "map", "alert" },
    .tall = TRUE,
  },
};

static const ZhihuiPanelOptions plain_options[ZHIHUI_N_PANELS] = {
  [ZHIHUI_PANEL_OVERDUE] = { .metric = ZHIHUI_BOARD_OVERDUE },
  [ZHIHUI_PANEL_RETURN] = { .metric = ZHIHUI_BOARD_RETURN },
  [ZHIHUI_PANEL_SATISFIED] = { .metric = ZHIHUI_BOARD_SATISFIED },
};

/* What goes first when the canvas is too small. */
static const ZhihuiPanel dropped_first[] = {
  ZHIHUI_PANEL_HOT_WORDS, ZHIHUI_PANEL_CHANNELS, ZHIHUI_PANEL_DEADLINES, ZHIHUI_PANEL_MEETINGS
};

typedef struct
{
  double   size; /* u, or parts when fr */
  gboolean is_fr, grows;
  double   start, length; /* u, settled */
} Track;

/* The grid under way: cells hold a panel, -1 nothing. */
typedef struct
{
  Track columns[MAX_TRACKS], rows[MAX_TRACKS];
  guint n_columns, n_rows;
  int   cells[MAX_TRACKS][MAX_TRACKS];
} Grid;

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

/**
 * zhihui_wall_layout_find:
 * @page: "overview" or "map"
 * @width: px
 * @height: px
 * @unit: (inout): px a layout unit; ≤ 0: the largest with which the layout fits
 *
 * Returns: (transfer none) (nullable): the layout whose shape is nearest, NULL when there is no
 * such page
 */
const ZhihuiWallLayout *
zhihui_wall_layout_find (const char *page, int width, int height, double *unit)
{
  const ZhihuiWallLayout *best = NULL;
  double                  aspect = (double) width / height;

  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      const ZhihuiWallLayout *one = &layouts[i];

      if (!g_str_equal (one->name, page) || aspect < one->min_aspect || aspect >= one->max_aspect)
        continue;
      if (*unit > 0 && best != NULL && height / *unit < one->min_height)
        continue;
      if (best == NULL || get_distance (one, aspect) < get_distance (best, aspect))
        best = one;
    }
  if (best != NULL && *unit <= 0)
    *unit = fit_unit (best, width, height);
  return best;
}

static guint
parse_tracks (const char *text, Track *tracks)
{
  g_auto (GStrv) words = g_strsplit (text, " ", MAX_TRACKS);
  guint n = 0;

  for (; words[n] != NULL; n++)
    {
      char *end = NULL;

      tracks[n] = (Track){ .size = g_ascii_strtod (words[n], &end) };
      tracks[n].is_fr = g_str_equal (end, "fr");
      tracks[n].grows = g_str_equal (end, "+");
    }
  return n;
}

static int
find_panel (const char *name)
{
  ZhihuiPanel panel;

  return zhihui_panel_kind_find (name, &panel) ? (int) panel : -1;
}

static void
load_grid (Grid *grid, const ZhihuiWallLayout *layout)
{
  grid->n_columns = parse_tracks (layout->columns, grid->columns);
  grid->n_rows = parse_tracks (layout->rows, grid->rows);
  for (guint row = 0; row < grid->n_rows; row++)
    {
      g_auto (GStrv) names = g_strsplit (layout->areas[row], " ", MAX_TRACKS);

      for (guint column = 0; column < grid->n_columns; column++)
        grid->cells[row][column] = find_panel (names[column]);
    }
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

/* Drops a panel: its whole row goes, or a neighbour takes its place: first one that may be dropped
 * itself, then the map. */
static gboolean
drop_panel (Grid *grid, ZhihuiPanel panel)
{
  static const ZhihuiPanel takers[] = { ZHIHUI_PANEL_CHANNELS,
                                        ZHIHUI_PANEL_HOT_WORDS,
                                        ZHIHUI_PANEL_DEADLINES,
                                        ZHIHUI_PANEL_MEETINGS,
                                        ZHIHUI_PANEL_MAP };
  guint                    span[4];

  if (!find_span (grid, (int) panel, span))
    return FALSE;

  if (span[0] == span[1] && span[2] == 0 && span[3] + 1 == grid->n_columns)
    {
      remove_row (grid, span[0]);
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (takers); i++)
    if (takers[i] != panel && is_neighbour (grid, (int) takers[i], span))
      {
        fill_span (grid, span, (int) takers[i]);
        return TRUE;
      }
  return FALSE;
}

static double
sum_fixed (const Track *tracks, guint n, double gap)
{
  double sum = gap * (n - 1);

  for (guint i = 0; i < n; i++)
    sum += tracks[i].is_fr ? 0 : tracks[i].size;
  return sum;
}

static double
sum_fr (const Track *tracks, guint n)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += tracks[i].is_fr ? tracks[i].size : 0;
  return sum;
}

/* Settles where each track begins. What is left goes to fr tracks, else to those that grow as far
 * as it is worth a row (@grow_from), else evenly between the tracks. */
static void
settle_tracks (Track *tracks, guint n, double space, double gap, double from)
{
  double left = space - sum_fixed (tracks, n, gap);
  double parts = sum_fr (tracks, n);
  double shares = 0, growth = 0;

  for (guint i = 0; i < n; i++)
    shares += tracks[i].grows ? tracks[i].size : 0;
  if (parts <= 0 && shares > 0 && (left > 96 || left < 0))
    growth = left / shares;
  if (parts <= 0 && n > 1)
    gap += MAX (left - growth * shares, 0) / (n - 1);

  for (guint i = 0; i < n; i++)
    {
      tracks[i].start = from;
      tracks[i].length = tracks[i].is_fr ? MAX (left, 0) * tracks[i].size / parts : tracks[i].size;
      if (tracks[i].grows)
        tracks[i].length *= 1 + growth;
      from += tracks[i].length + gap;
    }
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
    if (!grid->columns[i].is_fr)
      grid->columns[i].size *= factor;
}

/* The least height of the grid with boards of 1+2 rows when @shrunk. */
static double
get_least_height (const Grid *grid, const ZhihuiWallLayout *layout, gboolean shrunk)
{
  double sum = layout->row_gap * (grid->n_rows - 1) + layout->top + layout->bottom;

  for (guint i = 0; i < grid->n_rows; i++)
    {
      const Track *row = &grid->rows[i];

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
  for (guint i = 0; i < G_N_ELEMENTS (dropped_first) && width < needed - tolerance; i++)
    {
      drop_panel (grid, dropped_first[i]);
      needed -= i % 2 == 1 ? column : 0;
    }
  for (guint i = 0; i < G_N_ELEMENTS (dropped_first); i++)
    {
      if (get_least_height (grid, layout, FALSE) <= height + tolerance)
        return TRUE;
      drop_panel (grid, dropped_first[i]);
    }
  return get_least_height (grid, layout, TRUE) <= height + tolerance;
}

static void
place_panel (const Grid *grid, int panel, double unit, GArray *places)
{
  ZhihuiPlace place = { .number = (guint) panel, .panel = (ZhihuiPanel) panel };
  guint       span[4];
  double      right, bottom;

  if (!find_span (grid, panel, span))
    return;

  place.name = zhihui_panel_kind_get (place.panel)->name;
  place.options = &plain_options[panel];
  place.x = round (grid->columns[span[2]].start * unit);
  place.y = round (grid->rows[span[0]].start * unit);
  right = round ((grid->columns[span[3]].start + grid->columns[span[3]].length) * unit);
  bottom = round ((grid->rows[span[1]].start + grid->rows[span[1]].length) * unit);
  place.width = right - place.x;
  place.height = bottom - place.y;
  g_array_append_val (places, place);
}

/**
 * zhihui_wall_layout_place:
 * @width: px
 * @height: px
 * @unit: px a layout unit
 *
 * Panels that have no room are left out in the order hot words, channels, deadlines, meetings;
 * then boards have fewer rows.
 *
 * Returns: (transfer full) (element-type ZhihuiPlace): places in whole px, NULL with
 * %ZHIHUI_ERROR_INVALID when the canvas is too small for what must be there
 */
GArray *
zhihui_wall_layout_place (
  const ZhihuiWallLayout *self, int width, int height, double unit, GError **error)
{
  Grid    grid = { 0 };
  GArray *places;
  double  across = width / unit - self->left - self->right;
  double  down = height / unit - self->top - self->bottom;

  load_grid (&grid, self);
  if (across < 0.5 * self->design_width || !make_fit (&grid, self, width / unit, height / unit))
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

  squeeze_columns (&grid, across, self->column_gap);
  settle_tracks (grid.columns, grid.n_columns, across, self->column_gap, self->left);
  settle_tracks (grid.rows, grid.n_rows, down, self->row_gap, self->top);

  places = g_array_new (FALSE, FALSE, sizeof (ZhihuiPlace));
  for (int panel = 0; panel < ZHIHUI_N_PANELS; panel++)
    place_panel (&grid, panel, unit, places);
  return places;
}
