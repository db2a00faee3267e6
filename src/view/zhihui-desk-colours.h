/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-theme.h"

G_BEGIN_DECLS

ZhihuiThemeKind zhihui_desk_colours_get (void);
void            zhihui_desk_colours_watch (gpointer object, GCallback changed);

G_END_DECLS
