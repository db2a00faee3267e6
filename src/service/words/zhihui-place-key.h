/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *zhihui_place_key_make (const char *region, const char *address);

G_END_DECLS
