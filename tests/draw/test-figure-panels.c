/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "picture-layout.h"
#include "sample-figures.h"
#include "zhihui-axis.h"
#include "zhihui-interval.h"
#include "zhihui-language.h"
#include "zhihui-panel-kinds.h"
#include "zhihui-trend-course.h"
#include "zhihui-wall-file.h"

/* Panels of the pages of figures: trend, funnel, clocks, who owes, stages, alerts. */

static const ZhihuiPanel panels[] = {
  ZHIHUI_PANEL_TREND,      ZHIHUI_PANEL_FUNNEL,     ZHIHUI_PANEL_CLOCKS,    ZHIHUI_PANEL_OWING,
  ZHIHUI_PANEL_STAGES,     ZHIHUI_PANEL_ALERT_LIST, ZHIHUI_PANEL_LAYER,     ZHIHUI_PANEL_LAYERS,
  ZHIHUI_PANEL_STAFF,      ZHIHUI_PANEL_SERVICES,   ZHIHUI_PANEL_MODES,     ZHIHUI_PANEL_GUIDE,
  ZHIHUI_PANEL_INDICATORS, ZHIHUI_PANEL_SYSTEMS,    ZHIHUI_PANEL_HOT_WORDS, ZHIHUI_PANEL_CHANNELS,
};

/* Narrow and low, wide and high. */
static const double sizes[][2] = { { 548, 256 }, { 900, 440 }, { 1840, 560 }, { 1000, 900 } };

typedef void (*CheckFunc) (ZhihuiPicture *picture, const ZhihuiPlace *place);

static void
check_panel (ZhihuiWallPage     *page,
             ZhihuiPanel         panel,
             ZhihuiSituation    *situation,
             const ZhihuiMoment *moment,
             CheckFunc           check)
{
  static const char *const periods[] = { "month", "week", "day" };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
      {
        const ZhihuiPanelOptions options = { .metric = board, .period = periods[board % 3] };
        ZhihuiPlace place = { .panel = panel, .width = sizes[i][0], .height = sizes[i][1] };
        g_autoptr (ZhihuiPicture) picture =
          sample_figures_draw (page, panel, &options, situation, moment, place.width, place.height);

        check (picture, &place);
      }
}

/* Every panel in every state, and before anything was read. */
static void
check_all (CheckFunc check)
{
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("overview", 1920, 1080, 0, NULL);

  for (int state = 0; state <= SAMPLE_N_STATES; state++)
    {
      g_autoptr (ZhihuiSituation) situation = NULL;
      ZhihuiMoment moment = { .now_us = 1000000 };

      if (state < SAMPLE_N_STATES)
        situation = sample_figures_new ((SampleState) state, &moment);
      for (guint i = 0; i < G_N_ELEMENTS (panels); i++)
        {
          g_test_message ("%s %s",
                          zhihui_panel_get_title (panels[i]),
                          state < SAMPLE_N_STATES ? sample_state_names[state] : "nothing");
          check_panel (page, panels[i], situation, &moment, check);
        }
    }
}

static void
text_keeps_to_its_place (void)
{
  check_all (picture_layout_check);
}

static void
check_size (ZhihuiPicture *picture, const ZhihuiPlace *place)
{
  for (guint i = 0; i < zhihui_picture_get_n_items (picture); i++)
    {
      const ZhihuiItem *item = zhihui_picture_get_item (picture, i);

      if (item->kind == ZHIHUI_ITEM_TEXT)
        g_assert_cmpfloat (item->font.size, >=, 19.999);
    }
}

static void
no_text_is_smaller_than_twenty_units (void)
{
  check_all (check_size);
}

static void
check_spoken (ZhihuiPicture *picture, const ZhihuiPlace *place)
{
  const char *spoken = zhihui_picture_get_spoken (picture);

  g_assert_cmpstr (spoken, !=, "");
  g_assert_null (strchr (spoken, 2));
}

static void
every_panel_says_something_to_those_who_do_not_see_it (void)
{
  check_all (check_spoken);
}

/* ---- what is read ---- */

