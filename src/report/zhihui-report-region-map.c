/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-report-private.h"

#include "zhihui-csv.h"
#include "zhihui-error.h"
#include "zhihui-format.h"
#include "zhihui-map-paper.h"
#include "zhihui-panel-kinds.h"
#include "zhihui-region-order.h"

#include <glib/gi18n-lib.h>

/* A paper about one map: the map, and its table. */

#define TITLE_HEIGHT 152.0
#define MAP_HEIGHT ZHIHUI_MM (116)
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
  { 34, 34, ZHIHUI_ALIGN_RIGHT },  { 48, 150, ZHIHUI_ALIGN_LEFT }, { 262, 60, ZHIHUI_ALIGN_RIGHT },
  { 350, 84, ZHIHUI_ALIGN_RIGHT }, { 366, 80, ZHIHUI_ALIGN_LEFT },
};

static ZhihuiBoard
get_board (const ZhihuiReportRequest *request)
{
  ZhihuiBoard board = 0;

  while (board + 1 < ZHIHUI_N_BOARDS && (request->maps & (1u << board)) == 0)
    board++;
  return board;
}

/* NULL: there are no regions. @panel lives as long. */
static ZhihuiMapChart *
make_chart (const ZhihuiReportRequest *request, ZhihuiMapPanel *panel)
{
  ZhihuiMapReading *reading = zhihui_map_panel_read (panel, request->situation);
  ZhihuiMesh       *mesh = zhihui_map_panel_find_mesh (panel, reading);

  if (mesh != NULL)
    return zhihui_map_panel_make_chart (
      panel, reading, mesh, request->situation, zhihui_palette_get (ZHIHUI_THEME_PAPER));
  zhihui_map_reading_free (reading);
  return NULL;
}

/* (element-type ZhihuiMapRow), the order of the table on the desk. */
static GPtrArray *
order_rows (const ZhihuiMapChart *chart, GPtrArray *rows)
{
  g_autoptr (GPtrArray) values = zhihui_region_order_list (chart->reading);
  g_autoptr (GHashTable) by_value = g_hash_table_new (g_direct_hash, g_direct_equal);
  GPtrArray *ordered = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++)
    g_hash_table_insert (
      by_value, (gpointer) ((ZhihuiMapRow *) rows->pdata[i])->value, rows->pdata[i]);
  for (guint i = 0; i < values->len; i++)
    g_ptr_array_add (ordered, g_hash_table_lookup (by_value, values->pdata[i]));
  return ordered;
}

/* ---- data ---- */

static void
append_value (GString *csv, const ZhihuiMapChart *chart, const ZhihuiMapRow *row)
{
  if (row->value->standing != ZHIHUI_MAP_VALUE)
    zhihui_csv_append_empty (csv);
  else if (chart->reading->measure == ZHIHUI_MAP_RATES)
    zhihui_csv_append_ratio (csv, (double) row->value->k / (double) row->value->n);
  else if (chart->reading->measure == ZHIHUI_MAP_PER_1000)
    zhihui_csv_append_text (csv, row->text);
  else
    zhihui_csv_append_count (csv, row->value->n);
}

static void
append_row (GString                   *csv,
            const ZhihuiReportRequest *request,
            const ZhihuiMapChart      *chart,
            const ZhihuiMapRow        *row)
{
  static const char *const measures[] = {
    [ZHIHUI_MAP_COUNTS] = "count", [ZHIHUI_MAP_PER_1000] = "per_1000", [ZHIHUI_MAP_RATES] = "rate"
  };
  ZhihuiZone      *zone = zhihui_situation_get_zone (request->situation);
  guint            rank = zhihui_region_order_get_rank (chart->reading, row->value);
  g_autofree char *from = zhihui_zone_format_rfc3339 (zone, chart->reading->window.from);
  g_autofree char *to = zhihui_zone_format_rfc3339 (zone, chart->reading->window.to);
  g_autofree char *as_of =
    zhihui_zone_format_rfc3339 (zone, zhihui_situation_get_as_of (request->situation));

  zhihui_csv_append_text (csv, zhihui_map_board_get_word (chart->reading->board));
  zhihui_csv_append_text (csv, measures[chart->reading->measure]);
  if (rank > 0)
    zhihui_csv_append_count (csv, rank);
  else
    zhihui_csv_append_empty (csv);
  zhihui_csv_append_text (csv, row->code);
  zhihui_csv_append_text (csv, row->name);
  if (chart->reading->measure == ZHIHUI_MAP_RATES)
    zhihui_csv_append_count (csv, row->value->k);
  else
    zhihui_csv_append_empty (csv);
  zhihui_csv_append_count (csv, row->value->n);
  append_value (csv, chart, row);
  zhihui_csv_append_text (csv, row->range);
  zhihui_csv_append_count (csv, row->value->open);
  zhihui_csv_append_count (csv, row->value->overdue);
  zhihui_csv_append_text (csv, from);
  zhihui_csv_append_text (csv, to);
  zhihui_csv_append_text (csv, as_of);
  zhihui_csv_end_row (csv);
}

/**
 * zhihui_report_build_map_csv:
 *
 * Returns: (transfer full) (nullable): the regions of the map, ordered as its table; %NULL with
 *   %ZHIHUI_ERROR_NOT_FOUND when none is known
 */
