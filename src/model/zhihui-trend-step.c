/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-trend-step.h"

static const char *const step_ids[ZHIHUI_N_TREND_STEPS] = {
  [ZHIHUI_TREND_STEP_DAY] = "day",
  [ZHIHUI_TREND_STEP_WEEK] = "week",
  [ZHIHUI_TREND_STEP_MONTH] = "month",
};

/**
 * zhihui_trend_step_get_id:
 *
 * Returns: (transfer none): the word of @step, as others here take it
 */
const char *
zhihui_trend_step_get_id (ZhihuiTrendStep step)
{
  g_return_val_if_fail (step < ZHIHUI_N_TREND_STEPS, NULL);

  return step_ids[step];
}

/**
 * zhihui_trend_step_parse:
 * @id: (nullable): "day", "week", "month"
 * @step: (out)
 *
 * Returns: whether @id is one of them
 */
gboolean
zhihui_trend_step_parse (const char *id, ZhihuiTrendStep *step)
{
  for (*step = 0; *step < ZHIHUI_N_TREND_STEPS; ++*step)
    if (g_strcmp0 (id, step_ids[*step]) == 0)
      return TRUE;

  *step = ZHIHUI_TREND_STEP_DAY;
  return FALSE;
}

/**
 * zhihui_trend_step_start:
 * @step: "day", "week" or "month"
 *
 * Returns: the first day of the step that @day lies in; weeks begin on Monday
 */
gint32
zhihui_trend_step_start (const char *step, gint32 day)
{
  int year, month, mday;

  if (g_str_equal (step, "week"))
    return day - (zhihui_day_weekday (day) - 1);
  if (g_str_equal (step, "month"))
    {
      zhihui_day_to_ymd (day, &year, &month, &mday);
      return day - (mday - 1);
    }
  return day;
}

/**
 * zhihui_trend_step_next:
 * @day: the first of a step
 *
 * Returns: the first day of the step after it
 */
gint32
zhihui_trend_step_next (const char *step, gint32 day)
{
  int year, month, mday;

  if (g_str_equal (step, "week"))
    return day + 7;
  if (!g_str_equal (step, "month"))
    return day + 1;

  zhihui_day_to_ymd (day, &year, &month, &mday);
  return zhihui_day_from_ymd (month == 12 ? year + 1 : year, month % 12 + 1, 1);
}

/**
 * zhihui_trend_step_before:
 *
 * Returns: the start of the step that lies @n steps before the one of @at
 */
gint64
zhihui_trend_step_before (ZhihuiZone *zone, const char *step, gint64 at, guint n)
{
  gint32 day = zhihui_trend_step_start (step, zhihui_zone_day_of (zone, at));

  for (; n > 0; n--)
    day = zhihui_trend_step_start (step, day - 1);

  return zhihui_zone_day_start (zone, day);
}
