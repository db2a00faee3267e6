/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-history-wants.h"

#include <glib/gi18n-lib.h>

#define NOT_FOUND 404
#define EVERY_PEER "*"

static gboolean
is_of_other_days (const ZhihuiRanking *kept, const ZhihuiWindow *wanted)
{
  return wanted->from < wanted->to &&
         (kept->window.from != wanted->from || kept->window.to != wanted->to);
}

static gboolean
is_counted_otherwise (const ZhihuiRanking *kept, const ZhihuiBoardAsked *asked)
{
  const ZhihuiMetricTraits *traits = zhihui_metric_get_traits (kept->metric);
  ZhihuiBasis               basis = asked->has_basis ? asked->basis : traits->basis;

  return kept->tier != asked->tier || kept->basis != basis ||
         (!traits->is_count && asked->min_n > 0 && kept->min_n != asked->min_n);
}

/* Why what is kept of a board is not what is wanted; NULL: it is. */
static char *
find_fault (ZhihuiRanking *kept, const ZhihuiBoardAsked *asked)
{
  const char *period = asked->period;

  if (kept == NULL)
    return g_strdup (_ ("It is not in the history"));
  /* Where none is named it was kept as it is always asked for. */
  if (period != NULL && kept->period[0] != '\0' && !g_str_equal (kept->period, period))
    return g_strdup_printf (
      _ ("The history has this board for the period %s, not %s"), kept->period, period);
  if (is_of_other_days (kept, &asked->window))
    return g_strdup (_ ("The history has this board for another period"));
  if (is_counted_otherwise (kept, asked))
    return g_strdup (_ ("The history has this board of other units or by another date"));
  if (kept->order != asked->order)
    return g_strdup (_ ("The history has this board in another order"));
  if (asked->first == 0 && asked->last == 0 && kept->n_scores < kept->n_ranked)
    return g_strdup (_ ("The history of a wall has only the ends of this board"));

  return NULL;
}

/* Former versions had one place for all ways of a board. */
static void
take_from_usual (ZhihuiSituationBuilder *builder,
                 ZhihuiSituation        *situation,
                 const ZhihuiBoardKey   *key,
                 ZhihuiRanking         **kept)
{
  ZhihuiRanking *usual = zhihui_situation_get_ranking (situation, key->board, key->peer);

  if (*kept != NULL || key->way == NULL || usual == NULL ||
      zhihui_board_name_way (key->board, usual->period, usual->order) != g_intern_string (key->way))
    return;

  zhihui_situation_builder_set_board (builder, key, usual);
  zhihui_situation_builder_set_board_receipt (
    builder, key, zhihui_situation_get_ranking_receipt (situation, key->board, key->peer));
  *kept = usual;
}

static void
fit_board (ZhihuiSituationBuilder *builder,
           ZhihuiSituation        *situation,
           const ZhihuiBoardAsked *asked,
           const char             *peer,
           gint64                  now_us)
{
  const ZhihuiBoardKey key = { asked->board, peer, asked->way };
  guint                n_rows = asked->first + asked->last;
  ZhihuiRanking       *kept = zhihui_situation_get_board (situation, &key);
  g_autofree char     *fault = NULL;

  take_from_usual (builder, situation, &key, &kept);
  fault = find_fault (kept, asked);
  if (fault != NULL)
    {
      ZhihuiReceipt receipt = { .failing_us = now_us, .n_failures = 1, .detail = fault };

      zhihui_situation_builder_set_board (builder, &key, NULL);
      zhihui_situation_builder_set_board_receipt (builder, &key, &receipt);
    }
  else if (n_rows > 0 && kept->n_scores > n_rows)
    {
      g_autoptr (ZhihuiRanking) cut = zhihui_ranking_cut (kept, asked->first, asked->last);

      zhihui_situation_builder_set_board (builder, &key, cut);
    }
}

/* @kept: (nullable): what is known of what is not there. */
static ZhihuiGap
judge_gap (const ZhihuiReceipt *kept)
{
  if (kept == NULL || kept->http_status == 0 || kept->http_status == NOT_FOUND ||
      kept->http_status == ZHIHUI_STATUS_NOT_OFFERED)
    return ZHIHUI_GAP_NOTHING;
  return ZHIHUI_GAP_UNKEPT;
}

/**
 * zhihui_history_wants_fit:
 * @situation: as it was kept
 * @wants: what is wanted of it
 * @now_us: monotonic clock
 *
 * Returns: (transfer full): the same, boards as long as they are wanted; of what is wanted and not
 * kept it says so
 */
ZhihuiSituation *
zhihui_history_wants_fit (ZhihuiSituation *situation, const ZhihuiWants *wants, gint64 now_us)
{
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (situation);
  ZhihuiMeta             *meta = zhihui_situation_get_meta (situation);

  for (ZhihuiDataset dataset = 0; dataset < ZHIHUI_N_DATASETS; dataset++)
    {
      const ZhihuiReceipt *kept = zhihui_situation_get_receipt (situation, dataset);
      ZhihuiReceipt        receipt = { .failing_us = now_us,
                                       .n_failures = 1,
                                       .detail = (char *) _ ("It is not in the history"),
                                       .gap = judge_gap (kept) };

      if ((wants->datasets & (1u << dataset)) != 0 &&
          (kept == NULL || (!kept->has_data && kept->failing_us == 0)))
        zhihui_situation_builder_set_receipt (builder, dataset, &receipt);
    }

  for (guint i = 0; i < wants->n_rankings; i++)
    {
      const ZhihuiBoardAsked *asked = &wants->rankings[i];

      if (g_strcmp0 (asked->peer, EVERY_PEER) != 0)
        fit_board (builder, situation, asked, asked->peer != NULL ? asked->peer : "all", now_us);
      else
        for (guint j = 0; meta != NULL && j < meta->peers->len; j++)
          fit_board (builder, situation, asked, ((ZhihuiPeer *) meta->peers->pdata[j])->id, now_us);
    }

  /* The history is of the whole: where a part is wanted it says so. */
  zhihui_situation_builder_set_region_path (builder, wants->region);
  return zhihui_situation_builder_finish (builder);
}
