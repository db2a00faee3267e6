/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-report-private.h"

#include "zhihui-board-table.h"
#include "zhihui-error.h"
#include "zhihui-map-metric.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * zhihui_report_parse_boards:
 * @text: (nullable): "volume,overdue,return,satisfaction", or some of them
 * @boards: (out): bits 1 << ZhihuiBoard; 0 of no text
 * @error: return location for %ZHIHUI_ERROR_INVALID
 *
 * Returns: whether there are all those boards
 */
gboolean
zhihui_report_parse_boards (const char *text, guint *boards, GError **error)
{
  g_auto (GStrv) words = NULL;

  *boards = 0;
  if (text == NULL)
    return TRUE;
  words = g_strsplit (text, ",", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      guint board = 0;

      g_strstrip (words[i]);
      while (board < ZHIHUI_N_BOARDS &&
             !g_str_equal (words[i], zhihui_map_board_get_word ((ZhihuiBoard) board)))
        board++;
      if (board == ZHIHUI_N_BOARDS)
        {
          g_set_error (
            error,
            ZHIHUI_ERROR,
            ZHIHUI_ERROR_INVALID,
            _ ("There is no board “%s”; the boards are volume, overdue, return and satisfaction"),
            words[i]);
          return FALSE;
        }
      *boards |= 1u << board;
    }
  return TRUE;
}

gboolean
zhihui_report_wants_board (const ZhihuiReportRequest *request, ZhihuiBoard board)
{
  return request->boards == 0 || (request->boards & (1u << board)) != 0;
}

/**
 * zhihui_report_list_peers:
 *
 * Returns: (transfer container) (element-type ZhihuiPeer): the peer groups wanted, as the
 *   platform orders them
 */
GPtrArray *
zhihui_report_list_peers (const ZhihuiReportRequest *request)
{
  ZhihuiMeta *meta = zhihui_situation_get_meta (request->situation);
  GPtrArray  *peers = g_ptr_array_new ();

  for (guint i = 0; meta != NULL && i < meta->peers->len; i++)
    {
      ZhihuiPeer *peer = g_ptr_array_index (meta->peers, i);

      if (request->peers == NULL || g_strv_contains (request->peers, peer->id))
        g_ptr_array_add (peers, peer);
    }
  return peers;
}

/* The first ranking wanted whose window is that of @board's default period. */
ZhihuiRanking *
zhihui_report_find_ranking (const ZhihuiReportRequest *request, ZhihuiBoard board)
{
  g_autoptr (GPtrArray) peers = zhihui_report_list_peers (request);

  for (guint i = 0; i < peers->len; i++)
    {
      const ZhihuiPeer *peer = g_ptr_array_index (peers, i);
      ZhihuiRanking *ranking = zhihui_situation_get_ranking (request->situation, board, peer->id);

      if (ranking != NULL && zhihui_report_wants_board (request, board))
        return ranking;
    }
  return NULL;
}

ZhihuiRanking *
zhihui_report_find_first_ranking (const ZhihuiReportRequest *request)
{
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      ZhihuiRanking *ranking = zhihui_report_find_ranking (request, board);

      if (ranking != NULL)
        return ranking;
    }
  return NULL;
}

/**
 * zhihui_report_is_shrunk:
 *
 * Returns: whether a board wanted has its rates in the order of the shrunk value
 */
gboolean
zhihui_report_is_shrunk (const ZhihuiReportRequest *request)
{
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      const ZhihuiRanking *ranking = zhihui_report_find_ranking (request, board);

      if (ranking != NULL && zhihui_board_table_is_shrunk (ranking))
        return TRUE;
    }
  return FALSE;
}

/**
 * zhihui_report_format_span:
 *
 * Returns: (transfer full): the days of @window that have passed at @as_of, as
 *   "2026年7月1日 – 7月29日"
 */
char *
zhihui_report_format_span (const ZhihuiReportRequest *request,
                           const ZhihuiWindow        *window,
                           gint64                     as_of)
{
  ZhihuiZone *zone = zhihui_situation_get_zone (request->situation);
  gint64      last = MAX (window->from, MIN (window->to, as_of) - 1);
  ZhihuiCivil from = zhihui_zone_to_civil (zone, window->from);
  ZhihuiCivil to = zhihui_zone_to_civil (zone, last);

  if (from.day == to.day)
    return g_strdup_printf (_ ("%d-%02d-%02d"), from.year, from.month, from.mday);
  if (from.year == to.year && from.month == to.month)
    /* Translators: year, month, first day, last day of a period */
    return g_strdup_printf (
      _ ("%1$d-%2$02d-%3$02d – %4$02d"), from.year, from.month, from.mday, to.mday);
  if (from.year == to.year)
    /* Translators: year, month and day from, month and day to */
    return g_strdup_printf (_ ("%1$d-%2$02d-%3$02d – %4$02d-%5$02d"),
                            from.year,
                            from.month,
                            from.mday,
                            to.month,
                            to.mday);
  return g_strdup_printf (_ ("%1$d-%2$02d-%3$02d – %4$d-%5$02d-%6$02d"),
                          from.year,
                          from.month,
                          from.mday,
                          to.year,
                          to.month,
                          to.mday);
}

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
