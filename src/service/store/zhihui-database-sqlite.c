/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <string.h>

#include "zhihui-database-backend.h"
#include "zhihui-error.h"

#define BUSY_TIMEOUT_MS 5000

typedef struct
{
  ZhihuiDatabase base;
  sqlite3       *db; /* owned */
} Database;

typedef struct
{
  ZhihuiStatement base;
  sqlite3_stmt   *statement; /* owned */
  gboolean        gives_id;  /* RETURNING id was left out */
} Statement;

static sqlite3 *
get_db (ZhihuiDatabase *self)
{
  return ((Database *) self)->db;
}

static sqlite3_stmt *
get_statement (ZhihuiStatement *self)
{
  return ((Statement *) self)->statement;
}

static ZhihuiError
get_code (int result)
{
  switch (result & 0xff)
    {
    case SQLITE_CANTOPEN:
      return ZHIHUI_ERROR_NOT_FOUND;
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return ZHIHUI_ERROR_MALFORMED;
    case SQLITE_PERM:
    case SQLITE_READONLY:
    case SQLITE_AUTH:
      return ZHIHUI_ERROR_REFUSED;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return ZHIHUI_ERROR_OFFLINE;
    case SQLITE_CONSTRAINT:
      return ZHIHUI_ERROR_INVALID;
    case SQLITE_FULL:
    case SQLITE_TOOBIG:
      return ZHIHUI_ERROR_TOO_LARGE;
    default:
      return ZHIHUI_ERROR_FAILED;
    }
}

static void
fail (ZhihuiDatabase *self, GError **error)
{
  int         result = sqlite3_extended_errcode (get_db (self));
  const char *words = sqlite3_errmsg (get_db (self));

  switch (result & 0xff)
    {
    case SQLITE_NOTADB:
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_MALFORMED,
                   _ ("%s is not a Zhihui database; make one with zhihui-platform simulate -d %s"),
                   self->name,
                   self->name);
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_OFFLINE,
                   _ ("%s is locked by another program; try again when it has finished"),
                   self->name);
      break;
    default:
      g_set_error (error, ZHIHUI_ERROR, get_code (result), "%s: %s", self->name, words);
      break;
    }
}

static const char *
get_message (ZhihuiDatabase *self)
{
  return sqlite3_errmsg (get_db (self));
}

static gboolean
run (ZhihuiDatabase *self, const char *sql)
{
  return sqlite3_exec (get_db (self), sql, NULL, NULL, NULL) == SQLITE_OK;
}

static void
free_database (ZhihuiDatabase *self)
{
  sqlite3_close (get_db (self));
  g_free (self);
}

static ZhihuiDatabase *
open_database (const char *place, const char *name, gboolean create, GError **error)
{
  int       flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX;
  Database *self;

  if (!create && !g_str_equal (place, ":memory:") && !g_file_test (place, G_FILE_TEST_EXISTS))
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_NOT_FOUND,
                   _ ("There is no database %s; make one with zhihui-platform simulate -d %s"),
                   name,
                   name);
      return NULL;
    }

  self = g_new0 (Database, 1);
  self->base.name = g_strdup (name);
  if (sqlite3_open_v2 (place, &self->db, flags | (create ? SQLITE_OPEN_CREATE : 0), NULL) ==
        SQLITE_OK &&
      sqlite3_busy_timeout (self->db, BUSY_TIMEOUT_MS) == SQLITE_OK &&
      run (&self->base, "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL") &&
      (run (&self->base, "PRAGMA journal_mode = WAL") || !create))
    return &self->base;

  fail (&self->base, error);
  g_free (self->base.name);
  free_database (&self->base);
  return NULL;
}

static gboolean
begin (ZhihuiDatabase *self, gboolean to_write)
{
  return run (self, to_write ? "BEGIN IMMEDIATE" : "BEGIN");
}

static gboolean
commit (ZhihuiDatabase *self)
{
  return run (self, "COMMIT");
}

