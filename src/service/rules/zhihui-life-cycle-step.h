/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-life-cycle.h"

G_BEGIN_DECLS

/* Between zhihui-life-cycle.c and zhihui-life-cycle-step.c only. */

struct _ZhihuiLifeCycle
{
  ZhihuiStore        *store;               /* not owned */
  ZhihuiLedger       *ledger;              /* not owned */
  ZhihuiWorkCalendar *calendar;            /* owned */
  ZhihuiZone         *zone;                /* owned */
  GArray             *changed_cases;       /* (element-type guint) */
  GArray             *changed_assignments; /* (element-type guint) */
  GByteArray         *case_is_changed;     /* by index */
  GByteArray         *assignment_is_changed;
};

/* The case that an event is about, and its latest assignment. */
typedef struct
{
  ZhihuiCaseRow    *its_case;
  ZhihuiAssignment *assignment; /* NULL before the first dispatch */
  ZhihuiRound      *round;
  guint             index; /* of the assignment */
} ZhihuiTarget;

void     zhihui_target_find (ZhihuiLifeCycle *self, ZhihuiTarget *target, guint case_index);
void     zhihui_life_cycle_mark_changed (GByteArray *flags, GArray *list, guint index);
gboolean zhihui_life_cycle_is_allowed (const ZhihuiTarget *target, const ZhihuiEvent *event);
gboolean
zhihui_life_cycle_take_step (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event);

G_END_DECLS
