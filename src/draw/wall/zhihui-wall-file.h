/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zhihui-panel-options.h"
#include "zhihui-situation.h"

G_BEGIN_DECLS

#define ZHIHUI_WALL_SUFFIX ".wall"

/* A page of the wall as its file has it (docs/layouts.md): what it is called, its panels, how they
 * are laid out on canvases of different shapes. Immutable, with an atomic reference count. */
typedef struct _ZhihuiWallFile ZhihuiWallFile;

ZhihuiWallFile *zhihui_wall_file_parse (GBytes *bytes, const char *name, GError **error);
ZhihuiWallFile *zhihui_wall_file_load (const char *path, GError **error);
ZhihuiWallFile *zhihui_wall_file_ref (ZhihuiWallFile *self);
void            zhihui_wall_file_unref (ZhihuiWallFile *self);

const char *zhihui_wall_file_get_name (ZhihuiWallFile *self);
const char *zhihui_wall_file_get_title (ZhihuiWallFile *self);
guint       zhihui_wall_file_get_dwell_s (ZhihuiWallFile *self);
int         zhihui_wall_file_get_order (ZhihuiWallFile *self);
gboolean    zhihui_wall_file_is_offered (ZhihuiWallFile *self, ZhihuiSituation *situation);
const ZhihuiPagePanel *zhihui_wall_file_get_panels (ZhihuiWallFile *self, guint *n_panels);
GPtrArray             *zhihui_wall_file_get_layouts (ZhihuiWallFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiWallFile, zhihui_wall_file_unref)

G_END_DECLS
