/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-engine.h"

G_BEGIN_DECLS

/* Boards counted by a ClickHouse, on one server or over the shards of a cluster. */
ZhihuiEngine *
zhihui_clickhouse_engine_new (const char *address, const char *dataset, GError **error);

/* Names the tables that the rows go into: others are empty. Owned by @engine. */
const char *zhihui_clickhouse_engine_get_place (ZhihuiEngine *engine);

G_END_DECLS
