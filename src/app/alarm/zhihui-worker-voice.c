/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-worker-voice.h"

#include <glib/gi18n-lib.h>

#define MAX_SLOWER 12

/* Outlives the voice as long as a call blocks. */
typedef struct
{
  const ZhihuiVoiceDevice *kind;
  gpointer                 device; /* owned */
} Box;

/**
 * ZhihuiWorkerVoice:
 *
 * A voice whose device may block: it is used in a worker, for a limited time. What fails or hangs
 * is said once and tried again later, at most one call at a time: a dead device costs one thread
 * that waits.
 */
struct _ZhihuiWorkerVoice
{
  GObject parent_instance;

  Box                *box; /* reference */
  guint               limit_ms, retry_ms;
  gboolean            is_busy;    /* a call has not returned */
  gboolean            is_late;    /* … and is no longer awaited */
  gboolean            is_probe;   /* … which is not to be heard */
  gboolean            is_failing; /* what was last known */
  ZhihuiAnnouncement *waiting;    /* owned, nullable: comes after the probe */
  guint               limit_id, retry_id;
  guint               n_retries; /* since it was last heard */
};

static void zhihui_worker_voice_init_voice (ZhihuiVoiceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZhihuiWorkerVoice,
                               zhihui_worker_voice,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ZHIHUI_TYPE_VOICE,
                                                      zhihui_worker_voice_init_voice))

static void
box_clear (gpointer data)
{
  Box *box = data;

  box->kind->free (box->device);
}

static void
box_unref (Box *box)
{
  g_atomic_rc_box_release_full (box, box_clear);
}

/* What a worker is given. */
typedef struct
{
  Box                *box;          /* reference */
  ZhihuiAnnouncement *announcement; /* owned, nullable */
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  box_unref (call->box);
  zhihui_announcement_free (call->announcement);
  g_free (call);
}

static void
call_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Call   *call = data;
  GError *error = NULL;

  if (call->box->kind->utter (call->box->device, call->announcement, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void call_device (ZhihuiWorkerVoice *self, const ZhihuiAnnouncement *announcement);

static gboolean
retry_cb (gpointer user_data)
{
  ZhihuiWorkerVoice *self = ZHIHUI_WORKER_VOICE (user_data);

  self->retry_id = 0;
  if (!self->is_busy)
    call_device (self, NULL);

  return G_SOURCE_REMOVE;
}

static void
tell (ZhihuiWorkerVoice *self, gboolean is_failing, const char *reason)
{
  if (is_failing == self->is_failing)
    return;

  self->is_failing = is_failing;
  if (is_failing)
    /* Translators: "loudspeaker" or "speech", a reason */
    g_message (_ ("alerts are not heard (%s): %s"), _ (self->box->kind->name), reason);
  else
    g_message (_ ("alerts are heard again (%s)"), _ (self->box->kind->name));
  g_signal_emit_by_name (self, "changed");
}

static void
end_waiting (ZhihuiWorkerVoice *self)
{
  if (self->waiting == NULL)
    return;

  g_clear_pointer (&self->waiting, zhihui_announcement_free);
  g_signal_emit_by_name (self, "done");
}

static gboolean
limit_reached_cb (gpointer user_data)
{
  g_autoptr (ZhihuiWorkerVoice) self = g_object_ref (ZHIHUI_WORKER_VOICE (user_data));
  const char *late = self->box->kind->late;

  self->limit_id = 0;
  self->is_late = TRUE;
  if (self->box->kind->interrupt != NULL)
    self->box->kind->interrupt (self->box->device);
  tell (self, TRUE, _ (late != NULL ? late : N_ ("no answer in time")));
  if (!self->is_probe)
    g_signal_emit_by_name (self, "done");
  end_waiting (self);

  return G_SOURCE_REMOVE;
}

/* Less and less often: libraries of sound are talkative about what is not there. */
static void
plan_retry (ZhihuiWorkerVoice *self)
{
  if (self->retry_id != 0)
    return;

  self->retry_id =
    g_timeout_add (self->retry_ms * MIN (1u << self->n_retries, MAX_SLOWER), retry_cb, self);
  self->n_retries = MIN (self->n_retries + 1, 8);
}

static void
called_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ZhihuiWorkerVoice *self = ZHIHUI_WORKER_VOICE (object);
  g_autoptr (ZhihuiAnnouncement) next = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_heard = g_task_propagate_boolean (G_TASK (result), &error);
  gboolean is_awaited = !self->is_late && !self->is_probe;

  g_clear_handle_id (&self->limit_id, g_source_remove);
  if (!is_heard || self->is_late)
    plan_retry (self);
  else
    self->n_retries = 0;
  if (!is_heard)
    tell (self, TRUE, error->message);
  else if (!self->is_late)
    tell (self, FALSE, NULL);

  self->is_busy = FALSE;
  self->is_late = FALSE;
  next = g_steal_pointer (&self->waiting);
  if (next != NULL)
    call_device (self, next);
  if (is_awaited)
    g_signal_emit_by_name (self, "done");
}

static void
call_device (ZhihuiWorkerVoice *self, const ZhihuiAnnouncement *announcement)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, called_cb, NULL);
  Call *call = g_new0 (Call, 1);
  glong n_letters = announcement != NULL && announcement->words != NULL
                      ? g_utf8_strlen (announcement->words, -1)
                      : 0;

  call->box = g_atomic_rc_box_acquire (self->box);
  call->announcement = announcement != NULL ? zhihui_announcement_copy (announcement) : NULL;
  g_task_set_task_data (task, call, call_free);
  self->is_busy = TRUE;
  self->is_probe = announcement == NULL;
  self->limit_id = g_timeout_add (
    self->limit_ms + self->box->kind->ms_per_letter * (guint) n_letters, limit_reached_cb, self);
  g_task_run_in_thread (task, call_in_worker);
}

