/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What zhihui-situation.c and zhihui-situation-builder.c share. */

#include "zhihui-situation.h"

G_BEGIN_DECLS

/* One thing that is read: a dataset or a ranking. */
typedef struct
{
  gpointer      content; /* reference or NULL; its type goes with the place */
  ZhihuiReceipt receipt; /* detail owned */
  char         *region;  /* owned: code of what it is of; NULL: the whole */
} ZhihuiSlot;

typedef struct
{
  ZhihuiBoardKey key; /* its texts are owned */
  ZhihuiSlot     slot;
} ZhihuiRankingSlot;

/**
 * ZhihuiSituation:
 *
 * Everything the platform said, with how each reading went: one consistent set that any thread may
 * read for as long as it holds a reference. Judgements depend on the clock, so they are asked for
 * and not kept.
 */
struct _ZhihuiSituation
{
  ZhihuiSlot        datasets[ZHIHUI_N_DATASETS];
  GPtrArray        *rankings;          /* (element-type ZhihuiRankingSlot), owned */
  ZhihuiRegionPath *region_path;       /* owned, NULL: the whole */
  GBytes           *boundary;          /* owned or NULL */
  ZhihuiZone       *zone;              /* owned */
  char             *source_name;       /* owned, never NULL once finished */
  gboolean          is_past;           /* what was shown once is shown again */
  double            past_speed;        /* how many times as fast; 0: it stands */
  gint64            server_now;        /* the platform's clock … */
  gint64            clock_at_us;       /* … at this monotonic time; 0 never known */
  gboolean          is_clock_doubtful; /* it is later by nobody knows how much */
  gint64            clock_error_s; /* by which this machine's clock is ahead; 0 also: not known */
  gint64            started_us;
};

ZhihuiSituation *zhihui_situation_builder_peek (ZhihuiSituationBuilder *self);
gint64           zhihui_receipt_get_held_us (const ZhihuiReceipt *self);
ZhihuiSlot      *zhihui_situation_find_slot (ZhihuiSituation *self, const ZhihuiBoardKey *key);
ZhihuiFreshness  zhihui_situation_judge_slot (ZhihuiSituation *self,
                                              ZhihuiSlot      *slot,
                                              gboolean         is_ranking,
                                              gint64           now_us);
gint64           zhihui_situation_get_slot_lag_s (ZhihuiSituation *self,
                                                  ZhihuiSlot      *slot,
                                                  gboolean         is_ranking,
                                                  gint64           now_us);

G_END_DECLS
