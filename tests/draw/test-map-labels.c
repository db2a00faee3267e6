/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "zhihui-map-labels.h"

static GArray *
make_wishes (GRand *rand, guint n, const ZhihuiMapBox *box)
{
  GArray *wishes = g_array_new (FALSE, TRUE, sizeof (ZhihuiLabelWish));

  for (guint i = 0; i < n; i++)
    {
      ZhihuiLabelWish wish = {
        .x = g_rand_double_range (rand, box->x - 20, box->x + box->width + 20),
        .y = g_rand_double_range (rand, box->y - 20, box->y + box->height + 20),
        .width = g_rand_double_range (rand, 20, 110),
        .height = g_rand_double_range (rand, 20, 50),
        .row_width = g_rand_double_range (rand, 40, 200),
        .room = g_rand_double_range (rand, 0, 300),
        .alert = g_rand_int_range (rand, 0, 20) == 0,
        .overdue = (guint) g_rand_int_range (rand, 0, 4),
        .size = g_rand_double_range (rand, 10, 90000),
      };

      g_array_append_val (wishes, wish);
    }
  return wishes;
}

static GArray *
place (const ZhihuiLabelField *field, GArray *wishes)
{
  return zhihui_map_labels_place (
    field, (const ZhihuiLabelWish *) (gconstpointer) wishes->data, wishes->len);
}

static gboolean
overlap (const ZhihuiMapBox *a, const ZhihuiMapBox *b)
{
  return a->x + a->width > b->x && b->x + b->width > a->x && a->y + a->height > b->y &&
         b->y + b->height > a->y;
}

static void
check (const ZhihuiLabelField *field, const GArray *labels)
{
  const ZhihuiMapBox *box = &field->box;

  for (guint i = 0; i < labels->len; i++)
    {
      const ZhihuiMapBox *one = &g_array_index (labels, ZhihuiMapLabel, i).box;

      g_assert_cmpfloat (one->x, >=, box->x);
      g_assert_cmpfloat (one->y, >=, box->y);
      g_assert_cmpfloat (one->x + one->width, <=, box->x + box->width + 1e-6);
      g_assert_cmpfloat (one->y + one->height, <=, box->y + box->height + 1e-6);
      for (guint j = i + 1; j < labels->len; j++)
        g_assert_false (overlap (one, &g_array_index (labels, ZhihuiMapLabel, j).box));
      for (gsize j = 0; j < field->n_obstacles; j++)
        g_assert_false (overlap (one, &field->obstacles[j]));
    }
}

static void
test_no_two_overlap_and_none_leaves (void)
{
  GRand *rand = g_rand_new_with_seed (3);
  guint  n_led = 0, n_inside = 0;

  for (guint round = 0; round < 300; round++)
    {
      ZhihuiMapBox     obstacles[6];
      ZhihuiLabelField field = { .obstacles = obstacles,
                                 .n_obstacles = G_N_ELEMENTS (obstacles),
                                 .gap = g_rand_double_range (rand, 0, 8),
                                 .row_height = 26,
                                 .max_led = 10,
                                 .led_start = round % 2 == 0 ? 0 : 900 };
      g_autoptr (GArray) wishes = NULL, labels = NULL, again = NULL;

      field.box = (ZhihuiMapBox){ g_rand_double_range (rand, -50, 50),
                                  g_rand_double_range (rand, -50, 50),
                                  g_rand_double_range (rand, 1, 1500),
                                  g_rand_double_range (rand, 1, 900) };
      for (guint i = 0; i < G_N_ELEMENTS (obstacles); i++)
        obstacles[i] = (ZhihuiMapBox){ g_rand_double_range (rand, -100, 1500),
                                       g_rand_double_range (rand, -100, 900),
                                       g_rand_double_range (rand, 5, 200),
                                       g_rand_double_range (rand, 5, 100) };
      wishes = make_wishes (rand, (guint) g_rand_int_range (rand, 0, 400), &field.box);
      labels = place (&field, wishes);
      again = place (&field, wishes);
      check (&field, labels);
      g_assert_cmpuint (labels->len, ==, again->len);
      for (guint i = 0; i < labels->len; i++)
        {
          const ZhihuiMapLabel *one = &g_array_index (labels, ZhihuiMapLabel, i);
          const ZhihuiMapLabel *other = &g_array_index (again, ZhihuiMapLabel, i);

          g_assert_cmpuint (one->wish, ==, other->wish);
          g_assert_cmpmem (&one->box, sizeof one->box, &other->box, sizeof other->box);
          n_led += one->led;
          n_inside += !one->led;
        }
    }
  g_assert_cmpuint (n_led, >, 100);
  g_assert_cmpuint (n_inside, >, 3000);
  g_rand_free (rand);
}

