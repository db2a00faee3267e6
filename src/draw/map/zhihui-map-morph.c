/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-morph.h"

#include <math.h>

#include "zhihui-map-hatch.h"
#include "zhihui-map-scene-private.h"

typedef struct
{
  guint           region; /* of the mesh to come */
  ZhihuiRingPair *pair;   /* owned */
} Ring;

struct _ZhihuiMapMorph
{
  ZhihuiMapScene *from, *to; /* owned references */
  ZhihuiViewport  from_viewport, to_viewport;
  int            *partners; /* owned, one a region to come: what it was, -1: nothing */
  GArray         *rings;    /* (element-type Ring), owned, region by region */
  ZhihuiMapBox    box;      /* px: all that is ever painted */
};

/* ---- making ---- */

/* Returns how many have a partner; no region is two. */
static guint
find_partners (ZhihuiMapMorph *self)
{
  const ZhihuiMesh    *from = zhihui_map_scene_get_mesh (self->from);
  const ZhihuiMesh    *to = zhihui_map_scene_get_mesh (self->to);
  guint                n = zhihui_mesh_get_n_regions (to), n_found = 0;
  g_autofree gboolean *is_taken = g_new0 (gboolean, zhihui_mesh_get_n_regions (from) + 1);

  self->partners = g_new (int, n + 1);
  for (guint i = 0; i < n; i++)
    {
      const ZhihuiMeshRegion *region = zhihui_mesh_get_region (to, i);
      int                     partner = zhihui_mesh_match (from, region->code, region->name);

      self->partners[i] = partner >= 0 && !is_taken[partner] ? partner : -1;
      if (self->partners[i] < 0)
        continue;
      is_taken[partner] = TRUE;
      n_found++;
    }
  return n_found;
}

/* (element-type ZhihuiSpot): px; of fewer than three corners nothing can be seen. */
static GArray *
read_ring (const ZhihuiMesh *mesh, guint region, guint ring, const ZhihuiViewport *viewport)
{
  g_autoptr (GArray) corners = g_array_new (FALSE, FALSE, sizeof (ZhihuiCorner));
  GArray *spots = g_array_new (FALSE, FALSE, sizeof (ZhihuiSpot));

  zhihui_mesh_append_ring (mesh, region, ring, viewport->zoom, corners);
  for (guint i = 0; i < corners->len; i++)
    {
      const ZhihuiCorner *corner = &g_array_index (corners, ZhihuiCorner, i);
      ZhihuiSpot          spot;

      zhihui_viewport_to_px (viewport,
                             corner->x / ZHIHUI_CORNER_SCALE,
                             corner->y / ZHIHUI_CORNER_SCALE,
                             &spot.x,
                             &spot.y);
      g_array_append_val (spots, spot);
    }
  return spots;
}

static double
measure_ring (const GArray *spots)
{
  return spots->len < 3 ? 0 : fabs (zhihui_ring_measure_area ((gpointer) spots->data, spots->len));
}

/* (element-type GArray) @largest: (out): index, of none 0 */
static GPtrArray *
read_region (const ZhihuiMesh *mesh, guint region, const ZhihuiViewport *viewport, guint *largest)
{
  GPtrArray *rings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  *largest = 0;
  for (guint i = 0; i < zhihui_mesh_get_n_rings (mesh, region); i++)
    {
      g_ptr_array_add (rings, read_ring (mesh, region, i, viewport));
      if (measure_ring (rings->pdata[i]) > measure_ring (rings->pdata[*largest]))
        *largest = i;
    }
  return rings;
}

/* The largest ring was what the region was; all others grow out of their middles. */
static void
add_region (ZhihuiMapMorph *self, guint region)
{
  const ZhihuiMesh *from = zhihui_map_scene_get_mesh (self->from);
  const ZhihuiMesh *to = zhihui_map_scene_get_mesh (self->to);
  int               partner = self->partners[region];
  guint             largest, largest_before = 0;
  g_autoptr (GPtrArray) rings = read_region (to, region, &self->to_viewport, &largest);
  g_autoptr (GPtrArray) before =
    partner >= 0 ? read_region (from, (guint) partner, &self->from_viewport, &largest_before)
                 : NULL;
  const GArray *former =
    before != NULL && before->len > largest_before ? before->pdata[largest_before] : NULL;

  for (guint i = 0; i < rings->len; i++)
    {
      const GArray *spots = rings->pdata[i];
      Ring          ring = { .region = region };

      if (spots->len < 3)
        continue;
      ring.pair = i == largest && former != NULL && former->len >= 3
                    ? zhihui_ring_pair_new (
                        (gpointer) former->data, former->len, (gpointer) spots->data, spots->len)
                    : zhihui_ring_pair_new_growing ((gpointer) spots->data, spots->len);
      g_array_append_val (self->rings, ring);
    }
}

