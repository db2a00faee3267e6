/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "zhihui-language.h"
#include "zhihui-service.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

int
main (int argc, char **argv)
{
  gboolean           version = FALSE;
  const GOptionEntry entries[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, N_ ("Show the version"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = NULL;
  g_autoptr (GError) error = NULL;

  zhihui_language_bind ();

  context = g_option_context_new (N_ ("COMMAND"));
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s: %s\n", g_get_prgname (), error->message);
      return 2;
    }

  if (version)
    g_print ("%s %s\n", g_get_prgname (), zhihui_service_get_version ());

  return 0;
}
