/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-scene.h"
#include "zhihui-map-settings.h"

G_BEGIN_DECLS

#define ZHIHUI_MAP_MAX_SHOWN 8 /* layers: signs that can be told apart */

/* A line of the legend. */
typedef struct
{
  char    *label;       /* owned */
  char    *layer_as_of; /* owned: of when it is, "" unknown */
  gint64   n, n_online; /* things; -1 not asked */
  gint64   n_placed;    /* of them on the map */
  gboolean is_broken;   /* where they are could not be read */
} ZhihuiMapLayerEntry;

/* What decides where they stand and how they look: as long as it is the same nothing is collected
 * again. */
typedef struct
{
  ZhihuiLayers      *layers;   /* owned, nullable */
  ZhihuiMapSettings *settings; /* owned */
  ZhihuiMesh        *mesh;     /* owned */
  ZhihuiRgba         colours[2];
  gboolean           is_wall;
} ZhihuiMapLayersCause;

/* The layers of points that a map shows: where, by which signs, how many. */
typedef struct
{
  ZhihuiMapLayersCause cause;
  guint                n;
  ZhihuiMapLayerEntry  entries[ZHIHUI_MAP_MAX_SHOWN];
  ZhihuiMapLayerLook   looks[ZHIHUI_MAP_MAX_SHOWN];
  GArray              *points;    /* (element-type ZhihuiMapPoint), owned, may be shared */
  guint64              hash;      /* of how they look */
  char                *age;       /* owned, NULL: they are of now */
  gboolean             is_broken; /* what is wanted could not be read, and nothing is kept */
  gboolean             is_unkept; /* the history of a time when there were layers has none */
} ZhihuiMapLayers;

ZhihuiMapLayers *zhihui_map_layers_renew (const ZhihuiMapLayers *before,
                                          ZhihuiSituation       *situation,
                                          ZhihuiMapSettings     *settings,
                                          ZhihuiMesh            *mesh,
                                          const ZhihuiPalette   *palette,
                                          gboolean               is_wall,
                                          gint64                 now_us);
void             zhihui_map_layers_free (ZhihuiMapLayers *self);
void             zhihui_map_layers_fill (const ZhihuiMapLayers *self, ZhihuiMapManner *manner);
guint64          zhihui_map_layers_hash (const ZhihuiMapLayers *self, guint64 hash);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiMapLayers, zhihui_map_layers_free)

G_END_DECLS
