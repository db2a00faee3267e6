/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "zhihui-mercator.h"

G_BEGIN_DECLS

/**
 * ZhihuiMesh:
 *
 * Prepared borders of regions: projected, every border that two share kept once, each corner with
 * the zoom from which it matters. Immutable, counted atomically, readable from any thread; it may
 * live in a mapped file.
 */
typedef struct _ZhihuiMesh ZhihuiMesh;

/* Mercator * 2^32: a unit is 9 mm at the equator. */
typedef struct
{
  guint32 x, y;
} ZhihuiCorner;

#define ZHIHUI_CORNER_SCALE 4294967296.0

typedef struct
{
  const char  *code, *name; /* owned by the mesh; either may be "" */
  ZhihuiExtent extent;
  double       label_x, label_y; /* Mercator: the place inside that is farthest from the border */
} ZhihuiMeshRegion;

typedef struct
{
  int          left, right; /* regions beside it when one walks along it; -1: none */
  ZhihuiExtent extent;
} ZhihuiMeshArc;

/* A region of a mesh, and what it is to be called. */
typedef struct
{
  guint       region;
  const char *code, *name; /* borrowed, nullable */
} ZhihuiMeshChoice;

ZhihuiMesh *zhihui_mesh_ref (ZhihuiMesh *self);
void        zhihui_mesh_unref (ZhihuiMesh *self);

ZhihuiMesh *
zhihui_mesh_extract (const ZhihuiMesh *self, const ZhihuiMeshChoice *choices, guint n_choices);

guint                   zhihui_mesh_get_n_regions (const ZhihuiMesh *self);
const ZhihuiMeshRegion *zhihui_mesh_get_region (const ZhihuiMesh *self, guint region);
int                     zhihui_mesh_find (const ZhihuiMesh *self, const char *code);
int                     zhihui_mesh_find_name (const ZhihuiMesh *self, const char *name);
int zhihui_mesh_match (const ZhihuiMesh *self, const char *code, const char *name);

guint zhihui_mesh_get_n_rings (const ZhihuiMesh *self, guint region);
void  zhihui_mesh_append_ring (
   const ZhihuiMesh *self, guint region, guint ring, double zoom, GArray *corners);

guint                zhihui_mesh_get_n_arcs (const ZhihuiMesh *self);
const ZhihuiMeshArc *zhihui_mesh_get_arc (const ZhihuiMesh *self, guint arc);
void  zhihui_mesh_append_arc (const ZhihuiMesh *self, guint arc, double zoom, GArray *corners);
guint zhihui_mesh_get_n_corners (const ZhihuiMesh *self);

void zhihui_mesh_query (const ZhihuiMesh *self, const ZhihuiExtent *extent, GArray *regions);
int  zhihui_mesh_pick (const ZhihuiMesh *self, double x, double y);

const ZhihuiExtent *zhihui_mesh_get_extent (const ZhihuiMesh *self);
gboolean            zhihui_mesh_is_schematic (const ZhihuiMesh *self);
const char         *zhihui_mesh_get_review_number (const ZhihuiMesh *self);
const char         *zhihui_mesh_get_attribution (const ZhihuiMesh *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiMesh, zhihui_mesh_unref)

G_END_DECLS
