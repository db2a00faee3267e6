/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-keeper.h"

#include <glib/gi18n-lib.h>

#include "zhihui-css-class.h"
#include "zhihui-public-alert.h"
#include "zhihui-watchdog.h"

/* A page that is not whole by then is shown and counts: its platform may be off for days. */
#define COMPLETE_AFTER_US (20 * G_TIME_SPAN_SECOND)
#define RESTING "resting"

struct _ZhihuiWallKeeper
{
  GObject parent_instance;

  GtkApplication *application; /* borrowed: outlives it */
  ZhihuiSource   *source;      /* owned */
  ZhihuiHerald   *herald;      /* owned, nullable: alerts are not for the ear */
  ZhihuiSchedule *schedule;    /* owned */
  ZhihuiWatchdog *watchdog;    /* owned */
  ZhihuiZone     *zone;        /* owned: until the platform tells its own */
  GPtrArray      *windows;     /* (element-type ZhihuiWallWindow), borrowed as long as they live */
  gint64          started_us;
  ZhihuiSilence   silence;
  gboolean        is_resting;
  gpointer        inhibiting; /* borrowed, NULL none: the window for which idleness is inhibited */
  guint           cookie;     /* of that, 0: nobody here does */
  guint           second_id;
};

G_DEFINE_FINAL_TYPE (ZhihuiWallKeeper, zhihui_wall_keeper, G_TYPE_OBJECT)

/* ---- the hours ---- */

static gboolean
has_open_red (ZhihuiSituation *situation)
{
  ZhihuiAlerts *alerts = situation != NULL ? zhihui_situation_get_alerts (situation) : NULL;

  for (guint i = 0; alerts != NULL && i < alerts->items->len; i++)
    {
      const ZhihuiAlert *alert = alerts->items->pdata[i];

      if (alert->level == ZHIHUI_LEVEL_RED && !alert->acknowledged &&
          zhihui_alert_is_public (alert))
        return TRUE;
    }

  return FALSE;
}

/* By the platform's clock where it is known. */
static gboolean
shall_rest (ZhihuiWallKeeper *self, ZhihuiSituation *situation, gint64 now_us)
{
  gint64 now =
    situation != NULL ? zhihui_situation_get_platform_now (situation, now_us) : ZHIHUI_NO_INSTANT;
  ZhihuiZone *zone = now != ZHIHUI_NO_INSTANT ? zhihui_situation_get_zone (situation) : self->zone;
  ZhihuiCivil civil;

  if (now == ZHIHUI_NO_INSTANT)
    now = g_get_real_time () / G_USEC_PER_SEC;
  civil = zhihui_zone_to_civil (zone, now);

  return !zhihui_schedule_is_on (self->schedule, &civil) &&
         !(zhihui_schedule_wakes_for_red (self->schedule) && has_open_red (situation));
}

static void
uninhibit (ZhihuiWallKeeper *self)
{
  if (self->cookie != 0)
    gtk_application_uninhibit (self->application, self->cookie);
  self->cookie = 0;
  self->inhibiting = NULL;
}

/* A screen that shows something stays on; one that does not may be switched off by whoever does
 * that here. Compositors inhibit for a window that can be seen. */
static void
inhibit (ZhihuiWallKeeper *self)
{
  if (self->application == NULL || self->inhibiting != NULL)
    return;

  for (guint i = 0; i < self->windows->len && self->inhibiting == NULL; i++)
    if (gtk_widget_get_mapped (self->windows->pdata[i]))
      self->inhibiting = self->windows->pdata[i];
  if (self->inhibiting != NULL)
    self->cookie = gtk_application_inhibit (self->application,
                                            GTK_WINDOW (self->inhibiting),
                                            GTK_APPLICATION_INHIBIT_IDLE,
                                            _ ("The wall is on"));
}

static void
darken (ZhihuiWallKeeper *self, ZhihuiWallWindow *window)
{
  GtkWidget *widget = GTK_WIDGET (window);

  gtk_widget_set_visible (GTK_WIDGET (zhihui_wall_window_get_frame (window)), !self->is_resting);
  zhihui_css_class_set (widget, RESTING, self->is_resting);
}

static void
rest (ZhihuiWallKeeper *self, gboolean resting)
{
  if (resting == self->is_resting)
    return;

  self->is_resting = resting;
  zhihui_watchdog_rest (self->watchdog, resting);
  for (guint i = 0; i < self->windows->len; i++)
    darken (self, self->windows->pdata[i]);
}

/* ---- alerts ---- */

static void
show_silence (ZhihuiWallKeeper *self, gint64 now_us)
{
  ZhihuiSilence silence =
    self->herald != NULL ? zhihui_herald_get_silence (self->herald, now_us) : ZHIHUI_SILENCE_NONE;

  if (silence == self->silence)
    return;

  self->silence = silence;
  for (guint i = 0; i < self->windows->len; i++)
    zhihui_wall_view_set_silence (zhihui_wall_window_get_view (self->windows->pdata[i]), silence);
}

static gboolean
key_pressed_cb (ZhihuiWallKeeper *self, guint key, guint code, GdkModifierType modifiers)
{
  if ((key != GDK_KEY_a && key != GDK_KEY_A) || self->herald == NULL)
    return GDK_EVENT_PROPAGATE;

  zhihui_herald_toggle_mute (self->herald);
  show_silence (self, g_get_monotonic_time ());
  return GDK_EVENT_STOP;
}

