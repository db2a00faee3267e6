/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-alert-board.h"
#include "zhihui-alert-story.h"

G_BEGIN_DECLS

/* Rows of alerts in the store. */
void            zhihui_alert_row_free (ZhihuiAlertRow *row);
gboolean        zhihui_alert_store_load_open (ZhihuiStore *store, GPtrArray *rows, GError **error);
ZhihuiAlertRow *zhihui_alert_store_find (ZhihuiStore *store, const char *key);
gboolean        zhihui_alert_store_load_steps (ZhihuiStore          *store,
                                               const ZhihuiAlertRow *row,
                                               ZhihuiAlertStory     *story,
                                               GError              **error);
gint64          zhihui_alert_store_get_turn (ZhihuiStore *store);
gboolean
zhihui_alert_store_load_since (ZhihuiStore *store, gint64 *turn, GPtrArray *rows, GError **error);
gboolean zhihui_alert_store_write (ZhihuiStore          *store,
                                   const ZhihuiAlertRow *row,
                                   gint64                turn,
                                   GError              **error);
gboolean
zhihui_alert_store_log (ZhihuiStore *store, const ZhihuiAlertChange *change, GError **error);

G_END_DECLS
