/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-source.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_HISTORY_SOURCE (zhihui_history_source_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiHistorySource, zhihui_history_source, ZHIHUI, HISTORY_SOURCE, GObject)

ZhihuiHistorySource *
zhihui_history_source_new (const char *path, const char *when, double speed, GError **error);

G_END_DECLS
