/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-outbox.h"

#include <glib/gi18n-lib.h>

#include "zhihui-error.h"

/**
 * zhihui_outbox_add:
 *
 * The row of @assignment_id, or one of its ratings, changes.
 */
gboolean
zhihui_outbox_add (ZhihuiStore *store, gint64 assignment_id, GError **error)
{
  static const char sql[] =
    "INSERT INTO engine_change (assignment_id, turn)"
    " SELECT ?1, 1 FROM engine_feed WHERE TRUE"
    " ON CONFLICT (assignment_id) DO UPDATE SET turn = engine_change.turn + 1";
  ZhihuiStatement *row = zhihui_store_prepare (store, sql);

  zhihui_statement_bind_integer (row, 1, assignment_id);
  return zhihui_statement_finish (row, error);
}

/**
 * zhihui_outbox_add_all:
 *
 * Any row may have changed.
 */
gboolean
zhihui_outbox_add_all (ZhihuiStore *store, GError **error)
{
  static const char sql[] = "UPDATE engine_feed SET sent_to = 0";

  return zhihui_statement_finish (zhihui_store_prepare (store, sql), error);
}

static gboolean
ask_holder (
  ZhihuiStore *store, const char *place, const char *holder, gboolean *is_known, gboolean *is_free)
{
  static const char sql[] = "SELECT holder, held_until FROM engine_feed WHERE place = ?1";
  ZhihuiStatement  *row = zhihui_store_prepare (store, sql);
  ZhihuiStep        step;

  zhihui_statement_bind_text (row, 1, place);
  step = zhihui_statement_step (row);
  *is_known = step == ZHIHUI_STEP_ROW;
  *is_free = !*is_known || g_strcmp0 (zhihui_statement_get_text (row, 0), holder) == 0 ||
             zhihui_statement_get_integer (row, 1) < g_get_real_time () / G_USEC_PER_SEC;
  zhihui_statement_reset (row);
  return step != ZHIHUI_STEP_FAILED;
}

static gboolean
put_holder (ZhihuiStore *store,
            const char  *place,
            const char  *holder,
            gboolean     is_known,
            guint        span_s,
            GError     **error)
{
  static const char forget[] = "DELETE FROM engine_feed";
  static const char sql[] =
    "INSERT INTO engine_feed (place, holder, held_until) VALUES (?1, ?2, ?3)"
    " ON CONFLICT (place) DO UPDATE SET holder = excluded.holder,"
    " held_until = excluded.held_until";
  ZhihuiStatement *row;

  /* Another engine than before knows nothing. */
  if (!is_known && !zhihui_statement_finish (zhihui_store_prepare (store, forget), error))
    return FALSE;
  row = zhihui_store_prepare (store, sql);
  zhihui_statement_bind_text (row, 1, place);
  zhihui_statement_bind_text (row, 2, holder);
  zhihui_statement_bind_integer (row, 3, g_get_real_time () / G_USEC_PER_SEC + span_s);
  return zhihui_statement_finish (row, error);
}

/**
 * zhihui_outbox_hold:
 * @place: of the engine: what is sent where
 * @holder: the process; may hold it already
 * @span_s: for how long: others may go on after it, should this process end without letting go
 *
 * Only who holds the outbox may send: two would send the same twice.
 *
 * Returns: %FALSE with @error: OFFLINE when another process holds it
 */
gboolean
zhihui_outbox_hold (
  ZhihuiStore *store, const char *place, const char *holder, guint span_s, GError **error)
{
  gboolean is_known, is_free;

  if (!zhihui_store_begin (store, error))
    return FALSE;
  if (!ask_holder (store, place, holder, &is_known, &is_free))
    zhihui_database_fail (zhihui_store_get_database (store), error);
  else if (!is_free)
    g_set_error_literal (error,
                         ZHIHUI_ERROR,
                         ZHIHUI_ERROR_OFFLINE,
                         _ ("Another program sends the assignments to the engine"));
  else if (put_holder (store, place, holder, is_known, span_s, error) &&
           zhihui_store_commit (store, error))
    return TRUE;

  zhihui_store_rollback (store);
  return FALSE;
}

