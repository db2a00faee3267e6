/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-calendar-settings.h"
#include "zhihui-source.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_CALENDAR_SOURCE (zhihui_calendar_source_get_type ())
G_DECLARE_FINAL_TYPE (
  ZhihuiCalendarSource, zhihui_calendar_source, ZHIHUI, CALENDAR_SOURCE, GObject)

ZhihuiSource *zhihui_calendar_source_new (ZhihuiSource                 *source,
                                          const ZhihuiCalendarSettings *settings,
                                          const char                   *cache_dir,
                                          GError                      **error);

G_END_DECLS
