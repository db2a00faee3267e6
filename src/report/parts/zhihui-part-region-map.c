/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-parts-private.h"

#include "zhihui-error.h"
#include "zhihui-format.h"
#include "zhihui-map-paper.h"
#include "zhihui-map-table.h"
#include "zhihui-panel-kinds.h"
#include "zhihui-paper-words.h"
#include "zhihui-region-order.h"
#include "zhihui-report-private.h"

#include <glib/gi18n-lib.h>

/* A paper about one map: the map, and its table. */

#define TITLE_HEIGHT 152.0
#define MAP_HEIGHT ZHIHUI_MM (116)
#define MAP_LEAST ZHIHUI_MM (84)
#define MAP_GAP 10.0
#define BELOW_TABLE 60.0 /* the signature */
#define ROW_HEIGHT 15.0

static const ZhihuiFont line_font = { .face = ZHIHUI_FACE_SERIF, .size = 10.5, .weight = 400 };
static const ZhihuiFont head_font = { .face = ZHIHUI_FACE_SANS, .size = 8.6, .weight = 700 };
static const ZhihuiFont cell_font = { .face = ZHIHUI_FACE_SANS, .size = 8.6, .weight = 400 };

/* Right ends of numbers, left ends of words; points from the left edge of the text. */
static const struct
{
  double x;
  double width;
  gint   align;
} columns[] = {
  { 34, 34, ZHIHUI_ALIGN_RIGHT },  { 48, 128, ZHIHUI_ALIGN_LEFT }, { 262, 84, ZHIHUI_ALIGN_RIGHT },
  { 350, 84, ZHIHUI_ALIGN_RIGHT }, { 366, 80, ZHIHUI_ALIGN_LEFT },
};

/* ---- data ---- */

/* The regions of the map, ordered as on paper; FALSE with %ZHIHUI_ERROR_NOT_FOUND when none is
 * known. */
gboolean
zhihui_part_region_map_add_tables (const ZhihuiReportRequest *request,
                                   const ZhihuiTemplatePart  *part,
                                   GPtrArray                 *tables,
                                   GError                   **error)
{
  ZhihuiDataTable *table =
    zhihui_map_table_new (request, zhihui_report_get_map_board (request), "regions");

  if (table == NULL)
    {
      g_set_error_literal (error,
                           ZHIHUI_ERROR,
                           ZHIHUI_ERROR_NOT_FOUND,
                           _ ("The figures of the map have not been read"));
      return FALSE;
    }
  g_ptr_array_add (tables, table);
  return TRUE;
}

/* ---- paper ---- */

static char *
format_window (const ZhihuiReportRequest *request, const ZhihuiMapReading *reading)
{
  if (reading->window.to <= reading->window.from)
    return NULL;
  return zhihui_report_format_span (
    request, &reading->window, zhihui_situation_get_as_of (request->situation));
}

char *
zhihui_part_region_map_make_span (const ZhihuiReportRequest *request,
                                  const ZhihuiTemplatePart  *part)
{
  g_autoptr (ZhihuiMapPanel) panel =
    zhihui_part_make_map_panel (request, zhihui_report_get_map_board (request));
  g_autoptr (ZhihuiMapChart) chart = zhihui_map_table_make_chart (request, panel);

  return chart != NULL ? format_window (request, chart->reading) : NULL;
}

/* The head of a paper about one map. */
typedef struct
{
  const ZhihuiReportRequest *request; /* borrowed */
  char                      *span;    /* owned */
} Head;

static void
free_head (gpointer data)
{
  g_free (((Head *) data)->span);
  g_free (data);
}

static void
paint_title (const ZhihuiBlock *block, ZhihuiSheet *sheet, double y)
{
  const Head      *head = block->data;
  ZhihuiRgba       ink = zhihui_theme_get_palette (sheet->theme)->text1;
  double           middle = sheet->width / 2;
  double           width = zhihui_sheet_get_text_width (sheet);
  gboolean         fresh;
  g_autofree char *source = zhihui_part_describe_source (head->request, &fresh);

  y += zhihui_part_paint_letterhead (head->request, sheet, y);
  zhihui_sheet_text (
    sheet, head->span, &line_font, ink, middle, y + 122, ZHIHUI_ALIGN_CENTRE, width);
  zhihui_sheet_text (sheet, source, &line_font, ink, middle, y + 138, ZHIHUI_ALIGN_CENTRE, width);
}

/* Data: cells with tabs between. */
static void
paint_cells (const ZhihuiBlock *block, ZhihuiSheet *sheet, double y, gboolean is_head)
{
  const ZhihuiPalette *palette = zhihui_theme_get_palette (sheet->theme);
  g_auto (GStrv) cells = g_strsplit (block->data, "\t", G_N_ELEMENTS (columns));

  for (guint i = 0; cells[i] != NULL; i++)
    zhihui_sheet_text (sheet,
                       cells[i],
                       is_head ? &head_font : &cell_font,
                       is_head ? palette->text2 : palette->text1,
                       sheet->left + columns[i].x,
                       y + 11,
                       columns[i].align,
                       columns[i].width);
  zhihui_sheet_rule (sheet,
                     sheet->left,
                     y + ROW_HEIGHT,
                     zhihui_sheet_get_text_width (sheet),
                     is_head ? 1 : 0.4,
                     is_head ? palette->text1 : palette->row_rule);
}

