/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ZHIHUI_TYPE_DESK_REVIEW (zhihui_desk_review_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiDeskReview, zhihui_desk_review, ZHIHUI, DESK_REVIEW, AdwBin)

G_END_DECLS
