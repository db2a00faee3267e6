/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-map-metric.h"

G_BEGIN_DECLS

/* Where one class of the map ends and the next begins: few, round, and steady. All in steps of a
 * measure, so that a value is compared as it is written. */

#define ZHIHUI_MAP_MAX_CLASSES 5

typedef enum
{
  ZHIHUI_BREAKS_QUANTILE, /* about as many regions in each class */
  ZHIHUI_BREAKS_EQUAL,    /* classes of one width */
  ZHIHUI_BREAKS_TARGETS,  /* fixed ends, whatever the values are */
} ZhihuiBreaksManner;

typedef struct
{
  ZhihuiBreaksManner manner;
  guint              n_targets;                           /* classes less one */
  gint64             targets[ZHIHUI_MAP_MAX_CLASSES - 1]; /* ascending; only of targets */
} ZhihuiBreaksRule;

typedef struct
{
  ZhihuiMapMeasure measure;
  guint            n;                            /* classes; 0: there is no value */
  gint64           from[ZHIHUI_MAP_MAX_CLASSES]; /* least of each class, ascending; the first 0 */
  gboolean         is_single;                    /* every value is the same: */
  gint64           single;                       /* this */
} ZhihuiMapBreaks;

ZhihuiBreaksRule zhihui_breaks_rule_get_default (ZhihuiBoard board);
gboolean         zhihui_breaks_rule_parse (const char       *text,
                                           ZhihuiMapMeasure  measure,
                                           ZhihuiBreaksRule *rule,
                                           GError          **error);

ZhihuiMapBreaks zhihui_map_breaks_make (const ZhihuiBreaksRule *rule,
                                        ZhihuiMapMeasure        measure,
                                        const gint64           *values,
                                        gsize                   n_values);
ZhihuiMapBreaks zhihui_map_breaks_settle (const ZhihuiMapBreaks  *before,
                                          const ZhihuiBreaksRule *rule,
                                          ZhihuiMapMeasure        measure,
                                          const gint64           *values,
                                          gsize                   n_values);
guint           zhihui_map_breaks_find (const ZhihuiMapBreaks *self, gint64 value);
/* "≥ 11", "9 – 10.9", "< 5"; of rates "2 – 3.99%". */
char *zhihui_map_breaks_format_range (const ZhihuiMapBreaks *self, guint index);

G_END_DECLS
