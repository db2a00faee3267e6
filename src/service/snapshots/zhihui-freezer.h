/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-snapshot.h"

G_BEGIN_DECLS

/* Freezes each month of a deployment on the third working day after its end, also those that ended
 * while the platform did not run, and looks whether what is frozen is still what the data say. */
typedef struct _ZhihuiFreezer ZhihuiFreezer;

ZhihuiFreezer *zhihui_freezer_new (ZhihuiStore        *store,
                                   ZhihuiFigures      *figures,
                                   ZhihuiWorkCalendar *calendar,
                                   const char         *region);
void           zhihui_freezer_free (ZhihuiFreezer *self);

/* The moment from which a month's figures stand. ZHIHUI_NO_INSTANT: @period is no month. */
gint64
zhihui_freezer_get_moment (const char *period, ZhihuiWorkCalendar *calendar, ZhihuiZone *zone);

/* A little work at a time; @has_frozen tells whether there is a new snapshot. */
gboolean
zhihui_freezer_tick (ZhihuiFreezer *self, gint64 now, gboolean *has_frozen, GError **error);
gboolean zhihui_freezer_is_busy (ZhihuiFreezer *self);
void     zhihui_freezer_set_calendar (ZhihuiFreezer *self, ZhihuiWorkCalendar *calendar);
/* The data were loaded anew. */
void zhihui_freezer_look_again (ZhihuiFreezer *self);

gboolean zhihui_freezer_freeze (
  ZhihuiFreezer *self, const char *period, gint64 now, ZhihuiFreeze *result, GError **error);
/* Months that have ended and may be frozen at @now, oldest first: transfer full. */
GPtrArray *zhihui_freezer_list_months (ZhihuiFreezer *self, gint64 now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiFreezer, zhihui_freezer_free)

G_END_DECLS
