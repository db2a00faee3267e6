/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-duty.h"
#include "zhihui-event.h"
#include "zhihui-random.h"
#include "zhihui-scenario.h"

G_BEGIN_DECLS

/* Makes the cases of a day and all that will happen to them, from the seed and the day alone: days
 * may be made in any order and again, and come out the same. Rules and figures: domain.md §6. */
typedef struct _ZhihuiSimulator ZhihuiSimulator;

typedef struct
{
  guint64  seed;
  gint32   first_day;
  guint    n_cases; /* expected (exact: to be made) in the days of the history */
  gboolean exact;
} ZhihuiSimulatorSettings;

/* A case of the simulation. Indices are the scenario's. */
typedef struct
{
  guint64  serial;    /* day << 20 | number of the day */
  guint64  person;    /* who it is: name, telephone and address follow from it */
  guint64  repeat_of; /* serial of the earlier case, 0 none */
  guint16  type, channel, region, topic, word;
  guint16  title;
  guint16  place; /* which village or estate of the region, where the region has none of its own */
  guint32  unit;  /* to whom it goes first */
  gboolean is_anonymous;
} ZhihuiPlayedCase;

/* An event that will come. value is 0 where the kind has none. */
typedef struct
{
  gint64  at;
  guint64 position; /* serial << 8 | step: the order among events of one second */
  gint64  value;
  guint32 unit;
  guint32 slot; /* for the player */
  guint8  kind;
  guint8  is_stored; /* for the player */
} ZhihuiPlayedEvent;

ZhihuiSimulator *zhihui_simulator_new (ZhihuiScenario                *scenario,
                                       const ZhihuiSimulatorSettings *settings,
                                       const ZhihuiClockRules        *clocks,
                                       ZhihuiWorkCalendar            *calendar,
                                       ZhihuiZone                    *zone);
void             zhihui_simulator_free (ZhihuiSimulator *self);
void zhihui_simulator_play_day (ZhihuiSimulator *self, gint32 day, GArray *cases, GArray *events);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiSimulator, zhihui_simulator_free)

G_END_DECLS
