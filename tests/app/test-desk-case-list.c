/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cases-desk.h"
#include "desk-application.h"
#include "zhihui-case-cell.h"
#include "zhihui-desk-export.h"
#include "zhihui-desk-window.h"
#include "zhihui-sortable.h"

/* What becomes of the list as it is seen. */

/* (transfer full): what the page gives to be written */
static ZhihuiDeskExport *
make_export (CasesDesk *self)
{
  ZhihuiDeskExport *export = zhihui_desk_export_new (self->source, "", NULL);

  g_assert_true (zhihui_desk_page_add_export (
    zhihui_desk_window_get_page (ZHIHUI_DESK_WINDOW (self->window)), export));
  return export;
}

static gboolean
has_all_rows (CasesDesk *self, gconstpointer data)
{
  g_autoptr (ZhihuiDeskExport) export = make_export (self);

  return export->listed != NULL;
}

/* What is written is the list that is seen: its filter, its rows in their order; of a list of which
 * a part was read, the filter alone, by which all is asked for. */
static void
what_is_written_is_the_list_that_is_seen (CasesDesk *self, gconstpointer scope)
{
  ZhihuiCaseTable *table;
  g_autoptr (ZhihuiDeskExport) all = NULL;
  g_autoptr (ZhihuiDeskExport) own = NULL;

  cases_desk_go (self, NULL);
  cases_desk_await (self, cases_desk_has_rows, NULL, "there are cases");
  all = make_export (self);
  g_assert_null (all->listed);
  g_assert_true (all->list == cases_desk_get_table (self));
  g_assert_cmpstr (all->template, ==, "cases");

  cases_desk_go (self, g_variant_new_parsed ("{'unit': <'u020'>}"));
  cases_desk_await (self, cases_desk_is_of_unit_alone, "u020", "the cases are those of u020");
  table = cases_desk_get_table (self);
  zhihui_case_table_sort (table, ZHIHUI_CASE_CELL_NO, TRUE);
  cases_desk_await (self, has_all_rows, NULL, "all pages are read");
  own = make_export (self);
  g_assert_cmpstr (zhihui_case_filter_get (own->cases, ZHIHUI_CASE_FILTER_UNIT), ==, "u020");
  g_assert_cmpstr (own->listed_order, ==, "no desc");
  g_assert_cmpuint (own->listed->items->len, ==, zhihui_case_table_get_n_rows (table));
  g_assert_cmpuint (own->listed->items->len, >, 1);
  for (guint i = 1; i < own->listed->items->len; i++)
    g_assert_cmpstr (((ZhihuiDeskCase *) own->listed->items->pdata[i - 1])->no,
                     >,
                     ((ZhihuiDeskCase *) own->listed->items->pdata[i])->no);
  g_assert_null (own->listed->next);
  g_assert_null (own->list);
  g_assert_cmpint (own->listed->stamp.as_of, !=, ZHIHUI_NO_INSTANT);
}

/* A long list is asked for anew, and stands as the rows do. */
static void
what_is_asked_for_stands_as_the_rows_do (CasesDesk *self, gconstpointer scope)
{
  g_autoptr (ZhihuiDeskExport) export = NULL;
  g_autoptr (GPtrArray) turned =
    g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_desk_case_unref);
  g_autofree char *plain = NULL, *order = NULL;
  GPtrArray       *rows;

  cases_desk_go (self, g_variant_new_parsed ("{'unit': <'u020'>}"));
  cases_desk_await (self, cases_desk_is_of_unit_alone, "u020", "the cases are those of u020");
  cases_desk_await (self, has_all_rows, NULL, "all pages are read");
  zhihui_sortable_set_order (ZHIHUI_SORTABLE (cases_desk_get_table (self)), "no");
  export = make_export (self);
  rows = export->listed->items;
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (turned, zhihui_desk_case_ref (rows->pdata[rows->len - 1 - i]));
  order = zhihui_case_table_arrange (cases_desk_get_table (self), turned);
  g_assert_cmpstr (order, ==, "no");
  for (guint i = 0; i < rows->len; i++)
    g_assert_true (turned->pdata[i] == rows->pdata[i]);

  zhihui_sortable_set_order (ZHIHUI_SORTABLE (cases_desk_get_table (self)), NULL);
  plain = zhihui_case_table_arrange (cases_desk_get_table (self), turned);
  g_assert_null (plain);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = desk_application_start (&argc, &argv, NULL);

  if (application == NULL)
    return 77;

#define ADD(name, func)                                                                            \
  g_test_add (                                                                                     \
    "/desk-case-list/" name, CasesDesk, "desk", cases_desk_set_up, func, cases_desk_tear_down)
  ADD ("what-is-written-is-the-list-that-is-seen", what_is_written_is_the_list_that_is_seen);
  ADD ("what-is-asked-for-stands-as-the-rows-do", what_is_asked_for_stands_as_the_rows_do);
#undef ADD
  return g_test_run ();
}
