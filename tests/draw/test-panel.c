/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "picture-layout.h"
#include "sample-situation.h"
#include "zhihui-language.h"
#include "zhihui-panel-kinds.h"

static const int sizes[][2] = { { 1920, 1080 }, { 3840, 1080 }, { 1080, 1920 }, { 6656, 1792 } };

typedef struct
{
  ZhihuiWallPage  *page;
  ZhihuiSituation *situation;
  ZhihuiMoment     moment;
  SampleState      state;
} Wall;

typedef void (*CheckFunc) (const Wall *wall, const ZhihuiPlace *place, ZhihuiPicture *picture);

static void
check_wall (const Wall *wall, CheckFunc check)
{
  guint              n;
  const ZhihuiPlace *places = zhihui_wall_page_get_places (wall->page, &n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ZhihuiPicture) picture = zhihui_wall_page_draw_panel (wall->page,
                                                                       places[i].number,
                                                                       wall->situation,
                                                                       &wall->moment,
                                                                       places[i].width,
                                                                       places[i].height);

      check (wall, &places[i], picture);
    }
}

/* Every panel in every state on every wall, also with real outlines and before anything was read.
 */
static void
check_all (CheckFunc check)
{
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (int state = 0; state <= SAMPLE_N_STATES; state++)
      {
        g_autoptr (ZhihuiWallPage) page =
          zhihui_wall_page_new ("overview", sizes[i][0], sizes[i][1], 0, NULL);
        g_autoptr (GPtrArray) outlines = sample_outlines_new (13);
        g_autoptr (ZhihuiSituation) situation = NULL;
        Wall wall = { .page = page, .state = (SampleState) state };

        if (state < SAMPLE_N_STATES)
          situation = sample_situation_new ((SampleState) state, &wall.moment);
        else
          wall.moment = (ZhihuiMoment){ .now_us = 1000000, .page = 1, .n_pages = 4 };
        wall.situation = situation;
        g_test_message ("%d×%d %s",
                        sizes[i][0],
                        sizes[i][1],
                        state < SAMPLE_N_STATES ? sample_state_names[state] : "nothing");
        check_wall (&wall, check);
        zhihui_wall_page_set_outlines (page, outlines);
        check_wall (&wall, check);
      }
}

static void
check_inside (const Wall *wall, const ZhihuiPlace *place, ZhihuiPicture *picture)
{
  for (guint i = 0; i < zhihui_picture_get_n_items (picture); i++)
    {
      const ZhihuiItem *item = zhihui_picture_get_item (picture, i);
      double            slack = item->kind == ZHIHUI_ITEM_MARK ? 3 : 1.01;

      if (item->x < -slack || item->y < -slack || item->x + item->width > place->width + slack ||
          item->y + item->height > place->height + slack)
        {
          g_test_message ("%s: %s %s at %g,%g %g×%g of %g×%g",
                          zhihui_panel_get_title (place->panel),
                          item->key,
                          item->text != NULL ? item->text : "",
                          item->x,
                          item->y,
                          item->width,
                          item->height,
                          place->width,
                          place->height);
          g_test_fail ();
        }
    }
}

static void
nothing_lies_outside_its_panel (void)
{
  check_all (check_inside);
}

static void
check_apart (const Wall *wall, const ZhihuiPlace *place, ZhihuiPicture *picture)
{
  for (guint i = 0; i < zhihui_picture_get_n_items (picture); i++)
    for (guint j = 0; j < i; j++)
      {
        const ZhihuiItem *a = zhihui_picture_get_item (picture, i);
        const ZhihuiItem *b = zhihui_picture_get_item (picture, j);

        if (a->kind != ZHIHUI_ITEM_TEXT || b->kind != ZHIHUI_ITEM_TEXT)
          continue;
        /* Boxes are rounded outwards to whole pixels. */
        if (a->x + 2 < b->x + b->width && b->x + 2 < a->x + a->width &&
            a->y + 2 < b->y + b->height && b->y + 2 < a->y + a->height)
          {
            g_test_message ("%s: “%s” (%s) on “%s” (%s)",
                            zhihui_panel_get_title (place->panel),
                            a->text,
                            a->key,
                            b->text,
                            b->key);
            g_test_fail ();
          }
      }
}

