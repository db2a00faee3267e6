/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-snapshot.h"

ZhihuiSnapshot *
zhihui_snapshot_new (void)
{
  ZhihuiSnapshot *self = g_new0 (ZhihuiSnapshot, 1);

  self->units = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_unit_free);
  self->regions = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_unit_free);
  self->boards = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_snapshot_board_free);
  for (guint i = 0; i < ZHIHUI_N_METRICS; i++)
    {
      self->figures[i].now = g_array_new (FALSE, TRUE, sizeof (ZhihuiTally));
      self->figures[i].before = g_array_new (FALSE, TRUE, sizeof (ZhihuiTally));
      self->figures[i].year = g_array_new (FALSE, TRUE, sizeof (ZhihuiTally));
    }
  return self;
}

void
zhihui_snapshot_free (ZhihuiSnapshot *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < ZHIHUI_N_METRICS; i++)
    {
      g_array_unref (self->figures[i].now);
      g_array_unref (self->figures[i].before);
      g_array_unref (self->figures[i].year);
    }
  g_ptr_array_unref (self->units);
  g_ptr_array_unref (self->regions);
  g_ptr_array_unref (self->boards);
  zhihui_period_free (self->period);
  g_free (self->rule_version);
  g_free (self->figures_hash);
  g_free (self->data_hash);
  g_free (self->bulletin_hash);
  g_free (self);
}

void
zhihui_snapshot_board_free (ZhihuiSnapshotBoard *self)
{
  if (self == NULL)
    return;

  g_free (self->peer);
  g_free (self->hash);
  g_free (self);
}

char *
zhihui_snapshot_format_revision (const ZhihuiSnapshot *self)
{
  return g_strdup_printf ("%s.%u", self->period->text, self->revision);
}

static void
count_metric (ZhihuiFigures *figures, ZhihuiSnapshot *self, ZhihuiMetric metric)
{
  const ZhihuiPeriod    *period = self->period;
  ZhihuiSnapshotFigures *into = &self->figures[metric];
  guint                  n = self->units->len;

  g_array_append_vals (into->now, zhihui_figures_count (figures, metric, &period->window), n);
  g_array_append_vals (into->before, zhihui_figures_count (figures, metric, &period->previous), n);
  if (self->has_year)
    g_array_append_vals (into->year, zhihui_figures_count (figures, metric, &period->year), n);
}

static void
count_direct (ZhihuiFigures *figures, ZhihuiSnapshot *self, const char *region)
{
  const ZhihuiPeriod    *period = self->period;
  ZhihuiSnapshotFigures *into = &self->figures[ZHIHUI_METRIC_DIRECT_RATE];
  guint                  n = self->regions->len + 1;

  g_array_set_size (into->now, n);
  g_array_set_size (into->before, n);
  zhihui_figures_count_direct (figures, region, self->regions, &period->window, into->now);
  zhihui_figures_count_direct (figures, region, self->regions, &period->previous, into->before);
  if (!self->has_year)
    return;
  g_array_set_size (into->year, n);
  zhihui_figures_count_direct (figures, region, self->regions, &period->year, into->year);
}

static void
hash_units (GChecksum *checksum, const GPtrArray *units)
{
  for (guint i = 0; i < units->len; i++)
    {
      const ZhihuiUnit *unit = units->pdata[i];
      g_autofree char  *line = g_strdup_printf (
        "%s\n%s\n%s\n%s\n%d\n", unit->id, unit->name, unit->peer, unit->region, unit->active);

      g_checksum_update (checksum, (const guchar *) line, -1);
    }
}

/* What was before is not asked: a month whose predecessor is corrected stays as it is. */
static char *
hash_figures (const ZhihuiSnapshot *self)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  hash_units (checksum, self->units);
  hash_units (checksum, self->regions);
  for (guint metric = 0; metric < ZHIHUI_N_METRICS; metric++)
    for (guint i = 0; i < self->figures[metric].now->len; i++)
      {
        const ZhihuiTally *one = &g_array_index (self->figures[metric].now, ZhihuiTally, i);
        g_autofree char   *line =
          g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
                           one->n,
                           one->k,
                           one->extra);

        g_checksum_update (checksum, (const guchar *) line, -1);
      }
  return g_strdup (g_checksum_get_string (checksum));
}

/**
 * zhihui_snapshot_begin:
 * @figures: borrowed
 * @period: a month, as 2020-07, that has ended by @as_of
 * @region: code of the deployment
 * @as_of: what was known then is counted
 *
 * Returns: (transfer full): the month and its units; figures, revision and hashes are still to be
 *   set
 */
