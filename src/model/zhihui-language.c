/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-language.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

/**
 * zhihui_language_bind:
 *
 * Call first in main (), also in tests that read translated text. `ZHIHUI_LOCALEDIR` wins, so
 * that a program runs from the build tree.
 */
void
zhihui_language_bind (void)
{
  const char *dir = g_getenv ("ZHIHUI_LOCALEDIR");

  /* GLib decides at the first text, once and for all, whether anything is translated: in a locale
   * whose language we lack it would be never, also after the language of the wall is set. While
   * the locale is still "C" it decides for translating. */
  g_dgettext (GETTEXT_PACKAGE, "");
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, dir != NULL ? dir : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/**
 * zhihui_language_speak:
 * @language: e.g. "zh_CN"
 *
 * From here on texts are in @language, whatever the locale of the machine is. Call after
 * zhihui_language_bind() and before threads are started.
 */
void
zhihui_language_speak (const char *language)
{
  const char *locale;

  g_setenv ("LANGUAGE", language, TRUE);
  /* gettext reads LANGUAGE in every locale but "C". */
  locale = setlocale (LC_MESSAGES, NULL);
  if (locale == NULL || g_str_equal (locale, "C") || g_str_equal (locale, "POSIX"))
    {
      g_setenv ("LC_ALL", "C.UTF-8", TRUE);
      setlocale (LC_ALL, "");
    }
  else
    {
      setlocale (LC_MESSAGES, locale);
    }
}
