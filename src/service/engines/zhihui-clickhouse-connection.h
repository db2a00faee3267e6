/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The servers of a ClickHouse, spoken to over HTTP. Every call blocks; one thread at a time. */
typedef struct _ZhihuiClickhouse ZhihuiClickhouse;

ZhihuiClickhouse *zhihui_clickhouse_new (const char *address, GError **error);
void              zhihui_clickhouse_free (ZhihuiClickhouse *self);

/* Ends every call that waits; must outlive what it is set for, or NULL. */
void zhihui_clickhouse_set_cancellable (ZhihuiClickhouse *self, GCancellable *cancellable);

const char *zhihui_clickhouse_get_name (ZhihuiClickhouse *self);    /* without the password */
const char *zhihui_clickhouse_get_cluster (ZhihuiClickhouse *self); /* or NULL: one server */
const char *zhihui_clickhouse_get_database (ZhihuiClickhouse *self);

/* The answer (transfer full), columns by tabs and rows by lines, "" for none; NULL with @error:
 * OFFLINE, REFUSED, FAILED. */
char    *zhihui_clickhouse_ask (ZhihuiClickhouse *self, const char *sql, GError **error);
gboolean zhihui_clickhouse_insert (
  ZhihuiClickhouse *self, const char *sql, const char *query_id, GString *rows, GError **error);
/* On every server that has a part of the rows. */
gboolean zhihui_clickhouse_run_everywhere (ZhihuiClickhouse *self, const char *sql, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiClickhouse, zhihui_clickhouse_free)

G_END_DECLS
