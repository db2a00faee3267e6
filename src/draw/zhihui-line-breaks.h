/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pango.h>

G_BEGIN_DECLS

void zhihui_line_breaks_keep (PangoAttrList *attributes, const char *text);

G_END_DECLS