static void
no_text_lies_on_another (void)
{
  check_all (check_apart);
}

static void
check_size (const Wall *wall, const ZhihuiPlace *place, ZhihuiPicture *picture)
{
  double u = zhihui_theme_get_unit (zhihui_wall_page_get_theme (wall->page));

  for (guint i = 0; i < zhihui_picture_get_n_items (picture); i++)
    {
      const ZhihuiItem *item = zhihui_picture_get_item (picture, i);

      if (item->kind == ZHIHUI_ITEM_TEXT)
        g_assert_cmpfloat (item->font.size, >=, 20 * u - 0.001);
    }
}

static void
no_text_is_smaller_than_twenty_units (void)
{
  check_all (check_size);
}

static void
check_spoken (const Wall *wall, const ZhihuiPlace *place, ZhihuiPicture *picture)
{
  const char *spoken = zhihui_picture_get_spoken (picture);

  g_assert_cmpstr (spoken, !=, "");
  g_assert_null (strchr (spoken, 2));
  g_assert_true (g_utf8_validate (spoken, -1, NULL));
}

static void
every_panel_says_something_to_those_who_do_not_see_it (void)
{
  check_all (check_spoken);
}

static ZhihuiPicture *
draw_one (SampleState state, ZhihuiPanel panel, ZhihuiWallPage **page)
{
  g_autoptr (ZhihuiSituation) situation = NULL;
  ZhihuiMoment       moment;
  guint              n;
  const ZhihuiPlace *places;

  *page = zhihui_wall_page_new ("overview", 1920, 1080, 0, NULL);
  situation = sample_situation_new (state, &moment);
  places = zhihui_wall_page_get_places (*page, &n);
  for (guint i = 0; i < n; i++)
    if (places[i].panel == panel)
      return zhihui_wall_page_draw_kind (
        *page, panel, situation, &moment, places[i].width, places[i].height);
  g_assert_not_reached ();
}

typedef struct
{
  SampleState state;
  ZhihuiPanel panel;
  const char *shown[8], *spoken[4], *absent[4];
} Reading;

