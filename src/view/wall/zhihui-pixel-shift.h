/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ZHIHUI_PIXEL_SHIFT_MS 2000
#define ZHIHUI_PIXEL_SHIFT_REACH 12 /* layout units from the middle */

/* Moves a still page about, so that no pixel of the screen ages before the others. Plain value,
 * zero is the middle. */
typedef struct
{
  int   x, y; /* px, now */
  int   to_x, to_y;
  guint n_done; /* shifts so far */
} ZhihuiPixelShift;

guint    zhihui_pixel_shift_start (ZhihuiPixelShift *self, double unit, guint reach);
gboolean zhihui_pixel_shift_step (ZhihuiPixelShift *self);

G_END_DECLS
