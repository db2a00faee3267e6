/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-situation-private.h"

#define SECOND G_TIME_SPAN_SECOND

static const ZhihuiReceipt no_receipt = { 0 };

GBytes *
zhihui_situation_get_boundary (ZhihuiSituation *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->boundary;
}

/**
 * zhihui_situation_get_receipt:
 *
 * Returns: (transfer none): how the reading went, all zero when it was never tried; never NULL
 */
const ZhihuiReceipt *
zhihui_situation_get_receipt (ZhihuiSituation *self, ZhihuiDataset dataset)
{
  g_return_val_if_fail (self != NULL && dataset < ZHIHUI_N_DATASETS, &no_receipt);

  return &self->datasets[dataset].receipt;
}

static double
get_speed (ZhihuiSituation *self)
{
  const ZhihuiMeta *meta = self->datasets[ZHIHUI_DATASET_META].content;

  return meta != NULL && meta->clock_speed > 0 ? meta->clock_speed : 1;
}

static gint64
get_content_as_of (ZhihuiSlot *slot, gboolean is_ranking)
{
  gint64 as_of;

  if (slot->content == NULL)
    return ZHIHUI_NO_INSTANT;

  as_of = is_ranking ? ((ZhihuiRanking *) slot->content)->as_of
                     : ((ZhihuiStamp *) slot->content)->as_of; /* the head of every dataset */
  return MAX (as_of, slot->receipt.holds_at);
}

/* When what is kept was last known to hold: it was read, or the stream told of no change. */
gint64
zhihui_receipt_get_held_us (const ZhihuiReceipt *self)
{
  gint64 received_us = self->received_us - self->cached_s * SECOND;

  if (self->received_us == 0)
    return 0;
  return self->vouched_us != 0 ? MAX (received_us, self->vouched_us) : received_us;
}

/* The last success of any reading, and the period of what is read most often. */
static void
find_last_success (ZhihuiSituation *self, gint64 *received_us, guint *period_s)
{
  *received_us = 0;
  *period_s = 0;

  for (guint i = 0; i < ZHIHUI_N_DATASETS + self->rankings->len; i++)
    {
      const ZhihuiSlot *slot =
        i < ZHIHUI_N_DATASETS
          ? &self->datasets[i]
          : &((ZhihuiRankingSlot *) self->rankings->pdata[i - ZHIHUI_N_DATASETS])->slot;
      guint  period = slot->receipt.period_s;
      gint64 held_us = zhihui_receipt_get_held_us (&slot->receipt);

      if (held_us != 0 && (*received_us == 0 || held_us > *received_us))
        *received_us = held_us;
      if (period > 0 && (*period_s == 0 || period < *period_s))
        *period_s = period;
    }
}

/* A figure is no fresher than its source: when nothing at all is answered, what is read once in
 * five minutes is as late as what is read every ten seconds. */
static ZhihuiState
judge_source_lost (ZhihuiSituation *self, gint64 now_us)
{
  ZhihuiReceipt any = { .has_data = TRUE };

  find_last_success (self, &any.received_us, &any.period_s);
  if (any.received_us == 0)
    return ZHIHUI_STATE_FRESH;
  return zhihui_freshness_judge (&any, 0, 0, 0, now_us).state;
}

/* The worse of the slot's own state and of the whole source being lost. */
ZhihuiFreshness
zhihui_situation_judge_slot (ZhihuiSituation *self,
                             ZhihuiSlot      *slot,
                             gboolean         is_ranking,
                             gint64           now_us)
{
  ZhihuiReceipt   receipt = slot->receipt;
  ZhihuiFreshness freshness;

  receipt.has_data = receipt.has_data || slot->content != NULL;
  freshness = zhihui_freshness_judge (&receipt,
                                      get_content_as_of (slot, is_ranking),
                                      zhihui_situation_get_platform_now (self, now_us),
                                      self->started_us,
                                      now_us);
  if (receipt.received_us == 0 || receipt.received_us < self->started_us)
    freshness.age_s = (gint64) ((double) freshness.age_s / get_speed (self));
  if (freshness.state <= ZHIHUI_STATE_STALE && freshness.state != ZHIHUI_STATE_LOADING)
    freshness.state = MAX (freshness.state, judge_source_lost (self, now_us));
  return freshness;
}

