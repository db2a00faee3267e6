/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-alarm.h"
#include "zhihui-silence.h"
#include "zhihui-voice.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_HERALD (zhihui_herald_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiHerald, zhihui_herald, ZHIHUI, HERALD, GObject)

ZhihuiHerald *zhihui_herald_new (const ZhihuiAlarmRules *rules,
                                 ZhihuiVoice            *sound,
                                 ZhihuiVoice            *speech,
                                 const char             *memory_path);
ZhihuiHerald *zhihui_herald_new_for_wall (const ZhihuiAlarmRules *rules);

void          zhihui_herald_take (ZhihuiHerald *self, ZhihuiSituation *situation);
void          zhihui_herald_pass (ZhihuiHerald *self, gint64 now_us);
void          zhihui_herald_toggle_mute (ZhihuiHerald *self);
ZhihuiSilence zhihui_herald_get_silence (ZhihuiHerald *self, gint64 now_us);

G_END_DECLS
