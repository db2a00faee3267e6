/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Regions as paths: for pages, and for what is turned. */
#include "zhihui-map-regions.h"

#include <math.h>
#include <string.h>

#include "zhihui-map-hatch.h"
#include "zhihui-map-scene-private.h"
#include "zhihui-ring-clip.h"

#define SEAM_PX 0.6

typedef struct
{
  const ZhihuiMapScene *scene;
  const ZhihuiViewport *viewport;
  cairo_t              *cr;
  double                world;  /* px */
  ZhihuiExtent          extent; /* what is seen, with the reach of borders */
  ZhihuiRingClip        clip;
  GArray               *corners; /* (element-type ZhihuiCorner) */
} Painter;

static void
begin_painter (Painter              *self,
               const ZhihuiMapScene *scene,
               cairo_t              *cr,
               const ZhihuiViewport *viewport,
               double                reach)
{
  double margin;

  *self = (Painter){ .scene = scene, .viewport = viewport, .cr = cr };
  self->world = zhihui_viewport_get_world_px (viewport);
  margin = reach / self->world;
  zhihui_viewport_get_extent (viewport, &self->extent);
  self->extent.left -= margin;
  self->extent.top -= margin;
  self->extent.right += margin;
  self->extent.bottom += margin;
  zhihui_ring_clip_init (
    &self->clip, -reach, -reach, viewport->width + reach, viewport->height + reach);
  self->corners = g_array_new (FALSE, FALSE, sizeof (ZhihuiCorner));
}

static void
end_painter (Painter *self)
{
  zhihui_ring_clip_clear (&self->clip);
  g_array_unref (self->corners);
}

static void
trace_corners (Painter *self, gboolean is_ring)
{
  zhihui_ring_clip_begin (&self->clip);
  for (guint i = 0; i < self->corners->len; i++)
    {
      const ZhihuiCorner *corner = &g_array_index (self->corners, ZhihuiCorner, i);
      double              x, y;

      zhihui_viewport_to_px (
        self->viewport, corner->x / ZHIHUI_CORNER_SCALE, corner->y / ZHIHUI_CORNER_SCALE, &x, &y);
      zhihui_ring_clip_add (&self->clip, x, y);
    }
  if (is_ring)
    zhihui_ring_clip_trace_ring (&self->clip, self->cr);
  else
    zhihui_ring_clip_trace_line (&self->clip, self->cr);
}

static void
trace_region (Painter *self, guint region)
{
  const ZhihuiMesh *mesh = self->scene->frame->mesh;

  for (guint i = 0; i < zhihui_mesh_get_n_rings (mesh, region); i++)
    {
      g_array_set_size (self->corners, 0);
      zhihui_mesh_append_ring (mesh, region, i, self->viewport->zoom, self->corners);
      trace_corners (self, TRUE);
    }
}

typedef enum
{
  ARCS_INNER, /* not between parents */
  ARCS_PARENTS,
  ARCS_EDGE, /* with nothing at one side, where a line goes around the map */
} ArcKind;

static gboolean
is_of_kind (const ZhihuiMapFrame *frame, guint index, ArcKind kind)
{
  const ZhihuiMeshArc *arc = zhihui_mesh_get_arc (frame->mesh, index);
  gboolean             is_edge = frame->manner.edge > 0 && (arc->left < 0 || arc->right < 0);

  if (is_edge || kind == ARCS_EDGE)
    return is_edge && kind == ARCS_EDGE;
  return frame->arc_ends[index].between_parents == (kind == ARCS_PARENTS);
}

static void
trace_arcs (Painter *self, ArcKind kind)
{
  const ZhihuiMapFrame *frame = self->scene->frame;

  for (guint i = 0; i < zhihui_mesh_get_n_arcs (frame->mesh); i++)
    {
      const ZhihuiMeshArc *arc = zhihui_mesh_get_arc (frame->mesh, i);

      if (!is_of_kind (frame, i, kind) || !zhihui_extent_meets (&arc->extent, &self->extent))
        continue;
      g_array_set_size (self->corners, 0);
      zhihui_mesh_append_arc (frame->mesh, i, self->viewport->zoom, self->corners);
      trace_corners (self, FALSE);
    }
}

static void
set_ink (cairo_t *cr, const ZhihuiInk *ink)
{
  double alpha = ink->alpha;

  if (alpha > 0)
    cairo_set_source_rgba (
      cr, ink->red / alpha, ink->green / alpha, ink->blue / alpha, alpha / 255);
  else
    cairo_set_source_rgba (cr, 0, 0, 0, 0);
}

static void
set_rgba (cairo_t *cr, const ZhihuiRgba *colour)
{
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, colour->alpha);
}

static int
compare_regions_by_ink (gconstpointer a, gconstpointer b, gpointer data)
{
  const ZhihuiMapScene *scene = data;
  guint                 one = *(const guint *) a, other = *(const guint *) b;
  int order = memcmp (&scene->inks[one + 1], &scene->inks[other + 1], sizeof (ZhihuiInk));

  return order != 0 ? order : (one > other) - (one < other);
}

/* Neighbours without a border between them are put on a line in their own colours, or the smoothing
 * of a reader would show the ground between them. */
