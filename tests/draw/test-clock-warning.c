/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "picture-layout.h"
#include "sample-situation.h"
#include "zhihui-language.h"

static ZhihuiSituation *
make_situation (SampleState state, gboolean is_simulated, gint64 error_s, ZhihuiMoment *moment)
{
  g_autoptr (ZhihuiSituation) sample = sample_situation_new (state, moment);
  g_autoptr (ZhihuiMeta) meta = zhihui_meta_new ();
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (sample);

  meta->stamp.as_of = zhihui_situation_get_as_of (sample);
  meta->title = g_strdup ("般阳民生");
  meta->name = g_strdup ("淄川区");
  meta->clock_simulated = is_simulated;
  zhihui_situation_builder_set_meta (builder, meta);
  zhihui_situation_builder_set_clock_error (builder, error_s);
  return zhihui_situation_builder_finish (builder);
}

static ZhihuiPicture *
draw_head (ZhihuiWallPage     *page,
           ZhihuiSituation    *situation,
           const ZhihuiMoment *moment,
           ZhihuiPlace        *head)
{
  guint              n;
  const ZhihuiPlace *places = zhihui_wall_page_get_places (page, &n);

  for (guint i = 0; i < n; i++)
    if (places[i].panel == ZHIHUI_PANEL_HEAD)
      {
        *head = places[i];
        return zhihui_wall_page_draw_kind (
          page, ZHIHUI_PANEL_HEAD, situation, moment, places[i].width, places[i].height);
      }
  g_assert_not_reached ();
}

static void
it_finds_its_place_on_every_wall (void)
{
  const int         sizes[][2] = { { 1920, 1080 }, { 3840, 1080 }, { 1080, 1920 }, { 6656, 1792 } };
  const SampleState states[] = { SAMPLE_FRESH, SAMPLE_LATE };

  for (guint i = 0; i < G_N_ELEMENTS (sizes) * G_N_ELEMENTS (states); i++)
    {
      const int   *size = sizes[i / G_N_ELEMENTS (states)];
      ZhihuiMoment moment;
      ZhihuiPlace  head;
      g_autoptr (ZhihuiWallPage) page =
        zhihui_wall_page_new ("overview", size[0], size[1], 0, NULL);
      g_autoptr (ZhihuiSituation) situation =
        make_situation (states[i % G_N_ELEMENTS (states)], FALSE, -(26 * 3600 + 59 * 60), &moment);
      g_autoptr (ZhihuiPicture) picture = draw_head (page, situation, &moment, &head);

      g_assert_nonnull (zhihui_picture_find (picture, "clock-error"));
      g_assert_nonnull (zhihui_picture_find (picture, "state"));
      g_assert_nonnull (strstr (zhihui_picture_get_spoken (picture), "本机时钟慢"));
      picture_layout_check (picture, &head);
    }
}

