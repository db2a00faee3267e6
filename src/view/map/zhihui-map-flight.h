/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-viewport.h"

G_BEGIN_DECLS

/* The way from one place to another. Times are monotonic microseconds. */
typedef struct
{
  ZhihuiViewport from, to;
  gint64         start_us, duration_us;
} ZhihuiMapFlight;

gboolean zhihui_map_flight_look (const ZhihuiMapFlight *self, gint64 now_us, ZhihuiViewport *now);

G_END_DECLS
