/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zhihui-situation.h"

G_BEGIN_DECLS

/* All regions that were ever told, to be found by what a person types. */
#define ZHIHUI_TYPE_REGION_INDEX (zhihui_region_index_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiRegionIndex, zhihui_region_index, ZHIHUI, REGION_INDEX, GObject)

ZhihuiRegionIndex *zhihui_region_index_new (void);
void zhihui_region_index_add (ZhihuiRegionIndex *self, ZhihuiRegions *regions, const char *whole);
void zhihui_region_index_spell_async (ZhihuiRegionIndex  *self,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
gboolean
zhihui_region_index_spell_finish (ZhihuiRegionIndex *self, GAsyncResult *result, GError **error);

/* (element-type ZhihuiRegionPath) */
GPtrArray *zhihui_region_index_search (ZhihuiRegionIndex *self, const char *text, guint max_found);

G_END_DECLS
