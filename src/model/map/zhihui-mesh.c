/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-mesh.h"

#include "zhihui-extent-tree.h"
#include "zhihui-mesh-private.h"

struct _ZhihuiMesh
{
  gatomicrefcount   n_refs;
  GBytes           *block; /* owned */
  ZhihuiMeshParts   parts; /* into the block */
  ZhihuiExtent      extent;
  ZhihuiMeshRegion *regions;    /* owned */
  double           *ring_sizes; /* owned: the greater of width and height, Mercator */
  GHashTable       *by_code;    /* owned, code → region + 1 */
  GHashTable       *by_name;    /* owned, name → region + 1, or 0 when several have it */
  ZhihuiExtentTree *tree;       /* owned, of the regions */
};

/* ---- coming and going ---- */

static void
measure_ring (ZhihuiMesh *self, guint32 ring, ZhihuiExtent *extent)
{
  zhihui_extent_clear (extent);
  for (guint32 i = self->parts.ring_refs[ring]; i < self->parts.ring_refs[ring + 1]; i++)
    zhihui_extent_add (extent, &self->parts.arcs[self->parts.refs[i] / 2].extent);

  self->ring_sizes[ring] = MAX (extent->right - extent->left, extent->bottom - extent->top);
}

static void
fill_region (ZhihuiMesh *self, guint32 index)
{
  ZhihuiMeshRegion      *region = &self->regions[index];
  const ZhihuiMeshParts *parts = &self->parts;

  region->code = parts->text + parts->names[index * 2];
  region->name = parts->text + parts->names[index * 2 + 1];
  region->label_x = parts->places[index].x;
  region->label_y = parts->places[index].y;
  zhihui_extent_clear (&region->extent);
  for (guint32 ring = parts->region_rings[index]; ring < parts->region_rings[index + 1]; ring++)
    {
      ZhihuiExtent extent;

      measure_ring (self, ring, &extent);
      zhihui_extent_add (&region->extent, &extent);
    }
  zhihui_extent_add (&self->extent, &region->extent);
}

static void
index_names (ZhihuiMesh *self)
{
  self->by_code = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < self->parts.header.n_regions; i++)
    {
      const ZhihuiMeshRegion *region = &self->regions[i];
      gboolean                is_shared = g_hash_table_contains (self->by_name, region->name);

      if (!g_hash_table_contains (self->by_code, region->code))
        g_hash_table_insert (self->by_code, (char *) region->code, GUINT_TO_POINTER (i + 1));
      g_hash_table_insert (
        self->by_name, (char *) region->name, GUINT_TO_POINTER (is_shared ? 0 : i + 1));
    }
}

/**
 * zhihui_mesh_new:
 * @block: what zhihui_mesh_parts_join () made, or a file that may be damaged
 *
 * Returns: (transfer full) (nullable): a mesh that keeps @block, or %NULL when it is unsound
 */
ZhihuiMesh *
zhihui_mesh_new (GBytes *block)
{
  ZhihuiMesh              *self;
  ZhihuiMeshParts          parts;
  g_autofree ZhihuiExtent *extents = NULL;

  if (!zhihui_mesh_parts_split (block, &parts))
    return NULL;

  self = g_new0 (ZhihuiMesh, 1);
  g_atomic_ref_count_init (&self->n_refs);
  self->block = g_bytes_ref (block);
  self->parts = parts;
  self->regions = g_new0 (ZhihuiMeshRegion, parts.header.n_regions);
  self->ring_sizes = g_new0 (double, parts.header.n_rings);
  zhihui_extent_clear (&self->extent);
  extents = g_new (ZhihuiExtent, parts.header.n_regions);
  for (guint32 i = 0; i < parts.header.n_regions; i++)
    {
      fill_region (self, i);
      extents[i] = self->regions[i].extent;
    }
  self->tree = zhihui_extent_tree_new (extents, parts.header.n_regions);
  index_names (self);
  return self;
}

ZhihuiMesh *
zhihui_mesh_ref (ZhihuiMesh *self)
{
  g_atomic_ref_count_inc (&self->n_refs);
  return self;
}

void
zhihui_mesh_unref (ZhihuiMesh *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->n_refs))
    return;

  zhihui_extent_tree_free (self->tree);
  g_hash_table_unref (self->by_code);
  g_hash_table_unref (self->by_name);
  g_free (self->regions);
  g_free (self->ring_sizes);
  g_bytes_unref (self->block);
  g_free (self);
}

/**
 * zhihui_mesh_get_block:
 * @self: a mesh
 *
 * Returns: (transfer none): what zhihui_mesh_new () makes it from again
 */
GBytes *
zhihui_mesh_get_block (const ZhihuiMesh *self)
{
  return self->block;
}

/**
 * zhihui_mesh_get_parts:
 * @self: a mesh
 *
 * Returns: (transfer none): what its block consists of
 */
