/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-review-decisions.h"

G_BEGIN_DECLS

/* The least height of one case: its head and its way. u */
#define ZHIHUI_REVIEW_CASE_HEIGHT 186

/* The cases of a meeting with the way of each, as many as have room. */
void zhihui_sketch_review_cases (ZhihuiSketch           *sketch,
                                 const ZhihuiMeeting    *meeting,
                                 const ZhihuiReviewArea *area,
                                 guint                   n_columns,
                                 double                  gap);

G_END_DECLS
