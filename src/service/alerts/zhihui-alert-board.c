/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-alert-board.h"

#include <string.h>

#include "zhihui-alert-store.h"

struct _ZhihuiAlertBoard
{
  ZhihuiStore *store; /* borrowed */
  GPtrArray   *rows; /* (element-type ZhihuiAlertRow): open ones, and resolved ones to be written */
  GHashTable  *by_key;  /* (element-type utf8 ZhihuiAlertRow): of @rows */
  GArray      *changes; /* (element-type ZhihuiAlertChange) */
  gint64       now;
  guint64      round;
  gint64       turn; /* of the transaction that wrote alerts last, as far as is known here */
};

static void
add_row (ZhihuiAlertBoard *self, ZhihuiAlertRow *row)
{
  g_ptr_array_add (self->rows, row);
  g_hash_table_insert (self->by_key, row->key, row);
}

/**
 * zhihui_alert_board_new:
 * @store: must outlive it
 *
 * With the alerts that were open when the database was written last.
 */
ZhihuiAlertBoard *
zhihui_alert_board_new (ZhihuiStore *store, GError **error)
{
  g_autoptr (ZhihuiAlertBoard) self = g_new0 (ZhihuiAlertBoard, 1);

  self->store = store;
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_alert_row_free);
  self->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  self->changes = g_array_new (FALSE, FALSE, sizeof (ZhihuiAlertChange));
  self->turn = zhihui_alert_store_get_turn (store);
  if (!zhihui_alert_store_load_open (store, self->rows, error))
    return NULL;

  for (guint i = 0; i < self->rows->len; i++)
    g_hash_table_insert (
      self->by_key, ((ZhihuiAlertRow *) self->rows->pdata[i])->key, self->rows->pdata[i]);
  return g_steal_pointer (&self);
}

void
zhihui_alert_board_free (ZhihuiAlertBoard *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->changes);
  g_hash_table_unref (self->by_key);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

const GPtrArray *
zhihui_alert_board_get_rows (ZhihuiAlertBoard *self)
{
  return self->rows;
}

const GArray *
zhihui_alert_board_get_changes (ZhihuiAlertBoard *self)
{
  return self->changes;
}

ZhihuiAlertRow *
zhihui_alert_board_find (ZhihuiAlertBoard *self, const char *key)
{
  ZhihuiAlertRow *row = g_hash_table_lookup (self->by_key, key);

  return row != NULL && row->is_open ? row : NULL;
}

/**
 * zhihui_alert_board_begin:
 *
 * A round of judging begins: what zhihui_alert_board_settle() does not find put since is resolved.
 */
void
zhihui_alert_board_begin (ZhihuiAlertBoard *self, gint64 now)
{
  self->now = now;
  self->round++;
}

static void
note_change (
  ZhihuiAlertBoard *self, ZhihuiAlertRow *row, const char *what, gint64 at, gboolean worse)
{
  ZhihuiAlertChange change = {
    .row = row,
    .what = what,
    .at = at,
    .episode = row->episode,
    .version = row->version,
    .count = row->count,
    .level = row->level,
    .is_worse = worse,
  };

  row->is_changed = TRUE;
  g_array_append_val (self->changes, change);
}

static void
forget_acknowledgement (ZhihuiAlertRow *row)
{
  g_clear_pointer (&row->acknowledged_by, g_free);
  g_clear_pointer (&row->note, g_free);
  row->acknowledged_at = ZHIHUI_NO_INSTANT;
}

static void
copy_finding (ZhihuiAlertRow *row, const ZhihuiFinding *finding)
{
  if (g_strcmp0 (row->subject, finding->subject) != 0)
    {
      g_free (row->subject);
      row->subject = g_strdup (finding->subject);
    }
  row->level = finding->level;
  row->count = finding->count;
  row->k = finding->k;
  row->n = finding->n;
  row->unit = finding->unit;
  row->case_id = finding->case_id;
  row->is_desk_only = finding->is_desk_only;
}

