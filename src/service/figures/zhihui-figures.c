/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-figures.h"

#include <string.h>

#include "zhihui-figures-private.h"
#include "zhihui-region-code.h"

/* What a kept count is of. */
typedef struct
{
  ZhihuiMetric metric;
  ZhihuiBasis  basis;
  ZhihuiWindow window;
} Count;

static guint
hash_count (gconstpointer key)
{
  const Count *count = key;

  return g_int64_hash (&count->window.from) * 31 + g_int64_hash (&count->window.to) * 7 +
         (guint) count->metric * 17 + (guint) count->basis;
}

static gboolean
equal_counts (gconstpointer a, gconstpointer b)
{
  const Count *one = a, *other = b;

  return one->metric == other->metric && one->basis == other->basis &&
         one->window.from == other->window.from && one->window.to == other->window.to;
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
  self->columns = zhihui_tally_columns_new (ledger);
  self->region = g_strdup (region);
  self->as_of = ZHIHUI_NO_INSTANT;
  self->revision = g_strdup ("r0");
  self->tallies = g_hash_table_new_full (hash_count, equal_counts, g_free, g_free);
  return self;
}

/**
 * zhihui_figures_set_calendar:
 * @calendar: of the deployment
 */
void
zhihui_figures_set_calendar (ZhihuiFigures *self, ZhihuiWorkCalendar *calendar)
{
  zhihui_work_calendar_ref (calendar);
  zhihui_work_calendar_unref (self->calendar);
  self->calendar = calendar;
}

