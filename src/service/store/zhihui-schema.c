/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-schema.h"

#include <glib/gi18n-lib.h>

#include "zhihui-error.h"
#include "zhihui-store-resources.h"

#define RESOURCE_FOLDER "/cn/zhihui/Zhihui/schema/"

/* A step that was released is never changed: append. */
static const struct
{
  guint       number;
  const char *file;
} steps[] = {
  { 1, "001-base.sql" },       { 2, "002-events.sql" },         { 3, "003-clocks.sql" },
  { 4, "004-snapshots.sql" },  { 5, "005-alerts.sql" },         { 6, "006-meetings.sql" },
  { 7, "007-privacy.sql" },    { 8, "008-deployments.sql" },    { 9, "009-rollups.sql" },
  { 10, "010-operation.sql" }, { 11, "011-engines.sql" },       { 12, "012-stream.sql" },
  { 13, "013-receipts.sql" },  { 14, "014-clock-changes.sql" }, { 15, "015-requests.sql" },
  { 16, "016-following.sql" }, { 17, "017-review.sql" },        { 18, "018-public-layers.sql" },
};

static const char indices[] =
  "CREATE INDEX IF NOT EXISTS assignment_by_case ON assignment (case_id);"
  "CREATE INDEX IF NOT EXISTS event_by_case ON event (case_id);"
  "CREATE INDEX IF NOT EXISTS case_by_no ON cases (no);"
  "CREATE INDEX IF NOT EXISTS rating_by_assignment ON rating (assignment_id);"
  "CREATE INDEX IF NOT EXISTS assignment_by_return ON assignment (return_req_at, dispatched_at)"
  " WHERE return_req_at IS NOT NULL;"
  "CREATE INDEX IF NOT EXISTS assignment_open ON assignment (case_id)"
  " WHERE replied_at IS NULL AND closed_at IS NULL AND role = 'main' AND merged = 0"
  " AND reassigned = 0 AND (return_accepted IS NULL OR return_accepted = 0);"
  "CREATE INDEX IF NOT EXISTS case_waiting ON cases (id) WHERE state < 2;"
  "CREATE INDEX IF NOT EXISTS case_open ON cases (id) WHERE state < 6;"
  "CREATE INDEX IF NOT EXISTS case_by_acceptance"
  " ON cases (accepted_at, region_id, channel_id, topic_id);";

