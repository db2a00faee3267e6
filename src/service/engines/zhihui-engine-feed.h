/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-engine.h"

G_BEGIN_DECLS

/* Sends the assignments of a store to an engine outside it: all of them once, then those that
 * change. It has a connection of its own to the store. Every call blocks; one thread at a time. */
typedef struct _ZhihuiEngineFeed ZhihuiEngineFeed;

ZhihuiEngineFeed      *
zhihui_engine_feed_new (const char *database, ZhihuiEngine *engine, const char *place);
void zhihui_engine_feed_free (ZhihuiEngineFeed *self);

/* How many new rows are sent at once; 50,000 by default. */
void     zhihui_engine_feed_set_batch (ZhihuiEngineFeed *self, guint n_rows);
gboolean zhihui_engine_feed_run (ZhihuiEngineFeed *self, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiEngineFeed, zhihui_engine_feed_free)

G_END_DECLS
