/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *zhihui_region_level_name_whole (const char *name);

G_END_DECLS
