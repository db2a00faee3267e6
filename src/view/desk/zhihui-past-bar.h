/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zhihui-zone.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_PAST_BAR (zhihui_past_bar_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiPastBar, zhihui_past_bar, ZHIHUI, PAST_BAR, AdwBin)

/* Where a replay is. All moments are the platform's, epoch seconds. */
typedef struct
{
  gint64 at;
  gint64 oldest, newest; /* that are kept */
  double speed;          /* how many times as fast as it was; 0: it stands */
  gint64 now;            /* of the platform or of this machine: tells whether a year is named */
} ZhihuiPastPlace;

void zhihui_past_bar_show (ZhihuiPastBar *self, ZhihuiZone *zone, const ZhihuiPastPlace *place);

G_END_DECLS
