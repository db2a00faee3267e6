/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-parts-private.h"

#include "zhihui-format.h"
#include "zhihui-region-level.h"
#include "zhihui-report-private.h"

#include <glib/gi18n-lib.h>

/* What the boards come to, in words. Figures of the region and those of the groups that are printed
 * are told apart: a paper of one group, or of a third of it, has both. */

/* The region of the boards, as its own people call it. */
static const char *
name_whole (const ZhihuiReportRequest *request)
{
  ZhihuiRanking *first = zhihui_report_find_first_ranking (request);

  return zhihui_region_level_name_whole (
    zhihui_situation_name_region (request->situation, first != NULL ? first->region : NULL));
}

/* One of several that one sentence is of. */
static void
append_clause (GString *text, guint *n_clauses, const char *clause)
{
  g_string_append_printf (text, "%s%s", (*n_clauses)++ > 0 ? C_ ("clause", "; ") : "", clause);
}

static void
append_rate (GString                   *text,
             const ZhihuiReportRequest *request,
             ZhihuiBoard                board,
             const char                *format,
             guint                     *n_clauses)
{
  const ZhihuiRanking *ranking = zhihui_report_find_ranking (request, board);
  g_autofree char     *n = NULL, *k = NULL, *rate = NULL, *clause = NULL;

  if (ranking == NULL)
    return;
  n = zhihui_format_count (ranking->region_total.n);
  k = zhihui_format_count (ranking->region_total.k);
  rate = zhihui_format_rate (ranking->region_total.k, ranking->region_total.n);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  clause = g_strdup_printf (format, n, k, rate);
#pragma GCC diagnostic pop
  append_clause (text, n_clauses, clause);
}

static void
append_whole (GString *text, const ZhihuiReportRequest *request)
{
  const ZhihuiRanking *volume = zhihui_report_find_ranking (request, ZHIHUI_BOARD_VOLUME);
  g_autoptr (GString) clauses = g_string_new (NULL);
  guint n_clauses = 0;

  if (volume != NULL)
    {
      g_autofree char *n = zhihui_format_count (volume->region_total.n);
      g_autofree char *clause =
        g_strdup_printf (_ ("in the period %s assignments were handled"), n);

      append_clause (clauses, &n_clauses, clause);
    }
  append_rate (clauses,
               request,
               ZHIHUI_BOARD_OVERDUE,
               _ ("in the overdue window %1$s fell due, %2$s of them overdue: %3$s"),
               &n_clauses);
  append_rate (clauses,
               request,
               ZHIHUI_BOARD_RETURN,
               _ ("%1$s were dispatched, %2$s returned: %3$s"),
               &n_clauses);
  append_rate (clauses,
               request,
               ZHIHUI_BOARD_SATISFIED,
               _ ("%1$s were rated in the period, %2$s satisfied: %3$s"),
               &n_clauses);
  if (n_clauses > 0)
    /* Translators: "District-wide", what it came to */
    g_string_append_printf (text, _ ("%1$s: %2$s. "), name_whole (request), clauses->str);
}

/* (nullable): of the units that the board is of: all of the group, or a third of it. */
static char *
describe_group (const ZhihuiRanking *ranking, const ZhihuiPeer *peer)
{
  g_autofree char *n = zhihui_format_count (ranking->total.n);
  guint            n_units = ranking->n_ranked + ranking->n_unranked;
  const char      *tier = zhihui_part_name_tier (ranking->tier);

  if (tier != NULL)
    /* Translators: number of units, name of the peer group, which third of it, number of
     * assignments */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%1$u unit of %2$s (%3$s) handled %4$s",
                                         "%1$u units of %2$s (%3$s) handled %4$s",
                                         n_units),
                            n_units,
                            peer->label,
                            tier,
                            n);
  /* Translators: number of units, name of the peer group, number of assignments */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%1$u unit of %2$s handled %3$s",
                                       "%1$u units of %2$s handled %3$s",
                                       n_units),
                          n_units,
                          peer->label,
                          n);
}

static void
append_groups (GString *text, const ZhihuiReportRequest *request)
{
  g_autoptr (GPtrArray) peers = zhihui_report_list_peers (request);
  g_autoptr (GString) clauses = g_string_new (NULL);
  guint n_clauses = 0;

  for (guint i = 0; i < peers->len; i++)
    {
      const ZhihuiPeer *peer = g_ptr_array_index (peers, i);
      ZhihuiRanking    *ranking =
        zhihui_situation_get_ranking (request->situation, ZHIHUI_BOARD_VOLUME, peer->id);
      g_autofree char *clause = NULL;

      if (ranking == NULL || !zhihui_report_wants_board (request, ZHIHUI_BOARD_VOLUME))
        continue;
      clause = describe_group (ranking, peer);
      append_clause (clauses, &n_clauses, clause);
    }
  if (n_clauses > 0)
    g_string_append_printf (text, _ ("Of these %s. "), clauses->str);
}

/**
 * zhihui_part_describe_region:
 *
 * Returns: (transfer full): what the whole region came to, and how much of it the groups handled
 *   that are printed
 */
char *
zhihui_part_describe_region (const ZhihuiReportRequest *request)
{
  GString         *text = g_string_new (NULL);
  g_autofree char *absent = zhihui_report_describe_absent (request);

  append_whole (text, request);
  append_groups (text, request);
  if (absent != NULL)
    g_string_append_printf (text, _ ("Not offered by this platform: %s."), absent);
  return g_strchomp (g_string_free (text, FALSE));
}
