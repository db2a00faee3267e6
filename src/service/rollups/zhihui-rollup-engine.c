/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-rollup-engine.h"

#include <glib/gi18n-lib.h>

#include "zhihui-error.h"
#include "zhihui-rollup-edge.h"
#include "zhihui-rollup-rows.h"
#include "zhihui-rollup-state.h"
#include "zhihui-rollup-targets.h"

/* Subjects that lie as close together are read in one go, with those between them. */
#define MAX_GAP 64

typedef struct
{
  ZhihuiEngine       base;
  ZhihuiStore       *store; /* not owned */
  ZhihuiRollupState *state; /* owned */
  ZhihuiRollupEdges *edges; /* owned */
} Engine;

/* A question being answered. */
typedef struct
{
  Engine                    *engine;
  const ZhihuiRollupSeries  *series;
  const ZhihuiRollupTargets *targets;
  gint64                     end; /* zhihui_tally_get_end () */
  ZhihuiTally               *tallies;
} Count;

/* One statement for each metric and table: cell, n, k, extra. */
#define SELECT(table, n, k, x)                                                                     \
  "SELECT cell, " n ", " k ", " x " FROM " table " WHERE cell >= ?1 AND cell <= ?2 ORDER BY cell"
#define BOTH(n, k, x)                                                                              \
  {                                                                                                \
    SELECT ("rollup_day", n, k, x), SELECT ("rollup_month", n, k, x)                               \
  }

static ZhihuiStatement *
prepare_cells (Count *count, gboolean months)
{
  static const char *const sql[ZHIHUI_N_METRICS][2] = {
    [ZHIHUI_METRIC_VOLUME] = BOTH ("volume_n", "0", "0"),
    [ZHIHUI_METRIC_CLOSED] = BOTH ("closed_n", "0", "0"),
    [ZHIHUI_METRIC_OVERDUE_RATE] = BOTH ("overdue_n", "overdue_k", "0"),
    [ZHIHUI_METRIC_RETURN_RATE] = BOTH ("return_n", "return_k", "return_x"),
    [ZHIHUI_METRIC_REDO_RATE] = BOTH ("redo_n", "redo_k", "0"),
    [ZHIHUI_METRIC_SATISFIED_RATE] = BOTH ("satisfied_n", "satisfied_k", "satisfied_x"),
    [ZHIHUI_METRIC_RATED_RATE] = BOTH ("rated_n", "rated_k", "0"),
    [ZHIHUI_METRIC_SIGN_RATE] = BOTH ("sign_n", "sign_k", "0"),
    [ZHIHUI_METRIC_CONTACT_RATE] = BOTH ("contact_n", "contact_k", "0"),
    [ZHIHUI_METRIC_SOLVED_RATE] = BOTH ("solved_n", "solved_k", "0"),
    [ZHIHUI_METRIC_REPEAT_RATE] = BOTH ("repeat_n", "repeat_k", "0"),
    [ZHIHUI_METRIC_EARLY_RATE] = BOTH ("early_n", "early_k", "0"),
    [ZHIHUI_METRIC_TIME_CUT] = BOTH ("time_cut_n", "time_cut_k", "0"),
    [ZHIHUI_METRIC_DISPATCH_RATE] = BOTH ("dispatch_n", "dispatch_k", "0"),
  };

  return zhihui_store_prepare (count->engine->store, sql[count->series->metric][months]);
}

