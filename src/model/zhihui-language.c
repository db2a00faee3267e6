/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-language.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <langinfo.h>
#include <locale.h>
#include <unistd.h>

/* What libc itself brings, on every machine. */
#define PLAIN_MESSAGES "/usr/lib/locale/C.utf8"

/* Where the texts of the running program are, from its folder: installed under a prefix that was
 * moved, and in the build tree. */
static const char *const beside_program[] = { "../share/locale", "../../po" };

static char *
find_texts_beside_program (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;

  for (guint i = 0; folder != NULL && i < G_N_ELEMENTS (beside_program); i++)
    {
      g_autofree char *dir = g_build_filename (folder, beside_program[i], NULL);
      g_autofree char *file =
        g_build_filename (dir, "zh_CN", "LC_MESSAGES", GETTEXT_PACKAGE ".mo", NULL);

      if (g_file_test (file, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&dir);
    }
  return NULL;
}

/* Whose figures would have a comma in one half of a sentence, from printf(), and a point in the
 * other: all of ours have a point, in every language and file. And what is given and told is UTF-8,
 * also in the locale of a unit of systemd, which has none. */
static void
take_locale (void)
{
  setlocale (LC_ALL, "");
  setlocale (LC_NUMERIC, "C");
  if (!g_str_equal (nl_langinfo (CODESET), "UTF-8"))
    setlocale (LC_CTYPE, "C.UTF-8");
}

/**
 * zhihui_language_bind:
 *
 * Call first in main (), also in tests that read translated text. The texts are found in
 * `ZHIHUI_LOCALEDIR`, else beside the program, else where they are installed.
 */
void
zhihui_language_bind (void)
{
  const char      *told = g_getenv ("ZHIHUI_LOCALEDIR");
  g_autofree char *beside = told == NULL ? find_texts_beside_program () : NULL;
  const char      *dir = told != NULL ? told : beside;

  /* GLib decides at the first text, once and for all, whether anything is translated: in a locale
   * whose language we lack it would be never, also after the language of the wall is set. While
   * the locale is still "C" it decides for translating. */
  g_dgettext (GETTEXT_PACKAGE, "");
  take_locale ();
  bindtextdomain (GETTEXT_PACKAGE, dir != NULL ? dir : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/* From glibc 2.39 on nothing is translated in a locale that is called C.UTF-8, and a machine may
 * have no other: its messages are taken by the name of the language instead. glibc reads them at
 * once, so what leads there is gone before anybody else looks. */
static void
take_messages_as (const char *language)
{
  g_autofree char *locale = g_strconcat (language, ".UTF-8", NULL);
  g_autofree char *before = g_strdup (g_getenv ("LOCPATH"));
  g_autofree char *folder = NULL;
  g_autofree char *link = NULL;

  if (setlocale (LC_MESSAGES, locale) != NULL)
    return;
  folder = g_dir_make_tmp ("zhihui-locale-XXXXXX", NULL);
  if (folder == NULL)
    return;

  link = g_build_filename (folder, locale, NULL);
  if (symlink (PLAIN_MESSAGES, link) == 0)
    {
      g_setenv ("LOCPATH", folder, TRUE);
      setlocale (LC_MESSAGES, locale);
      if (before != NULL)
        g_setenv ("LOCPATH", before, TRUE);
      else
        g_unsetenv ("LOCPATH");
      g_unlink (link);
    }
  g_rmdir (folder);
}

static gboolean
has_texts (void)
{
  /* The text of nothing is the head of the file of texts. */
  return *dgettext (GETTEXT_PACKAGE, "") != '\0';
}

/**
 * zhihui_language_speak:
 * @language: e.g. "zh_CN"
 *
 * From here on texts are in @language, whatever the locale of the machine is. Call after
 * zhihui_language_bind() and before threads are started.
 *
 * Returns: whether there are texts in @language; without them they are English
 */
gboolean
zhihui_language_speak (const char *language)
{
  const char *locale;

  g_setenv ("LANGUAGE", language, TRUE);
  /* gettext reads LANGUAGE in every locale but "C". */
  locale = setlocale (LC_MESSAGES, NULL);
  if (locale == NULL || g_str_equal (locale, "C") || g_str_equal (locale, "POSIX"))
    {
      g_setenv ("LC_ALL", "C.UTF-8", TRUE);
      take_locale ();
    }
  else
    {
      setlocale (LC_MESSAGES, locale);
    }
  if (g_str_has_prefix (language, "en"))
    return TRUE;

  if (!has_texts ())
    take_messages_as (language);
  return has_texts ();
}

/**
 * zhihui_language_is_spoken:
 * @language: e.g. "zh_CN"
 *
 * Returns: whether texts are in @language, as far as there is but one besides English
 */
gboolean
zhihui_language_is_spoken (const char *language)
{
  return g_str_has_prefix (language, "en") != has_texts ();
}
