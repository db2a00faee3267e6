/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-database.h"

G_BEGIN_DECLS

/* What an engine does; between zhihui-database.c and the engines only. An engine's own structs
 * begin with these two. */
typedef struct
{
  ZhihuiDatabase *(*open) (const char *place, const char *name, gboolean create, GError **error);
  void (*free) (ZhihuiDatabase *self); /* statements are gone before */
  gboolean (*run) (ZhihuiDatabase *self, const char *sql);
  gboolean (*begin) (ZhihuiDatabase *self, gboolean to_write);
  gboolean (*commit) (ZhihuiDatabase *self);
  void (*rollback) (ZhihuiDatabase *self);
  gboolean (*is_in_transaction) (ZhihuiDatabase *self);
  guint64 (*get_data_version) (ZhihuiDatabase *self);
  char *(*check) (ZhihuiDatabase *self);
  gboolean (*has_table) (ZhihuiDatabase *self, const char *table); /* NULL: any table */
  gboolean (*copy) (ZhihuiDatabase *self, const char *file); /* NULL: it has tools of its own */
  gboolean (*is_alone) (ZhihuiDatabase *self);               /* NULL: others always may */
  gboolean (*erase) (ZhihuiDatabase *self); /* NULL: it is a file, which is replaced */
  gboolean (*set_bulk) (ZhihuiDatabase *self, gboolean bulk);
  gboolean (*join_by_index) (ZhihuiDatabase *self, gboolean always); /* NULL: it always does */
  void (*fail) (ZhihuiDatabase *self, GError **error);
  const char *(*get_message) (ZhihuiDatabase *self);

  ZhihuiStatement *(*prepare) (ZhihuiDatabase *self, const char *sql); /* NULL: it failed */
  void (*finalize) (ZhihuiStatement *self);
  void (*bind_integer) (ZhihuiStatement *self, guint parameter, gint64 value);
  void (*bind_real) (ZhihuiStatement *self, guint parameter, double value);
  void (*bind_text) (ZhihuiStatement *self, guint parameter, const char *value);
  void (*bind_null) (ZhihuiStatement *self, guint parameter);
  void (*clear) (ZhihuiStatement *self); /* all bindings */
  ZhihuiStep (*step) (ZhihuiStatement *self);
  void (*reset) (ZhihuiStatement *self);
  gboolean (*is_null) (ZhihuiStatement *self, guint column);
  gint64 (*get_integer) (ZhihuiStatement *self, guint column);
  double (*get_real) (ZhihuiStatement *self, guint column);
  const char *(*get_text) (ZhihuiStatement *self, guint column);
  guint (*get_n_changed) (ZhihuiStatement *self);
  gint64 (*get_new_id) (ZhihuiStatement *self); /* NULL: RETURNING gives a row */
} ZhihuiDatabaseBackend;

struct _ZhihuiDatabase
{
  const ZhihuiDatabaseBackend *backend;
  char                        *name;       /* owned: as messages call it */
  GHashTable                  *statements; /* owned: by address of the SQL */
};

struct _ZhihuiStatement
{
  const ZhihuiDatabaseBackend *backend;
  ZhihuiDatabase              *database; /* not owned */
};

const ZhihuiDatabaseBackend *zhihui_database_sqlite_get_backend (void);
const ZhihuiDatabaseBackend *zhihui_database_postgresql_get_backend (void);
char                        *zhihui_database_postgresql_make_name (const char *address);

G_END_DECLS
