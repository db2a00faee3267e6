/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-format.h"
#include "zhihui-tooltip-width.h"

/* The label that GTK writes the words of @tooltip into. */
static GtkLabel *
find_label (GtkTooltip *tooltip)
{
  GtkWidget *probe = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL), *child;
  GtkLabel  *label = NULL;

  gtk_tooltip_set_custom (tooltip, probe);
  for (child = gtk_widget_get_first_child (gtk_widget_get_parent (probe)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child))
      label = GTK_LABEL (child);
  gtk_tooltip_set_custom (tooltip, NULL);
  return label;
}

static guint
count_lines (GtkLabel *label)
{
  int natural;

  gtk_widget_measure (
    GTK_WIDGET (label), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  pango_layout_set_width (gtk_label_get_layout (label), natural * PANGO_SCALE);
  return (guint) pango_layout_get_line_count (gtk_label_get_layout (label));
}

static void
test_lines (void)
{
  static const char *const tips[] = {
    "民政局",           "寨里镇人民政府",           "Civil affairs",
    "广电网络有限公司", "一二三四五六七八九十甲乙", "民政局",
  };
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  GtkWidget *widget = g_object_ref_sink (gtk_button_new ());
  GtkLabel  *label = find_label (tooltip);

  zhihui_tooltip_width_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tips); i++)
    {
      gboolean is_told = FALSE;

      gtk_widget_set_tooltip_text (widget, tips[i]);
      g_signal_emit_by_name (widget, "query-tooltip", 0, 0, FALSE, tooltip, &is_told);
      g_assert_true (is_told);
      g_assert_cmpstr (gtk_label_get_text (label), ==, tips[i]);
      g_assert_cmpuint (count_lines (label), ==, 1);
      g_assert_cmpint (
        gtk_label_get_max_width_chars (label), ==, (int) zhihui_format_measure (tips[i]));
    }
  g_object_unref (widget);
}

static void
test_long (void)
{
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  GtkWidget *widget = g_object_ref_sink (gtk_button_new ());
  gboolean   is_told = FALSE;

  for (guint i = 0; i < 40; i++)
    g_string_append (text, "民政局");
  gtk_widget_set_tooltip_text (widget, text->str);
  g_signal_emit_by_name (widget, "query-tooltip", 0, 0, FALSE, tooltip, &is_told);
  g_assert_true (is_told);
  g_assert_cmpint (gtk_label_get_max_width_chars (find_label (tooltip)), ==, 50);
  g_object_unref (widget);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_test_message ("no display");
      return g_test_run ();
    }
  g_test_add_func ("/tooltip-width/a-chinese-name-is-on-one-line", test_lines);
  g_test_add_func ("/tooltip-width/a-long-text-is-as-wide-as-gtk-lets-it-be", test_long);
  return g_test_run ();
}
