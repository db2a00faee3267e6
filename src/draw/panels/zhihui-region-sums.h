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

GArray *zhihui_region_sums_new (void);
void    zhihui_region_sums_add (GArray          *sums,
                                ZhihuiSituation *situation,
                                const char      *code,
                                gint64           n,
                                gint64           n_online,
                                gint64           n_places);
/* The most first; equals by their codes. */
void zhihui_region_sums_sort (GArray *sums);

G_END_DECLS
