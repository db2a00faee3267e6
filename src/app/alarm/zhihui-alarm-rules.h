/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-settings-text.h"
#include "zhihui-situation.h"

G_BEGIN_DECLS

#define ZHIHUI_N_LEVELS (ZHIHUI_LEVEL_RED + 1)

/* How an alert comes to the ears. */
typedef enum
{
  ZHIHUI_HEARING_SILENT,
  ZHIHUI_HEARING_SOUND,
  ZHIHUI_HEARING_SPEECH, /* after a sound */
} ZhihuiHearing;

/* What the operator settled in [alarm] of wall.conf; docs/alarm.md. Plain values. */
typedef struct
{
  gboolean      sound, speech;             /* are there voices at all */
  ZhihuiHearing hearing[ZHIHUI_N_LEVELS];  /* the first time */
  guint         repeat_s[ZHIHUI_N_LEVELS]; /* until somebody takes note; 0: once */
  guint         volume;                    /* of the first time, percent */
  gboolean      has_quiet, quiet_red;
  int           quiet_from, quiet_to; /* minutes of the day; over midnight when from > to */
  guint         remembered_s;         /* what was heard is not new again */
} ZhihuiAlarmRules;

void     zhihui_alarm_rules_init (ZhihuiAlarmRules *self);
gboolean zhihui_alarm_rules_read (ZhihuiAlarmRules *self, ZhihuiSettingsText *text, GError **error);
gboolean
zhihui_alarm_rules_is_quiet (const ZhihuiAlarmRules *self, ZhihuiLevel level, int minute_of_day);

G_END_DECLS
