/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-shield.h"

#include "zhihui-view.h"
#include "zhihui-watermark-layer.h"

#include <glib/gi18n-lib.h>

#define SHIELD_KEY "zhihui-desk-shield"

struct _ZhihuiDeskShield
{
  GtkWidget parent_instance;

  GtkWindow *window;      /* borrowed: it holds this */
  GtkWidget *content;     /* borrowed: child of @overlay; what the window was about */
  char      *title;       /* owned, nullable: of the window, while it is covered */
  GtkWidget *focus;       /* weak, nullable: of @content, what had the keyboard before */
  gboolean   was_visible; /* @content, before it was covered */

  /* template children */
  GtkOverlay           *overlay;
  GtkWidget            *cover;
  AdwStatusPage        *status;
  GtkWidget            *uncover_button;
  ZhihuiWatermarkLayer *watermark;
};

enum
{
  UNCOVER,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZhihuiDeskShield, zhihui_desk_shield, GTK_TYPE_WIDGET)

static void
uncover_clicked_cb (ZhihuiDeskShield *self)
{
  g_signal_emit (self, signals[UNCOVER], 0);
}

static void
zhihui_desk_shield_dispose (GObject *object)
{
  ZhihuiDeskShield *self = ZHIHUI_DESK_SHIELD (object);

  g_clear_pointer ((GtkWidget **) &self->overlay, gtk_widget_unparent);
  g_clear_pointer (&self->title, g_free);
  g_clear_weak_pointer (&self->focus);

  G_OBJECT_CLASS (zhihui_desk_shield_parent_class)->dispose (object);
}

static void
zhihui_desk_shield_class_init (ZhihuiDeskShieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zhihui_desk_shield_dispose;
  signals[UNCOVER] = g_signal_new (
    "uncover", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (ZHIHUI_TYPE_WATERMARK_LAYER);
  zhihui_view_init ();
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/zhihui/Zhihui/desk-shield.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, ZhihuiDeskShield, child)
  BIND (overlay);
  BIND (cover);
  BIND (status);
  BIND (uncover_button);
  BIND (watermark);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, uncover_clicked_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
zhihui_desk_shield_init (ZhihuiDeskShield *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The keys that lead to the button and press it. */
static gboolean
is_for_cover (guint key, GdkModifierType state)
{
  static const guint keys[] = {
    GDK_KEY_Tab,      GDK_KEY_ISO_Left_Tab, GDK_KEY_KP_Tab, GDK_KEY_Up,
    GDK_KEY_Down,     GDK_KEY_Left,         GDK_KEY_Right,  GDK_KEY_Return,
    GDK_KEY_KP_Enter, GDK_KEY_ISO_Enter,    GDK_KEY_space,  GDK_KEY_KP_Space,
  };

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i] == key)
      return TRUE;
  return FALSE;
}

/* Before what the window itself does by keys, which is nothing that is seen now. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  key,
                guint                  code,
                GdkModifierType        state,
                ZhihuiDeskShield      *self)
{
  return zhihui_desk_shield_is_covered (self) && !is_for_cover (key, state);
}

static void
catch_keys (ZhihuiDeskShield *self)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->window), controller);
}

/* What was typed is not selected, for the next letter would take its place. */
static gboolean
take_focus (GtkWidget *widget)
{
  return GTK_IS_TEXT (widget) ? gtk_text_grab_focus_without_selecting (GTK_TEXT (widget))
                              : gtk_widget_grab_focus (widget);
}

/* Takes what the window is about out of it, and puts @child there; each kind of window in its
 * way. NULL: it is of a kind that lets nobody in. */
static GtkWidget *
exchange_content (GtkWindow *window, GtkWidget *child)
{
  GtkWidget *content = NULL;

  if (ADW_IS_APPLICATION_WINDOW (window))
    {
      content = g_object_ref (adw_application_window_get_content (ADW_APPLICATION_WINDOW (window)));
      adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), child);
    }
  else if (ADW_IS_WINDOW (window))
    {
      content = g_object_ref (adw_window_get_content (ADW_WINDOW (window)));
      adw_window_set_content (ADW_WINDOW (window), child);
    }
  else if (ADW_IS_MESSAGE_DIALOG (window))
    {
      content = g_object_ref (gtk_window_get_child (window));
      gtk_window_set_child (window, child);
    }
  return content;
}

/**
 * zhihui_desk_shield_find:
 *
 * Returns: (transfer none) (nullable): what lies over @window already
 */
ZhihuiDeskShield *
zhihui_desk_shield_find (GtkWindow *window)
{
  return g_object_get_data (G_OBJECT (window), SHIELD_KEY);
}

