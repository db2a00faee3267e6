/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-board-last-line.h"

#include <glib/gi18n-lib.h>

#include "zhihui-board-words.h"
#include "zhihui-format.h"

#define NOTE 20

/* How many share a row that had no room to say it, at the right. Returns the room at its left. */
static double
draw_untold (ZhihuiBoardSketch *self, double y)
{
  ZhihuiSketch    *sketch = self->sketch;
  ZhihuiStyle      style = zhihui_sketch_style (NOTE, 400, sketch->palette->text3);
  g_autofree char *text = NULL;

  if (self->untold == NULL)
    return sketch->width;
  text = g_strdup_printf (ngettext ("%u unit ties", "%u units tie", self->untold->n_tied),
                          self->untold->n_tied);
  zhihui_sketch_speak (sketch, "%s", text);
  return sketch->width - 10 -
         zhihui_sketch_text (
           sketch, "untold", text, &style, sketch->width, y, ZHIHUI_ALIGN_RIGHT, sketch->width);
}

static char *
make_unranked_count (ZhihuiRanking *ranking)
{
  return g_strdup_printf (ngettext ("%u unit", "%u units", ranking->n_unranked),
                          ranking->n_unranked);
}

/* One of them by name, when it is sent. */
static char *
make_unranked (ZhihuiRanking *ranking)
{
  const ZhihuiScore *first = ranking->n_unranked_sent > 0 ? &ranking->unranked[0] : NULL;
  g_autofree char   *text = NULL;

  if (first == NULL)
    return make_unranked_count (ranking);
  text = zhihui_format_fraction (first->k, first->n);
  if (ranking->n_unranked == 1)
    return g_strdup_printf ("%s %s", first->unit->short_name, text);
  return g_strdup_printf (
    ngettext ("%1$s %2$s of %3$u unit", "%1$s %2$s and others, %3$u units", ranking->n_unranked),
    first->unit->short_name,
    text,
    ranking->n_unranked);
}

static void
draw_unranked (ZhihuiBoardSketch *self, double from, double y, double room)
{
  ZhihuiSketch        *sketch = self->sketch;
  const ZhihuiPalette *palette = sketch->palette;
  ZhihuiRanking       *ranking = self->ranking;
  ZhihuiStyle          style = zhihui_sketch_style (NOTE, 400, palette->text2);
  ZhihuiStyle          note = zhihui_sketch_style (NOTE, 400, palette->text3);
  g_autofree char     *part = NULL;
  double               x = from + 27;

  if (ranking->n_unranked == 0)
    return;
  zhihui_sketch_symbol (
    sketch, "unranked/sign", ZHIHUI_SYMBOL_BROKEN, from + 9, y, 18, palette->text3);
  x += zhihui_sketch_text (
    sketch, "unranked", _ ("too few to rank"), &style, x, y, ZHIHUI_ALIGN_LEFT, room - x);
  part = from > 0 ? make_unranked_count (ranking) : make_unranked (ranking);
  zhihui_sketch_speak (sketch, "%s %s", _ ("too few to rank"), part);
  /* How many stands last and would be cut. */
  if (zhihui_sketch_measure (sketch, part, &note) > room - x - 12)
    {
      g_free (part);
      part = make_unranked_count (ranking);
    }
  zhihui_sketch_text (
    sketch, "unranked/units", part, &note, x + 12, y, ZHIHUI_ALIGN_LEFT, MAX (room - x - 12, 1));
}

static void
draw_sum (ZhihuiBoardSketch *self, double from, double y, double room)
{
  ZhihuiSketch *sketch = self->sketch;
  ZhihuiStyle   style = zhihui_sketch_style (NOTE, 400, sketch->palette->text3);
  g_autoptr (GPtrArray) sums =
    zhihui_board_words_make_sums (self->ranking, zhihui_situation_get_meta (sketch->situation));
  guint chosen = sketch->tall ? sums->len - 1 : 0;

  while (chosen + 1 < sums->len &&
         zhihui_sketch_measure (sketch, g_ptr_array_index (sums, chosen), &style) > room - from)
    chosen++;
  /* Whole or not at all. */
  if (zhihui_sketch_measure (sketch, g_ptr_array_index (sums, chosen), &style) <= room - from)
    zhihui_sketch_text (sketch,
                        "sum",
                        g_ptr_array_index (sums, chosen),
                        &style,
                        from,
                        y,
                        ZHIHUI_ALIGN_LEFT,
                        room - from);
  zhihui_sketch_speak (sketch, "%s", (const char *) g_ptr_array_index (sums, chosen));
}

/* "17–28 / 28": which ranks of how many. Returns where what follows begins. */
static double
draw_run (ZhihuiBoardSketch *self, const GArray *rows, double y)
{
  ZhihuiSketch    *sketch = self->sketch;
  ZhihuiStyle      style = zhihui_sketch_style (NOTE, 400, sketch->palette->text2);
  guint            first = g_array_index (rows, ZhihuiBoardRow, 0).score->rank;
  guint            last = g_array_index (rows, ZhihuiBoardRow, rows->len - 1).score->rank;
  g_autofree char *text = g_strdup_printf ("%u–%u / %u", first, last, self->ranking->n_ranked);

  zhihui_sketch_speak (sketch, "%s", text);
  return 20 +
         zhihui_sketch_text (sketch, "run", text, &style, 0, y, ZHIHUI_ALIGN_LEFT, sketch->width);
}

/**
 * zhihui_board_last_line_draw:
 * @y: u: its middle
 * @run: (nullable) (element-type ZhihuiBoardRow): rows that are some of all, without a gap
 *
 * What stands below the rows: who is not ranked, of a count what all come to.
 */
void
zhihui_board_last_line_draw (ZhihuiBoardSketch *self, double y, const GArray *run)
{
  double room = draw_untold (self, y);
  double from = run != NULL && run->len > 0 ? draw_run (self, run, y) : 0;

  if (self->is_count)
    draw_sum (self, from, y, room);
  else
    draw_unranked (self, from, y, room);
}
