/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-engine-feed.h"

#include "zhihui-outbox.h"
#include "zhihui-rollup-rows.h"

/* Longer than one write may take before it is given up. */
#define HOLD_S 90
#define ROWS_AT_ONCE 50000
#define CHANGES_AT_ONCE 500

struct _ZhihuiEngineFeed
{
  char         *database; /* owned: with its password; never printed */
  char         *place;    /* owned */
  char         *holder;   /* owned: this process among others */
  ZhihuiEngine *engine;   /* not owned */
  ZhihuiStore  *store;    /* owned, or NULL: not opened yet */
  guint         batch;    /* new rows that are sent at once */
};

/**
 * zhihui_engine_feed_new:
 * @database: address of the store
 * @engine: (transfer none): must outlive it
 * @place: what distinguishes @engine from others: to one that was not sent anything yet all is sent
 */
ZhihuiEngineFeed *
zhihui_engine_feed_new (const char *database, ZhihuiEngine *engine, const char *place)
{
  ZhihuiEngineFeed *self = g_new0 (ZhihuiEngineFeed, 1);

  self->database = g_strdup (database);
  self->engine = engine;
  self->batch = ROWS_AT_ONCE;
  self->place = g_strdup (place);
  self->holder = g_uuid_string_random ();
  return self;
}

void
zhihui_engine_feed_free (ZhihuiEngineFeed *self)
{
  if (self == NULL)
    return;

  if (self->store != NULL)
    zhihui_outbox_let_go (self->store, self->holder, NULL);
  zhihui_store_free (self->store);
  g_free (self->database);
  g_free (self->place);
  g_free (self->holder);
  g_free (self);
}

void
zhihui_engine_feed_set_batch (ZhihuiEngineFeed *self, guint n_rows)
{
  self->batch = MAX (n_rows, 1);
}

/* Rows that were never sent. */
static gboolean
send_new (ZhihuiEngineFeed *self, gint64 sent_to, GError **error)
{
  g_autoptr (ZhihuiRollupRows) rows = zhihui_rollup_rows_new ();
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (ZhihuiEngineRow));

  if (!zhihui_rollup_rows_read (rows, self->store, sent_to + 1, G_MAXINT64, self->batch, error))
    return FALSE;

  for (guint i = 0; i < rows->ids->len; i++)
    {
      ZhihuiEngineRow row = zhihui_rollup_rows_get (rows, i);

      g_array_append_val (list, row);
    }
  if (list->len == 0)
    return TRUE;
  return zhihui_engine_write (
           self->engine, (const ZhihuiEngineRow *) (gconstpointer) list->data, list->len, error) &&
         zhihui_outbox_note_sent (
           self->store, g_array_index (rows->ids, gint64, list->len - 1), NULL, error);
}

static void
free_rows (gpointer rows)
{
  zhihui_rollup_rows_free (rows);
}

static gboolean
send_changed (ZhihuiEngineFeed *self, const GArray *entries, GError **error)
{
  g_autoptr (GPtrArray) read = g_ptr_array_new_with_free_func (free_rows);
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (ZhihuiEngineRow));

  for (guint i = 0; i < entries->len; i++)
    {
      gint64            id = g_array_index (entries, ZhihuiOutboxEntry, i).assignment_id;
      ZhihuiRollupRows *rows = zhihui_rollup_rows_new ();

      g_ptr_array_add (read, rows);
      if (!zhihui_rollup_rows_read (rows, self->store, id, id + 1, 1, error))
        return FALSE;
      if (rows->ids->len > 0)
        {
          ZhihuiEngineRow row = zhihui_rollup_rows_get (rows, 0);

          g_array_append_val (list, row);
        }
    }
  return zhihui_engine_write (
           self->engine, (const ZhihuiEngineRow *) (gconstpointer) list->data, list->len, error) &&
         zhihui_outbox_note_sent (self->store, 0, entries, error);
}

/**
 * zhihui_engine_feed_run:
 *
 * Sends until there is nothing more. What was sent is noted after the engine has it: should this
 * process end in between it is sent again, and the engine takes it once.
 *
 * Returns: %FALSE with @error: OFFLINE when the store, the engine or the right to send cannot be
 * had now; it goes on where it was with the next call
 */
gboolean
zhihui_engine_feed_run (ZhihuiEngineFeed *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (ZhihuiOutboxEntry));

  if (self->store == NULL)
    self->store = zhihui_store_open (self->database, FALSE, error);

  while (self->store != NULL)
    {
      gint64   sent_to;
      gboolean has_new = FALSE;

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !zhihui_outbox_read (
            self->store, self->place, &sent_to, &has_new, entries, CHANGES_AT_ONCE, error))
        return FALSE;
      if (!has_new && entries->len == 0)
        return TRUE;
      if (!zhihui_outbox_hold (self->store, self->place, self->holder, HOLD_S, error) ||
          !(has_new ? send_new (self, sent_to, error) : send_changed (self, entries, error)))
        return FALSE;
    }
  return FALSE;
}
