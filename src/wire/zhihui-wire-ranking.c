/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wire.h"

#include <math.h>

#include "zhihui-wire-parts.h"

#define NO_RANK G_MININT
#define NOT_GIVEN (-1)

/* A row and a board while they are read: what a word or an absent member means is settled when all
 * is known. */
typedef struct
{
  ZhihuiScore score;
  gint64      k;
  guint       n_bounds; /* of the interval */
  int         delta_rank;
  int         year_rank;
  char       *flag;   /* owned */
  char       *reason; /* owned */
} RowDraft;

typedef struct
{
  ZhihuiStamp  stamp;
  ZhihuiWindow window;
  char        *metric; /* all texts owned */
  char        *region;
  char        *peer;
  char        *period;
  char        *order;
  char        *direction;
  char        *basis;
  char        *next;
  guint        tier;
  gboolean     frozen;
  gboolean     provisional;
  guint        min_n;
  ZhihuiTally  total;
  ZhihuiTally  region_total;
  int          n_ranked;
  int          n_unranked;
  GArray      *items;    /* (element-type RowDraft), owned */
  GArray      *unranked; /* (element-type RowDraft), owned */
} BoardDraft;

static void
clear_row (gpointer row)
{
  RowDraft *self = row;

  zhihui_score_clear (&self->score);
  g_free (self->flag);
  g_free (self->reason);
}

static void
clear_board (BoardDraft *self)
{
  g_free (self->stamp.revision);
  g_free (self->metric);
  g_free (self->region);
  g_free (self->peer);
  g_free (self->period);
  g_free (self->order);
  g_free (self->direction);
  g_free (self->basis);
  g_free (self->next);
  g_array_unref (self->items);
  g_array_unref (self->unranked);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BoardDraft, clear_board)

/* ---- from JSON ---- */

/* One end of the interval. */
static gboolean
read_bound (ZhihuiWireReader *reader, gpointer target)
{
  RowDraft *row = target;
  double   *bound = row->n_bounds == 0 ? &row->score.low : &row->score.high;

  if (++row->n_bounds > 2)
    return zhihui_wire_reader_fail (reader, NULL, "is one too many");

  return zhihui_wire_reader_read (reader, ZHIHUI_WIRE_RATIO, bound);
}

static const ZhihuiWireMember delta_members[] = {
  ZHIHUI_WIRE_MAY (RowDraft, score.delta_value, "value", NUMBER),
  ZHIHUI_WIRE_MAY (RowDraft, delta_rank, "rank", INT),
};

static gboolean
read_delta (ZhihuiWireReader *reader, gpointer target)
{
  RowDraft *row = target;

  row->score.has_delta = TRUE;
  if (!zhihui_wire_reader_read_object (reader, delta_members, G_N_ELEMENTS (delta_members), row))
    return FALSE;

  row->score.has_delta_rank = row->delta_rank != NO_RANK;
  if (row->score.has_delta_rank)
    row->score.delta_rank = row->delta_rank;
  return TRUE;
}

static const ZhihuiWireMember year_members[] = {
  ZHIHUI_WIRE_MAY (RowDraft, score.year.value, "value", NUMBER),
  ZHIHUI_WIRE_MAY (RowDraft, year_rank, "rank", INT),
};

static gboolean
read_year (ZhihuiWireReader *reader, gpointer target)
{
  RowDraft *row = target;

  row->score.year.has_value = TRUE;
  if (!zhihui_wire_reader_read_object (reader, year_members, G_N_ELEMENTS (year_members), row))
    return FALSE;

  row->score.year.has_rank = row->year_rank != NO_RANK;
  if (row->score.year.has_rank)
    row->score.year.rank = row->year_rank;
  return TRUE;
}

