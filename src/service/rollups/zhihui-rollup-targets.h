/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-rollup-places.h"

G_BEGIN_DECLS

/* Where the cells of a question are, and to which tally each of them is added. */
typedef struct
{
  guint    level;
  GArray  *subjects; /* owned (element-type guint32), rising */
  GArray  *targets;  /* owned (element-type guint32): the tally of each */
  guint32 *of_units; /* owned: the tally of each unit, G_MAXUINT32 none */
  guint    n_units;
  guint    n_tallies;
} ZhihuiRollupTargets;

ZhihuiRollupTargets *zhihui_rollup_targets_new (const ZhihuiRollupPlaces   *places,
                                                const ZhihuiEngineQuestion *question);
void                 zhihui_rollup_targets_free (ZhihuiRollupTargets *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiRollupTargets, zhihui_rollup_targets_free)

G_END_DECLS
