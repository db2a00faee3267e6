/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-guard.h"

#include "zhihui-desk-shield.h"
#include "zhihui-desk-window.h"
#include "zhihui-screen-lock.h"

#include <glib/gi18n-lib.h>

#define LOOK_S 5
#define MINUTE_US (60 * G_USEC_PER_SEC)

/* A key that the covered desk does not obey. */
typedef struct
{
  char  *action; /* owned */
  char **accels; /* owned */
} Silenced;

/**
 * ZhihuiDeskGuard:
 *
 * What protects is the lock of the desktop, which asks for the user's password; a program of the
 * same user cannot be kept from anything by another one. The cover hides, and takes the keys away.
 */
struct _ZhihuiDeskGuard
{
  GObject parent_instance;

  GtkApplication    *application; /* borrowed: outlives it */
  ZhihuiPreferences *preferences; /* owned */
  ZhihuiScreenLock  *screen_lock; /* owned */
  GCancellable      *cancellable; /* owned */
  GListModel        *toplevels;   /* owned: all windows of the program */
  GPtrArray         *hidden;      /* (element-type GtkWindow), owned: that let no cover in */
  GPtrArray         *silenced;    /* (element-type Silenced), owned */
  char              *reason;      /* owned: what the covers say */
  guint              look_id;     /* looks at the clock */
  gint64             last_us;     /* when somebody did something last, monotonic */
  gboolean           is_locked;
};

G_DEFINE_FINAL_TYPE (ZhihuiDeskGuard, zhihui_desk_guard, G_TYPE_OBJECT)

static void
silenced_free (gpointer data)
{
  Silenced *self = data;

  g_free (self->action);
  g_strfreev (self->accels);
  g_free (self);
}

/* ---- the watermark ---- */

/**
 * zhihui_desk_guard_write_watermark:
 * @words: the administrator's; may be ""
 * @user: who sits there
 * @terminal: where
 * @now: of this computer
 *
 * Returns: (transfer full): "internal · li · desk-7 · 2026-07-29 10:05"
 */
char *
zhihui_desk_guard_write_watermark (const char *words,
                                   const char *user,
                                   const char *terminal,
                                   GDateTime  *now)
{
  g_autofree char *minute = g_date_time_format (now, "%Y-%m-%d %H:%M");

  if (*words == '\0')
    return g_strdup_printf ("%s · %s · %s", user, terminal, minute);
  return g_strdup_printf ("%s · %s · %s · %s", words, user, terminal, minute);
}

/* Of the platform, in whose time all the windows are; NULL: of none is known yet. */
static ZhihuiZone *
find_zone (ZhihuiDeskGuard *self)
{
  for (GList *i = gtk_application_get_windows (self->application); i != NULL; i = i->next)
    if (ZHIHUI_IS_DESK_WINDOW (i->data))
      {
        ZhihuiDesk *desk = zhihui_desk_window_get_desk (i->data);
        ZhihuiZone *zone = zhihui_situation_get_zone (zhihui_desk_get_situation (desk));

        if (zone != NULL)
          return zone;
      }
  return NULL;
}

static GDateTime *
get_now (ZhihuiDeskGuard *self)
{
  ZhihuiZone *zone = find_zone (self);
  g_autoptr (GTimeZone) place =
    zone != NULL ? g_time_zone_new_identifier (zhihui_zone_get_identifier (zone)) : NULL;

  return place != NULL ? g_date_time_new_now (place) : g_date_time_new_now_local ();
}

static char *
dup_watermark (ZhihuiDeskGuard *self)
{
  g_autofree char *words =
    zhihui_preferences_dup_string (self->preferences, ZHIHUI_PREFERENCE_WATERMARK_TEXT);
  g_autoptr (GDateTime) now = get_now (self);

  if (!zhihui_preferences_get_boolean (self->preferences, ZHIHUI_PREFERENCE_WATERMARK))
    return g_strdup ("");
  return zhihui_desk_guard_write_watermark (words, g_get_user_name (), g_get_host_name (), now);
}

/* ---- windows ---- */

static void
uncover_cb (ZhihuiDeskGuard *self)
{
  zhihui_desk_guard_unlock (self);
}

static void
tend_window (ZhihuiDeskGuard *self, GtkWindow *window, const char *watermark)
{
  ZhihuiDeskShield *shield = zhihui_desk_shield_find (window);
  gboolean          is_new = shield == NULL;

  if (!gtk_widget_get_mapped (GTK_WIDGET (window)) ||
      (is_new && *watermark == '\0' && !self->is_locked))
    return;
  if (is_new)
    shield = zhihui_desk_shield_put_over (window);
  if (shield != NULL)
    {
      if (is_new)
        g_signal_connect_object (
          shield, "uncover", G_CALLBACK (uncover_cb), self, G_CONNECT_SWAPPED);
      zhihui_desk_shield_set_watermark (shield, watermark);
      if (self->is_locked)
        zhihui_desk_shield_set_reason (shield, self->reason);
      zhihui_desk_shield_set_covered (shield, self->is_locked);
    }
  else if (self->is_locked)
    {
      g_ptr_array_add (self->hidden, g_object_ref (window));
      gtk_widget_set_visible (GTK_WIDGET (window), FALSE);
    }
}

