/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-situation-private.h"

#define SECOND G_TIME_SPAN_SECOND
#define UNKNOWN_PERIOD_S 30

/* A platform that is there has answered by then what was asked for again. */
#define RESUMED_GRACE_US (300 * G_TIME_SPAN_MILLISECOND)

/* Two polls missed, with the ±10 % by which polls are spread. */
static gint64
get_late_after (guint period_s)
{
  return (gint64) (period_s > 0 ? period_s : UNKNOWN_PERIOD_S) * SECOND * 22 / 10;
}

static ZhihuiState
judge_received (const ZhihuiReceipt *receipt, gint64 age_us, gint64 now_us)
{
  gint64 late_after = get_late_after (receipt->period_s);
  gint64 stale_after = ZHIHUI_STALE_AFTER_S * SECOND;

  if (receipt->resumed_us != 0 && receipt->failing_us == 0 &&
      now_us - receipt->resumed_us < RESUMED_GRACE_US)
    return ZHIHUI_STATE_FRESH;
  /* What is read rarely is not lost because its last answer is old, but because asking fails. */
  if (late_after > stale_after)
    {
      if (receipt->failing_us != 0 && now_us - receipt->failing_us > stale_after)
        return ZHIHUI_STATE_STALE;
      stale_after += late_after;
    }

  if (age_us > stale_after)
    return ZHIHUI_STATE_STALE;
  return age_us > late_after ? ZHIHUI_STATE_LATE : ZHIHUI_STATE_FRESH;
}

/**
 * zhihui_freshness_judge:
 * @receipt: how the reading of the dataset went
 * @as_of: of what is kept, epoch seconds of the platform's clock
 * @platform_now: the platform's clock now
 * @started_us: when reading began; nothing is judged as of before it
 * @now_us: monotonic clock
 *
 * What was received by this process is fresh until two polls are missed, then late, and stale once
 * it has been lost for more than %ZHIHUI_STALE_AFTER_S, counted from the last success (for what is
 * read less often than once in 54 s: from the first failure). While a stream tells what changes,
 * its silence about a dataset is as good as an answer. What is asked for again after a while,
 * because a region is shown again, is not called old in the first 300 ms: its answer is on its way.
 * Before the first answer it is loading, also when figures of an earlier run are kept; these are
 * offline once an attempt has failed. Refusal and failure are states of their own only where
 * nothing is kept.
 *
 * Returns: state and age; the age is in seconds of the machine for what was received, in seconds
 * of the platform's clock for what an earlier run has left
 */
ZhihuiFreshness
zhihui_freshness_judge (
  const ZhihuiReceipt *receipt, gint64 as_of, gint64 platform_now, gint64 started_us, gint64 now_us)
{
  ZhihuiFreshness freshness = { ZHIHUI_STATE_LOADING, 0 };
  gboolean        failed;

  g_return_val_if_fail (receipt != NULL, freshness);

  failed = receipt->failing_us != 0 || receipt->n_failures > 0;
  if (receipt->received_us != 0 && receipt->received_us >= started_us)
    {
      gint64 age_us = MAX (now_us - zhihui_receipt_get_held_us (receipt), 0);

      freshness.age_s = age_us / SECOND;
      if (receipt->has_data || !failed)
        {
          freshness.state = judge_received (receipt, age_us, now_us);
          return freshness;
        }
    }
  else if (receipt->has_data && as_of != ZHIHUI_NO_INSTANT)
    freshness.age_s = MAX (platform_now - as_of, 0);

  if (!failed)
    freshness.state = ZHIHUI_STATE_LOADING;
  else if (receipt->has_data)
    freshness.state = ZHIHUI_STATE_OFFLINE;
  else
    freshness.state = receipt->refused ? ZHIHUI_STATE_REFUSED : ZHIHUI_STATE_ERROR;
  return freshness;
}

/**
 * zhihui_state_is_kept:
 *
 * Returns: whether what is shown is of before, for nothing newer comes
 */
gboolean
zhihui_state_is_kept (ZhihuiState state)
{
  return state == ZHIHUI_STATE_STALE || state == ZHIHUI_STATE_OFFLINE;
}

/**
 * zhihui_freshness_get_lag_s:
 * @as_of: the moment figures are of, epoch seconds of the platform's clock
 * @platform_now: that clock when they came
 * @period_s: how often they are read; 0 not known
 *
 * That a platform answers does not make its figures those of now: what counts them may have ended
 * long ago.
 *
 * Returns: platform seconds by which the figures are older than the clock, negative when they are
 * of later; 0 when they are of now: not older than %ZHIHUI_OLD_AFTER_S and three periods, nor later
 * than %ZHIHUI_AHEAD_AFTER_S
 */
gint64
zhihui_freshness_get_lag_s (gint64 as_of, gint64 platform_now, guint period_s)
{
  gint64 old_after_s = MAX (ZHIHUI_OLD_AFTER_S, (gint64) period_s * ZHIHUI_OLD_AFTER_PERIODS);
  gint64 lag_s = platform_now - as_of;

  return lag_s > old_after_s || lag_s < -ZHIHUI_AHEAD_AFTER_S ? lag_s : 0;
}
