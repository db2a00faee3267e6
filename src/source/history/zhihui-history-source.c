/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-history-source.h"

#include <glib/gi18n-lib.h>

#include "zhihui-error.h"
#include "zhihui-history-time.h"
#include "zhihui-history-wants.h"
#include "zhihui-history.h"
#include "zhihui-resource.h"
#include "zhihui-wants.h"

#define TICK_MS 1000
/* Where nothing changes ages go on all the same. */
#define TELL_AGAIN_US (5 * G_USEC_PER_SEC)

/**
 * ZhihuiHistorySource:
 *
 * What was shown at a moment; or from it on, so and so many times as fast, until the last moment
 * that is kept.
 */
struct _ZhihuiHistorySource
{
  GObject parent_instance;

  char            *path;           /* owned */
  gint64           from;           /* where it was at @from_us, the platform's time */
  gint64           from_us;        /* monotonic */
  gint64           oldest, newest; /* what is kept */
  double           speed;          /* 0: it stands */
  ZhihuiWantsCopy *wants;          /* owned */
  ZhihuiSituation *situation;      /* owned, nullable before start */
  GCancellable    *cancellable;    /* owned, nullable: while a situation is read */
  gint64           started_us;
  gint64           moment;  /* of @situation */
  gint64           told_us; /* when it was told */
  guint            tick_id;
  gboolean         is_started;
  gboolean         is_settled;
};

typedef struct
{
  char            *path;  /* owned */
  ZhihuiWantsCopy *wants; /* owned */
  gint64           at;
  double           speed;
  gint64           moment; /* out */
} Job;

static void zhihui_history_source_source_init (ZhihuiSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZhihuiHistorySource,
                               zhihui_history_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ZHIHUI_TYPE_SOURCE,
                                                      zhihui_history_source_source_init))

static void
job_free (gpointer data)
{
  Job *self = data;

  g_free (self->path);
  zhihui_wants_copy_unref (self->wants);
  g_free (self);
}

/* With what is wanted, and how fast it goes by. */
static ZhihuiSituation *
prepare (ZhihuiSituation *loaded, const Job *job, gint64 now_us)
{
  g_autoptr (ZhihuiSituation) fit = zhihui_history_wants_fit (loaded, &job->wants->wants, now_us);
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (fit);

  zhihui_situation_builder_set_past_speed (builder, job->speed);
  return zhihui_situation_builder_finish (builder);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job    *job = task_data;
  GError *error = NULL;
  g_autoptr (ZhihuiHistory) history = zhihui_history_open (job->path, &error);
  g_autoptr (ZhihuiSituation) situation = NULL;
  gint64 now_us = g_get_monotonic_time ();

  if (history != NULL)
    situation = zhihui_history_load (history, job->at, now_us, &job->moment, &error);
  if (situation == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_task_return_pointer (
    task, prepare (situation, job, now_us), (GDestroyNotify) zhihui_situation_unref);
}

/* Nothing is read yet; @error: nor can be. */
static ZhihuiSituation *
make_empty (ZhihuiHistorySource *self, const GError *error)
{
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);
  g_autoptr (GPtrArray) resources = zhihui_wants_list_resources (&self->wants->wants, NULL);
  ZhihuiReceipt receipt = { 0 };

  if (error != NULL)
    {
      receipt.failing_us = g_get_monotonic_time ();
      receipt.n_failures = 1;
      receipt.detail = error->message;
    }
  for (guint i = 0; i < resources->len; i++)
    zhihui_resource_put (resources->pdata[i], builder, NULL, &receipt);
  zhihui_situation_builder_set_started (builder, self->started_us);
  zhihui_situation_builder_set_source_name (builder, self->path);

  return zhihui_situation_builder_finish (builder);
}

static void
tell (ZhihuiHistorySource *self, ZhihuiSituation *situation, gint64 moment)
{
  gint64 now_us = g_get_monotonic_time ();

  if (self->is_settled && moment == self->moment && now_us - self->told_us < TELL_AGAIN_US)
    {
      zhihui_situation_unref (situation);
      return;
    }

  g_clear_pointer (&self->situation, zhihui_situation_unref);
  self->situation = situation;
  self->moment = moment;
  self->told_us = now_us;
  self->is_settled = TRUE;
  g_signal_emit_by_name (self, "situation-changed", situation);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ZhihuiHistorySource *self = user_data; /* not touched when cancelled */
  const Job           *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  ZhihuiSituation *situation = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  if (situation != NULL)
    tell (self, situation, job->moment);
  else
    tell (self, make_empty (self, error), ZHIHUI_NO_INSTANT);
}

