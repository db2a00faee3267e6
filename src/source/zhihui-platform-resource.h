/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-board-asked.h"
#include "zhihui-resource.h"

G_BEGIN_DECLS

/* What our own platform can be asked for: docs/wire.md. Figures are a dataset, ZhihuiRanking or
 * GBytes (outlines). */
ZhihuiResource *zhihui_platform_resource_new_dataset (ZhihuiDataset dataset, const char *region);
ZhihuiResource *
zhihui_platform_resource_new_layers (const char *region, const char *const *wanted, guint n_wanted);
ZhihuiResource *zhihui_platform_resource_new_ranking (const ZhihuiBoardAsked *asked);
ZhihuiResource *zhihui_platform_resource_new_boundary (const char *code, const char *region);

G_END_DECLS