typedef struct
{
  SampleState state;
  ZhihuiPanel panel;
  ZhihuiBoard board;
  const char *period;
  const char *shown[9], *absent[4];
  const char *layer;
} Reading;

/* The sample is of 29 July: months end with June; its rates are k of 1,000, k from 2 on. */
static const Reading readings[] = {
  { SAMPLE_FRESH,
    ZHIHUI_PANEL_TREND,
    ZHIHUI_BOARD_OVERDUE,
    "month",
    { "超期率",
      "近 12 个月",
      "3.00%",
      "6月 · 30/1,000，较上年同期 +1.20 个百分点",
      "上年同期",
      "目标 1%",
      "8月" },
    { "截至" } },
  { SAMPLE_FRESH,
    ZHIHUI_PANEL_TREND,
    ZHIHUI_BOARD_VOLUME,
    "month",
    { "办件量", "7,800", "6月，较上年同期 +18%", "本月至今 ", "7,900" },
    { "目标", "—" } },
  { SAMPLE_FRESH,
    ZHIHUI_PANEL_TREND,
    ZHIHUI_BOARD_SATISFIED,
    "week",
    { "满意度", "近 13 周", "96.80%", "7月20日起一周 · 968/1,000", "前 13 周" },
    { "上年同期" } },
  { SAMPLE_FRESH,
    ZHIHUI_PANEL_TREND,
    ZHIHUI_BOARD_RETURN,
    "day",
    { "退回率", "近 30 日", "7月28日 · 30/1,000", "今日至今 ", "3.10%" },
    { "前 13 周" } },
  { SAMPLE_STALE,
    ZHIHUI_PANEL_TREND,
    ZHIHUI_BOARD_RETURN,
    "month",
    { "3.00%", "截至 14:05" },
    { "本月至今" } },
  { SAMPLE_EMPTY,
    ZHIHUI_PANEL_TREND,
    ZHIHUI_BOARD_RETURN,
    "month",
    { "本期没有数据" },
    { "0.00%" } },
  { SAMPLE_REFUSED, ZHIHUI_PANEL_TREND, ZHIHUI_BOARD_VOLUME, "month", { "本屏无权显示" }, { "0" } },
  { SAMPLE_FRESH,
    ZHIHUI_PANEL_FUNNEL,
    ZHIHUI_BOARD_OVERDUE,
    NULL,
    { "超期率", "同类 ", "0.89%", "昆仑镇", "3.68%", "7/190", "样本不足 1 家", "99.8% 控制限" },
    { "洪山镇" } },
  { SAMPLE_FRESH, ZHIHUI_PANEL_FUNNEL, ZHIHUI_BOARD_VOLUME, NULL, { "数量没有控制限" }, { "4%" } },
  { SAMPLE_FRESH,
    ZHIHUI_PANEL_CLOCKS,
    ZHIHUI_BOARD_VOLUME,
    NULL,
    { "15 分钟签收", "04:12", "目标 98%", "在走 ", "2" },
    { "计时停止" } },
  { SAMPLE_STALE,
    ZHIHUI_PANEL_CLOCKS,
    ZHIHUI_BOARD_VOLUME,
    NULL,
    { "计时停止", "—" },
    { "04:12", "00:" } },
  { SAMPLE_OFFLINE,
    ZHIHUI_PANEL_ALERT_LIST,
    ZHIHUI_BOARD_VOLUME,
    NULL,
    { "收不到预警" },
    { "触发" } },
  { SAMPLE_FRESH,
    ZHIHUI_PANEL_INDICATORS,
    ZHIHUI_BOARD_VOLUME,
    NULL,
    { "公开数据：公开报道", "|3000余| 盏|", "|25,828| 个|", "|90%|", "|≥90%|", "|2020| 年底|" },
    { "2,020" } },
  { SAMPLE_FRESH,
    ZHIHUI_PANEL_SYSTEMS,
    ZHIHUI_BOARD_VOLUME,
    NULL,
    { "按时 ", "|1/3|", "正常 14:05", "迟报 7月28日 14:05", "中断 —" },
    { NULL } },
  { SAMPLE_FRESH,
    ZHIHUI_PANEL_GUIDE,
    ZHIHUI_BOARD_VOLUME,
    NULL,
    { "|3,781|", "机器人", "77.92%", "2,946/3,781", "转人工 663", "|—|", "|0/0|" },
    { "100%" } },
  { SAMPLE_FRESH,
    ZHIHUI_PANEL_STAFF,
    ZHIHUI_BOARD_VOLUME,
    NULL,
    { "网格员", "分布 ", "|7|", "|3|", "370302999001", "|4|", "1 处" },
    { "50" } },
  { SAMPLE_FRESH,
    ZHIHUI_PANEL_SERVICES,
    ZHIHUI_BOARD_VOLUME,
    NULL,
    { "30 项 · 本月件数与环比",
      "|4,703|",
      "参保登记0",
      "|4,000|",
      "|+25%|",
      "承诺 1 天 · 法定 3 天 · 要素 12/12" },
    { "参保登记2", "−1" } },
  { SAMPLE_FRESH,
    ZHIHUI_PANEL_LAYER,
    ZHIHUI_BOARD_VOLUME,
    NULL,
    { "|天网|", "公安分局 · 2020", "|439|", "|96.58%|", "329/339", "97.05%", "95/100" },
    { "便民站点" },
    "skynet" },
  { SAMPLE_FRESH,
    ZHIHUI_PANEL_LAYER,
    ZHIHUI_BOARD_VOLUME,
    NULL,
    { "|便民站点|", "|3|", "|2|", "|1|" },
    { "天网", "在线" },
    "kind:station" },
  { SAMPLE_FRESH,
    ZHIHUI_PANEL_LAYER,
    ZHIHUI_BOARD_VOLUME,
    NULL,
    { "本平台不提供" },
    { "天网" },
    "kind:window" },
  { SAMPLE_FRESH,
    ZHIHUI_PANEL_LAYERS,
    ZHIHUI_BOARD_VOLUME,
    NULL,
    { "天网", "424/439", "便民站点", "|3|" },
    { "慧眼" } },
  { SAMPLE_EMPTY, ZHIHUI_PANEL_SERVICES, ZHIHUI_BOARD_VOLUME, NULL, { "本平台不提供" }, { "|0|" } },
  { SAMPLE_ERROR, ZHIHUI_PANEL_STAFF, ZHIHUI_BOARD_VOLUME, NULL, { "读取失败" }, { "|0|" } },
  { SAMPLE_EMPTY, ZHIHUI_PANEL_ALERT_LIST, ZHIHUI_BOARD_VOLUME, NULL, { "无预警" }, { "触发" } },
};

