/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-pixel-shift.h"
#include "zhihui-wall-page.h"

G_BEGIN_DECLS

/* The pixel shift of one widget: it is allocated anew with each pixel. Plain value, part of the
 * widget's own struct; zero rests in the middle. */
typedef struct
{
  ZhihuiPixelShift shift;
  gint64           since_us; /* monotonic: of the last shift */
  GtkWidget       *widget;   /* borrowed while @step_id runs */
  guint            step_id;  /* timeout, 0 when none */
} ZhihuiPageShift;

void zhihui_page_shift_pass (ZhihuiPageShift *self,
                             GtkWidget       *widget,
                             ZhihuiWallPage  *page,
                             gint64           now_us);
void zhihui_page_shift_restart (ZhihuiPageShift *self, gint64 now_us);
void zhihui_page_shift_stop (ZhihuiPageShift *self);

G_END_DECLS
