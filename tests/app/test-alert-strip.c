/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "alert-sample.h"
#include "zhihui-language.h"
#include "zhihui-public-alert.h"
#include "zhihui-wall-page.h"

#include <string.h>

static char *
read_panel (
  ZhihuiPanel panel, double height, const AlertSample *alerts, guint n, ZhihuiSilence silence)
{
  g_autoptr (ZhihuiSituation) told = alert_sample_make (alerts, n, ALERT_SAMPLE_NOW_US);
  g_autoptr (ZhihuiSituation) situation = zhihui_situation_make_public (told);
  const ZhihuiMoment moment = { .now_us = ALERT_SAMPLE_NOW_US,
                                .page = 1,
                                .n_pages = 1,
                                .local_now = ALERT_SAMPLE_NOW,
                                .silence = silence };
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("overview", 1920, 1080, 0, NULL);
  g_autoptr (ZhihuiPicture) picture =
    zhihui_wall_page_draw_kind (page, panel, situation, &moment, 1840, height);
  GString *texts = g_string_new (zhihui_picture_get_spoken (picture));

  for (guint i = 0; i < zhihui_picture_get_n_items (picture); i++)
    {
      const ZhihuiItem *item = zhihui_picture_get_item (picture, i);

      if (item->kind == ZHIHUI_ITEM_TEXT)
        g_string_append_printf (texts, "[%s]", item->text);
    }
  return g_string_free (texts, FALSE);
}

static char *
read_strip (const AlertSample *alerts, guint n, ZhihuiSilence silence)
{
  return read_panel (ZHIHUI_PANEL_ALERTS, 52, alerts, n, silence);
}

static void
what_is_not_for_the_public_is_neither_told_nor_counted (void)
{
  const AlertSample alerts[] = {
    { "1", "sensitive", "甲", ZHIHUI_LEVEL_RED, 1, 0, FALSE, NULL, "秘密一" },
    { "2", "group_risk", "乙", ZHIHUI_LEVEL_RED, 30, 0, FALSE, NULL, "秘密二" },
    { "3", "overdue", "丙", ZHIHUI_LEVEL_RED, 1, 0, FALSE, "c-17", "秘密三" },
    { "4", "overdue", "丁局", ZHIHUI_LEVEL_YELLOW, 4, 0, FALSE, NULL, "4 件超期" },
    { "5", "Repeat", "戊", ZHIHUI_LEVEL_YELLOW, 3, 0, TRUE, NULL, "秘密四" },
    { "6", "flood", "己站", ZHIHUI_LEVEL_BLUE, 3, 0, FALSE, NULL, "水位高" },
  };
  g_autofree char *some = read_strip (alerts, 6, ZHIHUI_SILENCE_NONE);
  g_autofree char *none = read_strip (alerts, 3, ZHIHUI_SILENCE_NONE);
  g_autofree char *listed =
    read_panel (ZHIHUI_PANEL_ALERT_LIST, 600, alerts, 6, ZHIHUI_SILENCE_NONE);
  g_autofree char *unlisted =
    read_panel (ZHIHUI_PANEL_ALERT_LIST, 600, alerts, 3, ZHIHUI_SILENCE_NONE);

  g_assert_nonnull (strstr (some, "丁局"));
  g_assert_null (strstr (some, "秘密"));
  g_assert_nonnull (strstr (some, "[另有 1 条未确认]"));
  g_assert_nonnull (strstr (none, "[无预警]"));
  g_assert_null (strstr (none, "秘密"));

  g_assert_nonnull (strstr (listed, "4 件超期"));
  g_assert_nonnull (strstr (listed, "水位高"));
  g_assert_null (strstr (listed, "秘密"));
  g_assert_null (strstr (unlisted, "秘密"));
}

/* Whatever a wall makes of them, lists or outlines on a map: it knows no others. */
static void
a_public_situation_has_no_alert_of_desks (void)
{
  const AlertSample mixed[] = {
    { "1", "sensitive", "甲", ZHIHUI_LEVEL_RED, 1, 0, FALSE, NULL, "秘密一" },
    { "2", "overdue", "乙", ZHIHUI_LEVEL_ORANGE, 4, ALERT_SAMPLE_NOW - 60, TRUE, NULL, "4 件" },
    { "3", "overdue", "丙", ZHIHUI_LEVEL_RED, 1, 0, FALSE, "c-17", "秘密二" },
  };
  g_autoptr (ZhihuiSituation) told = alert_sample_make (mixed, 3, ALERT_SAMPLE_NOW_US);
  g_autoptr (ZhihuiSituation) public = zhihui_situation_make_public (told);
  g_autoptr (ZhihuiSituation) again = zhihui_situation_make_public (public);
  const ZhihuiAlerts *alerts = zhihui_situation_get_alerts (public);
  const ZhihuiAlert  *alert;

  g_assert_cmpuint (alerts->items->len, ==, 1);
  alert = alerts->items->pdata[0];
  g_assert_cmpstr (alert->id, ==, "2");
  g_assert_cmpstr (alert->kind, ==, "overdue");
  g_assert_cmpstr (alert->unit, ==, "乙");
  g_assert_cmpstr (alert->text, ==, "4 件");
  g_assert_true (alert->acknowledged);
  g_assert_cmpint (alert->raised_at, ==, ALERT_SAMPLE_NOW - 60);
  g_assert_cmpint (alerts->stamp.as_of, ==, ALERT_SAMPLE_NOW);
  g_assert_cmpint (
    zhihui_situation_judge (public, ZHIHUI_DATASET_ALERTS, ALERT_SAMPLE_NOW_US).state,
    ==,
    ZHIHUI_STATE_FRESH);

  g_assert_cmpuint (zhihui_situation_get_alerts (told)->items->len, ==, 3);
  g_assert_true (again == public);
}