static const Reading readings[] = {
  { SAMPLE_FRESH,
    ZHIHUI_PANEL_HEAD,
    { "淄川区 般阳民生",
      "总览",
      "1 / 4",
      "实时",
      "数据截至 14:05:12",
      "7月29日 星期三",
      "14:05:20" },
    { "实时" },
    { "离线" } },
  { SAMPLE_FRESH,
    ZHIHUI_PANEL_KPI,
    { "214", "6,037", "437", "99.11%", "5,819/5,871", "3.47%", "41.3%", "+3.2%" },
    { "今日受理 214 件", "当前超期 9 件", "满意率 96.81%" },
    { "截至", "—" } },
  { SAMPLE_FRESH,
    ZHIHUI_PANEL_VOLUME,
    { "镇街道 · 前 4 · 不分好差",
      "358",
      "+18%",
      "−3%",
      "13 家合计 2,214 件，占总量 36.7%，其余为部门" },
    { "1 松龄路街道 358, +18%" },
    { "203" } },
  { SAMPLE_FRESH,
    ZHIHUI_PANEL_OVERDUE,
    { "镇街道 · 越低越好 · 12 家排名",
      "等3家",
      "0.00%",
      "3.68%",
      "7/190",
      "样本不足 未排名",
      "太河镇 0/26",
      "0.89%" },
    { "12 昆仑镇 3.68%, 7/190", "1 洪山镇 0.00%, 0/144" },
    { "太河镇 0.00%" } },
  { SAMPLE_FRESH,
    ZHIHUI_PANEL_SATISFIED,
    { "100%", "等2家", "91.03%", "132/145" },
    { "91.03%" },
    { "◆" } },
  { SAMPLE_FRESH,
    ZHIHUI_PANEL_MAP,
    { "在办点位 428 · 未定位 9", "松龄路街道", "358", "示意", "超期 9", "≥ 300", "< 50" },
    { "松龄路街道 358, 超期 2", "太河镇 27" },
    { "截至" } },
  { SAMPLE_FRESH,
    ZHIHUI_PANEL_DEADLINES,
    { "15 分钟签收", "98.57%", "超时 158", "13 件 ", "01:48", "今日到期 ", "22", "投诉 3 工作日" },
    { "30 分钟联系 97.38%" },
    { "计时停止" } },
  { SAMPLE_FRESH,
    ZHIHUI_PANEL_HOT_WORDS,
    { "学区划片", "426", "38%", "164%" },
    { "停水 198" },
    { NULL } },
  { SAMPLE_FRESH,
    ZHIHUI_PANEL_CHANNELS,
    { "12345 热线", "2,310", "38.3%", "2.6%" },
    { "代表委员 156, 2.6%" },
    { NULL } },
  { SAMPLE_FRESH,
    ZHIHUI_PANEL_MEETINGS,
    { "今日 4 场", "距 15:30 还有 ", "1:24:40", "已结束", "进行中", "待开", "6 单位", "2 件" },
    { "14:00 昆仑镇征地款兑付" },
    { NULL } },
  { SAMPLE_FRESH,
    ZHIHUI_PANEL_ALERTS,
    { "预警 未确认",
      "松龄路街道 停水诉求 30 分钟内 17 件（平时 2 件）",
      "14:01 触发，已 4 分 20 秒",
      "另有 2 条已确认" },
    { "预警 未确认" },
    { NULL } },
  { SAMPLE_LATE, ZHIHUI_PANEL_KPI, { "48 秒前", "214" }, { "48 秒前" }, { "昨日同时" } },
  { SAMPLE_LATE, ZHIHUI_PANEL_OVERDUE, { "48 秒前", "3.68%" }, { "48 秒前" }, { "截至" } },
  { SAMPLE_STALE,
    ZHIHUI_PANEL_HEAD,
    { "数据停在 14:05:12", "已 6 分 20 秒", "正在重连，第 7 次，26 秒后", "14:11:32" },
    { "数据停在 14:05:12" },
    { "实时" } },
  { SAMPLE_STALE,
    ZHIHUI_PANEL_KPI,
    { "截至 14:05", "214", "96.81%" },
    { "截至 14:05" },
    { "昨日同时", "环比" } },
  { SAMPLE_STALE,
    ZHIHUI_PANEL_DEADLINES,
    { "计时停止 · 截至 14:05", "—" },
    { NULL },
    { "04:12", "13 件" } },
  { SAMPLE_STALE, ZHIHUI_PANEL_MEETINGS, { "日程截至 14:05", "1:18:28" }, { NULL }, { NULL } },
  { SAMPLE_STALE, ZHIHUI_PANEL_MAP, { "空心", "截至 14:05" }, { NULL }, { "橙色" } },
  { SAMPLE_STALE,
    ZHIHUI_PANEL_ALERTS,
    { "预警停在 14:05", "14:05 之后的预警可能尚未到达，请电话值班室核实" },
    { NULL },
    { "触发" } },
  { SAMPLE_OFFLINE,
    ZHIHUI_PANEL_HEAD,
    { "离线",
      "启动后未连通平台，显示 ",
      "7月29日 14:05",
      "第 3 次重试，8 秒后",
      "7月30日",
      "06:42:10" },
    { "离线" },
    { "实时" } },
  { SAMPLE_OFFLINE,
    ZHIHUI_PANEL_KPI,
    { "7月30日 尚无数据", "—", "6,037", "7月29日 14:05" },
    { "今日受理 — 7月30日 尚无数据" },
    { "214" } },
  { SAMPLE_OFFLINE,
    ZHIHUI_PANEL_MEETINGS,
    { "今日日程未知", "留存的日程属 7月29日，不作今日显示。", "请以会议通知为准。" },
    { NULL },
    { "14:00", "昆仑镇征地款兑付" } },
  { SAMPLE_OFFLINE,
    ZHIHUI_PANEL_ALERTS,
    { "收不到预警", "紧急事项请电话值班室" },
    { NULL },
    { "停水" } },
  { SAMPLE_ERROR,
    ZHIHUI_PANEL_OVERDUE,
    { "读取失败", "排行榜接口 500，14:03 起 4 次", "42 秒后重试" },
    { "读取失败" },
    { "%" } },
  { SAMPLE_ERROR, ZHIHUI_PANEL_KPI, { "—", "读取失败" }, { "今日受理 — 读取失败" }, { "0|" } },
  { SAMPLE_LOADING, ZHIHUI_PANEL_OVERDUE, { "正在读取" }, { "正在读取" }, { "读取失败" } },
  { SAMPLE_REFUSED,
    ZHIHUI_PANEL_OVERDUE,
    { "本屏无权显示", "需要“排行榜”权限，请联系管理员" },
    { "本屏无权显示" },
    { "读取失败" } },
  { SAMPLE_EMPTY,
    ZHIHUI_PANEL_KPI,
    { "0", "今日尚无受理", "—" },
    { "今日受理 0 件" },
    { "读取失败" } },
  { SAMPLE_EMPTY,
    ZHIHUI_PANEL_OVERDUE,
    { "本期无应答复工单", "0 是读到的数，不是读不到" },
    { NULL },
    { NULL } },
  { SAMPLE_EMPTY, ZHIHUI_PANEL_MAP, { "本期无已定位诉求" }, { NULL }, { NULL } },
  { SAMPLE_EMPTY, ZHIHUI_PANEL_DEADLINES, { "尚无到期工单" }, { NULL }, { NULL } },
  { SAMPLE_EMPTY, ZHIHUI_PANEL_HOT_WORDS, { "近 7 日无热词" }, { NULL }, { NULL } },
  { SAMPLE_EMPTY, ZHIHUI_PANEL_CHANNELS, { "本月无受理" }, { NULL }, { NULL } },
  { SAMPLE_EMPTY, ZHIHUI_PANEL_MEETINGS, { "今日无会商" }, { NULL }, { NULL } },
  { SAMPLE_EMPTY, ZHIHUI_PANEL_ALERTS, { "无预警" }, { NULL }, { NULL } },
};

