/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zhihui-compare-side.h"
#include "zhihui-period-choice.h"

G_BEGIN_DECLS

/* Two units, or two periods of one, side by side. Emits "period-chosen" when another period is to
 * be the first, and "asked": "copy" when the figures were put on the clipboard, "csv" and "pdf"
 * when they are wanted as a file or on paper. */
#define ZHIHUI_TYPE_COMPARE_WINDOW (zhihui_compare_window_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiCompareWindow, zhihui_compare_window, ZHIHUI, COMPARE_WINDOW, AdwWindow)

GtkWidget       *zhihui_compare_window_new (GtkWindow *parent);
void             zhihui_compare_window_show (ZhihuiCompareWindow     *self,
                                             const ZhihuiCompareSide *one,
                                             const ZhihuiCompareSide *other,
                                             ZhihuiZone              *zone);
void             zhihui_compare_window_show_fault (ZhihuiCompareWindow *self, const char *text);
void             zhihui_compare_window_await (ZhihuiCompareWindow *self);
ZhihuiDataTable *zhihui_compare_window_get_table (ZhihuiCompareWindow *self);
char            *zhihui_compare_window_write_text (ZhihuiCompareWindow *self);
ZhihuiPeriodChoice *
zhihui_compare_window_offer_periods (ZhihuiCompareWindow *self, ZhihuiZone *zone, gint64 as_of);
char *zhihui_compare_window_write (const ZhihuiCompareSide *one,
                                   const ZhihuiCompareSide *other,
                                   guint                    slot);

G_END_DECLS
