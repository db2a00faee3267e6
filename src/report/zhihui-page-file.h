/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ZHIHUI_PAGE_FILE_PNG,
  ZHIHUI_PAGE_FILE_SVG,
  ZHIHUI_PAGE_FILE_PDF,
} ZhihuiPageFileKind;

gboolean zhihui_page_file_parse_kind (const char *path, ZhihuiPageFileKind *kind, GError **error);
cairo_surface_t          *
zhihui_page_file_begin (GByteArray *bytes, ZhihuiPageFileKind kind, int width, int height);
void     zhihui_page_file_describe (cairo_surface_t *surface, const char *title, gint64 shown);
gboolean zhihui_page_file_end (cairo_surface_t *surface, GByteArray *bytes, GError **error);

G_END_DECLS
