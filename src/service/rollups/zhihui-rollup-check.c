/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "zhihui-error.h"
#include "zhihui-rollup-rows.h"
#include "zhihui-rollup-state.h"
#include "zhihui-rollup.h"

/* What all rows add is taken out of the tables: they agree when nothing is left. Then all is rolled
 * back. */

#define NAME(column) ", " #column
#define QUOTED(column) , #column

static gint64
ask (ZhihuiStore *store, const char *sql)
{
  ZhihuiStatement *row = zhihui_store_prepare (store, sql);
  gint64           answer = -1;

  if (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    answer = zhihui_statement_get_integer (row, 0);
  zhihui_statement_reset (row);
  return answer;
}

static char *
describe_period (gint64 key, gboolean is_month)
{
  gint64 period = zhihui_rollup_key_get_period (key);
  int    year, month, mday;

  if (is_month)
    return g_strdup_printf ("%04d-%02d", (int) (period / 12), (int) (period % 12) + 1);
  zhihui_day_to_ymd ((gint32) period, &year, &month, &mday);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, mday);
}

/* The first column that has something left. */
static gboolean
refuse_cell (ZhihuiStatement *row, gboolean is_month, GError **error)
{
  static const char *const names[] = { "volume_n" ZHIHUI_ROLLUP_EACH_COLUMN (QUOTED) };
  gint64                   key = zhihui_statement_get_integer (row, 0);
  g_autofree char         *period = describe_period (key, is_month);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gint64 left = zhihui_statement_get_integer (row, i + 1);

      if (left == 0)
        continue;
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_MALFORMED,
                   _ ("The sums disagree with the rows: %s, level %u, subject %u: %s is off by %d"),
                   period,
                   zhihui_rollup_key_get_level (key),
                   zhihui_rollup_key_get_subject (key),
                   names[i],
                   (int) left);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_cells (ZhihuiStore *store, ZhihuiStatement *row, gboolean is_month, GError **error)
{
  ZhihuiStep step;
  gboolean   agree = TRUE;

  while (agree && (step = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    agree = refuse_cell (row, is_month, error);
  zhihui_statement_reset (row);
  if (!agree)
    return FALSE;
  return step == ZHIHUI_STEP_DONE ||
         zhihui_database_fail (zhihui_store_get_database (store), error);
}

static gboolean
check_left (ZhihuiStore *store, gint64 n_places, gint64 n_taken, GError **error)
{
  static const char days[] =
    "SELECT cell, volume_n" ZHIHUI_ROLLUP_EACH_COLUMN (NAME) " FROM rollup_day";
  static const char months[] =
    "SELECT cell, volume_n" ZHIHUI_ROLLUP_EACH_COLUMN (NAME) " FROM rollup_month";
  gint64 n_left = ask (store, "SELECT COUNT(*) FROM rollup_row");

  if (!check_cells (store, zhihui_store_prepare (store, days), FALSE, error) ||
      !check_cells (store, zhihui_store_prepare (store, months), TRUE, error))
    return FALSE;
  if (n_left == 0 && n_places == n_taken)
    return TRUE;

  g_set_error_literal (error,
                       ZHIHUI_ERROR,
                       ZHIHUI_ERROR_MALFORMED,
                       _ ("The sums disagree with the rows: the list of the rows of a day"));
  return FALSE;
}

/**
 * zhihui_rollup_check:
 *
 * Counts all rows again and compares every cell. It holds the right to write while it does, and
 * changes nothing.
 *
 * Returns: whether the sums agree with the rows, or were never made; %FALSE with
 * %ZHIHUI_ERROR_MALFORMED that names the first cell that does not
 */
gboolean
zhihui_rollup_check (ZhihuiStore *store, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (ZhihuiRollupState) state = NULL;
  g_autoptr (ZhihuiRollupSum) sum = NULL;
  gint64   n_places, n_taken;
  gboolean agree;

  g_return_val_if_fail (store != NULL, FALSE);

  if (!zhihui_store_begin (store, error))
    return FALSE;
  state = zhihui_rollup_state_load (store, &cause);
  if (state == NULL)
    {
      zhihui_store_rollback (store);
      if (cause == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }

  n_places = ask (store, "SELECT COUNT(*) FROM rollup_row");
  sum = zhihui_rollup_sum_new (state->places, state->zone);
  agree = zhihui_rollup_sum_rows (sum, store, -1, error) &&
          zhihui_rollup_sum_write_until (sum, store, G_MAXINT64, error);
  n_taken = zhihui_rollup_sum_get_n_places (sum);
  agree = agree && check_left (store, n_places, n_taken, error);
  zhihui_store_rollback (store);
  return agree;
}
