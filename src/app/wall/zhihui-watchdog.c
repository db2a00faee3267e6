/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-watchdog.h"

#include <systemd/sd-daemon.h>

/* A window and the frames of its own. */
typedef struct
{
  ZhihuiWatchdog *watchdog;   /* borrowed */
  GtkWidget      *window;     /* borrowed, as long as it lives */
  GdkFrameClock  *clock;      /* owned, NULL while it is not realized */
  gboolean        is_painted; /* since systemd was told */
} Watched;

struct _ZhihuiWatchdog
{
  GPtrArray *windows;     /* (element-type Watched), owned */
  gboolean   is_enabled;  /* somebody listens */
  gboolean   is_complete; /* the next frame shows a complete page */
  gboolean   is_ready;    /* systemd was told so */
  gboolean   is_resting;  /* nothing is to be painted now */
};

static void
tell (ZhihuiWatchdog *self, const char *state)
{
  if (self->is_enabled)
    sd_notify (0, state);
}

/* Windows that nobody can see are not painted, and not missed. */
static gboolean
are_all_painted (ZhihuiWatchdog *self)
{
  for (guint i = 0; i < self->windows->len; i++)
    {
      const Watched *each = self->windows->pdata[i];

      if (gtk_widget_get_mapped (each->window) && !each->is_painted)
        return FALSE;
    }

  return TRUE;
}

static void
painted_cb (GdkFrameClock *clock, gpointer user_data)
{
  Watched        *watched = user_data;
  ZhihuiWatchdog *self = watched->watchdog;

  watched->is_painted = TRUE;
  if (self->is_complete && !self->is_ready)
    {
      self->is_ready = TRUE;
      tell (self, "READY=1");
    }
}

static void
forget_clock (Watched *watched)
{
  if (watched->clock != NULL)
    g_signal_handlers_disconnect_by_data (watched->clock, watched);
  g_clear_object (&watched->clock);
}

static void
realized_cb (GtkWidget *window, gpointer user_data)
{
  Watched *watched = user_data;

  forget_clock (watched);
  watched->clock = g_object_ref (gtk_widget_get_frame_clock (window));
  g_signal_connect (watched->clock, "after-paint", G_CALLBACK (painted_cb), watched);
}

static void
destroyed_cb (gpointer user_data, GObject *window)
{
  Watched *watched = user_data;

  watched->window = NULL;
  g_ptr_array_remove (watched->watchdog->windows, watched);
}

static void
watched_free (gpointer data)
{
  Watched *watched = data;

  forget_clock (watched);
  if (watched->window != NULL)
    {
      g_signal_handlers_disconnect_by_data (watched->window, watched);
      g_object_weak_unref (G_OBJECT (watched->window), destroyed_cb, watched);
    }
  g_free (watched);
}

/**
 * zhihui_watchdog_new:
 *
 * Returns: (transfer full): one that is silent where no service manager listens
 */
ZhihuiWatchdog *
zhihui_watchdog_new (void)
{
  ZhihuiWatchdog *self = g_new0 (ZhihuiWatchdog, 1);

  self->windows = g_ptr_array_new_with_free_func (watched_free);
  self->is_enabled = g_getenv ("NOTIFY_SOCKET") != NULL;
  return self;
}

/**
 * zhihui_watchdog_free:
 * @self: (nullable): the wall ends, and systemd is told
 */
void
zhihui_watchdog_free (ZhihuiWatchdog *self)
{
  if (self == NULL)
    return;

  tell (self, "STOPPING=1");
  g_ptr_array_unref (self->windows);
  g_free (self);
}

/**
 * zhihui_watchdog_add:
 * @window: (transfer none): a window of the wall; forgotten when it is destroyed
 */
void
zhihui_watchdog_add (ZhihuiWatchdog *self, GtkWidget *window)
{
  Watched *watched = g_new0 (Watched, 1);

  watched->watchdog = self;
  watched->window = window;
  g_object_weak_ref (G_OBJECT (window), destroyed_cb, watched);
  g_signal_connect (window, "realize", G_CALLBACK (realized_cb), watched);
  if (gtk_widget_get_realized (window))
    realized_cb (window, watched);
  g_ptr_array_add (self->windows, watched);
}

/**
 * zhihui_watchdog_complete:
 *
 * From now on a frame shows a complete page.
 */
void
zhihui_watchdog_complete (ZhihuiWatchdog *self)
{
  self->is_complete = TRUE;
}

/**
 * zhihui_watchdog_rest:
 * @resting: whether nothing is painted because nothing shall be: then the main loop alone counts,
 *   and the wall is ready without a page
 */
void
zhihui_watchdog_rest (ZhihuiWatchdog *self, gboolean resting)
{
  self->is_resting = resting;
}

/**
 * zhihui_watchdog_pass:
 *
 * To be called each second, in which a wall that lives was painted: it has a clock.
 */
void
zhihui_watchdog_pass (ZhihuiWatchdog *self)
{
  if (self->is_resting && self->is_complete && !self->is_ready)
    {
      self->is_ready = TRUE;
      tell (self, "READY=1");
    }
  if (!self->is_resting && !are_all_painted (self))
    return;

  for (guint i = 0; i < self->windows->len; i++)
    ((Watched *) self->windows->pdata[i])->is_painted = FALSE;
  tell (self, "WATCHDOG=1");
}
