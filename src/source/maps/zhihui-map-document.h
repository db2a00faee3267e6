/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zhihui-crs.h"
#include "zhihui-mesh-builder.h"

G_BEGIN_DECLS

/* How a file of outlines is to be read. */
typedef struct
{
  ZhihuiCrs         crs;         /* what its coordinates are counted in */
  const char       *code, *name; /* properties that name a region; nullable: the usual ones */
  ZhihuiMeshOptions mesh;
} ZhihuiMapDocument;

ZhihuiMesh *zhihui_map_document_read_file (const ZhihuiMapDocument *self,
                                           const char              *path,
                                           GPtrArray              **bare,
                                           GCancellable            *cancellable,
                                           GError                 **error);
ZhihuiMesh *zhihui_map_document_read_bytes (const ZhihuiMapDocument *self,
                                            GBytes                  *content,
                                            GCancellable            *cancellable,
                                            GError                 **error);

G_END_DECLS
