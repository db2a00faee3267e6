/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-board-rows.h"

#include <math.h>

/* Scores by rank, whatever the order they came in. */
static const ZhihuiScore *
get_score (ZhihuiRanking *ranking, guint index)
{
  gboolean reversed = ranking->direction == ZHIHUI_DIRECTION_WORST_FIRST;

  return &ranking->scores[reversed ? ranking->n_scores - 1 - index : index];
}

/* The first score of the last part, when the middle was not sent; n_scores when all were. A rank is
 * at most its place, unless places before it are missing. */
static guint
find_cut (ZhihuiRanking *ranking)
{
  if (ranking->n_scores >= ranking->n_ranked)
    return ranking->n_scores;
  for (guint i = 0; i < ranking->n_scores; i++)
    if (get_score (ranking, i)->rank > i + 1)
      return i;
  return ranking->n_scores;
}

static guint
count_tie (ZhihuiRanking *ranking, guint index, int step)
{
  guint rank = get_score (ranking, index)->rank;
  guint n = 0;

  for (gint64 i = index;
       i >= 0 && i < ranking->n_scores && get_score (ranking, (guint) i)->rank == rank;
       i += step)
    n++;
  return n;
}

static void
append_row (GArray *rows, const ZhihuiScore *score, guint n_tied)
{
  ZhihuiBoardRow row = { .score = score, .n_tied = n_tied };

  g_array_append_val (rows, row);
}

/* Rows from the top: ties that have room are shown whole, the last may stand in one row. Returns
 * how many scores they speak for. */
static guint
choose_first (ZhihuiRanking *ranking, guint n_rows, GArray *rows)
{
  guint index = 0;

  while (rows->len < n_rows && index < ranking->n_scores)
    {
      guint tie = count_tie (ranking, index, 1);

      if (tie <= n_rows - rows->len)
        for (guint i = 0; i < tie; i++)
          append_row (rows, get_score (ranking, index + i), 1);
      else
        append_row (rows, get_score (ranking, index), tie);
      index += tie;
    }
  return index;
}

/* Likewise from the end, but never what the first rows speak for already. */
static void
choose_last (ZhihuiRanking *ranking, guint n_rows, guint from, GArray *rows)
{
  g_autoptr (GArray) last = g_array_new (FALSE, FALSE, sizeof (ZhihuiBoardRow));
  guint end = ranking->n_scores;

  while (last->len < n_rows && end > from)
    {
      guint tie = count_tie (ranking, end - 1, -1);

      if (tie <= n_rows - last->len)
        for (guint i = 0; i < tie; i++)
          append_row (last, get_score (ranking, end - 1 - i), 1);
      else
        append_row (last, get_score (ranking, end - tie), tie);
      end -= tie;
    }
  for (guint i = last->len; i > 0; i--)
    {
      ZhihuiBoardRow row = g_array_index (last, ZhihuiBoardRow, i - 1);

      row.after_gap = i == last->len && end > from;
      g_array_append_val (rows, row);
    }
}

/**
 * zhihui_board_rows_choose:
 * @n_fit: rows that have room when no rank is left out
 * @n_fit_with_gap: rows that have room beside a gap
 *
 * Counts, of which none is better, are cut after the first. Of rates the first quarter and the
 * last are shown: 1 and 3 of four rows.
 *
 * Returns: (transfer full) (element-type ZhihuiBoardRow): rows from rank 1 on, borrowing from
 * @ranking
 */
