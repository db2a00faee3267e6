/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-engine-ahead.h"
#include "zhihui-store.h"

G_BEGIN_DECLS

/* Boards of @store asked of the ClickHouse at @boards, with the sums of the store beside it. */
ZhihuiEngineAhead *zhihui_board_engine_new (ZhihuiStore *store,
                                            const char  *database,
                                            const char  *boards,
                                            GError     **error);

G_END_DECLS
