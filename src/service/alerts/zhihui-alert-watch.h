/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-alert-board.h"
#include "zhihui-figures.h"

G_BEGIN_DECLS

/* Reads cases that came in, judges the rules of alerts as often as each is worth it, stores what
 * has changed and tells whom it concerns. */
typedef struct _ZhihuiAlertWatch ZhihuiAlertWatch;

/* Which of the open alerts are asked for. */
typedef struct
{
  enum
  {
    ZHIHUI_ALERTS_ALL,
    ZHIHUI_ALERTS_WITHOUT_NOTE,
    ZHIHUI_ALERTS_WITH_NOTE,
  } notes;
  int         level;     /* a ZhihuiLevel, -1 any */
  const char *kind, *id; /* or NULL: any */
  /* (nullable): whether the reader may see what is about that unit, an index or none */
  gboolean (*sees_unit) (gpointer user_data, guint32 unit);
  gpointer user_data;
  guint    limit;
} ZhihuiAlertFilter;

ZhihuiAlertWatch *zhihui_alert_watch_new (ZhihuiStore        *store,
                                          ZhihuiFigures      *figures,
                                          ZhihuiWorkCalendar *calendar,
                                          ZhihuiZone         *zone,
                                          GError            **error);
void              zhihui_alert_watch_free (ZhihuiAlertWatch *self);
gboolean          zhihui_alert_watch_has_unread (ZhihuiAlertWatch *self);
gboolean          zhihui_alert_watch_follow (ZhihuiAlertWatch *self, GError **error);
gboolean          zhihui_alert_watch_read (ZhihuiAlertWatch *self, gint64 now, GError **error);
gboolean
zhihui_alert_watch_judge (ZhihuiAlertWatch *self, gint64 now, gboolean *changed, GError **error);
ZhihuiAlertBoard *zhihui_alert_watch_get_board (ZhihuiAlertWatch *self);
ZhihuiAlerts     *zhihui_alert_watch_make_alerts (ZhihuiAlertWatch        *self,
                                                  gboolean                 for_desk,
                                                  const ZhihuiAlertFilter *filter);
gboolean          zhihui_alert_watch_acknowledge (
           ZhihuiAlertWatch *self, ZhihuiAlertRow *row, const char *by, const char *note, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiAlertWatch, zhihui_alert_watch_free)

G_END_DECLS
