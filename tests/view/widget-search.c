/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widget-search.h"

#include <string.h>

static GtkWidget *
find_below (GtkWidget *root, WidgetSearchWanted is_wanted, gconstpointer data)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = widget_search_first (child, is_wanted, data);

      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
widget_search_first (GtkWidget *root, WidgetSearchWanted is_wanted, gconstpointer data)
{
  return is_wanted (root, data) ? root : find_below (root, is_wanted, data);
}

static gboolean
is_button (GtkWidget *widget, gconstpointer label)
{
  return GTK_IS_BUTTON (widget) &&
         g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

GtkWidget *
widget_search_button (GtkWidget *root, const char *label)
{
  return widget_search_first (root, is_button, label);
}

static gboolean
is_toggle (GtkWidget *widget, gconstpointer label)
{
  return GTK_IS_TOGGLE_BUTTON (widget) && is_button (widget, label);
}

GtkWidget *
widget_search_toggle (GtkWidget *root, const char *label)
{
  return widget_search_first (root, is_toggle, label);
}

static gboolean
is_row (GtkWidget *widget, gconstpointer title)
{
  return ADW_IS_PREFERENCES_ROW (widget) &&
         g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0;
}

GtkWidget *
widget_search_row (GtkWidget *root, const char *title)
{
  return widget_search_first (root, is_row, title);
}

static gboolean
is_label (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text);
}

GtkWidget *
widget_search_label (GtkWidget *root, const char *text)
{
  return widget_search_first (root, is_label, text);
}

gboolean
widget_search_has_label (GtkWidget *root, const char *text)
{
  return widget_search_label (root, text) != NULL;
}

static gboolean
has_words (GtkWidget *widget, gconstpointer words)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL;
}

gboolean
widget_search_has_words (GtkWidget *root, const char *words)
{
  return widget_search_first (root, has_words, words) != NULL;
}

static gboolean
is_seen (GtkWidget *widget, gconstpointer words)
{
  return gtk_widget_get_mapped (widget) && has_words (widget, words);
}

GtkWidget *
widget_search_seen (GtkWidget *root, const char *words)
{
  return widget_search_first (root, is_seen, words);
}

static gboolean
is_of_type (GtkWidget *widget, gconstpointer type)
{
  return G_TYPE_CHECK_INSTANCE_TYPE (widget, *(const GType *) type);
}

GtkWidget *
widget_search_type (GtkWidget *root, GType type)
{
  return find_below (root, is_of_type, &type);
}
