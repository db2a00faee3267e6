/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-postgresql-sql.h"
#include "zhihui-postgresql.h"

/* Functions of SQLite that views and statements use; and the number of changes. */
static const char own_tables[] =
  "CREATE TABLE IF NOT EXISTS zhihui_change (version BIGINT NOT NULL);"
  "INSERT INTO zhihui_change SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM zhihui_change);"
  "CREATE OR REPLACE FUNCTION zhihui_next_id () RETURNS trigger LANGUAGE plpgsql AS"
  " 'BEGIN EXECUTE format (''SELECT COALESCE (MAX (id), 0) + 1 FROM %I'', TG_ARGV[0]) INTO NEW.id;"
  " RETURN NEW; END';"
  "CREATE OR REPLACE FUNCTION instr (text, text) RETURNS bigint LANGUAGE sql IMMUTABLE"
  " AS 'SELECT strpos ($1, $2)::bigint';"
  "CREATE OR REPLACE FUNCTION datetime (bigint, text, text) RETURNS text LANGUAGE sql IMMUTABLE"
  " AS 'SELECT to_char (to_timestamp ($1) AT TIME ZONE ''UTC'' + $3::interval,"
  " ''YYYY-MM-DD HH24:MI:SS'')'";

static ZhihuiPostgresql *
get_self (ZhihuiDatabase *database)
{
  return (ZhihuiPostgresql *) database;
}

static gboolean
is_in_transaction (ZhihuiDatabase *database)
{
  return get_self (database)->in_transaction;
}

/* "… failing row contains (at) = (1596240000)." */
static gboolean
make_missing_part (ZhihuiPostgresql *self, const char *translated, const PGresult *failure)
{
  const char *table = zhihui_postgresql_get_partitioned_target (translated);
  const char *detail = PQresultErrorField (failure, PG_DIAG_MESSAGE_DETAIL);
  const char *value = detail != NULL ? strstr (detail, ") = (") : NULL;

  return table != NULL && value != NULL &&
         zhihui_postgresql_ensure_part (
           self, table, g_ascii_strtoll (value + strlen (") = ("), NULL, 10));
}

/* Runs one statement; where its rows have no month yet, makes it and tries again. */
static gboolean
run_statement (ZhihuiPostgresql *self, const char *translated)
{
  g_autofree char *guarded = NULL;

  if (zhihui_postgresql_get_partitioned_target (translated) == NULL)
    return zhihui_postgresql_exec (self, translated);

  guarded = g_strconcat ("SAVEPOINT part;", translated, "; RELEASE part", NULL);
  while (zhihui_postgresql_drain (self))
    {
      PGresult *result = PQexec (self->connection, guarded);
      gboolean  again;

      if (PQresultStatus (result) == PGRES_COMMAND_OK)
        {
          PQclear (result);
          return TRUE;
        }
      again = g_strcmp0 (PQresultErrorField (result, PG_DIAG_SQLSTATE), "23514") == 0 &&
              zhihui_postgresql_exec (self, "ROLLBACK TO part") &&
              make_missing_part (self, translated, result);
      if (!again)
        return zhihui_postgresql_take (self, result);
      PQclear (result);
    }
  return FALSE;
}

/* Of several statements only those that need it are run alone: what their rows lack is then known.
 */
static gboolean
run_all (ZhihuiPostgresql *self, const char *sql)
{
  g_autofree char *translated = zhihui_postgresql_translate (sql);
  char            *statement = translated;
  gboolean         in_text = FALSE;

  /* Rows that wait for the end of the transaction to be checked hold their table as it is. */
  if (self->in_transaction && strstr (translated, "CREATE INDEX") != NULL &&
      !zhihui_postgresql_exec (self, "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED"))
    return FALSE;
  if (strstr (translated, "INSERT INTO") == NULL)
    return zhihui_postgresql_exec (self, translated);

  for (char *at = translated; *at != '\0'; at++)
    {
      in_text ^= *at == '\'';
      if (*at != ';' || in_text)
        continue;
      *at = '\0';
      if (!run_statement (self, statement))
        return FALSE;
      statement = at + 1;
    }
  return run_statement (self, statement);
}

static gboolean
run (ZhihuiDatabase *database, const char *sql)
{
  ZhihuiPostgresql *self = get_self (database);

  if (g_str_has_prefix (sql, "BEGIN"))
    return zhihui_postgresql_begin (database, TRUE);
  if (g_str_has_prefix (sql, "COMMIT"))
    return zhihui_postgresql_commit (database);
  if (self->in_transaction)
    return run_all (self, sql);

  if (!zhihui_postgresql_begin (database, TRUE))
    return FALSE;
  if (run_all (self, sql) && zhihui_postgresql_commit (database))
    return TRUE;
  zhihui_postgresql_roll_back (database);
  return FALSE;
}

