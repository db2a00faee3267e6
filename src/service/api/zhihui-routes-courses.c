/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-request.h"
#include "zhihui-wire-courses.h"

#include <string.h>

#define STEP "month"

static void
add_step (ZhihuiRequest *request, ZhihuiCourses *courses, const ZhihuiWindow *window, guint step)
{
  ZhihuiFigures     *figures = zhihui_platform_get_figures (request->platform);
  GPtrArray         *units = zhihui_figures_get_ledger (figures)->units;
  const ZhihuiTally *tallies = zhihui_figures_count_by (
    figures, courses->metric, zhihui_metric_get_traits (courses->metric)->basis, window);

  g_array_append_val (courses->starts, window->from);
  for (guint i = 0; i < units->len; i++)
    {
      const ZhihuiUnit *unit = units->pdata[i];
      ZhihuiTally      *steps = g_hash_table_lookup (courses->units, unit->id);

      if (steps == NULL && tallies[i].n > 0 &&
          zhihui_request_compares_unit (request, unit, courses->region, courses->peer))
        {
          steps = g_new0 (ZhihuiTally, ZHIHUI_COURSE_STEPS);
          g_hash_table_insert (courses->units, g_strdup (unit->id), steps);
        }
      if (steps != NULL)
        steps[step] = tallies[i];
    }
}

static void
add_steps (ZhihuiRequest *request, ZhihuiCourses *courses)
{
  ZhihuiZone *zone = zhihui_platform_get_zone (request->platform);
  gint64      from =
    zhihui_trend_step_before (zone, STEP, courses->stamp.as_of, ZHIHUI_COURSE_STEPS - 1);
  gint32 day = zhihui_zone_day_of (zone, from);

  for (guint i = 0; i < ZHIHUI_COURSE_STEPS; i++)
    {
      gint32       next = zhihui_trend_step_next (STEP, day);
      ZhihuiWindow window = { zhihui_zone_day_start (zone, day),
                              zhihui_zone_day_start (zone, next) };

      add_step (request, courses, &window, i);
      day = next;
    }
}

/**
 * zhihui_route_courses:
 *
 * Returns: (transfer full) (nullable): the last twelve months of every unit that has work in them
 */
char *
zhihui_route_courses (ZhihuiRequest *request)
{
  ZhihuiFigures *figures = zhihui_platform_get_figures (request->platform);
  g_autoptr (ZhihuiCourses) courses = zhihui_courses_new ();

  if (!zhihui_metric_parse (request->argument, &courses->metric) ||
      courses->metric == ZHIHUI_METRIC_DIRECT_RATE)
    {
      zhihui_request_refuse (request, 404, "not_found", "there is no such metric of units");
      return NULL;
    }
  if (zhihui_figures_is_partial (figures))
    {
      zhihui_request_not_offered (request, "months of every unit are not told at this size");
      return NULL;
    }
  courses->region = g_strdup (zhihui_request_get_region (request));
  courses->peer = g_strdup (zhihui_request_get_peer (request));
  if (!zhihui_request_check (request))
    return NULL;

  courses->stamp.as_of = zhihui_figures_get_as_of (figures);
  courses->stamp.revision = g_strdup (zhihui_figures_get_revision (figures));
  add_steps (request, courses);
  request->n_rows = g_hash_table_size (courses->units);
  return zhihui_wire_encode_courses (courses, zhihui_platform_get_zone (request->platform));
}
