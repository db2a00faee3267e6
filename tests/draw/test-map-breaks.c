/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "zhihui-map-breaks.h"
#include "zhihui-theme.h"

/* ---- classes ---- */

static void
test_classes_are_round_and_whole (void)
{
  static const struct
  {
    ZhihuiBreaksManner manner;
    ZhihuiMapMeasure   measure;
    gint64             values[12];
    guint              n_values, n;
    const char        *ranges[5];
  } cases[] = {
    /* 3.6 4.4 | 5.0 6.0 | 7.2 7.8 | 9.4 11.7 | 12.0 12.4, parted at the roundest number between */
    { ZHIHUI_BREAKS_QUANTILE,
      ZHIHUI_MAP_PER_1000,
      { 124, 36, 78, 117, 44, 94, 60, 120, 72, 50 },
      10,
      5,
      { "< 5", "5 – 6.9", "7 – 7.9", "8 – 11.9", "≥ 12" } },
    { ZHIHUI_BREAKS_QUANTILE, ZHIHUI_MAP_COUNTS, { 7, 7, 7, 7 }, 4, 1, { "7" } },
    { ZHIHUI_BREAKS_QUANTILE, ZHIHUI_MAP_COUNTS, { 0, 0, 0, 0, 0, 0, 0, 0 }, 8, 1, { "0" } },
    /* no class of two values near 400 */
    { ZHIHUI_BREAKS_QUANTILE,
      ZHIHUI_MAP_COUNTS,
      { 311, 352, 377, 398, 399, 430, 612 },
      7,
      3,
      { "< 360", "360 – 399", "≥ 400" } },
    /* most have none: they stand apart */
    { ZHIHUI_BREAKS_QUANTILE,
      ZHIHUI_MAP_COUNTS,
      { 0, 0, 0, 0, 0, 0, 0, 1, 0, 3 },
      10,
      2,
      { "0", "≥ 1" } },
    { ZHIHUI_BREAKS_QUANTILE,
      ZHIHUI_MAP_COUNTS,
      { 0, 0, 0, 0, 2, 4, 6, 9, 12, 15, 22, 31 },
      12,
      5,
      { "0", "1 – 4", "5 – 9", "10 – 19", "≥ 20" } },
    { ZHIHUI_BREAKS_QUANTILE, ZHIHUI_MAP_COUNTS, { 0 }, 0, 0, { NULL } },
    { ZHIHUI_BREAKS_EQUAL,
      ZHIHUI_MAP_RATES,
      { 12, 388, 150, 90, 240 },
      5,
      4,
      { "< 1%", "1 – 1.99%", "2 – 2.99%", "≥ 3%" } },
    { ZHIHUI_BREAKS_EQUAL,
      ZHIHUI_MAP_COUNTS,
      { 1203, 9870, 4100 },
      3,
      5,
      { "< 2,000", "2,000 – 3,999", "4,000 – 5,999", "6,000 – 7,999", "≥ 8,000" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const ZhihuiBreaksRule rule = { cases[i].manner, 4, { 0 } };
      ZhihuiMapBreaks        breaks =
        zhihui_map_breaks_make (&rule, cases[i].measure, cases[i].values, cases[i].n_values);

      g_assert_cmpuint (breaks.n, ==, cases[i].n);
      for (guint j = 0; j < breaks.n; j++)
        {
          g_autofree char *range = zhihui_map_breaks_format_range (&breaks, j);

          g_assert_cmpstr (range, ==, cases[i].ranges[j]);
        }
    }
}

static void
test_fixed_ends_do_not_look_at_values (void)
{
  const gint64             values[] = { 0, 99, 100, 10000 };
  const guint              classes[] = { 0, 1, 2, 4 };
  ZhihuiBreaksRule         rule = zhihui_breaks_rule_get_default (ZHIHUI_BOARD_OVERDUE);
  ZhihuiMapBreaks          none = zhihui_map_breaks_make (&rule, ZHIHUI_MAP_RATES, NULL, 0);
  ZhihuiMapBreaks          breaks = zhihui_map_breaks_make (&rule, ZHIHUI_MAP_RATES, values, 4);
  static const char *const ranges[] = { "< 0.5%", "0.5 – 0.99%", "1 – 1.99%", "2 – 3.99%", "≥ 4%" };

  g_assert_cmpmem (&none, sizeof none, &breaks, sizeof breaks);
  g_assert_cmpuint (breaks.n, ==, G_N_ELEMENTS (ranges));
  for (guint i = 0; i < breaks.n; i++)
    {
      g_autofree char *range = zhihui_map_breaks_format_range (&breaks, i);

      g_assert_cmpstr (range, ==, ranges[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    g_assert_cmpuint (zhihui_map_breaks_find (&breaks, values[i]), ==, classes[i]);
}

static void
test_rules_are_read (void)
{
  static const struct
  {
    const char      *text;
    ZhihuiMapMeasure measure;
    guint            n;
    gint64           first, last;
  } right[] = {
    { "0.5% 1% 2% 4%", ZHIHUI_MAP_RATES, 4, 50, 400 },
    { "80,90", ZHIHUI_MAP_RATES, 2, 8000, 9000 },
    { "5 7.5", ZHIHUI_MAP_PER_1000, 2, 50, 75 },
    { "10", ZHIHUI_MAP_COUNTS, 1, 10, 10 },
  };
  static const char *const wrong[] = { "",       "1% 1%", "2 1",       "many", "0 1",
                                       "-1% 2%", "nan",   "1 2 3 4 5", "1e99", "1%%" };
  ZhihuiBreaksRule         rule;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    {
      g_assert_true (zhihui_breaks_rule_parse (right[i].text, right[i].measure, &rule, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (rule.n_targets, ==, right[i].n);
      g_assert_cmpint (rule.targets[0], ==, right[i].first);
      g_assert_cmpint (rule.targets[rule.n_targets - 1], ==, right[i].last);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_false (zhihui_breaks_rule_parse (wrong[i], ZHIHUI_MAP_RATES, &rule, &error));
      g_assert_nonnull (error);
      g_clear_error (&error);
    }
  g_assert_true (zhihui_breaks_rule_parse ("equal", ZHIHUI_MAP_RATES, &rule, NULL));
  g_assert_cmpint (rule.manner, ==, ZHIHUI_BREAKS_EQUAL);
}

/* Of random values: every value is in the class whose ends say so, classes ascend, and quantiles
 * part about evenly when the values differ. */
static void
test_any_values_are_parted (void)
{
  GRand *rand = g_rand_new_with_seed (11);

  for (guint round = 0; round < 3000; round++)
    {
      gsize              n = (gsize) g_rand_int_range (rand, 1, 300);
      gint32             span = 1 << g_rand_int_range (rand, 0, 20);
      g_autofree gint64 *values = g_new (gint64, n);
      ZhihuiBreaksRule   rule = {
          g_rand_boolean (rand) ? ZHIHUI_BREAKS_QUANTILE : ZHIHUI_BREAKS_EQUAL, 4, { 0 }
      };
      ZhihuiMapBreaks breaks;
      gsize           counts[ZHIHUI_MAP_MAX_CLASSES] = { 0 };

      for (gsize i = 0; i < n; i++)
        values[i] = g_rand_int_range (rand, 0, span);
      breaks = zhihui_map_breaks_make (&rule, ZHIHUI_MAP_COUNTS, values, n);
      g_assert_cmpuint (breaks.n, >=, 1);
      g_assert_cmpint (breaks.from[0], ==, 0);
      for (guint i = 1; i < breaks.n; i++)
        g_assert_cmpint (breaks.from[i], >, breaks.from[i - 1]);
      for (guint i = 1; i + 1 < breaks.n && rule.manner == ZHIHUI_BREAKS_QUANTILE; i++)
        g_assert_cmpfloat (
          (double) (breaks.from[i + 1] - breaks.from[i]), >=, 0.02 * (double) breaks.from[i]);
      for (gsize i = 0; i < n; i++)
        {
          guint found = zhihui_map_breaks_find (&breaks, values[i]);

          g_assert_cmpint (values[i], >=, breaks.from[found]);
          if (found + 1 < breaks.n)
            g_assert_cmpint (values[i], <, breaks.from[found + 1]);
          counts[found]++;
        }
      for (guint i = 0; i < breaks.n && rule.manner == ZHIHUI_BREAKS_QUANTILE; i++)
        g_assert_cmpuint (counts[i], >, 0);
      if (rule.manner == ZHIHUI_BREAKS_QUANTILE && n >= 50 && span > 100000)
        for (guint i = 0; i < breaks.n; i++)
          g_assert_cmpfloat (fabs ((double) counts[i] / (double) n - 0.2), <, 0.1);
    }
  g_rand_free (rand);
}

/* A poll that moves some values a little moves no class; a month that begins anew does. */
static void
test_classes_stay_between_polls (void)
{
  GRand                 *rand = g_rand_new_with_seed (5);
  const ZhihuiBreaksRule rule = { ZHIHUI_BREAKS_QUANTILE, 4, { 0 } };
  gint64                 values[100];
  ZhihuiMapBreaks        first, now;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    values[i] = g_rand_int_range (rand, 200, 1000);
  first = now = zhihui_map_breaks_settle (NULL, &rule, ZHIHUI_MAP_COUNTS, values, 100);
  for (guint poll = 0; poll < 2000; poll++)
    {
      gint64 *one = &values[g_rand_int_range (rand, 0, 100)];

      *one += g_rand_int_range (rand, 0, 3);
      now = zhihui_map_breaks_settle (&now, &rule, ZHIHUI_MAP_COUNTS, values, 100);
      g_assert_cmpmem (&now, sizeof now, &first, sizeof first);
    }
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    values[i] = g_rand_int_range (rand, 0, 40);
  now = zhihui_map_breaks_settle (&now, &rule, ZHIHUI_MAP_COUNTS, values, 100);
  g_assert_cmpint (now.from[now.n - 1], <, 40);
  now = zhihui_map_breaks_settle (&now, &rule, ZHIHUI_MAP_PER_1000, values, 100);
  g_assert_cmpint (now.measure, ==, ZHIHUI_MAP_PER_1000);
  g_rand_free (rand);
}

/* ---- ramps ---- */

static double
linear (double value)
{
  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

/* Luminance of a colour as people see it whose long, middle or short cones are missing, by Machado,
 * Oliveira and Fernandes 2009 (severity 1.0, for linear RGB); 0 is everybody else. */
static double
see (const ZhihuiRgba *colour, guint kind)
{
  static const double matrices[][3][3] = {
    { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
    { { 0.152286, 1.052583, -0.204868 },
      { 0.114503, 0.786281, 0.099216 },
      { -0.003882, -0.048116, 1.051998 } },
    { { 0.367322, 0.860646, -0.227968 },
      { 0.280085, 0.672501, 0.047413 },
      { -0.011820, 0.042940, 0.968881 } },
    { { 1.255528, -0.076749, -0.178779 },
      { -0.078411, 0.930809, 0.147602 },
      { 0.004733, 0.691367, 0.303900 } },
  };
  const double rgb[] = { linear (colour->red), linear (colour->green), linear (colour->blue) };
  const double weights[] = { 0.2126, 0.7152, 0.0722 };
  double       luminance = 0;

  for (guint i = 0; i < 3; i++)
    {
      const double *row = matrices[kind][i];

      luminance += weights[i] * CLAMP (row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2], 0, 1);
    }
  return luminance;
}

static double
contrast (double one, double other)
{
  return (MAX (one, other) + 0.05) / (MIN (one, other) + 0.05);
}

/* The steps of the visual guide: 1.27 on the wall; on light grounds what the slate ramp has. */
static void
test_classes_differ_for_every_eye (void)
{
  static const double least[] = { 1.23, 1.15, 1.17, 1.24, 1.17, 1.24 };

  for (guint kind = 0; kind < G_N_ELEMENTS (least); kind++)
    {
      const ZhihuiPalette *palette = zhihui_palette_get ((ZhihuiThemeKind) kind);
      gboolean             is_dark = kind == ZHIHUI_THEME_WALL || kind == ZHIHUI_THEME_DESK_DARK ||
                         kind == ZHIHUI_THEME_DESK_DARK_HIGH;

      for (guint eye = 0; eye < 4; eye++)
        for (guint i = 0; i < 4; i++)
          {
            const ZhihuiRgba *ramps[] = { palette->map, palette->map_bad };

            for (guint ramp = 0; ramp < 2; ramp++)
              {
                double low = see (&ramps[ramp][i], eye), high = see (&ramps[ramp][i + 1], eye);

                g_assert_cmpfloat (contrast (low, high), >=, least[kind]);
                g_assert_true (is_dark ? high > low : high < low);
              }
          }
    }
}

/* Names stand on every class. */
static void
test_names_are_read_on_every_class (void)
{
  const ZhihuiPalette *wall = zhihui_palette_get (ZHIHUI_THEME_WALL);
  const ZhihuiPalette *paper = zhihui_palette_get (ZHIHUI_THEME_PAPER);

  for (guint i = 0; i < 5; i++)
    {
      g_assert_cmpfloat (contrast (see (&wall->text1, 0), see (&wall->map[i], 0)), >=, 4.5);
      g_assert_cmpfloat (contrast (see (&wall->text1, 0), see (&wall->map_bad[i], 0)), >=, 4.5);
      g_assert_cmpfloat (contrast (see (&paper->text1, 0), see (&paper->map_bad[i], 0)), >=, 4.5);
      /* A photocopy shows the same step. */
      g_assert_cmpfloat (contrast (see (&paper->map[i], 0), see (&paper->map_bad[i], 0)), <, 1.03);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map-breaks/classes-are-round-and-whole", test_classes_are_round_and_whole);
  g_test_add_func ("/map-breaks/fixed-ends-do-not-look-at-values",
                   test_fixed_ends_do_not_look_at_values);
  g_test_add_func ("/map-breaks/rules-are-read", test_rules_are_read);
  g_test_add_func ("/map-breaks/any-values-are-parted", test_any_values_are_parted);
  g_test_add_func ("/map-breaks/classes-stay-between-polls", test_classes_stay_between_polls);
  g_test_add_func ("/map-breaks/classes-differ-for-every-eye", test_classes_differ_for_every_eye);
  g_test_add_func ("/map-breaks/names-are-read-on-every-class", test_names_are_read_on_every_class);
  return g_test_run ();
}
