/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-axis.h"
#include "zhihui-board-rows.h"
#include "zhihui-board-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "zhihui-format.h"
#include "zhihui-interval.h"

#define NOTE 20
#define TOP 74
#define LABELS 62 /* below the chart: figures of the axis and what it is */
#define LIST 380  /* u: the units that differ */
#define LIST_FROM 860
#define ROW 46
#define EDGE 12
#define Z998 3.090232
#define N_STEPS 64
#define TICK_ROOM 110

/* A funnel under way; lives on the stack. */
typedef struct
{
  ZhihuiSketch  *sketch;
  ZhihuiRanking *ranking;
  ZhihuiAxis     axis;
  double         reference;   /* rate of the peer group */
  double         most;        /* cases: the right end */
  double         x, width;    /* of the chart, u */
  double         top, height; /* u */
} Funnel;

/* Small numbers would lie on each other: the square root parts them, and the limits become even. */
static double
place_x (const Funnel *self, double n)
{
  return self->x + EDGE + (self->width - 2 * EDGE) * sqrt (n / self->most);
}

static double
place_y (const Funnel *self, double rate)
{
  return self->top + self->height * (1 - CLAMP (zhihui_axis_place (&self->axis, rate), 0, 1));
}

/* ---- limits ---- */

/* p ± z·√(p(1−p)/n): just where Wilson's interval of n cases (E. B. Wilson 1927), by which a unit
 * is told to differ, ends at the rate of the peer group. */
static double
get_limit (const Funnel *self, double n, double z)
{
  return self->reference + z * sqrt (self->reference * (1 - self->reference) / n);
}

static void
draw_limit (Funnel *self, const char *key, double z, double dash)
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
draw_limits (Funnel *self)
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

static ZhihuiRgba
get_colour (const Funnel *self, const ZhihuiScore *score)
{
  const ZhihuiPalette *palette = self->sketch->palette;

  if (self->sketch->kept)
    return palette->hollow_small;
  return score->flag == ZHIHUI_FLAG_WORSE    ? palette->attention
         : score->flag == ZHIHUI_FLAG_BETTER ? palette->good
                                             : palette->text2;
}

static void
add_swarm (Funnel            *self,
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
      look.colour =
        symbol == ZHIHUI_SYMBOL_RING ? sketch->palette->mute : get_colour (self, &scores[i]);
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
draw_units (Funnel *self)
{
  const ZhihuiRanking *ranking = self->ranking;
  guint                n = ranking->n_scores;

  for (ZhihuiFlag flag = ZHIHUI_FLAG_NONE; flag <= ZHIHUI_FLAG_WORSE; flag++)
    {
      g_autofree char *key = g_strdup_printf ("small/%d", (int) flag);

      add_swarm (
        self, key, ZHIHUI_SYMBOL_RING, ranking->unranked, ranking->n_unranked_sent, flag, 9);
    }
  add_swarm (self, "same", ZHIHUI_SYMBOL_DOT, ranking->scores, n, ZHIHUI_FLAG_NONE, 10);
  add_swarm (self, "better", ZHIHUI_SYMBOL_UP, ranking->scores, n, ZHIHUI_FLAG_BETTER, 14);
  add_swarm (self, "worse", ZHIHUI_SYMBOL_DIAMOND, ranking->scores, n, ZHIHUI_FLAG_WORSE, 18);
}

/* ---- axes ---- */

static void
draw_ticks (Funnel *self)
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
  Funnel *self, const char *key, const char *words, double dash, double x, double right)
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
draw_key (Funnel *self)
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

/* ---- who differs ---- */

static int
compare_worst (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const ZhihuiScore *const *one = a, *const *other = b;
  int          order = zhihui_fraction_compare ((*one)->k, (*one)->n, (*other)->k, (*other)->n);
  ZhihuiBetter better = *(const ZhihuiBetter *) user_data;

  if (order == 0)
    return g_strcmp0 ((*one)->unit->id, (*other)->unit->id);
  return better == ZHIHUI_BETTER_HIGH ? order : -order;
}