static gboolean
ask_number (ZhihuiPostgresql *self, const char *sql, const char *text, gint64 *number)
{
  const char *const values[] = { text };
  PGresult         *result;

  if (!zhihui_postgresql_is_ready (self) || !zhihui_postgresql_drain (self))
    return FALSE;
  result = PQexecParams (self->connection, sql, text != NULL, NULL, values, NULL, NULL, 0);
  if (PQresultStatus (result) != PGRES_TUPLES_OK || PQntuples (result) != 1)
    {
      zhihui_postgresql_take (self, result);
      return FALSE;
    }

  *number = g_ascii_strtoll (PQgetvalue (result, 0, 0), NULL, 10);
  PQclear (result);
  return TRUE;
}

/* Within a transaction that failed nothing can be asked, and nothing has changed. */
static guint64
get_data_version (ZhihuiDatabase *database)
{
  ZhihuiPostgresql *self = get_self (database);
  gint64            version = 0;

  if (!ask_number (self, "SELECT version FROM zhihui_change", NULL, &version))
    return 0;
  return (guint64) version - self->n_own;
}

static char *
check (ZhihuiDatabase *database)
{
  /* What no foreign key can keep, since tables in parts have no key of the id alone. */
  static const struct
  {
    const char *table, *sql;
  } checks[] = {
    { "event",
      "SELECT COUNT(*) FROM event e WHERE assignment_id IS NOT NULL AND NOT EXISTS"
      " (SELECT 1 FROM assignment a WHERE a.id = e.assignment_id)" },
    { "rating",
      "SELECT COUNT(*) FROM rating r WHERE NOT EXISTS"
      " (SELECT 1 FROM assignment a WHERE a.id = r.assignment_id)" },
    { "assignment",
      "SELECT COUNT(*) FROM (SELECT id FROM assignment GROUP BY id HAVING COUNT(*) > 1) twice" },
  };
  ZhihuiPostgresql *self = get_self (database);

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      gint64 n = 0;

      if (!ask_number (self, checks[i].sql, NULL, &n))
        return g_strdup (self->message);
      if (n > 0)
        return g_strdup_printf (_ ("a row of the table '%s' refers to nothing"), checks[i].table);
    }
  return NULL;
}

static gboolean
has_table (ZhihuiDatabase *database, const char *table)
{
  static const char one[] = "SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema ()"
                            " AND tablename = $1";
  static const char any[] = "SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema ()"
                            " AND tablename <> 'zhihui_change'";
  gint64            n = 0;

  return ask_number (get_self (database), table != NULL ? one : any, table, &n) && n > 0;
}

/* The database is ours alone, so all tables in it are. */
static gboolean
erase (ZhihuiDatabase *database)
{
  return zhihui_postgresql_exec (
    get_self (database),
    "DO 'DECLARE one record; BEGIN FOR one IN SELECT tablename AS name FROM pg_tables"
    " WHERE schemaname = current_schema () AND tablename <> ''zhihui_change'' LOOP"
    " EXECUTE format (''DROP TABLE IF EXISTS %I CASCADE'', one.name); END LOOP; END'");
}

static gboolean
set_bulk (ZhihuiDatabase *database, gboolean bulk)
{
  return zhihui_postgresql_exec (
    get_self (database), bulk ? "SET synchronous_commit = off" : "SET synchronous_commit = on");
}

static gboolean
join_by_index (ZhihuiDatabase *database, gboolean always)
{
  return zhihui_postgresql_exec (get_self (database),
                                 always ? "SET enable_hashjoin = off; SET enable_mergejoin = off;"
                                          " SET max_parallel_workers_per_gather = 0; SET jit = off"
                                        : "RESET enable_hashjoin; RESET enable_mergejoin;"
                                          " RESET max_parallel_workers_per_gather; RESET jit");
}

static ZhihuiError
get_code (const ZhihuiPostgresql *self)
{
  static const struct
  {
    const char *state;
    ZhihuiError code;
  } codes[] = {
    { "42501", ZHIHUI_ERROR_REFUSED }, { "28", ZHIHUI_ERROR_REFUSED },
    { "3D", ZHIHUI_ERROR_NOT_FOUND },  { "23", ZHIHUI_ERROR_INVALID },
    { "22", ZHIHUI_ERROR_INVALID },    { "53300", ZHIHUI_ERROR_OFFLINE },
    { "53", ZHIHUI_ERROR_TOO_LARGE },  { "08", ZHIHUI_ERROR_OFFLINE },
    { "57", ZHIHUI_ERROR_OFFLINE },    { "40", ZHIHUI_ERROR_OFFLINE },
    { "25", ZHIHUI_ERROR_OFFLINE },
  };

  if (*self->state == '\0' || PQstatus (self->connection) != CONNECTION_OK)
    return ZHIHUI_ERROR_OFFLINE;
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_str_has_prefix (self->state, codes[i].state))
      return codes[i].code;
  return ZHIHUI_ERROR_FAILED;
}

static void
fail (ZhihuiDatabase *database, GError **error)
{
  ZhihuiPostgresql *self = get_self (database);

  if (g_str_equal (self->state, "55P03"))
    g_set_error (error,
                 ZHIHUI_ERROR,
                 ZHIHUI_ERROR_OFFLINE,
                 _ ("%s is locked by another program; try again when it has finished"),
                 database->name);
  else
    g_set_error (error, ZHIHUI_ERROR, get_code (self), "%s: %s", database->name, self->message);
}

