/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-mesh-builder.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "zhihui-edge-mend.h"
#include "zhihui-error.h"
#include "zhihui-label-place.h"
#include "zhihui-line-weights.h"
#include "zhihui-mesh-private.h"
#include "zhihui-outline.h"
#include "zhihui-region-rings.h"
#include "zhihui-ring-intake.h"

#define EQUATOR_M 40075016.686 /* of WGS 84 */
#define LABEL_SIZE_PX 256.0    /* how large a region is drawn to find its label's place */

typedef struct
{
  GPtrArray        *outlines;  /* borrowed (element-type ZhihuiOutline): the first of each region */
  GHashTable       *by_code;   /* owned, code → region + 1 */
  GString          *text;      /* owned */
  GArray           *names;     /* owned (element-type guint32) */
  GArray           *places;    /* owned (element-type ZhihuiMeshPlace) */
  GByteArray       *zooms;     /* owned */
  ZhihuiWeightHeap *heap;      /* owned */
  GArray           *corners;   /* owned (element-type ZhihuiCorner), of what is at hand */
  GArray           *ring_ends; /* owned (element-type guint32), of what is at hand */
} Build;

static void
clear_build (Build *self)
{
  g_hash_table_unref (self->by_code);
  g_string_free (self->text, TRUE);
  g_array_unref (self->names);
  g_array_unref (self->places);
  g_byte_array_unref (self->zooms);
  zhihui_weight_heap_free (self->heap);
  g_array_unref (self->corners);
  g_array_unref (self->ring_ends);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Build, clear_build)

/* What has the same code is the same region: an island may be a feature of its own. */
static guint32
find_region (Build *self, const ZhihuiOutline *outline)
{
  const guint32 n_regions = self->names->len / 2;
  gpointer      known = NULL;
  guint32       name;

  if (*outline->code != '\0')
    known = g_hash_table_lookup (self->by_code, outline->code);
  if (known != NULL)
    return GPOINTER_TO_UINT (known) - 1;

  name = zhihui_mesh_text_keep (self->text, outline->code);
  g_array_append_val (self->names, name);
  name = zhihui_mesh_text_keep (self->text, outline->name);
  g_array_append_val (self->names, name);
  if (*outline->code != '\0')
    g_hash_table_insert (self->by_code, outline->code, GUINT_TO_POINTER (n_regions + 1));
  return n_regions;
}

static void
fail_without_area (GError **error)
{
  g_set_error_literal (
    error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("no region of the map has an area"));
}

static ZhihuiEdgeSet *
gather_edges (Build *self, GPtrArray *outlines, GCancellable *cancellable, GError **error)
{
  g_autoptr (ZhihuiEdgeSet) edges = zhihui_edge_set_new ();
  g_autoptr (ZhihuiRingIntake) intake = zhihui_ring_intake_new (edges);

  for (guint i = 0; i < outlines->len; i++)
    {
      const ZhihuiOutline *outline = outlines->pdata[i];

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (zhihui_ring_intake_has_area (intake, outline))
        zhihui_ring_intake_add (intake, outline, find_region (self, outline));
    }

  if (edges->uses->len == 0)
    {
      fail_without_area (error);
      return NULL;
    }

  zhihui_edge_set_seal (edges);
  return g_steal_pointer (&edges);
}

/* Metres in the middle of the map become units of corners. */
static void
mend (ZhihuiEdgeSet *edges, double snap_m)
{
  const ZhihuiCorner *middle = &g_array_index (edges->points, ZhihuiCorner, edges->points->len / 2);
  double              lon, lat;

  if (snap_m <= 0)
    return;

  zhihui_mercator_unproject (
    middle->x / ZHIHUI_CORNER_SCALE, middle->y / ZHIHUI_CORNER_SCALE, &lon, &lat);
  zhihui_edge_mend (edges,
                    snap_m / EQUATOR_M / MAX (cos (lat * G_PI / 180), 0.1) * ZHIHUI_CORNER_SCALE);
}

static void
weigh_arcs (Build *self, const ZhihuiArcSet *arcs, gboolean keep_all)
{
  g_byte_array_set_size (self->zooms, arcs->corners->len);
  if (keep_all)
    {
      memset (self->zooms->data, 0, self->zooms->len);
      return;
    }

  for (guint32 arc = 0; arc < arcs->ends->len; arc++)
    {
      guint32 from = g_array_index (arcs->starts, guint32, arc);

      zhihui_line_weigh (&g_array_index (arcs->corners, ZhihuiCorner, from),
                         g_array_index (arcs->starts, guint32, arc + 1) - from,
                         self->heap,
                         self->zooms->data + from);
    }
}

/* The zoom at which the region fills LABEL_SIZE_PX: more corners would not move its label. */
static double
choose_label_zoom (const ZhihuiMeshParts *parts, guint32 region)
{
  ZhihuiExtent extent;
  double       size;
  guint32      from = parts->ring_refs[parts->region_rings[region]];
  guint32      to = parts->ring_refs[parts->region_rings[region + 1]];

  zhihui_extent_clear (&extent);
  for (guint32 i = from; i < to; i++)
    zhihui_extent_add (&extent, &parts->arcs[parts->refs[i] / 2].extent);

  size = MAX (extent.right - extent.left, extent.bottom - extent.top);
  return log2 (LABEL_SIZE_PX / ZHIHUI_MERCATOR_TILE_PX / MAX (size, 1 / ZHIHUI_CORNER_SCALE));
}

