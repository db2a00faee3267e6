/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-source-options.h"

#include "config.h"
#include "zhihui-error.h"
#include "zhihui-language.h"

#include <glib/gi18n-lib.h>

#define DEFAULT_LANGUAGE "zh_CN"

/**
 * zhihui_source_options_clear:
 */
void
zhihui_source_options_clear (ZhihuiSourceOptions *self)
{
  g_clear_pointer (&self->where, g_free);
  g_clear_pointer (&self->token_file, g_free);
  g_clear_pointer (&self->language, g_free);
}

/**
 * zhihui_source_options_parse:
 * @summary: one translated sentence for --help
 * @entries: the command's own options
 *
 * Parses a command line in which nothing but options may stand. What is wrong goes to stderr.
 *
 * Returns: FALSE when it is wrong
 */
gboolean
zhihui_source_options_parse (ZhihuiSourceOptions *self,
                             const char          *summary,
                             const GOptionEntry  *entries,
                             int                 *argc,
                             char              ***argv)
{
  const GOptionEntry shared[] = {
    { "source",
      's',
      0,
      G_OPTION_ARG_STRING,
      &self->where,
      N_ ("Where the figures come from: a URL, demo:zichuan, or a folder of recorded answers"),
      N_ ("SOURCE") },
    { "token-file",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &self->token_file,
      N_ ("File with the access token (else $ZHIHUI_TOKEN)"),
      N_ ("FILE") },
    { "lang",
      0,
      0,
      G_OPTION_ARG_STRING,
      &self->language,
      N_ ("Language of what is shown (default zh_CN)"),
      N_ ("LANGUAGE") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *command = g_strdup_printf ("zhihui %s", (*argv)[0]);

  g_set_prgname (command);
  context = g_option_context_new (NULL);
  g_option_context_set_summary (context, summary);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, shared, GETTEXT_PACKAGE);
  if (g_option_context_parse (context, argc, argv, &error) && *argc > 1)
    g_set_error (
      &error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _ ("'%s' is not an option"), (*argv)[1]);
  g_set_prgname ("zhihui");
  if (error == NULL)
    return TRUE;

  g_printerr ("%s: %s\n", command, error->message);
  g_printerr (_ ("'%s --help' tells the options."), command);
  g_printerr ("\n");
  return FALSE;
}

/**
 * zhihui_source_options_speak:
 *
 * From here on the texts are in the language of the wall: --lang, else $ZHIHUI_LANG, else Chinese,
 * whatever the locale of the desktop is. Call before threads are started.
 */
void
zhihui_source_options_speak (ZhihuiSourceOptions *self)
{
  const char *language = self->language;

  if (language == NULL)
    language = g_getenv ("ZHIHUI_LANG");
  if (language == NULL || *language == '\0')
    language = DEFAULT_LANGUAGE;

  zhihui_language_speak (language);
}

/**
 * zhihui_source_options_open:
 * @keeps: whether the last good figures are kept on disk, and shown when the source is away
 *
 * Returns: (transfer full): the source of --source, else of $ZHIHUI_SOURCE; not started
 */
ZhihuiSource *
zhihui_source_options_open (ZhihuiSourceOptions *self, gboolean keeps, GError **error)
{
  const char      *where = self->where != NULL ? self->where : g_getenv ("ZHIHUI_SOURCE");
  g_autofree char *cache = NULL;

  if (where == NULL || *where == '\0')
    {
      g_set_error_literal (error,
                           ZHIHUI_ERROR,
                           ZHIHUI_ERROR_INVALID,
                           _ ("no source is given: say --source URL or set $ZHIHUI_SOURCE; "
                              "'--source demo:zichuan' shows a simulated county"));
      return NULL;
    }

  if (keeps)
    cache = g_build_filename (g_get_user_cache_dir (), "zhihui", NULL);

  return zhihui_source_new_for (where, self->token_file, cache, error);
}
