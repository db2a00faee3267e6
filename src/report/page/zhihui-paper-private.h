/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-paper.h"

G_BEGIN_DECLS

/* Only the paper and who writes it see this. */
struct _ZhihuiPaper
{
  ZhihuiPaperFormat  format;
  ZhihuiTheme       *theme;  /* owned */
  ZhihuiGlyphFinder *finder; /* borrowed or NULL */
  ZhihuiSheet        sheet;
  GPtrArray         *blocks; /* (element-type ZhihuiBlock) owned */
  GPtrArray         *heads;  /* (element-type ZhihuiBlock) owned */
  GPtrArray         *things; /* owned: what is freed with the paper */
  GArray            *pages;  /* (element-type guint) owned: first block of each; NULL: not cut */
  char              *texts[ZHIHUI_N_PAPER_TEXTS]; /* owned or NULL */
  gint64             made;                        /* epoch seconds: when the figures are of */
  guint              n_tables, n_sections;
};

void zhihui_paper_cut (ZhihuiPaper *self);
void zhihui_paper_list_page (ZhihuiPaper *self, guint page, guint *start, guint *end);

G_END_DECLS
