/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-zone.h"

G_BEGIN_DECLS

typedef enum
{
  ZHIHUI_TREND_STEP_DAY,
  ZHIHUI_TREND_STEP_WEEK,
  ZHIHUI_TREND_STEP_MONTH,
  ZHIHUI_N_TREND_STEPS,
} ZhihuiTrendStep;

/* The steps of a trend as words: "day", "week", "month". */
const char *zhihui_trend_step_get_id (ZhihuiTrendStep step);
gboolean    zhihui_trend_step_parse (const char *id, ZhihuiTrendStep *step);
gint32      zhihui_trend_step_start (const char *step, gint32 day);
gint32      zhihui_trend_step_next (const char *step, gint32 day);
gint64      zhihui_trend_step_before (ZhihuiZone *zone, const char *step, gint64 at, guint n);

G_END_DECLS