GArray *
zhihui_board_rows_choose (ZhihuiRanking *ranking, guint n_fit, guint n_fit_with_gap)
{
  GArray  *rows = g_array_new (FALSE, FALSE, sizeof (ZhihuiBoardRow));
  guint    cut = find_cut (ranking);
  gboolean is_count = zhihui_metric_get_traits (ranking->metric)->is_count;
  guint    n_first, spoken;

  if (cut == ranking->n_scores && ranking->n_scores <= n_fit)
    {
      for (guint i = 0; i < ranking->n_scores; i++)
        append_row (rows, get_score (ranking, i), 1);
      return rows;
    }
  if (is_count)
    {
      choose_first (ranking, n_fit, rows);
      return rows;
    }
  if (n_fit_with_gap == 0)
    return rows;

  n_first = MIN (MAX (n_fit_with_gap / 4, 1), n_fit_with_gap);
  spoken = choose_first (ranking, n_first, rows);
  choose_last (ranking, n_fit_with_gap - rows->len, spoken, rows);
  /* The gap that was not sent at all. */
  for (guint i = 1; i < rows->len; i++)
    {
      ZhihuiBoardRow *row = &g_array_index (rows, ZhihuiBoardRow, i);

      if (cut < ranking->n_scores && row->score == get_score (ranking, cut))
        row->after_gap = TRUE;
    }
  return rows;
}

/* Where a run begins that ends at @end, when it is @n long and no tie is cut: the tie at its
 * beginning comes whole when it has room, else not at all. */
static guint
find_begin (ZhihuiRanking *ranking, guint end, guint n, guint n_fit)
{
  guint begin = end - n;
  guint tie;

  if (n == 0 || begin == 0 ||
      get_score (ranking, begin - 1)->rank != get_score (ranking, begin)->rank)
    return begin;
  tie = begin + 1 - count_tie (ranking, begin, -1);
  if (end - tie <= n_fit)
    return tie;
  tie = begin + count_tie (ranking, begin, 1);
  return tie < end ? tie : begin;
}

/* Likewise where one ends that begins at rank 1. */
static guint
find_end (ZhihuiRanking *ranking, guint n, guint n_fit)
{
  guint tie;

  if (n >= ranking->n_scores || n == 0 ||
      get_score (ranking, n - 1)->rank != get_score (ranking, n)->rank)
    return MIN (n, ranking->n_scores);
  tie = n + count_tie (ranking, n, 1);
  if (tie <= n_fit)
    return tie;
  tie = n - count_tie (ranking, n - 1, -1);
  return tie > 0 ? tie : n;
}

/**
 * zhihui_board_rows_choose_run:
 * @n_wanted: rows, at most @n_fit
 * @n_fit: rows that have room
 *
 * All where they have room; else the first of counts, the worst of rates. A tie is not cut where
 * that can be; before the worst one that has no room stands in one row.
 *
 * Returns: (transfer full) (element-type ZhihuiBoardRow): a row each, in the order of their ranks,
 * borrowing from @ranking
 */
GArray *
zhihui_board_rows_choose_run (ZhihuiRanking *ranking, guint n_wanted, guint n_fit)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (ZhihuiBoardRow));
  guint   cut = find_cut (ranking);
  guint   begin = 0, end = ranking->n_scores;

  if (cut < ranking->n_scores || ranking->n_scores > n_fit || ranking->n_ranked > n_fit)
    {
      if (zhihui_metric_get_traits (ranking->metric)->is_count)
        end = MIN (find_end (ranking, n_wanted, n_fit), cut);
      else
        begin = find_begin (ranking, end, MIN (n_wanted, end), n_fit);
      if (cut < end && begin < cut)
        begin = cut;
    }
  /* A tie that had no room leaves less than was wanted: then it has one row. */
  if (begin > (cut < end ? cut : 0) && end - begin < MIN (n_wanted, end))
    {
      guint tie = count_tie (ranking, begin - 1, -1);

      append_row (rows, get_score (ranking, begin - tie), tie);
    }
  for (guint i = begin; i < end; i++)
    append_row (rows, get_score (ranking, i), 1);
  return rows;
}

/* A row each; a tie that has no room in any part in one. */
static GArray *
list_rows (ZhihuiRanking *ranking, guint n_fit)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (ZhihuiBoardRow));

  for (guint i = 0; i < ranking->n_scores;)
    {
      guint tie = count_tie (ranking, i, 1);

      if (tie > n_fit)
        append_row (rows, get_score (ranking, i), tie);
      for (guint j = 0; j < tie && tie <= n_fit; j++)
        append_row (rows, get_score (ranking, i + j), 1);
      i += tie;
    }
  return rows;
}

