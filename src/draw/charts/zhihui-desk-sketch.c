/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-sketch.h"

#define U_PX 0.575 /* of the theme's unit: notes of 20 u have 11.5 px */

/**
 * zhihui_desk_sketch_make:
 * @picture: all of it is drawn on; borrowed
 * @zone: borrowed
 * @kept: what is shown is not of now
 *
 * Returns: a sketch without a panel: plots, axes and texts may be drawn on it, no heads
 */
ZhihuiSketch
zhihui_desk_sketch_make (ZhihuiPicture *picture, ZhihuiZone *zone, gboolean kept)
{
  const ZhihuiTheme *theme = zhihui_picture_get_theme (picture);
  double             u = U_PX * zhihui_theme_get_unit (theme);

  return (ZhihuiSketch){
    .picture = picture,
    .theme = theme,
    .palette = zhihui_theme_get_palette (theme),
    .zone = zone,
    .u = u,
    .width = zhihui_picture_get_width (picture) / u,
    .height = zhihui_picture_get_height (picture) / u,
    .state = ZHIHUI_STATE_FRESH,
    .shown = TRUE,
    .kept = kept,
    .as_of = ZHIHUI_NO_INSTANT,
  };
}