static void
a_simulated_or_right_clock_is_not_warned_of (void)
{
  const struct
  {
    gboolean is_simulated;
    gint64   error_s;
  } cases[] = { { TRUE, 86400 }, { FALSE, 59 }, { FALSE, 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ZhihuiMoment moment;
      ZhihuiPlace  head;
      g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("overview", 1920, 1080, 0, NULL);
      g_autoptr (ZhihuiSituation) situation =
        make_situation (SAMPLE_FRESH, cases[i].is_simulated, cases[i].error_s, &moment);
      g_autoptr (ZhihuiPicture) picture = draw_head (page, situation, &moment, &head);

      g_assert_null (zhihui_picture_find (picture, "clock-error"));
    }
}

/* The sample, fresh and answered just now, by a clock that is @lag_s after its figures. */
static ZhihuiSituation *
make_lagging (gint64 lag_s, gboolean is_snapshot, ZhihuiMoment *moment)
{
  g_autoptr (ZhihuiSituation) sample = sample_situation_new (SAMPLE_FRESH, moment);
  g_autoptr (ZhihuiMeta) meta = zhihui_meta_new ();
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (sample);
  gint64                  as_of = zhihui_situation_get_as_of (sample);

  meta->stamp.as_of = as_of;
  meta->title = g_strdup ("般阳民生");
  meta->name = g_strdup ("淄川区");
  meta->clock_simulated = is_snapshot;
  zhihui_situation_builder_set_meta (builder, meta);
  moment->local_now = as_of + lag_s;
  zhihui_situation_builder_set_clock (builder, moment->local_now, moment->now_us);
  return zhihui_situation_builder_finish (builder);
}

static void
figures_that_stand_still_are_not_called_live (void)
{
  const struct
  {
    gint64      lag_s;
    gboolean    is_snapshot;
    const char *word, *as_of;
  } cases[] = {
    { 8, FALSE, "实时", "数据截至 14:05:12" },
    { 3 * 3600, FALSE, "旧数据", "数据截至 7月29日 14:05 · 3 小时前" },
    { 3 * 86400, FALSE, "旧数据", "数据截至 7月29日 14:05 · 3 天前" },
    { 3653 * 86400, FALSE, "旧数据", "2026年7月29日 14:05" },
    { -3600, FALSE, "数据超前", "7月29日 14:05 · 超前 1 小时" },
    { 8, TRUE, "快照", "数据截至 7月29日 14:05" },
  };
  const int sizes[][2] = { { 1920, 1080 }, { 3840, 1080 }, { 1080, 1920 }, { 6656, 1792 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases) * G_N_ELEMENTS (sizes); i++)
    {
      const int   *size = sizes[i % G_N_ELEMENTS (sizes)];
      guint        n = i / G_N_ELEMENTS (sizes);
      ZhihuiMoment moment;
      ZhihuiPlace  head;
      g_autoptr (ZhihuiWallPage) page =
        zhihui_wall_page_new ("overview", size[0], size[1], 0, NULL);
      g_autoptr (ZhihuiSituation) situation =
        make_lagging (cases[n].lag_s, cases[n].is_snapshot, &moment);
      g_autoptr (ZhihuiPicture) picture = draw_head (page, situation, &moment, &head);
      const char *spoken = zhihui_picture_get_spoken (picture);

      g_test_message ("%d × %d: %s", size[0], size[1], spoken);
      g_assert_nonnull (zhihui_picture_find (picture, "state"));
      g_assert_nonnull (strstr (spoken, cases[n].word));
      g_assert_true (n == 0 || strstr (spoken, "实时") == NULL);
      if (size[0] >= 1920)
        {
          g_assert_nonnull (zhihui_picture_find (picture, "as-of"));
          g_assert_nonnull (strstr (spoken, cases[n].as_of));
        }
      picture_layout_check (picture, &head);
    }
}

/* What ran then is over by now, or is not: nobody knows. */
static void
no_countdown_of_old_figures (void)
{
  for (guint hours = 0; hours < 4; hours += 3)
    {
      ZhihuiMoment moment;
      g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("overview", 1920, 1080, 0, NULL);
      g_autoptr (ZhihuiSituation) situation = make_lagging (hours * 3600, FALSE, &moment);
      g_autoptr (ZhihuiPicture) picture =
        zhihui_wall_page_draw_kind (page, ZHIHUI_PANEL_DEADLINES, situation, &moment, 548, 200);
      const char *spoken = zhihui_picture_get_spoken (picture);

      g_test_message ("%s", spoken);
      g_assert_cmpint (g_regex_match_simple ("[0-9] 件 [0-9:]+", spoken, 0, 0), ==, hours == 0);
    }
}

static void
what_stood_still_since_yesterday_has_no_today (void)
{
  for (guint days = 0; days < 2; days++)
    {
      ZhihuiMoment moment;
      g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("overview", 1920, 1080, 0, NULL);
      g_autoptr (ZhihuiSituation) situation =
        make_lagging (days == 0 ? 3600 : 86400, FALSE, &moment);
      g_autoptr (ZhihuiPicture) picture =
        zhihui_wall_page_draw_kind (page, ZHIHUI_PANEL_KPI, situation, &moment, 1852, 170);
      const char *spoken = zhihui_picture_get_spoken (picture);

      g_test_message ("%s", spoken);
      g_assert_true ((strstr (spoken, "今日受理 214") != NULL) == (days == 0));
      g_assert_true ((strstr (spoken, "今日受理 — 7月30日 尚无数据") != NULL) == (days == 1));
    }
}

static gboolean
is_shown (ZhihuiPicture *picture, const char *text)
{
  for (guint i = 0; i < zhihui_picture_get_n_items (picture); i++)
    {
      const ZhihuiItem *item = zhihui_picture_get_item (picture, i);

      if (item->kind == ZHIHUI_ITEM_TEXT && strstr (item->text, text) != NULL)
        return TRUE;
    }

  return FALSE;
}

/* The key figures are of now, one board and the words are not. */
static ZhihuiSituation *
make_partly_old (ZhihuiMoment *moment)
{
  g_autoptr (ZhihuiSituation) fresh = make_lagging (8, FALSE, moment);
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (fresh);
  g_autoptr (ZhihuiRanking) old = zhihui_ranking_cut (
    zhihui_situation_get_ranking (fresh, ZHIHUI_BOARD_RETURN, "town"), 100, 100);

  old->as_of -= 3 * 3600;
  zhihui_situation_builder_set_ranking (builder, ZHIHUI_BOARD_RETURN, "town", old);
  return zhihui_situation_builder_finish (builder);
}

static void
one_old_board_says_so_itself (void)
{
  const int sizes[][2] = { { 1920, 1080 }, { 3840, 1080 }, { 1080, 1920 }, { 6656, 1792 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      ZhihuiMoment moment;
      ZhihuiPlace  head;
      guint        n;
      g_autoptr (ZhihuiSituation) situation = make_partly_old (&moment);
      g_autoptr (ZhihuiWallPage) page =
        zhihui_wall_page_new ("overview", sizes[i][0], sizes[i][1], 0, NULL);
      g_autoptr (ZhihuiPicture) picture = draw_head (page, situation, &moment, &head);
      const ZhihuiPlace *places = zhihui_wall_page_get_places (page, &n);

      g_assert_nonnull (strstr (zhihui_picture_get_spoken (picture), "部分旧数据"));
      picture_layout_check (picture, &head);
      moment.peer = "town";
      for (guint j = 0; j < n; j++)
        {
          g_autoptr (ZhihuiPicture) panel = zhihui_wall_page_draw_panel (
            page, places[j].number, situation, &moment, places[j].width, places[j].height);
          gboolean is_old = places[j].panel == ZHIHUI_PANEL_RETURN;

          g_test_message ("%s", zhihui_picture_get_spoken (panel));
          g_assert_cmpint (is_shown (panel, "旧数据，3 小时前"), ==, is_old);
          picture_layout_check (panel, &places[j]);
        }
    }
}

/* However long the countdown beside it is. */
static void
a_kept_schedule_says_of_when_it_is (void)
{
  for (int width = 330; width <= 900; width += 30)
    {
      ZhihuiMoment moment;
      g_autoptr (ZhihuiSituation) situation = sample_situation_new (SAMPLE_STALE, &moment);
      g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("overview", 1920, 1080, 0, NULL);
      g_autoptr (ZhihuiPicture) picture =
        zhihui_wall_page_draw_kind (page, ZHIHUI_PANEL_MEETINGS, situation, &moment, width, 256);

      g_assert_true (is_shown (picture, "日程截至 14:05"));
    }
}

/* What is kept of an earlier start of the machine, before anybody has told what time it is. */
static void
an_unknown_time_is_not_shown (void)
{
  const int sizes[][2] = { { 1920, 1080 }, { 3840, 1080 }, { 1080, 1920 }, { 6656, 1792 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      ZhihuiMoment moment;
      ZhihuiPlace  head;
      g_autoptr (ZhihuiSituation) sample = sample_situation_new (SAMPLE_OFFLINE, &moment);
      g_autoptr (ZhihuiWallPage) page =
        zhihui_wall_page_new ("overview", sizes[i][0], sizes[i][1], 0, NULL);
      ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (sample);
      g_autoptr (ZhihuiSituation) situation = NULL;
      g_autoptr (ZhihuiPicture) picture = NULL;
      g_autoptr (ZhihuiPicture) kpi = NULL;

      zhihui_situation_builder_set_clock_doubtful (builder, TRUE);
      situation = zhihui_situation_builder_finish (builder);
      picture = draw_head (page, situation, &moment, &head);
      g_test_message ("%s", zhihui_picture_get_spoken (picture));
      g_assert_true (is_shown (picture, "--:--:--"));
      g_assert_nonnull (strstr (zhihui_picture_get_spoken (picture), "已过多久不详"));
      g_assert_nonnull (strstr (zhihui_picture_get_spoken (picture), "尚未得知当前时间"));
      g_assert_null (zhihui_picture_find (picture, "date"));
      picture_layout_check (picture, &head);

      kpi = zhihui_wall_page_draw_kind (page, ZHIHUI_PANEL_KPI, situation, &moment, 1852, 170);
      g_test_message ("%s", zhihui_picture_get_spoken (kpi));
      g_assert_nonnull (strstr (zhihui_picture_get_spoken (kpi), "今日受理 — 当前日期未知"));
    }
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock-warning/it-finds-its-place-on-every-wall",
                   it_finds_its_place_on_every_wall);
  g_test_add_func ("/clock-warning/a-simulated-or-right-clock-is-not-warned-of",
                   a_simulated_or_right_clock_is_not_warned_of);
  g_test_add_func ("/clock-warning/figures-that-stand-still-are-not-called-live",
                   figures_that_stand_still_are_not_called_live);
  g_test_add_func ("/clock-warning/what-stood-still-since-yesterday-has-no-today",
                   what_stood_still_since_yesterday_has_no_today);
  g_test_add_func ("/clock-warning/no-countdown-of-old-figures", no_countdown_of_old_figures);
  g_test_add_func ("/clock-warning/one-old-board-says-so-itself", one_old_board_says_so_itself);
  g_test_add_func ("/clock-warning/a-kept-schedule-says-of-when-it-is",
                   a_kept_schedule_says_of_when_it_is);
  g_test_add_func ("/clock-warning/an-unknown-time-is-not-shown", an_unknown_time_is_not_shown);
  return g_test_run ();
}
