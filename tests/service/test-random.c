/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-random.h"

#include <math.h>

#define N 200000

/* Vigna's own test of xoshiro256**, as other implementations of it use it. */
static void
generator_gives_the_published_numbers (void)
{
  const guint64 expected[] = {
    11520,
    0,
    1509978240,
    G_GUINT64_CONSTANT (1215971899390074240),
    G_GUINT64_CONSTANT (1216172134540287360),
    G_GUINT64_CONSTANT (607988272756665600),
    G_GUINT64_CONSTANT (16172922978634559625),
    G_GUINT64_CONSTANT (8476171486693032832),
  };
  ZhihuiRandom random = { { 1, 2, 3, 4 } };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpuint (zhihui_random_next (&random), ==, expected[i]);
}

static void
streams_repeat_and_differ (void)
{
  ZhihuiRandom a, b, c, d;

  zhihui_random_init (&a, 1, 2, 3);
  zhihui_random_init (&b, 1, 2, 3);
  zhihui_random_init (&c, 1, 3, 2);
  zhihui_random_init (&d, 2, 2, 3);
  for (guint i = 0; i < 100; i++)
    {
      guint64 x = zhihui_random_next (&a);

      g_assert_cmpuint (x, ==, zhihui_random_next (&b));
      g_assert_cmpuint (x, !=, zhihui_random_next (&c));
      g_assert_cmpuint (x, !=, zhihui_random_next (&d));
    }
}

static void
logarithm_and_exponential_agree_with_libm (void)
{
  ZhihuiRandom random;

  zhihui_random_init (&random, 1, 0, 0);
  for (guint i = 0; i < N; i++)
    {
      double x = (zhihui_random_uniform (&random) - 0.5) * 80;
      double y = ldexp (zhihui_random_uniform (&random), (int) (x / 2));

      g_assert_cmpfloat (fabs (zhihui_random_exp (x) / exp (x) - 1), <, 1e-14);
      g_assert_cmpfloat (
        fabs (zhihui_random_log (y) - log (y)), <, 1e-14 * fmax (1, fabs (log (y))));
    }
  g_assert_cmpfloat_with_epsilon (zhihui_random_log (1), 0, 1e-300);
  g_assert_cmpfloat_with_epsilon (zhihui_random_exp (0), 1, 1e-300);
}

typedef struct
{
  const char *name;
  double (*draw) (ZhihuiRandom *random);
  double mean, variance;
} Distribution;

static double
draw_uniform (ZhihuiRandom *random)
{
  double x = zhihui_random_uniform (random);

  g_assert_true (x > 0 && x < 1);
  return x;
}

static double
draw_exponential (ZhihuiRandom *random)
{
  return zhihui_random_exponential (random, 3);
}

/* median 2, sigma 0.5: mean 2·exp(σ²/2), variance 4·exp(σ²)(exp(σ²)-1) */
static double
draw_lognormal (ZhihuiRandom *random)
{
  return zhihui_random_lognormal (random, 2, 0.5);
}

static double
draw_gamma_40 (ZhihuiRandom *random)
{
  return zhihui_random_gamma (random, 40);
}

static double
draw_gamma_half (ZhihuiRandom *random)
{
  return zhihui_random_gamma (random, 0.5);
}

static double
draw_beta (ZhihuiRandom *random)
{
  return zhihui_random_beta (random, 1.2, 4.8);
}

static double
draw_poisson_2 (ZhihuiRandom *random)
{
  return zhihui_random_poisson (random, 2);
}

static double
draw_poisson_214 (ZhihuiRandom *random)
{
  return zhihui_random_poisson (random, 214);
}

static void
distributions_have_their_mean_and_variance (void)
{
  const Distribution distributions[] = {
    { "uniform", draw_uniform, 0.5, 1.0 / 12 },
    { "normal", zhihui_random_normal, 0, 1 },
    { "exponential", draw_exponential, 3, 9 },
    { "lognormal", draw_lognormal, 2.266297, 1.458807 },
    { "gamma 40", draw_gamma_40, 40, 40 },
    { "gamma 1/2", draw_gamma_half, 0.5, 0.5 },
    { "beta", draw_beta, 0.2, 0.16 / 7 },
    { "poisson 2", draw_poisson_2, 2, 2 },
    { "poisson 214", draw_poisson_214, 214, 214 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (distributions); i++)
    {
      const Distribution *d = &distributions[i];
      double              sum = 0, squares = 0;
      ZhihuiRandom        random;

      zhihui_random_init (&random, 7, i, 0);
      for (guint j = 0; j < N; j++)
        {
          double x = d->draw (&random) - d->mean;

          sum += x;
          squares += x * x;
        }
      g_test_message ("%s: mean %g, variance %g", d->name, sum / N + d->mean, squares / N);
      g_assert_cmpfloat (fabs (sum / N), <, 5 * sqrt (d->variance / N));
      g_assert_cmpfloat (fabs (squares / N / d->variance - 1), <, 0.05);
    }
}

static void
pick_follows_the_weights (void)
{
  const double weights[] = { 1, 1, 4, 10 }; /* 1, 0, 3, 6 of 10 */
  guint        counts[4] = { 0 };
  ZhihuiRandom random;

  zhihui_random_init (&random, 1, 1, 1);
  for (guint i = 0; i < 100000; i++)
    counts[zhihui_random_pick (&random, weights, 4)]++;

  g_assert_cmpuint (counts[1], ==, 0);
  g_assert_cmpfloat_with_epsilon (counts[0] / 1e5, 0.1, 0.01);
  g_assert_cmpfloat_with_epsilon (counts[2] / 1e5, 0.3, 0.01);
  g_assert_cmpfloat_with_epsilon (counts[3] / 1e5, 0.6, 0.01);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/random/generator-gives-the-published-numbers",
                   generator_gives_the_published_numbers);
  g_test_add_func ("/random/streams-repeat-and-differ", streams_repeat_and_differ);
  g_test_add_func ("/random/logarithm-and-exponential-agree-with-libm",
                   logarithm_and_exponential_agree_with_libm);
  g_test_add_func ("/random/distributions-have-their-mean-and-variance",
                   distributions_have_their_mean_and_variance);
  g_test_add_func ("/random/pick-follows-the-weights", pick_follows_the_weights);
  return g_test_run ();
}
