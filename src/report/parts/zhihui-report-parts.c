/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-report-parts.h"

#include "zhihui-listed-part.h"
#include "zhihui-parts-private.h"
#include "zhihui-report-private.h"

#include <string.h>

static const ZhihuiTemplateKey board_keys[] = {
  { "boards", ZHIHUI_KEY_BOARDS, NULL },
  { "peers", ZHIHUI_KEY_WORDS, NULL },
  { "tiers", ZHIHUI_KEY_SWITCH, NULL },
  { NULL },
};

static const ZhihuiTemplateKey map_keys[] = {
  { "boards", ZHIHUI_KEY_BOARDS, NULL },
  { NULL },
};

static const ZhihuiTemplateKey text_keys[] = {
  { "heading", ZHIHUI_KEY_TEXT, NULL },
  { "text", ZHIHUI_KEY_TEXT, NULL },
  { NULL },
};

static const char *const review_kinds[] = { "review",     "reception", "dispatch",
                                            "inspection", "every",     NULL };

static const ZhihuiTemplateKey review_keys[] = {
  { "kind", ZHIHUI_KEY_CHOICE, review_kinds },
  { NULL },
};

static const char *const analysis_shown[] = { "trend",       "channels",  "topics",
                                              "topic-units", "hot-words", NULL };

static const ZhihuiTemplateKey analysis_keys[] = {
  { "show", ZHIHUI_KEY_WORDS, analysis_shown },
  { "topics", ZHIHUI_KEY_COUNT, NULL },
  { "words", ZHIHUI_KEY_COUNT, NULL },
  { NULL },
};

static const ZhihuiReportPart parts[] = {
  { .name = "title", .add_blocks = zhihui_part_add_title },
  { .name = "head", .add_blocks = zhihui_part_add_head },
  { .name = "text", .keys = text_keys, .add_blocks = zhihui_part_add_text },
  { .name = "boards",
    .keys = board_keys,
    .add_needs = zhihui_part_boards_add_needs,
    .ask = zhihui_part_boards_ask,
    .add_tables = zhihui_part_boards_add_tables,
    .append_csv = zhihui_part_boards_append_csv,
    .add_blocks = zhihui_part_add_boards },
  { .name = "maps",
    .keys = map_keys,
    .add_needs = zhihui_part_maps_add_needs,
    .add_tables = zhihui_part_maps_add_tables,
    .add_blocks = zhihui_part_add_maps },
  { .name = "region-map",
    .keys = map_keys,
    .add_needs = zhihui_part_region_map_add_needs,
    .add_tables = zhihui_part_region_map_add_tables,
    .add_blocks = zhihui_part_add_region_map,
    .make_span = zhihui_part_region_map_make_span },
  { .name = "portrait",
    .add_needs = zhihui_part_portrait_add_needs,
    .ask = zhihui_part_portrait_ask,
    .add_tables = zhihui_part_portrait_add_tables,
    .add_blocks = zhihui_part_add_portrait },
  { .name = "comparison",
    .add_needs = zhihui_part_comparison_add_needs,
    .ask = zhihui_part_comparison_ask,
    .add_tables = zhihui_part_comparison_add_tables,
    .add_blocks = zhihui_part_add_comparison },
  { .name = "review",
    .keys = review_keys,
    .add_needs = zhihui_part_review_add_needs,
    .ask = zhihui_part_review_ask,
    .add_tables = zhihui_part_review_add_tables,
    .add_blocks = zhihui_part_add_review,
    .make_span = zhihui_listed_part_make_span },
  { .name = "overdue",
    .add_needs = zhihui_part_overdue_add_needs,
    .ask = zhihui_part_overdue_ask,
    .add_tables = zhihui_part_overdue_add_tables,
    .add_blocks = zhihui_part_add_overdue,
    .make_span = zhihui_part_overdue_make_span,
    .find_moment = zhihui_part_overdue_find_moment },
  { .name = "cases",
    .add_needs = zhihui_part_cases_add_needs,
    .ask = zhihui_part_cases_ask,
    .add_tables = zhihui_part_cases_add_tables,
    .add_blocks = zhihui_part_add_cases,
    .make_span = zhihui_part_cases_make_span,
    .find_moment = zhihui_part_cases_find_moment },
  { .name = "analysis",
    .keys = analysis_keys,
    .add_needs = zhihui_part_analysis_add_needs,
    .ask = zhihui_part_analysis_ask,
    .add_tables = zhihui_part_analysis_add_tables,
    .add_blocks = zhihui_part_add_analysis,
    .make_span = zhihui_listed_part_make_span },
  { .name = "definitions", .add_blocks = zhihui_part_add_definitions },
  { .name = "unranked", .add_blocks = zhihui_part_add_unranked },
  { .name = "verification", .add_blocks = zhihui_part_add_verification },
  { .name = "signature", .add_blocks = zhihui_part_add_signature },
};