/* (transfer container) (element-type ZhihuiScore): the worst first */
static GPtrArray *
list_flagged (const ZhihuiRanking *ranking, ZhihuiFlag flag)
{
  ZhihuiBetter better = zhihui_metric_get_traits (ranking->metric)->better;
  GPtrArray   *list = g_ptr_array_new ();

  for (guint i = 0; i < ranking->n_scores; i++)
    if (ranking->scores[i].flag == flag)
      g_ptr_array_add (list, (gpointer) &ranking->scores[i]);
  g_ptr_array_sort_with_data (list, compare_worst, &better);
  return list;
}

static void
draw_row (Funnel *self, const ZhihuiScore *score, double x, double y)
{
  ZhihuiSketch    *sketch = self->sketch;
  ZhihuiRgba       colour = get_colour (self, score);
  ZhihuiStyle      name = zhihui_sketch_style (26, 400, sketch->palette->text1);
  ZhihuiStyle      value = zhihui_sketch_style (30, 600, colour);
  ZhihuiStyle      note = zhihui_sketch_style (NOTE, 400, sketch->palette->text3);
  g_autofree char *rate = zhihui_format_rate (score->k, score->n);
  g_autofree char *part = zhihui_format_fraction (score->k, score->n);
  g_autofree char *key = g_strdup_printf ("row/%s", score->unit->id);
  g_autofree char *sign_key = g_strdup_printf ("row/%s/sign", score->unit->id);
  g_autofree char *value_key = g_strdup_printf ("row/%s/value", score->unit->id);
  g_autofree char *part_key = g_strdup_printf ("row/%s/part", score->unit->id);
  double           right = sketch->width;
  ZhihuiSymbolLook look = { .symbol = ZHIHUI_SYMBOL_DIAMOND,
                            .hollow = sketch->kept,
                            .colour = colour };

  value.hollow = sketch->kept;
  zhihui_marks_add_symbol (
    sketch->picture, sign_key, &look, (x + 9) * sketch->u, y * sketch->u, 18 * sketch->u);
  right -= MAX (zhihui_sketch_text (
                  sketch, part_key, part, &note, right, y + 3.6, ZHIHUI_ALIGN_RIGHT, 130),
                92) +
           12;
  right -=
    zhihui_sketch_text (sketch, value_key, rate, &value, right, y, ZHIHUI_ALIGN_RIGHT, 140) + 12;
  zhihui_sketch_text (
    sketch, key, score->unit->short_name, &name, x + 28, y, ZHIHUI_ALIGN_LEFT, right - x - 28);
  zhihui_sketch_speak (sketch, "%s %s, %s", score->unit->short_name, rate, part);
}

