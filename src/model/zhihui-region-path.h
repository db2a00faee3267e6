/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The way from the whole of a deployment down to one of its regions. Immutable, reference counted,
 * may be shared between threads. %NULL is the whole itself. */
typedef struct _ZhihuiRegionPath ZhihuiRegionPath;

#define ZHIHUI_TYPE_REGION_PATH (zhihui_region_path_get_type ())
GType zhihui_region_path_get_type (void);

ZhihuiRegionPath *
zhihui_region_path_new (ZhihuiRegionPath *parent, const char *code, const char *name);
ZhihuiRegionPath *zhihui_region_path_ref (ZhihuiRegionPath *self);
void              zhihui_region_path_unref (ZhihuiRegionPath *self);
ZhihuiRegionPath *zhihui_region_path_get_parent (ZhihuiRegionPath *self);
ZhihuiRegionPath *zhihui_region_path_get_ancestor (ZhihuiRegionPath *self, guint depth);
guint             zhihui_region_path_get_depth (ZhihuiRegionPath *self);
const char       *zhihui_region_path_get_code (ZhihuiRegionPath *self);
const char       *zhihui_region_path_get_name (ZhihuiRegionPath *self);
gboolean          zhihui_region_path_equal (ZhihuiRegionPath *self, ZhihuiRegionPath *other);
char             *zhihui_region_path_format (ZhihuiRegionPath *self, const char *whole);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiRegionPath, zhihui_region_path_unref)

G_END_DECLS
