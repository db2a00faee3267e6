/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

cairo_surface_t *zhihui_page_file_begin (GByteArray *bytes, gboolean is_svg, int width, int height);
gboolean         zhihui_page_file_end (cairo_surface_t *surface, GByteArray *bytes, GError **error);

G_END_DECLS
