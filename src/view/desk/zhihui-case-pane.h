/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-case-names.h"

G_BEGIN_DECLS

/* All that a pane shows of a case; borrowed for the call. */
typedef struct
{
  ZhihuiDeskCase  *one;      /* NULL: none */
  ZhihuiDeskCase  *whole;    /* nullable: the same unmasked */
  gint64           whole_s;  /* that it is still shown */
  GPtrArray       *requests; /* (element-type ZhihuiDeskRequest), nullable */
  const char      *trouble;  /* nullable: why something is not told, in a person's words */
  ZhihuiCaseNames *names;
  ZhihuiZone      *zone;
  gint64           now;     /* of the platform */
  gboolean         is_kept; /* the source is lost: what is owed now is not known */
} ZhihuiCaseView;

#define ZHIHUI_TYPE_CASE_PANE (zhihui_case_pane_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiCasePane, zhihui_case_pane, ZHIHUI, CASE_PANE, GtkWidget)

void zhihui_case_pane_show (ZhihuiCasePane *self, const ZhihuiCaseView *view);
void zhihui_case_pane_pass (ZhihuiCasePane *self, gint64 now, gint64 whole_s);
void zhihui_case_pane_set_may_unmask (ZhihuiCasePane *self, gboolean may);
void zhihui_case_pane_set_told (ZhihuiCasePane *self, const char *words, gboolean has_failed);
void zhihui_case_pane_add_button (ZhihuiCasePane *self, GtkWidget *button);

GtkWidget *zhihui_case_pane_get_head (ZhihuiCasePane *self);

G_END_DECLS
