/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-clock-rules.h"
#include "zhihui-desk-case.h"

G_BEGIN_DECLS

/* Words of the wire as people read them, in their language. A word that is not known here is
 * returned as it is; nothing is copied. */
const char *zhihui_case_state_get_label (const char *state); /* 已签收 */
const char *zhihui_case_type_get_label (const char *type);   /* 咨询 */
const char *zhihui_case_channel_get_label (const char *channel);
const char *zhihui_case_event_get_label (const char *type);    /* 签收 */
const char *zhihui_case_role_get_label (const char *role);     /* 承办单位 */
const char *zhihui_case_request_get_label (const char *kind);  /* 申请退回 */
const char *zhihui_case_solved_get_label (const char *solved); /* 部分解决 */
const char *zhihui_case_mark_get_label (ZhihuiCaseMarks mark); /* 督办 */
const char *zhihui_case_mark_get_id (ZhihuiCaseMarks mark);    /* as on the wire */
guint       zhihui_case_mark_from_id (const char *id);         /* 0 unknown */
const char *zhihui_case_clock_get_label (ZhihuiClockId id);    /* 签收 */
const char *zhihui_case_list_get_label (const char *list);     /* "overdue": 答复已超期 */

int zhihui_case_state_get_rank (const char *state); /* in the order of a case's life; others last */
/* The states of the rules, in the order of a case's life; the list is the caller's. */
const char **zhihui_case_list_states (void);
/* What a desk calls the cases that wait for something: zhihui_case_filter_set_list(). Likewise. */
const char **zhihui_case_list_lists (void);

G_END_DECLS
