/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map without a mouse: the focus goes from region to region. */
#include "zhihui-map-view-private.h"

#include <math.h>

#include "zhihui-region-walk.h"

static ZhihuiMesh *
get_mesh (ZhihuiMapView *self)
{
  return self->scene != NULL ? zhihui_map_scene_get_mesh (self->scene) : NULL;
}

static GArray *
get_order (ZhihuiMapView *self)
{
  if (self->order == NULL)
    self->order = zhihui_region_walk_list (get_mesh (self));
  return self->order;
}

/* Returns -1 when it has no place in the order. */
static int
find_position (ZhihuiMapView *self, int region)
{
  GArray *order = get_order (self);

  for (guint i = 0; i < order->len; i++)
    if ((int) g_array_index (order, guint, i) == region)
      return (int) i;

  return -1;
}

static int
get_nth (ZhihuiMapView *self, int position)
{
  GArray *order = get_order (self);

  if (position < 0 || position >= (int) order->len)
    return -1;
  return (int) g_array_index (order, guint, position);
}

static char *
describe_region (ZhihuiMapView *self, guint region)
{
  if (self->describe != NULL)
    return self->describe (region, self->describe_data);
  return g_strdup (zhihui_mesh_get_region (get_mesh (self), region)->name);
}

/* What the reader hears of the focused region is as it is now. */
void
zhihui_map_view_tell_focused (ZhihuiMapView *self)
{
  g_autofree char *text = NULL;

  if (self->focused < 0 || get_mesh (self) == NULL)
    return;

  text = describe_region (self, (guint) self->focused);
  zhihui_region_cell_tell (ZHIHUI_REGION_CELL (self->cells[self->cell]),
                           text,
                           (guint) (find_position (self, self->focused) + 1),
                           get_order (self)->len,
                           self->focused ==
                             zhihui_map_outlines_get (self->outlines, ZHIHUI_OUTLINE_SELECTED));
}

/* The map moves so far that the middle of the region is seen. */
static void
show_region (ZhihuiMapView *self, const ZhihuiMeshRegion *region)
{
  ZhihuiViewport viewport;
  double         x, y;

  if (!zhihui_map_view_get_viewport (self, &viewport))
    return;

  zhihui_viewport_to_px (&viewport, region->label_x, region->label_y, &x, &y);
  if (x >= 0.0 && y >= 0.0 && x < viewport.width && y < viewport.height)
    return;

  viewport.x = region->label_x;
  viewport.y = region->label_y;
  self->is_fitted = FALSE;
  zhihui_map_view_go (self, &viewport, ZHIHUI_MAP_STEP_MS);
}

/**
 * zhihui_map_view_focus_region:
 * @region: of the mesh of the scene
 *
 * Gives the focus to a region, and moves the map when it is out of sight.
 */
void
zhihui_map_view_focus_region (ZhihuiMapView *self, guint region)
{
  guint before = self->cell;

  g_return_if_fail (ZHIHUI_IS_MAP_VIEW (self) && get_mesh (self) != NULL &&
                    region < zhihui_mesh_get_n_regions (get_mesh (self)));

  /* The other cell: a reader speaks when the focus goes to another one, not when its text changes.
   */
  self->focused = (int) region;
  self->cell = 1 - before;
  zhihui_map_view_tell_focused (self);
  zhihui_region_cell_set_shown (ZHIHUI_REGION_CELL (self->cells[self->cell]), TRUE);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_grab_focus (self->cells[self->cell]);
  zhihui_region_cell_set_shown (ZHIHUI_REGION_CELL (self->cells[before]), FALSE);
  zhihui_map_outlines_set (
    self->outlines, ZHIHUI_OUTLINE_FOCUSED, self->has_focus ? (int) region : -1);
  show_region (self, zhihui_mesh_get_region (get_mesh (self), region));
}

/**
 * zhihui_map_view_get_focused_region:
 *
 * Returns: the region that has the keyboard's focus, or will have it when the map gets it; -1: none
 */
int
zhihui_map_view_get_focused_region (ZhihuiMapView *self)
{
  g_return_val_if_fail (ZHIHUI_IS_MAP_VIEW (self), -1);

  return self->focused;
}

/**
 * zhihui_map_view_focus_selected:
 *
 * Where the focus is in the map it goes to the region that is selected: who has left that one by a
 * key goes on from there.
 */
void
zhihui_map_view_focus_selected (ZhihuiMapView *self)
{
  int selected = zhihui_map_view_get_selected_region (self);

  if (selected >= 0 && self->has_focus)
    zhihui_map_view_focus_region (self, (guint) selected);
}

