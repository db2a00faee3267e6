/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "zhihui-map-classes.h"
#include "zhihui-map-shape.h"

static void
classes_hold_about_equal_numbers_and_equal_values_together (void)
{
  const double     towns[] = { 358, 318, 286, 231, 203, 197, 148, 138, 96, 87, 64, 61, 27 };
  const double     same[] = { 5, 5, 5, 5, 5, 5 };
  const double     two[] = { 1, 9, 1, 9, 1, 1, 1 };
  ZhihuiMapClasses classes = zhihui_map_classes_make (towns, G_N_ELEMENTS (towns));
  guint            sum = 0;

  g_assert_cmpuint (classes.n, ==, 5);
  for (guint i = 0; i < classes.n; i++)
    {
      g_assert_cmpuint (classes.count[i], >=, 2);
      g_assert_cmpuint (classes.count[i], <=, 3);
      sum += classes.count[i];
    }
  g_assert_cmpuint (sum, ==, G_N_ELEMENTS (towns));
  g_assert_cmpuint (zhihui_map_classes_find (&classes, 358), ==, 4);
  g_assert_cmpuint (zhihui_map_classes_find (&classes, 27), ==, 0);
  g_assert_cmpuint (zhihui_map_classes_find (&classes, 286), ==, 4);
  g_assert_cmpuint (zhihui_map_classes_find (&classes, 285), ==, 3);

  g_assert_cmpuint (zhihui_map_classes_make (same, G_N_ELEMENTS (same)).n, ==, 1);
  g_assert_cmpuint (zhihui_map_classes_make (two, G_N_ELEMENTS (two)).n, ==, 2);
  g_assert_cmpuint (zhihui_map_classes_make (two, 0).n, ==, 0);
}

static GPtrArray *
make_regions (guint n, gboolean placed)
{
  GPtrArray *regions = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    {
      ZhihuiRegion *region = g_new0 (ZhihuiRegion, 1);

      region->code = (char *) "c";
      region->name = (char *) "n";
      region->column = placed ? (int) (i % 4) : G_MININT;
      region->row = placed ? (int) (i / 4) : G_MININT;
      g_ptr_array_add (regions, region);
    }
  return regions;
}

static gboolean
is_in_box (double x, double y, const ZhihuiMapBox *box)
{
  return x > box->x && x < box->x + box->width && y > box->y && y < box->y + box->height;
}

/* A hundred villages, most of them without a case: those that have one can be told from the rest.
 */
static void
few_places_with_cases_are_told_from_the_rest (void)
{
  double           villages[100] = { [3] = 1, [40] = 2, [41] = 1, [77] = 9 };
  ZhihuiMapClasses classes = zhihui_map_classes_make (villages, G_N_ELEMENTS (villages));
  ZhihuiMapClasses none = zhihui_map_classes_make (villages, 3);

  g_assert_cmpuint (classes.n, ==, 4);
  g_assert_cmpuint (classes.count[0], ==, 96);
  g_assert_cmpuint (classes.count[1], ==, 2);
  g_assert_cmpuint (zhihui_map_classes_find (&classes, 0), ==, 0);
  g_assert_cmpuint (zhihui_map_classes_find (&classes, 1), ==, 1);
  g_assert_cmpuint (zhihui_map_classes_find (&classes, 9), ==, 3);
  g_assert_cmpuint (none.n, ==, 1);
}

static void
tiles_lie_in_the_field_beside_legend_and_key (void)
{
  static const guint counts[] = { 1, 2, 13, 40, 126 };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    for (int placed = 0; placed < 2; placed++)
      {
        ZhihuiMapField field = {
          .box = { 0, 52, 672, 470 },
          .obstacles = { { 0, 380, 190, 150 }, { 340, 476, 332, 54 } },
          .label_width = 112,
          .label_height = 54,
          .gap = 10,
        };
        g_autoptr (GPtrArray) regions = make_regions (counts[i], placed != 0);
        g_autoptr (GArray) shapes = zhihui_map_shape_make_tiles (regions, &field);

        g_assert_cmpuint (shapes->len, ==, counts[i]);
        for (guint j = 0; j < shapes->len; j++)
          {
            const ZhihuiMapShape *shape = &g_array_index (shapes, ZhihuiMapShape, j);
            GArray               *ring = g_ptr_array_index (shape->rings, 0);

            g_assert_cmpuint (ring->len, ==, 12);
            for (guint k = 0; k < ring->len; k += 2)
              {
                double x = g_array_index (ring, double, k), y = g_array_index (ring, double, k + 1);

                g_assert_cmpfloat (x, >=, -0.01);
                g_assert_cmpfloat (x, <=, 672.01);
                g_assert_cmpfloat (y, >=, 51.99);
                g_assert_cmpfloat (y, <=, 522.01);
                g_assert_false (is_in_box (x, y, &field.obstacles[0]));
                g_assert_false (is_in_box (x, y, &field.obstacles[1]));
              }
            for (guint k = 0; k < j; k++)
              {
                const ZhihuiMapShape *other = &g_array_index (shapes, ZhihuiMapShape, k);
                double                half = shape->room / 1.9;

                g_assert_true (hypot (other->x - shape->x, other->y - shape->y) > half);
              }
          }
      }
}

