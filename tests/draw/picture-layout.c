/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "picture-layout.h"

#include "zhihui-panel-kinds.h"

static gboolean
overlaps (const ZhihuiItem *a, const ZhihuiItem *b)
{
  return a->kind == ZHIHUI_ITEM_TEXT && b->kind == ZHIHUI_ITEM_TEXT && a->x + 2 < b->x + b->width &&
         b->x + 2 < a->x + a->width && a->y + 2 < b->y + b->height && b->y + 2 < a->y + a->height;
}

/* Fails the test where text lies outside of its panel, or on other text. */
void
picture_layout_check (ZhihuiPicture *picture, const ZhihuiPlace *place)
{
  for (guint i = 0; i < zhihui_picture_get_n_items (picture); i++)
    {
      const ZhihuiItem *item = zhihui_picture_get_item (picture, i);
      /* Marks may reach a little beside the pen. */
      double   slack = item->kind == ZHIHUI_ITEM_TEXT ? 2 + 0.16 * item->font.size : 3;
      gboolean outside = item->kind == ZHIHUI_ITEM_TEXT &&
                         (item->x < -slack || item->x + item->width > place->width + slack ||
                          item->y < -slack || item->y + item->height > place->height + slack);

      if (outside)
        {
          g_test_message ("%s: %s “%s” %g,%g %g×%g",
                          zhihui_panel_get_title (place->panel),
                          item->key,
                          item->text,
                          item->x,
                          item->y,
                          item->width,
                          item->height);
          g_test_fail ();
        }
      for (guint j = 0; j < i; j++)
        if (overlaps (item, zhihui_picture_get_item (picture, j)) && item->font.hollow <= 0)
          {
            const ZhihuiItem *other = zhihui_picture_get_item (picture, j);
            double            up =
              MIN (item->y + item->height, other->y + other->height) - MAX (item->y, other->y);

            /* Stacked marks may touch the line above, not run into it. */
            if (up < 0.3 * MIN (item->font.size, other->font.size))
              continue;
            g_test_message ("%s: %s “%s” on %s “%s”",
                            zhihui_panel_get_title (place->panel),
                            item->key,
                            item->text,
                            other->key,
                            other->text);
            g_test_fail ();
          }
    }
}

char *
picture_layout_join_texts (ZhihuiPicture *picture)
{
  GString *all = g_string_new ("|");

  for (guint i = 0; i < zhihui_picture_get_n_items (picture); i++)
    {
      const ZhihuiItem *item = zhihui_picture_get_item (picture, i);

      if (item->kind == ZHIHUI_ITEM_TEXT)
        g_string_append_printf (all, "%s|", item->text);
    }
  return g_string_free (all, FALSE);
}
