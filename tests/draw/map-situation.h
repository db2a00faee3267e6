/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

/* Towns of one district that lie in a grid of four columns, with the figures given. */
typedef struct
{
  gint64   n, population;
  gint64   rate_n, rate_k; /* of all three rates */
  gboolean is_withheld;    /* its figures are told as a sum alone */
} Town;

char             *map_situation_make_code (guint i);
ZhihuiRegions    *map_situation_make_regions (const Town *towns, guint n);
ZhihuiMapFigures *map_situation_make_figures (const Town *towns, guint n);
ZhihuiSituation  *map_situation_new (const Town *towns, guint n);
/* With and without inhabitants, some with too few cases for a rate, some with none. */
void map_situation_fill (GRand *rand, Town *towns, guint n);
