/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-compare-side.h"

#include "zhihui-csv.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define SECONDS_A_DAY (24 * 60 * 60)

/* In the order of the table. */
static const guint slots[ZHIHUI_N_COMPARE_LINES] = {
  ZHIHUI_BOARD_OVERDUE,   ZHIHUI_BOARD_VOLUME, ZHIHUI_BOARD_RETURN,
  ZHIHUI_BOARD_SATISFIED, ZHIHUI_SLOT_RATED,
};

/**
 * zhihui_compare_side_get_slot:
 * @line: of %ZHIHUI_N_COMPARE_LINES
 *
 * Returns: which figure stands in it
 */
guint
zhihui_compare_side_get_slot (guint line)
{
  g_return_val_if_fail (line < ZHIHUI_N_COMPARE_LINES, slots[0]);

  return slots[line];
}

static gboolean
is_same_rule (const ZhihuiRanking *one, const ZhihuiRanking *other)
{
  return one == NULL || other == NULL ||
         (one->metric == other->metric && one->basis == other->basis);
}

/* One unit in two periods of which some days are in both. */
static gboolean
are_shared (const ZhihuiCompareSide *one, const ZhihuiCompareSide *other, guint slot)
{
  const ZhihuiRanking *first = one->rankings[slot], *second = other->rankings[slot];
  const ZhihuiUnit    *unit = one->scores[slot]->unit, *same = other->scores[slot]->unit;

  return first != NULL && second != NULL && unit != NULL && same != NULL &&
         g_str_equal (unit->id, same->id) &&
         zhihui_window_overlaps (&first->window, &second->window);
}

/**
 * zhihui_compare_side_compare:
 * @one: what the other is compared with
 * @other: what is compared
 * @got: (out caller-allocates): set where it is told
 *
 * Returns: whether there is a difference to speak of
 */
ZhihuiCompareState
zhihui_compare_side_compare (const ZhihuiCompareSide *one,
                             const ZhihuiCompareSide *other,
                             guint                    slot,
                             ZhihuiComparison        *got)
{
  const ZhihuiScore *first = one->scores[slot], *second = other->scores[slot];

  if (first == NULL || second == NULL)
    return ZHIHUI_COMPARE_UNTOLD;
  if (!is_same_rule (one->rankings[slot], other->rankings[slot]))
    return ZHIHUI_COMPARE_OTHER_RULE;
  *got = zhihui_comparison_make (zhihui_slot_get_metric (slot),
                                 &(ZhihuiTally){ .k = first->k, .n = first->n },
                                 &(ZhihuiTally){ .k = second->k, .n = second->n });
  if (are_shared (one, other, slot))
    zhihui_comparison_share (got);
  return ZHIHUI_COMPARE_TOLD;
}

/* Whole days of which something is counted. */
static gint64
count_days (const ZhihuiRanking *ranking)
{
  const ZhihuiWindow *window = &ranking->window;

  return (MIN (window->to, ranking->as_of) - window->from + SECONDS_A_DAY / 2) / SECONDS_A_DAY;
}

/**
 * zhihui_compare_side_write_verdict:
 * @got: of zhihui_compare_side_compare()
 *
 * Returns: (transfer full): what may be said of the difference
 */
char *
zhihui_compare_side_write_verdict (const ZhihuiComparison  *got,
                                   const ZhihuiCompareSide *one,
                                   const ZhihuiCompareSide *other,
                                   guint                    slot)
{
  ZhihuiMetric         metric = zhihui_slot_get_metric (slot);
  const ZhihuiRanking *first = one->rankings[slot], *second = other->rankings[slot];

  if (zhihui_metric_get_traits (metric)->is_count && first != NULL && second != NULL &&
      count_days (first) != count_days (second))
    /* Translators: how many days the two counts are of. */
    return g_strdup_printf (
      _ ("Of %1$d and %2$d days: not judged"), (int) count_days (first), (int) count_days (second));
  return g_strdup (zhihui_verdict_get_label (zhihui_comparison_judge (got, metric)));
}

static void
append_sentence (GString *text, const char *sentence)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", sentence);
}

/**
 * zhihui_compare_side_write_reading:
 *
 * Returns: (transfer full): how the differences are to be read: by what those were judged that
 *   were, and why none was
 */