/* The cells of subjects @first … @last of the list, of one period. */
static gboolean
add_cells (Count *count, gboolean months, gint64 period, guint first, guint last, GError **error)
{
  const guint32   *subjects = (const guint32 *) (gconstpointer) count->targets->subjects->data;
  const guint32   *targets = (const guint32 *) (gconstpointer) count->targets->targets->data;
  ZhihuiStatement *row = prepare_cells (count, months);
  guint            at = first;
  ZhihuiStep       step;

  zhihui_statement_bind_integer (
    row, 1, zhihui_rollup_key (period, count->targets->level, subjects[first]));
  zhihui_statement_bind_integer (
    row, 2, zhihui_rollup_key (period, count->targets->level, subjects[last]));
  while ((step = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    {
      guint32      subject = zhihui_rollup_key_get_subject (zhihui_statement_get_integer (row, 0));
      ZhihuiTally *tally;

      while (at < last && subjects[at] < subject)
        at++;
      if (subjects[at] != subject)
        continue;
      tally = &count->tallies[targets[at]];
      tally->n += zhihui_statement_get_integer (row, 1);
      tally->k += zhihui_statement_get_integer (row, 2);
      tally->extra += zhihui_statement_get_integer (row, 3);
    }
  zhihui_statement_reset (row);
  return step == ZHIHUI_STEP_DONE ||
         zhihui_database_fail (zhihui_store_get_database (count->engine->store), error);
}

static gboolean
add_period (Count *count, gboolean months, gint64 period, GError **error)
{
  const GArray *subjects = count->targets->subjects;
  guint         first = 0;

  for (guint i = 1; i <= subjects->len; i++)
    {
      if (i < subjects->len && g_array_index (subjects, guint32, i) <=
                                 g_array_index (subjects, guint32, i - 1) + MAX_GAP)
        continue;
      if (!add_cells (count, months, period, first, i - 1, error))
        return FALSE;
      first = i;
    }
  return TRUE;
}

/* Whole days [@from, @to): as many whole months of them as there are. */
static gboolean
add_days (Count *count, gint32 from, gint32 to, GError **error)
{
  while (from < to)
    {
      int    year, month, mday;
      gint32 next;

      zhihui_day_to_ymd (from, &year, &month, &mday);
      next = zhihui_day_from_ymd (month == 12 ? year + 1 : year, month % 12 + 1, 1);
      if (mday != 1 || next > to)
        next = from + 1;
      if (!add_period (
            count, next != from + 1, next != from + 1 ? year * 12 + month - 1 : from, error))
        return FALSE;
      from = next;
    }
  return TRUE;
}

/* Cells count returns on the day of the dispatch: those that the unit asked for after the end of
 * the window are not yet returns. */
static gboolean
take_later_returns (Count *count, gint64 from, gint64 to, GError **error)
{
  g_autoptr (ZhihuiRollupRows) rows = zhihui_rollup_rows_new ();

  if (!zhihui_rollup_rows_read_returns (rows, count->engine->store, from, to, count->end, error))
    return FALSE;

  for (guint i = 0; i < rows->ids->len; i++)
    {
      const ZhihuiAssignment *row = zhihui_rollup_rows_get (rows, i).row;
      guint32                 target;
      ZhihuiPart              part;

      if (row->unit >= count->targets->n_units ||
          !zhihui_tally_place (
            ZHIHUI_METRIC_RETURN_RATE, ZHIHUI_BASIS_DISPATCHED, row, G_MAXINT64, &part))
        continue;
      target = count->targets->of_units[row->unit];
      if (target == G_MAXUINT32)
        continue;
      count->tallies[target].k -= part.sum.k;
      count->tallies[target].extra -= part.sum.extra;
    }
  return TRUE;
}

/* A part of one day, row by row. */
static gboolean
add_edge (Count *count, gint32 day, gint64 from, gint64 to, GError **error)
{
  const GArray *parts = zhihui_rollup_edges_get (count->engine->edges, day, count->series, error);

  if (parts == NULL)
    return FALSE;

  for (guint i = 0; i < parts->len; i++)
    {
      const ZhihuiRollupEdgePart *one = &g_array_index (parts, ZhihuiRollupEdgePart, i);
      guint32                     target;

      if (one->part.at < from || one->part.at >= to || one->unit >= count->targets->n_units)
        continue;
      target = count->targets->of_units[one->unit];
      if (target != G_MAXUINT32)
        zhihui_tally_add (&count->tallies[target], &one->part, from, count->end);
    }
  return TRUE;
}

static gboolean
add_window (Count *count, gint64 from, GError **error)
{
  ZhihuiZone *zone = count->engine->state->zone;
  gint32      first, last;
  gint64      first_at, last_at;

  if (from >= count->end)
    return TRUE;

  first = zhihui_zone_day_of (zone, from);
  last = zhihui_zone_day_of (zone, count->end);
  if (first == last)
    return add_edge (count, first, from, count->end, error);

  if (from > zhihui_zone_day_start (zone, first) &&
      !add_edge (count, first, from, zhihui_zone_day_start (zone, first + 1), error))
    return FALSE;
  first += from > zhihui_zone_day_start (zone, first);
  first_at = zhihui_zone_day_start (zone, first);
  last_at = zhihui_zone_day_start (zone, last);
  if (count->end > last_at && !add_edge (count, last, last_at, count->end, error))
    return FALSE;
  return add_days (count, first, last, error) &&
         (count->series->metric != ZHIHUI_METRIC_RETURN_RATE ||
          take_later_returns (count, first_at, last_at, error));
}

static ZhihuiRollupState *
load_state (ZhihuiStore *store, GError **error)
{
  g_autoptr (GError) cause = NULL;
  ZhihuiRollupState *state = zhihui_rollup_state_load (store, &cause);

  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  else if (state == NULL)
    g_set_error_literal (error,
                         ZHIHUI_ERROR,
                         ZHIHUI_ERROR_NOT_FOUND,
                         _ ("The sums by unit and day were never made; make them with "
                            "zhihui-platform rollup --rebuild"));
  return state;
}

/* The sums may have been made anew, and units may have come. */
static gboolean
bring_up_to_date (Engine *self, GError **error)
{
  ZhihuiRollupState *state;

  if (zhihui_rollup_state_is_current (self->state, self->store))
    return TRUE;

  state = load_state (self->store, error);
  if (state == NULL)
    return FALSE;
  zhihui_rollup_state_free (self->state);
  self->state = state;
  zhihui_rollup_edges_free (self->edges);
  self->edges = zhihui_rollup_edges_new (self->store, state->zone);
  return TRUE;
}

static gboolean
count_cells (ZhihuiEngine               *engine,
             const ZhihuiEngineQuestion *question,
             ZhihuiTally                *tallies,
             GError                    **error)
{
  Engine                   *self = (Engine *) engine;
  const ZhihuiRollupSeries *series = zhihui_rollup_find_series (question->metric);
  g_autoptr (ZhihuiRollupTargets) targets = NULL;
  g_autofree ZhihuiTally *scratch = NULL;
  Count                   count;

  if (!bring_up_to_date (self, error))
    return FALSE;
  if (series == NULL)
    return TRUE;

  targets = zhihui_rollup_targets_new (self->state->places, question);
  scratch = g_new0 (ZhihuiTally, MAX (targets->n_tallies, 1));
  count = (Count){
    .engine = self,
    .series = series,
    .targets = targets,
    .end = zhihui_tally_get_end (question->metric, &question->window, question->as_of),
    .tallies = scratch,
  };
  if (!add_window (&count, question->window.from, error))
    return FALSE;

  for (guint i = 0; i < targets->n_tallies; i++)
    {
      if (question->metric == ZHIHUI_METRIC_ON_TIME_RATE)
        scratch[i].k = scratch[i].n - scratch[i].k;
      tallies[i].n += scratch[i].n;
      tallies[i].k += scratch[i].k;
      tallies[i].extra += scratch[i].extra;
    }
  return TRUE;
}

static gboolean
note_rows (ZhihuiEngine *engine, const ZhihuiEngineRow *rows, gsize n_rows, GError **error)
{
  Engine *self = (Engine *) engine;

  for (gsize i = 0; i < n_rows; i++)
    zhihui_rollup_edges_note (self->edges, &rows[i]);
  return TRUE;
}

static void
forget_edges (ZhihuiEngine *engine)
{
  Engine *self = (Engine *) engine;

  zhihui_rollup_edges_free (self->edges);
  self->edges = zhihui_rollup_edges_new (self->store, self->state->zone);
}

static void
free_engine (ZhihuiEngine *engine)
{
  Engine *self = (Engine *) engine;

  zhihui_rollup_edges_free (self->edges);
  zhihui_rollup_state_free (self->state);
  g_free (self);
}

/**
 * zhihui_rollup_engine_new:
 * @store: (transfer none): must outlive the engine
 *
 * Returns: (transfer full) (nullable): the engine; %NULL with @error: NOT_FOUND when the sums of
 *   @store were never made
 */
ZhihuiEngine *
zhihui_rollup_engine_new (ZhihuiStore *store, GError **error)
{
  static const ZhihuiEngineBackend backend = {
    .forget = forget_edges, .write = note_rows, .count = count_cells, .free = free_engine
  };
  ZhihuiRollupState *state = load_state (store, error);
  Engine            *self;

  if (state == NULL)
    return NULL;

  self = g_new0 (Engine, 1);
  self->base.backend = &backend;
  self->store = store;
  self->state = state;
  self->edges = zhihui_rollup_edges_new (store, state->zone);
  return &self->base;
}
