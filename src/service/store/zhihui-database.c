/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-database-backend.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-error.h"

static void
finalize (gpointer statement)
{
  ZhihuiStatement *self = statement;

  self->backend->finalize (self);
}

/* A URL, or words of libpq. */
static gboolean
is_postgresql (const char *address)
{
  static const char *const beginnings[] = { "postgresql://", "postgres://", "host=", "hostaddr=",
                                            "dbname=",       "service=",    "user=", "port=" };

  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (g_str_has_prefix (address, beginnings[i]))
      return TRUE;
  return FALSE;
}

/**
 * zhihui_database_get_path:
 *
 * Returns: (transfer none) (nullable): the path of the file that @address names, %NULL when it
 * names a server
 */
const char *
zhihui_database_get_path (const char *address)
{
  if (is_postgresql (address))
    return NULL;
  return g_str_has_prefix (address, "sqlite:") ? address + strlen ("sqlite:") : address;
}

/**
 * zhihui_database_make_name:
 *
 * Returns: (transfer full): what @address is called in messages: without a password
 */
char *
zhihui_database_make_name (const char *address)
{
  const char *path = zhihui_database_get_path (address);

  return path != NULL ? g_strdup (path) : zhihui_database_postgresql_make_name (address);
}

static const ZhihuiDatabaseBackend *
find_backend (const char *address, const char **place)
{
  if (is_postgresql (address))
    {
      *place = address;
      return zhihui_database_postgresql_get_backend ();
    }
  *place = g_str_has_prefix (address, "sqlite:") ? address + strlen ("sqlite:") : address;
  return zhihui_database_sqlite_get_backend ();
}

/**
 * zhihui_database_open:
 * @address: "sqlite:FILE", a bare path, ":memory:", or "postgresql://…"
 * @create: whether to make the database when it is not there
 *
 * Returns: (transfer full) (nullable): the connection, or %NULL with @error: NOT_FOUND without a
 *   database, MALFORMED when it is something else, REFUSED without the right to it, OFFLINE when it
 *   is locked or cannot be reached
 */
ZhihuiDatabase *
zhihui_database_open (const char *address, gboolean create, GError **error)
{
  const ZhihuiDatabaseBackend *backend;
  const char                  *place;
  ZhihuiDatabase              *self;

  g_return_val_if_fail (address != NULL, NULL);

  backend = find_backend (address, &place);
  self = backend->open (place, place, create, error);
  if (self == NULL)
    return NULL;

  self->backend = backend;
  self->statements = g_hash_table_new_full (NULL, NULL, NULL, finalize);
  return self;
}

void
zhihui_database_free (ZhihuiDatabase *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->statements);
  g_free (self->name);
  self->backend->free (self);
}

/**
 * zhihui_database_get_name:
 *
 * Returns: (transfer none): how messages call it: without passwords
 */
const char *
zhihui_database_get_name (ZhihuiDatabase *self)
{
  return self->name;
}

gboolean
zhihui_database_run (ZhihuiDatabase *self, const char *sql, GError **error)
{
  g_return_val_if_fail (self != NULL && sql != NULL, FALSE);

  return self->backend->run (self, sql) || zhihui_database_fail (self, error);
}

/**
 * zhihui_database_begin:
 *
 * Begins a transaction that will write: fails at once, not at the first row, when another holds the
 * database.
 */
gboolean
zhihui_database_begin (ZhihuiDatabase *self, GError **error)
{
  return self->backend->begin (self, TRUE) || zhihui_database_fail (self, error);
}

/**
 * zhihui_database_begin_reading:
 *
 * Begins a transaction that sees one state of the database, whoever writes meanwhile.
 */
gboolean
zhihui_database_begin_reading (ZhihuiDatabase *self, GError **error)
{
  return self->backend->begin (self, FALSE) || zhihui_database_fail (self, error);
}

gboolean
zhihui_database_commit (ZhihuiDatabase *self, GError **error)
{
  return self->backend->commit (self) || zhihui_database_fail (self, error);
}

