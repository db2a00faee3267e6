/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cairo.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#include "zhihui-funnel-chart.h"
#include "zhihui-language.h"
#include "zhihui-marks.h"
#include "zhihui-trend-chart.h"

#define DAY_S 86400

/* Months from July 2019 to June 2020 with these numerators and denominators, read in the middle of
 * the last. */
static ZhihuiTrend *
make_trend (ZhihuiZone *zone, ZhihuiMetric metric, const gint64 (*points)[2], guint n)
{
  ZhihuiTrend *trend = zhihui_trend_new ();

  trend->metric = metric;
  g_free (trend->step);
  trend->step = g_strdup ("month");
  for (guint i = 0; i < n; i++)
    {
      gint32 day = zhihui_day_from_ymd (2019 + (int) (i + 6) / 12, (int) (i + 6) % 12 + 1, 1);
      ZhihuiTrendPoint point = { zhihui_zone_day_start (zone, day), points[i][1], points[i][0] };

      g_array_append_val (trend->points, point);
      trend->stamp.as_of = point.at + 15 * DAY_S;
    }
  return trend;
}

static ZhihuiPicture *
make_picture (ZhihuiTheme *theme, double width, double height)
{
  return zhihui_picture_new (theme, width, height);
}

/* 12 months, the tenth far beyond what the others let expect; the last goes on. */
static const gint64 months[12][2] = { { 3, 200 }, { 2, 210 },  { 4, 190 }, { 3, 205 },
                                      { 0, 8 },   { 3, 200 },  { 5, 220 }, { 2, 180 },
                                      { 3, 201 }, { 22, 200 }, { 3, 199 }, { 1, 90 } };

static void
a_month_beyond_chance_has_a_sign_and_the_others_none (void)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiTheme) theme = zhihui_theme_new (ZHIHUI_THEME_DESK_LIGHT, 1);
  g_autoptr (ZhihuiTrend) trend = make_trend (zone, ZHIHUI_METRIC_OVERDUE_RATE, months, 12);
  g_autoptr (ZhihuiPicture) picture = make_picture (theme, 340, 160);
  ZhihuiTrendChart chart = { trend, NULL, "昆仑镇", NULL, 0.01, 10, zone, FALSE, NULL };
  g_autoptr (ZhihuiChartTable) table = zhihui_trend_chart_tell (&chart);
  g_autofree char *words = zhihui_trend_chart_describe (&chart);

  zhihui_trend_chart_draw (&chart, picture);
  g_assert_nonnull (zhihui_picture_find (picture, "beyond/9"));
  for (guint i = 0; i < 9; i++)
    {
      g_autofree char *key = g_strdup_printf ("beyond/%u", i);

      g_assert_null (zhihui_picture_find (picture, key));
    }
  /* Of eight cases in November nothing is said: the band has a gap there. */
  g_assert_nonnull (zhihui_picture_find (picture, "limits/0"));
  g_assert_nonnull (zhihui_picture_find (picture, "limits/5"));
  g_assert_cmpstr (zhihui_picture_find (picture, "axis/2")->text, ==, "20%");
  g_assert_nonnull (zhihui_picture_find (picture, "target/line"));

  g_assert_cmpuint (table->rows->len, ==, 12);
  g_assert_cmpstr (((GStrv) table->rows->pdata[9])[1], ==, "11.00%");
  g_assert_cmpstr (((GStrv) table->rows->pdata[9])[2], ==, "22/200");
  g_assert_cmpstr (((GStrv) table->rows->pdata[9])[5], ==, "显著偏差");
  g_assert_cmpstr (((GStrv) table->rows->pdata[4])[4], ==, "");
  g_assert_cmpstr (((GStrv) table->rows->pdata[8])[5], ==, "");
  g_assert_cmpstr (((GStrv) table->rows->pdata[11])[5], ==, "未结束");
  /* 50 of 2,013: what is over. */
  g_assert_nonnull (strstr (words, "围绕 2.48%"));
  g_assert_nonnull (strstr (words, "实线 昆仑镇"));
  g_assert_nonnull (strstr (words, "点划线 本月至今"));
}

