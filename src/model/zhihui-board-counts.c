/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-board-counts.h"

#include "zhihui-region-code.h"
#include "zhihui-tier.h"

/* Columns of the input, only of the units asked for. */
typedef struct
{
  const ZhihuiUnit **units;
  ZhihuiTally       *tallies, *previous, *year;
  gint64            *volumes;
  gint64            *open_overdue;
  guint8            *tiers;
  gsize              n;
} Chosen;

static void
chosen_init (Chosen *chosen, gsize n)
{
  n = MAX (n, 1);
  chosen->units = g_new (const ZhihuiUnit *, n);
  chosen->tallies = g_new (ZhihuiTally, n);
  chosen->previous = g_new (ZhihuiTally, n);
  chosen->year = g_new (ZhihuiTally, n);
  chosen->volumes = g_new (gint64, n);
  chosen->open_overdue = g_new (gint64, n);
  chosen->tiers = g_new (guint8, n);
}

static void
chosen_clear (Chosen *chosen)
{
  g_free (chosen->units);
  g_free (chosen->tallies);
  g_free (chosen->previous);
  g_free (chosen->year);
  g_free (chosen->volumes);
  g_free (chosen->open_overdue);
  g_free (chosen->tiers);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Chosen, chosen_clear)

static void
choose (Chosen *chosen, const ZhihuiBoardCounts *counts, guint i)
{
  chosen->units[chosen->n] = counts->units->pdata[i];
  chosen->tallies[chosen->n] = counts->now[i];
  if (counts->before != NULL)
    chosen->previous[chosen->n] = counts->before[i];
  if (counts->year != NULL)
    chosen->year[chosen->n] = counts->year[i];
  if (counts->volume != NULL)
    chosen->volumes[chosen->n] = counts->volume[i].n;
  if (counts->open_overdue != NULL)
    chosen->open_overdue[chosen->n] = counts->open_overdue[i];
  chosen->n++;
}

/* Returns the sum of all peers of the region. */
static ZhihuiTally
choose_units (const ZhihuiBoardCounts *counts, const ZhihuiBoardQuestion *question, Chosen *chosen)
{
  gboolean    all = g_str_equal (question->peer, "all");
  ZhihuiTally total = { 0 };

  for (guint i = 0; i < counts->units->len; i++)
    {
      const ZhihuiUnit *unit = counts->units->pdata[i];

      if (!counts->is_whole && !zhihui_region_code_covers (question->region, unit->region))
        continue;
      zhihui_tally_join (&total, &counts->now[i]);
      if ((all || g_str_equal (unit->peer, question->peer)) &&
          (unit->active || counts->now[i].n > 0))
        choose (chosen, counts, i);
    }

  return total;
}

/* Leaves only the units of @tier. */
static void
choose_tier (Chosen *chosen, guint tier)
{
  gsize n = 0;

  for (gsize i = 0; i < chosen->n; i++)
    if (chosen->tiers[i] == tier)
      {
        chosen->units[n] = chosen->units[i];
        chosen->tallies[n] = chosen->tallies[i];
        chosen->previous[n] = chosen->previous[i];
        chosen->year[n] = chosen->year[i];
        chosen->open_overdue[n] = chosen->open_overdue[i];
        chosen->tiers[n] = chosen->tiers[i];
        n++;
      }
  chosen->n = n;
}

/**
 * zhihui_board_counts_rank:
 * @counts: of all units, each in its place
 *
 * Returns: (transfer full): the whole board, nothing cut
 */
ZhihuiRanking *
zhihui_board_counts_rank (const ZhihuiBoardCounts *counts, const ZhihuiBoardQuestion *question)
{
  g_auto (Chosen) chosen = { 0 };
  ZhihuiRankingInput input = {
    .metric = question->metric,
    .basis = question->basis,
    .tier = question->tier,
    .region = question->region,
    .peer = question->peer,
    .revision = counts->revision,
    .period = question->period,
    .as_of = counts->as_of,
    .provisional = counts->is_provisional,
    .frozen = counts->is_frozen,
    .order = question->order,
    .direction = question->direction,
    .min_n = question->min_n,
  };

  chosen_init (&chosen, counts->units->len);
  input.region_total = choose_units (counts, question, &chosen);
  if (counts->total != NULL)
    input.region_total = *counts->total;
  if (counts->volume != NULL)
    zhihui_tier_find (chosen.volumes, chosen.n, chosen.tiers);
  if (counts->volume != NULL && question->tier != 0)
    choose_tier (&chosen, question->tier);

  input.units = chosen.units;
  input.tallies = chosen.tallies;
  input.previous = counts->before != NULL ? chosen.previous : NULL;
  input.year = counts->year != NULL ? chosen.year : NULL;
  input.tiers = counts->volume != NULL ? chosen.tiers : NULL;
  input.open_overdue = counts->open_overdue != NULL ? chosen.open_overdue : NULL;
  input.n_units = chosen.n;
  return zhihui_ranking_new (&input);
}
