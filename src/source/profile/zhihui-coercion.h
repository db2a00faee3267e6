/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-rows.h"
#include "zhihui-zone.h"

G_BEGIN_DECLS

/* What a platform writes in another way than ours is turned round, and counted: it is told by
 * `zhihui check`. */
typedef enum
{
  ZHIHUI_COERCED_NUMBER_FROM_TEXT,
  ZHIHUI_COERCED_TEXT_FROM_NUMBER,
  ZHIHUI_COERCED_TRUTH,
  ZHIHUI_COERCED_TIME_WITHOUT_ZONE,
  ZHIHUI_COERCED_TIME_IN_S,
  ZHIHUI_COERCED_TIME_IN_MS,
  ZHIHUI_COERCED_TIME_IN_US,
  ZHIHUI_COERCED_FRACTION, /* of a second, dropped */
  ZHIHUI_COERCED_VALUE,    /* by a map of values */
  ZHIHUI_COERCED_UNIT,     /* by the table of units */
  ZHIHUI_COERCED_REGION,   /* by the table of regions */
  ZHIHUI_N_COERCIONS,
} ZhihuiCoercion;

typedef struct
{
  guint64 counts[ZHIHUI_N_COERCIONS];
} ZhihuiCoercions;

/* How times are written. */
typedef struct
{
  ZhihuiZone *zone;    /* owned: of times that name none */
  char      **formats; /* owned, NULL-terminated; also "s", "ms", "us" since 1970; NULL: told by
                          their look */
} ZhihuiTimeRule;

const char *zhihui_coercion_get_label (ZhihuiCoercion coercion);

/* FALSE: the cell is nothing like that. A cell that has nothing is told by its kind before. */
const char *zhihui_coerce_text (const ZhihuiCell *cell, ZhihuiCoercions *counts);
gboolean    zhihui_coerce_count (const ZhihuiCell *cell, gint64 *count, ZhihuiCoercions *counts);
gboolean    zhihui_coerce_number (const ZhihuiCell *cell, double *number, ZhihuiCoercions *counts);
gboolean    zhihui_coerce_instant (const ZhihuiTimeRule *rule,
                                   const ZhihuiCell     *cell,
                                   gboolean              is_deadline,
                                   gint64               *instant,
                                   ZhihuiCoercions      *counts);

G_END_DECLS
