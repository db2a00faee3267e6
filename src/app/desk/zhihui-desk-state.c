/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-state.h"

#include "zhihui-format.h"
#include "zhihui-http-source.h"

#include <glib/gi18n-lib.h>

#define TOLD_APART_S 30
#define UNAUTHORISED 401

/* Of what was read: an answer about one thing is none about another.
 *
 * Returns: seconds since the last answer of all */
static gint64
find_newest_s (ZhihuiSituation *situation, ZhihuiFreshness worst, gint64 now_us)
{
  gint64 newest_s = worst.age_s;

  for (ZhihuiDataset dataset = 0; dataset < ZHIHUI_N_DATASETS; dataset++)
    {
      const ZhihuiReceipt *receipt = zhihui_situation_get_receipt (situation, dataset);

      if (receipt != NULL && receipt->received_us != 0)
        newest_s = MIN (newest_s, zhihui_situation_judge (situation, dataset, now_us).age_s);
    }
  return newest_s;
}

/* What is much older than the newest is told apart.
 *
 * Returns: whether it is; @newest and @oldest are set anyhow */
static gboolean
find_ages (
  ZhihuiSituation *situation, ZhihuiFreshness worst, gint64 now_us, char **newest, char **oldest)
{
  gint64 newest_s = find_newest_s (situation, worst, now_us);

  *newest = zhihui_format_age (newest_s);
  *oldest = zhihui_format_age (worst.age_s);
  return worst.age_s - newest_s >= TOLD_APART_S;
}

static char *
describe_kept (ZhihuiSituation *situation, ZhihuiFreshness worst, const char *detail, gint64 now_us)
{
  g_autofree char *newest = NULL, *oldest = NULL;

  if (!find_ages (situation, worst, now_us, &newest, &oldest))
    return g_strdup_printf (
      _ ("Kept figures, %s old: the platform does not answer. %s"), oldest, detail);
  /* Translators: how old the newest and the oldest figures are, and what happened. */
  return g_strdup_printf (
    _ ("Kept figures, the newest %1$s and the oldest %2$s old: the platform does not answer. %3$s"),
    newest,
    oldest,
    detail);
}

/* The oldest of what is shown decides that it is late; it is not the last answer. */
static char *
describe_late (ZhihuiSituation *situation, ZhihuiFreshness worst, gint64 now_us)
{
  g_autofree char *newest = NULL, *oldest = NULL;

  if (!find_ages (situation, worst, now_us, &newest, &oldest))
    return g_strdup_printf (_ ("Late: the last answer is %s old"), newest);
  /* Translators: how old the newest and the oldest figures are. */
  return g_strdup_printf (
    _ ("Late: the newest figures are %1$s old, the oldest %2$s"), newest, oldest);
}

/* It answers, but not this. */
static char *
describe_refused (const char *age, const char *detail)
{
  /* Translators: how old they are, and the words of the platform */
  return g_strdup_printf (
    _ ("Figures of %1$s ago: the platform tells them no more. %2$s"), age, detail);
}

static char *
describe_state (ZhihuiSituation     *situation,
                ZhihuiFreshness      freshness,
                const ZhihuiReceipt *receipt,
                gint64               now_us)
{
  g_autofree char *age = zhihui_format_age (freshness.age_s);
  const char      *detail = receipt != NULL && receipt->detail != NULL ? receipt->detail : "";

  switch (freshness.state)
    {
    case ZHIHUI_STATE_LATE:
      if (receipt != NULL && receipt->refused)
        return describe_refused (age, detail);
      return describe_late (situation, freshness, now_us);
    case ZHIHUI_STATE_STALE:
      if (receipt != NULL && receipt->refused)
        return describe_refused (age, detail);
      return describe_kept (situation, freshness, detail, now_us);
    case ZHIHUI_STATE_OFFLINE:
      if (zhihui_situation_is_clock_doubtful (situation))
        return g_strdup_printf (
          _ ("Offline since the start: kept figures, how old is not known. %s"), detail);
      return g_strdup_printf (_ ("Offline since the start: kept figures. %s"), detail);
    case ZHIHUI_STATE_ERROR:
      /* Nobody was asked: what a page lacks of the past it says itself. */
      if (zhihui_situation_is_past (situation))
        return NULL;
      return g_strdup_printf (_ ("The platform could not be read: %s"), detail);
    case ZHIHUI_STATE_REFUSED:
      return g_strdup (_ (
        "The platform refuses this token. Ask its administrator for one with the scope “desk”."));
    case ZHIHUI_STATE_LOADING:
    case ZHIHUI_STATE_FRESH:
    default:
      return NULL;
    }
}

static char *
describe_clock (ZhihuiSituation *situation)
{
  gint64           error_s = zhihui_situation_get_clock_error_s (situation);
  g_autofree char *age = zhihui_format_age (ABS (error_s));

  if (error_s == 0)
    return NULL;
  if (error_s > 0)
    return g_strdup_printf (_ ("This machine's clock is %s ahead of the platform's"), age);
  return g_strdup_printf (_ ("This machine's clock is %s behind the platform's"), age);
}

/* Figures that stand still although the platform answers, or that are of later than its clock. */
static char *
describe_lag (ZhihuiSituation *situation, gint64 now_us)
{
  gint64           lag_s = zhihui_situation_get_lag_s (situation, now_us);
  gint64           worst_lag_s = zhihui_situation_get_worst_lag_s (situation, now_us);
  g_autofree char *age = zhihui_format_age (ABS (lag_s));
  g_autofree char *worst_age = zhihui_format_age (MAX (worst_lag_s, 0));

  if (lag_s == 0 && worst_lag_s <= 0)
    return NULL;
  if (lag_s == 0)
    return g_strdup_printf (_ ("The platform answers, but some of its figures are %s old"),
                            worst_age);
  if (lag_s > 0)
    return g_strdup_printf (_ ("The platform answers, but its figures are %s old"), age);
  return g_strdup_printf (_ ("The platform's figures are %s ahead of its clock"), age);
}