/* In the order in which rows are written. */
static const ZhihuiWireMember row_members[] = {
  ZHIHUI_WIRE_MAY (RowDraft, score.rank, "rank", COUNT_32),
  ZHIHUI_WIRE_MAY (RowDraft, score.tied, "tied", BOOLEAN),
  ZHIHUI_WIRE_NEED_VALUE (RowDraft, score.unit, "unit", zhihui_wire_read_unit),
  ZHIHUI_WIRE_NEED (RowDraft, score.n, "n", COUNT),
  ZHIHUI_WIRE_MAY (RowDraft, k, "k", COUNT),
  { "interval", ZHIHUI_WIRE_LIST, FALSE, 0, read_bound },
  ZHIHUI_WIRE_MAY (RowDraft, score.shrunk, "shrunk", RATIO),
  ZHIHUI_WIRE_MAY (RowDraft, flag, "flag", TEXT),
  ZHIHUI_WIRE_MAY (RowDraft, score.extra, "refused", COUNT),
  ZHIHUI_WIRE_MAY (RowDraft, score.extra, "score_sum", COUNT),
  ZHIHUI_WIRE_MAY (RowDraft, score.open_overdue, "open_overdue", COUNT),
  ZHIHUI_WIRE_MAY (RowDraft, score.tier, "tier", COUNT_32),
  ZHIHUI_WIRE_MAY_PART ("delta", read_delta),
  ZHIHUI_WIRE_MAY_PART ("delta_year", read_year),
  ZHIHUI_WIRE_MAY (RowDraft, reason, "reason", TEXT),
};

static gboolean
read_row (ZhihuiWireReader *reader, gpointer target)
{
  GArray  **rows = target;
  RowDraft  draft = { .k = NOT_GIVEN, .delta_rank = NO_RANK, .year_rank = NO_RANK };
  RowDraft *row;

  draft.score.low = draft.score.high = draft.score.shrunk = draft.score.delta_value = NAN;
  draft.score.year.value = NAN;
  draft.score.open_overdue = NOT_GIVEN;
  g_array_append_val (*rows, draft);
  row = &g_array_index (*rows, RowDraft, (*rows)->len - 1);
  if (!zhihui_wire_reader_read_object (reader, row_members, G_N_ELEMENTS (row_members), row))
    return FALSE;

  if (row->n_bounds == 1 || row->score.low > row->score.high)
    return zhihui_wire_reader_fail (reader, "interval", "is not [low, high]");
  return row->k <= row->score.n ? TRUE : zhihui_wire_reader_fail (reader, "k", "is more than n");
}

static const ZhihuiWireMember board_members[] = {
  ZHIHUI_WIRE_STAMP (BoardDraft),
  ZHIHUI_WIRE_NEED (BoardDraft, metric, "metric", TEXT),
  ZHIHUI_WIRE_MAY (BoardDraft, region, "region", TEXT),
  ZHIHUI_WIRE_MAY (BoardDraft, peer, "peer", TEXT),
  ZHIHUI_WIRE_MAY (BoardDraft, period, "period", TEXT),
  ZHIHUI_WIRE_NEED_WINDOW (BoardDraft, window),
  ZHIHUI_WIRE_MAY (BoardDraft, frozen, "frozen", BOOLEAN),
  ZHIHUI_WIRE_MAY (BoardDraft, provisional, "calendar_provisional", BOOLEAN),
  ZHIHUI_WIRE_MAY (BoardDraft, order, "order", TEXT),
  ZHIHUI_WIRE_MAY (BoardDraft, direction, "direction", TEXT),
  ZHIHUI_WIRE_MAY (BoardDraft, min_n, "min_n", COUNT_32),
  ZHIHUI_WIRE_MAY (BoardDraft, basis, "basis", TEXT),
  ZHIHUI_WIRE_MAY (BoardDraft, tier, "tier", COUNT_32),
  ZHIHUI_WIRE_NEED_VALUE (BoardDraft, total, "total", zhihui_wire_read_total),
  ZHIHUI_WIRE_MAY_VALUE (BoardDraft, region_total, "region_total", zhihui_wire_read_total),
  ZHIHUI_WIRE_MAY (BoardDraft, n_ranked, "ranked_total", COUNT_32),
  ZHIHUI_WIRE_NEED_LIST (BoardDraft, items, "items", read_row),
  ZHIHUI_WIRE_MAY_LIST (BoardDraft, unranked, "unranked", read_row),
  ZHIHUI_WIRE_MAY (BoardDraft, n_unranked, "unranked_total", COUNT_32),
  ZHIHUI_WIRE_MAY (BoardDraft, next, "next", TEXT),
};