static void
stroke_seams (Painter *self, const GArray *regions)
{
  cairo_set_line_width (self->cr, SEAM_PX);
  for (guint i = 0; i < regions->len; i++)
    {
      guint region = g_array_index (regions, guint, i);

      trace_region (self, region);
      set_ink (self->cr, &self->scene->inks[region + 1]);
      cairo_stroke (self->cr);
    }
}

static void
fill_regions (Painter *self, const GArray *regions)
{
  cairo_set_fill_rule (self->cr, CAIRO_FILL_RULE_EVEN_ODD);
  if (zhihui_map_frame_get_border (self->scene->frame, self->world, FALSE) < SEAM_PX)
    stroke_seams (self, regions);
  for (guint i = 0; i < regions->len; i++)
    {
      guint region = g_array_index (regions, guint, i);

      trace_region (self, region);
      set_ink (self->cr, &self->scene->inks[region + 1]);
      cairo_fill (self->cr);
    }
}

static void
hatch_regions (Painter *self, const GArray *regions, ZhihuiRegionState state)
{
  ZhihuiMapHatch hatch;
  double         x, y;

  zhihui_map_hatch_init (&hatch, &self->scene->frame->manner, state, 1);
  cairo_save (self->cr);
  for (guint i = 0; i < regions->len; i++)
    {
      guint region = g_array_index (regions, guint, i);

      if (self->scene->states[region] == state)
        trace_region (self, region);
    }
  cairo_clip (self->cr);
  zhihui_viewport_to_px (self->viewport, 0, 0, &x, &y);
  zhihui_map_hatch_paint (&hatch, self->cr, x, y, self->viewport->width, self->viewport->height);
  cairo_restore (self->cr);
}

static void
stroke_borders (Painter *self)
{
  cairo_set_line_join (self->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (self->cr, CAIRO_LINE_CAP_ROUND);
  for (int parents = 0; parents < 2; parents++)
    {
      double width = zhihui_map_frame_get_border (self->scene->frame, self->world, parents != 0);

      if (width <= 0)
        continue;
      trace_arcs (self, parents ? ARCS_PARENTS : ARCS_INNER);
      cairo_set_line_width (self->cr, width);
      set_rgba (self->cr, &self->scene->frame->manner.palette.ground);
      cairo_stroke (self->cr);
    }
}

static void
stroke_edge (Painter *self)
{
  const ZhihuiMapManner *manner = &self->scene->frame->manner;

  if (manner->edge <= 0)
    return;

  trace_arcs (self, ARCS_EDGE);
  cairo_set_line_width (self->cr, manner->edge * manner->unit);
  set_rgba (self->cr, &manner->palette.line2);
  cairo_stroke (self->cr);
}

static void
stroke_alerts (Painter *self)
{
  const ZhihuiMapManner *manner = &self->scene->frame->manner;

  for (guint i = 0; i < self->scene->alerts->len; i++)
    trace_region (self, g_array_index (self->scene->alerts, guint, i));
  cairo_set_line_width (self->cr, manner->alert_border * manner->unit);
  set_rgba (self->cr, manner->kept ? &manner->palette.mute : &manner->palette.attention);
  cairo_stroke (self->cr);
}

void
zhihui_map_regions_paint_vectors (const ZhihuiMapScene *self,
                                  cairo_t              *cr,
                                  const ZhihuiViewport *viewport)
{
  Painter painter;
  g_autoptr (GArray) regions = g_array_new (FALSE, FALSE, sizeof (guint));

  begin_painter (&painter, self, cr, viewport, zhihui_map_scene_get_reach (self));
  zhihui_mesh_query (self->frame->mesh, &painter.extent, regions);
  g_array_sort_with_data (regions, compare_regions_by_ink, (gpointer) self);
  cairo_new_path (cr);
  fill_regions (&painter, regions);
  if (self->n_hatched > 0)
    {
      hatch_regions (&painter, regions, ZHIHUI_REGION_NO_DATA);
      hatch_regions (&painter, regions, ZHIHUI_REGION_TOO_FEW);
    }
  stroke_borders (&painter);
  stroke_edge (&painter);
  stroke_alerts (&painter);
  end_painter (&painter);
}

/**
 * zhihui_map_scene_paint_outline:
 * @region: less than the number of regions, or nothing is painted
 * @width: px
 *
 * For what is selected, hovered or focused.
 */
void
zhihui_map_scene_paint_outline (const ZhihuiMapScene *self,
                                cairo_t              *cr,
                                const ZhihuiViewport *viewport,
                                int                   region,
                                const ZhihuiRgba     *colour,
                                double                width)
{
  Painter painter;

  if (region < 0 || (guint) region >= zhihui_mesh_get_n_regions (self->frame->mesh))
    return;

  begin_painter (&painter, self, cr, viewport, 2 * width + 2);
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, viewport->width, viewport->height);
  cairo_clip (cr);
  cairo_new_path (cr);
  trace_region (&painter, (guint) region);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, width);
  set_rgba (cr, colour);
  cairo_stroke (cr);
  cairo_restore (cr);
  end_painter (&painter);
}