static void
draw_list (Funnel *self, double x)
{
  ZhihuiSketch *sketch = self->sketch;
  g_autoptr (GPtrArray) worse = list_flagged (self->ranking, ZHIHUI_FLAG_WORSE);
  g_autoptr (GPtrArray) better = list_flagged (self->ranking, ZHIHUI_FLAG_BETTER);
  ZhihuiStyle      head = zhihui_sketch_style (24, 400, sketch->palette->text2);
  ZhihuiStyle      note = zhihui_sketch_style (NOTE, 400, sketch->palette->text3);
  guint            n_fit = (guint) MAX ((sketch->height - TOP - 40 - 74) / ROW, 0);
  guint            n_small = self->ranking->n_unranked;
  double           y = TOP + 14;
  g_autofree char *words = g_strdup_printf (
    ngettext ("%u worse than by chance", "%u worse than by chance", worse->len), worse->len);
  g_autofree char *good = g_strdup_printf (
    ngettext ("%u better than by chance", "%u better than by chance", better->len), better->len);
  g_autofree char *small = g_strdup_printf (
    ngettext ("%u has too few to rank", "%u have too few to rank", n_small), n_small);

  zhihui_sketch_text (
    sketch, "worse/words", words, &head, x, y, ZHIHUI_ALIGN_LEFT, sketch->width - x);
  zhihui_sketch_speak (sketch, "%s", words);
  y += ROW;
  for (guint i = 0; i < worse->len && i < n_fit; i++, y += ROW)
    draw_row (self, worse->pdata[i], x, y);

  y = sketch->height - 46;
  zhihui_sketch_symbol (
    sketch,
    "better/sign",
    ZHIHUI_SYMBOL_UP,
    x + 9,
    y,
    14,
    zhihui_sketch_choose (sketch, sketch->palette->good, sketch->palette->text2));
  zhihui_sketch_text (
    sketch, "better/words", good, &note, x + 28, y, ZHIHUI_ALIGN_LEFT, sketch->width - x - 28);
  zhihui_sketch_symbol (
    sketch, "small/sign", ZHIHUI_SYMBOL_RING, x + 9, y + 30, 12, sketch->palette->mute);
  zhihui_sketch_text (
    sketch, "small/words", small, &note, x + 28, y + 30, ZHIHUI_ALIGN_LEFT, sketch->width - x - 28);
  zhihui_sketch_speak (sketch, "%s, %s", good, small);
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

static void
draw_chart (Funnel *self)
{
  ZhihuiSketch   *sketch = self->sketch;
  ZhihuiBoardAxis axis = zhihui_board_axis_choose (self->ranking);
  double          right = sketch->width;

  if (sketch->width >= LIST_FROM)
    right -= LIST + 40;
  self->axis = (ZhihuiAxis){ axis.low, (axis.high - axis.low) / 2, 3, FALSE };
  self->reference = (double) self->ranking->total.k / (double) self->ranking->total.n;
  self->most = find_most (self->ranking);
  self->x = zhihui_axis_measure (&self->axis, sketch);
  self->width = right - self->x;
  self->top = TOP;
  self->height = sketch->height - TOP - LABELS;
  if (self->height < 80 || self->width < 200)
    return;

  zhihui_axis_draw (&self->axis, sketch, self->x, self->width, self->top, self->height);
  draw_limits (self);
  draw_units (self);
  draw_ticks (self);
  draw_key (self);
  if (right < sketch->width)
    draw_list (self, right + 40);
}

static void
draw_head (ZhihuiSketch *sketch, ZhihuiRanking *ranking)
{
  ZhihuiMeta *meta = zhihui_situation_get_meta (sketch->situation);
  g_autoptr (GPtrArray) texts = zhihui_board_words_make_descriptions (ranking, meta, 0, FALSE);
  g_autofree char *base = zhihui_board_words_make_base (ranking, FALSE);

  zhihui_sketch_head (sketch, (const char *const *) texts->pdata, base);
  zhihui_sketch_speak (
    sketch, "%s, %s, %s", zhihui_sketch_get_title (sketch), (const char *) texts->pdata[0], base);
}

/**
 * zhihui_panel_funnel_draw:
 *
 * Each unit by how many cases it had and its rate, with the limits within which chance alone puts
 * 95 % and 99.8 % of them: is a unit different, or only small?
 */
void
zhihui_panel_funnel_draw (ZhihuiSketch *sketch)
{
  ZhihuiBoard board = zhihui_sketch_get_board (sketch);
  const char *peer = zhihui_sketch_get_peer (sketch);
  Funnel      self = { .sketch = sketch };

  self.ranking = zhihui_sketch_judge_board (sketch, board, peer);
  sketch->title = zhihui_sketch_get_metric_title (sketch);
  if (self.ranking == NULL)
    {
      zhihui_sketch_head (sketch, NULL, NULL);
      zhihui_sketch_excuse (sketch);
      return;
    }

  draw_head (sketch, self.ranking);
  if (zhihui_metric_get_traits (self.ranking->metric)->is_count)
    zhihui_sketch_notice (sketch, _ ("A count has no limits of chance"), NULL, NULL);
  else if (self.ranking->total.n <= 0)
    zhihui_sketch_notice (sketch,
                          _ ("Nothing was counted in this time"),
                          _ ("0 is what was read, not a failure to read"),
                          NULL);
  else
    draw_chart (&self);
}