/**
 * zhihui_report_part_find:
 *
 * Returns: (transfer none) (nullable): the kind of part of that name
 */
const ZhihuiReportPart *
zhihui_report_part_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strcmp (parts[i].name, name) == 0)
      return &parts[i];
  return NULL;
}

/**
 * zhihui_report_part_list:
 *
 * Returns: (transfer full): the names there are, commas between
 */
char *
zhihui_report_part_list (void)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", parts[i].name);
  return g_string_free (names, FALSE);
}

/**
 * zhihui_report_part_is_in:
 *
 * Returns: whether the template has a part of that kind
 */
gboolean
zhihui_report_part_is_in (const ZhihuiReportTemplate *template, const char *name)
{
  for (guint i = 0; i < zhihui_report_template_get_n_parts (template); i++)
    if (zhihui_template_part_get_kind (zhihui_report_template_get_part (template, i)) ==
        zhihui_report_part_find (name))
      return TRUE;
  return FALSE;
}

/**
 * zhihui_report_part_make_span:
 * @span: (out) (transfer full) (nullable): of when the parts are that are no boards, for people;
 *   %NULL also where they do not know
 *
 * Returns: whether there are such parts and none of boards: whose days are those of the paper
 */
gboolean
zhihui_report_part_make_span (const ZhihuiReportRequest *request, char **span)
{
  *span = NULL;
  if (zhihui_report_part_is_in (request->template, "boards") ||
      zhihui_report_part_is_in (request->template, "comparison"))
    return FALSE;

  for (guint i = 0; i < zhihui_report_template_get_n_parts (request->template); i++)
    {
      const ZhihuiTemplatePart *part = zhihui_report_template_get_part (request->template, i);
      const ZhihuiReportPart   *kind = zhihui_template_part_get_kind (part);

      if (kind->make_span == NULL)
        continue;
      *span = kind->make_span (request, part);
      return TRUE;
    }
  return FALSE;
}

/**
 * zhihui_report_part_find_moment:
 *
 * Returns: of when the list is that the paper is about; %ZHIHUI_NO_INSTANT: it is about none
 */
gint64
zhihui_report_part_find_moment (const ZhihuiReportRequest *request)
{
  for (guint i = 0; i < zhihui_report_template_get_n_parts (request->template); i++)
    {
      const ZhihuiTemplatePart *part = zhihui_report_template_get_part (request->template, i);
      const ZhihuiReportPart   *kind = zhihui_template_part_get_kind (part);

      if (kind->find_moment != NULL)
        return kind->find_moment (request, part);
    }
  return ZHIHUI_NO_INSTANT;
}

/**
 * zhihui_report_part_make_board_span:
 *
 * Returns: (transfer full) (nullable): of when its boards are, for people; of two periods the one
 *   now
 */
char *
zhihui_report_part_make_board_span (const ZhihuiReportRequest *request)
{
  const ZhihuiRanking *first = zhihui_report_find_first_ranking (request);
  g_autofree char     *before = NULL;
  char                *now;

  if (!zhihui_report_part_is_in (request->template, "boards") &&
      zhihui_part_comparison_make_days (request, &now, &before))
    return now;
  return first != NULL ? zhihui_report_format_span (request, &first->window, first->as_of) : NULL;
}