static int
find_next (ZhihuiMapView *self, GtkDirectionType direction)
{
  ZhihuiWalk walk;

  switch (direction)
    {
    case GTK_DIR_TAB_FORWARD:
      return get_nth (self, find_position (self, self->focused) + 1);
    case GTK_DIR_TAB_BACKWARD:
      return get_nth (self, find_position (self, self->focused) - 1);
    case GTK_DIR_LEFT:
      walk = ZHIHUI_WALK_LEFT;
      break;
    case GTK_DIR_RIGHT:
      walk = ZHIHUI_WALK_RIGHT;
      break;
    case GTK_DIR_UP:
      walk = ZHIHUI_WALK_UP;
      break;
    case GTK_DIR_DOWN:
    default:
      walk = ZHIHUI_WALK_DOWN;
      break;
    }
  return zhihui_region_walk_find (get_mesh (self), (guint) self->focused, walk);
}

/* GtkWidgetClass.focus: Tab goes through all regions in their order and then leaves the map; an
 * arrow goes to the nearest one in its direction and stays where there is none. */
gboolean
zhihui_map_view_move_focus (GtkWidget *widget, GtkDirectionType direction)
{
  ZhihuiMapView *self = ZHIHUI_MAP_VIEW (widget);
  gboolean       is_tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;
  int            next;

  if (self->is_leaving || get_mesh (self) == NULL || get_order (self)->len == 0)
    return FALSE;

  if (self->has_focus && self->focused >= 0)
    next = find_next (self, direction);
  else if (self->focused >= 0)
    next = self->focused;
  else if (zhihui_map_view_get_selected_region (self) >= 0)
    next = zhihui_map_view_get_selected_region (self);
  else
    next = get_nth (self, direction == GTK_DIR_TAB_BACKWARD ? (int) self->order->len - 1 : 0);

  if (next < 0)
    return self->has_focus && !is_tab;

  zhihui_map_view_focus_region (self, (guint) next);
  return TRUE;
}

static void
leave_map (ZhihuiMapView *self, GtkDirectionType direction)
{
  self->is_leaving = TRUE;
  gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))), direction);
  self->is_leaving = FALSE;
}

/* px: the region that has the focus stays where it is while the map zooms, else the middle. */
static void
find_anchor (ZhihuiMapView *self, const ZhihuiViewport *viewport, double *x, double *y)
{
  const ZhihuiMeshRegion *region;

  *x = viewport->width / 2;
  *y = viewport->height / 2;
  if (!self->has_focus || self->focused < 0 || get_mesh (self) == NULL)
    return;

  region = zhihui_mesh_get_region (get_mesh (self), (guint) self->focused);
  zhihui_viewport_to_px (viewport, region->label_x, region->label_y, x, y);
  *x = CLAMP (*x, 0.0, viewport->width);
  *y = CLAMP (*y, 0.0, viewport->height);
}

static void
zoom_by (ZhihuiMapView *self, double steps)
{
  ZhihuiViewport viewport;
  double         x, y;

  if (!zhihui_map_view_get_viewport (self, &viewport))
    return;

  if (zhihui_map_view_is_flying (self))
    {
      viewport.x = self->flight.to.x;
      viewport.y = self->flight.to.y;
      viewport.zoom = self->flight.to.zoom;
    }
  find_anchor (self, &viewport, &x, &y);
  zhihui_viewport_zoom_at (&viewport, x, y, CLAMP (viewport.zoom + steps, 0.0, 20.0));
  zhihui_map_view_bound (self, &viewport);
  self->is_fitted = FALSE;
  zhihui_map_view_go (self, &viewport, ZHIHUI_MAP_STEP_MS);
}

static void
show_all (ZhihuiMapView *self)
{
  if (get_mesh (self) != NULL)
    zhihui_map_view_fly_to (self, zhihui_mesh_get_extent (get_mesh (self)), ZHIHUI_MAP_STEP_MS);
}

