/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-parts-private.h"

#include "zhihui-format.h"
#include "zhihui-paper-words.h"
#include "zhihui-report-private.h"

#include <glib/gi18n-lib.h>

#define DEFINITION_LINE 11.6
#define DEFINITION_PADDING 6.0
#define SIGNATURE_HEIGHT 56.0
#define LINES_WITH_SIGNATURE 3
#define LAST_PAGE_LEAST 180.0 /* points */

static const ZhihuiFont cell_font = { .face = ZHIHUI_FACE_SANS, .size = 8.2, .weight = 400 };
static const ZhihuiFont sign_font = { .face = ZHIHUI_FACE_SERIF, .size = 11, .weight = 400 };

#define DEFINITION_COLUMNS 5

/* Left edges of the columns and the end of the last one, on A4 upright. */
static const double definition_columns[DEFINITION_COLUMNS + 1] = { 0, 60, 200, 344, 396, 442 };

/* Wider paper has wider columns. */
static double
get_edge (const ZhihuiSheet *sheet, guint column)
{
  double width = zhihui_sheet_get_text_width (sheet);

  return definition_columns[column] * MAX (width / definition_columns[DEFINITION_COLUMNS], 1);
}

/* A cell that is wrapped, never cut: a definition must be read whole. */
static PangoLayout *
make_cell (const ZhihuiSheet *sheet, guint column, const char *text)
{
  return zhihui_sheet_copy_layout (
    sheet, text, &cell_font, get_edge (sheet, column + 1) - get_edge (sheet, column) - 8);
}

static double
measure_cells (const ZhihuiSheet *sheet, const char *const cells[DEFINITION_COLUMNS])
{
  int lines = 1;

  for (guint i = 0; i < DEFINITION_COLUMNS; i++)
    {
      g_autoptr (PangoLayout) layout = make_cell (sheet, i, cells[i]);

      lines = MAX (lines, pango_layout_get_line_count (layout));
    }
  return DEFINITION_PADDING + lines * DEFINITION_LINE;
}

static void
paint_cells (ZhihuiSheet      *sheet,
             double            y,
             const char *const cells[DEFINITION_COLUMNS],
             ZhihuiRgba        colour)
{
  cairo_set_source_rgba (sheet->cr, colour.red, colour.green, colour.blue, colour.alpha);
  for (guint i = 0; i < DEFINITION_COLUMNS; i++)
    {
      g_autoptr (PangoLayout) layout = make_cell (sheet, i, cells[i]);

      for (int line = 0; line < pango_layout_get_line_count (layout); line++)
        {
          cairo_move_to (sheet->cr,
                         sheet->left + get_edge (sheet, i),
                         y + DEFINITION_PADDING / 2 + (line + 0.78) * DEFINITION_LINE);
          zhihui_theme_show_line (
            sheet->theme, sheet->cr, pango_layout_get_line_readonly (layout, line));
        }
    }
}

static const char *
name_direction (ZhihuiBetter better)
{
  switch (better)
    {
    case ZHIHUI_BETTER_LOW:
      return _ ("lower is better");
    case ZHIHUI_BETTER_HIGH:
      return _ ("higher is better");
    case ZHIHUI_BETTER_NEITHER:
    default:
      return _ ("neither");
    }
}

static char *
describe_min_n (const ZhihuiReportRequest *request, ZhihuiBoard board)
{
  g_autoptr (GPtrArray) peers = zhihui_report_list_peers (request);

  for (guint i = 0; i < peers->len; i++)
    {
      const ZhihuiPeer *peer = g_ptr_array_index (peers, i);
      ZhihuiRanking *ranking = zhihui_situation_get_ranking (request->situation, board, peer->id);

      if (ranking != NULL && ranking->min_n > 0)
        return g_strdup_printf ("%u", ranking->min_n);
    }
  return g_strdup (_ ("none"));
}