static void
zhihui_worker_voice_utter (ZhihuiVoice *voice, const ZhihuiAnnouncement *announcement)
{
  ZhihuiWorkerVoice *self = ZHIHUI_WORKER_VOICE (voice);

  if (!self->is_busy)
    call_device (self, announcement);
  else if (announcement != NULL && (self->is_late || self->waiting != NULL))
    g_signal_emit_by_name (self, "done"); /* nothing of it will be heard */
  else if (announcement != NULL)
    self->waiting = zhihui_announcement_copy (announcement);
}

static gboolean
zhihui_worker_voice_is_failing (ZhihuiVoice *voice)
{
  return ZHIHUI_WORKER_VOICE (voice)->is_failing;
}

static void
zhihui_worker_voice_init_voice (ZhihuiVoiceInterface *iface)
{
  iface->utter = zhihui_worker_voice_utter;
  iface->is_failing = zhihui_worker_voice_is_failing;
}

static void
zhihui_worker_voice_dispose (GObject *object)
{
  ZhihuiWorkerVoice *self = ZHIHUI_WORKER_VOICE (object);

  g_clear_handle_id (&self->limit_id, g_source_remove);
  g_clear_handle_id (&self->retry_id, g_source_remove);
  g_clear_pointer (&self->waiting, zhihui_announcement_free);
  g_clear_pointer (&self->box, box_unref);

  G_OBJECT_CLASS (zhihui_worker_voice_parent_class)->dispose (object);
}

static void
zhihui_worker_voice_class_init (ZhihuiWorkerVoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_worker_voice_dispose;
}

static void
zhihui_worker_voice_init (ZhihuiWorkerVoice *self)
{
}

/**
 * zhihui_worker_voice_new:
 * @kind: of the device; lives as long as the program
 * @device: (transfer full): what its calls are given
 * @limit_ms: how long one call may take, without the words of which its kind says how long they are
 * @retry_ms: when it is tried again after it failed; then ever later, up to twelve times that
 *
 * Returns: (transfer full): a voice
 */
ZhihuiVoice *
zhihui_worker_voice_new (const ZhihuiVoiceDevice *kind,
                         gpointer                 device,
                         guint                    limit_ms,
                         guint                    retry_ms)
{
  ZhihuiWorkerVoice *self = g_object_new (ZHIHUI_TYPE_WORKER_VOICE, NULL);

  self->box = g_atomic_rc_box_new0 (Box);
  self->box->kind = kind;
  self->box->device = device;
  self->limit_ms = limit_ms;
  self->retry_ms = retry_ms;
  return ZHIHUI_VOICE (self);
}
