/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-heat-field.h"

#include <math.h>

#include "zhihui-plane-curve.h"

/* The kernel ends where a normal distribution has 0.3 % left. */
#define SPREADS_SEEN 3.0

/* Fewer cases than these in one place are not as hot as can be. */
#define LEAST_PEAK 4.0

/* A case is shared out among the four squares whose middles are nearest: as much goes in as there
 * is. */
static void
add_case (ZhihuiHeatField *self, double x, double y, float weight)
{
  double column = floor (x - 0.5), row = floor (y - 0.5);
  float  right = (float) (x - 0.5 - column), below = (float) (y - 0.5 - row);

  for (int i = 0; i < 4; i++)
    {
      double c = column + i % 2, r = row + i / 2;
      float  share = (i % 2 ? right : 1 - right) * (i / 2 ? below : 1 - below);

      if (c >= 0 && r >= 0 && c < self->n_columns && r < self->n_rows)
        self->cases[(gsize) r * (gsize) self->n_columns + (gsize) c] += weight * share;
    }
}

static float *
make_kernel (double spread, int reach)
{
  float *kernel = g_new (float, (gsize) reach * 2 + 1);
  double sum = 0;

  for (int i = -reach; i <= reach; i++)
    sum += exp (-0.5 * i * i / (spread * spread));
  for (int i = -reach; i <= reach; i++)
    kernel[i + reach] = (float) (exp (-0.5 * i * i / (spread * spread)) / sum);
  return kernel;
}

/* Spreads one line of squares; @step: from one to the next. */
static void
spread_line (float *squares, int n, int step, const float *kernel, int reach, float *line)
{
  gboolean is_empty = TRUE;

  for (int i = 0; i < n; i++)
    {
      line[i] = squares[(gsize) i * (gsize) step];
      is_empty = is_empty && line[i] <= 0;
    }
  if (is_empty)
    return;
  for (int i = 0; i < n; i++)
    {
      int   from = MAX (i - reach, 0), to = MIN (i + reach, n - 1);
      float sum = 0;

      for (int j = from; j <= to; j++)
        sum += line[j] * kernel[j - i + reach];
      squares[(gsize) i * (gsize) step] = sum;
    }
}

static void
spread_cases (ZhihuiHeatField *self, double spread, int reach)
{
  g_autofree float *kernel = make_kernel (spread, reach);
  g_autofree float *line = g_new (float, (gsize) MAX (self->n_columns, self->n_rows));

  for (int row = 0; row < self->n_rows; row++)
    spread_line (
      self->cases + (gsize) row * (gsize) self->n_columns, self->n_columns, 1, kernel, reach, line);
  for (int column = 0; column < self->n_columns; column++)
    spread_line (self->cases + column, self->n_rows, self->n_columns, kernel, reach, line);
}

/**
 * zhihui_heat_field_init:
 * @points: (element-type ZhihuiMapPoint): weighed by their counts
 * @edge: px a square
 * @spread: standard deviation of the normal distribution around each case, px
 *
 * Squares begin where the world does, so that the fields of neighbouring viewports fit together.
 * The field reaches so far beyond the viewport that its sum is that of all cases in it that are
 * farther than the kernel from its edge.
 */
void
zhihui_heat_field_init (ZhihuiHeatField      *self,
                        const GArray         *points,
                        const ZhihuiViewport *viewport,
                        double                edge,
                        double                spread)
{
  int    reach = (int) ceil (SPREADS_SEEN * spread / edge) + 1;
  double world_x, world_y, column, row;

  zhihui_viewport_to_px (viewport, 0, 0, &world_x, &world_y);
  column = floor (-world_x / edge) - reach;
  row = floor (-world_y / edge) - reach;
  self->edge = edge;
  self->x = world_x + column * edge;
  self->y = world_y + row * edge;
  self->n_columns = (int) ceil ((viewport->width - self->x) / edge) + reach;
  self->n_rows = (int) ceil ((viewport->height - self->y) / edge) + reach;
  self->cases = g_new0 (float, (gsize) self->n_columns *(gsize) self->n_rows);
  for (guint i = 0; i < points->len; i++)
    {
      const ZhihuiMapPoint *point = &g_array_index (points, ZhihuiMapPoint, i);
      double                x, y;

      zhihui_viewport_to_px (viewport, point->x, point->y, &x, &y);
      x = (x - self->x) / edge;
      y = (y - self->y) / edge;
      if (x > -1 && y > -1 && x < self->n_columns + 1 && y < self->n_rows + 1)
        add_case (self, x, y, (float) point->count);
    }
  spread_cases (self, spread / edge, reach);
}

void
zhihui_heat_field_clear (ZhihuiHeatField *self)
{
  g_free (self->cases);
}

/* The most cases in one of the squares that 2^@bits divide the world into, each way. */
static guint64
find_fullest (const GArray *points, guint bits)
{
  guint64 most = 0, sum = 0, square = 0;

  for (guint i = 0; i < points->len; i++)
    {
      const ZhihuiMapPoint *point = &g_array_index (points, ZhihuiMapPoint, i);
      guint64               here = zhihui_plane_curve_find (point->x, point->y) >> (64 - 2 * bits);

      if (i == 0 || here != square)
        sum = 0;
      square = here;
      sum += point->count;
      most = MAX (most, sum);
    }
  return most;
}

/**
 * zhihui_heat_find_peaks:
 * @points: (element-type ZhihuiMapPoint): in the order of zhihui_plane_curve_find()
 * @edge: px a square
 * @spread: standard deviation, px
 * @peaks: (out): %ZHIHUI_HEAT_MAX_ZOOM + 1 of them
 *
 * About the most cases that a square of a heat field has, for each whole zoom: as if the cases of
 * the fullest square of about two spreads lay in one place (a normal distribution of two variables
 * has 1 / (2 π spread²) there).
 */
void
zhihui_heat_find_peaks (const GArray *points, double edge, double spread, double *peaks)
{
  double more = log2 (ZHIHUI_MERCATOR_TILE_PX / (2 * spread));

  for (int zoom = 0; zoom <= ZHIHUI_HEAT_MAX_ZOOM; zoom++)
    {
      guint  bits = (guint) CLAMP (round (zoom + more), 1, 32);
      double most = MAX ((double) find_fullest (points, bits), LEAST_PEAK);

      peaks[zoom] = most * edge * edge / (2 * G_PI * spread * spread);
    }
}

/**
 * zhihui_heat_get_peak:
 * @peaks: of zhihui_heat_find_peaks()
 *
 * Returns: cases a square that are as hot as can be at @zoom
 */
double
zhihui_heat_get_peak (const double *peaks, double zoom)
{
  double at = CLAMP (zoom, 0, ZHIHUI_HEAT_MAX_ZOOM);
  int    below = MIN ((int) at, ZHIHUI_HEAT_MAX_ZOOM - 1);

  return peaks[below] * pow (peaks[below + 1] / peaks[below], at - below);
}
