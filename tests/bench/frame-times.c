/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "frame-times.h"

#include <string.h>

#define N_STEPS 300

struct _FrameTimes
{
  GtkWidget *window; /* borrowed */
  gint64     began_us;
  gint64     painted_us;
  guint      n_paints;
  GArray    *frames; /* (element-type double) ms from before to after a paint */
};

static void
before_paint_cb (GdkFrameClock *clock, FrameTimes *self)
{
  self->began_us = g_get_monotonic_time ();
}

static void
after_paint_cb (GdkFrameClock *clock, FrameTimes *self)
{
  double ms;

  self->painted_us = g_get_monotonic_time ();
  ms = (double) (self->painted_us - self->began_us) / 1000;
  self->n_paints++;
  g_array_append_val (self->frames, ms);
}

FrameTimes *
frame_times_new (GtkWidget *window)
{
  FrameTimes    *self = g_new0 (FrameTimes, 1);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  self->window = window;
  self->frames = g_array_new (FALSE, FALSE, sizeof (double));
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), self);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), self);
  return self;
}

void
frame_times_free (FrameTimes *self)
{
  g_array_unref (self->frames);
  g_free (self);
}

gint64
frame_times_wait (FrameTimes *self)
{
  guint before = self->n_paints;

  gtk_widget_queue_draw (self->window);
  while (self->n_paints == before)
    g_main_context_iteration (NULL, TRUE);
  return self->painted_us;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

double
frame_times_pick (GArray *values, double share)
{
  g_array_sort (values, compare_doubles);
  return g_array_index (
    values, double, MIN ((guint) (share * (double) values->len), values->len - 1));
}

static GtkEventController *
find_wheel (GtkWidget *scroller)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (scroller);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) one = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (one) &&
          gtk_event_controller_get_propagation_phase (one) == GTK_PHASE_CAPTURE &&
          gtk_event_controller_scroll_get_flags (GTK_EVENT_CONTROLLER_SCROLL (one)) ==
            GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES)
        return g_steal_pointer (&one);
    }
  g_error ("nothing turns by steps");
}

void
frame_times_print_scroll (FrameTimes *self, const char *name, GtkWidget *scroller)
{
  g_autoptr (GtkEventController) wheel = find_wheel (scroller);

  g_array_set_size (self->frames, 0);
  for (guint i = 0; i < N_STEPS; i++)
    {
      gboolean handled = FALSE;

      g_signal_emit_by_name (wheel, "scroll", 0.0, i < N_STEPS * 2 / 3 ? 1.0 : -2.0, &handled);
      frame_times_wait (self);
    }
  g_print (",\n \"%s\": {\"frame_ms\": %.1f, \"p99_ms\": %.1f, \"worst_ms\": %.1f}",
           name,
           frame_times_pick (self->frames, 0.5),
           frame_times_pick (self->frames, 0.99),
           frame_times_pick (self->frames, 1));
}

double
frame_times_get_pss_mb (void)
{
  g_autofree char *text = NULL;
  char            *line;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    return 0;
  line = strstr (text, "\nPss:");
  return line != NULL ? (double) g_ascii_strtoll (line + 5, NULL, 10) / 1024 : 0;
}
