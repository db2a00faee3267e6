/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-store.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "zhihui-error.h"
#include "zhihui-schema.h"

#define BUSY_TIMEOUT_MS 5000

struct _ZhihuiStore
{
  sqlite3    *db;         /* owned */
  char       *name;       /* owned: as the user gave it, for messages */
  GHashTable *statements; /* (element-type pointer sqlite3_stmt), owned: by address of the SQL */
};

static void
finalize (gpointer statement)
{
  sqlite3_finalize (statement);
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

static gboolean
fail (ZhihuiStore *self, GError **error)
{
  int         result = sqlite3_extended_errcode (self->db);
  const char *words = sqlite3_errmsg (self->db);

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
  return FALSE;
}

static gboolean
run (ZhihuiStore *self, const char *sql, GError **error)
{
  return sqlite3_exec (self->db, sql, NULL, NULL, NULL) == SQLITE_OK || fail (self, error);
}

static gboolean
read_number (ZhihuiStore *self, const char *sql, int *number, GError **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean      ok = FALSE;

  if (sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL) == SQLITE_OK &&
      sqlite3_step (statement) == SQLITE_ROW)
    {
      *number = sqlite3_column_int (statement, 0);
      ok = TRUE;
    }

  if (!ok)
    fail (self, error);
  sqlite3_finalize (statement);
  return ok;
}

static gboolean
check_or_create (ZhihuiStore *self, gboolean create, GError **error)
{
  int application_id = 0, version = 0, n_objects = 0;

  if (!read_number (self, "PRAGMA application_id", &application_id, error) ||
      !read_number (self, "PRAGMA user_version", &version, error) ||
      !read_number (self, "SELECT COUNT(*) FROM sqlite_master", &n_objects, error))
    return FALSE;

  if (create && application_id == 0 && n_objects == 0)
    {
      if (!run (self, "BEGIN IMMEDIATE", error))
        return FALSE;
      if (zhihui_schema_create (self->db, error))
        return run (self, "COMMIT", error);
      zhihui_store_rollback (self);
      return FALSE;
    }

  if (application_id != ZHIHUI_SCHEMA_APPLICATION_ID)
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_MALFORMED,
                   _ ("%s is not a Zhihui database; make one with zhihui-platform simulate -d %s"),
                   self->name,
                   self->name);
      return FALSE;
    }

  if (version > ZHIHUI_SCHEMA_VERSION)
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("%s was written by a newer version of this program (tables %d, known %d)"),
                   self->name,
                   version,
                   ZHIHUI_SCHEMA_VERSION);
      return FALSE;
    }

  return version == ZHIHUI_SCHEMA_VERSION || zhihui_schema_upgrade (self->db, version, error);
}

/**
 * zhihui_store_open:
 * @database: a path, or ":memory:"
 * @create: whether to make the file and the tables when they are not there
 *
 * Returns: (transfer full) (nullable): the store, or %NULL with @error: NOT_FOUND without a file,
 *   MALFORMED when it is something else, REFUSED without the right to it, OFFLINE when locked
 */
ZhihuiStore *
zhihui_store_open (const char *database, gboolean create, GError **error)
{
  g_autoptr (ZhihuiStore) self = NULL;
  gboolean in_memory;
  int      flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX;

  g_return_val_if_fail (database != NULL, NULL);

  in_memory = g_str_equal (database, ":memory:");
  if (!create && !in_memory && !g_file_test (database, G_FILE_TEST_EXISTS))
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_NOT_FOUND,
                   _ ("There is no database %s; make one with zhihui-platform simulate -d %s"),
                   database,
                   database);
      return NULL;
    }

  self = g_new0 (ZhihuiStore, 1);
  self->name = g_strdup (database);
  self->statements = g_hash_table_new_full (NULL, NULL, NULL, finalize);

  if (sqlite3_open_v2 (database, &self->db, flags | (create ? SQLITE_OPEN_CREATE : 0), NULL) !=
      SQLITE_OK)
    {
      fail (self, error);
      return NULL;
    }

  sqlite3_busy_timeout (self->db, BUSY_TIMEOUT_MS);
  if (!check_or_create (self, create || in_memory, error) ||
      !run (self, "PRAGMA journal_mode = WAL", error) ||
      !run (self, "PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON", error))
    return NULL;

  return g_steal_pointer (&self);
}

void
zhihui_store_free (ZhihuiStore *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->statements);
  sqlite3_close (self->db);
  g_free (self->name);
  g_free (self);
}

