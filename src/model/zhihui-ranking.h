/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-interval.h"
#include "zhihui-tally.h"
#include "zhihui-unit.h"

G_BEGIN_DECLS

typedef enum
{
  ZHIHUI_ORDER_RAW,    /* by the exact fraction */
  ZHIHUI_ORDER_SHRUNK, /* by the empirical-Bayes value */
} ZhihuiOrder;

typedef enum
{
  ZHIHUI_DIRECTION_BEST_FIRST,
  ZHIHUI_DIRECTION_WORST_FIRST,
} ZhihuiDirection;

typedef enum
{
  ZHIHUI_UNRANKED_NOT,      /* it is ranked */
  ZHIHUI_UNRANKED_MIN_N,    /* too few to rank */
  ZHIHUI_UNRANKED_NO_CASES, /* denominator 0: value is null */
} ZhihuiUnrankedReason;

/* Against the same units in another window. */
typedef struct
{
  gboolean has_value; /* the unit had a value then */
  double   value;     /* rates: difference; counts: relative change, NAN when from 0 */
  gboolean has_rank;
  int      rank; /* rank then − present rank: positive is better */
} ZhihuiDelta;

/* What one unit reached in one ranking. Read-only once the ranking is made. */
typedef struct
{
  ZhihuiUnit          *unit; /* owned */
  guint                rank; /* 1 is best (volume: most); 0 is not ranked */
  gboolean             tied;
  ZhihuiUnrankedReason reason;
  gint64               k, n;         /* counts: n is the count */
  gint64               extra;        /* returns refused, or sum of scores */
  double               value;        /* k/n, or the count; NAN when null */
  double               low, high;    /* Wilson 95 %, NAN for counts and null */
  double               shrunk;       /* empirical Bayes; NAN for counts and null */
  ZhihuiFlag           flag;         /* against the peer group's own rate */
  gint64               open_overdue; /* overdue work open now, -1 not given */
  gboolean             has_delta;    /* the unit had a value in the previous period */
  double      delta_value; /* rates: difference; counts: relative change, NAN when from 0 */
  gboolean    has_delta_rank;
  int         delta_rank; /* previous rank − present rank: positive is better */
  ZhihuiDelta year;       /* 同比: against the same window a year before */
  guint       tier;       /* 1 the largest third of the peer group by volume … 3, 0 not given */
} ZhihuiScore;

/* One board: immutable, reference counted, may be shared between threads. */
typedef struct _ZhihuiRanking ZhihuiRanking;

struct _ZhihuiRanking
{
  ZhihuiMetric    metric;
  char           *region; /* owned */
  char           *peer;   /* owned; "all" for every unit */
  char           *period; /* owned: text as asked */
  ZhihuiWindow    window;
  gint64          as_of;
  char           *revision; /* owned */
  gboolean        frozen;
  gboolean        provisional; /* a year of the working calendar is missing */
  ZhihuiOrder     order;
  ZhihuiDirection direction; /* how @scores are ordered */
  guint           min_n;
  ZhihuiBasis     basis;        /* which time the window is about */
  guint           tier;         /* only the units of this third, 0 all */
  ZhihuiTally     total;        /* the peer group: the reference of flags and of the line */
  ZhihuiTally     region_total; /* all peers of the region */
  ZhihuiScore
    *scores; /* owned; ranked ones in @direction's order; maybe only the first and last of them */
  guint        n_scores;
  guint        n_ranked; /* how many are ranked, sent or not */
  ZhihuiScore *unranked; /* owned: larger n first, then unit id */
  guint        n_unranked_sent;
  guint        n_unranked; /* how many are unranked, sent or not */
};

/* What a ranking is made from: one element a unit, same order as the tallies. */
typedef struct
{
  ZhihuiMetric             metric;
  const char              *region, *peer, *revision;
  const ZhihuiPeriod      *period;
  gint64                   as_of;
  gboolean                 provisional;
  gboolean                 frozen;
  ZhihuiBasis              basis;
  guint                    tier; /* that was asked for, 0 none */
  ZhihuiOrder              order;
  ZhihuiDirection          direction;
  guint                    min_n;
  const ZhihuiUnit *const *units;        /* borrowed */
  const ZhihuiTally       *tallies;      /* of the window */
  const ZhihuiTally       *previous;     /* of the previous window, or NULL */
  const ZhihuiTally       *year;         /* of the window a year before, or NULL */
  const guint8            *tiers;        /* or NULL */
  const gint64            *open_overdue; /* or NULL */
  gsize                    n_units;
  ZhihuiTally              region_total;
} ZhihuiRankingInput;

ZhihuiRanking *zhihui_ranking_new (const ZhihuiRankingInput *input);
ZhihuiRanking *
zhihui_ranking_new_empty (ZhihuiMetric metric); /* for decoders: fill, then treat as read-only */
ZhihuiRanking     *zhihui_ranking_ref (ZhihuiRanking *self);
void               zhihui_ranking_unref (ZhihuiRanking *self);
gboolean           zhihui_ranking_knows_before (const ZhihuiRanking *self);
gboolean           zhihui_ranking_is_whole (const ZhihuiRanking *self);
const ZhihuiScore *zhihui_ranking_find (const ZhihuiRanking *self, const char *unit);
void               zhihui_score_clear (ZhihuiScore *score);
void               zhihui_score_copy_into (const ZhihuiScore *score, ZhihuiScore *into);
/* The best @n_first and worst @n_last ranked rows of a long board (a tie at the cut is kept whole).
 */
ZhihuiRanking *zhihui_ranking_cut (ZhihuiRanking *self, guint n_first, guint n_last);
/* Compares two fractions exactly; a zero denominator sorts last. */
int zhihui_fraction_compare (gint64 k1, gint64 n1, gint64 k2, gint64 n2);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiRanking, zhihui_ranking_unref)

G_END_DECLS