/**
 * zhihui_situation_judge:
 * @now_us: monotonic clock
 *
 * Returns: the worse of the dataset's own state and of the whole source being lost; the age is in
 * real seconds whatever the speed of the platform's clock
 */
ZhihuiFreshness
zhihui_situation_judge (ZhihuiSituation *self, ZhihuiDataset dataset, gint64 now_us)
{
  const ZhihuiFreshness none = { ZHIHUI_STATE_LOADING, 0 };

  g_return_val_if_fail (self != NULL && dataset < ZHIHUI_N_DATASETS, none);

  return zhihui_situation_judge_slot (self, &self->datasets[dataset], FALSE, now_us);
}

/* Which of two states the header tells: 无权限 > 加载 > 错误 > 离线 > 陈旧 > 延迟 > 新鲜. */
static int
get_severity (ZhihuiState state)
{
  static const int severities[] = {
    [ZHIHUI_STATE_FRESH] = 0,   [ZHIHUI_STATE_LATE] = 1,  [ZHIHUI_STATE_STALE] = 2,
    [ZHIHUI_STATE_OFFLINE] = 3, [ZHIHUI_STATE_ERROR] = 4, [ZHIHUI_STATE_LOADING] = 5,
    [ZHIHUI_STATE_REFUSED] = 6,
  };

  return severities[state];
}

static gboolean
is_read (const ZhihuiSlot *slot)
{
  const ZhihuiReceipt *receipt = &slot->receipt;

  return slot->content != NULL || receipt->received_us != 0 || receipt->failing_us != 0 ||
         receipt->n_failures > 0 || receipt->period_s > 0;
}

/**
 * zhihui_situation_judge_source:
 * @receipt: (out) (optional) (nullable) (transfer none): what explains the state; NULL when nothing
 * is read
 *
 * Returns: the worst state of what is read, among equals the oldest; loading when nothing is
 */
ZhihuiFreshness
zhihui_situation_judge_source (ZhihuiSituation *self, gint64 now_us, const ZhihuiReceipt **receipt)
{
  ZhihuiFreshness      worst = { ZHIHUI_STATE_LOADING, 0 };
  const ZhihuiReceipt *explains = NULL;

  g_return_val_if_fail (self != NULL, worst);

  for (guint i = 0; i < ZHIHUI_N_DATASETS + self->rankings->len; i++)
    {
      gboolean    is_ranking = i >= ZHIHUI_N_DATASETS;
      ZhihuiSlot *slot =
        is_ranking ? &((ZhihuiRankingSlot *) self->rankings->pdata[i - ZHIHUI_N_DATASETS])->slot
                   : &self->datasets[i];
      ZhihuiFreshness one;
      int             more;

      if (!is_read (slot))
        continue;

      one = zhihui_situation_judge_slot (self, slot, is_ranking, now_us);
      more = get_severity (one.state) - get_severity (worst.state);
      if (explains == NULL || more > 0 || (more == 0 && one.age_s > worst.age_s))
        {
          worst = one;
          explains = &slot->receipt;
        }
    }

  if (receipt != NULL)
    *receipt = explains;
  return worst;
}

/**
 * zhihui_situation_get_as_of:
 *
 * Returns: as-of time of the summary, or when the platform last said that it still holds; else the
 * newest of what is there, else %ZHIHUI_NO_INSTANT
 */
gint64
zhihui_situation_get_as_of (ZhihuiSituation *self)
{
  gint64 newest = ZHIHUI_NO_INSTANT;

  g_return_val_if_fail (self != NULL, newest);

  if (self->datasets[ZHIHUI_DATASET_SUMMARY].content != NULL)
    return get_content_as_of (&self->datasets[ZHIHUI_DATASET_SUMMARY], FALSE);

  for (guint i = 0; i < ZHIHUI_N_DATASETS; i++)
    newest = MAX (newest, get_content_as_of (&self->datasets[i], FALSE));
  for (guint i = 0; i < self->rankings->len; i++)
    newest = MAX (
      newest, get_content_as_of (&((ZhihuiRankingSlot *) self->rankings->pdata[i])->slot, TRUE));
  return newest;
}