GString *
zhihui_report_build_map_csv (const ZhihuiReportRequest *request, GError **error)
{
  static const char *const names[] = {
    "metric", "measure", "rank", "region",  "name", "k",  "n",
    "value",  "class",   "open", "overdue", "from", "to", "as_of"
  };
  g_autoptr (ZhihuiMapPanel) panel = zhihui_report_make_map_panel (request, get_board (request));
  g_autoptr (ZhihuiMapChart) chart = make_chart (request, panel);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) ordered = NULL;
  GString *csv;

  if (chart == NULL)
    {
      g_set_error_literal (error,
                           ZHIHUI_ERROR,
                           ZHIHUI_ERROR_NOT_FOUND,
                           _ ("The figures of the map have not been read"));
      return NULL;
    }

  csv = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    zhihui_csv_append_text (csv, names[i]);
  zhihui_csv_end_row (csv);
  rows = zhihui_map_chart_make_rows (chart);
  ordered = order_rows (chart, rows);
  for (guint i = 0; i < ordered->len; i++)
    append_row (csv, request, chart, ordered->pdata[i]);
  return csv;
}

/* ---- paper ---- */

static void
paint_title (const ZhihuiBlock *block, ZhihuiSheet *sheet, double y)
{
  const ZhihuiReportRequest *request = block->request;
  ZhihuiRgba                 ink = zhihui_theme_get_palette (sheet->theme)->text1;
  double                     middle = sheet->width / 2;
  double                     width = zhihui_sheet_get_text_width (sheet);
  gboolean                   fresh;
  g_autofree char           *source = zhihui_report_describe_source (request, &fresh);

  zhihui_report_paint_letterhead (request, sheet, y);
  zhihui_sheet_text (
    sheet, block->text, &line_font, ink, middle, y + 122, ZHIHUI_ALIGN_CENTRE, width);
  zhihui_sheet_text (sheet, source, &line_font, ink, middle, y + 138, ZHIHUI_ALIGN_CENTRE, width);
}

/* @text of the block: cells with tabs between. */
static void
paint_row (const ZhihuiBlock *block, ZhihuiSheet *sheet, double y)
{
  const ZhihuiPalette *palette = zhihui_theme_get_palette (sheet->theme);
  gboolean             is_head = block->keep_with_next;
  g_auto (GStrv) cells = g_strsplit (block->text, "\t", G_N_ELEMENTS (columns));

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

static ZhihuiBlock *
add_block (const ZhihuiReportRequest *request,
           double                     height,
           void (*paint) (const ZhihuiBlock *self, ZhihuiSheet *sheet, double y),
           GPtrArray *blocks)
{
  ZhihuiBlock *block = g_new0 (ZhihuiBlock, 1);

  block->height = height;
  block->paint = paint;
  block->request = request;
  g_ptr_array_add (blocks, block);
  return block;
}

static void
add_table (const ZhihuiReportRequest *request, const ZhihuiMapChart *chart, GPtrArray *blocks)
{
  g_autoptr (GPtrArray) rows = zhihui_map_chart_make_rows (chart);
  g_autoptr (GPtrArray) ordered = order_rows (chart, rows);
  ZhihuiBlock *head = add_block (request, ROW_HEIGHT, paint_row, blocks);

  head->keep_with_next = TRUE;
  head->text = g_strjoin ("\t",
                          _ ("Rank"),
                          _ ("Region"),
                          zhihui_map_board_get_title (chart->reading->board),
                          _ ("Of how many"),
                          _ ("Class"),
                          NULL);
  for (guint i = 0; i < ordered->len; i++)
    {
      const ZhihuiMapRow *row = ordered->pdata[i];
      guint               rank = zhihui_region_order_get_rank (chart->reading, row->value);
      g_autofree char    *number = rank > 0 ? g_strdup_printf ("%u", rank) : g_strdup ("—");

      add_block (request, ROW_HEIGHT, paint_row, blocks)->text =
        g_strjoin ("\t",
                   number,
                   row->name,
                   row->value->standing == ZHIHUI_MAP_VALUE ? row->text : "—",
                   row->base != NULL ? row->base : "",
                   row->range,
                   NULL);
    }
}

/**
 * zhihui_report_add_region_map:
 *
 * Head, map and table of a paper about one map; its data were there.
 */
void
zhihui_report_add_region_map (const ZhihuiReportRequest *request,
                              const ZhihuiSheet         *sheet,
                              GPtrArray                 *blocks)
{
  g_autoptr (ZhihuiMapPanel) panel = zhihui_report_make_map_panel (request, get_board (request));
  g_autoptr (ZhihuiMapChart) chart = make_chart (request, panel);
  ZhihuiBlock *title = add_block (request, TITLE_HEIGHT, paint_title, blocks);
  ZhihuiBlock *map = add_block (request, MAP_HEIGHT + 10, zhihui_report_paint_picture, blocks);

  g_return_if_fail (chart != NULL);

  title->text = chart->reading->window.to > chart->reading->window.from
                  ? zhihui_report_format_span (request,
                                               &chart->reading->window,
                                               zhihui_situation_get_as_of (request->situation))
                  : g_strdup ("—");
  map->heading = zhihui_panel_get_title (ZHIHUI_PANEL_MAP);
  map->picture = zhihui_map_paper_draw (sheet->theme,
                                        panel,
                                        request->situation,
                                        request->now_us,
                                        zhihui_sheet_get_text_width (sheet),
                                        MAP_HEIGHT);
  add_table (request, chart, blocks);
}

/**
 * zhihui_report_make_map_title:
 *
 * Returns: (transfer full): of a paper about one map
 */
char *
zhihui_report_make_map_title (const ZhihuiReportRequest *request)
{
  ZhihuiRegionPath *path = zhihui_situation_get_region_path (request->situation);
  ZhihuiMeta       *meta = zhihui_situation_get_meta (request->situation);
  const char       *name = path != NULL   ? zhihui_region_path_get_name (path)
                           : meta != NULL ? meta->name
                                          : "";

  /* Translators: region, metric */
  return g_strdup_printf (
    _ ("Map of %1$s: %2$s"), name, zhihui_map_board_get_title (get_board (request)));
}
