/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-board-look.h"
#include "zhihui-unit-row.h"

G_BEGIN_DECLS

/* What a figure of a unit says, the same in the table, in what is copied and to who listens. */
char *zhihui_board_words_write_value (const ZhihuiScore *score, guint slot);
char *zhihui_board_words_write_change (ZhihuiUnitRow *row, guint slot, ZhihuiCompared compared);
char *zhihui_board_words_write_detail (ZhihuiUnitRow *row, guint slot, ZhihuiCompared compared);
char *zhihui_board_words_write_then (ZhihuiUnitRow *row, guint slot, char **detail);

char *zhihui_board_words_tell_rank (ZhihuiUnitRow *row, const ZhihuiBoardLook *look);
char *zhihui_board_words_tell_interval (ZhihuiUnitRow *row, const ZhihuiBoardLook *look);
char *zhihui_board_words_tell_figure (ZhihuiUnitRow *row, guint slot, const ZhihuiBoardLook *look);
char *zhihui_board_words_tell_then (ZhihuiUnitRow *row, const ZhihuiBoardLook *look);
char *zhihui_board_words_tell_course (ZhihuiUnitRow *row, const ZhihuiBoardLook *look);

G_END_DECLS
