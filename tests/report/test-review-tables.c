/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table-text.h"
#include "zhihui-language.h"
#include "zhihui-review-tables.h"

#include <string.h>

#define NOW G_GINT64_CONSTANT (1700465400) /* 2023-11-20T15:30:00+08:00 */
#define DAY_S 86400

static ZhihuiMeeting *
add_meeting (ZhihuiMeetings *meetings, const char *kind, const char *title, gint64 starts_at)
{
  ZhihuiMeeting *one = g_new0 (ZhihuiMeeting, 1);

  one->id = g_strdup_printf ("m-%u", meetings->items->len + 1);
  one->kind = g_strdup (kind);
  one->title = g_strdup (title);
  one->state = starts_at <= NOW ? ZHIHUI_MEETING_ENDED : ZHIHUI_MEETING_SCHEDULED;
  one->starts_at = one->ends_at = starts_at;
  one->started_at = one->changed_at = ZHIHUI_NO_INSTANT;
  one->host = g_strdup ("县信访局");
  one->units = g_ptr_array_new_with_free_func (g_free);
  one->participants_expected = one->participants_now = one->received = -1;
  one->decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_decision_free);
  g_ptr_array_add (meetings->items, one);
  return one;
}

static void
add_decision (ZhihuiMeeting *meeting, const char *text, const char *state, gint64 due_at)
{
  ZhihuiDecision *decision = g_new0 (ZhihuiDecision, 1);

  decision->id = g_strdup ("d-1");
  decision->text = g_strdup (text);
  decision->unit = g_strdup ("自然资源局");
  decision->state = g_strdup (state);
  decision->due_at = due_at;
  g_ptr_array_add (meeting->decisions, decision);
}

static void
add_case (ZhihuiMeeting *meeting, const char *id, gint64 due_at)
{
  ZhihuiMeetingCase *one = g_new0 (ZhihuiMeetingCase, 1);

  one->id = g_strdup (id);
  one->stage = g_strdup ("handling");
  one->topic = g_strdup ("征地补偿");
  one->type = g_strdup ("投诉");
  one->unit = g_strdup ("自然资源局");
  one->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_case_step_free);
  zhihui_case_steps_add (
    one->steps, "replied", "自然资源局", NOW - 3 * DAY_S, ZHIHUI_NO_INSTANT, due_at);
  if (meeting->cases == NULL)
    meeting->cases = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_meeting_case_free);
  g_ptr_array_add (meeting->cases, one);
  meeting->n_cases = meeting->cases->len;
}

static ZhihuiMeetings *
make_meetings (void)
{
  ZhihuiMeetings *meetings = zhihui_meetings_new ();
  ZhihuiMeeting  *first = add_meeting (meetings, "review", "征地补偿研判会", NOW - 1800);
  ZhihuiMeeting  *second =
    add_meeting (meetings, "review", "供水研判会 会议号 123-456-789 密码：8848", NOW + DAY_S);
  ZhihuiMeeting *other = add_meeting (meetings, "reception", "视频接访", NOW - 3600);

  first->join_url = g_strdup ("https://meeting.example.cn/dm/abc?pwd=8848");
  first->room_url = g_strdup ("https://meeting.example.cn/dm/abc");
  first->room = g_strdup ("三楼会商室");
  first->participants_expected = 9;
  first->participants_now = 7;
  g_ptr_array_add (first->units, g_strdup ("信访局"));
  g_ptr_array_add (first->units, g_strdup ("自然资源局"));
  add_case (first, "c-82", NOW - 7200);
  add_case (first, "c-83", NOW + 7200);
  add_decision (first, "11月底前兑付", "open", NOW + 10 * DAY_S);
  add_decision (first, "入户走访，见 https://meeting.example.cn/x?pwd=1", "overdue", NOW - DAY_S);
  add_decision (first, "", "done", ZHIHUI_NO_INSTANT);
  add_decision (second, "回访", "open", NOW + DAY_S);
  add_decision (other, "不在清单", "open", NOW + DAY_S);
  return meetings;
}

static char *
write_csv (const ZhihuiReviewQuestion *question)
{
  g_autoptr (GPtrArray) tables = zhihui_review_tables_make (question);

  return table_text_write (tables);
}

