/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-error.h"
#include "zhihui-language.h"
#include "zhihui-wall-page.h"

#define N_OVERVIEW 12 /* panels */

typedef struct
{
  int         width, height;
  double      unit;
  ZhihuiPlace places[N_OVERVIEW + 1]; /* ends with a width of 0 */
} Expectation;

/* Measured in the pictures of the visual guide: rules, fills and edges of text. */
static const Expectation expectations[] = {
  { 1920,
    1080,
    1,
    { { .panel = ZHIHUI_PANEL_HEAD, .x = 40, .y = 26, .width = 1840, .height = 52 },
      { .panel = ZHIHUI_PANEL_KPI, .x = 40, .y = 96, .width = 1840, .height = 124 },
      { .panel = ZHIHUI_PANEL_VOLUME, .x = 40, .y = 239, .width = 548, .height = 256 },
      { .panel = ZHIHUI_PANEL_OVERDUE, .x = 1332, .y = 239, .width = 548, .height = 256 },
      { .panel = ZHIHUI_PANEL_RETURN, .x = 40, .y = 513, .width = 548, .height = 256 },
      { .panel = ZHIHUI_PANEL_SATISFIED, .x = 1332, .y = 513, .width = 548, .height = 256 },
      { .panel = ZHIHUI_PANEL_MAP, .x = 624, .y = 239, .width = 672, .height = 530 },
      { .panel = ZHIHUI_PANEL_DEADLINES, .x = 40, .y = 788, .width = 548, .height = 202 },
      { .panel = ZHIHUI_PANEL_HOT_WORDS, .x = 624, .y = 788, .width = 318, .height = 202 },
      { .panel = ZHIHUI_PANEL_CHANNELS, .x = 978, .y = 788, .width = 318, .height = 202 },
      { .panel = ZHIHUI_PANEL_MEETINGS, .x = 1332, .y = 788, .width = 548, .height = 202 },
      { .panel = ZHIHUI_PANEL_ALERTS, .x = 40, .y = 1008, .width = 1840, .height = 50 } } },
  { 3840,
    1080,
    1,
    { { .panel = ZHIHUI_PANEL_HEAD, .x = 48, .y = 26, .width = 3744, .height = 52 },
      { .panel = ZHIHUI_PANEL_KPI, .x = 1048, .y = 98, .width = 1744, .height = 132 },
      { .panel = ZHIHUI_PANEL_VOLUME, .x = 48, .y = 98, .width = 456, .height = 890 },
      { .panel = ZHIHUI_PANEL_OVERDUE, .x = 548, .y = 98, .width = 456, .height = 890 },
      { .panel = ZHIHUI_PANEL_RETURN, .x = 2836, .y = 98, .width = 456, .height = 890 },
      { .panel = ZHIHUI_PANEL_SATISFIED, .x = 3336, .y = 98, .width = 456, .height = 890 },
      { .panel = ZHIHUI_PANEL_MAP, .x = 1580, .y = 250, .width = 716, .height = 738 },
      { .panel = ZHIHUI_PANEL_DEADLINES, .x = 1048, .y = 250, .width = 488, .height = 359 },
      { .panel = ZHIHUI_PANEL_HOT_WORDS, .x = 2340, .y = 250, .width = 452, .height = 359 },
      { .panel = ZHIHUI_PANEL_CHANNELS, .x = 2340, .y = 629, .width = 452, .height = 359 },
      { .panel = ZHIHUI_PANEL_MEETINGS, .x = 1048, .y = 629, .width = 488, .height = 359 },
      { .panel = ZHIHUI_PANEL_ALERTS, .x = 48, .y = 1008, .width = 3744, .height = 50 } } },
  { 1080,
    1920,
    1,
    { { .panel = ZHIHUI_PANEL_HEAD, .x = 36, .y = 26, .width = 1008, .height = 52 },
      { .panel = ZHIHUI_PANEL_KPI, .x = 36, .y = 90, .width = 1008, .height = 258 },
      { .panel = ZHIHUI_PANEL_VOLUME, .x = 36, .y = 772, .width = 484, .height = 318 },
      { .panel = ZHIHUI_PANEL_OVERDUE, .x = 560, .y = 772, .width = 484, .height = 318 },
      { .panel = ZHIHUI_PANEL_RETURN, .x = 36, .y = 1102, .width = 484, .height = 318 },
      { .panel = ZHIHUI_PANEL_SATISFIED, .x = 560, .y = 1102, .width = 484, .height = 318 },
      { .panel = ZHIHUI_PANEL_MAP, .x = 36, .y = 360, .width = 1008, .height = 400 },
      { .panel = ZHIHUI_PANEL_DEADLINES, .x = 36, .y = 1432, .width = 1008, .height = 196 },
      { .panel = ZHIHUI_PANEL_MEETINGS, .x = 36, .y = 1640, .width = 1008, .height = 196 },
      { .panel = ZHIHUI_PANEL_ALERTS, .x = 36, .y = 1848, .width = 1008, .height = 50 } } },
  { 6656,
    1792,
    1.5,
    { { .panel = ZHIHUI_PANEL_HEAD, .x = 84, .y = 48, .width = 6488, .height = 84 },
      { .panel = ZHIHUI_PANEL_VOLUME, .x = 84, .y = 165, .width = 744, .height = 1471 },
      { .panel = ZHIHUI_PANEL_OVERDUE, .x = 900, .y = 165, .width = 744, .height = 1471 },
      { .panel = ZHIHUI_PANEL_ALERTS, .x = 84, .y = 1669, .width = 6488, .height = 81 } } },
};