/* The number of the newest step that the database has had, and which of ours. */
static gboolean
read_steps (ZhihuiDatabase *db, gboolean *taken, guint *newest, GError **error)
{
  static const char sql[] = "SELECT number FROM schema_step";
  ZhihuiStatement  *row = zhihui_database_prepare (db, sql);
  ZhihuiStep        step;

  while ((step = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    {
      guint number = (guint) zhihui_statement_get_integer (row, 0);

      *newest = MAX (*newest, number);
      for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
        taken[i] |= steps[i].number == number;
    }
  zhihui_statement_reset (row);
  return step == ZHIHUI_STEP_DONE || zhihui_database_fail (db, error);
}

static gboolean
take_step (ZhihuiDatabase *db, guint index, GError **error)
{
  static const char sql[] = "INSERT INTO schema_step (number, taken_at) VALUES (?1, ?2)";
  g_autofree char  *path = g_strconcat (RESOURCE_FOLDER, steps[index].file, NULL);
  g_autoptr (GBytes) text = g_resource_lookup_data (
    zhihui_store_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  ZhihuiStatement *statement;

  if (text == NULL || !zhihui_database_run (db, g_bytes_get_data (text, NULL), error))
    return FALSE;

  statement = zhihui_database_prepare (db, sql);
  zhihui_statement_bind_integer (statement, 1, steps[index].number);
  zhihui_statement_bind_integer (statement, 2, g_get_real_time () / G_USEC_PER_SEC);
  return zhihui_statement_finish (statement, error);
}

/* The first version of the program wrote no table of steps. */
static gboolean
make_steps (ZhihuiDatabase *db, GError **error)
{
  static const char table[] =
    "CREATE TABLE schema_step (number INTEGER PRIMARY KEY, taken_at INTEGER NOT NULL)";
  static const char first[] = "INSERT INTO schema_step (number, taken_at) VALUES (1, 0)";
  gboolean          has_first = zhihui_database_has_table (db, "setting");

  return zhihui_database_run (db, table, error) &&
         (!has_first || zhihui_database_run (db, first, error));
}

static gboolean
take_steps (ZhihuiDatabase *db, GError **error)
{
  gboolean taken[G_N_ELEMENTS (steps)] = { FALSE };
  guint    newest = 0, known = steps[G_N_ELEMENTS (steps) - 1].number;

  if ((!zhihui_database_has_table (db, "schema_step") && !make_steps (db, error)) ||
      !read_steps (db, taken, &newest, error))
    return FALSE;

  if (newest > known)
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("%s was written by a newer version of this program (tables %u, known %u)"),
                   zhihui_database_get_name (db),
                   newest,
                   known);
      return FALSE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (!taken[i] && !take_step (db, i, error))
      {
        g_prefix_error (error, _ ("The tables of step %u cannot be made: "), steps[i].number);
        return FALSE;
      }
  return TRUE;
}

static gboolean
is_complete (ZhihuiDatabase *db)
{
  gboolean taken[G_N_ELEMENTS (steps)] = { FALSE };
  guint    newest = 0;

  if (!zhihui_database_has_table (db, "schema_step") || !read_steps (db, taken, &newest, NULL))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (!taken[i])
      return FALSE;
  return newest == steps[G_N_ELEMENTS (steps) - 1].number;
}

/**
 * zhihui_schema_update:
 * @create: whether to lay the tables into an empty database
 *
 * Runs the steps that the database has not had, all of them or none.
 *
 * Returns: %FALSE with @error: MALFORMED when it is not a database of ours, INVALID when a newer
 *   program wrote it
 */
gboolean
zhihui_schema_update (ZhihuiDatabase *db, gboolean create, GError **error)
{
  gboolean is_ours =
    zhihui_database_has_table (db, "setting") && zhihui_database_has_table (db, "assignment");
  gboolean is_empty = !is_ours && create && !zhihui_database_has_table (db, NULL);

  if (!is_ours && !is_empty)
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_MALFORMED,
                   _ ("%s is not a Zhihui database; make one with zhihui-platform simulate -d %s"),
                   zhihui_database_get_name (db),
                   zhihui_database_get_name (db));
      return FALSE;
    }

  if (is_ours && is_complete (db))
    return TRUE;
  if (!zhihui_database_begin (db, error))
    return FALSE;
  if (take_steps (db, error) && zhihui_database_commit (db, error))
    return TRUE;

  zhihui_database_rollback (db);
  return FALSE;
}

/**
 * zhihui_schema_replace:
 *
 * Lays empty tables in the place of those that are there, within the caller's transaction.
 */
gboolean
zhihui_schema_replace (ZhihuiDatabase *db, GError **error)
{
  return zhihui_database_erase (db, error) && take_steps (db, error);
}

/**
 * zhihui_schema_drop_indices:
 *
 * Before many rows are written: filling a table first and indexing it then is faster.
 */
gboolean
zhihui_schema_drop_indices (ZhihuiDatabase *db, GError **error)
{
  return zhihui_database_run (db,
                              "DROP INDEX IF EXISTS assignment_by_case;"
                              "DROP INDEX IF EXISTS event_by_case;"
                              "DROP INDEX IF EXISTS case_by_no;"
                              "DROP INDEX IF EXISTS rating_by_assignment;"
                              "DROP INDEX IF EXISTS assignment_by_return;"
                              "DROP INDEX IF EXISTS assignment_open;"
                              "DROP INDEX IF EXISTS case_waiting;"
                              "DROP INDEX IF EXISTS case_open;"
                              "DROP INDEX IF EXISTS case_by_acceptance",
                              error);
}

/**
 * zhihui_schema_create_indices:
 *
 * Those that are missing.
 */
gboolean
zhihui_schema_create_indices (ZhihuiDatabase *db, GError **error)
{
  return zhihui_database_run (db, indices, error);
}
