/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-case-figures.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "zhihui-board-counts.h"
#include "zhihui-headline.h"
#include "zhihui-trend-step.h"

#define NOT_GIVEN (-1)

#define TREND_STEPS 30

/* Counts what the service counts, by the same rules of the model, from the cases of a platform that
 * has no boards of its own. */
typedef struct
{
  ZhihuiBundle   *bundle;
  ZhihuiCaseBook *book;
  gint64          as_of;
  ZhihuiZone     *zone;
  gint64          first_at;     /* the oldest dispatch, G_MAXINT64 none */
  GArray         *open_overdue; /* (element-type gint64): by unit */
} Counting;

void
zhihui_wanted_board_free (ZhihuiWantedBoard *self)
{
  g_free (self->period);
  g_free (self->way);
  g_free (self);
}

static gboolean
has_wanted (const GPtrArray *boards, ZhihuiBoard board, const char *way)
{
  for (guint i = 0; i < boards->len; i++)
    {
      const ZhihuiWantedBoard *one = boards->pdata[i];

      if (one->board == board && g_strcmp0 (one->way, way) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * zhihui_wanted_boards_new:
 *
 * Returns: (transfer full) (element-type ZhihuiWantedBoard): each board once in each way, as a
 * situation has one place for it
 */
GPtrArray *
zhihui_wanted_boards_new (const ZhihuiWants *wants)
{
  GPtrArray *boards = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_wanted_board_free);

  for (guint i = 0; i < wants->n_rankings; i++)
    {
      ZhihuiBoard        board = wants->rankings[i].board;
      const char        *period = wants->rankings[i].period;
      ZhihuiWantedBoard *one;

      if (has_wanted (boards, board, wants->rankings[i].way))
        continue;

      one = g_new0 (ZhihuiWantedBoard, 1);
      one->board = board;
      one->period = g_strdup (period != NULL ? period : zhihui_board_get_default_period (board));
      one->order = wants->rankings[i].order;
      one->way = g_strdup (wants->rankings[i].way);
      g_ptr_array_add (boards, one);
    }

  return boards;
}

/**
 * zhihui_case_figures_explain_missing:
 *
 * Returns: (transfer none) (nullable): why the cases of @table make no such board, for a person;
 * %NULL when they do
 */
const char *
zhihui_case_figures_explain_missing (const ZhihuiProfileTable *table, ZhihuiBoard board)
{
  ZhihuiColumn *const *columns = table->columns;

  if (columns[ZHIHUI_CASE_FIELD_UNIT] == NULL)
    return _ ("The source does not tell units");
  if (board == ZHIHUI_BOARD_OVERDUE && columns[ZHIHUI_CASE_FIELD_DUE] == NULL &&
      columns[ZHIHUI_CASE_FIELD_OVERDUE] == NULL)
    return _ ("The source does not tell when work is due");
  if (board == ZHIHUI_BOARD_RETURN && columns[ZHIHUI_CASE_FIELD_RETURNS] == NULL)
    return _ ("The source does not tell returns");
  if (board == ZHIHUI_BOARD_SATISFIED && columns[ZHIHUI_CASE_FIELD_RATING] == NULL)
    return _ ("The source does not tell ratings");

  return NULL;
}

static void
stamp (const Counting *self, ZhihuiStamp *into)
{
  into->as_of = self->as_of;
  g_free (into->revision);
  into->revision = g_strdup ("");
}

static const ZhihuiAssignment *
get_rows (const Counting *self)
{
  return (const ZhihuiAssignment *) (gconstpointer) self->book->rows->data;
}

static GArray *
count (const Counting *self, ZhihuiMetric metric, const ZhihuiWindow *window)
{
  guint   n_units = self->book->units.units->len;
  GArray *tallies = g_array_sized_new (FALSE, TRUE, sizeof (ZhihuiTally), n_units + 1);

  g_array_set_size (tallies, n_units + 1);
  zhihui_tally_count (metric,
                      get_rows (self),
                      self->book->rows->len,
                      (const ZhihuiRating *) (gconstpointer) self->book->ratings->data,
                      self->book->ratings->len,
                      window,
                      self->as_of,
                      (ZhihuiTally *) (gpointer) tallies->data,
                      n_units);
  return tallies;
}

static const ZhihuiTally *
get_tallies (const GArray *tallies)
{
  return (const ZhihuiTally *) (gconstpointer) tallies->data;
}

/* ---- who answers ---- */

/* Returns: (transfer none) */
static ZhihuiPeer *
add_peer (const ZhihuiProfile *profile, GPtrArray *peers, const char *id)
{
  const ZhihuiPeer *known = zhihui_peer_find (profile->peers, id);
  ZhihuiPeer       *peer = g_new0 (ZhihuiPeer, 1);

  peer->id = g_strdup (id);
  peer->label = g_strdup (known != NULL                     ? known->label
                          : g_str_equal (id, profile->peer) ? profile->peer_label
                                                            : id);
  g_ptr_array_add (peers, peer);
  return peer;
}

/**
 * zhihui_profile_make_meta:
 * @units: (element-type ZhihuiUnit): all that are known
 * @as_of: of the figures
 *
 * Returns: (transfer full): who answers, as the profile says it
 */
ZhihuiMeta *
zhihui_profile_make_meta (const ZhihuiProfile *profile, const GPtrArray *units, gint64 as_of)
{
  ZhihuiMeta *meta = zhihui_meta_new ();
  const struct
  {
    char      **text;
    const char *value;
  } texts[] = {
    { &meta->title, profile->title },
    { &meta->name, profile->name },
    { &meta->region, profile->region },
    { &meta->issuer, profile->issuer },
    { &meta->language, profile->language },
    { &meta->time_zone, zhihui_zone_get_identifier (profile->time.zone) },
    { &meta->rule_version, zhihui_metric_get_rule_version () },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_free (*texts[i].text);
      *texts[i].text = g_strdup (texts[i].value);
    }
  meta->stamp.as_of = as_of;
  /* A snapshot stands: its clock is not that of the Date header. */
  meta->clock_simulated = profile->as_of != ZHIHUI_NO_INSTANT;

  /* Groups that the profile names come first, in its order. */
  for (guint i = 0; i < profile->peers->len; i++)
    add_peer (profile, meta->peers, ((ZhihuiPeer *) profile->peers->pdata[i])->id);
  for (guint i = 0; i < units->len; i++)
    {
      const ZhihuiUnit *unit = units->pdata[i];
      ZhihuiPeer       *peer = zhihui_peer_find (meta->peers, unit->peer);

      if (peer == NULL)
        peer = add_peer (profile, meta->peers, unit->peer);
      peer->n_units++;
    }
  if (meta->peers->len == 0)
    add_peer (profile, meta->peers, profile->peer);
  meta->n_units = units->len;
  return meta;
}

/* ---- boards ---- */

static gboolean
reach_back (const Counting *self, const ZhihuiWindow *window)
{
  gint32 day = zhihui_zone_day_of (self->zone, window->from);

  return window->from < window->to && self->first_at != G_MAXINT64 &&
         self->first_at < zhihui_zone_day_start (self->zone, day + 1);
}

static void
count_board (const Counting *self, const ZhihuiWantedBoard *wanted, const ZhihuiMeta *meta)
{
  ZhihuiMetric metric = zhihui_board_get_metric (wanted->board);
  g_autoptr (ZhihuiPeriod) period =
    zhihui_period_parse (wanted->period, self->as_of, self->zone, NULL);
  g_autoptr (GArray) now = NULL;
  g_autoptr (GArray) before = NULL;
  g_autoptr (GArray) year = NULL;
  g_autoptr (GArray) volume = NULL;
  ZhihuiBoardCounts counts = { .units = self->book->units.units, .is_whole = TRUE, .revision = "" };
  ZhihuiBoardQuestion question = {
    .metric = metric,
    .basis = zhihui_metric_get_traits (metric)->basis,
    .region = self->book->profile->region,
    .period = period,
    .order = wanted->order,
  };

  if (period == NULL)
    return;

  now = count (self, metric, &period->window);
  before = count (self, metric, &period->previous);
  year = count (self, metric, &period->year);
  volume = count (self, ZHIHUI_METRIC_VOLUME, &period->window);
  counts.now = get_tallies (now);
  counts.before = reach_back (self, &period->previous) ? get_tallies (before) : NULL;
  counts.year = reach_back (self, &period->year) ? get_tallies (year) : NULL;
  counts.volume = get_tallies (volume);
  counts.open_overdue = (const gint64 *) (gconstpointer) self->open_overdue->data;
  counts.as_of = self->as_of;
  question.min_n =
    zhihui_period_default_min_n (wanted->period, metric == ZHIHUI_METRIC_SATISFIED_RATE);

  for (guint i = 0; i <= meta->peers->len; i++)
    {
      question.peer = i < meta->peers->len ? ((ZhihuiPeer *) meta->peers->pdata[i])->id : "all";
      zhihui_bundle_take_board (
        self->bundle, wanted->board, zhihui_board_counts_rank (&counts, &question));
    }
}

/* ---- headline figures ---- */

static ZhihuiTally
sum (const Counting *self, ZhihuiMetric metric, const ZhihuiWindow *window)
{
  g_autoptr (GArray) tallies = count (self, metric, window);
  ZhihuiTally total = { 0 };

  for (guint i = 0; i < self->book->units.units->len; i++)
    zhihui_tally_join (&total, &g_array_index (tallies, ZhihuiTally, i));

  return total;
}

/* A column that is never filled tells as little as one that is not there. */
static gboolean
tells_due (const Counting *self)
{
  for (guint i = 0; i < self->book->rows->len; i++)
    if (get_rows (self)[i].due_at != ZHIHUI_NO_INSTANT || get_rows (self)[i].overdue_flag != 0)
      return TRUE;

  return self->book->rows->len == 0 &&
         zhihui_case_figures_explain_missing (self->book->table, ZHIHUI_BOARD_OVERDUE) == NULL;
}

static ZhihuiSummary *
count_summary (const Counting *self)
{
  ZhihuiSummary *summary = zhihui_summary_new ();
  ZhihuiHeadline headline;
  ZhihuiStages   stages = { 0 };
  gint64         until;

  stamp (self, &summary->stamp);
  zhihui_headline_init (&headline, self->as_of, self->zone);
  summary->month = headline.month;
  until = MIN (headline.month.to, self->as_of);
  for (guint i = 0; i < self->book->cases->len; i++)
    zhihui_headline_add_case (
      &headline, g_array_index (self->book->cases, ZhihuiBookCase, i).accepted_at, summary);
  for (guint i = 0; i < self->book->rows->len; i++)
    {
      const ZhihuiAssignment *row = &get_rows (self)[i];

      zhihui_headline_add_row (&headline, row, summary);
      if (zhihui_is_between (row->replied_at, headline.month.from, until))
        zhihui_stages_reach (&stages, ZHIHUI_STAGE_REPLIED, row->dispatched_at, row->replied_at);
    }
  zhihui_stages_finish (&stages, summary);
  if (self->book->table->columns[ZHIHUI_CASE_FIELD_RETURNS] == NULL)
    summary->returned = (ZhihuiTally){ 0 }; /* not told is not none */
  if (!tells_due (self))
    {
      summary->overdue_open = summary->overdue_open_yesterday = summary->due_today = NOT_GIVEN;
      summary->on_time = (ZhihuiTally){ 0 };
    }
  summary->satisfied = sum (self, ZHIHUI_METRIC_SATISFIED_RATE, &headline.month);
  summary->rated = sum (self, ZHIHUI_METRIC_RATED_RATE, &headline.month);
  return summary;
}

/* ---- channels, places, trend ---- */

static ZhihuiChannels *
count_channels (const Counting *self)
{
  ZhihuiChannels  *channels = zhihui_channels_new ();
  const GPtrArray *names = self->book->channels.names;
  g_autoptr (ZhihuiPeriod) month = zhihui_period_parse ("month", self->as_of, self->zone, NULL);
  g_autofree gint64 *now = g_new0 (gint64, names->len + 1);
  g_autofree gint64 *before = g_new0 (gint64, names->len + 1);
  gint64             until = MIN (month->window.to, self->as_of);

  for (guint i = 0; i < self->book->cases->len; i++)
    {
      const ZhihuiBookCase *one = &g_array_index (self->book->cases, ZhihuiBookCase, i);

      if (one->channel >= names->len)
        continue;
      now[one->channel] += zhihui_is_between (one->accepted_at, month->window.from, until);
      before[one->channel] +=
        zhihui_is_between (one->accepted_at, month->previous.from, month->previous.to);
    }

  stamp (self, &channels->stamp);
  channels->window = month->window;
  for (guint i = 0; i < names->len; i++)
    {
      const ZhihuiBookName *name = names->pdata[i];
      ZhihuiChannel        *channel;

      if (now[i] == 0 && before[i] == 0)
        continue;
      channel = g_new0 (ZhihuiChannel, 1);
      channel->id = g_strdup (name->word);
      channel->label = g_strdup (name->word);
      channel->online = g_hash_table_contains (self->book->profile->online, name->word);
      channel->n = now[i];
      channel->previous = reach_back (self, &month->previous) ? before[i] : -1;
      channels->total += channel->n;
      g_ptr_array_add (channels->items, channel);
    }
  zhihui_channels_sort (channels);
  return channels;
}

static ZhihuiRegion *
make_region (const ZhihuiProfile *profile, const ZhihuiBookName *name)
{
  const ZhihuiRegion *known = g_hash_table_lookup (profile->regions, name->word);
  ZhihuiRegion       *region = g_new0 (ZhihuiRegion, 1);

  *region = known != NULL ? *known
                          : (ZhihuiRegion){ .code = name->word,
                                            .name = name->word,
                                            .parent = profile->region,
                                            .lon = NAN,
                                            .lat = NAN,
                                            .column = G_MININT,
                                            .row = G_MININT,
                                            .population = -1 };
  region->code = g_strdup (region->code);
  region->name = g_strdup (region->name);
  region->parent = g_strdup (region->parent);
  /* It lies where its cases are. */
  if ((isnan (region->lon) || isnan (region->lat)) && name->n_places > 0)
    {
      region->lon = name->lon / (double) name->n_places;
      region->lat = name->lat / (double) name->n_places;
    }
  return region;
}

/* By the place of the case: its place stands where the counting looks for the unit. */
static void
count_map_rate (const Counting *self, ZhihuiBoard board, ZhihuiMapFigures *map)
{
  ZhihuiMetric   metric = zhihui_board_get_metric (board);
  const char    *text = zhihui_board_get_default_period (board);
  ZhihuiMapRate *rate = &map->rates[board];
  guint          n_places = self->book->regions.names->len, n_rows = self->book->rows->len;
  const GArray  *ratings = self->book->ratings;
  g_autofree ZhihuiAssignment *rows = g_memdup2 (get_rows (self), n_rows * sizeof *rows);
  g_autofree ZhihuiRating     *rated = g_memdup2 (ratings->data, ratings->len * sizeof *rated);
  g_autofree ZhihuiTally      *tallies = g_new0 (ZhihuiTally, n_places + 1);
  g_autoptr (ZhihuiPeriod) period = zhihui_period_parse (text, self->as_of, self->zone, NULL);

  for (guint i = 0; i < n_rows; i++)
    rows[i].unit =
      MIN (g_array_index (self->book->cases, ZhihuiBookCase, rows[i].case_index).region, n_places);
  for (guint i = 0; i < ratings->len; i++)
    rated[i].unit = rated[i].assignment < n_rows ? rows[rated[i].assignment].unit : n_places;
  *rate = (ZhihuiMapRate){ .is_told = TRUE, .window = period->window, .period = g_strdup (text) };
  rate->min_n = zhihui_period_default_min_n (text, zhihui_metric_counts_answers (metric));
  zhihui_tally_count (
    metric, rows, n_rows, rated, ratings->len, &rate->window, self->as_of, tallies, n_places + 1);
  for (guint i = 0; i < n_places; i++)
    ((ZhihuiRegionFigure *) map->items->pdata[i])->rates[board] = tallies[i];
  for (guint i = 0; i <= n_places; i++)
    zhihui_tally_join (&rate->total, &tallies[i]);
}

static void
count_map (const Counting *self)
{
  ZhihuiMapFigures *map = zhihui_map_figures_new ();
  ZhihuiRegions    *regions = zhihui_regions_new ();
  const GPtrArray  *names = self->book->regions.names;
  g_autoptr (ZhihuiPeriod) month = zhihui_period_parse ("month", self->as_of, self->zone, NULL);
  gint64 until = MIN (month->window.to, self->as_of);

  stamp (self, &map->stamp);
  stamp (self, &regions->stamp);
  map->window = month->window;
  for (guint i = 0; i < names->len; i++)
    {
      ZhihuiRegion       *region = make_region (self->book->profile, names->pdata[i]);
      ZhihuiRegionFigure *figure = g_new0 (ZhihuiRegionFigure, 1);

      figure->code = g_strdup (region->code);
      g_ptr_array_add (regions->items, region);
      g_ptr_array_add (map->items, figure);
    }
  for (guint i = 0; i < self->book->cases->len; i++)
    {
      const ZhihuiBookCase *one = &g_array_index (self->book->cases, ZhihuiBookCase, i);

      if (one->region < names->len)
        ((ZhihuiRegionFigure *) map->items->pdata[one->region])->n +=
          zhihui_is_between (one->accepted_at, month->window.from, until);
    }
  for (guint i = 0; i < self->book->rows->len; i++)
    {
      const ZhihuiAssignment *row = &get_rows (self)[i];
      guint16 place = g_array_index (self->book->cases, ZhihuiBookCase, row->case_index).region;

      if (!zhihui_assignment_is_open (row, self->as_of))
        continue;
      if (place >= names->len)
        {
          map->unlocated++;
          continue;
        }
      map->located++;
      ((ZhihuiRegionFigure *) map->items->pdata[place])->open++;
      ((ZhihuiRegionFigure *) map->items->pdata[place])->overdue +=
        zhihui_assignment_is_overdue (row, self->as_of);
    }
  for (guint board = 0; board < ZHIHUI_N_BOARDS; board++)
    if (board != ZHIHUI_BOARD_VOLUME &&
        zhihui_case_figures_explain_missing (self->book->table, (ZhihuiBoard) board) == NULL)
      count_map_rate (self, (ZhihuiBoard) board, map);
  zhihui_bundle_take_dataset (self->bundle, ZHIHUI_DATASET_MAP, map);
  zhihui_bundle_take_dataset (self->bundle, ZHIHUI_DATASET_REGIONS, regions);
}

static ZhihuiTrend *
count_trend (const Counting *self, ZhihuiBoard board, const char *step)
{
  ZhihuiTrend *trend = zhihui_trend_new ();
  gint64       from = zhihui_trend_step_before (self->zone, step, self->as_of, TREND_STEPS - 1);
  gint32       day = zhihui_zone_day_of (self->zone, from);

  stamp (self, &trend->stamp);
  trend->metric = zhihui_board_get_metric (board);
  trend->unit = g_strdup ("");
  trend->step = g_strdup (step);
  for (guint i = 0; i < TREND_STEPS; i++)
    {
      gint32             next = zhihui_trend_step_next (step, day);
      const ZhihuiWindow window = { zhihui_zone_day_start (self->zone, day),
                                    zhihui_zone_day_start (self->zone, next) };
      ZhihuiTally        tally = sum (self, trend->metric, &window);
      ZhihuiTrendPoint   point = { window.from, tally.n, tally.k };

      g_array_append_val (trend->points, point);
      day = next;
    }
  return trend;
}

/* Of every board that the platform tells enough for. */
static void
count_trends (const Counting *self)
{
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    for (ZhihuiTrendStep step = 0; step < ZHIHUI_N_TREND_STEPS; step++)
      if (board == ZHIHUI_BOARD_VOLUME ||
          zhihui_case_figures_explain_missing (self->book->table, board) == NULL)
        zhihui_bundle_take_dataset (self->bundle,
                                    zhihui_dataset_for_trend (board, step),
                                    count_trend (self, board, zhihui_trend_step_get_id (step)));
}

static ZhihuiUnits *
list_units (const Counting *self)
{
  ZhihuiUnits *units = zhihui_units_new ();

  stamp (self, &units->stamp);
  for (guint i = 0; i < self->book->units.units->len; i++)
    g_ptr_array_add (units->items, zhihui_unit_copy (self->book->units.units->pdata[i]));
  return units;
}

/**
 * zhihui_case_figures_count:
 * @bundle: filled
 * @book: all cases of the platform
 * @wanted: (element-type ZhihuiWantedBoard): which boards
 *
 * Counts in the thread of the caller: some tenths of a second for 100,000 cases, most of it trends.
 */
void
zhihui_case_figures_count (ZhihuiBundle *bundle, ZhihuiCaseBook *book, const GPtrArray *wanted)
{
  Counting    self = { bundle, book, book->as_of, book->profile->time.zone, G_MAXINT64, NULL };
  ZhihuiMeta *meta = zhihui_profile_make_meta (book->profile, book->units.units, book->as_of);

  self.open_overdue = g_array_new (FALSE, TRUE, sizeof (gint64));
  g_array_set_size (self.open_overdue, book->units.units->len + 1);
  for (guint i = 0; i < book->rows->len; i++)
    {
      const ZhihuiAssignment *row = &get_rows (&self)[i];

      self.first_at = MIN (self.first_at, row->dispatched_at);
      g_array_index (self.open_overdue, gint64, row->unit) +=
        zhihui_assignment_is_overdue (row, self.as_of);
    }

  for (guint i = 0; i < wanted->len; i++)
    {
      const ZhihuiWantedBoard *one = wanted->pdata[i];

      if (zhihui_case_figures_explain_missing (book->table, one->board) == NULL)
        count_board (&self, one, meta);
    }
  g_array_unref (self.open_overdue);

  zhihui_bundle_take_dataset (bundle, ZHIHUI_DATASET_META, meta);
  zhihui_bundle_take_dataset (bundle, ZHIHUI_DATASET_SUMMARY, count_summary (&self));
  zhihui_bundle_take_dataset (bundle, ZHIHUI_DATASET_UNITS, list_units (&self));
  count_trends (&self);
  if (book->table->columns[ZHIHUI_CASE_FIELD_CHANNEL] != NULL)
    zhihui_bundle_take_dataset (bundle, ZHIHUI_DATASET_CHANNELS, count_channels (&self));
  if (book->table->columns[ZHIHUI_CASE_FIELD_REGION] != NULL)
    count_map (&self);
}