static void
panels_say_what_the_pictures_say (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      const Reading *reading = &readings[i];
      g_autoptr (ZhihuiWallPage) page = NULL;
      g_autoptr (ZhihuiPicture) picture = draw_one (reading->state, reading->panel, &page);
      g_autofree char *texts = picture_layout_join_texts (picture);
      const char      *spoken = zhihui_picture_get_spoken (picture);

      g_test_message ("%s %u: %s", sample_state_names[reading->state], reading->panel, texts);
      for (guint j = 0; j < G_N_ELEMENTS (reading->shown) && reading->shown[j] != NULL; j++)
        if (strstr (texts, reading->shown[j]) == NULL)
          {
            g_test_message ("not shown: %s", reading->shown[j]);
            g_test_fail ();
          }
      for (guint j = 0; j < G_N_ELEMENTS (reading->spoken) && reading->spoken[j] != NULL; j++)
        if (strstr (spoken, reading->spoken[j]) == NULL)
          {
            g_test_message ("not spoken: %s in %s", reading->spoken[j], spoken);
            g_test_fail ();
          }
      for (guint j = 0; j < G_N_ELEMENTS (reading->absent) && reading->absent[j] != NULL; j++)
        if (strstr (texts, reading->absent[j]) != NULL)
          {
            g_test_message ("shown: %s", reading->absent[j]);
            g_test_fail ();
          }
    }
}

static void
a_failure_says_what_went_wrong (void)
{
  ZhihuiMoment moment;
  g_autoptr (ZhihuiSituation) sample = sample_situation_new (SAMPLE_ERROR, &moment);
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (sample);
  ZhihuiReceipt receipt = *zhihui_situation_get_receipt (sample, ZHIHUI_DATASET_HOT_WORDS);
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("overview", 1920, 1080, 0, NULL);
  g_autoptr (ZhihuiSituation) situation = NULL;
  g_autoptr (ZhihuiPicture) picture = NULL;
  g_autofree char *texts = NULL;
  g_autofree char *detail = g_strdup ("收到的是网页，不是数据");

  receipt.http_status = 200;
  receipt.detail = detail;
  zhihui_situation_builder_set_receipt (builder, ZHIHUI_DATASET_HOT_WORDS, &receipt);
  situation = zhihui_situation_builder_finish (builder);
  picture = zhihui_wall_page_draw_kind (page, ZHIHUI_PANEL_HOT_WORDS, situation, &moment, 548, 256);
  texts = picture_layout_join_texts (picture);
  g_assert_nonnull (strstr (texts, detail));
  g_assert_null (strstr (texts, "200"));
}