/* People read their own words. */
static void
assert_shows (GPtrArray *tables, guint table, guint column, const char *text)
{
  ZhihuiDataCell cell = zhihui_data_table_get_cell (tables->pdata[table], 0, column);

  g_assert_cmpstr (cell.text, ==, text);
}

static void
test_figures (void)
{
  static const char *const lines[] = {
    /* two done or open of three, one done, one overdue */
    "2023-11-20T15:00:00+08:00,征地补偿研判会,ended,县信访局,信访局; 自然资源局,9,7,2,1,3,"
    "0.333333,1\n",
    ",,0,0,1,0.000000,0\n",
    /* longest late: two hours; what is in time is not late */
    "c-82,handling,,投诉,征地补偿,自然资源局,2023-11-20T13:30:00+08:00,7200\n",
    "c-83,handling,,投诉,征地补偿,自然资源局,2023-11-20T17:30:00+08:00,\n",
    "11月底前兑付,自然资源局,2023-11-30T15:30:00+08:00,open,\n",
    ",overdue,86400\n",
  };
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiMeetings) meetings = make_meetings ();
  ZhihuiReviewQuestion question = { meetings, "review", zone, NOW };
  g_autoptr (GPtrArray) tables = zhihui_review_tables_make (&question);
  g_autofree char *csv = table_text_write (tables);
  g_autofree char *lead = zhihui_review_make_lead (&question);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (strstr (csv, lines[i]) == NULL)
      g_error ("not in the tables: %s\n%s", lines[i], csv);
  g_assert_null (strstr (csv, "不在清单"));
  assert_shows (tables, 0, 2, "已结束");
  assert_shows (tables, 0, 4, "信访局、自然资源局");
  assert_shows (tables, 1, 1, "办理中");
  assert_shows (tables, 2, 3, "在办");
  g_assert_null (strstr (csv, "视频接访"));
  g_assert_cmpstr (
    lead,
    ==,
    "共安排会商研判 2 次，已召开 1 次，关联工单 2 件；议定事项 4 项，已办结 1 项，超期 1 项。");
}

static void
forget_cases (ZhihuiMeeting *meeting)
{
  for (guint i = 0; i < meeting->cases->len; i++)
    {
      ZhihuiMeetingCase *one = meeting->cases->pdata[i];

      *one->topic = *one->type = *one->unit = '\0';
      g_clear_pointer (&one->steps, g_ptr_array_unref);
    }
}

/* Of a case of a meeting that is over the meeting tells nothing but its stage: paper has no row of
 * that but says how many there are, a file has all of them. */
static void
test_untold (void)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiMeetings) meetings = make_meetings ();
  ZhihuiReviewQuestion question = { meetings, "review", zone, NOW, .is_printed = TRUE };
  g_autoptr (GPtrArray) told = zhihui_review_tables_make (&question);
  g_autoptr (GPtrArray) untold = NULL;
  g_autoptr (GPtrArray) filed = NULL;

  forget_cases (meetings->items->pdata[0]);
  untold = zhihui_review_tables_make (&question);
  question.is_printed = FALSE;
  filed = zhihui_review_tables_make (&question);
  g_assert_cmpuint (zhihui_data_table_get_n_rows (told->pdata[1]), ==, 2);
  g_assert_cmpuint (zhihui_data_table_get_n_rows (untold->pdata[1]), ==, 0);
  g_assert_true (
    g_str_has_prefix (zhihui_data_table_get_note (untold->pdata[1]), "另有 2 件未列出"));
  g_assert_cmpuint (zhihui_data_table_get_n_rows (filed->pdata[1]), ==, 2);
}

