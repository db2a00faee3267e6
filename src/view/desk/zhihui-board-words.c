/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-board-words.h"

#include "zhihui-format.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/**
 * zhihui_board_words_write_value:
 * @score: (nullable): what a unit reached
 * @slot: in what
 *
 * Returns: (transfer full): the figure; "—" where there is none, or too few to say one
 */
char *
zhihui_board_words_write_value (const ZhihuiScore *score, guint slot)
{
  if (score == NULL)
    return g_strdup ("—");
  if (zhihui_metric_get_traits (zhihui_slot_get_metric (slot))->is_count)
    return zhihui_format_count (score->n);
  if (score->rank == 0)
    return g_strdup ("—");
  return slot == ZHIHUI_SLOT_RATED ? zhihui_format_share (score->k, score->n)
                                   : zhihui_format_rate (score->k, score->n);
}

/* How a rank and a count differ from those of the other days. */
static ZhihuiDelta
find_delta (ZhihuiUnitRow *row, guint slot, ZhihuiCompared compared)
{
  const ZhihuiScore *score = zhihui_unit_row_get_score (row, slot);
  const ZhihuiScore *was;
  ZhihuiDelta        delta = { 0 };

  switch (compared)
    {
    case ZHIHUI_COMPARED_BEFORE:
      return (ZhihuiDelta){
        score->has_delta, score->delta_value, score->has_delta_rank, score->delta_rank
      };
    case ZHIHUI_COMPARED_YEAR:
      return score->year;
    case ZHIHUI_COMPARED_YESTERDAY:
      was = zhihui_unit_row_get_then (row, slot, &delta.has_value);
      delta.has_rank = was != NULL && was->rank > 0;
      delta.rank = delta.has_rank ? (int) was->rank - (int) score->rank : 0;
      delta.value =
        was != NULL && was->n > 0 ? (double) (score->n - was->n) / (double) was->n : NAN;
      return delta;
    case ZHIHUI_COMPARED_NOT:
    case ZHIHUI_N_COMPARED:
    default:
      return delta;
    }
}

/**
 * zhihui_board_words_write_change:
 * @slot: in what
 * @compared: with what
 *
 * Returns: (transfer full): how the rank of the unit changed: "▲2", "▼4", "–", "new"; "" where that
 * is not known
 */
char *
zhihui_board_words_write_change (ZhihuiUnitRow *row, guint slot, ZhihuiCompared compared)
{
  const ZhihuiScore *score = zhihui_unit_row_get_score (row, slot);
  ZhihuiDelta        delta;

  if (score == NULL || score->rank == 0)
    return g_strdup ("");
  delta = find_delta (row, slot, compared);
  if (!delta.has_rank)
    return g_strdup (delta.has_value ? _ ("new") : "");
  if (delta.rank == 0)
    return g_strdup ("–");
  return g_strdup_printf ("%s%d", delta.rank > 0 ? "▲" : "▼", ABS (delta.rank));
}

/**
 * zhihui_board_words_write_detail:
 * @slot: in what
 * @compared: with what
 *
 * Returns: (transfer full) (nullable): what stands under a figure: its fraction, of a count how it
 *   changed
 */
char *
zhihui_board_words_write_detail (ZhihuiUnitRow *row, guint slot, ZhihuiCompared compared)
{
  const ZhihuiScore *score = zhihui_unit_row_get_score (row, slot);
  ZhihuiDelta        delta;

  if (score == NULL)
    return NULL;
  if (!zhihui_metric_get_traits (zhihui_slot_get_metric (slot))->is_count)
    return zhihui_format_fraction (score->k, score->n);
  delta = find_delta (row, slot, compared);
  return delta.has_value ? zhihui_format_change (delta.value) : NULL;
}

static const char *
word_flag (const ZhihuiScore *score)
{
  if (score->rank == 0 || score->flag == ZHIHUI_FLAG_NONE)
    return "";
  return score->flag == ZHIHUI_FLAG_WORSE ? _ (", worse than the group beyond chance")
                                          : _ (", better than the group beyond chance");
}

/* (transfer full): the rank with its change, no signs */
static char *
word_rank (const ZhihuiScore *score, const ZhihuiDelta *delta)
{
  const guint n = (guint) ABS (delta->rank);

  if (!delta->has_rank)
    return g_strdup_printf (
      delta->has_value ? C_ ("spoken", "rank %u, new") : C_ ("spoken", "rank %u"), score->rank);
  if (delta->rank == 0)
    return g_strdup_printf (C_ ("spoken", "rank %u, as before"), score->rank);
  return g_strdup_printf (delta->rank > 0 ? C_ ("spoken", "rank %1$u, up %2$u")
                                          : C_ ("spoken", "rank %1$u, down %2$u"),
                          score->rank,
                          n);
}

