/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-map-view.h"
#include "zhihui-mesh.h"
#include "zhihui-panel-deck.h"
#include "zhihui-panel-view.h"
#include "zhihui-wall-copy.h"
#include "zhihui-wall-page.h"
#include "zhihui-wall-shelf.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_WALL_VIEW (zhihui_wall_view_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiWallView, zhihui_wall_view, ZHIHUI, WALL_VIEW, GtkWidget)

GtkWidget       *zhihui_wall_view_new (void);
void             zhihui_wall_view_set_shelf (ZhihuiWallView *self, ZhihuiWallShelf *shelf);
ZhihuiWallShelf *zhihui_wall_view_get_shelf (ZhihuiWallView *self);
gboolean         zhihui_wall_view_set_page (ZhihuiWallView *self, const char *name, GError **error);
void             zhihui_wall_view_set_number (ZhihuiWallView *self, guint number, guint n_pages);
const char      *zhihui_wall_view_get_page (ZhihuiWallView *self);
void             zhihui_wall_view_hold (ZhihuiWallView *self, gboolean held);
gboolean         zhihui_wall_view_is_held (ZhihuiWallView *self);
void             zhihui_wall_view_set_unit (ZhihuiWallView *self, double unit);
void             zhihui_wall_view_set_animated (ZhihuiWallView *self, gboolean animated);
const char      *zhihui_wall_view_get_peer (ZhihuiWallView *self);
void             zhihui_wall_view_set_situation (ZhihuiWallView *self, ZhihuiSituation *situation);
void             zhihui_wall_view_set_mesh (ZhihuiWallView *self, ZhihuiMesh *mesh);
ZhihuiSituation *zhihui_wall_view_get_situation (ZhihuiWallView *self);
ZhihuiMapView   *zhihui_wall_view_move_map (ZhihuiWallView *self);
void             zhihui_wall_view_set_silence (ZhihuiWallView *self, ZhihuiSilence silence);
void             zhihui_wall_view_pass_time (ZhihuiWallView *self, gint64 now_us);
ZhihuiPanelDeck *zhihui_wall_view_get_deck (ZhihuiWallView *self);

void zhihui_wall_view_set_seams (ZhihuiWallView *self, const ZhihuiSeams *seams);
void zhihui_wall_view_set_map_settings (ZhihuiWallView *self, ZhihuiMapSettings *settings);
void zhihui_wall_view_copy (ZhihuiWallView *self, ZhihuiWallCopy *copy);

G_END_DECLS
