/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-random.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

/* libm's exp and log differ in the last bit between machines, and a bit is enough to swap two
 * events. Here only what IEEE 754 rounds exactly is used: + - * / and sqrt, on doubles evaluated as
 * doubles; the build forbids the contraction to fused multiply-add. frexp and ldexp are exact. */
#if !defined(FLT_EVAL_METHOD) || FLT_EVAL_METHOD != 0
#error "The simulation needs arithmetic in double precision (e.g. -msse2 -mfpmath=sse)"
#endif

#define LN2_HIGH 0x1.62e42fefa2p-1 /* 40 bits: its product with a small integer is exact */
#define LN2_LOW 0x1.9ef35793c7673p-41
#define SQRT_HALF 0x1.6a09e667f3bcdp-1

/* Sebastiano Vigna's splitmix64. */
static guint64
mix (guint64 *state)
{
  guint64 z = (*state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/**
 * zhihui_random_init:
 * @stream: e.g. the day
 * @purpose: what the numbers are for; with another purpose they are independent
 */
void
zhihui_random_init (ZhihuiRandom *self, guint64 seed, guint64 stream, guint64 purpose)
{
  guint64 state = seed;

  g_return_if_fail (self != NULL);

  state = mix (&state) ^ stream;
  state = mix (&state) ^ purpose;
  for (guint i = 0; i < G_N_ELEMENTS (self->state); i++)
    self->state[i] = mix (&state);
}

static guint64
rotate (guint64 x, guint k)
{
  return (x << k) | (x >> (64 - k));
}

/**
 * zhihui_random_next:
 *
 * xoshiro256** of David Blackman and Sebastiano Vigna.
 */
guint64
zhihui_random_next (ZhihuiRandom *self)
{
  guint64 *s = self->state;
  guint64  result = rotate (s[1] * 5, 7) * 9;
  guint64  t = s[1] << 17;

  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = rotate (s[3], 45);
  return result;
}

/**
 * zhihui_random_uniform:
 *
 * Returns: in (0, 1), a multiple of 2⁻⁵³ and a half: never 0, so that its logarithm exists
 */
double
zhihui_random_uniform (ZhihuiRandom *self)
{
  return ((double) (zhihui_random_next (self) >> 12) + 0.5) * 0x1p-52;
}

/**
 * zhihui_random_below:
 *
 * Returns: 0 … @n - 1
 */
guint
zhihui_random_below (ZhihuiRandom *self, guint n)
{
  return (guint) (((zhihui_random_next (self) >> 32) * n) >> 32);
}

gboolean
zhihui_random_chance (ZhihuiRandom *self, double probability)
{
  return zhihui_random_uniform (self) < probability;
}

/**
 * zhihui_random_log:
 *
 * The natural logarithm of a positive number, by the series of artanh.
 */
double
zhihui_random_log (double x)
{
  int    exponent;
  double m = frexp (x, &exponent);
  double s, s2, sum = 0;

  if (m < SQRT_HALF)
    {
      m *= 2;
      exponent--;
    }

  s = (m - 1) / (m + 1);
  s2 = s * s;
  for (int k = 21; k >= 1; k -= 2)
    sum = sum * s2 + 2.0 / k;
  return exponent * LN2_HIGH + (sum * s + exponent * LN2_LOW);
}

/**
 * zhihui_random_exp:
 *
 * The exponential of a number between -700 and 700, by Taylor's series on the remainder of ln 2.
 */
double
zhihui_random_exp (double x)
{
  double k, r, sum = 1;

  x = CLAMP (x, -700.0, 700.0);
  k = (double) (gint64) (x / (LN2_HIGH + LN2_LOW) + (x < 0 ? -0.5 : 0.5));
  r = (x - k * LN2_HIGH) - k * LN2_LOW;
  for (int i = 14; i >= 1; i--)
    sum = 1 + r * sum / i;
  return ldexp (sum, (int) k);
}

/**
 * zhihui_random_normal:
 *
 * Standard normal, by Marsaglia's polar method; the second number of each pair is not kept, so that
 * a stream has no hidden state.
 */
double
zhihui_random_normal (ZhihuiRandom *self)
{
  double u, v, s;

  do
    {
      u = 2 * zhihui_random_uniform (self) - 1;
      v = 2 * zhihui_random_uniform (self) - 1;
      s = u * u + v * v;
    }
  while (s >= 1);

  return u * sqrt (-2 * zhihui_random_log (s) / s);
}

double
zhihui_random_exponential (ZhihuiRandom *self, double mean)
{
  return -mean * zhihui_random_log (zhihui_random_uniform (self));
}

double
zhihui_random_lognormal (ZhihuiRandom *self, double median, double sigma)
{
  return median * zhihui_random_exp (sigma * zhihui_random_normal (self));
}

/**
 * zhihui_random_gamma:
 * @shape: greater than 0
 *
 * Gamma with scale 1: Marsaglia and Tsang (2000); below shape 1 with their power of a uniform.
 */
double
zhihui_random_gamma (ZhihuiRandom *self, double shape)
{
  double d, c;

  if (shape < 1)
    {
      double u = zhihui_random_uniform (self);

      return zhihui_random_gamma (self, shape + 1) *
             zhihui_random_exp (zhihui_random_log (u) / shape);
    }

  d = shape - 1.0 / 3.0;
  c = 1 / sqrt (9 * d);
  while (TRUE)
    {
      double x = zhihui_random_normal (self);
      double v = 1 + c * x;

      if (v <= 0)
        continue;

      v = v * v * v;
      if (zhihui_random_log (zhihui_random_uniform (self)) <
          0.5 * x * x + d - d * v + d * zhihui_random_log (v))
        return d * v;
    }
}

double
zhihui_random_beta (ZhihuiRandom *self, double a, double b)
{
  double x = zhihui_random_gamma (self, a);
  double y = zhihui_random_gamma (self, b);

  return x / (x + y);
}

/**
 * zhihui_random_poisson:
 *
 * By Knuth's products in parts of mean 16: time grows with @mean, which is a day's count.
 */
guint
zhihui_random_poisson (ZhihuiRandom *self, double mean)
{
  guint count = 0;

  while (mean > 0)
    {
      double part = MIN (mean, 16.0);
      double limit = zhihui_random_exp (-part);
      double product = zhihui_random_uniform (self);

      while (product > limit)
        {
          count++;
          product *= zhihui_random_uniform (self);
        }
      mean -= part;
    }
  return count;
}

/**
 * zhihui_random_pick:
 * @cumulated: ascending; the last is the sum of the weights
 *
 * Returns: an index with the probability of its weight
 */
guint
zhihui_random_pick (ZhihuiRandom *self, const double *cumulated, guint n)
{
  double at;
  guint  low = 0, high;

  g_return_val_if_fail (n > 0, 0);

  at = zhihui_random_uniform (self) * cumulated[n - 1];
  high = n - 1;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (cumulated[middle] > at)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

static int
compare_draws (const void *a, const void *b)
{
  const ZhihuiDraw *x = a, *y = b;

  if (x->key < y->key || x->key > y->key)
    return x->key < y->key ? -1 : 1;
  return (x->index > y->index) - (x->index < y->index);
}

/**
 * zhihui_draws_sort:
 *
 * The smallest key first; of equal ones the smaller index, so that every machine sorts alike.
 */
void
zhihui_draws_sort (ZhihuiDraw *draws, guint n)
{
  qsort (draws, n, sizeof *draws, compare_draws);
}
