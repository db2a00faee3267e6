/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-simulator.h"

G_BEGIN_DECLS

/* Habits of a unit. */
typedef struct
{
  double late;    /* of those that would be late, the share that is */
  double returns; /* share of cases it asks to send back */
} ZhihuiHabit;

typedef enum
{
  ZHIHUI_LATENESS_BY_HABIT,
  ZHIHUI_LATENESS_FORCED, /* exact mode: this one is late */
  ZHIHUI_LATENESS_NEVER,  /* exact mode: this one is not */
} ZhihuiLateness;

/* What a story is told from. */
typedef struct
{
  ZhihuiDuty              duty;
  const ZhihuiLaws       *laws;      /* not owned */
  const ZhihuiClockRules *clocks;    /* not owned */
  const ZhihuiHabit      *habits;    /* by unit, not owned */
  const double           *cumulated; /* weights of units, not owned */
  guint                   n_units;
  GArray *const          *units_by_topic; /* (element-type guint), not owned: never empty */
  const guint            *town_of_region; /* unit index by region index, not owned */
  guint64                 seed;
} ZhihuiTeller;

void zhihui_habits_draw (const ZhihuiScenario *scenario,
                         guint64               seed,
                         double               *unit_weights,
                         double               *town_weights,
                         ZhihuiHabit          *habits);
void zhihui_teller_tell (const ZhihuiTeller     *self,
                         const ZhihuiPlayedCase *played,
                         gint64                  submitted_at,
                         ZhihuiLateness          lateness,
                         GArray                 *events);

G_END_DECLS
