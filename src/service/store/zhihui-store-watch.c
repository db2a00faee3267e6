/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-store-watch.h"

/* What a transaction changes of the time when cases were accepted, for who counts cases elsewhere;
 * told after the commit. */
struct _ZhihuiStoreWatch
{
  ZhihuiCaseMoved moved; /* or NULL: nobody looks */
  gpointer        user_data;
  GArray         *moves; /* (element-type ZhihuiCaseMove) owned */
};

ZhihuiStoreWatch *
zhihui_store_watch_new (void)
{
  ZhihuiStoreWatch *self = g_new0 (ZhihuiStoreWatch, 1);

  self->moves = g_array_new (FALSE, FALSE, sizeof (ZhihuiCaseMove));
  return self;
}

void
zhihui_store_watch_free (ZhihuiStoreWatch *self)
{
  g_array_unref (self->moves);
  g_free (self);
}

void
zhihui_store_watch_set (ZhihuiStoreWatch *self, ZhihuiCaseMoved moved, gpointer user_data)
{
  self->moved = moved;
  self->user_data = user_data;
  g_array_set_size (self->moves, 0);
}

/**
 * zhihui_store_watch_note:
 * @row: about to be written
 */
gboolean
zhihui_store_watch_note (ZhihuiStoreWatch    *self,
                         ZhihuiStore         *store,
                         const ZhihuiCaseRow *row,
                         GError             **error)
{
  static const char sql[] = "SELECT accepted_at FROM cases WHERE id = ?1";
  ZhihuiCaseMove    move = { .old_at = ZHIHUI_NO_INSTANT, .new_at = row->accepted_at };
  ZhihuiStatement  *old;
  ZhihuiStep        step;

  if (self->moved == NULL)
    return TRUE;

  old = zhihui_store_prepare (store, sql);
  zhihui_statement_bind_integer (old, 1, row->id);
  step = zhihui_statement_step (old);
  if (step == ZHIHUI_STEP_ROW)
    move.old_at = zhihui_store_get_instant (old, 0);
  zhihui_statement_reset (old);
  if (step == ZHIHUI_STEP_FAILED)
    return zhihui_database_fail (zhihui_store_get_database (store), error);
  if (move.old_at == move.new_at)
    return TRUE;

  move.region = row->region != G_MAXUINT16 ? row->region + 1 : 0;
  move.channel = row->channel != G_MAXUINT16 ? row->channel + 1 : 0;
  move.topic = row->topic != G_MAXUINT16 ? row->topic + 1 : 0;
  g_array_append_val (self->moves, move);
  return TRUE;
}

void
zhihui_store_watch_tell (ZhihuiStoreWatch *self)
{
  for (guint i = 0; self->moved != NULL && i < self->moves->len; i++)
    self->moved (&g_array_index (self->moves, ZhihuiCaseMove, i), self->user_data);
  g_array_set_size (self->moves, 0);
}

void
zhihui_store_watch_forget (ZhihuiStoreWatch *self)
{
  g_array_set_size (self->moves, 0);
}
