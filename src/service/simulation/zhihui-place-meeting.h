/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-life-cycle.h"
#include "zhihui-random.h"
#include "zhihui-scenario.h"

G_BEGIN_DECLS

/* Meetings of a place that has a fixed number of them. */
typedef struct
{
  const ZhihuiScenario *scenario;   /* not owned */
  ZhihuiLifeCycle      *life_cycle; /* not owned */
  gint32                day;
  guint64               seed;
  ZhihuiRandom          random;
} ZhihuiPlaceMeeting;

gboolean zhihui_place_meeting_review (
  ZhihuiPlaceMeeting *self, guint number, guint n_cases, guint *n_discussed, GError **error);
gboolean zhihui_place_meeting_receive (ZhihuiPlaceMeeting *self,
                                       guint               number,
                                       guint               n_people,
                                       GError            **error);

G_END_DECLS
