/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-zone.h"

G_BEGIN_DECLS

/* "2020-07-29T14:05:12+08:00", or "2020-07-29 14:05" and "2020-07-29" in @zone. */
gboolean
zhihui_history_time_parse (const char *text, ZhihuiZone *zone, gint64 *instant, GError **error);

G_END_DECLS
