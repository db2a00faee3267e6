/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zhihui-mesh.h"

G_BEGIN_DECLS

#define ZHIHUI_MESH_FILE_SUFFIX ".mesh"

gboolean    zhihui_mesh_save (const ZhihuiMesh *mesh, const char *path, GError **error);
ZhihuiMesh *zhihui_mesh_open (const char *path, GError **error);

G_END_DECLS
