/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-history-store.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>

#include "zhihui-error.h"

#define APPLICATION_ID 0x5A485448 /* "ZHTH" */
#define BUSY_MS 10000
#define LOG_MAX_BYTES (16 * 1024 * 1024)

/* A body is stored once, whoever shows it and however often; @uses counts entries, boards that are
 * written as what differs from it (base) and boards of its units (roster). An entry is what stood
 * at one place of the situation from that moment on; a whole moment has all of them, another what
 * had changed. */
static const char *const tables[] = {
  "CREATE TABLE note (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
  "CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
  "CREATE TABLE body (id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, uses INTEGER NOT NULL "
  "DEFAULT 0, depth INTEGER NOT NULL DEFAULT 0, base INTEGER, roster INTEGER, n_rows INTEGER, "
  "content BLOB NOT NULL)",
  "CREATE INDEX body_idle ON body (id) WHERE uses <= 0",
  "CREATE TABLE moment (at INTEGER PRIMARY KEY, whole INTEGER NOT NULL)",
  "CREATE INDEX moment_whole ON moment (at) WHERE whole = 1",
  "CREATE INDEX moment_change ON moment (at) WHERE whole = 0",
  "CREATE TABLE entry (at INTEGER NOT NULL, place INTEGER NOT NULL, body INTEGER, as_of INTEGER, "
  "revision TEXT, holds_at INTEGER, age_s INTEGER, failing_s INTEGER, period_s INTEGER, "
  "status INTEGER, PRIMARY KEY (at, place)) WITHOUT ROWID",
  "CREATE TRIGGER entry_added AFTER INSERT ON entry WHEN NEW.body IS NOT NULL BEGIN "
  "SELECT RAISE (ABORT, 'the body is gone') WHERE NOT EXISTS (SELECT 1 FROM body WHERE id = "
  "NEW.body); UPDATE body SET uses = uses + 1 WHERE id = NEW.body; END",
  "CREATE TRIGGER entry_removed AFTER DELETE ON entry WHEN OLD.body IS NOT NULL BEGIN "
  "UPDATE body SET uses = uses - 1 WHERE id = OLD.body; END",
  "CREATE TRIGGER body_added AFTER INSERT ON body WHEN NEW.roster IS NOT NULL BEGIN "
  "SELECT RAISE (ABORT, 'the base is gone') WHERE NOT EXISTS (SELECT 1 FROM body WHERE id = "
  "NEW.roster) OR (NEW.base IS NOT NULL AND NOT EXISTS (SELECT 1 FROM body WHERE id = NEW.base)); "
  "UPDATE body SET uses = uses + 1 WHERE id = NEW.roster; "
  "UPDATE body SET uses = uses + 1 WHERE id = NEW.base; END",
  "CREATE TRIGGER body_removed AFTER DELETE ON body WHEN OLD.roster IS NOT NULL BEGIN "
  "UPDATE body SET uses = uses - 1 WHERE id = OLD.roster; "
  "UPDATE body SET uses = uses - 1 WHERE id = OLD.base; END",
};

static void
set_error (ZhihuiHistoryStore *self, GError **error)
{
  int         code = sqlite3_errcode (self->db) & 0xff;
  ZhihuiError what = ZHIHUI_ERROR_FAILED;

  if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB)
    what = ZHIHUI_ERROR_MALFORMED;
  else if (code == SQLITE_FULL)
    what = ZHIHUI_ERROR_TOO_LARGE;

  g_set_error (error, ZHIHUI_ERROR, what, "%s: %s", self->path, sqlite3_errmsg (self->db));
}

