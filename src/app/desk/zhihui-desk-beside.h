/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-board-asked.h"
#include "zhihui-courses.h"
#include "zhihui-source.h"

G_BEGIN_DECLS

/* What stands beside the boards and is no part of a situation: the rated share, and the last months
 * of every unit. Emits "changed" when something of it came or is gone. */
#define ZHIHUI_TYPE_DESK_BESIDE (zhihui_desk_beside_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiDeskBeside, zhihui_desk_beside, ZHIHUI, DESK_BESIDE, GObject)

ZhihuiDeskBeside *zhihui_desk_beside_new (ZhihuiSource *source);
void              zhihui_desk_beside_ask (ZhihuiDeskBeside       *self,
                                          const ZhihuiBoardAsked *asked,
                                          ZhihuiSituation        *situation,
                                          gint64                  now_us);
ZhihuiRanking    *zhihui_desk_beside_get_rated (ZhihuiDeskBeside *self);
ZhihuiCourses    *zhihui_desk_beside_get_courses (ZhihuiDeskBeside *self);

G_END_DECLS
