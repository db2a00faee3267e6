/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-clock-change.h"

#include <glib/gi18n-lib.h>

#include "zhihui-error.h"
#include "zhihui-store-working.h"

void
zhihui_clock_change_clear (ZhihuiClockChange *self)
{
  g_clear_pointer (&self->reason, g_free);
  g_clear_pointer (&self->was, g_free);
}

/**
 * zhihui_clock_change_find:
 * @self: (out): the oldest one that is not done; cleared when there is none
 */
gboolean
zhihui_clock_change_find (ZhihuiStore       *store,
                          ZhihuiClockChange *self,
                          gboolean          *found,
                          GError           **error)
{
  static const char sql[] =
    "SELECT id, reason, was, moment, early_from, early_to, step, done_to, n_open, n_adjusted,"
    " n_kept, n_early FROM clock_change WHERE step < 2 ORDER BY id LIMIT 1";
  ZhihuiStatement *row = zhihui_store_prepare (store, sql);
  ZhihuiStep       step = zhihui_statement_step (row);

  *self = (ZhihuiClockChange){ 0 };
  *found = step == ZHIHUI_STEP_ROW;
  if (*found)
    {
      self->id = zhihui_statement_get_integer (row, 0);
      self->reason = g_strdup (zhihui_statement_get_text (row, 1));
      self->was = g_strdup (zhihui_statement_get_text (row, 2));
      self->moment = zhihui_statement_get_integer (row, 3);
      self->early_from = zhihui_store_get_instant (row, 4);
      self->early_to = zhihui_store_get_instant (row, 5);
      self->step = (guint) zhihui_statement_get_integer (row, 6);
      self->done_to = zhihui_statement_get_integer (row, 7);
      self->report.n_open = (guint) zhihui_statement_get_integer (row, 8);
      self->report.n_adjusted = (guint) zhihui_statement_get_integer (row, 9);
      self->report.n_kept = (guint) zhihui_statement_get_integer (row, 10);
      self->report.n_early = (guint) zhihui_statement_get_integer (row, 11);
    }
  zhihui_statement_reset (row);
  return *found || step == ZHIHUI_STEP_DONE ||
         zhihui_database_fail (zhihui_store_get_database (store), error);
}

/* In the transaction that writes the new rules. FALSE with OFFLINE when another change is not done.
 */
static gboolean
note_change (ZhihuiStore *store, ZhihuiClockChange *self, GError **error)
{
  static const char sql[] =
    "INSERT INTO clock_change (id, reason, was, moment, early_from, early_to)"
    " VALUES ((SELECT COALESCE (MAX (id), 0) + 1 FROM clock_change), ?1, ?2, ?3, ?4, ?5)";
  g_auto (ZhihuiClockChange) other = { 0 };
  ZhihuiStatement *row;
  gboolean         found;

  if (!zhihui_clock_change_find (store, &other, &found, error))
    return FALSE;
  if (found)
    {
      g_set_error_literal (error,
                           ZHIHUI_ERROR,
                           ZHIHUI_ERROR_OFFLINE,
                           _ ("another program is changing the clocks; try again"));
      return FALSE;
    }

  row = zhihui_store_prepare (store, sql);
  zhihui_statement_bind_text (row, 1, self->reason);
  zhihui_statement_bind_text (row, 2, self->was);
  zhihui_statement_bind_integer (row, 3, self->moment);
  zhihui_store_bind_instant (row, 4, self->early_from);
  zhihui_store_bind_instant (row, 5, self->early_to);
  return zhihui_statement_finish (row, error);
}

/**
 * zhihui_clock_change_save:
 *
 * Notes how far it is, in the caller's transaction.
 */
gboolean
zhihui_clock_change_save (ZhihuiStore *store, const ZhihuiClockChange *self, GError **error)
{
  static const char sql[] =
    "UPDATE clock_change SET step = ?2, done_to = ?3, n_open = ?4, n_adjusted = ?5, n_kept = ?6,"
    " n_early = ?7 WHERE id = ?1";
  ZhihuiStatement *row = zhihui_store_prepare (store, sql);

  zhihui_statement_bind_integer (row, 1, self->id);
  zhihui_statement_bind_integer (row, 2, self->step);
  zhihui_statement_bind_integer (row, 3, self->done_to);
  zhihui_statement_bind_integer (row, 4, self->report.n_open);
  zhihui_statement_bind_integer (row, 5, self->report.n_adjusted);
  zhihui_statement_bind_integer (row, 6, self->report.n_kept);
  zhihui_statement_bind_integer (row, 7, self->report.n_early);
  return zhihui_statement_finish (row, error);
}

