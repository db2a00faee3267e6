/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-csv.h"
#include "zhihui-report-private.h"

#include "zhihui-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* What the cells of a board have in common. */
typedef struct
{
  const ZhihuiMetricTraits *traits;
  ZhihuiRanking            *ranking;
  char                     *from, *to, *as_of; /* owned */
  const char               *rule_version;
} BoardCells;

static const char *const columns[] = {
  "board",    "peer",         "rank",        "tied",         "unit_id", "unit", "k",
  "n",        "value",        "low",         "high",         "shrunk",  "flag", "extra",
  "unranked", "open_overdue", "rank_change", "value_change", "period",  "from", "to",
  "as_of",    "min_n",        "revision",    "rule_version",
};

static const char *
name_flag (ZhihuiFlag flag)
{
  switch (flag)
    {
    case ZHIHUI_FLAG_BETTER:
      return "better";
    case ZHIHUI_FLAG_WORSE:
      return "worse";
    case ZHIHUI_FLAG_NONE:
    default:
      return "none";
    }
}

static const char *
name_reason (ZhihuiUnrankedReason reason)
{
  switch (reason)
    {
    case ZHIHUI_UNRANKED_MIN_N:
      return "min_n";
    case ZHIHUI_UNRANKED_NO_CASES:
      return "no_cases";
    case ZHIHUI_UNRANKED_NOT:
    default:
      return "";
    }
}

static void
append_figures (GString *csv, const BoardCells *cells, const ZhihuiScore *score)
{
  if (cells->traits->is_count)
    zhihui_csv_append_empty (csv);
  else
    zhihui_csv_append_count (csv, score->k);
  zhihui_csv_append_count (csv, score->n);
  if (cells->traits->is_count)
    zhihui_csv_append_count (csv, score->n);
  else
    zhihui_csv_append_ratio (csv, score->value);
  zhihui_csv_append_ratio (csv, score->low);
  zhihui_csv_append_ratio (csv, score->high);
  zhihui_csv_append_ratio (csv, score->shrunk);
  zhihui_csv_append_text (csv, cells->traits->is_count ? "" : name_flag (score->flag));
  zhihui_csv_append_count (csv, score->extra);
  zhihui_csv_append_text (csv, name_reason (score->reason));
  if (score->open_overdue < 0)
    zhihui_csv_append_empty (csv);
  else
    zhihui_csv_append_count (csv, score->open_overdue);
}

static void
append_score (GString *csv, const BoardCells *cells, const ZhihuiScore *score)
{
  const ZhihuiRanking *ranking = cells->ranking;

  zhihui_csv_append_text (csv, cells->traits->id);
  zhihui_csv_append_text (csv, ranking->peer);
  if (score->rank == 0)
    zhihui_csv_append_empty (csv);
  else
    zhihui_csv_append_count (csv, score->rank);
  zhihui_csv_append_count (csv, score->tied ? 1 : 0);
  zhihui_csv_append_text (csv, score->unit->id);
  zhihui_csv_append_text (csv, score->unit->name);
  append_figures (csv, cells, score);
  if (score->has_delta_rank)
    zhihui_csv_append_count (csv, score->delta_rank);
  else
    zhihui_csv_append_empty (csv);
  zhihui_csv_append_ratio (csv, score->has_delta ? score->delta_value : (double) NAN);
  zhihui_csv_append_text (csv, ranking->period);
  zhihui_csv_append_text (csv, cells->from);
  zhihui_csv_append_text (csv, cells->to);
  zhihui_csv_append_text (csv, cells->as_of);
  zhihui_csv_append_count (csv, ranking->min_n);
  zhihui_csv_append_text (csv, ranking->revision);
  zhihui_csv_append_text (csv, cells->rule_version);
  zhihui_csv_end_row (csv);
}

static void
append_board (GString *csv, const ZhihuiReportRequest *request, ZhihuiRanking *ranking)
{
  ZhihuiZone *zone = zhihui_situation_get_zone (request->situation);
  BoardCells  cells = {
     .traits = zhihui_metric_get_traits (ranking->metric),
     .ranking = ranking,
     .from = zhihui_zone_format_rfc3339 (zone, ranking->window.from),
     .to = zhihui_zone_format_rfc3339 (zone, ranking->window.to),
     .as_of = zhihui_zone_format_rfc3339 (zone, ranking->as_of),
     .rule_version = zhihui_situation_get_meta (request->situation)->rule_version,
  };

  for (guint i = 0; i < ranking->n_scores; i++)
    append_score (csv, &cells, &ranking->scores[i]);
  for (guint i = 0; i < ranking->n_unranked_sent; i++)
    append_score (csv, &cells, &ranking->unranked[i]);

  g_free (cells.from);
  g_free (cells.to);
  g_free (cells.as_of);
}

static gboolean
is_incomplete (const ZhihuiRanking *ranking)
{
  return ranking->n_scores < ranking->n_ranked || ranking->n_unranked_sent < ranking->n_unranked;
}

/**
 * zhihui_report_build_csv:
 *
 * Builds the canonical data of a report: every row of every board wanted, boards in their fixed
 * order within peer groups in the platform's order.
 *
 * Returns: (transfer full) (nullable): UTF-8 without a byte order mark, or %NULL with
 *   %ZHIHUI_ERROR_NOT_FOUND when a board was not read, %ZHIHUI_ERROR_INVALID when it is not whole
 */
GString *
zhihui_report_build_csv (const ZhihuiReportRequest *request, GError **error)
{
  g_autoptr (GPtrArray) peers = zhihui_report_list_peers (request);
  GString *csv = g_string_sized_new (64 * 1024);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_string_append_printf (csv, "%s,", columns[i]);
  zhihui_csv_end_row (csv);

  for (guint i = 0; i < peers->len; i++)
    for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
      {
        const ZhihuiPeer *peer = g_ptr_array_index (peers, i);
        ZhihuiRanking    *ranking;

        if (!zhihui_report_wants_board (request, board))
          continue;
        ranking = zhihui_situation_get_ranking (request->situation, board, peer->id);
        if (ranking == NULL || is_incomplete (ranking))
          {
            g_set_error (
              error,
              ZHIHUI_ERROR,
              ranking == NULL ? ZHIHUI_ERROR_NOT_FOUND : ZHIHUI_ERROR_INVALID,
              ranking == NULL ? _ ("The board “%s” of “%s” could not be read")
                              : _ ("The board “%s” of “%s” was not read to its end"),
              g_dgettext (GETTEXT_PACKAGE,
                          zhihui_metric_get_traits (zhihui_board_get_metric (board))->title),
              peer->label);
            g_string_free (csv, TRUE);
            return NULL;
          }
        append_board (csv, request, ranking);
      }

  return csv;
}

/**
 * zhihui_report_write_csv:
 * @path: replaced in one step: a failure leaves what was there
 *
 * Writes the boards as CSV for spreadsheets: UTF-8 with a byte order mark.
 *
 * Returns: %TRUE on success
 */
gboolean
zhihui_report_write_csv (const ZhihuiReportRequest *request, const char *path, GError **error)
{
  GString *csv = zhihui_report_build_csv (request, error);
  gboolean written;

  if (csv == NULL)
    return FALSE;

  g_string_prepend (csv, "\xef\xbb\xbf");
  written = g_file_set_contents_full (
    path, csv->str, (gssize) csv->len, G_FILE_SET_CONTENTS_CONSISTENT, 0644, error);
  g_string_free (csv, TRUE);
  return written;
}