gboolean
zhihui_outbox_let_go (ZhihuiStore *store, const char *holder, GError **error)
{
  static const char sql[] = "UPDATE engine_feed SET held_until = 0 WHERE holder = ?1";
  ZhihuiStatement  *row = zhihui_store_prepare (store, sql);

  zhihui_statement_bind_text (row, 1, holder);
  return zhihui_statement_finish (row, error);
}

static gboolean
read_feed (
  ZhihuiStore *store, const char *place, gint64 *sent_to, gboolean *has_new, GError **error)
{
  static const char sql[] =
    "SELECT COALESCE (MAX(f.sent_to), 0), CASE WHEN COUNT(*) = 0 OR EXISTS (SELECT 1"
    " FROM assignment a WHERE a.id > (SELECT MAX(g.sent_to) FROM engine_feed g)) THEN 1 ELSE 0 END"
    " FROM engine_feed f WHERE f.place = ?1";
  ZhihuiStatement *row = zhihui_store_prepare (store, sql);
  ZhihuiStep       step;

  zhihui_statement_bind_text (row, 1, place);
  step = zhihui_statement_step (row);
  if (step == ZHIHUI_STEP_ROW)
    {
      *sent_to = zhihui_statement_get_integer (row, 0);
      *has_new = zhihui_statement_get_integer (row, 1) != 0;
    }
  zhihui_statement_reset (row);
  return step == ZHIHUI_STEP_ROW || zhihui_database_fail (zhihui_store_get_database (store), error);
}

/**
 * zhihui_outbox_read:
 * @sent_to: (out): all assignments up to this id were sent once
 * @has_new: (out): whether there are others, or @place is new
 * @entries: (element-type ZhihuiOutboxEntry): those that changed since, @limit at most
 */
gboolean
zhihui_outbox_read (ZhihuiStore *store,
                    const char  *place,
                    gint64      *sent_to,
                    gboolean    *has_new,
                    GArray      *entries,
                    guint        limit,
                    GError     **error)
{
  static const char sql[] =
    "SELECT assignment_id, turn FROM engine_change ORDER BY assignment_id LIMIT ?1";
  ZhihuiStatement *row;
  ZhihuiStep       step;

  g_array_set_size (entries, 0);
  if (!read_feed (store, place, sent_to, has_new, error))
    return FALSE;

  row = zhihui_store_prepare (store, sql);
  zhihui_statement_bind_integer (row, 1, limit);
  while ((step = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    {
      ZhihuiOutboxEntry entry = { zhihui_statement_get_integer (row, 0),
                                  zhihui_statement_get_integer (row, 1) };

      g_array_append_val (entries, entry);
    }
  zhihui_statement_reset (row);
  return step == ZHIHUI_STEP_DONE ||
         zhihui_database_fail (zhihui_store_get_database (store), error);
}

static gboolean
take_out (ZhihuiStore *store, const ZhihuiOutboxEntry *entry, GError **error)
{
  static const char sql[] = "DELETE FROM engine_change WHERE assignment_id = ?1 AND turn = ?2";
  ZhihuiStatement  *row = zhihui_store_prepare (store, sql);

  zhihui_statement_bind_integer (row, 1, entry->assignment_id);
  zhihui_statement_bind_integer (row, 2, entry->turn);
  return zhihui_statement_finish (row, error);
}

/**
 * zhihui_outbox_note_sent:
 * @sent_to: 0 leaves it as it is
 * @entries: (nullable) (element-type ZhihuiOutboxEntry): what changed again meanwhile stays
 */
gboolean
zhihui_outbox_note_sent (ZhihuiStore *store, gint64 sent_to, const GArray *entries, GError **error)
{
  static const char sql[] = "UPDATE engine_feed SET sent_to = ?1 WHERE ?1 > sent_to";
  ZhihuiStatement  *row;
  gboolean          done;

  if (!zhihui_store_begin (store, error))
    return FALSE;

  row = zhihui_store_prepare (store, sql);
  zhihui_statement_bind_integer (row, 1, sent_to);
  done = zhihui_statement_finish (row, error);
  for (guint i = 0; done && entries != NULL && i < entries->len; i++)
    done = take_out (store, &g_array_index (entries, ZhihuiOutboxEntry, i), error);
  if (done && zhihui_store_commit (store, error))
    return TRUE;

  zhihui_store_rollback (store);
  return FALSE;
}
