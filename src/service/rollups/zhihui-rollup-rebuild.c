/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "zhihui-error.h"
#include "zhihui-rollup-rows.h"
#include "zhihui-rollup-state.h"
#include "zhihui-rollup.h"

#define ROWS_AT_ONCE 20000
/* Work is written in the order of its dispatch, and adds nothing before it: some days back all is
 * there. What an import brings later is added to cells already written. */
#define KEPT_DAYS 2
#define MAX_CELLS 400000 /* 100 MB */

/**
 * zhihui_rollup_sum_rows:
 * @sign: 1 adds all rows of @store to its cells, -1 takes them out
 *
 * Days that are complete are written on the way, some rows at a time: the memory it takes does not
 * grow with them.
 */
gboolean
zhihui_rollup_sum_rows (ZhihuiRollupSum *sum, ZhihuiStore *store, int sign, GError **error)
{
  g_autoptr (ZhihuiRollupRows) rows = zhihui_rollup_rows_new ();
  gint64 next = G_MININT64;

  while (zhihui_rollup_rows_read (rows, store, next, G_MAXINT64, ROWS_AT_ONCE, error))
    {
      guint  n = rows->ids->len;
      gint64 until = G_MAXINT64;

      if (n == 0)
        return TRUE;
      for (guint i = 0; i < n; i++)
        {
          ZhihuiEngineRow row = zhihui_rollup_rows_get (rows, i);

          zhihui_rollup_sum_add_row (sum, &row, sign);
        }
      next = g_array_index (rows->ids, gint64, n - 1) + 1;
      if (zhihui_rollup_sum_get_n_cells (sum) <= MAX_CELLS)
        until = zhihui_rollup_sum_get_day (
                  sum, g_array_index (rows->rows, ZhihuiAssignment, n - 1).dispatched_at) -
                KEPT_DAYS;
      if (!zhihui_rollup_sum_write_until (sum, store, until, error))
        return FALSE;
    }
  return FALSE;
}

/**
 * zhihui_rollup_rebuild:
 *
 * Makes all sums anew from the rows. The caller holds the transaction, and touched nothing in it.
 */
gboolean
zhihui_rollup_rebuild (ZhihuiStore *store, GError **error)
{
  static const char empty[] = "DELETE FROM rollup_day; DELETE FROM rollup_month;"
                              " DELETE FROM rollup_row";
  g_autoptr (ZhihuiRollupState) state = zhihui_rollup_state_begin (store, error);
  g_autoptr (ZhihuiRollupSum) sum = NULL;

  if (state == NULL || !zhihui_database_run (zhihui_store_get_database (store), empty, error))
    return FALSE;

  sum = zhihui_rollup_sum_new (state->places, state->zone);
  return zhihui_rollup_sum_rows (sum, store, 1, error) &&
         zhihui_rollup_sum_write_until (sum, store, G_MAXINT64, error) &&
         zhihui_rollup_state_save (state, store, error);
}
