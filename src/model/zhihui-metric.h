/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* M1 … M15 of the rules of the figures. */
typedef enum
{
  ZHIHUI_METRIC_VOLUME,         /* M1  办件量 */
  ZHIHUI_METRIC_CLOSED,         /* M1b 办结量 */
  ZHIHUI_METRIC_OVERDUE_RATE,   /* M2  超期率 */
  ZHIHUI_METRIC_ON_TIME_RATE,   /* M3  按期办结率 */
  ZHIHUI_METRIC_RETURN_RATE,    /* M4  退回率 */
  ZHIHUI_METRIC_REDO_RATE,      /* M5  重办率 */
  ZHIHUI_METRIC_SATISFIED_RATE, /* M6  满意率, the board titled 满意度 */
  ZHIHUI_METRIC_RATED_RATE,     /* M7  参评率 */
  ZHIHUI_METRIC_SIGN_RATE,      /* M8  及时签收率 */
  ZHIHUI_METRIC_CONTACT_RATE,   /* M9  及时联系率 */
  ZHIHUI_METRIC_SOLVED_RATE,    /* M10 解决率 */
  ZHIHUI_METRIC_REPEAT_RATE,    /* M11 重复投诉率 */
  ZHIHUI_METRIC_EARLY_RATE,     /* M12 提前办结率 */
  ZHIHUI_METRIC_TIME_CUT,       /* M13 时限压缩率 */
  ZHIHUI_METRIC_DIRECT_RATE,    /* M14 直接答复率: of cases, not of dispatches */
  ZHIHUI_METRIC_DISPATCH_RATE,  /* M15 及时派发率 */
  ZHIHUI_N_METRICS,
} ZhihuiMetric;

/* Which time of a thing decides the window it belongs to. */
typedef enum
{
  ZHIHUI_BASIS_DISPATCHED,
  ZHIHUI_BASIS_DEADLINE,
  ZHIHUI_BASIS_REPLIED,
  ZHIHUI_BASIS_CLOSED, /* closed for good, by the time of the final reply; M7, M11: of the closing
                        */
  ZHIHUI_BASIS_RATED,
  ZHIHUI_BASIS_CALLED_BACK,
  ZHIHUI_BASIS_ACCEPTED,
  ZHIHUI_N_BASES,
} ZhihuiBasis;

/* The four boards, in the order in which they are always shown. */
typedef enum
{
  ZHIHUI_BOARD_VOLUME,
  ZHIHUI_BOARD_OVERDUE,
  ZHIHUI_BOARD_RETURN,
  ZHIHUI_BOARD_SATISFIED,
  ZHIHUI_N_BOARDS,
} ZhihuiBoard;

typedef enum
{
  ZHIHUI_BETTER_NEITHER, /* counts: more is not better */
  ZHIHUI_BETTER_LOW,
  ZHIHUI_BETTER_HIGH,
} ZhihuiBetter;

typedef struct
{
  const char  *id;          /* wire name, e.g. "overdue_rate" */
  const char  *title;       /* N_() short title for boards, e.g. "Overdue rate" → 超期率 */
  const char  *numerator;   /* N_() definition in words */
  const char  *denominator; /* N_() definition in words; for counts: what is counted */
  const char  *window;      /* N_() which time is in the window */
  const char  *part_label;  /* N_() short, column head, e.g. 超期 */
  const char  *whole_label; /* N_() short, column head, e.g. 应答复 */
  ZhihuiBetter better;
  gboolean     is_count; /* no denominator */
  ZhihuiBasis  basis;    /* the window's own */
  gboolean     is_share; /* each thing counts once, so that chance has an interval (not M13) */
} ZhihuiMetricTraits;

const ZhihuiMetricTraits *zhihui_metric_get_traits (ZhihuiMetric metric);
gboolean                  zhihui_metric_parse (const char *id, ZhihuiMetric *metric);
gboolean                  zhihui_metric_has_basis (ZhihuiMetric metric, ZhihuiBasis basis);
gboolean                  zhihui_metric_counts_answers (ZhihuiMetric metric);
const char               *zhihui_basis_get_id (ZhihuiBasis basis);
const char               *zhihui_basis_get_words (ZhihuiBasis basis);
gboolean                  zhihui_basis_parse (const char *id, ZhihuiBasis *basis);
ZhihuiMetric              zhihui_board_get_metric (ZhihuiBoard board);
const char *zhihui_board_get_default_period (ZhihuiBoard board); /* "month" or "rolling-90d" */
const char *zhihui_metric_get_rule_version (void);

G_END_DECLS
