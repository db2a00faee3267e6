/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "zhihui-language.h"
#include "zhihui-wall-page.h"
#include "zhihui-wire.h"

/* From the bytes of a platform to what a person reads: nought, not known, nothing there and not
 * readable are four things. */

#define NOW (5000 * G_TIME_SPAN_SECOND)
#define HEAD "{\"as_of\":\"2020-07-29T14:05:12+08:00\",\"revision\":\"r1\","
#define SUMMARY(accepted, open)                                                                    \
  HEAD "\"from\":\"2020-07-01T00:00:00+08:00\",\"to\":\"2020-08-01T00:00:00+08:00\","              \
       "\"accepted\":{\"today\":7,\"month\":8,\"year\":9" accepted "},"                            \
       "\"open\":{\"total\":5,\"overdue\":4" open "},\"clocks\":[],\"stages\":[]}"

static ZhihuiSituation *
make_situation (const char *summary_body, const char *words_body)
{
  g_autoptr (GBytes) summary_bytes = g_bytes_new (summary_body, strlen (summary_body));
  g_autoptr (GBytes) words_bytes = g_bytes_new (words_body, strlen (words_body));
  g_autoptr (ZhihuiSummary) summary = zhihui_wire_decode_summary (summary_bytes, NULL);
  g_autoptr (ZhihuiHotWords) words = zhihui_wire_decode_hot_words (words_bytes, NULL);
  const gboolean          has_figures[] = { summary != NULL, words != NULL };
  const ZhihuiDataset     datasets[] = { ZHIHUI_DATASET_SUMMARY, ZHIHUI_DATASET_HOT_WORDS };
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);

  zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_SUMMARY, summary);
  zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_HOT_WORDS, words);
  for (guint i = 0; i < G_N_ELEMENTS (datasets); i++)
    {
      ZhihuiReceipt receipt = { .period_s = 10, .http_status = 200 };

      receipt.has_data = has_figures[i];
      receipt.received_us = has_figures[i] ? NOW : 0;
      receipt.failing_us = has_figures[i] ? 0 : NOW;
      receipt.n_failures = !has_figures[i];
      zhihui_situation_builder_set_receipt (builder, datasets[i], &receipt);
    }
  zhihui_situation_builder_set_clock (builder, 1596002712, NOW);
  zhihui_situation_builder_set_clock_error (builder, 12 * 60 + 5);

  return zhihui_situation_builder_finish (builder);
}

static char *
read_panel (ZhihuiPanel panel, ZhihuiSituation *situation)
{
  const ZhihuiMoment moment = { .now_us = NOW, .page = 1, .n_pages = 1, .local_now = 1596002712 };
  g_autoptr (ZhihuiWallPage) page = zhihui_wall_page_new ("overview", 1920, 1080, 0, NULL);
  g_autoptr (ZhihuiPicture) picture = zhihui_wall_page_draw_kind (
    page, panel, situation, &moment, 1840, panel == ZHIHUI_PANEL_HEAD ? 52 : 256);
  GString *texts = g_string_new (NULL);

  for (guint i = 0; i < zhihui_picture_get_n_items (picture); i++)
    {
      const ZhihuiItem *item = zhihui_picture_get_item (picture, i);

      if (item->kind == ZHIHUI_ITEM_TEXT)
        g_string_append_printf (texts, "[%s]", item->text);
    }
  return g_string_free (texts, FALSE);
}

static guint
count (const char *text, const char *part)
{
  guint n = 0;

  for (const char *at = strstr (text, part); at != NULL; at = strstr (at + 1, part))
    n++;
  return n;
}

static gboolean
has_digit (const char *text)
{
  return strpbrk (text, "0123456789") != NULL;
}

static char *
read_key_figures (const char *body)
{
  g_autoptr (ZhihuiSituation) situation = make_situation (body, HEAD "\"items\":[]}");

  return read_panel (ZHIHUI_PANEL_KPI, situation);
}

static void
nought_and_not_known_are_told_apart (void)
{
  g_autofree char *nought =
    read_key_figures (SUMMARY (",\"yesterday_same_time\":0,\"previous_month_same_time\":0",
                               ",\"due_today\":0,\"overdue_yesterday\":0"));
  g_autofree char *not_known = read_key_figures (SUMMARY ("", ""));
  g_autofree char *no_due =
    read_key_figures (HEAD "\"from\":\"2020-07-01T00:00:00+08:00\","
                           "\"to\":\"2020-08-01T00:00:00+08:00\","
                           "\"accepted\":{\"today\":7,\"month\":8,\"year\":9},"
                           "\"open\":{\"total\":5},\"clocks\":[],\"stages\":[]}");
  g_autofree char *is_null =
    read_key_figures (SUMMARY (",\"yesterday_same_time\":null", ",\"due_today\":null"));

  g_test_message ("%s", nought);
  g_test_message ("%s", not_known);
  g_assert_cmpint (count (nought, "[0]"), ==, 3);
  g_assert_cmpint (count (not_known, "[0]"), ==, 0);
  g_assert_cmpint (count (not_known, "0/0"), ==, 0);
  g_assert_cmpint (count (not_known, "[—]"), ==, count (nought, "[—]") + 3);
  g_assert_cmpstr (is_null, ==, not_known);
  g_assert_cmpint (count (not_known, "[4]"), ==, 1);
  g_assert_cmpint (count (no_due, "[0]"), ==, 0);
  g_assert_cmpint (count (no_due, "[—]"), ==, count (not_known, "[—]") + 1);
}

