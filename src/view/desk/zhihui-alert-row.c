/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-alert-row.h"

#include <glib/gi18n-lib.h>

#include "zhihui-alert-item.h"
#include "zhihui-css-class.h"
#include "zhihui-level-chip.h"
#include "zhihui-row-name.h"

#define MOST_LINES 2 /* of the text of an alert */

static GtkWidget *
make_label (const char *css_class, float xalign)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* All of it stands at the left: at the far end of a wide window nobody would read it as one row. */
void
zhihui_alert_row_make (GtkSignalListItemFactory *factory, GtkListItem *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *middle = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *under = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  GtkWidget *chip = make_label ("zh-level", 0.5f);
  GtkWidget *text = make_label (NULL, 0);
  GtkWidget *about = make_label ("zh-nd", 0);
  GtkWidget *age = make_label ("zh-nd", 0);
  GtkWidget *by = make_label ("zh-nd", 0);

  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (middle, TRUE);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (text), MOST_LINES);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (about), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (by), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (age, "numeric");
  gtk_box_append (GTK_BOX (under), about);
  gtk_box_append (GTK_BOX (under), age);
  gtk_box_append (GTK_BOX (under), by);
  gtk_box_append (GTK_BOX (middle), text);
  gtk_box_append (GTK_BOX (middle), under);
  gtk_box_append (GTK_BOX (box), chip);
  gtk_box_append (GTK_BOX (box), middle);
  gtk_widget_add_css_class (box, "zh-alert-row");
  gtk_list_item_set_child (row, box);
}

static char *
describe_about (const ZhihuiAlert *alert)
{
  const char *kind = zhihui_alert_item_name_kind (alert->kind);

  if (*alert->unit == '\0')
    return g_strdup (kind);
  return g_strdup_printf ("%s · %s", alert->unit, kind);
}

void
zhihui_alert_row_bind (GtkSignalListItemFactory *factory, GtkListItem *row)
{
  ZhihuiAlertItem   *item = gtk_list_item_get_item (row);
  const ZhihuiAlert *alert = zhihui_alert_item_get_alert (item);
  GtkWidget         *chip = gtk_widget_get_first_child (gtk_list_item_get_child (row));
  GtkWidget         *middle = gtk_widget_get_next_sibling (chip);
  GtkWidget         *text = gtk_widget_get_first_child (middle);
  GtkWidget         *kind = gtk_widget_get_first_child (gtk_widget_get_next_sibling (text));
  GtkWidget         *age = gtk_widget_get_next_sibling (kind);
  GtkWidget         *by = gtk_widget_get_next_sibling (age);
  g_autofree char   *about = describe_about (alert);
  g_autofree char   *noted = NULL, *words = NULL;

  zhihui_level_chip_show (GTK_LABEL (chip), alert->level);
  gtk_label_set_text (GTK_LABEL (text), alert->text);
  gtk_label_set_text (GTK_LABEL (kind), about);
  if (alert->acknowledged)
    noted = g_strdup_printf ("✓ %s",
                             alert->acknowledged_by != NULL ? alert->acknowledged_by : _ ("noted"));
  gtk_label_set_text (GTK_LABEL (by), noted != NULL ? noted : "");
  words = g_strjoin (", ", gtk_label_get_text (GTK_LABEL (chip)), alert->text, about, noted, NULL);
  zhihui_row_name (chip, words);
  zhihui_css_class_set (text, "heading", !alert->acknowledged);
  zhihui_css_class_set (chip, "zh-level-noted", alert->acknowledged);
  g_object_set_data_full (G_OBJECT (row),
                          "zhihui-age",
                          g_object_bind_property (item, "age", age, "label", G_BINDING_SYNC_CREATE),
                          (GDestroyNotify) g_binding_unbind);
}

void
zhihui_alert_row_unbind (GtkSignalListItemFactory *factory, GtkListItem *row)
{
  g_object_set_data (G_OBJECT (row), "zhihui-age", NULL);
}
