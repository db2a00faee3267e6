/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-tile-provider.h"

G_BEGIN_DECLS

/* A sound PNG that is known again: what stands behind the picture is not looked at. */
GBytes *make_png (const char *mark);
GBytes *make_webp (void);

/* Waits. */
void    keep_result_cb (GObject *object, GAsyncResult *result, gpointer user_data);
void    await_result (GAsyncResult **result);
GBytes *load_tile (ZhihuiTileProvider *tiles, guint z, guint x, guint y, GError **error);
void    assert_tile (ZhihuiTileProvider *tiles, guint z, guint x, guint y, GBytes *expected);
void    assert_none (ZhihuiTileProvider *tiles, guint z, guint x, guint y);

void  remove_tree (const char *folder);
char *make_tree (void); /* an empty one */

G_END_DECLS