/* Returns whether the key was meant for the place of the map. */
static gboolean
move_by_key (ZhihuiMapView *self, guint key)
{
  switch (key)
    {
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      zoom_by (self, 1.0);
      return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      zoom_by (self, -1.0);
      return TRUE;
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
      show_all (self);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
focus_nth (ZhihuiMapView *self, int position)
{
  int region = get_mesh (self) != NULL ? get_nth (self, position) : -1;

  if (region >= 0)
    zhihui_map_view_focus_region (self, (guint) region);
  return region >= 0;
}

static gboolean
use_region_by_key (ZhihuiMapView *self, guint key)
{
  switch (key)
    {
    case GDK_KEY_Home:
      return focus_nth (self, 0);
    case GDK_KEY_End:
      return get_mesh (self) != NULL && focus_nth (self, (int) get_order (self)->len - 1);
    case GDK_KEY_space:
      zhihui_map_view_set_selected_region (self, self->focused);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      if (self->focused >= 0)
        zhihui_map_view_emit_activated (self, self->focused);
      return TRUE;
    case GDK_KEY_Escape:
      return zhihui_map_view_emit_ascended (self);
    default:
      return FALSE;
    }
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  key,
                guint                  code,
                GdkModifierType        modifiers,
                ZhihuiMapView         *self)
{
  GdkModifierType held = modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK);

  if (held == GDK_CONTROL_MASK && (key == GDK_KEY_Tab || key == GDK_KEY_ISO_Left_Tab))
    {
      leave_map (self, key == GDK_KEY_Tab ? GTK_DIR_TAB_FORWARD : GTK_DIR_TAB_BACKWARD);
      return TRUE;
    }
  return held == 0 && (move_by_key (self, key) || use_region_by_key (self, key));
}

static void
focus_entered_cb (GtkEventControllerFocus *controller, ZhihuiMapView *self)
{
  self->has_focus = TRUE;
  zhihui_map_outlines_set (self->outlines, ZHIHUI_OUTLINE_FOCUSED, self->focused);
}

static void
focus_left_cb (GtkEventControllerFocus *controller, ZhihuiMapView *self)
{
  self->has_focus = FALSE;
  zhihui_map_outlines_set (self->outlines, ZHIHUI_OUTLINE_FOCUSED, -1);
}

void
zhihui_map_view_init_keys (ZhihuiMapView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->focused = -1;
  for (guint i = 0; i < G_N_ELEMENTS (self->cells); i++)
    {
      self->cells[i] = zhihui_region_cell_new ();
      gtk_widget_set_parent (self->cells[i], GTK_WIDGET (self));
    }
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (focus, "enter", G_CALLBACK (focus_entered_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/* Where the focused region is seen. */
void
zhihui_map_view_place_cells (ZhihuiMapView *self)
{
  ZhihuiViewport   viewport;
  graphene_point_t corner = GRAPHENE_POINT_INIT (0.0f, 0.0f);
  double           right = 1.0, bottom = 1.0, left = 0.0, top = 0.0;

  if (self->focused >= 0 && get_mesh (self) != NULL &&
      zhihui_map_view_get_viewport (self, &viewport))
    {
      const ZhihuiExtent *extent =
        &zhihui_mesh_get_region (get_mesh (self), (guint) self->focused)->extent;

      zhihui_viewport_to_px (&viewport, extent->left, extent->top, &left, &top);
      zhihui_viewport_to_px (&viewport, extent->right, extent->bottom, &right, &bottom);
      left = CLAMP (floor (left), 0.0, viewport.width);
      top = CLAMP (floor (top), 0.0, viewport.height);
      right = CLAMP (ceil (right), left + 1.0, MAX (viewport.width, left + 1.0));
      bottom = CLAMP (ceil (bottom), top + 1.0, MAX (viewport.height, top + 1.0));
    }
  graphene_point_init (&corner, (float) left, (float) top);
  for (guint i = 0; i < G_N_ELEMENTS (self->cells); i++)
    if (gtk_widget_get_child_visible (self->cells[i]))
      gtk_widget_allocate (self->cells[i],
                           (int) (right - left),
                           (int) (bottom - top),
                           -1,
                           gsk_transform_translate (NULL, &corner));
}

/* The regions are others now. */
void
zhihui_map_view_forget_regions (ZhihuiMapView *self)
{
  g_clear_pointer (&self->order, g_array_unref);
  self->focused = -1;
  /* The focus stays in the map, at its first region. */
  if (self->has_focus && get_mesh (self) != NULL)
    focus_nth (self, 0);
}

/**
 * zhihui_map_view_set_order:
 * @regions: (transfer full) (element-type guint) (nullable): the order of Tab, the first ones
 * first: by rank, say; NULL for the order of reading. Regions that are not in it are reached by
 * arrows. Counts until the mesh is another.
 */
void
zhihui_map_view_set_order (ZhihuiMapView *self, GArray *regions)
{
  g_return_if_fail (ZHIHUI_IS_MAP_VIEW (self));

  g_clear_pointer (&self->order, g_array_unref);
  self->order = regions;
  zhihui_map_view_tell_focused (self);
}

/**
 * zhihui_map_view_set_describe:
 * @func: (nullable) (scope notified): NULL tells the name alone
 */
void
zhihui_map_view_set_describe (ZhihuiMapView           *self,
                              ZhihuiDescribeRegionFunc func,
                              gpointer                 user_data,
                              GDestroyNotify           destroy)
{
  GDestroyNotify old = self->describe_destroy;
  gpointer       old_data = self->describe_data;

  self->describe = func;
  self->describe_data = user_data;
  self->describe_destroy = destroy;
  if (old != NULL)
    old (old_data);
  zhihui_map_view_tell_focused (self);
}