static void
panels_read_as_the_guide_says (void)
{
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("overview", 1920, 1080, 0, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      const Reading           *reading = &readings[i];
      const ZhihuiPanelOptions options = { .metric = reading->board,
                                           .period = reading->period,
                                           .layer = reading->layer };
      ZhihuiMoment             moment;
      g_autoptr (ZhihuiSituation) situation = sample_figures_new (reading->state, &moment);
      g_autoptr (ZhihuiPicture) picture =
        sample_figures_draw (page, reading->panel, &options, situation, &moment, 1200, 520);
      g_autofree char *texts = picture_layout_join_texts (picture);

      for (guint j = 0; reading->shown[j] != NULL; j++)
        if (strstr (texts, reading->shown[j]) == NULL)
          g_error ("%u: no “%s” in %s", i, reading->shown[j], texts);
      for (guint j = 0; reading->absent[j] != NULL; j++)
        if (strstr (texts, reading->absent[j]) != NULL)
          g_error ("%u: “%s” in %s", i, reading->absent[j], texts);
    }
}

static gboolean
has_colour (const ZhihuiItem *item, const ZhihuiRgba *colour)
{
  return item != NULL && fabs (item->colour.red - colour->red) < 0.01 &&
         fabs (item->colour.green - colour->green) < 0.01 &&
         fabs (item->colour.blue - colour->blue) < 0.01;
}

/* 30 of 1,000 is worse than 1 % by more than chance; of what is kept nothing calls for attention.
 */
