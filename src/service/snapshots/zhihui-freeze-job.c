/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-freeze-job.h"

#include "zhihui-run-latch.h"

struct _ZhihuiFreezeJob
{
  char           *address;  /* owned: with its password; never printed */
  char           *region;   /* owned */
  ZhihuiSnapshot *snapshot; /* owned, as all below only in the thread while it runs */
  ZhihuiLedger   *ledger;   /* owned */
  ZhihuiZone     *zone;     /* owned */
  ZhihuiFreeze    result;

  ZhihuiFreezeDone done; /* NULL: it was ended */
  gpointer         user_data;
  GCancellable    *cancellable; /* owned */
  ZhihuiRunLatch   latch;
};

static void
clear_job (gpointer job)
{
  ZhihuiFreezeJob *self = job;

  zhihui_snapshot_free (self->snapshot);
  zhihui_ledger_free (self->ledger);
  zhihui_zone_unref (self->zone);
  g_object_unref (self->cancellable);
  zhihui_run_latch_clear (&self->latch);
  g_free (self->address);
  g_free (self->region);
}

static void
free_job (gpointer job)
{
  g_atomic_rc_box_release_full (job, clear_job);
}

static gboolean
freeze (ZhihuiFreezeJob *self, GError **error)
{
  g_autoptr (ZhihuiStore) store = zhihui_store_open (self->address, FALSE, error);

  if (store == NULL)
    return FALSE;
  zhihui_snapshot_fill (self->snapshot, self->ledger, self->zone, self->region);
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error) &&
         zhihui_snapshot_settle (self->snapshot,
                                 store,
                                 self->ledger->peers,
                                 self->zone,
                                 self->region,
                                 &self->result,
                                 error);
}

static void
run_job (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ZhihuiFreezeJob *self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = freeze (self, &error);

  zhihui_run_latch_end (&self->latch);
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
job_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ZhihuiFreezeJob *self = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (self->done != NULL)
    self->done (self->result, error, self->user_data);
}

/**
 * zhihui_freeze_job_start:
 * @address: of the store
 * @snapshot: (transfer full): not filled yet
 * @ledger: (transfer full): what it is filled from
 * @zone: (transfer none): is copied
 *
 * Returns: (transfer full): free it with zhihui_freeze_job_end ()
 */
ZhihuiFreezeJob *
zhihui_freeze_job_start (const char      *address,
                         ZhihuiSnapshot  *snapshot,
                         ZhihuiLedger    *ledger,
                         ZhihuiZone      *zone,
                         const char      *region,
                         ZhihuiFreezeDone done,
                         gpointer         user_data)
{
  ZhihuiFreezeJob *self = g_atomic_rc_box_new0 (ZhihuiFreezeJob);
  g_autoptr (GTask) task = NULL;

  self->address = g_strdup (address);
  self->region = g_strdup (region);
  self->snapshot = snapshot;
  self->ledger = ledger;
  self->zone = zhihui_zone_new (zhihui_zone_get_identifier (zone), NULL);
  self->done = done;
  self->user_data = user_data;
  self->cancellable = g_cancellable_new ();
  zhihui_run_latch_init (&self->latch);
  zhihui_run_latch_begin (&self->latch);
  task = g_task_new (NULL, NULL, job_done_cb, NULL);
  g_task_set_task_data (task, g_atomic_rc_box_acquire (self), free_job);
  g_task_run_in_thread (task, run_job);
  return self;
}

/**
 * zhihui_freeze_job_end:
 *
 * Waits for the thread: what it has begun to write is written, and nothing else.
 */
void
zhihui_freeze_job_end (ZhihuiFreezeJob *self)
{
  if (self == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  zhihui_run_latch_wait (&self->latch);
  self->done = NULL;
  free_job (self);
}
