/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-mercator.h"

G_BEGIN_DECLS

/* Which of many extents meet one: a packed tree of rectangles along a Hilbert curve. Immutable. */
typedef struct _ZhihuiExtentTree ZhihuiExtentTree;

ZhihuiExtentTree *zhihui_extent_tree_new (const ZhihuiExtent *extents, guint n_extents);
void              zhihui_extent_tree_free (ZhihuiExtentTree *self);
void
zhihui_extent_tree_query (const ZhihuiExtentTree *self, const ZhihuiExtent *extent, GArray *found);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiExtentTree, zhihui_extent_tree_free)

G_END_DECLS
