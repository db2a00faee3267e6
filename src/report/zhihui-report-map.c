/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-paper.h"
#include "zhihui-panel-kinds.h"
#include "zhihui-report-private.h"

#define HEIGHT ZHIHUI_MM (98) /* two stand on a page */
#define GAP 14

/* Draws one map, as the operator wants maps. */
ZhihuiMapPanel *
zhihui_report_make_map_panel (const ZhihuiReportRequest *request, ZhihuiBoard board)
{
  ZhihuiMapPanel *panel = zhihui_map_panel_new ();

  zhihui_map_panel_set_board (panel, board);
  zhihui_map_panel_set_mesh (panel, request->mesh);
  zhihui_map_panel_set_settings (panel, request->map_settings);
  return panel;
}

/* The picture of a block. */
void
zhihui_report_paint_picture (const ZhihuiBlock *self, ZhihuiSheet *sheet, double y)
{
  cairo_save (sheet->cr);
  cairo_translate (sheet->cr, sheet->left, y);
  zhihui_picture_paint (self->picture, sheet->cr);
  cairo_restore (sheet->cr);
}

static void
paint_map (const ZhihuiBlock *self, ZhihuiSheet *sheet, double y)
{
  zhihui_report_paint_picture (self, sheet, y + GAP);
}

/**
 * zhihui_report_add_maps:
 *
 * The maps that were asked for, each half a page high.
 */
void
zhihui_report_add_maps (const ZhihuiReportRequest *request,
                        const ZhihuiSheet         *sheet,
                        GPtrArray                 *blocks)
{
  for (guint board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      g_autoptr (ZhihuiMapPanel) panel = NULL;
      ZhihuiBlock *block;

      if ((request->maps & (1u << board)) == 0)
        continue;
      panel = zhihui_report_make_map_panel (request, (ZhihuiBoard) board);
      block = g_new0 (ZhihuiBlock, 1);
      block->height = HEIGHT + GAP;
      block->heading = zhihui_panel_get_title (ZHIHUI_PANEL_MAP);
      block->paint = paint_map;
      block->request = request;
      block->picture = zhihui_map_paper_draw (sheet->theme,
                                              panel,
                                              request->situation,
                                              request->now_us,
                                              zhihui_sheet_get_text_width (sheet),
                                              HEIGHT);
      g_ptr_array_add (blocks, block);
    }
}
