/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zhihui-mesh.h"

G_BEGIN_DECLS

typedef struct
{
  const char *review_number; /* 审图号, to be drawn wherever the map is; nullable */
  const char *attribution;   /* whose map it is; nullable */
  gboolean    is_schematic;  /* places are true only roughly: to be labelled 示意 */
  double      snap_m;        /* borders that are not farther apart become one; 0: only equal ones */
  gboolean    keep_all;      /* every corner matters at every zoom: nothing is simplified */
} ZhihuiMeshOptions;

ZhihuiMesh *zhihui_mesh_build (GPtrArray               *outlines,
                               const ZhihuiMeshOptions *options,
                               GCancellable            *cancellable,
                               GError                 **error);

G_END_DECLS
