/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-store.h"

G_BEGIN_DECLS

/* The audit log: what must be answered for. Append only. What cannot be written there must not
 * happen: write first, then do, in one transaction where both are rows. */
typedef struct
{
  gint64      at;      /* real time: epoch seconds; 0: now */
  const char *actor;   /* start of a token's hash, or "command" */
  const char *action;  /* e.g. "token.made", "case.unmasked", "export" */
  const char *subject; /* of what; nothing personal */
  const char *reason;  /* as given, or "" */
  gint64      n_rows;  /* rows that were seen or written */
} ZhihuiAuditEntry;

gboolean
zhihui_store_write_audit (ZhihuiStore *self, const ZhihuiAuditEntry *entry, GError **error);

typedef void (*ZhihuiAuditFunc) (const ZhihuiAuditEntry *entry, gpointer user_data);
gboolean zhihui_store_read_audit (
  ZhihuiStore *self, gint64 since, ZhihuiAuditFunc visit, gpointer user_data, GError **error);

G_END_DECLS
