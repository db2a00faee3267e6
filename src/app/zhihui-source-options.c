/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-source-options.h"

#include "config.h"
#include "zhihui-credentials.h"
#include "zhihui-error.h"
#include "zhihui-language.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SOURCES_NAME "sources.conf"

/**
 * zhihui_source_options_clear:
 */
void
zhihui_source_options_clear (ZhihuiSourceOptions *self)
{
  g_clear_pointer (&self->where, g_free);
  g_clear_pointer (&self->sources_file, g_free);
  g_clear_pointer (&self->language, g_free);
  zhihui_trust_settings_clear (&self->trust);
}

/* Whom to believe; what goes beside the token. */
static void
add_trust_entries (ZhihuiSourceOptions *self, GOptionContext *context)
{
  const GOptionEntry entries[] = {
    ZHIHUI_OPTION ("sources",
                   0,
                   FILENAME,
                   &self->sources_file,
                   N_ ("File that names sources and says whom to believe (default sources.conf)"),
                   N_ ("FILE")),
    ZHIHUI_OPTION (
      "calendar",
      0,
      STRING,
      &self->trust.calendar.url,
      N_ ("Calendar whose meetings are shown too: https://, webcal:// or caldav+https://"),
      N_ ("URL")),
    ZHIHUI_OPTION ("ca-file",
                   0,
                   FILENAME,
                   &self->trust.ca_file,
                   N_ ("Authority whose certificates are believed, instead of the system's"),
                   N_ ("FILE")),
    ZHIHUI_OPTION (
      "pin",
      0,
      STRING_ARRAY,
      &self->trust.pins,
      N_ ("Key of the platform's certificate, sha256//…; more than one for a change of keys"),
      N_ ("PIN")),
    ZHIHUI_OPTION ("client-certificate",
                   0,
                   FILENAME,
                   &self->trust.client_certificate,
                   N_ ("Certificate that is shown to the platform (PEM or .p12)"),
                   N_ ("FILE")),
    ZHIHUI_OPTION ("client-key",
                   0,
                   FILENAME,
                   &self->trust.client_key_file,
                   N_ ("Its private key, where it is not in the same file"),
                   N_ ("FILE")),
    G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

/* A file that is named comes before it; it is taken out of the environment all the same. */
static void
take_environment (ZhihuiSourceOptions *self, GError **error)
{
  const gboolean is_needed = self->trust.token_file == NULL;

  self->trust.token = zhihui_credentials_take_environment (is_needed ? error : NULL);
}

/* What GLib says of bytes that are no text names neither them nor the option. */
static void
word_conversion (GError **error)
{
  if (*error == NULL || (*error)->domain != G_CONVERT_ERROR)
    return;
  g_clear_error (error);
  g_set_error_literal (
    error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("the value of an option is not UTF-8"));
}

/**
 * zhihui_source_options_parse:
 * @summary: one translated sentence for --help
 * @entries: the command's own options
 *
 * Parses a command line in which nothing but options may stand, and takes $ZHIHUI_TOKEN. What is
 * wrong goes to stderr.
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
    ZHIHUI_OPTION (
      "source",
      's',
      STRING,
      &self->where,
      N_ ("Where the figures come from: a URL, demo:zichuan, or a folder of recorded answers"),
      N_ ("SOURCE")),
    ZHIHUI_OPTION ("token-file",
                   0,
                   FILENAME,
                   &self->trust.token_file,
                   N_ ("File with the access token (else $ZHIHUI_TOKEN)"),
                   N_ ("FILE")),
    ZHIHUI_OPTION ("lang",
                   0,
                   STRING,
                   &self->language,
                   N_ ("Language of what is shown (default zh_CN)"),
                   N_ ("LANGUAGE")),
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
  add_trust_entries (self, context);
  if (g_option_context_parse (context, argc, argv, &error) && *argc > 1)
    g_set_error (
      &error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _ ("'%s' is not an option"), (*argv)[1]);
  word_conversion (&error);
  if (error == NULL)
    take_environment (self, &error);
  g_set_prgname ("zhihui");
  zhihui_trust_settings_make_absolute (&self->trust);
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
    language = ZHIHUI_DEFAULT_LANGUAGE;

  zhihui_language_speak (language);
}

/**
 * zhihui_source_options_speak_if_told:
 *
 * As zhihui_source_options_speak(), but what no --lang and no $ZHIHUI_LANG tells stays in the
 * language of the session.
 */
void
zhihui_source_options_speak_if_told (ZhihuiSourceOptions *self)
{
  const char *told = g_getenv ("ZHIHUI_LANG");

  if (self->language != NULL || (told != NULL && *told != '\0'))
    zhihui_source_options_speak (self);
}

/* The file that is named, else that of the user, else that of the machine. */
static gboolean
load_settings (ZhihuiSourceOptions *self, const char *where, char **address, GError **error)
{
  g_autofree char *own = g_build_filename (g_get_user_config_dir (), "zhihui", SOURCES_NAME, NULL);
  g_autofree char *shared = g_build_filename (SYSCONFDIR, "zhihui", SOURCES_NAME, NULL);

  if (self->sources_file != NULL && !g_file_test (self->sources_file, G_FILE_TEST_EXISTS))
    {
      g_set_error (
        error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND, _ ("there is no file %s"), self->sources_file);
      return FALSE;
    }

  if (self->sources_file != NULL)
    return zhihui_trust_settings_load (&self->trust, self->sources_file, where, address, error);

  return zhihui_trust_settings_load (&self->trust, own, where, address, error) &&
         (*address != NULL ||
          zhihui_trust_settings_load (&self->trust, shared, where, address, error));
}

/**
 * zhihui_source_options_give_scope:
 * @scope: %ZHIHUI_DEMO_FOR_DESK or %ZHIHUI_DEMO_FOR_WALL
 *
 * A demonstration gives the right that is needed, where it is not said which.
 *
 * Returns: (transfer full): @address, of a demonstration that says no right with @scope
 */
char *
zhihui_source_options_give_scope (const char *address, const char *scope)
{
  if (g_str_has_prefix (address, ZHIHUI_DEMO_PREFIX) && strchr (address, '?') == NULL)
    return g_strconcat (address, scope, NULL);
  return g_strdup (address);
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
  g_autofree char *named = NULL;
  g_autofree char *address = NULL;
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

  if (!load_settings (self, where, &named, error))
    return NULL;

  if (keeps)
    cache = g_build_filename (g_get_user_cache_dir (), "zhihui", NULL);

  self->trust.calendar.for_desk = self->for_desk;
  if (named != NULL)
    where = named;
  if (self->for_desk)
    where = address = zhihui_source_options_give_scope (where, ZHIHUI_DEMO_FOR_DESK);
  return zhihui_source_new_trusting (where, &self->trust, cache, error);
}
