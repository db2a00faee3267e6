/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-late-cancel.h"

typedef struct
{
  GCancellable *follower;
  GMainContext *context;
} Follow;

static void
follow_free (gpointer data)
{
  Follow *self = data;

  g_object_unref (self->follower);
  g_main_context_unref (self->context);
  g_free (self);
}

static gboolean
cancel_cb (gpointer follower)
{
  g_cancellable_cancel (follower);
  return G_SOURCE_REMOVE;
}

static void
first_cancelled_cb (GCancellable *first, gpointer data)
{
  Follow *self = data;
  g_autoptr (GSource) source = g_idle_source_new ();

  /* Behind every request that has come to its end and is still to say so. */
  g_source_set_priority (source, G_PRIORITY_DEFAULT + 1);
  g_source_set_callback (source, cancel_cb, g_object_ref (self->follower), g_object_unref);
  g_source_attach (source, self->context);
}

/**
 * zhihui_late_cancel_follow:
 * @first: of one request, which is sent with a priority of %G_PRIORITY_DEFAULT
 *
 * Libsoup 3.6.5 (not 3.2.3) ends a request twice, and uses it after it is freed, when it is
 * cancelled after the head of its answer was read and before that was told (CVE-2025-12105). The
 * follower is never cancelled at that moment.
 *
 * Returns: (transfer full): cancelled soon after @first, from the main context of the caller; at
 * once if @first is already, so that nothing leaves
 */
GCancellable *
zhihui_late_cancel_follow (GCancellable *first)
{
  GCancellable *follower = g_cancellable_new ();
  Follow       *self;

  if (g_cancellable_is_cancelled (first))
    {
      g_cancellable_cancel (follower);
      return follower;
    }
  self = g_new0 (Follow, 1);
  self->follower = g_object_ref (follower);
  self->context = g_main_context_ref_thread_default ();
  g_cancellable_connect (first, G_CALLBACK (first_cancelled_cb), self, follow_free);
  return follower;
}