ZhihuiSnapshot *
zhihui_snapshot_begin (
  ZhihuiFigures *figures, const char *period, const char *region, gint64 as_of, gint64 made_at)
{
  ZhihuiSnapshot *self = zhihui_snapshot_new ();
  ZhihuiLedger   *ledger = zhihui_figures_get_ledger (figures);
  g_autoptr (GPtrArray) regions = zhihui_figures_make_direct_units (figures, region);

  self->period = zhihui_period_parse (period, as_of, zhihui_figures_get_zone (figures), NULL);
  self->as_of = as_of;
  self->made_at = made_at;
  self->rule_version = g_strdup (zhihui_metric_get_rule_version ());
  self->provisional = zhihui_figures_is_provisional (figures, &self->period->window);
  self->has_year = zhihui_figures_reach_back (figures, &self->period->year);
  for (guint i = 0; i < ledger->units->len; i++)
    g_ptr_array_add (self->units, zhihui_unit_copy (ledger->units->pdata[i]));
  for (guint i = 0; i < regions->len; i++)
    g_ptr_array_add (self->regions, zhihui_unit_copy (regions->pdata[i]));
  return self;
}

/**
 * zhihui_snapshot_cut:
 *
 * Returns: (transfer full): what copies all that zhihui_snapshot_fill () counts, for another thread
 */
ZhihuiLedgerCut *
zhihui_snapshot_cut (const ZhihuiSnapshot *self, ZhihuiFigures *figures)
{
  const ZhihuiWindow windows[] = { self->period->window,
                                   self->period->previous,
                                   self->period->year };

  return zhihui_figures_cut (figures, windows, self->has_year ? 3 : 2);
}

/**
 * zhihui_snapshot_fill:
 * @ledger: (transfer none): with all that belongs to the month and those it is compared with
 * @region: code of the deployment
 *
 * Counts the month as it was known at its moment.
 */
void
zhihui_snapshot_fill (ZhihuiSnapshot *self,
                      ZhihuiLedger   *ledger,
                      ZhihuiZone     *zone,
                      const char     *region)
{
  /* Figures of a moment of their own: what was counted for the present stays. */
  g_autoptr (ZhihuiFigures) then = zhihui_figures_new (ledger, zone, region);

  zhihui_figures_set_moment (then, self->as_of);
  for (guint metric = 0; metric < ZHIHUI_N_METRICS; metric++)
    if (metric != ZHIHUI_METRIC_DIRECT_RATE)
      count_metric (then, self, (ZhihuiMetric) metric);
  count_direct (then, self, region);
  self->figures_hash = hash_figures (self);
}

/**
 * zhihui_snapshot_answers:
 * @region: code of the deployment
 *
 * Returns: whether a snapshot of its period can answer @question: by the metric's own time, and
 *   direct answers of the whole deployment only
 */
gboolean
zhihui_snapshot_answers (const ZhihuiBoardQuestion *question, const char *region)
{
  return question->basis == zhihui_metric_get_traits (question->metric)->basis &&
         (question->metric != ZHIHUI_METRIC_DIRECT_RATE || g_str_equal (question->region, region));
}

static const ZhihuiTally *
get_tallies (const GArray *tallies)
{
  return (const ZhihuiTally *) (gconstpointer) tallies->data;
}

/**
 * zhihui_snapshot_make_board:
 * @question: one that the snapshot answers
 * @region: code of the deployment
 *
 * Returns: (transfer full): the board of the snapshot, frozen; what is open now is not in it
 */
ZhihuiRanking *
zhihui_snapshot_make_board (const ZhihuiSnapshot      *self,
                            const ZhihuiBoardQuestion *question,
                            const char                *region)
{
  const ZhihuiSnapshotFigures *of = &self->figures[question->metric];
  gboolean                     is_direct = question->metric == ZHIHUI_METRIC_DIRECT_RATE;
  g_autofree char             *revision = zhihui_snapshot_format_revision (self);
  ZhihuiBoardQuestion          asked = *question;
  ZhihuiBoardCounts            counts = {
               .units = is_direct ? self->regions : self->units,
               .now = get_tallies (of->now),
               .before = get_tallies (of->before),
               .year = self->has_year ? get_tallies (of->year) : NULL,
               .revision = revision,
               .as_of = self->as_of,
               .is_whole = is_direct || g_str_equal (question->region, region),
               .is_provisional = self->provisional,
               .is_frozen = TRUE,
  };

  asked.period = self->period;
  if (is_direct)
    counts.total = &counts.now[self->regions->len];
  else
    counts.volume = get_tallies (self->figures[ZHIHUI_METRIC_VOLUME].now);
  return zhihui_board_counts_rank (&counts, &asked);
}