/**
 * zhihui_store_get_handle:
 *
 * Returns: (transfer none): the connection, for readers with queries of their own
 */
sqlite3 *
zhihui_store_get_handle (ZhihuiStore *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->db;
}

/**
 * zhihui_store_prepare:
 * @sql: a literal; its address is the key under which the statement is kept
 *
 * Returns: (transfer none): the statement, reset and without bindings. Wrong SQL aborts: it is our
 *   mistake.
 */
sqlite3_stmt *
zhihui_store_prepare (ZhihuiStore *self, const char *sql)
{
  sqlite3_stmt *statement;

  g_return_val_if_fail (self != NULL, NULL);

  statement = g_hash_table_lookup (self->statements, sql);
  if (statement != NULL)
    {
      sqlite3_reset (statement);
      sqlite3_clear_bindings (statement);
      return statement;
    }

  if (sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) !=
      SQLITE_OK)
    g_error ("%s: %s in: %s", self->name, sqlite3_errmsg (self->db), sql);

  g_hash_table_insert (self->statements, (gpointer) sql, statement);
  return statement;
}

/**
 * zhihui_store_finish:
 *
 * Runs a statement that gives no rows to its end and resets it.
 *
 * Returns: %FALSE with @error in the database's words
 */
gboolean
zhihui_store_finish (ZhihuiStore *self, sqlite3_stmt *statement, GError **error)
{
  int result;

  do
    result = sqlite3_step (statement);
  while (result == SQLITE_ROW);

  if (result != SQLITE_DONE)
    {
      fail (self, error);
      sqlite3_reset (statement);
      return FALSE;
    }

  sqlite3_reset (statement);
  return TRUE;
}

void
zhihui_store_bind_instant (sqlite3_stmt *statement, int parameter, gint64 instant)
{
  if (instant == ZHIHUI_NO_INSTANT)
    sqlite3_bind_null (statement, parameter);
  else
    sqlite3_bind_int64 (statement, parameter, instant);
}

gint64
zhihui_store_get_instant (sqlite3_stmt *statement, int column)
{
  if (sqlite3_column_type (statement, column) == SQLITE_NULL)
    return ZHIHUI_NO_INSTANT;

  return sqlite3_column_int64 (statement, column);
}

/**
 * zhihui_store_get_setting:
 *
 * Returns: (transfer full) (nullable): the value, %NULL when it was never set
 */
char *
zhihui_store_get_setting (ZhihuiStore *self, const char *key)
{
  static const char sql[] = "SELECT value FROM setting WHERE key = ?";
  sqlite3_stmt     *statement;
  char             *value = NULL;

  g_return_val_if_fail (self != NULL && key != NULL, NULL);

  statement = zhihui_store_prepare (self, sql);
  sqlite3_bind_text (statement, 1, key, -1, SQLITE_TRANSIENT);
  if (sqlite3_step (statement) == SQLITE_ROW)
    value = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_reset (statement);

  return value;
}

gboolean
zhihui_store_set_setting (ZhihuiStore *self, const char *key, const char *value, GError **error)
{
  static const char sql[] = "INSERT INTO setting (key, value) VALUES (?, ?)"
                            " ON CONFLICT (key) DO UPDATE SET value = excluded.value";
  sqlite3_stmt     *statement;

  g_return_val_if_fail (self != NULL && key != NULL && value != NULL, FALSE);

  statement = zhihui_store_prepare (self, sql);
  sqlite3_bind_text (statement, 1, key, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 2, value, -1, SQLITE_TRANSIENT);
  return zhihui_store_finish (self, statement, error);
}

guint
zhihui_store_get_data_version (ZhihuiStore *self)
{
  static const char sql[] = "PRAGMA data_version";
  sqlite3_stmt     *statement;
  guint             version = 0;

  g_return_val_if_fail (self != NULL, 0);

  statement = zhihui_store_prepare (self, sql);
  if (sqlite3_step (statement) == SQLITE_ROW)
    version = (guint) sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);

  return version;
}

gboolean
zhihui_store_begin (ZhihuiStore *self, GError **error)
{
  return run (self, "BEGIN IMMEDIATE", error);
}

gboolean
zhihui_store_commit (ZhihuiStore *self, GError **error)
{
  return run (self, "COMMIT", error);
}

void
zhihui_store_rollback (ZhihuiStore *self)
{
  if (!sqlite3_get_autocommit (self->db))
    sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
}
