/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-case-book.h"
#include "zhihui-table-book.h"

G_BEGIN_DECLS

/* What one resource of a profile comes to: any of the datasets, and boards. Reference counted;
 * read-only once finished. */

typedef struct
{
  ZhihuiBoard    board;
  ZhihuiRanking *ranking; /* owned */
} ZhihuiBundleBoard;

struct _ZhihuiBundle
{
  gint64         as_of;
  gpointer       datasets[ZHIHUI_N_DATASETS]; /* owned, nullable */
  GPtrArray     *boards;                      /* (element-type ZhihuiBundleBoard), owned */
  ZhihuiFindings findings;
  /* While it is read; then NULL. */
  ZhihuiCaseBook  *book;       /* owned, nullable: of cases */
  ZhihuiTableBook *table_book; /* owned, nullable: of figures */
  char            *digest;     /* owned, nullable: of the last page */
  gint64           n_walked;   /* rows in the pages of this walk, or of its span of time */
  gint64           n_moved;    /* of these those that an earlier page had */
  gint64           page_rows;  /* the most that one page had */
};

ZhihuiBundle *zhihui_bundle_new (gint64 as_of);
ZhihuiBundle *zhihui_bundle_ref (ZhihuiBundle *self);
void          zhihui_bundle_unref (ZhihuiBundle *self);
void          zhihui_bundle_take_dataset (ZhihuiBundle *self, ZhihuiDataset dataset, gpointer data);
void zhihui_bundle_take_board (ZhihuiBundle *self, ZhihuiBoard board, ZhihuiRanking *ranking);

/* Figures only, as the wire writes them: what goes to disk. */
GPtrArray    *zhihui_bundle_keep (ZhihuiBundle *self, ZhihuiZone *zone);
ZhihuiBundle *zhihui_bundle_restore (GPtrArray *bodies, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiBundle, zhihui_bundle_unref)

G_END_DECLS
