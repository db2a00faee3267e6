/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-rollup-sum.h"

G_BEGIN_DECLS

/* How the sums of a database were made: the setting "rollups". */
typedef struct
{
  ZhihuiRollupPlaces *places; /* owned */
  ZhihuiZone         *zone;   /* owned: of its days */
  char               *how;    /* owned: the setting */
} ZhihuiRollupState;

ZhihuiRollupState *zhihui_rollup_state_load (ZhihuiStore *store, GError **error);
ZhihuiRollupState *zhihui_rollup_state_begin (ZhihuiStore *store, GError **error);
gboolean           zhihui_rollup_state_is_current (ZhihuiRollupState *self, ZhihuiStore *store);
gboolean zhihui_rollup_state_save (ZhihuiRollupState *self, ZhihuiStore *store, GError **error);
void     zhihui_rollup_state_free (ZhihuiRollupState *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiRollupState, zhihui_rollup_state_free)

G_END_DECLS