static void
measure_box (ZhihuiMapMorph *self)
{
  double reach =
    2 + MAX (zhihui_map_scene_get_reach (self->from), zhihui_map_scene_get_reach (self->to));
  double left = G_MAXDOUBLE, top = G_MAXDOUBLE, right = -G_MAXDOUBLE, bottom = -G_MAXDOUBLE;

  for (guint i = 0; i < self->rings->len; i++)
    {
      const ZhihuiRingPair *pair = g_array_index (self->rings, Ring, i).pair;

      for (guint j = 0; j < pair->n; j++)
        {
          left = MIN (left, MIN (pair->from[j].x, pair->to[j].x));
          top = MIN (top, MIN (pair->from[j].y, pair->to[j].y));
          right = MAX (right, MAX (pair->from[j].x, pair->to[j].x));
          bottom = MAX (bottom, MAX (pair->from[j].y, pair->to[j].y));
        }
    }
  left = MAX (floor (left - reach), 0);
  top = MAX (floor (top - reach), 0);
  right = MIN (ceil (right + reach), self->to_viewport.width);
  bottom = MIN (ceil (bottom + reach), self->to_viewport.height);
  self->box = (ZhihuiMapBox){ left, top, MAX (right - left, 0), MAX (bottom - top, 0) };
}

/**
 * zhihui_map_morph_new:
 * @from: a reference is taken
 * @from_viewport: where it is seen
 * @to: a reference is taken
 * @to_viewport: where it will be seen
 *
 * Regions are the same by their code, else by their name.
 *
 * Returns: (transfer full) (nullable): %NULL where nobody could follow it: with more than
 * %ZHIHUI_MAP_MORPH_MAX_REGIONS, or when fewer than half of them were there before
 */
ZhihuiMapMorph *
zhihui_map_morph_new (ZhihuiMapScene       *from,
                      const ZhihuiViewport *from_viewport,
                      ZhihuiMapScene       *to,
                      const ZhihuiViewport *to_viewport)
{
  g_autoptr (ZhihuiMapMorph) self = NULL;
  guint n;

  g_return_val_if_fail (from != NULL && to != NULL, NULL);

  n = zhihui_mesh_get_n_regions (zhihui_map_scene_get_mesh (to));
  if (n == 0 || n > ZHIHUI_MAP_MORPH_MAX_REGIONS)
    return NULL;

  self = g_new0 (ZhihuiMapMorph, 1);
  self->from = zhihui_map_scene_ref (from);
  self->to = zhihui_map_scene_ref (to);
  self->from_viewport = *from_viewport;
  self->to_viewport = *to_viewport;
  self->rings = g_array_new (FALSE, FALSE, sizeof (Ring));
  if (find_partners (self) * 2 < n)
    return NULL;
  for (guint i = 0; i < n; i++)
    add_region (self, i);
  if (self->rings->len == 0)
    return NULL;
  measure_box (self);
  return g_steal_pointer (&self);
}

/**
 * zhihui_map_morph_free:
 * @self: (transfer full) (nullable)
 */
void
zhihui_map_morph_free (ZhihuiMapMorph *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < self->rings->len; i++)
    zhihui_ring_pair_free (g_array_index (self->rings, Ring, i).pair);
  g_array_unref (self->rings);
  g_free (self->partners);
  zhihui_map_scene_unref (self->from);
  zhihui_map_scene_unref (self->to);
  g_free (self);
}

/**
 * zhihui_map_morph_recolour:
 * @to: of the same mesh; a reference is taken
 *
 * New figures came meanwhile.
 */
void
zhihui_map_morph_recolour (ZhihuiMapMorph *self, ZhihuiMapScene *to)
{
  g_return_if_fail (zhihui_map_scene_get_mesh (to) == zhihui_map_scene_get_mesh (self->to));

  zhihui_map_scene_ref (to);
  zhihui_map_scene_unref (self->to);
  self->to = to;
}

/* ---- looking ---- */

/**
 * zhihui_map_morph_get_target:
 *
 * Returns: (transfer none): what will be seen
 */
ZhihuiMapScene *
zhihui_map_morph_get_target (const ZhihuiMapMorph *self)
{
  return self->to;
}

const ZhihuiViewport *
zhihui_map_morph_get_viewport (const ZhihuiMapMorph *self)
{
  return &self->to_viewport;
}

/**
 * zhihui_map_morph_get_box:
 *
 * Returns: whole px of the viewport, outside of which nothing is painted at any time
 */
ZhihuiMapBox
zhihui_map_morph_get_box (const ZhihuiMapMorph *self)
{
  return self->box;
}

guint
zhihui_map_morph_get_n_rings (const ZhihuiMapMorph *self)
{
  return self->rings->len;
}

/**
 * zhihui_map_morph_get_region:
 *
 * Returns: of the mesh to come; rings of one region follow each other
 */
guint
zhihui_map_morph_get_region (const ZhihuiMapMorph *self, guint ring)
{
  return g_array_index (self->rings, Ring, ring).region;
}