static void
roll_back (ZhihuiDatabase *self)
{
  run (self, "ROLLBACK");
}

static gboolean
is_in_transaction (ZhihuiDatabase *self)
{
  return sqlite3_get_autocommit (get_db (self)) == 0;
}

static guint64
get_data_version (ZhihuiDatabase *self)
{
  ZhihuiStatement *statement = zhihui_database_prepare (self, "PRAGMA data_version");
  guint64          version = 0;

  if (zhihui_statement_step (statement) == ZHIHUI_STEP_ROW)
    version = (guint64) zhihui_statement_get_integer (statement, 0);
  zhihui_statement_reset (statement);
  return version;
}

static char *
check (ZhihuiDatabase *self)
{
  ZhihuiStatement *pages = zhihui_database_prepare (self, "PRAGMA quick_check (1)");
  ZhihuiStatement *keys = zhihui_database_prepare (self, "PRAGMA foreign_key_check");
  ZhihuiStep       step = zhihui_statement_step (pages);
  g_autofree char *words = NULL;

  if (step == ZHIHUI_STEP_ROW)
    words = g_strdup (zhihui_statement_get_text (pages, 0));
  zhihui_statement_reset (pages);
  if (words == NULL || !g_str_equal (words, "ok"))
    return words != NULL ? g_steal_pointer (&words) : g_strdup (get_message (self));

  step = zhihui_statement_step (keys);
  g_clear_pointer (&words, g_free);
  if (step == ZHIHUI_STEP_ROW)
    words = g_strdup_printf (_ ("a row of the table '%s' refers to nothing"),
                             zhihui_statement_get_text (keys, 0));
  else if (step == ZHIHUI_STEP_FAILED)
    words = g_strdup (get_message (self));
  zhihui_statement_reset (keys);
  return g_steal_pointer (&words);
}

static gboolean
has_table (ZhihuiDatabase *self, const char *table)
{
  static const char sql[] = "SELECT COUNT(*) FROM sqlite_master WHERE ?1 IS NULL OR name = ?1";
  ZhihuiStatement  *statement = zhihui_database_prepare (self, sql);
  gboolean          has = FALSE;

  zhihui_statement_bind_text (statement, 1, table);
  if (zhihui_statement_step (statement) == ZHIHUI_STEP_ROW)
    has = zhihui_statement_get_integer (statement, 0) > 0;
  zhihui_statement_reset (statement);
  return has;
}

/* One read transaction: a state that was, whoever writes meanwhile. */
static gboolean
copy (ZhihuiDatabase *self, const char *file)
{
  ZhihuiStatement *statement = zhihui_database_prepare (self, "VACUUM INTO ?1");

  zhihui_statement_bind_text (statement, 1, file);
  return zhihui_statement_finish (statement, NULL);
}

/* To leave the write-ahead log takes the whole file. */
static gboolean
is_alone (ZhihuiDatabase *self)
{
  return run (self,
              "PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE;"
              "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT");
}

static gboolean
is_in_memory (ZhihuiDatabase *self)
{
  const char *file = sqlite3_db_filename (get_db (self), "main");

  return file == NULL || *file == '\0';
}

static gboolean
set_bulk (ZhihuiDatabase *self, gboolean bulk)
{
  if (bulk)
    return run (self,
                "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF");
  if (!run (self, "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA journal_mode = WAL"))
    return FALSE;
  /* A database in memory has no WAL, and would stay without a journal to roll back by. */
  return !is_in_memory (self) || run (self, "PRAGMA journal_mode = MEMORY");
}

/* SQLite answers RETURNING from a table that it makes for it, each time: a fifth of the time of a
 * simulation. It knows the id of a row that was new without. */
static int
find_length (const char *sql)
{
  static const char returning[] = " RETURNING id";

  return g_str_has_prefix (sql, "INSERT ") && g_str_has_suffix (sql, returning) &&
             strstr (sql, " ON CONFLICT ") == NULL
           ? (int) (strlen (sql) - strlen (returning))
           : -1;
}

