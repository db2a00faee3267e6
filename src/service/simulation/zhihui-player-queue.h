/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-simulator-text.h"

G_BEGIN_DECLS

/* What waits: cases that have not come in and events that have not happened, day by day, in memory
 * and, between two runs of the program, in the tables pending_case and pending_event. */
typedef struct _ZhihuiPlayerQueue ZhihuiPlayerQueue;

/* A case known to the queue. */
typedef struct
{
  ZhihuiPlayedCase   played;
  ZhihuiPlayedTexts *texts;      /* owned, NULL: to be made from @played */
  guint              case_index; /* in the ledger; ZHIHUI_NO_INDEX before it comes in */
  gboolean           is_stored;  /* in pending_case */
} ZhihuiSlot;

ZhihuiPlayerQueue *zhihui_player_queue_new (ZhihuiZone *zone);
void               zhihui_player_queue_free (ZhihuiPlayerQueue *self);
void
zhihui_player_queue_add_day (ZhihuiPlayerQueue *self, const GArray *cases, const GArray *events);
void               zhihui_player_queue_open_day (ZhihuiPlayerQueue *self, gint32 day);
ZhihuiPlayedEvent *zhihui_player_queue_take (ZhihuiPlayerQueue *self, gint64 until);
ZhihuiSlot        *zhihui_player_queue_get_slot (ZhihuiPlayerQueue *self, guint slot);

gboolean zhihui_player_queue_load (ZhihuiPlayerQueue *self,
                                   ZhihuiStore       *store,
                                   ZhihuiLedger      *ledger,
                                   GError           **error);
gboolean zhihui_player_queue_save (ZhihuiPlayerQueue    *self,
                                   ZhihuiStore          *store,
                                   const ZhihuiScenario *scenario,
                                   guint64               seed,
                                   gint64                now,
                                   GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiPlayerQueue, zhihui_player_queue_free)

G_END_DECLS
