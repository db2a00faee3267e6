/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-life-cycle.h"

G_BEGIN_DECLS

/* Between the files of the life cycle only. */

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
  gint64              last_event; /* id of its row */
  const char         *why;        /* the last event was refused: a literal, or NULL */
};

/* The case that an event is about, and the assignment: the latest of the main unit, the part of a
 * co-unit, the round that is rated. */
typedef struct
{
  ZhihuiCaseRow    *its_case;
  ZhihuiAssignment *assignment; /* NULL before the first dispatch */
  ZhihuiRound      *round;
  guint             index;           /* of the assignment */
  gboolean          replaces_rating; /* the earlier ratings of the round lose their validity */
  gboolean          leaves_case;     /* the case's own clock has been started anew since */
  const char       *why;             /* why it is refused: a literal in English, or NULL */
} ZhihuiTarget;

typedef enum
{
  ZHIHUI_ROUND_FIRST, /* of this unit */
  ZHIHUI_ROUND_REDO,  /* the same unit once more */
  ZHIHUI_ROUND_CO,    /* a co-unit's part */
} ZhihuiRoundKind;

typedef gboolean (*ZhihuiStepFunc) (ZhihuiLifeCycle   *self,
                                    ZhihuiTarget      *target,
                                    const ZhihuiEvent *event);

void zhihui_target_find (ZhihuiLifeCycle *self, ZhihuiTarget *target, guint case_index);
void zhihui_target_point (ZhihuiLifeCycle *self, ZhihuiTarget *target, guint index);
void zhihui_target_touch (ZhihuiLifeCycle *self, const ZhihuiTarget *target);
void zhihui_target_add_assignment (
  ZhihuiLifeCycle *self, ZhihuiTarget *target, guint unit, gint64 at, ZhihuiRoundKind kind);
void zhihui_life_cycle_mark_changed (GByteArray *flags, GArray *list, guint index);
gboolean
zhihui_life_cycle_take (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event);

/* What is told when the case has gone on. */
gboolean zhihui_target_refuse (ZhihuiTarget *target, const char *why);
gboolean
zhihui_target_find_round_at (ZhihuiLifeCycle *self, ZhihuiTarget *target, gint64 at, gint64 *end);
gboolean
zhihui_life_cycle_take_late (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event);

/* Steps that may be told late. */
gboolean zhihui_step_sign (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event);
gboolean
zhihui_step_contact (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event);
gboolean
zhihui_step_request_return (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event);
gboolean zhihui_step_extend (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event);
gboolean
zhihui_step_put_mark (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event);

/* The parts of co-units. */
gboolean
zhihui_life_cycle_find_co (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event);
gboolean zhihui_life_cycle_take_co_step (ZhihuiLifeCycle   *self,
                                         ZhihuiTarget      *target,
                                         const ZhihuiEvent *event);

gboolean
zhihui_step_adjust_clock (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event);

/* After the reply. */
gboolean
zhihui_step_send_back (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event);
gboolean zhihui_step_close (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event);
gboolean zhihui_step_reopen (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event);
gboolean
zhihui_step_archive (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event);
gboolean
zhihui_step_call_back (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event);
gboolean zhihui_step_rate (ZhihuiLifeCycle *self, ZhihuiTarget *target, const ZhihuiEvent *event);

G_END_DECLS
