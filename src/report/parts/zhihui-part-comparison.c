/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-parts-private.h"

#include "zhihui-comparison-sides.h"
#include "zhihui-comparison.h"
#include "zhihui-error.h"
#include "zhihui-format.h"
#include "zhihui-paper-table.h"
#include "zhihui-paper-words.h"
#include "zhihui-report-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A board of two periods. All borrowed but @scores. */
typedef struct
{
  ZhihuiMetric     metric;
  gboolean         is_count;
  ZhihuiDataTable *table;
  ZhihuiRanking   *before, *now;
  const char      *label;  /* of the peer group */
  GHashTable      *scores; /* owned: id of unit → what it reached before */
} Pair;

void
zhihui_part_comparison_add_needs (const ZhihuiReportRequest *request,
                                  const ZhihuiTemplatePart  *part,
                                  ZhihuiReportNeeds         *needs)
{
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    if (zhihui_report_wants_board (request, board))
      needs->boards |= 1u << board;
}

void
zhihui_part_comparison_ask (const ZhihuiReportRequest *request,
                            const ZhihuiTemplatePart  *part,
                            ZhihuiReportAnswers       *answers)
{
  g_autoptr (GPtrArray) peers = zhihui_report_list_peers (request);

  for (guint i = 0; i < peers->len; i++)
    for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
      {
        const ZhihuiPeer *peer = peers->pdata[i];

        if (zhihui_report_wants_board (request, board))
          zhihui_comparison_sides_ask (request, board, peer->id, answers);
      }
}

/* ---- the tables ---- */

