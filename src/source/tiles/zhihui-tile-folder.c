/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-tile-folder.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-plain-file.h"
#include "zhihui-tile-picture.h"

#define LAST_ZOOM 22

/**
 * ZhihuiTileFolder:
 *
 * Pictures of a base map as files z/x/y.png, .jpg, .jpeg or, where it can be read, .webp, row 0 in
 * the north.
 */
struct _ZhihuiTileFolder
{
  ZhihuiStoredTiles parent_instance;

  char       *path;   /* owned; all constant once it is open */
  const char *suffix; /* static */
};

G_DEFINE_FINAL_TYPE (ZhihuiTileFolder, zhihui_tile_folder, ZHIHUI_TYPE_STORED_TILES)

/* One that cannot be read now is not there: nobody waits for a file. */
static GBytes *
zhihui_tile_folder_read (ZhihuiStoredTiles *tiles, const ZhihuiTilePlace *place, GError **error)
{
  ZhihuiTileFolder *self = ZHIHUI_TILE_FOLDER (tiles);
  g_autofree char  *path =
    g_strdup_printf ("%s/%u/%u/%u%s", self->path, place->z, place->x, place->y, self->suffix);

  return zhihui_plain_file_read (path, ZHIHUI_TILE_MAX_BYTES, NULL);
}

static void
zhihui_tile_folder_finalize (GObject *object)
{
  g_free (ZHIHUI_TILE_FOLDER (object)->path);

  G_OBJECT_CLASS (zhihui_tile_folder_parent_class)->finalize (object);
}

static void
zhihui_tile_folder_class_init (ZhihuiTileFolderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zhihui_tile_folder_finalize;
  ZHIHUI_STORED_TILES_CLASS (klass)->read = zhihui_tile_folder_read;
}

static void
zhihui_tile_folder_init (ZhihuiTileFolder *self)
{
}

/* The first thing in @path whose name is a number, up to its suffix: (transfer full) (nullable). */
static char *
find_number (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_ascii_isdigit (name[0]) && strspn (name, "0123456789") == strcspn (name, "."))
      return g_build_filename (path, name, NULL);

  return NULL;
}

static const char *
find_suffix (const char *file, gboolean reads_webp)
{
  static const char *const suffixes[] = { ".png", ".jpg", ".jpeg", ".webp" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes) - !reads_webp; i++)
    if (g_str_has_suffix (file, suffixes[i]))
      return suffixes[i];

  return NULL;
}

static void
find_zooms (ZhihuiTileFolder *self, gboolean reads_webp, guint *min_zoom, guint *max_zoom)
{
  *min_zoom = LAST_ZOOM + 1;
  for (guint z = 0; z <= LAST_ZOOM; z++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%u", self->path, z);
      g_autofree char *column = NULL;
      g_autofree char *file = NULL;

      column = find_number (path);
      file = column != NULL ? find_number (column) : NULL;
      if (file == NULL)
        continue;
      *min_zoom = MIN (*min_zoom, z);
      *max_zoom = z;
      if (self->suffix == NULL)
        self->suffix = find_suffix (file, reads_webp);
    }
}

/**
 * zhihui_tile_folder_open:
 * @settings: with a path
 * @error: return location: with the path and why
 *
 * Blocks: for a worker.
 *
 * Returns: (transfer full): the pictures in it, or %NULL with @error set
 */
ZhihuiTileFolder *
zhihui_tile_folder_open (const ZhihuiTileSettings *settings, GError **error)
{
  g_autoptr (ZhihuiTileFolder) self = g_object_new (ZHIHUI_TYPE_TILE_FOLDER, NULL);
  guint min_zoom = 0, max_zoom = 0;

  self->path = g_strdup (settings->path);
  find_zooms (self, settings->reads_webp, &min_zoom, &max_zoom);
  zhihui_stored_tiles_describe (ZHIHUI_STORED_TILES (self), settings, min_zoom, max_zoom, NULL);
  if (self->suffix != NULL)
    return g_steal_pointer (&self);

  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_INVALID,
               _ ("%s holds no pictures z/x/y.png or z/x/y.jpg"),
               settings->path);
  return NULL;
}
