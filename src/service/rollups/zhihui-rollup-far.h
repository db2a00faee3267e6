/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-engine-ahead.h"
#include "zhihui-store.h"

G_BEGIN_DECLS

/* The sums of a store counted in a thread, by a connection of its own; those of @store beside it
 * for who does not wait. */
ZhihuiEngineAhead *
zhihui_rollup_ahead_new (ZhihuiStore *store, const char *address, GError **error);

G_END_DECLS
