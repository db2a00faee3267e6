/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-outlines.h"

#include "zhihui-map-place.h"

#include <math.h>

/**
 * ZhihuiMapOutlines:
 *
 * The layer of the regions that are pointed at, selected or focused. Each outline is a node of its
 * own, no larger than the region: at rest a change damages the pixels of two regions and no others.
 */
struct _ZhihuiMapOutlines
{
  ShumateLayer parent_instance;

  ZhihuiMapScene *scene;                      /* owned, nullable */
  int             regions[ZHIHUI_N_OUTLINES]; /* -1: none */
};

G_DEFINE_FINAL_TYPE (ZhihuiMapOutlines, zhihui_map_outlines, SHUMATE_TYPE_LAYER)

/* In u of the scene. */
static const double widths[ZHIHUI_N_OUTLINES] = { 1.5, 2.5, 3.0 };

static const ZhihuiRgba *
get_colour (const ZhihuiPalette *palette, ZhihuiOutlineKind kind)
{
  switch (kind)
    {
    case ZHIHUI_OUTLINE_HOVERED:
      return &palette->text2;
    case ZHIHUI_OUTLINE_FOCUSED:
      return &palette->good;
    case ZHIHUI_OUTLINE_SELECTED:
    case ZHIHUI_N_OUTLINES:
    default:
      return &palette->text1;
    }
}

/* Returns whether the region is in sight. */
static gboolean
get_bounds (const ZhihuiMeshRegion *region,
            const ZhihuiViewport   *viewport,
            double                  width,
            graphene_rect_t        *bounds)
{
  double left, top, right, bottom;

  zhihui_viewport_to_px (viewport, region->extent.left, region->extent.top, &left, &top);
  zhihui_viewport_to_px (viewport, region->extent.right, region->extent.bottom, &right, &bottom);
  left = floor (MAX (left - width, 0.0));
  top = floor (MAX (top - width, 0.0));
  right = ceil (MIN (right + width, viewport->width));
  bottom = ceil (MIN (bottom + width, viewport->height));
  if (right <= left || bottom <= top)
    return FALSE;

  graphene_rect_init (
    bounds, (float) left, (float) top, (float) (right - left), (float) (bottom - top));
  return TRUE;
}

static void
zhihui_map_outlines_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ZhihuiMapOutlines     *self = ZHIHUI_MAP_OUTLINES (widget);
  const ZhihuiMapManner *manner;
  ZhihuiViewport         viewport;

  if (self->scene == NULL ||
      !zhihui_map_place_read (shumate_layer_get_viewport (SHUMATE_LAYER (self)), widget, &viewport))
    return;

  manner = zhihui_map_scene_get_manner (self->scene);
  for (ZhihuiOutlineKind kind = 0; kind < ZHIHUI_N_OUTLINES; kind++)
    {
      double          width = widths[kind] * manner->unit;
      graphene_rect_t bounds;
      cairo_t        *cr;

      if (self->regions[kind] < 0 ||
          !get_bounds (zhihui_mesh_get_region (zhihui_map_scene_get_mesh (self->scene),
                                               (guint) self->regions[kind]),
                       &viewport,
                       width,
                       &bounds))
        continue;

      cr = gtk_snapshot_append_cairo (snapshot, &bounds);
      zhihui_map_scene_paint_outline (self->scene,
                                      cr,
                                      &viewport,
                                      self->regions[kind],
                                      get_colour (&manner->palette, kind),
                                      width);
      cairo_destroy (cr);
    }
}

static void
zhihui_map_outlines_dispose (GObject *object)
{
  g_clear_pointer (&ZHIHUI_MAP_OUTLINES (object)->scene, zhihui_map_scene_unref);

  G_OBJECT_CLASS (zhihui_map_outlines_parent_class)->dispose (object);
}

static void
zhihui_map_outlines_class_init (ZhihuiMapOutlinesClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = zhihui_map_outlines_dispose;
  widget_class->snapshot = zhihui_map_outlines_snapshot;
  gtk_widget_class_set_css_name (widget_class, "map-outlines");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
zhihui_map_outlines_init (ZhihuiMapOutlines *self)
{
  for (ZhihuiOutlineKind kind = 0; kind < ZHIHUI_N_OUTLINES; kind++)
    self->regions[kind] = -1;
}

/**
 * zhihui_map_outlines_new:
 *
 * Returns: (transfer floating): a layer that shows nothing
 */
GtkWidget *
zhihui_map_outlines_new (ShumateViewport *viewport)
{
  GtkWidget *self = g_object_new (ZHIHUI_TYPE_MAP_OUTLINES, "viewport", viewport, NULL);

  zhihui_map_place_follow (SHUMATE_LAYER (self), G_CALLBACK (gtk_widget_queue_draw));
  return self;
}

/**
 * zhihui_map_outlines_set_scene:
 * @scene: (transfer none) (nullable): where the regions are. With another mesh no region is set
 *   any more.
 */
void
zhihui_map_outlines_set_scene (ZhihuiMapOutlines *self, ZhihuiMapScene *scene)
{
  gboolean is_same_mesh;

  g_return_if_fail (ZHIHUI_IS_MAP_OUTLINES (self));

  is_same_mesh = self->scene != NULL && scene != NULL &&
                 zhihui_map_scene_get_mesh (self->scene) == zhihui_map_scene_get_mesh (scene);
  g_clear_pointer (&self->scene, zhihui_map_scene_unref);
  self->scene = scene != NULL ? zhihui_map_scene_ref (scene) : NULL;
  if (is_same_mesh)
    return;

  for (ZhihuiOutlineKind kind = 0; kind < ZHIHUI_N_OUTLINES; kind++)
    zhihui_map_outlines_set (self, kind, -1);
}

/**
 * zhihui_map_outlines_set:
 * @region: of the mesh of the scene; -1 for none
 */
void
zhihui_map_outlines_set (ZhihuiMapOutlines *self, ZhihuiOutlineKind kind, int region)
{
  g_return_if_fail (ZHIHUI_IS_MAP_OUTLINES (self) && kind < ZHIHUI_N_OUTLINES);

  if (self->regions[kind] == region)
    return;

  self->regions[kind] = region;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * zhihui_map_outlines_get:
 *
 * Returns: the region; -1 for none
 */
int
zhihui_map_outlines_get (ZhihuiMapOutlines *self, ZhihuiOutlineKind kind)
{
  g_return_val_if_fail (ZHIHUI_IS_MAP_OUTLINES (self) && kind < ZHIHUI_N_OUTLINES, -1);

  return self->regions[kind];
}
