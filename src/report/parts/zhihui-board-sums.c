/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-board-sums.h"

#include "zhihui-data-table.h"
#include "zhihui-parts-private.h"
#include "zhihui-report-private.h"

/* What a paper of boards says beside their rows: whose sums stand in its first sentence and under
 * its lines, and what groups and units are called on it. Nobody reads these tables but programs,
 * which then tell which of it became another. */

static ZhihuiDataTable *
make_sums (void)
{
  ZhihuiDataTable *table = zhihui_data_table_new ("sums", "");

  zhihui_data_table_add_column (table, "board", "", ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "peer", "", ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "peer_label", "", ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "region_name", "", ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "order", "", ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (table, "units", "", ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_add_column (table, "k", "", ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_add_column (table, "n", "", ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_add_column (table, "region_k", "", ZHIHUI_COLUMN_COUNT);
  zhihui_data_table_add_column (table, "region_n", "", ZHIHUI_COLUMN_COUNT);
  return table;
}

static const char *
name_region (const ZhihuiReportRequest *request)
{
  ZhihuiRegionPath *path = zhihui_situation_get_region_path (request->situation);

  return path != NULL ? zhihui_region_path_get_name (path)
                      : zhihui_situation_get_meta (request->situation)->name;
}

static void
add_sums (ZhihuiDataTable           *table,
          const ZhihuiReportRequest *request,
          const ZhihuiRanking       *ranking,
          const ZhihuiPeer          *peer)
{
  const ZhihuiMetricTraits *traits = zhihui_metric_get_traits (ranking->metric);

  zhihui_data_table_begin_row (table);
  zhihui_data_table_add_text (table, traits->id);
  zhihui_data_table_add_text (table, peer->id);
  zhihui_data_table_add_text (table, peer->label);
  zhihui_data_table_add_text (table, name_region (request));
  zhihui_data_table_add_text (table, ranking->order == ZHIHUI_ORDER_SHRUNK ? "shrunk" : "raw");
  zhihui_data_table_add_count (table, ranking->n_ranked + ranking->n_unranked);
  zhihui_data_table_add_count_if (table, !traits->is_count, ranking->total.k);
  zhihui_data_table_add_count (table, ranking->total.n);
  zhihui_data_table_add_count_if (table, !traits->is_count, ranking->region_total.k);
  zhihui_data_table_add_count (table, ranking->region_total.n);
}

/* Where a unit is called otherwise on paper than in the rows of the data. */
static void
add_names (ZhihuiDataTable *table, GHashTable *told, const ZhihuiScore *scores, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      const ZhihuiUnit *unit = scores[i].unit;

      if (g_strcmp0 (unit->short_name, unit->name) == 0 || !g_hash_table_add (told, unit->id))
        continue;
      zhihui_data_table_begin_row (table);
      zhihui_data_table_add_text (table, unit->id);
      zhihui_data_table_add_text (table, unit->short_name);
    }
}

/* What is told so far. */
typedef struct
{
  ZhihuiDataTable *sums, *names;             /* owned */
  GHashTable      *told_boards, *told_units; /* owned: sets of what the situation holds */
} Telling;

static void
tell_board (const ZhihuiReportRequest *request,
            ZhihuiRanking             *ranking,
            const ZhihuiPeer          *peer,
            gpointer                   user_data)
{
  Telling *self = user_data;

  if (!g_hash_table_add (self->told_boards, ranking))
    return;
  add_sums (self->sums, request, ranking, peer);
  add_names (self->names, self->told_units, ranking->scores, ranking->n_scores);
  add_names (self->names, self->told_units, ranking->unranked, ranking->n_unranked_sent);
}

static void
take_table (GPtrArray *tables, ZhihuiDataTable *table)
{
  if (zhihui_data_table_get_n_rows (table) > 0)
    g_ptr_array_add (tables, table);
  else
    zhihui_data_table_unref (table);
}

/**
 * zhihui_board_sums_add_tables:
 * @request: complete
 * @tables: (element-type ZhihuiDataTable): to which the tables are added that have a row
 *
 * Adds those of the boards that the parts of its template print, each once.
 */
void
zhihui_board_sums_add_tables (const ZhihuiReportRequest *request, GPtrArray *tables)
{
  Telling self = { .sums = make_sums (),
                   .names = zhihui_data_table_new ("names", ""),
                   .told_boards = g_hash_table_new (NULL, NULL),
                   .told_units = g_hash_table_new (g_str_hash, g_str_equal) };

  zhihui_data_table_add_column (self.names, "unit_id", "", ZHIHUI_COLUMN_TEXT);
  zhihui_data_table_add_column (self.names, "short_name", "", ZHIHUI_COLUMN_TEXT);
  for (guint i = 0; i < zhihui_report_template_get_n_parts (request->template); i++)
    {
      const ZhihuiTemplatePart *part = zhihui_report_template_get_part (request->template, i);

      if (g_str_equal (zhihui_template_part_get_kind (part)->name, "boards"))
        zhihui_part_boards_visit (request, part, tell_board, &self, NULL);
    }
  take_table (tables, self.sums);
  take_table (tables, self.names);
  g_hash_table_unref (self.told_boards);
  g_hash_table_unref (self.told_units);
}
