/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-board-counts.h"
#include "zhihui-engine.h"
#include "zhihui-ledger.h"
#include "zhihui-rollup-cases.h"
#include "zhihui-topic-units.h"

G_BEGIN_DECLS

/* Counts what the ledger holds into the datasets of the model. All figures are of one moment, which
 * zhihui_figures_set_moment() moves on; what was counted for a moment is kept until the next. */
typedef struct _ZhihuiFigures ZhihuiFigures;
/* Copies a part of the ledger that another thread may have for itself, a little at a time. */
typedef struct _ZhihuiLedgerCut ZhihuiLedgerCut;

ZhihuiFigures *zhihui_figures_new (ZhihuiLedger *ledger, ZhihuiZone *zone, const char *region);
void           zhihui_figures_set_calendar (ZhihuiFigures *self, ZhihuiWorkCalendar *calendar);
void           zhihui_figures_free (ZhihuiFigures *self);

void
zhihui_figures_set_engine (ZhihuiFigures *self, ZhihuiEngine *engine, ZhihuiRollupCases *cases);
void          zhihui_figures_forget (ZhihuiFigures *self);
gboolean      zhihui_figures_lacks_counts (ZhihuiFigures *self);
gboolean      zhihui_figures_is_partial (ZhihuiFigures *self);
gboolean      zhihui_figures_set_moment (ZhihuiFigures *self, gint64 as_of);
gint64        zhihui_figures_get_as_of (ZhihuiFigures *self);
const char   *zhihui_figures_get_revision (ZhihuiFigures *self);
ZhihuiLedger *zhihui_figures_get_ledger (ZhihuiFigures *self);
ZhihuiZone   *zhihui_figures_get_zone (ZhihuiFigures *self);
/* Words that only desks may see: (element-type utf8), transfer full; and every word that comes
 * after. */
void     zhihui_figures_set_hidden_words (ZhihuiFigures *self, GHashTable *words);
gboolean zhihui_figures_has_region (ZhihuiFigures *self, const char *region);
gboolean zhihui_figures_has_peer (ZhihuiFigures *self, const char *peer);

ZhihuiRanking *zhihui_figures_make_board (ZhihuiFigures *self, const ZhihuiBoardQuestion *question);
/* The regions of a level, digits of their codes, stand for their units. */
ZhihuiRanking *zhihui_figures_make_level_board (ZhihuiFigures             *self,
                                                const ZhihuiBoardQuestion *question,
                                                guint                      level);
guint          zhihui_figures_count_units (ZhihuiFigures *self, const char *region);
/* One element a unit of the ledger, borrowed until the moment moves on. */
const ZhihuiTally *
zhihui_figures_count (ZhihuiFigures *self, ZhihuiMetric metric, const ZhihuiWindow *window);
const ZhihuiTally *zhihui_figures_count_by (ZhihuiFigures      *self,
                                            ZhihuiMetric        metric,
                                            ZhihuiBasis         basis,
                                            const ZhihuiWindow *window);
GPtrArray         *zhihui_figures_make_direct_units (ZhihuiFigures *self, const char *region);
GArray            *zhihui_figures_new_direct (guint n_units);
ZhihuiCaseFacts    zhihui_figures_get_case_facts (const ZhihuiCaseRow *one);
void               zhihui_figures_count_direct (ZhihuiFigures      *self,
                                                const char         *region,
                                                const GPtrArray    *units,
                                                const ZhihuiWindow *window,
                                                GArray             *tallies);
/* Goes on while the ledger stays as it is. */
ZhihuiLedgerCut          *
zhihui_figures_cut (ZhihuiFigures *self, const ZhihuiWindow *windows, guint n_windows);
gboolean zhihui_ledger_cut_is_current (const ZhihuiLedgerCut *self);
gboolean zhihui_ledger_cut_go_on (ZhihuiLedgerCut *self, gint64 until);
ZhihuiLedger *zhihui_ledger_cut_finish (ZhihuiLedgerCut *self);
void          zhihui_ledger_cut_free (ZhihuiLedgerCut *self);
/* The earliest instant of the data, G_MAXINT64 when there are none. */
gint64        zhihui_figures_get_first (ZhihuiFigures *self);
gboolean      zhihui_figures_reach_back (ZhihuiFigures *self, const ZhihuiWindow *window);
gboolean      zhihui_figures_is_provisional (ZhihuiFigures *self, const ZhihuiWindow *window);
const gint64 *zhihui_figures_count_open_overdue (ZhihuiFigures *self);
typedef void (*ZhihuiVisitFunc) (const ZhihuiAssignment *row, gpointer user_data);
void zhihui_figures_visit_open (ZhihuiFigures *self, ZhihuiVisitFunc visit, gpointer user_data);