/* Ten regions at one place, where one label fits. */
static void
test_alert_comes_before_overdue_before_size (void)
{
  static const struct
  {
    gboolean alert[3];
    guint    overdue[3];
    double   size[3];
    guint    first;
  } cases[] = {
    { { FALSE, FALSE, FALSE }, { 0, 0, 0 }, { 10, 30, 20 }, 1 },
    { { FALSE, FALSE, FALSE }, { 1, 0, 4 }, { 10, 30, 20 }, 2 },
    { { TRUE, FALSE, FALSE }, { 0, 9, 4 }, { 10, 30, 20 }, 0 },
    { { FALSE, FALSE, FALSE }, { 2, 2, 2 }, { 7, 7, 7 }, 0 },
  };
  const ZhihuiLabelField field = { .box = { 0, 0, 400, 300 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ZhihuiLabelWish wishes[3];
      g_autoptr (GArray) labels = NULL;

      for (guint j = 0; j < 3; j++)
        wishes[j] = (ZhihuiLabelWish){ .x = 200,
                                       .y = 150,
                                       .width = 60,
                                       .height = 60,
                                       .room = 60,
                                       .alert = cases[i].alert[j],
                                       .overdue = cases[i].overdue[j],
                                       .size = cases[i].size[j] };
      labels = zhihui_map_labels_place (&field, wishes, 3);
      g_assert_cmpuint (labels->len, ==, 1);
      g_assert_cmpuint (g_array_index (labels, ZhihuiMapLabel, 0).wish, ==, cases[i].first);
    }
}

/* What has no room at its place goes to the side, the higher places first; not what has no row. */
static void
test_small_regions_are_led_in_the_order_of_their_heights (void)
{
  const ZhihuiLabelWish wishes[] = {
    { .x = 300, .y = 200, .width = 80, .height = 40, .row_width = 120, .room = 10, .size = 9 },
    { .x = 320, .y = 100, .width = 80, .height = 40, .row_width = 100, .room = 10, .size = 5 },
    { .x = 340, .y = 150, .width = 80, .height = 40, .row_width = 0, .room = 10, .size = 7 },
    { .x = 200, .y = 150, .width = 80, .height = 40, .row_width = 90, .room = 90, .size = 7 },
  };
  const ZhihuiLabelField field = {
    .box = { 0, 0, 400, 300 }, .row_height = 26, .gap = 6, .max_led = 5
  };
  g_autoptr (GArray) labels = zhihui_map_labels_place (&field, wishes, G_N_ELEMENTS (wishes));
  static const guint order[] = { 3, 1, 0 };

  g_assert_cmpuint (labels->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const ZhihuiMapLabel *label = &g_array_index (labels, ZhihuiMapLabel, i);

      g_assert_cmpuint (label->wish, ==, order[i]);
      g_assert_true (label->led == (i > 0));
    }
  /* They end at one line, as high as their regions lie. */
  g_assert_cmpfloat_with_epsilon (g_array_index (labels, ZhihuiMapLabel, 1).box.x, 20, 1e-9);
  g_assert_cmpfloat_with_epsilon (g_array_index (labels, ZhihuiMapLabel, 1).box.y, 87, 26.0 / 8);
  g_assert_cmpfloat_with_epsilon (g_array_index (labels, ZhihuiMapLabel, 2).box.y, 187, 26.0 / 8);
}

/* With room at both sides each goes to its own; none lies over the map. */
static void
test_regions_at_the_right_are_led_to_the_right (void)
{
  const ZhihuiMapBox    map = { 300, 0, 400, 300 };
  const ZhihuiLabelWish wishes[] = {
    { .x = 600, .y = 250, .width = 80, .height = 40, .row_width = 120, .room = 10, .size = 9 },
    { .x = 350, .y = 250, .width = 80, .height = 40, .row_width = 100, .room = 10, .size = 5 },
    { .x = 650, .y = 252, .width = 80, .height = 40, .row_width = 90, .room = 10, .size = 7 },
  };
  const ZhihuiLabelField field = { .box = { 0, 0, 1000, 300 },
                                   .row_height = 26,
                                   .gap = 6,
                                   .max_led = 5,
                                   .led_end = 260,
                                   .led_start = 740,
                                   .led_obstacles = &map,
                                   .n_led_obstacles = 1 };
  g_autoptr (GArray) labels = zhihui_map_labels_place (&field, wishes, G_N_ELEMENTS (wishes));

  g_assert_cmpuint (labels->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const ZhihuiMapLabel *label = &g_array_index (labels, ZhihuiMapLabel, i);

      g_assert_true (label->led);
      g_assert_true (label->at_right == (label->wish != 1));
      g_assert_false (overlap (&label->box, &map));
      if (label->at_right)
        g_assert_cmpfloat_with_epsilon (label->box.x, 740, 1e-9);
      else
        g_assert_cmpfloat_with_epsilon (label->box.x + label->box.width, 260, 1e-9);
    }
}

/* A row as high as the region would send its line through the name of the other one. */
static void
test_lines_go_around_names (void)
{
  const ZhihuiLabelWish wishes[] = {
    { .x = 300, .y = 200, .width = 120, .height = 50, .row_width = 120, .room = 200, .size = 9 },
    { .x = 500, .y = 200, .width = 80, .height = 40, .row_width = 100, .room = 10, .size = 5 },
  };
  const ZhihuiLabelField field = {
    .box = { 0, 0, 600, 400 }, .row_height = 26, .gap = 6, .max_led = 5
  };
  g_autoptr (GArray) labels = zhihui_map_labels_place (&field, wishes, G_N_ELEMENTS (wishes));
  const ZhihuiMapLabel *led = &g_array_index (labels, ZhihuiMapLabel, 1);
  const ZhihuiMapBox   *name = &g_array_index (labels, ZhihuiMapLabel, 0).box;
  double                x = led->box.x + led->box.width, y = led->box.y + led->box.height / 2;

  g_assert_cmpuint (labels->len, ==, 2);
  g_assert_true (led->led);
  for (guint i = 0; i <= 1000; i++)
    {
      double at_x = x + (500 - x) * i / 1000, at_y = y + (200 - y) * i / 1000;

      g_assert_false (at_x > name->x && at_x < name->x + name->width && at_y > name->y &&
                      at_y < name->y + name->height);
    }
}

/* A name as high as the field lies between the region and its rows: no line, no label. */
static void
test_no_line_goes_through_a_name (void)
{
  const ZhihuiLabelWish wishes[] = {
    { .x = 300, .y = 200, .width = 60, .height = 396, .row_width = 60, .room = 60, .size = 9 },
    { .x = 500, .y = 200, .width = 80, .height = 40, .row_width = 100, .room = 10, .size = 5 },
  };
  ZhihuiLabelField field = { .box = { 0, 0, 800, 400 }, .row_height = 26, .gap = 6, .max_led = 5 };
  g_autoptr (GArray) labels = zhihui_map_labels_place (&field, wishes, G_N_ELEMENTS (wishes));
  g_autoptr (GArray) others = NULL;

  g_assert_cmpuint (labels->len, ==, 1);
  g_assert_false (g_array_index (labels, ZhihuiMapLabel, 0).led);

  field.led_start = 650;
  others = zhihui_map_labels_place (&field, wishes, G_N_ELEMENTS (wishes));
  g_assert_cmpuint (others->len, ==, 2);
  g_assert_true (g_array_index (others, ZhihuiMapLabel, 1).at_right);
}

/* A sign lies on the middle of the region: its name goes elsewhere in it, and where that is taken
 * too it is led, with a line that ends beside the sign. */
static void
test_a_name_whose_place_is_taken_goes_to_another (void)
{
  ZhihuiMapBox           signs[] = { { 280, 180, 40, 40 }, { 380, 90, 40, 40 }, { 0, 0, 5, 5 } };
  const ZhihuiLabelWish  wish = { .x = 300,
                                  .y = 200,
                                  .width = 60,
                                  .height = 40,
                                  .row_width = 90,
                                  .room = 60,
                                  .dot_x = -30,
                                  .dot_y = 10,
                                  .size = 9,
                                  .spots = { { 400, 110 }, { 420, 300 } },
                                  .n_spots = 2 };
  const ZhihuiLabelField field = { .box = { 0, 0, 800, 400 },
                                   .row_height = 26,
                                   .gap = 6,
                                   .max_led = 5,
                                   .obstacles = signs,
                                   .n_obstacles = G_N_ELEMENTS (signs) };
  g_autoptr (GArray) labels = zhihui_map_labels_place (&field, &wish, 1);
  g_autoptr (GArray) others = NULL;
  const ZhihuiMapLabel *label = &g_array_index (labels, ZhihuiMapLabel, 0);

  g_assert_cmpuint (labels->len, ==, 1);
  g_assert_false (label->led);
  g_assert_cmpfloat_with_epsilon (label->box.x + label->box.width / 2, 420, 1e-9);
  g_assert_cmpfloat_with_epsilon (label->box.y + label->box.height / 2, 300, 1e-9);

  signs[2] = (ZhihuiMapBox){ 400, 280, 40, 40 };
  others = zhihui_map_labels_place (&field, &wish, 1);
  g_assert_cmpuint (others->len, ==, 1);
  label = &g_array_index (others, ZhihuiMapLabel, 0);
  g_assert_true (label->led);
  g_assert_cmpfloat_with_epsilon (label->x, 270, 1e-9);
  g_assert_cmpfloat_with_epsilon (label->y, 210, 1e-9);
}

/* At the right the map leaves one row free: the second one is led to the left, though farther. */
static void
test_what_has_no_row_at_its_side_goes_to_the_other (void)
{
  const ZhihuiMapBox    map[] = { { 200, 0, 600, 300 }, { 800, 40, 200, 260 } };
  const ZhihuiLabelWish wishes[] = {
    { .x = 700, .y = 60, .width = 80, .height = 40, .row_width = 100, .room = 10, .size = 9 },
    { .x = 750, .y = 90, .width = 80, .height = 40, .row_width = 100, .room = 10, .size = 9 },
  };
  ZhihuiLabelField field = { .box = { 0, 0, 1000, 300 },
                             .row_height = 26,
                             .gap = 6,
                             .max_led = 5,
                             .led_end = 160,
                             .led_start = 2000, /* the map is as wide as the panel somewhere */
                             .led_obstacles = map,
                             .n_led_obstacles = 2 };
  guint            n_right = 0;
  g_autoptr (GArray) labels = zhihui_map_labels_place (&field, wishes, G_N_ELEMENTS (wishes));

  g_assert_cmpuint (labels->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const ZhihuiMapLabel *label = &g_array_index (labels, ZhihuiMapLabel, i);

      n_right += label->at_right;
      if (label->at_right)
        g_assert_cmpfloat_with_epsilon (label->box.x + label->box.width, 1000, 1e-9);
    }
  g_assert_cmpuint (n_right, ==, 1);
}

/* Three want the one row there is. */
static void
test_an_alert_is_led_before_what_is_large (void)
{
  for (guint alert = 0; alert < 3; alert++)
    {
      ZhihuiLabelWish  wishes[3];
      ZhihuiLabelField field = {
        .box = { 0, 0, 600, 40 }, .row_height = 26, .gap = 6, .max_led = 5
      };
      g_autoptr (GArray) labels = NULL;

      for (guint i = 0; i < 3; i++)
        wishes[i] = (ZhihuiLabelWish){ .x = 300 + 50 * i,
                                       .y = 10 + 10 * i,
                                       .width = 80,
                                       .height = 40,
                                       .row_width = 100,
                                       .room = 10,
                                       .size = 9 - i,
                                       .alert = i == alert };
      labels = zhihui_map_labels_place (&field, wishes, 3);
      g_assert_cmpuint (labels->len, ==, 1);
      g_assert_cmpuint (g_array_index (labels, ZhihuiMapLabel, 0).wish, ==, alert);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map-labels/no-two-overlap-and-none-leaves",
                   test_no_two_overlap_and_none_leaves);
  g_test_add_func ("/map-labels/alert-comes-before-overdue-before-size",
                   test_alert_comes_before_overdue_before_size);
  g_test_add_func ("/map-labels/small-regions-are-led-in-the-order-of-their-heights",
                   test_small_regions_are_led_in_the_order_of_their_heights);
  g_test_add_func ("/map-labels/regions-at-the-right-are-led-to-the-right",
                   test_regions_at_the_right_are_led_to_the_right);
  g_test_add_func ("/map-labels/lines-go-around-names", test_lines_go_around_names);
  g_test_add_func ("/map-labels/what-has-no-row-at-its-side-goes-to-the-other",
                   test_what_has_no_row_at_its_side_goes_to_the_other);
  g_test_add_func ("/map-labels/no-line-goes-through-a-name", test_no_line_goes_through_a_name);
  g_test_add_func ("/map-labels/a-name-whose-place-is-taken-goes-to-another",
                   test_a_name_whose_place_is_taken_goes_to_another);
  g_test_add_func ("/map-labels/an-alert-is-led-before-what-is-large",
                   test_an_alert_is_led_before_what_is_large);
  return g_test_run ();
}
