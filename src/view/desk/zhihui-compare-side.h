/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-comparison.h"
#include "zhihui-data-table.h"
#include "zhihui-unit-row.h"

G_BEGIN_DECLS

/* One side of a comparison. Borrowed for the call. */
typedef struct
{
  const char          *title;                    /* of the unit, or of the period */
  const char          *detail;                   /* nullable */
  const char          *note;                     /* nullable: sentences on which days it is of */
  const char          *rules;                    /* nullable: version of those it is counted by */
  const ZhihuiScore   *scores[ZHIHUI_N_SLOTS];   /* nullable ones */
  const ZhihuiRanking *rankings[ZHIHUI_N_SLOTS]; /* nullable ones: what the scores are of */
} ZhihuiCompareSide;

#define ZHIHUI_N_COMPARE_LINES 5

/* What stands in one line of a comparison. */
typedef enum
{
  ZHIHUI_COMPARE_UNTOLD,     /* of one side at least there is no figure */
  ZHIHUI_COMPARE_OTHER_RULE, /* both were not counted by the same rule */
  ZHIHUI_COMPARE_TOLD,
} ZhihuiCompareState;

guint              zhihui_compare_side_get_slot (guint line);
ZhihuiCompareState zhihui_compare_side_compare (const ZhihuiCompareSide *one,
                                                const ZhihuiCompareSide *other,
                                                guint                    slot,
                                                ZhihuiComparison        *got);
char              *zhihui_compare_side_write_verdict (const ZhihuiComparison  *got,
                                                      const ZhihuiCompareSide *one,
                                                      const ZhihuiCompareSide *other,
                                                      guint                    slot);
char              *zhihui_compare_side_write_reading (const ZhihuiCompareSide *one,
                                                      const ZhihuiCompareSide *other);

/* The same for programs, and for who pastes it. */
ZhihuiDataTable *zhihui_compare_side_make_table (const ZhihuiCompareSide *one,
                                                 const ZhihuiCompareSide *other);
char            *zhihui_compare_side_write_text (const ZhihuiDataTable *table, ZhihuiZone *zone);

G_END_DECLS