static gboolean
is_tied (const GArray *rows, guint at)
{
  return g_array_index (rows, ZhihuiBoardRow, at).score->rank ==
         g_array_index (rows, ZhihuiBoardRow, at - 1).score->rank;
}

/* Where the part ends that begins at @begin: about @wanted rows on, at the end of a tie. */
static guint
find_part_end (const GArray *rows, guint begin, guint wanted, guint n_fit)
{
  guint end = MIN (begin + wanted, rows->len), later = end, earlier = end;

  while (later < rows->len && is_tied (rows, later))
    later++;
  if (later - begin <= n_fit)
    return later;
  while (earlier > begin + 1 && is_tied (rows, earlier))
    earlier--;
  return is_tied (rows, earlier) ? end : earlier;
}

/**
 * zhihui_board_rows_choose_part:
 * @n_fit: rows that have room, at least one
 * @turn: how many parts were shown before
 *
 * All rows, where they have room, else a part of them: one after the other, of about the same
 * length, none of which cuts a tie. Of counts the first comes first, of rates the worst.
 *
 * Returns: (transfer full) (element-type ZhihuiBoardRow): in the order of their ranks, borrowing
 * from @ranking
 */
GArray *
zhihui_board_rows_choose_part (ZhihuiRanking *ranking, guint n_fit, guint turn)
{
  g_autoptr (GArray) rows = list_rows (ranking, n_fit);
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));
  GArray  *part = g_array_new (FALSE, FALSE, sizeof (ZhihuiBoardRow));
  gboolean is_count = zhihui_metric_get_traits (ranking->metric)->is_count;
  guint    chosen, begin = 0, end = 0;

  g_return_val_if_fail (n_fit > 0, part);

  if (rows->len == 0)
    return part;
  while (end < rows->len)
    {
      guint n_left = rows->len - end, n_parts = (n_left + n_fit - 1) / n_fit;

      end = find_part_end (rows, end, (n_left + n_parts - 1) / n_parts, n_fit);
      g_array_append_val (ends, end);
    }
  chosen = (is_count ? turn : turn + ends->len - 1) % ends->len;
  if (chosen > 0)
    begin = g_array_index (ends, guint, chosen - 1);
  end = g_array_index (ends, guint, chosen);
  g_array_append_vals (part, &g_array_index (rows, ZhihuiBoardRow, begin), end - begin);
  return part;
}

/**
 * zhihui_board_axis_choose:
 *
 * The axis begins at none, where less is better, and ends at all, where more is; its other end is
 * the nearest of a few that stay, so that it does not follow each figure.
 *
 * Returns: ratios at the left and the right end
 */
ZhihuiBoardAxis
zhihui_board_axis_choose (const ZhihuiRanking *ranking)
{
  static const double ends[] = { 0.08, 0.16, 0.2, 0.4, 0.6, 0.8, 1 };
  gboolean high = zhihui_metric_get_traits (ranking->metric)->better == ZHIHUI_BETTER_HIGH;
  double   reach = ranking->metric == ZHIHUI_METRIC_OVERDUE_RATE ? ends[0] : ends[1];
  double   farthest = 0;

  if (high)
    reach = ends[2];
  for (guint i = 0; i < ranking->n_scores; i++)
    {
      double value = ranking->scores[i].value;

      if (!isnan (value))
        farthest = MAX (farthest, high ? 1 - value : value);
    }
  for (guint i = 0; i < G_N_ELEMENTS (ends) && farthest > reach; i++)
    reach = MAX (reach, ends[i]);
  return high ? (ZhihuiBoardAxis){ 1 - reach, 1 } : (ZhihuiBoardAxis){ 0, reach };
}

/**
 * zhihui_board_axis_place:
 *
 * Returns: 0 at the left end to 1 at the right; beyond when @ratio lies outside
 */
double
zhihui_board_axis_place (const ZhihuiBoardAxis *self, double ratio)
{
  return (ratio - self->low) / (self->high - self->low);
}
