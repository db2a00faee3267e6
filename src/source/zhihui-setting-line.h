/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint zhihui_setting_line_find (const char *text, const char *group, const char *key);

G_END_DECLS
