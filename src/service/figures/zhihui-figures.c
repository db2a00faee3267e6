/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-figures.h"

#include <string.h>

#include "zhihui-figures-private.h"

#define MAX_KEPT_COUNTS 128

/* What a kept count is of. */
typedef struct
{
  ZhihuiMetric metric;
  ZhihuiWindow window;
} Count;

static guint
hash_count (gconstpointer key)
{
  const Count *count = key;

  return g_int64_hash (&count->window.from) * 31 + g_int64_hash (&count->window.to) * 7 +
         (guint) count->metric;
}

static gboolean
equal_counts (gconstpointer a, gconstpointer b)
{
  const Count *one = a, *other = b;

  return one->metric == other->metric && one->window.from == other->window.from &&
         one->window.to == other->window.to;
}

/**
 * zhihui_figures_new:
 * @ledger: (transfer none): must outlive the figures
 * @zone: (transfer none): of days and windows
 * @region: code of the deployment: asking for it asks for everything
 */
ZhihuiFigures *
zhihui_figures_new (ZhihuiLedger *ledger, ZhihuiZone *zone, const char *region)
{
  ZhihuiFigures *self = g_new0 (ZhihuiFigures, 1);

  self->ledger = ledger;
  self->zone = zhihui_zone_ref (zone);
  self->calendar = zhihui_work_calendar_new_china ();
  self->index = zhihui_ledger_index_new (ledger);
  self->region = g_strdup (region);
  self->as_of = ZHIHUI_NO_INSTANT;
  self->revision = g_strdup ("r0");
  self->tallies = g_hash_table_new_full (hash_count, equal_counts, g_free, g_free);
  return self;
}

void
zhihui_figures_free (ZhihuiFigures *self)
{
  zhihui_zone_unref (self->zone);
  zhihui_work_calendar_unref (self->calendar);
  zhihui_ledger_index_free (self->index);
  g_free (self->region);
  g_free (self->revision);
  g_hash_table_unref (self->tallies);
  g_free (self->open_overdue);
  g_clear_pointer (&self->hidden_words, g_hash_table_unref);
  g_free (self);
}

/**
 * zhihui_figures_set_moment:
 * @as_of: the moment of which all figures are from now on; what the ledger holds must be of it
 *
 * Returns: whether anything may be different from before
 */
gboolean
zhihui_figures_set_moment (ZhihuiFigures *self, gint64 as_of)
{
  if (self->as_of == as_of && self->ledger_revision == self->ledger->revision)
    return FALSE;

  zhihui_ledger_index_update (self->index, as_of);
  self->as_of = as_of;
  self->ledger_revision = self->ledger->revision;
  g_free (self->revision);
  self->revision = g_strdup_printf ("r%" G_GUINT64_FORMAT, self->ledger_revision);
  g_hash_table_remove_all (self->tallies);
  g_clear_pointer (&self->open_overdue, g_free);
  return TRUE;
}

gint64
zhihui_figures_get_as_of (ZhihuiFigures *self)
{
  return self->as_of;
}

const char *
zhihui_figures_get_revision (ZhihuiFigures *self)
{
  return self->revision;
}

ZhihuiLedger *
zhihui_figures_get_ledger (ZhihuiFigures *self)
{
  return self->ledger;
}

ZhihuiZone *
zhihui_figures_get_zone (ZhihuiFigures *self)
{
  return self->zone;
}

void
zhihui_figures_set_hidden_words (ZhihuiFigures *self, GHashTable *words)
{
  g_clear_pointer (&self->hidden_words, g_hash_table_unref);
  self->hidden_words = words;
}

gboolean
zhihui_figures_is_whole (ZhihuiFigures *self, const char *region)
{
  return region == NULL || g_str_equal (region, self->region);
}

gboolean
zhihui_figures_has_region (ZhihuiFigures *self, const char *region)
{
  if (zhihui_figures_is_whole (self, region))
    return TRUE;

  for (guint i = 0; i < self->ledger->regions->len; i++)
    if (g_str_equal (((ZhihuiRegion *) self->ledger->regions->pdata[i])->code, region))
      return TRUE;

  return FALSE;
}

