/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* By which laws a place lives: the group [laws] of its scenario. What is not said there is as in
 * domain.md §6 for the county of 112 units. Probabilities are shares from 0 to 1. */

typedef enum
{
  ZHIHUI_WORK_BY_DUTY,    /* hours of work: log-normal */
  ZHIHUI_WORK_BY_DAYS,    /* calendar days: log-normal */
  ZHIHUI_WORK_BY_PROMISE, /* a part of the days promised: beta; never late */
} ZhihuiWorkLaw;

/* So many cases in these days from the first on, whatever the luck: least, and up to so many more
 * by the seed. */
typedef struct
{
  guint from_day, n_days;
  guint least, more;
} ZhihuiFixedCount;

typedef struct
{
  double share;  /* cumulated */
  double median; /* hours of duty or calendar days, by the law */
} ZhihuiTypeLaw;

typedef struct
{
  gint32 until; /* days since the first, exclusive */
  double rate;  /* cases a day */
} ZhihuiRate;

typedef struct
{
  /* arrivals */
  double days;       /* of the history */
  double cases;      /* expected in it */
  double rate_scale; /* of the rates */
  double holiday;    /* share on a holiday */
  double day_gamma;  /* shape of a day's luck; 0: Poisson alone */
  double repeat;     /* the same person again */
  double anonymous;
  double burst; /* share of days on which many report the same */
  /* units */
  double villages;                         /* and estates of a town that has none by name */
  double place_share;                      /* of the cases, for the units of places */
  double spread;                           /* sigma of the units' log-normal weights */
  double gamma;                            /* or the shape of gamma weights; 0: log-normal */
  double ordered;                          /* the list names busy units first */
  double late, late_a, returns, returns_a; /* means and shapes of their habits */
  /* the way of a case; minutes are medians */
  double dispatch_min, dispatch_sigma, sign_min, sign_sigma, contact_min, contact_sigma;
  double work_sigma;
  double promise_a, promise_b;
  double odd_ends; /* how often rejected, withdrawn, merged, against the usual 1 % */
  double redo, extend, suspend, rated, attention;
  double meetings;  /* case-review meetings of a working day */
  double batch_day; /* on which a batch comes in; -1 none */
  double batch_least, batch_more;

  double        weekdays[7]; /* Monday first */
  ZhihuiWorkLaw work;
  GArray       *rates;  /* (element-type ZhihuiRate), owned */
  GArray       *types;  /* (element-type ZhihuiTypeLaw), owned */
  GArray       *fixed;  /* (element-type ZhihuiFixedCount), owned */
  char         *prefix; /* owned: of case numbers */
  char         *place;  /* owned: peer group of the units that have a place */
} ZhihuiLaws;

ZhihuiLaws *zhihui_laws_new (GKeyFile *profile);
void        zhihui_laws_free (ZhihuiLaws *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiLaws, zhihui_laws_free)

G_END_DECLS
