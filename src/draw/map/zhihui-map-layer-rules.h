/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-scene.h"
#include "zhihui-settings-text.h"
#include "zhihui-situation.h"

G_BEGIN_DECLS

/* Which layers of points a map shows, and by which sign. */
typedef struct
{
  char           *key; /* owned: id of a layer, "kind:WORD", or "*" for all others */
  ZhihuiPlaceSign sign;
  gboolean        is_hidden;
} ZhihuiMapLayerRule;

GPtrArray *zhihui_map_layer_rules_new (void);
gboolean   zhihui_map_layer_rules_read (GPtrArray *self, ZhihuiSettingsText *text, GError **error);
gboolean   zhihui_map_layer_rules_find (const GPtrArray        *self,
                                        const ZhihuiPlaceLayer *layer,
                                        ZhihuiPlaceSign        *sign);

G_END_DECLS
