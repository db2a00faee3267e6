/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "standard-characters.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

#define UNIHAN "/usr/share/unicode/Unihan_OtherMappings.txt.bz2"
#define TGH "\tkTGH\t"

/* Lines of Unihan as "U+3447 TAB kTGH TAB 2013:6602". */
char *
standard_characters_load (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) bzcat = NULL;
  g_autofree char *table = NULL;
  GString         *characters;

  if (!g_file_test (UNIHAN, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("there is no " UNIHAN " (unicode-data)");
      return NULL;
    }

  bzcat = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "bzcat", UNIHAN, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (bzcat, NULL, NULL, &table, NULL, NULL));
  characters = g_string_new (NULL);
  for (const char *at = strstr (table, TGH); at != NULL; at = strstr (at + 1, TGH))
    {
      const char *line = at;

      while (line > table && line[-1] != '\n')
        line--;
      g_string_append_unichar (characters, (gunichar) strtoul (line + 2, NULL, 16));
    }
  g_assert_cmpint (g_utf8_strlen (characters->str, -1), ==, STANDARD_CHARACTERS_N);
  return g_string_free (characters, FALSE);
}
