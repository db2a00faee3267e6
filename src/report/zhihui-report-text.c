/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-report-private.h"

#include "zhihui-format.h"

#include <glib/gi18n-lib.h>

#define HEADING_HEIGHT 30.0
#define DEFINITION_LINE 11.6
#define DEFINITION_PADDING 6.0

static const ZhihuiFont heading_font = { .face = ZHIHUI_FACE_SANS, .size = 12, .weight = 700 };
static const ZhihuiFont body_font = { .face = ZHIHUI_FACE_SERIF, .size = 9.4, .weight = 400 };
static const ZhihuiFont cell_font = { .face = ZHIHUI_FACE_SANS, .size = 8.2, .weight = 400 };
static const ZhihuiFont sign_font = { .face = ZHIHUI_FACE_SERIF, .size = 11, .weight = 400 };

static void
paint_lines (const ZhihuiBlock *block, ZhihuiSheet *sheet, double y)
{
  const ZhihuiPalette *palette = zhihui_theme_get_palette (sheet->theme);
  double               step = block->height / block->n_lines;

  cairo_set_source_rgba (
    sheet->cr, palette->text1.red, palette->text1.green, palette->text1.blue, 1);
  for (int i = 0; i < block->n_lines; i++)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (block->layout, block->first_line + i);
      PangoRectangle   logical;
      int indent = block->first_line + i == 0 ? pango_layout_get_indent (block->layout) : 0;

      pango_layout_line_get_extents (line, NULL, &logical);
      cairo_move_to (
        sheet->cr, sheet->left + (double) indent / PANGO_SCALE, y + i * step + step * 0.72);
      pango_cairo_show_layout_line (sheet->cr, line);
    }
}

/**
 * zhihui_report_add_paragraph:
 * @line_height: points
 * @indent: whether the first line is set in by two characters
 *
 * Adds a paragraph as one block a line, so that it may run over a page; the first two lines and
 * the last two stay together.
 */