/**
 * zhihui_clock_change_get_now:
 *
 * Returns: the moment of the platform: of a place that was run ahead of time, or stands, that of
 *   its data
 */
gint64
zhihui_clock_change_get_now (ZhihuiStore *store)
{
  g_autofree char *clock = zhihui_store_get_setting (store, "clock");
  g_autofree char *as_of = zhihui_store_get_setting (store, "as_of");
  gint64           now = g_get_real_time () / G_USEC_PER_SEC;
  gint64           data = as_of != NULL ? g_ascii_strtoll (as_of, NULL, 10) : now;

  return clock != NULL && !g_str_equal (clock, "real") ? data : MAX (now, data);
}

/**
 * zhihui_clock_change_load_names:
 * @names: (inout): an empty ledger; gets what has a name, and no case
 */
gboolean
zhihui_clock_change_load_names (ZhihuiStore *store, ZhihuiLedger *names, GError **error)
{
  const ZhihuiCasesAtATime none = { .limit = 0 };

  return zhihui_store_load_some (store, names, &none, error);
}

static gboolean
write_change (ZhihuiStore            *store,
              ZhihuiClockChange      *change,
              ZhihuiClockChangeWriter write,
              gpointer                what,
              GError                **error)
{
  g_autoptr (ZhihuiLedger) names = zhihui_ledger_new ();
  g_autoptr (ZhihuiClockSettings) before = NULL;

  if (!zhihui_clock_change_load_names (store, names, error) ||
      (before = zhihui_clock_settings_load (store, names, error)) == NULL)
    return FALSE;

  change->was = zhihui_clock_settings_to_text (before, names, TRUE);
  return write (store, names, change, what, error) && note_change (store, change, error);
}

/**
 * zhihui_clock_change_begin:
 * @reason: "calendar" or "clocks"
 * @now: the platform's moment
 * @write: writes what is new, and tells between which instants days changed
 * @what: for @write
 *
 * Writes and notes that deadlines are to follow, in one transaction.
 *
 * Returns: %FALSE with @error: OFFLINE when another change is not done; nothing has happened then
 */
gboolean
zhihui_clock_change_begin (ZhihuiStore            *store,
                           const char             *reason,
                           gint64                  now,
                           ZhihuiClockChangeWriter write,
                           gpointer                what,
                           GError                **error)
{
  g_auto (ZhihuiClockChange) change = { .reason = g_strdup (reason),
                                        .moment = now,
                                        .early_from = ZHIHUI_NO_INSTANT,
                                        .early_to = ZHIHUI_NO_INSTANT };

  if (!zhihui_store_begin (store, error))
    return FALSE;
  if (write_change (store, &change, write, what, error) && zhihui_store_commit (store, error))
    return TRUE;

  zhihui_store_rollback (store);
  return FALSE;
}

/**
 * zhihui_clock_change_run:
 * @report: (out): what was changed
 *
 * Finishes what another change left to be done, begins this one and moves the deadlines that are
 * open to where they are by it (zhihui_clock_change_go_on ()).
 *
 * Returns: %FALSE with @error; what has happened until then stays, and the next call goes on with
 *   it
 */
gboolean
zhihui_clock_change_run (ZhihuiStore            *store,
                         const char             *reason,
                         gint64                  now,
                         ZhihuiClockChangeWriter write,
                         gpointer                what,
                         ZhihuiClockReport      *report,
                         GError                **error)
{
  g_return_val_if_fail (report != NULL, FALSE);

  return zhihui_clock_change_finish (store, now, report, error) &&
         zhihui_clock_change_begin (store, reason, now, write, what, error) &&
         zhihui_clock_change_finish (store, now, report, error);
}
