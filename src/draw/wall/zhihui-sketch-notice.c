/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-sketch.h"

#include <string.h>

#define FIRST 24 /* u */
#define NOTE 20
#define PITCH 30
#define TOP 74 /* middle of the first line */

/* Words of Latin letters and figures stay whole. */
static gboolean
may_break_before (const char *at)
{
  gunichar before = g_utf8_get_char (g_utf8_prev_char (at)), after = g_utf8_get_char (at);

  return before == ' ' || (g_unichar_iswide (before) && g_unichar_iswide (after));
}

/* How many bytes of @words have room in a line; at least one part of it. */
static gsize
find_end (ZhihuiSketch *self, const char *words, const ZhihuiStyle *style)
{
  gsize end = strlen (words), best = end;

  for (const char *at = words; *at != '\0'; at = g_utf8_next_char (at))
    {
      g_autofree char *part = NULL;

      if (at == words || !may_break_before (at))
        continue;
      part = g_strchomp (g_strndup (words, (gsize) (at - words)));
      if (best < end && zhihui_sketch_measure (self, part, style) > self->width)
        break;
      best = (gsize) (at - words);
    }
  return best;
}

/* Smaller where it is too wide, then in two lines. Returns where the next line is. */
static double
draw_line (ZhihuiSketch *self, const char *key, const char *words, ZhihuiStyle style, double y)
{
  g_autofree char *first = NULL;
  g_autofree char *rest_key = g_strconcat (key, "/rest", NULL);
  gsize            end;

  if (words == NULL)
    return y;
  zhihui_sketch_shrink (self, words, &style, self->width);
  if (zhihui_sketch_measure (self, words, &style) <= self->width)
    {
      zhihui_sketch_text (self, key, words, &style, 0, y, ZHIHUI_ALIGN_LEFT, self->width);
      return y + PITCH;
    }
  end = find_end (self, words, &style);
  first = g_strchomp (g_strndup (words, end));
  zhihui_sketch_text (self, key, first, &style, 0, y, ZHIHUI_ALIGN_LEFT, self->width);
  if (words[end] == '\0')
    return y + PITCH;
  y += PITCH - 2;
  zhihui_sketch_text (self, rest_key, words + end, &style, 0, y, ZHIHUI_ALIGN_LEFT, self->width);
  return y + PITCH;
}

/**
 * zhihui_sketch_notice:
 * @second: (nullable): smaller
 * @third: (nullable): likewise
 *
 * Stands instead of content.
 */
void
zhihui_sketch_notice (ZhihuiSketch *self, const char *first, const char *second, const char *third)
{
  ZhihuiStyle large = zhihui_sketch_style (FIRST, 400, self->palette->text2);
  ZhihuiStyle small = zhihui_sketch_style (NOTE, 400, self->palette->text3);
  double      y = draw_line (self, "notice", first, large, TOP) + 3;

  y = draw_line (self, "notice/2", second, small, y);
  draw_line (self, "notice/3", third, small, y);
  zhihui_sketch_speak (self, "%s", first);
}
