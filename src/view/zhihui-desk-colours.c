/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-colours.h"

#include <adwaita.h>

/**
 * zhihui_desk_colours_get:
 *
 * Returns: in which colours `draw` paints among widgets: light or dark, and with the contrast that
 * the user of the desktop wants
 */
ZhihuiThemeKind
zhihui_desk_colours_get (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  if (adw_style_manager_get_high_contrast (manager))
    return adw_style_manager_get_dark (manager) ? ZHIHUI_THEME_DESK_DARK_HIGH
                                                : ZHIHUI_THEME_DESK_LIGHT_HIGH;
  return adw_style_manager_get_dark (manager) ? ZHIHUI_THEME_DESK_DARK : ZHIHUI_THEME_DESK_LIGHT;
}

/**
 * zhihui_desk_colours_watch:
 * @object: a #GObject that is given to @changed
 * @changed: is called whenever zhihui_desk_colours_get() is another, as long as @object lives
 */
void
zhihui_desk_colours_watch (gpointer object, GCallback changed)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  g_return_if_fail (G_IS_OBJECT (object));

  g_signal_connect_object (manager, "notify::dark", changed, object, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", changed, object, G_CONNECT_SWAPPED);
}
