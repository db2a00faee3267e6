/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "zhihui-map-scene.h"

G_BEGIN_DECLS

/* Which regions stand out, the later ones above the earlier ones. */
typedef enum
{
  ZHIHUI_OUTLINE_HOVERED,
  ZHIHUI_OUTLINE_SELECTED,
  ZHIHUI_OUTLINE_FOCUSED,
  ZHIHUI_N_OUTLINES,
} ZhihuiOutlineKind;

#define ZHIHUI_TYPE_MAP_OUTLINES (zhihui_map_outlines_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiMapOutlines, zhihui_map_outlines, ZHIHUI, MAP_OUTLINES, ShumateLayer)

GtkWidget *zhihui_map_outlines_new (ShumateViewport *viewport);
void       zhihui_map_outlines_set_scene (ZhihuiMapOutlines *self, ZhihuiMapScene *scene);
void       zhihui_map_outlines_set (ZhihuiMapOutlines *self, ZhihuiOutlineKind kind, int region);
int        zhihui_map_outlines_get (ZhihuiMapOutlines *self, ZhihuiOutlineKind kind);

G_END_DECLS
