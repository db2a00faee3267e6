/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-report.h"

G_BEGIN_DECLS

/* With which they begin in canonical data, a line of its own. */
#define ZHIHUI_BOARD_SUMS_MARK "\"table\",\"sums\""

void zhihui_board_sums_add_tables (const ZhihuiReportRequest *request, GPtrArray *tables);

G_END_DECLS
