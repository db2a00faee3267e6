/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Instants are gint64 seconds since 1970-01-01T00:00:00Z. ZHIHUI_NO_INSTANT stands for "has not
 * happened". Days are gint32 days since 1970-01-01 in the zone of the deployment. */
#define ZHIHUI_NO_INSTANT G_MININT64

typedef struct _ZhihuiZone ZhihuiZone;

/* Civil time of an instant in a zone. */
typedef struct
{
  gint32 day;               /* days since 1970-01-01 */
  int    year, month, mday; /* month 1–12, mday 1–31 */
  int    weekday;           /* 1 Monday … 7 Sunday */
  int    hour, minute, second;
} ZhihuiCivil;

ZhihuiZone *zhihui_zone_new (const char *identifier, GError **error);
ZhihuiZone *zhihui_zone_new_shanghai (void);
ZhihuiZone *zhihui_zone_ref (ZhihuiZone *self);
void        zhihui_zone_unref (ZhihuiZone *self);
const char *zhihui_zone_get_identifier (ZhihuiZone *self);

ZhihuiCivil zhihui_zone_to_civil (ZhihuiZone *self, gint64 instant);
gint64      zhihui_zone_day_start (ZhihuiZone *self, gint32 day);
gint64      zhihui_zone_at (ZhihuiZone *self, gint32 day, int hour, int minute, int second);
gint32      zhihui_zone_day_of (ZhihuiZone *self, gint64 instant);
gint64      zhihui_zone_day_before (ZhihuiZone *self, gint64 instant);
char       *zhihui_zone_format_rfc3339 (ZhihuiZone *self, gint64 instant);

gint32   zhihui_day_from_ymd (int year, int month, int mday);
void     zhihui_day_to_ymd (gint32 day, int *year, int *month, int *mday);
int      zhihui_day_weekday (gint32 day);
gboolean zhihui_instant_parse_rfc3339 (const char *text, gint64 *instant, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiZone, zhihui_zone_unref)

G_END_DECLS