void
zhihui_figures_free (ZhihuiFigures *self)
{
  zhihui_zone_unref (self->zone);
  zhihui_work_calendar_unref (self->calendar);
  zhihui_ledger_index_free (self->index);
  zhihui_tally_columns_free (self->columns);
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

  zhihui_tally_columns_note (self->columns, self->ledger->first_changed);
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

/**
 * zhihui_figures_set_engine:
 * @engine: (transfer none) (nullable): counts work when the ledger is partial
 * @cases: (transfer none) (nullable): counts cases then
 *
 * Both must outlive the figures, or be taken away before.
 */
void
zhihui_figures_set_engine (ZhihuiFigures *self, ZhihuiEngine *engine, ZhihuiRollupCases *cases)
{
  self->engine = engine;
  self->cases = cases;
  g_hash_table_remove_all (self->tallies);
}

gboolean
zhihui_figures_is_partial (ZhihuiFigures *self)
{
  return self->ledger->is_partial;
}

void
zhihui_figures_set_hidden_words (ZhihuiFigures *self, GHashTable *words)
{
  g_clear_pointer (&self->hidden_words, g_hash_table_unref);
  self->hidden_words = words;
  self->n_judged_words = self->ledger->words->len;
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
  return g_str_equal (peer, "all") || zhihui_peer_find (self->ledger->peers, peer) != NULL;
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
    inside[i] = zhihui_region_code_covers (region, ((ZhihuiRegion *) regions->pdata[i])->code);

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

/* Ratings look their work up in all rows. */
static void
count_ratings (ZhihuiFigures *self, const Count *count, ZhihuiTally *tallies)
{
  const ZhihuiLedger *ledger = self->ledger;
  ZhihuiSpan          span = { 0, 0 };

  while (zhihui_ledger_index_next_ratings (self->index, &count->window, &span))
    zhihui_tally_count_by (count->metric,
                           count->basis,
                           (const ZhihuiAssignment *) (gconstpointer) ledger->assignments->data,
                           ledger->assignments->len,
                           &g_array_index (ledger->ratings, ZhihuiRating, span.start),
                           span.n,
                           &count->window,
                           self->as_of,
                           tallies,
                           ledger->units->len);
}

static void
count_rows (ZhihuiFigures *self, const Count *count, ZhihuiTally *tallies)
{
  const ZhihuiLedger *ledger = self->ledger;
  ZhihuiSpan          span = { 0, 0 };

  if (count->basis == zhihui_metric_get_traits (count->metric)->basis &&
      zhihui_tally_columns_count (
        self->columns, count->metric, &count->window, self->as_of, tallies))
    return;

  while (zhihui_ledger_index_next (self->index, &count->window, FALSE, &span))
    zhihui_tally_count_by (count->metric,
                           count->basis,
                           &g_array_index (ledger->assignments, ZhihuiAssignment, span.start),
                           span.n,
                           NULL,
                           0,
                           &count->window,
                           self->as_of,
                           tallies,
                           ledger->units->len);
}

/**
 * zhihui_figures_add_units:
 * @question: its moment is set here
 *
 * What the engine cannot tell now is left out, and said in the log.
 */
void
zhihui_figures_add_units (ZhihuiFigures              *self,
                          const ZhihuiEngineQuestion *question,
                          ZhihuiTally                *tallies)
{
  ZhihuiEngineQuestion now = *question;
  g_autoptr (GError) error = NULL;

  now.as_of = self->as_of;
  if (!zhihui_engine_count (self->engine, &now, tallies, &error))
    g_warning ("figures cannot be counted: %s", error->message);
}

static void
count_by_engine (ZhihuiFigures *self, const Count *count, ZhihuiTally *tallies)
{
  const ZhihuiEngineQuestion question = { .metric = count->metric,
                                          .window = count->window,
                                          .n_units = self->ledger->units->len };

  zhihui_figures_add_units (self, &question, tallies);
}

/* Of what is in memory. */
static void
count_by_rows (ZhihuiFigures *self, const Count *count, ZhihuiTally *tallies)
{
  if (count->metric == ZHIHUI_METRIC_SATISFIED_RATE)
    count_ratings (self, count, tallies);
  else
    count_rows (self, count, tallies);
}

/**
 * zhihui_figures_forget:
 *
 * Counts that were kept mean nothing: the engine had no answer yet.
 */
void
zhihui_figures_forget (ZhihuiFigures *self)
{
  g_hash_table_remove_all (self->tallies);
}

/**
 * zhihui_figures_lacks_counts:
 *
 * Returns: whether the engine had no answer yet to something that was asked for what is being made
 *   (zhihui_engine_ahead_begin ())
 */
gboolean
zhihui_figures_lacks_counts (ZhihuiFigures *self)
{
  return self->engine != NULL && self->engine->lacks_counts;
}

/**
 * zhihui_figures_count:
 *
 * Returns: (transfer none): one element a unit of the ledger; holds until the moment moves on
 */
const ZhihuiTally *
zhihui_figures_count (ZhihuiFigures *self, ZhihuiMetric metric, const ZhihuiWindow *window)
{
  return zhihui_figures_count_by (self, metric, zhihui_metric_get_traits (metric)->basis, window);
}

/**
 * zhihui_figures_count_by:
 * @basis: one that @metric has
 *
 * zhihui_figures_count () by another time of the same work.
 */
const ZhihuiTally *
zhihui_figures_count_by (ZhihuiFigures      *self,
                         ZhihuiMetric        metric,
                         ZhihuiBasis         basis,
                         const ZhihuiWindow *window)
{
  const Count  key = { metric, basis, *window };
  ZhihuiTally *tallies = g_hash_table_lookup (self->tallies, &key);

  if (tallies != NULL)
    return tallies;

  tallies = g_new0 (ZhihuiTally, MAX (self->ledger->units->len, 1));
  if (self->engine != NULL &&
      (self->ledger->is_partial || basis == zhihui_metric_get_traits (metric)->basis))
    count_by_engine (self, &key, tallies);
  else
    count_by_rows (self, &key, tallies);
  g_hash_table_insert (self->tallies, g_memdup2 (&key, sizeof key), tallies);
  return tallies;
}

/**
 * zhihui_figures_sum_units:
 * @unit: index of the only unit, or %G_MAXUINT: all together
 *
 * Of many windows that nobody else asks for, where everything is in memory: nothing is kept of it,
 * and no engine is asked.
 *
 * Returns: what zhihui_figures_count () tells of them
 */
ZhihuiTally
zhihui_figures_sum_units (ZhihuiFigures      *self,
                          ZhihuiMetric        metric,
                          const ZhihuiWindow *window,
                          guint               unit)
{
  const Count             key = { metric, zhihui_metric_get_traits (metric)->basis, *window };
  g_autofree ZhihuiTally *tallies = g_new0 (ZhihuiTally, MAX (self->ledger->units->len, 1));
  ZhihuiTally             sum = { 0 };

  count_by_rows (self, &key, tallies);
  if (unit != G_MAXUINT)
    return unit < self->ledger->units->len ? tallies[unit] : sum;
  for (guint i = 0; i < self->ledger->units->len; i++)
    zhihui_tally_join (&sum, &tallies[i]);
  return sum;
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
