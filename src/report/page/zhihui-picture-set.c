/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */
#include "zhihui-picture-set.h"

#include "zhihui-error.h"
#include "zhihui-plain-file.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What a picture says of who made it, so that nothing else is ever removed. Of PNG a chunk behind
 * the first, with its length and its check sum (ISO/IEC 15948, 11.3.4.3); of SVG a comment behind
 * the first line. */
static const char png_sign[] = "\0\0\0\017tEXtSoftware\0Zhihui\xb3\x87\x3e\xd8";
static const char svg_sign[] = "<!-- Zhihui -->\n";

#define PNG_HEAD 33 /* bytes: the signature and the first chunk */
#define MOST_HEAD 256

/**
 * zhihui_picture_set_name_page:
 *
 * Returns: (transfer full): where the page is written, from 0
 */
char *
zhihui_picture_set_name_page (const char *path, guint page, guint n_pages)
{
  const char *dot = strrchr (path, '.');

  if (n_pages == 1 || dot == NULL || strchr (dot, G_DIR_SEPARATOR) != NULL)
    return n_pages == 1 ? g_strdup (path) : g_strdup_printf ("%s-%u", path, page + 1);
  return g_strdup_printf ("%.*s-%u%s", (int) (dot - path), path, page + 1, dot);
}

/* What the system has there is no name for files beside it, also where it leads to one. */
static gboolean
is_of_system (const char *path)
{
  g_autofree char *whole = g_canonicalize_filename (path, NULL);
  struct stat      status;

  return g_str_has_prefix (whole, "/dev/") || g_str_has_prefix (whole, "/proc/") ||
         (stat (path, &status) == 0 && !S_ISREG (status.st_mode) && !S_ISDIR (status.st_mode));
}

/**
 * zhihui_picture_set_check:
 * @error: return location for %ZHIHUI_ERROR_INVALID
 *
 * Returns: whether so many pages can be written there: into a pipe or a device goes one
 */
gboolean
zhihui_picture_set_check (const char *path, guint n_pages, GError **error)
{
  if (n_pages <= 1 || !is_of_system (path))
    return TRUE;
  g_set_error (
    error,
    ZHIHUI_ERROR,
    ZHIHUI_ERROR_INVALID,
    ngettext ("%2$s takes one picture, and the paper has %1$u page: name a file, or take "
              "PDF",
              "%2$s takes one picture, and the paper has %1$u pages: name a file, or "
              "take PDF",
              n_pages),
    n_pages,
    path);
  return FALSE;
}

/**
 * zhihui_picture_set_sign:
 * @picture: a whole PNG or SVG
 *
 * Says in it who made it.
 */
void
zhihui_picture_set_sign (GString *picture)
{
  const char *line = strchr (picture->str, '\n');

  if (*picture->str == '<' && line != NULL)
    g_string_insert (picture, line + 1 - picture->str, svg_sign);
  else if (picture->len >= PNG_HEAD && *picture->str != '<')
    g_string_insert_len (picture, PNG_HEAD, png_sign, sizeof png_sign - 1);
}

static gboolean
is_ours (const char *path)
{
  struct stat status;
  int         file = zhihui_plain_file_open (path, &status, NULL);
  char        head[MOST_HEAD];
  gssize      n;

  if (file < 0)
    return FALSE;
  n = TEMP_FAILURE_RETRY (read (file, head, sizeof head));
  close (file);
  return n > 0 && (memmem (head, (gsize) n, png_sign, sizeof png_sign - 1) != NULL ||
                   memmem (head, (gsize) n, svg_sign, sizeof svg_sign - 1) != NULL);
}

static gboolean
remove_page (const char *path)
{
  return is_ours (path) && g_unlink (path) == 0;
}

/**
 * zhihui_picture_set_remove_others:
 * @n_pages: that were written
 *
 * Removes pages of an older paper that was called the same and had more of them, or one alone:
 * whoever takes FILE-*.png would take them as well. What we did not make stays.
 */
void
zhihui_picture_set_remove_others (const char *path, guint n_pages)
{
  guint    page = n_pages > 1 ? n_pages : 0;
  gboolean was_there = TRUE;

  if (is_of_system (path))
    return;
  if (n_pages > 1)
    remove_page (path);
  for (; was_there; page++)
    {
      g_autofree char *name = zhihui_picture_set_name_page (path, page, G_MAXUINT);

      was_there = remove_page (name);
    }
}
