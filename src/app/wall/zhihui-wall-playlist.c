/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-playlist.h"

static void
add_page (ZhihuiWallPlaylist *self, ZhihuiWallFile *file, gboolean is_staying)
{
  const ZhihuiPlayItem item = {
    zhihui_wall_file_get_name (file),
    is_staying ? 0 : zhihui_wall_file_get_dwell_s (file),
  };

  g_array_append_val (self->items, item);
}

/**
 * zhihui_wall_playlist_new:
 * @shelf: outlives the list
 * @situation: (nullable): what is known
 * @stays_on: (nullable): the name of a page that is among them whatever it has to say, and then
 *   none goes by itself
 *
 * Returns: (transfer full): the pages that have something to say, in the order of the shelf; all of
 * them where none has
 */
ZhihuiWallPlaylist *
zhihui_wall_playlist_new (ZhihuiWallShelf *shelf, ZhihuiSituation *situation, const char *stays_on)
{
  ZhihuiWallPlaylist *self = g_new0 (ZhihuiWallPlaylist, 1);
  const gboolean      is_staying = stays_on != NULL;
  guint               n = zhihui_wall_shelf_get_n_pages (shelf);
  g_autoptr (GString) names = g_string_new (NULL);

  self->items = g_array_new (FALSE, TRUE, sizeof (ZhihuiPlayItem));
  for (guint i = 0; i < n; i++)
    {
      ZhihuiWallFile *file = zhihui_wall_shelf_get_page (shelf, i);

      if (g_strcmp0 (zhihui_wall_file_get_name (file), stays_on) == 0 ||
          zhihui_wall_file_is_offered (file, situation))
        add_page (self, file, is_staying);
    }
  for (guint i = 0; i < n && self->items->len == 0; i++)
    add_page (self, zhihui_wall_shelf_get_page (shelf, i), is_staying);

  for (guint i = 0; i < self->items->len; i++)
    g_string_append_printf (names, "%s\n", g_array_index (self->items, ZhihuiPlayItem, i).page);
  self->names = g_string_free (g_steal_pointer (&names), FALSE);
  return self;
}

void
zhihui_wall_playlist_free (ZhihuiWallPlaylist *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->items);
  g_free (self->names);
  g_free (self);
}

/**
 * zhihui_wall_playlist_play:
 *
 * These take turns on every screen that has no list of its own.
 */
void
zhihui_wall_playlist_play (ZhihuiWallPlaylist *self, ZhihuiDirector *director)
{
  zhihui_director_set_playlist (
    director, NULL, (const ZhihuiPlayItem *) (const void *) self->items->data, self->items->len);
}

/**
 * zhihui_wall_playlist_tell_pages:
 *
 * Any page of the shelf may be shown by its name, whichever take turns.
 */
void
zhihui_wall_playlist_tell_pages (ZhihuiWallShelf *shelf, ZhihuiDirector *director)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < zhihui_wall_shelf_get_n_pages (shelf); i++)
    g_ptr_array_add (names,
                     (gpointer) zhihui_wall_file_get_name (zhihui_wall_shelf_get_page (shelf, i)));
  zhihui_director_set_pages (director, (const char *const *) names->pdata, names->len);
}