static void
cancel (ZhihuiHistorySource *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static gint64
get_position (ZhihuiHistorySource *self)
{
  gint64 elapsed_us = self->is_started ? g_get_monotonic_time () - self->from_us : 0;
  gint64 at = self->from + (gint64) ((double) elapsed_us / G_USEC_PER_SEC * self->speed);

  return self->speed > 0.0 ? MIN (at, self->newest) : at;
}

static void
read_now (ZhihuiHistorySource *self)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  /* One at a time: a slow disk skips moments. */
  if (self->cancellable != NULL)
    return;

  self->cancellable = g_cancellable_new ();
  job = g_new0 (Job, 1);
  job->path = g_strdup (self->path);
  job->wants = zhihui_wants_copy_ref (self->wants);
  job->at = get_position (self);
  job->speed = self->speed;
  task = g_task_new (NULL, self->cancellable, read_cb, self);
  g_task_set_source_tag (task, read_now);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, read_in_thread);
}

static gboolean
tick_cb (gpointer data)
{
  read_now (data);
  return G_SOURCE_CONTINUE;
}

/* While it goes on. */
static void
tick (ZhihuiHistorySource *self)
{
  gboolean goes_on = self->is_started && self->speed > 0.0;

  if (goes_on && self->tick_id == 0)
    self->tick_id = g_timeout_add (TICK_MS, tick_cb, self);
  else if (!goes_on)
    g_clear_handle_id (&self->tick_id, g_source_remove);
}

/* What is on its way is of another moment. */
static void
move_to (ZhihuiHistorySource *self, gint64 at, double speed)
{
  self->from = CLAMP (at, self->oldest, self->newest);
  self->from_us = g_get_monotonic_time ();
  self->speed = speed;
  if (!self->is_started)
    return;

  cancel (self);
  self->moment = ZHIHUI_NO_INSTANT;
  read_now (self);
  tick (self);
}

static void
zhihui_history_source_set_wants (ZhihuiSource *source, const ZhihuiWants *wants)
{
  ZhihuiHistorySource *self = ZHIHUI_HISTORY_SOURCE (source);

  zhihui_wants_copy_unref (self->wants);
  self->wants = zhihui_wants_copy_new (wants);
  if (!self->is_started)
    return;

  cancel (self);
  self->is_settled = FALSE;
  read_now (self);
}

static void
zhihui_history_source_start (ZhihuiSource *source)
{
  ZhihuiHistorySource *self = ZHIHUI_HISTORY_SOURCE (source);

  if (self->is_started)
    return;

  self->is_started = TRUE;
  self->is_settled = FALSE;
  self->started_us = self->from_us = g_get_monotonic_time ();
  g_clear_pointer (&self->situation, zhihui_situation_unref);
  self->situation = make_empty (self, NULL);
  read_now (self);
  tick (self);
}

static void
zhihui_history_source_stop (ZhihuiSource *source)
{
  ZhihuiHistorySource *self = ZHIHUI_HISTORY_SOURCE (source);

  self->is_started = FALSE;
  g_clear_handle_id (&self->tick_id, g_source_remove);
  cancel (self);
}

static ZhihuiSituation *
zhihui_history_source_get_situation (ZhihuiSource *source)
{
  return ZHIHUI_HISTORY_SOURCE (source)->situation;
}

static gboolean
zhihui_history_source_is_settled (ZhihuiSource *source)
{
  return ZHIHUI_HISTORY_SOURCE (source)->is_settled;
}

static void
zhihui_history_source_dispose (GObject *object)
{
  zhihui_history_source_stop (ZHIHUI_SOURCE (object));

  G_OBJECT_CLASS (zhihui_history_source_parent_class)->dispose (object);
}

