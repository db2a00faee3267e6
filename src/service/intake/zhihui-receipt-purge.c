/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-receipt-purge.h"

#define MORE_AFTER_S 1 /* while there are more: others write meanwhile */
#define LOOK_AGAIN_S 3600
#define MARGIN_S 3600 /* a sender's clock may have been ahead of the receipt */

struct _ZhihuiReceiptPurge
{
  ZhihuiStore *store;  /* borrowed */
  guint        source; /* 0: not started */
};

/**
 * zhihui_receipt_purge_new:
 * @store: (transfer none): must outlive it
 */
ZhihuiReceiptPurge *
zhihui_receipt_purge_new (ZhihuiStore *store)
{
  ZhihuiReceiptPurge *self = g_new0 (ZhihuiReceiptPurge, 1);

  self->store = store;
  return self;
}

void
zhihui_receipt_purge_free (ZhihuiReceiptPurge *self)
{
  if (self == NULL)
    return;

  g_clear_handle_id (&self->source, g_source_remove);
  g_free (self);
}

/* In the caller's transaction. 200 rows are a few milliseconds. */
static gboolean
purge_some (ZhihuiStore *store, gint64 before, GError **error)
{
  static const char sql[] = "DELETE FROM event_receipt WHERE (source, external_id) IN"
                            " (SELECT source, external_id FROM event_receipt"
                            " WHERE received_at < ?1 ORDER BY received_at LIMIT 200)";
  ZhihuiStatement  *row = zhihui_store_prepare (store, sql);

  zhihui_statement_bind_integer (row, 1, before);
  return zhihui_statement_finish (row, error);
}

static gboolean
is_any_left (ZhihuiStore *store, gint64 before)
{
  static const char sql[] = "SELECT 1 FROM event_receipt WHERE received_at < ?1 LIMIT 1";
  ZhihuiStatement  *row = zhihui_store_prepare (store, sql);
  gboolean          is_left;

  zhihui_statement_bind_integer (row, 1, before);
  is_left = zhihui_statement_step (row) == ZHIHUI_STEP_ROW;
  zhihui_statement_reset (row);
  return is_left;
}

/**
 * zhihui_receipt_purge_step:
 * @now: real time: receipts have no other
 * @has_more: (out): whether it is worth to come again at once
 *
 * Returns: %FALSE with @error: the database cannot be written now; nothing was forgotten
 */
gboolean
zhihui_receipt_purge_step (ZhihuiReceiptPurge *self, gint64 now, gboolean *has_more, GError **error)
{
  const gint64 before = now - ZHIHUI_RECEIPTS_KEPT_S - MARGIN_S;

  g_return_val_if_fail (self != NULL && has_more != NULL, FALSE);

  *has_more = FALSE;
  if (!is_any_left (self->store, before))
    return TRUE;
  if (!zhihui_store_begin (self->store, error))
    return FALSE;
  if (!purge_some (self->store, before, error) || !zhihui_store_commit (self->store, error))
    {
      zhihui_store_rollback (self->store);
      return FALSE;
    }

  *has_more = is_any_left (self->store, before);
  return TRUE;
}

static gboolean
step_cb (gpointer user_data)
{
  ZhihuiReceiptPurge *self = user_data;
  gboolean            has_more = FALSE;
  g_autoptr (GError) error = NULL;

  if (!zhihui_receipt_purge_step (self, g_get_real_time () / G_USEC_PER_SEC, &has_more, &error))
    g_warning ("old receipts cannot be forgotten: %s", error->message);
  self->source = g_timeout_add_seconds (has_more ? MORE_AFTER_S : LOOK_AGAIN_S, step_cb, self);
  return G_SOURCE_REMOVE;
}

/**
 * zhihui_receipt_purge_start:
 *
 * From now on by itself, from the main loop.
 */
void
zhihui_receipt_purge_start (ZhihuiReceiptPurge *self)
{
  g_return_if_fail (self != NULL && self->source == 0);

  self->source = g_timeout_add_seconds (MORE_AFTER_S, step_cb, self);
}
