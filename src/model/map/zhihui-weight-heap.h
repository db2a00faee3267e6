/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Things numbered from 0, the lightest first; a weight may change while its thing waits. */
typedef struct _ZhihuiWeightHeap ZhihuiWeightHeap;

ZhihuiWeightHeap *zhihui_weight_heap_new (void);
void              zhihui_weight_heap_free (ZhihuiWeightHeap *self);
void              zhihui_weight_heap_set (ZhihuiWeightHeap *self, guint32 thing, double weight);
gboolean          zhihui_weight_heap_take (ZhihuiWeightHeap *self, guint32 *thing, double *weight);
void              zhihui_weight_heap_clear (ZhihuiWeightHeap *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiWeightHeap, zhihui_weight_heap_free)

G_END_DECLS
