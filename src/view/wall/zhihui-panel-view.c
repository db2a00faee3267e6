/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-panel-view.h"

#include "zhihui-panel-slot.h"
#include "zhihui-tile-canvas.h"

/**
 * ZhihuiPanelView:
 *
 * Shows one picture and takes it over into the next: equal items stay, moved ones glide, changed
 * ones cross-fade, new ones fade in and gone ones out. Every item is painted once and keeps its
 * pixels; a frame puts them together anew only in the tiles where something changed, and at rest
 * nothing is drawn at all. (One render node an item was measured: the cairo renderer clips every
 * item against every damaged rectangle, which took 370 ms a frame for a hundred gliding rows.) What
 * a blind reader is told is the picture's own text.
 */
struct _ZhihuiPanelView
{
  GtkWidget parent_instance;

  ZhihuiPicture    *picture;  /* owned, or NULL */
  GPtrArray        *slots;    /* (element-type ZhihuiSlot), owned, in the order of drawing */
  ZhihuiTileCanvas *canvas;   /* owned, or NULL */
  gboolean          animated; /* FALSE: everything cuts */
  guint             tick_id;  /* 0 when at rest */
  guint             n_frames; /* snapshots made */
};

G_DEFINE_FINAL_TYPE (ZhihuiPanelView, zhihui_panel_view, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_RESTING = 1,
  N_PROPS,
} ZhihuiPanelViewProperty;

static GParamSpec *props[N_PROPS];

static void
paint_tile (cairo_t *cr, const graphene_rect_t *area, gpointer user_data)
{
  ZhihuiPanelView *self = user_data;

  for (guint i = 0; i < self->slots->len; i++)
    {
      ZhihuiSlot     *slot = g_ptr_array_index (self->slots, i);
      graphene_rect_t box;

      zhihui_slot_get_box (slot, &box);
      if (graphene_rect_intersection (&box, area, NULL))
        zhihui_slot_paint (slot, cr);
    }
}

/* Returns whether all has come to rest. */
static gboolean
advance_slots (ZhihuiPanelView *self, gint64 now_us)
{
  int      scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  gboolean resting = TRUE;

  for (guint i = 0; i < self->slots->len;)
    {
      ZhihuiSlot     *slot = g_ptr_array_index (self->slots, i);
      graphene_rect_t before, after;
      gboolean        changed;
      gboolean        at_rest;

      zhihui_slot_get_box (slot, &before);
      at_rest = zhihui_slot_advance (slot, now_us, scale, &changed);
      resting = resting && at_rest;
      if (changed)
        {
          zhihui_tile_canvas_damage (self->canvas, &before);
          zhihui_slot_get_box (slot, &after);
          zhihui_tile_canvas_damage (self->canvas, &after);
        }
      if (at_rest && zhihui_slot_is_leaving (slot))
        g_ptr_array_remove_index (self->slots, i);
      else
        i++;
    }

  if (zhihui_tile_canvas_repaint (self->canvas, paint_tile, self) > 0)
    gtk_widget_queue_draw (GTK_WIDGET (self));

  return resting;
}

static void
stop_ticking (ZhihuiPanelView *self)
{
  if (self->tick_id == 0)
    return;

  gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_RESTING]);
}

static gboolean
frame_begun_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  ZhihuiPanelView *self = ZHIHUI_PANEL_VIEW (widget);

  if (!advance_slots (self, gdk_frame_clock_get_frame_time (clock)))
    return G_SOURCE_CONTINUE;

  self->tick_id = 0;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_RESTING]);
  return G_SOURCE_REMOVE;
}

static void
start_ticking (ZhihuiPanelView *self)
{
  if (self->tick_id != 0)
    return;

  self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), frame_begun_cb, NULL, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_RESTING]);
}

static void
zhihui_panel_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ZhihuiPanelView *self = ZHIHUI_PANEL_VIEW (widget);

  self->n_frames++;
  if (self->canvas != NULL)
    zhihui_tile_canvas_snapshot (self->canvas, snapshot);
}

/* The looks were painted for other device pixels. */
static void
scale_changed_cb (ZhihuiPanelView *self)
{
  g_autoptr (ZhihuiPicture) picture = NULL;

  if (self->picture == NULL)
    return;

  picture = zhihui_picture_ref (self->picture);
  g_ptr_array_set_size (self->slots, 0);
  g_clear_pointer (&self->canvas, zhihui_tile_canvas_free);
  zhihui_panel_view_set_picture (self, picture, ZHIHUI_CHANGE_CUT);
}

