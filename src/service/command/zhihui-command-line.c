/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-command-line.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-language.h"
#include "zhihui-service.h"

/* NAME:PASSWORD@ of a URL, or the word password=… of libpq. */
static char *
find_password (char *text, char **end)
{
  char *start = strstr (text, "://");

  if (start != NULL)
    {
      start += strlen ("://");
      *end = start + strcspn (start, "/?");
      while (*end > start && **end != '@')
        (*end)--;
      start = memchr (start, ':', (gsize) (*end - start));
      if (start != NULL)
        return start + 1;
    }

  start = strstr (text, "password=");
  if (start == NULL)
    return NULL;
  start += strlen ("password=");
  *end = start + strcspn (start, " &");
  return start;
}

/**
 * zhihui_command_line_hide_passwords:
 * @argv: the strings that every user of the machine can see
 *
 * Paints over the passwords in addresses of databases.
 */
void
zhihui_command_line_hide_passwords (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    {
      char *end;
      char *password = find_password (argv[i], &end);

      if (password != NULL && end > password)
        memset (password, '*', (gsize) (end - password));
    }
}

/**
 * zhihui_command_line_complain:
 *
 * Writes one line on stderr.
 *
 * Returns: @status
 */
int
zhihui_command_line_complain (int status, const char *message)
{
  g_printerr ("%s: %s\n", g_get_prgname (), message);
  return status;
}

/**
 * zhihui_command_line_parse:
 * @argv: (inout): begins with the command's name; the options are taken out of it
 * @entries: ends with an empty one
 * @arguments: (nullable): what follows the options, for the help
 * @description: what the command does and what its exit status says
 * @status: (out): how to exit when this returns %FALSE
 */
gboolean
zhihui_command_line_parse (int                *argc,
                           char             ***argv,
                           const GOptionEntry *entries,
                           const char         *arguments,
                           const char         *description,
                           int                *status)
{
  g_autofree char   *program = g_strdup (g_get_prgname ());
  g_autofree char   *command = g_strconcat (program, " ", (*argv)[0], NULL);
  gboolean           version = FALSE;
  g_autofree char   *language = NULL;
  const GOptionEntry more[] = {
    { "lang",
      0,
      0,
      G_OPTION_ARG_STRING,
      &language,
      N_ ("Language of the messages"),
      N_ ("LANGUAGE") },
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, N_ ("Show the version"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (arguments);
  g_autoptr (GError) error = NULL;

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_description (context, description);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, more, GETTEXT_PACKAGE);
  *status = 0;
  g_set_prgname (command); /* for the usage and for what is wrong with the line */
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      *status = zhihui_command_line_complain (2, error->message);
      g_set_prgname (program);
      return FALSE;
    }
  g_set_prgname (program);
  if (language != NULL)
    zhihui_language_speak (language);
  if (version)
    g_print ("%s %s\n", g_get_prgname (), zhihui_service_get_version ());

  return !version;
}
