/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

G_BEGIN_DECLS

/* What panels say of an alert. */
const char *zhihui_alert_words_get_level (ZhihuiLevel level); /* "红色" */
/* "14:05", with its date when not of today. */
char *zhihui_alert_words_make_when (ZhihuiZone *zone, gint64 raised_at, gint64 now);

G_END_DECLS