static void
a_field_without_room_has_no_tiles (void)
{
  ZhihuiMapField field = { .box = { 0, 0, 10, 10 }, .obstacles = { { -50, -50, 200, 200 } } };
  g_autoptr (GPtrArray) regions = make_regions (13, TRUE);
  g_autoptr (GArray) shapes = zhihui_map_shape_make_tiles (regions, &field);

  g_assert_cmpuint (shapes->len, ==, 0);
}

static void
add_square (
  GPtrArray *outlines, const char *code, const char *name, double lon, double lat, double size)
{
  ZhihuiOutline *outline = zhihui_outline_new ();
  GArray        *ring = g_array_new (FALSE, FALSE, sizeof (double));
  double         corners[] = {
            lon, lat, lon + size, lat, lon + size, lat + size, lon, lat + size, lon, lat
  };

  g_array_append_vals (ring, corners, G_N_ELEMENTS (corners));
  outline->code = g_strdup (code);
  outline->name = g_strdup (name);
  g_ptr_array_add (outline->rings, ring);
  g_ptr_array_add (outlines, outline);
}

static void
outlines_keep_north_up_and_their_proportions (void)
{
  g_autoptr (GPtrArray) outlines =
    g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_outline_free);
  g_autoptr (GPtrArray) regions = make_regions (2, FALSE);
  ZhihuiRegion  *north = g_ptr_array_index (regions, 0), *small = g_ptr_array_index (regions, 1);
  ZhihuiMapField field = { .box = { 100, 50, 400, 400 }, .label_width = 60, .label_height = 40 };
  g_autoptr (GArray) shapes = NULL;
  const ZhihuiMapShape *one, *other, *third;
  GArray               *ring;

  north->code = (char *) "a";
  north->name = (char *) "";
  small->code = (char *) "b";
  small->name = (char *) "小";
  add_square (outlines, "a", "", 117, 60, 1);
  add_square (outlines, "zz", "小", 117, 58.5, 0.01);
  add_square (outlines, "?", "", 117, 59, 0.5);
  shapes = zhihui_map_shape_make_outlines (outlines, regions, &field);
  g_assert_cmpuint (shapes->len, ==, 3);
  one = &g_array_index (shapes, ZhihuiMapShape, 0);
  other = &g_array_index (shapes, ZhihuiMapShape, 1);
  third = &g_array_index (shapes, ZhihuiMapShape, 2);
  g_assert_true (one->region == north);
  g_assert_true (other->region == small);
  g_assert_null (third->region);
  g_assert_cmpfloat (one->y, <, other->y);
  g_assert_cmpfloat (one->room, >, 0);
  g_assert_cmpfloat (other->room, <=, 0);
  /* At 60° a degree of longitude is about half a degree of latitude. */
  ring = g_ptr_array_index (one->rings, 0);
  g_assert_cmpfloat_with_epsilon (
    (g_array_index (ring, double, 2) - g_array_index (ring, double, 0)) /
      (g_array_index (ring, double, 1) - g_array_index (ring, double, 5)),
    cos (59.75 * G_PI / 180),
    0.001);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/classes-hold-about-equal-numbers-and-equal-values-together",
                   classes_hold_about_equal_numbers_and_equal_values_together);
  g_test_add_func ("/map/few-places-with-cases-are-told-from-the-rest",
                   few_places_with_cases_are_told_from_the_rest);
  g_test_add_func ("/map/tiles-lie-in-the-field-beside-legend-and-key",
                   tiles_lie_in_the_field_beside_legend_and_key);
  g_test_add_func ("/map/a-field-without-room-has-no-tiles", a_field_without_room_has_no_tiles);
  g_test_add_func ("/map/outlines-keep-north-up-and-their-proportions",
                   outlines_keep_north_up_and_their_proportions);
  return g_test_run ();
}
