/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-page-file.h"

#include "zhihui-error.h"
#include "zhihui-zone.h"

#include "config.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>

static cairo_status_t
append_bytes (void *closure, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (closure, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

/**
 * zhihui_page_file_parse_kind:
 * @path: of the file, whose ending says what it will be
 * @kind: (out)
 *
 * Returns: whether it is one; FALSE with @error
 */
gboolean
zhihui_page_file_parse_kind (const char *path, ZhihuiPageFileKind *kind, GError **error)
{
  static const char *const endings[] = {
    [ZHIHUI_PAGE_FILE_PNG] = ".png",
    [ZHIHUI_PAGE_FILE_SVG] = ".svg",
    [ZHIHUI_PAGE_FILE_PDF] = ".pdf",
  };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (path, endings[i]))
      {
        *kind = (ZhihuiPageFileKind) i;
        return TRUE;
      }

  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_INVALID,
               _ ("'%s' ends neither with .png nor with .svg nor with .pdf"),
               path);
  return FALSE;
}

/**
 * zhihui_page_file_begin:
 * @bytes: (transfer none): gets the file; lives as long as the surface
 * @width: px; on paper as many points
 * @height: px
 *
 * Returns: (transfer full): on which the page is painted
 */
cairo_surface_t *
zhihui_page_file_begin (GByteArray *bytes, ZhihuiPageFileKind kind, int width, int height)
{
  switch (kind)
    {
    case ZHIHUI_PAGE_FILE_SVG:
      return cairo_svg_surface_create_for_stream (append_bytes, bytes, width, height);
    case ZHIHUI_PAGE_FILE_PDF:
      return cairo_pdf_surface_create_for_stream (append_bytes, bytes, width, height);
    case ZHIHUI_PAGE_FILE_PNG:
    default:
      return cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
    }
}

/**
 * zhihui_page_file_describe:
 * @title: of the page
 * @shown: the moment that its clock shows, seconds
 *
 * Where the file has room for it. It is dated by what it shows, so that equal pages are equal
 * files.
 */
void
zhihui_page_file_describe (cairo_surface_t *surface, const char *title, gint64 shown)
{
  g_autoptr (ZhihuiZone) utc = NULL;
  g_autofree char *date = NULL;

  if (cairo_surface_get_type (surface) != CAIRO_SURFACE_TYPE_PDF)
    return;

  utc = zhihui_zone_new ("UTC", NULL);
  date = zhihui_zone_format_rfc3339 (utc, shown);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Zhihui " VERSION);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, date);
}

/**
 * zhihui_page_file_end:
 * @surface: (transfer full): on which the page was painted
 * @bytes: what it was begun with
 *
 * Returns: whether @bytes are the whole file; FALSE with @error
 */
gboolean
zhihui_page_file_end (cairo_surface_t *surface, GByteArray *bytes, GError **error)
{
  cairo_status_t status = CAIRO_STATUS_SUCCESS;

  if (cairo_surface_get_type (surface) == CAIRO_SURFACE_TYPE_IMAGE)
    status = cairo_surface_write_to_png_stream (surface, append_bytes, bytes);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;

  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_FAILED,
               _ ("the page could not be painted: %s"),
               cairo_status_to_string (status));
  return FALSE;
}
