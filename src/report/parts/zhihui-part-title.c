/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-parts-private.h"

#include "zhihui-format.h"
#include "zhihui-paper-words.h"
#include "zhihui-report-private.h"

#include <glib/gi18n-lib.h>

#define ABOVE_FACTS 131.0 /* where the name and the title have a line each */
#define BELOW_FACTS 5.0

static const ZhihuiFont period_font = { .face = ZHIHUI_FACE_SERIF, .size = 12, .weight = 400 };

/* Whether all boards that are printed are of days that were over when they were counted: their age
 * says nothing. */
static gboolean
is_over (const ZhihuiReportRequest *request)
{
  g_autoptr (GPtrArray) peers = zhihui_report_list_peers (request);
  guint n_over = 0;

  for (guint i = 0; i < peers->len; i++)
    for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
      {
        ZhihuiRanking *ranking = zhihui_situation_get_ranking (
          request->situation, board, ((ZhihuiPeer *) peers->pdata[i])->id);

        if (ranking == NULL || !zhihui_report_wants_board (request, board))
          continue;
        if (ranking->as_of < ranking->window.to)
          return FALSE;
        n_over++;
      }
  return n_over > 0;
}

/* By how much the oldest board that is printed is not of now, though it was answered; else the key
 * figures. */
static gint64
find_lag (const ZhihuiReportRequest *request)
{
  g_autoptr (GPtrArray) peers = zhihui_report_list_peers (request);
  gint64 worst_s = 0;

  if (is_over (request))
    return 0;
  for (guint i = 0; i < peers->len; i++)
    for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
      if (zhihui_report_wants_board (request, board))
        worst_s =
          MAX (worst_s,
               zhihui_situation_get_ranking_lag_s (
                 request->situation, board, ((ZhihuiPeer *) peers->pdata[i])->id, request->now_us));

  return worst_s > 0 ? worst_s : zhihui_situation_get_lag_s (request->situation, request->now_us);
}

static const char *
describe_live (const ZhihuiReportRequest *request)
{
  g_autofree char *absent = zhihui_report_describe_absent (request);

  if (zhihui_situation_is_snapshot (request->situation))
    return _ ("Snapshot, all datasets read");
  if (zhihui_report_answers_count_refused (request->answers) > 0)
    return _ ("Live; the token may not read everything");
  if (absent != NULL)
    return _ ("Live; some boards are not offered");
  return is_over (request) ? _ ("Read live; its days are over") : _ ("Live, all datasets read");
}

/**
 * zhihui_part_describe_source:
 * @fresh: (out): whether it is live
 *
 * Returns: (transfer full): how old what is printed is
 */
char *
zhihui_part_describe_source (const ZhihuiReportRequest *request, gboolean *fresh)
{
  ZhihuiFreshness freshness =
    zhihui_situation_judge_source (request->situation, request->now_us, NULL);
  gint64           lag_s = find_lag (request);
  g_autofree char *age = zhihui_format_age (lag_s != 0 ? ABS (lag_s) : freshness.age_s);
  gboolean         is_read = freshness.state == ZHIHUI_STATE_FRESH;

  *fresh = is_read && lag_s == 0;
  if (is_read && lag_s > 0)
    return g_strdup_printf (_ ("Not live: the platform's figures are %s old"), age);
  if (is_read && lag_s < 0)
    return g_strdup_printf (_ ("Not live: the platform's figures are %s ahead of its clock"), age);
  if (is_read)
    return g_strdup (describe_live (request));
  return g_strdup_printf (_ ("Not live: kept figures, %s old"), age);
}

static void
paint_title (const ZhihuiBlock *block, ZhihuiSheet *sheet, double y)
{
  const ZhihuiReportRequest *request = block->data;
  ZhihuiRgba                 ink = zhihui_theme_get_palette (sheet->theme)->text1;
  ZhihuiRanking             *first = zhihui_report_find_first_ranking (request);
  double                     middle = sheet->width / 2;
  double                     width = zhihui_sheet_get_text_width (sheet);
  g_autofree char           *span = first != NULL
                                      ? zhihui_report_format_span (request, &first->window, first->as_of)
                                      : g_strdup ("—");
  g_autofree char           *line = zhihui_report_is_shrunk (request)
                                      ? g_strdup_printf (_ ("(%s, rates ranked by the shrunk value)"), span)
                                      : g_strdup_printf (_ ("(%s)"), span);

  y += zhihui_part_paint_letterhead (request, sheet, y);
  zhihui_sheet_text (sheet, line, &period_font, ink, middle, y + 122, ZHIHUI_ALIGN_CENTRE, width);
  zhihui_part_paint_facts (request, sheet, y + ABOVE_FACTS);
}

/* The head of the first page, and the paragraph that says the whole in words. */
void
zhihui_part_add_title (const ZhihuiReportRequest *request,
                       const ZhihuiTemplatePart  *part,
                       ZhihuiPaper               *paper)
{
  g_autofree char *text = zhihui_part_describe_region (request);
  double           height = ABOVE_FACTS +
                  zhihui_part_measure_letterhead (request, zhihui_paper_get_sheet (paper)) +
                  zhihui_part_measure_facts (request) + BELOW_FACTS;

  zhihui_paper_add (paper, height, paint_title, (gpointer) request, NULL)->keep_with_next = TRUE;
  zhihui_paper_add_paragraph (paper, text, ZHIHUI_WORDS_LEAD);
  zhihui_paper_add_space (paper, 6);
}

/* Words of the template itself. */
void
zhihui_part_add_text (const ZhihuiReportRequest *request,
                      const ZhihuiTemplatePart  *part,
                      ZhihuiPaper               *paper)
{
  const char *heading = zhihui_template_part_get_text (part, "heading");
  const char *text = zhihui_template_part_get_text (part, "text");

  if (heading != NULL)
    zhihui_paper_add_section (paper, heading, "text");
  if (text != NULL)
    zhihui_paper_add_paragraph (paper, text, ZHIHUI_WORDS_BODY);
}
