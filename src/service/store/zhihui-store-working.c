/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-store-working.h"

/* Ledgers of some of the cases. */

/**
 * zhihui_store_make_working_list:
 *
 * Makes the table working_case, which outlives the transaction: for cases that are fetched later.
 */
gboolean
zhihui_store_make_working_list (ZhihuiStore *self, GError **error)
{
  return zhihui_database_run (
    zhihui_store_get_database (self),
    "CREATE TEMP TABLE IF NOT EXISTS working_case (id INTEGER PRIMARY KEY)",
    error);
}

/* The cases of the working set, in a table that is ours alone and goes with the connection. */
static gboolean
list_working_cases (ZhihuiStore *self, gconstpointer first_day, GError **error)
{
  static const char table[] =
    "DELETE FROM working_case;"
    " INSERT INTO working_case SELECT case_id FROM assignment WHERE replied_at IS NULL"
    " AND closed_at IS NULL AND role = 'main' AND merged = 0 AND reassigned = 0"
    " AND (return_accepted IS NULL OR return_accepted = 0) ON CONFLICT (id) DO NOTHING;"
    " INSERT INTO working_case SELECT id FROM cases WHERE state < 2 ON CONFLICT (id) DO NOTHING";
  static const char recent[] =
    "INSERT INTO working_case SELECT DISTINCT a.case_id FROM rollup_row r"
    " JOIN assignment a ON a.id = r.place % 1099511627776 WHERE r.place >= ?1"
    " ON CONFLICT (id) DO NOTHING";
  ZhihuiStatement *statement;

  if (!zhihui_database_run (zhihui_store_get_database (self), table, error))
    return FALSE;

  statement = zhihui_store_prepare (self, recent);
  zhihui_statement_bind_integer (statement, 1, (gint64) * (const gint32 *) first_day << 40);
  return zhihui_statement_finish (statement, error);
}

static gint64
ask (ZhihuiStore *self, const char *sql, gint64 fallback)
{
  ZhihuiStatement *row = zhihui_store_prepare (self, sql);
  gint64           answer = fallback;

  if (zhihui_statement_step (row) == ZHIHUI_STEP_ROW && !zhihui_statement_is_null (row, 0))
    answer = zhihui_statement_get_integer (row, 0);
  zhihui_statement_reset (row);
  return answer;
}

/**
 * zhihui_store_load_working_set:
 * @ledger: is emptied first, and partial then
 * @first_day: in the zone of the sums by unit and day, which the store must hold
 *
 * Reads the cases that are at work and those that anything counts of on @first_day or later. Within
 * a transaction of the caller zhihui_store_prepare_following () comes first.
 */
gboolean
zhihui_store_load_working_set (ZhihuiStore  *self,
                               ZhihuiLedger *ledger,
                               gint32        first_day,
                               GError      **error)
{
  g_return_val_if_fail (self != NULL && ledger != NULL, FALSE);

  if ((!zhihui_database_is_in_transaction (zhihui_store_get_database (self)) &&
       !zhihui_store_make_working_list (self, error)) ||
      !zhihui_store_load_listed (self, ledger, list_working_cases, &first_day, error))
    return FALSE;

  ledger->first_at =
    ask (self, "SELECT dispatched_at FROM assignment ORDER BY id LIMIT 1", G_MAXINT64);
  return TRUE;
}

/**
 * zhihui_store_fetch_case:
 * @id: the row id of a case
 *
 * Brings a case that is done back into a partial ledger, with all that belongs to it.
 *
 * Returns: its index in @ledger, %ZHIHUI_NO_INDEX when there is none or it cannot be read
 */
guint
zhihui_store_fetch_case (ZhihuiStore *self, ZhihuiLedger *ledger, gint64 id)
{
  static const char empty[] = "DELETE FROM working_case";
  static const char put[] = "INSERT INTO working_case SELECT id FROM cases WHERE id = ?1";
  guint             index = zhihui_ledger_find_case (ledger, id);
  ZhihuiStatement  *statement;
  g_autoptr (GError) error = NULL;

  if (index != ZHIHUI_NO_INDEX || !ledger->is_partial)
    return index;

  statement = zhihui_store_prepare (self, empty);
  if (zhihui_statement_finish (statement, &error))
    {
      statement = zhihui_store_prepare (self, put);
      zhihui_statement_bind_integer (statement, 1, id);
      zhihui_statement_finish (statement, &error);
    }
  if (error == NULL && zhihui_store_load_more (self, ledger, &error))
    return zhihui_ledger_find_case (ledger, id);

  g_warning ("a case cannot be read: %s", error->message);
  return ZHIHUI_NO_INDEX;
}

/* ---- some cases at a time, until all were there ---- */

static gboolean
list_open_cases (ZhihuiStore *self, gconstpointer which, GError **error)
{
  static const char         sql[] = "INSERT INTO working_case SELECT id FROM cases"
                                    " WHERE id > ?1 AND state < 6 ORDER BY id LIMIT ?2";
  const ZhihuiCasesAtATime *some = which;
  ZhihuiStatement          *row = zhihui_store_prepare (self, sql);

  zhihui_statement_bind_integer (row, 1, some->after);
  zhihui_statement_bind_integer (row, 2, some->limit);
  return zhihui_statement_finish (row, error);
}

static gboolean
list_replied_cases (ZhihuiStore *self, gconstpointer which, GError **error)
{
  static const char sql[] =
    "INSERT INTO working_case SELECT DISTINCT case_id FROM assignment WHERE case_id > ?1"
    " AND replied_at IS NOT NULL AND due_at >= ?3 AND dispatched_at < ?4 ORDER BY case_id LIMIT ?2";
  const ZhihuiCasesAtATime *some = which;
  ZhihuiStatement          *row = zhihui_store_prepare (self, sql);

  zhihui_statement_bind_integer (row, 1, some->after);
  zhihui_statement_bind_integer (row, 2, some->limit);
  zhihui_statement_bind_integer (row, 3, some->from);
  zhihui_statement_bind_integer (row, 4, some->to);
  return zhihui_statement_finish (row, error);
}

static gboolean
list_some_cases (ZhihuiStore *self, gconstpointer which, GError **error)
{
  const ZhihuiCasesAtATime *some = which;

  return zhihui_database_run (
           zhihui_store_get_database (self), "DELETE FROM working_case", error) &&
         (some->of_replied ? list_replied_cases (self, some, error)
                           : list_open_cases (self, some, error));
}

/**
 * zhihui_store_load_some:
 * @ledger: is emptied first, and partial then; it has fewer cases than the limit when there are no
 *   more
 */
gboolean
zhihui_store_load_some (ZhihuiStore              *self,
                        ZhihuiLedger             *ledger,
                        const ZhihuiCasesAtATime *some,
                        GError                  **error)
{
  g_return_val_if_fail (self != NULL && ledger != NULL && some != NULL, FALSE);

  return zhihui_store_make_working_list (self, error) &&
         zhihui_store_load_listed (self, ledger, list_some_cases, some, error);
}
