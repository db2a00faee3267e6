/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-theme.h"

G_BEGIN_DECLS

void zhihui_lost_ink_avoid (PangoAttrList *attributes, const char *text, const ZhihuiFont *font);

G_END_DECLS