char *
zhihui_compare_side_write_reading (const ZhihuiCompareSide *one, const ZhihuiCompareSide *other)
{
  gboolean is_judged = FALSE, is_shared = FALSE;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (slots); i++)
    {
      ZhihuiComparison got;

      if (zhihui_compare_side_compare (one, other, slots[i], &got) != ZHIHUI_COMPARE_TOLD)
        continue;
      is_judged = is_judged || got.is_judged;
      is_shared = is_shared || got.is_shared;
    }
  if (is_judged)
    append_sentence (
      text, _ ("The difference is beyond chance where its interval (95%, Newcombe) leaves out 0."));
  if (is_shared)
    append_sentence (
      text,
      _ ("Where the two periods overlap, the same work is counted on both sides: "
         "whether such a difference is chance cannot be told, so it is not judged."));
  if (!is_judged && !is_shared)
    append_sentence (text, _ ("None of these differences could be judged."));
  if (other->note != NULL)
    append_sentence (text, other->note);
  return g_string_free (text, FALSE);
}

/* ---- as a table ---- */

static void
add_column (ZhihuiDataTable         *table,
            const ZhihuiCompareSide *side,
            const char              *prefix,
            const char              *id,
            const char              *title,
            ZhihuiColumnKind         kind)
{
  g_autofree char *whole = g_strconcat (prefix, "_", id, NULL);
  /* Translators: unit or period, what of it stands in the column. */
  g_autofree char *words = g_strdup_printf (C_ ("comparison", "%1$s: %2$s"), side->title, title);

  zhihui_data_table_add_column (table, whole, words, kind);
}

static void
add_side_columns (ZhihuiDataTable *table, const ZhihuiCompareSide *side, const char *prefix)
{
  const struct
  {
    const char      *id, *title;
    ZhihuiColumnKind kind;
  } columns[] = {
    { "unit_id", C_ ("comparison", "id of the unit"), ZHIHUI_COLUMN_TEXT },
    { "value", C_ ("comparison", "rate"), ZHIHUI_COLUMN_RATIO },
    { "k", C_ ("comparison", "numerator"), ZHIHUI_COLUMN_COUNT },
    { "n", C_ ("comparison", "denominator or count"), ZHIHUI_COLUMN_COUNT },
    { "low", C_ ("comparison", "interval from"), ZHIHUI_COLUMN_RATIO },
    { "high", C_ ("comparison", "interval to"), ZHIHUI_COLUMN_RATIO },
    { "rank", C_ ("comparison", "rank"), ZHIHUI_COLUMN_COUNT },
    { "peer", C_ ("comparison", "peer group"), ZHIHUI_COLUMN_TEXT },
    { "tier", C_ ("comparison", "only the third"), ZHIHUI_COLUMN_COUNT },
    { "from", C_ ("comparison", "from"), ZHIHUI_COLUMN_INSTANT },
    { "to", C_ ("comparison", "to"), ZHIHUI_COLUMN_INSTANT },
    { "basis", C_ ("comparison", "counted by"), ZHIHUI_COLUMN_TEXT },
    { "as_of", C_ ("comparison", "as of"), ZHIHUI_COLUMN_INSTANT },
    { "rule_version", C_ ("comparison", "rule version"), ZHIHUI_COLUMN_TEXT },
  };

  zhihui_data_table_add_column (table, prefix, side->title, ZHIHUI_COLUMN_TEXT);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    add_column (table, side, prefix, columns[i].id, columns[i].title, columns[i].kind);
}

static void
add_origin (ZhihuiDataTable *table, const ZhihuiCompareSide *side, const ZhihuiRanking *ranking)
{
  if (ranking == NULL)
    {
      for (guint i = 0; i < 6; i++)
        zhihui_data_table_add_none (table);
    }
  else
    {
      zhihui_data_table_add_text (table, ranking->peer);
      zhihui_data_table_add_count_if (table, ranking->tier > 0, ranking->tier);
      zhihui_data_table_add_instant (table, ranking->window.from);
      zhihui_data_table_add_instant (table, ranking->window.to);
      zhihui_data_table_add_word (
        table, zhihui_basis_get_id (ranking->basis), zhihui_basis_get_words (ranking->basis));
      zhihui_data_table_add_instant (table, ranking->as_of);
    }
  zhihui_data_table_add_text (table, side->rules);
}

static void
add_side (ZhihuiDataTable *table, const ZhihuiCompareSide *side, guint slot)
{
  const ZhihuiScore *score = side->scores[slot];
  gboolean           is_count = zhihui_metric_get_traits (zhihui_slot_get_metric (slot))->is_count;

  zhihui_data_table_add_text (table, side->title);
  if (score == NULL)
    {
      for (guint i = 0; i < 7; i++)
        zhihui_data_table_add_none (table);
    }
  else
    {
      zhihui_data_table_add_text (table, score->unit != NULL ? score->unit->id : NULL);
      zhihui_data_table_add_number (table, is_count ? (double) NAN : score->value);
      zhihui_data_table_add_count_if (table, !is_count, score->k);
      zhihui_data_table_add_count (table, score->n);
      zhihui_data_table_add_number (table, is_count ? (double) NAN : score->low);
      zhihui_data_table_add_number (table, is_count ? (double) NAN : score->high);
      zhihui_data_table_add_count_if (table, score->rank > 0, score->rank);
    }
  add_origin (table, side, side->rankings[slot]);
}

