/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-case-item.h"
#include "zhihui-name-order.h"

G_BEGIN_DECLS

typedef enum
{
  ZHIHUI_CASE_CELL_NO,
  ZHIHUI_CASE_CELL_TITLE, /* and what was noted of it */
  ZHIHUI_CASE_CELL_UNIT,
  ZHIHUI_CASE_CELL_STATE,
  ZHIHUI_CASE_CELL_CLOCK, /* ◆ 超 21 小时 */
  ZHIHUI_CASE_CELL_SUBMITTED,
  ZHIHUI_N_CASE_CELLS,
} ZhihuiCaseCellKind;

/* What the cells of one table know in common; lives as long as the table. */
typedef struct
{
  ZhihuiCaseNames *names;   /* owned, nullable */
  ZhihuiZone      *zone;    /* owned, nullable */
  ZhihuiNameOrder *order;   /* owned */
  gint64           now;     /* of the platform */
  gboolean         is_kept; /* the source is lost: what is owed now is not known */
} ZhihuiCaseLook;

#define ZHIHUI_TYPE_CASE_CELL (zhihui_case_cell_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiCaseCell, zhihui_case_cell, ZHIHUI, CASE_CELL, GtkWidget)

GtkWidget *zhihui_case_cell_new (ZhihuiCaseCellKind kind, const ZhihuiCaseLook *look);
void       zhihui_case_cell_set_item (ZhihuiCaseCell *self, ZhihuiCaseItem *item);
void       zhihui_case_cell_refresh (ZhihuiCaseCell *self);

char *zhihui_case_cell_write (ZhihuiCaseCellKind    kind,
                              const ZhihuiDeskCase *one,
                              const ZhihuiCaseLook *look);
int   zhihui_case_cell_compare (ZhihuiCaseCellKind    kind,
                                const ZhihuiDeskCase *x,
                                const ZhihuiDeskCase *y,
                                const ZhihuiCaseLook *look);
char *zhihui_case_cell_write_marks (const ZhihuiDeskCase *one);

int zhihui_case_cell_measure (ZhihuiCaseCellKind kind, const char *title, GtkWidget *widget);
int zhihui_case_cell_measure_em (GtkWidget *widget);

G_END_DECLS
