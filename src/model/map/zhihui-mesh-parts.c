/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-mesh-private.h"

#include <string.h>

G_STATIC_ASSERT (sizeof (ZhihuiMeshHeader) % 8 == 0);
G_STATIC_ASSERT (sizeof (ZhihuiMeshArc) == 40);
G_STATIC_ASSERT (sizeof (ZhihuiCorner) == 8);

#define N_SECTIONS 10

typedef struct
{
  gsize member; /* of ZhihuiMeshParts */
  gsize size;   /* bytes */
} Section;

static void
measure (const ZhihuiMeshHeader *header, Section sections[N_SECTIONS])
{
  const gsize   n_regions = header->n_regions, n_arcs = header->n_arcs;
  const gsize   word = sizeof (guint32);
  const Section measured[N_SECTIONS] = {
    { G_STRUCT_OFFSET (ZhihuiMeshParts, places), n_regions * sizeof (ZhihuiMeshPlace) },
    { G_STRUCT_OFFSET (ZhihuiMeshParts, arcs), n_arcs * sizeof (ZhihuiMeshArc) },
    { G_STRUCT_OFFSET (ZhihuiMeshParts, corners), header->n_corners * sizeof (ZhihuiCorner) },
    { G_STRUCT_OFFSET (ZhihuiMeshParts, names), n_regions * 2 * word },
    { G_STRUCT_OFFSET (ZhihuiMeshParts, region_rings), (n_regions + 1) * word },
    { G_STRUCT_OFFSET (ZhihuiMeshParts, ring_refs), ((gsize) header->n_rings + 1) * word },
    { G_STRUCT_OFFSET (ZhihuiMeshParts, refs), header->n_refs * word },
    { G_STRUCT_OFFSET (ZhihuiMeshParts, arc_corners), (n_arcs + 1) * word },
    { G_STRUCT_OFFSET (ZhihuiMeshParts, zooms), header->n_corners },
    { G_STRUCT_OFFSET (ZhihuiMeshParts, text), header->n_text },
  };

  memcpy (sections, measured, sizeof measured);
}

/**
 * zhihui_mesh_parts_join:
 * @parts: all that a mesh consists of; magic and order of the header are set here
 *
 * Returns: (transfer full): the block
 */
GBytes *
zhihui_mesh_parts_join (const ZhihuiMeshParts *parts)
{
  ZhihuiMeshHeader header = parts->header;
  Section          sections[N_SECTIONS];
  gsize            length = sizeof header;
  char            *block, *at;

  memcpy (header.magic, ZHIHUI_MESH_MAGIC, sizeof header.magic);
  header.order = ZHIHUI_MESH_ORDER;
  measure (&header, sections);
  for (guint i = 0; i < N_SECTIONS; i++)
    length += sections[i].size;

  block = g_malloc (length);
  memcpy (block, &header, sizeof header);
  at = block + sizeof header;
  for (guint i = 0; i < N_SECTIONS; i++)
    {
      const void *section = G_STRUCT_MEMBER (const void *, parts, sections[i].member);

      if (sections[i].size > 0)
        memcpy (at, section, sections[i].size);
      at += sections[i].size;
    }

  return g_bytes_new_take (block, length);
}

/**
 * zhihui_mesh_text_keep:
 * @all: the text of a mesh that is made, which begins with a NUL
 * @text: (nullable): appended
 *
 * Returns: its place; "" and %NULL are at 0
 */
guint32
zhihui_mesh_text_keep (GString *all, const char *text)
{
  const guint32 at = (guint32) all->len;

  if (text == NULL || *text == '\0')
    return 0;

  g_string_append (all, text);
  g_string_append_c (all, '\0');
  return at;
}

/* ---- what a block from a file must be, so that nothing else has to look ---- */

/* From 0 to @end, without a step back. */
static gboolean
are_starts (const guint32 *starts, gsize n, guint32 end)
{
  if (starts[0] != 0 || starts[n] != end)
    return FALSE;

  for (gsize i = 0; i < n; i++)
    if (starts[i] > starts[i + 1])
      return FALSE;

  return TRUE;
}

