/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-selection.h"

typedef struct
{
  guint n_path, n_mark, n_board;
} Counts;

static void
notified_cb (ZhihuiSelection *selection, GParamSpec *spec, Counts *counts)
{
  counts->n_path += g_str_equal (spec->name, "path");
  counts->n_mark += g_str_equal (spec->name, "mark");
  counts->n_board += g_str_equal (spec->name, "board");
}

static void
going_down_and_up (void)
{
  Counts counts = { 0 };
  g_autoptr (ZhihuiSelection) selection = zhihui_selection_new ();

  g_signal_connect (selection, "notify", G_CALLBACK (notified_cb), &counts);
  g_assert_null (zhihui_selection_get_path (selection));
  g_assert_false (zhihui_selection_go_up (selection));
  g_assert_cmpuint (counts.n_path, ==, 0);

  zhihui_selection_set_mark (selection, "320500");
  zhihui_selection_enter (selection, "320500", "苏州市");
  zhihui_selection_set_mark (selection, "320583");
  zhihui_selection_enter (selection, "320583", "昆山市");
  g_assert_cmpstr (
    zhihui_region_path_get_code (zhihui_selection_get_path (selection)), ==, "320583");
  g_assert_cmpuint (zhihui_region_path_get_depth (zhihui_selection_get_path (selection)), ==, 2);
  g_assert_null (zhihui_selection_get_mark (selection));
  g_assert_cmpuint (counts.n_path, ==, 2);

  /* A region that stands for its own parts is entered once. */
  zhihui_selection_enter (selection, "320583", "昆山市");
  g_assert_cmpuint (zhihui_region_path_get_depth (zhihui_selection_get_path (selection)), ==, 2);
  g_assert_cmpuint (counts.n_path, ==, 2);

  /* Where one came from is marked. */
  g_assert_true (zhihui_selection_go_up (selection));
  g_assert_cmpstr (
    zhihui_region_path_get_code (zhihui_selection_get_path (selection)), ==, "320500");
  g_assert_cmpstr (zhihui_selection_get_mark (selection), ==, "320583");
  g_assert_true (zhihui_selection_go_up (selection));
  g_assert_null (zhihui_selection_get_path (selection));
  g_assert_cmpstr (zhihui_selection_get_mark (selection), ==, "320500");
  g_assert_cmpuint (counts.n_path, ==, 4);
  g_assert_finalize_object (g_steal_pointer (&selection));
}

static void
going_to_the_top_at_once_marks_the_way (void)
{
  g_autoptr (ZhihuiSelection) selection = zhihui_selection_new ();

  zhihui_selection_enter (selection, "320500", "苏州市");
  zhihui_selection_enter (selection, "320583", "昆山市");
  zhihui_selection_set_path (selection, NULL);
  g_assert_cmpstr (zhihui_selection_get_mark (selection), ==, "320500");
}

static void
same_choice_tells_nothing (void)
{
  Counts counts = { 0 };
  g_autoptr (ZhihuiSelection) selection = zhihui_selection_new ();
  g_autoptr (ZhihuiRegionPath) one = zhihui_region_path_new (NULL, "320500", "苏州市");
  g_autoptr (ZhihuiRegionPath) same = zhihui_region_path_new (NULL, "320500", "苏州市");

  zhihui_selection_set_path (selection, one);
  zhihui_selection_set_mark (selection, "320583");
  zhihui_selection_set_board (selection, ZHIHUI_BOARD_RETURN);
  g_signal_connect (selection, "notify", G_CALLBACK (notified_cb), &counts);
  g_object_set (
    selection, "path", same, "mark", "320583", "board", (guint) ZHIHUI_BOARD_RETURN, NULL);
  g_assert_cmpuint (counts.n_path + counts.n_mark + counts.n_board, ==, 0);

  zhihui_selection_set_board (selection, ZHIHUI_BOARD_SATISFIED);
  g_assert_cmpuint (counts.n_board, ==, 1);
  g_assert_cmpint (zhihui_selection_get_board (selection), ==, ZHIHUI_BOARD_SATISFIED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/selection/going-up-leads-back-and-marks-where-one-was", going_down_and_up);
  g_test_add_func ("/selection/going-to-the-top-at-once-marks-the-way",
                   going_to_the_top_at_once_marks_the_way);
  g_test_add_func ("/selection/the-same-choice-tells-nothing", same_choice_tells_nothing);

  return g_test_run ();
}
