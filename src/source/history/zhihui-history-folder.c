/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-history-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>

#include "zhihui-error.h"
#include "zhihui-history-store.h"

#define SUFFIX ".db"
#define ASIDE ".damaged-"

static const char *const prefixes[] = {
  [ZHIHUI_KEEP_FOR_DESK] = "desk-",
  [ZHIHUI_KEEP_FOR_WALL] = "wall-",
};

/**
 * zhihui_history_file_free:
 * @self: (transfer full): a file
 */
void
zhihui_history_file_free (ZhihuiHistoryFile *self)
{
  g_free (self->path);
  g_free (self->source);
  g_free (self->name);
  g_free (self);
}

/**
 * zhihui_history_folder_get_default:
 *
 * Returns: (transfer full): where the histories of this user are
 */
char *
zhihui_history_folder_get_default (void)
{
  return g_build_filename (g_get_user_data_dir (), "zhihui", "history", NULL);
}

/**
 * zhihui_history_folder_make_path:
 * @folder: (nullable): %NULL for the default
 * @keep_for: for whose eyes
 * @identity: of what is read and by whom
 *
 * Returns: (transfer full): the file
 */
char *
zhihui_history_folder_make_path (const char *folder, ZhihuiKeepFor keep_for, const char *identity)
{
  g_autofree char *standard = folder == NULL ? zhihui_history_folder_get_default () : NULL;
  g_autofree char *name = g_strconcat (prefixes[keep_for], identity, SUFFIX, NULL);

  return g_build_filename (folder != NULL ? folder : standard, name, NULL);
}

/**
 * zhihui_history_folder_lock:
 * @path: of a file; its folder is made
 * @is_taken: (out): whether somebody else writes it
 * @error: return location
 *
 * Who writes holds the lock as long as it lives; the system ends it with the process.
 *
 * Returns: a descriptor to be closed, or -1: @is_taken, or @error is set
 */
int
zhihui_history_folder_lock (const char *path, gboolean *is_taken, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *lock = g_strconcat (path, ".lock", NULL);
  int              file;

  *is_taken = FALSE;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_FAILED, "%s: %s", folder, g_strerror (errno));
      return -1;
    }

  file = g_open (lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0)
    {
      g_set_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_FAILED, "%s: %s", lock, g_strerror (errno));
      return -1;
    }
  if (flock (file, LOCK_EX | LOCK_NB) == 0)
    return file;

  *is_taken = TRUE;
  g_close (file, NULL);
  return -1;
}

/**
 * zhihui_history_folder_set_aside:
 * @path: of a damaged file that is locked and closed
 * @error: return location
 *
 * Nothing is thrown away: somebody may still read something out of it.
 *
 * Returns: (transfer full): its new name, or %NULL with @error set
 */
char *
zhihui_history_folder_set_aside (const char *path, GError **error)
{
  static const char *const companions[] = { "-wal", "-shm" };
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  g_autofree char *aside = g_strconcat (path, ASIDE, stamp, NULL);

  for (guint i = 2; g_file_test (aside, G_FILE_TEST_EXISTS); i++)
    {
      g_free (aside);
      aside = g_strdup_printf ("%s" ASIDE "%s.%u", path, stamp, i);
    }
  if (g_rename (path, aside) != 0)
    {
      g_set_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_FAILED, "%s: %s", path, g_strerror (errno));
      return NULL;
    }

  for (guint i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      g_autofree char *from = g_strconcat (path, companions[i], NULL);
      g_autofree char *to = g_strconcat (aside, companions[i], NULL);

      g_rename (from, to);
    }

  return g_steal_pointer (&aside);
}

static ZhihuiHistoryFile *
read_file (const char *folder, const char *name)
{
  ZhihuiHistoryFile *self = g_new0 (ZhihuiHistoryFile, 1);
  g_autoptr (ZhihuiHistoryStore) store = NULL;

  self->path = g_build_filename (folder, name, NULL);
  self->keep_for = g_str_has_prefix (name, prefixes[ZHIHUI_KEEP_FOR_WALL]) ? ZHIHUI_KEEP_FOR_WALL
                                                                           : ZHIHUI_KEEP_FOR_DESK;
  self->newest = ZHIHUI_NO_INSTANT;
  store = zhihui_history_store_open (self->path, ZHIHUI_HISTORY_READ, NULL);
  if (store != NULL)
    {
      self->source = zhihui_history_store_dup_note (store, "source");
      self->name = zhihui_history_store_dup_note (store, "name");
      zhihui_history_store_ask (
        store, "SELECT max(at) FROM moment", NULL, 0, ZHIHUI_NO_INSTANT, &self->newest, NULL);
    }
  if (self->source == NULL)
    self->source = g_strdup ("");
  if (self->name == NULL)
    self->name = g_strdup ("");

  return self;
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  const ZhihuiHistoryFile *one = *(ZhihuiHistoryFile *const *) a;
  const ZhihuiHistoryFile *other = *(ZhihuiHistoryFile *const *) b;

  if (one->newest != other->newest)
    return one->newest > other->newest ? -1 : 1;
  return g_strcmp0 (one->path, other->path);
}

