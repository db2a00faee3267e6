/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-report-private.h"

#include "zhihui-case-list.h"
#include "zhihui-map-metric.h"
#include "zhihui-public-text.h"
#include "zhihui-report-evidence.h"

static char *
list_boards (guint boards)
{
  GString *list = g_string_new (NULL);

  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    if ((boards & (1u << board)) != 0)
      g_string_append_printf (
        list, "%s%s", list->len > 0 ? "," : "", zhihui_map_board_get_word (board));
  return g_string_free (list, FALSE);
}

/* On a desk it is chosen with the boards. */
static const char *
find_order (const ZhihuiReportRequest *request)
{
  const ZhihuiRanking *first = zhihui_report_find_first_ranking (request);

  if (request->order != NULL)
    return request->order;
  return first != NULL && first->order == ZHIHUI_ORDER_SHRUNK ? "shrunk" : NULL;
}

/* (nullable): which cases were asked for; words that were searched for may be somebody's number. */
static char *
make_query (const ZhihuiReportRequest *request)
{
  g_autoptr (ZhihuiCaseFilter) filter = NULL;
  const char      *words;
  g_autofree char *shown = NULL;

  if (request->cases == NULL || !zhihui_report_lists_cases (request))
    return NULL;
  filter = zhihui_case_filter_copy (request->cases);
  words = zhihui_case_filter_get (filter, ZHIHUI_CASE_FILTER_Q);
  shown = words != NULL ? zhihui_public_text (words) : NULL;
  zhihui_case_filter_set (filter, ZHIHUI_CASE_FILTER_Q, shown);
  return zhihui_case_filter_make_query (filter);
}

/* (nullable): by what they stand, where no platform tells them so; one that was sorted ends
 * earlier. */
static const char *
find_cases_order (const ZhihuiReportRequest *request)
{
  gboolean is_cut = request->listed != NULL && request->listed->next != NULL;

  if (request->listed_order == NULL || !zhihui_report_lists_cases (request))
    return NULL;
  if (!is_cut && g_str_equal (request->listed_order, ZHIHUI_CASE_NEWEST_FIRST))
    return NULL;
  return request->listed_order;
}

/* Of which figures it is. */
static void
set_figures (const ZhihuiReportRequest *request, ZhihuiReportEvidence *evidence)
{
  ZhihuiRegionPath *path = zhihui_situation_get_region_path (request->situation);
  const char       *region = request->region;
  g_autofree char  *peers =
    request->peers != NULL ? g_strjoinv (",", (char **) request->peers) : NULL;
  g_autofree char *cases = make_query (request);
  g_autofree char *boards = list_boards (request->boards);
  g_autofree char *maps = list_boards (request->maps);

  zhihui_report_evidence_set (evidence, ZHIHUI_EVIDENCE_BEFORE, request->before);
  zhihui_report_evidence_set (evidence, ZHIHUI_EVIDENCE_ORDER, find_order (request));
  zhihui_report_evidence_set (evidence, ZHIHUI_EVIDENCE_PEERS, peers);
  zhihui_report_evidence_set (evidence, ZHIHUI_EVIDENCE_BOARDS, boards);
  zhihui_report_evidence_set (evidence, ZHIHUI_EVIDENCE_MAPS, maps);
  if (region == NULL && path != NULL)
    region = zhihui_region_path_get_code (path);
  zhihui_report_evidence_set (evidence, ZHIHUI_EVIDENCE_REGION, region);
  zhihui_report_evidence_set (evidence, ZHIHUI_EVIDENCE_UNIT, request->unit);
  zhihui_report_evidence_set (evidence, ZHIHUI_EVIDENCE_CASES, cases);
  zhihui_report_evidence_set (evidence, ZHIHUI_EVIDENCE_CASES_ORDER, find_cases_order (request));
}

/* 0 is what is usual. */
static void
set_number (ZhihuiReportEvidence *evidence, const char *key, guint number)
{
  g_autofree char *text = number > 0 ? g_strdup_printf ("%u", number) : NULL;

  zhihui_report_evidence_set (evidence, key, text);
}