/* A time alone is one of today. A date has a line of its own, for which there is room. */
static char *
describe_as_of (ZhihuiSituation *situation, gboolean is_live)
{
  gboolean         is_past = zhihui_situation_is_past (situation);
  gboolean         is_snapshot = zhihui_situation_is_snapshot (situation);
  ZhihuiZone      *zone = zhihui_situation_get_zone (situation);
  gint64           at = zhihui_situation_get_as_of (situation);
  g_autofree char *as_of = is_live && !is_snapshot && !is_past
                             ? zhihui_format_clock (zone, at, TRUE)
                             : zhihui_format_date_time (zone, at);

  if (is_past)
    return g_strdup_printf (_ ("○ Replay\nas of %s"), as_of);
  if (is_live && is_snapshot)
    return g_strdup_printf (_ ("○ Snapshot\nas of %s"), as_of);
  return g_strdup_printf (is_live ? _ ("● Live   as of %s") : _ ("○ Not live\nas of %s"), as_of);
}

/**
 * zhihui_desk_state_get_token_fault:
 *
 * Returns: (transfer none) (nullable): why the token that there may be could not be had
 */
const char *
zhihui_desk_state_get_token_fault (ZhihuiSource *source)
{
  return ZHIHUI_IS_HTTP_SOURCE (source)
           ? zhihui_http_source_get_token_fault (ZHIHUI_HTTP_SOURCE (source))
           : NULL;
}

/**
 * zhihui_desk_state_is_unknown_token:
 * @receipt: (nullable)
 *
 * Returns: whether the platform does not know the token at all; one that it knows may lack a scope
 */
gboolean
zhihui_desk_state_is_unknown_token (const ZhihuiReceipt *receipt)
{
  return receipt != NULL && receipt->refused && receipt->http_status == UNAUTHORISED;
}

/* Of what was asked last. Where others are answered after it, it is a matter of that one alone. */
static gboolean
is_token_lost (ZhihuiSituation *situation)
{
  gint64 answered_us = 0, unknown_us = 0;

  for (ZhihuiDataset dataset = 0; dataset < ZHIHUI_N_DATASETS; dataset++)
    {
      const ZhihuiReceipt *receipt = zhihui_situation_get_receipt (situation, dataset);

      if (receipt == NULL)
        continue;
      answered_us = MAX (answered_us, receipt->received_us);
      if (zhihui_desk_state_is_unknown_token (receipt))
        unknown_us = MAX (unknown_us, receipt->failing_us);
    }
  return unknown_us > answered_us;
}

/* At once: who is told for two minutes that it is late does not look for the token. */
static char *
describe_token_lost (ZhihuiSituation *situation, gint64 now_us)
{
  g_autofree char *age =
    zhihui_format_age (zhihui_situation_judge (situation, ZHIHUI_DATASET_SUMMARY, now_us).age_s);

  return g_strdup_printf (_ ("The platform no longer accepts this token: what is shown is %s old"),
                          age);
}

/**
 * zhihui_desk_state_is_answering:
 *
 * Returns: whether what every page reads was answered the last time; long before anything is old
 */
gboolean
zhihui_desk_state_is_answering (ZhihuiSituation *situation)
{
  const ZhihuiReceipt *receipt = zhihui_situation_get_receipt (situation, ZHIHUI_DATASET_SUMMARY);

  return receipt != NULL && receipt->n_failures == 0;
}

/**
 * zhihui_desk_state_needs_token:
 *
 * Returns: whether it is for want of a token that nothing newer is told
 */
gboolean
zhihui_desk_state_needs_token (ZhihuiSource *source)
{
  return zhihui_desk_state_get_token_fault (source) != NULL ||
         is_token_lost (zhihui_source_get_situation (source));
}

/**
 * zhihui_desk_state_describe:
 * @source: whose token may have been found wanting
 * @now_us: monotonic time
 * @as_of: (out) (transfer full) (nullable): "● Live   as of 14:05:12"; NULL before the platform
 * told anything
 *
 * Returns: (transfer full) (nullable): what the user must know of the source; NULL: all is well
 */
char *
zhihui_desk_state_describe (ZhihuiSource *source, gint64 now_us, char **as_of)
{
  ZhihuiSituation     *situation = zhihui_source_get_situation (source);
  const ZhihuiReceipt *receipt = NULL;
  ZhihuiFreshness      freshness = zhihui_situation_judge_source (situation, now_us, &receipt);
  g_autofree char     *words = describe_state (situation, freshness, receipt, now_us);
  g_autofree char     *lag = describe_lag (situation, now_us);
  gboolean             is_lost = is_token_lost (situation);

  *as_of = zhihui_situation_get_meta (situation) != NULL
             ? describe_as_of (situation, words == NULL && lag == NULL && !is_lost)
             : NULL;
  if (freshness.state == ZHIHUI_STATE_REFUSED && zhihui_desk_state_get_token_fault (source) != NULL)
    return g_strdup (zhihui_desk_state_get_token_fault (source));
  if (*as_of != NULL && is_lost)
    return describe_token_lost (situation, now_us);
  if (words != NULL)
    return g_steal_pointer (&words);
  return lag != NULL ? g_steal_pointer (&lag) : describe_clock (situation);
}
