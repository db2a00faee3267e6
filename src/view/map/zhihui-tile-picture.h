/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Files of tiles, which come from strangers and are decoded in the main thread. */
gboolean zhihui_tile_picture_is_sound (GBytes *bytes);
GBytes  *zhihui_tile_picture_new_transparent (void);

G_END_DECLS
