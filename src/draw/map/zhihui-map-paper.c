/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-paper.h"

#include "zhihui-sketch.h"

/* Points a u: names of 8.4 pt, figures of 10.5 pt. */
#define UNIT 0.42

/**
 * zhihui_map_paper_draw:
 * @theme: of paper; must outlive the picture
 * @panel: what to show
 * @situation: what is known
 * @now_us: monotonic: decides how old it is
 * @width: points
 * @height: points
 *
 * Returns: (transfer full): head, map, legend, review number, time of the figures
 */
ZhihuiPicture *
zhihui_map_paper_draw (const ZhihuiTheme *theme,
                       ZhihuiMapPanel    *panel,
                       ZhihuiSituation   *situation,
                       gint64             now_us,
                       double             width,
                       double             height)
{
  const ZhihuiMoment moment = { .now_us = now_us, .page = 1, .n_pages = 1 };
  ZhihuiSketch       sketch = { .theme = theme,
                                .panel = ZHIHUI_PANEL_MAP,
                                .situation = situation,
                                .moment = &moment,
                                .u = UNIT,
                                .width = width / UNIT,
                                .height = height / UNIT };

  g_return_val_if_fail (theme != NULL && panel != NULL && situation != NULL, NULL);

  sketch.palette = zhihui_theme_get_palette (theme);
  sketch.zone = zhihui_situation_get_zone (situation);
  sketch.picture = zhihui_picture_new (theme, width, height);
  zhihui_panel_map_draw (&sketch, panel);
  return sketch.picture;
}
