/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-yesterday-source.h"

#include "zhihui-history.h"

#define NOT_GIVEN (-1)
/* How often yesterday is looked up, and how long it may stand: platform seconds. */
#define LOOK_UP_S 60
#define HOLDS_S 600

/**
 * ZhihuiYesterdaySource:
 *
 * Another source, whose headline figures say how it was yesterday at this moment: as the platform
 * tells it, and where it does not, as this machine has kept it.
 */
struct _ZhihuiYesterdaySource
{
  GObject parent_instance;

  ZhihuiSource          *source;              /* owned */
  ZhihuiHistoryRecorder *recorder;            /* owned: knows the file */
  ZhihuiSituation       *situation;           /* owned, nullable */
  GCancellable          *cancellable;         /* owned, nullable: while yesterday is looked up */
  gint64                 asked_at;            /* the platform's time, ZHIHUI_NO_INSTANT never */
  gint64                 today, overdue_open; /* as they stood yesterday; NOT_GIVEN */
};

static void zhihui_yesterday_source_source_init (ZhihuiSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZhihuiYesterdaySource,
                               zhihui_yesterday_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ZHIHUI_TYPE_SOURCE,
                                                      zhihui_yesterday_source_source_init))

static gboolean
lacks_yesterday (ZhihuiSituation *situation)
{
  const ZhihuiSummary *summary = zhihui_situation_get_summary (situation);

  /* Kept are the figures of the whole: they are no yesterday of a part. */
  return summary != NULL &&
         zhihui_situation_get_region (situation, ZHIHUI_DATASET_SUMMARY) == NULL &&
         (summary->yesterday_same_time < 0 || summary->overdue_open_yesterday < 0);
}

/* Returns: (transfer full): the same with what is known of yesterday. */
static ZhihuiSituation *
complete (ZhihuiYesterdaySource *self, ZhihuiSituation *situation)
{
  ZhihuiSituationBuilder *builder;
  g_autoptr (ZhihuiSummary) summary = NULL;
  gint64 now = zhihui_situation_get_platform_now (situation, g_get_monotonic_time ());

  if (self->today == NOT_GIVEN || !lacks_yesterday (situation) ||
      ABS (now - self->asked_at) > HOLDS_S)
    return zhihui_situation_ref (situation);

  summary = zhihui_kept_form_copy (
    ZHIHUI_DATASET_SUMMARY, zhihui_situation_get_summary (situation), ZHIHUI_KEEP_FOR_DESK);
  if (summary == NULL)
    return zhihui_situation_ref (situation);
  if (summary->yesterday_same_time < 0)
    summary->yesterday_same_time = self->today;
  if (summary->overdue_open_yesterday < 0)
    summary->overdue_open_yesterday = self->overdue_open;

  builder = zhihui_situation_builder_new (situation);
  zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_SUMMARY, summary);
  return zhihui_situation_builder_finish (builder);
}

static void
tell (ZhihuiYesterdaySource *self)
{
  ZhihuiSituation *situation = zhihui_source_get_situation (self->source);
  g_autoptr (ZhihuiSituation) completed = NULL;

  if (situation == NULL)
    return;

  completed = complete (self, situation);
  g_clear_pointer (&self->situation, zhihui_situation_unref);
  self->situation = zhihui_situation_ref (completed);
  g_signal_emit_by_name (self, "situation-changed", completed);
}

static void
looked_up_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ZhihuiYesterdaySource *self = user_data; /* not touched when cancelled */
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiSituation) then = zhihui_history_load_finish (result, &error);
  const ZhihuiSummary *summary;
  gint64               before;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  before = self->today;
  self->today = self->overdue_open = NOT_GIVEN;
  summary = then != NULL ? zhihui_situation_get_summary (then) : NULL;
  /* What was kept hours before that is not "at this moment". */
  if (summary != NULL &&
      zhihui_situation_judge (then, ZHIHUI_DATASET_SUMMARY, g_get_monotonic_time ()).state ==
        ZHIHUI_STATE_FRESH)
    {
      self->today = summary->today;
      self->overdue_open = summary->overdue_open;
    }
  if (self->today != before)
    tell (self);
}

