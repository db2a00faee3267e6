/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-counts.h"

#include "zhihui-format.h"
#include "zhihui-map-places.h"

/* Of the visual guide §7: never smaller than that, u. */
#define COUNT_SIZE 20.0

/* Half of the height of a figure of Inter, of its size. */
#define HALF_FIGURE 0.364

#define MAX_BOXES 1000

/* Numbers of things that one sign stands for, at its right. */
static void
add_places (ZhihuiPicture        *picture,
            const ZhihuiMapScene *scene,
            const ZhihuiViewport *viewport,
            double                x,
            double                y)
{
  const ZhihuiMapManner *manner = zhihui_map_scene_get_manner (scene);
  const ZhihuiFont       font = { .face = ZHIHUI_FACE_SANS,
                                  .size = ZHIHUI_PLACE_COUNT * manner->unit,
                                  .weight = manner->kept ? 400 : 600 };
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapPlaceMark));

  zhihui_map_scene_get_places (scene, viewport, places);
  for (guint i = 0; i < places->len; i++)
    {
      const ZhihuiMapPlaceMark *mark = &g_array_index (places, ZhihuiMapPlaceMark, i);
      g_autofree char          *key = g_strdup_printf (ZHIHUI_CLUSTER_ITEM "place/%u", i);
      g_autofree char          *text = zhihui_format_count_wall (mark->count);

      if (mark->count > 1)
        zhihui_picture_add_text (picture,
                                 key,
                                 text,
                                 &font,
                                 manner->kept ? manner->palette.text2 : manner->palette.text1,
                                 x + mark->x + mark->radius + ZHIHUI_PLACE_GAP * manner->unit,
                                 y + mark->y + HALF_FIGURE * font.size,
                                 ZHIHUI_ALIGN_LEFT,
                                 0);
    }
}

/**
 * zhihui_map_counts_add:
 * @picture: what is written above the scene
 * @x: px of @picture: where @viewport begins
 * @y: likewise
 *
 * Adds the numbers of the clusters that zhihui_map_scene_paint() paints in @viewport, each in the
 * middle of its circle, and of signs of places that stand for several things.
 */
void
zhihui_map_counts_add (ZhihuiPicture        *picture,
                       const ZhihuiMapScene *scene,
                       const ZhihuiViewport *viewport,
                       double                x,
                       double                y)
{
  const ZhihuiMapManner *manner = zhihui_map_scene_get_manner (scene);
  ZhihuiFont             font = { .face = ZHIHUI_FACE_SANS,
                                  .size = COUNT_SIZE * manner->unit,
                                  .weight = manner->kept ? 400 : 600 };
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapMark));

  add_places (picture, scene, viewport, x, y);
  zhihui_map_scene_get_marks (scene, viewport, marks);
  for (guint i = 0; i < marks->len; i++)
    {
      const ZhihuiMapMark *mark = &g_array_index (marks, ZhihuiMapMark, i);
      g_autofree char     *key = g_strdup_printf (ZHIHUI_CLUSTER_ITEM "%u", i);
      g_autofree char     *text = zhihui_format_count_wall (mark->count);

      zhihui_picture_add_text (picture,
                               key,
                               text,
                               &font,
                               manner->kept ? manner->palette.text2 : manner->palette.text1,
                               x + mark->x,
                               y + mark->y + HALF_FIGURE * font.size,
                               ZHIHUI_ALIGN_CENTRE,
                               0);
    }
}

/**
 * zhihui_map_counts_list_boxes:
 * @x: px: where @viewport begins
 * @y: likewise
 * @boxes: (element-type ZhihuiMapBox): where signs stand that names leave free is appended, px; of
 *   very many the first
 */
void
zhihui_map_counts_list_boxes (
  const ZhihuiMapScene *scene, const ZhihuiViewport *viewport, double x, double y, GArray *boxes)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapPlaceMark));
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (ZhihuiMapMark));

  zhihui_map_scene_get_marks (scene, viewport, marks);
  for (guint i = 0; i < marks->len; i++)
    {
      const ZhihuiMapMark *mark = &g_array_index (marks, ZhihuiMapMark, i);
      ZhihuiMapBox         box = {
                x + mark->x - mark->radius, y + mark->y - mark->radius, 2 * mark->radius, 2 * mark->radius
      };

      g_array_append_val (boxes, box);
    }
  zhihui_map_scene_get_places (scene, viewport, places);
  for (guint i = 0; i < MIN (places->len, MAX_BOXES); i++)
    {
      const ZhihuiMapPlaceMark *mark = &g_array_index (places, ZhihuiMapPlaceMark, i);
      ZhihuiMapBox              box = {
                     x + mark->x - mark->radius, y + mark->y - mark->radius, mark->width, 2 * mark->radius
      };

      if (!mark->is_gathered)
        g_array_append_val (boxes, box);
    }
}
