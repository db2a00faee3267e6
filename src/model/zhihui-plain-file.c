/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-plain-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "zhihui-error.h"

#define CHUNK_BYTES (64 * 1024)

static void
set_unreadable (const char *path, int number, GError **error)
{
  g_set_error (error,
               ZHIHUI_ERROR,
               number == ENOENT ? ZHIHUI_ERROR_NOT_FOUND : ZHIHUI_ERROR_INVALID,
               _ ("%s cannot be read: %s"),
               path,
               g_strerror (number));
}

/**
 * zhihui_plain_file_open:
 * @path: named by a person
 * @status: (out): of the file
 * @error: return location: with @path
 *
 * Never blocks: what is no regular file (a pipe that nobody writes into, a device without an end)
 * is not opened. Links are followed: credentials of the service manager may be behind them.
 *
 * Returns: a descriptor to be closed, or -1 with %ZHIHUI_ERROR_NOT_FOUND or %ZHIHUI_ERROR_INVALID
 */
int
zhihui_plain_file_open (const char *path, struct stat *status, GError **error)
{
  /* Without O_NONBLOCK a pipe is waited for here. */
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

  if (fd < 0)
    {
      set_unreadable (path, errno, error);
      return -1;
    }
  if (fstat (fd, status) == 0 && S_ISREG (status->st_mode))
    return fd;

  close (fd);
  g_set_error (
    error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("%s is not a file that can be read"), path);
  return -1;
}

/**
 * zhihui_plain_file_read:
 * @path: of settings, a table, a certificate
 * @max_bytes: that are read of it
 * @error: return location: with @path
 *
 * Blocks, but never for long: as zhihui_plain_file_open().
 *
 * Returns: (transfer full): all its bytes, or %NULL with %ZHIHUI_ERROR_NOT_FOUND,
 * %ZHIHUI_ERROR_INVALID or %ZHIHUI_ERROR_TOO_LARGE
 */
GBytes *
zhihui_plain_file_read (const char *path, gsize max_bytes, GError **error)
{
  struct stat status;
  int         fd = zhihui_plain_file_open (path, &status, error);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gssize n_read;

  if (fd < 0)
    return NULL;

  do
    {
      guint length = bytes->len;

      g_byte_array_set_size (bytes, length + CHUNK_BYTES);
      do
        n_read = read (fd, bytes->data + length, CHUNK_BYTES);
      while (n_read < 0 && errno == EINTR);
      if (n_read < 0)
        {
          set_unreadable (path, errno, error);
          close (fd);
          return NULL;
        }
      g_byte_array_set_size (bytes, length + (guint) n_read);
    }
  while (n_read > 0 && bytes->len <= max_bytes);

  close (fd);
  if (bytes->len <= max_bytes)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));

  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_TOO_LARGE,
               _ ("%s is larger than %u KiB"),
               path,
               (guint) (max_bytes / 1024));
  return NULL;
}

/**
 * zhihui_plain_file_map:
 * @path: of a file that may be large
 * @error: return location: with @path
 *
 * As zhihui_plain_file_open (); what it holds is read when it is looked at.
 *
 * Returns: (transfer full): all its bytes, or %NULL
 */
GBytes *
zhihui_plain_file_map (const char *path, GError **error)
{
  struct stat status;
  int         fd = zhihui_plain_file_open (path, &status, error);
  g_autoptr (GMappedFile) file = NULL;

  if (fd < 0)
    return NULL;

  file = g_mapped_file_new_from_fd (fd, FALSE, error);
  close (fd);
  if (file != NULL)
    return g_mapped_file_get_bytes (file);

  g_prefix_error (error, "%s: ", path);
  return NULL;
}

/**
 * zhihui_plain_file_read_text:
 *
 * Returns: (transfer full): as zhihui_plain_file_read(), up to the first NUL
 */
char *
zhihui_plain_file_read_text (const char *path, gsize max_bytes, GError **error)
{
  g_autoptr (GBytes) bytes = zhihui_plain_file_read (path, max_bytes, error);
  gsize length = bytes != NULL ? g_bytes_get_size (bytes) : 0;

  if (bytes == NULL)
    return NULL;
  return length > 0 ? g_strndup (g_bytes_get_data (bytes, NULL), length) : g_strdup ("");
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * zhihui_plain_file_list:
 * @folder: (nullable): of a person; it need not exist
 * @most: that are looked at
 *
 * Returns: (transfer full) (element-type utf8): paths of the files in it whose names end in @suffix
 *   and that are not hidden, in the order of their names
 */
GPtrArray *
zhihui_plain_file_list (const char *folder, const char *suffix, guint most)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;

  while (dir != NULL && paths->len < most && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, suffix) && *name != '.')
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_paths);
  return paths;
}
