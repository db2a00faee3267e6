/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

G_BEGIN_DECLS

/* Rows of boards and units are small: a province is one page. */
#define ZHIHUI_BOARD_PAGE_LIMIT "20000"

/* One board. Its texts are borrowed. */
typedef struct
{
  ZhihuiBoard board;
  const char *peer;   /* id of the peer group, "all" for every unit */
  const char *region; /* nullable: code of the part of the deployment that it is of */
  const char *period; /* nullable: the board's default; "": the platform's for what is counted */
  ZhihuiOrder order;
  guint       first, last; /* only so many ranked rows from the head and the foot; 0, 0 is all (the
                              source pages on) */
  ZhihuiWindow window;     /* instead of @period; from is to: none */
  guint        tier;       /* only this third of the units by volume, 0 all */
  guint        min_n;      /* least number to be ranked, 0: the platform's */
  gboolean     has_basis;  /* else the board's own */
  ZhihuiBasis  basis;      /* by which time work belongs to the period */
  const char  *way;        /* nullable: where it stands in a situation, as ZhihuiBoardKey has it */
} ZhihuiBoardAsked;

char    *zhihui_board_asked_make_path (const ZhihuiBoardAsked *self, ZhihuiMetric metric);
gboolean zhihui_board_asked_is_of_usual_days (const ZhihuiBoardAsked *self);
gpointer zhihui_board_asked_decode (GBytes *body, GError **error);

G_END_DECLS
