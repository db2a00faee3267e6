/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-card.h"

#define TOOLTIP_CHARS 300 /* of text of the platform, so that it does not cover the window */

/**
 * zhihui_card_new:
 * @title: (nullable): as it is at first
 *
 * Returns: the parts of a new card; its box is floating
 */
ZhihuiCard
zhihui_card_new (const char *title)
{
  ZhihuiCard card = { .box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8),
                      .head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8),
                      .title = zhihui_card_label_new ("heading"),
                      .note = zhihui_card_label_new ("zh-note") };

  gtk_label_set_text (GTK_LABEL (card.title), title != NULL ? title : "");
  gtk_widget_set_hexpand (card.title, TRUE);
  gtk_box_append (GTK_BOX (card.head), card.title);
  gtk_box_append (GTK_BOX (card.head), card.note);
  gtk_box_append (GTK_BOX (card.box), card.head);
  gtk_widget_add_css_class (card.box, "card");
  gtk_widget_add_css_class (card.box, "zh-card");
  return card;
}

/* What was cut for want of room is read by pointing at it. */
static gboolean
tooltip_asked_cb (
  GtkLabel *label, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip, gpointer user_data)
{
  const char      *text = gtk_label_get_text (label);
  g_autofree char *brief = NULL;

  if (!pango_layout_is_ellipsized (gtk_label_get_layout (label)))
    return FALSE;

  brief =
    g_utf8_strlen (text, -1) > TOOLTIP_CHARS ? g_utf8_substring (text, 0, TOOLTIP_CHARS) : NULL;
  gtk_tooltip_set_text (tooltip, brief != NULL ? brief : text);
  return TRUE;
}

/**
 * zhihui_card_label_new:
 * @css_class: (nullable): how it looks
 *
 * Returns: (transfer floating): a label for text of the platform
 */
GtkWidget *
zhihui_card_label_new (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_has_tooltip (label, TRUE);
  g_signal_connect (label, "query-tooltip", G_CALLBACK (tooltip_asked_cb), NULL);
  return label;
}

void
zhihui_card_remove_rows (GtkWidget *list_box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (list_box)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (list_box), child);
}

void
zhihui_card_tell (GtkWidget *widget, const char *words)
{
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}
