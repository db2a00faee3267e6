/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-picture.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_CHART (zhihui_chart_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiChart, zhihui_chart, ZHIHUI, CHART, GtkWidget)

/* Draws into all of @picture. */
typedef void (*ZhihuiChartFunc) (gconstpointer data, ZhihuiPicture *picture);

GtkWidget *zhihui_chart_new (void);
void       zhihui_chart_set (
        ZhihuiChart *self, ZhihuiChartFunc draw, gpointer data, GDestroyNotify destroy, int height);
void zhihui_chart_set_grows (ZhihuiChart *self, gboolean grows);

G_END_DECLS
