/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-case-cell.h"

G_BEGIN_DECLS

/* How wide the columns of a table of cases are, and which of them are seen. */
typedef struct
{
  GtkColumnViewColumn *all[ZHIHUI_N_CASE_CELLS];    /* owned, nullable before they are made */
  int                  widths[ZHIHUI_N_CASE_CELLS]; /* of their words, px; 0: of the subject */
  int                  em;                          /* of a Chinese character, px */
  guint                n_away;                      /* so many have given way to the subject */
  gboolean             is_wide;                     /* the subject is as wide as is good */
} ZhihuiCaseColumns;

void     zhihui_case_columns_clear (ZhihuiCaseColumns *self);
gboolean zhihui_case_columns_measure (ZhihuiCaseColumns *self, GtkWidget *widget);
gboolean zhihui_case_columns_fit (const ZhihuiCaseColumns *self, int room);
void     zhihui_case_columns_choose (ZhihuiCaseColumns *self, GtkColumnView *view, int room);

G_END_DECLS
