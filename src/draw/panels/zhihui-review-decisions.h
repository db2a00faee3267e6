/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-meeting-marks.h"

G_BEGIN_DECLS

/* Part of a panel. */
typedef struct
{
  const char *key;                 /* of its title; what stands in it has keys below it */
  double      x, y, width, height; /* u */
} ZhihuiReviewArea;

/* What was decided: by @meeting, or where it is NULL or decided nothing what is not done of all. */
void     zhihui_sketch_review_decisions (ZhihuiSketch           *sketch,
                                         ZhihuiMeetings         *meetings,
                                         const ZhihuiMeeting    *meeting,
                                         const ZhihuiReviewArea *area);
gboolean zhihui_review_has_decisions (ZhihuiMeetings *meetings);
/* u: how high it is with @n rows */
double zhihui_review_get_height (guint n);
/* Who is invited, and who has come. */
guint zhihui_review_count_unit_rows (const ZhihuiMeeting *meeting, double width);
void  zhihui_sketch_review_units (ZhihuiSketch           *sketch,
                                  const ZhihuiMeeting    *meeting,
                                  const ZhihuiReviewArea *area);
/* Rule and title of a part, with a note beside. */
gboolean zhihui_review_title_has_room (ZhihuiSketch           *sketch,
                                       const char             *title,
                                       const char             *note,
                                       const ZhihuiReviewArea *area);
void     zhihui_sketch_review_title (ZhihuiSketch           *sketch,
                                     const char             *title,
                                     const char             *note,
                                     const ZhihuiReviewArea *area);

G_END_DECLS
