/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-history-writer.h"

G_BEGIN_DECLS

typedef enum
{
  ZHIHUI_HISTORY_PURGE_UNKNOWN, /* it could not be found out */
  ZHIHUI_HISTORY_PURGE_NOTHING,
  ZHIHUI_HISTORY_PURGE_OLD,     /* older than the limit */
  ZHIHUI_HISTORY_PURGE_CHANGES, /* too much: first the changes between the whole moments */
  ZHIHUI_HISTORY_PURGE_OLDEST,  /* still too much */
  ZHIHUI_HISTORY_PURGE_PAGES,   /* what was freed goes back to the file system */
} ZhihuiHistoryPurgeKind;

/* What is removed next. */
typedef struct
{
  ZhihuiHistoryPurgeKind kind;
  gint64                 before; /* moments before it */
} ZhihuiHistoryPurge;

/* TRUE when there is something to do; UNKNOWN goes with @error. */
gboolean zhihui_history_purge_judge (ZhihuiHistoryStore        *store,
                                     const ZhihuiHistoryLimits *limits,
                                     ZhihuiHistoryPurge        *next,
                                     GError                   **error);
gboolean zhihui_history_purge_step (ZhihuiHistoryStore       *store,
                                    const ZhihuiHistoryPurge *next,
                                    GError                  **error);
gboolean zhihui_history_purge_after (ZhihuiHistoryStore *store, gint64 at, GError **error);
void     zhihui_history_purge_set_limit (ZhihuiHistoryStore *store, gint64 max_bytes);

G_END_DECLS