/**
 * zhihui_history_folder_list:
 * @folder: (nullable): %NULL for the default
 *
 * Returns: (transfer full) (element-type ZhihuiHistoryFile): its histories, the latest first
 */
GPtrArray *
zhihui_history_folder_list (const char *folder)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_history_file_free);
  g_autofree char *standard = folder == NULL ? zhihui_history_folder_get_default () : NULL;
  g_autoptr (GDir) directory = NULL;
  const char *name;

  if (folder == NULL)
    folder = standard;
  directory = g_dir_open (folder, 0, NULL);
  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    if (g_str_has_suffix (name, SUFFIX) &&
        (g_str_has_prefix (name, prefixes[ZHIHUI_KEEP_FOR_WALL]) ||
         g_str_has_prefix (name, prefixes[ZHIHUI_KEEP_FOR_DESK])))
      g_ptr_array_add (files, read_file (folder, name));
  g_ptr_array_sort (files, compare_files);

  return files;
}

/**
 * zhihui_history_folder_list_aside:
 * @path: of a history
 *
 * Returns: (transfer full) (element-type filename): those that were set aside because they were
 * damaged
 */
GPtrArray *
zhihui_history_folder_list_aside (const char *path)
{
  GPtrArray       *paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *prefix = g_strconcat (base, ASIDE, NULL);
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    if (g_str_has_prefix (name, prefix) && !g_str_has_suffix (name, "-wal") &&
        !g_str_has_suffix (name, "-shm"))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));

  return paths;
}

/* The best of @files for who asks; the latest is first. */
static const ZhihuiHistoryFile *
choose_file (GPtrArray *files, const char *source, ZhihuiKeepFor keep_for, gboolean *is_ambiguous)
{
  const ZhihuiHistoryFile *found = NULL;

  *is_ambiguous = FALSE;
  for (guint i = 0; i < files->len; i++)
    {
      const ZhihuiHistoryFile *file = files->pdata[i];

      if (source != NULL && !g_str_equal (file->source, source))
        continue;
      *is_ambiguous |= found != NULL && !g_str_equal (found->source, file->source);
      if (found == NULL || (found->keep_for != keep_for && file->keep_for == keep_for))
        found = file;
    }

  return found;
}

/**
 * zhihui_history_folder_find:
 * @folder: (nullable): %NULL for the default
 * @source: (nullable): key of what was read; %NULL when there is one alone
 * @keep_for: which of wall and desk is taken first
 * @error: return location
 *
 * Of several with different tokens the one that was written last is taken.
 *
 * Returns: (transfer full): the file, or %NULL with @error set
 */
char *
zhihui_history_folder_find (const char   *folder,
                            const char   *source,
                            ZhihuiKeepFor keep_for,
                            GError      **error)
{
  g_autofree char *where =
    folder != NULL ? g_strdup (folder) : zhihui_history_folder_get_default ();
  g_autoptr (GPtrArray) files = zhihui_history_folder_list (where);
  gboolean                 is_ambiguous;
  const ZhihuiHistoryFile *found = choose_file (files, source, keep_for, &is_ambiguous);

  if (found != NULL && !is_ambiguous)
    return g_strdup (found->path);

  if (is_ambiguous)
    g_set_error (error,
                 ZHIHUI_ERROR,
                 ZHIHUI_ERROR_INVALID,
                 _ ("In %s are histories of several sources: name one, as history:FILE"),
                 where);
  else
    g_set_error (error,
                 ZHIHUI_ERROR,
                 ZHIHUI_ERROR_NOT_FOUND,
                 _ ("No history is kept of %s in %s"),
                 source != NULL ? source : _ ("any source"),
                 where);
  return NULL;
}
