/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "loop-run.h"

static gboolean
flag_time_over_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_CONTINUE;
}

void
loop_run_for (guint patience_s, gboolean (*is_true) (gpointer user_data), gpointer user_data)
{
  gboolean time_over = FALSE;
  guint    timeout_id = g_timeout_add_seconds (patience_s, flag_time_over_cb, &time_over);

  while (!is_true (user_data) && !time_over)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (time_over);
  g_source_remove (timeout_id);
}

void
loop_run_until (gboolean (*is_true) (gpointer user_data), gpointer user_data)
{
  loop_run_for (30, is_true, user_data);
}

static void
count_paint_cb (GdkFrameClock *clock, guint *n_paints)
{
  *n_paints += 1;
}

void
loop_run_one_frame (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  guint          n_paints = 0;
  gulong id = g_signal_connect (clock, "after-paint", G_CALLBACK (count_paint_cb), &n_paints);

  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
  while (n_paints == 0)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, id);
}