static void
zhihui_panel_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ZhihuiPanelView *self = ZHIHUI_PANEL_VIEW (object);

  switch ((ZhihuiPanelViewProperty) id)
    {
    case PROP_RESTING:
      g_value_set_boolean (value, self->tick_id == 0);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
zhihui_panel_view_dispose (GObject *object)
{
  ZhihuiPanelView *self = ZHIHUI_PANEL_VIEW (object);

  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;
  g_ptr_array_set_size (self->slots, 0);
  g_clear_pointer (&self->picture, zhihui_picture_unref);
  g_clear_pointer (&self->canvas, zhihui_tile_canvas_free);

  G_OBJECT_CLASS (zhihui_panel_view_parent_class)->dispose (object);
}

static void
zhihui_panel_view_finalize (GObject *object)
{
  ZhihuiPanelView *self = ZHIHUI_PANEL_VIEW (object);

  g_ptr_array_unref (self->slots);

  G_OBJECT_CLASS (zhihui_panel_view_parent_class)->finalize (object);
}

static void
zhihui_panel_view_class_init (ZhihuiPanelViewClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = zhihui_panel_view_get_property;
  object_class->dispose = zhihui_panel_view_dispose;
  object_class->finalize = zhihui_panel_view_finalize;
  widget_class->snapshot = zhihui_panel_view_snapshot;
  gtk_widget_class_set_css_name (widget_class, "panel");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);

  /* Whether no item is on its way: then no frame is drawn. */
  props[PROP_RESTING] =
    g_param_spec_boolean ("resting", NULL, NULL, TRUE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
zhihui_panel_view_init (ZhihuiPanelView *self)
{
  self->slots = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_slot_free);
  self->animated = TRUE;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_VISIBLE);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (scale_changed_cb), NULL);
}

/**
 * zhihui_panel_view_new:
 *
 * Returns: (transfer floating): an empty panel
 */
GtkWidget *
zhihui_panel_view_new (void)
{
  return g_object_new (ZHIHUI_TYPE_PANEL_VIEW, NULL);
}

static gboolean
wants_animation (ZhihuiPanelView *self, ZhihuiChange change)
{
  gboolean enabled = TRUE;

  if (change == ZHIHUI_CHANGE_CUT || !self->animated || self->picture == NULL ||
      !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return FALSE;

  g_object_get (
    gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &enabled, NULL);
  return enabled;
}

/* The slots of before that the next picture no longer has follow the one they stood behind. */
static void
take_leaving (GPtrArray *old, guint first, GPtrArray *slots, const ZhihuiSlotChange *change)
{
  for (guint i = first; i < old->len && old->pdata[i] != NULL; i++)
    {
      ZhihuiSlot *slot = g_steal_pointer (&old->pdata[i]);

      zhihui_slot_leave (slot, change);
      g_ptr_array_add (slots, slot);
    }
}

/* Index in @old of the slot of every item of @picture; survivors are taken out of @old. */
static gboolean
take_slots (ZhihuiPicture          *picture,
            GPtrArray              *old,
            GPtrArray              *slots,
            const ZhihuiSlotChange *change)
{
  g_autoptr (GHashTable) by_key = g_hash_table_new (g_str_hash, g_str_equal);
  const ZhihuiTheme   *theme = zhihui_picture_get_theme (picture);
  guint                n_items = zhihui_picture_get_n_items (picture);
  g_autofree guint    *from = g_new0 (guint, n_items);
  g_autofree gpointer *kept = g_new0 (gpointer, n_items);
  gboolean             changed = FALSE;

  for (guint i = 0; i < old->len; i++)
    g_hash_table_insert (
      by_key, (char *) zhihui_slot_get_key (old->pdata[i]), GUINT_TO_POINTER (i + 1));

  for (guint i = 0; i < n_items; i++)
    {
      const ZhihuiItem *item = zhihui_picture_get_item (picture, i);

      from[i] = GPOINTER_TO_UINT (g_hash_table_lookup (by_key, item->key));
      if (from[i] != 0)
        kept[i] = g_steal_pointer (&old->pdata[from[i] - 1]);
    }

  take_leaving (old, 0, slots, change);
  for (guint i = 0; i < n_items; i++)
    {
      const ZhihuiItem *item = zhihui_picture_get_item (picture, i);

      if (kept[i] == NULL)
        {
          g_ptr_array_add (slots, zhihui_slot_new (item, theme, change));
          changed = TRUE;
          continue;
        }
      changed = zhihui_slot_show (kept[i], item, theme, change) || changed;
      g_ptr_array_add (slots, kept[i]);
      take_leaving (old, from[i], slots, change);
    }

  return changed || slots->len != n_items || old->len != n_items;
}

static void
tell_reader (ZhihuiPanelView *self, const char *spoken)
{
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken != NULL ? spoken : "", -1);
}

