/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-key-line.h"

#include "zhihui-wrap-layout.h"

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, css_class);
  return label;
}

/**
 * zhihui_key_line_new:
 * @hints: what the keyboard does here
 * @n_hints: how many
 * @reading: what marks mean, translated
 *
 * Returns: (transfer floating): the line at the foot of a page: keys to the left, marks to the
 *   right, below the keys where there is no room beside them
 */
GtkWidget *
zhihui_key_line_new (const ZhihuiKeyHint *hints, guint n_hints, const char *reading)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *marks = new_label (reading, "zh-key-words");

  gtk_widget_set_layout_manager (line, zhihui_wrap_layout_new ());
  gtk_widget_add_css_class (line, "zh-key-line");
  for (guint i = 0; i < n_hints; i++)
    {
      GtkWidget *hint = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
      g_auto (GStrv) keys = g_strsplit (hints[i].keys, " ", -1);

      for (guint j = 0; keys[j] != NULL; j++)
        gtk_box_append (GTK_BOX (hint), new_label (keys[j], "zh-key"));
      gtk_box_append (GTK_BOX (hint), new_label (hints[i].does, "zh-key-words"));
      gtk_box_append (GTK_BOX (line), hint);
    }
  gtk_label_set_xalign (GTK_LABEL (marks), 1);
  gtk_widget_set_hexpand (marks, TRUE);
  gtk_box_append (GTK_BOX (line), marks);
  return line;
}
