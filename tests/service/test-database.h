/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-store.h"

G_BEGIN_DECLS

/* Where a test keeps its data: in memory by SQLite, or on the server whose socket is in
 * $ZHIHUI_TEST_POSTGRESQL when that is set (tests/service/with-postgresql). */
gboolean     test_database_is_server (void);
char        *test_database_make (void); /* an empty one */
ZhihuiStore *test_database_open_store (void);
ZhihuiStore *test_database_open_filled (void (*fill) (ZhihuiStore *store));

G_END_DECLS