void
zhihui_report_add_paragraph (const char        *text,
                             const ZhihuiFont  *font,
                             double             line_height,
                             gboolean           indent,
                             const ZhihuiSheet *sheet,
                             GPtrArray         *blocks)
{
  g_autoptr (PangoLayout) layout = NULL;
  int n_lines;

  if (*text == '\0')
    return;

  layout = pango_layout_copy (zhihui_theme_get_layout (sheet->theme, text, font, 0));
  pango_layout_set_width (layout, (int) (zhihui_sheet_get_text_width (sheet) * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_NONE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_justify (layout, TRUE);
  pango_layout_set_indent (layout, indent ? (int) (2 * font->size * PANGO_SCALE) : 0);
  n_lines = pango_layout_get_line_count (layout);

  for (int i = 0; i < n_lines; i++)
    {
      ZhihuiBlock *block = g_new0 (ZhihuiBlock, 1);

      block->paint = paint_lines;
      block->layout = g_object_ref (layout);
      block->first_line = i;
      block->n_lines = 1;
      block->height = line_height;
      block->keep_with_next = n_lines > 1 && (i == 0 || i == n_lines - 2);
      g_ptr_array_add (blocks, block);
    }
}

static void
paint_nothing (const ZhihuiBlock *block, ZhihuiSheet *sheet, double y)
{
}

void
zhihui_report_add_space (double height, GPtrArray *blocks)
{
  ZhihuiBlock *block = g_new0 (ZhihuiBlock, 1);

  block->paint = paint_nothing;
  block->height = height;
  g_ptr_array_add (blocks, block);
}

static void
paint_heading (const ZhihuiBlock *block, ZhihuiSheet *sheet, double y)
{
  zhihui_sheet_text (sheet,
                     block->text,
                     &heading_font,
                     zhihui_theme_get_palette (sheet->theme)->text1,
                     sheet->left,
                     y + 20,
                     ZHIHUI_ALIGN_LEFT,
                     zhihui_sheet_get_text_width (sheet));
}

static void
add_heading (const char *text, gboolean starts_page, GPtrArray *blocks)
{
  ZhihuiBlock *block = g_new0 (ZhihuiBlock, 1);

  block->paint = paint_heading;
  block->text = g_strdup (text);
  block->heading = block->text;
  block->height = HEADING_HEIGHT;
  block->keep_with_next = TRUE;
  block->starts_page = starts_page;
  g_ptr_array_add (blocks, block);
}

#define DEFINITION_COLUMNS 5

static const double definition_columns[DEFINITION_COLUMNS + 1] = { 0, 44, 190, 342, 400, 442 };

/* A cell that is wrapped, never cut: a definition must be read whole. */
static PangoLayout *
make_cell (const ZhihuiSheet *sheet, guint column, const char *text)
{
  PangoLayout *layout =
    pango_layout_copy (zhihui_theme_get_layout (sheet->theme, text, &cell_font, 0));
  double room = definition_columns[column + 1] - definition_columns[column] - 8;

  pango_layout_set_width (layout, (int) (room * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  return layout;
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
                         sheet->left + definition_columns[i],
                         y + DEFINITION_PADDING / 2 + (line + 0.78) * DEFINITION_LINE);
          pango_cairo_show_layout_line (sheet->cr, pango_layout_get_line_readonly (layout, line));
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
      const char *const  head[] = { _ ("Figure"),
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
  lay_definitions (block->request, sheet, sheet, y);
}

static char *
list_unranked (const ZhihuiReportRequest *request, const ZhihuiPeer *peer, ZhihuiBoard board)
{
  ZhihuiRanking *ranking = zhihui_situation_get_ranking (request->situation, board, peer->id);
  GString       *text;

  if (ranking == NULL || ranking->n_unranked == 0 || !zhihui_report_wants_board (request, board))
    return NULL;

  text = g_string_new (NULL);
  /* Translators: peer group, title of the board, number of units */
  g_string_append_printf (text,
                          _ ("%1$s, %2$s (%3$u units): "),
                          peer->label,
                          _ (zhihui_metric_get_traits (ranking->metric)->title),
                          ranking->n_unranked);
  for (guint i = 0; i < ranking->n_unranked_sent; i++)
    {
      const ZhihuiScore *score = &ranking->unranked[i];
      g_autofree char   *fraction = zhihui_format_fraction (score->k, score->n);

      g_string_append_printf (
        text, "%s%s %s", i == 0 ? "" : _ (", "), score->unit->short_name, fraction);
    }
  g_string_append (text, _ ("."));
  return g_string_free (text, FALSE);
}

static gboolean
add_unranked (const ZhihuiReportRequest *request, const ZhihuiSheet *sheet, GPtrArray *blocks)
{
  g_autoptr (GPtrArray) peers = zhihui_report_list_peers (request);
  gboolean any = FALSE;

  for (guint i = 0; i < peers->len; i++)
    for (ZhihuiBoard board = ZHIHUI_BOARD_OVERDUE; board < ZHIHUI_N_BOARDS; board++)
      {
        g_autofree char *text = list_unranked (request, g_ptr_array_index (peers, i), board);

        if (text == NULL)
          continue;
        zhihui_report_add_paragraph (text, &body_font, 15.5, TRUE, sheet, blocks);
        any = TRUE;
      }
  return any;
}

/* Definitions, how to read the intervals, units too few to rank, and how to verify. */
void
zhihui_report_add_definitions (const ZhihuiReportRequest *request,
                               const ZhihuiSheet         *sheet,
                               GPtrArray                 *blocks)
{
  ZhihuiBlock *block = g_new0 (ZhihuiBlock, 1);

  add_heading (_ ("1. Definitions"), FALSE, blocks);
  block->paint = paint_definitions;
  block->height = lay_definitions (request, sheet, NULL, 0) + 8;
  block->request = request;
  g_ptr_array_add (blocks, block);
  zhihui_report_add_paragraph (
    _ ("A figure counts assignments: each dispatch of a case to a unit is one. Deadlines: a "
       "consultation 1 working day, a complaint 3, by the State Council’s notices of holidays and "
       "make-up days, to the last second of the last day. Equal fractions share a rank and the "
       "next rank is skipped (1, 2, 2, 4)."),
    &body_font,
    15.5,
    TRUE,
    sheet,
    blocks);
  add_heading (_ ("2. How to read the intervals"), FALSE, blocks);
  zhihui_report_add_paragraph (
    _ ("Where the denominator is small, one or two cases move a rate far. The line is the 95 % "
       "Wilson interval of the true level, the upright stroke the rate of the peer group. ◆ is "
       "significantly worse than the peer group, △ significantly better; of all others it cannot "
       "be said that they are better or worse than the group."),
    &body_font,
    15.5,
    TRUE,
    sheet,
    blocks);
  add_heading (_ ("3. Too few to rank"), FALSE, blocks);
  if (!add_unranked (request, sheet, blocks))
    zhihui_report_add_paragraph (_ ("No unit."), &body_font, 15.5, TRUE, sheet, blocks);
  add_heading (_ ("4. Verification"), FALSE, blocks);
  zhihui_report_add_paragraph (
    _ ("Equal data give this file byte for byte. The SHA-256 at the foot of each page is that of "
       "the canonical data, which “zhihui report -o FILE.csv” writes from the same source at the "
       "same moment. No name, telephone number or address of a citizen is in it."),
    &body_font,
    15.5,
    TRUE,
    sheet,
    blocks);
}

static void
paint_signature (const ZhihuiBlock *block, ZhihuiSheet *sheet, double y)
{
  const ZhihuiReportRequest *request = block->request;
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
                     0);
  zhihui_sheet_text (sheet, date, &sign_font, ink, right - 22, y + 48, ZHIHUI_ALIGN_RIGHT, 0);
}

void
zhihui_report_add_signature (const ZhihuiReportRequest *request,
                             const ZhihuiSheet         *sheet,
                             GPtrArray                 *blocks)
{
  ZhihuiBlock *block = g_new0 (ZhihuiBlock, 1);

  block->paint = paint_signature;
  block->height = 56;
  block->request = request;
  g_ptr_array_add (blocks, block);
}
