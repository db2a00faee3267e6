/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-start.h"

#include "zhihui-desk-page.h"

#define FIRST "zhihui-first-focus" /* of a window: what GTK gave the keyboard, never followed */

static void
first_focus_cb (GtkWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  if (focus == NULL)
    return;
  g_object_set_data (G_OBJECT (window), FIRST, focus);
  g_signal_handlers_disconnect_by_func (window, first_focus_cb, NULL);
}

/**
 * zhihui_desk_start_watch:
 * @window: not presented yet
 *
 * From now on it is known whether its user has moved the keyboard.
 */
void
zhihui_desk_start_watch (GtkWindow *window)
{
  g_return_if_fail (GTK_IS_WINDOW (window));

  g_signal_connect (window, "notify::focus-widget", G_CALLBACK (first_focus_cb), NULL);
}

static void mapped_cb (GtkWidget *list);

/* In the frame after it is seen first: before, it has no row. */
static gboolean
begin_cb (GtkWidget *list, GdkFrameClock *clock, gpointer user_data)
{
  GtkRoot   *root = gtk_widget_get_root (list);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (root == NULL || !gtk_widget_get_mapped (list))
    return G_SOURCE_REMOVE;
  g_signal_handlers_disconnect_by_func (list, mapped_cb, NULL);
  if (focus == NULL || focus == g_object_get_data (G_OBJECT (root), FIRST))
    gtk_widget_grab_focus (list);
  return G_SOURCE_REMOVE;
}

static void
mapped_cb (GtkWidget *list)
{
  gtk_widget_add_tick_callback (list, begin_cb, NULL, NULL);
}

/* What the window does with the keyboard as it turns to its first page is not its user's doing. */
static gboolean
turned_cb (gpointer window)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  g_object_set_data (window, FIRST, focus);
  return G_SOURCE_REMOVE;
}

/* Who comes back has the keyboard where they want it. */
static void
left_cb (GtkWidget *list, GtkWidget *page)
{
  GtkWidget *pages = gtk_widget_get_parent (page);

  if (GTK_IS_STACK (pages) && gtk_stack_get_visible_child (GTK_STACK (pages)) == page)
    return;
  g_signal_handlers_disconnect_by_func (list, mapped_cb, NULL);
}

/**
 * zhihui_desk_start_with:
 * @page: that has just come to be, in the stack of its window
 * @list: in it, seen once there is something to tell
 *
 * Where the window starts with @page, its user goes on with @list as soon as it is seen, unless
 * they have moved the keyboard meanwhile. Whoever turns to a page later is led by
 * zhihui_desk_lead_keyboard().
 */
void
zhihui_desk_start_with (GtkWidget *page, GtkWidget *list)
{
  GtkWidget *before;
  GtkRoot   *root;

  g_return_if_fail (GTK_IS_WIDGET (page) && GTK_IS_WIDGET (list));

  before = gtk_widget_get_prev_sibling (page);
  if (before != NULL && ZHIHUI_IS_DESK_PAGE (before))
    return;
  root = gtk_widget_get_root (page);
  if (root != NULL && gtk_root_get_focus (root) != NULL &&
      gtk_root_get_focus (root) == g_object_get_data (G_OBJECT (root), FIRST))
    g_idle_add_full (G_PRIORITY_HIGH, turned_cb, g_object_ref (root), g_object_unref);
  g_signal_connect (list, "map", G_CALLBACK (mapped_cb), NULL);
  g_signal_connect_object (page, "unmap", G_CALLBACK (left_cb), list, G_CONNECT_SWAPPED);
}
