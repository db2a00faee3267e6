/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-alert-item.h"
#include "zhihui-alert-story.h"

G_BEGIN_DECLS

/* What the user may do about what they told. */
typedef enum
{
  ZHIHUI_PROGRESS_NOTHING,
  ZHIHUI_PROGRESS_UNDO,
  ZHIHUI_PROGRESS_AGAIN,
} ZhihuiProgress;

#define ZHIHUI_TYPE_ALERT_PANE (zhihui_alert_pane_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiAlertPane, zhihui_alert_pane, ZHIHUI, ALERT_PANE, GtkWidget)

void
zhihui_alert_pane_show (ZhihuiAlertPane *self, ZhihuiAlertItem *item, ZhihuiZone *zone, gint64 now);
void zhihui_alert_pane_set_story (ZhihuiAlertPane *self, const ZhihuiAlertStory *story);
void
zhihui_alert_pane_set_progress (ZhihuiAlertPane *self, const char *text, ZhihuiProgress progress);
void zhihui_alert_pane_set_cut (ZhihuiAlertPane *self, gboolean is_cut);
void zhihui_alert_pane_set_hindrance (ZhihuiAlertPane *self, const char *hindrance);
void zhihui_alert_pane_take_focus (ZhihuiAlertPane *self);
void zhihui_alert_pane_show_several (ZhihuiAlertPane *self, guint n);
void zhihui_alert_pane_set_name (ZhihuiAlertPane *self, const char *name);

G_END_DECLS
