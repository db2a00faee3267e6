/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ZHIHUI_MM(mm) ((mm) *72.0 / 25.4)

/* How large a page is, and how much of it is left white. Points of the sheet that is written on. */
typedef struct
{
  double   width, height;
  double   left, right, top, bottom; /* margins */
  double   scale;     /* units of the file a point: 1 on paper, more on pages shaped as a wall */
  gboolean is_pixels; /* those units are pixels, else points */
} ZhihuiPaperFormat;

/* Of the head that all pages have but the first, above the text, points. */
#define ZHIHUI_PAPER_RUNNING_HEIGHT 22.0

gboolean zhihui_paper_format_parse (const char *text, ZhihuiPaperFormat *format, GError **error);

G_END_DECLS