static GPtrArray *
list_windows (ZhihuiDeskGuard *self)
{
  GPtrArray *windows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (self->toplevels); i++)
    g_ptr_array_add (windows, g_list_model_get_item (self->toplevels, i));
  return windows;
}

static void
tend_windows (ZhihuiDeskGuard *self)
{
  g_autoptr (GPtrArray) windows = list_windows (self);
  g_autofree char *watermark = dup_watermark (self);

  for (guint i = 0; i < windows->len; i++)
    tend_window (self, windows->pdata[i], watermark);
}

static void
mapped_cb (GtkWindow *window, ZhihuiDeskGuard *self)
{
  g_autofree char *watermark = dup_watermark (self);

  tend_window (self, window, watermark);
}

/* ---- is anybody there? ---- */

/* GTK from 4.10 on tells a motion, one without a time, also where a window laid itself out anew
 * under a pointer that rests. */
static gboolean
is_of_person (GdkEvent *event)
{
  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_KEY_PRESS:
    case GDK_BUTTON_PRESS:
    case GDK_SCROLL:
    case GDK_TOUCH_BEGIN:
      return TRUE;
    case GDK_MOTION_NOTIFY:
      return gdk_event_get_time (event) != GDK_CURRENT_TIME;
    default:
      return FALSE;
    }
}

static gboolean
event_cb (GtkEventController *controller, GdkEvent *event, ZhihuiDeskGuard *self)
{
  if (is_of_person (event))
    self->last_us = g_get_monotonic_time ();
  return GDK_EVENT_PROPAGATE;
}

static void
watch_window (ZhihuiDeskGuard *self, GtkWidget *window)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (event_cb), self, 0);
  gtk_widget_add_controller (window, controller);
  g_signal_connect_object (window, "map", G_CALLBACK (mapped_cb), self, G_CONNECT_AFTER);
}

static void
toplevels_changed_cb (
  ZhihuiDeskGuard *self, guint position, guint n_removed, guint n_added, GListModel *toplevels)
{
  for (guint i = 0; i < n_added; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, position + i);

      watch_window (self, window);
    }
}

static gboolean
look_cb (gpointer user_data)
{
  zhihui_desk_guard_pass (user_data, g_get_monotonic_time ());
  return G_SOURCE_CONTINUE;
}

/* ---- locking ---- */

static void
silence (ZhihuiDeskGuard *self)
{
  g_auto (GStrv) actions = gtk_application_list_action_descriptions (self->application);
  const char *const none[] = { NULL };

  for (guint i = 0; actions[i] != NULL; i++)
    {
      Silenced *one = g_new0 (Silenced, 1);

      one->action = g_strdup (actions[i]);
      one->accels = gtk_application_get_accels_for_action (self->application, actions[i]);
      gtk_application_set_accels_for_action (self->application, actions[i], none);
      g_ptr_array_add (self->silenced, one);
    }
}

static void
unsilence (ZhihuiDeskGuard *self)
{
  for (guint i = 0; i < self->silenced->len; i++)
    {
      Silenced *one = self->silenced->pdata[i];

      gtk_application_set_accels_for_action (
        self->application, one->action, (const char *const *) one->accels);
    }
  g_ptr_array_set_size (self->silenced, 0);
}

static void
say (ZhihuiDeskGuard *self, const char *reason)
{
  g_free (self->reason);
  self->reason = g_strdup (reason);
  tend_windows (self);
}

static void
asked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ZhihuiDeskGuard *self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_asked = zhihui_screen_lock_lock_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (self->is_locked)
    say (self,
         is_asked ? _ ("The desktop was asked to lock its screen.")
                  : _ ("This desktop has no screen lock: whoever sits here can show the desk "
                       "again."));
}

static gboolean
has_keyboard (ZhihuiDeskGuard *self)
{
  g_autoptr (GPtrArray) windows = list_windows (self);

  for (guint i = 0; i < windows->len; i++)
    if (gtk_window_is_active (windows->pdata[i]))
      return TRUE;
  return FALSE;
}

/* ---- the class ---- */

