/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-private-file.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "zhihui-error.h"
#include "zhihui-plain-file.h"

#define MAX_BYTES (64 * 1024)

static gboolean
check_private (const struct stat    *status,
               const char           *path,
               ZhihuiPrivateFileKind kind,
               GError              **error)
{
  const mode_t forbidden =
    kind == ZHIHUI_PRIVATE_FILE_CREDENTIAL ? S_IWGRP | S_IRWXO : S_IRWXG | S_IRWXO;

  if ((status->st_mode & forbidden) != 0)
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

  if (status->st_uid != geteuid () && status->st_uid != 0)
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
 * Blocks, but never for long: regular files only, and no further than 64 KiB.
 *
 * Returns: (transfer full): its bytes, or %NULL with @error set
 */
ZhihuiSecret *
zhihui_private_file_read (const char *path, ZhihuiPrivateFileKind kind, GError **error)
{
  struct stat      status;
  int              fd = zhihui_plain_file_open (path, &status, error);
  g_autofree char *bytes = NULL;
  ZhihuiSecret    *secret = NULL;
  gssize           length;

  if (fd < 0)
    return NULL;
  if (!check_private (&status, path, kind, error))
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