static ZhihuiDataTable *
new_table (ZhihuiMetric metric, gboolean is_printed)
{
  const ZhihuiMetricTraits *traits = zhihui_metric_get_traits (metric);
  ZhihuiColumnKind          kind = traits->is_count ? ZHIHUI_COLUMN_COUNT : ZHIHUI_COLUMN_RATE;
  ZhihuiDataTable          *table = zhihui_data_table_new (traits->id, _ (traits->title));

  if (!is_printed)
    {
      zhihui_data_table_add_column (table, "peer", _ ("Peer group"), ZHIHUI_COLUMN_TEXT);
      zhihui_data_table_add_column (table, "unit_id", _ ("Id of the unit"), ZHIHUI_COLUMN_TEXT);
    }
  zhihui_data_table_add_column (table, "unit", _ ("Unit"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "before", C_ ("period", "Before"), kind);
  zhihui_data_table_add_column (table, "now", C_ ("period", "Now"), kind);
  if (is_printed)
    {
      zhihui_data_table_add_column (table, "rank_before", _ ("Rank before"), ZHIHUI_COLUMN_COUNT);
      zhihui_data_table_add_column (table, "rank", _ ("Rank now"), ZHIHUI_COLUMN_COUNT);
      zhihui_data_table_add_column (table,
                                    "difference",
                                    traits->is_count ? _ ("Difference") : _ ("Points (95%)"),
                                    ZHIHUI_COLUMN_TEXT);
      if (!traits->is_count)
        zhihui_data_table_add_column (
          table, "verdict", C_ ("column", "Reading"), ZHIHUI_COLUMN_TEXT);
      return table;
    }
  zhihui_data_table_add_column (table, "rank_before", _ ("Rank before"), ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_add_column (table, "rank", _ ("Rank"), ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_add_column (table,
                                "difference",
                                traits->is_count ? _ ("Relative change")
                                                 : _ ("Difference (percentage points)"),
                                ZHIHUI_COLUMN_RATIO);
  zhihui_data_table_add_column (table, "least", _ ("Interval (95%) from"), ZHIHUI_COLUMN_RATIO);
  zhihui_data_table_add_column (table, "most", _ ("Interval (95%) to"), ZHIHUI_COLUMN_RATIO);
  zhihui_data_table_add_column (table, "verdict", C_ ("column", "Reading"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "before_from", _ ("Before: from"), ZHIHUI_COLUMN_INSTANT);
  zhihui_data_table_add_column (table, "before_to", _ ("Before: to"), ZHIHUI_COLUMN_INSTANT);
  zhihui_data_table_add_column (table, "from", _ ("From"), ZHIHUI_COLUMN_INSTANT);
  zhihui_data_table_add_column (table, "to", _ ("To"), ZHIHUI_COLUMN_INSTANT);
  zhihui_data_table_add_column (table, "as_of", _ ("Data as of"), ZHIHUI_COLUMN_INSTANT);
  return table;
}

/* What stands on one side: of a unit, or of all of them. */
typedef struct
{
  gboolean    is_told;
  ZhihuiTally tally;
  guint       rank; /* 0: none */
} Side;

static Side
make_side (const ZhihuiScore *score)
{
  if (score == NULL)
    return (Side){ 0 };
  return (Side){ TRUE, { .k = score->k, .n = score->n }, score->rank };
}

static void
add_side (const Pair *pair, const Side *side)
{
  if (!side->is_told)
    zhihui_data_table_add_none (pair->table);
  else if (pair->is_count)
    zhihui_data_table_add_count (pair->table, side->tally.n);
  else
    zhihui_data_table_add_rate (pair->table, side->tally.k, side->tally.n);
}

static void
add_rank (const Pair *pair, const Side *side)
{
  if (side->rank > 0)
    zhihui_data_table_add_count (pair->table, side->rank);
  else
    zhihui_data_table_add_none (pair->table);
}

/* "+0.48 (−0.23 to +1.21)": the column says of what. */
static char *
format_difference (const Pair *pair, const ZhihuiComparison *got)
{
  g_autofree char *points = NULL, *least = NULL, *most = NULL;

  if (got == NULL || pair->is_count || !got->is_judged)
    return got != NULL ? zhihui_comparison_format_difference (got, pair->metric) : g_strdup ("—");
  points = zhihui_format_points (got->difference);
  least = zhihui_format_points (got->least);
  most = zhihui_format_points (got->most);
  /* Translators: a difference, and its interval */
  return g_strdup_printf (_ ("%1$s (%2$s to %3$s)"), points, least, most);
}

static void
add_verdict (const Pair *pair, const ZhihuiComparison *got)
{
  ZhihuiVerdict verdict;

  if (got == NULL)
    {
      zhihui_data_table_add_word (pair->table, "untold", _ ("Not told"));
      return;
    }
  verdict = zhihui_comparison_judge (got, pair->metric);
  zhihui_data_table_add_word (
    pair->table, zhihui_verdict_get_id (verdict), zhihui_verdict_get_label (verdict));
}

static void
add_printed (const Pair *pair, const Side *before, const Side *now, const ZhihuiComparison *got)
{
  g_autofree char *difference = format_difference (pair, got);

  add_rank (pair, before);
  add_rank (pair, now);
  zhihui_data_table_add_text (pair->table, difference);
  if (!pair->is_count)
    add_verdict (pair, got);
}

static void
add_canonical (const Pair *pair, const Side *before, const Side *now, const ZhihuiComparison *got)
{
  add_rank (pair, before);
  add_rank (pair, now);
  zhihui_data_table_add_number (pair->table, got != NULL ? got->difference : (double) NAN);
  zhihui_data_table_add_number (pair->table, got != NULL ? got->least : (double) NAN);
  zhihui_data_table_add_number (pair->table, got != NULL ? got->most : (double) NAN);
  add_verdict (pair, got);
  zhihui_data_table_add_instant (pair->table, pair->before->window.from);
  zhihui_data_table_add_instant (pair->table, pair->before->window.to);
  zhihui_data_table_add_instant (pair->table, pair->now->window.from);
  zhihui_data_table_add_instant (pair->table, pair->now->window.to);
  zhihui_data_table_add_instant (pair->table, pair->now->as_of);
}

/* @id, @word "": all units of the group together. */
static void
add_row (const Pair *pair,
         gboolean    is_printed,
         const char *id,
         const char *word,
         const char *name,
         const Side *before,
         const Side *now)
{
  gboolean         both = before->is_told && now->is_told;
  ZhihuiComparison got;

  if (both)
    got = zhihui_comparison_make (pair->metric, &before->tally, &now->tally);
  if (both && zhihui_window_overlaps (&pair->before->window, &pair->now->window))
    zhihui_comparison_share (&got);
  zhihui_data_table_begin_row (pair->table);
  if (!is_printed)
    {
      zhihui_data_table_add_word (pair->table, pair->now->peer, pair->label);
      zhihui_data_table_add_text (pair->table, id);
    }
  zhihui_data_table_add_word (pair->table, word, name);
  add_side (pair, before);
  add_side (pair, now);
  if (is_printed)
    add_printed (pair, before, now, both ? &got : NULL);
  else
    add_canonical (pair, before, now, both ? &got : NULL);
}

static void
keep_scores (GHashTable *scores, const ZhihuiRanking *ranking)
{
  for (guint i = 0; i < ranking->n_scores; i++)
    g_hash_table_insert (scores, ranking->scores[i].unit->id, (gpointer) &ranking->scores[i]);
  for (guint i = 0; i < ranking->n_unranked_sent; i++)
    g_hash_table_insert (scores, ranking->unranked[i].unit->id, (gpointer) &ranking->unranked[i]);
}

static void
add_unit (const Pair       *pair,
          gboolean          is_printed,
          const ZhihuiUnit *unit,
          const Side       *before,
          const Side       *now)
{
  const char *name = is_printed ? unit->short_name : unit->name;

  add_row (pair, is_printed, unit->id, name, name, before, now);
}

static void
add_score (const Pair *pair, gboolean is_printed, const ZhihuiScore *score)
{
  Side before = make_side (g_hash_table_lookup (pair->scores, score->unit->id));
  Side now = make_side (score);

  add_unit (pair, is_printed, score->unit, &before, &now);
}

/* Units that are no longer there have no row of now. */
static void
add_gone (const Pair *pair, gboolean is_printed, const ZhihuiScore *scores, guint n)
{
  g_autoptr (GHashTable) here = g_hash_table_new (g_str_hash, g_str_equal);
  Side none = { 0 };

  keep_scores (here, pair->now);
  for (guint i = 0; i < n; i++)
    if (!g_hash_table_contains (here, scores[i].unit->id))
      {
        Side before = make_side (&scores[i]);

        add_unit (pair, is_printed, scores[i].unit, &before, &none);
      }
}

static void
add_pair (Pair *pair, gboolean is_printed)
{
  Side before = { TRUE, pair->before->total, 0 }, now = { TRUE, pair->now->total, 0 };

  pair->scores = g_hash_table_new (g_str_hash, g_str_equal);
  keep_scores (pair->scores, pair->before);
  zhihui_data_table_begin_group (pair->table, pair->label);
  add_row (pair, is_printed, "", "", _ ("The whole group"), &before, &now);
  for (guint i = 0; i < pair->now->n_scores; i++)
    add_score (pair, is_printed, &pair->now->scores[i]);
  for (guint i = 0; i < pair->now->n_unranked_sent; i++)
    add_score (pair, is_printed, &pair->now->unranked[i]);
  add_gone (pair, is_printed, pair->before->scores, pair->before->n_scores);
  add_gone (pair, is_printed, pair->before->unranked, pair->before->n_unranked_sent);
  g_clear_pointer (&pair->scores, g_hash_table_unref);
}

/* (transfer full): one board, group after group. @fault: (out) (nullable): of the first group that
 * cannot be compared, borrowed */
static ZhihuiDataTable *
make_table (const ZhihuiReportRequest *request,
            ZhihuiBoard                board,
            gboolean                   is_printed,
            const char               **fault)
{
  g_autoptr (GPtrArray) peers = zhihui_report_list_peers (request);
  Pair pair = { .metric = zhihui_board_get_metric (board) };

  pair.is_count = zhihui_metric_get_traits (pair.metric)->is_count;
  pair.table = new_table (pair.metric, is_printed);
  for (guint i = 0; i < peers->len; i++)
    {
      const ZhihuiPeer     *peer = peers->pdata[i];
      ZhihuiComparisonSides sides = zhihui_comparison_sides_find (request, board, peer->id);

      if (sides.fault != NULL)
        *fault = sides.fault;
      if (sides.fault != NULL || sides.now == NULL)
        continue;
      pair.now = sides.now;
      pair.before = sides.before;
      pair.label = peer->label;
      add_pair (&pair, is_printed);
    }
  return pair.table;
}

gboolean
zhihui_part_comparison_add_tables (const ZhihuiReportRequest *request,
                                   const ZhihuiTemplatePart  *part,
                                   GPtrArray                 *tables,
                                   GError                   **error)
{
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      ZhihuiDataTable *table;
      g_autofree char *note = NULL;
      const char      *fault = NULL;

      if (!zhihui_report_wants_board (request, board))
        continue;
      table = make_table (request, board, FALSE, &fault);
      note = zhihui_comparison_sides_describe (request, board);
      zhihui_data_table_set_note (table, note);
      g_ptr_array_add (tables, table);
      if (fault == NULL)
        continue;
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_NOT_FOUND,
                   _ ("“%1$s” cannot be compared: %2$s"),
                   zhihui_data_table_get_title (table),
                   fault);
      return FALSE;
    }
  return TRUE;
}

/* ---- on paper ---- */

/* How many units became better, and how many of so many do by chance alone. */
static char *
describe (const ZhihuiReportRequest *request, ZhihuiBoard board, const ZhihuiDataTable *table)
{
  ZhihuiMetric     metric = zhihui_board_get_metric (board);
  g_autofree char *days = zhihui_comparison_sides_describe (request, board);
  guint            better = 0, worse = 0, judged = 0;

  if (zhihui_comparison_sides_overlap (request, board))
    /* Translators: the sentence with the days of both periods. */
    return g_strdup_printf (_ ("%s The periods overlap: the same work is counted on both sides, "
                               "so no difference is judged."),
                            days);
  if (zhihui_metric_get_traits (metric)->is_count)
    return g_steal_pointer (&days);
  for (guint row = 0; row < zhihui_data_table_get_n_rows (table); row++)
    {
      guint          last = zhihui_data_table_get_n_columns (table) - 1;
      ZhihuiDataCell verdict = zhihui_data_table_get_cell (table, row, last);
      gboolean       is_group = row == 0 || g_strcmp0 (zhihui_data_table_get_group (table, row),
                                                 zhihui_data_table_get_group (table, row - 1)) != 0;

      if (is_group || verdict.kind != ZHIHUI_COLUMN_TEXT)
        continue;
      better += g_str_equal (verdict.word, zhihui_verdict_get_id (ZHIHUI_VERDICT_BETTER));
      worse += g_str_equal (verdict.word, zhihui_verdict_get_id (ZHIHUI_VERDICT_WORSE));
      judged += g_str_equal (verdict.word, zhihui_verdict_get_id (ZHIHUI_VERDICT_CHANCE));
    }
  judged += better + worse;
  /* Translators: days; units that could be judged; better; worse; 5 % of the first number */
  return g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE,
                 "%1$s Of %2$u unit that can be judged, %3$u are better beyond chance "
                 "and %4$u worse; of so many about %5$u would seem so by chance alone.",
                 "%1$s Of %2$u units that can be judged, %3$u are better beyond chance "
                 "and %4$u worse; of so many about %5$u would seem so by chance alone.",
                 judged),
    days,
    judged,
    better,
    worse,
    (judged + 10) / 20);
}

