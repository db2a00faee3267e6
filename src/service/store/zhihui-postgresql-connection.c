/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-error.h"
#include "zhihui-postgresql-sql.h"
#include "zhihui-postgresql.h"

#define CONNECT_TIMEOUT_S "5"
#define LOCK_TIMEOUT_MS "5000"
#define FIRST_PAUSE_US (1 * G_USEC_PER_SEC)
#define LONGEST_PAUSE_US (15 * G_USEC_PER_SEC)

static ZhihuiPostgresql *
get_self (ZhihuiDatabase *database)
{
  return (ZhihuiPostgresql *) database;
}

static const char *
get_password (PQconninfoOption *options)
{
  for (PQconninfoOption *option = options; option != NULL && option->keyword != NULL; option++)
    if (g_str_equal (option->keyword, "password") && option->val != NULL && *option->val != '\0')
      return option->val;
  return NULL;
}

/* The library does not print passwords; whether every server keeps them to itself is not known. */
static void
remember (ZhihuiPostgresql *self, const char *words, const char *state)
{
  PQconninfoOption *options = PQconninfoParse (self->address, NULL);
  const char       *password = get_password (options);
  GString          *message = g_string_new (words);

  if (password != NULL)
    g_string_replace (message, password, "****", 0);
  PQconninfoFree (options);
  g_free (self->message);
  self->message = g_strstrip (g_string_free (message, FALSE));
  g_strlcpy (self->state, state != NULL ? state : "", sizeof self->state);
}

/**
 * zhihui_postgresql_take:
 * @result: (transfer full): of a statement whose rows are not wanted
 *
 * Returns: whether it succeeded; else the words are remembered
 */
gboolean
zhihui_postgresql_take (ZhihuiPostgresql *self, PGresult *result)
{
  ExecStatusType status = PQresultStatus (result);
  gboolean       done =
    status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;

  if (!done)
    remember (self,
              result != NULL ? PQresultErrorMessage (result) : PQerrorMessage (self->connection),
              PQresultErrorField (result, PG_DIAG_SQLSTATE));
  PQclear (result);
  return done;
}

/**
 * zhihui_postgresql_drain:
 *
 * Reads the answers to all that was sent without waiting.
 *
 * Returns: %FALSE when one of the statements failed
 */
gboolean
zhihui_postgresql_drain (ZhihuiPostgresql *self)
{
  gboolean is_done = self->n_sent == 0;

  if (is_done)
    return !self->is_broken;

  PQpipelineSync (self->connection);
  while (!is_done && PQstatus (self->connection) == CONNECTION_OK)
    {
      PGresult      *result = PQgetResult (self->connection);
      ExecStatusType status = PQresultStatus (result);

      is_done = status == PGRES_PIPELINE_SYNC;
      if (result == NULL || is_done || status == PGRES_PIPELINE_ABORTED)
        PQclear (result);
      else
        self->is_broken |= !zhihui_postgresql_take (self, result);
    }
  self->n_sent = 0;
  self->is_broken |= !is_done;
  PQexitPipelineMode (self->connection);
  return !self->is_broken;
}

gboolean
zhihui_postgresql_exec (ZhihuiPostgresql *self, const char *sql)
{
  if (!zhihui_postgresql_drain (self))
    return FALSE;
  return zhihui_postgresql_take (self, PQexec (self->connection, sql));
}

static void
say_notice (void *self, const char *words)
{
  g_debug ("PostgreSQL: %s", words);
}

/**
 * zhihui_postgresql_connect:
 *
 * Connects, or connects again. A server that is away is not asked more often than each second, then
 * each two, four, … seconds: every attempt makes the caller wait.
 */
