/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-rollup-cases.h"

#include <string.h>

#define CITY_DIGITS 4

/* A day is a row of numbers: cases by region (0 is no region known), then by city and name. */
struct _ZhihuiRollupCases
{
  ZhihuiStore *store;     /* not owned */
  ZhihuiZone  *zone;      /* owned */
  guint        n_regions; /* and one more: none known */
  guint        n_channels, n_names;
  guint        n_cities; /* and one more: none known */
  guint32     *cities;   /* owned: of each region */
  gint32       first_day;
  GPtrArray   *days; /* (element-type guint32) owned, some NULL: no case on this day */
};

static guint
add_city (GHashTable *cities, const char *code)
{
  g_autofree char *city = g_strndup (code, CITY_DIGITS);
  gpointer         number;

  if (strlen (code) < CITY_DIGITS)
    return 0;
  if (g_hash_table_lookup_extended (cities, city, NULL, &number))
    return GPOINTER_TO_UINT (number);

  number = GUINT_TO_POINTER (g_hash_table_size (cities) + 1);
  g_hash_table_insert (cities, g_steal_pointer (&city), number);
  return GPOINTER_TO_UINT (number);
}

static void
place_cities (ZhihuiRollupCases *self, const GPtrArray *regions)
{
  g_autoptr (GHashTable) cities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  self->n_regions = regions->len;
  self->cities = g_new0 (guint32, regions->len + 1);
  for (guint i = 0; i < regions->len; i++)
    self->cities[i + 1] = add_city (cities, ((const ZhihuiRegion *) regions->pdata[i])->code);
  self->n_cities = g_hash_table_size (cities);
}

static guint32 *
get_day (ZhihuiRollupCases *self, gint32 day)
{
  gsize size = self->n_regions + 1 + (gsize) (self->n_cities + 1) * self->n_names;
  guint index;

  if (self->days->len == 0)
    self->first_day = day;
  for (; day < self->first_day; self->first_day--)
    g_ptr_array_insert (self->days, 0, NULL);

  index = (guint) (day - self->first_day);
  if (index >= self->days->len)
    g_ptr_array_set_size (self->days, (int) index + 1);
  if (self->days->pdata[index] == NULL)
    self->days->pdata[index] = g_new0 (guint32, size);
  return self->days->pdata[index];
}

static guint32 *
get_names (ZhihuiRollupCases *self, guint32 *day, guint city)
{
  return day + self->n_regions + 1 + (gsize) city * self->n_names;
}

/* @region from 1, 0 unknown; channel and topic from 1. */
static void
add (ZhihuiRollupCases *self, gint64 at, gint64 region, gint64 channel, gint64 topic, int sign)
{
  guint32 *day = get_day (self, zhihui_zone_day_of (self->zone, at));
  guint32 *names;

  if (region < 0 || region > self->n_regions)
    region = 0;
  names = get_names (self, day, self->cities[region]);
  day[region] += (guint32) sign;
  if (channel >= 1 && channel <= self->n_channels)
    names[channel - 1] += (guint32) sign;
  if (topic >= 1 && topic <= self->n_names - self->n_channels)
    names[self->n_channels + topic - 1] += (guint32) sign;
}

static ZhihuiStatement *
prepare (ZhihuiRollupCases *self, gint64 from, gint64 to)
{
  static const char sql[] = "SELECT accepted_at, region_id, channel_id, topic_id FROM cases"
                            " WHERE accepted_at >= ?1 AND accepted_at < ?2";
  ZhihuiStatement  *row = zhihui_store_prepare (self->store, sql);

  zhihui_statement_bind_integer (row, 1, from);
  zhihui_statement_bind_integer (row, 2, to);
  return row;
}

/**
 * zhihui_rollup_cases_new:
 * @store: (transfer none): must outlive it
 * @ledger: of its names
 *
 * Reads when each case was accepted.
 */