static void
add_difference (ZhihuiDataTable         *table,
                const ZhihuiCompareSide *one,
                const ZhihuiCompareSide *other,
                guint                    slot)
{
  ZhihuiMetric       metric = zhihui_slot_get_metric (slot);
  ZhihuiComparison   got;
  ZhihuiCompareState state = zhihui_compare_side_compare (one, other, slot, &got);
  g_autofree char   *words = NULL;

  if (state != ZHIHUI_COMPARE_TOLD)
    {
      for (guint i = 0; i < 3; i++)
        zhihui_data_table_add_none (table);
      if (state == ZHIHUI_COMPARE_UNTOLD)
        zhihui_data_table_add_word (table, "untold", _ ("Not told"));
      else
        zhihui_data_table_add_word (table, "other_rule", _ ("Not by the same rule"));
      return;
    }
  zhihui_data_table_add_number (table, got.difference);
  zhihui_data_table_add_number (table, got.least);
  zhihui_data_table_add_number (table, got.most);
  words = zhihui_compare_side_write_verdict (&got, one, other, slot);
  zhihui_data_table_add_word (
    table, zhihui_verdict_get_id (zhihui_comparison_judge (&got, metric)), words);
}

/**
 * zhihui_compare_side_make_table:
 *
 * Returns: (transfer full): a row a figure: both sides, what each of them is of, the difference and
 *   what may be said of it
 */
ZhihuiDataTable *
zhihui_compare_side_make_table (const ZhihuiCompareSide *one, const ZhihuiCompareSide *other)
{
  ZhihuiDataTable *table = zhihui_data_table_new ("comparison", _ ("Comparison"));

  zhihui_data_table_add_column (table, "figure", C_ ("comparison", "Figure"), ZHIHUI_COLUMN_TEXT);
  add_side_columns (table, one, "one");
  add_side_columns (table, other, "other");
  zhihui_data_table_add_column (table,
                                "difference",
                                C_ ("comparison", "Difference (of counts: relative)"),
                                ZHIHUI_COLUMN_RATIO);
  zhihui_data_table_add_column (
    table, "least", C_ ("comparison", "Difference: interval from"), ZHIHUI_COLUMN_RATIO);
  zhihui_data_table_add_column (
    table, "most", C_ ("comparison", "Difference: interval to"), ZHIHUI_COLUMN_RATIO);
  zhihui_data_table_add_column (table, "verdict", C_ ("comparison", "Reading"), ZHIHUI_COLUMN_TEXT);
  for (guint i = 0; i < G_N_ELEMENTS (slots); i++)
    {
      const ZhihuiMetricTraits *traits =
        zhihui_metric_get_traits (zhihui_slot_get_metric (slots[i]));

      if (one->scores[slots[i]] == NULL && other->scores[slots[i]] == NULL)
        continue;
      zhihui_data_table_begin_row (table);
      zhihui_data_table_add_word (table, traits->id, _ (traits->title));
      add_side (table, one, slots[i]);
      add_side (table, other, slots[i]);
      add_difference (table, one, other, slots[i]);
    }
  return table;
}

/**
 * zhihui_compare_side_write_text:
 *
 * Returns: (transfer full): the table for the clipboard: cells as people read them, parted by tabs
 */
char *
zhihui_compare_side_write_text (const ZhihuiDataTable *table, ZhihuiZone *zone)
{
  GString *text = g_string_new (NULL);
  guint    n_columns = zhihui_data_table_get_n_columns (table);

  for (guint i = 0; i < n_columns; i++)
    zhihui_tabbed_append_text (text, zhihui_data_table_get_column_title (table, i));
  zhihui_tabbed_end_row (text);
  for (guint row = 0; row < zhihui_data_table_get_n_rows (table); row++)
    {
      for (guint i = 0; i < n_columns; i++)
        {
          ZhihuiDataCell   cell = zhihui_data_table_get_cell (table, row, i);
          g_autofree char *words = zhihui_data_cell_format (&cell, zone);

          zhihui_tabbed_append_text (text, words);
        }
      zhihui_tabbed_end_row (text);
    }
  return g_string_free (text, FALSE);
}
