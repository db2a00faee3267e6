/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-sketch.h"

G_BEGIN_DECLS

/* A list of things with a figure each: name, bar, figure, note. All text owned. */
typedef struct
{
  char        *id;       /* what is moved when the order changes */
  char        *name;     /* gives way, never NULL */
  char        *second;   /* nullable: smaller, below the name */
  char        *shorter;  /* nullable: instead of @second where that has no room */
  char        *value;    /* nullable: the figure, never cut */
  char        *note;     /* nullable: smaller, at the right end, never cut */
  double       amount;   /* how long the bar is among the others; NAN: none */
  gboolean     is_share; /* of 1, which is the whole length; then the list has no other bars */
  gboolean     has_sign;
  ZhihuiSymbol sign;
  gboolean     attention; /* sign and figure */
  gboolean     note_attention;
  gboolean     quiet; /* it is done: less light */
} ZhihuiListRow;

GPtrArray     *zhihui_row_list_new (void); /* (element-type ZhihuiListRow) */
ZhihuiListRow *zhihui_row_list_add (GPtrArray *rows, const char *id, const char *name);

/* Between @top and the lower end of the panel, in as many columns as are needed and have room; what
 * has none is counted in the last line. @top_rows: no more than so many, 0 all. */
void zhihui_row_list_draw (ZhihuiSketch *sketch, GPtrArray *rows, double top, guint top_rows);
/* "合计 31,405": what all of them come to, for the head of the panel. */
char *zhihui_row_list_make_total (gint64 n);

G_END_DECLS