/* Runs of ink in the middle row of a line, the shortest and the longest that is whole. */
static void
find_runs (ZhihuiPicture *picture, int width, guint *shortest, guint *longest)
{
  cairo_surface_t     *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, width, 9);
  cairo_t             *cr = cairo_create (surface);
  const unsigned char *row;
  guint                run = 0;

  *shortest = G_MAXUINT;
  *longest = 0;
  zhihui_picture_paint (picture, cr);
  cairo_surface_flush (surface);
  row = cairo_image_surface_get_data (surface) + 4 * cairo_image_surface_get_stride (surface);
  for (int x = 0; x < width - 16; x++)
    if (row[x] > 127)
      run++;
    else if (run > 0)
      {
        *shortest = MIN (*shortest, run);
        *longest = MAX (*longest, run);
        run = 0;
      }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* Who sees both in one chart tells them apart. */
static void
what_goes_on_is_no_dashed_line (void)
{
  static const double points[] = { 0, 4.5, 300, 4.5 };
  g_autoptr (ZhihuiTheme) theme = zhihui_theme_new (ZHIHUI_THEME_DESK_LIGHT, 1);
  g_autoptr (ZhihuiPicture) dashed = make_picture (theme, 300, 9);
  g_autoptr (ZhihuiPicture) dotted = make_picture (theme, 300, 9);
  const ZhihuiRgba black = { 0, 0, 0, 1 };
  guint            shortest, longest;

  zhihui_marks_add_path (dashed, "line", points, 2, 2, 8, black);
  find_runs (dashed, 300, &shortest, &longest);
  g_assert_cmpuint (shortest, ==, 8);
  g_assert_cmpuint (longest, ==, 8);
  zhihui_marks_add_dash_dots (dotted, "line", points, 2, 2, 8, black);
  find_runs (dotted, 300, &shortest, &longest);
  g_assert_cmpuint (shortest, ==, 2);
  g_assert_cmpuint (longest, ==, 8);
}

static void
few_months_have_no_limits (void)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiTheme) theme = zhihui_theme_new (ZHIHUI_THEME_DESK_DARK, 1);
  g_autoptr (ZhihuiTrend) trend = make_trend (zone, ZHIHUI_METRIC_OVERDUE_RATE, months + 6, 6);
  g_autoptr (ZhihuiPicture) picture = make_picture (theme, 340, 160);
  ZhihuiTrendChart chart = { trend, NULL, NULL, NULL, NAN, 10, zone, FALSE, NULL };
  g_autofree char *words = zhihui_trend_chart_describe (&chart);

  zhihui_trend_chart_draw (&chart, picture);
  g_assert_null (zhihui_picture_find (picture, "limits/0"));
  g_assert_null (strstr (words, "灰带"));
  g_assert_nonnull (zhihui_picture_find (picture, "running/line"));
  g_assert_nonnull (zhihui_picture_find (picture, "line/0"));
}

/* The course of a rate and that of thousands of cases below it, from one edge. */
static void
charts_below_each_other_begin_at_one_edge (void)
{
  static const gint64 thousands[6][2] = { { 0, 5000 }, { 0, 5100 }, { 0, 4900 },
                                          { 0, 5050 }, { 0, 5200 }, { 0, 4800 } };
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiTheme) theme = zhihui_theme_new (ZHIHUI_THEME_DESK_LIGHT, 1);
  g_autoptr (ZhihuiTrend) rate = make_trend (zone, ZHIHUI_METRIC_OVERDUE_RATE, months + 6, 6);
  g_autoptr (ZhihuiTrend) volume = make_trend (zone, ZHIHUI_METRIC_VOLUME, thousands, 6);
  double edges[2][2];

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < 2; i++)
      {
        g_autoptr (ZhihuiPicture) picture = make_picture (theme, 340, 160);
        ZhihuiTrendChart chart = { .trend = i == 0 ? rate : volume,
                                   .target = (double) NAN,
                                   .zone = zone,
                                   .widest = pass == 0 ? NULL : "10,000" };

        zhihui_trend_chart_draw (&chart, picture);
        edges[pass][i] = zhihui_picture_find (picture, "axis/0/line")->x;
      }
  g_assert_cmpfloat (edges[0][1] - edges[0][0], >, 2);
  g_assert_cmpfloat_with_epsilon (edges[1][0], edges[1][1], 0.01);
}

