/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "zhihui-figures-private.h"
#include "zhihui-region-code.h"

#define MAX_DEPTH 5 /* from a village to the nation */

/* Where the ledger does not hold all cases: now and before in turn, by name. */
static void
count_days (ZhihuiFigures      *self,
            const gboolean     *regions,
            const ZhihuiPeriod *period,
            gsize               member,
            gint64             *counts,
            guint               n_names)
{
  const ZhihuiWindow windows[] = {
    { period->window.from, MIN (period->window.to, self->as_of) },
    period->previous,
  };
  ZhihuiRollupKind kind = member == G_STRUCT_OFFSET (ZhihuiCaseRow, channel) ? ZHIHUI_ROLLUP_CHANNEL
                                                                             : ZHIHUI_ROLLUP_TOPIC;

  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      g_autofree gint64 *one = g_new0 (gint64, n_names + 1);

      zhihui_rollup_cases_count (self->cases, kind, regions, windows[i].from, windows[i].to, one);
      for (guint name = 0; name < n_names; name++)
        counts[name * 2 + i] = one[name];
    }
}

/**
 * zhihui_figures_name_counts:
 * @named: (element-type ZhihuiNamed)
 * @counts: now and before in turn, two for each of @named
 *
 * Returns: (transfer full): the counts with their names, in that order; of what has none now nor
 *   before nothing is told
 */
ZhihuiChannels *
zhihui_figures_name_counts (ZhihuiFigures *self, const GPtrArray *named, const gint64 *counts)
{
  ZhihuiChannels *channels = zhihui_channels_new ();

  zhihui_figures_stamp (self, &channels->stamp);
  for (guint i = 0; i < named->len; i++)
    {
      const ZhihuiNamed *one = named->pdata[i];
      ZhihuiChannel     *channel;

      if (counts[i * 2] == 0 && counts[i * 2 + 1] == 0)
        continue;

      channel = g_new0 (ZhihuiChannel, 1);
      channel->id = g_strdup (one->id);
      channel->label = g_strdup (one->label);
      channel->online = one->online;
      channel->n = counts[i * 2];
      channel->previous = counts[i * 2 + 1];
      channels->total += channel->n;
      g_ptr_array_add (channels->items, channel);
    }
  return channels;
}

/* Channels and topics: cases accepted in the window and in the one before, by a name. */
static ZhihuiChannels *
count_named (ZhihuiFigures      *self,
             const char         *region,
             const ZhihuiPeriod *period,
             const GPtrArray    *named,
             gsize               member) /* of ZhihuiCaseRow, a guint16 */
{
  ZhihuiChannels      *channels;
  g_autofree gboolean *regions = zhihui_figures_find_regions (self, region);
  g_autofree gint64   *counts = g_new0 (gint64, named->len * 2 + 1);
  const GArray        *cases = self->ledger->cases;
  gint64               until = MIN (period->window.to, self->as_of);

  if (self->cases != NULL)
    count_days (self, regions, period, member, counts, named->len);
  for (guint i = 0; i < cases->len && self->cases == NULL; i++)
    {
      const ZhihuiCaseRow *one = &g_array_index (cases, ZhihuiCaseRow, i);
      guint16              name = *(const guint16 *) G_STRUCT_MEMBER_P (one, member);

      if (name >= named->len || !zhihui_case_is_in (one, regions))
        continue;

      counts[name * 2] += zhihui_is_between (one->accepted_at, period->window.from, until);
      counts[name * 2 + 1] +=
        zhihui_is_between (one->accepted_at, period->previous.from, period->previous.to);
    }

  channels = zhihui_figures_name_counts (self, named, counts);
  channels->window = period->window;
  return channels;
}

/**
 * zhihui_figures_make_named:
 * @by: what the cases are told apart by; items and modes only where the ledger holds all cases
 *
 * Returns: (transfer full): cases accepted by channel, topic …, most first; of what has none in the
 * period nor in the one before nothing is told
 */
