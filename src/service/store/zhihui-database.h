/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A connection to a database and its prepared statements, whichever engine is behind. SQL is what
 * SQLite 3.40 and PostgreSQL 15 both understand, parameters are ?1 ?2 …, numbered from 1; columns
 * are numbered from 0. One thread only. */
typedef struct _ZhihuiDatabase  ZhihuiDatabase;
typedef struct _ZhihuiStatement ZhihuiStatement;

typedef enum
{
  ZHIHUI_STEP_ROW,
  ZHIHUI_STEP_DONE,
  ZHIHUI_STEP_FAILED, /* zhihui_database_fail() says why */
} ZhihuiStep;

ZhihuiDatabase *zhihui_database_open (const char *address, gboolean create, GError **error);
const char     *zhihui_database_get_path (const char *address);
char           *zhihui_database_make_name (const char *address);
void            zhihui_database_free (ZhihuiDatabase *self);
const char     *zhihui_database_get_name (ZhihuiDatabase *self);

/* Some statements without parameters and without rows. */
gboolean zhihui_database_run (ZhihuiDatabase *self, const char *sql, GError **error);
gboolean zhihui_database_begin (ZhihuiDatabase *self, GError **error);
gboolean zhihui_database_begin_reading (ZhihuiDatabase *self, GError **error);
gboolean zhihui_database_commit (ZhihuiDatabase *self, GError **error);
void     zhihui_database_rollback (ZhihuiDatabase *self);
gboolean zhihui_database_is_in_transaction (ZhihuiDatabase *self);

/* Grows when another connection changed the database. */
guint64 zhihui_database_get_data_version (ZhihuiDatabase *self);
/* NULL: it is sound; else what is wrong. */
char    *zhihui_database_check (ZhihuiDatabase *self);
gboolean zhihui_database_has_table (ZhihuiDatabase *self, const char *table);
/* Writes a copy of the present state into a new file, while others read and write. */
gboolean zhihui_database_copy (ZhihuiDatabase *self, const char *file, GError **error);
/* Whether nobody else has it open; then nobody can until it is freed. */
gboolean zhihui_database_is_alone (ZhihuiDatabase *self);
gboolean zhihui_database_erase (ZhihuiDatabase *self, GError **error);
/* While a new database is filled: what is lost by a crash is made again. */
gboolean zhihui_database_set_bulk (ZhihuiDatabase *self, gboolean bulk, GError **error);
/* For what is known to find some thousand rows of a large table by its index. */
gboolean zhihui_database_join_by_index (ZhihuiDatabase *self, gboolean always, GError **error);
/* Sets @error in the database's own words about what failed last; always FALSE. */
gboolean    zhihui_database_fail (ZhihuiDatabase *self, GError **error);
const char *zhihui_database_get_message (ZhihuiDatabase *self);

/* The statement for @sql (a literal: its address is the key), reset and without bindings; kept by
 * the database. Bad SQL is our mistake and aborts. */
ZhihuiStatement *zhihui_database_prepare (ZhihuiDatabase *self, const char *sql);

void       zhihui_statement_bind_integer (ZhihuiStatement *self, guint parameter, gint64 value);
void       zhihui_statement_bind_real (ZhihuiStatement *self, guint parameter, double value);
void       zhihui_statement_bind_text (ZhihuiStatement *self, guint parameter, const char *value);
void       zhihui_statement_bind_null (ZhihuiStatement *self, guint parameter);
ZhihuiStep zhihui_statement_step (ZhihuiStatement *self);
gboolean   zhihui_statement_finish (ZhihuiStatement *self, GError **error);
/* Of an INSERT … RETURNING id: the id, 0 when it failed. */
gint64      zhihui_statement_take_id (ZhihuiStatement *self, GError **error);
void        zhihui_statement_reset (ZhihuiStatement *self);
gboolean    zhihui_statement_is_null (ZhihuiStatement *self, guint column);
gint64      zhihui_statement_get_integer (ZhihuiStatement *self, guint column);
double      zhihui_statement_get_real (ZhihuiStatement *self, guint column);
const char *zhihui_statement_get_text (ZhihuiStatement *self, guint column);
guint       zhihui_statement_get_n_changed (ZhihuiStatement *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiDatabase, zhihui_database_free)

G_END_DECLS
