/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

G_BEGIN_DECLS

/* What lies in a part of the region, be it told by villages. */
typedef struct
{
  const char *code, *name; /* borrowed from the situation; name: the code where none is known */
  gint64      n;           /* things, or people */
  gint64      n_online;    /* -1 not asked */
  gint64      n_places;    /* of which something is told */
} ZhihuiRegionSum;

typedef struct
{
  ZhihuiSituation *situation; /* borrowed: outlives it */
  GArray          *sums;      /* (element-type ZhihuiRegionSum), owned */
  GHashTable      *places;    /* (utf8, borrowed) → index + 1: each code is looked for once */
} ZhihuiRegionSums;

ZhihuiRegionSums *zhihui_region_sums_new (ZhihuiSituation *situation);
void              zhihui_region_sums_free (ZhihuiRegionSums *self);
void              zhihui_region_sums_add (
               ZhihuiRegionSums *self, const char *code, gint64 n, gint64 n_online, gint64 n_places);
/* The most first; equals by their codes. Nothing is added afterwards. */
void zhihui_region_sums_sort (ZhihuiRegionSums *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiRegionSums, zhihui_region_sums_free)

G_END_DECLS
