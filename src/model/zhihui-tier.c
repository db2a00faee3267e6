/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-tier.h"

#include <stdlib.h>

static gint
compare_downward (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x < y) - (x > y);
}

/* How many of @sorted (from the largest) are larger than @volume. */
static gsize
count_larger (const gint64 *sorted, gsize n, gint64 volume)
{
  gsize low = 0, high = n;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (sorted[middle] > volume)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * zhihui_tier_find:
 * @volumes: (array length=n_units): of one peer group
 * @tiers: (out caller-allocates) (array length=n_units): 1 to 3
 *
 * A unit is in the first tier when fewer than a third of the units are larger, in the second when
 * fewer than two thirds are, else in the third. So each tier has a third of the units, but equal
 * volumes go together, to the upper tier of those at whose border they lie.
 */
void
zhihui_tier_find (const gint64 *volumes, gsize n_units, guint8 *tiers)
{
  g_autofree gint64 *sorted = g_memdup2 (volumes, n_units * sizeof *volumes);

  if (n_units == 0)
    return;

  qsort (sorted, n_units, sizeof *sorted, compare_downward);
  for (gsize i = 0; i < n_units; i++)
    tiers[i] = (guint8) (1 + count_larger (sorted, n_units, volumes[i]) * ZHIHUI_N_TIERS / n_units);
}
