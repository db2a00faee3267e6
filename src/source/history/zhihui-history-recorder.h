/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-history-writer.h"
#include "zhihui-source.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_HISTORY_RECORDER (zhihui_history_recorder_get_type ())
G_DECLARE_FINAL_TYPE (
  ZhihuiHistoryRecorder, zhihui_history_recorder, ZHIHUI, HISTORY_RECORDER, GObject)

ZhihuiHistoryRecorder *zhihui_history_recorder_new (ZhihuiSource              *source,
                                                    const char                *folder,
                                                    ZhihuiKeepFor              keep_for,
                                                    const ZhihuiHistoryLimits *limits);
void                   zhihui_history_recorder_flush (ZhihuiHistoryRecorder *self);
void                   zhihui_history_recorder_stop (ZhihuiHistoryRecorder *self);
const char            *zhihui_history_recorder_get_path (ZhihuiHistoryRecorder *self);

G_END_DECLS
