/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-case-columns.h"
#include "zhihui-case-table.h"
#include "zhihui-sortable.h"

G_BEGIN_DECLS

struct _ZhihuiCaseTable
{
  GtkWidget parent_instance;

  GtkWidget          *scroller;    /* child */
  GtkColumnView      *column_view; /* borrowed */
  ZhihuiCaseColumns   columns;
  GListStore         *store;     /* owned (element-type ZhihuiCaseItem) in the platform's order */
  GtkSortListModel   *sorted;    /* owned */
  GtkSingleSelection *selection; /* owned */
  GHashTable         *known;     /* owned: id → borrowed item of @store */
  GPtrArray          *cells;     /* (element-type ZhihuiCaseCell) borrowed: what is bound */
  ZhihuiCaseLook      look;
  guint               choosing_id; /* which columns are seen is chosen soon */
  gboolean            taking;     /* rows are being exchanged: who is selected is said afterwards */
  gboolean            is_asking;  /* by which column they stand: the first that is asked says it */
  ZhihuiCaseCellKind  asked;      /* that one */
  gboolean            is_sorting; /* the view is being told its order */
};

/* zhihui-case-order.c: how the rows stand. */
void zhihui_case_table_order_changed (ZhihuiCaseTable *self);
void zhihui_case_table_sortable_init (ZhihuiSortableInterface *iface);

G_END_DECLS