static ZhihuiPicture *
draw_strip (ZhihuiLevel level, gint64 raised_at)
{
  const AlertSample  alert = { "4", "overdue", "丁局", level, 4, raised_at };
  const ZhihuiMoment moment = {
    .now_us = ALERT_SAMPLE_NOW_US, .page = 1, .n_pages = 1, .local_now = ALERT_SAMPLE_NOW
  };
  g_autoptr (ZhihuiSituation) situation = alert_sample_make (&alert, 1, ALERT_SAMPLE_NOW_US);
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("overview", 1920, 1080, 0, NULL);

  return zhihui_wall_page_draw_kind (page, ZHIHUI_PANEL_ALERTS, situation, &moment, 1840, 52);
}

/* Amber has far more red than blue; near the left end nothing else is drawn. */
static gboolean
is_amber (ZhihuiPicture *picture)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1840, 52);
  cairo_t         *cr = cairo_create (surface);
  guint32          pixel;

  zhihui_picture_paint (picture, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  memcpy (&pixel,
          cairo_image_surface_get_data (surface) + 26 * cairo_image_surface_get_stride (surface) +
            10 * 4,
          sizeof pixel);
  cairo_surface_destroy (surface);
  return (pixel >> 16 & 0xff) > (pixel & 0xff) + 100;
}

static void
the_level_is_a_word_and_a_notice_is_not_filled (void)
{
  const struct
  {
    ZhihuiLevel level;
    const char *word;
  } cases[] = {
    { ZHIHUI_LEVEL_RED, "红色预警 未确认" },
    { ZHIHUI_LEVEL_ORANGE, "橙色预警 未确认" },
    { ZHIHUI_LEVEL_YELLOW, "黄色预警 未确认" },
    { ZHIHUI_LEVEL_BLUE, "蓝色预警 未确认" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean is_notice = cases[i].level == ZHIHUI_LEVEL_BLUE;
      g_autoptr (ZhihuiPicture) picture = draw_strip (cases[i].level, 0);

      g_assert_cmpstr (zhihui_picture_find (picture, "word")->text, ==, cases[i].word);
      g_assert_cmpint (is_amber (picture), !=, is_notice);
      g_assert_cmpint (zhihui_picture_find (picture, "outline") != NULL, ==, is_notice);
    }
}

static void
what_is_not_of_today_has_its_date (void)
{
  g_autoptr (ZhihuiPicture) today = draw_strip (ZHIHUI_LEVEL_RED, ALERT_SAMPLE_NOW - 3600);
  g_autoptr (ZhihuiPicture) before = draw_strip (ZHIHUI_LEVEL_RED, ALERT_SAMPLE_NOW - 86400);

  g_assert_cmpstr (zhihui_picture_find (today, "when")->text, ==, "13:05 触发，已 1 小时");
  g_assert_nonnull (strstr (zhihui_picture_find (before, "when")->text, "7月28日 14:05 触发"));
}

static void
why_nothing_would_be_heard_is_told (void)
{
  const AlertSample alert = { "4", "overdue", "丁局", ZHIHUI_LEVEL_RED, 4 };
  const struct
  {
    ZhihuiSilence silence;
    const char   *word;
  } cases[] = {
    { ZHIHUI_SILENCE_VOICELESS, "[无声]" },
    { ZHIHUI_SILENCE_MUTED, "[本屏静音]" },
    { ZHIHUI_SILENCE_QUIET, "[静音时段]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint n = 0; n <= 1; n++)
      {
        g_autofree char *silent = read_strip (&alert, n, cases[i].silence);
        g_autofree char *heard = read_strip (&alert, n, ZHIHUI_SILENCE_NONE);

        g_assert_nonnull (strstr (silent, cases[i].word));
        g_assert_null (strstr (heard, cases[i].word));
      }
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/alert-strip/what-is-not-for-the-public-is-neither-told-nor-counted",
                   what_is_not_for_the_public_is_neither_told_nor_counted);
  g_test_add_func ("/alert-strip/a-public-situation-has-no-alert-of-desks",
                   a_public_situation_has_no_alert_of_desks);
  g_test_add_func ("/alert-strip/the-level-is-a-word-and-a-notice-is-not-filled",
                   the_level_is_a_word_and_a_notice_is_not_filled);
  g_test_add_func ("/alert-strip/what-is-not-of-today-has-its-date",
                   what_is_not_of_today_has_its_date);
  g_test_add_func ("/alert-strip/why-nothing-would-be-heard-is-told",
                   why_nothing_would_be_heard_is_told);

  return g_test_run ();
}
