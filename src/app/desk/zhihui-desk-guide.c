/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-guide.h"

#include "zhihui-desk-pages.h"
#include "zhihui-desk-window.h"

#include "config.h"

#include <glib/gi18n-lib.h>

/* (transfer full) (nullable): the same text, where it can be read without a program for help. */
static char *
find_text (void)
{
  /* Translators: the file of the guide in your language. */
  const char      *file = _ ("guide.md");
  const char      *told = g_getenv ("ZHIHUI_DATADIR");
  g_autofree char *path = g_build_filename (told != NULL ? told : PKGDATADIR,
                                            told != NULL ? "../docs/guide" : "../doc/zhihui/guide",
                                            file,
                                            NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS) ? g_canonicalize_filename (path, NULL) : NULL;
}

static gboolean
has_index (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "help", "C", "zhihui", "index.page", NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* A viewer would open, and say that it knows no such guide. */
static gboolean
is_installed (void)
{
  const char *const *folders = g_get_system_data_dirs ();
  gboolean           is_found = has_index (g_get_user_data_dir ());

  for (guint i = 0; folders[i] != NULL && !is_found; i++)
    is_found = has_index (folders[i]);
  return is_found;
}

static void
say_where (GtkWindow *parent, const char *reason)
{
  g_autofree char *path = find_text ();
  g_autofree char *body = g_strdup_printf (
    "%s\n%s",
    reason,
    path != NULL
      ? _ ("The same text is in this file:")
      : _ ("Its text is not on this computer either: docs/guide of the program has it."));
  GtkWidget *dialog = adw_message_dialog_new (parent, _ ("The Guide Cannot Be Shown"), body);

  if (path != NULL)
    {
      GtkWidget *label = gtk_label_new (path);

      gtk_label_set_selectable (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), label);
    }
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* @user_data: one reference to the window, nullable */
static void
shown_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWindow) parent = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_seen = parent != NULL && gtk_widget_get_mapped (GTK_WIDGET (parent));

  if (!gtk_show_uri_full_finish (parent, result, &error))
    say_where (is_seen ? parent : NULL,
               g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED)
                 ? _ ("No program on this computer shows help.")
                 : error->message);
}

/**
 * zhihui_desk_guide_show:
 * @parent: (nullable): over which it is said when that cannot be
 * @name: of a page of the guide
 *
 * Opens the guide in the program of the desktop that shows help; where there is none, or the guide
 * is not installed, says where its text is.
 */
void
zhihui_desk_guide_show (GtkWindow *parent, const char *name)
{
  g_autofree char *uri = g_strconcat ("help:zhihui/", name, NULL);

  if (is_installed ())
    gtk_show_uri_full (
      parent, uri, GDK_CURRENT_TIME, NULL, shown_cb, parent != NULL ? g_object_ref (parent) : NULL);
  else
    say_where (parent, _ ("Its pages are not installed."));
}

/**
 * zhihui_desk_guide_name_page:
 * @page: (nullable): of the desk
 *
 * Returns: what in the guide is about @page
 */
const char *
zhihui_desk_guide_name_page (ZhihuiDeskPage *page)
{
  const ZhihuiDeskPageKind *kind;

  for (guint i = 0; page != NULL && (kind = zhihui_desk_pages_get (i)) != NULL; i++)
    if (kind->get_type () == G_OBJECT_TYPE (page))
      return kind->guide;
  return ZHIHUI_DESK_GUIDE_FIRST;
}

static void
help_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow      *window = gtk_application_get_active_window (user_data);
  ZhihuiDeskPage *page = ZHIHUI_IS_DESK_WINDOW (window)
                           ? zhihui_desk_window_get_page (ZHIHUI_DESK_WINDOW (window))
                           : NULL;

  zhihui_desk_guide_show (window, zhihui_desk_guide_name_page (page));
}

/**
 * zhihui_desk_guide_install:
 * @application: of the desk
 *
 * Adds the action "help", which opens the guide at what is about the page that is seen.
 */
void
zhihui_desk_guide_install (GtkApplication *application)
{
  static const GActionEntry entries[] = { { .name = "help", .activate = help_cb } };

  g_action_map_add_action_entries (
    G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), application);
}
