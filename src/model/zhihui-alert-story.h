/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

G_BEGIN_DECLS

/* What happened to an alert, once. */
typedef struct
{
  gint64      at;
  char       *what; /* owned: "raised", "level", "acknowledged", "resolved" */
  ZhihuiLevel level;
  gint64      count;
  char       *by, *note; /* owned, nullable: of a person who took note */
} ZhihuiAlertStep;

/* What a desk may know of one alert beyond the list of them. */
typedef struct
{
  char  *unit;        /* owned, nullable: id of the unit it is about */
  char  *meeting;     /* owned, nullable: id of the meeting it is about */
  gint64 resolved_at; /* ZHIHUI_NO_INSTANT: it is open */
  GPtrArray
    *steps; /* (element-type ZhihuiAlertStep), owned: since it was raised last, oldest first */
} ZhihuiAlertStory;

ZhihuiAlertStory *zhihui_alert_story_new (void);
void              zhihui_alert_story_free (ZhihuiAlertStory *self);
ZhihuiAlertStep  *zhihui_alert_story_add_step (ZhihuiAlertStory *self, const char *what, gint64 at);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiAlertStory, zhihui_alert_story_free)

G_END_DECLS
