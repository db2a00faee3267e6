/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-alert-watch.h"

G_BEGIN_DECLS

/* A small place whose alerts are watched: two towns, three topics (the first two of one middle
 * class), two units. Wednesday, 2020-07-01 08:00 is its first moment. */
typedef struct
{
  ZhihuiStore        *store;
  ZhihuiLedger       *ledger;
  ZhihuiFigures      *figures;
  ZhihuiWorkCalendar *calendar;
  ZhihuiZone         *zone;
  ZhihuiAlertWatch   *watch;
  guint               n_cases;
} AlertWorld;

#define WORLD_START G_GINT64_CONSTANT (1593561600)
#define WORLD_DAY 86400

AlertWorld *alert_world_new (void);
void        alert_world_free (AlertWorld *self);
void        alert_world_run (AlertWorld *self, const char *sql);
gint64      alert_world_ask (AlertWorld *self, const char *sql);
void        alert_world_add_case (AlertWorld *self,
                                  gint64      at,
                                  guint       topic,
                                  const char *phone,
                                  const char *address,
                                  const char *title);
/* Loads what was written, and goes on with a new watch, as a program that was started again. */
void alert_world_load (AlertWorld *self);
void alert_world_tick (AlertWorld *self, gint64 now);
/* NULL when it is not open. */
const ZhihuiAlertRow *alert_world_find (AlertWorld *self, const char *kind);
guint                 alert_world_count (AlertWorld *self, const char *kind);

G_END_DECLS
