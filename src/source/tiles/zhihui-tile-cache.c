/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-tile-cache.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "zhihui-plain-file.h"
#include "zhihui-tile-picture.h"

#define KEPT_S (7 * 24 * 3600)
#define NONE_KEPT_S (24 * 3600)
#define MAX_BYTES (256 * 1024 * 1024)
#define NAME_LENGTH 16

/**
 * ZhihuiTileCache:
 *
 * Pictures that a server has given, for a week. The folder of a server is named by a digest of its
 * settings: no address and no key of it is on disk. For workers: all of it blocks.
 */
struct _ZhihuiTileCache
{
  GObject parent_instance;

  char    *folder; /* owned, constant */
  GMutex   lock;   /* of all below */
  gsize    max_bytes;
  gsize    n_written; /* since it was last looked through */
  gboolean is_seen;   /* it was looked through since the program began */
};

G_DEFINE_FINAL_TYPE (ZhihuiTileCache, zhihui_tile_cache, G_TYPE_OBJECT)

static void
zhihui_tile_cache_finalize (GObject *object)
{
  ZhihuiTileCache *self = ZHIHUI_TILE_CACHE (object);

  g_mutex_clear (&self->lock);
  g_free (self->folder);

  G_OBJECT_CLASS (zhihui_tile_cache_parent_class)->finalize (object);
}

static void
zhihui_tile_cache_class_init (ZhihuiTileCacheClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zhihui_tile_cache_finalize;
}

static void
zhihui_tile_cache_init (ZhihuiTileCache *self)
{
  g_mutex_init (&self->lock);
  self->max_bytes = MAX_BYTES;
}

/**
 * zhihui_tile_cache_new:
 * @folder: where caches are; need not be there
 * @id: what makes a server another one; not kept
 *
 * Returns: (transfer full): the cache of that server
 */
ZhihuiTileCache *
zhihui_tile_cache_new (const char *folder, const char *id)
{
  ZhihuiTileCache *self = g_object_new (ZHIHUI_TYPE_TILE_CACHE, NULL);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, id, -1);

  digest[NAME_LENGTH] = '\0';
  self->folder = g_build_filename (folder, digest, NULL);
  return self;
}

/**
 * zhihui_tile_cache_set_limit:
 * @max_bytes: of all pictures; the oldest go
 */
void
zhihui_tile_cache_set_limit (ZhihuiTileCache *self, gsize max_bytes)
{
  g_return_if_fail (ZHIHUI_IS_TILE_CACHE (self));

  g_mutex_lock (&self->lock);
  self->max_bytes = max_bytes;
  g_mutex_unlock (&self->lock);
}

/**
 * zhihui_tile_cache_get_folder:
 *
 * Returns: (transfer none): where its pictures are
 */
const char *
zhihui_tile_cache_get_folder (ZhihuiTileCache *self)
{
  g_return_val_if_fail (ZHIHUI_IS_TILE_CACHE (self), NULL);

  return self->folder;
}

static char *
dup_path (ZhihuiTileCache *self, const ZhihuiTilePlace *place)
{
  return g_strdup_printf ("%s/%u-%u-%u", self->folder, place->z, place->x, place->y);
}

/* Seconds; -1: a clock that was set back has made it of the future. */
static gint64
get_age_s (const GStatBuf *status)
{
  gint64 age_s = g_get_real_time () / G_USEC_PER_SEC - (gint64) status->st_mtime;

  return MAX (age_s, -1);
}

/**
 * zhihui_tile_cache_read:
 * @place: of a picture
 *
 * Returns: (transfer full) (nullable): it; no bytes at all where the server has none; %NULL when
 *   that is not known, or not any more
 */
GBytes *
zhihui_tile_cache_read (ZhihuiTileCache *self, const ZhihuiTilePlace *place)
{
  g_autofree char *path = dup_path (self, place);
  g_autoptr (GBytes) bytes = NULL;
  GStatBuf status;

  if (g_stat (path, &status) != 0 || get_age_s (&status) < 0 ||
      get_age_s (&status) > (status.st_size == 0 ? NONE_KEPT_S : KEPT_S))
    return NULL;

  bytes = zhihui_plain_file_read (path, ZHIHUI_TILE_MAX_BYTES, NULL);
  /* Half a picture, after the power failed, is none. */
  if (bytes == NULL || (gsize) status.st_size != g_bytes_get_size (bytes) ||
      (status.st_size != 0 && !zhihui_tile_picture_is_sound (bytes)))
    return NULL;
  return g_steal_pointer (&bytes);
}

typedef struct
{
  char  *path; /* owned */
  gint64 age_s;
  gsize  size;
} Kept;

static void
kept_clear (gpointer data)
{
  g_free (((Kept *) data)->path);
}

static int
compare_ages (gconstpointer a, gconstpointer b)
{
  const Kept *one = a, *other = b;

  return one->age_s < other->age_s ? -1 : one->age_s > other->age_s;
}

/* What is too old goes, then the oldest until three quarters of the limit are left. */
static void
purge (const char *folder, gsize max_bytes)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Kept));
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  gsize       total = 0;
  gboolean    is_full;

  g_array_set_clear_func (all, kept_clear);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      Kept     kept = { .path = g_build_filename (folder, name, NULL) };
      GStatBuf status;

      if (g_lstat (kept.path, &status) == 0)
        {
          kept.age_s = get_age_s (&status);
          kept.size = (gsize) status.st_size;
          total += kept.size;
        }
      g_array_append_val (all, kept);
    }

  is_full = total > max_bytes;
  g_array_sort (all, compare_ages);
  for (guint i = all->len; i > 0; i--)
    {
      const Kept *kept = &g_array_index (all, Kept, i - 1);

      if (kept->age_s <= KEPT_S && (!is_full || total <= max_bytes / 4 * 3))
        break;
      g_unlink (kept->path);
      total -= kept->size;
    }
}

/* At the beginning, and when much has come. */
static void
note_written (ZhihuiTileCache *self, gsize n_bytes)
{
  gboolean is_due;
  gsize    max_bytes;

  g_mutex_lock (&self->lock);
  self->n_written += n_bytes;
  max_bytes = self->max_bytes;
  is_due = !self->is_seen || self->n_written > max_bytes / 4;
  if (is_due)
    self->n_written = 0;
  self->is_seen = TRUE;
  g_mutex_unlock (&self->lock);
  if (is_due)
    purge (self->folder, max_bytes);
}

/**
 * zhihui_tile_cache_write:
 * @place: of a picture
 * @bytes: (nullable): it; %NULL: the server has none
 *
 * As a whole or not at all; that it cannot be kept is no fault.
 */
void
zhihui_tile_cache_write (ZhihuiTileCache *self, const ZhihuiTilePlace *place, GBytes *bytes)
{
  g_autofree char *path = dup_path (self, place);
  gsize            n = bytes != NULL ? g_bytes_get_size (bytes) : 0;

  if (g_mkdir_with_parents (self->folder, 0700) != 0)
    return;

  if (g_file_set_contents_full (path,
                                bytes != NULL ? g_bytes_get_data (bytes, NULL) : "",
                                (gssize) n,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_ONLY_EXISTING,
                                0600,
                                NULL))
    note_written (self, n + 4096); /* a small file takes a block */
}