/* How the differences are to be read. */
static void
add_reading (const ZhihuiReportRequest *request, ZhihuiPaper *paper)
{
  gboolean is_any_apart = FALSE;

  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    is_any_apart = is_any_apart || (zhihui_report_wants_board (request, board) &&
                                    !zhihui_comparison_sides_overlap (request, board));
  zhihui_paper_add_paragraph (
    paper,
    is_any_apart
      ? _ ("A difference of rates is in percentage points, with its interval (95%, Newcombe’s "
           "method 10): it is beyond chance where the interval leaves out 0. Counts are not "
           "judged: units are of different sizes, and so are months. A rank is that of its own "
           "period.")
      : _ ("A difference of rates is in percentage points. A rank is that of its own period."),
    ZHIHUI_WORDS_NOTE);
}

void
zhihui_part_add_comparison (const ZhihuiReportRequest *request,
                            const ZhihuiTemplatePart  *part,
                            ZhihuiPaper               *paper)
{
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      g_autoptr (ZhihuiDataTable) table = NULL;
      g_autofree char *note = NULL;
      const char      *fault = NULL;

      if (!zhihui_report_wants_board (request, board))
        continue;
      table = make_table (request, board, TRUE, &fault);
      note = describe (request, board, table);
      zhihui_data_table_set_note (table, note);
      zhihui_data_table_set_empty (table, fault);
      zhihui_paper_add_section (
        paper, zhihui_data_table_get_title (table), zhihui_data_table_get_id (table));
      zhihui_paper_add_table (paper, table, zhihui_situation_get_zone (request->situation));
    }
  add_reading (request, paper);
}
