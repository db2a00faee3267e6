/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-table.h"

#include "zhihui-parts-private.h"
#include "zhihui-region-order.h"
#include "zhihui-report-private.h"

#include <glib/gi18n-lib.h>

/**
 * zhihui_map_table_make_chart:
 * @panel: of the map; lives as long as what is returned
 *
 * Returns: (transfer full) (nullable): the map that @panel shows; %NULL: there are no regions
 */
ZhihuiMapChart *
zhihui_map_table_make_chart (const ZhihuiReportRequest *request, ZhihuiMapPanel *panel)
{
  ZhihuiMapReading *reading = zhihui_map_panel_read (panel, request->situation);
  ZhihuiMesh       *mesh = zhihui_map_panel_find_mesh (panel, reading);

  if (mesh != NULL)
    return zhihui_map_panel_make_chart (
      panel, reading, mesh, request->situation, zhihui_palette_get (ZHIHUI_THEME_PAPER));
  zhihui_map_reading_free (reading);
  return NULL;
}

/**
 * zhihui_map_table_order:
 * @rows: (element-type ZhihuiMapRow): of @chart
 *
 * Returns: (transfer container) (element-type ZhihuiMapRow): in the order of the table on the desk
 */
GPtrArray *
zhihui_map_table_order (const ZhihuiMapChart *chart, GPtrArray *rows)
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