static void
a_reference_stands_in_for_the_year_before (void)
{
  static const gint64 district[12][2] = { { 10, 1000 }, { 11, 1000 }, { 9, 1000 },  { 10, 1000 },
                                          { 12, 1000 }, { 10, 1000 }, { 10, 1000 }, { 9, 1000 },
                                          { 10, 1000 }, { 11, 1000 }, { 10, 1000 }, { 4, 400 } };
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiTheme) theme = zhihui_theme_new (ZHIHUI_THEME_DESK_LIGHT, 1);
  g_autoptr (ZhihuiTrend) trend = make_trend (zone, ZHIHUI_METRIC_OVERDUE_RATE, months, 12);
  g_autoptr (ZhihuiTrend) region = make_trend (zone, ZHIHUI_METRIC_OVERDUE_RATE, district, 12);
  g_autoptr (ZhihuiPicture) picture = make_picture (theme, 340, 160);
  ZhihuiTrendChart chart = { trend, region, "昆仑镇", "全区", NAN, 0, zone, FALSE, NULL };
  g_autoptr (ZhihuiChartTable) table = zhihui_trend_chart_tell (&chart);

  zhihui_trend_chart_draw (&chart, picture);
  g_assert_nonnull (zhihui_picture_find (picture, "reference/0"));
  g_assert_null (zhihui_picture_find (picture, "before/0"));
  g_assert_cmpstr (table->heads->pdata[3], ==, "全区");
  g_assert_cmpstr (((GStrv) table->rows->pdata[1])[3], ==, "1.10%");
  g_assert_cmpstr (((GStrv) table->rows->pdata[11])[3], ==, "—"); /* it goes on */
}

static double
get_light (ZhihuiRgba over, ZhihuiRgba under)
{
  const double parts[][2] = { { over.red, under.red },
                              { over.green, under.green },
                              { over.blue, under.blue } };
  const double weights[] = { 0.2126, 0.7152, 0.0722 };
  double       light = 0;

  for (guint i = 0; i < 3; i++)
    {
      double part = parts[i][0] * over.alpha + parts[i][1] * (1 - over.alpha);

      light += weights[i] * (part <= 0.04045 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4));
    }
  return light;
}

/* By the formula of WCAG 2: the palest line on the ground that says how far chance goes. */
static void
lines_are_seen_where_chance_goes (void)
{
  static const struct
  {
    ZhihuiThemeKind kind;
    double          least;
  } themes[] = { { ZHIHUI_THEME_DESK_LIGHT, 4.5 },
                 { ZHIHUI_THEME_DESK_DARK, 4.5 },
                 { ZHIHUI_THEME_DESK_LIGHT_HIGH, 7 },
                 { ZHIHUI_THEME_DESK_DARK_HIGH, 7 } };

  for (guint i = 0; i < G_N_ELEMENTS (themes); i++)
    {
      const ZhihuiPalette *palette = zhihui_palette_get (themes[i].kind);
      ZhihuiRgba           under = palette->ground;
      double               ground, line;

      under.red += palette->chance.alpha * (palette->chance.red - under.red);
      under.green += palette->chance.alpha * (palette->chance.green - under.green);
      under.blue += palette->chance.alpha * (palette->chance.blue - under.blue);
      under.alpha = 1;
      ground = get_light (under, under);
      line = get_light (palette->text3, under);
      g_assert_cmpfloat (
        (MAX (ground, line) + 0.05) / (MIN (ground, line) + 0.05), >=, themes[i].least);
    }
}

/* ---- the funnel ---- */

