/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ZHIHUI_TYPE_WRAP_LAYOUT (zhihui_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiWrapLayout, zhihui_wrap_layout, ZHIHUI, WRAP_LAYOUT, GtkLayoutManager)

GtkLayoutManager *zhihui_wrap_layout_new (void);

G_END_DECLS
