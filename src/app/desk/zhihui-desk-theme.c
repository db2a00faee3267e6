/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-theme.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
is_dark (const char *word)
{
  return strstr (word, "dark") != NULL || g_str_has_prefix (word, "highcontrastinverse");
}

/**
 * zhihui_desk_theme_take:
 *
 * Before GTK begins and before there are threads. With $GTK_THEME libadwaita leaves its own style
 * away, and the windows are a mixture of two, which nobody can read. What is asked for by it is
 * given by the style of libadwaita: dark, and high contrast; what $ADW_DEBUG_COLOR_SCHEME and
 * $ADW_DEBUG_HIGH_CONTRAST say holds.
 *
 * Returns: (transfer full) (nullable): the theme that was asked for; %NULL: none
 */
char *
zhihui_desk_theme_take (void)
{
  g_autofree char *theme = g_strdup (g_getenv ("GTK_THEME"));
  g_autofree char *word = theme != NULL ? g_ascii_strdown (theme, -1) : NULL;

  if (theme == NULL)
    return NULL;
  g_unsetenv ("GTK_THEME");
  if (*theme == '\0')
    return NULL;

  if (is_dark (word))
    g_setenv ("ADW_DEBUG_COLOR_SCHEME", "prefer-dark", FALSE);
  if (g_str_has_prefix (word, "highcontrast") || g_str_has_suffix (word, "-hc") ||
      strstr (word, ":hc") != NULL || strstr (word, "-hc-") != NULL)
    g_setenv ("ADW_DEBUG_HIGH_CONTRAST", "1", FALSE);
  return g_steal_pointer (&theme);
}

/**
 * zhihui_desk_theme_describe:
 * @theme: what was taken
 *
 * Returns: (transfer full): what is to be said of it
 */
char *
zhihui_desk_theme_describe (const char *theme)
{
  g_autofree char *word = g_ascii_strdown (theme, -1);

  if (is_dark (word))
    return g_strdup_printf (_ ("GTK_THEME=%s: the desk has a theme of its own, and is dark"),
                            theme);
  return g_strdup_printf (_ ("GTK_THEME=%s: the desk has a theme of its own"), theme);
}
