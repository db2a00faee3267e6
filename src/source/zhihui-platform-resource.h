/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-resource.h"

G_BEGIN_DECLS

/* What our own platform can be asked for: docs/wire.md. Figures are a dataset, ZhihuiRanking or
 * GBytes (outlines). */
ZhihuiResource *zhihui_platform_resource_new_dataset (ZhihuiDataset dataset);
ZhihuiResource *zhihui_platform_resource_new_ranking (ZhihuiBoard board,
                                                      const char *peer,
                                                      const char *period,
                                                      ZhihuiOrder order,
                                                      guint       first,
                                                      guint       last);
ZhihuiResource *zhihui_platform_resource_new_boundary (const char *region);

G_END_DECLS