static const ZhihuiPlace *
find_place (ZhihuiWallPage *page, ZhihuiPanel panel)
{
  guint              n;
  const ZhihuiPlace *places = zhihui_wall_page_get_places (page, &n);

  for (guint i = 0; i < n; i++)
    if (places[i].panel == panel)
      return &places[i];
  return NULL;
}

static void
places_are_those_of_the_pictures (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (expectations); i++)
    {
      const Expectation *expected = &expectations[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (ZhihuiWallPage) page =
        zhihui_wall_page_new ("overview", expected->width, expected->height, 0, &error);

      g_assert_no_error (error);
      g_assert_cmpfloat_with_epsilon (
        zhihui_theme_get_unit (zhihui_wall_page_get_theme (page)), expected->unit, 0.001);
      for (guint j = 0; expected->places[j].width > 0; j++)
        {
          const ZhihuiPlace *wanted = &expected->places[j];
          const ZhihuiPlace *place = find_place (page, wanted->panel);

          if (place == NULL)
            g_error ("panel %u has no place", wanted->panel);
          g_test_message ("%dx%d panel %u", expected->width, expected->height, wanted->panel);
          g_assert_cmpfloat_with_epsilon (place->x, wanted->x, 0.01);
          g_assert_cmpfloat_with_epsilon (place->y, wanted->y, 0.01);
          g_assert_cmpfloat_with_epsilon (place->width, wanted->width, 0.01);
          g_assert_cmpfloat_with_epsilon (place->height, wanted->height, 0.01);
        }
    }
}

static void
twice_the_pixels_are_twice_the_unit (void)
{
  g_autoptr (ZhihuiWallPage) small = zhihui_wall_page_new ("overview", 1920, 1080, 0, NULL);
  g_autoptr (ZhihuiWallPage) large = zhihui_wall_page_new ("overview", 3840, 2160, 0, NULL);
  guint              n_small, n_large;
  const ZhihuiPlace *one = zhihui_wall_page_get_places (small, &n_small);
  const ZhihuiPlace *other = zhihui_wall_page_get_places (large, &n_large);

  g_assert_cmpuint (n_small, ==, n_large);
  for (guint i = 0; i < n_small; i++)
    {
      g_assert_cmpfloat_with_epsilon (other[i].x, one[i].x * 2, 1.01);
      g_assert_cmpfloat_with_epsilon (other[i].y, one[i].y * 2, 1.01);
    }
}

static void
panels_never_overlap_on_any_canvas (void)
{
  static const int sizes[][2] = { { 1920, 1080 }, { 1366, 768 },  { 1280, 1024 }, { 2560, 1080 },
                                  { 1920, 1200 }, { 7680, 2160 }, { 1080, 1920 }, { 1200, 1600 },
                                  { 5120, 1440 }, { 800, 600 },   { 4096, 2160 }, { 2160, 3840 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ZhihuiWallPage) page =
        zhihui_wall_page_new ("overview", sizes[i][0], sizes[i][1], 0, &error);
      guint              n;
      const ZhihuiPlace *places;

      g_assert_no_error (error);
      places = zhihui_wall_page_get_places (page, &n);
      for (guint j = 0; j < n; j++)
        {
          const ZhihuiPlace *a = &places[j];

          g_assert_cmpfloat (a->x, >=, 0);
          g_assert_cmpfloat (a->y, >=, 0);
          g_assert_cmpfloat (a->x + a->width, <=, sizes[i][0]);
          g_assert_cmpfloat (a->y + a->height, <=, sizes[i][1]);
          for (guint k = 0; k < j; k++)
            {
              const ZhihuiPlace *b = &places[k];

              g_assert_true (a->x >= b->x + b->width || b->x >= a->x + a->width ||
                             a->y >= b->y + b->height || b->y >= a->y + a->height);
            }
        }
    }
}

