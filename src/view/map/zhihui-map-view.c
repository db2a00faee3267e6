/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-view-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "zhihui-map-place.h"

/* A press that moved farther was no click. */
#define CLICK_PX 8.0

/**
 * ZhihuiMapView:
 *
 * The map where there is a display. Shows a scene that draw paints, with what is written above it,
 * and on request the pictures of a base map under it; draws frames only while something moves. Lets
 * people move and zoom, point at regions, select and open them, by mouse, fingers or keys; what an
 * opened region means is not its business.
 */
G_DEFINE_FINAL_TYPE (ZhihuiMapView, zhihui_map_view, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SELECTED_REGION = 1,
  PROP_BASE_FAILING,
  N_PROPS,
} ZhihuiMapViewProperty;

static GParamSpec *props[N_PROPS];

enum
{
  REGION_ACTIVATED,
  REGION_HOVERED,
  ASCENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gpointer
ref_scene (gpointer scene)
{
  return zhihui_map_scene_ref (scene);
}

static void
unref_scene (gpointer scene)
{
  zhihui_map_scene_unref (scene);
}

static void
paint_scene (gpointer scene, cairo_t *cr, const ZhihuiViewport *viewport)
{
  zhihui_map_scene_paint (scene, cr, viewport);
}

static const ZhihuiTileScene scene_kind = { paint_scene, ref_scene, unref_scene };

void
zhihui_map_view_emit_activated (ZhihuiMapView *self, int region)
{
  g_signal_emit (self, signals[REGION_ACTIVATED], 0, region);
}

void
zhihui_map_view_notify_base_failing (ZhihuiMapView *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BASE_FAILING]);
}

/* Returns whether somebody listens. */
gboolean
zhihui_map_view_emit_ascended (ZhihuiMapView *self)
{
  if (!g_signal_has_handler_pending (self, signals[ASCENDED], 0, FALSE))
    return FALSE;

  g_signal_emit (self, signals[ASCENDED], 0);
  return TRUE;
}

/* ---- mouse ---- */

static int
pick (ZhihuiMapView *self, double x_px, double y_px)
{
  ZhihuiViewport viewport;
  double         x, y;

  if (self->scene == NULL || !zhihui_map_view_get_viewport (self, &viewport))
    return -1;

  zhihui_viewport_from_px (&viewport, x_px, y_px, &x, &y);
  return zhihui_mesh_pick (zhihui_map_scene_get_mesh (self->scene), x, y);
}

static void
hover (ZhihuiMapView *self, int region)
{
  if (region == zhihui_map_outlines_get (self->outlines, ZHIHUI_OUTLINE_HOVERED))
    return;

  zhihui_map_outlines_set (self->outlines, ZHIHUI_OUTLINE_HOVERED, region);
  g_signal_emit (self, signals[REGION_HOVERED], 0, region);
}

static void
pointer_moved_cb (GtkEventControllerMotion *controller, double x, double y, ZhihuiMapView *self)
{
  hover (self, pick (self, x, y));
}

