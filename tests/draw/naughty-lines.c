/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "naughty-lines.h"

GPtrArray *
naughty_lines_load (void)
{
  const char      *shared = g_getenv ("ZHIHUI_SHARED");
  g_autofree char *folder =
    shared != NULL
      ? g_strdup (shared)
      : g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "..", "..", "shared", NULL);
  g_autofree char *path = g_build_filename (folder, "corpora", "blns", "blns.txt", NULL);
  g_autofree char *content = NULL;
  g_auto (GStrv) lines = NULL;
  GPtrArray *strings;

  if (!g_file_get_contents (path, &content, NULL, NULL))
    {
      g_test_skip ("the list of naughty strings is not there: set ZHIHUI_SHARED");
      return NULL;
    }

  strings = g_ptr_array_new_with_free_func (g_free);
  lines = g_strsplit (content, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0' && *lines[i] != '#' && g_utf8_validate (lines[i], -1, NULL))
      g_ptr_array_add (strings, g_strdup (lines[i]));
  g_assert_cmpuint (strings->len, >, 400);
  return strings;
}
