/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-scene.h"

#include <math.h>

#include "zhihui-map-places.h"
#include "zhihui-map-points.h"
#include "zhihui-map-regions.h"
#include "zhihui-map-scene-private.h"

#include "zhihui-point-privacy.h"
#include <string.h>

#define BASE_ON_DARK 0.35 /* of a base map on dark ground */

/* Of the visual guide §5, §7, in u. */
#define BORDER 2.5
#define PARENT_BORDER 4.0
#define ALERT_BORDER 3.5

/* On light ground the lowest class has next to no contrast, and a map must not seem smaller than it
 * is. */
#define LIGHT_EDGE 0.8

/* Where regions are small, borders are at most this share of a region's edge, or they would be all
 * one sees; below the last width there are none. */
#define BORDER_SHARE 0.08
#define PARENT_BORDER_SHARE 0.13
#define THINNEST_PX 0.45

/**
 * zhihui_map_manner_init:
 * @self: (out): what the visual guide asks for, with dots, for a place that is not public
 * @palette: copied
 * @unit: px a u
 */
void
zhihui_map_manner_init (ZhihuiMapManner *self, const ZhihuiPalette *palette, double unit)
{
  *self = (ZhihuiMapManner){ .palette = *palette,
                             .unit = unit,
                             .names = 1,
                             .border = BORDER,
                             .parent_border = PARENT_BORDER,
                             .alert_border = ALERT_BORDER,
                             .edge = palette->ground.green > 0.5 ? LIGHT_EDGE : 0 };
}

ZhihuiInk
zhihui_ink_make (const ZhihuiRgba *colour)
{
  double alpha = CLAMP (colour->alpha, 0, 1);

  return (ZhihuiInk){ (float) (CLAMP (colour->red, 0, 1) * alpha * 255),
                      (float) (CLAMP (colour->green, 0, 1) * alpha * 255),
                      (float) (CLAMP (colour->blue, 0, 1) * alpha * 255),
                      (float) (alpha * 255) };
}

/* @ratio: how much of @to, 0…1. */
ZhihuiRgba
zhihui_rgba_mix (const ZhihuiRgba *from, const ZhihuiRgba *to, double ratio)
{
  return (ZhihuiRgba){ from->red + (to->red - from->red) * ratio,
                       from->green + (to->green - from->green) * ratio,
                       from->blue + (to->blue - from->blue) * ratio,
                       from->alpha + (to->alpha - from->alpha) * ratio };
}

/**
 * zhihui_map_get_base_opacity:
 * @ground: under a base map
 *
 * Most base maps are nearly white: on dark ground they would blind a dark room and make the colours
 * of regions others than those of the legend.
 *
 * Returns: how much is seen of one, 0 to 1
 */
double
zhihui_map_get_base_opacity (const ZhihuiRgba *ground)
{
  double light = 0.2126 * ground->red + 0.7152 * ground->green + 0.0722 * ground->blue;

  return light < 0.5 ? BASE_ON_DARK : 1.0;
}

/* ---- what scenes share ---- */

typedef struct
{
  double width, height; /* Mercator */
} Size;

static int
compare_sizes (gconstpointer a, gconstpointer b)
{
  const Size *one = a, *other = b;
  double      area = one->width * one->height, other_area = other->width * other->height;

  return (area > other_area) - (area < other_area);
}

/* Of the middle one of those that have a size. */
static void
measure_regions (ZhihuiMapFrame *self)
{
  guint n = zhihui_mesh_get_n_regions (self->mesh);
  g_autoptr (GArray) sizes = g_array_sized_new (FALSE, FALSE, sizeof (Size), n);
  const Size *middle;

  for (guint i = 0; i < n; i++)
    {
      const ZhihuiExtent *extent = &zhihui_mesh_get_region (self->mesh, i)->extent;
      const Size          size = { extent->right - extent->left, extent->bottom - extent->top };

      if (size.width * size.height > 0)
        g_array_append_val (sizes, size);
    }
  if (sizes->len == 0)
    return;

  g_array_sort (sizes, compare_sizes);
  middle = &g_array_index (sizes, Size, sizes->len / 2);
  self->region_width = middle->width;
  self->region_height = middle->height;
  self->region_size = sqrt (middle->width * middle->height);
}

static ZhihuiArcEnds *
collect_arc_ends (const ZhihuiMesh *mesh)
{
  guint          n = zhihui_mesh_get_n_arcs (mesh);
  ZhihuiArcEnds *ends = g_new0 (ZhihuiArcEnds, MAX (n, 1));
  g_autoptr (GArray) corners = g_array_new (FALSE, FALSE, sizeof (ZhihuiCorner));

  for (guint i = 0; i < n; i++)
    {
      const ZhihuiMeshArc *arc = zhihui_mesh_get_arc (mesh, i);

      g_array_set_size (corners, 0);
      zhihui_mesh_append_arc (mesh, i, 0, corners);
      if (corners->len == 0)
        continue;
      ends[i].first = g_array_index (corners, ZhihuiCorner, 0);
      ends[i].last = g_array_index (corners, ZhihuiCorner, corners->len - 1);
      ends[i].between_parents =
        arc->left >= 0 && arc->right >= 0 &&
        !zhihui_point_privacy_is_same_parent (zhihui_mesh_get_region (mesh, arc->left)->code,
                                              zhihui_mesh_get_region (mesh, arc->right)->code);
    }
  return ends;
}

