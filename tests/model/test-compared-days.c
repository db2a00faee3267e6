/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-compared-days.h"
#include "zhihui-language.h"
#include "zhihui-notice.h"
#include "zhihui-zone.h"

#include <string.h>

#define NOW "2026-07-29T14:05:12+08:00"

typedef struct
{
  const char *now, *period, *other; /* the last one nullable */
  const char *days;                 /* nullable: there are none */
  const char *words;                /* in what is said of it; NULL: nothing is */
} Case;

static char *
write_window (ZhihuiZone *zone, const ZhihuiWindow *window)
{
  g_autofree char *from = zhihui_date_format (zhihui_zone_day_of (zone, window->from));
  g_autofree char *to = zhihui_date_format (zhihui_zone_day_of (zone, window->to));

  return g_strdup_printf ("%s/%s", from, to);
}

static void
check (const Case *expected)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiPeriod) other = NULL;
  ZhihuiRanking      ranking = { .period = (char *) expected->period };
  ZhihuiComparedDays days;
  g_autofree char   *now = NULL, *before = NULL, *both = NULL, *words = NULL;

  g_assert_true (zhihui_instant_parse_rfc3339 (expected->now, &ranking.as_of, NULL));
  if (expected->other != NULL)
    other = zhihui_period_parse (expected->other, ranking.as_of, zone, NULL);
  g_assert_cmpint (
    zhihui_compared_days_find (&ranking, other, zone, &days), ==, expected->days != NULL);
  if (expected->days == NULL)
    {
      g_assert_cmpstr (zhihui_compared_days_get_fault (&days), ==, expected->words);
      return;
    }
  now = days.is_cut ? write_window (zone, &days.now) : g_strdup ("whole");
  before = write_window (zone, &days.before);
  both = g_strdup_printf ("%s %s", before, now);
  g_assert_cmpstr (both, ==, expected->days);
  words = zhihui_compared_days_write (&days, zone);
  g_assert_cmpstr (words, ==, expected->words);
}

static void
what_runs_is_cut_on_both_sides_and_named (void)
{
  static const Case cases[] = {
    { NOW, "2026-06", NULL, "2026-05-01/2026-06-01 whole", NULL },
    { NOW, "2026-06", "2025-06", "2025-06-01/2025-07-01 whole", NULL },
    { NOW,
      "month",
      NULL,
      "2026-06-01/2026-06-29 2026-07-01/2026-07-29",
      "本期尚未结束：两边均取 28 个整日，当日不计。" },
    { NOW,
      "month",
      "2026-02",
      "2026-02-01/2026-03-01 2026-07-01/2026-07-29",
      "本期尚未结束：两边均取 28 个整日，当日不计。" },
    { NOW,
      "2026-06",
      "month",
      "2026-07-01/2026-07-29 2026-06-01/2026-06-29",
      "对比期尚未结束：两边均取 28 个整日，当日不计。" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check (&cases[i]);
}

static void
why_nothing_is_compared_is_said_of_the_right_side (void)
{
  static const Case cases[] = {
    { NOW, "month", "2026-07", NULL, "两个期间是相同的日期：请另选一个" },
    /* Of the quarter that began with it as many days are compared: the same. */
    { NOW, "month", "quarter", NULL, "两个期间是相同的日期：请另选一个" },
    { "2026-07-01T09:00:00+08:00",
      "month",
      "2026-06",
      NULL,
      "对比以整日计，本期尚无已结束的整日：请改比已结束的时段，或明日再比" },
    { "2026-07-01T09:00:00+08:00",
      "2026-06",
      "month",
      NULL,
      "对比以整日计，对比期尚无已结束的整日：请另选一个" },
    { NOW, "month", "today", NULL, "对比以整日计，对比期尚无已结束的整日：请另选一个" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check (&cases[i]);
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  zhihui_language_speak ("zh_CN");
  g_test_add_func ("/compared-days/what-runs-is-cut-on-both-sides-and-named",
                   what_runs_is_cut_on_both_sides_and_named);
  g_test_add_func ("/compared-days/why-nothing-is-compared-is-said-of-the-right-side",
                   why_nothing_is_compared_is_said_of_the_right_side);
  return g_test_run ();
}
