/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zhihui-mesh.h"

G_BEGIN_DECLS

/* Regions that a map is compared with. */
typedef struct
{
  char *code, *name; /* owned, either may be "" */
  char *parent;      /* owned, "" unknown */
} ZhihuiListedRegion;

/* What a map and a list of regions have in common. */
typedef struct
{
  guint      n_matched;
  GPtrArray *without_shape;  /* owned (element-type utf8): "320100 南京市" of the list */
  GPtrArray *without_region; /* owned (element-type utf8): the same of the map */
} ZhihuiMapMatch;

GPtrArray *zhihui_region_list_new (void);
void
zhihui_region_list_add (GPtrArray *list, const char *code, const char *name, const char *parent);
GPtrArray *zhihui_region_list_read (const char *path, GError **error);

void zhihui_map_match_find (ZhihuiMapMatch *self, const ZhihuiMesh *mesh, GPtrArray *list);
void zhihui_map_match_clear (ZhihuiMapMatch *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZhihuiMapMatch, zhihui_map_match_clear)

G_END_DECLS
