/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-clock-change.h"

#include <glib/gi18n-lib.h>

#include "zhihui-error.h"

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

/**
 * zhihui_clock_change_begin:
 * @self: reason, was, moment and what became early
 *
 * Notes the change in the caller's transaction, which writes the new rules.
 *
 * Returns: %FALSE with @error: OFFLINE when another change is not done
 */
gboolean
zhihui_clock_change_begin (ZhihuiStore *store, ZhihuiClockChange *self, GError **error)
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
