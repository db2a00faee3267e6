/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-funnel-plot.h"

#include "zhihui-board-rows.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "zhihui-format.h"
#include "zhihui-interval.h"

#define NOTE 20
#define LABELS 62 /* below the chart: figures of the axis and what it is */
#define EDGE 12
#define Z998 3.090232
#define N_STEPS 64
#define TICK_ROOM 110
#define NAME_ROOM 220

/* Small numbers would lie on each other: the square root parts them, and the limits become even. */
static double
place_x (const ZhihuiFunnelPlot *self, double n)
{
  return self->x + EDGE + (self->width - 2 * EDGE) * sqrt (n / self->most);
}

static double
place_y (const ZhihuiFunnelPlot *self, double rate)
{
  return self->top + self->height * (1 - CLAMP (zhihui_axis_place (&self->axis, rate), 0, 1));
}

/* ---- limits ---- */

/* p ± z·√(p(1−p)/n): just where Wilson's interval of n cases (E. B. Wilson 1927), by which a unit
 * is told to differ, ends at the rate of the peer group. */
static double
get_limit (const ZhihuiFunnelPlot *self, double n, double z)
{
  return self->reference + z * sqrt (self->reference * (1 - self->reference) / n);
}

static void
draw_limit (ZhihuiFunnelPlot *self, const char *key, double z, double dash)
{
  ZhihuiSketch *sketch = self->sketch;
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (double));
  double low = self->axis.low, high = zhihui_axis_get_high (&self->axis);

  for (guint i = 1; i <= N_STEPS; i++)
    {
      double n = self->most * ((double) i / N_STEPS) * ((double) i / N_STEPS);
      double rate = get_limit (self, n, z);
      double place[] = { place_x (self, n) * sketch->u, place_y (self, rate) * sketch->u };

      if (rate >= low && rate <= high)
        g_array_append_vals (points, place, 2);
    }
  if (points->len >= 4)
    zhihui_marks_add_path (sketch->picture,
                           key,
                           (const double *) (gconstpointer) points->data,
                           points->len / 2,
                           2 * sketch->u,
                           dash * sketch->u,
                           sketch->palette->ref);
}

static void
draw_limits (ZhihuiFunnelPlot *self)
{
  ZhihuiSketch *sketch = self->sketch;
  double        y = place_y (self, self->reference);

  draw_limit (self, "limit/95/high", ZHIHUI_Z95, 0);
  draw_limit (self, "limit/95/low", -ZHIHUI_Z95, 0);
  draw_limit (self, "limit/99.8/high", Z998, 7);
  draw_limit (self, "limit/99.8/low", -Z998, 7);
  zhihui_sketch_rect (sketch, "reference", self->x, y - 1, self->width, 2, sketch->palette->text3);
}

/* ---- units ---- */

/**
 * zhihui_funnel_plot_get_colour:
 *
 * Returns: attention for what is worse than by chance, good for what is better; of what is kept
 *   nothing is said
 */
ZhihuiRgba
zhihui_funnel_plot_get_colour (const ZhihuiFunnelPlot *self, const ZhihuiScore *score)
{
  const ZhihuiPalette *palette = self->sketch->palette;

  if (self->sketch->kept)
    return palette->hollow_small;
  return score->flag == ZHIHUI_FLAG_WORSE    ? palette->attention
         : score->flag == ZHIHUI_FLAG_BETTER ? palette->good
                                             : palette->text2;
}

static void
add_swarm (ZhihuiFunnelPlot  *self,
           const char        *key,
           ZhihuiSymbol       symbol,
           const ZhihuiScore *scores,
           guint              n,
           ZhihuiFlag         flag,
           double             size)
{
  ZhihuiSketch    *sketch = self->sketch;
  double           u = sketch->u;
  ZhihuiSymbolLook look = { .symbol = symbol, .hollow = sketch->kept, .halo = 1.5 * u };
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < n; i++)
    {
      double place[] = { place_x (self, (double) scores[i].n) * u,
                         place_y (self, scores[i].value) * u };

      if (scores[i].n <= 0 || scores[i].flag != flag)
        continue;
      look.colour = symbol == ZHIHUI_SYMBOL_RING ? sketch->palette->mute
                    : self->unit != NULL         ? sketch->palette->bar
                                                 : zhihui_funnel_plot_get_colour (self, &scores[i]);
      g_array_append_vals (points, place, 2);
    }
  if (points->len == 0)
    return;
  zhihui_marks_add_swarm (sketch->picture,
                          key,
                          &look,
                          (const double *) (gconstpointer) points->data,
                          points->len / 2,
                          self->x * u,
                          (self->top - EDGE) * u,
                          self->width * u,
                          (self->height + 2 * EDGE) * u,
                          size * u);
}

