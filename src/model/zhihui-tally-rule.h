/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-tally.h"

G_BEGIN_DECLS

/* How a metric looks at a row. The instant comes first: nearly all rows lie outside the window, and
 * are done with then. */
typedef struct
{
  gint64 (*get_instant) (const ZhihuiAssignment *row);
  /* FALSE: not in the metric. Sets k, and where it differs n (1), extra (0) and since (none). */
  gboolean (*judge) (const ZhihuiAssignment *row, gint64 as_of, ZhihuiPart *part);
} ZhihuiTallyRule;

const ZhihuiTallyRule *zhihui_tally_find_rule (ZhihuiMetric metric, ZhihuiBasis basis);
gint64 zhihui_tally_rule_get_next_change (const ZhihuiAssignment *row, gint64 as_of);

static inline gboolean
zhihui_has_happened (gint64 at, gint64 as_of)
{
  return at != ZHIHUI_NO_INSTANT && at <= as_of;
}

static inline gboolean
zhihui_tally_rule_judge (const ZhihuiTallyRule  *rule,
                         const ZhihuiAssignment *row,
                         gint64                  as_of,
                         ZhihuiPart             *part)
{
  part->since = ZHIHUI_NO_INSTANT;
  part->sum = (ZhihuiTally){ .n = 1 };
  return rule->judge (row, as_of, part);
}

G_END_DECLS