static void
paint_head (const ZhihuiBlock *block, ZhihuiSheet *sheet, double y)
{
  paint_cells (block, sheet, y, TRUE);
}

static void
paint_row (const ZhihuiBlock *block, ZhihuiSheet *sheet, double y)
{
  paint_cells (block, sheet, y, FALSE);
}

/* A count has nothing beside it; of cases per 1,000 inhabitants the cases stand there. */
static char *
make_head (const ZhihuiMapReading *reading)
{
  const char *title = zhihui_map_board_get_title (reading->board);
  gboolean    is_per_head = reading->measure == ZHIHUI_MAP_PER_1000;

  return g_strjoin ("\t",
                    _ ("Rank"),
                    _ ("Region"),
                    is_per_head ? C_ ("column", "Per 1,000") : title,
                    is_per_head                             ? title
                    : reading->measure == ZHIHUI_MAP_COUNTS ? ""
                                                            : _ ("Of how many"),
                    _ ("Class"),
                    NULL);
}

/* Counts are whole ones: the map itself shortens large ones. */
static char *
make_figure (const ZhihuiMapReading *reading, const ZhihuiMapRow *row)
{
  if (row->value->standing != ZHIHUI_MAP_VALUE)
    return g_strdup ("—");
  return reading->measure == ZHIHUI_MAP_COUNTS ? zhihui_format_count (row->value->n)
                                               : g_strdup (row->text);
}

/* Less than usual where all that belongs to the map fits on its page then. */
static double
choose_height (const ZhihuiMapChart *chart, const ZhihuiSheet *sheet)
{
  g_autoptr (GPtrArray) rows = zhihui_map_chart_make_rows (chart);
  double page = sheet->height - sheet->top - sheet->bottom - TITLE_HEIGHT - MAP_GAP;
  double room = page - ROW_HEIGHT * (1 + rows->len) - BELOW_TABLE;

  if (room >= MAP_LEAST)
    return MIN (room, MAP_HEIGHT);
  return MIN (MAP_HEIGHT, page);
}

static void
add_table (const ZhihuiMapChart *chart, ZhihuiPaper *paper)
{
  g_autoptr (GPtrArray) rows = zhihui_map_chart_make_rows (chart);
  g_autoptr (GPtrArray) ordered = zhihui_map_table_order (chart, rows);
  ZhihuiBlock *head =
    zhihui_paper_add_head (paper, ROW_HEIGHT, paint_head, make_head (chart->reading), g_free);

  zhihui_paper_add (paper, ROW_HEIGHT, paint_head, make_head (chart->reading), g_free)
    ->keep_with_next = TRUE;
  for (guint i = 0; i < ordered->len; i++)
    {
      const ZhihuiMapRow *row = ordered->pdata[i];
      guint               rank = zhihui_region_order_get_rank (chart->reading, row->value);
      g_autofree char    *figure = make_figure (chart->reading, row);
      g_autofree char    *number = rank > 0 ? zhihui_format_count (rank) : g_strdup ("—");
      char               *cells = g_strjoin (
        "\t", number, row->name, figure, row->base != NULL ? row->base : "", row->range, NULL);
      ZhihuiBlock *block = zhihui_paper_add (paper, ROW_HEIGHT, paint_row, cells, g_free);

      block->head = head;
      block->keep_with_next = i + 1 < ordered->len && (i == 0 || i + 2 == ordered->len);
    }
}

/* Head, map and table of a paper about one map; its data were there. */
void
zhihui_part_add_region_map (const ZhihuiReportRequest *request,
                            const ZhihuiTemplatePart  *part,
                            ZhihuiPaper               *paper)
{
  const ZhihuiSheet *sheet = zhihui_paper_get_sheet (paper);
  g_autoptr (ZhihuiMapPanel) panel =
    zhihui_part_make_map_panel (request, zhihui_report_get_map_board (request));
  g_autoptr (ZhihuiMapChart) chart = zhihui_map_table_make_chart (request, panel);
  Head          *head;
  ZhihuiBlock   *map;
  ZhihuiPicture *picture;

  g_return_if_fail (chart != NULL);

  head = g_new0 (Head, 1);
  head->request = request;
  head->span = format_window (request, chart->reading);
  if (head->span == NULL)
    head->span = g_strdup ("—");
  zhihui_paper_add (paper,
                    TITLE_HEIGHT + zhihui_part_measure_letterhead (request, sheet),
                    paint_title,
                    head,
                    free_head);
  picture = zhihui_map_paper_draw (sheet->theme,
                                   panel,
                                   request->situation,
                                   request->now_us,
                                   zhihui_sheet_get_text_width (sheet),
                                   choose_height (chart, sheet));
  map = zhihui_paper_add_picture (paper, picture, 0, MAP_GAP);
  map->entry = g_strdup (zhihui_panel_get_title (ZHIHUI_PANEL_MAP));
  map->anchor = g_strdup ("map");
  add_table (chart, paper);
}
