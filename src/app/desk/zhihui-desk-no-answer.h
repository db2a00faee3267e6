/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zhihui-source.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_DESK_NO_ANSWER (zhihui_desk_no_answer_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiDeskNoAnswer, zhihui_desk_no_answer, ZHIHUI, DESK_NO_ANSWER, AdwBin)

void zhihui_desk_no_answer_show (ZhihuiDeskNoAnswer *self, ZhihuiSource *source, gint64 now_us);
void zhihui_desk_no_answer_try (ZhihuiDeskNoAnswer *self, ZhihuiSource *source, gint64 now_us);

G_END_DECLS
