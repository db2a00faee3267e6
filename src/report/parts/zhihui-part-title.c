/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-parts-private.h"

#include "zhihui-format.h"
#include "zhihui-paper-words.h"
#include "zhihui-report-private.h"

#include <glib/gi18n-lib.h>

#define TITLE_HEIGHT 190.0 /* where the name and the title have a line each */
#define META_ROW 15.4
#define META_LABEL_WIDTH 52.0
#define META_SECOND_COLUMN (262.0 / 442.0) /* of the width of the text */

static const ZhihuiFont period_font = { .face = ZHIHUI_FACE_SERIF, .size = 12, .weight = 400 };
static const ZhihuiFont meta_font = { .face = ZHIHUI_FACE_SANS, .size = 8.6, .weight = 400 };
static const ZhihuiFont meta_bold_font = { .face = ZHIHUI_FACE_SANS, .size = 8.6, .weight = 700 };

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

/* One of two columns of facts. */
void
zhihui_part_paint_fact (
  ZhihuiSheet *sheet, guint column, double y, const char *label, const char *value, gboolean strong)
{
  const ZhihuiPalette *palette = zhihui_theme_get_palette (sheet->theme);
  double               second = META_SECOND_COLUMN * zhihui_sheet_get_text_width (sheet);
  double               x = sheet->left + column * second;
  double               room = x + second > sheet->width - sheet->right
                                ? sheet->width - sheet->right - x - META_LABEL_WIDTH
                                : second - META_LABEL_WIDTH - 6;

  zhihui_sheet_fit (
    sheet, label, &meta_font, palette->text3, x, y + 11, ZHIHUI_ALIGN_LEFT, META_LABEL_WIDTH - 4);
  zhihui_sheet_fit (sheet,
                    value,
                    strong ? &meta_bold_font : &meta_font,
                    palette->text1,
                    x + META_LABEL_WIDTH,
                    y + 11,
                    ZHIHUI_ALIGN_LEFT,
                    room);
}

static char *
format_period_of (const ZhihuiReportRequest *request, ZhihuiBoard board)
{
  ZhihuiRanking *ranking = zhihui_report_find_ranking (request, board);

  if (ranking == NULL)
    return g_strdup ("—");
  return zhihui_report_format_span (request, &ranking->window, ranking->as_of);
}

/* (nullable): a board that is by another time than usual */
static const ZhihuiRanking *
find_unusual (const ZhihuiReportRequest *request)
{
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      const ZhihuiRanking *ranking = zhihui_report_find_ranking (request, board);

      if (ranking != NULL && ranking->basis != zhihui_metric_get_traits (ranking->metric)->basis)
        return ranking;
    }
  return NULL;
}

/* By which of its times work belongs to the days: as the boards themselves say, since not every
 * board has the time that was asked for. */
char *
zhihui_part_describe_basis (const ZhihuiReportRequest *request)
{
  GString *text;
  guint    named = 0; /* bits 1 << ZhihuiBasis */

  if (find_unusual (request) == NULL)
    return g_strdup (_ ("dispatch, deadline, rating: see definitions"));
  text = g_string_new (NULL);
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      const ZhihuiRanking *ranking = zhihui_report_find_ranking (request, board);

      if (ranking == NULL || (named & (1u << ranking->basis)) != 0)
        continue;
      named |= 1u << ranking->basis;
      g_string_append_printf (text,
                              "%s%s",
                              text->len > 0 ? C_ ("list", ", ") : "",
                              zhihui_basis_get_words (ranking->basis));
    }
  return g_string_free (text, FALSE);
}