/**
 * zhihui_database_rollback:
 *
 * Does nothing outside a transaction.
 */
void
zhihui_database_rollback (ZhihuiDatabase *self)
{
  if (self->backend->is_in_transaction (self))
    self->backend->rollback (self);
}

gboolean
zhihui_database_is_in_transaction (ZhihuiDatabase *self)
{
  return self->backend->is_in_transaction (self);
}

guint64
zhihui_database_get_data_version (ZhihuiDatabase *self)
{
  return self->backend->get_data_version (self);
}

/**
 * zhihui_database_check:
 *
 * Looks through the whole database.
 *
 * Returns: (transfer full) (nullable): what is wrong with it, %NULL when it is sound
 */
char *
zhihui_database_check (ZhihuiDatabase *self)
{
  return self->backend->check (self);
}

/**
 * zhihui_database_has_table:
 * @table: (nullable): %NULL asks whether there is any table at all
 */
gboolean
zhihui_database_has_table (ZhihuiDatabase *self, const char *table)
{
  return self->backend->has_table (self, table);
}

/**
 * zhihui_database_copy:
 * @file: must not exist
 *
 * Returns: %FALSE with @error: REFUSED where the engine has tools of its own for that
 */
gboolean
zhihui_database_copy (ZhihuiDatabase *self, const char *file, GError **error)
{
  if (self->backend->copy != NULL)
    return self->backend->copy (self, file) || zhihui_database_fail (self, error);

  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_REFUSED,
               _ ("%s is not a file: copy it with the tools of its engine (pg_dump, pg_restore)"),
               self->name);
  return FALSE;
}

/**
 * zhihui_database_is_alone:
 *
 * Returns: whether nobody else has the database open; then nobody can open it until this
 *   connection is freed
 */
gboolean
zhihui_database_is_alone (ZhihuiDatabase *self)
{
  return self->backend->is_alone != NULL && self->backend->is_alone (self);
}

/**
 * zhihui_database_erase:
 *
 * Takes all tables away, within the caller's transaction. Only for a database on a server: a file
 * is replaced by another.
 */
gboolean
zhihui_database_erase (ZhihuiDatabase *self, GError **error)
{
  g_return_val_if_fail (self->backend->erase != NULL, FALSE);

  return self->backend->erase (self) || zhihui_database_fail (self, error);
}

/**
 * zhihui_database_set_bulk:
 * @bulk: whether rows may be written without waiting for each: a failure is then told by one of the
 *   next calls, the commit at the latest, and how many rows a statement changed is not known
 */
gboolean
zhihui_database_set_bulk (ZhihuiDatabase *self, gboolean bulk, GError **error)
{
  return self->backend->set_bulk (self, bulk) || zhihui_database_fail (self, error);
}

/**
 * zhihui_database_join_by_index:
 * @always: whether the next statements find the rows of a join one by one in an index
 *
 * SQLite never does otherwise. A server reads whole tables where it takes some thousand rows of a
 * large one for many; of a table in monthly parts it knows little.
 */
gboolean
zhihui_database_join_by_index (ZhihuiDatabase *self, gboolean always, GError **error)
{
  return self->backend->join_by_index == NULL || self->backend->join_by_index (self, always) ||
         zhihui_database_fail (self, error);
}

gboolean
zhihui_database_fail (ZhihuiDatabase *self, GError **error)
{
  self->backend->fail (self, error);
  return FALSE;
}

const char *
zhihui_database_get_message (ZhihuiDatabase *self)
{
  return self->backend->get_message (self);
}

/**
 * zhihui_database_prepare:
 * @sql: a literal; its address is the key under which the statement is kept
 *
 * Returns: (transfer none): the statement, reset and without bindings. Wrong SQL aborts: it is our
 *   mistake.
 */
