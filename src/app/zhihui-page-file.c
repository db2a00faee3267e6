/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-page-file.h"

#include "zhihui-error.h"

#include <cairo-svg.h>
#include <glib/gi18n-lib.h>

static cairo_status_t
append_bytes (void *closure, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (closure, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

/**
 * zhihui_page_file_begin:
 * @bytes: (transfer none): gets the file; lives as long as the surface
 * @is_svg: else it will be a PNG
 * @width: px
 * @height: px
 *
 * Returns: (transfer full): on which the page is painted
 */
cairo_surface_t *
zhihui_page_file_begin (GByteArray *bytes, gboolean is_svg, int width, int height)
{
  return is_svg ? cairo_svg_surface_create_for_stream (append_bytes, bytes, width, height)
                : cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
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