static void
pointer_left_cb (GtkEventControllerMotion *controller, ZhihuiMapView *self)
{
  hover (self, -1);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_presses, double x, double y, ZhihuiMapView *self)
{
  self->press_x = x;
  self->press_y = y;
  /* The second press opens a region: the map below zooms by it whatever it was told. */
  if (n_presses == 2)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
released_cb (GtkGestureClick *gesture, int n_presses, double x, double y, ZhihuiMapView *self)
{
  int region;

  if (hypot (x - self->press_x, y - self->press_y) > CLICK_PX)
    return;

  region = pick (self, x, y);
  if (n_presses == 1)
    {
      zhihui_map_view_set_selected_region (self, region);
      if (region >= 0)
        zhihui_map_view_focus_region (self, (guint) region); /* where keys go on */
    }
  else if (n_presses == 2 && region >= 0)
    zhihui_map_view_emit_activated (self, region);
}

static void
watch_pointer (ZhihuiMapView *self)
{
  GtkGesture         *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (motion, "motion", G_CALLBACK (pointer_moved_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (pointer_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

/* ---- widget ---- */

static void
zhihui_map_view_measure (GtkWidget     *widget,
                         GtkOrientation orientation,
                         int            for_size,
                         int           *minimum,
                         int           *natural,
                         int           *minimum_baseline,
                         int           *natural_baseline)
{
  *minimum = 1;
  *natural = 400;
}

static void
zhihui_map_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ZhihuiMapView   *self = ZHIHUI_MAP_VIEW (widget);
  graphene_point_t corner;
  int              label_width, label_height;
  gboolean         is_other_size = gtk_widget_get_width (GTK_WIDGET (self->map)) != width ||
                           gtk_widget_get_height (GTK_WIDGET (self->map)) != height;

  gtk_widget_allocate (GTK_WIDGET (self->map), width, height, -1, NULL);
  if (is_other_size)
    zhihui_map_view_fit (self);

  gtk_widget_measure (
    self->attribution, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &label_width, NULL, NULL);
  label_width = MIN (label_width, width);
  gtk_widget_measure (
    self->attribution, GTK_ORIENTATION_VERTICAL, label_width, NULL, &label_height, NULL, NULL);
  /* At the bottom stands what the signs of the map mean. */
  graphene_point_init (&corner, (float) (width - label_width), 0);
  gtk_widget_allocate (
    self->attribution, label_width, label_height, -1, gsk_transform_translate (NULL, &corner));
  zhihui_map_view_place_cells (self);
}

static void
zhihui_map_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  zhihui_map_view_append_ground (ZHIHUI_MAP_VIEW (widget), snapshot);
  GTK_WIDGET_CLASS (zhihui_map_view_parent_class)->snapshot (widget, snapshot);
}

static void
zhihui_map_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ZhihuiMapView *self = ZHIHUI_MAP_VIEW (object);

  switch ((ZhihuiMapViewProperty) id)
    {
    case PROP_SELECTED_REGION:
      g_value_set_int (value, zhihui_map_view_get_selected_region (self));
      break;
    case PROP_BASE_FAILING:
      g_value_set_boolean (value, zhihui_map_view_is_base_failing (self));
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
zhihui_map_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ZhihuiMapView *self = ZHIHUI_MAP_VIEW (object);

  switch ((ZhihuiMapViewProperty) id)
    {
    case PROP_SELECTED_REGION:
      zhihui_map_view_set_selected_region (self, g_value_get_int (value));
      break;
    case PROP_BASE_FAILING:
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
zhihui_map_view_dispose (GObject *object)
{
  ZhihuiMapView *self = ZHIHUI_MAP_VIEW (object);

  if (self->map != NULL)
    {
      self->focused = -1;
      self->has_focus = FALSE;
      zhihui_map_view_stop (self);
      zhihui_map_view_set_tile_provider (self, NULL);
      zhihui_map_view_set_label_provider (self, NULL);
      zhihui_map_view_set_describe (self, NULL, NULL, NULL);
      zhihui_map_writing_set_func (self->writing, NULL, NULL, NULL);
      zhihui_map_writing_set_picture (self->writing, NULL, 0.0, 0.0, NULL);
      zhihui_map_tiles_set_scene (zhihui_map_ground_get_tiles (self->ground), NULL, NULL);
    }
  for (guint i = 0; i < G_N_ELEMENTS (self->cells); i++)
    g_clear_pointer (&self->cells[i], gtk_widget_unparent);
  g_clear_pointer (&self->attribution, gtk_widget_unparent);
  g_clear_pointer (&self->owner, g_free);
  if (self->map != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->map));
  self->map = NULL;
  g_clear_pointer (&self->scene, zhihui_map_scene_unref);
  g_clear_pointer (&self->order, g_array_unref);

  G_OBJECT_CLASS (zhihui_map_view_parent_class)->dispose (object);
}

static void
install_signals (GType type)
{
  /* A region was opened: by a double click, or by Enter. */
  signals[REGION_ACTIVATED] = g_signal_new (
    "region-activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  /* The pointer is over another region; -1: over none. */
  signals[REGION_HOVERED] = g_signal_new (
    "region-hovered", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  /* Escape: to the region above. Without a listener the key goes on to the window. */
  signals[ASCENDED] =
    g_signal_new ("ascended", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zhihui_map_view_class_init (ZhihuiMapViewClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = zhihui_map_view_get_property;
  object_class->set_property = zhihui_map_view_set_property;
  object_class->dispose = zhihui_map_view_dispose;
  widget_class->measure = zhihui_map_view_measure;
  widget_class->size_allocate = zhihui_map_view_size_allocate;
  widget_class->snapshot = zhihui_map_view_snapshot;
  widget_class->focus = zhihui_map_view_move_focus;
  gtk_widget_class_set_css_name (widget_class, "region-map");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_BOX);

  /* Of the mesh of the scene; -1: none. */
  props[PROP_SELECTED_REGION] =
    g_param_spec_int ("selected-region",
                      NULL,
                      NULL,
                      -1,
                      G_MAXINT,
                      -1,
                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  /* Whether the pictures of the base map cannot be had now. */
  props[PROP_BASE_FAILING] = g_param_spec_boolean (
    "base-failing", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  install_signals (G_TYPE_FROM_CLASS (klass));
}

static void
zhihui_map_view_init (ZhihuiMapView *self)
{
  ShumateViewport *place;

  self->map = shumate_map_new ();
  place = shumate_map_get_viewport (self->map);
  shumate_map_set_zoom_on_double_click (self->map, FALSE);
  gtk_widget_set_can_focus (GTK_WIDGET (self->map), FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->map), GTK_WIDGET (self));

  self->ground = ZHIHUI_MAP_GROUND (zhihui_map_ground_new (place, &scene_kind));
  self->outlines = ZHIHUI_MAP_OUTLINES (zhihui_map_outlines_new (place));
  self->writing = ZHIHUI_MAP_WRITING (zhihui_map_writing_new (place));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->ground));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->outlines));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->writing));

  self->is_animated = TRUE;
  zhihui_map_view_init_base (self);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  zhihui_map_view_init_place (self);
  zhihui_map_view_init_keys (self);
  watch_pointer (self);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Map"), -1);
}

/**
 * zhihui_map_view_new:
 *
 * Returns: (transfer floating): a map that shows nothing
 */
GtkWidget *
zhihui_map_view_new (void)
{
  return g_object_new (ZHIHUI_TYPE_MAP_VIEW, NULL);
}

/* New figures of what is coming do not stop it. */
static void
keep_morph (ZhihuiMapView *self, ZhihuiMapScene *scene)
{
  ZhihuiMapMorph *morph = zhihui_map_ground_get_morph (self->ground);

  if (morph != NULL && scene != NULL)
    zhihui_map_morph_recolour (morph, scene);
  else if (morph != NULL)
    zhihui_map_ground_morph (self->ground, NULL, 0);
}

/**
 * zhihui_map_view_set_scene:
 * @scene: (transfer none) (nullable): NULL shows nothing
 *
 * Shows @scene as soon as what is seen of it is painted; the one before is shown until then. The
 * first scene is shown whole. With another mesh nothing is selected any more; where the map is does
 * not change.
 */
void
zhihui_map_view_set_scene (ZhihuiMapView *self, ZhihuiMapScene *scene)
{
  g_autoptr (ZhihuiMapScene) old = NULL;
  gboolean is_same_mesh;

  g_return_if_fail (ZHIHUI_IS_MAP_VIEW (self));

  if (scene == self->scene)
    return;

  is_same_mesh = self->scene != NULL && scene != NULL &&
                 zhihui_map_scene_get_mesh (self->scene) == zhihui_map_scene_get_mesh (scene);
  keep_morph (self, is_same_mesh ? scene : NULL);
  if (!is_same_mesh)
    zhihui_map_view_end_bareness (self);
  old = g_steal_pointer (&self->scene);
  self->scene = scene != NULL ? zhihui_map_scene_ref (scene) : NULL;
  zhihui_map_outlines_set_scene (self->outlines, scene);
  zhihui_map_view_dress_base (self);
  zhihui_map_tiles_set_scene (
    zhihui_map_ground_get_tiles (self->ground),
    scene,
    scene != NULL ? zhihui_mesh_get_extent (zhihui_map_scene_get_mesh (scene)) : NULL);
  if (old == NULL && scene != NULL && !self->is_fitted)
    zhihui_map_view_fly_to (self, zhihui_mesh_get_extent (zhihui_map_scene_get_mesh (scene)), 0);
  zhihui_map_writing_refresh (self->writing);

  if (is_same_mesh)
    zhihui_map_view_tell_focused (self);
  else
    {
      zhihui_map_view_forget_regions (self);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SELECTED_REGION]);
    }
}

