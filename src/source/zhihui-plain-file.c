/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-plain-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "zhihui-error.h"

#define CHUNK_BYTES (64 * 1024)

static GBytes *
refuse (int fd, const char *path, int number, GError **error)
{
  g_set_error (error,
               ZHIHUI_ERROR,
               number == ENOENT ? ZHIHUI_ERROR_NOT_FOUND : ZHIHUI_ERROR_INVALID,
               _ ("%s cannot be read: %s"),
               path,
               g_strerror (number));
  if (fd >= 0)
    close (fd);
  return NULL;
}

/**
 * zhihui_plain_file_read:
 * @path: of settings, a table, a certificate
 * @max_bytes: that are read of it
 * @error: return location: with @path
 *
 * Blocks, but never for long: what is no regular file (a pipe that nobody writes into, a device
 * without an end) is not read at all.
 *
 * Returns: (transfer full): all its bytes, or %NULL with %ZHIHUI_ERROR_NOT_FOUND,
 * %ZHIHUI_ERROR_INVALID or %ZHIHUI_ERROR_TOO_LARGE
 */
GBytes *
zhihui_plain_file_read (const char *path, gsize max_bytes, GError **error)
{
  /* Without O_NONBLOCK a pipe is waited for here. */
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  struct stat status;
  gssize      n_read;

  if (fd < 0)
    return refuse (fd, path, errno, error);
  if (fstat (fd, &status) != 0 || !S_ISREG (status.st_mode))
    {
      close (fd);
      g_set_error (
        error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("%s is not a file that can be read"), path);
      return NULL;
    }

  do
    {
      guint length = bytes->len;

      g_byte_array_set_size (bytes, length + CHUNK_BYTES);
      do
        n_read = read (fd, bytes->data + length, CHUNK_BYTES);
      while (n_read < 0 && errno == EINTR);
      if (n_read < 0)
        return refuse (fd, path, errno, error);
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
