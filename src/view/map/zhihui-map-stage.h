/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-view.h"
#include "zhihui-wall-page.h"

G_BEGIN_DECLS

/* The map of a page of the wall where it moves: a map widget over the body of the panel. */
typedef struct _ZhihuiMapStage ZhihuiMapStage;

ZhihuiMapStage *zhihui_map_stage_new (GtkWidget *wall, gboolean is_flying);
void            zhihui_map_stage_free (ZhihuiMapStage *self);
void            zhihui_map_stage_set_animated (ZhihuiMapStage *self, gboolean animated);
void            zhihui_map_stage_set_flying (ZhihuiMapStage *self, gboolean is_flying);
void            zhihui_map_stage_show (ZhihuiMapStage  *self,
                                       ZhihuiMapPanel  *panel,
                                       ZhihuiPicture   *picture,
                                       ZhihuiSituation *situation);
void            zhihui_map_stage_hide (ZhihuiMapStage *self);
void            zhihui_map_stage_place (ZhihuiMapStage *self, const graphene_point_t *corner);
ZhihuiMapView  *zhihui_map_stage_get_view (ZhihuiMapStage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiMapStage, zhihui_map_stage_free)

G_END_DECLS