static void
set_text (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

static ZhihuiDeskCase *
make_desk_case (const char *id, const char *no)
{
  ZhihuiDeskCase *one = zhihui_desk_case_new ();

  set_text (&one->id, id);
  set_text (&one->no, no);
  set_text (&one->type, "complaint");
  set_text (&one->topic, "征地补偿");
  set_text (&one->state, "replied");
  one->work = zhihui_case_work_new ();
  set_text (&one->work->unit.id, "u-7");
  set_text (&one->work->unit.name, "自然资源局");
  one->work->dispatched_at = NOW - 3 * DAY_S;
  one->work->due_at = NOW - 3600;
  return one;
}

/* What the meeting does not tell any more the list of cases does, under the numbers people say. */
static void
test_numbers (void)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiMeetings) meetings = make_meetings ();
  g_autoptr (ZhihuiSituation) place =
    zhihui_situation_builder_finish (zhihui_situation_builder_new (NULL));
  g_autoptr (ZhihuiCaseNames) names = zhihui_case_names_new (place);
  g_autoptr (ZhihuiDeskCases) cases = zhihui_desk_cases_new ();
  ZhihuiReviewQuestion question = { meetings,           "review",       zone,          NOW,
                                    .is_printed = TRUE, .cases = cases, .names = names };
  g_autoptr (GPtrArray) tables = NULL;

  forget_cases (meetings->items->pdata[0]);
  g_ptr_array_add (cases->items, make_desk_case ("c-99", "ZC202311150099"));
  g_ptr_array_add (cases->items, make_desk_case ("c-83", "ZC202311150083"));
  tables = zhihui_review_tables_make (&question);
  g_assert_cmpuint (zhihui_data_table_get_n_rows (tables->pdata[1]), ==, 1);
  assert_shows (tables, 1, 0, "ZC202311150083");
  assert_shows (tables, 1, 1, "办理中");
  assert_shows (tables, 1, 2, "已答复");
  assert_shows (tables, 1, 4, "征地补偿");
  assert_shows (tables, 1, 5, "自然资源局");
  g_assert_true (
    g_str_has_prefix (zhihui_data_table_get_note (tables->pdata[1]), "另有 1 件未列出"));
}

static void
test_secrets (void)
{
  static const char *const secrets[] = {
    "http", "meeting.example", "pwd", "8848", "123-456-789", "dm/abc",
  };
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiMeetings) meetings = make_meetings ();
  ZhihuiReviewQuestion question = { meetings, NULL, zone, NOW };
  g_autofree char     *csv = write_csv (&question);

  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    if (strstr (csv, secrets[i]) != NULL)
      g_error ("on paper stands %s", secrets[i]);
  g_assert_nonnull (strstr (csv, "供水研判会")); /* the rest of the title does */
  g_assert_nonnull (strstr (csv, "入户走访"));
  g_assert_nonnull (strstr (csv, "不在清单"));
}

static void
test_empty (void)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiMeetings) none = zhihui_meetings_new ();
  ZhihuiReviewQuestion unread = { NULL, "review", zone, NOW };
  ZhihuiReviewQuestion empty = { none, "review", zone, NOW };
  g_autoptr (GPtrArray) unread_tables = zhihui_review_tables_make (&unread);
  g_autoptr (GPtrArray) empty_tables = zhihui_review_tables_make (&empty);

  g_assert_cmpuint (unread_tables->len, ==, 3);
  g_assert_cmpuint (zhihui_data_table_get_n_rows (unread_tables->pdata[0]), ==, 0);
  g_assert_cmpstr (
    zhihui_data_table_get_empty (unread_tables->pdata[0]), ==, "未能从此数据源读取会议。");
  g_assert_cmpstr (zhihui_data_table_get_empty (empty_tables->pdata[0]),
                   ==,
                   "这段时间没有召开、也没有安排此类会议。");
  g_assert_cmpstr (
    zhihui_data_table_get_empty (empty_tables->pdata[2]), ==, "这些会议尚无议定事项。");
  g_assert_null (zhihui_review_make_lead (&empty));
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review-tables/meetings-cases-and-decisions-are-told-with-their-state",
                   test_figures);
  g_test_add_func ("/review-tables/paper-has-no-case-of-which-nothing-is-told", test_untold);
  g_test_add_func ("/review-tables/cases-of-ended-meetings-have-their-numbers", test_numbers);
  g_test_add_func ("/review-tables/no-link-number-or-code-of-a-meeting-comes-to-paper",
                   test_secrets);
  g_test_add_func ("/review-tables/where-nothing-is-the-reason-is", test_empty);
  return g_test_run ();
}
