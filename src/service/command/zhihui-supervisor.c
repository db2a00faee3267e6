/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-supervisor.h"

#include <systemd/sd-daemon.h>

struct _ZhihuiSupervisor
{
  guint watchdog; /* source */
};

static gboolean
watchdog_cb (gpointer user_data)
{
  sd_notify (0, "WATCHDOG=1");
  return G_SOURCE_CONTINUE;
}

/**
 * zhihui_supervisor_new:
 *
 * Signs of life come from the main loop of the calling thread: one that stands still is started
 * anew by systemd (WatchdogSec=).
 */
ZhihuiSupervisor *
zhihui_supervisor_new (void)
{
  ZhihuiSupervisor *self = g_new0 (ZhihuiSupervisor, 1);
  guint64           period_us = 0;

  if (sd_watchdog_enabled (0, &period_us) > 0)
    self->watchdog = g_timeout_add ((guint) MAX (period_us / 2000, 1), watchdog_cb, self);
  return self;
}

void
zhihui_supervisor_free (ZhihuiSupervisor *self)
{
  g_clear_handle_id (&self->watchdog, g_source_remove);
  g_free (self);
}

void
zhihui_supervisor_tell_ready (ZhihuiSupervisor *self, const char *url)
{
  sd_notifyf (0, "READY=1\nSTATUS=Listening on %s", url);
}

void
zhihui_supervisor_tell_stopping (ZhihuiSupervisor *self)
{
  sd_notify (0, "STOPPING=1");
}
