/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-format.h"

#include "zhihui-language.h"

#include <math.h>

#define NOON G_GINT64_CONSTANT (1785304000) /* 2026-07-29 13:46:40 in Shanghai, a Wednesday */

static void
expect (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
counts_have_thousands (void)
{
  expect (zhihui_format_count (0), "0");
  expect (zhihui_format_count (999), "999");
  expect (zhihui_format_count (1000), "1,000");
  expect (zhihui_format_count (6037), "6,037");
  expect (zhihui_format_count (1000000), "1,000,000");
  expect (zhihui_format_count (-1234), "−1,234");
  expect (zhihui_format_count (G_MININT64), "−9,223,372,036,854,775,808");
}

static void
big_counts_are_short_on_the_wall (void)
{
  expect (zhihui_format_count_wall (6037), "6,037");
  expect (zhihui_format_count_wall (99999), "99,999");
  expect (zhihui_format_count_wall (100000), "10.0 万");
  expect (zhihui_format_count_wall (123456), "12.3 万");
  expect (zhihui_format_count_wall (199999), "19.9 万");
  expect (zhihui_format_count_wall (123456789), "12,345.6 万");
}

static void
rates_round_half_up_and_never_lie (void)
{
  const struct
  {
    gint64      k, n;
    const char *rate, *share;
  } cases[] = {
    { 5819, 5871, "99.11%", "99.1%" },
    { 7, 190, "3.68%", "3.7%" },
    { 0, 144, "0.00%", "0.0%" },
    { 33, 33, "100%", "100%" },
    { 0, 0, "—", "—" },
    { 1, 8, "12.50%", "12.5%" },
    /* Halves: 0.125 % and 0.25 %. */
    { 1, 800, "0.13%", "0.1%" },
    { 1, 400, "0.25%", "0.3%" },
    { 1, 2000, "0.05%", "0.1%" },
    { 1, 3, "33.33%", "33.3%" },
    { 2, 3, "66.67%", "66.7%" },
    /* Almost all and almost none are not all and none. */
    { 99999, 100000, "99.99%", "99.9%" },
    { 9999, 10000, "99.99%", "99.9%" },
    { 1, 100000, "0.01%", "0.1%" },
    { 2318, 5612, "41.30%", "41.3%" },
    { G_MAXINT64 - 1, G_MAXINT64, "99.99%", "99.9%" },
    { G_MAXINT64 / 2, G_MAXINT64, "50.00%", "50.0%" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      expect (zhihui_format_rate (cases[i].k, cases[i].n), cases[i].rate);
      expect (zhihui_format_share (cases[i].k, cases[i].n), cases[i].share);
    }
  expect (zhihui_format_fraction (7, 190), "7/190");
  expect (zhihui_format_fraction (5819, 5871), "5,819/5,871");
}

static void
changes_carry_their_sign (void)
{
  const struct
  {
    double      relative;
    const char *text;
  } cases[] = {
    { 0.032, "+3.2%" },  { -0.11, "−11%" }, { 0.18, "+18%" },    { 0.04, "+4%" },
    { 0, "0%" },         { -0.0004, "0%" }, { 0.0994, "+9.9%" }, { 0.0996, "+10%" },
    { -0.0996, "−10%" }, { 1.64, "+164%" }, { NAN, "—" },        { INFINITY, "—" },
    { -0.005, "−0.5%" }, { -1, "−100%" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    expect (zhihui_format_change (cases[i].relative), cases[i].text);
  expect (zhihui_format_points (0.0399), "+3.99");
  expect (zhihui_format_points (-0.0012), "−0.12");
  expect (zhihui_format_points (0.00125), "+0.13"); /* half away from zero */
  expect (zhihui_format_points (0.00004), "0.00");
  expect (zhihui_format_points (-0.00004), "0.00");
  expect (zhihui_format_points (NAN), "—");
  expect (zhihui_format_percent (0.98, 0), "98%");
  expect (zhihui_format_percent (0.985, 1), "98.5%");
  expect (zhihui_format_percent (-0.02, 0), "−2%");
  expect (zhihui_format_percent (-0.0001, 1), "0.0%");
  expect (zhihui_format_percent (NAN, 1), "—");
  expect (zhihui_format_target (0.98), "98%");
  expect (zhihui_format_target (0.57), "57%"); /* 56.99…% in binary */
  expect (zhihui_format_target (0.985), "98.5%");
  expect (zhihui_format_target (0.9825), "98.25%");
  expect (zhihui_format_target (0.005), "0.5%");
  expect (zhihui_format_target (1), "100%");
  expect (zhihui_format_target (NAN), "—");
}

static void
times_are_those_of_the_zone (void)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();

  expect (zhihui_format_clock (zone, NOON, FALSE), "13:46");
  expect (zhihui_format_clock (zone, NOON, TRUE), "13:46:40");
  expect (zhihui_format_clock (zone, ZHIHUI_NO_INSTANT, TRUE), "—");
  expect (zhihui_format_date (zone, NOON, NOON), "7月29日");
  expect (zhihui_format_date (zone, NOON, NOON + 365 * 86400), "2026年7月29日");
  expect (zhihui_format_date (zone, NOON, ZHIHUI_NO_INSTANT), "2026年7月29日");
  expect (zhihui_format_date (zone, ZHIHUI_NO_INSTANT, NOON), "—");
  expect (zhihui_format_date_weekday (zone, NOON), "7月29日 星期三");
  expect (zhihui_format_date_weekday (zone, NOON + 4 * 86400), "8月2日 星期日");
  expect (zhihui_format_date_time (zone, NOON), "2026年7月29日 13:46:40");
}

static void
durations_show_their_two_largest_parts (void)
{
  expect (zhihui_format_countdown (252), "04:12");
  expect (zhihui_format_countdown (0), "00:00");
  expect (zhihui_format_countdown (-5), "00:00");
  expect (zhihui_format_countdown (3599), "59:59");
  expect (zhihui_format_countdown (3600), "1:00:00");
  expect (zhihui_format_countdown (5080), "1:24:40");
  expect (zhihui_format_countdown (86399), "23:59:59");
  expect (zhihui_format_countdown (86400), "1 天");
  expect (zhihui_format_countdown (93600), "1 天 2 小时");
  expect (zhihui_format_age (0), "0 秒");
  expect (zhihui_format_age (8), "8 秒");
  expect (zhihui_format_age (380), "6 分 20 秒");
  expect (zhihui_format_age (360), "6 分");
  expect (zhihui_format_age (11100), "3 小时 5 分");
  expect (zhihui_format_age (7259), "2 小时");
  expect (zhihui_format_age (-3), "0 秒");
  expect (zhihui_format_age (90000), "1 天 1 小时");
}

static void
a_chinese_character_is_as_wide_as_two_letters (void)
{
  g_assert_cmpuint (zhihui_format_measure (""), ==, 0);
  g_assert_cmpuint (zhihui_format_measure ("rows"), ==, 4);
  g_assert_cmpuint (zhihui_format_measure ("数据，ab"), ==, 8);
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/counts-have-thousands", counts_have_thousands);
  g_test_add_func ("/format/big-counts-are-short-on-the-wall", big_counts_are_short_on_the_wall);
  g_test_add_func ("/format/rates-round-half-up-and-never-lie", rates_round_half_up_and_never_lie);
  g_test_add_func ("/format/changes-carry-their-sign", changes_carry_their_sign);
  g_test_add_func ("/format/times-are-those-of-the-zone", times_are_those_of_the_zone);
  g_test_add_func ("/format/durations-show-their-two-largest-parts",
                   durations_show_their_two_largest_parts);
  g_test_add_func ("/format/a-chinese-character-is-as-wide-as-two-letters",
                   a_chinese_character_is_as_wide_as_two_letters);
  return g_test_run ();
}
