/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-viewport.h"

#include <math.h>

static void
a_place_comes_back_from_its_pixel (void)
{
  const ZhihuiViewport view = { 0.8, 0.4, 11.3, 750, 530 };
  double               x, y, x_px, y_px;

  zhihui_viewport_to_px (&view, 0.8, 0.4, &x_px, &y_px);
  g_assert_cmpfloat_with_epsilon (x_px, 375, 1e-6);
  g_assert_cmpfloat_with_epsilon (y_px, 265, 1e-6);
  zhihui_viewport_from_px (&view, 12.5, 499, &x, &y);
  g_assert_cmpfloat (x, <, 0.8);
  g_assert_cmpfloat (y, >, 0.4);
  zhihui_viewport_to_px (&view, x, y, &x_px, &y_px);
  g_assert_cmpfloat_with_epsilon (x_px, 12.5, 1e-5);
  g_assert_cmpfloat_with_epsilon (y_px, 499, 1e-5);
}

static void
zoom_0_shows_the_world_in_a_tile_and_each_zoom_doubles_it (void)
{
  ZhihuiViewport view = { 0.5, 0.5, 0, 256, 256 };
  ZhihuiExtent   seen;

  zhihui_viewport_get_extent (&view, &seen);
  g_assert_cmpfloat_with_epsilon (seen.left, 0, 1e-12);
  g_assert_cmpfloat_with_epsilon (seen.bottom, 1, 1e-12);
  view.zoom = 3;
  g_assert_cmpfloat_with_epsilon (zhihui_viewport_get_world_px (&view), 2048, 1e-9);
}

static void
what_is_fitted_touches_the_margin_and_no_more (void)
{
  static const ZhihuiExtent extents[] = { { 0.81, 0.39, 0.83, 0.391 }, { 0.2, 0.1, 0.2003, 0.7 } };

  for (guint i = 0; i < G_N_ELEMENTS (extents); i++)
    {
      const ZhihuiExtent *extent = &extents[i];
      ZhihuiViewport      view = { .width = 800, .height = 600 };
      double              left, top, right, bottom;

      zhihui_viewport_fit (&view, extent, 20);
      zhihui_viewport_to_px (&view, extent->left, extent->top, &left, &top);
      zhihui_viewport_to_px (&view, extent->right, extent->bottom, &right, &bottom);
      g_assert_cmpfloat (left, >, 19.99);
      g_assert_cmpfloat (top, >, 19.99);
      g_assert_cmpfloat (right, <, 780.01);
      g_assert_cmpfloat (bottom, <, 580.01);
      g_assert_cmpfloat_with_epsilon (left + right, 800, 1e-6);
      g_assert_cmpfloat_with_epsilon (top + bottom, 600, 1e-6);
      g_assert_true (left < 20.01 || top < 20.01);
    }
}

static void
nothing_and_a_single_place_are_fitted_without_harm (void)
{
  const ZhihuiExtent none = { 1, 1, 0, 0 }, place = { 0.3, 0.4, 0.3, 0.4 };
  ZhihuiViewport     view = { 0.5, 0.6, 7, 100, 100 };

  zhihui_viewport_fit (&view, &none, 10);
  g_assert_cmpfloat_with_epsilon (view.x, 0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (view.zoom, 7, 1e-12);
  zhihui_viewport_fit (&view, &place, 10);
  g_assert_cmpfloat_with_epsilon (view.x, 0.3, 1e-12);
  g_assert_cmpfloat_with_epsilon (view.zoom, ZHIHUI_VIEWPORT_MAX_ZOOM, 1e-9);
  view.width = view.height = 0;
  zhihui_viewport_fit (&view, &(ZhihuiExtent){ 0, 0, 1, 1 }, 10);
  g_assert_true (isfinite (view.zoom));
}

static void
the_place_under_the_pointer_stays_while_zooming (void)
{
  ZhihuiViewport view = { 0.8, 0.4, 11.3, 750, 530 };
  double         x, y, x_px, y_px;

  zhihui_viewport_from_px (&view, 100, 30, &x, &y);
  zhihui_viewport_zoom_at (&view, 100, 30, 13);
  zhihui_viewport_to_px (&view, x, y, &x_px, &y_px);
  g_assert_cmpfloat_with_epsilon (view.zoom, 13, 1e-12);
  g_assert_cmpfloat_with_epsilon (x_px, 100, 1e-4);
  g_assert_cmpfloat_with_epsilon (y_px, 30, 1e-4);
}

static void
a_view_cannot_leave_its_bounds (void)
{
  const ZhihuiExtent bounds = { 0.5, 0.5, 0.5 + 400 / 256.0 / 256, 0.5 + 100 / 256.0 / 256 };
  ZhihuiViewport     view = { 0, 1, 8, 200, 200 };
  double             left, top, right, bottom;

  zhihui_viewport_clamp (&view, &bounds, 2, 12);
  zhihui_viewport_to_px (&view, bounds.left, bounds.top, &left, &top);
  zhihui_viewport_to_px (&view, bounds.right, bounds.bottom, &right, &bottom);
  /* wider than the view: its edge is at the edge; lower than it: whole within it */
  g_assert_cmpfloat_with_epsilon (left, 0, 1e-6);
  g_assert_cmpfloat_with_epsilon (right, 400, 1e-6);
  g_assert_cmpfloat (top, >, -1e-6);
  g_assert_cmpfloat (bottom, <, 200.000001);

  view.zoom = 99;
  view.x = NAN;
  zhihui_viewport_clamp (&view, &bounds, 2, 12);
  g_assert_cmpfloat_with_epsilon (view.zoom, 12, 1e-12);
  g_assert_cmpfloat_with_epsilon (view.x, (bounds.left + bounds.right) / 2, 1e-12);
  view.zoom = NAN;
  zhihui_viewport_clamp (&view, &bounds, 2, 12);
  g_assert_cmpfloat_with_epsilon (view.zoom, 2, 1e-12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/viewport/a-place-comes-back-from-its-pixel",
                   a_place_comes_back_from_its_pixel);
  g_test_add_func ("/viewport/zoom-0-shows-the-world-in-a-tile-and-each-zoom-doubles-it",
                   zoom_0_shows_the_world_in_a_tile_and_each_zoom_doubles_it);
  g_test_add_func ("/viewport/what-is-fitted-touches-the-margin-and-no-more",
                   what_is_fitted_touches_the_margin_and_no_more);
  g_test_add_func ("/viewport/nothing-and-a-single-place-are-fitted-without-harm",
                   nothing_and_a_single_place_are_fitted_without_harm);
  g_test_add_func ("/viewport/the-place-under-the-pointer-stays-while-zooming",
                   the_place_under_the_pointer_stays_while_zooming);
  g_test_add_func ("/viewport/a-view-cannot-leave-its-bounds", a_view_cannot_leave_its_bounds);
  return g_test_run ();
}
