/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-breaks.h"
#include "zhihui-map-scene.h"

G_BEGIN_DECLS

/* Which colour each region of a mesh has, and the legend that says what the colours mean. */

#define ZHIHUI_MAP_MAX_ENTRIES (ZHIHUI_MAP_MAX_CLASSES + 3)

/* A line of the legend. */
typedef struct
{
  ZhihuiRegionState state;
  guint             index;       /* of the class, when filled */
  ZhihuiRgba        fill;        /* as it is drawn; of hatched ones not used */
  guint             count;       /* regions that look so */
  gboolean          is_withheld; /* of those whose figure is told with their town: no class */
} ZhihuiMapEntry;

/* Immutable; one owner. */
typedef struct
{
  ZhihuiMapBreaks        breaks;
  guint                  n;      /* regions of the mesh */
  ZhihuiRegionLook      *looks;  /* owned, one a region */
  const ZhihuiMapValue **values; /* owned; elements borrowed from the reading, NULL: none */
  ZhihuiMapEntry         entries[ZHIHUI_MAP_MAX_ENTRIES]; /* from the top of the legend */
  guint                  n_entries;
  guint                  n_shapeless;     /* values of regions that the mesh does not have */
  const ZhihuiMapValue  *first_shapeless; /* borrowed from the reading, nullable */
} ZhihuiMapLooks;

ZhihuiMapLooks *zhihui_map_looks_new (const ZhihuiMapReading *reading,
                                      const ZhihuiMesh       *mesh,
                                      const ZhihuiMapBreaks  *breaks,
                                      const ZhihuiPalette    *palette);
void            zhihui_map_looks_free (ZhihuiMapLooks *self);
void            zhihui_map_looks_alert (ZhihuiMapLooks *self, ZhihuiAlerts *alerts);
int             zhihui_map_looks_find (const ZhihuiMapLooks *self, const char *code);
guint           zhihui_map_count_matches (const ZhihuiMapReading *reading, const ZhihuiMesh *mesh);
ZhihuiRgba      zhihui_map_choose_fill (const ZhihuiPalette *palette,
                                        ZhihuiBetter         better,
                                        guint                index,
                                        guint                n_classes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiMapLooks, zhihui_map_looks_free)

G_END_DECLS
