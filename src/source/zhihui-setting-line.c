/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-setting-line.h"

#include <string.h>

/**
 * zhihui_setting_line_find:
 * @text: a key file
 * @group: one of its groups
 * @key: (nullable): one of its keys; %NULL: the group itself
 *
 * Returns: the line where it stands, counted from 1; 0 nowhere
 */
guint
zhihui_setting_line_find (const char *text, const char *group, const char *key)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *head = g_strdup_printf ("[%s]", group);
  gboolean         is_inside = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = g_strstrip (lines[i]);

      if (line[0] == '[')
        is_inside = g_str_equal (line, head);
      if (!is_inside)
        continue;
      if (key == NULL)
        return i + 1;
      if (g_str_has_prefix (line, key) && strchr (" \t=", line[strlen (key)]) != NULL)
        return i + 1;
    }

  return 0;
}