static void
look_up (ZhihuiYesterdaySource *self, ZhihuiSituation *situation)
{
  const char *path = zhihui_history_recorder_get_path (self->recorder);
  gint64      now = zhihui_situation_get_platform_now (situation, g_get_monotonic_time ());
  ZhihuiZone *zone = zhihui_situation_get_zone (situation);

  if (path == NULL || self->cancellable != NULL || now == ZHIHUI_NO_INSTANT ||
      !lacks_yesterday (situation))
    return;
  if (self->asked_at != ZHIHUI_NO_INSTANT && ABS (now - self->asked_at) < LOOK_UP_S)
    return;

  self->asked_at = now;
  self->cancellable = g_cancellable_new ();
  zhihui_history_load_async (
    path, zhihui_zone_day_before (zone, now), self->cancellable, looked_up_cb, self);
}

static void
situation_changed_cb (ZhihuiYesterdaySource *self, ZhihuiSituation *situation)
{
  look_up (self, situation);
  tell (self);
}

static void
zhihui_yesterday_source_set_wants (ZhihuiSource *source, const ZhihuiWants *wants)
{
  zhihui_source_set_wants (ZHIHUI_YESTERDAY_SOURCE (source)->source, wants);
}

static void
zhihui_yesterday_source_start (ZhihuiSource *source)
{
  zhihui_source_start (ZHIHUI_YESTERDAY_SOURCE (source)->source);
}

static void
zhihui_yesterday_source_stop (ZhihuiSource *source)
{
  zhihui_source_stop (ZHIHUI_YESTERDAY_SOURCE (source)->source);
}

static ZhihuiSituation *
zhihui_yesterday_source_get_situation (ZhihuiSource *source)
{
  ZhihuiYesterdaySource *self = ZHIHUI_YESTERDAY_SOURCE (source);

  return self->situation != NULL ? self->situation : zhihui_source_get_situation (self->source);
}

static gboolean
zhihui_yesterday_source_is_settled (ZhihuiSource *source)
{
  return zhihui_source_is_settled (ZHIHUI_YESTERDAY_SOURCE (source)->source);
}

static void
zhihui_yesterday_source_dispose (GObject *object)
{
  ZhihuiYesterdaySource *self = ZHIHUI_YESTERDAY_SOURCE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->source != NULL)
    g_signal_handlers_disconnect_by_data (self->source, self);
  g_clear_object (&self->source);
  g_clear_object (&self->recorder);
  g_clear_pointer (&self->situation, zhihui_situation_unref);

  G_OBJECT_CLASS (zhihui_yesterday_source_parent_class)->dispose (object);
}

static void
zhihui_yesterday_source_source_init (ZhihuiSourceInterface *iface)
{
  iface->set_wants = zhihui_yesterday_source_set_wants;
  iface->start = zhihui_yesterday_source_start;
  iface->stop = zhihui_yesterday_source_stop;
  iface->get_situation = zhihui_yesterday_source_get_situation;
  iface->is_settled = zhihui_yesterday_source_is_settled;
}

static void
zhihui_yesterday_source_class_init (ZhihuiYesterdaySourceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_yesterday_source_dispose;
}

static void
zhihui_yesterday_source_init (ZhihuiYesterdaySource *self)
{
  self->asked_at = ZHIHUI_NO_INSTANT;
  self->today = self->overdue_open = NOT_GIVEN;
}

/**
 * zhihui_yesterday_source_new:
 * @source: what is shown
 * @recorder: that keeps what @source tells, without what is added here
 *
 * Returns: (transfer full): the same, and yesterday
 */
ZhihuiSource *
zhihui_yesterday_source_new (ZhihuiSource *source, ZhihuiHistoryRecorder *recorder)
{
  ZhihuiYesterdaySource *self = g_object_new (ZHIHUI_TYPE_YESTERDAY_SOURCE, NULL);

  self->source = g_object_ref (source);
  self->recorder = g_object_ref (recorder);
  g_signal_connect_swapped (source, "situation-changed", G_CALLBACK (situation_changed_cb), self);

  return ZHIHUI_SOURCE (self);
}
