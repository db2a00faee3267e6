/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-resource.h"

G_BEGIN_DECLS

/* The layers of points are read in one walk: the list of them, then each that is wanted. */

char         *zhihui_layer_walk_make_path (const char *id, const char *region);
ZhihuiLayers *zhihui_layer_walk_read (ZhihuiLayers      *layers,
                                      const ZhihuiPage  *page,
                                      const char *const *wanted,
                                      char             **next,
                                      GError           **error);

char *zhihui_layer_walk_skip (ZhihuiLayers      *layers,
                              const char        *cursor,
                              const char        *fault,
                              const char *const *wanted);

G_END_DECLS