gboolean
zhihui_figures_has_peer (ZhihuiFigures *self, const char *peer)
{
  if (g_str_equal (peer, "all"))
    return TRUE;

  for (guint i = 0; i < self->ledger->peers->len; i++)
    if (g_str_equal (((ZhihuiPeer *) self->ledger->peers->pdata[i])->id, peer))
      return TRUE;

  return FALSE;
}

gboolean *
zhihui_figures_find_regions (ZhihuiFigures *self, const char *region)
{
  const GPtrArray *regions = self->ledger->regions;
  gboolean        *inside;

  if (zhihui_figures_is_whole (self, region))
    return NULL;

  inside = g_new0 (gboolean, MAX (regions->len, 1));
  for (guint i = 0; i < regions->len; i++)
    inside[i] = g_str_has_prefix (((ZhihuiRegion *) regions->pdata[i])->code, region);

  return inside;
}

void
zhihui_figures_stamp (ZhihuiFigures *self, ZhihuiStamp *stamp)
{
  stamp->as_of = self->as_of;
  g_free (stamp->revision);
  stamp->revision = g_strdup (self->revision);
}

gint64
zhihui_figures_day (ZhihuiFigures *self, gint64 at, int days)
{
  return zhihui_zone_day_start (self->zone, zhihui_zone_day_of (self->zone, at) + days);
}

static void
count_ratings (ZhihuiFigures *self, const ZhihuiWindow *window, ZhihuiTally *tallies)
{
  const ZhihuiLedger *ledger = self->ledger;

  zhihui_tally_count (ZHIHUI_METRIC_SATISFIED_RATE,
                      (const ZhihuiAssignment *) (gconstpointer) ledger->assignments->data,
                      ledger->assignments->len,
                      (const ZhihuiRating *) (gconstpointer) ledger->ratings->data,
                      ledger->ratings->len,
                      window,
                      self->as_of,
                      tallies,
                      ledger->units->len);
}

static void
count_rows (ZhihuiFigures      *self,
            ZhihuiMetric        metric,
            const ZhihuiWindow *window,
            ZhihuiTally        *tallies)
{
  const ZhihuiLedger *ledger = self->ledger;
  ZhihuiSpan          span = { 0, 0 };

  while (zhihui_ledger_index_next (self->index, window, FALSE, &span))
    zhihui_tally_count (metric,
                        &g_array_index (ledger->assignments, ZhihuiAssignment, span.start),
                        span.n,
                        NULL,
                        0,
                        window,
                        self->as_of,
                        tallies,
                        ledger->units->len);
}

/**
 * zhihui_figures_count:
 *
 * Returns: (transfer none): one element a unit of the ledger; holds until the moment moves on
 */
const ZhihuiTally *
zhihui_figures_count (ZhihuiFigures *self, ZhihuiMetric metric, const ZhihuiWindow *window)
{
  const Count  key = { metric, *window };
  ZhihuiTally *tallies = g_hash_table_lookup (self->tallies, &key);

  if (tallies != NULL)
    return tallies;

  tallies = g_new0 (ZhihuiTally, MAX (self->ledger->units->len, 1));
  if (metric == ZHIHUI_METRIC_SATISFIED_RATE)
    count_ratings (self, window, tallies);
  else
    count_rows (self, metric, window, tallies);
  g_hash_table_insert (self->tallies, g_memdup2 (&key, sizeof key), tallies);
  return tallies;
}

/**
 * zhihui_figures_visit_open:
 * @visit: called for each assignment that is open now
 */
void
zhihui_figures_visit_open (ZhihuiFigures *self, ZhihuiVisitFunc visit, gpointer user_data)
{
  const GArray *rows = self->ledger->assignments;
  ZhihuiSpan    span = { 0, 0 };

  while (zhihui_ledger_index_next (self->index, NULL, TRUE, &span))
    for (guint i = span.start; i < span.start + span.n; i++)
      {
        const ZhihuiAssignment *row = &g_array_index (rows, ZhihuiAssignment, i);

        if (zhihui_assignment_is_open (row, self->as_of))
          visit (row, user_data);
      }
}

static void
count_overdue (const ZhihuiAssignment *row, gpointer user_data)
{
  ZhihuiFigures *self = user_data;

  self->open_overdue[row->unit] += zhihui_assignment_is_overdue (row, self->as_of);
}

/**
 * zhihui_figures_count_open_overdue:
 *
 * Returns: (transfer none): overdue work that is open now, one element a unit of the ledger
 */
