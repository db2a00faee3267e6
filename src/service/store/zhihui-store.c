/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-store.h"

#include <glib/gi18n-lib.h>

#include "zhihui-error.h"
#include "zhihui-outbox.h"
#include "zhihui-rollup.h"
#include "zhihui-schema.h"
#include "zhihui-store-watch.h"

struct _ZhihuiStore
{
  char           *address;  /* owned, or NULL: of no other connection; with its password */
  ZhihuiDatabase *database; /* owned */
  ZhihuiRollup   *rollup;   /* owned */

  ZhihuiStoreWatch *watch; /* owned */
};

/**
 * zhihui_store_open:
 * @database: "sqlite:FILE", a bare path, or ":memory:"
 * @create: whether to make the database and the tables when they are not there
 *
 * A database of an older version is brought up to this one.
 *
 * Returns: (transfer full) (nullable): the store, or %NULL with @error: NOT_FOUND without a file,
 *   MALFORMED when it is something else, INVALID when a newer program made it, REFUSED without the
 *   right to it, OFFLINE when locked
 */
ZhihuiStore *
zhihui_store_open (const char *database, gboolean create, GError **error)
{
  g_autoptr (ZhihuiStore) self = NULL;

  g_return_val_if_fail (database != NULL, NULL);

  self = g_new0 (ZhihuiStore, 1);
  self->watch = zhihui_store_watch_new ();
  self->database = zhihui_database_open (database, create, error);
  if (self->database == NULL ||
      !zhihui_schema_update (self->database, create || g_str_equal (database, ":memory:"), error) ||
      !zhihui_database_set_bulk (self->database, FALSE, error))
    return NULL;

  if (!g_str_equal (database, ":memory:"))
    self->address = g_strdup (database);
  self->rollup = zhihui_rollup_new (self);
  return g_steal_pointer (&self);
}

void
zhihui_store_free (ZhihuiStore *self)
{
  if (self == NULL)
    return;

  zhihui_rollup_free (self->rollup);
  zhihui_store_watch_free (self->watch);
  zhihui_database_free (self->database);
  g_free (self->address);
  g_free (self);
}

/**
 * zhihui_store_get_address:
 *
 * Returns: (transfer none) (nullable): for another connection to the same database, %NULL where
 *   there can be none; never printed: it may hold a password
 */
const char *
zhihui_store_get_address (ZhihuiStore *self)
{
  return self->address;
}

/**
 * zhihui_store_get_database:
 *
 * Returns: (transfer none): the connection, for readers with queries of their own
 */
ZhihuiDatabase *
zhihui_store_get_database (ZhihuiStore *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->database;
}

/**
 * zhihui_store_prepare:
 * @sql: a literal; its address is the key under which the statement is kept
 *
 * Returns: (transfer none): the statement, reset and without bindings
 */
ZhihuiStatement *
zhihui_store_prepare (ZhihuiStore *self, const char *sql)
{
  g_return_val_if_fail (self != NULL, NULL);

  return zhihui_database_prepare (self->database, sql);
}

void
zhihui_store_bind_instant (ZhihuiStatement *statement, guint parameter, gint64 instant)
{
  if (instant == ZHIHUI_NO_INSTANT)
    zhihui_statement_bind_null (statement, parameter);
  else
    zhihui_statement_bind_integer (statement, parameter, instant);
}

gint64
zhihui_store_get_instant (ZhihuiStatement *statement, guint column)
{
  if (zhihui_statement_is_null (statement, column))
    return ZHIHUI_NO_INSTANT;

  return zhihui_statement_get_integer (statement, column);
}

/**
 * zhihui_store_touch_assignment:
 * @id: its row or one of its ratings will change, or be made, in the transaction that is open
 *
 * What follows from the row (the sums by unit and day) is brought up to date with the commit.
 */
gboolean
zhihui_store_touch_assignment (ZhihuiStore *self, gint64 id, GError **error)
{
  return zhihui_rollup_touch (self->rollup, id, error) && zhihui_outbox_add (self, id, error);
}

/**
 * zhihui_store_set_engine:
 * @engine: (transfer none) (nullable): is told of each assignment that a commit changed; must
 * outlive the store, or be taken away before
 */
void
zhihui_store_set_engine (ZhihuiStore *self, ZhihuiEngine *engine)
{
  zhihui_rollup_set_engine (self->rollup, engine);
}

/**
 * zhihui_store_watch_cases:
 * @moved: (nullable): called after each commit for each case whose acceptance it changed
 */
void
zhihui_store_watch_cases (ZhihuiStore *self, ZhihuiCaseMoved moved, gpointer user_data)
{
  zhihui_store_watch_set (self->watch, moved, user_data);
}

/**
 * zhihui_store_note_acceptance:
 * @row: about to be written
 */
gboolean
zhihui_store_note_acceptance (ZhihuiStore *self, const ZhihuiCaseRow *row, GError **error)
{
  return zhihui_store_watch_note (self->watch, self, row, error);
}

/**
 * zhihui_store_get_last_assignment:
 *
 * Returns: the highest id, which is about how many there are; 0 of none
 */
gint64
zhihui_store_get_last_assignment (ZhihuiStore *self)
{
  ZhihuiStatement *row = zhihui_store_prepare (self, "SELECT MAX(id) FROM assignment");
  gint64           id = 0;

  if (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    id = zhihui_statement_get_integer (row, 0);
  zhihui_statement_reset (row);
  return id;
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
  ZhihuiStatement  *statement;
  char             *value = NULL;

  g_return_val_if_fail (self != NULL && key != NULL, NULL);

  statement = zhihui_store_prepare (self, sql);
  zhihui_statement_bind_text (statement, 1, key);
  if (zhihui_statement_step (statement) == ZHIHUI_STEP_ROW)
    value = g_strdup (zhihui_statement_get_text (statement, 0));
  zhihui_statement_reset (statement);

  return value;
}

gboolean
zhihui_store_set_setting (ZhihuiStore *self, const char *key, const char *value, GError **error)
{
  static const char sql[] = "INSERT INTO setting (key, value) VALUES (?, ?)"
                            " ON CONFLICT (key) DO UPDATE SET value = excluded.value";
  ZhihuiStatement  *statement;

  g_return_val_if_fail (self != NULL && key != NULL && value != NULL, FALSE);

  statement = zhihui_store_prepare (self, sql);
  zhihui_statement_bind_text (statement, 1, key);
  zhihui_statement_bind_text (statement, 2, value);
  return zhihui_statement_finish (statement, error);
}

guint64
zhihui_store_get_data_version (ZhihuiStore *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return zhihui_database_get_data_version (self->database);
}

gboolean
zhihui_store_begin (ZhihuiStore *self, GError **error)
{
  return zhihui_database_begin (self->database, error);
}

gboolean
zhihui_store_commit (ZhihuiStore *self, GError **error)
{
  if (!zhihui_rollup_settle (self->rollup, error) ||
      !zhihui_database_commit (self->database, error))
    return FALSE;

  zhihui_rollup_tell (self->rollup);
  zhihui_store_watch_tell (self->watch);
  return TRUE;
}

void
zhihui_store_rollback (ZhihuiStore *self)
{
  zhihui_rollup_forget (self->rollup);
  zhihui_store_watch_forget (self->watch);
  zhihui_database_rollback (self->database);
}
