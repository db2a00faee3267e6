/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "quiet-window.h"

#define PATIENCE_US (20 * G_USEC_PER_SEC)
#define QUIET_US (400 * G_TIME_SPAN_MILLISECOND)

static void
read_texts (GtkWidget *widget, GString *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget))
    g_string_append (text, gtk_label_get_text (GTK_LABEL (widget)));
  if (GTK_IS_SPINNER (widget) && gtk_widget_get_mapped (widget))
    g_string_append_printf (text, "%" G_GINT64_FORMAT, g_get_monotonic_time ());
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    read_texts (child, text);
}

gint64
quiet_window_await (GtkWidget *root, ZhihuiSource *source)
{
  gint64 start_us = g_get_monotonic_time ();
  gint64 since_us = start_us;
  g_autoptr (GString) before = g_string_new (NULL);

  while (g_get_monotonic_time () - since_us < QUIET_US || !zhihui_source_is_settled (source))
    {
      g_autoptr (GString) now = g_string_new (NULL);

      g_main_context_iteration (NULL, FALSE);
      read_texts (root, now);
      if (!g_string_equal (before, now))
        since_us = g_get_monotonic_time ();
      g_string_assign (before, now->str);
      if (g_get_monotonic_time () - start_us > PATIENCE_US)
        break;
    }
  return since_us;
}
