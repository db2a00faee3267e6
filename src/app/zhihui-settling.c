/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-settling.h"

static void
situation_changed_cb (ZhihuiSource *source, ZhihuiSituation *situation, GApplication *loop)
{
  if (zhihui_source_is_settled (source))
    g_application_quit (loop);
}

static gboolean
time_over_cb (gpointer user_data)
{
  g_application_quit (G_APPLICATION (user_data));
  return G_SOURCE_CONTINUE;
}

/**
 * zhihui_settling_wait:
 * @source: started
 *
 * Runs the main loop until every wanted dataset was answered or failed once, for programs that
 * have no window. Without an application id no bus is asked.
 *
 * Returns: FALSE when the time was over before
 */
gboolean
zhihui_settling_wait (ZhihuiSource *source, guint timeout_ms)
{
  g_autoptr (GApplication) loop = g_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  gulong changed_id;
  guint  timeout_id;

  if (zhihui_source_is_settled (source))
    return TRUE;

  changed_id =
    g_signal_connect (source, "situation-changed", G_CALLBACK (situation_changed_cb), loop);
  timeout_id = g_timeout_add (timeout_ms, time_over_cb, loop);
  g_signal_connect (loop, "activate", G_CALLBACK (g_application_hold), NULL);
  g_application_run (loop, 0, NULL);
  g_source_remove (timeout_id);
  g_signal_handler_disconnect (source, changed_id);

  return zhihui_source_is_settled (source);
}
