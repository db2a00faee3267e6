/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-alert-item.h"

G_BEGIN_DECLS

/* As many as a platform tells at once: there may be more. */
#define ZHIHUI_ALERT_LIST_MOST 500

/* Which of the alerts are seen. */
typedef enum
{
  ZHIHUI_ALERT_NOTES_OPEN,  /* nobody has taken note */
  ZHIHUI_ALERT_NOTES_TAKEN, /* somebody has */
  ZHIHUI_ALERT_NOTES_ALL,
} ZhihuiAlertNotes;

#define ZHIHUI_TYPE_ALERT_LIST (zhihui_alert_list_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiAlertList, zhihui_alert_list, ZHIHUI, ALERT_LIST, GtkWidget)

void               zhihui_alert_list_show (ZhihuiAlertList *self, ZhihuiAlerts *alerts, gint64 now);
void               zhihui_alert_list_set_now (ZhihuiAlertList *self, gint64 now);
void               zhihui_alert_list_set_whole (ZhihuiAlertList *self, gboolean is_whole);
ZhihuiAlertNotes   zhihui_alert_list_get_notes (ZhihuiAlertList *self);
const ZhihuiAlert *zhihui_alert_list_get_selected (ZhihuiAlertList *self);
GPtrArray         *zhihui_alert_list_ref_selected (ZhihuiAlertList *self);
void               zhihui_alert_list_end (ZhihuiAlertList *self, const char *id);
gboolean           zhihui_alert_list_select (ZhihuiAlertList *self, const char *id);
void               zhihui_alert_list_take_focus (ZhihuiAlertList *self);
GtkWidget         *zhihui_alert_list_get_rows (ZhihuiAlertList *self);
void               zhihui_alert_list_begin_search (ZhihuiAlertList *self);
guint              zhihui_alert_list_get_n_shown (ZhihuiAlertList *self);

G_END_DECLS
