/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-writing.h"

#include "zhihui-map-counts.h"
#include "zhihui-map-place.h"

#include <math.h>

#define REST_MS 120

/* Farther from the zoom for which they were placed names would stand in each other's way. */
#define ZOOM_REACH 0.5

/* Around what stays, px, where the map shines through a plate of the ground's colour. */
#define PLATE_MARGIN 8
#define PLATE_ALPHA 0.85f

/* What is written, as pixels. */
typedef struct
{
  gboolean        is_fixed; /* stays where it is on the screen */
  double          x, y;     /* of the middle, Mercator: what it moves with */
  graphene_rect_t box;      /* px, where it was placed */
  GskRenderNode  *node;     /* owned: at the origin */
} Name;

/**
 * ZhihuiMapWriting:
 *
 * The layer of what is written. It is placed when the map is at rest, painted once, and goes with
 * its place while the map moves, but for what belongs to no region, a legend, say, which stays. Of
 * a picture that a panel has drawn the map itself is left out.
 */
struct _ZhihuiMapWriting
{
  ShumateLayer parent_instance;

  ZhihuiMapWritingFunc func; /* nullable */
  gpointer             user_data;
  GDestroyNotify       destroy;

  ZhihuiPicture *given;     /* owned, nullable: instead of what @func draws */
  ZhihuiViewport given_for; /* where its names stand */
  double         given_x, given_y;

  ZhihuiPicture *picture; /* owned, nullable */
  GArray        *names;   /* (element-type Name) owned */
  GArray        *plates;  /* (element-type cairo_rectangle_int_t) owned: behind what stays */
  GdkRGBA        plate;
  ZhihuiViewport placed; /* for which they were placed */
  int            scale;
  gboolean       is_stale; /* to be placed in the next frame */
  gboolean       is_bare;  /* only what stays is seen */
  guint          n_names;  /* of regions, in the last frame */
  guint          rest_id;  /* timeout; 0: none */
};

G_DEFINE_FINAL_TYPE (ZhihuiMapWriting, zhihui_map_writing, SHUMATE_TYPE_LAYER)

static void
clear_name (gpointer data)
{
  gsk_render_node_unref (((Name *) data)->node);
}

static gboolean
is_same_viewport (const ZhihuiViewport *a, const ZhihuiViewport *b, double reach_px)
{
  double px = reach_px / zhihui_viewport_get_world_px (a);

  return fabs (a->x - b->x) < px && fabs (a->y - b->y) < px && fabs (a->zoom - b->zoom) < 1e-9 &&
         fabs (a->width - b->width) <= 1.0 && fabs (a->height - b->height) <= 1.0;
}

static GskRenderNode *
paint_item (const ZhihuiItem *item, const ZhihuiTheme *theme, int scale)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (
    0.0f, 0.0f, ceilf ((float) item->width) + 1.0f, ceilf ((float) item->height) + 1.0f);
  cairo_surface_t *surface = cairo_image_surface_create (
    CAIRO_FORMAT_ARGB32, (int) bounds.size.width * scale, (int) bounds.size.height * scale);
  GskRenderNode *node = gsk_cairo_node_new (&bounds);
  cairo_t       *cr;

  cairo_surface_set_device_scale (surface, scale, scale);
  cr = cairo_create (surface);
  /* The box starts at a whole pixel, the ink where it starts. */
  cairo_translate (cr, item->x - floor (item->x), item->y - floor (item->y));
  zhihui_item_paint (item, theme, cr);
  cairo_destroy (cr);
  cr = gsk_cairo_node_get_draw_context (node);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return node;
}

static void
add_name (ZhihuiMapWriting *self, const ZhihuiItem *item, double x, double y)
{
  const ZhihuiTheme *theme = zhihui_picture_get_theme (self->picture);
  ZhihuiItem         moved = *item;
  Name               name = { 0 };

  moved.x -= x;
  moved.y -= y;
  if (item->width <= 0.0 || item->height <= 0.0 || moved.y + item->height <= 0.0 ||
      moved.x + item->width <= 0.0 || g_str_equal (item->key, ZHIHUI_MAP_ITEM))
    return;

  name.is_fixed = !g_str_has_prefix (item->key, ZHIHUI_REGION_ITEM) &&
                  !g_str_has_prefix (item->key, ZHIHUI_CLUSTER_ITEM);
  graphene_rect_init (&name.box,
                      floorf ((float) moved.x),
                      floorf ((float) moved.y),
                      (float) item->width,
                      (float) item->height);
  zhihui_viewport_from_px (
    &self->placed, moved.x + item->width / 2, moved.y + item->height / 2, &name.x, &name.y);
  name.node = paint_item (&moved, theme, self->scale);
  g_array_append_val (self->names, name);
}

