/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-language.h"
#include "zhihui-tally.h"

#include <glib/gi18n-lib.h>

static void
names_come_back (void)
{
  for (guint i = 0; i < ZHIHUI_N_METRICS; i++)
    {
      const ZhihuiMetricTraits *traits = zhihui_metric_get_traits ((ZhihuiMetric) i);
      ZhihuiMetric              metric = ZHIHUI_N_METRICS;

      g_assert_true (zhihui_metric_parse (traits->id, &metric));
      g_assert_cmpint (metric, ==, i);
      g_assert_cmpint (traits->is_count, ==, traits->better == ZHIHUI_BETTER_NEITHER);
      g_assert_cmpint (traits->is_count, ==, *traits->numerator == '\0');
      g_assert_cmpint (*traits->denominator, !=, '\0');
    }
}

static void
unknown_names_are_refused (void)
{
  ZhihuiMetric metric = ZHIHUI_METRIC_CLOSED;

  g_assert_false (zhihui_metric_parse ("Overdue_Rate", &metric));
  g_assert_false (zhihui_metric_parse ("", &metric));
  g_assert_false (zhihui_metric_parse (NULL, &metric));
  g_assert_cmpint (metric, ==, ZHIHUI_METRIC_CLOSED);
}

static void
boards_have_their_chinese_titles (void)
{
  const char *const titles[] = { "办件量", "超期率", "退回率", "满意度" };
  const char *const periods[] = { "month", "rolling-90d", "rolling-90d", "month" };

  for (guint i = 0; i < ZHIHUI_N_BOARDS; i++)
    {
      ZhihuiMetric metric = zhihui_board_get_metric ((ZhihuiBoard) i);

      g_assert_cmpstr (_ (zhihui_metric_get_traits (metric)->title), ==, titles[i]);
      g_assert_cmpstr (zhihui_board_get_default_period ((ZhihuiBoard) i), ==, periods[i]);
    }
}

static void
ratings_score_from_100_to_0 (void)
{
  const int scores[] = { 0, 0, 30, 60, 80, 100, 0 };

  for (guint level = 0; level < G_N_ELEMENTS (scores); level++)
    g_assert_cmpint (zhihui_tally_get_score (level), ==, scores[level]);
}

/* A unit's work from dispatch to reply, at the seconds where its state turns. */
static void
work_is_open_until_the_reply_and_overdue_after_the_last_second (void)
{
  ZhihuiAssignment row = { .dispatched_at = 100,
                           .due_at = 200,
                           .replied_at = 300,
                           .closed_at = ZHIHUI_NO_INSTANT,
                           .return_decided_at = ZHIHUI_NO_INSTANT,
                           .is_main = TRUE };

  g_assert_false (zhihui_assignment_is_open (&row, 99));
  g_assert_true (zhihui_assignment_is_open (&row, 100));
  g_assert_true (zhihui_assignment_is_open (&row, 299));
  g_assert_false (zhihui_assignment_is_open (&row, 300));
  g_assert_false (zhihui_assignment_is_overdue (&row, 200));
  g_assert_true (zhihui_assignment_is_overdue (&row, 201));
  g_assert_false (zhihui_assignment_is_overdue (&row, 300));

  row.is_main = FALSE;
  g_assert_false (zhihui_assignment_is_open (&row, 250));
  row.is_main = TRUE;
  row.is_merged = TRUE;
  g_assert_false (zhihui_assignment_is_open (&row, 250));
  row.is_merged = FALSE;
  row.return_accepted = TRUE;
  row.return_decided_at = 250;
  g_assert_true (zhihui_assignment_is_open (&row, 249));
  g_assert_false (zhihui_assignment_is_open (&row, 250));

  row.return_accepted = FALSE;
  row.due_at = ZHIHUI_NO_INSTANT;
  g_assert_false (zhihui_assignment_is_overdue (&row, 250));
  row.overdue_flag = 2;
  g_assert_true (zhihui_assignment_is_overdue (&row, 250));
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/metric/names-come-back", names_come_back);
  g_test_add_func ("/metric/unknown-names-are-refused", unknown_names_are_refused);
  g_test_add_func ("/metric/boards-have-their-chinese-titles", boards_have_their_chinese_titles);
  g_test_add_func ("/metric/ratings-score-from-100-to-0", ratings_score_from_100_to_0);
  g_test_add_func ("/metric/work-is-open-until-the-reply-and-overdue-after-the-last-second",
                   work_is_open_until_the_reply_and_overdue_after_the_last_second);
  return g_test_run ();
}
