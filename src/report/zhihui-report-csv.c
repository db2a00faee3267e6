/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-report-private.h"

#include "zhihui-board-csv.h"
#include "zhihui-error.h"

#include <glib/gi18n-lib.h>

static gboolean
is_incomplete (const ZhihuiRanking *ranking)
{
  return ranking->n_scores < ranking->n_ranked || ranking->n_unranked_sent < ranking->n_unranked;
}

/**
 * zhihui_report_build_csv:
 *
 * Builds the canonical data of a report: every row of every board wanted, boards in their fixed
 * order within peer groups in the platform's order. A board that the platform does not count is
 * left out: zhihui_report_describe_absent() tells which.
 *
 * Returns: (transfer full) (nullable): UTF-8 without a byte order mark, or %NULL with
 *   %ZHIHUI_ERROR_NOT_FOUND when a board was not read or the platform counts none of them,
 *   %ZHIHUI_ERROR_INVALID when one is not whole
 */
GString *
zhihui_report_build_csv (const ZhihuiReportRequest *request, GError **error)
{
  g_autoptr (GPtrArray) peers = zhihui_report_list_peers (request);
  GString *csv = g_string_sized_new (64 * 1024);
  guint    n_boards = 0;

  if (request->is_map)
    {
      g_string_free (csv, TRUE);
      return zhihui_report_build_map_csv (request, error);
    }
  zhihui_board_csv_append_head (csv);

  for (guint i = 0; i < peers->len; i++)
    for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
      {
        const ZhihuiPeer *peer = g_ptr_array_index (peers, i);
        ZhihuiRanking    *ranking;

        if (!zhihui_report_wants_board (request, board) ||
            zhihui_report_is_absent (request, board, peer->id))
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
        n_boards++;
        zhihui_board_csv_append (csv,
                                 ranking,
                                 zhihui_situation_get_zone (request->situation),
                                 zhihui_situation_get_meta (request->situation)->rule_version);
      }

  if (n_boards > 0)
    return csv;

  g_set_error_literal (error,
                       ZHIHUI_ERROR,
                       ZHIHUI_ERROR_NOT_FOUND,
                       _ ("This platform offers none of the boards asked for"));
  g_string_free (csv, TRUE);
  return NULL;
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
