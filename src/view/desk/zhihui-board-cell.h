/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-board-look.h"
#include "zhihui-unit-row.h"

G_BEGIN_DECLS

typedef enum
{
  ZHIHUI_BOARD_CELL_RANK,     /* 12 ▼4; of a head what it says */
  ZHIHUI_BOARD_CELL_NAME,     /* the unit's, grey where it is not ranked */
  ZHIHUI_BOARD_CELL_INTERVAL, /* dot and interval, or bar, of the chosen board */
  ZHIHUI_BOARD_CELL_THEN,     /* of the chosen board a day before: 12 · 3.68% over 7/190, faint */
  ZHIHUI_BOARD_CELL_FIGURE,   /* 3.68% over 7/190 */
  ZHIHUI_BOARD_CELL_COURSE,   /* the last months as a line */
} ZhihuiBoardCellKind;

#define ZHIHUI_TYPE_BOARD_CELL (zhihui_board_cell_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiBoardCell, zhihui_board_cell, ZHIHUI, BOARD_CELL, GtkWidget)

GtkWidget     *zhihui_board_cell_new (ZhihuiBoardCellKind kind, guint slot, ZhihuiBoardLook *look);
void           zhihui_board_cell_set_row (ZhihuiBoardCell *self, ZhihuiUnitRow *row);
ZhihuiUnitRow *zhihui_board_cell_get_row (ZhihuiBoardCell *self);
void           zhihui_board_cell_refresh (ZhihuiBoardCell *self);
void           zhihui_board_cell_tell (ZhihuiBoardCell *self);

G_END_DECLS
