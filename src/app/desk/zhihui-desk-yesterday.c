/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-yesterday.h"

#include "zhihui-format.h"
#include "zhihui-history-folder.h"
#include "zhihui-history.h"

#include <glib/gi18n-lib.h>

/* How often it is looked up: platform seconds. */
#define LOOK_UP_S 60
/* By how much the days of a board may have moved on in a day: not into another month. One hour
 * more where clocks are changed. */
#define MOST_MOVED_S (25 * 3600)

struct _ZhihuiDeskYesterday
{
  GObject parent_instance;

  ZhihuiSource *source;      /* owned */
  GPtrArray    *boards;      /* (element-type ZhihuiRanking), owned: those that were fresh then */
  GCancellable *cancellable; /* owned, NULL: nothing is looked up */
  gint64        asked_at;    /* the platform's time, ZHIHUI_NO_INSTANT never */
  gint64        wanted;      /* a day before: likewise */
  gint64        kept;        /* the moment kept that is the nearest; likewise: none is */
};

G_DEFINE_FINAL_TYPE (ZhihuiDeskYesterday, zhihui_desk_yesterday, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What is looked up. */
typedef struct
{
  char  *key; /* owned: of the source */
  gint64 at;
  gint64 kept; /* out: the last until then, else the first of all; ZHIHUI_NO_INSTANT */
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_free (self->key);
  g_free (self);
}

static void
look_up_in_thread (GTask        *task,
                   gpointer      source_object,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  Job             *job = task_data;
  GError          *error = NULL;
  g_autofree char *path = zhihui_history_folder_find (NULL, job->key, ZHIHUI_KEEP_FOR_DESK, &error);
  g_autoptr (ZhihuiHistory) history = path != NULL ? zhihui_history_open (path, &error) : NULL;
  ZhihuiSituation *situation = NULL;
  gint64           oldest, newest;

  if (history != NULL && zhihui_history_get_range (history, &oldest, &newest, NULL))
    job->kept = oldest;
  if (history != NULL)
    situation = zhihui_history_load (history, job->at, g_get_monotonic_time (), &job->kept, &error);
  if (situation != NULL)
    g_task_return_pointer (task, situation, (GDestroyNotify) zhihui_situation_unref);
  else
    g_task_return_error (task, error);
}

/* What had been read hours before is not of that time. */
static void
take_boards (ZhihuiDeskYesterday *self, ZhihuiSituation *then)
{
  gint64 now_us = g_get_monotonic_time ();

  for (guint i = 0; i < zhihui_situation_get_n_rankings (then); i++)
    {
      ZhihuiBoard    board;
      const char    *peer = zhihui_situation_get_ranking_peer (then, i, &board);
      ZhihuiRanking *ranking = zhihui_situation_get_ranking (then, board, peer);

      if (ranking != NULL &&
          zhihui_situation_judge_ranking (then, board, peer, now_us).state == ZHIHUI_STATE_FRESH)
        g_ptr_array_add (self->boards, zhihui_ranking_ref (ranking));
    }
}

static void
looked_up_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ZhihuiDeskYesterday *self = user_data; /* not touched when cancelled */
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiSituation) then = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  g_ptr_array_set_size (self->boards, 0);
  self->kept = ((const Job *) g_task_get_task_data (G_TASK (result)))->kept;
  if (then != NULL)
    take_boards (self, then);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
end_asking (ZhihuiDeskYesterday *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
zhihui_desk_yesterday_dispose (GObject *object)
{
  ZhihuiDeskYesterday *self = ZHIHUI_DESK_YESTERDAY (object);

  end_asking (self);
  g_clear_object (&self->source);
  G_OBJECT_CLASS (zhihui_desk_yesterday_parent_class)->dispose (object);
}

static void
zhihui_desk_yesterday_finalize (GObject *object)
{
  g_ptr_array_unref (ZHIHUI_DESK_YESTERDAY (object)->boards);
  G_OBJECT_CLASS (zhihui_desk_yesterday_parent_class)->finalize (object);
}

static void
zhihui_desk_yesterday_class_init (ZhihuiDeskYesterdayClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_desk_yesterday_dispose;
  G_OBJECT_CLASS (klass)->finalize = zhihui_desk_yesterday_finalize;
  signals[CHANGED] = g_signal_new (
    "changed", ZHIHUI_TYPE_DESK_YESTERDAY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zhihui_desk_yesterday_init (ZhihuiDeskYesterday *self)
{
  self->boards = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_ranking_unref);
  self->asked_at = self->wanted = self->kept = ZHIHUI_NO_INSTANT;
}

/**
 * zhihui_desk_yesterday_new:
 * @source: (transfer none): whose history is looked into
 *
 * Returns: (transfer full): knows nothing yet
 */
ZhihuiDeskYesterday *
zhihui_desk_yesterday_new (ZhihuiSource *source)
{
  ZhihuiDeskYesterday *self = g_object_new (ZHIHUI_TYPE_DESK_YESTERDAY, NULL);

  self->source = g_object_ref (source);
  return self;
}

/**
 * zhihui_desk_yesterday_ask:
 * @situation: of now
 *
 * Looks up in a worker how it was a day before, if that was not done within the minute. Of a source
 * whose history is not kept nothing is known.
 */
void
zhihui_desk_yesterday_ask (ZhihuiDeskYesterday *self, ZhihuiSituation *situation)
{
  gint64      now = zhihui_situation_get_platform_now (situation, g_get_monotonic_time ());
  const char *key;
  Job        *job;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ZHIHUI_IS_DESK_YESTERDAY (self));

  key = zhihui_source_get_key (self->source);
  if (key == NULL || self->cancellable != NULL || now == ZHIHUI_NO_INSTANT ||
      (self->asked_at != ZHIHUI_NO_INSTANT && ABS (now - self->asked_at) < LOOK_UP_S))
    return;

  self->asked_at = now;
  job = g_new0 (Job, 1);
  job->key = g_strdup (key);
  job->at = self->wanted = zhihui_zone_day_before (zhihui_situation_get_zone (situation), now);
  job->kept = ZHIHUI_NO_INSTANT;
  self->cancellable = g_cancellable_new ();
  task = g_task_new (NULL, self->cancellable, looked_up_cb, self);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, look_up_in_thread);
}