static const char *
get_message (ZhihuiDatabase *database)
{
  return get_self (database)->message;
}

static void
free_database (ZhihuiDatabase *database)
{
  ZhihuiPostgresql *self = get_self (database);

  PQfinish (self->connection);
  g_hash_table_unref (self->parts);
  g_free (self->address);
  g_free (self->message);
  g_free (self);
}

/**
 * zhihui_database_postgresql_make_name:
 *
 * Returns: (transfer full): what is said of the database in messages: without the password
 */
char *
zhihui_database_postgresql_make_name (const char *address)
{
  static const char *const shown[] = { "user", "host", "port", "dbname" };
  PQconninfoOption        *options = PQconninfoParse (address, NULL);
  const char              *values[G_N_ELEMENTS (shown)] = { NULL };
  char                    *name;

  for (PQconninfoOption *option = options; option != NULL && option->keyword != NULL; option++)
    for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
      if (g_str_equal (option->keyword, shown[i]))
        values[i] = option->val;

  name = g_strdup_printf ("postgresql://%s%s%s%s%s/%s",
                          values[0] != NULL ? values[0] : "",
                          values[0] != NULL ? "@" : "",
                          values[1] != NULL ? values[1] : "",
                          values[2] != NULL ? ":" : "",
                          values[2] != NULL ? values[2] : "",
                          values[3] != NULL ? values[3] : "");
  PQconninfoFree (options);
  return name;
}

static gboolean
fail_to_open (ZhihuiPostgresql *self, GError **error)
{
  fail (&self->base, error);
  return FALSE;
}

static gboolean
is_ours (ZhihuiPostgresql *self, gboolean create, GError **error)
{
  if (PQstatus (self->connection) != CONNECTION_OK)
    return fail_to_open (self, error);
  if (has_table (&self->base, "zhihui_change"))
    return TRUE;

  if (!create)
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_NOT_FOUND,
                   _ ("There is no database %s; make one with zhihui-platform simulate -d %s"),
                   self->base.name,
                   self->base.name);
      return FALSE;
    }

  if (zhihui_postgresql_exec (self, "BEGIN; " ZHIHUI_POSTGRESQL_LOCK) &&
      zhihui_postgresql_exec (self, own_tables) && zhihui_postgresql_exec (self, "COMMIT"))
    return TRUE;
  zhihui_postgresql_roll_back (&self->base);
  return fail_to_open (self, error);
}

static ZhihuiDatabase *
open_database (const char *place, const char *name, gboolean create, GError **error)
{
  ZhihuiPostgresql *self;
  PQconninfoOption *options = PQconninfoParse (place, NULL);

  /* The words of the library would repeat the address with its password. */
  if (options == NULL)
    {
      g_set_error_literal (error,
                           ZHIHUI_ERROR,
                           ZHIHUI_ERROR_INVALID,
                           _ ("The address of the database is not right: it is "
                              "postgresql://USER@HOST:PORT/NAME"));
      return NULL;
    }

  PQconninfoFree (options);
  self = g_new0 (ZhihuiPostgresql, 1);
  self->address = g_strdup (place);
  self->message = g_strdup ("");
  self->parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->base.name = zhihui_database_postgresql_make_name (place);
  zhihui_postgresql_connect (self);
  if (is_ours (self, create, error))
    return &self->base;

  g_free (self->base.name);
  free_database (&self->base);
  return NULL;
}

/**
 * zhihui_database_postgresql_get_backend:
 *
 * PostgreSQL by libpq: many processes may write, one transaction at a time.
 */
const ZhihuiDatabaseBackend *
zhihui_database_postgresql_get_backend (void)
{
  static const ZhihuiDatabaseBackend backend = {
    .open = open_database,
    .free = free_database,
    .run = run,
    .begin = zhihui_postgresql_begin,
    .commit = zhihui_postgresql_commit,
    .rollback = zhihui_postgresql_roll_back,
    .is_in_transaction = is_in_transaction,
    .get_data_version = get_data_version,
    .check = check,
    .has_table = has_table,
    .erase = erase,
    .set_bulk = set_bulk,
    .join_by_index = join_by_index,
    .fail = fail,
    .get_message = get_message,
    .prepare = zhihui_postgresql_statement_prepare,
    .finalize = zhihui_postgresql_statement_finalize,
    .bind_integer = zhihui_postgresql_statement_bind_integer,
    .bind_real = zhihui_postgresql_statement_bind_real,
    .bind_text = zhihui_postgresql_statement_bind_text,
    .bind_null = zhihui_postgresql_statement_bind_null,
    .clear = zhihui_postgresql_statement_clear,
    .step = zhihui_postgresql_statement_step,
    .reset = zhihui_postgresql_statement_reset,
    .is_null = zhihui_postgresql_statement_is_null,
    .get_integer = zhihui_postgresql_statement_get_integer,
    .get_real = zhihui_postgresql_statement_get_real,
    .get_text = zhihui_postgresql_statement_get_text,
    .get_n_changed = zhihui_postgresql_statement_get_n_changed,
  };

  return &backend;
}