static gboolean
is_near (const cairo_rectangle_int_t *a, const cairo_rectangle_int_t *b)
{
  return a->x <= b->x + b->width + PLATE_MARGIN && b->x <= a->x + a->width + PLATE_MARGIN &&
         a->y <= b->y + b->height + PLATE_MARGIN && b->y <= a->y + a->height + PLATE_MARGIN;
}

/* Around all of @plate and of those plates that are near, which it takes the place of. */
static void
add_plate (GArray *plates, cairo_rectangle_int_t plate)
{
  for (guint i = 0; i < plates->len;)
    {
      cairo_rectangle_int_t *other = &g_array_index (plates, cairo_rectangle_int_t, i);
      cairo_region_t        *both;

      if (!is_near (&plate, other))
        {
          i++;
          continue;
        }
      both = cairo_region_create_rectangle (&plate);
      cairo_region_union_rectangle (both, other);
      cairo_region_get_extents (both, &plate);
      cairo_region_destroy (both);
      g_array_remove_index_fast (plates, i);
      i = 0; /* it is larger now */
    }
  g_array_append_val (plates, plate);
}

/* The map may move under what stays; words on its colours could not be read. */
static void
lay_plates (ZhihuiMapWriting *self)
{
  const ZhihuiRgba *ground =
    &zhihui_theme_get_palette (zhihui_picture_get_theme (self->picture))->ground;

  self->plate =
    (GdkRGBA){ (float) ground->red, (float) ground->green, (float) ground->blue, PLATE_ALPHA };
  for (guint i = 0; i < self->names->len; i++)
    {
      const Name                 *name = &g_array_index (self->names, Name, i);
      const cairo_rectangle_int_t plate = { (int) name->box.origin.x - PLATE_MARGIN,
                                            (int) name->box.origin.y - PLATE_MARGIN,
                                            (int) ceilf (name->box.size.width) + 2 * PLATE_MARGIN,
                                            (int) ceilf (name->box.size.height) +
                                              2 * PLATE_MARGIN };

      if (name->is_fixed)
        add_plate (self->plates, plate);
    }
}

static void
append_plates (ZhihuiMapWriting *self, GtkSnapshot *snapshot)
{
  for (guint i = 0; i < self->plates->len; i++)
    {
      const cairo_rectangle_int_t *one = &g_array_index (self->plates, cairo_rectangle_int_t, i);
      const graphene_rect_t        bounds = GRAPHENE_RECT_INIT (
        (float) one->x, (float) one->y, (float) one->width, (float) one->height);

      gtk_snapshot_append_color (snapshot, &self->plate, &bounds);
    }
}

static void
place_names (ZhihuiMapWriting *self, const ZhihuiViewport *viewport, int scale)
{
  double x = 0.0, y = 0.0;

  g_array_set_size (self->names, 0);
  g_array_set_size (self->plates, 0);
  g_clear_pointer (&self->picture, zhihui_picture_unref);
  self->placed = *viewport;
  self->scale = scale;
  self->is_stale = FALSE;
  g_clear_handle_id (&self->rest_id, g_source_remove);
  if (self->given != NULL)
    {
      self->picture = zhihui_picture_ref (self->given);
      self->placed = self->given_for;
      x = self->given_x;
      y = self->given_y;
    }
  else if (self->func != NULL)
    self->picture = self->func (viewport, self->user_data);
  if (self->picture == NULL)
    return;

  for (guint i = 0; i < zhihui_picture_get_n_items (self->picture); i++)
    add_name (self, zhihui_picture_get_item (self->picture, i), x, y);
  lay_plates (self);
}

