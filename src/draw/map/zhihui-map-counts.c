/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-counts.h"

#include "zhihui-format.h"

/* Of the visual guide §7: never smaller than that, u. */
#define COUNT_SIZE 20.0

/* Half of the height of a figure of Inter, of its size. */
#define HALF_FIGURE 0.364

/**
 * zhihui_map_counts_add:
 * @picture: what is written above the scene
 * @x: px of @picture: where @viewport begins
 * @y: likewise
 *
 * Adds the numbers of the clusters that zhihui_map_scene_paint() paints in @viewport, each in the
 * middle of its circle.
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