static void
clear_picture (ZhihuiPanelView *self)
{
  if (self->picture == NULL)
    return;

  stop_ticking (self);
  g_ptr_array_set_size (self->slots, 0);
  g_clear_pointer (&self->canvas, zhihui_tile_canvas_free);
  g_clear_pointer (&self->picture, zhihui_picture_unref);
  tell_reader (self, NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Returns whether all is to be painted anew. */
static gboolean
prepare_canvas (ZhihuiPanelView *self, ZhihuiPicture *picture, int scale)
{
  double               width = zhihui_picture_get_width (picture);
  double               height = zhihui_picture_get_height (picture);
  const ZhihuiPalette *palette = zhihui_theme_get_palette (zhihui_picture_get_theme (picture));

  if (self->canvas != NULL && zhihui_tile_canvas_fits (self->canvas, width, height, scale))
    return FALSE;

  g_clear_pointer (&self->canvas, zhihui_tile_canvas_free);
  self->canvas = zhihui_tile_canvas_new (width, height, scale, &palette->ground);
  return TRUE;
}

/**
 * zhihui_panel_view_set_picture:
 * @picture: (transfer none) (nullable): its theme must live until the next call; NULL shows nothing
 *
 * Shows @picture. An item that looks the same and stands in the same place is not drawn again.
 */
void
zhihui_panel_view_set_picture (ZhihuiPanelView *self, ZhihuiPicture *picture, ZhihuiChange change)
{
  g_autoptr (GPtrArray) old = NULL;
  ZhihuiSlotChange how = { 0 };
  const char      *spoken;
  gboolean         changed;

  g_return_if_fail (ZHIHUI_IS_PANEL_VIEW (self));

  if (picture == NULL)
    {
      clear_picture (self);
      return;
    }

  how.now_us = g_get_monotonic_time ();
  how.scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  if (wants_animation (self, change))
    {
      how.move_us = ZHIHUI_MOVE_US;
      how.fade_us = ZHIHUI_FADE_US;
    }

  changed = prepare_canvas (self, picture, how.scale);
  old = g_steal_pointer (&self->slots);
  self->slots = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_slot_free);
  changed = take_slots (picture, old, self->slots, &how) || changed;
  g_ptr_array_set_free_func (old, NULL);

  spoken = zhihui_picture_get_spoken (picture);
  if (self->picture == NULL || g_strcmp0 (spoken, zhihui_picture_get_spoken (self->picture)) != 0)
    tell_reader (self, spoken);
  zhihui_picture_ref (picture);
  g_clear_pointer (&self->picture, zhihui_picture_unref);
  self->picture = picture;

  if (!changed)
    return;

  if (advance_slots (self, how.now_us))
    stop_ticking (self);
  else
    start_ticking (self);
}

/**
 * zhihui_panel_view_get_picture:
 *
 * Returns: (transfer none) (nullable): what it shows, or is on its way to show
 */
ZhihuiPicture *
zhihui_panel_view_get_picture (ZhihuiPanelView *self)
{
  g_return_val_if_fail (ZHIHUI_IS_PANEL_VIEW (self), NULL);

  return self->picture;
}

/**
 * zhihui_panel_view_set_animated:
 * @animated: FALSE to cut always. The desktop's own "no animations" counts as well.
 */
void
zhihui_panel_view_set_animated (ZhihuiPanelView *self, gboolean animated)
{
  g_return_if_fail (ZHIHUI_IS_PANEL_VIEW (self));

  self->animated = animated;
}

/**
 * zhihui_panel_view_is_resting:
 *
 * Returns: whether no item is on its way
 */
gboolean
zhihui_panel_view_is_resting (ZhihuiPanelView *self)
{
  g_return_val_if_fail (ZHIHUI_IS_PANEL_VIEW (self), TRUE);

  return self->tick_id == 0;
}

/**
 * zhihui_panel_view_get_n_frames:
 *
 * Returns: how often it was drawn: what a test of stillness asks
 */
guint
zhihui_panel_view_get_n_frames (ZhihuiPanelView *self)
{
  g_return_val_if_fail (ZHIHUI_IS_PANEL_VIEW (self), 0);

  return self->n_frames;
}

/**
 * zhihui_panel_view_find:
 * @place: (out): px of the panel
 * @presence: (out): 0 invisible … 1
 *
 * Returns: whether an item of @key is on the screen, and where it is now
 */
gboolean
zhihui_panel_view_find (ZhihuiPanelView *self,
                        const char      *key,
                        graphene_rect_t *place,
                        double          *presence)
{
  g_return_val_if_fail (ZHIHUI_IS_PANEL_VIEW (self), FALSE);

  for (guint i = 0; i < self->slots->len; i++)
    {
      ZhihuiSlot *slot = g_ptr_array_index (self->slots, i);
      ZhihuiPose  pose;

      if (!g_str_equal (zhihui_slot_get_key (slot), key))
        continue;

      zhihui_slot_look (slot, g_get_monotonic_time (), &pose, presence);
      graphene_rect_init (
        place, (float) pose.x, (float) pose.y, (float) pose.width, (float) pose.height);
      return TRUE;
    }

  return FALSE;
}