static ZhihuiFlag
parse_flag (const char *word)
{
  if (g_strcmp0 (word, "better") == 0)
    return ZHIHUI_FLAG_BETTER;
  if (g_strcmp0 (word, "worse") == 0)
    return ZHIHUI_FLAG_WORSE;

  return ZHIHUI_FLAG_NONE;
}

/* Settles what needs the board: how the unit is compared, and what its figure is. */
static void
settle_row (RowDraft *row, const char *peer, gboolean is_count, gboolean is_ranked)
{
  ZhihuiScore *score = &row->score;
  ZhihuiTally  tally;

  zhihui_wire_fill_text (&score->unit->peer, peer);
  score->k = is_count ? 0 : row->k;
  score->flag = is_count ? ZHIHUI_FLAG_NONE : parse_flag (row->flag);
  tally = (ZhihuiTally){ .k = score->k, .n = score->n };
  score->value = zhihui_tally_get_value (&tally, is_count);

  if (is_ranked)
    return;

  score->rank = 0;
  score->tied = FALSE;
  score->reason = ZHIHUI_UNRANKED_MIN_N;
  if (g_strcmp0 (row->reason, "min_n") != 0 && score->n == 0)
    score->reason = ZHIHUI_UNRANKED_NO_CASES;
}

/* Moves the rows of @drafts into a new array. */
static gboolean
settle_rows (GArray       *drafts,
             const char   *name,
             const char   *peer,
             gboolean      is_count,
             ZhihuiScore **scores,
             guint        *n_scores,
             GError      **error)
{
  gboolean is_ranked = g_str_equal (name, "items");

  for (guint i = 0; i < drafts->len; i++)
    {
      const RowDraft *row = &g_array_index (drafts, RowDraft, i);

      if (!is_count && row->k == NOT_GIVEN)
        return zhihui_wire_fail (error, "%s[%u].k is missing", name, i);
      if (is_ranked && row->score.rank == 0)
        return zhihui_wire_fail (error, "%s[%u].rank is missing", name, i);
    }

  *scores = g_new0 (ZhihuiScore, drafts->len);
  *n_scores = drafts->len;
  for (guint i = 0; i < drafts->len; i++)
    {
      RowDraft *row = &g_array_index (drafts, RowDraft, i);

      settle_row (row, peer, is_count, is_ranked);
      (*scores)[i] = row->score;
      row->score.unit = NULL;
    }

  return TRUE;
}

static void
settle_texts (BoardDraft *draft, ZhihuiRanking *ranking)
{
  zhihui_wire_fill_text (&draft->region, "");
  zhihui_wire_fill_text (&draft->peer, "all");
  zhihui_wire_fill_text (&draft->period, "");
  ranking->region = g_steal_pointer (&draft->region);
  ranking->peer = g_steal_pointer (&draft->peer);
  ranking->period = g_steal_pointer (&draft->period);
  ranking->revision = g_steal_pointer (&draft->stamp.revision);
  ranking->order = g_strcmp0 (draft->order, "shrunk") == 0 ? ZHIHUI_ORDER_SHRUNK : ZHIHUI_ORDER_RAW;
  ranking->direction = g_strcmp0 (draft->direction, "worst") == 0 ? ZHIHUI_DIRECTION_WORST_FIRST
                                                                  : ZHIHUI_DIRECTION_BEST_FIRST;
}

