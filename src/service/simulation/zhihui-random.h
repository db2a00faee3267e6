/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Random numbers that are the same on every machine: xoshiro256** seeded by splitmix64, and
 * distributions made of additions, multiplications, divisions and square roots only. */
typedef struct
{
  guint64 state[4];
} ZhihuiRandom;

void     zhihui_random_init (ZhihuiRandom *self, guint64 seed, guint64 stream, guint64 purpose);
guint64  zhihui_random_next (ZhihuiRandom *self);
double   zhihui_random_uniform (ZhihuiRandom *self);
guint    zhihui_random_below (ZhihuiRandom *self, guint n);
gboolean zhihui_random_chance (ZhihuiRandom *self, double probability);
double   zhihui_random_normal (ZhihuiRandom *self);
double   zhihui_random_exponential (ZhihuiRandom *self, double mean);
double   zhihui_random_lognormal (ZhihuiRandom *self, double median, double sigma);
double   zhihui_random_gamma (ZhihuiRandom *self, double shape);
double   zhihui_random_beta (ZhihuiRandom *self, double a, double b);
guint    zhihui_random_poisson (ZhihuiRandom *self, double mean);
guint    zhihui_random_pick (ZhihuiRandom *self, const double *cumulated, guint n);

/* Something with the number that it is sorted by. */
typedef struct
{
  double key;
  guint  index;
} ZhihuiDraw;

void zhihui_draws_sort (ZhihuiDraw *draws, guint n);

double zhihui_random_log (double x);
double zhihui_random_exp (double x);

G_END_DECLS