static void
a_rate_is_amber_only_when_chance_does_not_explain_it_and_it_is_of_now (void)
{
  static const SampleState states[] = { SAMPLE_FRESH, SAMPLE_STALE };
  const ZhihuiPalette     *palette = zhihui_palette_get (ZHIHUI_THEME_WALL);
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("overview", 1920, 1080, 0, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      const ZhihuiPanelOptions options = { .metric = ZHIHUI_BOARD_OVERDUE, .period = "month" };
      ZhihuiMoment             moment;
      g_autoptr (ZhihuiSituation) situation = sample_figures_new (states[i], &moment);
      g_autoptr (ZhihuiPicture) picture =
        sample_figures_draw (page, ZHIHUI_PANEL_TREND, &options, situation, &moment, 900, 440);

      g_assert_cmpint (
        has_colour (zhihui_picture_find (picture, "now"), &palette->attention), ==, i == 0);
      g_assert_cmpint (zhihui_picture_find (picture, "now/sign") != NULL, ==, i == 0);
      g_assert_cmpint (zhihui_picture_find (picture, "now")->font.hollow > 0, ==, i == 1);
    }
}

static double
get_bar (ZhihuiPicture *picture, const char *id)
{
  g_autofree char  *key = g_strdup_printf ("item/%s/bar", id);
  const ZhihuiItem *bar = zhihui_picture_find (picture, key);

  g_assert_nonnull (bar);
  return bar->width;
}

/* Towns of 329/339 and 95/100: bars as long as 97.05 and 95 per cent, not as 339 and 100. */
static void
a_bar_is_as_long_as_the_rate_beside_it (void)
{
  const ZhihuiPanelOptions options = { .layer = "skynet" };
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("overview", 1920, 1080, 0, NULL);
  ZhihuiMoment moment;
  g_autoptr (ZhihuiSituation) situation = sample_figures_new (SAMPLE_FRESH, &moment);
  g_autoptr (ZhihuiPicture) picture =
    sample_figures_draw (page, ZHIHUI_PANEL_LAYER, &options, situation, &moment, 1000, 520);
  double first = get_bar (picture, "370302101"), second = get_bar (picture, "370302102");

  g_assert_cmpfloat_with_epsilon (second / first, (95.0 / 100) / (329.0 / 339), 0.01);
}

/* In a still second no panel but one with a countdown becomes another picture. */
static void
nothing_moves_in_a_second_but_countdowns (void)
{
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("overview", 1920, 1080, 0, NULL);
  ZhihuiMoment moment;
  g_autoptr (ZhihuiSituation) situation = sample_figures_new (SAMPLE_FRESH, &moment);

  for (guint i = 0; i < G_N_ELEMENTS (panels); i++)
    {
      const ZhihuiPanelOptions options = { .metric = ZHIHUI_BOARD_OVERDUE, .period = "month" };
      ZhihuiMoment             next = moment;
      g_autoptr (ZhihuiPicture) now = NULL;
      g_autoptr (ZhihuiPicture) later = NULL;

      next.local_now += 1;
      now = sample_figures_draw (page, panels[i], &options, situation, &moment, 900, 440);
      later = sample_figures_draw (page, panels[i], &options, situation, &next, 900, 440);
      g_assert_cmpint (zhihui_picture_get_hash (now) != zhihui_picture_get_hash (later),
                       ==,
                       panels[i] == ZHIHUI_PANEL_CLOCKS);
    }
}

/* ---- limits ---- */

/* For any p, n: a rate beyond p ± z·√(p(1−p)/n) has a Wilson interval that leaves p out, and no
 * other: so the line that is drawn parts the units just as the boards do. */
static void
limits_part_units_as_the_boards_do (void)
{
  static const double rates[] = { 0.0049, 0.02, 0.3, 0.9555 };

  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    for (gint64 n = 5; n < 700; n += 13)
      for (gint64 k = 0; k <= n; k++)
        {
          double p = rates[i], low, high;
          double limit = ZHIHUI_Z95 * sqrt (p * (1 - p) / (double) n);
          double rate = (double) k / (double) n;

          zhihui_interval_wilson (k, n, ZHIHUI_Z95, &low, &high);
          g_assert_cmpint (rate > p + limit, ==, low > p);
          g_assert_cmpint (rate < p - limit, ==, high < p);
        }
}