/* What a map counts without rates are the cases of a region, no unit's. */
static gboolean
is_defined (const ZhihuiReportRequest *request, ZhihuiBoard board)
{
  return zhihui_report_wants_board (request, board) ||
         ((request->maps & (1u << board)) != 0 &&
          !zhihui_metric_get_traits (zhihui_board_get_metric (board))->is_count);
}

/* Writes the table of definitions on @paper, or only measures it when that is NULL. Returns where
 * it ends. */
static double
lay_definitions (const ZhihuiReportRequest *request,
                 const ZhihuiSheet         *sheet,
                 ZhihuiSheet               *paper,
                 double                     y)
{
  const ZhihuiPalette *palette = zhihui_theme_get_palette (sheet->theme);
  double               width = zhihui_sheet_get_text_width (sheet);

  for (int row = -1; row < ZHIHUI_N_BOARDS; row++)
    {
      const ZhihuiMetricTraits *traits =
        zhihui_metric_get_traits (zhihui_board_get_metric ((ZhihuiBoard) MAX (row, 0)));
      g_autofree char   *min_n = describe_min_n (request, (ZhihuiBoard) MAX (row, 0));
      const char *const  head[] = { C_ ("report", "Figure"),
                                    _ ("Numerator"),
                                    _ ("Denominator or what is counted"),
                                    _ ("Direction"),
                                    _ ("Smallest n") };
      const char *const  body[] = { _ (traits->title),
                                   traits->is_count ? "—" : _ (traits->numerator),
                                    _ (traits->denominator),
                                    name_direction (traits->better),
                                    min_n };
      const char *const *cells = row < 0 ? head : body;

      if (row >= 0 && !is_defined (request, (ZhihuiBoard) row))
        continue;
      if (paper != NULL)
        {
          zhihui_sheet_rule (paper,
                             sheet->left,
                             y,
                             width,
                             row < 0 ? 1 : 0.4,
                             row < 0 ? palette->text1 : palette->row_rule);
          paint_cells (paper, y, cells, row < 0 ? palette->text3 : palette->text1);
        }
      y += measure_cells (sheet, cells);
    }
  if (paper != NULL)
    zhihui_sheet_rule (paper, sheet->left, y, width, 0.5, palette->line);
  return y;
}

static void
paint_definitions (const ZhihuiBlock *block, ZhihuiSheet *sheet, double y)
{
  lay_definitions (block->data, sheet, sheet, y);
}

/* By what units stand in another order than by their rates, and why. */
static void
add_shrunk (ZhihuiPaper *paper)
{
  zhihui_paper_add_paragraph (
    paper,
    _ ("Rates are ranked by the shrunk value (k + M·p) / (n + M), not by the rate itself: k and n "
       "are "
       "its numerator and denominator, p is the rate of the peer group, M its weight in cases, "
       "estimated from how far the rates of the "
       "group lie apart (empirical Bayes, beta-binomial by moments). The fewer cases a unit has, "
       "the nearer its shrunk value is to the rate of the group, so that one or two cases put "
       "nobody at the head or the end. Units share a rank only where both values are equal, and "
       "the next rank is skipped (1, 2, 2, 4); counts are ranked as they are."),
    ZHIHUI_WORDS_BODY);
}

