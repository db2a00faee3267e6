/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lone-window.h"

#include "zhihui-wall-playlist.h"

ZhihuiWallWindow *
lone_window_new (ZhihuiSource *source)
{
  const char *screen = "wall";
  g_autoptr (ZhihuiWallShelf) shelf = zhihui_wall_shelf_new (NULL);
  g_autoptr (ZhihuiDirector) director = zhihui_director_new ();
  g_autoptr (ZhihuiWallPlaylist) list =
    zhihui_wall_playlist_new (shelf, zhihui_source_get_situation (source), "overview");

  zhihui_director_pass_time (director, g_get_monotonic_time ());
  zhihui_director_set_screens (director, &screen, 1);
  zhihui_wall_playlist_tell_pages (shelf, director);
  zhihui_wall_playlist_play (list, director);
  return zhihui_wall_window_new (NULL, source, shelf, director, screen);
}
