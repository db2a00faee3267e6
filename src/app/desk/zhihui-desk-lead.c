/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-lead.h"

#define LEAD "zhihui-desk-lead" /* of a window: the way that is not gone to its end */
#define MOST_FRAMES 60          /* of a place that is seen and has nothing yet that takes keys */

/* To a place of a page that is not seen yet. */
typedef struct
{
  GtkWindow *window; /* borrowed: it holds this */
  GtkWidget *place;  /* weak */
  GtkWidget *from;   /* what has the keyboard meanwhile, never followed; NULL nothing */
  gulong     map_id;
  guint      tick_id;
  guint      n_frames;
} Lead;

static void
lead_free (gpointer data)
{
  Lead *self = data;

  if (self->place != NULL)
    {
      g_signal_handler_disconnect (self->place, self->map_id);
      if (self->tick_id != 0)
        gtk_widget_remove_tick_callback (self->place, self->tick_id);
    }
  g_clear_weak_pointer (&self->place);
  g_free (self);
}

static gboolean
give (GtkWidget *place)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (place));

  if (!gtk_widget_get_mapped (place))
    return FALSE;
  if (focus != NULL && (focus == place || gtk_widget_is_ancestor (focus, place)))
    return TRUE;
  return gtk_widget_grab_focus (place) || gtk_widget_child_focus (place, GTK_DIR_TAB_FORWARD);
}

/* In the frame after it is seen: before, a list has no row. */
static gboolean
frame_cb (GtkWidget *place, GdkFrameClock *clock, gpointer user_data)
{
  Lead    *self = user_data;
  gboolean was_moved = gtk_window_get_focus (self->window) != self->from;

  if (!was_moved && !give (place) && ++self->n_frames < MOST_FRAMES)
    return G_SOURCE_CONTINUE;
  self->tick_id = 0;
  g_object_set_data (G_OBJECT (self->window), LEAD, NULL);
  return G_SOURCE_REMOVE;
}

static void
wait_for_frame (Lead *self)
{
  if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (self->place, frame_cb, self, NULL);
}

/**
 * zhihui_desk_lead_keyboard:
 * @page: a person has turned to it
 * @place: (nullable): what keys go on with there
 * @meanwhile: has the keyboard until @place is seen
 *
 * Gives the keyboard to @place, as soon as it is seen, unless it is moved meanwhile. A window whose
 * content is covered keeps it where it is.
 */
void
zhihui_desk_lead_keyboard (ZhihuiDeskPage *page, GtkWidget *place, GtkWidget *meanwhile)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));
  Lead    *self;

  if (root == NULL ||
      (gtk_widget_get_mapped (GTK_WIDGET (root)) && !gtk_widget_get_mapped (GTK_WIDGET (page))))
    return;
  g_object_set_data (G_OBJECT (root), LEAD, NULL);
  if (place == NULL || give (place))
    return;

  if (gtk_widget_get_mapped (GTK_WIDGET (root)) && !gtk_widget_grab_focus (meanwhile))
    gtk_root_set_focus (root, NULL);
  self = g_new0 (Lead, 1);
  self->window = GTK_WINDOW (root);
  self->from = gtk_root_get_focus (root);
  g_set_weak_pointer (&self->place, place);
  self->map_id = g_signal_connect_swapped (place, "map", G_CALLBACK (wait_for_frame), self);
  g_object_set_data_full (G_OBJECT (root), LEAD, self, lead_free);
  if (gtk_widget_get_mapped (place))
    wait_for_frame (self);
}
