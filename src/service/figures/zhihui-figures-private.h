/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-figures.h"
#include "zhihui-headline.h"
#include "zhihui-ledger-index.h"
#include "zhihui-rollup-cases.h"
#include "zhihui-tally-columns.h"

G_BEGIN_DECLS

struct _ZhihuiFigures
{
  ZhihuiLedger       *ledger; /* borrowed */
  ZhihuiZone         *zone;   /* owned */
  ZhihuiWorkCalendar *calendar;
  ZhihuiLedgerIndex  *index;
  ZhihuiTallyColumns *columns;
  char               *region; /* owned: code of the deployment */
  gint64              as_of;
  guint64             ledger_revision; /* that the counts below are of */
  char               *revision;        /* owned: as clients see it */
  GHashTable         *tallies;         /* Count → ZhihuiTally[n_units] */
  gint64             *open_overdue;    /* or NULL: not yet counted */
  GHashTable         *hidden_words;    /* (element-type utf8) or NULL */
  ZhihuiEngine       *engine;          /* borrowed, or NULL: the ledger holds everything */
  guint               n_judged_words;  /* words from this index on are hidden too */
  ZhihuiRollupCases  *cases;           /* borrowed, not NULL with an engine */
};

/* Which regions of the ledger lie in a region: NULL stands for all of them and for cases without
 * one. Free with g_free. */
gboolean *zhihui_figures_find_regions (ZhihuiFigures *self, const char *region);
gboolean  zhihui_figures_is_whole (ZhihuiFigures *self, const char *region);
void      zhihui_figures_stamp (ZhihuiFigures *self, ZhihuiStamp *stamp);
/* The start of the day of @at, @days later. */
gint64 zhihui_figures_day (ZhihuiFigures *self, gint64 at, int days);

ZhihuiChannels *
zhihui_figures_name_counts (ZhihuiFigures *self, const GPtrArray *named, const gint64 *counts);

/* Adds what some units did, each to its own tally or to that of its group. */
void zhihui_figures_add_units (ZhihuiFigures              *self,
                               const ZhihuiEngineQuestion *question,
                               ZhihuiTally                *tallies);

/* The rates of the regions of a map (zhihui-figures-rates.c). */
void zhihui_figures_rate_regions (ZhihuiFigures       *self,
                                  const char          *region,
                                  ZhihuiMapFigures    *map,
                                  ZhihuiRegionFigure **figures);

/* Of a ledger that is not partial. */
ZhihuiTally zhihui_figures_sum_units (ZhihuiFigures      *self,
                                      ZhihuiMetric        metric,
                                      const ZhihuiWindow *window,
                                      guint               unit);

/* Of a ledger that is partial (zhihui-figures-partial.c). */
ZhihuiTally zhihui_figures_sum_region (ZhihuiFigures      *self,
                                       const char         *region,
                                       const char         *unit,
                                       ZhihuiMetric        metric,
                                       const ZhihuiWindow *window);
void
zhihui_figures_correct_summary (ZhihuiFigures *self, const char *region, ZhihuiSummary *summary);

static inline gboolean
zhihui_case_is_in (const ZhihuiCaseRow *one, const gboolean *regions)
{
  return regions == NULL || (one->region != G_MAXUINT16 && regions[one->region]);
}

G_END_DECLS
