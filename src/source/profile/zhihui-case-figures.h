/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-bundle.h"
#include "zhihui-source.h"

G_BEGIN_DECLS

/* A board that is wanted, of every peer group. */
typedef struct
{
  ZhihuiBoard board;
  char       *period; /* owned */
  ZhihuiOrder order;
  char       *way; /* owned, nullable: where it stands in a situation */
} ZhihuiWantedBoard;

void       zhihui_wanted_board_free (ZhihuiWantedBoard *self);
GPtrArray *zhihui_wanted_boards_new (const ZhihuiWants *wants);

const char *zhihui_case_figures_explain_missing (const ZhihuiProfileTable *table,
                                                 ZhihuiBoard               board);
void
zhihui_case_figures_count (ZhihuiBundle *bundle, ZhihuiCaseBook *book, const GPtrArray *wanted);
ZhihuiMeta *
zhihui_profile_make_meta (const ZhihuiProfile *profile, const GPtrArray *units, gint64 as_of);

G_END_DECLS
