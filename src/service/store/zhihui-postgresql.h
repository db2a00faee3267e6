/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libpq-fe.h>

#include "zhihui-database-backend.h"

G_BEGIN_DECLS

/* One writer at a time, whatever process: what it read before it wrote is then still so. "Zhihui".
 */
#define ZHIHUI_POSTGRESQL_LOCK "SELECT pg_advisory_xact_lock (99091617904233)"

/* The parts of the engine PostgreSQL: the connection, its statements, the database. */
typedef struct
{
  ZhihuiDatabase base;
  PGconn        *connection; /* owned */
  char          *address;    /* owned: with its password; never printed */
  char          *message;    /* owned: the words about the last failure, "" none */
  char           state[6];   /* SQLSTATE of it, "" when the connection was lost */
  guint          generation; /* grows with every connection: it knows no statement of the last */
  guint          n_names;    /* given to statements and cursors */
  gboolean       in_transaction, is_writing;
  guint          transaction; /* number of the present or last one */
  gboolean       is_bulk;     /* rows are written without waiting for the answer to each */
  guint          n_sent;      /* statements whose answers were not read yet */
  gboolean       is_broken;   /* one of them failed: the transaction can only be rolled back */
  guint64        n_own;       /* transactions of ours that changed the database */
  GHashTable    *parts;       /* (element-type utf8): months that are there */
  gint64         next_try_us; /* monotonic: no connection is tried before */
  gint64         pause_us;
} ZhihuiPostgresql;

gboolean zhihui_postgresql_connect (ZhihuiPostgresql *self);
gboolean zhihui_postgresql_is_ready (ZhihuiPostgresql *self);
gboolean zhihui_postgresql_take (ZhihuiPostgresql *self, PGresult *result);
gboolean zhihui_postgresql_drain (ZhihuiPostgresql *self);
gboolean zhihui_postgresql_exec (ZhihuiPostgresql *self, const char *sql);
gboolean zhihui_postgresql_begin (ZhihuiDatabase *database, gboolean to_write);
gboolean zhihui_postgresql_commit (ZhihuiDatabase *database);
void     zhihui_postgresql_roll_back (ZhihuiDatabase *database);
gboolean zhihui_postgresql_ensure_part (ZhihuiPostgresql *self, const char *table, gint64 instant);

ZhihuiStatement *zhihui_postgresql_statement_prepare (ZhihuiDatabase *database, const char *sql);
void             zhihui_postgresql_statement_finalize (ZhihuiStatement *statement);
void
zhihui_postgresql_statement_bind_integer (ZhihuiStatement *statement, guint number, gint64 value);
void zhihui_postgresql_statement_bind_real (ZhihuiStatement *statement, guint number, double value);
void
zhihui_postgresql_statement_bind_text (ZhihuiStatement *statement, guint number, const char *value);
void        zhihui_postgresql_statement_bind_null (ZhihuiStatement *statement, guint number);
void        zhihui_postgresql_statement_clear (ZhihuiStatement *statement);
ZhihuiStep  zhihui_postgresql_statement_step (ZhihuiStatement *statement);
void        zhihui_postgresql_statement_reset (ZhihuiStatement *statement);
gboolean    zhihui_postgresql_statement_is_null (ZhihuiStatement *statement, guint column);
gint64      zhihui_postgresql_statement_get_integer (ZhihuiStatement *statement, guint column);
double      zhihui_postgresql_statement_get_real (ZhihuiStatement *statement, guint column);
const char *zhihui_postgresql_statement_get_text (ZhihuiStatement *statement, guint column);
guint       zhihui_postgresql_statement_get_n_changed (ZhihuiStatement *statement);

G_END_DECLS
