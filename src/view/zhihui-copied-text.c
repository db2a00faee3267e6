/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-copied-text.h"

/**
 * zhihui_copied_text_put:
 * @widget: whose display
 * @text: (transfer none): what is copied
 * @type: (nullable): media type that it has besides plain text, e.g. "text/calendar"
 *
 * In place of gdk_clipboard_set_text(): with that GTK 4.8 on X11 stands still for good as soon as
 * another program takes a text that is longer than one request to the server (256 KB). It waits in
 * the main loop for what only the main loop can send; bytes are sent from a thread.
 */
void
zhihui_copied_text_put (GtkWidget *widget, const char *text, const char *type)
{
  const char *const   types[] = { "text/plain;charset=utf-8", "text/plain", type };
  GdkContentProvider *each[G_N_ELEMENTS (types)];
  const gsize         n = type != NULL ? 3 : 2;
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GdkContentProvider) all = NULL;

  for (gsize i = 0; i < n; i++)
    each[i] = gdk_content_provider_new_for_bytes (types[i], bytes);
  all = gdk_content_provider_new_union (each, n);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), all);
}
