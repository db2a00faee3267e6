/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-desk-page.h"
#include "zhihui-unit-row.h"

G_BEGIN_DECLS

void zhihui_desk_compare_open (ZhihuiDesk *desk, ZhihuiDeskPage *over, GPtrArray *rows);

G_END_DECLS
