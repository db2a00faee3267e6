/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-resource.h"

G_BEGIN_DECLS

/* One board. Borrowed for the call. */
typedef struct
{
  ZhihuiBoard board;
  const char *peer;   /* id of the peer group, "all" for every unit */
  const char *region; /* nullable: code of the part of the deployment that it is of */
  const char *period; /* nullable: the board's default */
  ZhihuiOrder order;
  guint       first, last; /* only so many ranked rows from the head and the foot; 0, 0 is all */
} ZhihuiBoardAsked;

/* What our own platform can be asked for: docs/wire.md. Figures are a dataset, ZhihuiRanking or
 * GBytes (outlines). */
ZhihuiResource *zhihui_platform_resource_new_dataset (ZhihuiDataset dataset, const char *region);
ZhihuiResource *
zhihui_platform_resource_new_layers (const char *region, const char *const *wanted, guint n_wanted);
ZhihuiResource *zhihui_platform_resource_new_ranking (const ZhihuiBoardAsked *asked);
ZhihuiResource *zhihui_platform_resource_new_boundary (const char *code, const char *region);

G_END_DECLS
