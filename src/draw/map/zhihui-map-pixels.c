/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Regions as pixels: for screens and pictures. Cairo would fill and stroke each region by itself,
 * and takes six to twelve times as long where many are seen (tests/bench/bench-map-paint). */
#include <math.h>

#include "zhihui-area-cells.h"
#include "zhihui-map-hatch.h"
#include "zhihui-map-regions.h"
#include "zhihui-map-scene-private.h"
#include "zhihui-stroke-area.h"

/* A block of rows is worked on at once: so much that its cells stay in the cache of a core. */
#define BLOCK_CELLS 80000
#define LEAST_ROWS 16

typedef struct
{
  guint    arc;
  guint    first, n_spots;
  gboolean is_beside; /* left of the block: it only counts what lies at its right */
} MetArc;

typedef struct
{
  const ZhihuiMapScene *scene;
  double                left, top;     /* Mercator: of the block's corner */
  double                world;         /* px of the device the world is wide */
  double                zoom;          /* of which the world is so wide */
  double                scale;         /* px of the device a px of the viewport */
  int                   width, height; /* px of the device */
  ZhihuiAreaCells       cells;
  GArray               *corners;    /* (element-type ZhihuiCorner), owned */
  GArray               *spots;      /* (element-type ZhihuiSpot), owned: of all that was met */
  GArray               *met;        /* (element-type MetArc), owned */
  ZhihuiAreaRun        *runs;       /* owned: of a row */
  float                *stripes[2]; /* owned: width + height, of either hatching */
  guint32              *pixels;     /* borrowed: of the block's surface */
  int                   stride;     /* pixels */
} Block;

/* ---- what lies there ---- */

static void
append_spot (Block *self, const ZhihuiCorner *corner)
{
  ZhihuiSpot spot = { (corner->x / ZHIHUI_CORNER_SCALE - self->left) * self->world,
                      (corner->y / ZHIHUI_CORNER_SCALE - self->top) * self->world };

  g_array_append_val (self->spots, spot);
}

static void
append_corners (Block *self)
{
  for (guint i = 0; i < self->corners->len; i++)
    append_spot (self, &g_array_index (self->corners, ZhihuiCorner, i));
}

/* Of an arc at the left of the block only its two ends matter: the sum of all between is theirs. */
static void
meet_arc (Block *self, guint arc, gboolean is_beside)
{
  const ZhihuiMapFrame *frame = self->scene->frame;
  MetArc                met = { arc, self->spots->len, 0, is_beside };

  if (is_beside)
    {
      append_spot (self, &frame->arc_ends[arc].first);
      append_spot (self, &frame->arc_ends[arc].last);
    }
  else
    {
      g_array_set_size (self->corners, 0);
      zhihui_mesh_append_arc (frame->mesh, arc, self->zoom, self->corners);
      append_corners (self);
    }
  met.n_spots = self->spots->len - met.first;
  if (met.n_spots > 1)
    g_array_append_val (self->met, met);
}

static void
meet_arcs (Block *self, double reach)
{
  const ZhihuiMesh *mesh = self->scene->frame->mesh;
  double            margin = reach / self->world;
  double            left = self->left - margin, top = self->top - margin;
  double            right = self->left + self->width / self->world + margin;
  double            bottom = self->top + self->height / self->world + margin;
  guint             n = zhihui_mesh_get_n_arcs (mesh);

  g_array_set_size (self->spots, 0);
  g_array_set_size (self->met, 0);
  for (guint i = 0; i < n; i++)
    {
      const ZhihuiExtent *extent = &zhihui_mesh_get_arc (mesh, i)->extent;

      if (extent->bottom >= top && extent->top <= bottom && extent->left <= right)
        meet_arc (self, i, extent->right < left);
    }
}

/* ---- fills ---- */

static ZhihuiLanes
get_ink (const ZhihuiMapScene *scene, int region)
{
  const ZhihuiInk *ink = &scene->inks[region + 1];

  return (ZhihuiLanes){ ink->red, ink->green, ink->blue, ink->alpha };
}

static ZhihuiLanes
get_hatching (const ZhihuiMapScene *scene, int region)
{
  ZhihuiRegionState state =
    region < 0 ? ZHIHUI_REGION_FILLED : (ZhihuiRegionState) scene->states[region];

  return (ZhihuiLanes){ state == ZHIHUI_REGION_NO_DATA, state == ZHIHUI_REGION_TOO_FEW };
}

static gboolean
is_same (ZhihuiLanes a, ZhihuiLanes b)
{
  for (int i = 0; i < 4; i++)
    if (a[i] < b[i] || a[i] > b[i])
      return FALSE;
  return TRUE;
}

