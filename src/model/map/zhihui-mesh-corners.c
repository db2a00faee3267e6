/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "zhihui-mesh-private.h"

/* Which corners of a border matter at a zoom. */

#define N_CORNERS_LEAST 3 /* of a ring that has an area */
#define BATCH 32u         /* zooms looked at together */

static guint
count_zoom_steps (double zoom)
{
  return (guint) CLAMP (floor (zoom * ZHIHUI_MESH_ZOOM_STEPS), 0, G_MAXUINT8);
}

/* Whether any of BATCH zooms is small enough; written so that the compiler makes one comparison of
 * many. */
static gboolean
is_any_due (const guint8 *zooms, guint steps)
{
  guint8 least = G_MAXUINT8;

  for (guint i = 0; i < BATCH; i++)
    least = MIN (least, zooms[i]);

  return least <= steps;
}

static void
append_forwards (
  const ZhihuiMeshParts *parts, guint32 from, guint32 to, guint steps, GArray *corners)
{
  guint32 at = from;

  while (at < to)
    {
      guint32 end = MIN (at + BATCH, to);

      if (end - at < BATCH || is_any_due (parts->zooms + at, steps))
        for (guint32 i = at; i < end; i++)
          if (parts->zooms[i] <= steps)
            g_array_append_val (corners, parts->corners[i]);
      at = end;
    }
}

static void
append_backwards (
  const ZhihuiMeshParts *parts, guint32 from, guint32 to, guint steps, GArray *corners)
{
  guint32 at = to;

  while (at > from)
    {
      guint32 end = at - from >= BATCH ? at - BATCH : from;

      if (at - end < BATCH || is_any_due (parts->zooms + end, steps))
        for (guint32 i = at; i-- > end;)
          if (parts->zooms[i] <= steps)
            g_array_append_val (corners, parts->corners[i]);
      at = end;
    }
}

/**
 * zhihui_mesh_parts_append_ring:
 * @parts: all but the places may be used
 * @ring: less than the number of rings
 * @zoom: of the map
 * @corners: (element-type ZhihuiCorner): where the corners are appended, or none when fewer than
 * three matter
 */
void
zhihui_mesh_parts_append_ring (const ZhihuiMeshParts *parts,
                               guint32                ring,
                               double                 zoom,
                               GArray                *corners)
{
  const guint steps = count_zoom_steps (zoom);
  const guint n_before = corners->len;

  for (guint32 i = parts->ring_refs[ring]; i < parts->ring_refs[ring + 1]; i++)
    {
      guint32 arc = parts->refs[i] / 2;
      guint32 from = parts->arc_corners[arc], to = parts->arc_corners[arc + 1];

      if (parts->refs[i] % 2 == 0)
        append_forwards (parts, from, to - 1, steps, corners);
      else
        append_backwards (parts, from + 1, to, steps, corners);
    }

  if (corners->len - n_before < N_CORNERS_LEAST)
    g_array_set_size (corners, n_before);
}

/**
 * zhihui_mesh_parts_append_arc:
 * @parts: a sound mesh
 * @arc: less than the number of arcs
 * @zoom: of the map
 * @corners: (element-type ZhihuiCorner): where the corners are appended, both ends included
 */
void
zhihui_mesh_parts_append_arc (const ZhihuiMeshParts *parts,
                              guint32                arc,
                              double                 zoom,
                              GArray                *corners)
{
  append_forwards (
    parts, parts->arc_corners[arc], parts->arc_corners[arc + 1], count_zoom_steps (zoom), corners);
}