static void
paint_meta (const ZhihuiReportRequest *request, ZhihuiSheet *sheet, double y)
{
  const ZhihuiPalette *palette = zhihui_theme_get_palette (sheet->theme);
  ZhihuiMeta          *meta = zhihui_situation_get_meta (request->situation);
  ZhihuiZone          *zone = zhihui_situation_get_zone (request->situation);
  ZhihuiRanking       *first = zhihui_report_find_first_ranking (request);
  g_autofree char     *month = format_period_of (request, ZHIHUI_BOARD_VOLUME);
  g_autofree char     *rolling = format_period_of (request, ZHIHUI_BOARD_OVERDUE);
  g_autofree char     *as_of =
    zhihui_format_date_time (zone, first != NULL ? first->as_of : meta->stamp.as_of);
  g_autofree char *rules = g_strdup_printf (
    _ ("%s, data revision %s"), meta->rule_version, first != NULL ? first->revision : "—");
  gboolean         fresh;
  g_autofree char *source = zhihui_part_describe_source (request, &fresh);
  g_autofree char *basis = zhihui_part_describe_basis (request);
  double           width = zhihui_sheet_get_text_width (sheet);

  for (int i = 0; i <= 3; i++)
    zhihui_sheet_rule (sheet,
                       sheet->left,
                       y + i * META_ROW,
                       width,
                       0.5,
                       i % 3 == 0 ? palette->line : palette->row_rule);

  zhihui_part_paint_fact (sheet, 0, y, _ ("Volume, rating"), month, FALSE);
  zhihui_part_paint_fact (sheet, 1, y, _ ("Data as of"), as_of, FALSE);
  zhihui_part_paint_fact (sheet, 0, y + META_ROW, _ ("Overdue, return"), rolling, FALSE);
  zhihui_part_paint_fact (sheet, 1, y + META_ROW, _ ("Dates"), basis, FALSE);
  zhihui_part_paint_fact (sheet, 0, y + 2 * META_ROW, _ ("Rules"), rules, FALSE);
  zhihui_part_paint_fact (sheet, 1, y + 2 * META_ROW, _ ("Source"), source, !fresh);
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
  g_autofree char           *line = g_strdup_printf (_ ("(%s)"), span);

  y += zhihui_part_paint_letterhead (request, sheet, y);
  zhihui_sheet_text (sheet, line, &period_font, ink, middle, y + 122, ZHIHUI_ALIGN_CENTRE, width);
  paint_meta (request, sheet, y + 136);
}

static void
append_rate (GString *text, ZhihuiRanking *ranking, const char *format)
{
  g_autofree char *n = NULL, *k = NULL, *rate = NULL;

  if (ranking == NULL)
    return;
  n = zhihui_format_count (ranking->region_total.n);
  k = zhihui_format_count (ranking->region_total.k);
  rate = zhihui_format_rate (ranking->region_total.k, ranking->region_total.n);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_string_append_printf (text, format, n, k, rate);
#pragma GCC diagnostic pop
}

static void
append_volumes (GString *text, const ZhihuiReportRequest *request)
{
  g_autoptr (GPtrArray) peers = zhihui_report_list_peers (request);

  for (guint i = 0; i < peers->len; i++)
    {
      const ZhihuiPeer *peer = g_ptr_array_index (peers, i);
      ZhihuiRanking    *ranking =
        zhihui_situation_get_ranking (request->situation, ZHIHUI_BOARD_VOLUME, peer->id);
      g_autofree char *n = NULL;

      if (ranking == NULL || !zhihui_report_wants_board (request, ZHIHUI_BOARD_VOLUME))
        continue;
      n = zhihui_format_count (ranking->total.n);
      /* Translators: number of units, name of the peer group, number of cases */
      g_string_append_printf (text,
                              _ ("%1$u units of %2$s handled %3$s. "),
                              zhihui_situation_get_region_path (request->situation) != NULL
                                ? ranking->n_ranked + ranking->n_unranked
                                : peer->n_units,
                              peer->label,
                              n);
    }
}

static char *
describe_region (const ZhihuiReportRequest *request)
{
  GString         *text = g_string_new (NULL);
  ZhihuiRanking   *volume = zhihui_report_find_ranking (request, ZHIHUI_BOARD_VOLUME);
  g_autofree char *absent = zhihui_report_describe_absent (request);

  if (volume != NULL)
    {
      g_autofree char *n = zhihui_format_count (volume->region_total.n);

      g_string_append_printf (text, _ ("In the period %s assignments were handled. "), n);
    }
  append_volumes (text, request);
  append_rate (text,
               zhihui_report_find_ranking (request, ZHIHUI_BOARD_OVERDUE),
               _ ("In the overdue window %1$s fell due, %2$s of them overdue: %3$s. "));
  append_rate (text,
               zhihui_report_find_ranking (request, ZHIHUI_BOARD_RETURN),
               _ ("%1$s were dispatched, %2$s returned: %3$s. "));
  append_rate (text,
               zhihui_report_find_ranking (request, ZHIHUI_BOARD_SATISFIED),
               _ ("%1$s were rated in the period, %2$s satisfied: %3$s."));
  if (absent != NULL)
    g_string_append_printf (text, _ (" Not offered by this platform: %s."), absent);
  return g_strchomp (g_string_free (text, FALSE));
}

/* The head of the first page, and the paragraph that says the whole in words. */
void
zhihui_part_add_title (const ZhihuiReportRequest *request,
                       const ZhihuiTemplatePart  *part,
                       ZhihuiPaper               *paper)
{
  g_autofree char *text = describe_region (request);
  double           height =
    TITLE_HEIGHT + zhihui_part_measure_letterhead (request, zhihui_paper_get_sheet (paper));

  zhihui_paper_add (paper, height, paint_title, (gpointer) request, NULL)->keep_with_next = TRUE;
  zhihui_paper_add_paragraph (paper, text, ZHIHUI_WORDS_LEAD);
  zhihui_paper_add_space (paper, 10);
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