/* Borders between equals do not exist. */
static void
add_arcs (Block *self, ZhihuiLanes (*get) (const ZhihuiMapScene *scene, int region))
{
  for (guint i = 0; i < self->met->len; i++)
    {
      const MetArc        *met = &g_array_index (self->met, MetArc, i);
      const ZhihuiMeshArc *arc = zhihui_mesh_get_arc (self->scene->frame->mesh, met->arc);
      ZhihuiLanes          left = get (self->scene, arc->left);
      ZhihuiLanes          right = get (self->scene, arc->right);

      if (!is_same (left, right))
        zhihui_area_cells_add_lanes (&self->cells,
                                     &g_array_index (self->spots, ZhihuiSpot, met->first),
                                     met->n_spots,
                                     left - right);
    }
}

static guint32 *
get_row (const Block *self, int row)
{
  return self->pixels + (gsize) row * (gsize) self->stride;
}

static void
fill (Block *self)
{
  add_arcs (self, get_ink);
  for (int row = 0; row < self->height; row++)
    zhihui_area_cells_fill_row (&self->cells, row, get_row (self, row));
}

/* ---- over the fills ---- */

/* Of both pixels so much of 256; rounded once, or the sum could be more than there is room for. */
static inline guint32
mix_pixels (guint32 below, guint32 below_share, guint32 above, guint32 above_share)
{
  const guint32 mask = 0x00ff00ff, half = 0x00800080;
  guint32       red_blue = (below & mask) * below_share + (above & mask) * above_share + half;
  guint32       alpha_green =
    (below >> 8 & mask) * below_share + (above >> 8 & mask) * above_share + half;

  return (red_blue >> 8 & mask) | (alpha_green & ~mask);
}

/* What is to be blended over pixels; @is_atop: only where there is something below, so that lines
 * do not reach out of the map. */
typedef struct
{
  guint32  solid, alpha;
  gboolean is_atop;
} Paint;

static Paint
make_paint (const ZhihuiRgba *colour, gboolean is_atop)
{
  ZhihuiInk ink = zhihui_ink_make (colour);
  guint32   alpha = (guint32) (ink.alpha + 0.5f);

  return (Paint){ alpha << 24 | (guint32) (ink.red + 0.5f) << 16 |
                    (guint32) (ink.green + 0.5f) << 8 | (guint32) (ink.blue + 0.5f),
                  alpha,
                  is_atop };
}

static inline guint32
blend (guint32 below, const Paint *paint, float ratio)
{
  guint32 share = (guint32) (ratio * 256 + 0.5f);
  guint32 cover = MIN ((share * paint->alpha + 128) / 255, 256);

  if (paint->is_atop)
    share = share * ((below >> 24) + 1) >> 8;
  return mix_pixels (below, 256 - cover, paint->solid, share);
}

static void
hatch_run (
  guint32 *pixels, const ZhihuiAreaRun *run, float ratio, const float *stripes, const Paint *paint)
{
  if (ratio < ZHIHUI_AREA_LEAST)
    return;
  for (int x = run->from; x < run->to; x++)
    if (stripes[x] > 0)
      pixels[x] = blend (pixels[x], paint, ratio * stripes[x]);
}

/* The share of line in a pixel depends on x + y alone, or x - y. */
static void
make_stripes (Block *self, const ZhihuiMapHatch *hatch, float *stripes)
{
  double x = self->left * self->world + 0.5, y = self->top * self->world + 0.5;

  if (hatch->is_falling)
    y += self->height - 1;
  for (int i = 0; i < self->width + self->height; i++)
    stripes[i] = (float) zhihui_map_hatch_get_ratio (hatch, x + i, y);
}

static void
hatch (Block *self)
{
  const ZhihuiMapManner *manner = &self->scene->frame->manner;
  ZhihuiMapHatch         hatches[2];
  Paint                  paints[2];

  zhihui_map_hatch_init (&hatches[0], manner, ZHIHUI_REGION_NO_DATA, self->scale);
  zhihui_map_hatch_init (&hatches[1], manner, ZHIHUI_REGION_TOO_FEW, self->scale);
  for (guint i = 0; i < 2; i++)
    {
      make_stripes (self, &hatches[i], self->stripes[i]);
      paints[i] = make_paint (&hatches[i].line, FALSE);
    }
  add_arcs (self, get_hatching);
  for (int row = 0; row < self->height; row++)
    {
      int n = zhihui_area_cells_take_lanes (&self->cells, row, self->runs);

      for (int i = 0; i < n; i++)
        {
          const ZhihuiAreaRun *run = &self->runs[i];

          hatch_run (get_row (self, row), run, run->first, self->stripes[0] + row, &paints[0]);
          hatch_run (get_row (self, row),
                     run,
                     run->second,
                     self->stripes[1] + self->height - 1 - row,
                     &paints[1]);
        }
    }
}

