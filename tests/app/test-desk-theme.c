/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-theme.h"

#include <adwaita.h>
#include <string.h>

#include "zhihui-language.h"

static void
test_what_is_asked_for_is_given (void)
{
  static const struct
  {
    const char *asked, *scheme, *contrast;
  } themes[] = {
    { "Adwaita", NULL, NULL },
    { "Adwaita:dark", "prefer-dark", NULL },
    { "Yaru-dark", "prefer-dark", NULL },
    { "Adwaita-Dark", "prefer-dark", NULL },
    { "HighContrast", NULL, "1" },
    { "HighContrastInverse", "prefer-dark", "1" },
    { "Default-hc-dark", "prefer-dark", "1" },
    { "Watchcase", NULL, NULL }, /* neither */
    { "", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (themes); i++)
    {
      g_autofree char *theme = NULL, *words = NULL;

      g_unsetenv ("ADW_DEBUG_COLOR_SCHEME");
      g_unsetenv ("ADW_DEBUG_HIGH_CONTRAST");
      g_setenv ("GTK_THEME", themes[i].asked, TRUE);
      theme = zhihui_desk_theme_take ();
      g_assert_null (g_getenv ("GTK_THEME"));
      g_assert_cmpstr (g_getenv ("ADW_DEBUG_COLOR_SCHEME"), ==, themes[i].scheme);
      g_assert_cmpstr (g_getenv ("ADW_DEBUG_HIGH_CONTRAST"), ==, themes[i].contrast);
      g_assert_cmpstr (theme, ==, *themes[i].asked != '\0' ? themes[i].asked : NULL);
      if (theme == NULL)
        continue;
      words = zhihui_desk_theme_describe (theme);
      g_assert_nonnull (strstr (words, theme));
      g_assert_cmpint (strstr (words, "深色") != NULL, ==, themes[i].scheme != NULL);
    }
}

static void
test_nothing_is_said_of_nothing (void)
{
  g_unsetenv ("GTK_THEME");
  g_assert_null (zhihui_desk_theme_take ());
}

static void
test_what_was_told_holds (void)
{
  g_autofree char *theme = NULL;

  g_setenv ("GTK_THEME", "Adwaita:dark", TRUE);
  g_setenv ("ADW_DEBUG_COLOR_SCHEME", "prefer-light", TRUE);
  theme = zhihui_desk_theme_take ();
  g_assert_cmpstr (g_getenv ("ADW_DEBUG_COLOR_SCHEME"), ==, "prefer-light");
}

/* With a theme of another name libadwaita has left its own away. */
static void
test_libadwaita_has_its_style (void)
{
  g_autofree char *theme = NULL, *name = NULL;

  g_unsetenv ("ADW_DEBUG_COLOR_SCHEME");
  g_setenv ("GTK_THEME", "Adwaita:dark", TRUE);
  theme = zhihui_desk_theme_take ();
  if (!gtk_init_check ())
    {
      g_test_skip ("no display");
      return;
    }
  adw_init ();
  g_object_get (gtk_settings_get_default (), "gtk-theme-name", &name, NULL);
  g_assert_cmpstr (name, ==, "Adwaita-empty");
  g_assert_true (adw_style_manager_get_dark (adw_style_manager_get_default ()));
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk-theme/what-is-asked-for-is-given", test_what_is_asked_for_is_given);
  g_test_add_func ("/desk-theme/nothing-is-said-of-nothing", test_nothing_is_said_of_nothing);
  g_test_add_func ("/desk-theme/what-was-told-holds", test_what_was_told_holds);
  g_test_add_func ("/desk-theme/libadwaita-has-its-style", test_libadwaita_has_its_style);
  return g_test_run ();
}
