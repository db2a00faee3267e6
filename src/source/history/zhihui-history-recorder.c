/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-history-recorder.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "zhihui-error.h"
#include "zhihui-history-folder.h"
#include "zhihui-history-place.h"

/* A whole moment is due by the clock, also when nothing changes. */
#define LOOK_S 15
#define PURGE_AGAIN_MS 1000
/* What a slow disk has not taken yet; what comes on top is told by the next look. */
#define MAX_WAITING 8

/**
 * ZhihuiHistoryRecorder:
 *
 * Listens to a source and keeps what it tells, in a worker with a connection of its own. Emits
 * "notice" with a text for people when keeping ends, or goes on in another file.
 */
struct _ZhihuiHistoryRecorder
{
  GObject parent_instance;

  ZhihuiSource       *source; /* owned */
  char               *folder; /* owned, nullable */
  ZhihuiKeepFor       keep_for;
  ZhihuiHistoryLimits limits;
  GMainContext       *context; /* owned: where notices are told */

  char            *path;     /* owned, nullable: until it is known who reads */
  char            *key;      /* owned, with @path: of what is read */
  ZhihuiSituation *last;     /* owned, nullable: handed to the worker last */
  gint64           last_at;  /* when */
  gint64           heard_us; /* the newest answer in it */
  guint            look_id, purge_id;
  GThreadPool     *pool; /* owned, nullable once stopped; one thread */

  GMutex mutex;
  GCond  idle;      /* n_waiting became 0 */
  guint  n_waiting; /* jobs that are not done */

  /* Of the worker alone. */
  ZhihuiHistoryWriter *writer;  /* owned, nullable */
  int                  lock;    /* -1 not held */
  gboolean             is_over; /* nothing more can be kept */
  char                *told;    /* owned, nullable: the last notice, so that it is told once */
};

typedef struct
{
  ZhihuiSituation *situation; /* owned; NULL: only purge */
  gint64           at, now_us, real_now;
  char            *path; /* owned */
} Job;

enum
{
  SIGNAL_NOTICE,
  N_SIGNALS,
};

G_DEFINE_FINAL_TYPE (ZhihuiHistoryRecorder, zhihui_history_recorder, G_TYPE_OBJECT)

static void
job_free (Job *self)
{
  g_clear_pointer (&self->situation, zhihui_situation_unref);
  g_free (self->path);
  g_free (self);
}

/* ---- in the worker ---- */

typedef struct
{
  ZhihuiHistoryRecorder *self; /* owned */
  char                  *text; /* owned */
} Notice;

static void
notice_free (gpointer data)
{
  Notice *notice = data;

  g_object_unref (notice->self);
  g_free (notice->text);
  g_free (notice);
}

static gboolean
tell_cb (gpointer data)
{
  Notice *notice = data;

  g_signal_emit_by_name (notice->self, "notice", notice->text);
  return G_SOURCE_REMOVE;
}

/* Each text once, until another one is told. */
static void
tell (ZhihuiHistoryRecorder *self, const char *text)
{
  Notice *notice;

  if (g_strcmp0 (self->told, text) == 0)
    return;

  g_free (self->told);
  self->told = g_strdup (text);
  g_message ("%s", text);
  notice = g_new0 (Notice, 1);
  notice->self = g_object_ref (self);
  notice->text = g_strdup (text);
  g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT_IDLE, tell_cb, notice, notice_free);
}

static gboolean
start_again (ZhihuiHistoryRecorder *self, const char *path, const GError *fault)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *aside = NULL;
  g_autofree char *text = NULL;

  g_clear_pointer (&self->writer, zhihui_history_writer_free);
  aside = zhihui_history_folder_set_aside (path, &error);
  if (aside != NULL)
    text = g_strdup_printf (_ ("The history was damaged and is set aside as %s; a new one begins"),
                            aside);
  else
    text =
      g_strdup_printf (_ ("The history is damaged and cannot be set aside: %s"), error->message);
  g_debug ("%s", fault->message);
  tell (self, text);
  self->is_over = aside == NULL;

  return aside != NULL;
}