gboolean
zhihui_postgresql_connect (ZhihuiPostgresql *self)
{
  static const char *const keys[] = {
    "dbname", "connect_timeout", "client_encoding", "fallback_application_name", NULL
  };
  const char *const values[] = {
    self->address, CONNECT_TIMEOUT_S, "UTF8", "zhihui-platform", NULL
  };

  if (g_get_monotonic_time () < self->next_try_us)
    return FALSE;

  PQfinish (self->connection);
  g_hash_table_remove_all (self->parts);
  self->in_transaction = self->is_writing = self->is_broken = FALSE;
  self->n_sent = 0;
  self->generation++;
  self->connection = PQconnectdbParams (keys, values, TRUE);
  PQsetNoticeProcessor (self->connection, say_notice, self);
  if (PQstatus (self->connection) == CONNECTION_OK &&
      zhihui_postgresql_exec (
        self, "SET lock_timeout = " LOCK_TIMEOUT_MS "; SET plan_cache_mode = force_custom_plan"))
    {
      self->pause_us = 0;
      return TRUE;
    }

  remember (self, PQerrorMessage (self->connection), "");
  self->pause_us = CLAMP (self->pause_us * 2, FIRST_PAUSE_US, LONGEST_PAUSE_US);
  self->next_try_us = g_get_monotonic_time () + self->pause_us;
  return FALSE;
}

/**
 * zhihui_postgresql_is_ready:
 *
 * A lost connection is made again, but not within a transaction, which is lost with it.
 */
gboolean
zhihui_postgresql_is_ready (ZhihuiPostgresql *self)
{
  if (PQstatus (self->connection) == CONNECTION_OK)
    return TRUE;
  return !self->in_transaction && zhihui_postgresql_connect (self);
}

gboolean
zhihui_postgresql_begin (ZhihuiDatabase *database, gboolean to_write)
{
  ZhihuiPostgresql *self = get_self (database);
  const char       *sql =
    to_write ? "BEGIN; " ZHIHUI_POSTGRESQL_LOCK : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

  /* The server may have gone since: that is known only when it is asked. */
  if (!zhihui_postgresql_is_ready (self))
    return FALSE;
  if (!zhihui_postgresql_exec (self, sql))
    {
      if (PQstatus (self->connection) == CONNECTION_OK)
        {
          PQclear (PQexec (self->connection, "ROLLBACK"));
          return FALSE;
        }
      if (!zhihui_postgresql_is_ready (self) || !zhihui_postgresql_exec (self, sql))
        return FALSE;
    }

  self->in_transaction = TRUE;
  self->transaction++;
  self->is_writing = to_write;
  return TRUE;
}

gboolean
zhihui_postgresql_commit (ZhihuiDatabase *database)
{
  ZhihuiPostgresql *self = get_self (database);
  gboolean          done;

  if (!zhihui_postgresql_drain (self))
    return FALSE;
  /* COMMIT of a transaction that failed rolls back, and is no error. */
  if (PQtransactionStatus (self->connection) == PQTRANS_INERROR)
    return FALSE;

  done = zhihui_postgresql_exec (
    self, self->is_writing ? "UPDATE zhihui_change SET version = version + 1; COMMIT" : "COMMIT");
  if (done)
    {
      self->n_own += self->is_writing;
      self->in_transaction = self->is_writing = FALSE;
    }
  return done;
}

void
zhihui_postgresql_roll_back (ZhihuiDatabase *database)
{
  ZhihuiPostgresql *self = get_self (database);

  /* The words about what failed before are wanted more than those about this. */
  zhihui_postgresql_drain (self);
  if (PQstatus (self->connection) == CONNECTION_OK)
    PQclear (PQexec (self->connection, "ROLLBACK"));
  g_hash_table_remove_all (self->parts);
  self->in_transaction = self->is_writing = self->is_broken = FALSE;
}

/**
 * zhihui_postgresql_ensure_part:
 *
 * Makes the month of @table to which @instant belongs.
 */
gboolean
zhihui_postgresql_ensure_part (ZhihuiPostgresql *self, const char *table, gint64 instant)
{
  g_autofree char *name = NULL;
  g_autofree char *sql = zhihui_postgresql_make_partition (table, instant, &name);

  if (g_hash_table_contains (self->parts, name))
    return TRUE;
  if (!zhihui_postgresql_exec (self, sql))
    return FALSE;

  g_hash_table_add (self->parts, g_steal_pointer (&name));
  return TRUE;
}