static gboolean
execute (ZhihuiHistoryStore *self, const char *sql, GError **error)
{
  if (sqlite3_exec (self->db, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;

  set_error (self, error);
  return FALSE;
}

static gboolean
make_tables (ZhihuiHistoryStore *self, GError **error)
{
  g_autofree char *marks = g_strdup_printf (
    "PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION_ID, ZHIHUI_HISTORY_VERSION);

  if (!zhihui_history_store_begin (self, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (!execute (self, tables[i], error))
      {
        zhihui_history_store_roll_back (self);
        return FALSE;
      }

  return execute (self, marks, error) && zhihui_history_store_commit (self, error);
}

static gboolean
prepare_connection (ZhihuiHistoryStore *self, ZhihuiHistoryMode mode, GError **error)
{
  g_autofree char *limit =
    g_strdup_printf ("PRAGMA journal_size_limit = %d; PRAGMA trusted_schema = OFF", LOG_MAX_BYTES);

  if (mode == ZHIHUI_HISTORY_READ)
    return execute (self, "PRAGMA query_only = ON; PRAGMA trusted_schema = OFF", error);

  /* FULL: also after a power cut nothing that was committed is missing. */
  return execute (self, "PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL", error) &&
         execute (self,
                  mode == ZHIHUI_HISTORY_WRITE ? "PRAGMA synchronous = FULL"
                                               : "PRAGMA synchronous = OFF",
                  error) &&
         execute (self, limit, error);
}

/* Whose file it is, before anything is done to it; an empty one becomes ours. */
static gboolean
judge_file (ZhihuiHistoryStore *self, ZhihuiHistoryMode mode, GError **error)
{
  gint64 id, version, n_tables;

  if (!zhihui_history_store_ask (self, "PRAGMA application_id", NULL, 0, 0, &id, error) ||
      !zhihui_history_store_ask (self, "PRAGMA user_version", NULL, 0, 0, &version, error) ||
      !zhihui_history_store_ask (
        self, "SELECT count(*) FROM sqlite_schema", NULL, 0, 0, &n_tables, error))
    return FALSE;

  if (id == APPLICATION_ID && version == ZHIHUI_HISTORY_VERSION)
    return prepare_connection (self, mode, error);
  if (id == APPLICATION_ID && version > ZHIHUI_HISTORY_VERSION)
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_EXISTS,
                   _ ("%s was written by a newer Zhihui (version %" PRId64
                      " of the tables, this one knows %d)"),
                   self->path,
                   (int64_t) version,
                   ZHIHUI_HISTORY_VERSION);
      return FALSE;
    }
  if (n_tables == 0 && mode != ZHIHUI_HISTORY_READ)
    return prepare_connection (self, mode, error) && make_tables (self, error);

  g_set_error (
    error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED, _ ("%s is not a history of Zhihui"), self->path);
  return FALSE;
}

/* For its owner alone; its companions get the same rights. */
static void
make_file (const char *path)
{
  int file = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (file >= 0)
    g_close (file, NULL);
}

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

/**
 * zhihui_history_store_open:
 * @path: of the file
 * @mode: for writing it is made where there is none, for its owner alone
 * @error: return location; %ZHIHUI_ERROR_MALFORMED: it is damaged or something else,
 * %ZHIHUI_ERROR_EXISTS: of a newer version, %ZHIHUI_ERROR_NOT_FOUND: not there
 *
 * Returns: (transfer full): a connection, or %NULL with @error set
 */
ZhihuiHistoryStore *
zhihui_history_store_open (const char *path, ZhihuiHistoryMode mode, GError **error)
{
  g_autoptr (ZhihuiHistoryStore) self = g_new0 (ZhihuiHistoryStore, 1);
  int code;

  if (mode == ZHIHUI_HISTORY_READ && !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND, _ ("There is no history %s"), path);
      return NULL;
    }

  if (mode != ZHIHUI_HISTORY_READ)
    make_file (path);

  self->path = g_strdup (path);
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, finalize_statement);
  code = sqlite3_open_v2 (path, &self->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
  if (code != SQLITE_OK)
    {
      set_error (self, error);
      return NULL;
    }

  sqlite3_busy_timeout (self->db, BUSY_MS);
  return judge_file (self, mode, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * zhihui_history_store_close:
 * @self: (transfer full) (nullable): a connection
 */
void
zhihui_history_store_close (ZhihuiHistoryStore *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->statements, g_hash_table_unref);
  sqlite3_close_v2 (self->db);
  g_free (self->path);
  g_free (self);
}

sqlite3_stmt *
zhihui_history_store_prepare (ZhihuiHistoryStore *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, sql);

  if (statement == NULL)
    {
      if (sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) !=
          SQLITE_OK)
        {
          set_error (self, error);
          return NULL;
        }
      g_hash_table_insert (self->statements, (gpointer) sql, statement);
    }

  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  return statement;
}

gboolean
zhihui_history_store_step (ZhihuiHistoryStore *self,
                           sqlite3_stmt       *statement,
                           gboolean           *has_row,
                           GError            **error)
{
  int code = sqlite3_step (statement);

  *has_row = code == SQLITE_ROW;
  if (code == SQLITE_ROW)
    return TRUE;

  if (code != SQLITE_DONE)
    set_error (self, error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

static sqlite3_stmt *
bind (
  ZhihuiHistoryStore *self, const char *sql, const gint64 *values, guint n_values, GError **error)
{
  sqlite3_stmt *statement = zhihui_history_store_prepare (self, sql, error);

  for (guint i = 0; statement != NULL && i < n_values; i++)
    sqlite3_bind_int64 (statement, (int) i + 1, values[i]);

  return statement;
}

gboolean
zhihui_history_store_ask (ZhihuiHistoryStore *self,
                          const char         *sql,
                          const gint64       *values,
                          guint               n_values,
                          gint64              absent,
                          gint64             *number,
                          GError            **error)
{
  sqlite3_stmt *statement = bind (self, sql, values, n_values, error);
  gboolean      has_row;

  *number = absent;
  if (statement == NULL || !zhihui_history_store_step (self, statement, &has_row, error))
    return FALSE;

  if (has_row && sqlite3_column_type (statement, 0) != SQLITE_NULL)
    *number = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
zhihui_history_store_run (
  ZhihuiHistoryStore *self, const char *sql, const gint64 *values, guint n_values, GError **error)
{
  sqlite3_stmt *statement = bind (self, sql, values, n_values, error);
  gboolean      has_row;

  do
    if (statement == NULL || !zhihui_history_store_step (self, statement, &has_row, error))
      return FALSE;
  while (has_row);

  return TRUE;
}

gboolean
zhihui_history_store_begin (ZhihuiHistoryStore *self, GError **error)
{
  return zhihui_history_store_run (self, "BEGIN IMMEDIATE", NULL, 0, error);
}

gboolean
zhihui_history_store_commit (ZhihuiHistoryStore *self, GError **error)
{
  if (zhihui_history_store_run (self, "COMMIT", NULL, 0, error))
    return TRUE;

  zhihui_history_store_roll_back (self);
  return FALSE;
}

void
zhihui_history_store_roll_back (ZhihuiHistoryStore *self)
{
  /* What failed may have ended the transaction already. */
  if (sqlite3_get_autocommit (self->db) == 0)
    zhihui_history_store_run (self, "ROLLBACK", NULL, 0, NULL);
}

/**
 * zhihui_history_store_note:
 * @self: a connection
 * @name: of what is noted: "source", "zone"
 * @value: what
 * @error: return location
 *
 * Returns: FALSE with @error set when it could not be written
 */
gboolean
zhihui_history_store_note (ZhihuiHistoryStore *self,
                           const char         *name,
                           const char         *value,
                           GError            **error)
{
  sqlite3_stmt *statement = zhihui_history_store_prepare (
    self,
    "INSERT INTO note VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_text (statement, 1, name, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 2, value, -1, SQLITE_TRANSIENT);
  return zhihui_history_store_step (self, statement, &has_row, error);
}

/**
 * zhihui_history_store_dup_note:
 * @self: a connection
 * @name: of a note
 *
 * Returns: (transfer full) (nullable): what is noted
 */
char *
zhihui_history_store_dup_note (ZhihuiHistoryStore *self, const char *name)
{
  sqlite3_stmt *statement =
    zhihui_history_store_prepare (self, "SELECT value FROM note WHERE name = ?", NULL);
  gboolean has_row;
  char    *value = NULL;

  if (statement == NULL)
    return NULL;

  sqlite3_bind_text (statement, 1, name, -1, SQLITE_TRANSIENT);
  if (zhihui_history_store_step (self, statement, &has_row, NULL) && has_row)
    value = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_reset (statement);
  return value;
}

/**
 * zhihui_history_store_get_size:
 * @self: a connection
 * @used: (out) (nullable): bytes of it that are in use
 *
 * Returns: bytes of the file, -1 when it cannot be read
 */
gint64
zhihui_history_store_get_size (ZhihuiHistoryStore *self, gint64 *used)
{
  gint64 n_pages, n_free, page;

  if (!zhihui_history_store_ask (self, "PRAGMA page_count", NULL, 0, 0, &n_pages, NULL) ||
      !zhihui_history_store_ask (self, "PRAGMA freelist_count", NULL, 0, 0, &n_free, NULL) ||
      !zhihui_history_store_ask (self, "PRAGMA page_size", NULL, 0, 4096, &page, NULL))
    return -1;

  if (used != NULL)
    *used = (n_pages - n_free) * page;
  return n_pages * page;
}
