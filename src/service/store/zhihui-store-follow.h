/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-store.h"

G_BEGIN_DECLS

/* What others wrote: how far a ledger knows the database, and what changed since. All but
 * zhihui_store_prepare_following () is done in one transaction of the caller, of one state of the
 * database. */
typedef struct
{
  gint64 event, change, import, calendar; /* ids of the newest, 0 none */
} ZhihuiStorePosition;

gboolean zhihui_store_prepare_following (ZhihuiStore *self, GError **error);
gboolean
zhihui_store_read_position (ZhihuiStore *self, ZhihuiStorePosition *position, GError **error);
gboolean zhihui_store_can_follow (ZhihuiStore               *self,
                                  const ZhihuiStorePosition *from,
                                  const ZhihuiStorePosition *to);

ZhihuiLedger *zhihui_store_load_changed (ZhihuiStore               *self,
                                         ZhihuiLedger              *ledger,
                                         const ZhihuiStorePosition *from,
                                         GError                   **error);
gboolean      zhihui_store_list_accepted (ZhihuiStore               *self,
                                          const ZhihuiStorePosition *from,
                                          GArray                    *moves,
                                          GError                   **error);
gboolean      zhihui_store_load_names (ZhihuiStore *self, ZhihuiLedger *ledger, GError **error);

/* Who writes rows of a case without an event of it. */
gboolean zhihui_store_note_case (ZhihuiStore *self, gint64 case_id, GError **error);

G_END_DECLS
