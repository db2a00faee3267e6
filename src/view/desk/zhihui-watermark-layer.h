/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ZHIHUI_TYPE_WATERMARK_LAYER (zhihui_watermark_layer_get_type ())
G_DECLARE_FINAL_TYPE (
  ZhihuiWatermarkLayer, zhihui_watermark_layer, ZHIHUI, WATERMARK_LAYER, GtkWidget)

void        zhihui_watermark_layer_set_text (ZhihuiWatermarkLayer *self, const char *text);
const char *zhihui_watermark_layer_get_text (ZhihuiWatermarkLayer *self);
/* How often its pixels were made. */
guint zhihui_watermark_layer_get_n_drawn (ZhihuiWatermarkLayer *self);

G_END_DECLS
