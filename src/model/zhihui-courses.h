/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

G_BEGIN_DECLS

#define ZHIHUI_COURSE_STEPS 12 /* months, the last of them that of now */

/* The last months of every unit of a peer group in one metric. */
typedef struct
{
  ZhihuiStamp  stamp;
  ZhihuiMetric metric;
  char        *region, *peer; /* owned */
  GArray      *starts;        /* (element-type gint64), owned: of the steps, the oldest first */
  GHashTable  *units;         /* owned: unit id → ZhihuiTally[starts->len], owned */
} ZhihuiCourses;

ZHIHUI_DECLARE_DATASET (ZhihuiCourses, zhihui_courses)

const ZhihuiTally *zhihui_courses_find (ZhihuiCourses *self, const char *unit);
void zhihui_courses_get_range (ZhihuiCourses *self, guint min_n, double *low, double *high);

G_END_DECLS
