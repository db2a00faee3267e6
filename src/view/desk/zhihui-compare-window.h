/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zhihui-period-choice.h"
#include "zhihui-unit-row.h"

G_BEGIN_DECLS

/* One side of a comparison. Borrowed for the call. */
typedef struct
{
  const char          *title;                    /* of the unit, or of the period */
  const char          *detail;                   /* nullable */
  const ZhihuiScore   *scores[ZHIHUI_N_SLOTS];   /* nullable ones */
  const ZhihuiRanking *rankings[ZHIHUI_N_SLOTS]; /* nullable ones: what the scores are of */
} ZhihuiCompareSide;

/* Two units, or two periods of one, side by side. Emits "period-chosen" when another period is to
 * be the first. */
#define ZHIHUI_TYPE_COMPARE_WINDOW (zhihui_compare_window_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiCompareWindow, zhihui_compare_window, ZHIHUI, COMPARE_WINDOW, AdwWindow)

GtkWidget *zhihui_compare_window_new (GtkWindow *parent);
void       zhihui_compare_window_show (ZhihuiCompareWindow     *self,
                                       const ZhihuiCompareSide *one,
                                       const ZhihuiCompareSide *other,
                                       ZhihuiZone              *zone);
void       zhihui_compare_window_show_fault (ZhihuiCompareWindow *self, const char *text);
void       zhihui_compare_window_await (ZhihuiCompareWindow *self);
ZhihuiPeriodChoice *
zhihui_compare_window_offer_periods (ZhihuiCompareWindow *self, ZhihuiZone *zone, gint64 as_of);
char *zhihui_compare_window_write (const ZhihuiCompareSide *one,
                                   const ZhihuiCompareSide *other,
                                   guint                    slot);

G_END_DECLS
