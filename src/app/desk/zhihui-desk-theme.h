/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *zhihui_desk_theme_take (void);
char *zhihui_desk_theme_describe (const char *theme);

G_END_DECLS
