/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-board-graph.h"

#include <math.h>

#define BEYOND 2 /* u: how far what goes on reaches over the axis */
#define HALO 2.5 /* u: around a marker */
#define LEAST 4  /* u: less of a line beside a marker is a speck */

char *
zhihui_board_graph_make_key (const ZhihuiBoardRow *row, const char *part)
{
  return g_strdup_printf ("row/%s/%s", row->score->unit->id, part);
}

void
zhihui_board_graph_draw_bar (ZhihuiBoardSketch *self, const ZhihuiBoardRow *row, double y)
{
  ZhihuiSketch             *sketch = self->sketch;
  const ZhihuiBoardMetrics *metrics = &self->metrics;
  g_autofree char          *key = zhihui_board_graph_make_key (row, "bar");
  double                    share = self->most > 0 ? (double) row->score->n / self->most : 0;
  double                    width = MAX (share * (metrics->graph_width - 2), 1);

  if (sketch->kept)
    zhihui_marks_add_hatch (sketch->picture,
                            key,
                            round (metrics->graph_x * sketch->u),
                            round ((y - 6) * sketch->u),
                            round (width * sketch->u),
                            round (12 * sketch->u),
                            sketch->palette->mute,
                            sketch->palette->bar);
  else
    zhihui_sketch_rect (sketch, key, metrics->graph_x, y - 6, width, 12, sketch->palette->bar);
}

static double
get_marker_size (ZhihuiFlag flag)
{
  return flag == ZHIHUI_FLAG_WORSE ? 16.5 : flag == ZHIHUI_FLAG_BETTER ? 14 : 11.5;
}

static void
draw_marker (
  ZhihuiBoardSketch *self, const ZhihuiBoardRow *row, double x, double y, ZhihuiRgba colour)
{
  ZhihuiSketch    *sketch = self->sketch;
  g_autofree char *key = zhihui_board_graph_make_key (row, "marker");
  ZhihuiFlag       flag = row->score->flag;
  ZhihuiSymbolLook look = {
    .symbol = flag == ZHIHUI_FLAG_WORSE    ? ZHIHUI_SYMBOL_DIAMOND
              : flag == ZHIHUI_FLAG_BETTER ? ZHIHUI_SYMBOL_UP
                                           : ZHIHUI_SYMBOL_DOT,
    .hollow = sketch->kept,
    .halo = HALO * sketch->u,
    .colour = colour,
  };
  double size = get_marker_size (flag);

  if (sketch->kept)
    size += 1;
  zhihui_marks_add_symbol (
    sketch->picture, key, &look, x * sketch->u, y * sketch->u, size * sketch->u);
}

static void
draw_end (ZhihuiBoardSketch    *self,
          const ZhihuiBoardRow *row,
          gboolean              left,
          double                x,
          double                y,
          ZhihuiRgba            c)
{
  g_autofree char *key = zhihui_board_graph_make_key (row, left ? "left-end" : "right-end");

  zhihui_sketch_symbol (
    self->sketch, key, left ? ZHIHUI_SYMBOL_LEFT_END : ZHIHUI_SYMBOL_RIGHT_END, x, y, 11, c);
}

/* From @left to @right, but for what is all but hidden by the marker at @place. */
static void
draw_line (ZhihuiBoardSketch    *self,
           const ZhihuiBoardRow *row,
           double                left,
           double                right,
           double                place,
           double                y,
           ZhihuiRgba            colour)
{
  ZhihuiSketch    *sketch = self->sketch;
  g_autofree char *key = zhihui_board_graph_make_key (row, "interval");
  double           hidden = get_marker_size (row->score->flag) / 2 + HALO + LEAST;

  left = place - left < hidden ? place : left;
  right = right - place < hidden ? place : right;
  if (right <= left)
    return;
  if (sketch->kept)
    zhihui_marks_add_dashes (sketch->picture,
                             key,
                             left * sketch->u,
                             round ((y - 2) * sketch->u),
                             (right - left) * sketch->u,
                             round (4 * sketch->u),
                             4 * sketch->u,
                             4 * sketch->u,
                             colour);
  else
    zhihui_sketch_rect (sketch, key, left, y - 2, right - left, 4, colour);
}

/* The interval as a line with its marker; arrowheads where it goes on. */
void
zhihui_board_graph_draw_interval (ZhihuiBoardSketch *self, const ZhihuiBoardRow *row, double y)
{
  ZhihuiSketch        *sketch = self->sketch;
  const ZhihuiPalette *palette = sketch->palette;
  const ZhihuiScore   *score = row->score;
  double               from = self->metrics.graph_x + 6, span = self->metrics.graph_width - 12;
  double               low = zhihui_board_axis_place (&self->axis, score->low);
  double               high = zhihui_board_axis_place (&self->axis, score->high);
  double               value = zhihui_board_axis_place (&self->axis, score->value);
  ZhihuiRgba           line = score->flag == ZHIHUI_FLAG_WORSE    ? palette->attention
                              : score->flag == ZHIHUI_FLAG_BETTER ? palette->good
                                                                  : palette->mute;
  ZhihuiRgba           marker = score->flag == ZHIHUI_FLAG_NONE ? palette->text1 : line;
  double               left, right, place;

  if (isnan (value) || isnan (low) || isnan (high))
    return;

  line = zhihui_sketch_choose (sketch, line, palette->mute);
  marker = zhihui_sketch_choose (sketch, marker, palette->hollow_small);
  place = from + CLAMP (value, 0, 1) * span;
  left = low < 0 ? from - BEYOND : from + MIN (low, 1) * span;
  right = high > 1 ? from + span + BEYOND : from + MAX (high, 0) * span;
  draw_line (self, row, left, right, place, y, line);
  if (low < -1e-6)
    draw_end (self, row, TRUE, from - 3, y, line);
  if (high > 1 + 1e-6)
    draw_end (self, row, FALSE, from + span + 3, y, line);
  draw_marker (self, row, place, y, marker);
}

void
zhihui_board_graph_draw_reference (ZhihuiBoardSketch *self,
                                   const char        *key,
                                   double             top,
                                   double             height)
{
  ZhihuiRanking *ranking = self->ranking;
  double         place;

  if (self->is_count || ranking->total.n <= 0)
    return;
  place =
    zhihui_board_axis_place (&self->axis, (double) ranking->total.k / (double) ranking->total.n);
  if (place < 0 || place > 1)
    return;
  zhihui_sketch_rect (self->sketch,
                      key,
                      self->metrics.graph_x + 6 + place * (self->metrics.graph_width - 12) - 1,
                      top,
                      2,
                      height,
                      self->sketch->palette->ref);
}
