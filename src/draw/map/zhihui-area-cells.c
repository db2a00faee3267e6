/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-area-cells.h"

#include <math.h>
#include <string.h>

void
zhihui_area_cells_init (ZhihuiAreaCells *self, int width, int height)
{
  gsize n;

  self->width = width;
  self->height = height;
  self->stride = width + 2;
  n = (gsize) self->stride * (gsize) height;
  self->lanes = g_aligned_alloc0 (n, sizeof (ZhihuiLanes), sizeof (ZhihuiLanes));
  self->single = g_new0 (float, n);
  self->n_words = (self->stride + 63) / 64;
  self->touched = g_new0 (guint64, (gsize) self->n_words * (gsize) height);
}

void
zhihui_area_cells_clear (ZhihuiAreaCells *self)
{
  g_aligned_free (self->lanes);
  g_free (self->single);
  g_free (self->touched);
}

/* Where an edge leaves its areas: one of the two. All below is compiled once for each of them: it
 * is where nearly all time goes. */
#define FLATTEN __attribute__ ((flatten))

typedef struct
{
  ZhihuiAreaCells *cells;
  gboolean         is_single;
  ZhihuiLanes      weight;
} Sink;

static inline void
add (const Sink *sink, int row, int column, float area)
{
  gsize cell = (gsize) row * (gsize) sink->cells->stride + (gsize) column;

  sink->cells->touched[(gsize) row * (gsize) sink->cells->n_words + (gsize) column / 64] |=
    G_GUINT64_CONSTANT (1) << (column % 64);
  if (sink->is_single)
    sink->cells->single[cell] += area;
  else
    sink->cells->lanes[cell] += sink->weight * area;
}

/* The part of an edge in one row: @height of it, from @left to @right. The pixel k has at the right
 * of the edge what lies between the boundaries k and k + 1 under the integral of the edge; a cell
 * gets the difference to the pixel before. */
static inline void
add_in_row (const Sink *sink, int row, float left, float right, float height)
{
  int   k = (int) left;
  float sum_before = 0, area_before = 0;
  float middle = (left + right) / 2, half_slope = 0;

  if (right > (float) (k + 1))
    half_slope = 0.5f / (right - left);
  for (;; k++)
    {
      float boundary = (float) (k + 1);
      float sum =
        boundary < right ? (boundary - left) * (boundary - left) * half_slope : boundary - middle;
      float area = sum - sum_before;

      add (sink, row, k, height * (area - area_before));
      if (boundary >= right)
        {
          add (sink, row, k + 1, height * (1 - area));
          return;
        }
      sum_before = sum;
      area_before = area;
    }
}

/* An edge that lies within the block. */
static inline void
add_inside (const Sink *sink, float x0, float y0, float x1, float y1)
{
  float sign = 1, slope, x, most = (float) sink->cells->width;
  int   last;

  if (y0 > y1)
    {
      float swap = x0;

      x0 = x1;
      x1 = swap;
      swap = y0;
      y0 = y1;
      y1 = swap;
      sign = -1;
    }
  if (!(y1 > y0))
    return;

  /* Rounded up without ceilf(), which is a call. */
  last = (int) y1;
  last -= (float) last >= y1;
  if (last == (int) y0)
    {
      add_in_row (sink, last, MIN (x0, x1), MAX (x0, x1), sign * (y1 - y0));
      return;
    }

  slope = (x1 - x0) / (y1 - y0);
  x = x0;
  for (int row = (int) y0; row <= last; row++)
    {
      float top = MAX ((float) row, y0), bottom = MIN ((float) (row + 1), y1);
      float height = bottom - top;
      float next = row == last ? x1 : CLAMP (x + slope * height, 0, most);

      add_in_row (sink, row, MIN (x, next), MAX (x, next), sign * height);
      x = next;
    }
}

/* What is left of the block counts as if it stood at its edge; what is right of it, not at all. */
static void
add_across (const Sink *sink, double x0, double y0, double x1, double y1)
{
  double width = sink->cells->width;
  double at[4] = { 0, 1, 1, 1 };
  int    n = 1;

  if ((x0 < 0) != (x1 < 0))
    at[n++] = x0 / (x0 - x1);
  if ((x0 > width) != (x1 > width))
    at[n++] = (x0 - width) / (x0 - x1);
  if (n == 3 && at[1] > at[2])
    {
      double swap = at[1];

      at[1] = at[2];
      at[2] = swap;
    }
  at[n] = 1;
  for (int i = 0; i < n; i++)
    {
      double from_x = x0 + (x1 - x0) * at[i], to_x = x0 + (x1 - x0) * at[i + 1];
      double from_y = i == 0 ? y0 : y0 + (y1 - y0) * at[i];
      double to_y = i == n - 1 ? y1 : y0 + (y1 - y0) * at[i + 1];

      if ((from_x + to_x) / 2 < width)
        add_inside (sink,
                    (float) CLAMP (from_x, 0, width),
                    (float) from_y,
                    (float) CLAMP (to_x, 0, width),
                    (float) to_y);
    }
}