static void
give_up (ZhihuiHistoryRecorder *self, const GError *error)
{
  g_autofree char *text = g_strdup_printf (_ ("The history is not kept: %s"), error->message);

  tell (self, text);
}

static gboolean
note_origin (ZhihuiHistoryRecorder *self, ZhihuiSituation *situation, GError **error)
{
  ZhihuiHistoryStore *store = zhihui_history_writer_get_store (self->writer);
  ZhihuiZone         *zone = zhihui_situation_get_zone (situation);
  g_autofree char    *spacing = g_strdup_printf ("%u", self->limits.spacing_s);

  return zhihui_history_store_note (store, "source", self->key, error) &&
         zhihui_history_store_note (
           store, "name", zhihui_situation_get_source_name (situation), error) &&
         zhihui_history_store_note (store, "spacing", spacing, error) &&
         zhihui_history_store_note (store, "zone", zhihui_zone_get_identifier (zone), error);
}

/* Whether this process may write, and can. */
static gboolean
ensure_writer (ZhihuiHistoryRecorder *self, const Job *job, GError **error)
{
  gboolean is_taken = FALSE;

  if (self->writer != NULL)
    return TRUE;
  if (self->lock < 0)
    self->lock = zhihui_history_folder_lock (job->path, &is_taken, error);
  if (self->lock < 0)
    return FALSE;

  self->writer = zhihui_history_writer_new (
    job->path, self->keep_for, &self->limits, ZHIHUI_HISTORY_WRITE, error);
  return self->writer != NULL &&
         (job->situation == NULL || note_origin (self, job->situation, error));
}

static gboolean
keep (ZhihuiHistoryRecorder *self, const Job *job, gboolean *has_more, GError **error)
{
  ZhihuiHistoryOutcome outcome;

  *has_more = FALSE;
  if (!ensure_writer (self, job, error))
    return error == NULL || *error == NULL;
  if (job->situation != NULL &&
      !zhihui_history_writer_append (
        self->writer, job->situation, job->at, job->now_us, job->real_now, &outcome, error))
    return FALSE;

  return zhihui_history_writer_purge (self->writer, has_more, error);
}

static gboolean purge_later_cb (gpointer data);

static gboolean
plan_purge_cb (gpointer data)
{
  ZhihuiHistoryRecorder *self = data;

  if (self->purge_id == 0 && self->pool != NULL)
    self->purge_id = g_timeout_add (PURGE_AGAIN_MS, purge_later_cb, self);
  return G_SOURCE_REMOVE;
}

static void
finish_job (ZhihuiHistoryRecorder *self)
{
  g_mutex_lock (&self->mutex);
  if (--self->n_waiting == 0)
    g_cond_broadcast (&self->idle);
  g_mutex_unlock (&self->mutex);
}

static void
work (gpointer data, gpointer user_data)
{
  ZhihuiHistoryRecorder *self = user_data;
  Job                   *job = data;
  g_autoptr (GError) error = NULL;
  gboolean has_more = FALSE;

  if (!self->is_over && !keep (self, job, &has_more, &error))
    {
      if (g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED) &&
          start_again (self, job->path, error))
        {
          g_clear_error (&error);
          if (!keep (self, job, &has_more, &error))
            give_up (self, error);
        }
      else if (!self->is_over)
        {
          self->is_over = g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_EXISTS);
          give_up (self, error);
          /* A file that is full gets room by purging. */
          if (self->writer != NULL)
            zhihui_history_writer_purge (self->writer, &has_more, NULL);
        }
    }
  if (has_more)
    g_main_context_invoke_full (
      self->context, G_PRIORITY_DEFAULT_IDLE, plan_purge_cb, g_object_ref (self), g_object_unref);

  job_free (job);
  finish_job (self);
}

/* ---- in the main loop ---- */

static void
push (ZhihuiHistoryRecorder *self, Job *job)
{
  job->path = g_strdup (self->path);
  g_mutex_lock (&self->mutex);
  self->n_waiting++;
  g_mutex_unlock (&self->mutex);
  g_thread_pool_push (self->pool, job, NULL);
}

