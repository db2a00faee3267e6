/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-case-list.h"
#include "zhihui-language.h"

#include "report-sample.h"
#include "table-text.h"

#include <string.h>

#define NOW G_GINT64_CONSTANT (1785305112) /* 2026-07-29T14:05:12+08:00 */

static ZhihuiDeskCase *
add (ZhihuiDeskCases *cases, const char *no, const char *state, const char *title)
{
  ZhihuiDeskCase *one = zhihui_desk_case_new ();
  char      **texts[] = { &one->id,    &one->no,    &one->type,        &one->channel, &one->state,
                          &one->title, &one->phone, &one->complainant, &one->address };
  const char *values[] = { no,     no,           "complaint", "app", state, title, "13812345678",
                           "张三", "人民路 8 号" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_free (*texts[i]);
      *texts[i] = g_strdup (values[i]);
    }
  one->submitted_at = NOW - 86400;
  g_ptr_array_add (cases->items, one);
  return one;
}

static void
dispatch (ZhihuiDeskCase *one, const char *unit, gint64 due_at)
{
  one->work = zhihui_case_work_new ();
  g_free (one->work->unit.id);
  g_free (one->work->unit.name);
  one->work->unit.id = g_strdup (unit);
  one->work->unit.name = g_strdup (unit);
  one->work->signed_at = one->work->contacted_at = NOW - 80000;
  one->work->due_at = due_at;
}

typedef struct
{
  ZhihuiSituation       *situation; /* all owned */
  ZhihuiZone            *zone;
  ZhihuiCaseNames       *names;
  ZhihuiCaseFilter      *filter;
  ZhihuiDeskCases       *cases;
  ZhihuiCaseListQuestion question;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->situation = report_sample_new (2, 10);
  self->zone = zhihui_zone_new_shanghai ();
  self->names = zhihui_case_names_new (self->situation);
  self->filter = zhihui_case_filter_new ();
  self->cases = zhihui_desk_cases_new ();
  self->question = (ZhihuiCaseListQuestion){ .cases = self->cases,
                                             .filter = self->filter,
                                             .names = self->names,
                                             .zone = self->zone,
                                             .now = NOW };
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  zhihui_desk_cases_unref (self->cases);
  zhihui_case_filter_free (self->filter);
  zhihui_case_names_unref (self->names);
  zhihui_zone_unref (self->zone);
  zhihui_situation_unref (self->situation);
}

/* In the order they came in; who complains is not there, nor a number in a title. */
static void
test_rows (Fixture *self, gconstpointer data)
{
  ZhihuiDeskCase *one = add (self->cases, "Z1", "handling", "联系13812345678，路灯不亮");
  g_autoptr (GPtrArray) tables = NULL;
  g_autofree char *csv = NULL;

  dispatch (one, "甲局", NOW - 3600);
  one->marks = ZHIHUI_CASE_MARK_SUPERVISED | ZHIHUI_CASE_MARK_INSTRUCTED;
  dispatch (add (self->cases, "A2", "handling", "停水"), "乙局", NOW + 600);
  add (self->cases, "M3", "closed", "噪声");
  zhihui_case_filter_set (self->filter, ZHIHUI_CASE_FILTER_STATE, "handling");
  zhihui_case_filter_set (self->filter, ZHIHUI_CASE_FILTER_Q, "13812345678");
  self->question.order = "due_at desc";
  self->cases->n_restricted = 2;
  self->cases->next = g_strdup ("");
  tables = zhihui_case_list_make (&self->question);
  csv = table_text_write (tables);
  g_assert_cmpstr (csv,
                   ==,
                   "table,cases\n"
                   "no,title,type,channel,unit,state,marks,submitted_at,clock,due_at,late,left\n"
                   "Z1,联系[电话]，路灯不亮,complaint,app,甲局,handling,instructed supervised,"
                   "2026-07-28T14:05:12+08:00,reply,2026-07-29T13:05:12+08:00,3600,\n"
                   "A2,停水,complaint,app,乙局,handling,,2026-07-28T14:05:12+08:00,reply,"
                   "2026-07-29T14:15:12+08:00,,600\n"
                   "M3,噪声,complaint,app,,closed,,2026-07-28T14:05:12+08:00,,,,\n"
                   "\n"
                   "table,cases_selection\n"
                   "as_of,list,region,unit,state,type,channel,mark,q,order,cases,protected,is_cut\n"
                   "2026-07-29T14:05:12+08:00,,,,handling,,,,[电话],due_at desc,3,2,1\n");
}

