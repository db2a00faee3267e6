/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-source.h"
#include "zhihui-wall-file.h"

G_BEGIN_DECLS

void     zhihui_page_wants_init (ZhihuiWants *wants);
gboolean zhihui_page_wants_add (
  ZhihuiWants *wants, ZhihuiWallFile *page, int width, int height, double unit, GError **error);

void zhihui_page_wants_add_layer (ZhihuiWants *wants, const char *layer);
void zhihui_page_wants_add_every_layer (ZhihuiWants *wants);
void zhihui_page_wants_of_shipped (const char *name, int width, int height, ZhihuiWants *wants);

G_END_DECLS