static void
zhihui_history_source_finalize (GObject *object)
{
  ZhihuiHistorySource *self = ZHIHUI_HISTORY_SOURCE (object);

  g_clear_pointer (&self->situation, zhihui_situation_unref);
  zhihui_wants_copy_unref (self->wants);
  g_free (self->path);

  G_OBJECT_CLASS (zhihui_history_source_parent_class)->finalize (object);
}

static void
zhihui_history_source_source_init (ZhihuiSourceInterface *iface)
{
  iface->set_wants = zhihui_history_source_set_wants;
  iface->start = zhihui_history_source_start;
  iface->stop = zhihui_history_source_stop;
  iface->get_situation = zhihui_history_source_get_situation;
  iface->is_settled = zhihui_history_source_is_settled;
}

static void
zhihui_history_source_class_init (ZhihuiHistorySourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = zhihui_history_source_dispose;
  object_class->finalize = zhihui_history_source_finalize;
}

static void
zhihui_history_source_init (ZhihuiHistorySource *self)
{
  const ZhihuiWants nothing = { 0 };

  self->wants = zhihui_wants_copy_new (&nothing);
}

/**
 * zhihui_history_source_new:
 * @path: of a history
 * @when: (nullable): a time as zhihui_history_time_parse() reads it; %NULL the last that is kept
 * @speed: 0 stands at @when; else how much faster than it was it goes on from there
 * @error: return location
 *
 * Returns: (transfer full): a source that has not started, or %NULL with @error set: there is no
 * such history, or nothing of that time in it
 */
ZhihuiHistorySource *
zhihui_history_source_new (const char *path, const char *when, double speed, GError **error)
{
  g_autoptr (ZhihuiHistory) history = zhihui_history_open (path, error);
  ZhihuiHistorySource *self;
  gint64               oldest, newest, from;

  if (history == NULL || !zhihui_history_get_range (history, &oldest, &newest, error))
    return NULL;

  from = newest;
  if (when != NULL)
    {
      g_autoptr (ZhihuiZone) zone = zhihui_history_dup_zone (history);

      if (!zhihui_history_time_parse (when, zone, &from, error))
        return NULL;
    }
  if (oldest > newest || from < oldest)
    {
      g_autofree char *range = zhihui_history_describe_range (history);

      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_NOT_FOUND,
                   _ ("Of %s nothing is kept: %s"),
                   when != NULL ? when : path,
                   range);
      return NULL;
    }

  self = g_object_new (ZHIHUI_TYPE_HISTORY_SOURCE, NULL);
  self->path = g_strdup (path);
  self->from = from;
  self->oldest = oldest;
  self->newest = newest;
  self->speed = speed;
  self->moment = ZHIHUI_NO_INSTANT;

  return self;
}

/**
 * zhihui_history_source_seek:
 * @at: the platform's time; before the first moment kept or after the last, that one
 *
 * Goes on from there, or stands there.
 */
void
zhihui_history_source_seek (ZhihuiHistorySource *self, gint64 at)
{
  g_return_if_fail (ZHIHUI_IS_HISTORY_SOURCE (self));

  move_to (self, at, self->speed);
}

/**
 * zhihui_history_source_set_speed:
 * @speed: how many times as fast as it was; 0 stands
 *
 * Goes on from where it is.
 */
void
zhihui_history_source_set_speed (ZhihuiHistorySource *self, double speed)
{
  g_return_if_fail (ZHIHUI_IS_HISTORY_SOURCE (self) && speed >= 0.0);

  move_to (self, get_position (self), speed);
}

/**
 * zhihui_history_source_get_position:
 *
 * Returns: where it is now, the platform's time
 */
gint64
zhihui_history_source_get_position (ZhihuiHistorySource *self)
{
  g_return_val_if_fail (ZHIHUI_IS_HISTORY_SOURCE (self), ZHIHUI_NO_INSTANT);

  return get_position (self);
}

/**
 * zhihui_history_source_get_speed:
 *
 * Returns: how many times as fast as it was; 0: it stands
 */
double
zhihui_history_source_get_speed (ZhihuiHistorySource *self)
{
  g_return_val_if_fail (ZHIHUI_IS_HISTORY_SOURCE (self), 0.0);

  return self->speed;
}
