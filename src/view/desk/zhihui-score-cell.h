/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zhihui-unit-row.h"

G_BEGIN_DECLS

typedef enum
{
  ZHIHUI_SCORE_CELL_RANK,     /* 12 ▼4 */
  ZHIHUI_SCORE_CELL_NAME,     /* the unit's, grey where it is not ranked */
  ZHIHUI_SCORE_CELL_FIGURE,   /* 3.68% over 7/190 */
  ZHIHUI_SCORE_CELL_INTERVAL, /* dot and interval, or bar */
} ZhihuiScoreCellKind;

#define ZHIHUI_TYPE_SCORE_CELL (zhihui_score_cell_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiScoreCell, zhihui_score_cell, ZHIHUI, SCORE_CELL, GtkWidget)

GtkWidget *zhihui_score_cell_new (ZhihuiScoreCellKind kind);
void       zhihui_score_cell_set_row (ZhihuiScoreCell *self, ZhihuiUnitRow *row);
void       zhihui_score_cell_set_board (ZhihuiScoreCell *self, ZhihuiBoard board);

G_END_DECLS