const ZhihuiMeshParts *
zhihui_mesh_get_parts (const ZhihuiMesh *self)
{
  return &self->parts;
}

/* ---- regions ---- */

guint
zhihui_mesh_get_n_regions (const ZhihuiMesh *self)
{
  return self->parts.header.n_regions;
}

/**
 * zhihui_mesh_get_region:
 * @self: a mesh
 * @region: less than the number of regions
 *
 * Returns: (transfer none): what is known of it, for as long as the mesh lives
 */
const ZhihuiMeshRegion *
zhihui_mesh_get_region (const ZhihuiMesh *self, guint region)
{
  g_return_val_if_fail (region < self->parts.header.n_regions, NULL);

  return &self->regions[region];
}

/**
 * zhihui_mesh_find:
 * @self: a mesh
 * @code: (nullable): of a region
 *
 * Returns: the region of that code, -1 without one; "" is no code
 */
int
zhihui_mesh_find (const ZhihuiMesh *self, const char *code)
{
  if (code == NULL || *code == '\0')
    return -1;

  return GPOINTER_TO_INT (g_hash_table_lookup (self->by_code, code)) - 1;
}

/**
 * zhihui_mesh_find_name:
 * @self: a mesh
 * @name: (nullable): of a region
 *
 * Returns: the only region of that name, -1 with none or several
 */
int
zhihui_mesh_find_name (const ZhihuiMesh *self, const char *name)
{
  if (name == NULL || *name == '\0')
    return -1;

  return GPOINTER_TO_INT (g_hash_table_lookup (self->by_name, name)) - 1;
}

/**
 * zhihui_mesh_match:
 * @self: a mesh
 * @code: (nullable): of a region
 * @name: (nullable): of the same
 *
 * Returns: the region of that code, else the only one of that name, else -1
 */
int
zhihui_mesh_match (const ZhihuiMesh *self, const char *code, const char *name)
{
  int region = zhihui_mesh_find (self, code);

  return region >= 0 ? region : zhihui_mesh_find_name (self, name);
}

/* ---- rings and arcs ---- */

guint
zhihui_mesh_get_n_rings (const ZhihuiMesh *self, guint region)
{
  g_return_val_if_fail (region < self->parts.header.n_regions, 0);

  return self->parts.region_rings[region + 1] - self->parts.region_rings[region];
}

/**
 * zhihui_mesh_append_ring:
 * @self: a mesh
 * @region: a region
 * @ring: less than its number of rings
 * @zoom: of the map: the world is 256 * 2^zoom pixels wide
 * @corners: (element-type ZhihuiCorner): where they are appended
 *
 * Appends the corners of a ring that matter at that zoom. The ring is closed implicitly; outer
 * rings go clockwise on the screen and holes the other way, so that both fill rules show the same.
 * A ring smaller than a pixel appends nothing.
 */
void
zhihui_mesh_append_ring (
  const ZhihuiMesh *self, guint region, guint ring, double zoom, GArray *corners)
{
  guint32 index;

  g_return_if_fail (ring < zhihui_mesh_get_n_rings (self, region));

  index = self->parts.region_rings[region] + ring;
  if (self->ring_sizes[index] * zhihui_mercator_get_world_px (zoom) >= 1)
    zhihui_mesh_parts_append_ring (&self->parts, index, zoom, corners);
}

guint
zhihui_mesh_get_n_arcs (const ZhihuiMesh *self)
{
  return self->parts.header.n_arcs;
}

/**
 * zhihui_mesh_get_arc:
 * @self: a mesh
 * @arc: less than the number of arcs
 *
 * Returns: (transfer none): what lies beside it and where it is, for as long as the mesh lives
 */
const ZhihuiMeshArc *
zhihui_mesh_get_arc (const ZhihuiMesh *self, guint arc)
{
  g_return_val_if_fail (arc < self->parts.header.n_arcs, NULL);

  return &self->parts.arcs[arc];
}

static gboolean
is_closed (const ZhihuiMeshParts *parts, guint arc)
{
  const ZhihuiCorner *first = &parts->corners[parts->arc_corners[arc]];
  const ZhihuiCorner *last = &parts->corners[parts->arc_corners[arc + 1] - 1];

  return first->x == last->x && first->y == last->y;
}

/**
 * zhihui_mesh_append_arc:
 * @self: a mesh
 * @arc: less than the number of arcs
 * @zoom: of the map: the world is 256 * 2^zoom pixels wide
 * @corners: (element-type ZhihuiCorner): where they are appended
 *
 * Appends the corners of a border that matter at that zoom, both ends included: those of an island
 * are the same corner. Every border is one arc, whoever shares it. An island smaller than a pixel
 * appends nothing.
 */
