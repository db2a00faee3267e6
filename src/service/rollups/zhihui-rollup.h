/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-engine.h"
#include "zhihui-store.h"

G_BEGIN_DECLS

/* Sums by unit and day, kept up to date in the transaction that changes the rows. Before the first
 * change of an assignment or of its ratings in a transaction it is touched, before the commit what
 * was touched is settled. Where the sums were never made (zhihui_rollup_is_held ()) both do
 * nothing. */
typedef struct _ZhihuiRollup ZhihuiRollup;

ZhihuiRollup *zhihui_rollup_new (ZhihuiStore *store);
void          zhihui_rollup_free (ZhihuiRollup *self);

gboolean zhihui_rollup_is_held (ZhihuiStore *store);
gboolean zhihui_rollup_touch (ZhihuiRollup *self, gint64 assignment_id, GError **error);
gboolean zhihui_rollup_settle (ZhihuiRollup *self, GError **error);
void     zhihui_rollup_forget (ZhihuiRollup *self); /* after a rollback */
/* Whose engine is told of the settled rows once they are committed. */
void zhihui_rollup_set_engine (ZhihuiRollup *self, ZhihuiEngine *engine);
void zhihui_rollup_tell (ZhihuiRollup *self);

/* Makes all sums anew. The caller holds the transaction. */
gboolean zhihui_rollup_rebuild (ZhihuiStore *store, GError **error);
/* TRUE: cells and rows agree, or the sums were never made. MALFORMED says where they do not. */
gboolean zhihui_rollup_check (ZhihuiStore *store, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiRollup, zhihui_rollup_free)

G_END_DECLS
