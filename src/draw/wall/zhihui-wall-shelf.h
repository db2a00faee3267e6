/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-wall-file.h"

G_BEGIN_DECLS

/* All pages there are: those that are shipped, then the operator's. Emits "changed" when reading
 * them again gave other ones. One thread only. */
#define ZHIHUI_TYPE_WALL_SHELF (zhihui_wall_shelf_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiWallShelf, zhihui_wall_shelf, ZHIHUI, WALL_SHELF, GObject)

ZhihuiWallShelf *zhihui_wall_shelf_new (const char *folder);
ZhihuiWallFile  *zhihui_wall_shelf_add (ZhihuiWallShelf *self, const char *path, GError **error);
gboolean         zhihui_wall_shelf_read (ZhihuiWallShelf *self);

guint              zhihui_wall_shelf_get_n_pages (ZhihuiWallShelf *self);
ZhihuiWallFile    *zhihui_wall_shelf_get_page (ZhihuiWallShelf *self, guint number);
ZhihuiWallFile    *zhihui_wall_shelf_find (ZhihuiWallShelf *self, const char *name, GError **error);
gboolean           zhihui_wall_shelf_has_file (ZhihuiWallShelf *self, const char *name);
guint              zhihui_wall_shelf_find_number (ZhihuiWallShelf *self, const char *name);
const char        *zhihui_wall_shelf_find_name (ZhihuiWallShelf *self, const char *name);
const char        *zhihui_wall_shelf_get_title (ZhihuiWallShelf *self, const char *name);
const char *const *zhihui_wall_shelf_get_faults (ZhihuiWallShelf *self);

ZhihuiWallFile *zhihui_wall_shelf_dup_shipped (const char *name);

G_END_DECLS