/* What differs lies on top. */
static void
draw_units (ZhihuiFunnelPlot *self)
{
  const ZhihuiRanking *ranking = self->ranking;
  guint                n = ranking->n_scores;

  for (ZhihuiFlag flag = ZHIHUI_FLAG_NONE; flag <= ZHIHUI_FLAG_WORSE; flag++)
    {
      g_autofree char *key = g_strdup_printf ("small/%d", (int) flag);

      add_swarm (
        self, key, ZHIHUI_SYMBOL_RING, ranking->unranked, ranking->n_unranked_sent, flag, 9);
    }
  if (self->unit != NULL)
    {
      add_swarm (self, "same", ZHIHUI_SYMBOL_DOT, ranking->scores, n, ZHIHUI_FLAG_NONE, 9);
      add_swarm (self, "better", ZHIHUI_SYMBOL_DOT, ranking->scores, n, ZHIHUI_FLAG_BETTER, 9);
      add_swarm (self, "worse", ZHIHUI_SYMBOL_DOT, ranking->scores, n, ZHIHUI_FLAG_WORSE, 9);
      return;
    }
  add_swarm (self, "same", ZHIHUI_SYMBOL_DOT, ranking->scores, n, ZHIHUI_FLAG_NONE, 10);
  add_swarm (self, "better", ZHIHUI_SYMBOL_UP, ranking->scores, n, ZHIHUI_FLAG_BETTER, 14);
  add_swarm (self, "worse", ZHIHUI_SYMBOL_DIAMOND, ranking->scores, n, ZHIHUI_FLAG_WORSE, 18);
}

/* The unit that it is about: its sign with its name, which goes to the side that has room. */
static void
draw_marked (ZhihuiFunnelPlot *self)
{
  ZhihuiSketch        *sketch = self->sketch;
  const ZhihuiPalette *palette = sketch->palette;
  const ZhihuiScore   *score =
    self->unit != NULL ? zhihui_ranking_find (self->ranking, self->unit) : NULL;
  ZhihuiStyle      style = zhihui_sketch_style (NOTE, 600, palette->text1);
  ZhihuiSymbolLook look = { .symbol = ZHIHUI_SYMBOL_DOT, .hollow = sketch->kept };
  double           x, y, middle;

  if (score == NULL || score->n <= 0)
    return;

  x = place_x (self, (double) score->n);
  y = place_y (self, score->value);
  look.halo = 2 * sketch->u;
  look.colour = zhihui_funnel_plot_get_colour (self, score);
  if (score->rank == 0)
    look.symbol = ZHIHUI_SYMBOL_RING;
  else if (score->flag == ZHIHUI_FLAG_WORSE)
    look.symbol = ZHIHUI_SYMBOL_DIAMOND;
  else if (score->flag == ZHIHUI_FLAG_BETTER)
    look.symbol = ZHIHUI_SYMBOL_UP;
  if (look.symbol == ZHIHUI_SYMBOL_DOT && !sketch->kept)
    look.colour = palette->text1;
  zhihui_marks_add_symbol (
    sketch->picture, "unit", &look, x * sketch->u, y * sketch->u, 20 * sketch->u);
  middle = self->x + self->width / 2;
  zhihui_sketch_text (sketch,
                      "unit/name",
                      score->unit->short_name,
                      &style,
                      x < middle ? x + 16 : x - 16,
                      y < self->top + 20 ? y + 20 : y - 18,
                      x < middle ? ZHIHUI_ALIGN_LEFT : ZHIHUI_ALIGN_RIGHT,
                      MIN (NAME_ROOM, self->width / 2));
}

/* ---- axes ---- */