static ZhihuiRanking *
make_ranking (const gint64 (*figures)[2], guint n, const char *name, guint min_n)
{
  g_autoptr (GPtrArray) units = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_unit_free);
  g_autofree ZhihuiTally *tallies = g_new0 (ZhihuiTally, n);
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiPeriod) period = NULL;
  ZhihuiRankingInput input = { .metric = ZHIHUI_METRIC_OVERDUE_RATE,
                               .region = "370302",
                               .peer = "town",
                               .revision = "r1",
                               .basis = ZHIHUI_BASIS_DEADLINE,
                               .min_n = min_n,
                               .tallies = tallies,
                               .n_units = n };

  period = zhihui_period_parse ("2020-06", 1594000000, zone, NULL);
  for (guint i = 0; i < n; i++)
    {
      ZhihuiUnit *unit = g_new0 (ZhihuiUnit, 1);

      unit->id = g_strdup_printf ("u%03u", i);
      unit->name = g_strdup (i == 0 ? name : "其他");
      unit->short_name = g_strdup (unit->name);
      unit->peer = g_strdup ("town");
      unit->region = g_strdup ("370302");
      unit->active = TRUE;
      g_ptr_array_add (units, unit);
      tallies[i].k = figures[i][0];
      tallies[i].n = figures[i][1];
    }
  input.period = period;
  input.units = (const ZhihuiUnit *const *) units->pdata;
  return zhihui_ranking_new (&input);
}

static char *
judge (gint64 k, gint64 n)
{
  const gint64 figures[][2] = { { k, n }, { 10, 1000 }, { 9, 1000 }, { 8, 900 }, { 10, 1100 } };
  g_autoptr (ZhihuiRanking) ranking = make_ranking (figures, 5, "昆仑镇", 20);
  ZhihuiFunnelChart chart = { ranking, "u000", FALSE };

  return zhihui_funnel_chart_judge (&chart);
}

static void
the_verdict_tells_different_from_small (void)
{
  const struct
  {
    gint64      k, n;
    const char *verdict;
  } cases[] = {
    { 12, 190, "差于同类，超出偶然" },
    { 7, 190, "可能差于同类" },
    { 2, 190, "与同类无显著差异" },
    { 0, 400, "与同类无显著差异" },
    { 6, 300, "与同类无显著差异" },
    /* The interval is above the group's rate, but chance brings as many in 37 of 1000 times: both
     * are said, for the range stands beside it. */
    { 9, 400, "数值高于同类，但偶然也可如此" },
    { 2, 19, "样本不足，不作判断：19 件，至少需要 20 件" },
    { 0, 0, "本期没有工单" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = judge (cases[i].k, cases[i].n);

      g_test_message ("%s", words);
      g_assert_true (g_str_has_prefix (words, cases[i].verdict));
    }
}

static void
the_unit_is_marked_among_quiet_dots (void)
{
  const gint64 figures[][2] = { { 7, 190 }, { 10, 1000 }, { 60, 900 }, { 0, 12 }, { 1, 700 } };
  g_autoptr (ZhihuiTheme) theme = zhihui_theme_new (ZHIHUI_THEME_DESK_LIGHT, 1);
  g_autoptr (ZhihuiRanking) ranking = make_ranking (figures, 5, "昆仑镇", 20);
  g_autoptr (ZhihuiPicture) picture = make_picture (theme, 420, 240);
  ZhihuiFunnelChart chart = { ranking, "u000", FALSE };
  g_autoptr (ZhihuiChartTable) table = zhihui_funnel_chart_tell (&chart);
  const ZhihuiItem *name;

  zhihui_funnel_chart_draw (&chart, picture);
  name = zhihui_picture_find (picture, "unit/name");
  g_assert_nonnull (zhihui_picture_find (picture, "unit"));
  g_assert_cmpstr (name->text, ==, "昆仑镇");
  g_assert_nonnull (zhihui_picture_find (picture, "limit/99.8/high"));
  g_assert_nonnull (strstr (zhihui_picture_get_spoken (picture), "同类"));
  /* Itself first, then who differs. */
  g_assert_cmpstr (((GStrv) table->rows->pdata[0])[0], ==, "昆仑镇");
  g_assert_cmpstr (((GStrv) table->rows->pdata[0])[2], ==, "7/190");
  g_assert_cmpuint (table->rows->len, >=, 2);
}

static void
a_name_of_ten_thousand_letters_keeps_to_the_picture (void)
{
  const gint64 figures[][2] = { { 7, 190 }, { 10, 1000 }, { 9, 900 } };
  g_autoptr (ZhihuiTheme) theme = zhihui_theme_new (ZHIHUI_THEME_DESK_LIGHT, 1);
  g_autoptr (GString) name = g_string_new (NULL);
  g_autoptr (ZhihuiRanking) ranking = NULL;
  g_autoptr (ZhihuiPicture) picture = make_picture (theme, 420, 240);
  ZhihuiFunnelChart chart = { NULL, "u000", FALSE };
  const ZhihuiItem *item;

  for (guint i = 0; i < 10000; i++)
    g_string_append (name, "局");
  ranking = make_ranking (figures, 3, name->str, 20);
  chart.ranking = ranking;
  zhihui_funnel_chart_draw (&chart, picture);
  item = zhihui_picture_find (picture, "unit/name");
  g_assert_nonnull (item);
  g_assert_cmpfloat (item->x, >=, 0);
  g_assert_cmpfloat (item->x + item->width, <=, 420);
}

/* ---- painted ---- */

static guint
count_inked (ZhihuiPicture *picture, double width, double height)
{
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) width, (int) height);
  cairo_t *cr = cairo_create (surface);
  guint    n = 0;

  zhihui_picture_paint (picture, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int y = 0; y < (int) height; y++)
    {
      const guint32 *row =
        (const guint32 *) (gconstpointer) (cairo_image_surface_get_data (surface) +
                                           y * cairo_image_surface_get_stride (surface));

      for (int x = 0; x < (int) width; x++)
        n += row[x] >> 24 > 0;
    }
  cairo_surface_destroy (surface);
  return n;
}

