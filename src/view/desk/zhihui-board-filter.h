/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zhihui-board-look.h"
#include "zhihui-figure-definition.h"
#include "zhihui-situation.h"

G_BEGIN_DECLS

/* What boards are wanted. Borrowed from who tells it. */
typedef struct
{
  const char    *peer;   /* NULL before the platform names one */
  const char    *period; /* NULL: of each board its own, or @window */
  ZhihuiWindow   window; /* from is to: none */
  ZhihuiOrder    order;
  guint          tier;  /* 0 all */
  guint          min_n; /* 0: the platform's */
  gboolean       has_basis;
  ZhihuiBasis    basis;
  ZhihuiCompared compared;
} ZhihuiBoardChoice;

/* The row over the boards: period, peer group, by which date, with what compared, which of the
 * units, and what the figures are. */
#define ZHIHUI_TYPE_BOARD_FILTER (zhihui_board_filter_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiBoardFilter, zhihui_board_filter, ZHIHUI, BOARD_FILTER, AdwBin)

/* One choice that can be remembered: a property of @object. */
typedef void (*ZhihuiBoardFilterFunc) (const char *name,
                                       GObject    *object,
                                       const char *property,
                                       gpointer    user_data);

gboolean
zhihui_board_filter_show (ZhihuiBoardFilter *self, ZhihuiSituation *situation, gboolean is_whole);
ZhihuiBoardChoice zhihui_board_filter_get (ZhihuiBoardFilter *self, ZhihuiBoard board);
const char       *zhihui_board_filter_get_days (ZhihuiBoardFilter *self);
const char       *zhihui_board_filter_get_peer_label (ZhihuiBoardFilter *self);
void              zhihui_board_filter_set_peer (ZhihuiBoardFilter *self, const char *peer);
void              zhihui_board_filter_set_board (ZhihuiBoardFilter *self, ZhihuiBoard board);
void              zhihui_board_filter_define (ZhihuiBoardFilter *self, ZhihuiMetric metric);
void              zhihui_board_filter_set_ranking (ZhihuiBoardFilter *self, ZhihuiRanking *ranking);
void              zhihui_board_filter_foreach (ZhihuiBoardFilter    *self,
                                               ZhihuiBoardFilterFunc func,
                                               gpointer              user_data);

G_END_DECLS
