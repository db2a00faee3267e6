/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-forced-state.h"

#include "config.h"
#include "zhihui-error.h"

#include <glib/gi18n-lib.h>

#define SECOND_US G_GINT64_CONSTANT (1000000)
/* Seconds since the last success: two polls missed and not yet lost; six minutes and twenty. */
#define LATE_S 48
#define STALE_S 380

static const char *const names[] = {
  [ZHIHUI_STATE_LOADING] = "loading", [ZHIHUI_STATE_FRESH] = "fresh",
  [ZHIHUI_STATE_LATE] = "late",       [ZHIHUI_STATE_STALE] = "stale",
  [ZHIHUI_STATE_OFFLINE] = "offline", [ZHIHUI_STATE_ERROR] = "error",
  [ZHIHUI_STATE_REFUSED] = "refused",
};

/**
 * zhihui_forced_state_parse:
 *
 * Returns: FALSE with @error %ZHIHUI_ERROR_INVALID for a word that is no state
 */
gboolean
zhihui_forced_state_parse (const char *text, ZhihuiState *state, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (text, names[i]))
      {
        *state = (ZhihuiState) i;
        return TRUE;
      }

  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_INVALID,
               _ ("'%s' is no state: fresh, late, stale, offline, loading, error or refused"),
               text);
  return FALSE;
}

static ZhihuiReceipt
make_receipt (ZhihuiState state, gint64 now_us)
{
  ZhihuiReceipt receipt = { .period_s = 10, .has_data = TRUE, .http_status = 200 };
  gint64        age_us = 0;

  switch (state)
    {
    case ZHIHUI_STATE_LOADING:
      return (ZhihuiReceipt){ .period_s = 10 };
    case ZHIHUI_STATE_LATE:
      age_us = LATE_S * SECOND_US;
      break;
    case ZHIHUI_STATE_STALE:
      age_us = STALE_S * SECOND_US;
      break;
    case ZHIHUI_STATE_OFFLINE:
      receipt.http_status = 0;
      receipt.failing_us = now_us - SECOND_US;
      receipt.n_failures = 1;
      return receipt;
    case ZHIHUI_STATE_ERROR:
    case ZHIHUI_STATE_REFUSED:
      receipt.has_data = FALSE;
      receipt.refused = state == ZHIHUI_STATE_REFUSED;
      receipt.http_status = receipt.refused ? 403 : 500;
      receipt.failing_us = now_us - LATE_S * SECOND_US;
      receipt.next_try_us = now_us + 10 * SECOND_US;
      receipt.n_failures = 3;
      return receipt;
    case ZHIHUI_STATE_FRESH:
    default:
      break;
    }

  receipt.received_us = now_us - age_us;
  if (age_us > 0)
    {
      receipt.http_status = 0;
      receipt.failing_us = receipt.received_us + 10 * SECOND_US;
      receipt.n_failures = 4;
    }

  return receipt;
}

static gboolean
keeps_figures (ZhihuiState state)
{
  return state != ZHIHUI_STATE_LOADING && state != ZHIHUI_STATE_ERROR &&
         state != ZHIHUI_STATE_REFUSED;
}

static void
set_receipts (ZhihuiSituationBuilder *builder,
              ZhihuiSituation        *situation,
              const ZhihuiReceipt    *receipt)
{
  for (ZhihuiDataset dataset = 0; dataset < ZHIHUI_N_DATASETS; dataset++)
    {
      const ZhihuiReceipt *was = zhihui_situation_get_receipt (situation, dataset);

      if (was != NULL && (was->period_s > 0 || was->has_data || was->n_failures > 0))
        zhihui_situation_builder_set_receipt (builder, dataset, receipt);
    }

  for (guint i = 0; i < zhihui_situation_get_n_rankings (situation); i++)
    zhihui_situation_builder_set_board_receipt (
      builder, zhihui_situation_get_board_key (situation, i), receipt);
}

/**
 * zhihui_forced_state_apply:
 * @now_us: monotonic clock
 *
 * Returns: (transfer full): the same figures as if the source had been lost so long ago, or nothing
 * had been read at all: for pictures of the states
 */
ZhihuiSituation *
zhihui_forced_state_apply (ZhihuiSituation *situation, ZhihuiState state, gint64 now_us)
{
  ZhihuiReceipt receipt = make_receipt (state, now_us);
  gint64        platform_now = zhihui_situation_get_platform_now (situation, now_us);
  /* What was read so long ago was read of then: the clock went on. */
  gint64 age_s = receipt.received_us > 0 ? (now_us - receipt.received_us) / SECOND_US : 0;
  ZhihuiSituationBuilder *builder;

  builder = zhihui_situation_builder_new (keeps_figures (state) ? situation : NULL);
  set_receipts (builder, situation, &receipt);
  if (platform_now != ZHIHUI_NO_INSTANT)
    zhihui_situation_builder_set_clock (builder, platform_now + age_s, now_us);
  zhihui_situation_builder_set_started (builder, now_us - 2 * STALE_S * SECOND_US);
  zhihui_situation_builder_set_source_name (builder, zhihui_situation_get_source_name (situation));

  return zhihui_situation_builder_finish (builder);
}