/**
 * zhihui_desk_yesterday_forget:
 *
 * Nobody wants to see it any more.
 */
void
zhihui_desk_yesterday_forget (ZhihuiDeskYesterday *self)
{
  g_return_if_fail (ZHIHUI_IS_DESK_YESTERDAY (self));

  end_asking (self);
  g_ptr_array_set_size (self->boards, 0);
  self->asked_at = self->wanted = self->kept = ZHIHUI_NO_INSTANT;
}

/**
 * zhihui_desk_yesterday_is_asking:
 *
 * Returns: whether it may still be found
 */
gboolean
zhihui_desk_yesterday_is_asking (ZhihuiDeskYesterday *self)
{
  g_return_val_if_fail (ZHIHUI_IS_DESK_YESTERDAY (self), FALSE);

  return self->cancellable != NULL;
}

/* Of the same units, counted by the same rule, and of days that have but gone on by one. */
static gboolean
is_comparable (const ZhihuiRanking *then, const ZhihuiRanking *now)
{
  gint64 moved_s = now->window.from - then->window.from;

  return then->metric == now->metric && g_strcmp0 (then->peer, now->peer) == 0 &&
         g_strcmp0 (then->region, now->region) == 0 && g_strcmp0 (then->period, now->period) == 0 &&
         then->basis == now->basis && then->tier == now->tier && then->order == now->order &&
         then->min_n == now->min_n && moved_s >= 0 && moved_s <= MOST_MOVED_S;
}

/**
 * zhihui_desk_yesterday_find:
 * @now: a board that is shown
 *
 * Returns: (transfer none) (nullable): the same board at this time of yesterday; %NULL where it was
 *   not kept, was old by then, or was another one: on the first of a month that of the month before
 */
ZhihuiRanking *
zhihui_desk_yesterday_find (ZhihuiDeskYesterday *self, const ZhihuiRanking *now)
{
  g_return_val_if_fail (ZHIHUI_IS_DESK_YESTERDAY (self), NULL);

  for (guint i = 0; i < self->boards->len; i++)
    if (is_comparable (self->boards->pdata[i], now))
      return self->boards->pdata[i];
  return NULL;
}

/* (transfer full): "28 July 14:00". */
static char *
name_moment (ZhihuiZone *zone, gint64 at, gint64 now)
{
  g_autofree char *date = zhihui_format_date (zone, at, now);
  g_autofree char *clock = zhihui_format_clock (zone, at, FALSE);

  return g_strjoin (" ", date, clock, NULL);
}

/**
 * zhihui_desk_yesterday_explain:
 * @now: a board that is shown
 * @zone: of the platform
 *
 * Returns: (transfer full) (nullable): why nothing of yesterday stands beside it: which moment was
 *   wanted, and which is kept; %NULL where it does, or may still
 */
char *
zhihui_desk_yesterday_explain (ZhihuiDeskYesterday *self,
                               const ZhihuiRanking *now,
                               ZhihuiZone          *zone)
{
  g_autofree char *wanted = NULL, *kept = NULL;

  g_return_val_if_fail (ZHIHUI_IS_DESK_YESTERDAY (self), NULL);

  if (self->cancellable != NULL || zhihui_desk_yesterday_find (self, now) != NULL)
    return NULL;
  if (self->wanted == ZHIHUI_NO_INSTANT || self->kept == ZHIHUI_NO_INSTANT)
    return g_strdup (_ ("of this source no yesterday is kept here"));

  wanted = name_moment (zone, self->wanted, self->asked_at);
  kept = name_moment (zone, self->kept, self->asked_at);
  if (self->boards->len > 0)
    return g_strdup_printf (_ ("of %s boards of another month, group or order are kept"), wanted);
  if (self->kept > self->wanted)
    /* Translators: the moment that was wanted, the first that is kept */
    return g_strdup_printf (_ ("of %1$s nothing is kept, first of %2$s"), wanted, kept);
  /* Translators: the moment that was wanted, the last that is kept before it */
  return g_strdup_printf (_ ("of %1$s nothing is kept, last before it of %2$s"), wanted, kept);
}
