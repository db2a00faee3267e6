/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-settings.h"
#include "zhihui-map-view.h"
#include "zhihui-selection.h"
#include "zhihui-source.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_DESK (zhihui_desk_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiDesk, zhihui_desk, ZHIHUI, DESK, GObject)

ZhihuiDesk      *zhihui_desk_new (ZhihuiSource *source);
ZhihuiSource    *zhihui_desk_get_source (ZhihuiDesk *self);
ZhihuiSituation *zhihui_desk_get_situation (ZhihuiDesk *self);
ZhihuiSelection *zhihui_desk_get_selection (ZhihuiDesk *self);
gboolean         zhihui_desk_may (ZhihuiDesk *self, const char *scope);

void zhihui_desk_ask (ZhihuiDesk *self);
void zhihui_desk_go (ZhihuiDesk *self, const char *page, GVariant *target);
void zhihui_desk_tell (ZhihuiDesk *self, const char *text);

ZhihuiMapSettings *zhihui_desk_get_map_settings (ZhihuiDesk *self);
void               zhihui_desk_set_map_settings (ZhihuiDesk *self, ZhihuiMapSettings *settings);
void               zhihui_desk_open_map (ZhihuiDesk *self, ZhihuiMapView *view);

G_END_DECLS