static gboolean
map_rested_cb (gpointer user_data)
{
  ZhihuiMapWriting *self = user_data;

  self->rest_id = 0;
  zhihui_map_writing_refresh (self);
  return G_SOURCE_REMOVE;
}

static void
append_name (GtkSnapshot          *snapshot,
             const Name           *name,
             const ZhihuiViewport *now,
             const ZhihuiViewport *placed)
{
  graphene_point_t corner = name->box.origin;
  double           x, y, x_placed, y_placed;

  if (!name->is_fixed)
    {
      if (fabs (now->zoom - placed->zoom) > ZOOM_REACH)
        return;
      zhihui_viewport_to_px (placed, name->x, name->y, &x_placed, &y_placed);
      zhihui_viewport_to_px (now, name->x, name->y, &x, &y);
      corner.x += (float) round (x - x_placed);
      corner.y += (float) round (y - y_placed);
    }
  if (corner.x > now->width || corner.y > now->height || corner.x + name->box.size.width < 0 ||
      corner.y + name->box.size.height < 0)
    return;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &corner);
  gtk_snapshot_append_node (snapshot, name->node);
  gtk_snapshot_restore (snapshot);
}

/* Returns how many. */
static guint
append_names (ZhihuiMapWriting     *self,
              GtkSnapshot          *snapshot,
              const ZhihuiViewport *viewport,
              gboolean              is_fixed)
{
  guint n = 0;

  for (guint i = 0; i < self->names->len; i++)
    {
      const Name *name = &g_array_index (self->names, Name, i);

      if (name->is_fixed != is_fixed)
        continue;
      append_name (snapshot, name, viewport, &self->placed);
      n++;
    }
  return n;
}

static void
zhihui_map_writing_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ZhihuiMapWriting *self = ZHIHUI_MAP_WRITING (widget);
  int               scale = gtk_widget_get_scale_factor (widget);
  ZhihuiViewport    viewport;

  if (!zhihui_map_place_read (shumate_layer_get_viewport (SHUMATE_LAYER (self)), widget, &viewport))
    return;

  if (self->is_stale || scale != self->scale)
    place_names (self, &viewport, scale);
  else if (self->given == NULL && !is_same_viewport (&viewport, &self->placed, 0.01))
    {
      g_clear_handle_id (&self->rest_id, g_source_remove);
      self->rest_id = g_timeout_add (REST_MS, map_rested_cb, self);
    }
  self->n_names = self->is_bare ? 0 : append_names (self, snapshot, &viewport, FALSE);
  /* A panel has left room for what stays, as long as the map is where the panel has it. */
  if (self->given == NULL || !is_same_viewport (&viewport, &self->placed, 1.0))
    append_plates (self, snapshot);
  append_names (self, snapshot, &viewport, TRUE);
}

static void
zhihui_map_writing_dispose (GObject *object)
{
  ZhihuiMapWriting *self = ZHIHUI_MAP_WRITING (object);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  zhihui_map_writing_set_func (self, NULL, NULL, NULL);
  g_array_set_size (self->names, 0);
  g_clear_pointer (&self->picture, zhihui_picture_unref);
  g_clear_pointer (&self->given, zhihui_picture_unref);

  G_OBJECT_CLASS (zhihui_map_writing_parent_class)->dispose (object);
}

static void
zhihui_map_writing_finalize (GObject *object)
{
  g_array_unref (ZHIHUI_MAP_WRITING (object)->names);
  g_array_unref (ZHIHUI_MAP_WRITING (object)->plates);

  G_OBJECT_CLASS (zhihui_map_writing_parent_class)->finalize (object);
}

