/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-beside.h"

#include "zhihui-wire.h"

#define PERIOD_US (60 * G_USEC_PER_SEC) /* as boards have */

struct _ZhihuiDeskBeside
{
  GObject parent_instance;

  ZhihuiSource  *source;      /* owned */
  GCancellable  *cancellable; /* owned, NULL: nothing is asked */
  ZhihuiRanking *rated;       /* owned, nullable */
  char          *path;        /* owned, nullable: what was asked last */
  char          *revision;    /* owned, nullable: of the boards then */
  gint64         asked_us;    /* monotonic */
  guint          n_asked, n_told;
};

G_DEFINE_FINAL_TYPE (ZhihuiDeskBeside, zhihui_desk_beside, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
zhihui_desk_beside_dispose (GObject *object)
{
  ZhihuiDeskBeside *self = ZHIHUI_DESK_BESIDE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->source);
  g_clear_pointer (&self->rated, zhihui_ranking_unref);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->revision, g_free);
  G_OBJECT_CLASS (zhihui_desk_beside_parent_class)->dispose (object);
}

static void
zhihui_desk_beside_class_init (ZhihuiDeskBesideClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_desk_beside_dispose;
  signals[CHANGED] = g_signal_new (
    "changed", ZHIHUI_TYPE_DESK_BESIDE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zhihui_desk_beside_init (ZhihuiDeskBeside *self)
{
}

/**
 * zhihui_desk_beside_new:
 * @source: (transfer none): is asked; one that tells nothing beside situations is asked in vain
 *
 * Returns: (transfer full): knows nothing yet
 */
ZhihuiDeskBeside *
zhihui_desk_beside_new (ZhihuiSource *source)
{
  ZhihuiDeskBeside *self = g_object_new (ZHIHUI_TYPE_DESK_BESIDE, NULL);

  self->source = g_object_ref (source);
  return self;
}

static void
take_rated (ZhihuiDeskBeside *self, ZhihuiRanking *rated)
{
  g_clear_pointer (&self->rated, zhihui_ranking_unref);
  self->rated = rated;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
told_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZhihuiDeskBeside) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = zhihui_source_ask_finish (result, &error);
  ZhihuiRanking *rated;

  /* Gone, or another question is asked meanwhile: not every source heeds that it is cancelled. */
  if (self->source == NULL || self->n_asked != self->n_told + 1 ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      self->n_told++;
      return;
    }
  self->n_told++;
  g_clear_object (&self->cancellable);
  rated = body != NULL ? zhihui_wire_decode_ranking (body, NULL, NULL) : NULL;
  if (rated != NULL && rated->metric != ZHIHUI_METRIC_RATED_RATE)
    g_clear_pointer (&rated, zhihui_ranking_unref);
  /* What was told stays until something else is told: a failure is seen at the boards themselves.
   */
  if (rated != NULL)
    take_rated (self, rated);
}

/**
 * zhihui_desk_beside_ask:
 * @asked: of which units and days; each metric has its own date
 * @situation: of the boards that it stands beside
 *
 * Asks again when the question is another one, or the boards are of another revision and a minute
 * is over.
 */
void
zhihui_desk_beside_ask (ZhihuiDeskBeside       *self,
                        const ZhihuiBoardAsked *asked,
                        ZhihuiSituation        *situation)
{
  g_autofree char *path = zhihui_board_asked_make_path (asked, ZHIHUI_METRIC_RATED_RATE);
  ZhihuiRanking   *board = zhihui_situation_get_ranking (situation, asked->board, asked->peer);
  const char      *revision = board != NULL && board->revision != NULL ? board->revision : "";
  gint64           now_us = g_get_monotonic_time ();
  gboolean         is_other;

  g_return_if_fail (ZHIHUI_IS_DESK_BESIDE (self));

  is_other = g_strcmp0 (path, self->path) != 0;
  if (!is_other &&
      (g_strcmp0 (revision, self->revision) == 0 || now_us - self->asked_us < PERIOD_US))
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_free (self->path);
  self->path = g_steal_pointer (&path);
  g_free (self->revision);
  self->revision = g_strdup (revision);
  self->asked_us = now_us;
  if (is_other && self->rated != NULL)
    take_rated (self, NULL);
  self->cancellable = g_cancellable_new ();
  self->n_asked++;
  zhihui_source_ask_async (
    self->source, self->path, self->cancellable, told_cb, g_object_ref (self));
}

/**
 * zhihui_desk_beside_get_rated:
 *
 * Returns: (transfer none) (nullable): the rated share of the units
 */
ZhihuiRanking *
zhihui_desk_beside_get_rated (ZhihuiDeskBeside *self)
{
  g_return_val_if_fail (ZHIHUI_IS_DESK_BESIDE (self), NULL);

  return self->rated;
}
