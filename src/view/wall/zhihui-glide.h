/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-theme.h"

G_BEGIN_DECLS

/* Where an item of a picture stands, and how. Colours count for rectangles only. */
typedef struct
{
  double     x, y, width, height; /* px of the panel */
  ZhihuiRgba colour;
} ZhihuiPose;

/* The way of one item from a pose to another. Times are monotonic microseconds. */
typedef struct
{
  ZhihuiPose from, to;
  gint64     start_us;
  gint64     duration_us; /* 0: it has arrived */
} ZhihuiGlide;

double zhihui_ease_in_out (double share);
void   zhihui_glide_rest (ZhihuiGlide *self, const ZhihuiPose *pose);
void   zhihui_glide_go (ZhihuiGlide *self, const ZhihuiPose *to, gint64 now_us, gint64 duration_us);
gboolean zhihui_glide_look (const ZhihuiGlide *self, gint64 now_us, ZhihuiPose *pose);
double   zhihui_glide_share (gint64 start_us, gint64 duration_us, gint64 now_us);
gboolean zhihui_pose_equal (const ZhihuiPose *a, const ZhihuiPose *b);

G_END_DECLS
