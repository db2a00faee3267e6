/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-case-detail.h"
#include "zhihui-case-filter-bar.h"
#include "zhihui-case-pane.h"
#include "zhihui-case-reader.h"
#include "zhihui-case-table.h"
#include "zhihui-desk-case-actions.h"
#include "zhihui-desk-cases.h"
#include "zhihui-desk-page.h"
#include "zhihui-side-pane.h"
#include "zhihui-sort-menu.h"

G_BEGIN_DECLS

struct _ZhihuiDeskCasesPage
{
  AdwBin parent_instance;

  ZhihuiDesk            *desk;    /* borrowed */
  ZhihuiCaseReader      *reader;  /* owned, NULL before it is opened */
  ZhihuiCaseDetail      *detail;  /* owned, likewise */
  ZhihuiCaseNames       *names;   /* owned, NULL before the first situation */
  gconstpointer          told[4]; /* what @names were made of, only to be compared */
  GSimpleActionGroup    *actions; /* owned */
  ZhihuiDeskCaseActions *acts; /* owned, NULL before it is opened: what can be told of the case */
  ZhihuiSidePane        *side; /* owned: opens @pane */
  gboolean               is_other;   /* other cases are asked for than those that the table has */
  guint                  waiting_id; /* until then they stay */
  ZhihuiSortMenu        *sort;       /* owned */

  /* template children */
  AdwFlap             *flap;
  ZhihuiCasePane      *pane;
  ZhihuiCaseFilterBar *filter_bar;
  GtkWidget           *region_button;
  AdwButtonContent    *region_content;
  GtkMenuButton       *sort_button;
  GtkStack            *stack;
  ZhihuiCaseTable     *table;
  AdwStatusPage       *empty_page, *trouble_page;
  GtkWidget           *all_button;
  GtkLabel            *foot;
};

/* By the clock of the platform. */
gint64           zhihui_desk_cases_get_now (ZhihuiDeskCasesPage *self);
ZhihuiDeskCases *zhihui_desk_cases_list_rows (ZhihuiDeskCasesPage *self);

/* zhihui-desk-cases-actions.c: what is done with what is shown. */
void zhihui_desk_cases_add_actions (ZhihuiDeskCasesPage *self);
void zhihui_desk_cases_enable_actions (ZhihuiDeskCasesPage *self, gboolean has_case);

G_END_DECLS
