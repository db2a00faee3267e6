/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-mesh.h"

G_BEGIN_DECLS

/* A mesh is one block of memory, the same in the heap and in a file. After the header come, each
 * array without a gap behind the other: places of the regions, arcs, corners, the five arrays of
 * guint32, zooms, text. The order of bytes is the machine's own. */

#define ZHIHUI_MESH_MAGIC "zhimesh1"
#define ZHIHUI_MESH_ORDER 0x01020304u

typedef struct
{
  char    magic[8];
  guint32 order;
  guint32 n_regions, n_rings, n_refs, n_arcs, n_corners, n_text;
  guint32 review_number, attribution; /* places in the text */
  guint32 is_schematic;               /* 0 or 1 */
  guint32 unused[4];                  /* 0 */
} ZhihuiMeshHeader;

typedef struct
{
  double x, y; /* the label's place */
} ZhihuiMeshPlace;

/* Step of the zooms from which corners matter. 31.875 means: never before. */
#define ZHIHUI_MESH_ZOOM_STEPS 8.0

/* What the block consists of, or is to be made of. The last entry of each array of starts is the
 * number of what it points into. A ref is an arc * 2, plus 1 when it is walked backwards; a closed
 * ring is its refs in order. The last corner of an arc is the first of the next. */
typedef struct
{
  ZhihuiMeshHeader       header;
  const ZhihuiMeshPlace *places;       /* n_regions */
  const ZhihuiMeshArc   *arcs;         /* n_arcs */
  const ZhihuiCorner    *corners;      /* n_corners */
  const guint32         *names;        /* n_regions * 2: places of code and name in the text */
  const guint32         *region_rings; /* n_regions + 1 */
  const guint32         *ring_refs;    /* n_rings + 1 */
  const guint32         *refs;         /* n_refs */
  const guint32         *arc_corners;  /* n_arcs + 1 */
  const guint8          *zooms;        /* n_corners, in steps */
  const char            *text;         /* n_text bytes, the last is NUL */
} ZhihuiMeshParts;

/* Whether the line from a to b is crossed on the way from (x, y) to the east; in units of corners.
 * Most lines are dismissed by whole numbers. */
static inline gboolean
zhihui_corner_is_crossed (const ZhihuiCorner *a, const ZhihuiCorner *b, double x, double y)
{
  const guint32 row = (guint32) CLAMP (y, 0, G_MAXUINT32);

  return (a->y > row) != (b->y > row) &&
         x < a->x + (y - a->y) * ((double) b->x - a->x) / ((double) b->y - a->y);
}

GBytes     *zhihui_mesh_parts_join (const ZhihuiMeshParts *parts);
gboolean    zhihui_mesh_parts_split (GBytes *block, ZhihuiMeshParts *parts);
void        zhihui_mesh_parts_append_ring (const ZhihuiMeshParts *parts,
                                           guint32                ring,
                                           double                 zoom,
                                           GArray                *corners);
void        zhihui_mesh_parts_append_arc (const ZhihuiMeshParts *parts,
                                          guint32                arc,
                                          double                 zoom,
                                          GArray                *corners);
guint32     zhihui_mesh_text_keep (GString *all, const char *text);
ZhihuiMesh *zhihui_mesh_new (GBytes *block);
GBytes     *zhihui_mesh_get_block (const ZhihuiMesh *self);

const ZhihuiMeshParts *zhihui_mesh_get_parts (const ZhihuiMesh *self);

G_END_DECLS
