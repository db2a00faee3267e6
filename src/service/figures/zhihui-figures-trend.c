/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "zhihui-figures-private.h"
#include "zhihui-trend-step.h"

/* What is looked at for one trend. */
typedef struct
{
  GArray   *rows;    /* (element-type ZhihuiAssignment), of @regions */
  GArray   *ratings; /* (element-type ZhihuiRating), of @regions */
  gboolean  has_unit;
  guint     unit;
  gboolean *regions; /* NULL: all */

  const char *region, *unit_id; /* as asked */
} Source;

static gboolean
is_wanted (ZhihuiFigures *self, const Source *source, guint unit, guint assignment_case)
{
  const ZhihuiCaseRow *its_case =
    &g_array_index (self->ledger->cases, ZhihuiCaseRow, assignment_case);

  return (!source->has_unit || unit == source->unit) &&
         zhihui_case_is_in (its_case, source->regions);
}

/* A row belongs to a step only through one of its instants, so rows without an instant in the whole
 * span belong to none. */
static gboolean
touches (const ZhihuiAssignment *row, gint64 from, gint64 to)
{
  const gint64 instants[] = { row->dispatched_at, row->sign_due_at,   row->contact_due_at,
                              row->due_at,        row->replied_at,    row->closed_at,
                              row->sent_back_at,  row->return_req_at, row->signed_at,
                              row->called_back_at };

  for (guint i = 0; i < G_N_ELEMENTS (instants); i++)
    if (zhihui_is_between (instants[i], from, to))
      return TRUE;

  return FALSE;
}

/* Ratings name their assignment by its place, so that must be followed. */
static void
gather_ratings (ZhihuiFigures *self, Source *source, const guint32 *places)
{
  const ZhihuiLedger *ledger = self->ledger;

  for (guint i = 0; i < ledger->ratings->len; i++)
    {
      ZhihuiRating rating = g_array_index (ledger->ratings, ZhihuiRating, i);
      guint        its_case =
        g_array_index (ledger->assignments, ZhihuiAssignment, rating.assignment).case_index;

      if (!is_wanted (self, source, rating.unit, its_case))
        continue;
      rating.unit = 0;
      rating.assignment = places[rating.assignment];
      g_array_append_val (source->ratings, rating);
    }
}

static void
gather (ZhihuiFigures *self, Source *source, ZhihuiMetric metric, gint64 from, gint64 to)
{
  const GArray       *rows = self->ledger->assignments;
  gboolean            rated = metric == ZHIHUI_METRIC_SATISFIED_RATE;
  g_autofree guint32 *places = g_new (guint32, rows->len + 1);

  for (guint i = 0; i < rows->len; i++)
    {
      ZhihuiAssignment row = g_array_index (rows, ZhihuiAssignment, i);

      places[i] = G_MAXUINT32;
      if ((!rated && !touches (&row, from, to)) ||
          !is_wanted (self, source, row.unit, row.case_index))
        continue;
      row.unit = 0;
      places[i] = source->rows->len;
      g_array_append_val (source->rows, row);
    }

  if (rated)
    gather_ratings (self, source, places);
}

/* Of cases, which belong to no unit. */
static void
count_direct (ZhihuiFigures      *self,
              const Source       *source,
              const ZhihuiWindow *window,
              ZhihuiTally        *tally)
{
  const GArray *cases = self->ledger->cases;

  for (guint i = 0; i < cases->len && !source->has_unit; i++)
    {
      const ZhihuiCaseRow  *one = &g_array_index (cases, ZhihuiCaseRow, i);
      const ZhihuiCaseFacts facts = zhihui_figures_get_case_facts (one);
      ZhihuiPart            part;

      if (zhihui_case_is_in (one, source->regions) &&
          zhihui_tally_place_case (&facts, self->as_of, &part))
        zhihui_tally_add (tally, &part, window->from, MIN (window->to, self->as_of));
    }
}

static void
add_point (ZhihuiFigures      *self,
           const Source       *source,
           const ZhihuiWindow *window,
           ZhihuiTrend        *trend)
{
  ZhihuiTally      tally = { 0 };
  ZhihuiTrendPoint point = { window->from, 0, 0 };

  if (self->ledger->is_partial)
    tally =
      zhihui_figures_sum_region (self, source->region, source->unit_id, trend->metric, window);
  else if (source->regions == NULL)
    tally = zhihui_figures_sum_units (
      self, trend->metric, window, source->has_unit ? source->unit : G_MAXUINT);
  else
    zhihui_tally_count (trend->metric,
                        (const ZhihuiAssignment *) (gconstpointer) source->rows->data,
                        source->rows->len,
                        (const ZhihuiRating *) (gconstpointer) source->ratings->data,
                        source->ratings->len,
                        window,
                        self->as_of,
                        &tally,
                        1);
  if (trend->metric == ZHIHUI_METRIC_DIRECT_RATE && !self->ledger->is_partial)
    count_direct (self, source, window, &tally);
  point.n = tally.n;
  point.k = tally.k;
  g_array_append_val (trend->points, point);
}

/**
 * zhihui_figures_make_trend:
 * @question: its span has at most %ZHIHUI_MAX_TREND_STEPS steps
 *
 * Returns: (transfer full): one point a step, from the step of @question->from to the last that
 * begins before @question->to and the present moment
 */
ZhihuiTrend *
zhihui_figures_make_trend (ZhihuiFigures *self, const ZhihuiTrendQuestion *question)
{
  ZhihuiTrend *trend = zhihui_trend_new ();
  gint64       to = MIN (question->to, self->as_of);
  gint32       day =
    zhihui_trend_step_start (question->step, zhihui_zone_day_of (self->zone, question->from));
  Source source = { 0 };

  zhihui_figures_stamp (self, &trend->stamp);
  trend->metric = question->metric;
  g_free (trend->unit);
  trend->unit = g_strdup (question->unit != NULL ? question->unit : "");
  g_free (trend->step);
  trend->step = g_strdup (question->step);

  source.rows = g_array_new (FALSE, FALSE, sizeof (ZhihuiAssignment));
  source.ratings = g_array_new (FALSE, FALSE, sizeof (ZhihuiRating));
  source.regions = zhihui_figures_find_regions (self, question->region);
  source.region = question->region;
  source.unit_id = question->unit;
  source.has_unit = question->unit != NULL;
  if (source.has_unit)
    source.unit = zhihui_ledger_find_unit (self->ledger, question->unit);
  if (!self->ledger->is_partial && source.regions != NULL)
    gather (self, &source, question->metric, zhihui_zone_day_start (self->zone, day), to);

  for (guint i = 0; i < ZHIHUI_MAX_TREND_STEPS; i++)
    {
      gint32       next = zhihui_trend_step_next (question->step, day);
      ZhihuiWindow window = { zhihui_zone_day_start (self->zone, day),
                              zhihui_zone_day_start (self->zone, next) };

      if (window.from >= to)
        break;
      add_point (self, &source, &window, trend);
      day = next;
    }

  g_array_unref (source.rows);
  g_array_unref (source.ratings);
  g_free (source.regions);
  return trend;
}
