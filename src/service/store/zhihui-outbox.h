/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-store.h"

G_BEGIN_DECLS

/* What an engine outside the store has not been sent yet: written in the transaction that changes
 * the rows, taken out after the engine has them. Where no engine is fed nothing is written. */

/* Within the caller's transaction. */
gboolean zhihui_outbox_add (ZhihuiStore *store, gint64 assignment_id, GError **error);
gboolean zhihui_outbox_add_all (ZhihuiStore *store, GError **error);

typedef struct
{
  gint64 assignment_id;
  gint64 turn;
} ZhihuiOutboxEntry;

/* In transactions of their own. */
gboolean zhihui_outbox_hold (
  ZhihuiStore *store, const char *place, const char *holder, guint span_s, GError **error);
gboolean zhihui_outbox_let_go (ZhihuiStore *store, const char *holder, GError **error);
gboolean zhihui_outbox_read (ZhihuiStore *store,
                             const char  *place,
                             gint64      *sent_to,
                             gboolean    *has_new,
                             GArray      *entries,
                             guint        limit,
                             GError     **error);
gboolean
zhihui_outbox_note_sent (ZhihuiStore *store, gint64 sent_to, const GArray *entries, GError **error);

G_END_DECLS
