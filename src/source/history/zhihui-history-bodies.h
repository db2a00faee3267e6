/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-board-columns.h"
#include "zhihui-history-store.h"

G_BEGIN_DECLS

/* A board whose columns another one may be written against. */
typedef struct
{
  ZhihuiBoardColumns *columns; /* owned, nullable */
  gint64              body;    /* id */
} ZhihuiBoardBase;

gboolean zhihui_history_bodies_put (
  ZhihuiHistoryStore *store, const void *text, gsize length, gint64 *id, GError **error);
gboolean zhihui_history_bodies_put_board (ZhihuiHistoryStore    *store,
                                          ZhihuiBoardColumns    *columns,
                                          const ZhihuiBoardBase *base,
                                          gint64                *id,
                                          GError               **error);
GBytes  *zhihui_history_bodies_get (ZhihuiHistoryStore *store, gint64 id, GError **error);
ZhihuiBoardColumns          *
zhihui_history_bodies_get_board (ZhihuiHistoryStore *store, gint64 id, GError **error);
gboolean zhihui_history_bodies_drop_idle (ZhihuiHistoryStore *store, GError **error);

G_END_DECLS
