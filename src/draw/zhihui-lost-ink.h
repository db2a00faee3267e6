/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-theme.h"

G_BEGIN_DECLS

void zhihui_lost_ink_avoid (PangoAttrList *attributes, const char *text, const ZhihuiFont *font);
void zhihui_lost_ink_show_line (cairo_t *cr, PangoLayoutLine *line);
void zhihui_lost_ink_show_layout (cairo_t *cr, PangoLayout *layout);

G_END_DECLS
