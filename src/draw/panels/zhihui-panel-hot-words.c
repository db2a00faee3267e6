/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-row-list.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "zhihui-format.h"

#define NOTE 20
#define LARGE 420       /* u: from here on words have bars */
#define SURGE_LEAST 100 /* cases: below, a doubling is chance */

static gboolean
is_surge (const ZhihuiHotWord *word)
{
  return word->count >= SURGE_LEAST && word->previous >= 0 && word->count >= 2 * word->previous;
}

/* ▲38%: to the seven days before. */
static void
draw_change (ZhihuiSketch *sketch, const ZhihuiHotWord *word, double y, double room)
{
  const ZhihuiPalette *palette = sketch->palette;
  ZhihuiStyle          style = zhihui_sketch_style (
    NOTE, 400, is_surge (word) && !sketch->kept ? palette->attention : palette->text3);
  g_autofree char *key = g_strdup_printf ("word/%s/change", word->word);
  g_autofree char *sign_key = g_strdup_printf ("word/%s/change/sign", word->word);
  g_autofree char *text = NULL;
  double           change, width;

  if (word->previous < 0)
    return;
  if (word->previous == 0)
    {
      zhihui_sketch_text (
        sketch, key, C_ ("rank change", "new"), &style, sketch->width, y, ZHIHUI_ALIGN_RIGHT, room);
      return;
    }
  change = (double) word->count / (double) word->previous - 1;
  text = zhihui_format_percent (fabs (change), 0);
  width =
    zhihui_sketch_text (sketch, key, text, &style, sketch->width, y, ZHIHUI_ALIGN_RIGHT, room - 20);
  if (word->count != word->previous && width > 0)
    zhihui_sketch_symbol (sketch,
                          sign_key,
                          change > 0 ? ZHIHUI_SYMBOL_UP : ZHIHUI_SYMBOL_DOWN,
                          sketch->width - width - 10.5,
                          y + 0.5,
                          16,
                          style.colour);
}

static void
draw_word (ZhihuiSketch *sketch, const ZhihuiHotWord *word, double y)
{
  const ZhihuiPalette *palette = sketch->palette;
  ZhihuiStyle          style =
    zhihui_sketch_style (24, 400, zhihui_sketch_choose (sketch, palette->text1, palette->text2));
  ZhihuiStyle count = zhihui_sketch_style (
    24, sketch->kept ? 400 : 600, zhihui_sketch_choose (sketch, palette->text1, palette->text2));
  g_autofree char *key = g_strdup_printf ("word/%s/word", word->word);
  g_autofree char *count_key = g_strdup_printf ("word/%s/count", word->word);
  g_autofree char *text = zhihui_format_count_wall (word->count);
  double           right = sketch->width - 92, width;

  width = zhihui_sketch_text (sketch, count_key, text, &count, right, y, ZHIHUI_ALIGN_RIGHT, 130);
  zhihui_sketch_text (sketch, key, word->word, &style, 0, y, ZHIHUI_ALIGN_LEFT, right - width - 14);
  draw_change (sketch, word, y + ZHIHUI_MIDDLE_TO_BASELINE * (24 - NOTE), 88);
  zhihui_sketch_speak (sketch, "%s %s", word->word, text);
}

static char *
make_change (const ZhihuiHotWord *word)
{
  if (word->previous < 0)
    return g_strdup ("—");
  if (word->previous == 0)
    return g_strdup (C_ ("rank change", "new"));
  return zhihui_format_change ((double) word->count / (double) word->previous - 1);
}

/* On a page of their own: with bars. */
static void
draw_large (ZhihuiSketch *sketch, const ZhihuiHotWords *words)
{
  g_autoptr (GPtrArray) rows = zhihui_row_list_new ();

  for (guint i = 0; i < words->items->len; i++)
    {
      const ZhihuiHotWord *word = words->items->pdata[i];
      ZhihuiListRow       *row = zhihui_row_list_add (rows, word->word, word->word);

      row->amount = (double) word->count;
      row->value = zhihui_format_count_wall (word->count);
      row->note = make_change (word);
      row->note_attention = is_surge (word);
    }
  zhihui_row_list_draw (sketch, rows, 56, zhihui_sketch_get_top (sketch));
}

void
zhihui_panel_hot_words_draw (ZhihuiSketch *sketch)
{
  const char     *descriptions[] = { _ ("7 days, to the 7 before"), _ ("7 days"), NULL };
  ZhihuiHotWords *words = zhihui_sketch_read (sketch, ZHIHUI_DATASET_HOT_WORDS, _ ("hot words"));
  double          pitch = sketch->height > 240 ? 36 : 31;
  double          top = sketch->height > 240 ? 64 : 62;

  zhihui_sketch_head (sketch, descriptions, NULL);
  zhihui_sketch_speak (sketch, "%s, %s", zhihui_sketch_get_title (sketch), descriptions[0]);
  if (zhihui_sketch_excuse (sketch))
    return;

  if (words->items->len == 0)
    zhihui_sketch_notice (sketch, _ ("No hot words in the last 7 days"), NULL, NULL);
  if (sketch->height >= LARGE)
    {
      draw_large (sketch, words);
      return;
    }
  for (guint i = 0; i < words->items->len; i++)
    {
      double y = top + pitch * i;

      if (y + 14 > sketch->height)
        break;
      draw_word (sketch, g_ptr_array_index (words->items, i), y);
    }
}
