/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "zhihui-figures-private.h"
#include "zhihui-region-code.h"

/* Boards of a part of the units, and boards whose rows are regions: asked for one level at a time,
 * so that a nation is never added up row by row. */

/* The units that are asked for, and to which row each of them belongs. */
typedef struct
{
  GArray *units;  /* (element-type guint32) */
  GArray *groups; /* (element-type guint32) */
} Members;

static void
members_init (Members *self)
{
  self->units = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->groups = g_array_new (FALSE, FALSE, sizeof (guint32));
}

static void
members_clear (Members *self)
{
  g_array_unref (self->units);
  g_array_unref (self->groups);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Members, members_clear)

static gboolean
is_below (ZhihuiFigures *self, const char *code, const char *region)
{
  return zhihui_figures_is_whole (self, region) || zhihui_region_code_covers (region, code);
}

/* A region as a row. */
static ZhihuiUnit *
make_row (const ZhihuiRegion *region, const char *peer)
{
  const ZhihuiUnit row = { .id = region->code,
                           .name = region->name,
                           .short_name = region->name,
                           .peer = (char *) peer,
                           .region = region->code,
                           .active = TRUE };

  return zhihui_unit_copy (&row);
}

/* The regions of the level, each with its place among them by the digits that codes within begin
 * with: "3201", also of the city 320100. */
static GPtrArray *
list_regions (ZhihuiFigures             *self,
              const ZhihuiBoardQuestion *question,
              guint                      level,
              GHashTable                *places)
{
  const GPtrArray *regions = self->ledger->regions;
  GPtrArray       *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_unit_free);

  for (guint i = 0; i < regions->len; i++)
    {
      const ZhihuiRegion *one = regions->pdata[i];

      if (zhihui_region_code_get_stem (one->code) != level ||
          !is_below (self, one->code, question->region) || g_str_equal (one->code, "00"))
        continue;
      g_hash_table_insert (places, g_strndup (one->code, level), GUINT_TO_POINTER (rows->len));
      g_ptr_array_add (rows, make_row (one, question->peer));
    }
  return rows;
}

static void
join_regions (
  ZhihuiFigures *self, const char *peer, guint level, GHashTable *places, Members *members)
{
  const GPtrArray *units = self->ledger->units;

  for (guint32 i = 0; i < units->len; i++)
    {
      const ZhihuiUnit *unit = units->pdata[i];
      g_autofree char  *code = g_strndup (unit->region, level);
      gpointer          place;
      guint32           group;

      if ((!g_str_equal (peer, "all") && !g_str_equal (peer, unit->peer)) ||
          !g_hash_table_lookup_extended (places, code, NULL, &place))
        continue;
      group = GPOINTER_TO_UINT (place);
      g_array_append_val (members->units, i);
      g_array_append_val (members->groups, group);
    }
}

static GPtrArray *
list_units (ZhihuiFigures *self, const char *region, Members *members)
{
  const GPtrArray *units = self->ledger->units;
  GPtrArray       *rows = g_ptr_array_new ();

  for (guint32 i = 0; i < units->len; i++)
    {
      const ZhihuiUnit *unit = units->pdata[i];
      guint32           group = rows->len;

      if (!is_below (self, unit->region, region))
        continue;
      g_array_append_val (members->units, i);
      g_array_append_val (members->groups, group);
      g_ptr_array_add (rows, units->pdata[i]);
    }
  return rows;
}

/* In memory the count of all units is kept from one board to the next. */
static void
add_counted (ZhihuiFigures              *self,
             const ZhihuiBoardQuestion  *question,
             const ZhihuiEngineQuestion *asked,
             ZhihuiTally                *tallies)
{
  ZhihuiBasis        basis = asked->metric == question->metric
                               ? question->basis
                               : zhihui_metric_get_traits (asked->metric)->basis;
  const ZhihuiTally *all = zhihui_figures_count_by (self, asked->metric, basis, &asked->window);

  for (gsize i = 0; i < asked->n_units; i++)
    zhihui_tally_join (&tallies[asked->groups[i]], &all[asked->units[i]]);
}

