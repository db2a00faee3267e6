/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-language.h"
#include "zhihui-overdue-tables.h"

#include "report-sample.h"
#include "table-text.h"

#include <string.h>

#define NOW G_GINT64_CONSTANT (1785305112) /* 2026-07-29T14:05:12+08:00 */

static void
add (GPtrArray *cases, const char *no, const char *unit, gint64 due_at, const char *title)
{
  ZhihuiDeskCase *one = zhihui_desk_case_new ();
  char          **texts[] = { &one->id, &one->no, &one->type, &one->state, &one->title };
  const char     *values[] = { no, no, "complaint", "handling", title };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_free (*texts[i]);
      *texts[i] = g_strdup (values[i]);
    }
  if (unit != NULL)
    {
      one->work = zhihui_case_work_new ();
      g_free (one->work->unit.id);
      g_free (one->work->unit.name);
      one->work->unit.id = g_strdup (unit);
      one->work->unit.name = g_strdup (unit);
      one->work->due_at = due_at;
    }
  g_ptr_array_add (cases, one);
}

static GPtrArray *
new_cases (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_desk_case_unref);
}

static char *
write_csv (const ZhihuiOverdueQuestion *question)
{
  g_autoptr (GPtrArray) tables = zhihui_overdue_tables_make (question);

  return table_text_write (tables);
}

/* Fed in the wrong order: who has most overdue stands first, of these what is longest overdue. */
static void
test_order (void)
{
  g_autoptr (ZhihuiSituation) situation = report_sample_new (2, 10);
  g_autoptr (ZhihuiCaseNames) names = zhihui_case_names_new (situation);
  g_autoptr (GPtrArray) over = new_cases ();
  g_autoptr (GPtrArray) soon = new_cases ();
  ZhihuiOverdueQuestion question = { .over = over, .soon = soon, .names = names, .now = NOW };
  g_autofree char      *csv = NULL;
  g_autofree char      *lead = NULL;

  add (over, "A1", "甲局", NOW - 60, "路灯不亮");
  add (over, "B1", "乙局", NOW - 3600, "停水");
  add (over, "B2", "乙局", NOW - 7200, "联系13812345678，见 http://x.example.cn/a");
  add (soon, "C1", "丙局", NOW + 600, "噪声");
  add (soon, "B3", "乙局", NOW + 1200, "井盖");
  csv = write_csv (&question);
  g_assert_cmpstr (
    csv,
    ==,
    "table,overdue_units\n"
    "unit,overdue,soon,longest\n"
    "乙局,2,1,7200\n"
    "甲局,1,0,60\n"
    "丙局,0,1,\n"
    "\n"
    "table,overdue_cases\n"
    "group,no,title,type,state,dispatched_at,due_at,late,left\n"
    "乙局,B2,联系[电话]，见 ***,complaint,handling,,2026-07-29T12:05:12+08:00,7200,\n"
    "乙局,B1,停水,complaint,handling,,2026-07-29T13:05:12+08:00,3600,\n"
    "乙局,B3,井盖,complaint,handling,,2026-07-29T14:25:12+08:00,,1200\n"
    "甲局,A1,路灯不亮,complaint,handling,,2026-07-29T14:04:12+08:00,60,\n"
    "丙局,C1,噪声,complaint,handling,,2026-07-29T14:15:12+08:00,,600\n");
  lead = zhihui_overdue_make_lead (&question);
  g_assert_cmpstr (lead, ==, "超期未答复 3 件，即将到期 2 件。");
}

static void
test_left_out (void)
{
  g_autoptr (ZhihuiSituation) situation = report_sample_new (2, 10);
  g_autoptr (ZhihuiCaseNames) names = zhihui_case_names_new (situation);
  g_autoptr (GPtrArray) none = new_cases ();
  ZhihuiOverdueQuestion question = {
    .over = none, .soon = none, .n_restricted = 2, .is_cut = TRUE, .names = names, .now = NOW
  };
  g_autofree char *lead = zhihui_overdue_make_lead (&question);
  g_autoptr (GPtrArray) tables = zhihui_overdue_tables_make (&question);

  g_assert_nonnull (strstr (lead, "另有 2 件受保护的工单不在清单中。"));
  g_assert_nonnull (strstr (lead, "清单未能列全。"));
  g_assert_cmpstr (
    zhihui_data_table_get_empty (tables->pdata[1]), ==, "没有超期或即将到期的答复。");
}

/* Who may not read cases is told so, and not that there are none. */
static void
test_refused (void)
{
  g_autoptr (ZhihuiSituation) situation = report_sample_new (2, 10);
  g_autoptr (ZhihuiCaseNames) names = zhihui_case_names_new (situation);
  ZhihuiOverdueQuestion question = { .hindrance = "此令牌不能读取",
                                     .is_refused = TRUE,
                                     .n_restricted = -1,
                                     .names = names,
                                     .now = NOW };
  g_autoptr (GPtrArray) tables = zhihui_overdue_tables_make (&question);
  g_autofree char *lead = zhihui_overdue_make_lead (&question);

  g_assert_cmpstr (lead, ==, "此令牌不能读取。读取工单需要有 desk 权限的令牌。");
  for (guint i = 0; i < tables->len; i++)
    {
      g_assert_cmpuint (zhihui_data_table_get_n_rows (tables->pdata[i]), ==, 0);
      g_assert_cmpstr (zhihui_data_table_get_empty (tables->pdata[i]), ==, lead);
    }
}

/* Another token helps only who was refused. */
static void
test_not_answered (void)
{
  const ZhihuiOverdueQuestion question = { .hindrance = "未能读取", .n_restricted = -1 };
  g_autofree char            *lead = zhihui_overdue_make_lead (&question);

  g_assert_cmpstr (lead, ==, "未能读取。");
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/overdue-tables/who-owes-most-stands-first-masked", test_order);
  g_test_add_func ("/overdue-tables/what-is-not-in-the-list-is-said", test_left_out);
  g_test_add_func ("/overdue-tables/who-may-not-read-cases-is-told-so", test_refused);
  g_test_add_func ("/overdue-tables/what-was-not-answered-is-not-for-want-of-a-token",
                   test_not_answered);
  return g_test_run ();
}
