/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-board-words.h"
#include "zhihui-funnel-plot.h"

#include <glib/gi18n-lib.h>

#include "zhihui-format.h"

#define NOTE 20
#define TOP 74
#define LIST 380 /* u: the units that differ */
#define LIST_FROM 860
#define ROW 46

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
draw_row (ZhihuiFunnelPlot *self, const ZhihuiScore *score, double x, double y)
{
  ZhihuiSketch    *sketch = self->sketch;
  ZhihuiRgba       colour = zhihui_funnel_plot_get_colour (self, score);
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
draw_list (ZhihuiFunnelPlot *self, double x)
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

static void
draw_chart (ZhihuiFunnelPlot *self)
{
  double right = self->sketch->width;

  if (right >= LIST_FROM)
    right -= LIST + 40;
  zhihui_funnel_plot_draw (self, TOP, right);
  if (right < self->sketch->width && self->height >= 80)
    draw_list (self, right + 40);
}

static void
draw_head (ZhihuiSketch *sketch, ZhihuiRanking *ranking)
{
  ZhihuiMeta *meta = zhihui_situation_get_meta (sketch->situation);
  g_autoptr (GPtrArray) texts =
    zhihui_board_words_make_descriptions (ranking, meta, 0, FALSE, FALSE);
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
  const ZhihuiBoardKey key = zhihui_sketch_get_board_key (sketch);
  ZhihuiFunnelPlot     self = { .sketch = sketch };

  self.ranking = zhihui_sketch_judge_board (sketch, &key);
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