/* A platform without clocks does not say that nothing has been due. */
static void
clocks_that_are_not_told_are_not_offered (void)
{
  g_autoptr (ZhihuiSituation) situation = make_situation (SUMMARY ("", ""), HEAD "\"items\":[]}");
  g_autofree char *texts = read_panel (ZHIHUI_PANEL_DEADLINES, situation);

  g_assert_nonnull (strstr (texts, "本平台不提供"));
  g_assert_null (strstr (texts, "到期工单"));
}

static void
what_cannot_be_read_shows_no_figure (void)
{
  g_autofree char *html = read_key_figures ("<html>0</html>");
  g_autofree char *text = read_key_figures (SUMMARY (",\"today\":\"7\"", ""));
  g_autofree char *good = read_key_figures (SUMMARY ("", ""));

  g_test_message ("%s", html);
  g_assert_true (has_digit (good));
  g_assert_false (has_digit (html));
  g_assert_false (has_digit (text));
}

static char *
read_words (const char *body)
{
  g_autoptr (ZhihuiSituation) situation = make_situation (SUMMARY ("", ""), body);

  return read_panel (ZHIHUI_PANEL_HOT_WORDS, situation);
}

static void
an_empty_list_is_no_failure (void)
{
  g_autofree char *empty = read_words (HEAD "\"items\":[]}");
  g_autofree char *unreadable = read_words (HEAD "\"items\":0}");
  g_autofree char *some = read_words (HEAD "\"items\":[{\"word\":\"井盖\",\"count\":0}]}");

  g_test_message ("%s %s", empty, unreadable);
  g_assert_nonnull (strstr (empty, "无热词"));
  g_assert_null (strstr (empty, "失败"));
  g_assert_nonnull (strstr (unreadable, "读取失败"));
  g_assert_null (strstr (unreadable, "无热词"));
  g_assert_nonnull (strstr (some, "井盖"));
}

static void
a_wrong_clock_is_said (void)
{
  g_autoptr (ZhihuiSituation) situation = make_situation (SUMMARY ("", ""), HEAD "\"items\":[]}");
  g_autofree char *head = read_panel (ZHIHUI_PANEL_HEAD, situation);

  g_test_message ("%s", head);
  g_assert_nonnull (strstr (head, "本机时钟快 12"));
  /* The time that is shown is the platform's. */
  g_assert_nonnull (strstr (head, "[14:05:12]"));
}

static char *
read_board (gboolean one_was_there_before)
{
  static const ZhihuiUnit units[] = {
    { .id = (char *) "a", .name = (char *) "甲", .short_name = (char *) "甲" },
    { .id = (char *) "b", .name = (char *) "乙", .short_name = (char *) "乙" },
  };
  const ZhihuiUnit *places[] = { &units[0], &units[1] };
  const ZhihuiTally now[] = { { .n = 90, .k = 9 }, { .n = 70, .k = 8 } };
  const ZhihuiTally before[] = { { .n = 50, .k = 5 }, { 0 } };
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiPeriod) period = zhihui_period_parse ("month", 1596002712, zone, NULL);
  const ZhihuiRankingInput input = {
    .metric = ZHIHUI_METRIC_RETURN_RATE,
    .region = "00",
    .peer = "all",
    .revision = "",
    .period = period,
    .units = places,
    .tallies = now,
    .previous = one_was_there_before ? before : NULL,
    .n_units = G_N_ELEMENTS (units),
  };
  g_autoptr (ZhihuiRanking) ranking = zhihui_ranking_new (&input);
  g_autoptr (ZhihuiSituation) first = make_situation (SUMMARY ("", ""), HEAD "\"items\":[]}");
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (first);
  const ZhihuiReceipt     receipt = {
        .period_s = 10, .http_status = 200, .has_data = TRUE, .received_us = NOW
  };
  g_autoptr (ZhihuiSituation) situation = NULL;

  zhihui_situation_builder_set_ranking (builder, ZHIHUI_BOARD_RETURN, "all", ranking);
  zhihui_situation_builder_set_ranking_receipt (builder, ZHIHUI_BOARD_RETURN, "all", &receipt);
  situation = zhihui_situation_builder_finish (builder);
  return read_panel (ZHIHUI_PANEL_RETURN, situation);
}

/* A source that tells no earlier ranks does not say that all units are new. */
static void
a_unit_is_new_only_where_earlier_ranks_are_told (void)
{
  g_autofree char *told = read_board (TRUE);
  g_autofree char *not_told = read_board (FALSE);

  g_test_message ("%s %s", told, not_told);
  g_assert_nonnull (strstr (not_told, "[甲]"));
  g_assert_nonnull (strstr (not_told, "[乙]"));
  g_assert_cmpint (count (told, "[新]"), >, 0);
  g_assert_cmpint (count (not_told, "[新]"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  zhihui_language_bind ();

  g_test_add_func ("/honest-panel/clocks-that-are-not-told-are-not-offered",
                   clocks_that_are_not_told_are_not_offered);
  g_test_add_func ("/honest-panel/nought-and-not-known-are-told-apart",
                   nought_and_not_known_are_told_apart);
  g_test_add_func ("/honest-panel/what-cannot-be-read-shows-no-figure",
                   what_cannot_be_read_shows_no_figure);
  g_test_add_func ("/honest-panel/an-empty-list-is-no-failure", an_empty_list_is_no_failure);
  g_test_add_func ("/honest-panel/a-wrong-clock-is-said", a_wrong_clock_is_said);
  g_test_add_func ("/honest-panel/a-unit-is-new-only-where-earlier-ranks-are-told",
                   a_unit_is_new_only_where_earlier_ranks_are_told);

  return g_test_run ();
}