const gint64 *
zhihui_figures_count_open_overdue (ZhihuiFigures *self)
{
  if (self->open_overdue == NULL)
    {
      self->open_overdue = g_new0 (gint64, MAX (self->ledger->units->len, 1));
      zhihui_figures_visit_open (self, count_overdue, self);
    }

  return self->open_overdue;
}

/* Whether the calendar of a year that the window touches is only assumed. */
static gboolean
is_provisional (ZhihuiFigures *self, const ZhihuiWindow *window)
{
  gint64      last = MIN (window->to, self->as_of) - 1;
  ZhihuiCivil first_day = zhihui_zone_to_civil (self->zone, window->from);
  ZhihuiCivil last_day = zhihui_zone_to_civil (self->zone, MAX (last, window->from));

  for (int year = first_day.year; year <= last_day.year; year++)
    if (!zhihui_work_calendar_knows_year (self->calendar, year))
      return TRUE;

  return FALSE;
}

/* Columns of the input, only of the units asked for. */
typedef struct
{
  const ZhihuiUnit **units;
  ZhihuiTally       *tallies, *previous;
  gint64            *open_overdue;
  gsize              n;
} Chosen;

static void
add_tally (ZhihuiTally *sum, const ZhihuiTally *one)
{
  sum->k += one->k;
  sum->n += one->n;
  sum->extra += one->extra;
}

static ZhihuiTally
choose_units (ZhihuiFigures *self, const ZhihuiBoardQuestion *question, Chosen *chosen)
{
  const GPtrArray   *units = self->ledger->units;
  const ZhihuiTally *now = zhihui_figures_count (self, question->metric, &question->period->window);
  const ZhihuiTally *before =
    zhihui_figures_count (self, question->metric, &question->period->previous);
  const gint64 *open_overdue = zhihui_figures_count_open_overdue (self);
  gboolean      whole = zhihui_figures_is_whole (self, question->region);
  gboolean      all = g_str_equal (question->peer, "all");
  ZhihuiTally   total = { 0 };

  chosen->units = g_new (const ZhihuiUnit *, MAX (units->len, 1));
  chosen->tallies = g_new (ZhihuiTally, MAX (units->len, 1));
  chosen->previous = g_new (ZhihuiTally, MAX (units->len, 1));
  chosen->open_overdue = g_new (gint64, MAX (units->len, 1));

  for (guint i = 0; i < units->len; i++)
    {
      const ZhihuiUnit *unit = units->pdata[i];

      if (!whole && !g_str_has_prefix (unit->region, question->region))
        continue;
      add_tally (&total, &now[i]);
      if ((!all && !g_str_equal (unit->peer, question->peer)) || (!unit->active && now[i].n == 0))
        continue;

      chosen->units[chosen->n] = unit;
      chosen->tallies[chosen->n] = now[i];
      chosen->previous[chosen->n] = before[i];
      chosen->open_overdue[chosen->n] = open_overdue[i];
      chosen->n++;
    }

  return total;
}

/**
 * zhihui_figures_make_board:
 *
 * Returns: (transfer full): the whole board, nothing cut
 */
ZhihuiRanking *
zhihui_figures_make_board (ZhihuiFigures *self, const ZhihuiBoardQuestion *question)
{
  Chosen             chosen = { 0 };
  ZhihuiRankingInput input = { 0 };
  ZhihuiRanking     *board;

  /* The moment of a clock that stands never moves on, and windows are without number. */
  if (g_hash_table_size (self->tallies) >= MAX_KEPT_COUNTS)
    g_hash_table_remove_all (self->tallies);

  input.metric = question->metric;
  input.region = question->region;
  input.peer = question->peer;
  input.revision = self->revision;
  input.period = question->period;
  input.as_of = self->as_of;
  input.provisional = is_provisional (self, &question->period->window);
  input.order = question->order;
  input.direction = question->direction;
  input.min_n = question->min_n;
  input.region_total = choose_units (self, question, &chosen);
  input.units = chosen.units;
  input.tallies = chosen.tallies;
  input.previous = chosen.previous;
  input.open_overdue = chosen.open_overdue;
  input.n_units = chosen.n;
  board = zhihui_ranking_new (&input);

  g_free (chosen.units);
  g_free (chosen.tallies);
  g_free (chosen.previous);
  g_free (chosen.open_overdue);
  return board;
}
