/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-tile-provider.h"

G_BEGIN_DECLS

gboolean zhihui_tile_template_check (const char *text, GError **error);
gboolean zhihui_tile_template_needs_key (const char *text);
gboolean zhihui_tile_template_is_local (const char *text);
char    *zhihui_tile_template_expand (const char            *text,
                                      const char *const     *subdomains,
                                      const ZhihuiTilePlace *place,
                                      const char            *key);

G_END_DECLS
