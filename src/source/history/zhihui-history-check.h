/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-history-purge.h"

G_BEGIN_DECLS

/* Between @from and @to nothing was kept. */
typedef struct
{
  gint64 from, to;
} ZhihuiHistoryGap;

/* What can be said of a history. */
typedef struct
{
  char              *path;       /* owned */
  char              *source;     /* owned: the key of what was read */
  char              *fault;      /* owned, NULL when all is well */
  gint64             size, used; /* bytes */
  gint64             n_whole, n_changes;
  gint64             oldest, newest; /* ZHIHUI_NO_INSTANT none */
  GArray            *gaps;           /* (element-type ZhihuiHistoryGap), owned, in order */
  ZhihuiZone        *zone;           /* owned */
  GPtrArray         *aside;          /* (element-type filename), owned: damaged ones */
  ZhihuiHistoryPurge next;
} ZhihuiHistoryFacts;

ZhihuiHistoryFacts *zhihui_history_check (const char *path, const ZhihuiHistoryLimits *limits);
void                zhihui_history_facts_free (ZhihuiHistoryFacts *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiHistoryFacts, zhihui_history_facts_free)

G_END_DECLS