static void
place_label (Build *self, const ZhihuiMeshParts *parts, guint32 region)
{
  const double    zoom = choose_label_zoom (parts, region);
  ZhihuiMeshPlace place = { 0 };

  g_array_set_size (self->corners, 0);
  g_array_set_size (self->ring_ends, 0);
  for (guint32 ring = parts->region_rings[region]; ring < parts->region_rings[region + 1]; ring++)
    {
      guint n_before = self->corners->len;

      zhihui_mesh_parts_append_ring (parts, ring, zoom, self->corners);
      if (self->corners->len > n_before)
        g_array_append_val (self->ring_ends, self->corners->len);
    }

  if (self->ring_ends->len > 0)
    zhihui_label_place_find (self->corners, self->ring_ends, self->heap, &place.x, &place.y);
  place.x /= ZHIHUI_CORNER_SCALE;
  place.y /= ZHIHUI_CORNER_SCALE;
  g_array_append_val (self->places, place);
}

static GBytes *
join (Build                   *self,
      const ZhihuiArcSet      *arcs,
      const ZhihuiRegionRings *rings,
      const ZhihuiMeshOptions *options)
{
  ZhihuiMeshParts parts = {
    .header = { .n_regions = self->names->len / 2,
                .n_rings = rings->ring_refs->len - 1,
                .n_refs = rings->refs->len,
                .n_arcs = rings->arcs->len,
                .n_corners = arcs->corners->len,
                .review_number = zhihui_mesh_text_keep (self->text, options->review_number),
                .attribution = zhihui_mesh_text_keep (self->text, options->attribution),
                .is_schematic = options->is_schematic },
    .arcs = (const ZhihuiMeshArc *) rings->arcs->data,
    .corners = (const ZhihuiCorner *) arcs->corners->data,
    .names = (const guint32 *) self->names->data,
    .region_rings = (const guint32 *) rings->region_rings->data,
    .ring_refs = (const guint32 *) rings->ring_refs->data,
    .refs = (const guint32 *) rings->refs->data,
    .arc_corners = (const guint32 *) arcs->starts->data,
    .zooms = self->zooms->data,
    .text = self->text->str,
  };

  for (guint32 region = 0; region < parts.header.n_regions; region++)
    place_label (self, &parts, region);
  parts.places = (const ZhihuiMeshPlace *) self->places->data;
  parts.header.n_text = (guint32) self->text->len;
  return zhihui_mesh_parts_join (&parts);
}

/* Rings may have vanished: what is left of them has two equal sides everywhere, or was smaller than
 * what snaps. */
static ZhihuiMesh *
drop_bare_regions (ZhihuiMesh *whole, GError **error)
{
  g_autoptr (ZhihuiMesh) mesh = whole;
  g_autoptr (GArray) choices = g_array_new (FALSE, FALSE, sizeof (ZhihuiMeshChoice));

  for (guint i = 0; i < zhihui_mesh_get_n_regions (mesh); i++)
    {
      const ZhihuiMeshRegion *region = zhihui_mesh_get_region (mesh, i);
      const ZhihuiMeshChoice  choice = { i, region->code, region->name };

      if (zhihui_mesh_get_n_rings (mesh, i) > 0)
        g_array_append_val (choices, choice);
    }

  if (choices->len == zhihui_mesh_get_n_regions (mesh))
    return g_steal_pointer (&mesh);
  if (choices->len > 0)
    return zhihui_mesh_extract (mesh, (const ZhihuiMeshChoice *) choices->data, choices->len);

  fail_without_area (error);
  return NULL;
}

/**
 * zhihui_mesh_build:
 * @outlines: (element-type ZhihuiOutline): borders in WGS 84, however they are wound or closed
 * @options: (nullable): what else the mesh knows
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Outlines with the same code become one region, those without an area none, so that every region
 * has a ring; the regions are in the order of the outlines. Corners that are equal in two outlines
 * become one, so that the borders between them are shared and stay so at every zoom. Inside is what
 * an odd number of rings holds; a ring that is given twice counts once. It takes about a second for
 * a million corners: call it in a thread.
 *
 * Returns: (transfer full) (nullable): the mesh, or %NULL: %ZHIHUI_ERROR_INVALID when nothing has
 * an area
 */
ZhihuiMesh *
zhihui_mesh_build (GPtrArray               *outlines,
                   const ZhihuiMeshOptions *options,
                   GCancellable            *cancellable,
                   GError                 **error)
{
  static const ZhihuiMeshOptions plain = { 0 };
  g_auto (Build) build = {
    .by_code = g_hash_table_new (g_str_hash, g_str_equal),
    .text = g_string_new_len ("", 1),
    .names = g_array_new (FALSE, FALSE, sizeof (guint32)),
    .places = g_array_new (FALSE, FALSE, sizeof (ZhihuiMeshPlace)),
    .zooms = g_byte_array_new (),
    .heap = zhihui_weight_heap_new (),
    .corners = g_array_new (FALSE, FALSE, sizeof (ZhihuiCorner)),
    .ring_ends = g_array_new (FALSE, FALSE, sizeof (guint32)),
  };
  g_autoptr (ZhihuiEdgeSet) edges = NULL;
  g_autoptr (ZhihuiArcSet) arcs = NULL;
  g_autoptr (ZhihuiRegionRings) rings = NULL;
  g_autoptr (GBytes) block = NULL;

  g_return_val_if_fail (outlines != NULL, NULL);

  options = options != NULL ? options : &plain;
  edges = gather_edges (&build, outlines, cancellable, error);
  if (edges == NULL)
    return NULL;

  mend (edges, options->snap_m);
  arcs = zhihui_arc_set_new (edges);
  rings = zhihui_region_rings_new (edges, arcs, build.names->len / 2, cancellable, error);
  if (rings == NULL)
    return NULL;

  g_clear_pointer (&edges, zhihui_edge_set_free);
  weigh_arcs (&build, arcs, options->keep_all);
  block = join (&build, arcs, rings, options);
  return drop_bare_regions (zhihui_mesh_new (block), error);
}
