/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-head-tabs.h"

#include <math.h>

#define TEXT 24
#define PADDING 16 /* u: left and right of the words of a tab */
#define HEIGHT 40

/* Returns its width. */
static double
draw_tab (ZhihuiSketch *sketch, const ZhihuiPeer *peer, double x, double y, double right)
{
  const ZhihuiPalette *palette = sketch->palette;
  gboolean             is_shown = g_strcmp0 (peer->id, zhihui_sketch_get_peer (sketch)) == 0;
  ZhihuiStyle          style =
    zhihui_sketch_style (TEXT, is_shown ? 700 : 400, is_shown ? palette->ground : palette->text3);
  g_autofree char *words = g_strdup_printf ("%s %u", peer->label, peer->n_units);
  g_autofree char *key = g_strdup_printf ("tab/%s", peer->id);
  g_autofree char *box = g_strdup_printf ("tab/%s/box", peer->id);
  double           width = zhihui_sketch_measure (sketch, words, &style) + 2 * PADDING;

  if (x + width > right)
    return 0;
  if (is_shown)
    {
      zhihui_marks_add_box (sketch->picture,
                            box,
                            round (x * sketch->u),
                            round ((sketch->height - HEIGHT) / 2 * sketch->u),
                            round (width * sketch->u),
                            round (HEIGHT * sketch->u),
                            4 * sketch->u,
                            0,
                            0,
                            palette->band);
      zhihui_sketch_speak (sketch, "%s", words);
    }
  zhihui_sketch_text (
    sketch, key, words, &style, x + PADDING, y, ZHIHUI_ALIGN_LEFT, width - PADDING);
  return width;
}

/**
 * zhihui_head_tabs_draw:
 * @x: u: where they begin
 * @y: u: middle of their words
 * @right: u: where they end at the latest; a tab without room is left out
 *
 * The peer groups of the boards with the number of their units, and which one is shown.
 *
 * Returns: where they end
 */
double
zhihui_head_tabs_draw (ZhihuiSketch *sketch, double x, double y, double right)
{
  ZhihuiMeta *meta =
    sketch->situation != NULL ? zhihui_situation_get_meta (sketch->situation) : NULL;

  for (guint i = 0; meta != NULL && i < meta->peers->len; i++)
    {
      double width = draw_tab (sketch, meta->peers->pdata[i], x, y, right);

      x += width > 0 ? width + 8 : 0;
    }
  return x;
}

/**
 * zhihui_head_tabs_draw_shown:
 * @x: u: where it begins
 * @y: u: middle of its words
 * @right: u: where it ends at the latest
 *
 * The peer group that is shown alone, where something else takes the room of the tabs.
 *
 * Returns: where it ends; without room that is 20 u before @x
 */
double
zhihui_head_tabs_draw_shown (ZhihuiSketch *sketch, double x, double y, double right)
{
  ZhihuiMeta *meta =
    sketch->situation != NULL ? zhihui_situation_get_meta (sketch->situation) : NULL;
  const ZhihuiPeer *peer =
    meta != NULL ? zhihui_peer_find (meta->peers, zhihui_sketch_get_peer (sketch)) : NULL;
  ZhihuiStyle style = zhihui_sketch_style (TEXT, 400, sketch->palette->text2);

  if (peer == NULL || x + zhihui_sketch_measure (sketch, peer->label, &style) > right)
    return x - 20;
  zhihui_sketch_speak (sketch, "%s", peer->label);
  return x + zhihui_sketch_text (
               sketch, "tab/shown", peer->label, &style, x, y, ZHIHUI_ALIGN_LEFT, right - x);
}