ZhihuiChannels *
zhihui_figures_make_named (ZhihuiFigures      *self,
                           ZhihuiNamedBy       by,
                           const char         *region,
                           const ZhihuiPeriod *period)
{
  const ZhihuiLedger *ledger = self->ledger;
  const struct
  {
    const GPtrArray *names;
    gsize            member;
  } kinds[] = {
    [ZHIHUI_BY_CHANNEL] = { ledger->channels, G_STRUCT_OFFSET (ZhihuiCaseRow, channel) },
    [ZHIHUI_BY_TOPIC] = { ledger->topics, G_STRUCT_OFFSET (ZhihuiCaseRow, topic) },
    [ZHIHUI_BY_ITEM] = { ledger->items, G_STRUCT_OFFSET (ZhihuiCaseRow, item) },
    [ZHIHUI_BY_MODE] = { ledger->modes, G_STRUCT_OFFSET (ZhihuiCaseRow, mode) },
  };
  ZhihuiChannels *named = count_named (self, region, period, kinds[by].names, kinds[by].member);

  zhihui_channels_sort (named);
  return named;
}

/* Open work finding its places on the map. */
typedef struct
{
  ZhihuiFigures       *self;
  const gboolean      *regions;
  ZhihuiMapFigures    *map;
  ZhihuiRegionFigure **figures; /* one element a region of the ledger, NULL: not shown */
} Placing;

static void
place (const ZhihuiAssignment *row, gpointer user_data)
{
  Placing             *placing = user_data;
  const ZhihuiLedger  *ledger = placing->self->ledger;
  const ZhihuiCaseRow *its_case = &g_array_index (ledger->cases, ZhihuiCaseRow, row->case_index);
  ZhihuiRegionFigure  *figure;

  if (!zhihui_case_is_in (its_case, placing->regions))
    return;

  figure = its_case->region < ledger->regions->len ? placing->figures[its_case->region] : NULL;
  if (figure == NULL)
    {
      placing->map->unlocated++;
      return;
    }

  placing->map->located++;
  figure->open++;
  figure->overdue += zhihui_assignment_is_overdue (row, placing->self->as_of);
}

/* What happened in a village happened in its town too. */
static void
add_to_parents (const GPtrArray *places, ZhihuiRegionFigure **figures)
{
  g_autoptr (GHashTable) indices = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree ZhihuiRegionFigure *own = g_new0 (ZhihuiRegionFigure, MAX (places->len, 1));

  for (guint i = 0; i < places->len; i++)
    {
      g_hash_table_insert (
        indices, ((ZhihuiRegion *) places->pdata[i])->code, GUINT_TO_POINTER (i));
      if (figures[i] != NULL)
        own[i] = *figures[i];
    }

  for (guint i = 0; i < places->len; i++)
    {
      gpointer at = GUINT_TO_POINTER (i);

      for (guint depth = 0; depth < MAX_DEPTH && figures[i] != NULL; depth++)
        {
          const ZhihuiRegion *place = places->pdata[GPOINTER_TO_UINT (at)];
          ZhihuiRegionFigure *parent;

          if (!g_hash_table_lookup_extended (indices, place->parent, NULL, &at))
            break;
          parent = figures[GPOINTER_TO_UINT (at)];
          if (parent == NULL)
            break;
          parent->n += own[i].n;
          parent->open += own[i].open;
          parent->overdue += own[i].overdue;
          for (guint board = 0; board < ZHIHUI_N_BOARDS; board++)
            zhihui_tally_join (&parent->rates[board], &own[i].rates[board]);
        }
    }
}

static void
place_days (Placing *placing, gint64 from, gint64 to)
{
  ZhihuiFigures     *self = placing->self;
  guint              n = self->ledger->regions->len;
  g_autofree gint64 *counts = g_new0 (gint64, n + 1);

  zhihui_rollup_cases_count (self->cases, ZHIHUI_ROLLUP_REGION, placing->regions, from, to, counts);
  for (guint i = 0; i < n; i++)
    if (placing->figures[i] != NULL)
      placing->figures[i]->n = counts[i];
}

/**
 * zhihui_figures_make_map:
 *
 * Returns: (transfer full): figures by region, with those of the regions in it: cases accepted in
 * the period, work open now
 */