static void
charts_of_any_size_are_painted_and_empty_ones_are_not (void)
{
  static const gint64 nothing[12][2] = { { 0, 0 } };
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiTheme) theme = zhihui_theme_new (ZHIHUI_THEME_DESK_DARK, 1);
  g_autoptr (ZhihuiTrend) trend = make_trend (zone, ZHIHUI_METRIC_OVERDUE_RATE, months, 12);
  g_autoptr (ZhihuiTrend) none = make_trend (zone, ZHIHUI_METRIC_OVERDUE_RATE, nothing, 12);
  ZhihuiTrendChart chart = { trend, NULL, NULL, NULL, 0.01, 10, zone, FALSE, NULL };
  ZhihuiTrendChart empty = { none, NULL, NULL, NULL, 0.01, 10, zone, FALSE };

  for (double width = 20; width < 1200; width *= 3)
    {
      g_autoptr (ZhihuiPicture) picture = make_picture (theme, width, width / 2);
      g_autoptr (ZhihuiPicture) blank = make_picture (theme, width, width / 2);

      zhihui_trend_chart_draw (&chart, picture);
      zhihui_trend_chart_draw (&empty, blank);
      if (width >= 150)
        g_assert_cmpuint (count_inked (picture, width, width / 2), >, 1000);
      g_assert_cmpuint (count_inked (blank, width, width / 2), ==, 0);
    }
  g_assert_true (zhihui_trend_chart_is_empty (&empty));
  g_assert_false (zhihui_trend_chart_is_empty (&chart));
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charts/a-month-beyond-chance-has-a-sign-and-the-others-none",
                   a_month_beyond_chance_has_a_sign_and_the_others_none);
  g_test_add_func ("/charts/few-months-have-no-limits", few_months_have_no_limits);
  g_test_add_func ("/charts/charts-below-each-other-begin-at-one-edge",
                   charts_below_each_other_begin_at_one_edge);
  g_test_add_func ("/charts/what-goes-on-is-no-dashed-line", what_goes_on_is_no_dashed_line);
  g_test_add_func ("/charts/lines-are-seen-where-chance-goes", lines_are_seen_where_chance_goes);
  g_test_add_func ("/charts/a-reference-stands-in-for-the-year-before",
                   a_reference_stands_in_for_the_year_before);
  g_test_add_func ("/charts/the-verdict-tells-different-from-small",
                   the_verdict_tells_different_from_small);
  g_test_add_func ("/charts/the-unit-is-marked-among-quiet-dots",
                   the_unit_is_marked_among_quiet_dots);
  g_test_add_func ("/charts/a-name-of-ten-thousand-letters-keeps-to-the-picture",
                   a_name_of_ten_thousand_letters_keeps_to_the_picture);
  g_test_add_func ("/charts/charts-of-any-size-are-painted-and-empty-ones-are-not",
                   charts_of_any_size_are_painted_and_empty_ones_are_not);
  return g_test_run ();
}
