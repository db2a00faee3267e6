/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-engine.h"
#include "zhihui-store.h"

G_BEGIN_DECLS

/* The engine that counts from the roll-ups of a store. The rows themselves are written by whoever
 * writes the store; zhihui_engine_write () only tells the engine which have changed. */
ZhihuiEngine *zhihui_rollup_engine_new (ZhihuiStore *store, GError **error);

G_END_DECLS