/**
 * zhihui_board_words_tell_rank:
 * @look: of the table
 *
 * Returns: (transfer full): rank and change for who listens; of a head what it says
 */
char *
zhihui_board_words_tell_rank (ZhihuiUnitRow *row, const ZhihuiBoardLook *look)
{
  const ZhihuiScore *score = zhihui_unit_row_get_score (row, look->board);
  ZhihuiDelta        delta;

  if (zhihui_unit_row_get_unit (row) == NULL)
    return g_strdup (zhihui_unit_row_get_head (row));
  if (score == NULL || score->rank == 0)
    return g_strdup (_ ("unranked"));
  delta = find_delta (row, look->board, look->compared);
  return word_rank (score, &delta);
}

/**
 * zhihui_board_words_tell_interval:
 * @look: of the table
 *
 * Returns: (transfer full): the interval in the chosen board, for who listens
 */
char *
zhihui_board_words_tell_interval (ZhihuiUnitRow *row, const ZhihuiBoardLook *look)
{
  const ZhihuiScore *score = zhihui_unit_row_get_score (row, look->board);
  g_autofree char   *low = NULL, *high = NULL;

  if (score == NULL || score->rank == 0 || !isfinite (score->low))
    return g_strdup (_ ("no interval"));
  low = zhihui_format_percent (score->low, 2);
  high = zhihui_format_percent (score->high, 2);
  return g_strdup_printf (_ ("95%% interval %1$s to %2$s"), low, high);
}

/**
 * zhihui_board_words_tell_figure:
 * @slot: in what
 * @look: of the table
 *
 * Returns: (transfer full): what it is, the figure, of how many, for who listens
 */
char *
zhihui_board_words_tell_figure (ZhihuiUnitRow *row, guint slot, const ZhihuiBoardLook *look)
{
  const ZhihuiScore *score = zhihui_unit_row_get_score (row, slot);
  g_autofree char   *value = zhihui_board_words_write_value (score, slot);
  g_autofree char   *detail = zhihui_board_words_write_detail (row, slot, look->compared);

  return g_strdup_printf ("%s %s%s%s%s",
                          _ (zhihui_metric_get_traits (zhihui_slot_get_metric (slot))->title),
                          value,
                          detail != NULL ? ", " : "",
                          detail != NULL ? detail : "",
                          score != NULL ? word_flag (score) : "");
}

/**
 * zhihui_board_words_tell_course:
 * @look: of the table
 *
 * Returns: (transfer full): the figures of the months, for who listens
 */
char *
zhihui_board_words_tell_course (ZhihuiUnitRow *row, const ZhihuiBoardLook *look)
{
  guint              n = 0;
  const ZhihuiTally *course = zhihui_unit_row_get_course (row, &n);
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean is_count = zhihui_metric_get_traits (zhihui_board_get_metric (look->board))->is_count;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *value = is_count ? zhihui_format_count (course[i].n)
                                        : zhihui_format_rate (course[i].k, course[i].n);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", value);
    }
  return g_strdup (n > 0 ? text->str : "");
}

/**
 * zhihui_board_words_write_then:
 * @slot: in what
 * @detail: (out) (transfer full) (nullable): of how many: "7/190"
 *
 * Returns: (transfer full) (nullable): rank and figure at this time of yesterday, "12 · 3.68%";
 *   %NULL where they are not known
 */
char *
zhihui_board_words_write_then (ZhihuiUnitRow *row, guint slot, char **detail)
{
  const ZhihuiScore *was = zhihui_unit_row_get_then (row, slot, NULL);
  g_autofree char   *value = NULL;

  *detail = NULL;
  if (was == NULL)
    return NULL;
  value = zhihui_board_words_write_value (was, slot);
  if (!zhihui_metric_get_traits (zhihui_slot_get_metric (slot))->is_count)
    *detail = zhihui_format_fraction (was->k, was->n);
  return was->rank > 0 ? g_strdup_printf ("%u · %s", was->rank, value) : g_steal_pointer (&value);
}

/**
 * zhihui_board_words_tell_then:
 * @look: of the table
 *
 * Returns: (transfer full): likewise of the chosen board, for who listens; "" nothing is known
 */
char *
zhihui_board_words_tell_then (ZhihuiUnitRow *row, const ZhihuiBoardLook *look)
{
  g_autofree char *detail = NULL;
  g_autofree char *value = zhihui_board_words_write_then (row, look->board, &detail);

  if (value == NULL)
    return g_strdup ("");
  /* Translators: rank and figure of a unit at this time of yesterday, and of how many. */
  return g_strdup_printf (
    _ ("yesterday %1$s%2$s%3$s"), value, detail != NULL ? ", " : "", detail != NULL ? detail : "");
}
