/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-director.h"
#include "zhihui-wall-shelf.h"

G_BEGIN_DECLS

/* The pages of a shelf for which there is something to show, as a list to be played. */
typedef struct
{
  GArray *items; /* (element-type ZhihuiPlayItem), owned: never empty where the shelf is not */
  char   *names; /* owned: tells two lists apart */
} ZhihuiWallPlaylist;

ZhihuiWallPlaylist *
zhihui_wall_playlist_new (ZhihuiWallShelf *shelf, ZhihuiSituation *situation, const char *stays_on);
void zhihui_wall_playlist_free (ZhihuiWallPlaylist *self);
void zhihui_wall_playlist_play (ZhihuiWallPlaylist *self, ZhihuiDirector *director);
void zhihui_wall_playlist_tell_pages (ZhihuiWallShelf *shelf, ZhihuiDirector *director);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiWallPlaylist, zhihui_wall_playlist_free)

G_END_DECLS
