/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-theme.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * zhihui_desk_theme_take:
 *
 * Before GTK begins and before there are threads. With $GTK_THEME libadwaita leaves its own style
 * away, and the windows are a mixture of two, which nobody can read. What is asked for by it is
 * given by the style of libadwaita: dark, and high contrast; what $ADW_DEBUG_COLOR_SCHEME and
 * $ADW_DEBUG_HIGH_CONTRAST say holds.
 *
 * Returns: (transfer full) (nullable): what is to be said of it; %NULL: nothing was asked for
 */
char *
zhihui_desk_theme_take (void)
{
  g_autofree char *theme = g_strdup (g_getenv ("GTK_THEME"));
  g_autofree char *word = theme != NULL ? g_ascii_strdown (theme, -1) : NULL;
  gboolean         is_dark, is_high;

  if (theme == NULL)
    return NULL;
  g_unsetenv ("GTK_THEME");
  if (*theme == '\0')
    return NULL;

  is_high = g_str_has_prefix (word, "highcontrast") || g_str_has_suffix (word, "-hc") ||
            strstr (word, ":hc") != NULL || strstr (word, "-hc-") != NULL;
  is_dark = strstr (word, "dark") != NULL || g_str_has_prefix (word, "highcontrastinverse");
  if (is_dark)
    g_setenv ("ADW_DEBUG_COLOR_SCHEME", "prefer-dark", FALSE);
  if (is_high)
    g_setenv ("ADW_DEBUG_HIGH_CONTRAST", "1", FALSE);
  if (is_dark)
    return g_strdup_printf (_ ("GTK_THEME=%s: the desk has a theme of its own, and is dark"),
                            theme);
  return g_strdup_printf (_ ("GTK_THEME=%s: the desk has a theme of its own"), theme);
}