/* A new episode. It began when the rule says, but not before the last one ended. */
static void
open_episode (ZhihuiAlertBoard *self, ZhihuiAlertRow *row, const ZhihuiFinding *finding)
{
  gint64 since = finding->since != ZHIHUI_NO_INSTANT ? finding->since : self->now;
  gint64 changed_at = finding->changed_at != ZHIHUI_NO_INSTANT ? finding->changed_at : since;

  if (row->episode > 0 && since <= row->resolved_at)
    since = changed_at = self->now;
  if (row->episode == 0)
    row->first_at = since;
  copy_finding (row, finding);
  forget_acknowledgement (row);
  row->top_level = row->level;
  row->is_open = TRUE;
  row->episode++;
  row->version++;
  row->raised_at = since;
  row->updated_at = MAX (since, changed_at);
  row->resolved_at = ZHIHUI_NO_INSTANT;
  note_change (self, row, "raised", self->now, TRUE);
}

/* Who took note of it saw a lower level: it waits for a person again. */
static void
update (ZhihuiAlertBoard *self, ZhihuiAlertRow *row, const ZhihuiFinding *finding)
{
  ZhihuiLevel old_level = row->level;

  if (row->level == finding->level && row->count == finding->count && row->k == finding->k &&
      row->n == finding->n && row->unit == finding->unit && row->case_id == finding->case_id &&
      row->is_desk_only == finding->is_desk_only && g_str_equal (row->subject, finding->subject))
    return;

  copy_finding (row, finding);
  row->version++;
  row->updated_at = self->now;
  row->is_changed = TRUE;
  if (row->level == old_level)
    return;

  if (row->level > old_level)
    forget_acknowledgement (row);
  row->top_level = MAX (row->top_level, row->level);
  note_change (self, row, "level", self->now, row->level > old_level);
}

/**
 * zhihui_alert_board_put:
 *
 * Raises the alert of the finding's key, or brings it up to date. Its raised_at stays while it is
 * open; after it was resolved it is raised as its next episode.
 */
void
zhihui_alert_board_put (ZhihuiAlertBoard *self, const ZhihuiFinding *finding)
{
  g_autofree char *key = g_strconcat (finding->kind, "-", finding->key, NULL);
  ZhihuiAlertRow  *row = g_hash_table_lookup (self->by_key, key);

  if (row == NULL)
    {
      row = zhihui_alert_store_find (self->store, key);
      if (row == NULL)
        {
          row = g_new0 (ZhihuiAlertRow, 1);
          row->key = g_steal_pointer (&key);
          row->kind = g_strdup (finding->kind);
          row->resolved_at = row->acknowledged_at = ZHIHUI_NO_INSTANT;
        }
      add_row (self, row);
    }

  row->round = self->round;
  if (row->is_open)
    update (self, row, finding);
  else
    open_episode (self, row, finding);
}

static void
resolve (ZhihuiAlertBoard *self, ZhihuiAlertRow *row)
{
  row->is_open = FALSE;
  row->version++;
  row->updated_at = row->resolved_at = self->now;
  note_change (self, row, "resolved", self->now, FALSE);
}

/**
 * zhihui_alert_board_settle:
 *
 * All alerts of @kind have been put: the others of it are resolved.
 */
void
zhihui_alert_board_settle (ZhihuiAlertBoard *self, const char *kind)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      ZhihuiAlertRow *row = self->rows->pdata[i];

      if (row->is_open && row->round != self->round && g_str_equal (row->kind, kind))
        resolve (self, row);
    }
}

/**
 * zhihui_alert_board_acknowledge:
 * @by: name of the person
 * @at: instant
 *
 * Takes note of an open alert.
 */
void
zhihui_alert_board_acknowledge (
  ZhihuiAlertBoard *self, ZhihuiAlertRow *row, const char *by, const char *note, gint64 at)
{
  forget_acknowledgement (row);
  row->acknowledged_by = g_strdup (by);
  row->note = g_strdup (note);
  row->acknowledged_at = at;
  row->version++;
  note_change (self, row, "acknowledged", at, FALSE);
}

/**
 * zhihui_alert_row_dup_etag:
 *
 * Returns: (transfer full): a strong tag of the alert as it is: changes with everything that a
 *   person sees of it
 */
char *
zhihui_alert_row_dup_etag (const ZhihuiAlertRow *row)
{
  return g_strdup_printf ("\"%s-%" G_GINT64_FORMAT "\"", row->kind, row->version);
}