static void
situation_changed_cb (ZhihuiWallKeeper *self)
{
  ZhihuiSituation *situation = zhihui_source_get_situation (self->source);

  if (situation != NULL && self->herald != NULL)
    zhihui_herald_take (self->herald, situation);
}

/* ---- time ---- */

/**
 * zhihui_wall_keeper_pass:
 * @now_us: monotonic clock
 *
 * What the second brings; the keeper calls it itself.
 */
void
zhihui_wall_keeper_pass (ZhihuiWallKeeper *self, gint64 now_us)
{
  g_return_if_fail (ZHIHUI_IS_WALL_KEEPER (self));

  if (self->herald != NULL)
    zhihui_herald_pass (self->herald, now_us);
  show_silence (self, now_us);
  rest (self, shall_rest (self, zhihui_source_get_situation (self->source), now_us));
  if (self->is_resting)
    uninhibit (self);
  else
    inhibit (self);
  if (zhihui_source_is_settled (self->source) || now_us - self->started_us > COMPLETE_AFTER_US)
    zhihui_watchdog_complete (self->watchdog);
  zhihui_watchdog_pass (self->watchdog);
}

static gboolean
second_passed_cb (gpointer user_data)
{
  zhihui_wall_keeper_pass (ZHIHUI_WALL_KEEPER (user_data), g_get_monotonic_time ());
  return G_SOURCE_CONTINUE;
}

/* ---- windows ---- */

static void
window_gone_cb (gpointer user_data, GObject *window)
{
  ZhihuiWallKeeper *self = ZHIHUI_WALL_KEEPER (user_data);

  if (self->inhibiting == (gpointer) window)
    uninhibit (self);
  g_ptr_array_remove (self->windows, window);
}

static void
zhihui_wall_keeper_dispose (GObject *object)
{
  ZhihuiWallKeeper *self = ZHIHUI_WALL_KEEPER (object);

  g_clear_handle_id (&self->second_id, g_source_remove);
  for (guint i = 0; self->windows != NULL && i < self->windows->len; i++)
    g_object_weak_unref (self->windows->pdata[i], window_gone_cb, self);
  g_clear_pointer (&self->windows, g_ptr_array_unref);
  g_clear_pointer (&self->watchdog, zhihui_watchdog_free);
  g_clear_pointer (&self->schedule, zhihui_schedule_free);
  g_clear_pointer (&self->zone, zhihui_zone_unref);
  g_clear_object (&self->herald);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (zhihui_wall_keeper_parent_class)->dispose (object);
}

static void
zhihui_wall_keeper_class_init (ZhihuiWallKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_wall_keeper_dispose;
}

static void
zhihui_wall_keeper_init (ZhihuiWallKeeper *self)
{
  self->windows = g_ptr_array_new ();
  self->watchdog = zhihui_watchdog_new ();
  self->zone = zhihui_zone_new_shanghai ();
  self->started_us = g_get_monotonic_time ();
  self->second_id = g_timeout_add_seconds (1, second_passed_cb, self);
}

/**
 * zhihui_wall_keeper_new:
 * @application: (transfer none) (nullable): whose idle it inhibits; outlives the keeper
 * @source: (transfer none): what the windows show
 * @herald: (transfer full) (nullable): lets alerts be heard
 * @schedule: (transfer full): when the wall is on
 *
 * Returns: (transfer full): has no window yet
 */
ZhihuiWallKeeper *
zhihui_wall_keeper_new (GtkApplication *application,
                        ZhihuiSource   *source,
                        ZhihuiHerald   *herald,
                        ZhihuiSchedule *schedule)
{
  ZhihuiWallKeeper *self = g_object_new (ZHIHUI_TYPE_WALL_KEEPER, NULL);

  self->application = application;
  self->source = g_object_ref (source);
  self->herald = herald;
  self->schedule = schedule;
  g_signal_connect_object (
    source, "situation-changed", G_CALLBACK (situation_changed_cb), self, G_CONNECT_SWAPPED);
  situation_changed_cb (self);

  return self;
}

/**
 * zhihui_wall_keeper_add:
 * @window: (transfer none): a window of this wall; forgotten when it is destroyed
 */
void
zhihui_wall_keeper_add (ZhihuiWallKeeper *self, ZhihuiWallWindow *window)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_return_if_fail (ZHIHUI_IS_WALL_KEEPER (self) && ZHIHUI_IS_WALL_WINDOW (window));

  /* Where nothing can be pointed at, nothing brings the pointer back. */
  gtk_widget_set_can_target (GTK_WIDGET (zhihui_wall_window_get_frame (window)), FALSE);
  g_ptr_array_add (self->windows, window);
  g_object_weak_ref (G_OBJECT (window), window_gone_cb, self);
  g_signal_connect_object (
    keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
  zhihui_watchdog_add (self->watchdog, GTK_WIDGET (window));
  zhihui_wall_view_set_silence (zhihui_wall_window_get_view (window), self->silence);
  darken (self, window);
}

/**
 * zhihui_wall_keeper_is_resting:
 *
 * Returns: whether the windows are dark now
 */
gboolean
zhihui_wall_keeper_is_resting (ZhihuiWallKeeper *self)
{
  g_return_val_if_fail (ZHIHUI_IS_WALL_KEEPER (self), FALSE);

  return self->is_resting;
}
