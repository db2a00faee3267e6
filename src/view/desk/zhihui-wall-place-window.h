/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Asks for a wall of another machine. Emits "added" with name, address, the file of the token and
 * that of the authority ("" none); who listens closes it, or tells what is wrong. */
#define ZHIHUI_TYPE_WALL_PLACE_WINDOW (zhihui_wall_place_window_get_type ())
G_DECLARE_FINAL_TYPE (
  ZhihuiWallPlaceWindow, zhihui_wall_place_window, ZHIHUI, WALL_PLACE_WINDOW, AdwWindow)

GtkWidget *zhihui_wall_place_window_new (GtkWindow *parent);
void       zhihui_wall_place_window_show_fault (ZhihuiWallPlaceWindow *self, const char *words);

G_END_DECLS
