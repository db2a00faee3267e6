/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-mesh-private.h"

#define NONE G_MAXUINT32

typedef struct
{
  const ZhihuiMeshParts *from;
  guint32               *new_arcs;    /* owned: number of each old arc in the new mesh, or NONE */
  int                   *new_regions; /* owned: of each old region, or -1 */
  GArray                *places, *names, *region_rings, *ring_refs, *refs; /* owned */
  GArray                *arcs, *arc_corners, *corners, *zooms;             /* owned */
  GString               *text;                                             /* owned */
} Extract;

static void
prepare (Extract *self, const ZhihuiMeshChoice *choices, guint n_choices)
{
  const ZhihuiMeshHeader *header = &self->from->header;
  const guint32           zero = 0;

  self->new_arcs = g_new (guint32, header->n_arcs);
  for (guint32 i = 0; i < header->n_arcs; i++)
    self->new_arcs[i] = NONE;
  self->new_regions = g_new (int, header->n_regions);
  for (guint32 i = 0; i < header->n_regions; i++)
    self->new_regions[i] = -1;
  for (guint i = 0; i < n_choices; i++)
    self->new_regions[choices[i].region] = (int) i;

  self->places = g_array_new (FALSE, FALSE, sizeof (ZhihuiMeshPlace));
  self->names = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->region_rings = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->ring_refs = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->refs = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->arcs = g_array_new (FALSE, FALSE, sizeof (ZhihuiMeshArc));
  self->arc_corners = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->corners = g_array_new (FALSE, FALSE, sizeof (ZhihuiCorner));
  self->zooms = g_array_new (FALSE, FALSE, sizeof (guint8));
  self->text = g_string_new_len ("", 1);
  g_array_append_val (self->region_rings, zero);
  g_array_append_val (self->ring_refs, zero);
  g_array_append_val (self->arc_corners, zero);
}

static void
clear (Extract *self)
{
  GArray *const arrays[] = { self->places,      self->names,   self->region_rings,
                             self->ring_refs,   self->refs,    self->arcs,
                             self->arc_corners, self->corners, self->zooms };

  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    g_array_unref (arrays[i]);
  g_free (self->new_arcs);
  g_free (self->new_regions);
  g_string_free (self->text, TRUE);
}

static int
find_side (const Extract *self, int region)
{
  return region >= 0 ? self->new_regions[region] : -1;
}

static guint32
keep_arc (Extract *self, guint32 old)
{
  const ZhihuiMeshParts *from = self->from;
  const guint32          start = from->arc_corners[old];
  const guint32          n = from->arc_corners[old + 1] - start;
  ZhihuiMeshArc          arc = from->arcs[old];

  if (self->new_arcs[old] != NONE)
    return self->new_arcs[old];

  arc.left = find_side (self, arc.left);
  arc.right = find_side (self, arc.right);
  self->new_arcs[old] = self->arcs->len;
  g_array_append_val (self->arcs, arc);
  g_array_append_vals (self->corners, from->corners + start, n);
  g_array_append_vals (self->zooms, from->zooms + start, n);
  g_array_append_val (self->arc_corners, self->corners->len);
  return self->new_arcs[old];
}

static void
keep_region (Extract *self, const ZhihuiMeshChoice *choice)
{
  const ZhihuiMeshParts *from = self->from;
  const guint32          first = from->region_rings[choice->region];
  const guint32          end = from->region_rings[choice->region + 1];
  const guint32          names[] = { zhihui_mesh_text_keep (self->text, choice->code),
                                     zhihui_mesh_text_keep (self->text, choice->name) };
  guint32                n_rings;

  g_array_append_vals (self->names, names, G_N_ELEMENTS (names));
  g_array_append_vals (self->places, &from->places[choice->region], 1);
  for (guint32 ring = first; ring < end; ring++)
    {
      for (guint32 i = from->ring_refs[ring]; i < from->ring_refs[ring + 1]; i++)
        {
          guint32 ref = keep_arc (self, from->refs[i] / 2) * 2 + from->refs[i] % 2;

          g_array_append_val (self->refs, ref);
        }
      g_array_append_val (self->ring_refs, self->refs->len);
    }
  n_rings = self->ring_refs->len - 1;
  g_array_append_val (self->region_rings, n_rings);
}

/**
 * zhihui_mesh_extract:
 * @self: a mesh
 * @choices: (array length=n_choices): which regions, none twice, and what they are called
 * @n_choices: 1 or more
 *
 * Returns: (transfer full): a mesh of these regions in this order; beside the others there is
 * nothing any more
 */
ZhihuiMesh *
zhihui_mesh_extract (const ZhihuiMesh *self, const ZhihuiMeshChoice *choices, guint n_choices)
{
  Extract         extract = { .from = zhihui_mesh_get_parts (self) };
  ZhihuiMeshParts parts = { 0 };
  g_autoptr (GBytes) block = NULL;

  g_return_val_if_fail (n_choices > 0, NULL);

  prepare (&extract, choices, n_choices);
  for (guint i = 0; i < n_choices; i++)
    keep_region (&extract, &choices[i]);

  parts.header.review_number =
    zhihui_mesh_text_keep (extract.text, zhihui_mesh_get_review_number (self));
  parts.header.attribution =
    zhihui_mesh_text_keep (extract.text, zhihui_mesh_get_attribution (self));
  parts.header.is_schematic = zhihui_mesh_is_schematic (self);
  parts.header.n_regions = n_choices;
  parts.header.n_rings = extract.ring_refs->len - 1;
  parts.header.n_refs = extract.refs->len;
  parts.header.n_arcs = extract.arcs->len;
  parts.header.n_corners = extract.corners->len;
  parts.header.n_text = (guint32) extract.text->len;
  parts.places = (const ZhihuiMeshPlace *) extract.places->data;
  parts.arcs = (const ZhihuiMeshArc *) extract.arcs->data;
  parts.corners = (const ZhihuiCorner *) extract.corners->data;
  parts.names = (const guint32 *) extract.names->data;
  parts.region_rings = (const guint32 *) extract.region_rings->data;
  parts.ring_refs = (const guint32 *) extract.ring_refs->data;
  parts.refs = (const guint32 *) extract.refs->data;
  parts.arc_corners = (const guint32 *) extract.arc_corners->data;
  parts.zooms = (const guint8 *) extract.zooms->data;
  parts.text = extract.text->str;
  block = zhihui_mesh_parts_join (&parts);
  clear (&extract);
  return zhihui_mesh_new (block);
}
