/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

G_BEGIN_DECLS

/* The headline figures of the present month and of today, row by row: who has the rows calls these
 * for each. */

/* The moments that they are cut at. */
typedef struct
{
  gint64       as_of;
  gint64       today, tomorrow, yesterday;
  gint64       yesterday_until; /* the time of now, a day before */
  ZhihuiWindow month;           /* the whole of it */
  gint64       previous_month, previous_until, year;
} ZhihuiHeadline;

void zhihui_headline_init (ZhihuiHeadline *self, gint64 as_of, ZhihuiZone *zone);
void
zhihui_headline_add_case (const ZhihuiHeadline *self, gint64 accepted_at, ZhihuiSummary *summary);
void zhihui_headline_add_row (const ZhihuiHeadline   *self,
                              const ZhihuiAssignment *row,
                              ZhihuiSummary          *summary);
void zhihui_headline_run_clock (const ZhihuiHeadline *self,
                                ZhihuiClockFigure    *clock,
                                gint64                due_at,
                                gint64                done_at);
void zhihui_headline_judge_clock (const ZhihuiHeadline   *self,
                                  ZhihuiClockFigure      *clock,
                                  ZhihuiMetric            metric,
                                  const ZhihuiAssignment *row);

/* How long each stage of the month took, from the stage before. Zero-initialise. */
typedef enum
{
  ZHIHUI_STAGE_DISPATCHED,
  ZHIHUI_STAGE_SIGNED,
  ZHIHUI_STAGE_REPLIED,
  ZHIHUI_STAGE_RATED,
  ZHIHUI_N_STAGES,
} ZhihuiStageId;

typedef struct
{
  gint64  n[ZHIHUI_N_STAGES];
  GArray *waits[ZHIHUI_N_STAGES]; /* (element-type gint64), owned: seconds; NULL none */
} ZhihuiStages;

void zhihui_stages_reach (ZhihuiStages *self, ZhihuiStageId stage, gint64 since, gint64 until);
void zhihui_stages_finish (ZhihuiStages *self, ZhihuiSummary *summary);

static inline gboolean
zhihui_is_between (gint64 at, gint64 from, gint64 to)
{
  return at != ZHIHUI_NO_INSTANT && at >= from && at < to;
}

G_END_DECLS
