/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-tooltip-width.h"

#include "zhihui-format.h"

#define WIDEST_CHARS 50 /* of a line, as GTK has it */
#define SEEN_KEY "zhihui-tooltip-width"

/* GTK 4.8 gives a tooltip as many Latin characters of width as its text has characters of any
 * kind, right after it set the text. */
static void
width_changed_cb (GtkLabel *label)
{
  guint width = MIN (zhihui_format_measure (gtk_label_get_text (label)), WIDEST_CHARS);

  if (gtk_label_get_max_width_chars (label) != (int) width)
    gtk_label_set_max_width_chars (label, (int) width);
}

/* The words of a tooltip are in a label that nobody but GTK has: it is a sibling of what is put
 * into the tooltip. */
static void
follow_label (GtkTooltip *tooltip)
{
  GtkWidget *probe = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *child;

  gtk_tooltip_set_custom (tooltip, probe);
  child = gtk_widget_get_parent (probe) != NULL
            ? gtk_widget_get_first_child (gtk_widget_get_parent (probe))
            : NULL;
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child))
      {
        g_signal_connect (child, "notify::label", G_CALLBACK (width_changed_cb), NULL);
        g_signal_connect (child, "notify::max-width-chars", G_CALLBACK (width_changed_cb), NULL);
      }
  gtk_tooltip_set_custom (tooltip, NULL);
}

static gboolean
asked_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer user_data)
{
  GtkTooltip *tooltip = g_value_get_object (&values[4]); /* widget, x, y, by key, tooltip */

  if (g_object_get_data (G_OBJECT (tooltip), SEEN_KEY) == NULL)
    {
      g_object_set_data (G_OBJECT (tooltip), SEEN_KEY, tooltip);
      follow_label (tooltip);
    }
  return G_SOURCE_CONTINUE;
}

/**
 * zhihui_tooltip_width_init:
 *
 * Once: from here on tooltips are as wide as their words, Chinese ones as well.
 */
void
zhihui_tooltip_width_init (void)
{
  g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET));
  g_signal_add_emission_hook (
    g_signal_lookup ("query-tooltip", GTK_TYPE_WIDGET), 0, asked_cb, NULL, NULL);
}
