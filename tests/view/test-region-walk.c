/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-region-walk.h"

#include "mesh-sample.h"

#define SIDE 12

static ZhihuiMesh *
make_tiling (void)
{
  g_autoptr (GPtrArray) outlines = mesh_sample_tiling (SIDE, 5, 0.8, 0.3, 0.1);
  g_autoptr (GError) error = NULL;
  ZhihuiMesh *mesh = zhihui_mesh_build (outlines, NULL, NULL, &error);

  g_assert_no_error (error);
  return mesh;
}

static int
get_at (const ZhihuiMesh *mesh, int column, int row)
{
  g_autofree char *code = g_strdup_printf ("%06d", row * SIDE + column);

  return column < 0 || row < 0 || column >= SIDE || row >= SIDE ? -1
                                                                : zhihui_mesh_find (mesh, code);
}

static void
test_an_arrow_goes_to_the_neighbour (void)
{
  g_autoptr (ZhihuiMesh) mesh = make_tiling ();

  for (int row = 0; row < SIDE; row++)
    for (int column = 0; column < SIDE; column++)
      {
        guint from = (guint) get_at (mesh, column, row);

        g_assert_cmpint (zhihui_region_walk_find (mesh, from, ZHIHUI_WALK_LEFT),
                         ==,
                         get_at (mesh, column - 1, row));
        g_assert_cmpint (zhihui_region_walk_find (mesh, from, ZHIHUI_WALK_RIGHT),
                         ==,
                         get_at (mesh, column + 1, row));
        g_assert_cmpint (
          zhihui_region_walk_find (mesh, from, ZHIHUI_WALK_UP), ==, get_at (mesh, column, row - 1));
        g_assert_cmpint (zhihui_region_walk_find (mesh, from, ZHIHUI_WALK_DOWN),
                         ==,
                         get_at (mesh, column, row + 1));
      }
}

/* a is the north-western one, b lies east and a little south, c far south, d far east. */
static const char scattered[] = "a: 800 300, 801 300, 801 301, 800 301\n"
                                "b: 805 303, 806 303, 806 304, 805 304\n"
                                "c: 800 330, 801 330, 801 331, 800 331\n"
                                "d: 840 300, 841 300, 841 301, 840 301\n";

static int
find (const ZhihuiMesh *mesh, const char *code, ZhihuiWalk direction)
{
  return zhihui_region_walk_find (mesh, (guint) zhihui_mesh_find (mesh, code), direction);
}

static void
test_what_lies_straight_comes_before_what_lies_aside (void)
{
  g_autoptr (ZhihuiMesh) mesh = mesh_sample_build (scattered);

  g_assert_cmpint (find (mesh, "a", ZHIHUI_WALK_RIGHT), ==, zhihui_mesh_find (mesh, "b"));
  g_assert_cmpint (find (mesh, "a", ZHIHUI_WALK_DOWN), ==, zhihui_mesh_find (mesh, "c"));
  /* Nothing is within 45° of down, c a little beyond, b almost to the left. */
  g_assert_cmpint (find (mesh, "d", ZHIHUI_WALK_DOWN), ==, zhihui_mesh_find (mesh, "c"));
  g_assert_cmpint (find (mesh, "d", ZHIHUI_WALK_LEFT), ==, zhihui_mesh_find (mesh, "a"));
}

static void
test_there_is_nothing_beyond_the_last_one (void)
{
  g_autoptr (ZhihuiMesh) mesh = mesh_sample_build (scattered);

  g_assert_cmpint (find (mesh, "d", ZHIHUI_WALK_RIGHT), ==, -1);
  g_assert_cmpint (find (mesh, "c", ZHIHUI_WALK_DOWN), ==, -1);
}

static void
test_all_are_read_line_by_line (void)
{
  g_autoptr (ZhihuiMesh) mesh = make_tiling ();
  g_autoptr (GArray) order = zhihui_region_walk_list (mesh);

  g_assert_cmpuint (order->len, ==, SIDE * SIDE);
  for (int i = 0; i < SIDE * SIDE; i++)
    g_assert_cmpint (g_array_index (order, guint, i), ==, get_at (mesh, i % SIDE, i / SIDE));
}

static void
test_two_lines_of_two_are_read_as_text (void)
{
  g_autoptr (ZhihuiMesh) mesh = mesh_sample_build ("d: 810 311, 819 311, 819 319, 810 319\n"
                                                   "b: 810 300, 819 300, 819 309, 810 309\n"
                                                   "c: 800 310, 809 310, 809 318, 800 318\n"
                                                   "a: 800 301, 809 301, 809 309, 800 309\n");
  g_autoptr (GArray) order = zhihui_region_walk_list (mesh);
  g_autoptr (GString) read = g_string_new (NULL);

  for (guint i = 0; i < order->len; i++)
    g_string_append (read, zhihui_mesh_get_region (mesh, g_array_index (order, guint, i))->code);
  g_assert_cmpstr (read->str, ==, "abcd");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/region-walk/an-arrow-goes-to-the-neighbour",
                   test_an_arrow_goes_to_the_neighbour);
  g_test_add_func ("/region-walk/what-lies-straight-comes-before-what-lies-aside",
                   test_what_lies_straight_comes_before_what_lies_aside);
  g_test_add_func ("/region-walk/there-is-nothing-beyond-the-last-one",
                   test_there_is_nothing_beyond_the_last_one);
  g_test_add_func ("/region-walk/all-are-read-line-by-line", test_all_are_read_line_by_line);
  g_test_add_func ("/region-walk/two-lines-of-two-are-read-as-text",
                   test_two_lines_of_two_are_read_as_text);

  return g_test_run ();
}