/**
 * zhihui_map_view_get_scene:
 *
 * Returns: (transfer none) (nullable): the scene that was set
 */
ZhihuiMapScene *
zhihui_map_view_get_scene (ZhihuiMapView *self)
{
  g_return_val_if_fail (ZHIHUI_IS_MAP_VIEW (self), NULL);

  return self->scene;
}

/**
 * zhihui_map_view_set_labels:
 * @func: (nullable) (scope notified): draws what is written for a viewport; called in the main
 *   thread when the map has come to rest. While it moves, what is written goes with its place.
 */
void
zhihui_map_view_set_labels (ZhihuiMapView       *self,
                            ZhihuiMapWritingFunc func,
                            gpointer             user_data,
                            GDestroyNotify       destroy)
{
  g_return_if_fail (ZHIHUI_IS_MAP_VIEW (self));

  zhihui_map_writing_set_func (self->writing, func, user_data, destroy);
}

/**
 * zhihui_map_view_set_picture:
 * @picture: (transfer none) (nullable): what a panel has drawn around and above the same map; its
 *   theme must live until another is set
 * @x: px of the picture: where the map begins in it
 * @y: px of the picture
 * @placed: (nullable): what @picture sees of the map; not NULL with it
 *
 * Instead of labels that a function draws.
 */
