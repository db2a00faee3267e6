/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-tier-board.h"

/**
 * zhihui_tier_board_can:
 *
 * Returns: whether it is told of each unit in which third of its group it is
 */
gboolean
zhihui_tier_board_can (const ZhihuiRanking *ranking)
{
  for (guint i = 0; i < ranking->n_scores; i++)
    if (ranking->scores[i].tier == 0)
      return FALSE;
  for (guint i = 0; i < ranking->n_unranked_sent; i++)
    if (ranking->unranked[i].tier == 0)
      return FALSE;
  return TRUE;
}

static void
take (const ZhihuiScore *scores, guint n, guint tier, GPtrArray *units, GArray *tallies)
{
  for (guint i = 0; i < n; i++)
    {
      const ZhihuiTally tally = { scores[i].k, scores[i].n, scores[i].extra };

      if (scores[i].tier != tier)
        continue;
      g_ptr_array_add (units, scores[i].unit);
      g_array_append_val (tallies, tally);
    }
}

/**
 * zhihui_tier_board_new:
 * @ranking: a whole board of which zhihui_tier_board_can()
 * @tier: 1 the largest third by volume … 3
 *
 * The rates of a third are compared with those of that third: it has its own total, its own ranks
 * and flags. Changes are not told: it is not known who was in it before.
 *
 * Returns: (transfer full): the board of the third
 */
ZhihuiRanking *
zhihui_tier_board_new (const ZhihuiRanking *ranking, guint tier)
{
  g_autoptr (GPtrArray) units = g_ptr_array_new ();
  g_autoptr (GArray) tallies = g_array_new (FALSE, TRUE, sizeof (ZhihuiTally));
  ZhihuiPeriod       period = { .text = ranking->period, .window = ranking->window };
  ZhihuiRankingInput input = {
    .metric = ranking->metric,
    .region = ranking->region,
    .peer = ranking->peer,
    .revision = ranking->revision,
    .period = &period,
    .as_of = ranking->as_of,
    .provisional = ranking->provisional,
    .frozen = ranking->frozen,
    .basis = ranking->basis,
    .tier = tier,
    .order = ranking->order,
    .direction = ranking->direction,
    .min_n = ranking->min_n,
    .region_total = ranking->region_total,
  };

  take (ranking->scores, ranking->n_scores, tier, units, tallies);
  take (ranking->unranked, ranking->n_unranked_sent, tier, units, tallies);
  input.units = (const ZhihuiUnit *const *) units->pdata;
  input.tallies = (const ZhihuiTally *) (gconstpointer) tallies->data;
  input.n_units = units->len;
  return zhihui_ranking_new (&input);
}
