/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zhihui-period.h"

G_BEGIN_DECLS

/* Of which period figures are: one with a name, or from one day to another. */
#define ZHIHUI_TYPE_PERIOD_CHOICE (zhihui_period_choice_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiPeriodChoice, zhihui_period_choice, ZHIHUI, PERIOD_CHOICE, AdwBin)

GtkWidget  *zhihui_period_choice_new (void);
gboolean    zhihui_period_choice_set_now (ZhihuiPeriodChoice *self, ZhihuiZone *zone, gint64 as_of);
const char *zhihui_period_choice_get_period (ZhihuiPeriodChoice *self);
gboolean    zhihui_period_choice_get_window (ZhihuiPeriodChoice *self, ZhihuiWindow *window);
const char *zhihui_period_choice_get_state (ZhihuiPeriodChoice *self);
void        zhihui_period_choice_set_state (ZhihuiPeriodChoice *self, const char *state);
void        zhihui_period_choice_set_usual (ZhihuiPeriodChoice *self, const char *label);
const char *zhihui_period_choice_get_label (ZhihuiPeriodChoice *self);
const char *zhihui_period_choice_judge (gint32 from, gint32 to, gint32 today);

G_END_DECLS
