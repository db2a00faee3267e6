/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-past-window.h"

#include "zhihui-history-source.h"
#include "zhihui-history.h"
#include "zhihui-past-bar.h"

/* Of a window that shows the past. Freed with the bar. */
typedef struct
{
  ZhihuiPastBar       *bar;    /* borrowed: it owns this */
  ZhihuiHistorySource *source; /* owned */
  gint64               oldest, newest;
} PastWindow;

static void
past_window_free (gpointer data)
{
  PastWindow *self = data;

  g_object_unref (self->source);
  g_free (self);
}

static void
show_place (PastWindow *self)
{
  ZhihuiSituation *situation = zhihui_source_get_situation (ZHIHUI_SOURCE (self->source));
  ZhihuiPastPlace  place = {
     .at = zhihui_history_source_get_position (self->source),
     .oldest = self->oldest,
     .newest = self->newest,
     .speed = zhihui_history_source_get_speed (self->source),
     .now = g_get_real_time () / G_USEC_PER_SEC,
  };

  if (situation != NULL)
    zhihui_past_bar_show (self->bar, zhihui_situation_get_zone (situation), &place);
}

static void
sought_cb (ZhihuiPastBar *bar, gint64 at, PastWindow *self)
{
  zhihui_history_source_seek (self->source, at);
  show_place (self);
}

static void
speed_chosen_cb (ZhihuiPastBar *bar, double speed, PastWindow *self)
{
  zhihui_history_source_set_speed (self->source, speed);
  show_place (self);
}

static void
situation_changed_cb (GObject *source, ZhihuiSituation *situation, ZhihuiPastBar *bar)
{
  show_place (g_object_get_data (G_OBJECT (bar), "past-window"));
}

static ZhihuiHistorySource *
open_source (const char *path, gint64 at, gint64 *oldest, gint64 *newest, GError **error)
{
  g_autoptr (ZhihuiHistory) history = zhihui_history_open (path, error);
  g_autoptr (ZhihuiZone) zone = NULL;
  g_autofree char *when = NULL;

  if (history == NULL || !zhihui_history_get_range (history, oldest, newest, error))
    return NULL;
  zone = zhihui_history_dup_zone (history);
  when = zhihui_zone_format_rfc3339 (zone, at);
  return zhihui_history_source_new (path, when, 0.0, error);
}

/**
 * zhihui_past_window_new:
 * @path: of the history
 * @at: epoch seconds, the platform's
 *
 * Returns: (transfer none): a desk that shows what was known then, and says so; or %NULL with
 * @error set
 */
GtkWidget *
zhihui_past_window_new (AdwApplication *application, const char *path, gint64 at, GError **error)
{
  PastWindow          *self;
  GtkWidget           *window, *bar;
  gint64               oldest, newest;
  ZhihuiHistorySource *source = open_source (path, at, &oldest, &newest, error);

  if (source == NULL)
    return NULL;

  window = zhihui_desk_window_new (application, ZHIHUI_SOURCE (source));
  bar = g_object_new (ZHIHUI_TYPE_PAST_BAR, NULL);
  self = g_new0 (PastWindow, 1);
  self->bar = ZHIHUI_PAST_BAR (bar);
  self->source = source;
  self->oldest = oldest;
  self->newest = newest;
  g_object_set_data_full (G_OBJECT (bar), "past-window", self, past_window_free);
  g_signal_connect (bar, "seek", G_CALLBACK (sought_cb), self);
  g_signal_connect (bar, "speed", G_CALLBACK (speed_chosen_cb), self);
  g_signal_connect_swapped (bar, "leave", G_CALLBACK (gtk_window_destroy), window);
  g_signal_connect_object (source, "situation-changed", G_CALLBACK (situation_changed_cb), bar, 0);
  zhihui_desk_window_add_bar (ZHIHUI_DESK_WINDOW (window), bar);
  gtk_widget_add_css_class (window, "zh-past");
  show_place (self);
  return window;
}