void
zhihui_map_view_set_picture (
  ZhihuiMapView *self, ZhihuiPicture *picture, double x, double y, const ZhihuiViewport *placed)
{
  g_return_if_fail (ZHIHUI_IS_MAP_VIEW (self));

  zhihui_map_writing_set_picture (self->writing, picture, x, y, placed);
}

/**
 * zhihui_map_view_get_picture:
 *
 * Returns: (transfer none) (nullable): what is written above the map, unless a function does it
 */
ZhihuiPicture *
zhihui_map_view_get_picture (ZhihuiMapView *self)
{
  g_return_val_if_fail (ZHIHUI_IS_MAP_VIEW (self), NULL);

  return zhihui_map_writing_get_picture (self->writing);
}

/**
 * zhihui_map_view_refresh_labels:
 *
 * What is written is to be drawn again.
 */
void
zhihui_map_view_refresh_labels (ZhihuiMapView *self)
{
  g_return_if_fail (ZHIHUI_IS_MAP_VIEW (self));

  zhihui_map_writing_refresh (self->writing);
}

/* ---- selection ---- */

/**
 * zhihui_map_view_set_selected_region:
 * @region: of the mesh of the scene; -1: none
 */
void
zhihui_map_view_set_selected_region (ZhihuiMapView *self, int region)
{
  g_return_if_fail (ZHIHUI_IS_MAP_VIEW (self));

  if (self->scene == NULL ||
      region >= (int) zhihui_mesh_get_n_regions (zhihui_map_scene_get_mesh (self->scene)))
    region = -1;
  if (region == zhihui_map_view_get_selected_region (self))
    return;

  zhihui_map_outlines_set (self->outlines, ZHIHUI_OUTLINE_SELECTED, region);
  zhihui_map_view_tell_focused (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SELECTED_REGION]);
}

/**
 * zhihui_map_view_get_selected_region:
 *
 * Returns: -1 for none
 */
int
zhihui_map_view_get_selected_region (ZhihuiMapView *self)
{
  g_return_val_if_fail (ZHIHUI_IS_MAP_VIEW (self), -1);

  return zhihui_map_outlines_get (self->outlines, ZHIHUI_OUTLINE_SELECTED);
}

/**
 * zhihui_map_view_get_n_frames:
 *
 * Returns: how often the scene was drawn: what a test of stillness asks
 */
guint
zhihui_map_view_get_n_frames (ZhihuiMapView *self)
{
  g_return_val_if_fail (ZHIHUI_IS_MAP_VIEW (self), 0);

  return zhihui_map_ground_get_n_frames (self->ground);
}

/**
 * zhihui_map_view_is_resting:
 *
 * Returns: whether nothing moves and all pixels of the scene that was set are there
 */
gboolean
zhihui_map_view_is_resting (ZhihuiMapView *self)
{
  g_return_val_if_fail (ZHIHUI_IS_MAP_VIEW (self), FALSE);

  return !zhihui_map_view_is_flying (self) && zhihui_map_ground_is_complete (self->ground);
}