static ZhihuiRanking *
settle_board (BoardDraft *draft, ZhihuiMetric metric, GError **error)
{
  g_autoptr (ZhihuiRanking) self = zhihui_ranking_new_empty (metric);
  gboolean is_count = zhihui_metric_get_traits (metric)->is_count;

  settle_texts (draft, self);
  self->window = draft->window;
  self->as_of = draft->stamp.as_of;
  self->frozen = draft->frozen;
  self->provisional = draft->provisional;
  self->min_n = draft->min_n;
  self->tier = draft->tier;
  if (!zhihui_basis_parse (draft->basis, &self->basis))
    self->basis = zhihui_metric_get_traits (metric)->basis;
  self->total = draft->total;
  self->region_total = draft->region_total.n == NOT_GIVEN ? draft->total : draft->region_total;

  if (!settle_rows (
        draft->items, "items", self->peer, is_count, &self->scores, &self->n_scores, error) ||
      !settle_rows (draft->unranked,
                    "unranked",
                    self->peer,
                    is_count,
                    &self->unranked,
                    &self->n_unranked_sent,
                    error))
    return NULL;

  self->n_ranked = MAX ((guint) MAX (draft->n_ranked, 0), self->n_scores);
  self->n_unranked = MAX ((guint) MAX (draft->n_unranked, 0), self->n_unranked_sent);
  return g_steal_pointer (&self);
}

static GArray *
new_rows (void)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (RowDraft));

  g_array_set_clear_func (rows, clear_row);
  return rows;
}

/**
 * zhihui_wire_decode_ranking:
 * @body: the answer of /rankings/{metric}
 * @next: (out) (optional) (nullable) (transfer full): cursor of the next page
 * @error: return location
 *
 * Values are counted from n and k, whatever the answer says they are.
 *
 * Returns: (transfer full) (nullable): the board, or the page of it
 */
ZhihuiRanking *
zhihui_wire_decode_ranking (GBytes *body, char **next, GError **error)
{
  g_auto (BoardDraft) draft = { .items = new_rows (), .unranked = new_rows () };
  ZhihuiRanking *self;
  ZhihuiMetric   metric;

  draft.region_total.n = NOT_GIVEN;
  if (!zhihui_wire_read_root (body, board_members, G_N_ELEMENTS (board_members), &draft, error) ||
      !zhihui_wire_settle_head (&draft.stamp, &draft.window, error))
    return NULL;

  if (!zhihui_metric_parse (draft.metric, &metric))
    {
      zhihui_wire_fail_word (error, "metric", draft.metric);
      return NULL;
    }

  self = settle_board (&draft, metric, error);
  if (self != NULL && next != NULL)
    *next = g_steal_pointer (&draft.next);
  return self;
}

/* ---- to JSON ---- */

/* What a rate has beside its fraction, where it has one. */
static void
write_estimates (ZhihuiWireWriter *writer, const ZhihuiScore *score)
{
  static const char *const flags[] = {
    [ZHIHUI_FLAG_NONE] = "none",
    [ZHIHUI_FLAG_BETTER] = "better",
    [ZHIHUI_FLAG_WORSE] = "worse",
  };

  zhihui_wire_writer_open_list (writer, "interval");
  zhihui_wire_writer_number (writer, NULL, score->low);
  zhihui_wire_writer_number (writer, NULL, score->high);
  zhihui_wire_writer_close_list (writer);
  zhihui_wire_writer_number (writer, "shrunk", score->shrunk);
  zhihui_wire_writer_text (writer, "flag", flags[score->flag]);
}

static void
write_delta (ZhihuiWireWriter *writer, const char *name, const ZhihuiDelta *delta)
{
  if (!delta->has_value)
    return;

  zhihui_wire_writer_open_object (writer, name);
  zhihui_wire_writer_number (writer, "value", delta->value);
  if (delta->has_rank)
    zhihui_wire_writer_integer (writer, "rank", delta->rank);
  zhihui_wire_writer_close_object (writer);
}