typedef struct
{
  double sign, contact, reply; /* ratio 0…1 */
} ZhihuiTargets;

ZhihuiSummary *
zhihui_figures_make_summary (ZhihuiFigures *self, const char *region, const ZhihuiTargets *targets);
/* What cases are told apart by. */
typedef enum
{
  ZHIHUI_BY_CHANNEL,
  ZHIHUI_BY_TOPIC,
  ZHIHUI_BY_ITEM, /* of the catalogue of services */
  ZHIHUI_BY_MODE, /* how the service is done */
} ZhihuiNamedBy;

ZhihuiChannels *zhihui_figures_make_named (ZhihuiFigures      *self,
                                           ZhihuiNamedBy       by,
                                           const char         *region,
                                           const ZhihuiPeriod *period);
/* What one unit had in a window: the figures of its boards, and what they were about. */
typedef struct
{
  ZhihuiTally     volume, returned, redone;
  ZhihuiChannels *channels, *topics;   /* owned: the volume by name */
  GArray *returned_rows, *redone_rows; /* (element-type guint), owned: assignments that count */
} ZhihuiUnitFigures;

ZhihuiUnitFigures      *
zhihui_figures_make_unit (ZhihuiFigures *self, guint unit, const ZhihuiPeriod *period);
void zhihui_unit_figures_free (ZhihuiUnitFigures *self);

ZhihuiTopicUnits *zhihui_figures_make_topic_units (ZhihuiFigures      *self,
                                                   const gboolean     *wanted,
                                                   const ZhihuiWindow *window,
                                                   guint               max_topics);

/* How often a word was heard. */
typedef struct
{
  guint32  word;              /* index into the words of the ledger */
  gint64   week, week_before; /* cases of the last seven days, of the seven before */
  gint64   day;               /* of the last 24 hours */
  gint64   baseline;          /* of the 28 days before them */
  gint64   people;            /* who brought the cases of the week, as far as they are known */
  double   score;
  gboolean surge, is_public;
} ZhihuiHeardWord;

gboolean zhihui_surge_judge (gint64 n_day, gint64 n_baseline, double *score);
GArray  *zhihui_figures_listen (ZhihuiFigures *self, const char *region);
ZhihuiHotWords *
zhihui_figures_make_hot_words (ZhihuiFigures *self, const char *region, gboolean only_public);
ZhihuiMapFigures *
zhihui_figures_make_map (ZhihuiFigures *self, const char *region, const ZhihuiPeriod *period);
/* What may not be told of few. */
#define ZHIHUI_SMALL_ID "other"
void           zhihui_figures_join_small (ZhihuiChannels *topics);
void           zhihui_figures_join_places (ZhihuiMapFigures *map, const char *period);
ZhihuiRegions *zhihui_figures_make_regions (ZhihuiFigures *self, const char *parent, guint level);
ZhihuiUnits *zhihui_figures_make_units (ZhihuiFigures *self, const char *region, const char *peer);

typedef struct
{
  ZhihuiMetric metric;
  const char  *region;
  const char  *unit; /* id or NULL */
  const char  *step; /* "day" "week" "month" */
  gint64       from, to;
} ZhihuiTrendQuestion;

#define ZHIHUI_MAX_TREND_STEPS 750

ZhihuiTrend *zhihui_figures_make_trend (ZhihuiFigures *self, const ZhihuiTrendQuestion *question);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiUnitFigures, zhihui_unit_figures_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiFigures, zhihui_figures_free)

G_END_DECLS
