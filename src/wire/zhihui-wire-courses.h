/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-courses.h"

G_BEGIN_DECLS

char          *zhihui_wire_encode_courses (ZhihuiCourses *courses, ZhihuiZone *zone);
ZhihuiCourses *zhihui_wire_decode_courses (GBytes *body, GError **error);

G_END_DECLS
