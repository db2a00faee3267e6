/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "zhihui-case-points.h"
#include "zhihui-mercator.h"

static void
test_what_is_seen_is_asked_for (void)
{
  ZhihuiViewport   viewport = { .zoom = 9.7, .width = 800, .height = 400 };
  double           numbers[4], x, y;
  g_autofree char *path = NULL;
  g_auto (GStrv) parts = NULL;
  guint zoom;

  zhihui_mercator_project (118.0, 36.6, &viewport.x, &viewport.y);
  path = zhihui_case_points_make_path (&viewport, "370302 &x");
  g_assert_true (g_str_has_prefix (path, "/map/cases?bbox="));
  g_assert_true (g_str_has_suffix (path, "&zoom=9&region=370302%20%26x"));
  parts = g_strsplit_set (path + strlen ("/map/cases?bbox="), ",&", -1);
  for (guint i = 0; i < 4; i++)
    numbers[i] = g_ascii_strtod (parts[i], NULL);
  g_assert_cmpint (sscanf (parts[4], "zoom=%u", &zoom), ==, 1);

  /* A degree of longitude is 256 * 2^zoom / 360 px wide. */
  g_assert_cmpfloat_with_epsilon (numbers[2] - numbers[0], 800 * 360 / (256 * exp2 (9.7)), 1e-4);
  g_assert_cmpfloat_with_epsilon ((numbers[0] + numbers[2]) / 2, 118.0, 1e-4);
  zhihui_mercator_project (numbers[0], numbers[3], &x, &y);
  g_assert_cmpfloat_with_epsilon ((viewport.y - y) * 256 * exp2 (9.7), 200, 0.2);
  zhihui_mercator_project (numbers[0], numbers[1], &x, &y);
  g_assert_cmpfloat_with_epsilon ((y - viewport.y) * 256 * exp2 (9.7), 200, 0.2);
}

static void
test_the_world_ends_at_its_edges (void)
{
  const ZhihuiViewport viewport = { 0.5, 0.5, 0.0, 1000, 1000 };
  g_autofree char     *path = zhihui_case_points_make_path (&viewport, NULL);

  g_assert_cmpstr (path, ==, "/map/cases?bbox=-180.00000,-85.05113,180.00000,85.05113&zoom=0");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/case-points/what-is-seen-is-asked-for", test_what_is_seen_is_asked_for);
  g_test_add_func ("/case-points/the-world-ends-at-its-edges", test_the_world_ends_at_its_edges);
  return g_test_run ();
}