static ZhihuiStatement *
prepare (ZhihuiDatabase *self, const char *sql)
{
  int           length = find_length (sql);
  sqlite3_stmt *statement = NULL;
  Statement    *wrapped;

  if (sqlite3_prepare_v3 (
        get_db (self), sql, length, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
    return NULL;

  wrapped = g_new0 (Statement, 1);
  wrapped->statement = statement;
  wrapped->gives_id = length >= 0;
  return &wrapped->base;
}

static void
finalize (ZhihuiStatement *self)
{
  sqlite3_finalize (get_statement (self));
  g_free (self);
}

static void
bind_integer (ZhihuiStatement *self, guint parameter, gint64 value)
{
  sqlite3_bind_int64 (get_statement (self), (int) parameter, value);
}

static void
bind_real (ZhihuiStatement *self, guint parameter, double value)
{
  sqlite3_bind_double (get_statement (self), (int) parameter, value);
}

static void
bind_text (ZhihuiStatement *self, guint parameter, const char *value)
{
  sqlite3_bind_text (get_statement (self), (int) parameter, value, -1, SQLITE_TRANSIENT);
}

static void
bind_null (ZhihuiStatement *self, guint parameter)
{
  sqlite3_bind_null (get_statement (self), (int) parameter);
}

static void
clear (ZhihuiStatement *self)
{
  sqlite3_clear_bindings (get_statement (self));
}

static ZhihuiStep
step (ZhihuiStatement *self)
{
  switch (sqlite3_step (get_statement (self)))
    {
    case SQLITE_ROW:
      return ZHIHUI_STEP_ROW;
    case SQLITE_DONE:
      return ZHIHUI_STEP_DONE;
    default:
      return ZHIHUI_STEP_FAILED;
    }
}

static void
reset (ZhihuiStatement *self)
{
  sqlite3_reset (get_statement (self));
}

static gboolean
is_null (ZhihuiStatement *self, guint column)
{
  return sqlite3_column_type (get_statement (self), (int) column) == SQLITE_NULL;
}

static gint64
get_integer (ZhihuiStatement *self, guint column)
{
  return sqlite3_column_int64 (get_statement (self), (int) column);
}

static double
get_real (ZhihuiStatement *self, guint column)
{
  return sqlite3_column_double (get_statement (self), (int) column);
}

static const char *
get_text (ZhihuiStatement *self, guint column)
{
  return (const char *) sqlite3_column_text (get_statement (self), (int) column);
}

static guint
get_n_changed (ZhihuiStatement *self)
{
  return (guint) sqlite3_changes (get_db (self->database));
}

static gint64
get_new_id (ZhihuiStatement *self)
{
  return ((Statement *) self)->gives_id ? sqlite3_last_insert_rowid (get_db (self->database)) : 0;
}

/**
 * zhihui_database_sqlite_get_backend:
 *
 * SQLite in WAL mode: one file, one writer at a time.
 */
const ZhihuiDatabaseBackend *
zhihui_database_sqlite_get_backend (void)
{
  static const ZhihuiDatabaseBackend backend = {
    .open = open_database,
    .free = free_database,
    .run = run,
    .begin = begin,
    .commit = commit,
    .rollback = roll_back,
    .is_in_transaction = is_in_transaction,
    .get_data_version = get_data_version,
    .check = check,
    .has_table = has_table,
    .copy = copy,
    .is_alone = is_alone,
    .set_bulk = set_bulk,
    .fail = fail,
    .get_message = get_message,
    .prepare = prepare,
    .finalize = finalize,
    .bind_integer = bind_integer,
    .bind_real = bind_real,
    .bind_text = bind_text,
    .bind_null = bind_null,
    .clear = clear,
    .step = step,
    .reset = reset,
    .is_null = is_null,
    .get_integer = get_integer,
    .get_real = get_real,
    .get_text = get_text,
    .get_n_changed = get_n_changed,
    .get_new_id = get_new_id,
  };

  return &backend;
}
