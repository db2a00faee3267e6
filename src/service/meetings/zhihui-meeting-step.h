/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-meeting-book.h"

G_BEGIN_DECLS

/* The states of a meeting, as bits. */
typedef enum
{
  ZHIHUI_MEETING_IS_DRAFT = 1 << 0,
  ZHIHUI_MEETING_IS_SCHEDULED = 1 << 1,
  ZHIHUI_MEETING_IS_OPEN = 1 << 2,
  ZHIHUI_MEETING_IS_ENDED = 1 << 3,
  ZHIHUI_MEETING_IS_MINUTED = 1 << 4,
  ZHIHUI_MEETING_IS_TRACKED = 1 << 5,
  ZHIHUI_MEETING_IS_CLOSED = 1 << 6,
  ZHIHUI_MEETING_IS_CANCELLED = 1 << 7,
  ZHIHUI_MEETING_IS_POSTPONED = 1 << 8,
} ZhihuiMeetingStates;

/* One entry that is being written. All borrowed. */
typedef struct
{
  ZhihuiLifeCycle          *life_cycle;
  ZhihuiStore              *store;
  const ZhihuiMeetingEntry *entry;
  gint64                    meeting; /* row */
  gint64                    at;      /* when it happened */
  gint64                    now;     /* when it is written */
} ZhihuiMeetingStep;

gboolean zhihui_meeting_step_check (const ZhihuiMeetingEntry *entry, guint state, GError **error);
gboolean zhihui_meeting_step_take (ZhihuiMeetingStep *self, GError **error);

/* Parts of a plan, also for a meeting that is new. */
char    *zhihui_meeting_step_dup_name (const char *type);
gint64   zhihui_meeting_step_find_unit (ZhihuiMeetingStep *self, const char *code);
gboolean zhihui_meeting_step_check_plan (ZhihuiMeetingStep *self, GError **error);
gboolean zhihui_meeting_step_write_units (ZhihuiMeetingStep *self, GError **error);
gboolean zhihui_meeting_step_write_cases (ZhihuiMeetingStep *self, GError **error);

G_END_DECLS
