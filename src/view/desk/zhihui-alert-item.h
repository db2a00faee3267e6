/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "zhihui-situation.h"

G_BEGIN_DECLS

/* One alert in a list: read-only, but for its age. Property "age": how long ago it was raised. */
#define ZHIHUI_TYPE_ALERT_ITEM (zhihui_alert_item_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiAlertItem, zhihui_alert_item, ZHIHUI, ALERT_ITEM, GObject)

ZhihuiAlertItem   *zhihui_alert_item_new (ZhihuiAlerts *alerts, guint index);
const ZhihuiAlert *zhihui_alert_item_get_alert (ZhihuiAlertItem *self);
void               zhihui_alert_item_set_now (ZhihuiAlertItem *self, gint64 now);
gboolean           zhihui_alert_item_is_same (ZhihuiAlertItem *self, const ZhihuiAlert *alert);

/* What desks call them. */
const char *zhihui_alert_item_name_kind (const char *kind);
char       *zhihui_alert_item_describe_change (const ZhihuiAlert *seen, const ZhihuiAlert *now);

G_END_DECLS