static void
a_title_that_begins_with_the_name_is_not_said_twice (void)
{
  ZhihuiMoment moment;
  g_autoptr (ZhihuiSituation) situation = sample_situation_new (SAMPLE_FRESH, &moment);
  ZhihuiMeta *meta = zhihui_situation_get_meta (situation);
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("overview", 1920, 1080, 0, NULL);
  g_autoptr (ZhihuiPicture) picture = NULL;
  g_autofree char *texts = NULL;

  g_free (meta->name);
  g_free (meta->title);
  meta->name = g_strdup ("Baltimore");
  meta->title = g_strdup ("Baltimore 311");
  picture = zhihui_wall_page_draw_kind (page, ZHIHUI_PANEL_HEAD, situation, &moment, 1840, 52);
  texts = picture_layout_join_texts (picture);
  g_assert_nonnull (strstr (texts, "Baltimore 311"));
  g_assert_null (strstr (texts, "Baltimore Baltimore"));
}

static void
what_is_not_offered_is_neither_zero_nor_failure (void)
{
  ZhihuiMoment moment;
  g_autoptr (ZhihuiSituation) fresh = sample_situation_new (SAMPLE_FRESH, &moment);
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("overview", 1920, 1080, 0, NULL);
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);
  const ZhihuiReceipt     receipt = { .received_us = moment.now_us,
                                      .period_s = 300,
                                      .http_status = ZHIHUI_STATUS_NOT_OFFERED };
  g_autoptr (ZhihuiSituation) situation = NULL;
  g_autoptr (ZhihuiPicture) picture = NULL;
  g_autofree char *texts = NULL;

  zhihui_situation_builder_set_receipt (builder, ZHIHUI_DATASET_HOT_WORDS, &receipt);
  situation = zhihui_situation_builder_finish (builder);
  picture = zhihui_wall_page_draw_kind (page, ZHIHUI_PANEL_HOT_WORDS, situation, &moment, 318, 210);
  texts = picture_layout_join_texts (picture);
  g_assert_nonnull (strstr (texts, "本平台不提供"));
  g_assert_null (strstr (texts, "读取"));
}

static void
add_clock (ZhihuiSummary *summary, const char *label, gint64 n)
{
  ZhihuiClockFigure *clock = g_new0 (ZhihuiClockFigure, 1);

  clock->id = g_strdup_printf ("kind-%u", summary->clocks->len);
  clock->label = g_strdup (label);
  clock->limit = g_strdup ("wd:5");
  clock->on_time = (ZhihuiTally){ .k = n, .n = n };
  clock->nearest_due_at = ZHIHUI_NO_INSTANT;
  g_ptr_array_add (summary->clocks, clock);
}

static void
clocks_that_say_nothing_make_room_for_others (void)
{
  ZhihuiMoment moment;
  g_autoptr (ZhihuiSituation) situation = sample_situation_new (SAMPLE_FRESH, &moment);
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("overview", 1920, 1080, 0, NULL);
  ZhihuiSummary   *summary = zhihui_situation_get_summary (situation);
  g_autofree char *low = NULL, *tall = NULL;
  g_autoptr (ZhihuiPicture) picture = NULL;
  g_autoptr (ZhihuiPicture) larger = NULL;

  g_ptr_array_set_size (summary->clocks, 3);
  add_clock (summary, "安静件", 0);
  add_clock (summary, "热闹件", 10);
  picture = zhihui_wall_page_draw_kind (page, ZHIHUI_PANEL_DEADLINES, situation, &moment, 549, 210);
  low = picture_layout_join_texts (picture);
  g_assert_nonnull (strstr (low, "热闹件 5 工作日"));
  g_assert_null (strstr (low, "安静件"));

  larger = zhihui_wall_page_draw_kind (page, ZHIHUI_PANEL_DEADLINES, situation, &moment, 549, 420);
  tall = picture_layout_join_texts (larger);
  g_assert_nonnull (strstr (tall, "热闹件 5 工作日"));
  g_assert_nonnull (strstr (tall, "安静件 5 工作日"));
}

