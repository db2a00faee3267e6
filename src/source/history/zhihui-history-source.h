/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-source.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_HISTORY_SOURCE (zhihui_history_source_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiHistorySource, zhihui_history_source, ZHIHUI, HISTORY_SOURCE, GObject)

ZhihuiHistorySource *
zhihui_history_source_new (const char *path, const char *when, double speed, GError **error);

void   zhihui_history_source_seek (ZhihuiHistorySource *self, gint64 at);
void   zhihui_history_source_set_speed (ZhihuiHistorySource *self, double speed);
gint64 zhihui_history_source_get_position (ZhihuiHistorySource *self);
double zhihui_history_source_get_speed (ZhihuiHistorySource *self);

G_END_DECLS