/* What the figures are, and how to read their intervals. */
void
zhihui_part_add_definitions (const ZhihuiReportRequest *request,
                             const ZhihuiTemplatePart  *part,
                             ZhihuiPaper               *paper)
{
  const ZhihuiSheet *sheet = zhihui_paper_get_sheet (paper);
  gboolean           is_shrunk = zhihui_report_is_shrunk (request);

  zhihui_paper_add_section (paper, _ ("Definitions"), "definitions");
  zhihui_paper_add (paper,
                    lay_definitions (request, sheet, NULL, 0) + 8,
                    paint_definitions,
                    (gpointer) request,
                    NULL);
  zhihui_paper_add_paragraph (
    paper,
    _ ("A figure counts assignments: each dispatch of a case to a unit is one. Deadlines: a "
       "consultation 1 working day, a complaint 3, by the State Council’s notices of holidays and "
       "make-up days, to the last second of the last day."),
    ZHIHUI_WORDS_BODY);
  if (is_shrunk)
    add_shrunk (paper);
  else
    zhihui_paper_add_paragraph (
      paper,
      _ ("Equal fractions share a rank and the next rank is skipped (1, 2, 2, 4)."),
      ZHIHUI_WORDS_BODY);
  zhihui_paper_add_section (paper, _ ("How to read the intervals"), "intervals");
  if (is_shrunk)
    {
      zhihui_paper_add_paragraph (
        paper,
        _ ("◆: the 95 % Wilson interval of the true level, made of the unit’s own rate, is "
           "altogether worse than the rate of the peer group; △: altogether better. Of all others "
           "it cannot be said that they are better or worse than the group."),
        ZHIHUI_WORDS_BODY);
      return;
    }
  zhihui_paper_add_paragraph (
    paper,
    _ ("Where the denominator is small, one or two cases move a rate far. The line is the 95 % "
       "Wilson interval of the true level, the upright stroke the rate of the peer group. ◆ is "
       "significantly worse than the peer group, △ significantly better; of all others it cannot "
       "be said that they are better or worse than the group."),
    ZHIHUI_WORDS_BODY);
}

/* How the paper is verified. */
void
zhihui_part_add_verification (const ZhihuiReportRequest *request,
                              const ZhihuiTemplatePart  *part,
                              ZhihuiPaper               *paper)
{
  zhihui_paper_add_section (paper, _ ("Verification"), "verification");
  zhihui_paper_add_paragraph (
    paper,
    _ ("Equal data give this file byte for byte. The SHA-256 at the foot of each page is that of "
       "the canonical data, which “zhihui report -o FILE.csv” writes from the same source at the "
       "same moment; “zhihui report verify FILE.pdf” counts them again and says whether they are "
       "equal. No name, telephone number or address of a citizen is in it."),
    ZHIHUI_WORDS_BODY);
}

static void
paint_signature (const ZhihuiBlock *block, ZhihuiSheet *sheet, double y)
{
  const ZhihuiReportRequest *request = block->data;
  ZhihuiMeta                *meta = zhihui_situation_get_meta (request->situation);
  ZhihuiRgba                 ink = zhihui_theme_get_palette (sheet->theme)->text1;
  double                     right = sheet->width - sheet->right;
  g_autofree char           *date =
    zhihui_format_date (zhihui_situation_get_zone (request->situation), meta->stamp.as_of, 0);

  zhihui_sheet_text (sheet,
                     zhihui_report_get_issuer (request),
                     &sign_font,
                     ink,
                     right,
                     y + 30,
                     ZHIHUI_ALIGN_RIGHT,
                     zhihui_sheet_get_text_width (sheet));
  zhihui_sheet_text (sheet, date, &sign_font, ink, right - 22, y + 48, ZHIHUI_ALIGN_RIGHT, 0);
}

/* A signature never stands alone on a page, nor below a few standing words: what it signs begins
 * there too, as much of it as can be cut off. */
static void
keep_last_lines (ZhihuiPaper *paper)
{
  const ZhihuiSheet *sheet = zhihui_paper_get_sheet (paper);
  double             page = sheet->height - sheet->top - sheet->bottom;
  double             kept = SIGNATURE_HEIGHT;
  guint              n = zhihui_paper_get_n_blocks (paper);

  for (guint i = n; i > 0; i--)
    {
      ZhihuiBlock *block = zhihui_paper_get_block (paper, i - 1);

      kept += block->height;
      if (n - i >= LINES_WITH_SIGNATURE &&
          (kept - block->height > LAST_PAGE_LEAST || kept > page / 2))
        break;
      block->keep_with_next = TRUE;
    }
}

/* Who issues it, and the day. */
void
zhihui_part_add_signature (const ZhihuiReportRequest *request,
                           const ZhihuiTemplatePart  *part,
                           ZhihuiPaper               *paper)
{
  keep_last_lines (paper);
  zhihui_paper_add (paper, SIGNATURE_HEIGHT, paint_signature, (gpointer) request, NULL);
}
