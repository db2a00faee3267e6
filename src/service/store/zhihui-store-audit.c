/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-store-audit.h"

/**
 * zhihui_store_write_audit:
 *
 * Appends @entry, in the caller's transaction if there is one.
 */
gboolean
zhihui_store_write_audit (ZhihuiStore *self, const ZhihuiAuditEntry *entry, GError **error)
{
  static const char sql[] = "INSERT INTO audit (at, actor, action, subject, reason, n_rows)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
  ZhihuiStatement  *statement;

  g_return_val_if_fail (self != NULL && entry != NULL, FALSE);
  g_return_val_if_fail (entry->actor != NULL && entry->action != NULL, FALSE);

  statement = zhihui_store_prepare (self, sql);
  zhihui_statement_bind_integer (
    statement, 1, entry->at != 0 ? entry->at : g_get_real_time () / G_USEC_PER_SEC);
  zhihui_statement_bind_text (statement, 2, entry->actor);
  zhihui_statement_bind_text (statement, 3, entry->action);
  zhihui_statement_bind_text (statement, 4, entry->subject != NULL ? entry->subject : "");
  zhihui_statement_bind_text (statement, 5, entry->reason != NULL ? entry->reason : "");
  zhihui_statement_bind_integer (statement, 6, entry->n_rows);
  return zhihui_statement_finish (statement, error);
}

/**
 * zhihui_store_read_audit:
 * @since: epoch seconds
 * @visit: called for each entry, oldest first; its texts are valid during the call
 */
gboolean
zhihui_store_read_audit (
  ZhihuiStore *self, gint64 since, ZhihuiAuditFunc visit, gpointer user_data, GError **error)
{
  static const char sql[] = "SELECT at, actor, action, subject, reason, n_rows FROM audit"
                            " WHERE at >= ?1 ORDER BY id";
  ZhihuiStatement  *row;
  ZhihuiStep        step;

  g_return_val_if_fail (self != NULL && visit != NULL, FALSE);

  row = zhihui_store_prepare (self, sql);
  zhihui_statement_bind_integer (row, 1, since);
  while ((step = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    {
      const ZhihuiAuditEntry entry = {
        .at = zhihui_statement_get_integer (row, 0),
        .actor = zhihui_statement_get_text (row, 1),
        .action = zhihui_statement_get_text (row, 2),
        .subject = zhihui_statement_get_text (row, 3),
        .reason = zhihui_statement_get_text (row, 4),
        .n_rows = zhihui_statement_get_integer (row, 5),
      };

      visit (&entry, user_data);
    }
  zhihui_statement_reset (row);
  return step == ZHIHUI_STEP_DONE || zhihui_database_fail (zhihui_store_get_database (self), error);
}
