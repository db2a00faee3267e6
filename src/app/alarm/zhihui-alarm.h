/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-alarm-rules.h"
#include "zhihui-announcement.h"

G_BEGIN_DECLS

/* Which alerts are to be heard when. Has no clock, no voice and no file: it is told the time, and
 * says what is due; docs/alarm.md. */
typedef struct _ZhihuiAlarm ZhihuiAlarm;

ZhihuiAlarm *zhihui_alarm_new (const ZhihuiAlarmRules *rules);
void         zhihui_alarm_free (ZhihuiAlarm *self);

void                zhihui_alarm_take (ZhihuiAlarm *self, ZhihuiSituation *situation);
ZhihuiAnnouncement *zhihui_alarm_pass (ZhihuiAlarm *self, gint64 now_us);

void     zhihui_alarm_mute (ZhihuiAlarm *self, gboolean muted);
gboolean zhihui_alarm_is_muted (ZhihuiAlarm *self);
gboolean zhihui_alarm_is_quiet (ZhihuiAlarm *self, gint64 now_us);

/* Key, raised_at, level heard, when (epoch seconds). */
#define ZHIHUI_ALARM_MEMORY_TYPE "a(sxux)"

GVariant *zhihui_alarm_dup_memory (ZhihuiAlarm *self, gint64 now_us, gint64 now);
void      zhihui_alarm_recall (ZhihuiAlarm *self, GVariant *memory, gint64 now_us, gint64 now);

gboolean zhihui_alarm_can_judge (ZhihuiSituation *situation, gint64 now_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiAlarm, zhihui_alarm_free)

G_END_DECLS