ZhihuiStatement *
zhihui_database_prepare (ZhihuiDatabase *self, const char *sql)
{
  ZhihuiStatement *statement;

  g_return_val_if_fail (self != NULL, NULL);

  statement = g_hash_table_lookup (self->statements, sql);
  if (statement != NULL)
    {
      self->backend->reset (statement);
      self->backend->clear (statement);
      return statement;
    }

  statement = self->backend->prepare (self, sql);
  if (statement == NULL)
    g_error ("%s: %s in: %s", self->name, self->backend->get_message (self), sql);

  statement->backend = self->backend;
  statement->database = self;
  g_hash_table_insert (self->statements, (gpointer) sql, statement);
  return statement;
}

void
zhihui_statement_bind_integer (ZhihuiStatement *self, guint parameter, gint64 value)
{
  self->backend->bind_integer (self, parameter, value);
}

void
zhihui_statement_bind_real (ZhihuiStatement *self, guint parameter, double value)
{
  self->backend->bind_real (self, parameter, value);
}

/**
 * zhihui_statement_bind_text:
 * @value: (nullable): is copied; %NULL binds NULL
 */
void
zhihui_statement_bind_text (ZhihuiStatement *self, guint parameter, const char *value)
{
  if (value != NULL)
    self->backend->bind_text (self, parameter, value);
  else
    self->backend->bind_null (self, parameter);
}

void
zhihui_statement_bind_null (ZhihuiStatement *self, guint parameter)
{
  self->backend->bind_null (self, parameter);
}

ZhihuiStep
zhihui_statement_step (ZhihuiStatement *self)
{
  return self->backend->step (self);
}

/**
 * zhihui_statement_finish:
 *
 * Runs it to its end and resets it; rows that it gives are passed over.
 *
 * Returns: %FALSE with @error in the database's words
 */
gboolean
zhihui_statement_finish (ZhihuiStatement *self, GError **error)
{
  ZhihuiStep step;

  do
    step = self->backend->step (self);
  while (step == ZHIHUI_STEP_ROW);

  if (step != ZHIHUI_STEP_DONE)
    zhihui_database_fail (self->database, error);
  self->backend->reset (self);
  return step == ZHIHUI_STEP_DONE;
}

/**
 * zhihui_statement_take_id:
 *
 * Runs an INSERT … RETURNING id to its end.
 *
 * Returns: the id, or 0 with @error
 */
gint64
zhihui_statement_take_id (ZhihuiStatement *self, GError **error)
{
  ZhihuiStep step = self->backend->step (self);
  gint64     id = 0;

  if (step == ZHIHUI_STEP_ROW)
    id = self->backend->get_integer (self, 0);
  else if (step == ZHIHUI_STEP_DONE && self->backend->get_new_id != NULL)
    id = self->backend->get_new_id (self);
  else
    zhihui_database_fail (self->database, error);

  if (step == ZHIHUI_STEP_ROW && !zhihui_statement_finish (self, error))
    return 0;
  self->backend->reset (self);
  return id;
}

void
zhihui_statement_reset (ZhihuiStatement *self)
{
  self->backend->reset (self);
}

gboolean
zhihui_statement_is_null (ZhihuiStatement *self, guint column)
{
  return self->backend->is_null (self, column);
}

/**
 * zhihui_statement_get_integer:
 *
 * Returns: the value of the present row, 0 where it is NULL
 */
gint64
zhihui_statement_get_integer (ZhihuiStatement *self, guint column)
{
  return self->backend->get_integer (self, column);
}

double
zhihui_statement_get_real (ZhihuiStatement *self, guint column)
{
  return self->backend->get_real (self, column);
}

/**
 * zhihui_statement_get_text:
 *
 * Returns: (transfer none) (nullable): valid until the next step; %NULL where it is NULL
 */
const char *
zhihui_statement_get_text (ZhihuiStatement *self, guint column)
{
  return self->backend->get_text (self, column);
}

/**
 * zhihui_statement_get_n_changed:
 *
 * Returns: rows that its last run inserted, updated or deleted
 */
guint
zhihui_statement_get_n_changed (ZhihuiStatement *self)
{
  return self->backend->get_n_changed (self);
}
