/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-edge-set.h"
#include "zhihui-outline.h"

G_BEGIN_DECLS

/* Takes rings as they come and gives them to a set of edges, projected and tidied. */
typedef struct _ZhihuiRingIntake ZhihuiRingIntake;

ZhihuiRingIntake *zhihui_ring_intake_new (ZhihuiEdgeSet *edges);
void              zhihui_ring_intake_free (ZhihuiRingIntake *self);
gboolean zhihui_ring_intake_has_area (ZhihuiRingIntake *self, const ZhihuiOutline *outline);
void zhihui_ring_intake_add (ZhihuiRingIntake *self, const ZhihuiOutline *outline, guint32 region);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiRingIntake, zhihui_ring_intake_free)

G_END_DECLS