const ZhihuiRingPair *
zhihui_map_morph_get_ring (const ZhihuiMapMorph *self, guint ring)
{
  return g_array_index (self->rings, Ring, ring).pair;
}

/* ---- painting ---- */

/* What still is a point makes no line either. */
static void
trace_ring (cairo_t *cr, const ZhihuiRingPair *pair, double share)
{
  cairo_new_sub_path (cr);
  for (guint i = 0; i < pair->n; i++)
    {
      ZhihuiSpot spot = zhihui_ring_pair_look (pair, i, share);

      cairo_line_to (cr, spot.x, spot.y);
    }
  cairo_close_path (cr);
}

/* Traces the rings of one region from @at on; returns the first ring of the next one. */
static guint
trace_region (const ZhihuiMapMorph *self, cairo_t *cr, guint at, double share)
{
  guint region = zhihui_map_morph_get_region (self, at);

  while (at < self->rings->len && zhihui_map_morph_get_region (self, at) == region)
    trace_ring (cr, zhihui_map_morph_get_ring (self, at++), share);
  return at;
}

static void
set_ink (const ZhihuiMapMorph *self, cairo_t *cr, guint region, double share)
{
  const ZhihuiInk *to = &self->to->inks[region + 1];
  int              partner = self->partners[region];
  const ZhihuiInk *from = partner >= 0 ? &self->from->inks[partner + 1] : to;
  double           alpha = from->alpha + (to->alpha - from->alpha) * share;

  if (alpha <= 0)
    {
      cairo_set_source_rgba (cr, 0, 0, 0, 0);
      return;
    }
  cairo_set_source_rgba (cr,
                         (from->red + (to->red - from->red) * share) / alpha,
                         (from->green + (to->green - from->green) * share) / alpha,
                         (from->blue + (to->blue - from->blue) * share) / alpha,
                         alpha / 255);
}

/* Clips to the path. */
static void
hatch (const ZhihuiMapMorph *self, cairo_t *cr, ZhihuiRegionState state)
{
  ZhihuiMapHatch lines;
  double         x, y;

  zhihui_map_hatch_init (&lines, &self->to->frame->manner, state, 1);
  zhihui_viewport_to_px (&self->to_viewport, 0, 0, &x, &y);
  cairo_save (cr);
  cairo_clip (cr);
  zhihui_map_hatch_paint (&lines, cr, x, y, self->to_viewport.width, self->to_viewport.height);
  cairo_restore (cr);
}

static double
get_border (const ZhihuiMapMorph *self, double share)
{
  double from = zhihui_map_frame_get_border (
    self->from->frame, zhihui_viewport_get_world_px (&self->from_viewport), FALSE);
  double to = zhihui_map_frame_get_border (
    self->to->frame, zhihui_viewport_get_world_px (&self->to_viewport), FALSE);

  return from + (to - from) * share;
}

static void
stroke (cairo_t *cr, double width, const ZhihuiRgba *colour)
{
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, width);
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, colour->alpha);
  cairo_stroke (cr);
}

/**
 * zhihui_map_morph_paint:
 * @cr: px of the viewport; the ground is painted already
 * @share: 0: as it was, 1: as it will be
 *
 * Regions with their borders, hatching and alerts. Points, and the thin line around a map on light
 * ground, are not painted before it is there.
 */
void
zhihui_map_morph_paint (const ZhihuiMapMorph *self, cairo_t *cr, double share)
{
  const ZhihuiMapManner *manner = &self->to->frame->manner;
  double                 border = get_border (self, share);

  cairo_save (cr);
  cairo_new_path (cr);
  /* On its way a ring may cross itself: both sides are filled, as of a bad file. Each region has
   * its border before the next one is painted: where they overlap, one lies whole above the other.
   */
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_WINDING);
  for (guint at = 0, next; at < self->rings->len; at = next)
    {
      guint             region = zhihui_map_morph_get_region (self, at);
      ZhihuiRegionState state = (ZhihuiRegionState) self->to->states[region];

      next = trace_region (self, cr, at, share);
      set_ink (self, cr, region, share);
      cairo_fill (cr);
      trace_region (self, cr, at, share);
      if (state != ZHIHUI_REGION_FILLED)
        {
          hatch (self, cr, state);
          trace_region (self, cr, at, share);
        }
      if (border > 0)
        stroke (cr, border, &manner->palette.ground);
      cairo_new_path (cr);
    }
  for (guint at = 0; at < self->rings->len; at++)
    for (guint i = 0; i < self->to->alerts->len; i++)
      if (g_array_index (self->to->alerts, guint, i) == zhihui_map_morph_get_region (self, at))
        trace_ring (cr, zhihui_map_morph_get_ring (self, at), share);
  stroke (cr,
          manner->alert_border * manner->unit,
          manner->kept ? &manner->palette.mute : &manner->palette.attention);
  cairo_restore (cr);
}