static gboolean
purge_later_cb (gpointer data)
{
  ZhihuiHistoryRecorder *self = data;

  self->purge_id = 0;
  push (self, g_new0 (Job, 1));
  return G_SOURCE_REMOVE;
}

static gint64
find_newest_answer (GPtrArray *places)
{
  gint64 newest = 0;

  for (guint i = 0; i < places->len; i++)
    {
      const ZhihuiReceipt *receipt = ((ZhihuiHistoryPlace *) places->pdata[i])->receipt;

      if (receipt != NULL)
        newest = MAX (newest, receipt->received_us);
    }

  return newest;
}

/* Equal boards are often the same object; whether others differ is for the worker to find out. */
static gboolean
has_same_boards (ZhihuiHistoryRecorder *self, GPtrArray *places)
{
  for (guint i = 0; i < places->len; i++)
    {
      const ZhihuiHistoryPlace *place = places->pdata[i];

      if (place->kind == ZHIHUI_HISTORY_BOARD &&
          place->figures != zhihui_situation_get_board (self->last, &place->key))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_worth_keeping (ZhihuiHistoryRecorder *self, GPtrArray *places, gint64 at, gint64 newest_us)
{
  /* Figures of an earlier run are kept already. */
  if (newest_us == 0 || newest_us == self->heard_us)
    return FALSE;

  return self->last == NULL ||
         at / self->limits.spacing_s != self->last_at / self->limits.spacing_s ||
         !has_same_boards (self, places);
}

static gboolean
is_busy (ZhihuiHistoryRecorder *self)
{
  guint n_waiting;

  g_mutex_lock (&self->mutex);
  n_waiting = self->n_waiting;
  g_mutex_unlock (&self->mutex);
  return n_waiting >= MAX_WAITING;
}

static void
look (ZhihuiHistoryRecorder *self, ZhihuiSituation *situation)
{
  g_autoptr (GPtrArray) places = NULL;
  const char *identity = zhihui_source_get_identity (self->source);
  gint64      now_us = g_get_monotonic_time ();
  gint64      at, newest_us;
  Job        *job;

  /* Before everything has been asked once, and while a part is shown, a whole moment would have
   * holes. */
  if (self->pool == NULL || situation == NULL || identity == NULL ||
      !zhihui_source_is_settled (self->source) || zhihui_situation_get_meta (situation) == NULL ||
      zhihui_situation_get_region_path (situation) != NULL || is_busy (self))
    return;

  at = zhihui_situation_get_platform_now (situation, now_us);
  places = zhihui_history_place_list (situation);
  newest_us = find_newest_answer (places);
  if (at == ZHIHUI_NO_INSTANT || zhihui_situation_is_clock_doubtful (situation) ||
      !is_worth_keeping (self, places, at, newest_us))
    return;

  if (self->path == NULL)
    {
      self->path = zhihui_history_folder_make_path (self->folder, self->keep_for, identity);
      self->key = g_strdup (zhihui_source_get_key (self->source));
    }
  g_clear_pointer (&self->last, zhihui_situation_unref);
  self->last = zhihui_situation_ref (situation);
  self->last_at = at;
  self->heard_us = newest_us;

  job = g_new0 (Job, 1);
  job->situation = zhihui_situation_ref (situation);
  job->at = at;
  job->now_us = now_us;
  job->real_now = g_get_real_time () / G_USEC_PER_SEC;
  push (self, job);
}

static void
situation_changed_cb (ZhihuiHistoryRecorder *self, ZhihuiSituation *situation)
{
  look (self, situation);
}

static gboolean
look_cb (gpointer data)
{
  ZhihuiHistoryRecorder *self = data;

  look (self, zhihui_source_get_situation (self->source));
  return G_SOURCE_CONTINUE;
}

/**
 * zhihui_history_recorder_flush:
 * @self: a recorder
 *
 * Blocks until everything that was told so far is on disk, or cannot be.
 */
void
zhihui_history_recorder_flush (ZhihuiHistoryRecorder *self)
{
  g_return_if_fail (ZHIHUI_IS_HISTORY_RECORDER (self));

  g_mutex_lock (&self->mutex);
  while (self->n_waiting > 0)
    g_cond_wait (&self->idle, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

/**
 * zhihui_history_recorder_stop:
 * @self: a recorder
 *
 * Ends listening; blocks until what was told is on disk. Another process may write from here on.
 */
void
zhihui_history_recorder_stop (ZhihuiHistoryRecorder *self)
{
  g_return_if_fail (ZHIHUI_IS_HISTORY_RECORDER (self));

  if (self->pool == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->source, self);
  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_handle_id (&self->purge_id, g_source_remove);
  g_thread_pool_free (g_steal_pointer (&self->pool), FALSE, TRUE);
  g_clear_pointer (&self->writer, zhihui_history_writer_free);
  if (self->lock >= 0)
    close (self->lock);
  self->lock = -1;
}

/**
 * zhihui_history_recorder_get_path:
 * @self: a recorder
 *
 * Returns: (transfer none) (nullable): the file; %NULL until it is known who reads
 */
const char *
zhihui_history_recorder_get_path (ZhihuiHistoryRecorder *self)
{
  g_return_val_if_fail (ZHIHUI_IS_HISTORY_RECORDER (self), NULL);

  return self->path;
}

static void
zhihui_history_recorder_dispose (GObject *object)
{
  ZhihuiHistoryRecorder *self = ZHIHUI_HISTORY_RECORDER (object);

  zhihui_history_recorder_stop (self);
  g_clear_pointer (&self->last, zhihui_situation_unref);

  G_OBJECT_CLASS (zhihui_history_recorder_parent_class)->dispose (object);
}

static void
zhihui_history_recorder_finalize (GObject *object)
{
  ZhihuiHistoryRecorder *self = ZHIHUI_HISTORY_RECORDER (object);

  g_object_unref (self->source);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->idle);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->key);
  g_free (self->told);

  G_OBJECT_CLASS (zhihui_history_recorder_parent_class)->finalize (object);
}

static void
zhihui_history_recorder_class_init (ZhihuiHistoryRecorderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = zhihui_history_recorder_dispose;
  object_class->finalize = zhihui_history_recorder_finalize;

  /**
   * ZhihuiHistoryRecorder::notice:
   * @self: a recorder
   * @text: for people
   */
  g_signal_new ("notice",
                ZHIHUI_TYPE_HISTORY_RECORDER,
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                NULL,
                G_TYPE_NONE,
                1,
                G_TYPE_STRING);
}

static void
zhihui_history_recorder_init (ZhihuiHistoryRecorder *self)
{
  self->lock = -1;
  self->context = g_main_context_ref_thread_default ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->idle);
  self->pool = g_thread_pool_new (work, self, 1, FALSE, NULL);
}

/**
 * zhihui_history_recorder_new:
 * @source: what is listened to; a source that keeps nothing is not recorded either
 * @folder: (nullable): %NULL for that of the user
 * @keep_for: for whose eyes
 * @limits: (nullable): how much is kept
 *
 * Returns: (transfer full): a recorder that listens
 */
ZhihuiHistoryRecorder *
zhihui_history_recorder_new (ZhihuiSource              *source,
                             const char                *folder,
                             ZhihuiKeepFor              keep_for,
                             const ZhihuiHistoryLimits *limits)
{
  ZhihuiHistoryRecorder *self = g_object_new (ZHIHUI_TYPE_HISTORY_RECORDER, NULL);

  self->source = g_object_ref (source);
  self->folder = g_strdup (folder);
  self->keep_for = keep_for;
  self->limits = zhihui_history_limits_fill (limits);
  g_signal_connect_swapped (source, "situation-changed", G_CALLBACK (situation_changed_cb), self);
  self->look_id = g_timeout_add_seconds (LOOK_S, look_cb, self);

  return self;
}
