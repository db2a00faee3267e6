/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* The version of the tables; a file of a newer one is left alone. */
#define ZHIHUI_HISTORY_VERSION 1

typedef enum
{
  ZHIHUI_HISTORY_READ,
  ZHIHUI_HISTORY_WRITE,
  ZHIHUI_HISTORY_WRITE_HASTILY, /* nothing is synced: for tests and measurements */
} ZhihuiHistoryMode;

/* One connection to one file. Used by one thread at a time. */
typedef struct
{
  sqlite3    *db;         /* owned */
  char       *path;       /* owned */
  GHashTable *statements; /* (element-type utf8 sqlite3_stmt), owned: by their text */
} ZhihuiHistoryStore;

ZhihuiHistoryStore      *
zhihui_history_store_open (const char *path, ZhihuiHistoryMode mode, GError **error);
void zhihui_history_store_close (ZhihuiHistoryStore *self);

/* @sql is a constant. The statement is reset, without values, and stays with the store. */
sqlite3_stmt *
zhihui_history_store_prepare (ZhihuiHistoryStore *self, const char *sql, GError **error);
/* TRUE with @has_row, FALSE with @error. After the last row the statement is reset. */
gboolean zhihui_history_store_step (ZhihuiHistoryStore *self,
                                    sqlite3_stmt       *statement,
                                    gboolean           *has_row,
                                    GError            **error);
/* The first number of the first row, @absent when there is none or it is NULL. The values are
 * bound in their order. */
gboolean zhihui_history_store_ask (ZhihuiHistoryStore *self,
                                   const char         *sql,
                                   const gint64       *values,
                                   guint               n_values,
                                   gint64              absent,
                                   gint64             *number,
                                   GError            **error);
gboolean zhihui_history_store_run (
  ZhihuiHistoryStore *self, const char *sql, const gint64 *values, guint n_values, GError **error);

gboolean zhihui_history_store_begin (ZhihuiHistoryStore *self, GError **error);
gboolean zhihui_history_store_commit (ZhihuiHistoryStore *self, GError **error);
void     zhihui_history_store_roll_back (ZhihuiHistoryStore *self);

gboolean zhihui_history_store_note (ZhihuiHistoryStore *self,
                                    const char         *name,
                                    const char         *value,
                                    GError            **error);
char    *zhihui_history_store_dup_note (ZhihuiHistoryStore *self, const char *name);
gint64   zhihui_history_store_get_size (ZhihuiHistoryStore *self, gint64 *used);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiHistoryStore, zhihui_history_store_close)

G_END_DECLS
