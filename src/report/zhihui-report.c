/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-report-private.h"

#include <glib/gi18n-lib.h>

/**
 * zhihui_report_is_absent:
 * @request: what is to be put on paper
 * @peer: id of a peer group
 *
 * Returns: whether the platform said that it does not count this board: no failure, and nothing
 *   will come
 */
gboolean
zhihui_report_is_absent (const ZhihuiReportRequest *request, ZhihuiBoard board, const char *peer)
{
  const ZhihuiReceipt *receipt =
    zhihui_situation_get_ranking_receipt (request->situation, board, peer);

  return zhihui_situation_get_ranking (request->situation, board, peer) == NULL &&
         receipt->http_status == ZHIHUI_STATUS_NOT_OFFERED;
}

/* "Return rate", or "Return rate (towns)" where other groups have that board. */
static void
append_absent (GString *text, const ZhihuiReportRequest *request, ZhihuiBoard board)
{
  g_autoptr (GPtrArray) peers = zhihui_report_list_peers (request);
  g_autoptr (GString) groups = g_string_new (NULL);
  guint n_absent = 0;

  for (guint i = 0; i < peers->len; i++)
    {
      const ZhihuiPeer *peer = g_ptr_array_index (peers, i);

      if (!zhihui_report_is_absent (request, board, peer->id))
        continue;
      g_string_append_printf (groups, "%s%s", n_absent++ > 0 ? C_ ("list", ", ") : "", peer->label);
    }
  if (n_absent == 0)
    return;

  if (text->len > 0)
    g_string_append (text, C_ ("list", ", "));
  g_string_append (text, _ (zhihui_metric_get_traits (zhihui_board_get_metric (board))->title));
  if (n_absent < peers->len)
    g_string_append_printf (text, _ (" (%s)"), groups->str);
}

/**
 * zhihui_report_describe_absent:
 * @request: what is to be put on paper
 *
 * Returns: (transfer full) (nullable): the boards wanted that the platform does not count, for a
 *   person; %NULL when it counts them all
 */
char *
zhihui_report_describe_absent (const ZhihuiReportRequest *request)
{
  GString *text = g_string_new (NULL);

  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    if (zhihui_report_wants_board (request, board))
      append_absent (text, request, board);

  return g_string_free (text, text->len == 0);
}
