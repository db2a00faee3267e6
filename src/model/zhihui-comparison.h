/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-tally.h"

G_BEGIN_DECLS

/* Two figures of one definition, side by side. Numbers are NAN where there is none. */
typedef struct
{
  ZhihuiTally sides[2];
  double      low[2], high[2]; /* Wilson's interval of each, rates alone */
  double      difference;      /* second − first; of counts relative to the first */
  double      least, most;     /* 95 % of the difference, rates alone */
  gboolean    is_judged;       /* there is enough to tell chance from difference */
  gboolean    is_beyond_chance;
  gboolean    is_shared; /* some of what is counted is on both sides */
} ZhihuiComparison;

ZhihuiComparison
zhihui_comparison_make (ZhihuiMetric metric, const ZhihuiTally *one, const ZhihuiTally *other);

void zhihui_comparison_share (ZhihuiComparison *self);

/* What a comparison comes to: never more than the figures allow. */
typedef enum
{
  ZHIHUI_VERDICT_COUNT,   /* counts are not judged */
  ZHIHUI_VERDICT_TOO_FEW, /* there is no interval */
  ZHIHUI_VERDICT_SHARED,  /* some of what is counted is on both sides */
  ZHIHUI_VERDICT_CHANCE,
  ZHIHUI_VERDICT_BETTER,
  ZHIHUI_VERDICT_WORSE,
  ZHIHUI_N_VERDICTS,
} ZhihuiVerdict;

ZhihuiVerdict zhihui_comparison_judge (const ZhihuiComparison *self, ZhihuiMetric metric);
const char   *zhihui_verdict_get_id (ZhihuiVerdict verdict);    /* "worse" */
const char   *zhihui_verdict_get_label (ZhihuiVerdict verdict); /* "◆ Worse beyond chance" */
char *zhihui_comparison_format_difference (const ZhihuiComparison *self, ZhihuiMetric metric);

G_END_DECLS
