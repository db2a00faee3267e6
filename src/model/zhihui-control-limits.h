/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-interval.h"

G_BEGIN_DECLS

/* How far chance alone carries the share of n things from a rate that holds for each of them: the
 * limits of a funnel plot, and of a chart that follows one share. */
typedef enum
{
  ZHIHUI_CONTROL_WARNING, /* 95 % of all shares lie within */
  ZHIHUI_CONTROL_ALARM,   /* 99.8 % */
  ZHIHUI_N_CONTROLS,
} ZhihuiControl;

typedef struct
{
  double low, high; /* ratios 0…1; NAN: there are none */
} ZhihuiControlLimits;

/* On which side of the limits a share lies. */
typedef enum
{
  ZHIHUI_SIDE_WITHIN,
  ZHIHUI_SIDE_BELOW,
  ZHIHUI_SIDE_ABOVE,
} ZhihuiSide;

double              zhihui_control_get_coverage (ZhihuiControl control);
ZhihuiControlLimits zhihui_control_limits_find (double rate, gint64 n, ZhihuiControl control);
ZhihuiSide zhihui_control_limits_judge (gint64 k, gint64 n, double rate, ZhihuiControl control);
ZhihuiFlag zhihui_side_get_flag (ZhihuiSide side, ZhihuiBetter better);

G_END_DECLS