static void
draw_ticks (ZhihuiFunnelPlot *self)
{
  static const double candidates[] = { 5,   10,  20,  50,  100, 200, 500, 1000, 2000, 5000, 1e4,
                                       2e4, 5e4, 1e5, 2e5, 5e5, 1e6, 2e6, 5e6,  1e7,  1e8 };
  ZhihuiSketch       *sketch = self->sketch;
  ZhihuiStyle         style = zhihui_sketch_style (NOTE, 400, sketch->palette->text3);
  double              last = self->x - TICK_ROOM / 2;
  double              y = self->top + self->height + 20;

  for (guint i = 0; i < G_N_ELEMENTS (candidates) && candidates[i] <= self->most; i++)
    {
      double           x = place_x (self, candidates[i]);
      g_autofree char *label = zhihui_format_count_wall ((gint64) candidates[i]);
      g_autofree char *key = g_strdup_printf ("tick/%u", i);
      g_autofree char *line_key = g_strdup_printf ("tick/%u/line", i);

      if (x - last < TICK_ROOM || x + 30 > self->x + self->width)
        continue;
      zhihui_sketch_text (sketch, key, label, &style, x, y, ZHIHUI_ALIGN_CENTRE, TICK_ROOM);
      zhihui_sketch_rect (
        sketch, line_key, x - 0.5, self->top + self->height, 1, 6, sketch->palette->line2);
      last = x;
    }
}

static double
draw_key_line (
  ZhihuiFunnelPlot *self, const char *key, const char *words, double dash, double x, double right)
{
  ZhihuiSketch    *sketch = self->sketch;
  ZhihuiStyle      style = zhihui_sketch_style (NOTE, 400, sketch->palette->text3);
  double           y = self->top + self->height + 47, u = sketch->u, width;
  g_autofree char *line_key = g_strdup_printf ("%s/line", key);

  if (x + 36 + zhihui_sketch_measure (sketch, words, &style) > right)
    return x;

  if (dash > 0)
    zhihui_marks_add_dashes (sketch->picture,
                             line_key,
                             x * u,
                             (y - 1) * u,
                             28 * u,
                             2 * u,
                             dash * u,
                             dash * u,
                             sketch->palette->ref);
  else
    zhihui_sketch_rect (sketch, line_key, x, y - 1, 28, 2, sketch->palette->ref);
  x += 36;
  width = zhihui_sketch_text (sketch, key, words, &style, x, y, ZHIHUI_ALIGN_LEFT, right - x);
  return x + width + 24;
}

/* What the lines are, below the chart at the left; at the right what lies along it. */
static void
draw_key (ZhihuiFunnelPlot *self)
{
  ZhihuiSketch    *sketch = self->sketch;
  ZhihuiStyle      style = zhihui_sketch_style (NOTE, 400, sketch->palette->text3);
  g_autofree char *whole = g_strdup_printf (
    _ ("%s, cases"), _ (zhihui_metric_get_traits (self->ranking->metric)->whole_label));
  g_autofree char *limits = g_strdup_printf ("99.8%% %s", _ ("control limits"));
  double           right = self->x + self->width, x;

  right -= zhihui_sketch_text (sketch,
                               "whole",
                               whole,
                               &style,
                               right,
                               self->top + self->height + 47,
                               ZHIHUI_ALIGN_RIGHT,
                               self->width) +
           12;
  x = draw_key_line (self, "key/95", "95%", 0, self->x, right);
  draw_key_line (self, "key/99.8", limits, 7, x, right);
}

/* ---- all of it ---- */

static double
find_most (const ZhihuiRanking *ranking)
{
  gint64 most = 1;

  for (guint i = 0; i < ranking->n_scores; i++)
    most = MAX (most, ranking->scores[i].n);
  for (guint i = 0; i < ranking->n_unranked_sent; i++)
    most = MAX (most, ranking->unranked[i].n);
  return (double) most;
}

/**
 * zhihui_funnel_plot_draw:
 * @top: of the chart, u
 * @right: its right end, u
 *
 * Draws the chart from there to the low end of the sketch; nothing where there is no room for one.
 * The ranking is of a rate, and somebody has a case.
 */
void
zhihui_funnel_plot_draw (ZhihuiFunnelPlot *self, double top, double right)
{
  ZhihuiSketch   *sketch = self->sketch;
  ZhihuiBoardAxis axis = zhihui_board_axis_choose (self->ranking);

  self->axis = (ZhihuiAxis){ axis.low, (axis.high - axis.low) / 2, 3, FALSE };
  self->reference = (double) self->ranking->total.k / (double) self->ranking->total.n;
  self->most = find_most (self->ranking);
  self->x = zhihui_axis_measure (&self->axis, sketch);
  self->width = right - self->x;
  self->top = top;
  self->height = sketch->height - top - LABELS;
  if (self->height < 80 || self->width < 200)
    return;

  zhihui_axis_draw (&self->axis, sketch, self->x, self->width, self->top, self->height);
  draw_limits (self);
  draw_units (self);
  draw_marked (self);
  draw_ticks (self);
  draw_key (self);
}