static void
write_score (ZhihuiWireWriter *writer, ZhihuiMetric metric, const ZhihuiScore *score)
{
  ZhihuiTally tally = { .k = score->k, .n = score->n, .extra = score->extra };
  ZhihuiDelta delta = {
    score->has_delta, score->delta_value, score->has_delta_rank, score->delta_rank
  };

  zhihui_wire_writer_open_object (writer, NULL);
  if (score->rank > 0)
    {
      zhihui_wire_writer_integer (writer, "rank", score->rank);
      zhihui_wire_writer_boolean (writer, "tied", score->tied);
    }
  zhihui_wire_write_unit (writer, score->unit);
  zhihui_wire_write_tally (writer, metric, &tally);
  if (isfinite (score->low) && isfinite (score->high) && isfinite (score->shrunk))
    write_estimates (writer, score);
  if (score->open_overdue >= 0)
    zhihui_wire_writer_integer (writer, "open_overdue", score->open_overdue);
  if (score->tier > 0)
    zhihui_wire_writer_integer (writer, "tier", score->tier);
  write_delta (writer, "delta", &delta);
  write_delta (writer, "delta_year", &score->year);
  if (score->rank == 0)
    zhihui_wire_writer_text (
      writer, "reason", score->reason == ZHIHUI_UNRANKED_NO_CASES ? "no_cases" : "min_n");
  zhihui_wire_writer_close_object (writer);
}

static void
write_total (ZhihuiWireWriter  *writer,
             const char        *name,
             ZhihuiMetric       metric,
             const ZhihuiTally *total)
{
  zhihui_wire_writer_open_object (writer, name);
  zhihui_wire_write_tally (writer, metric, total);
  zhihui_wire_writer_close_object (writer);
}

static void
write_scores (ZhihuiWireWriter  *writer,
              const char        *name,
              ZhihuiMetric       metric,
              const ZhihuiScore *scores,
              guint              n_scores)
{
  zhihui_wire_writer_open_list (writer, name);
  for (guint i = 0; i < n_scores; i++)
    write_score (writer, metric, &scores[i]);
  zhihui_wire_writer_close_list (writer);
}

/**
 * zhihui_wire_encode_ranking:
 * @ranking: a board
 * @zone: zone of the times
 * @next: (nullable): cursor of the next page
 *
 * Returns: (transfer full): the answer of /rankings/{metric}
 */
char *
zhihui_wire_encode_ranking (ZhihuiRanking *ranking, ZhihuiZone *zone, const char *next)
{
  ZhihuiWireWriter writer;
  ZhihuiMetric     metric;

  g_return_val_if_fail (ranking != NULL && zone != NULL, NULL);

  metric = ranking->metric;
  zhihui_wire_writer_init (&writer, zone);
  zhihui_wire_writer_open_object (&writer, NULL);
  zhihui_wire_writer_stamp (&writer, ranking->as_of, ranking->revision);
  zhihui_wire_writer_text (&writer, "metric", zhihui_metric_get_traits (metric)->id);
  zhihui_wire_writer_text (&writer, "region", ranking->region);
  zhihui_wire_writer_text (&writer, "peer", ranking->peer);
  zhihui_wire_writer_text (&writer, "period", ranking->period);
  zhihui_wire_write_window (&writer, &ranking->window);
  zhihui_wire_writer_boolean (&writer, "frozen", ranking->frozen);
  zhihui_wire_writer_boolean (&writer, "calendar_provisional", ranking->provisional);
  zhihui_wire_writer_text (
    &writer, "order", ranking->order == ZHIHUI_ORDER_SHRUNK ? "shrunk" : "raw");
  zhihui_wire_writer_text (
    &writer, "direction", ranking->direction == ZHIHUI_DIRECTION_WORST_FIRST ? "worst" : "best");
  zhihui_wire_writer_integer (&writer, "min_n", ranking->min_n);
  zhihui_wire_writer_text (&writer, "basis", zhihui_basis_get_id (ranking->basis));
  if (ranking->tier > 0)
    zhihui_wire_writer_integer (&writer, "tier", ranking->tier);
  write_total (&writer, "total", metric, &ranking->total);
  write_total (&writer, "region_total", metric, &ranking->region_total);
  zhihui_wire_writer_integer (&writer, "ranked_total", ranking->n_ranked);
  write_scores (&writer, "items", metric, ranking->scores, ranking->n_scores);
  write_scores (&writer, "unranked", metric, ranking->unranked, ranking->n_unranked_sent);
  zhihui_wire_writer_integer (&writer, "unranked_total", ranking->n_unranked);
  zhihui_wire_writer_text (&writer, "next", next);
  zhihui_wire_writer_close_object (&writer);
  return zhihui_wire_writer_finish (&writer);
}
