/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-zone.h"

G_BEGIN_DECLS

/* A window [from, to) of instants, cut at days of the deployment's zone. Text forms: today week
 * month quarter year ytd rolling-90d, 2020-07, 2020-W31, 2020-Q3, 2020. */
typedef struct
{
  gint64 from;
  gint64 to;
} ZhihuiWindow;

gboolean zhihui_window_overlaps (const ZhihuiWindow *self, const ZhihuiWindow *other);

typedef struct
{
  char        *text; /* owned: as asked, e.g. "month" */
  ZhihuiWindow window;
  ZhihuiWindow previous; /* the window the rank change and 环比 compare with */
  ZhihuiWindow year;     /* the same a year before, for 同比; empty (from is to): not known */
} ZhihuiPeriod;

ZhihuiPeriod *zhihui_period_parse (const char *text, gint64 now, ZhihuiZone *zone, GError **error);
ZhihuiPeriod *zhihui_period_new_between (gint64 from, gint64 to);
void          zhihui_period_find_year (ZhihuiPeriod *self, gint64 now, ZhihuiZone *zone);
gboolean      zhihui_period_find_whole_days (
       const ZhihuiPeriod *self, gint64 now, ZhihuiZone *zone, ZhihuiWindow *days, ZhihuiWindow *before);
gboolean      zhihui_period_find_days_beside (const ZhihuiPeriod *self,
                                              const ZhihuiPeriod *other,
                                              gint64              now,
                                              ZhihuiZone         *zone,
                                              ZhihuiWindow       *days,
                                              ZhihuiWindow       *beside);
ZhihuiPeriod *zhihui_period_copy (const ZhihuiPeriod *self);
void          zhihui_period_free (ZhihuiPeriod *self);
guint         zhihui_period_default_min_n (const char *text, gboolean ratings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiPeriod, zhihui_period_free)

G_END_DECLS
