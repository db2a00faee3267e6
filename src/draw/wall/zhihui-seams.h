/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ZHIHUI_MAX_SEAMS 8

/* u: what is read keeps so far from a seam; the page is shifted by no more. */
#define ZHIHUI_SEAM_MARGIN 4

/* What lies behind the edge between two monitors and is not seen. */
typedef struct
{
  double from, to; /* @from ≤ @to */
} ZhihuiSeam;

/* The seams of one way, ascending. */
typedef struct
{
  ZhihuiSeam items[ZHIHUI_MAX_SEAMS];
  guint      n;
} ZhihuiSeamList;

/* Where a page that spans several monitors is cut by their edges: px. */
typedef struct
{
  ZhihuiSeamList upright; /* between left and right: x */
  ZhihuiSeamList level;   /* between above and below: y */
} ZhihuiSeams;

void zhihui_seam_list_add (ZhihuiSeamList *self, double from, double to);
void zhihui_seam_list_cut (
  const ZhihuiSeamList *self, double start, double length, double margin, ZhihuiSeamList *cut);
gboolean zhihui_seam_list_meets (const ZhihuiSeamList *self, double start, double end);
double   zhihui_seam_list_find_widest (const ZhihuiSeamList *self, double length, double *start);
gboolean zhihui_seams_is_empty (const ZhihuiSeams *self);
gboolean zhihui_seams_equal (const ZhihuiSeams *self, const ZhihuiSeams *other);

G_END_DECLS
