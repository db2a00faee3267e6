/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-case-filter.h"
#include "zhihui-error.h"

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
  static const char *const wrong[] = { "units=u001", "due=over&colour=red", "unit", "q=%zz" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      if (zhihui_case_filter_parse_query (wrong[i], &error) != NULL)
        g_error ("%s is taken", wrong[i]);
      g_assert_nonnull (error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/case-filter/a-query-asks-for-the-same", test_query);
  g_test_add_func ("/case-filter/no-query-asks-for-all", test_any);
  g_test_add_func ("/case-filter/what-is-not-understood-is-refused", test_wrong);
  return g_test_run ();
}