ZhihuiRollupCases *
zhihui_rollup_cases_new (ZhihuiStore        *store,
                         const ZhihuiLedger *ledger,
                         ZhihuiZone         *zone,
                         GError            **error)
{
  g_autoptr (ZhihuiRollupCases) self = g_new0 (ZhihuiRollupCases, 1);
  ZhihuiStatement *row;
  ZhihuiStep       step;

  self->store = store;
  self->zone = zhihui_zone_ref (zone);
  self->n_channels = ledger->channels->len;
  self->n_names = ledger->channels->len + ledger->topics->len;
  self->days = g_ptr_array_new_with_free_func (g_free);
  place_cities (self, ledger->regions);
  row = prepare (self, G_MININT64, G_MAXINT64);
  while ((step = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    add (self,
         zhihui_statement_get_integer (row, 0),
         zhihui_statement_get_integer (row, 1),
         zhihui_statement_get_integer (row, 2),
         zhihui_statement_get_integer (row, 3),
         1);
  zhihui_statement_reset (row);
  if (step == ZHIHUI_STEP_DONE)
    return g_steal_pointer (&self);

  zhihui_database_fail (zhihui_store_get_database (store), error);
  return NULL;
}

void
zhihui_rollup_cases_free (ZhihuiRollupCases *self)
{
  if (self == NULL)
    return;

  zhihui_zone_unref (self->zone);
  g_free (self->cities);
  g_ptr_array_unref (self->days);
  g_free (self);
}

/**
 * zhihui_rollup_cases_move:
 *
 * A commit changed when a case was accepted.
 */
void
zhihui_rollup_cases_move (const ZhihuiCaseMove *move, gpointer cases)
{
  ZhihuiRollupCases *self = cases;

  if (move->old_at != ZHIHUI_NO_INSTANT)
    add (self, move->old_at, move->region, move->channel, move->topic, -1);
  if (move->new_at != ZHIHUI_NO_INSTANT)
    add (self, move->new_at, move->region, move->channel, move->topic, 1);
}

/* What is asked, and the answer so far. */
typedef struct
{
  ZhihuiRollupKind kind;
  const gboolean  *regions;
  gint64          *counts;
  gint64           sum;
} Count;

static gboolean
is_in (const Count *count, gint64 region)
{
  return count->regions == NULL || (region > 0 && count->regions[region - 1]);
}

/* A part of a day, or what days by city cannot tell: case by case. */
static void
add_rows (ZhihuiRollupCases *self, Count *count, gint64 from, gint64 to)
{
  static const guint columns[] = { 2, 3, 1 }; /* by kind */
  const guint limits[] = { self->n_channels, self->n_names - self->n_channels, self->n_regions };
  ZhihuiStatement *row = prepare (self, from, to);

  while (from < to && zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    {
      gint64 region = zhihui_statement_get_integer (row, 1);
      gint64 name = zhihui_statement_get_integer (row, columns[count->kind]);

      if (!is_in (count, region))
        continue;
      count->sum++;
      if (count->counts != NULL && name >= 1 && name <= limits[count->kind])
        count->counts[name - 1]++;
    }
  zhihui_statement_reset (row);
}

static void
add_regions (ZhihuiRollupCases *self, Count *count, const guint32 *day)
{
  for (guint i = 0; i <= self->n_regions; i++)
    if (day[i] != 0 && is_in (count, i))
      {
        count->sum += day[i];
        if (count->kind == ZHIHUI_ROLLUP_REGION && count->counts != NULL && i > 0)
          count->counts[i - 1] += day[i];
      }
}

static void
add_names (ZhihuiRollupCases *self, Count *count, guint32 *day, const gboolean *cities)
{
  guint first = count->kind == ZHIHUI_ROLLUP_CHANNEL ? 0 : self->n_channels;
  guint end = count->kind == ZHIHUI_ROLLUP_CHANNEL ? self->n_channels : self->n_names;

  for (guint city = 0; city <= self->n_cities; city++)
    {
      const guint32 *names = get_names (self, day, city);

      if (!cities[city])
        continue;
      for (guint i = first; i < end; i++)
        count->counts[i - first] += names[i];
    }
}

/* The cities that lie in @regions; NULL where one does in part. */
static gboolean *
find_cities (ZhihuiRollupCases *self, const Count *count)
{
  g_autofree gboolean *cities = g_new0 (gboolean, self->n_cities + 1);

  for (guint i = 0; i <= self->n_regions; i++)
    cities[self->cities[i]] |= is_in (count, i);
  for (guint i = 0; i <= self->n_regions; i++)
    if (cities[self->cities[i]] && !is_in (count, i))
      return NULL;
  return g_steal_pointer (&cities);
}

static void
add_days (ZhihuiRollupCases *self, Count *count, gint32 from, gint32 to, const gboolean *cities)
{
  gboolean is_named = count->counts != NULL && count->kind != ZHIHUI_ROLLUP_REGION;
  gint32   last = self->first_day + (gint32) self->days->len;

  for (gint32 day = MAX (from, self->first_day); day < MIN (to, last); day++)
    {
      guint32 *numbers = self->days->pdata[day - self->first_day];

      if (numbers == NULL)
        continue;
      add_regions (self, count, numbers);
      if (is_named)
        add_names (self, count, numbers, cities);
    }
}

/**
 * zhihui_rollup_cases_count:
 * @regions: (nullable): which of the ledger's regions; %NULL all and cases without one
 * @counts: (nullable): by name, in the order of the ledger; what is counted is added
 *
 * Returns: how many cases were accepted in [@from, @to)
 */
gint64
zhihui_rollup_cases_count (ZhihuiRollupCases *self,
                           ZhihuiRollupKind   kind,
                           const gboolean    *regions,
                           gint64             from,
                           gint64             to,
                           gint64            *counts)
{
  Count                count = { kind, regions, counts, 0 };
  g_autofree gboolean *cities = find_cities (self, &count);
  gint32               first, last;
  gint64               first_at, last_at;

  if (from >= to)
    return 0;

  first = zhihui_zone_day_of (self->zone, from - 1) + 1;
  last = zhihui_zone_day_of (self->zone, to);
  first_at = zhihui_zone_day_start (self->zone, first);
  last_at = zhihui_zone_day_start (self->zone, last);
  if (first > last || (cities == NULL && counts != NULL && kind != ZHIHUI_ROLLUP_REGION))
    {
      add_rows (self, &count, from, to);
      return count.sum;
    }

  add_rows (self, &count, from, first_at);
  add_rows (self, &count, last_at, to);
  add_days (self, &count, first, last, cities);
  return count.sum;
}
