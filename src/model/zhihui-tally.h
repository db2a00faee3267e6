/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-metric.h"
#include "zhihui-period.h"

G_BEGIN_DECLS

/* One dispatch to one unit: the unit of measurement of every board. Instants may be
 * ZHIHUI_NO_INSTANT. */
typedef struct
{
  guint32 unit;       /* index into the caller's list of units */
  guint32 case_index; /* the caller's */
  gint64  dispatched_at;
  gint64  sign_due_at, signed_at;
  gint64  contact_due_at, contacted_at;
  gint64  due_at, replied_at;
  gint64  closed_at;     /* when this round was accepted as final */
  gint64  return_req_at; /* the unit asked to send it back */
  gint64  return_decided_at;
  gint64  sent_back_at; /* the centre sent this reply back (redo) */
  gint64  called_back_at;
  guint16 promised_days, statutory_days; /* of the item; 0 not known */
  guint   is_main : 1;                   /* main unit; co-units are in no board */
  guint   return_accepted : 1;
  guint   is_reassigned : 1; /* transferred by the centre: as accepted return, but not in M4 */
  guint   needs_contact : 1; /* not anonymous and a reply is wanted */
  guint   is_merged : 1;     /* duplicate joined to another case: not in M1/M2 */
  guint   is_suspended : 1;  /* its clock stands: it is neither late nor due while it does */
  guint   overdue_flag : 2;  /* imports without due time: 0 none, 1 on time, 2 overdue */
  guint   solved : 2;        /* ZhihuiSolved: what the call-back was told */
  guint   is_rated : 1;      /* zhihui_assignment_note_rating () */
  guint   is_early : 1;      /* zhihui_deadline_is_early () of its reply */
  guint   is_first : 1;      /* the first dispatch of its case */
  guint   is_prompt : 1;     /* dispatched within ZHIHUI_PROMPT_S of the acceptance */
  guint   is_complaint : 1;  /* its case is one */
  guint   is_repeated : 1;   /* after its closing the same matter came again (M11) */
} ZhihuiAssignment;

#define ZHIHUI_PROMPT_S 3600
#define ZHIHUI_RATED_WITHIN_S (15 * 86400)
#define ZHIHUI_REPEATED_WITHIN_S (30 * 86400)

/* The answer to a call-back. */
typedef enum
{
  ZHIHUI_SOLVED_UNKNOWN, /* nobody was reached, or nothing was said */
  ZHIHUI_SOLVED_NO,
  ZHIHUI_SOLVED_MOSTLY, /* 基本解决 */
  ZHIHUI_SOLVED_YES,
} ZhihuiSolved;

typedef struct
{
  guint32 unit;
  guint32 assignment; /* index of the rated assignment */
  gint64  rated_at;
  gint64  closed_at;        /* of the rated round, for M7 */
  guint8  level;            /* 5 very satisfied … 1 very dissatisfied */
  guint   by_call_back : 1; /* told at a call-back: the citizen's own outranks it */
  guint   is_valid : 1;
} ZhihuiRating;

/* Numerator and denominator. For counts n is the count and k is 0. */
typedef struct
{
  gint64 k;
  gint64 n;
  gint64 extra; /* M4: returns refused; M6: sum of the score map; else 0 */
} ZhihuiTally;

/* What one row adds to a metric, whatever the window: to those that @at lies in and that end (or
 * are cut) after it it adds n, and k and extra when they end after @since too. */
typedef struct
{
  gint64      at;
  gint64      since; /* M4: when the unit asked; else ZHIHUI_NO_INSTANT, which is always before */
  ZhihuiTally sum;   /* n is 1; of M13 days */
} ZhihuiPart;

/* What M14 asks of a case. */
typedef struct
{
  gint64   accepted_at, closed_at;
  gboolean is_withdrawn;
  gboolean is_direct; /* answered by the centre, and dispatched to nobody */
} ZhihuiCaseFacts;

/* The rule of one row, by the metric's own basis or another that it has. FALSE: it is in no window.
 */
gboolean zhihui_tally_place (ZhihuiMetric            metric,
                             ZhihuiBasis             basis,
                             const ZhihuiAssignment *row,
                             gint64                  as_of,
                             ZhihuiPart             *part);
gboolean zhihui_tally_place_rating (ZhihuiBasis             basis,
                                    const ZhihuiRating     *rating,
                                    const ZhihuiAssignment *row,
                                    gint64                  as_of,
                                    ZhihuiPart             *part);
gboolean zhihui_tally_place_case (const ZhihuiCaseFacts *facts, gint64 as_of, ZhihuiPart *part);
/* Where a window really ends: what is not yet certain is left out. */
gint64   zhihui_tally_get_end (ZhihuiMetric metric, const ZhihuiWindow *window, gint64 as_of);
gboolean zhihui_tally_add (ZhihuiTally *tally, const ZhihuiPart *part, gint64 from, gint64 end);
void     zhihui_assignment_note_rating (ZhihuiAssignment *row, const ZhihuiRating *rating);

/* @rows need not be sorted. @as_of cuts the window: e = min (to, as_of). @tallies has one element
 * a unit, and is added to. */
void zhihui_tally_count (ZhihuiMetric            metric,
                         const ZhihuiAssignment *rows,
                         gsize                   n_rows,
                         const ZhihuiRating     *ratings,
                         gsize                   n_ratings,
                         const ZhihuiWindow     *window,
                         gint64                  as_of,
                         ZhihuiTally            *tallies,
                         gsize                   n_units);

/* The same by another basis than the metric's own. */
void zhihui_tally_count_by (ZhihuiMetric            metric,
                            ZhihuiBasis             basis,
                            const ZhihuiAssignment *rows,
                            gsize                   n_rows,
                            const ZhihuiRating     *ratings,
                            gsize                   n_ratings,
                            const ZhihuiWindow     *window,
                            gint64                  as_of,
                            ZhihuiTally            *tallies,
                            gsize                   n_units);

/* One row's part in a metric: FALSE when the row is not in the denominator (or not counted). */
gboolean zhihui_tally_judge (ZhihuiMetric            metric,
                             const ZhihuiAssignment *row,
                             const ZhihuiWindow     *window,
                             gint64                  as_of,
                             gboolean               *in_numerator);
gboolean zhihui_assignment_is_retained (const ZhihuiAssignment *row, gint64 as_of);
gboolean zhihui_assignment_is_open (const ZhihuiAssignment *row, gint64 as_of);
gboolean zhihui_assignment_is_overdue (const ZhihuiAssignment *row, gint64 at);

void zhihui_tally_join (ZhihuiTally *tally, const ZhihuiTally *more);
/* k/n as a number for display and drawing only; NAN when n is 0. */
double zhihui_tally_get_value (const ZhihuiTally *tally, gboolean is_count);
int    zhihui_tally_get_score (guint level); /* 5,4,3,2,1 → 100,80,60,30,0 */

G_END_DECLS
