/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Codes of GB/T 2260 (six digits: province, city, county) and of what lies below. */
#define ZHIHUI_TOWN_DIGITS 9
#define ZHIHUI_VILLAGE_DIGITS 12

gsize    zhihui_region_code_get_stem (const char *code);
gboolean zhihui_region_code_covers (const char *region, const char *code);
gboolean zhihui_region_code_is_below_town (const char *code);

G_END_DECLS
