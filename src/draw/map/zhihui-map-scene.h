/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-mesh.h"
#include "zhihui-theme.h"
#include "zhihui-viewport.h"

G_BEGIN_DECLS

/**
 * ZhihuiMapScene:
 *
 * What a map shows: the borders of regions, the look of each, and points. Immutable, counted
 * atomically; any number of threads may paint it at once. It draws no text: names, figures and the
 * numbers in clusters are drawn above it by who has a theme.
 */
typedef struct _ZhihuiMapScene ZhihuiMapScene;

typedef enum
{
  ZHIHUI_REGION_FILLED,
  ZHIHUI_REGION_NO_DATA, /* 无数据: hatched, @fill is not used */
  ZHIHUI_REGION_TOO_FEW, /* 样本不足: hatched the other way, @fill is not used */
} ZhihuiRegionState;

typedef struct
{
  ZhihuiRgba        fill;
  ZhihuiRegionState state;
  gboolean          alert; /* outlined in the colour of attention */
} ZhihuiRegionLook;

typedef struct
{
  double  x, y;        /* Mercator */
  guint32 count;       /* cases here; 1: a single one; 0 is not drawn */
  guint32 overdue;     /* of them */
  guint16 layer;       /* 0: cases; else index + 1 into the layers of the manner */
  guint8  is_gathered; /* of a layer: what a region has, beneath its name, not a place */
} ZhihuiMapPoint;

typedef enum
{
  ZHIHUI_POINTS_DOTS,     /* one a case, or one for k of them */
  ZHIHUI_POINTS_CLUSTERS, /* circles, area by count */
  ZHIHUI_POINTS_HEAT,     /* density */
} ZhihuiPointsManner;

/* Signs of places that are no cases, drawn by cairo. */
typedef enum
{
  ZHIHUI_PLACE_STATION, /* square */
  ZHIHUI_PLACE_WINDOW,  /* square with a cross */
  ZHIHUI_PLACE_CAMERA,  /* circle with a dot */
  ZHIHUI_PLACE_OTHER,   /* triangle */
} ZhihuiPlaceSign;

typedef struct
{
  ZhihuiPlaceSign sign;
  ZhihuiRgba      colour;
  /* It is public where they are: only these are drawn at their own place on a wall. Points of all
   * other layers are snapped to regions and merged there like cases. */
  gboolean public_places;
} ZhihuiMapLayerLook;

#define ZHIHUI_MAP_MAX_LAYERS 16

/* How a map is drawn; lengths in u. Filled by zhihui_map_manner_init(). */
typedef struct
{
  ZhihuiPalette      palette;
  double             unit;          /* px a u */
  double             names;         /* size of names, 1 usual: signs stand beneath them */
  double             border;        /* width between regions, where they are large enough */
  double             parent_border; /* between regions of different parents */
  double             alert_border;
  double             edge; /* line around all of the map, where the ground is light; 0: none */
  gboolean           wall; /* seen by the public: points are snapped and merged */
  gboolean           kept; /* not of now: faint, without attention, dots hollow */
  ZhihuiPointsManner points;
  guint              n_layers;
  ZhihuiMapLayerLook layers[ZHIHUI_MAP_MAX_LAYERS];
} ZhihuiMapManner;

void   zhihui_map_manner_init (ZhihuiMapManner *self, const ZhihuiPalette *palette, double unit);
double zhihui_map_get_base_opacity (const ZhihuiRgba *ground);

/* A place where several cases stand for one sign; what the label drawer writes into. */
typedef struct
{
  double  x, y;   /* of the middle, px of the viewport */
  double  radius; /* px */
  guint32 count;
  guint32 overdue; /* > 0: a ◆ stands at its top right */
} ZhihuiMapMark;

/* A sign of a place that is seen. */
typedef struct
{
  double   x, y;        /* of its middle, px of the viewport */
  double   radius;      /* px */
  double   width;       /* px: with the number at its right */
  guint32  count;       /* things; more than one are written at its right */
  gboolean is_gathered; /* it stands beneath the name of a region, which leaves it room */
} ZhihuiMapPlaceMark;

ZhihuiMapScene *zhihui_map_scene_new (ZhihuiMesh             *mesh,
                                      const ZhihuiRegionLook *looks,
                                      const GArray           *points,
                                      const ZhihuiMapManner  *manner);
ZhihuiMapScene *zhihui_map_scene_renew (ZhihuiMapScene         *before,
                                        ZhihuiMesh             *mesh,
                                        const ZhihuiRegionLook *looks,
                                        const GArray           *points,
                                        const ZhihuiMapManner  *manner);
ZhihuiMapScene *zhihui_map_scene_recolour (ZhihuiMapScene *self, const ZhihuiRegionLook *looks);
ZhihuiMapScene *zhihui_map_scene_ref (ZhihuiMapScene *self);
void            zhihui_map_scene_unref (ZhihuiMapScene *self);

ZhihuiMesh            *zhihui_map_scene_get_mesh (const ZhihuiMapScene *self);
const ZhihuiMapManner *zhihui_map_scene_get_manner (const ZhihuiMapScene *self);
guint                  zhihui_map_scene_get_dot_cases (const ZhihuiMapScene *self, double zoom);
double                 zhihui_map_scene_get_reach (const ZhihuiMapScene *self);
void                   zhihui_map_scene_get_marks (const ZhihuiMapScene *self,
                                                   const ZhihuiViewport *viewport,
                                                   GArray               *marks);
void                   zhihui_map_scene_get_places (const ZhihuiMapScene *self,
                                                    const ZhihuiViewport *viewport,
                                                    GArray               *places);

void
zhihui_map_scene_paint (const ZhihuiMapScene *self, cairo_t *cr, const ZhihuiViewport *viewport);
void zhihui_map_scene_paint_outline (const ZhihuiMapScene *self,
                                     cairo_t              *cr,
                                     const ZhihuiViewport *viewport,
                                     int                   region,
                                     const ZhihuiRgba     *colour,
                                     double                width);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiMapScene, zhihui_map_scene_unref)

G_END_DECLS