/* The units of the sample that its boards flag are the ones that the funnel names. */
static void
the_funnel_names_those_who_are_flagged (void)
{
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("overview", 1920, 1080, 0, NULL);
  ZhihuiMoment moment;
  g_autoptr (ZhihuiSituation) situation = sample_figures_new (SAMPLE_FRESH, &moment);

  for (ZhihuiBoard board = ZHIHUI_BOARD_OVERDUE; board < ZHIHUI_N_BOARDS; board++)
    {
      const ZhihuiPanelOptions options = { .metric = board };
      ZhihuiRanking           *ranking = zhihui_situation_get_ranking (situation, board, "town");
      g_autoptr (ZhihuiPicture) picture =
        sample_figures_draw (page, ZHIHUI_PANEL_FUNNEL, &options, situation, &moment, 1840, 800);

      g_assert_cmpuint (ranking->n_scores, >, 5);
      for (guint i = 0; i < ranking->n_scores; i++)
        {
          g_autofree char *key = g_strdup_printf ("row/%s/value", ranking->scores[i].unit->id);

          g_assert_cmpint (zhihui_picture_find (picture, key) != NULL,
                           ==,
                           ranking->scores[i].flag == ZHIHUI_FLAG_WORSE);
        }
    }
}

/* ---- axis and course ---- */