void
zhihui_mesh_append_arc (const ZhihuiMesh *self, guint arc, double zoom, GArray *corners)
{
  const ZhihuiMeshParts *parts = &self->parts;
  const ZhihuiExtent    *extent;
  double                 size;

  g_return_if_fail (arc < parts->header.n_arcs);

  extent = &parts->arcs[arc].extent;
  size = MAX (extent->right - extent->left, extent->bottom - extent->top);
  if (size * zhihui_mercator_get_world_px (zoom) < 1 && is_closed (parts, arc))
    return;

  zhihui_mesh_parts_append_arc (parts, arc, zoom, corners);
}

/**
 * zhihui_mesh_get_n_corners:
 * @self: a mesh
 *
 * Returns: how many corners all arcs have
 */
guint
zhihui_mesh_get_n_corners (const ZhihuiMesh *self)
{
  return self->parts.header.n_corners;
}

/* ---- where ---- */

/**
 * zhihui_mesh_query:
 * @self: a mesh
 * @extent: a part of the world
 * @regions: (element-type guint): where the regions are appended whose extent meets it, in no order
 */
void
zhihui_mesh_query (const ZhihuiMesh *self, const ZhihuiExtent *extent, GArray *regions)
{
  zhihui_extent_tree_query (self->tree, extent, regions);
}

/* How often an arc is crossed on the way to the east, even or odd. Of an arc that lies east as a
 * whole only its ends count. */
static gboolean
is_arc_crossed (const ZhihuiMeshParts *parts, guint32 arc, double x, double y)
{
  const ZhihuiExtent *extent = &parts->arcs[arc].extent;
  const ZhihuiCorner *corners = parts->corners + parts->arc_corners[arc];
  guint32             n = parts->arc_corners[arc + 1] - parts->arc_corners[arc];
  gboolean            odd = FALSE;

  if (extent->right < x || extent->bottom < y || extent->top > y)
    return FALSE;

  x *= ZHIHUI_CORNER_SCALE;
  y *= ZHIHUI_CORNER_SCALE;
  if (extent->left * ZHIHUI_CORNER_SCALE > x)
    return (corners[0].y > y) != (corners[n - 1].y > y);

  for (guint32 i = 0; i + 1 < n; i++)
    odd ^= zhihui_corner_is_crossed (&corners[i], &corners[i + 1], x, y);

  return odd;
}

static gboolean
is_inside (const ZhihuiMeshParts *parts, guint region, double x, double y)
{
  guint32  from = parts->ring_refs[parts->region_rings[region]];
  guint32  to = parts->ring_refs[parts->region_rings[region + 1]];
  gboolean odd = FALSE;

  for (guint32 i = from; i < to; i++)
    odd ^= is_arc_crossed (parts, parts->refs[i] / 2, x, y);

  return odd;
}

static double
measure_extent (const ZhihuiExtent *extent)
{
  return (extent->right - extent->left) * (extent->bottom - extent->top);
}

/**
 * zhihui_mesh_pick:
 * @self: a mesh
 * @x: Mercator
 * @y: Mercator
 *
 * Returns: the region there, the smallest when several overlap; -1 outside all
 */
int
zhihui_mesh_pick (const ZhihuiMesh *self, double x, double y)
{
  const ZhihuiExtent spot = { x, y, x, y };
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (guint));
  double least = G_MAXDOUBLE;
  int    picked = -1;

  zhihui_mesh_query (self, &spot, near);
  for (guint i = 0; i < near->len; i++)
    {
      guint  region = g_array_index (near, guint, i);
      double size = measure_extent (&self->regions[region].extent);

      if (size < least && is_inside (&self->parts, region, x, y))
        {
          least = size;
          picked = (int) region;
        }
    }

  return picked;
}

/* ---- the whole ---- */

/**
 * zhihui_mesh_get_extent:
 * @self: a mesh
 *
 * Returns: (transfer none): the least extent that holds all regions
 */
const ZhihuiExtent *
zhihui_mesh_get_extent (const ZhihuiMesh *self)
{
  return &self->extent;
}

/**
 * zhihui_mesh_is_schematic:
 * @self: a mesh
 *
 * Returns: whether places are true only roughly, so that the map must say 示意
 */
gboolean
zhihui_mesh_is_schematic (const ZhihuiMesh *self)
{
  return self->parts.header.is_schematic != 0;
}

static const char *
get_text (const ZhihuiMesh *self, guint32 place)
{
  const char *text = self->parts.text + place;

  return *text != '\0' ? text : NULL;
}

/**
 * zhihui_mesh_get_review_number:
 * @self: a mesh
 *
 * Returns: (nullable): the 审图号, which must be drawn wherever the map is
 */
const char *
zhihui_mesh_get_review_number (const ZhihuiMesh *self)
{
  return get_text (self, self->parts.header.review_number);
}

/**
 * zhihui_mesh_get_attribution:
 * @self: a mesh
 *
 * Returns: (nullable): whose map it is
 */
const char *
zhihui_mesh_get_attribution (const ZhihuiMesh *self)
{
  return get_text (self, self->parts.header.attribution);
}
