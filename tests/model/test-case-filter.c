/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-case-filter.h"
#include "zhihui-error.h"

#include <string.h>

/* What a paper says of its cases asks for the same ones. */
static void
test_query (void)
{
  g_autoptr (ZhihuiCaseFilter) filter = zhihui_case_filter_new ();
  g_autoptr (ZhihuiCaseFilter) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *query = NULL;

  zhihui_case_filter_set_list (filter, "overdue");
  zhihui_case_filter_set (filter, ZHIHUI_CASE_FILTER_UNIT, "u001");
  zhihui_case_filter_set (filter, ZHIHUI_CASE_FILTER_Q, "a&b=50% 道路+");
  query = zhihui_case_filter_make_query (filter);
  g_assert_cmpstr (query, ==, "unit=u001&due=over&q=a%26b%3D50%25%20%E9%81%93%E8%B7%AF%2B");
  again = zhihui_case_filter_parse_query (query, &error);
  g_assert_no_error (error);
  g_assert_true (zhihui_case_filter_equal (again, filter));
  g_assert_cmpstr (zhihui_case_filter_get_list (again), ==, "overdue");
}

static void
test_any (void)
{
  g_autoptr (ZhihuiCaseFilter) any = zhihui_case_filter_parse_query ("", NULL);
  g_autofree char *query = NULL;

  g_assert_nonnull (any);
  g_assert_true (zhihui_case_filter_is_any (any));
  query = zhihui_case_filter_make_query (any);
  g_assert_cmpstr (query, ==, "");
}

/* What is not understood is refused: else a list of all would be taken for what was asked. */
static void
test_wrong (void)
{
  static const char *const wrong[] = {
    "units=u001",
    "due=over&colour=red",
    "unit",
    "q=%zz",
    "state=bogus",
    "due=late",
    "list=overdue",
    "mark=red",
    "due=over&list=sent_back",
    "due=over&due=soon",
    "q=a&q=",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      if (zhihui_case_filter_parse_query (wrong[i], &error) != NULL)
        g_error ("%s is taken", wrong[i]);
      g_assert_nonnull (error);
    }
}

/* Who errs reads what there is. */
static void
test_values (void)
{
  static const char *const faults[][2] = {
    { "state=bogus", "submitted, accepted, dispatched" },
    { "due=late", "over, soon" },
    { "list=overdue", "returned, sent_back, suspended, co" },
    { "mark=red", "commented, instructed, watched" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (zhihui_case_filter_parse_query (faults[i][0], &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, faults[i][1]));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/case-filter/a-query-asks-for-the-same", test_query);
  g_test_add_func ("/case-filter/no-query-asks-for-all", test_any);
  g_test_add_func ("/case-filter/what-is-not-understood-is-refused", test_wrong);
  g_test_add_func ("/case-filter/a-wrong-value-is-told-with-the-right-ones", test_values);
  return g_test_run ();
}