static void
too_low_a_canvas_drops_panels_in_order (void)
{
  static const struct
  {
    int         height;
    ZhihuiPanel gone[4];
    guint       n_gone;
  } cases[] = {
    { 1080, { ZHIHUI_PANEL_HEAD }, 0 },
    { 860,
      { ZHIHUI_PANEL_HOT_WORDS,
        ZHIHUI_PANEL_CHANNELS,
        ZHIHUI_PANEL_DEADLINES,
        ZHIHUI_PANEL_MEETINGS },
      4 },
    { 780,
      { ZHIHUI_PANEL_HOT_WORDS,
        ZHIHUI_PANEL_CHANNELS,
        ZHIHUI_PANEL_DEADLINES,
        ZHIHUI_PANEL_MEETINGS },
      4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ZhihuiWallPage) page =
        zhihui_wall_page_new ("overview", 1920, cases[i].height, 1, &error);
      guint n;

      g_assert_no_error (error);
      zhihui_wall_page_get_places (page, &n);
      g_assert_cmpuint (n, ==, N_OVERVIEW - cases[i].n_gone);
      for (guint j = 0; j < cases[i].n_gone; j++)
        g_assert_null (find_place (page, cases[i].gone[j]));
      g_assert_nonnull (find_place (page, ZHIHUI_PANEL_OVERDUE));
    }
}

static void
too_narrow_a_wall_drops_hot_words_then_channels (void)
{
  g_autoptr (ZhihuiWallPage) one = zhihui_wall_page_new ("overview", 3500, 1080, 1, NULL);
  g_autoptr (ZhihuiWallPage) two = zhihui_wall_page_new ("overview", 3300, 1080, 1, NULL);

  const ZhihuiPlace *map = find_place (two, ZHIHUI_PANEL_MAP);

  g_assert_nonnull (map);
  g_assert_null (find_place (one, ZHIHUI_PANEL_HOT_WORDS));
  g_assert_null (find_place (two, ZHIHUI_PANEL_CHANNELS));
  g_assert_nonnull (find_place (two, ZHIHUI_PANEL_MEETINGS));
  g_assert_cmpfloat (map->width, >, 716);
}

static void
what_cannot_be_laid_out_is_refused (void)
{
  static const struct
  {
    const char *name;
    int         width, height;
    double      unit;
    int         code;
  } cases[] = {
    { "overview", 640, 360, 1, ZHIHUI_ERROR_INVALID },
    { "overview", 0, 1080, 0, ZHIHUI_ERROR_INVALID },
    { "overview", 1920, 100000, 0, ZHIHUI_ERROR_INVALID },
    { "nowhere", 1920, 1080, 0, ZHIHUI_ERROR_NOT_FOUND },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      ZhihuiWallPage *page = zhihui_wall_page_new (
        cases[i].name, cases[i].width, cases[i].height, cases[i].unit, &error);

      g_assert_null (page);
      g_assert_error (error, ZHIHUI_ERROR, cases[i].code);
    }
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wall-layout/places-are-those-of-the-pictures",
                   places_are_those_of_the_pictures);
  g_test_add_func ("/wall-layout/twice-the-pixels-are-twice-the-unit",
                   twice_the_pixels_are_twice_the_unit);
  g_test_add_func ("/wall-layout/panels-never-overlap-on-any-canvas",
                   panels_never_overlap_on_any_canvas);
  g_test_add_func ("/wall-layout/too-low-a-canvas-drops-panels-in-order",
                   too_low_a_canvas_drops_panels_in_order);
  g_test_add_func ("/wall-layout/too-narrow-a-wall-drops-hot-words-then-channels",
                   too_narrow_a_wall_drops_hot_words_then_channels);
  g_test_add_func ("/wall-layout/what-cannot-be-laid-out-is-refused",
                   what_cannot_be_laid_out_is_refused);
  return g_test_run ();
}
