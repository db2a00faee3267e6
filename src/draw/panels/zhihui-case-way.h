/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-meeting-marks.h"

G_BEGIN_DECLS

/* The way of a case: ● done, ⊖ returned or sent back, ○ owed, ◆ overdue. */
void zhihui_sketch_case_way (ZhihuiSketch            *sketch,
                             const char              *prefix,
                             const ZhihuiMeetingCase *one,
                             double                   x,
                             double                   y,
                             double                   width);

/* The desk's: how large a theme is to be, and how high the picture is (px). */
double         zhihui_case_way_get_unit (void);
double         zhihui_case_way_get_height (void);
ZhihuiPicture *zhihui_case_way_draw (const ZhihuiTheme       *theme,
                                     const ZhihuiMeetingCase *one,
                                     ZhihuiZone              *zone,
                                     gint64                   now,
                                     gboolean                 kept,
                                     double                   width);

G_END_DECLS
