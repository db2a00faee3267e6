/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-cluster-index.h"
#include "zhihui-dot-field.h"
#include "zhihui-map-scene.h"

G_BEGIN_DECLS

typedef struct
{
  ZhihuiCorner first, last;
  gboolean     between_parents; /* the regions at its sides have different parents */
} ZhihuiArcEnds;

/* What is kept, not of now, is drawn at 55 %: mixed with the ground, so nothing shines through. */
#define ZHIHUI_MAP_KEPT_RATIO 0.55

/* A sign of a place, and how far beside its place it stands. */
typedef struct
{
  ZhihuiMapPoint point;
  float          dx, dy; /* u */
} ZhihuiMapPlaced;

/* Of signs beneath a name, two a row. */
#define ZHIHUI_MAP_PLACE_ROWS (ZHIHUI_MAP_MAX_LAYERS / 2)

/* What scenes that differ only in colour share. */
typedef struct
{
  gatomicrefcount ref_count;
  ZhihuiMesh     *mesh; /* owned */
  ZhihuiMapManner manner;
  ZhihuiArcEnds  *arc_ends;    /* owned, one an arc */
  double          region_size; /* Mercator: edge of a square as large as the middle one of all */
  double          region_width, region_height; /* Mercator: of that middle one */
  float   row_widths[ZHIHUI_MAP_PLACE_ROWS];   /* u: of the widest row of signs; 0: there is none */
  guint64 points_hash;                         /* of what @cases and @places were made of */
  GArray *cases;                               /* (element-type ZhihuiMapPoint), owned */
  GArray *places;                 /* (element-type ZhihuiMapPlaced), owned: of layers */
  ZhihuiClusterIndex *clusters;   /* owned, NULL: not in that manner */
  double             *heat_peaks; /* owned, likewise: of zhihui_heat_find_peaks () */
  ZhihuiDotField     *dots;       /* owned, likewise */
} ZhihuiMapFrame;

/* Of 0…255, multiplied with alpha. */
typedef struct
{
  float red, green, blue, alpha;
} ZhihuiInk;

struct _ZhihuiMapScene
{
  gatomicrefcount ref_count;
  ZhihuiMapFrame *frame;  /* owned */
  ZhihuiInk      *inks;   /* owned, one a region after one for what is outside of all */
  guint8         *states; /* owned, ZhihuiRegionState of each region */
  GArray         *alerts; /* (element-type guint), owned: regions */
  guint           n_hatched;
};

ZhihuiInk  zhihui_ink_make (const ZhihuiRgba *colour);
ZhihuiRgba zhihui_rgba_mix (const ZhihuiRgba *from, const ZhihuiRgba *to, double ratio);
double     zhihui_map_frame_get_border (const ZhihuiMapFrame *self, double world, gboolean parents);

G_END_DECLS
