/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-entry-row.h"

#include <adwaita.h>

/**
 * zhihui_entry_row_add:
 * @list: a GtkListBox, which gets it as its last row
 * @text: stands in it at first
 *
 * Returns: (transfer none): the row
 */
GtkEditable *
zhihui_entry_row_add (GtkWidget *list, const char *title, const char *text)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  zhihui_entry_row_begin_anew (GTK_EDITABLE (row), text);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return GTK_EDITABLE (row);
}

/**
 * zhihui_entry_row_dup_text:
 *
 * Returns: (transfer full): what is typed, without blanks at its ends
 */
char *
zhihui_entry_row_dup_text (GtkEditable *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (row)));
}

/**
 * zhihui_entry_row_begin_anew:
 * @row: or any other that is typed into
 * @text: stands in it from now on
 *
 * It is about something else: what was typed before does not come back by Ctrl+Z.
 */
void
zhihui_entry_row_begin_anew (GtkEditable *row, const char *text)
{
  gtk_editable_set_enable_undo (row, FALSE);
  gtk_editable_set_text (row, text);
  gtk_editable_set_enable_undo (row, TRUE);
}