static void
blend_strokes (Block *self, const ZhihuiRgba *colour, gboolean is_atop)
{
  Paint paint = make_paint (colour, is_atop);

  for (int row = 0; row < self->height; row++)
    {
      guint32 *pixels = get_row (self, row);
      int      n = zhihui_area_cells_take_single (&self->cells, row, self->runs);

      for (int i = 0; i < n; i++)
        for (int x = self->runs[i].from; x < self->runs[i].to; x++)
          pixels[x] = blend (pixels[x], &paint, self->runs[i].first);
    }
}

/* Whether the line around the map goes there. */
static gboolean
is_edge (const Block *self, const MetArc *met)
{
  const ZhihuiMeshArc *arc = zhihui_mesh_get_arc (self->scene->frame->mesh, met->arc);

  return self->scene->frame->manner.edge > 0 && (arc->left < 0 || arc->right < 0);
}

static void
stroke_borders (Block *self)
{
  const ZhihuiMapFrame *frame = self->scene->frame;
  double                world = self->world / self->scale;
  double                thin = zhihui_map_frame_get_border (frame, world, FALSE) * self->scale;
  double                thick = zhihui_map_frame_get_border (frame, world, TRUE) * self->scale;

  if (thin <= 0 && thick <= 0)
    return;

  for (guint i = 0; i < self->met->len; i++)
    {
      const MetArc *met = &g_array_index (self->met, MetArc, i);
      double        width = frame->arc_ends[met->arc].between_parents ? thick : thin;

      if (!met->is_beside && width > 0 && !is_edge (self, met))
        zhihui_stroke_area_add (
          &self->cells, &g_array_index (self->spots, ZhihuiSpot, met->first), met->n_spots, width);
    }
  blend_strokes (self, &frame->manner.palette.ground, TRUE);
}

static void
stroke_edge (Block *self)
{
  const ZhihuiMapManner *manner = &self->scene->frame->manner;

  if (manner->edge <= 0)
    return;

  for (guint i = 0; i < self->met->len; i++)
    {
      const MetArc *met = &g_array_index (self->met, MetArc, i);

      if (!met->is_beside && is_edge (self, met))
        zhihui_stroke_area_add (&self->cells,
                                &g_array_index (self->spots, ZhihuiSpot, met->first),
                                met->n_spots,
                                manner->edge * manner->unit * self->scale);
    }
  blend_strokes (self, &manner->palette.line2, FALSE);
}

static gboolean
is_in_reach (const Block *self, const ZhihuiExtent *extent, double reach)
{
  double       margin = reach / self->world;
  ZhihuiExtent seen = { self->left - margin,
                        self->top - margin,
                        self->left + self->width / self->world + margin,
                        self->top + self->height / self->world + margin };

  return zhihui_extent_meets (extent, &seen);
}

static void
stroke_ring (Block *self, guint region, guint ring, double width)
{
  g_array_set_size (self->corners, 0);
  g_array_set_size (self->spots, 0);
  zhihui_mesh_append_ring (self->scene->frame->mesh, region, ring, self->zoom, self->corners);
  if (self->corners->len == 0)
    return;
  append_corners (self);
  append_spot (self, &g_array_index (self->corners, ZhihuiCorner, 0));
  zhihui_stroke_area_add (
    &self->cells, (const ZhihuiSpot *) self->spots->data, self->spots->len, width);
}

/* Spends the spots of what was met. */
static void
stroke_alerts (Block *self)
{
  const ZhihuiMapManner *manner = &self->scene->frame->manner;
  const ZhihuiMesh      *mesh = self->scene->frame->mesh;
  double                 width = manner->alert_border * manner->unit * self->scale;

  for (guint i = 0; i < self->scene->alerts->len; i++)
    {
      guint region = g_array_index (self->scene->alerts, guint, i);

      if (!is_in_reach (self, &zhihui_mesh_get_region (mesh, region)->extent, width))
        continue;
      for (guint ring = 0; ring < zhihui_mesh_get_n_rings (mesh, region); ring++)
        stroke_ring (self, region, ring, width);
    }
  blend_strokes (self, manner->kept ? &manner->palette.mute : &manner->palette.attention, FALSE);
}

/* ---- block by block ---- */

