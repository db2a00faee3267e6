/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-side-pane.h"

/**
 * ZhihuiSidePane:
 *
 * Opens and closes what stands beside a page. Where there is room it is open as long as its user
 * wants it and it has something to say; where there is none it would cover the page, so it is open
 * only from when it is asked for until it is closed, and that is not remembered.
 */
struct _ZhihuiSidePane
{
  GObject parent_instance;

  AdwFlap *flap;        /* borrowed: part of the page, as this is */
  gboolean is_wanted;   /* beside the page; what is remembered */
  gboolean is_filled;   /* it has something to say */
  gboolean is_moving;   /* it is opened or closed here */
  gboolean is_awaiting; /* the first size of the flap */
  gboolean is_asked;    /* also where it covers the page */
  gboolean is_folded;   /* there is no room beside the page, as far as it was settled */
};

typedef enum
{
  PROP_WANTED = 1,
} Property;

static GParamSpec *properties[PROP_WANTED + 1];

G_DEFINE_FINAL_TYPE (ZhihuiSidePane, zhihui_side_pane, G_TYPE_OBJECT)

static void
move (ZhihuiSidePane *self, gboolean is_open)
{
  self->is_moving = TRUE;
  adw_flap_set_reveal_flap (self->flap, is_open);
  self->is_moving = FALSE;
}

static void
settle (ZhihuiSidePane *self)
{
  self->is_folded = adw_flap_get_folded (self->flap);
  move (self,
        !self->is_awaiting && self->is_filled &&
          (self->is_asked || (self->is_wanted && !self->is_folded)));
}

static gboolean
allocated_cb (GtkWidget *flap, GdkFrameClock *clock, gpointer user_data)
{
  ZhihuiSidePane *self = user_data;

  if (gtk_widget_get_width (flap) == 0)
    return G_SOURCE_CONTINUE;
  /* It folds, or not, in the frame that begins now. */
  if (adw_flap_get_fold_policy (self->flap) == ADW_FLAP_FOLD_POLICY_NEVER)
    {
      adw_flap_set_fold_policy (self->flap, ADW_FLAP_FOLD_POLICY_AUTO);
      return G_SOURCE_CONTINUE;
    }
  self->is_awaiting = FALSE;
  settle (self);
  return G_SOURCE_REMOVE;
}

/* A flap of libadwaita 1.2 that moves its pane, or folds, before it has a size divides by the width
 * of the pane, 0, and never gets one. */
static void
await_size (ZhihuiSidePane *self)
{
  self->is_awaiting = TRUE;
  adw_flap_set_fold_policy (self->flap, ADW_FLAP_FOLD_POLICY_NEVER);
  gtk_widget_add_tick_callback (
    GTK_WIDGET (self->flap), allocated_cb, g_object_ref (self), g_object_unref);
}

/* A flap moves its pane also by itself, just before it tells that it folds or unfolds. A locked one
 * does not, but one of libadwaita 1.2 then tells too small a natural width while it moves. */
static void
moved_cb (ZhihuiSidePane *self)
{
  if (self->is_moving || self->is_folded != adw_flap_get_folded (self->flap))
    return;
  self->is_asked = adw_flap_get_reveal_flap (self->flap);
  if (self->is_folded)
    return;
  self->is_wanted = adw_flap_get_reveal_flap (self->flap);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WANTED]);
}

static void
zhihui_side_pane_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_WANTED)
    g_value_set_boolean (value, ZHIHUI_SIDE_PANE (object)->is_wanted);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
zhihui_side_pane_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  ZhihuiSidePane *self = ZHIHUI_SIDE_PANE (object);

  if (id != PROP_WANTED)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
      return;
    }
  self->is_wanted = g_value_get_boolean (value);
  settle (self);
}

static void
zhihui_side_pane_class_init (ZhihuiSidePaneClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (klass)->get_property = zhihui_side_pane_get_property;
  G_OBJECT_CLASS (klass)->set_property = zhihui_side_pane_set_property;
  properties[PROP_WANTED] = g_param_spec_boolean ("wanted", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), G_N_ELEMENTS (properties), properties);
}

static void
zhihui_side_pane_init (ZhihuiSidePane *self)
{
  self->is_wanted = TRUE;
}

/**
 * zhihui_side_pane_new:
 * @flap: borrowed, lives as long as this
 *
 * Returns: (transfer full): for a pane that has nothing to say yet
 */
ZhihuiSidePane *
zhihui_side_pane_new (AdwFlap *flap)
{
  ZhihuiSidePane *self = g_object_new (ZHIHUI_TYPE_SIDE_PANE, NULL);

  self->flap = flap;
  await_size (self);
  g_signal_connect_object (flap, "notify::folded", G_CALLBACK (settle), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    flap, "notify::reveal-flap", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  settle (self);
  return self;
}

/**
 * zhihui_side_pane_remember:
 * @settings: where it is remembered whether the user wants the pane
 * @page: whose pane it is
 */
void
zhihui_side_pane_remember (ZhihuiSidePane *self, ZhihuiDeskSettings *settings, const char *page)
{
  g_return_if_fail (ZHIHUI_IS_SIDE_PANE (self));

  zhihui_desk_settings_bind (settings, page, "pane", G_OBJECT (self), "wanted");
}

/**
 * zhihui_side_pane_set_filled:
 * @is_filled: whether the pane has something to say
 */
void
zhihui_side_pane_set_filled (ZhihuiSidePane *self, gboolean is_filled)
{
  g_return_if_fail (ZHIHUI_IS_SIDE_PANE (self));

  if (self->is_filled == is_filled)
    return;
  self->is_filled = is_filled;
  self->is_asked = self->is_asked && is_filled;
  settle (self);
}

/**
 * zhihui_side_pane_open:
 *
 * Its user wants to read it now, over the page if there is no room.
 */
void
zhihui_side_pane_open (ZhihuiSidePane *self)
{
  g_return_if_fail (ZHIHUI_IS_SIDE_PANE (self));

  self->is_asked = TRUE;
  if (!self->is_awaiting)
    adw_flap_set_reveal_flap (self->flap, TRUE);
}

/**
 * zhihui_side_pane_toggle:
 *
 * By a key, as by a button.
 */
void
zhihui_side_pane_toggle (ZhihuiSidePane *self)
{
  g_return_if_fail (ZHIHUI_IS_SIDE_PANE (self));

  adw_flap_set_reveal_flap (self->flap, !adw_flap_get_reveal_flap (self->flap));
}
