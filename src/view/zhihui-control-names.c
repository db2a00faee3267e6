/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-control-names.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "zhihui-row-name.h"

/* What takes the keyboard in a drop-down, a menu button or a row of a list is a widget of GTK's own
 * within it: GTK 4.8 tells who listens the name of its class. */

#define TITLE "zhihui-choice-title" /* of a drop-down */
#define NAMED "zhihui-row-named"    /* of the label in a row of its list */

static void
tell (GtkWidget *widget, const char *words)
{
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

/* (transfer full) (nullable) */
static char *
dup_chosen (gpointer item, GtkExpression *expression)
{
  g_auto (GValue) value = G_VALUE_INIT;

  if (item == NULL)
    return NULL;
  if (GTK_IS_STRING_OBJECT (item))
    return g_strdup (gtk_string_object_get_string (item));
  if (expression != NULL && gtk_expression_evaluate (expression, item, &value) &&
      G_VALUE_HOLDS_STRING (&value))
    return g_value_dup_string (&value);
  return NULL;
}

static void
tell_chosen (GtkWidget *widget, const char *title, const char *chosen)
{
  /* Translators: title of a choice, what is chosen. */
  g_autofree char *words =
    chosen != NULL ? g_strdup_printf (C_ ("choice", "%1$s: %2$s"), title, chosen) : NULL;

  tell (widget, words != NULL ? words : title);
}

static void
chosen_cb (GtkDropDown *choice)
{
  g_autofree char *chosen =
    dup_chosen (gtk_drop_down_get_selected_item (choice), gtk_drop_down_get_expression (choice));

  tell_chosen (gtk_widget_get_first_child (GTK_WIDGET (choice)),
               g_object_get_data (G_OBJECT (choice), TITLE),
               chosen);
}

static void
row_chosen_cb (AdwComboRow *row)
{
  g_autofree char *chosen =
    dup_chosen (adw_combo_row_get_selected_item (row), adw_combo_row_get_expression (row));

  tell_chosen (GTK_WIDGET (row), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), chosen);
}

static void
row_says_cb (GtkLabel *label)
{
  zhihui_row_name (GTK_WIDGET (label), gtk_label_get_text (label));
}

/* A row that is used again for another choice has the same label with other words. */
static void
name_rows (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && g_object_get_data (G_OBJECT (widget), NAMED) == NULL)
    {
      g_object_set_data (G_OBJECT (widget), NAMED, widget);
      g_signal_connect (widget, "notify::label", G_CALLBACK (row_says_cb), NULL);
      row_says_cb (GTK_LABEL (widget));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_rows (child);
}

/**
 * zhihui_control_names_tell_choice:
 * @title: what is chosen by it
 *
 * Names the drop-down, the button in it, always with what is chosen now, and the rows of its list.
 */
void
zhihui_control_names_tell_choice (GtkDropDown *choice, const char *title)
{
  gboolean is_new = g_object_get_data (G_OBJECT (choice), TITLE) == NULL;

  g_return_if_fail (GTK_IS_DROP_DOWN (choice) && title != NULL);

  g_object_set_data_full (G_OBJECT (choice), TITLE, g_strdup (title), g_free);
  tell (GTK_WIDGET (choice), title);
  if (is_new)
    {
      g_signal_connect (choice, "notify::selected-item", G_CALLBACK (chosen_cb), NULL);
      g_signal_connect (choice, "notify::model", G_CALLBACK (chosen_cb), NULL);
      g_signal_connect (
        gtk_widget_get_last_child (GTK_WIDGET (choice)), "map", G_CALLBACK (name_rows), NULL);
    }
  chosen_cb (choice);
}

/* The button within takes the name of the menu button around it in GTK 4.8, but one with words is
 * labelled by them: its title is told before. Later it takes none. */
static void
tell_menu_button (GtkMenuButton *button, const char *title)
{
  tell (GTK_WIDGET (button), title);
  if (gtk_menu_button_get_label (button) != NULL || gtk_check_version (4, 10, 0) == NULL)
    tell (gtk_widget_get_first_child (GTK_WIDGET (button)), title);
}

/**
 * zhihui_control_names_tell_menu:
 * @title: what is chosen by it
 * @chosen: what is
 *
 * Names the menu button, and the button in it with what is chosen now.
 */
void
zhihui_control_names_tell_menu (GtkMenuButton *button, const char *title, const char *chosen)
{
  g_return_if_fail (GTK_IS_MENU_BUTTON (button) && title != NULL);

  tell (GTK_WIDGET (button), title);
  tell_chosen (gtk_widget_get_first_child (GTK_WIDGET (button)), title, chosen);
}

static void
name_list_of_row (GtkWidget *widget)
{
  if (GTK_IS_POPOVER (widget))
    g_signal_connect (widget, "map", G_CALLBACK (name_rows), NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_list_of_row (child);
}

/* Its title alone labels it: that is within what is told here. */
static void
tell_choice_row (AdwComboRow *row)
{
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  g_signal_connect (row, "notify::selected-item", G_CALLBACK (row_chosen_cb), NULL);
  g_signal_connect (row, "notify::title", G_CALLBACK (row_chosen_cb), NULL);
  name_list_of_row (GTK_WIDGET (row));
  row_chosen_cb (row);
}

/**
 * zhihui_control_names_tell:
 * @root: a page or a window
 *
 * Names each drop-down and menu button in it by its tooltip, each row of a form where something is
 * chosen with what that is, and the search of libadwaita: once.
 */
void
zhihui_control_names_tell (GtkWidget *root)
{
  const char *title = gtk_widget_get_tooltip_text (root);

  if (GTK_IS_DROP_DOWN (root) && title != NULL)
    zhihui_control_names_tell_choice (GTK_DROP_DOWN (root), title);
  else if (GTK_IS_MENU_BUTTON (root) && title != NULL)
    tell_menu_button (GTK_MENU_BUTTON (root), title);
  else if (ADW_IS_COMBO_ROW (root))
    tell_choice_row (ADW_COMBO_ROW (root));
  else if (GTK_IS_BUTTON (root) && gtk_button_get_use_underline (GTK_BUTTON (root)) &&
           gtk_button_get_label (GTK_BUTTON (root)) != NULL)
    /* Its label labels it: GTK tells the same with the underline once more. */
    gtk_accessible_reset_property (GTK_ACCESSIBLE (root), GTK_ACCESSIBLE_PROPERTY_LABEL);
  else if (GTK_IS_SEARCH_ENTRY (root) &&
           gtk_widget_get_ancestor (root, ADW_TYPE_PREFERENCES_WINDOW))
    tell (root, _ ("Search"));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    zhihui_control_names_tell (child);
}
