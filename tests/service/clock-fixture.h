/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "database-fixture.h"
#include "zhihui-life-cycle.h"
#include "zhihui-platform.h"

G_BEGIN_DECLS

/* A county with petitions beside its types, without a case. Types from 1: consult, complaint,
 * suggestion, petition. */
typedef struct
{
  DatabaseFixture  files;
  char            *path;
  ZhihuiStore     *store;
  ZhihuiLedger    *ledger;
  ZhihuiLifeCycle *life_cycle;
  guint            n_drafts;
} ClockDesk;

#define HAPPENS(index, kind, at, ...)                                                              \
  g_assert_true (clock_desk_try_event (self, index, ZHIHUI_EVENT_##kind, at, __VA_ARGS__))
#define REFUSED(index, kind, at, ...)                                                              \
  g_assert_false (clock_desk_try_event (self, index, ZHIHUI_EVENT_##kind, at, __VA_ARGS__))

void     clock_desk_run_sql (ClockDesk *self, const char *sql);
void     clock_desk_load (ClockDesk *self);
void     clock_desk_set_up (ClockDesk *self, gconstpointer data);
void     clock_desk_tear_down (ClockDesk *self, gconstpointer data);
guint    clock_desk_submit (ClockDesk *self, const char *type, const char *channel, const char *at);
gboolean clock_desk_try_event (
  ClockDesk *self, guint index, ZhihuiEventKind kind, const char *at, guint unit, gint64 value);
guint clock_desk_dispatch (
  ClockDesk *self, const char *type, const char *channel, guint unit, const char *at);
/* A platform that stands at @as_of, with a connection of its own. */
ZhihuiPlatform        *clock_desk_serve (ClockDesk *self, const char *as_of, ZhihuiStore **store);
ZhihuiAssignment      *clock_desk_get_current (ClockDesk *self, guint index);
void                   clock_desk_check_instant (gint64 at, const char *expected);
void                   clock_desk_check_due (ClockDesk *self, guint index, const char *expected);
const ZhihuiCaseClock *clock_desk_get_own (ClockDesk *self, guint index);

G_END_DECLS
