/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-kept-purge.h"

#include <glib/gstdio.h>

/* As long as the history. */
#define OLDEST_S (400 * G_GINT64_CONSTANT (86400))
#define MAX_FILES 64

typedef struct
{
  char  *path; /* owned */
  gint64 written_at;
} KeptFile;

static void
kept_file_free (gpointer data)
{
  KeptFile *self = data;

  g_free (self->path);
  g_free (self);
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const KeptFile *one = *(KeptFile *const *) a;
  const KeptFile *other = *(KeptFile *const *) b;

  return (one->written_at < other->written_at) - (one->written_at > other->written_at);
}

static GPtrArray *
list_files (const char *folder, const char *keep)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (kept_file_free);
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf         status;
      KeptFile        *file;

      if (!g_str_has_prefix (name, ZHIHUI_KEPT_PREFIX) || g_str_equal (path, keep) ||
          g_lstat (path, &status) != 0 || !S_ISREG (status.st_mode))
        continue;

      file = g_new (KeptFile, 1);
      file->path = g_steal_pointer (&path);
      file->written_at = (gint64) status.st_mtime;
      g_ptr_array_add (files, file);
    }

  g_ptr_array_sort (files, compare_newest_first);
  return files;
}

/**
 * zhihui_kept_purge:
 * @folder: of files of last good answers
 * @keep: that was just written
 * @now: seconds since the epoch
 *
 * Removes what nobody has written for 400 days, and of more than 64 files the oldest: each is of a
 * platform and a token, and nobody reads those of a token that was exchanged.
 */
void
zhihui_kept_purge (const char *folder, const char *keep, gint64 now)
{
  g_autoptr (GPtrArray) files = list_files (folder, keep);

  for (guint i = 0; i < files->len; i++)
    {
      const KeptFile *file = files->pdata[i];

      if (i + 1 >= MAX_FILES || file->written_at < now - OLDEST_S)
        g_unlink (file->path);
    }
}
