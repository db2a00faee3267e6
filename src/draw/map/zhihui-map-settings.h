/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-breaks.h"

G_BEGIN_DECLS

/* What an operator says about the map, in the file map.conf (docs/map-colours.md). Immutable, with
 * an atomic reference count. */
typedef struct
{
  ZhihuiBreaksRule rules[ZHIHUI_N_BOARDS];
  ZhihuiMapVolume  volume;
  GPtrArray       *layers; /* (element-type ZhihuiMapLayerRule), owned: which are shown, and how */
  ZhihuiBoard      tour;   /* by which figure the regions are the worst: not the volume */
  gboolean         has_board; /* the command line says which figure is shown: */
  ZhihuiBoard      board;
} ZhihuiMapSettings;

#define ZHIHUI_MAP_SETTINGS_MAX_BYTES (64 * 1024)

ZhihuiMapSettings *zhihui_map_settings_new (void);
ZhihuiMapSettings *zhihui_map_settings_parse (GBytes *bytes, const char *name, GError **error);
ZhihuiMapSettings *zhihui_map_settings_load (const char *path, GError **error);
ZhihuiMapSettings *zhihui_map_settings_ref (ZhihuiMapSettings *self);
void               zhihui_map_settings_unref (ZhihuiMapSettings *self);
guint
zhihui_map_settings_list_layers (const ZhihuiMapSettings *self, const char **keys, guint n_most);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiMapSettings, zhihui_map_settings_unref)

G_END_DECLS
