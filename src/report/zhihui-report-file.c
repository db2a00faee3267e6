/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-report-file.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "zhihui-error.h"

#define MODE 0666 /* what the user's mask leaves of it */

struct _ZhihuiReportFile
{
  char    *told;      /* owned: the path as it was given, for messages */
  char    *path;      /* owned: of the file itself, behind symbolic links */
  char    *part;      /* owned: where it is written */
  int      fd;        /* of @part; -1 closed */
  int      fault;     /* errno of the first write that failed, 0 none */
  gboolean is_device; /* @part is @path: there is nothing to rename and nothing to remove */
  gboolean is_there;  /* @part took its place */
};

static gboolean
refuse (const ZhihuiReportFile *self, int fault, GError **error)
{
  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_FAILED,
               _ ("The report could not be written to %s: %s"),
               self->told,
               g_strerror (fault));
  return FALSE;
}

/* A path that is not there yet stands for itself. */
static char *
resolve (const char *path)
{
  char *real = realpath (path, NULL);
  char *copy = g_strdup (real != NULL ? real : path);

  free (real);
  return copy;
}

/* Beside the file, under a name that nobody has: short, whatever the file is called. */
static gboolean
open_part (ZhihuiReportFile *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  for (int tries = 0; tries < 100; tries++)
    {
      g_autofree char *name = g_strdup_printf (".zhihui-%08x.part", g_random_int ());

      g_free (self->part);
      self->part = g_build_filename (folder, name, NULL);
      self->fd = g_open (self->part, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, MODE);
      if (self->fd >= 0 || errno != EEXIST)
        break;
    }
  return self->fd >= 0;
}

/**
 * zhihui_report_file_begin:
 * @path: the file to be replaced; behind a symbolic link that to which it leads
 * @error: return location for %ZHIHUI_ERROR_FAILED, which names @path and the reason
 *
 * Returns: (transfer full): a file that is not there before it is committed
 */
ZhihuiReportFile *
zhihui_report_file_begin (const char *path, GError **error)
{
  g_autoptr (ZhihuiReportFile) self = g_new0 (ZhihuiReportFile, 1);
  struct stat status;
  gboolean    is_old, is_open;

  g_return_val_if_fail (path != NULL, NULL);

  self->fd = -1;
  self->told = g_strdup (path);
  is_old = stat (path, &status) == 0;
  self->is_device = is_old && !S_ISREG (status.st_mode);
  /* A pipe has no name behind its link. */
  self->path = self->is_device ? g_strdup (path) : resolve (path);
  if (self->is_device)
    {
      self->part = g_strdup (self->path);
      self->fd = g_open (self->path, O_WRONLY | O_CLOEXEC | O_NOCTTY, 0);
      is_open = self->fd >= 0;
    }
  else
    /* Who may read the old one may read the new one, and nobody else. */
    is_open = open_part (self) && (!is_old || fchmod (self->fd, status.st_mode & 0777) == 0);
  if (is_open)
    return g_steal_pointer (&self);

  refuse (self, errno, error);
  if (self->fd < 0)
    g_clear_pointer (&self->part, g_free); /* it is not ours to remove */
  return NULL;
}

/**
 * zhihui_report_file_get_part:
 *
 * Returns: (transfer none): where the file is until it is committed, for libraries that write it
 *   themselves
 */
const char *
zhihui_report_file_get_part (const ZhihuiReportFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->part;
}

/**
 * zhihui_report_file_is_device:
 *
 * Returns: whether it is written as it is, from its first byte to its last: a pipe cannot go back
 */
gboolean
zhihui_report_file_is_device (const ZhihuiReportFile *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_device;
}

/**
 * zhihui_report_file_append:
 *
 * Returns: whether all of it was taken; what failed is told when the file is committed
 */
gboolean
zhihui_report_file_append (ZhihuiReportFile *self, const void *bytes, gsize size)
{
  const char *at = bytes;

  g_return_val_if_fail (self != NULL && self->fd >= 0, FALSE);

  while (size > 0 && self->fault == 0)
    {
      gssize n = write (self->fd, at, size);

      if (n >= 0)
        {
          at += n;
          size -= (gsize) n;
        }
      else if (errno != EINTR)
        self->fault = errno;
    }
  return self->fault == 0;
}

/**
 * zhihui_report_file_sync:
 * @error: return location for %ZHIHUI_ERROR_FAILED
 *
 * Brings what was written to disk; a disk that is full says so here at the latest. Of several files
 * all are brought there before the first is committed.
 *
 * Returns: whether the whole of it is there
 */
gboolean
zhihui_report_file_sync (ZhihuiReportFile *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->fd < 0)
    return TRUE;
  /* A pipe or a terminal has nothing to bring to disk. */
  if (self->fault == 0 && fsync (self->fd) != 0 && !self->is_device)
    self->fault = errno;
  if (close (self->fd) != 0 && self->fault == 0)
    self->fault = errno;
  self->fd = -1;
  return self->fault == 0 || refuse (self, self->fault, error);
}

/* The name is in the folder: that must be on disk as well. Not every file system can. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int              fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  if (fsync (fd) != 0)
    g_debug ("%s: %s", folder, g_strerror (errno));
  close (fd);
}

/**
 * zhihui_report_file_commit:
 * @error: return location for %ZHIHUI_ERROR_FAILED: then the old file is as it was
 *
 * Puts the file in the place of the old one.
 *
 * Returns: whether it is there
 */
gboolean
zhihui_report_file_commit (ZhihuiReportFile *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!zhihui_report_file_sync (self, error))
    return FALSE;
  if (!self->is_device && g_rename (self->part, self->path) != 0)
    return refuse (self, errno, error);
  self->is_there = TRUE;
  if (!self->is_device)
    sync_folder (self->path);
  return TRUE;
}

/**
 * zhihui_report_file_free:
 * @self: (nullable) (transfer full): when it was not committed nothing of it stays
 */
void
zhihui_report_file_free (ZhihuiReportFile *self)
{
  if (self == NULL)
    return;

  if (self->fd >= 0)
    close (self->fd);
  if (self->part != NULL && !self->is_there && !self->is_device)
    g_unlink (self->part);
  g_free (self->part);
  g_free (self->path);
  g_free (self->told);
  g_free (self);
}

/**
 * zhihui_report_file_replace_text:
 * @path: of a file that may be there
 * @text: bytes that are there already
 *
 * Writes beside the file, then puts the new one in its place in one step.
 *
 * Returns: %TRUE on success; else nothing changed
 */
gboolean
zhihui_report_file_replace_text (const char *path, const GString *text, GError **error)
{
  g_autoptr (ZhihuiReportFile) file = zhihui_report_file_begin (path, error);

  if (file == NULL)
    return FALSE;
  zhihui_report_file_append (file, text->str, text->len);
  return zhihui_report_file_commit (file, error);
}
