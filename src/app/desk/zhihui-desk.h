/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-desk-errands.h"
#include "zhihui-desk-settings.h"
#include "zhihui-map-settings.h"
#include "zhihui-map-view.h"
#include "zhihui-preferences.h"
#include "zhihui-selection.h"
#include "zhihui-source.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_DESK (zhihui_desk_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiDesk, zhihui_desk, ZHIHUI, DESK, GObject)

ZhihuiDesk         *zhihui_desk_new (ZhihuiSource *source);
ZhihuiDeskSettings *zhihui_desk_get_settings (ZhihuiDesk *self);
void                zhihui_desk_set_settings (ZhihuiDesk *self, ZhihuiDeskSettings *settings);
ZhihuiPreferences  *zhihui_desk_get_preferences (ZhihuiDesk *self);
void                zhihui_desk_set_preferences (ZhihuiDesk *self, ZhihuiPreferences *preferences);
guint               zhihui_desk_get_period (ZhihuiDesk *self);
void                zhihui_desk_set_period (ZhihuiDesk *self, guint period_s);
ZhihuiSource       *zhihui_desk_get_source (ZhihuiDesk *self);
ZhihuiSituation    *zhihui_desk_get_situation (ZhihuiDesk *self);
ZhihuiSelection    *zhihui_desk_get_selection (ZhihuiDesk *self);
const char         *zhihui_desk_get_unit (ZhihuiDesk *self);
void                zhihui_desk_set_unit (ZhihuiDesk *self, const char *unit);
gboolean            zhihui_desk_is_past (ZhihuiDesk *self);
gboolean            zhihui_desk_may (ZhihuiDesk *self, const char *scope);

ZhihuiDeskErrands *zhihui_desk_get_errands (ZhihuiDesk *self);
void               zhihui_desk_carry (ZhihuiDesk *self, ZhihuiDeskErrand *errand);
const char        *zhihui_desk_get_name (ZhihuiDesk *self);
void               zhihui_desk_set_name (ZhihuiDesk *self, const char *name);
char              *zhihui_desk_dup_hindrance (ZhihuiDesk *self, const char *const *scopes);

void zhihui_desk_ask (ZhihuiDesk *self);
void zhihui_desk_go (ZhihuiDesk *self, const char *page, GVariant *target);
void zhihui_desk_tell (ZhihuiDesk *self, const char *text);

ZhihuiMapSettings *zhihui_desk_get_map_settings (ZhihuiDesk *self);
void               zhihui_desk_set_map_settings (ZhihuiDesk *self, ZhihuiMapSettings *settings);
void               zhihui_desk_open_map (ZhihuiDesk *self, ZhihuiMapView *view);

G_END_DECLS
