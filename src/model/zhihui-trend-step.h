/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-zone.h"

G_BEGIN_DECLS

/* The steps of a trend: "day", "week", "month". */
gint32 zhihui_trend_step_start (const char *step, gint32 day);
gint32 zhihui_trend_step_next (const char *step, gint32 day);
gint64 zhihui_trend_step_before (ZhihuiZone *zone, const char *step, gint64 at, guint n);

G_END_DECLS