/**
 * zhihui_situation_get_platform_now:
 *
 * Returns: the platform's clock in epoch seconds. When it was never told: the as-of time of a
 * simulated platform, else this machine's clock.
 */
gint64
zhihui_situation_get_platform_now (ZhihuiSituation *self, gint64 now_us)
{
  const ZhihuiMeta *meta;

  g_return_val_if_fail (self != NULL, 0);

  if (self->clock_at_us != 0)
    return self->server_now +
           (gint64) ((double) MAX (now_us - self->clock_at_us, 0) * get_speed (self) / SECOND);

  meta = self->datasets[ZHIHUI_DATASET_META].content;
  if (meta != NULL && meta->clock_simulated)
    return zhihui_situation_get_as_of (self);
  return g_get_real_time () / G_USEC_PER_SEC;
}

/**
 * zhihui_situation_is_clock_doubtful:
 *
 * Returns: whether nobody knows what time it is: the platform has not answered since this machine
 * was started, and the machine's own clock is not believed. Then the platform's clock and all ages
 * are the least that they may be
 */
gboolean
zhihui_situation_is_clock_doubtful (ZhihuiSituation *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_clock_doubtful;
}

/**
 * zhihui_situation_get_clock_error_s:
 *
 * Returns: the seconds by which this machine's clock is ahead of the platform's (negative: behind),
 * 0 when they agree within %ZHIHUI_CLOCK_TOLERANCE_S, when the platform's is a simulated one, or
 * when it is not known. For a warning only: no figure and no age depends on this machine's clock
 */
gint64
zhihui_situation_get_clock_error_s (ZhihuiSituation *self)
{
  const ZhihuiMeta *meta;

  g_return_val_if_fail (self != NULL, 0);

  meta = self->datasets[ZHIHUI_DATASET_META].content;
  if ((meta != NULL && meta->clock_simulated) ||
      ABS (self->clock_error_s) < ZHIHUI_CLOCK_TOLERANCE_S)
    return 0;
  return self->clock_error_s;
}

/**
 * zhihui_situation_is_snapshot:
 *
 * Returns: whether these are real figures of a moment at which the platform's clock was set: they
 * are never live, however often they are read
 */
gboolean
zhihui_situation_is_snapshot (ZhihuiSituation *self)
{
  const ZhihuiMeta *meta;

  g_return_val_if_fail (self != NULL, FALSE);

  meta = self->datasets[ZHIHUI_DATASET_META].content;
  return meta != NULL && meta->clock_simulated && !meta->simulated;
}

/* A closed period has the figures of its end for ever. */
static gboolean
is_closed (const ZhihuiSlot *slot, gboolean is_ranking)
{
  const ZhihuiRanking *ranking = is_ranking ? slot->content : NULL;

  return ranking != NULL && ranking->frozen;
}

/* By how much what is in a slot differs from the platform's clock, though it was answered: 0 where
 * that says nothing. */
gint64
zhihui_situation_get_slot_lag_s (ZhihuiSituation *self,
                                 ZhihuiSlot      *slot,
                                 gboolean         is_ranking,
                                 gint64           now_us)
{
  const ZhihuiMeta *meta = self->datasets[ZHIHUI_DATASET_META].content;
  gint64            received_us = slot->receipt.received_us;
  gint64            as_of = get_content_as_of (slot, is_ranking);
  gint64            lag_s;

  /* Before 1970 or at its begin: a platform that does not tell. */
  if (as_of <= 0 || received_us == 0 || received_us < self->started_us || self->clock_at_us == 0 ||
      (meta != NULL && meta->clock_simulated))
    return 0;

  if (zhihui_freshness_get_lag_s (as_of,
                                  self->server_now + (received_us - self->clock_at_us) / SECOND,
                                  slot->receipt.period_s) == 0)
    return 0;
  lag_s = zhihui_situation_get_platform_now (self, now_us) - as_of;
  return lag_s > 0 && is_closed (slot, is_ranking) ? 0 : lag_s;
}

