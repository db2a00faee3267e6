/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-picture.h"
#include "zhihui-seams.h"
#include "zhihui-situation.h"

G_BEGIN_DECLS

/* Why the page that is seen is the one that is seen. Strings are borrowed. */
typedef struct
{
  gboolean    is_held, is_pinned;
  const char *interruption; /* words of what came between, NULL nothing; plain text */
  const char *next;         /* title of the page that comes in a moment, NULL none */
} ZhihuiWallStrip;

/* One that owns its strings, and the end of it. */
ZhihuiWallStrip zhihui_wall_strip_dup (const ZhihuiWallStrip *self);
void            zhihui_wall_strip_clear (ZhihuiWallStrip *self);

/* u: what frames a page of the past, so that nobody takes it for live. */
#define ZHIHUI_PAST_FRAME 12

void zhihui_wall_past_frame_place (double u, int width, int height, cairo_rectangle_int_t bars[4]);
/* Where the strip begins, px of the page. */
void   zhihui_wall_strip_place (double u, gboolean is_past, int *x, int *y);
double zhihui_wall_strip_find_width (const ZhihuiTheme *theme, int width, const ZhihuiSeams *seams);
ZhihuiPicture *
zhihui_wall_strip_draw (const ZhihuiTheme *theme, const ZhihuiWallStrip *strip, double max_width);
ZhihuiPicture *zhihui_wall_curtain_draw (const ZhihuiTheme *theme,
                                         double             width,
                                         double             height,
                                         ZhihuiSituation   *situation,
                                         gint64             local_now);

G_END_DECLS
