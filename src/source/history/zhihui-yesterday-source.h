/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-history-recorder.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_YESTERDAY_SOURCE (zhihui_yesterday_source_get_type ())
G_DECLARE_FINAL_TYPE (
  ZhihuiYesterdaySource, zhihui_yesterday_source, ZHIHUI, YESTERDAY_SOURCE, GObject)

ZhihuiSource *zhihui_yesterday_source_new (ZhihuiSource *source, ZhihuiHistoryRecorder *recorder);

G_END_DECLS
