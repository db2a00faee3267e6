/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-mesh.h"
#include "zhihui-source.h"

G_BEGIN_DECLS

gboolean
zhihui_pages_parse_size (const char *text, int max_side, int *width, int *height, GError **error);
gboolean    zhihui_pages_judge_read (ZhihuiSituation *situation, GError **error);
gboolean    zhihui_pages_judge_peer (ZhihuiSituation *situation, char **peer, GError **error);
void        zhihui_pages_tell_failure (const char *program, ZhihuiSituation *situation);
ZhihuiMesh *zhihui_pages_find_mesh (ZhihuiSituation *situation);
GPtrArray  *zhihui_pages_load_outlines (const char *path, GError **error);
gboolean    zhihui_pages_judge_outlines (ZhihuiSituation *situation,
                                         GPtrArray       *outlines,
                                         const char      *path,
                                         GError         **error);

G_END_DECLS
