/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <malloc.h>
#include <stdio.h>
#include <unistd.h>

#include "http-fixture.h"

/* Polls in accelerated time, each with other figures: 100,000 with ZHIHUI_TEST_LONG, else 6,000.
 * The platform runs in this process, so its memory is counted as well. */

#define N_LONG 100000
#define N_SHORT 6000
#define N_SAMPLES 40
#define SLOPE_MAX_KB 1024

typedef HttpFixture Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  ZhihuiWants wants = {
    .datasets = 1 << ZHIHUI_DATASET_SUMMARY | 1 << ZHIHUI_DATASET_CHANNELS |
                1 << ZHIHUI_DATASET_HOT_WORDS | 1 << ZHIHUI_DATASET_MAP |
                1 << ZHIHUI_DATASET_MEETINGS | 1 << ZHIHUI_DATASET_ALERTS,
    .n_rankings = 1,
    .period_s = 10,
  };

  wants.rankings[0].board = ZHIHUI_BOARD_OVERDUE;
  wants.rankings[0].peer = "*";
  http_fixture_open (self, &wants);
  http_fixture_start (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  http_fixture_close (self);
}

/* What is in use, not what the allocator holds ready. */
static double
read_heap_kb (void)
{
  const struct mallinfo2 info = mallinfo2 ();

  return (double) (info.uordblks + info.hblkhd) / 1024.0;
}

static double
read_resident_kb (void)
{
  g_autofree char *text = NULL;
  long             size = 0, resident = 0;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  g_assert_cmpint (sscanf (text, "%ld %ld", &size, &resident), ==, 2);
  return (double) resident * (double) sysconf (_SC_PAGESIZE) / 1024.0;
}

static guint
count_descriptors (void)
{
  g_autoptr (GDir) directory = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (directory) != NULL)
    n++;
  return n;
}

/* By least squares, from the first sample to the last. */
static double
get_growth (const double *samples, guint n)
{
  double middle = (n - 1) / 2.0, above = 0.0, below = 0.0;

  for (guint i = 0; i < n; i++)
    {
      above += (i - middle) * samples[i];
      below += (i - middle) * (i - middle);
    }
  return above / below * (n - 1);
}

static void
poll_until (Fixture *self, guint n_polls)
{
  while (fake_platform_count_all (self->platform) < n_polls)
    {
      static const guint n_cases = 1000;

      fake_platform_set_figure (self->platform,
                                100 + fake_platform_count_all (self->platform) % n_cases);
      self->now_us += seconds (11);
      zhihui_http_source_wake (self->source);
      http_fixture_await_idle (self);
      /* As the keeper does each minute. */
      if (self->now_us / seconds (60) != (self->now_us - seconds (11)) / seconds (60))
        g_assert_true (zhihui_http_source_flush (self->source, NULL));
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
}

static void
test_memory_does_not_grow (Fixture *self, gconstpointer data)
{
  guint  n_polls = g_getenv ("ZHIHUI_TEST_LONG") != NULL ? N_LONG : N_SHORT;
  guint  n_before = n_polls / 10, n_first, n_descriptors;
  double heap[N_SAMPLES], resident[N_SAMPLES];
  gint64 begun_us = g_get_monotonic_time ();

  poll_until (self, n_before);
  n_first = n_descriptors = count_descriptors ();
  for (guint i = 0; i < N_SAMPLES; i++)
    {
      poll_until (self, n_before + (n_polls - n_before) * (i + 1) / N_SAMPLES);
      malloc_trim (0);
      heap[i] = read_heap_kb ();
      resident[i] = read_resident_kb ();
      n_descriptors = MAX (n_descriptors, count_descriptors ());
    }

  g_test_message ("%u polls in %.1f s, %u bodies decoded: heap %.0f KiB, growing by %.0f KiB; "
                  "resident %.0f KiB, by %.0f KiB; %u descriptors before, %u at most",
                  fake_platform_count_all (self->platform),
                  (double) (g_get_monotonic_time () - begun_us) / G_USEC_PER_SEC,
                  zhihui_http_source_get_n_decoded (self->source),
                  heap[N_SAMPLES - 1],
                  get_growth (heap, N_SAMPLES),
                  resident[N_SAMPLES - 1],
                  get_growth (resident, N_SAMPLES),
                  n_first,
                  n_descriptors);
  /* Every poll but those of what has no figures brought something new. */
  g_assert_cmpint (zhihui_http_source_get_n_decoded (self->source), >, n_polls / 2);
  /* Connections may be opened anew: never more than are open at once. */
  g_assert_cmpint (n_descriptors, <=, n_first + 7);
  g_assert_cmpint (count_descriptors (), <=, n_first + 7);
#ifdef __SANITIZE_ADDRESS__
  g_test_message ("memory is not measured under the sanitizer");
#else
  g_assert_cmpfloat (get_growth (heap, N_SAMPLES), <, SLOPE_MAX_KB);
  g_assert_cmpfloat (get_growth (resident, N_SAMPLES), <, SLOPE_MAX_KB);
#endif
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/http-soak/memory-and-descriptors-do-not-grow",
              Fixture,
              NULL,
              set_up,
              test_memory_does_not_grow,
              tear_down);

  return g_test_run ();
}
