/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screen-reader.h"

#include "zhihui-panel-view.h"

static void
add (GString *texts, const char *text)
{
  if (text != NULL && *text != '\0')
    g_string_append_printf (texts, "%s\n", text);
}

/* What is told is not given out but compared: what differs from no text at all is told. */
static void
add_told (GtkAccessible *accessible, GString *texts)
{
  static const GtkAccessibleProperty properties[] = {
    GTK_ACCESSIBLE_PROPERTY_LABEL,         GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
    GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,    GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER,
    GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, GTK_ACCESSIBLE_PROPERTY_ROLE_DESCRIPTION,
  };

  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    {
      g_autofree char *told =
        gtk_test_accessible_check_property (accessible, properties[i], "\x01");

      if (g_strcmp0 (told, "<undefined>") != 0)
        add (texts, told);
    }
}

static void
add_picture (ZhihuiPicture *picture, GString *texts)
{
  if (picture == NULL)
    return;
  add (texts, zhihui_picture_get_spoken (picture));
  for (guint i = 0; i < zhihui_picture_get_n_items (picture); i++)
    add (texts, zhihui_picture_get_item (picture, i)->text);
}

void
screen_reader_read (GtkWidget *root, GString *texts)
{
  add_told (GTK_ACCESSIBLE (root), texts);
  add (texts, gtk_widget_get_tooltip_text (root));
  if (GTK_IS_LABEL (root))
    add (texts, gtk_label_get_text (GTK_LABEL (root)));
  if (GTK_IS_WINDOW (root))
    add (texts, gtk_window_get_title (GTK_WINDOW (root)));
  if (ZHIHUI_IS_PANEL_VIEW (root))
    add_picture (zhihui_panel_view_get_picture (ZHIHUI_PANEL_VIEW (root)), texts);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    screen_reader_read (child, texts);
}
