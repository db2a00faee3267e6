/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "database-fixture.h"
#include "zhihui-life-cycle.h"

G_BEGIN_DECLS

/* A county without a case, and what applies events to it. */
typedef struct
{
  ZhihuiStore     *store;
  ZhihuiLedger    *ledger;
  ZhihuiLifeCycle *life_cycle;
  guint            n_drafts;
} Desk;

void  desk_set_up (Desk *self, gconstpointer data);
void  desk_tear_down (Desk *self, gconstpointer data);
guint desk_submit (Desk *self, const char *type, gboolean is_anonymous, const char *at);
/* FALSE: it was refused, as an event that cannot follow. */
gboolean
desk_try (Desk *self, guint index, ZhihuiEventKind kind, const char *at, guint unit, gint64 value);
gboolean          desk_try_event (Desk *self, const ZhihuiEvent *event);
ZhihuiCaseRow    *desk_get_case (Desk *self, guint index);
ZhihuiAssignment *desk_get_current (Desk *self, guint index);
void              desk_assert_state (Desk *self, guint index, const char *id);

/* Whether the row counts in @metric in July 2020, and in its part. */
gboolean desk_counts (Desk *self, guint row, ZhihuiMetric metric, gboolean *part);

/* Of the case "index". */
#define HAPPENS(kind, at, ...)                                                                     \
  g_assert_true (desk_try (self, index, ZHIHUI_EVENT_##kind, at, __VA_ARGS__))
#define REFUSED(kind, at, ...)                                                                     \
  g_assert_false (desk_try (self, index, ZHIHUI_EVENT_##kind, at, __VA_ARGS__))

G_END_DECLS
