/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-classes.h"

#include <stdlib.h>

static int
compare_values (const void *a, const void *b)
{
  double one = *(const double *) a, other = *(const double *) b;

  return (one > other) - (one < other);
}

/* The values themselves, from the lowest, as long as there are classes. */
static void
add_values (ZhihuiMapClasses *self, const double *sorted, gsize n_values)
{
  for (gsize i = 0; i < n_values && self->n < ZHIHUI_MAX_CLASSES; i++)
    if (sorted[i] > self->from[self->n - 1])
      self->from[self->n++] = sorted[i];
}

/**
 * zhihui_map_classes_make:
 *
 * Returns: classes whose lower ends are the quintiles; fewer where quintiles are equal. Where most
 * values are alike, as where most places have no case, all quintiles may be equal: then the values
 * that are met are the classes, the highest ones together.
 */
ZhihuiMapClasses
zhihui_map_classes_make (const double *values, gsize n_values)
{
  ZhihuiMapClasses   self = { 0 };
  g_autofree double *sorted = g_memdup2 (values, n_values * sizeof *values);

  if (n_values == 0)
    return self;
  qsort (sorted, n_values, sizeof *sorted, compare_values);
  for (guint i = 0; i < ZHIHUI_MAX_CLASSES; i++)
    {
      double from = sorted[i * n_values / ZHIHUI_MAX_CLASSES];

      if (self.n == 0 || from > self.from[self.n - 1])
        self.from[self.n++] = from;
    }
  if (self.n == 1)
    add_values (&self, sorted, n_values);
  for (gsize i = 0; i < n_values; i++)
    self.count[zhihui_map_classes_find (&self, sorted[i])]++;
  return self;
}

/**
 * zhihui_map_classes_find:
 *
 * Returns: index of the class of @value, from the lowest
 */
guint
zhihui_map_classes_find (const ZhihuiMapClasses *self, double value)
{
  guint found = 0;

  for (guint i = 1; i < self->n; i++)
    if (value >= self->from[i])
      found = i;
  return found;
}
