/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What is on a wall, and its buttons. What the user wants are actions of the group "wall":
 * next, previous, ask, add, remove, start; show with the name of a page; hold, pin, curtain with a
 * state. Emits "wall-chosen" with a number of the list, "screen-chosen" with a name. */
#define ZHIHUI_TYPE_WALL_CONSOLE (zhihui_wall_console_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiWallConsole, zhihui_wall_console, ZHIHUI, WALL_CONSOLE, AdwBin)

GtkWidget *zhihui_wall_console_new (void);
void
zhihui_wall_console_set_walls (ZhihuiWallConsole *self, const char *const *names, guint chosen);
void zhihui_wall_console_show_asking (ZhihuiWallConsole *self);
void zhihui_wall_console_show_fault (ZhihuiWallConsole *self,
                                     const char        *icon,
                                     const char        *title,
                                     const char        *words);
void zhihui_wall_console_offer_start (ZhihuiWallConsole *self, const char *hindrance);
void zhihui_wall_console_show_status (ZhihuiWallConsole *self, GVariant *status, int age_s);
void zhihui_wall_console_show_picture (ZhihuiWallConsole *self, GdkPaintable *picture);

const char *zhihui_wall_console_get_screen (ZhihuiWallConsole *self);
int         zhihui_wall_console_get_picture_width (ZhihuiWallConsole *self);
gboolean    zhihui_wall_console_is_pinned (ZhihuiWallConsole *self);

G_END_DECLS
