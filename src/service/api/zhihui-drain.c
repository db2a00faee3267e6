/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-drain.h"

struct _ZhihuiDrain
{
  SoupServer       *server;  /* owned */
  GHashTable       *waiting; /* owned (element-type SoupServerMessage): not dereferenced */
  ZhihuiDrainedFunc drained; /* NULL until it is asked to drain, and after it has */
  gpointer          user_data;
  guint             timeout;
};

static void
tell_when_empty (ZhihuiDrain *self)
{
  ZhihuiDrainedFunc drained = self->drained;

  if (drained == NULL || g_hash_table_size (self->waiting) > 0)
    return;

  self->drained = NULL;
  g_clear_handle_id (&self->timeout, g_source_remove);
  drained (self->user_data);
}

static void
request_started_cb (SoupServer *server, SoupServerMessage *message, ZhihuiDrain *self)
{
  g_hash_table_add (self->waiting, message);
}

static void
request_ended_cb (SoupServer *server, SoupServerMessage *message, ZhihuiDrain *self)
{
  g_hash_table_remove (self->waiting, message);
  tell_when_empty (self);
}

/**
 * zhihui_drain_new:
 * @server: before it listens
 */
ZhihuiDrain *
zhihui_drain_new (SoupServer *server)
{
  ZhihuiDrain *self = g_new0 (ZhihuiDrain, 1);

  self->server = g_object_ref (server);
  self->waiting = g_hash_table_new (NULL, NULL);
  g_signal_connect (server, "request-started", G_CALLBACK (request_started_cb), self);
  g_signal_connect (server, "request-finished", G_CALLBACK (request_ended_cb), self);
  g_signal_connect (server, "request-aborted", G_CALLBACK (request_ended_cb), self);
  return self;
}

void
zhihui_drain_free (ZhihuiDrain *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->server, self);
  g_hash_table_unref (self->waiting);
  g_object_unref (self->server);
  g_free (self);
}

static gboolean
patience_ended_cb (gpointer user_data)
{
  ZhihuiDrain *self = user_data;

  self->timeout = 0;
  g_hash_table_remove_all (self->waiting);
  tell_when_empty (self);
  return G_SOURCE_REMOVE;
}

/**
 * zhihui_drain_start:
 * @patience_s: after this it is over, whatever is still under way
 * @drained: called once, perhaps at once, when all requests have been answered
 */
void
zhihui_drain_start (ZhihuiDrain      *self,
                    guint             patience_s,
                    ZhihuiDrainedFunc drained,
                    gpointer          user_data)
{
  g_return_if_fail (self->drained == NULL);

  self->drained = drained;
  self->user_data = user_data;
  self->timeout = g_timeout_add_seconds (patience_s, patience_ended_cb, self);
  tell_when_empty (self);
}
