/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-private-file.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "zhihui-error.h"

#define MAX_BYTES (64 * 1024)

/* A pipe is as private as who writes it: `--token-file <(command)`. */
static gboolean
check_private (int fd, const char *path, ZhihuiPrivateFileKind kind, GError **error)
{
  const mode_t forbidden =
    kind == ZHIHUI_PRIVATE_FILE_CREDENTIAL ? S_IWGRP | S_IRWXO : S_IRWXG | S_IRWXO;
  struct stat status;

  if (fstat (fd, &status) != 0 || S_ISDIR (status.st_mode))
    {
      g_set_error (
        error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("%s is not a file that can be read"), path);
      return FALSE;
    }

  if (!S_ISREG (status.st_mode))
    return TRUE;

  if ((status.st_mode & forbidden) != 0)
    {
      g_autofree char *quoted = g_shell_quote (path);

      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("Others may read %s, which holds a secret. This mends it: chmod 0600 %s"),
                   path,
                   quoted);
      return FALSE;
    }

  if (status.st_uid != geteuid () && status.st_uid != 0)
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("%s holds a secret but belongs to another user"),
                   path);
      return FALSE;
    }

  return TRUE;
}

static gssize
read_whole (int fd, char *bytes, gsize size)
{
  gsize length = 0;

  while (length < size)
    {
      gssize n_read = read (fd, bytes + length, size - length);

      if (n_read < 0 && errno == EINTR)
        continue;
      if (n_read < 0)
        return -1;
      if (n_read == 0)
        break;
      length += (gsize) n_read;
    }

  return (gssize) length;
}

/**
 * zhihui_private_file_read:
 * @path: a file with a token or a key
 * @kind: how private it must be
 * @error: return location; it does not repeat what is in the file
 *
 * Blocks: small local files only.
 *
 * Returns: (transfer full): its bytes, or %NULL with @error set
 */
ZhihuiSecret *
zhihui_private_file_read (const char *path, ZhihuiPrivateFileKind kind, GError **error)
{
  int              fd = open (path, O_RDONLY | O_CLOEXEC);
  g_autofree char *bytes = NULL;
  ZhihuiSecret    *secret = NULL;
  gssize           length;

  if (fd < 0)
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   errno == ENOENT ? ZHIHUI_ERROR_NOT_FOUND : ZHIHUI_ERROR_INVALID,
                   _ ("%s cannot be read: %s"),
                   path,
                   g_strerror (errno));
      return NULL;
    }

  if (!check_private (fd, path, kind, error))
    {
      close (fd);
      return NULL;
    }

  bytes = g_malloc0 (MAX_BYTES + 1);
  length = read_whole (fd, bytes, MAX_BYTES + 1);
  if (length < 0)
    g_set_error (error,
                 ZHIHUI_ERROR,
                 ZHIHUI_ERROR_INVALID,
                 _ ("%s cannot be read: %s"),
                 path,
                 g_strerror (errno));
  else if (length > MAX_BYTES)
    g_set_error (
      error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("%s is too large for a token or a key"), path);
  else
    secret = zhihui_secret_new (bytes, (gsize) length);

  explicit_bzero (bytes, MAX_BYTES + 1);
  close (fd);
  return secret;
}