/* How its boards were counted, where not as usual. */
static void
set_terms (const ZhihuiReportRequest *request, ZhihuiReportEvidence *evidence)
{
  const ZhihuiBoardTerms *terms = &request->terms;
  ZhihuiZone             *zone = zhihui_situation_get_zone (request->situation);
  g_autofree char        *window = zhihui_board_terms_format_window (terms, zone);

  zhihui_report_evidence_set (evidence, ZHIHUI_EVIDENCE_WINDOW, window);
  zhihui_report_evidence_set (
    evidence, ZHIHUI_EVIDENCE_BASIS, terms->has_basis ? zhihui_basis_get_id (terms->basis) : NULL);
  set_number (evidence, ZHIHUI_EVIDENCE_TIER, terms->tier);
  set_number (evidence, ZHIHUI_EVIDENCE_MIN_N, terms->min_n);
  set_number (evidence, ZHIHUI_EVIDENCE_MIN_ANSWERS, terms->min_answers);
}

/* How it is written. */
static void
set_looks (const ZhihuiReportRequest *request, ZhihuiReportEvidence *evidence)
{
  zhihui_report_evidence_set (evidence, ZHIHUI_EVIDENCE_PAPER, request->paper);
  zhihui_report_evidence_set (evidence, ZHIHUI_EVIDENCE_TITLE, request->title);
  zhihui_report_evidence_set (evidence, ZHIHUI_EVIDENCE_ISSUER, request->issuer);
  zhihui_report_evidence_set (evidence, ZHIHUI_EVIDENCE_NUMBER, request->number);
  zhihui_report_evidence_set (evidence, ZHIHUI_EVIDENCE_MARKING, request->marking);
  zhihui_report_evidence_set (evidence, ZHIHUI_EVIDENCE_WATERMARK, request->watermark);
  zhihui_report_evidence_set (
    evidence, ZHIHUI_EVIDENCE_APPENDIX, request->has_appendix ? "yes" : NULL);
  zhihui_report_evidence_set (evidence, ZHIHUI_EVIDENCE_LANGUAGE, g_get_language_names ()[0]);
}

/**
 * zhihui_report_make_keywords:
 * @request: what was asked for
 * @whole: the same with what its template says
 * @csv: the canonical data
 * @digest: (out): SHA-256 of them, in hexadecimal
 *
 * Returns: (transfer full): what a paper says of itself, so that it can be made again
 */
char *
zhihui_report_make_keywords (const ZhihuiReportRequest *request,
                             const ZhihuiReportRequest *whole,
                             const GString             *csv,
                             char                     **digest)
{
  g_autoptr (ZhihuiReportEvidence) evidence = zhihui_report_evidence_new ();
  ZhihuiMeta      *meta = zhihui_situation_get_meta (request->situation);
  ZhihuiZone      *zone = zhihui_situation_get_zone (request->situation);
  g_autofree char *as_of =
    zhihui_zone_format_rfc3339 (zone, zhihui_situation_get_as_of (request->situation));

  zhihui_report_evidence_set_data (evidence, csv);
  *digest = g_strdup (zhihui_report_evidence_get (evidence, ZHIHUI_EVIDENCE_DIGEST));
  zhihui_report_evidence_set (
    evidence, ZHIHUI_EVIDENCE_TEMPLATE, zhihui_report_template_get_name (whole->template));
  set_figures (request, evidence);
  set_terms (request, evidence);
  zhihui_report_evidence_set (evidence, ZHIHUI_EVIDENCE_PERIOD, whole->period);
  set_looks (request, evidence);
  zhihui_report_evidence_set (evidence, ZHIHUI_EVIDENCE_AS_OF, as_of);
  zhihui_report_evidence_set (evidence, ZHIHUI_EVIDENCE_REVISION, meta->revision);
  zhihui_report_evidence_set (evidence, ZHIHUI_EVIDENCE_RULES, meta->rule_version);
  return zhihui_report_evidence_write (evidence);
}