static gboolean
is_cut (ZhihuiPicture *picture, const char *key)
{
  for (guint i = 0; i < zhihui_picture_get_n_items (picture); i++)
    {
      const ZhihuiItem *item = zhihui_picture_get_item (picture, i);

      if (g_str_equal (item->key, key))
        return pango_layout_is_ellipsized (item->layout);
    }
  g_error ("there is no %s", key);
}

static void
numbers_and_limits_are_never_cut (void)
{
  ZhihuiMoment moment;
  g_autoptr (ZhihuiSituation) situation = sample_situation_new (SAMPLE_FRESH, &moment);
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("overview", 1920, 1080, 0, NULL);
  ZhihuiChannel     *channel = zhihui_situation_get_channels (situation)->items->pdata[0];
  ZhihuiClockFigure *clock = zhihui_situation_get_summary (situation)->clocks->pdata[2];
  g_autoptr (ZhihuiPicture) channels = NULL;
  g_autoptr (ZhihuiPicture) clocks = NULL;
  g_autofree char *count_key = g_strdup_printf ("channel/%s/count", channel->id);
  g_autofree char *name_key = g_strdup_printf ("clock/%s/name", clock->id);

  channel->n = 987654;
  g_free (channel->label);
  channel->label = g_strdup ("便民服务窗口");
  g_free (clock->label);
  clock->label = g_strdup ("求助咨询");
  channels = zhihui_wall_page_draw_kind (page, ZHIHUI_PANEL_CHANNELS, situation, &moment, 318, 210);
  clocks = zhihui_wall_page_draw_kind (page, ZHIHUI_PANEL_DEADLINES, situation, &moment, 549, 210);

  g_assert_false (is_cut (channels, count_key));
  g_assert_false (is_cut (clocks, name_key));
}

static void
panels_with_clocks_tick_and_others_rest (void)
{
  ZhihuiMoment moment;
  g_autoptr (ZhihuiSituation) fresh = sample_situation_new (SAMPLE_FRESH, &moment);
  g_autoptr (ZhihuiSituation) late = sample_situation_new (SAMPLE_LATE, &moment);

  g_assert_true (zhihui_panel_ticks (ZHIHUI_PANEL_HEAD, fresh, moment.now_us));
  g_assert_true (zhihui_panel_ticks (ZHIHUI_PANEL_MEETINGS, fresh, moment.now_us));
  g_assert_false (zhihui_panel_ticks (ZHIHUI_PANEL_OVERDUE, fresh, moment.now_us));
  g_assert_false (zhihui_panel_ticks (ZHIHUI_PANEL_KPI, fresh, moment.now_us));
  g_assert_true (zhihui_panel_ticks (ZHIHUI_PANEL_KPI, late, moment.now_us));
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/panel/nothing-lies-outside-its-panel", nothing_lies_outside_its_panel);
  g_test_add_func ("/panel/no-text-lies-on-another", no_text_lies_on_another);
  g_test_add_func ("/panel/no-text-is-smaller-than-twenty-units",
                   no_text_is_smaller_than_twenty_units);
  g_test_add_func ("/panel/every-panel-says-something-to-those-who-do-not-see-it",
                   every_panel_says_something_to_those_who_do_not_see_it);
  g_test_add_func ("/panel/a-failure-says-what-went-wrong", a_failure_says_what_went_wrong);
  g_test_add_func ("/panel/a-title-that-begins-with-the-name-is-not-said-twice",
                   a_title_that_begins_with_the_name_is_not_said_twice);
  g_test_add_func ("/panel/what-is-not-offered-is-neither-zero-nor-failure",
                   what_is_not_offered_is_neither_zero_nor_failure);
  g_test_add_func ("/panel/clocks-that-say-nothing-make-room-for-others",
                   clocks_that_say_nothing_make_room_for_others);
  g_test_add_func ("/panel/numbers-and-limits-are-never-cut", numbers_and_limits_are_never_cut);
  g_test_add_func ("/panel/panels-say-what-the-pictures-say", panels_say_what_the_pictures_say);
  g_test_add_func ("/panel/panels-with-clocks-tick-and-others-rest",
                   panels_with_clocks_tick_and_others_rest);
  return g_test_run ();
}