/* The paper says in words what the file says in fields. */
static void
test_paper (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiDataTable) table = NULL;
  g_autofree char *lead = NULL;

  dispatch (add (self->cases, "Z1", "handling", "停水"), "甲局", NOW - 3600);
  zhihui_case_filter_set_list (self->filter, "overdue");
  table = zhihui_case_list_make_paper (&self->question);
  g_assert_cmpstr (zhihui_data_table_get_cell (table, 0, 8).text, ==, "◆ 超 1 小时");
  lead = zhihui_case_list_make_lead (&self->question);
  g_assert_cmpstr (
    lead, ==, "截至：2026年7月29日 14:05:12；清单：答复已超期；排序：新提交的在前；列出件数：1。");
}

/* What is put into a letter says what it is of; its times are those of the day, not to now. */
static void
test_text (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;

  dispatch (add (self->cases, "Z1", "handling", "停水\t13812345678"), "甲局", NOW - 3600);
  self->cases->next = g_strdup ("");
  zhihui_case_filter_set (self->filter, ZHIHUI_CASE_FILTER_REGION, "370302104");
  text = zhihui_case_list_make_text (&self->question);
  g_assert_cmpstr (
    text,
    ==,
    "截至：2026年7月29日 14:05:12；清单：全部；区划：370302104；排序：新提交的在前；"
    "列出件数：1；超出清单上限，未全部列出：是。\n"
    "编号\t事项\t类型\t渠道\t单位\t状态\t标记\t提交时间\t最先到期\t时限\t已超\t剩余\n"
    "Z1\t停水 [电话]\t投诉\tAPP\t甲局\t办理中\t\t2026年7月28日 14:05:12\t答复\t"
    "2026年7月29日 13:05:12\t1 小时\t\n");
}

static void
test_none (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) tables = zhihui_case_list_make (&self->question);
  g_autofree char *csv = table_text_write (tables);

  g_assert_cmpstr (zhihui_data_table_get_empty (tables->pdata[0]), ==, "没有符合条件的工单。");
  g_assert_nonnull (strstr (csv, ",all,,,,,,,,submitted_at desc,0,,\n"));
}

/* Another token helps only who was refused. */
static void
test_not_answered (Fixture *self, gconstpointer data)
{
  g_autofree char *lead = NULL;

  self->question.cases = NULL;
  self->question.hindrance = "未能读取";
  lead = zhihui_case_list_make_lead (&self->question);
  g_assert_cmpstr (lead, ==, "未能读取。");
}

/* Who may not read cases is told so, and not that there are none. */
static void
test_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) tables = NULL;
  g_autofree char *lead = NULL, *csv = NULL;

  self->question.cases = NULL;
  self->question.hindrance = "此令牌不能读取";
  self->question.is_refused = TRUE;
  tables = zhihui_case_list_make (&self->question);
  lead = zhihui_case_list_make_lead (&self->question);
  csv = table_text_write (tables);
  g_assert_cmpstr (lead, ==, "此令牌不能读取。读取工单需要有 desk 权限的令牌。");
  g_assert_cmpstr (zhihui_data_table_get_empty (tables->pdata[0]), ==, lead);
  g_assert_nonnull (strstr (csv, ",all,,,,,,,,,,,\n")); /* not 0 of them */
}

#define ADD(name, func) g_test_add ("/case-list/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  ADD ("rows-stand-as-they-were-given-masked", test_rows);
  ADD ("the-paper-says-which-they-are", test_paper);
  ADD ("what-is-copied-says-what-it-is-of", test_text);
  ADD ("an-empty-list-says-so", test_none);
  ADD ("what-was-not-answered-is-not-for-want-of-a-token", test_not_answered);
  ADD ("who-may-not-read-cases-is-told-so", test_refused);
  return g_test_run ();
}
