/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-store-follow.h"

#include "zhihui-event.h"
#include "zhihui-store-clock.h"
#include "zhihui-store-working.h"

#define KEPT_CHANGES 100000
#define PURGE_EVERY 1024

/**
 * zhihui_store_prepare_following:
 *
 * Makes the table of this connection in which cases are listed; not within a transaction that only
 * reads.
 */
gboolean
zhihui_store_prepare_following (ZhihuiStore *self, GError **error)
{
  return zhihui_store_make_working_list (self, error);
}

gboolean
zhihui_store_read_position (ZhihuiStore *self, ZhihuiStorePosition *position, GError **error)
{
  static const char sql[] = "SELECT (SELECT COALESCE (MAX (id), 0) FROM event),"
                            " (SELECT COALESCE (MAX (id), 0) FROM case_change),"
                            " (SELECT COALESCE (MAX (id), 0) FROM import_run)";
  ZhihuiStatement  *row = zhihui_store_prepare (self, sql);
  ZhihuiStep        step = zhihui_statement_step (row);

  if (step == ZHIHUI_STEP_ROW)
    {
      position->event = zhihui_statement_get_integer (row, 0);
      position->change = zhihui_statement_get_integer (row, 1);
      position->import = zhihui_statement_get_integer (row, 2);
    }
  zhihui_statement_reset (row);
  if (step != ZHIHUI_STEP_ROW)
    return zhihui_database_fail (zhihui_store_get_database (self), error);

  position->calendar = zhihui_store_get_calendar_revision (self);
  return TRUE;
}

/**
 * zhihui_store_can_follow:
 *
 * Returns: whether all that changed between the positions is known
 */
gboolean
zhihui_store_can_follow (ZhihuiStore               *self,
                         const ZhihuiStorePosition *from,
                         const ZhihuiStorePosition *to)
{
  static const char sql[] = "SELECT COALESCE (MIN (id), 0) FROM case_change";
  ZhihuiStatement  *row;
  gint64            oldest = G_MAXINT64;

  if (to->event < from->event || to->change < from->change || to->import < from->import ||
      to->calendar < from->calendar)
    return FALSE;
  if (to->change == from->change)
    return TRUE;

  row = zhihui_store_prepare (self, sql);
  if (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    oldest = zhihui_statement_get_integer (row, 0);
  zhihui_statement_reset (row);
  return oldest <= from->change + 1;
}

static gboolean
list_changed (ZhihuiStore *self, const ZhihuiStorePosition *from, GError **error)
{
  static const char by_event[] = "INSERT INTO working_case SELECT case_id FROM event"
                                 " WHERE id > ?1 ON CONFLICT (id) DO NOTHING";
  static const char others[] = "INSERT INTO working_case SELECT case_id FROM case_change"
                               " WHERE id > ?1 ON CONFLICT (id) DO NOTHING";
  ZhihuiDatabase   *db = zhihui_store_get_database (self);
  ZhihuiStatement  *row;

  if (!zhihui_database_run (db, "DELETE FROM working_case", error))
    return FALSE;

  row = zhihui_store_prepare (self, by_event);
  zhihui_statement_bind_integer (row, 1, from->event);
  if (!zhihui_statement_finish (row, error))
    return FALSE;
  row = zhihui_store_prepare (self, others);
  zhihui_statement_bind_integer (row, 1, from->change);
  return zhihui_statement_finish (row, error);
}

static void
borrow_units (ZhihuiLedger *piece, ZhihuiLedger *ledger)
{
  g_ptr_array_unref (piece->units);
  piece->units = g_ptr_array_ref (ledger->units);
}

/**
 * zhihui_store_load_changed:
 * @ledger: whose units the rows may name
 * @from: what @ledger knows
 *
 * Returns: (transfer full) (nullable): the cases that changed since, as they are now, with all that
 *   belongs to them; %NULL with @error
 */
ZhihuiLedger *
zhihui_store_load_changed (ZhihuiStore               *self,
                           ZhihuiLedger              *ledger,
                           const ZhihuiStorePosition *from,
                           GError                   **error)
{
  g_autoptr (ZhihuiLedger) piece = zhihui_ledger_new ();

  piece->is_partial = TRUE;
  borrow_units (piece, ledger);
  if (!list_changed (self, from, error) || !zhihui_store_load_more (self, piece, error))
    return NULL;
  return g_steal_pointer (&piece);
}

/**
 * zhihui_store_list_accepted:
 * @moves: (element-type ZhihuiCaseMove): gets the cases that others accepted since
 */
gboolean
zhihui_store_list_accepted (ZhihuiStore               *self,
                            const ZhihuiStorePosition *from,
                            GArray                    *moves,
                            GError                   **error)
{
  static const char sql[] =
    "SELECT c.accepted_at, COALESCE (c.region_id, 0), c.channel_id, COALESCE (c.topic_id, 0)"
    " FROM cases c WHERE c.accepted_at IS NOT NULL AND c.id IN"
    " (SELECT case_id FROM event WHERE id > ?1 AND kind = ?2)";
  ZhihuiStatement *row = zhihui_store_prepare (self, sql);
  ZhihuiStep       step;

  zhihui_statement_bind_integer (row, 1, from->event);
  zhihui_statement_bind_integer (row, 2, ZHIHUI_EVENT_ACCEPTED);
  while ((step = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    {
      ZhihuiCaseMove move = { .old_at = ZHIHUI_NO_INSTANT,
                              .new_at = zhihui_statement_get_integer (row, 0),
                              .region = zhihui_statement_get_integer (row, 1),
                              .channel = zhihui_statement_get_integer (row, 2),
                              .topic = zhihui_statement_get_integer (row, 3) };

      g_array_append_val (moves, move);
    }
  zhihui_statement_reset (row);
  return step == ZHIHUI_STEP_DONE || zhihui_database_fail (zhihui_store_get_database (self), error);
}

static gboolean
list_none (ZhihuiStore *self, gconstpointer which, GError **error)
{
  return zhihui_database_run (zhihui_store_get_database (self), "DELETE FROM working_case", error);
}

/**
 * zhihui_store_load_names:
 * @ledger: is emptied first; gets units, names of all kinds and the rules of clocks, and no case
 */
gboolean
zhihui_store_load_names (ZhihuiStore *self, ZhihuiLedger *ledger, GError **error)
{
  return zhihui_store_load_listed (self, ledger, list_none, NULL, error);
}

static gboolean
purge (ZhihuiStore *self, gint64 newest, GError **error)
{
  static const char sql[] = "DELETE FROM case_change WHERE id <= ?1";
  ZhihuiStatement  *row = zhihui_store_prepare (self, sql);

  zhihui_statement_bind_integer (row, 1, newest - KEPT_CHANGES);
  return zhihui_statement_finish (row, error);
}

/**
 * zhihui_store_note_case:
 *
 * A row of the case changes in the transaction that is open, and no event of the case says so.
 */
gboolean
zhihui_store_note_case (ZhihuiStore *self, gint64 case_id, GError **error)
{
  static const char sql[] = "INSERT INTO case_change (case_id) VALUES (?1) RETURNING id";
  ZhihuiStatement  *row = zhihui_store_prepare (self, sql);
  gint64            id;

  zhihui_statement_bind_integer (row, 1, case_id);
  id = zhihui_statement_take_id (row, error);
  return id != 0 && (id % PURGE_EVERY != 0 || purge (self, id, error));
}
