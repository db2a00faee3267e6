/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-paper.h"
#include "zhihui-map-table.h"
#include "zhihui-panel-kinds.h"
#include "zhihui-paper-words.h"
#include "zhihui-parts-private.h"
#include "zhihui-report-private.h"

#include <glib/gi18n-lib.h>

#define HEIGHT ZHIHUI_MM (98) /* two stand on a page */
#define GAP 14

/* Draws one map, as the operator wants maps. */
ZhihuiMapPanel *
zhihui_part_make_map_panel (const ZhihuiReportRequest *request, ZhihuiBoard board)
{
  ZhihuiMapPanel *panel = zhihui_map_panel_new ();

  zhihui_map_panel_set_board (panel, board);
  zhihui_map_panel_set_mesh (panel, request->mesh);
  zhihui_map_panel_set_settings (panel, request->map_settings);
  return panel;
}

static guint
get_maps (const ZhihuiReportRequest *request, const ZhihuiTemplatePart *part)
{
  return request->maps != 0 ? request->maps : zhihui_template_part_get_boards (part, "boards");
}

void
zhihui_part_maps_add_needs (const ZhihuiReportRequest *request,
                            const ZhihuiTemplatePart  *part,
                            ZhihuiReportNeeds         *needs)
{
  if (get_maps (request, part) == 0)
    return;
  needs->datasets |= 1u << ZHIHUI_DATASET_MAP | 1u << ZHIHUI_DATASET_REGIONS;
  needs->has_maps = TRUE;
}

/* Of one map, whichever it is. */
void
zhihui_part_region_map_add_needs (const ZhihuiReportRequest *request,
                                  const ZhihuiTemplatePart  *part,
                                  ZhihuiReportNeeds         *needs)
{
  needs->datasets |= 1u << ZHIHUI_DATASET_MAP | 1u << ZHIHUI_DATASET_REGIONS;
  needs->has_maps = TRUE;
}

/* What the colours say: on a paper of several maps each has a table of its own. */
gboolean
zhihui_part_maps_add_tables (const ZhihuiReportRequest *request,
                             const ZhihuiTemplatePart  *part,
                             GPtrArray                 *tables,
                             GError                   **error)
{
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      g_autofree char *id = g_strconcat ("map-", zhihui_map_board_get_word (board), NULL);
      ZhihuiDataTable *table;

      if ((get_maps (request, part) & (1u << board)) == 0)
        continue;
      table = zhihui_map_table_new (request, board, id);
      if (table == NULL)
        {
          table = zhihui_data_table_new (id, zhihui_map_board_get_title (board));
          zhihui_data_table_add_column (table, "region", _ ("Code"), ZHIHUI_COLUMN_TEXT);
          zhihui_data_table_set_empty (table, _ ("The figures of the map have not been read"));
        }
      g_ptr_array_add (tables, table);
    }
  return TRUE;
}

/* The maps that were asked for, each half a page high. */
void
zhihui_part_add_maps (const ZhihuiReportRequest *request,
                      const ZhihuiTemplatePart  *part,
                      ZhihuiPaper               *paper)
{
  const ZhihuiSheet *sheet = zhihui_paper_get_sheet (paper);
  double             room = sheet->height - sheet->top - sheet->bottom - 2 * GAP;

  for (guint board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      g_autoptr (ZhihuiMapPanel) panel = NULL;
      ZhihuiPicture *picture;
      ZhihuiBlock   *block;

      if ((get_maps (request, part) & (1u << board)) == 0)
        continue;
      panel = zhihui_part_make_map_panel (request, (ZhihuiBoard) board);
      picture = zhihui_map_paper_draw (sheet->theme,
                                       panel,
                                       request->situation,
                                       request->now_us,
                                       zhihui_sheet_get_text_width (sheet),
                                       MIN (HEIGHT, room));
      block = zhihui_paper_add_picture (paper, picture, GAP, 0);
      block->entry = g_strdup (zhihui_panel_get_title (ZHIHUI_PANEL_MAP));
      block->anchor = g_strdup_printf ("map-%u", board + 1);
    }
}
