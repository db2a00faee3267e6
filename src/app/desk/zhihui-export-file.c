/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-export-file.h"

#include <errno.h>
#include <glib/gstdio.h>

struct _ZhihuiExportFile
{
  ZhihuiReportFormat format;
  char              *path;   /* owned: what was chosen */
  char              *folder; /* owned, NULL before it is written: where the files are */
  GPtrArray         *names;  /* (element-type utf8) owned: of the files in @folder */
  char              *part;   /* owned, nullable: path of the only one */
  ZhihuiReportProof  proof;  /* told when it is written */
  ZhihuiGlyphFinder *finder; /* owned: saw what was written */
};

/**
 * zhihui_export_file_new:
 * @path: what the user chose
 *
 * Returns: (transfer full): nothing is written yet
 */
ZhihuiExportFile *
zhihui_export_file_new (const char *path, ZhihuiReportFormat format)
{
  ZhihuiExportFile *self = g_new0 (ZhihuiExportFile, 1);

  self->format = format;
  self->finder = zhihui_glyph_finder_new ();
  self->path = g_strdup (path);
  self->names = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static void
remove_folder (ZhihuiExportFile *self)
{
  for (guint i = 0; i < self->names->len; i++)
    {
      g_autofree char *path = g_build_filename (self->folder, self->names->pdata[i], NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
}

/**
 * zhihui_export_file_free:
 * @self: (nullable) (transfer full): what was not handed over is removed
 */
void
zhihui_export_file_free (ZhihuiExportFile *self)
{
  if (self == NULL)
    return;
  if (self->folder != NULL)
    remove_folder (self);
  g_free (self->path);
  g_free (self->folder);
  g_free (self->part);
  g_ptr_array_unref (self->names);
  zhihui_glyph_finder_free (self->finder);
  zhihui_report_proof_clear (&self->proof);
  g_free (self);
}

static gboolean
fail (const char *path, GError **error)
{
  int number = errno;

  g_set_error (
    error, G_FILE_ERROR, g_file_error_from_errno (number), "%s: %s", path, g_strerror (number));
  return FALSE;
}

/* Beside the file that the user chose, so that it can take its place at once. */
static gboolean
make_folder (ZhihuiExportFile *self, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (self->path);
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *pattern = g_strdup_printf (".%s.XXXXXX", name);
  g_autofree char *folder = g_build_filename (parent, pattern, NULL);

  if (g_mkdtemp (folder) == NULL)
    return fail (parent, error);
  self->folder = g_steal_pointer (&folder);
  return TRUE;
}

/* Pages of pictures are files of their own. */
static void
list_files (ZhihuiExportFile *self)
{
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (self->names, g_strdup (name));
  if (self->names->len == 1)
    self->part = g_build_filename (self->folder, self->names->pdata[0], NULL);
}

/**
 * zhihui_export_file_write:
 * @export: that was read
 * @error: return location: nothing is left behind
 *
 * Writes the files into the folder of their own. For a worker: it takes seconds for a province.
 *
 * Returns: %TRUE on success
 */
gboolean
zhihui_export_file_write (ZhihuiExportFile *self, const ZhihuiDeskExport *export, GError **error)
{
  ZhihuiReportRequest request;
  const char         *peers[2];
  g_autofree char    *name = g_path_get_basename (self->path);
  g_autofree char    *path = NULL;
  gboolean            is_written;

  if (!make_folder (self, error))
    return FALSE;

  path = g_build_filename (self->folder, name, NULL);
  zhihui_desk_export_fill_request (export, peers, &request);
  request.finder = self->finder;
  request.proof = &self->proof;
  is_written = zhihui_report_format_write (self->format, &request, path, NULL, error);
  list_files (self);
  return is_written;
}

/**
 * zhihui_export_file_hand_over:
 * @error: return location
 *
 * Moves the files to the place that was chosen; each is there whole or not at all.
 *
 * Returns: %TRUE on success
 */
gboolean
zhihui_export_file_hand_over (ZhihuiExportFile *self, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (self->path);

  while (self->names->len > 0)
    {
      const char      *name = self->names->pdata[self->names->len - 1];
      g_autofree char *from = g_build_filename (self->folder, name, NULL);
      g_autofree char *to = g_build_filename (parent, name, NULL);

      if (g_rename (from, to) != 0)
        return fail (to, error);
      g_ptr_array_remove_index (self->names, self->names->len - 1);
    }
  return TRUE;
}

const char *
zhihui_export_file_get_path (const ZhihuiExportFile *self)
{
  return self->path;
}

/**
 * zhihui_export_file_get_part:
 *
 * Returns: (transfer none) (nullable): path of the only file; %NULL: there are several
 */
const char *
zhihui_export_file_get_part (const ZhihuiExportFile *self)
{
  return self->part;
}

/**
 * zhihui_export_file_get_digest:
 *
 * Returns: (transfer none) (nullable): of the canonical data, SHA-256 in hexadecimal, as it stands
 *   on each page; %NULL before it is written
 */
const char *
zhihui_export_file_get_digest (const ZhihuiExportFile *self)
{
  return self->proof.digest;
}

gint64
zhihui_export_file_get_n_rows (const ZhihuiExportFile *self)
{
  return self->proof.n_rows;
}

/**
 * zhihui_export_file_describe_missing:
 *
 * Returns: (transfer full) (nullable): which characters no font has, and where
 */
char *
zhihui_export_file_describe_missing (const ZhihuiExportFile *self)
{
  return zhihui_glyph_finder_describe (self->finder);
}
