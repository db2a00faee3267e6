/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zhihui-mesh.h"

G_BEGIN_DECLS

/* The folder in which the operator's own maps are kept, prepared. */

char      *zhihui_imported_maps_get_folder (void);
gboolean   zhihui_imported_maps_check_name (const char *name, GError **error);
char      *zhihui_imported_maps_get_path (const char *folder, const char *name);
GPtrArray *zhihui_imported_maps_list (const char *folder);
gboolean   zhihui_imported_maps_keep (
    const char *folder, const char *name, const ZhihuiMesh *mesh, gboolean replaces, GError **error);
gboolean zhihui_imported_maps_remove (const char *folder, const char *name, GError **error);

G_END_DECLS
