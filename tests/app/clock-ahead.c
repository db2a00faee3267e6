/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clock-ahead.h"

#include <time.h>

static gint64 *
get_ahead_us (void)
{
  static gint64 ahead_us;

  return &ahead_us;
}

gint64
g_get_monotonic_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000 + *get_ahead_us ();
}

void
clock_ahead_add (gint64 us)
{
  *get_ahead_us () += us;
}