static void
begin_block (Block *self, const ZhihuiMapScene *scene, int width, int height)
{
  self->scene = scene;
  self->width = width;
  self->height = height;
  zhihui_area_cells_init (&self->cells, width, height);
  self->corners = g_array_new (FALSE, FALSE, sizeof (ZhihuiCorner));
  self->spots = g_array_new (FALSE, FALSE, sizeof (ZhihuiSpot));
  self->met = g_array_new (FALSE, FALSE, sizeof (MetArc));
  self->runs = g_new (ZhihuiAreaRun, (gsize) width + 2);
  for (guint i = 0; i < 2; i++)
    self->stripes[i] = g_new (float, (gsize) width + (gsize) height);
}

static void
end_block (Block *self)
{
  zhihui_area_cells_clear (&self->cells);
  g_array_unref (self->corners);
  g_array_unref (self->spots);
  g_array_unref (self->met);
  g_free (self->runs);
  for (guint i = 0; i < 2; i++)
    g_free (self->stripes[i]);
}

static void
paint_block (Block *self)
{
  const ZhihuiMapManner *manner = &self->scene->frame->manner;

  meet_arcs (self, MAX (manner->border, manner->parent_border) * manner->unit * self->scale + 2);
  fill (self);
  if (self->scene->n_hatched > 0)
    hatch (self);
  stroke_borders (self);
  stroke_edge (self);
  stroke_alerts (self);
}

/* What of the device is to be painted; %FALSE: nothing. */
static gboolean
get_device_box (cairo_t *cr, const cairo_matrix_t *matrix, cairo_rectangle_int_t *box)
{
  double x0, y0, x1, y1;

  cairo_clip_extents (cr, &x0, &y0, &x1, &y1);
  if (!(x1 > x0 && y1 > y0))
    return FALSE;

  cairo_matrix_transform_point (matrix, &x0, &y0);
  cairo_matrix_transform_point (matrix, &x1, &y1);
  box->x = (int) floor (x0 + 1e-6);
  box->y = (int) floor (y0 + 1e-6);
  box->width = (int) ceil (x1 - 1e-6) - box->x;
  box->height = (int) ceil (y1 - 1e-6) - box->y;
  return box->width > 0 && box->height > 0;
}

static void
paint_box (Block                       *self,
           cairo_t                     *cr,
           const cairo_rectangle_int_t *box,
           const ZhihuiSpot            *corner,
           double                       device_scale)
{
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, self->width, self->height);
  int rows = self->height;

  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_destroy (surface);
      return;
    }

  cairo_save (cr);
  cairo_identity_matrix (cr);
  cairo_scale (cr, 1 / device_scale, 1 / device_scale);
  self->left = corner->x;
  for (int y = 0; y < box->height; y += rows)
    {
      self->height = MIN (rows, box->height - y);
      self->top = corner->y + y / self->world;
      cairo_surface_flush (surface);
      self->pixels = (guint32 *) (gpointer) cairo_image_surface_get_data (surface);
      self->stride = cairo_image_surface_get_stride (surface) / (int) sizeof (guint32);
      paint_block (self);
      cairo_surface_mark_dirty (surface);
      cairo_set_source_surface (cr, surface, box->x, box->y + y);
      cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
      cairo_rectangle (cr, box->x, box->y + y, box->width, self->height);
      cairo_fill (cr);
    }
  cairo_restore (cr);
  cairo_surface_destroy (surface);
}

/**
 * zhihui_map_regions_paint_pixels:
 * @cr: may be scaled, the same way in both directions, and moved
 */
void
zhihui_map_regions_paint_pixels (const ZhihuiMapScene *self,
                                 cairo_t              *cr,
                                 const ZhihuiViewport *viewport)
{
  cairo_matrix_t        matrix;
  cairo_rectangle_int_t box;
  double                device_x, device_y, world;
  ZhihuiExtent          seen;
  ZhihuiSpot            corner;
  Block                 block = { NULL };

  cairo_get_matrix (cr, &matrix);
  cairo_surface_get_device_scale (cairo_get_group_target (cr), &device_x, &device_y);
  matrix.xx *= device_x;
  matrix.yy *= device_y;
  matrix.x0 *= device_x;
  matrix.y0 *= device_y;
  if (!get_device_box (cr, &matrix, &box))
    return;

  world = zhihui_viewport_get_world_px (viewport);
  zhihui_viewport_get_extent (viewport, &seen);
  block.scale = matrix.xx;
  block.world = world * matrix.xx;
  block.zoom = log2 (block.world / ZHIHUI_MERCATOR_TILE_PX);
  corner.x = seen.left + (box.x - matrix.x0) / block.world;
  corner.y = seen.top + (box.y - matrix.y0) / block.world;
  begin_block (
    &block, self, box.width, MIN (MAX (BLOCK_CELLS / box.width, LEAST_ROWS), box.height));
  paint_box (&block, cr, &box, &corner, device_x);
  end_block (&block);
}