static gboolean
is_within (double number)
{
  return number >= 0 && number <= 1;
}

static gboolean
are_places (const ZhihuiMeshParts *parts)
{
  for (guint32 i = 0; i < parts->header.n_regions; i++)
    if (!is_within (parts->places[i].x) || !is_within (parts->places[i].y))
      return FALSE;

  return TRUE;
}

static gboolean
is_beside (int region, guint32 n_regions)
{
  return region == -1 || (region >= 0 && (guint32) region < n_regions);
}

static gboolean
are_arcs (const ZhihuiMeshParts *parts)
{
  const ZhihuiMeshHeader *header = &parts->header;

  if (!are_starts (parts->arc_corners, header->n_arcs, header->n_corners))
    return FALSE;

  for (guint32 i = 0; i < header->n_arcs; i++)
    {
      const ZhihuiMeshArc *arc = &parts->arcs[i];

      if (!is_beside (arc->left, header->n_regions) || !is_beside (arc->right, header->n_regions) ||
          !is_within (arc->extent.left) || !is_within (arc->extent.top) ||
          !is_within (arc->extent.right) || !is_within (arc->extent.bottom) ||
          parts->arc_corners[i + 1] - parts->arc_corners[i] < 2)
        return FALSE;
    }

  return TRUE;
}

static gboolean
are_rings (const ZhihuiMeshParts *parts)
{
  const ZhihuiMeshHeader *header = &parts->header;

  if (!are_starts (parts->region_rings, header->n_regions, header->n_rings) ||
      !are_starts (parts->ring_refs, header->n_rings, header->n_refs))
    return FALSE;

  for (guint32 i = 0; i < header->n_refs; i++)
    if (parts->refs[i] / 2 >= header->n_arcs)
      return FALSE;

  return TRUE;
}

static gboolean
are_texts (const ZhihuiMeshParts *parts)
{
  const ZhihuiMeshHeader *header = &parts->header;

  if (header->n_text == 0 || parts->text[header->n_text - 1] != '\0' ||
      header->review_number >= header->n_text || header->attribution >= header->n_text)
    return FALSE;

  for (gsize i = 0; i < (gsize) header->n_regions * 2; i++)
    if (parts->names[i] >= header->n_text)
      return FALSE;

  for (const char *at = parts->text; at < parts->text + header->n_text; at += strlen (at) + 1)
    if (!g_utf8_validate (at, -1, NULL))
      return FALSE;

  return TRUE;
}

/**
 * zhihui_mesh_parts_split:
 * @block: bytes that may have come from anywhere; aligned as memory or a mapped file is
 * @parts: (out): where its parts are, for as long as @block lives
 *
 * Returns: whether it is a sound block, so that no index in it leads out of it
 */
gboolean
zhihui_mesh_parts_split (GBytes *block, ZhihuiMeshParts *parts)
{
  gsize       length;
  const char *start = g_bytes_get_data (block, &length);
  const char *at = start + sizeof parts->header;
  Section     sections[N_SECTIONS];

  if (length < sizeof parts->header)
    return FALSE;

  memcpy (&parts->header, start, sizeof parts->header);
  if (memcmp (parts->header.magic, ZHIHUI_MESH_MAGIC, sizeof parts->header.magic) != 0 ||
      parts->header.order != ZHIHUI_MESH_ORDER)
    return FALSE;

  measure (&parts->header, sections);
  for (guint i = 0; i < N_SECTIONS; i++)
    {
      if (sections[i].size > (gsize) (start + length - at))
        return FALSE;
      G_STRUCT_MEMBER (const void *, parts, sections[i].member) = at;
      at += sections[i].size;
    }

  return at == start + length && are_texts (parts) && are_places (parts) && are_arcs (parts) &&
         are_rings (parts);
}
