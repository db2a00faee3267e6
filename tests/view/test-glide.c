/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-glide.h"
#include "zhihui-pixel-shift.h"

static void
test_ease (void)
{
  g_assert_cmpfloat_with_epsilon (zhihui_ease_in_out (0.0), 0.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (zhihui_ease_in_out (1.0), 1.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (zhihui_ease_in_out (0.5), 0.5, 1e-12);

  for (int i = 1; i <= 100; i++)
    {
      double before = zhihui_ease_in_out ((i - 1) / 100.0);
      double here = zhihui_ease_in_out (i / 100.0);

      g_assert_cmpfloat (here, >, before);
      /* symmetric about the middle */
      g_assert_cmpfloat_with_epsilon (here + zhihui_ease_in_out (1.0 - i / 100.0), 1.0, 1e-12);
    }

  /* slow at both ends, fast in the middle */
  g_assert_cmpfloat (zhihui_ease_in_out (0.1), <, 0.1);
  g_assert_cmpfloat (zhihui_ease_in_out (0.9), >, 0.9);
}

static void
test_arrives_exactly (void)
{
  const ZhihuiPose a = { 10, 300.25, 80, 12, { 0.1, 0.2, 0.3, 1.0 } };
  const ZhihuiPose b = { 10, 42.1, 33.3, 12, { 0.9, 0.7, 0.1, 1.0 } };
  ZhihuiGlide      glide;
  ZhihuiPose       pose;

  zhihui_glide_rest (&glide, &a);
  zhihui_glide_go (&glide, &b, 1000, 400000);

  g_assert_false (zhihui_glide_look (&glide, 1000, &pose));
  g_assert_true (zhihui_pose_equal (&pose, &a));
  g_assert_false (zhihui_glide_look (&glide, 201000, &pose));
  g_assert_cmpfloat_with_epsilon (pose.y, (300.25 + 42.1) / 2.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (pose.colour.red, 0.5, 1e-9);
  g_assert_false (zhihui_glide_look (&glide, 400999, &pose));
  g_assert_true (zhihui_glide_look (&glide, 401000, &pose));
  g_assert_cmpmem (&pose, sizeof pose, &b, sizeof b);
}

static void
test_turns_round_where_it_is (void)
{
  const ZhihuiPose a = { 0, 0, 10, 10, { 0 } };
  const ZhihuiPose b = { 0, 100, 10, 10, { 0 } };
  ZhihuiGlide      glide;
  ZhihuiPose       here, pose;

  zhihui_glide_rest (&glide, &a);
  zhihui_glide_go (&glide, &b, 0, 400000);
  zhihui_glide_look (&glide, 150000, &here);
  zhihui_glide_go (&glide, &a, 150000, 400000);

  g_assert_false (zhihui_glide_look (&glide, 150000, &pose));
  g_assert_cmpfloat_with_epsilon (pose.y, here.y, 1e-9);
  g_assert_true (zhihui_glide_look (&glide, 550000, &pose));
  g_assert_cmpfloat_with_epsilon (pose.y, 0.0, 1e-9);
}

static void
test_same_goal_does_not_start_again (void)
{
  const ZhihuiPose a = { 0, 0, 10, 10, { 0 } };
  const ZhihuiPose b = { 0, 100, 10, 10, { 0 } };
  ZhihuiGlide      glide;
  ZhihuiPose       pose;

  zhihui_glide_rest (&glide, &a);
  zhihui_glide_go (&glide, &b, 0, 400000);
  zhihui_glide_go (&glide, &b, 399000, 400000);

  g_assert_true (zhihui_glide_look (&glide, 400000, &pose));
}

static void
test_without_time_it_cuts (void)
{
  const ZhihuiPose a = { 0, 0, 10, 10, { 0 } };
  const ZhihuiPose b = { 0, 100, 10, 10, { 0 } };
  ZhihuiGlide      glide;
  ZhihuiPose       pose;

  zhihui_glide_rest (&glide, &a);
  zhihui_glide_go (&glide, &b, 7, 0);

  g_assert_true (zhihui_glide_look (&glide, 7, &pose));
  g_assert_cmpfloat_with_epsilon (pose.y, 100.0, 1e-9);
}

static void
test_shift_stays_near (gconstpointer user_data)
{
  double           unit = *(const double *) user_data;
  ZhihuiPixelShift shift = { 0 };
  int              left = 0, right = 0, top = 0, bottom = 0;
  guint            n_moved = 0;

  for (guint i = 0; i < 1000; i++)
    {
      int   from_x = shift.x;
      int   from_y = shift.y;
      guint n_steps = zhihui_pixel_shift_start (&shift, unit, ZHIHUI_PIXEL_SHIFT_REACH);

      for (guint step = 0; step < n_steps; step++)
        g_assert_true (zhihui_pixel_shift_step (&shift) == (step + 1 < n_steps));

      g_assert_cmpfloat (ABS (shift.x - from_x), <=, 2 * unit);
      g_assert_cmpfloat (ABS (shift.y - from_y), <=, 2 * unit);
      n_moved += shift.x != from_x || shift.y != from_y;
      left = MIN (left, shift.x);
      right = MAX (right, shift.x);
      top = MIN (top, shift.y);
      bottom = MAX (bottom, shift.y);
    }

  g_assert_cmpuint (n_moved, ==, 1000);
  g_assert_cmpfloat (MAX (MAX (-left, right), MAX (-top, bottom)), <=, 12 * unit);
  /* and it visits both sides of both axes; above the page there are 26 units, of which the words
   * of the strip take 22 */
  g_assert_cmpint (left, ==, -right);
  g_assert_cmpint (top, <, 0);
  g_assert_cmpfloat (-top, <=, 4 * unit);
  g_assert_cmpint (right, >, 0);
  g_assert_cmpint (bottom, ==, right);
}

/* Beside the edges of monitors there is less room. */
static void
test_shift_stays_in_reach (void)
{
  ZhihuiPixelShift shift = { 0 };
  int              most = 0;

  for (guint i = 0; i < 200; i++)
    {
      for (guint n = zhihui_pixel_shift_start (&shift, 1.5, 4); n > 0; n--)
        zhihui_pixel_shift_step (&shift);
      most = MAX (most, MAX (ABS (shift.x), ABS (shift.y)));
    }
  g_assert_cmpfloat (most, <=, 4 * 1.5);
  g_assert_cmpint (most, >, 0);
}

int
main (int argc, char **argv)
{
  static const double units[] = { 1.0, 1.5, 2.09 };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/glide/starts-and-ends-slowly", test_ease);
  g_test_add_func ("/glide/arrives-exactly-at-the-end", test_arrives_exactly);
  g_test_add_func ("/glide/turns-round-from-where-it-is", test_turns_round_where_it_is);
  g_test_add_func ("/glide/the-same-goal-does-not-start-again",
                   test_same_goal_does_not_start_again);
  g_test_add_func ("/glide/without-time-it-cuts", test_without_time_it_cuts);
  g_test_add_data_func ("/pixel-shift/stays-near-at-unit-1", &units[0], test_shift_stays_near);
  g_test_add_data_func ("/pixel-shift/stays-near-at-unit-1.5", &units[1], test_shift_stays_near);
  g_test_add_data_func ("/pixel-shift/stays-near-at-unit-2.09", &units[2], test_shift_stays_near);

  g_test_add_func ("/pixel-shift/stays-in-reach", test_shift_stays_in_reach);
  return g_test_run ();
}