static void
an_axis_has_three_lines_at_round_figures (void)
{
  static const struct
  {
    double      low, high;
    gboolean    is_count, from_zero;
    const char *labels[3];
  } rows[] = {
    { 330, 6157, TRUE, TRUE, { "0", "4,000", "8,000" } },
    { 0, 1, TRUE, TRUE, { "0", "1", "2" } },
    { 0, 0, TRUE, TRUE, { "0", "1", "2" } },
    { 0, 123456, TRUE, TRUE, { "0", "10.0 万", "20.0 万" } },
    { 0.0055, 0.0088, FALSE, TRUE, { "0%", "0.5%", "1.0%" } },
    { 0.929, 0.974, FALSE, FALSE, { "92.5%", "95.0%", "97.5%" } },
    { 0.97, 1, FALSE, FALSE, { "96%", "98%", "100%" } },
    { 0.2, 1, FALSE, FALSE, { "0%", "50%", "100%" } },
    { NAN, NAN, FALSE, TRUE, { "0%", "0.01%", "0.02%" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      ZhihuiAxis axis =
        zhihui_axis_choose (rows[i].low, rows[i].high, rows[i].is_count, rows[i].from_zero);

      g_assert_cmpuint (axis.n_lines, ==, 3);
      for (guint j = 0; j < 3; j++)
        {
          g_autofree char *label = zhihui_axis_format (&axis, j);

          g_assert_cmpstr (label, ==, rows[i].labels[j]);
        }
      if (isfinite (rows[i].high))
        g_assert_cmpfloat (zhihui_axis_place (&axis, rows[i].high), <=, 1.000001);
    }
}

/* What the figures do not reach back to is left out, and so is the step in which they begin; a step
 * without a case later is a count of 0, and no rate. */
static void
steps_before_the_figures_begin_are_left_out (void)
{
  static const gint64 counts[] = { 0, 0, 7, 50, 0, 60 };
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();

  for (int is_rate = 0; is_rate < 2; is_rate++)
    {
      g_autoptr (ZhihuiTrend) trend = zhihui_trend_new ();
      g_autoptr (ZhihuiTrendCourse) course = NULL;
      gboolean known[] = { TRUE, is_rate == 0, TRUE };

      trend->metric = is_rate != 0 ? ZHIHUI_METRIC_RETURN_RATE : ZHIHUI_METRIC_VOLUME;
      trend->step = g_strdup ("day");
      trend->stamp.as_of = 6 * 86400 - 8 * 3600 - 1;
      for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
        {
          ZhihuiTrendPoint point = { .at = i * 86400 - 8 * 3600,
                                     .n = counts[i],
                                     .k = counts[i] / 2 };

          g_array_append_val (trend->points, point);
        }
      course = zhihui_trend_course_new (trend, zone);
      g_assert_cmpuint (course->marks->len, ==, 3);
      for (guint i = 0; i < 3; i++)
        g_assert_cmpint (
          isfinite (g_array_index (course->marks, ZhihuiTrendMark, i).value), ==, known[i]);
      g_assert_cmpint (course->running, ==, 2);
      g_assert_cmpint (course->last, ==, is_rate != 0 ? 0 : 1);
    }
}

/* A page that needs what a platform may not have is one only where that is known to be there. */
static void
a_page_is_offered_where_what_it_needs_is_there (void)
{
  static const struct
  {
    const char *panel;
    gboolean    is_there;
  } cases[] = {
    { "kind = layer\nlayer = kind:station", TRUE },
    { "kind = layer\nlayer = skynet", TRUE },
    { "kind = layers\nlayer = kind:window", FALSE },
    { "kind = staff\nlayer = grid_officer", TRUE },
    { "kind = staff\nlayer = account", FALSE },
    { "kind = services", TRUE },
    { "kind = guide", TRUE },
    { "kind = systems", TRUE },
    { "kind = modes", TRUE },
  };
  static const SampleState states[] = { SAMPLE_FRESH, SAMPLE_STALE, SAMPLE_EMPTY, SAMPLE_ERROR };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (
        "[page]\nneeds = p\n[panel p]\n%s\n[layout a]\naspect = 0 1000\ndesign = 1920 1080\n"
        "least = 800 600\npadding = 10 10 10 10\ngap = 10 10\ncolumns = 1fr\nrow1 = 1fr p\n",
        cases[i].panel);
      g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
      g_autoptr (GError) error = NULL;
      g_autoptr (ZhihuiWallFile) file = zhihui_wall_file_parse (bytes, "p.wall", &error);

      g_assert_no_error (error);
      g_assert_false (zhihui_wall_file_is_offered (file, NULL));
      for (guint j = 0; j < G_N_ELEMENTS (states); j++)
        {
          ZhihuiMoment moment;
          g_autoptr (ZhihuiSituation) situation = sample_figures_new (states[j], &moment);

          g_assert_cmpint (
            zhihui_wall_file_is_offered (file, situation), ==, j < 2 && cases[i].is_there);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  zhihui_language_bind ();
  g_test_add_func ("/figures/text-keeps-to-its-place", text_keeps_to_its_place);
  g_test_add_func ("/figures/no-text-is-smaller-than-twenty-units",
                   no_text_is_smaller_than_twenty_units);
  g_test_add_func ("/figures/every-panel-says-something-to-those-who-do-not-see-it",
                   every_panel_says_something_to_those_who_do_not_see_it);
  g_test_add_func ("/figures/panels-read-as-the-guide-says", panels_read_as_the_guide_says);
  g_test_add_func ("/figures/a-rate-is-amber-only-when-chance-does-not-explain-it-and-it-is-of-now",
                   a_rate_is_amber_only_when_chance_does_not_explain_it_and_it_is_of_now);
  g_test_add_func ("/figures/a-bar-is-as-long-as-the-rate-beside-it",
                   a_bar_is_as_long_as_the_rate_beside_it);
  g_test_add_func ("/figures/nothing-moves-in-a-second-but-countdowns",
                   nothing_moves_in_a_second_but_countdowns);
  g_test_add_func ("/figures/limits-part-units-as-the-boards-do",
                   limits_part_units_as_the_boards_do);
  g_test_add_func ("/figures/the-funnel-names-those-who-are-flagged",
                   the_funnel_names_those_who_are_flagged);
  g_test_add_func ("/figures/an-axis-has-three-lines-at-round-figures",
                   an_axis_has_three_lines_at_round_figures);
  g_test_add_func ("/figures/steps-before-the-figures-begin-are-left-out",
                   steps_before_the_figures_begin_are_left_out);
  g_test_add_func ("/figures/a-page-is-offered-where-what-it-needs-is-there",
                   a_page_is_offered_where_what_it_needs_is_there);
  return g_test_run ();
}
