/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What ticks of the platform, and the other turns of the loop that they bring about, cost the
 * thread that serves, in CPU ms, as JSON.
 *
 *   bench-tick DATABASE TICKS STEP_S   the clock goes on by STEP_S seconds before each tick; with 0
 *                                      it stands, and each tick finds a ledger that has changed
 */
#include <stdlib.h>
#include <time.h>

#include "zhihui-platform.h"

#define N_FIRST 5 /* not counted: what is made once */

static double
get_cpu_ms (void)
{
  struct timespec at;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &at);
  return (double) at.tv_sec * 1e3 + (double) at.tv_nsec / 1e6;
}

static double
tick (ZhihuiPlatform *platform, gint64 step_s)
{
  ZhihuiPlatformClock *clock = zhihui_platform_get_clock (platform);
  g_autoptr (GError) error = NULL;
  double began;

  if (step_s == 0)
    zhihui_platform_get_ledger (platform)->revision++;
  zhihui_platform_clock_set (clock, zhihui_platform_clock_get_now (clock) + step_s);
  while (zhihui_platform_is_counting (platform))
    g_main_context_iteration (NULL, TRUE);
  began = get_cpu_ms ();
  zhihui_platform_tick (platform, &error);
  g_assert_no_error (error);
  return get_cpu_ms () - began;
}

/* Returns the dearest turn of those that are ready. */
static double
turn (void)
{
  double longest = 0, began = get_cpu_ms ();

  while (g_main_context_iteration (NULL, FALSE))
    {
      longest = MAX (longest, get_cpu_ms () - began);
      began = get_cpu_ms ();
    }
  return longest;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiStore) store = NULL;
  g_autofree double *times = NULL;
  ZhihuiPlatform    *platform;
  double             longest_turn = 0;
  guint              n, n_above = 0;

  if (argc != 4)
    g_error ("usage: bench-tick DATABASE TICKS STEP_S");
  store = zhihui_store_open (argv[1], FALSE, &error);
  g_assert_no_error (error);
  platform = zhihui_platform_new (store, 0, &error);
  g_assert_no_error (error);

  n = (guint) MAX (atoi (argv[2]), 1);
  times = g_new (double, n);
  for (guint i = 0; i < n + N_FIRST; i++)
    {
      double other;

      times[i < N_FIRST ? 0 : i - N_FIRST] = tick (platform, MAX (atoi (argv[3]), 0));
      other = turn ();
      longest_turn = MAX (longest_turn, other);
    }
  qsort (times, n, sizeof *times, compare_doubles);
  for (guint i = 0; i < n; i++)
    n_above += times[i] > 10;
  g_print ("{\"tick_cpu_ms\": {\"p50\": %.2f, \"p90\": %.2f, \"p99\": %.2f, \"max\": %.2f},"
           " \"above_10_ms\": %u, \"other_turns_cpu_ms\": {\"max\": %.2f}}\n",
           times[n / 2],
           times[n * 9 / 10],
           times[n * 99 / 100],
           times[n - 1],
           n_above,
           longest_turn);
  zhihui_platform_free (platform);
  return 0;
}
