/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int zhihui_check_layout (const char *path);

G_END_DECLS