static void
zhihui_map_writing_class_init (ZhihuiMapWritingClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = zhihui_map_writing_dispose;
  object_class->finalize = zhihui_map_writing_finalize;
  widget_class->snapshot = zhihui_map_writing_snapshot;
  gtk_widget_class_set_css_name (widget_class, "map-writing");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
zhihui_map_writing_init (ZhihuiMapWriting *self)
{
  self->names = g_array_new (FALSE, FALSE, sizeof (Name));
  self->plates = g_array_new (FALSE, FALSE, sizeof (cairo_rectangle_int_t));
  g_array_set_clear_func (self->names, clear_name);
}

/**
 * zhihui_map_writing_new:
 *
 * Returns: (transfer floating): a layer on which nothing is written
 */
GtkWidget *
zhihui_map_writing_new (ShumateViewport *viewport)
{
  GtkWidget *self = g_object_new (ZHIHUI_TYPE_MAP_WRITING, "viewport", viewport, NULL);

  zhihui_map_place_follow (SHUMATE_LAYER (self), G_CALLBACK (gtk_widget_queue_draw));
  return self;
}

/**
 * zhihui_map_writing_set_func:
 * @func: (nullable) (scope notified): called whenever the map has come to rest
 */
void
zhihui_map_writing_set_func (ZhihuiMapWriting    *self,
                             ZhihuiMapWritingFunc func,
                             gpointer             user_data,
                             GDestroyNotify       destroy)
{
  GDestroyNotify old = self->destroy;
  gpointer       old_data = self->user_data;

  self->func = func;
  self->user_data = user_data;
  self->destroy = destroy;
  if (old != NULL)
    old (old_data);
  zhihui_map_writing_refresh (self);
}

/**
 * zhihui_map_writing_set_picture:
 * @picture: (transfer none) (nullable): shown instead of what a function draws; its theme must live
 *   until another is set. NULL: the function again.
 * @x: px of the picture: where the map begins in it
 * @y: px of the picture
 * @placed: for what viewport its names stand where they stand
 */
void
zhihui_map_writing_set_picture (
  ZhihuiMapWriting *self, ZhihuiPicture *picture, double x, double y, const ZhihuiViewport *placed)
{
  g_return_if_fail (ZHIHUI_IS_MAP_WRITING (self));

  if (picture != NULL)
    {
      zhihui_picture_ref (picture);
      self->given_for = *placed;
      self->given_x = x;
      self->given_y = y;
    }
  g_clear_pointer (&self->given, zhihui_picture_unref);
  self->given = picture;
  zhihui_map_writing_refresh (self);
}

/* What a function draws now where the map is at rest is what is written already. */
static gboolean
is_still_true (ZhihuiMapWriting *self)
{
  g_autoptr (ZhihuiPicture) picture = NULL;
  ZhihuiViewport viewport;

  if (self->is_stale || self->func == NULL || self->given != NULL || self->picture == NULL ||
      self->rest_id != 0 ||
      !zhihui_map_place_read (
        shumate_layer_get_viewport (SHUMATE_LAYER (self)), GTK_WIDGET (self), &viewport) ||
      !is_same_viewport (&viewport, &self->placed, 0.01))
    return FALSE;

  picture = self->func (&viewport, self->user_data);
  return picture != NULL &&
         zhihui_picture_get_hash (picture) == zhihui_picture_get_hash (self->picture) &&
         zhihui_picture_get_theme (picture) == zhihui_picture_get_theme (self->picture);
}

/**
 * zhihui_map_writing_refresh:
 *
 * What is written may have changed, or the map has come to rest. Draws no frame for what is the
 * same.
 */
void
zhihui_map_writing_refresh (ZhihuiMapWriting *self)
{
  if (is_still_true (self))
    return;

  self->is_stale = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * zhihui_map_writing_set_bare:
 * @is_bare: what is written about a place is not seen: that is not where it will be
 */
void
zhihui_map_writing_set_bare (ZhihuiMapWriting *self, gboolean is_bare)
{
  g_return_if_fail (ZHIHUI_IS_MAP_WRITING (self));

  if (is_bare == self->is_bare)
    return;

  self->is_bare = is_bare;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * zhihui_map_writing_get_n_names:
 *
 * Returns: how many things that belong to a place were in the last frame
 */
guint
zhihui_map_writing_get_n_names (ZhihuiMapWriting *self)
{
  g_return_val_if_fail (ZHIHUI_IS_MAP_WRITING (self), 0);

  return self->n_names;
}

/**
 * zhihui_map_writing_get_picture:
 *
 * Returns: (transfer none) (nullable): what is written, as it was placed last
 */
ZhihuiPicture *
zhihui_map_writing_get_picture (ZhihuiMapWriting *self)
{
  g_return_val_if_fail (ZHIHUI_IS_MAP_WRITING (self), NULL);

  return self->picture;
}