ZhihuiMapFigures *
zhihui_figures_make_map (ZhihuiFigures *self, const char *region, const ZhihuiPeriod *period)
{
  ZhihuiMapFigures               *map = zhihui_map_figures_new ();
  g_autofree gboolean            *regions = zhihui_figures_find_regions (self, region);
  const GPtrArray                *places = self->ledger->regions;
  g_autofree ZhihuiRegionFigure **figures = g_new0 (ZhihuiRegionFigure *, places->len + 1);
  gint64                          until = MIN (period->window.to, self->as_of);
  Placing                         placing = { self, regions, map, figures };

  zhihui_figures_stamp (self, &map->stamp);
  map->window = period->window;
  for (guint i = 0; i < places->len; i++)
    {
      const ZhihuiRegion *place = places->pdata[i];

      if ((regions != NULL && !regions[i]) || g_str_equal (place->code, self->region))
        continue;
      figures[i] = g_new0 (ZhihuiRegionFigure, 1);
      figures[i]->code = g_strdup (place->code);
      g_ptr_array_add (map->items, figures[i]);
    }

  if (self->cases != NULL)
    place_days (&placing, period->window.from, until);
  for (guint i = 0; i < self->ledger->cases->len && self->cases == NULL; i++)
    {
      const ZhihuiCaseRow *one = &g_array_index (self->ledger->cases, ZhihuiCaseRow, i);

      if (one->region < places->len && figures[one->region] != NULL)
        figures[one->region]->n += zhihui_is_between (one->accepted_at, period->window.from, until);
    }
  zhihui_figures_visit_open (self, place, &placing);
  zhihui_figures_rate_regions (self, region, map, figures);
  add_to_parents (places, figures);
  return map;
}

static int
compare_regions (gconstpointer a, gconstpointer b)
{
  const char *one = (*(const ZhihuiRegion *const *) a)->code;
  const char *other = (*(const ZhihuiRegion *const *) b)->code;

  /* Coarse ones first: a page of a province begins with its cities, not with one city's towns. */
  if (strlen (one) != strlen (other))
    return strlen (one) < strlen (other) ? -1 : 1;
  return strcmp (one, other);
}

/**
 * zhihui_figures_make_regions:
 * @parent: the region whose parts are asked for
 * @level: zhihui_region_code_get_stem () of their codes, 0 for any
 *
 * Returns: (transfer full): coarse ones first, then in the order of codes
 */
ZhihuiRegions *
zhihui_figures_make_regions (ZhihuiFigures *self, const char *parent, guint level)
{
  ZhihuiRegions   *regions = zhihui_regions_new ();
  const GPtrArray *places = self->ledger->regions;

  zhihui_figures_stamp (self, &regions->stamp);
  for (guint i = 0; i < places->len; i++)
    {
      const ZhihuiRegion *place = places->pdata[i];
      ZhihuiRegion       *copy;

      if (g_str_equal (place->code, parent) ||
          (!zhihui_figures_is_whole (self, parent) &&
           !zhihui_region_code_covers (parent, place->code)) ||
          (level != 0 && zhihui_region_code_get_stem (place->code) != level))
        continue;

      copy = g_new0 (ZhihuiRegion, 1);
      *copy = *place;
      copy->code = g_strdup (place->code);
      copy->name = g_strdup (place->name);
      copy->parent = g_strdup (place->parent);
      g_ptr_array_add (regions->items, copy);
    }

  g_ptr_array_sort (regions->items, compare_regions);
  return regions;
}

static int
compare_units (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const ZhihuiUnit *const *) a)->id, (*(const ZhihuiUnit *const *) b)->id);
}

/**
 * zhihui_figures_make_units:
 *
 * Returns: (transfer full): in the order of ids
 */
ZhihuiUnits *
zhihui_figures_make_units (ZhihuiFigures *self, const char *region, const char *peer)
{
  ZhihuiUnits     *units = zhihui_units_new ();
  const GPtrArray *all = self->ledger->units;
  gboolean         whole = zhihui_figures_is_whole (self, region);

  zhihui_figures_stamp (self, &units->stamp);
  for (guint i = 0; i < all->len; i++)
    {
      const ZhihuiUnit *unit = all->pdata[i];

      if ((whole || zhihui_region_code_covers (region, unit->region)) &&
          (g_str_equal (peer, "all") || g_str_equal (unit->peer, peer)))
        g_ptr_array_add (units->items, zhihui_unit_copy (unit));
    }

  g_ptr_array_sort (units->items, compare_units);
  return units;
}
