/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-steady-scroll.h"

#include <math.h>

/* What the lists of GTK 4.8 make of a place may lie beside it by less than that: it is still where
 * we went. */
#define SAME_PLACE_PX 24

/* Lists of GTK 4.8 run away when their adjustment is changed by what it is at, or more than once a
 * frame: they set it themselves while they are laid out. So the wheel moves a place of our own, and
 * the adjustment is told that place, once a frame. */
typedef struct
{
  GtkScrolledWindow *scroller; /* borrowed: it owns the controller that owns this */
  GListModel        *rows;     /* owned: of one height */
  guint              n_rows;   /* that a step goes over */
  double             target;   /* px */
  guint              tick_id;
} Steady;

static void
steady_free (gpointer data, GClosure *closure)
{
  g_object_unref (((Steady *) data)->rows);
  g_free (data);
}

static double
get_step_px (const Steady *self, GtkAdjustment *place)
{
  guint n = g_list_model_get_n_items (self->rows);

  return n > 0 ? self->n_rows *
                   (gtk_adjustment_get_upper (place) - gtk_adjustment_get_lower (place)) / n
               : 0;
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Steady *self = user_data;

  self->tick_id = 0;
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), self->target);
  return G_SOURCE_REMOVE;
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, gpointer user_data)
{
  Steady        *self = user_data;
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (self->scroller);
  double         value = gtk_adjustment_get_value (place);
  gboolean is_wheel = gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL;
  GdkModifierType keys =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((keys & GDK_SHIFT_MASK) != 0 || fabs (dx) > fabs (dy))
    return GDK_EVENT_PROPAGATE;

  /* Somebody else moved it meanwhile: by the keyboard, by the bar. */
  if (self->tick_id == 0 && fabs (value - self->target) >= SAME_PLACE_PX)
    self->target = value;
  self->target =
    CLAMP (self->target + dy * (is_wheel ? get_step_px (self, place) : 1),
           gtk_adjustment_get_lower (place),
           MAX (gtk_adjustment_get_upper (place) - gtk_adjustment_get_page_size (place),
                gtk_adjustment_get_lower (place)));
  if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self->scroller), tick_cb, self, NULL);
  return GDK_EVENT_STOP;
}

/**
 * zhihui_steady_scroll_attach:
 * @scroller: holds a list
 * @rows: of the list, all of one height
 * @n_rows: how many of them one step of the wheel goes
 *
 * The wheel goes up and down in @scroller by whole steps, however fast it is turned.
 */
void
zhihui_steady_scroll_attach (GtkScrolledWindow *scroller, GListModel *rows, guint n_rows)
{
  GtkEventController *controller =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  Steady *self = g_new0 (Steady, 1);

  self->scroller = scroller;
  self->rows = g_object_ref (rows);
  self->n_rows = n_rows;
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_data (controller, "scroll", G_CALLBACK (scroll_cb), self, steady_free, 0);
  gtk_widget_add_controller (GTK_WIDGET (scroller), controller);
}
