/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ZHIHUI_MAX_WALL_PAGES 8

guint zhihui_wall_turn_list (const char **names);

G_END_DECLS