/**
 * zhihui_situation_get_lag_s:
 * @now_us: monotonic clock
 *
 * Tells figures that stood still although the platform answers. It is judged by what they were when
 * they were last read or said to hold; since then the states tell how old they are.
 *
 * Returns: platform seconds by which the key figures (without them: who answers) are older than the
 * platform's clock now, negative when they are of later than it; 0 when they came as those of
 * now, by zhihui_freshness_get_lag_s(), when none was received by this process, or when the clock
 * is not known or a simulated one
 */
gint64
zhihui_situation_get_lag_s (ZhihuiSituation *self, gint64 now_us)
{
  ZhihuiSlot *slot;

  g_return_val_if_fail (self != NULL, 0);

  slot = &self->datasets[ZHIHUI_DATASET_SUMMARY];
  if (slot->content == NULL)
    slot = &self->datasets[ZHIHUI_DATASET_META];
  return zhihui_situation_get_slot_lag_s (self, slot, FALSE, now_us);
}

/* Of names and places it says nothing when they were written. */
static gboolean
has_moment (ZhihuiDataset dataset)
{
  return dataset != ZHIHUI_DATASET_META && dataset != ZHIHUI_DATASET_REGIONS &&
         dataset != ZHIHUI_DATASET_UNITS;
}

/**
 * zhihui_situation_get_dataset_lag_s:
 * @now_us: monotonic clock
 *
 * Returns: as zhihui_situation_get_lag_s(), by the dataset's own moment
 */
gint64
zhihui_situation_get_dataset_lag_s (ZhihuiSituation *self, ZhihuiDataset dataset, gint64 now_us)
{
  g_return_val_if_fail (self != NULL && dataset < ZHIHUI_N_DATASETS, 0);

  return has_moment (dataset)
           ? zhihui_situation_get_slot_lag_s (self, &self->datasets[dataset], FALSE, now_us)
           : 0;
}

/**
 * zhihui_situation_get_worst_lag_s:
 * @now_us: monotonic clock
 *
 * Returns: that of all datasets and boards which is the oldest (none old: which is of the latest
 * moment ahead of the clock); 0 when all came as those of now
 */
gint64
zhihui_situation_get_worst_lag_s (ZhihuiSituation *self, gint64 now_us)
{
  gint64 oldest_s = 0, ahead_s = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < ZHIHUI_N_DATASETS + self->rankings->len; i++)
    {
      gint64 lag_s = 0;

      if (i >= ZHIHUI_N_DATASETS)
        lag_s = zhihui_situation_get_slot_lag_s (
          self,
          &((ZhihuiRankingSlot *) self->rankings->pdata[i - ZHIHUI_N_DATASETS])->slot,
          TRUE,
          now_us);
      else if (has_moment ((ZhihuiDataset) i))
        lag_s = zhihui_situation_get_slot_lag_s (self, &self->datasets[i], FALSE, now_us);
      oldest_s = MAX (oldest_s, lag_s);
      ahead_s = MIN (ahead_s, lag_s);
    }

  return oldest_s > 0 ? oldest_s : ahead_s;
}

ZhihuiZone *
zhihui_situation_get_zone (ZhihuiSituation *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->zone;
}

const char *
zhihui_situation_get_source_name (ZhihuiSituation *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->source_name;
}

/**
 * zhihui_situation_is_past:
 *
 * Returns: whether it was kept once and is shown again: then it is not live, however fresh it was
 */
gboolean
zhihui_situation_is_past (ZhihuiSituation *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_past;
}

/**
 * zhihui_situation_get_past_speed:
 *
 * Returns: how many times as fast as it was it is shown again; 0 when it stands or is of now
 */
double
zhihui_situation_get_past_speed (ZhihuiSituation *self)
{
  g_return_val_if_fail (self != NULL, 0.0);

  return self->is_past ? self->past_speed : 0.0;
}
