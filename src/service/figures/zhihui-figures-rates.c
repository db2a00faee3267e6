/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-figures-private.h"
#include "zhihui-region-code.h"
#include "zhihui-tally-rule.h"

/* What a nation is asked for at a time, as of boards: more units are not added up one by one. */
#define MAX_UNITS 3000

static const ZhihuiBoard boards[] = { ZHIHUI_BOARD_OVERDUE,
                                      ZHIHUI_BOARD_RETURN,
                                      ZHIHUI_BOARD_SATISFIED };

/* One rate being counted by the place of the case. */
typedef struct
{
  ZhihuiFigures       *self;
  const gboolean      *regions; /* that count, NULL: all */
  ZhihuiBoard          board;
  ZhihuiMapRate       *rate;
  ZhihuiRegionFigure **figures; /* one element a region of the ledger, NULL: not shown */
} Rating;

static const ZhihuiAssignment *
get_row (const Rating *rating, guint index)
{
  return &g_array_index (rating->self->ledger->assignments, ZhihuiAssignment, index);
}

static void
add_part (const Rating           *rating,
          const ZhihuiAssignment *row,
          const ZhihuiPart       *part,
          gint64                  from,
          gint64                  end)
{
  const ZhihuiLedger  *ledger = rating->self->ledger;
  const ZhihuiCaseRow *its_case = &g_array_index (ledger->cases, ZhihuiCaseRow, row->case_index);

  if (!zhihui_case_is_in (its_case, rating->regions))
    return;
  zhihui_tally_add (&rating->rate->total, part, from, end);
  if (its_case->region < ledger->regions->len && rating->figures[its_case->region] != NULL)
    zhihui_tally_add (&rating->figures[its_case->region]->rates[rating->board], part, from, end);
}

/* The instant comes first: nearly all rows lie outside the window. */
static void
count_rows (const Rating *rating, ZhihuiMetric metric, gint64 from, gint64 end)
{
  ZhihuiFigures         *self = rating->self;
  const ZhihuiTallyRule *rule =
    zhihui_tally_find_rule (metric, zhihui_metric_get_traits (metric)->basis);
  ZhihuiSpan span = { 0, 0 };

  while (zhihui_ledger_index_next (self->index, &rating->rate->window, FALSE, &span))
    for (guint i = span.start; i < span.start + span.n; i++)
      {
        const ZhihuiAssignment *row = get_row (rating, i);
        ZhihuiPart              part;

        part.at = rule->get_instant (row);
        if (part.at >= from && part.at < end &&
            zhihui_tally_rule_judge (rule, row, self->as_of, &part))
          add_part (rating, row, &part, from, end);
      }
}

static void
count_ratings (const Rating *rating, ZhihuiMetric metric, gint64 from, gint64 end)
{
  ZhihuiFigures      *self = rating->self;
  const ZhihuiLedger *ledger = self->ledger;
  ZhihuiBasis         basis = zhihui_metric_get_traits (metric)->basis;
  ZhihuiSpan          span = { 0, 0 };

  while (zhihui_ledger_index_next_ratings (self->index, &rating->rate->window, &span))
    for (guint i = span.start; i < span.start + span.n; i++)
      {
        const ZhihuiRating *one = &g_array_index (ledger->ratings, ZhihuiRating, i);
        ZhihuiPart          part;

        if (one->assignment < ledger->assignments->len &&
            zhihui_tally_place_rating (
              basis, one, get_row (rating, one->assignment), self->as_of, &part))
          add_part (rating, get_row (rating, one->assignment), &part, from, end);
      }
}

/* The regions of the ledger by code: place + 1. */
static GHashTable *
index_regions (const ZhihuiLedger *ledger)
{
  GHashTable *places = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < ledger->regions->len; i++)
    g_hash_table_insert (
      places, ((ZhihuiRegion *) ledger->regions->pdata[i])->code, GUINT_TO_POINTER (i + 1));
  return places;
}

/* Where only the work at hand is in memory: by the region of the unit. */
static void
count_units (const Rating *rating, const char *region, ZhihuiMetric metric)
{
  ZhihuiFigures     *self = rating->self;
  const GPtrArray   *units = self->ledger->units;
  const ZhihuiTally *tallies = zhihui_figures_count (self, metric, &rating->rate->window);
  gboolean           whole = zhihui_figures_is_whole (self, region);
  g_autoptr (GHashTable) places = index_regions (self->ledger);

  for (guint i = 0; i < units->len; i++)
    {
      const ZhihuiUnit *unit = units->pdata[i];
      guint             place = GPOINTER_TO_UINT (g_hash_table_lookup (places, unit->region));

      if (!whole && !zhihui_region_code_covers (region, unit->region))
        continue;
      zhihui_tally_join (&rating->rate->total, &tallies[i]);
      if (place > 0 && rating->figures[place - 1] != NULL)
        zhihui_tally_join (&rating->figures[place - 1]->rates[rating->board], &tallies[i]);
    }
}

/**
 * zhihui_figures_rate_regions:
 * @region: (nullable): code
 * @map: whose rates are set
 * @figures: one element a region of the ledger, NULL: not shown. Each is given its own work alone,
 *   without that of the regions in it
 *
 * Overdue, returned and satisfied by the rules of the boards, over the periods that these have when
 * none is asked for, by the place of the case. Where only the work at hand is in memory they are
 * those of the units of each region, and not told of more than 3,000 units.
 */
void
zhihui_figures_rate_regions (ZhihuiFigures       *self,
                             const char          *region,
                             ZhihuiMapFigures    *map,
                             ZhihuiRegionFigure **figures)
{
  g_autofree gboolean *regions = zhihui_figures_find_regions (self, region);

  if (self->ledger->is_partial && self->ledger->units->len > MAX_UNITS)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (boards); i++)
    {
      ZhihuiMetric   metric = zhihui_board_get_metric (boards[i]);
      const char    *text = zhihui_board_get_default_period (boards[i]);
      ZhihuiMapRate *rate = &map->rates[boards[i]];
      const Rating   rating = { self, regions, boards[i], rate, figures };
      gint64         end;
      g_autoptr (ZhihuiPeriod) period = zhihui_period_parse (text, self->as_of, self->zone, NULL);

      if (period == NULL)
        continue;
      rate->is_told = TRUE;
      rate->window = period->window;
      rate->period = g_strdup (text);
      rate->min_n = zhihui_period_default_min_n (text, zhihui_metric_counts_answers (metric));
      end = zhihui_tally_get_end (metric, &rate->window, self->as_of);
      if (self->ledger->is_partial)
        count_units (&rating, region, metric);
      else if (metric == ZHIHUI_METRIC_SATISFIED_RATE)
        count_ratings (&rating, metric, rate->window.from, end);
      else
        count_rows (&rating, metric, rate->window.from, end);
    }
}