/**
 * zhihui_desk_shield_put_over:
 * @window: a window of libadwaita that has its content
 *
 * Returns: (transfer none) (nullable): what lies over it from now on; %NULL: the window lets
 * nobody in
 */
ZhihuiDeskShield *
zhihui_desk_shield_put_over (GtkWindow *window)
{
  ZhihuiDeskShield *self = zhihui_desk_shield_find (window);
  GtkWidget        *focus, *content;

  if (self != NULL)
    return self;

  self = g_object_ref_sink (g_object_new (ZHIHUI_TYPE_DESK_SHIELD, NULL));
  focus = gtk_window_get_focus (window);
  content = exchange_content (window, GTK_WIDGET (self));
  if (content != NULL)
    {
      self->window = window;
      self->content = content;
      gtk_overlay_set_child (self->overlay, content);
      g_object_set_data (G_OBJECT (window), SHIELD_KEY, self);
      catch_keys (self);
      if (focus != NULL)
        take_focus (focus);
      g_object_unref (content);
    }
  g_object_unref (self); /* the window holds it */

  return content != NULL ? self : NULL;
}

/**
 * zhihui_desk_shield_set_watermark:
 * @text: who, where, when; "" none
 */
void
zhihui_desk_shield_set_watermark (ZhihuiDeskShield *self, const char *text)
{
  g_return_if_fail (ZHIHUI_IS_DESK_SHIELD (self));

  zhihui_watermark_layer_set_text (self->watermark, text);
}

static void
give_keyboard_back (ZhihuiDeskShield *self)
{
  if (self->focus == NULL || !gtk_widget_is_ancestor (self->focus, self->content) ||
      !gtk_widget_get_mapped (self->focus) || !take_focus (self->focus))
    gtk_widget_child_focus (self->content, GTK_DIR_TAB_FORWARD);
  g_clear_weak_pointer (&self->focus);
}

/**
 * zhihui_desk_shield_set_covered:
 * @is_covered: whether nothing of the window is to be seen or heard
 *
 * What is covered is not drawn, gets no key, and is not told to a screen reader.
 */
void
zhihui_desk_shield_set_covered (ZhihuiDeskShield *self, gboolean is_covered)
{
  g_return_if_fail (ZHIHUI_IS_DESK_SHIELD (self));

  if (is_covered == zhihui_desk_shield_is_covered (self))
    return;
  if (is_covered)
    {
      g_set_weak_pointer (&self->focus, gtk_window_get_focus (self->window));
      self->was_visible = gtk_widget_get_visible (self->content);
      self->title = g_strdup (gtk_window_get_title (self->window));
      gtk_window_set_title (self->window, _ ("Zhihui"));
    }
  else
    {
      gtk_window_set_title (self->window, self->title);
      g_clear_pointer (&self->title, g_free);
    }
  gtk_widget_set_visible (self->content, !is_covered && self->was_visible);
  gtk_widget_set_visible (self->cover, is_covered);
  if (is_covered)
    gtk_widget_grab_focus (self->uncover_button);
  else
    give_keyboard_back (self);
}

/**
 * zhihui_desk_shield_set_title:
 * @window: with a shield or without
 * @title: is to be its title as soon as it is not covered
 */
void
zhihui_desk_shield_set_title (GtkWindow *window, const char *title)
{
  ZhihuiDeskShield *self = zhihui_desk_shield_find (window);

  if (self == NULL || !zhihui_desk_shield_is_covered (self))
    {
      if (g_strcmp0 (gtk_window_get_title (window), title) != 0)
        gtk_window_set_title (window, title);
    }
  else
    {
      g_free (self->title);
      self->title = g_strdup (title);
    }
}

/**
 * zhihui_desk_shield_is_covered:
 *
 * Returns: whether nothing of the window is to be seen
 */
gboolean
zhihui_desk_shield_is_covered (ZhihuiDeskShield *self)
{
  g_return_val_if_fail (ZHIHUI_IS_DESK_SHIELD (self), FALSE);

  return gtk_widget_get_visible (self->cover);
}

/**
 * zhihui_desk_shield_set_reason:
 * @reason: what the cover says about the lock of the desktop
 */
void
zhihui_desk_shield_set_reason (ZhihuiDeskShield *self, const char *reason)
{
  g_autofree char *escaped = NULL;

  g_return_if_fail (ZHIHUI_IS_DESK_SHIELD (self));

  escaped = g_markup_escape_text (reason, -1);
  adw_status_page_set_description (self->status, escaped);
}
