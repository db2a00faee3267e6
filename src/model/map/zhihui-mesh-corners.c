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

/* Appends those of @n corners that matter, from @at on, @step is 1 or -1. Each is written and only
 * counted when it matters: nothing has to be guessed. */
static void
append_batch (
  const ZhihuiMeshParts *parts, gssize at, gssize step, guint n, guint steps, GArray *corners)
{
  const guint   n_before = corners->len;
  guint         n_due = 0;
  ZhihuiCorner *due;

  g_array_set_size (corners, n_before + n);
  due = &g_array_index (corners, ZhihuiCorner, n_before);
  for (guint i = 0; i < n; i++, at += step)
    {
      due[n_due] = parts->corners[at];
      n_due += parts->zooms[at] <= steps;
    }
  g_array_set_size (corners, n_before + n_due);
}

static void
append_forwards (
  const ZhihuiMeshParts *parts, guint32 from, guint32 to, guint steps, GArray *corners)
{
  guint32 n;

  for (guint32 at = from; at < to; at += n)
    {
      n = MIN (BATCH, to - at);
      if (n < BATCH || is_any_due (parts->zooms + at, steps))
        append_batch (parts, at, 1, n, steps, corners);
    }
}

static void
append_backwards (
  const ZhihuiMeshParts *parts, guint32 from, guint32 to, guint steps, GArray *corners)
{
  guint32 n;

  for (guint32 at = to; at > from; at -= n)
    {
      n = MIN (BATCH, at - from);
      if (n < BATCH || is_any_due (parts->zooms + at - n, steps))
        append_batch (parts, (gssize) at - 1, -1, n, steps, corners);
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
