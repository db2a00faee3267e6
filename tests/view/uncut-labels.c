/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "uncut-labels.h"

#include "loop-run.h"

guint
uncut_labels_count (GtkWidget *widget)
{
  guint n = 0;

  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget))
    {
      g_test_message ("%s", gtk_label_get_text (GTK_LABEL (widget)));
      g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))));
      n += *gtk_label_get_text (GTK_LABEL (widget)) != '\0';
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += uncut_labels_count (child);
  return n;
}

gboolean
uncut_labels_are_laid (gpointer widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_get_width (widget) > 0;
}

void
uncut_labels_give_room (GtkWidget *window, GtkWidget *widget, int width, int height)
{
  gtk_widget_set_size_request (widget, width, height);
  for (guint i = 0; i < 4; i++)
    {
      gtk_widget_queue_draw (window);
      loop_run_one_frame (window);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  g_assert_cmpint (gtk_widget_get_width (widget), ==, width);
}