static void
zhihui_desk_guard_dispose (GObject *object)
{
  ZhihuiDeskGuard *self = ZHIHUI_DESK_GUARD (object);

  g_clear_handle_id (&self->look_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->screen_lock);
  g_clear_object (&self->preferences);
  g_clear_object (&self->toplevels);
  g_clear_pointer (&self->hidden, g_ptr_array_unref);
  g_clear_pointer (&self->silenced, g_ptr_array_unref);
  g_clear_pointer (&self->reason, g_free);

  G_OBJECT_CLASS (zhihui_desk_guard_parent_class)->dispose (object);
}

static void
zhihui_desk_guard_class_init (ZhihuiDeskGuardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_desk_guard_dispose;
}

static void
zhihui_desk_guard_init (ZhihuiDeskGuard *self)
{
  self->screen_lock = zhihui_screen_lock_new ();
  self->cancellable = g_cancellable_new ();
  self->toplevels = g_object_ref (gtk_window_get_toplevels ());
  self->hidden = g_ptr_array_new_with_free_func (g_object_unref);
  self->silenced = g_ptr_array_new_with_free_func (silenced_free);
  self->reason = g_strdup ("");
  self->last_us = g_get_monotonic_time ();
  self->look_id = g_timeout_add_seconds (LOOK_S, look_cb, self);
}

/**
 * zhihui_desk_guard_new:
 * @application: outlives it
 * @preferences: (transfer none): whether and when
 *
 * Returns: (transfer full): who watches over the windows of this program
 */
ZhihuiDeskGuard *
zhihui_desk_guard_new (GtkApplication *application, ZhihuiPreferences *preferences)
{
  ZhihuiDeskGuard *self = g_object_new (ZHIHUI_TYPE_DESK_GUARD, NULL);

  self->application = application;
  self->preferences = g_object_ref (preferences);
  g_signal_connect_object (
    self->screen_lock, "unlocked", G_CALLBACK (zhihui_desk_guard_unlock), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (preferences,
                           "changed::" ZHIHUI_PREFERENCE_WATERMARK,
                           G_CALLBACK (tend_windows),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (preferences,
                           "changed::" ZHIHUI_PREFERENCE_WATERMARK_TEXT,
                           G_CALLBACK (tend_windows),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (
    self->toplevels, "items-changed", G_CALLBACK (toplevels_changed_cb), self, G_CONNECT_SWAPPED);
  toplevels_changed_cb (self, 0, 0, g_list_model_get_n_items (self->toplevels), self->toplevels);
  tend_windows (self);
  return self;
}

/**
 * zhihui_desk_guard_lock:
 *
 * Covers all windows; the desktop is asked to lock its screen where one of them has the keyboard:
 * else whoever sits there works at something else.
 */
void
zhihui_desk_guard_lock (ZhihuiDeskGuard *self)
{
  gboolean is_used;

  g_return_if_fail (ZHIHUI_IS_DESK_GUARD (self));

  if (self->is_locked)
    return;
  is_used = has_keyboard (self);
  self->is_locked = TRUE;
  silence (self);
  say (self, _ ("What the desk shows is hidden."));
  if (is_used)
    zhihui_screen_lock_lock_async (self->screen_lock, self->cancellable, asked_cb, self);
}

/**
 * zhihui_desk_guard_unlock:
 *
 * Somebody unlocked the desktop, or asks for the desk.
 */
void
zhihui_desk_guard_unlock (ZhihuiDeskGuard *self)
{
  g_autoptr (GPtrArray) hidden = NULL;

  g_return_if_fail (ZHIHUI_IS_DESK_GUARD (self));

  self->last_us = g_get_monotonic_time ();
  if (!self->is_locked)
    return;
  self->is_locked = FALSE;
  unsilence (self);
  tend_windows (self);
  hidden = g_steal_pointer (&self->hidden);
  self->hidden = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < hidden->len; i++)
    gtk_widget_set_visible (hidden->pdata[i], TRUE);
}

/**
 * zhihui_desk_guard_is_locked:
 *
 * Returns: whether all windows are covered
 */
gboolean
zhihui_desk_guard_is_locked (ZhihuiDeskGuard *self)
{
  g_return_val_if_fail (ZHIHUI_IS_DESK_GUARD (self), FALSE);

  return self->is_locked;
}

/**
 * zhihui_desk_guard_pass:
 * @now_us: monotonic
 *
 * Time passed: the watermark tells another minute, and the desk may have been idle for too long.
 */
void
zhihui_desk_guard_pass (ZhihuiDeskGuard *self, gint64 now_us)
{
  guint minutes;

  g_return_if_fail (ZHIHUI_IS_DESK_GUARD (self));

  minutes = zhihui_preferences_get_uint (self->preferences, ZHIHUI_PREFERENCE_LOCK_AFTER);
  tend_windows (self);
  if (minutes > 0 && now_us - self->last_us >= minutes * (gint64) MINUTE_US)
    zhihui_desk_guard_lock (self);
}