static ZhihuiMapFrame *
make_frame (ZhihuiMesh *mesh, const GArray *points, const ZhihuiMapManner *manner)
{
  ZhihuiMapFrame *self = g_new0 (ZhihuiMapFrame, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->mesh = zhihui_mesh_ref (mesh);
  self->manner = *manner;
  self->manner.n_layers = MIN (manner->n_layers, ZHIHUI_MAP_MAX_LAYERS);
  self->arc_ends = collect_arc_ends (mesh);
  measure_regions (self);
  self->points_hash = zhihui_map_points_hash (points);
  zhihui_map_points_prepare (self, points);
  return self;
}

static ZhihuiMapFrame *
ref_frame (ZhihuiMapFrame *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

static void
unref_frame (ZhihuiMapFrame *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  zhihui_map_points_clear (self);
  g_free (self->arc_ends);
  zhihui_mesh_unref (self->mesh);
  g_free (self);
}

/* @world: px the world is wide. Returns: px, 0 no border. */
double
zhihui_map_frame_get_border (const ZhihuiMapFrame *self, double world, gboolean parents)
{
  double share = parents ? PARENT_BORDER_SHARE : BORDER_SHARE;
  double width = (parents ? self->manner.parent_border : self->manner.border) * self->manner.unit;

  if (width <= 0)
    return 0;
  width = MIN (width, share * self->region_size * world);
  return width >= THINNEST_PX ? width : 0;
}

/* ---- the scene ---- */

static ZhihuiInk
choose_ink (const ZhihuiMapManner *manner, const ZhihuiRegionLook *look)
{
  ZhihuiRgba fill = look->state == ZHIHUI_REGION_FILLED ? look->fill : manner->palette.hatch_ground;

  if (manner->kept)
    {
      double alpha = fill.alpha;

      fill = zhihui_rgba_mix (&manner->palette.ground, &fill, ZHIHUI_MAP_KEPT_RATIO);
      fill.alpha = alpha;
    }
  return zhihui_ink_make (&fill);
}

/* Takes over the reference to @frame. */
static ZhihuiMapScene *
make_scene (ZhihuiMapFrame *frame, const ZhihuiRegionLook *looks)
{
  ZhihuiMapScene *self = g_new0 (ZhihuiMapScene, 1);
  guint           n = zhihui_mesh_get_n_regions (frame->mesh);

  g_atomic_ref_count_init (&self->ref_count);
  self->frame = frame;
  self->inks = g_new0 (ZhihuiInk, n + 1);
  self->states = g_new (guint8, MAX (n, 1));
  self->alerts = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < n; i++)
    {
      self->inks[i + 1] = choose_ink (&frame->manner, &looks[i]);
      self->states[i] = (guint8) looks[i].state;
      self->n_hatched += looks[i].state != ZHIHUI_REGION_FILLED;
      if (looks[i].alert)
        g_array_append_val (self->alerts, i);
    }
  return self;
}

/**
 * zhihui_map_scene_new:
 * @mesh: a reference is taken
 * @looks: as many as @mesh has regions; copied
 * @points: (nullable) (element-type ZhihuiMapPoint): copied; those of a wall are snapped to the
 * middle of their region and merged with those of the parent where there are fewer than five
 * (domain §5.2): nothing else of them is kept
 * @manner: copied
 *
 * Long work with many points (fifty thousand: a tenth of a second): not for the main loop.
 *
 * Returns: (transfer full): the scene
 */
ZhihuiMapScene *
zhihui_map_scene_new (ZhihuiMesh             *mesh,
                      const ZhihuiRegionLook *looks,
                      const GArray           *points,
                      const ZhihuiMapManner  *manner)
{
  g_return_val_if_fail (mesh != NULL, NULL);
  g_return_val_if_fail (looks != NULL || zhihui_mesh_get_n_regions (mesh) == 0, NULL);
  g_return_val_if_fail (manner != NULL && manner->unit > 0, NULL);

  return make_scene (make_frame (mesh, points, manner), looks);
}

static gboolean
looks_like (const ZhihuiMapScene *self, const ZhihuiMapScene *other)
{
  guint n = zhihui_mesh_get_n_regions (self->frame->mesh);

  return memcmp (self->inks, other->inks, (n + 1) * sizeof *self->inks) == 0 &&
         memcmp (self->states, other->states, n) == 0 && self->alerts->len == other->alerts->len &&
         (self->alerts->len == 0 ||
          memcmp (self->alerts->data, other->alerts->data, self->alerts->len * sizeof (guint)) ==
            0);
}

/**
 * zhihui_map_scene_recolour:
 * @looks: as many as the mesh has regions; copied
 *
 * Quick enough for the main loop.
 *
 * Returns: (transfer full): a scene that shares all but the looks; @self where it would look the
 *   same, so that nothing is painted anew
 */
ZhihuiMapScene *
zhihui_map_scene_recolour (ZhihuiMapScene *self, const ZhihuiRegionLook *looks)
{
  ZhihuiMapScene *other;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (looks != NULL || zhihui_mesh_get_n_regions (self->frame->mesh) == 0, NULL);

  other = make_scene (ref_frame (self->frame), looks);
  if (!looks_like (self, other))
    return other;

  zhihui_map_scene_unref (other);
  return zhihui_map_scene_ref (self);
}

/**
 * zhihui_map_scene_renew:
 * @before: (nullable): as it was
 *
 * As zhihui_map_scene_new (), but where nothing but the looks may be others as
 * zhihui_map_scene_recolour ().
 *
 * Returns: (transfer full): a scene; @before where it would look the same
 */
ZhihuiMapScene *
zhihui_map_scene_renew (ZhihuiMapScene         *before,
                        ZhihuiMesh             *mesh,
                        const ZhihuiRegionLook *looks,
                        const GArray           *points,
                        const ZhihuiMapManner  *manner)
{
  if (before != NULL && before->frame->mesh == mesh &&
      memcmp (&before->frame->manner, manner, sizeof *manner) == 0 &&
      before->frame->points_hash == zhihui_map_points_hash (points))
    return zhihui_map_scene_recolour (before, looks);

  return zhihui_map_scene_new (mesh, looks, points, manner);
}

ZhihuiMapScene *
zhihui_map_scene_ref (ZhihuiMapScene *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
zhihui_map_scene_unref (ZhihuiMapScene *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  unref_frame (self->frame);
  g_array_unref (self->alerts);
  g_free (self->states);
  g_free (self->inks);
  g_free (self);
}

/**
 * zhihui_map_scene_get_mesh:
 *
 * Returns: (transfer none): lives as long as the scene
 */
ZhihuiMesh *
zhihui_map_scene_get_mesh (const ZhihuiMapScene *self)
{
  return self->frame->mesh;
}

const ZhihuiMapManner *
zhihui_map_scene_get_manner (const ZhihuiMapScene *self)
{
  return &self->frame->manner;
}

/**
 * zhihui_map_scene_get_dot_cases:
 * @zoom: of the map: the closer one looks, the fewer
 *
 * Returns: how many cases one dot stands for, for the legend; 1 when each has its own
 */
guint
zhihui_map_scene_get_dot_cases (const ZhihuiMapScene *self, double zoom)
{
  guint dot_cases = 1;

  if (self->frame->dots != NULL)
    zhihui_dot_field_get (self->frame->dots, zoom, &dot_cases);
  return dot_cases;
}

/**
 * zhihui_map_scene_get_marks:
 * @marks: (element-type ZhihuiMapMark): those that are seen are appended, larger ones first
 *
 * Where zhihui_map_scene_paint() puts circles that stand for several cases.
 */
void
zhihui_map_scene_get_marks (const ZhihuiMapScene *self,
                            const ZhihuiViewport *viewport,
                            GArray               *marks)
{
  zhihui_map_points_get_marks (self->frame, viewport, marks);
}

/**
 * zhihui_map_scene_get_places:
 * @places: (element-type ZhihuiMapPlaceMark): those that are seen are appended
 *
 * Where zhihui_map_scene_paint() puts signs of stations, windows, cameras.
 */
void
zhihui_map_scene_get_places (const ZhihuiMapScene *self,
                             const ZhihuiViewport *viewport,
                             GArray               *places)
{
  zhihui_map_points_get_places (self->frame, viewport, places);
}

/**
 * zhihui_map_scene_get_reach:
 *
 * Returns: px a sign or a border may reach beyond its place
 */
double
zhihui_map_scene_get_reach (const ZhihuiMapScene *self)
{
  return zhihui_map_points_get_reach (self->frame);
}

/**
 * zhihui_map_scene_paint:
 * @cr: the viewport's top left corner is its origin
 *
 * Paints what of the scene is seen within the viewport. May be called from any thread, with a
 * @cr of its own. On pages (PDF, PS, SVG) all stays vectors.
 */
void
zhihui_map_scene_paint (const ZhihuiMapScene *self, cairo_t *cr, const ZhihuiViewport *viewport)
{
  g_return_if_fail (self != NULL && cr != NULL && viewport != NULL);

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, viewport->width, viewport->height);
  cairo_clip (cr);
  zhihui_map_regions_paint (self, cr, viewport);
  zhihui_map_points_paint (self->frame, cr, viewport);
  cairo_restore (cr);
}
