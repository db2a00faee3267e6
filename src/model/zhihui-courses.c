/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-courses.h"

#include <math.h>

#include "zhihui-dataset-private.h"

static void
init_courses (ZhihuiCourses *self)
{
  self->starts = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->units = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
clear_courses (ZhihuiCourses *self)
{
  g_array_unref (self->starts);
  g_hash_table_unref (self->units);
  g_free (self->region);
  g_free (self->peer);
}

DEFINE_DATASET (ZhihuiCourses, zhihui_courses, init_courses, clear_courses)

/**
 * zhihui_courses_find:
 * @unit: its id
 *
 * Returns: (transfer none) (nullable): one element a step of @self->starts
 */
const ZhihuiTally *
zhihui_courses_find (ZhihuiCourses *self, const char *unit)
{
  g_return_val_if_fail (self != NULL && unit != NULL, NULL);

  return g_hash_table_lookup (self->units, unit);
}

/**
 * zhihui_courses_get_range:
 * @min_n: a step with fewer is mostly chance, and does not stretch the scale
 * @low: (out): the least figure, 0 of counts
 * @high: (out): the greatest figure; as @low where there is none
 *
 * The scale that all courses can share.
 */
void
zhihui_courses_get_range (ZhihuiCourses *self, guint min_n, double *low, double *high)
{
  gboolean       is_count = zhihui_metric_get_traits (self->metric)->is_count;
  GHashTableIter iter;
  gpointer       value;

  *low = is_count ? 0 : G_MAXDOUBLE;
  *high = is_count ? 0 : -G_MAXDOUBLE;
  g_hash_table_iter_init (&iter, self->units);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    for (guint i = 0; i < self->starts->len; i++)
      {
        const ZhihuiTally *step = (const ZhihuiTally *) value + i;
        double             figure = zhihui_tally_get_value (step, is_count);

        if (!isfinite (figure) || (!is_count && step->n < (gint64) min_n))
          continue;
        *low = MIN (*low, figure);
        *high = MAX (*high, figure);
      }
  if (*low > *high)
    *low = *high = 0;
}
