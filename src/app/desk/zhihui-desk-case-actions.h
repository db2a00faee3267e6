/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-desk.h"

G_BEGIN_DECLS

/* What can be told about one case: "case.supervise", "case.instruct", "case.comment", "case.watch",
 * "case.escalate", and "case.review", which calls a meeting about it. */
#define ZHIHUI_TYPE_DESK_CASE_ACTIONS (zhihui_desk_case_actions_get_type ())
G_DECLARE_FINAL_TYPE (
  ZhihuiDeskCaseActions, zhihui_desk_case_actions, ZHIHUI, DESK_CASE_ACTIONS, GObject)

ZhihuiDeskCaseActions *zhihui_desk_case_actions_new (ZhihuiDesk *desk, GtkWidget *page);

void       zhihui_desk_case_actions_set_case (ZhihuiDeskCaseActions *self,
                                              const char            *id,
                                              const char            *title,
                                              const char            *unit);
GtkWidget *zhihui_desk_case_actions_make_button (ZhihuiDeskCaseActions *self);
char      *zhihui_desk_case_actions_dup_hindrance (ZhihuiDeskCaseActions *self, const char *action);
char      *zhihui_desk_case_actions_dup_told (ZhihuiDeskCaseActions *self,
                                              gint64                 now_us,
                                              gboolean              *has_failed);

G_END_DECLS
