/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ZHIHUI_TILE_MAX_BYTES (1024 * 1024)

/* Files of tiles, which come from strangers and are decoded in the main thread. */
/* What a file is, by its first bytes: what its name or its sender says is often wrong. */
typedef enum
{
  ZHIHUI_TILE_UNKNOWN,
  ZHIHUI_TILE_PNG,
  ZHIHUI_TILE_JPEG,
  ZHIHUI_TILE_WEBP,
  ZHIHUI_TILE_PACKED, /* gzip or zlib: outlines, no picture */
} ZhihuiTileKind;

ZhihuiTileKind zhihui_tile_picture_get_kind (GBytes *bytes);
gboolean       zhihui_tile_picture_is_sound (GBytes *bytes);
GBytes        *zhihui_tile_picture_new_transparent (void);

G_END_DECLS