static ZhihuiTally *
count_rows (ZhihuiFigures             *self,
            const ZhihuiBoardQuestion *question,
            const Members             *members,
            guint                      n_rows,
            ZhihuiMetric               metric,
            const ZhihuiWindow        *window)
{
  ZhihuiTally               *tallies = g_new0 (ZhihuiTally, n_rows + 1);
  const ZhihuiEngineQuestion asked = {
    .metric = metric,
    .window = *window,
    .units = (const guint32 *) (gconstpointer) members->units->data,
    .groups = (const guint32 *) (gconstpointer) members->groups->data,
    .n_units = members->units->len,
  };

  if (asked.n_units == 0)
    return tallies;
  if (self->engine != NULL)
    zhihui_figures_add_units (self, &asked, tallies);
  else
    add_counted (self, question, &asked, tallies);
  return tallies;
}

static gint64 *
count_open_overdue (ZhihuiFigures *self, const Members *members, guint n_rows)
{
  const gint64 *all = zhihui_figures_count_open_overdue (self);
  gint64       *counts = g_new0 (gint64, n_rows + 1);

  for (guint i = 0; i < members->units->len; i++)
    counts[g_array_index (members->groups, guint32, i)] +=
      all[g_array_index (members->units, guint32, i)];
  return counts;
}

static ZhihuiRanking *
rank_rows (ZhihuiFigures             *self,
           const ZhihuiBoardQuestion *question,
           const GPtrArray           *rows,
           const Members             *members)
{
  const ZhihuiPeriod     *period = question->period;
  ZhihuiMetric            metric = question->metric;
  ZhihuiBoardCounts       counts = { .units = rows, .is_whole = TRUE };
  g_autofree ZhihuiTally *now =
    count_rows (self, question, members, rows->len, metric, &period->window);
  g_autofree ZhihuiTally *before =
    count_rows (self, question, members, rows->len, metric, &period->previous);
  g_autofree ZhihuiTally *volume = NULL;
  g_autofree ZhihuiTally *year = NULL;
  g_autofree gint64      *open_overdue = count_open_overdue (self, members, rows->len);

  if (zhihui_figures_reach_back (self, &period->year))
    year = count_rows (self, question, members, rows->len, metric, &period->year);
  /* Tiers are a count more: an engine makes it only for who asks. */
  if (self->engine == NULL || question->tier != 0)
    volume = count_rows (self, question, members, rows->len, ZHIHUI_METRIC_VOLUME, &period->window);
  counts.revision = self->revision;
  counts.as_of = self->as_of;
  counts.is_provisional = zhihui_figures_is_provisional (self, &period->window);
  counts.now = now;
  counts.before = before;
  counts.year = year;
  counts.volume = volume;
  counts.open_overdue = open_overdue;
  return zhihui_board_counts_rank (&counts, question);
}

/**
 * zhihui_figures_make_level_board:
 * @level: zhihui_region_code_get_stem () of the regions that are its rows; 0: its rows are the
 * units
 *
 * Returns: (transfer full): the whole board, nothing cut
 */
ZhihuiRanking *
zhihui_figures_make_level_board (ZhihuiFigures             *self,
                                 const ZhihuiBoardQuestion *question,
                                 guint                      level)
{
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) rows = NULL;
  g_auto (Members) members;

  members_init (&members);
  if (level == 0)
    rows = list_units (self, question->region, &members);
  else
    {
      rows = list_regions (self, question, level, places);
      join_regions (self, question->peer, level, places, &members);
    }
  return rank_rows (self, question, rows, &members);
}

/**
 * zhihui_figures_count_units:
 *
 * Returns: how many units lie in @region: the rows of its board
 */
guint
zhihui_figures_count_units (ZhihuiFigures *self, const char *region)
{
  const GPtrArray *units = self->ledger->units;
  guint            n = 0;

  for (guint i = 0; i < units->len; i++)
    n += is_below (self, ((const ZhihuiUnit *) units->pdata[i])->region, region);
  return n;
}
