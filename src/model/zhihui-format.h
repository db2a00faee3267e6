/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-zone.h"

G_BEGIN_DECLS

/* Figures as text, the same on wall, desk and paper. All return new strings. Language follows
 * gettext; "—" is unknown, U+2212 is minus, U+2013 joins ranges. */
char *zhihui_format_count (gint64 count);      /* 6,037 */
char *zhihui_format_count_wall (gint64 count); /* ≥ 100,000: 12.3 万 */
char *zhihui_format_rate (gint64 k,
                          gint64 n); /* 99.11%, 0.00%, 100%, — ; rounded half up in integers */
char *zhihui_format_share (gint64 k, gint64 n);    /* 41.3% */
char *zhihui_format_fraction (gint64 k, gint64 n); /* 7/190 */
char *zhihui_format_change (double relative);      /* +3.2%, −11%, — */
char *zhihui_format_points (double difference);    /* +0.85, −0.12, 0.00, — */
char *zhihui_format_percent (double ratio, guint decimals);
char *zhihui_format_target (double ratio); /* 98%, 98.5%, 98.25%, — */
char *zhihui_format_clock (ZhihuiZone *zone, gint64 at, gboolean seconds); /* 14:05, 14:05:12 */
char *zhihui_format_date (ZhihuiZone *zone, gint64 at, gint64 now); /* 7月29日, year when another */
char *zhihui_format_month (ZhihuiZone *zone, gint64 at);            /* 7月 */
char *zhihui_format_date_weekday (ZhihuiZone *zone, gint64 at);     /* 7月29日 星期三 */
/* "周四", "Thu": @weekday 1 Monday … 7 Sunday; borrowed */
const char *zhihui_format_short_weekday (int weekday);
char       *zhihui_format_date_time (ZhihuiZone *zone, gint64 at); /* 2026年7月29日 14:05:12 */
char *zhihui_format_moment (ZhihuiZone *zone, gint64 at, gint64 now); /* 16:40, 7月28日 16:40 */
char *zhihui_format_countdown (gint64 seconds);  /* 04:12, 1:24:40, 1 天 2 小时 */
char *zhihui_format_age (gint64 seconds);        /* 8 秒, 6 分 20 秒, 3 小时 5 分 */
char *zhihui_format_coarse_age (gint64 seconds); /* 21 小时, 3 天 */

guint zhihui_format_measure (const char *text);

G_END_DECLS