static void
let_go_of_resolved (ZhihuiAlertBoard *self)
{
  for (guint i = self->rows->len; i > 0; i--)
    {
      ZhihuiAlertRow *row = self->rows->pdata[i - 1];

      row->is_changed = FALSE;
      if (row->is_open)
        continue;
      g_hash_table_remove (self->by_key, row->key);
      g_ptr_array_remove_index_fast (self->rows, i - 1);
    }
}

/**
 * zhihui_alert_board_write:
 *
 * Writes what has changed. The caller holds the transaction, in which the board has followed others
 * (zhihui_alert_board_follow ()), and calls zhihui_alert_board_note_written () after the commit:
 * else the next time writes it too.
 */
gboolean
zhihui_alert_board_write (ZhihuiAlertBoard *self, GError **error)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const ZhihuiAlertRow *row = self->rows->pdata[i];

      if (row->is_changed && !zhihui_alert_store_write (self->store, row, self->turn + 1, error))
        return FALSE;
    }
  for (guint i = 0; i < self->changes->len; i++)
    if (!zhihui_alert_store_log (
          self->store, &g_array_index (self->changes, ZhihuiAlertChange, i), error))
      return FALSE;
  return TRUE;
}

void
zhihui_alert_board_note_written (ZhihuiAlertBoard *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (((const ZhihuiAlertRow *) self->rows->pdata[i])->is_changed)
      {
        self->turn++;
        break;
      }
  g_array_set_size (self->changes, 0);
  let_go_of_resolved (self);
}

/* ---- what others wrote ---- */

/* Returns: (transfer full): the row of that key, with nothing left of it here. */
static ZhihuiAlertRow *
take_out (ZhihuiAlertBoard *self, const char *key)
{
  ZhihuiAlertRow *row = g_hash_table_lookup (self->by_key, key);
  guint           index;

  if (row == NULL)
    return NULL;

  for (guint i = self->changes->len; i > 0; i--)
    if (g_array_index (self->changes, ZhihuiAlertChange, i - 1).row == row)
      g_array_remove_index (self->changes, i - 1);
  g_hash_table_remove (self->by_key, row->key);
  g_ptr_array_find (self->rows, row, &index);
  return g_ptr_array_steal_index_fast (self->rows, index);
}

/* What was found here and not yet written is found once more, of the row as it is now: nothing
 * happens where another platform has found the same. */
static void
find_again (ZhihuiAlertBoard *self, const ZhihuiAlertRow *own)
{
  ZhihuiAlertRow *row = zhihui_alert_board_find (self, own->key);
  ZhihuiFinding   finding = { .kind = own->kind,
                              .key = own->key + strlen (own->kind) + 1,
                              .subject = own->subject,
                              .level = own->level,
                              .count = own->count,
                              .k = own->k,
                              .n = own->n,
                              .unit = own->unit,
                              .case_id = own->case_id,
                              .since = own->raised_at,
                              .changed_at = own->updated_at,
                              .is_desk_only = own->is_desk_only };

  if (own->is_open)
    zhihui_alert_board_put (self, &finding);
  else if (row != NULL)
    resolve (self, row);
}

/* @stored: (transfer full) */
static void
take_over (ZhihuiAlertBoard *self, ZhihuiAlertRow *stored)
{
  ZhihuiAlertRow *own = take_out (self, stored->key);
  gboolean        is_found = own != NULL && own->is_changed;

  if (own != NULL)
    stored->round = own->round;
  if (stored->is_open || is_found)
    add_row (self, stored);
  else
    zhihui_alert_row_free (stored);
  if (is_found)
    find_again (self, own);
  zhihui_alert_row_free (own);
}

/**
 * zhihui_alert_board_follow:
 *
 * Takes over the alerts that others wrote. Rows of the board that were borrowed may be gone.
 */
gboolean
zhihui_alert_board_follow (ZhihuiAlertBoard *self, GError **error)
{
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_alert_row_free);
  gint64 turn = self->turn;

  if (!zhihui_alert_store_load_since (self->store, &turn, rows, error))
    return FALSE;

  while (rows->len > 0)
    take_over (self, g_ptr_array_steal_index (rows, 0));
  self->turn = turn;
  return TRUE;
}