static inline void
add_edge (const Sink *sink, double x0, double y0, double x1, double y1)
{
  double width = sink->cells->width, height = sink->cells->height;

  if ((y0 <= 0 && y1 <= 0) || (y0 >= height && y1 >= height) || (x0 >= width && x1 >= width))
    return;

  if (MIN (y0, y1) < 0 || MAX (y0, y1) > height)
    {
      double slope = (x1 - x0) / (y1 - y0);
      double from = CLAMP (y0, 0, height), to = CLAMP (y1, 0, height);
      double x = x0, y = y0;

      x0 = x + slope * (from - y);
      x1 = x + slope * (to - y);
      y0 = from;
      y1 = to;
    }
  if (MIN (x0, x1) < 0 || MAX (x0, x1) > width)
    add_across (sink, x0, y0, x1, y1);
  else
    add_inside (sink, (float) x0, (float) y0, (float) x1, (float) y1);
}

/**
 * zhihui_area_cells_add_lanes:
 * @spots: of a line, as many edges as there are spots but one
 * @weight: what one pixel gets that lies wholly at the right of an edge that goes down
 */
FLATTEN void
zhihui_area_cells_add_lanes (ZhihuiAreaCells  *self,
                             const ZhihuiSpot *spots,
                             guint             n_spots,
                             ZhihuiLanes       weight)
{
  Sink sink = { self, FALSE, weight };

  for (guint i = 1; i < n_spots; i++)
    add_edge (&sink, spots[i - 1].x, spots[i - 1].y, spots[i].x, spots[i].y);
}

FLATTEN void
zhihui_area_cells_add_single (ZhihuiAreaCells *self, const ZhihuiSpot *from, const ZhihuiSpot *to)
{
  Sink sink = { self, TRUE, { 0 } };

  add_edge (&sink, from->x, from->y, to->x, to->y);
}

/* Where regions lie over each other the sum is more than whole: it becomes their mean. Where a ring
 * crosses itself one side of the crossing is wound the other way, and is as much within. */
static inline guint32
make_pixel (ZhihuiLanes ink)
{
  guint32 red, green, blue, alpha;

  if (ink[3] < 0)
    ink = -ink;
  if (ink[3] > 255)
    ink *= 255 / ink[3];
  ink += 0.5f;
  alpha = (guint32) ink[3];
  red = MIN ((guint32) MAX (ink[0], 0), alpha);
  green = MIN ((guint32) MAX (ink[1], 0), alpha);
  blue = MIN ((guint32) MAX (ink[2], 0), alpha);
  return alpha << 24 | red << 16 | green << 8 | blue;
}

/* The next cell of the row from @from on that may not be zero, or the number of cells; it is no
 * longer marked then. */
static inline int
take_touched (ZhihuiAreaCells *self, int row, int from)
{
  guint64 *words = self->touched + (gsize) row * (gsize) self->n_words;

  for (int word = from / 64; word < self->n_words; word++)
    if (words[word] != 0)
      {
        int bit = __builtin_ctzll (words[word]);

        words[word] &= words[word] - 1;
        return word * 64 + bit;
      }
  return self->stride;
}

/**
 * zhihui_area_cells_fill_row:
 * @pixels: (out): premultiplied ARGB, as many as the block is wide
 *
 * Of lanes that are red, green, blue, alpha, premultiplied, 0…255.
 */
void
zhihui_area_cells_fill_row (ZhihuiAreaCells *self, int row, guint32 *pixels)
{
  ZhihuiLanes *cells = self->lanes + (gsize) row * (gsize) self->stride;
  ZhihuiLanes  sum = { 0 };
  guint32      pixel = 0;
  int          x = 0;

  while (x < self->stride)
    {
      int next = take_touched (self, row, x), end = MIN (next, self->width);

      for (; x < end; x++)
        pixels[x] = pixel;
      if (next < self->stride)
        {
          sum += cells[next];
          cells[next] = (ZhihuiLanes){ 0 };
          pixel = make_pixel (sum);
        }
      x = next;
    }
}

static inline gboolean
make_run (ZhihuiAreaRun *run, int from, int to, float first, float second)
{
  *run = (ZhihuiAreaRun){ from, to, CLAMP (first, 0, 1), CLAMP (second, 0, 1) };
  return to > from && (first >= ZHIHUI_AREA_LEAST || second >= ZHIHUI_AREA_LEAST);
}

/**
 * zhihui_area_cells_take_lanes:
 * @runs: (out): room for two more than the block is wide
 *
 * Of lanes whose first two are parts of pixels.
 *
 * Returns: how many runs there are, from left to right
 */
int
zhihui_area_cells_take_lanes (ZhihuiAreaCells *self, int row, ZhihuiAreaRun *runs)
{
  ZhihuiLanes *cells = self->lanes + (gsize) row * (gsize) self->stride;
  ZhihuiLanes  sum = { 0 };
  int          n = 0;

  for (int x = take_touched (self, row, 0); x < self->stride;)
    {
      int next = take_touched (self, row, x);

      sum += cells[x];
      cells[x] = (ZhihuiLanes){ 0 };
      n += make_run (&runs[n], x, MIN (next, self->width), fabsf (sum[0]), fabsf (sum[1]));
      x = next;
    }
  return n;
}

/**
 * zhihui_area_cells_take_single:
 * @runs: (out): room for two more than the block is wide
 *
 * Returns: how many runs there are, from left to right
 */
int
zhihui_area_cells_take_single (ZhihuiAreaCells *self, int row, ZhihuiAreaRun *runs)
{
  float *cells = self->single + (gsize) row * (gsize) self->stride;
  float  sum = 0;
  int    n = 0;

  for (int x = take_touched (self, row, 0); x < self->stride;)
    {
      int next = take_touched (self, row, x);

      sum += cells[x];
      cells[x] = 0;
      n += make_run (&runs[n], x, MIN (next, self->width), sum, 0);
      x = next;
    }
  return n;
}