static ZhihuiDataTable *
make_columns (const ZhihuiMapChart *chart, const char *id)
{
  ZhihuiBoard      board = chart->reading->board;
  const char      *title = zhihui_map_board_get_title (board);
  gboolean         is_rate = chart->reading->measure == ZHIHUI_MAP_RATES;
  ZhihuiDataTable *table = zhihui_data_table_new (id, title);

  zhihui_data_table_add_column (table, "rank", _ ("Rank"), ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_add_column (table, "region", _ ("Code"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "name", _ ("Region"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table,
                                zhihui_map_board_get_word (board),
                                title,
                                is_rate ? ZHIHUI_COLUMN_RATE : ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_add_column (table, "shown", _ ("On the map"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "class", _ ("Class"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "classes", _ ("All classes"), ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "open", _ ("Open now"), ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_add_column (
    table, "open_overdue", C_ ("board table", "Overdue now"), ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_add_column (table, "from", _ ("From"), ZHIHUI_COLUMN_INSTANT);
  zhihui_data_table_add_column (table, "to", _ ("To"), ZHIHUI_COLUMN_INSTANT);
  zhihui_data_table_add_column (table, "as_of", _ ("Data as of"), ZHIHUI_COLUMN_INSTANT);
  return table;
}

static void
add_value (ZhihuiDataTable *table, const ZhihuiMapChart *chart, const ZhihuiMapValue *value)
{
  if (value->standing == ZHIHUI_MAP_WITHHELD)
    zhihui_data_table_add_none (table);
  else if (chart->reading->measure == ZHIHUI_MAP_RATES)
    zhihui_data_table_add_rate (table, value->k, value->n);
  else
    zhihui_data_table_add_count (table, value->n);
}

/* As the map writes it: of what stands beside it already programs need not read it again. */
static void
add_shown (ZhihuiDataTable *table, const ZhihuiMapChart *chart, const ZhihuiMapRow *row)
{
  gboolean is_per_head = chart->reading->measure == ZHIHUI_MAP_PER_1000;

  if (row->value->standing == ZHIHUI_MAP_VALUE)
    zhihui_data_table_add_word (table, is_per_head ? row->text : "", row->text);
  else
    zhihui_data_table_add_text (table, "");
}

/* In the unit of the measure, of no language: 1.5 of 1.5 %. */
static void
append_end (GString *text, ZhihuiMapMeasure measure, gint64 steps)
{
  gint64 scale = measure == ZHIHUI_MAP_RATES ? 100 : measure == ZHIHUI_MAP_PER_1000 ? 10 : 1;

  g_string_append_printf (text, "%s%" G_GINT64_FORMAT, text->len > 0 ? " " : "", steps / scale);
  if (steps % scale != 0)
    g_string_append_printf (
      text, scale == 100 ? ".%02" G_GINT64_FORMAT : ".%" G_GINT64_FORMAT, steps % scale);
}

/* The least value of the class. */
static void
add_class (ZhihuiDataTable *table, const ZhihuiMapBreaks *breaks, const ZhihuiMapRow *row)
{
  static const char *const words[] = {
    [ZHIHUI_MAP_VALUE] = NULL,
    [ZHIHUI_MAP_TOO_FEW] = "too_few",
    [ZHIHUI_MAP_NO_DATA] = "no_data",
    [ZHIHUI_MAP_WITHHELD] = "withheld",
  };
  const char *word = words[row->value->standing];
  g_autoptr (GString) least = g_string_new (NULL);

  if (word == NULL)
    append_end (
      least, breaks->measure, breaks->from[zhihui_map_breaks_find (breaks, row->value->steps)]);
  zhihui_data_table_add_word (table, word != NULL ? word : least->str, row->range);
}

/* The legend, also of classes in which no region is: with other classes it is another map. */
static void
add_classes (ZhihuiDataTable *table, const ZhihuiMapBreaks *breaks)
{
  g_autoptr (GString) ends = g_string_new (NULL);
  g_autoptr (GString) ranges = g_string_new (NULL);

  for (guint i = 0; i < breaks->n; i++)
    {
      g_autofree char *range = zhihui_map_breaks_format_range (breaks, i);

      append_end (ends, breaks->measure, breaks->from[i]);
      g_string_append_printf (ranges, "%s%s", i > 0 ? "; " : "", range);
    }
  zhihui_data_table_add_word (table, ends->str, ranges->str);
}

static void
add_row (ZhihuiDataTable           *table,
         const ZhihuiReportRequest *request,
         const ZhihuiMapChart      *chart,
         const ZhihuiMapRow        *row)
{
  const ZhihuiMapReading *reading = chart->reading;
  guint                   rank = zhihui_region_order_get_rank (reading, row->value);
  gboolean                is_told = row->value->standing != ZHIHUI_MAP_WITHHELD;

  zhihui_data_table_begin_row (table);
  zhihui_data_table_add_count_if (table, rank > 0, rank);
  zhihui_data_table_add_text (table, row->code);
  zhihui_data_table_add_text (table, row->name);
  add_value (table, chart, row->value);
  add_shown (table, chart, row);
  add_class (table, &chart->looks->breaks, row);
  add_classes (table, &chart->looks->breaks);
  zhihui_data_table_add_count_if (table, is_told, row->value->open);
  zhihui_data_table_add_count_if (table, is_told && !reading->hides_overdue, row->value->overdue);
  zhihui_data_table_add_instant (table, reading->window.from);
  zhihui_data_table_add_instant (table, reading->window.to);
  zhihui_data_table_add_instant (table, zhihui_situation_get_as_of (request->situation));
}

/**
 * zhihui_map_table_new:
 * @board: of which figures the map is
 * @id: of the table
 *
 * Returns: (transfer full) (nullable): the regions of the map in the order of their ranks; %NULL:
 *   none is known
 */
ZhihuiDataTable *
zhihui_map_table_new (const ZhihuiReportRequest *request, ZhihuiBoard board, const char *id)
{
  g_autoptr (ZhihuiMapPanel) panel = zhihui_part_make_map_panel (request, board);
  g_autoptr (ZhihuiMapChart) chart = zhihui_map_table_make_chart (request, panel);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) ordered = NULL;
  ZhihuiDataTable *table;

  if (chart == NULL)
    return NULL;
  table = make_columns (chart, id);
  if (chart->reading->window.to > chart->reading->window.from)
    {
      g_autofree char *span = zhihui_report_format_span (
        request, &chart->reading->window, zhihui_situation_get_as_of (request->situation));

      zhihui_data_table_set_note (table, span);
    }
  rows = zhihui_map_chart_make_rows (chart);
  ordered = zhihui_map_table_order (chart, rows);
  for (guint i = 0; i < ordered->len; i++)
    add_row (table, request, chart, ordered->pdata[i]);
  return table;
}
