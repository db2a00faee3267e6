/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-error.h"
#include "zhihui-language.h"
#include "zhihui-wall-page.h"

typedef struct
{
  int         width, height;
  double      unit;
  ZhihuiPlace places[ZHIHUI_N_PANELS + 1]; /* ends with a width of 0 */
} Expectation;

/* Measured in the pictures of the visual guide: rules, fills and edges of text. */
static const Expectation expectations[] = {
  { 1920,
    1080,
    1,
    { { ZHIHUI_PANEL_HEAD, 40, 26, 1840, 52 },
      { ZHIHUI_PANEL_KPI, 40, 96, 1840, 124 },
      { ZHIHUI_PANEL_VOLUME, 40, 239, 548, 256 },
      { ZHIHUI_PANEL_OVERDUE, 1332, 239, 548, 256 },
      { ZHIHUI_PANEL_RETURN, 40, 513, 548, 256 },
      { ZHIHUI_PANEL_SATISFIED, 1332, 513, 548, 256 },
      { ZHIHUI_PANEL_MAP, 624, 239, 672, 530 },
      { ZHIHUI_PANEL_DEADLINES, 40, 788, 548, 202 },
      { ZHIHUI_PANEL_HOT_WORDS, 624, 788, 318, 202 },
      { ZHIHUI_PANEL_CHANNELS, 978, 788, 318, 202 },
      { ZHIHUI_PANEL_MEETINGS, 1332, 788, 548, 202 },
      { ZHIHUI_PANEL_ALERTS, 40, 1008, 1840, 50 } } },
  { 3840,
    1080,
    1,
    { { ZHIHUI_PANEL_HEAD, 48, 26, 3744, 52 },
      { ZHIHUI_PANEL_KPI, 1048, 98, 1744, 132 },
      { ZHIHUI_PANEL_VOLUME, 48, 98, 456, 890 },
      { ZHIHUI_PANEL_OVERDUE, 548, 98, 456, 890 },
      { ZHIHUI_PANEL_RETURN, 2836, 98, 456, 890 },
      { ZHIHUI_PANEL_SATISFIED, 3336, 98, 456, 890 },
      { ZHIHUI_PANEL_MAP, 1580, 250, 716, 738 },
      { ZHIHUI_PANEL_DEADLINES, 1048, 250, 488, 359 },
      { ZHIHUI_PANEL_HOT_WORDS, 2340, 250, 452, 359 },
      { ZHIHUI_PANEL_CHANNELS, 2340, 629, 452, 359 },
      { ZHIHUI_PANEL_MEETINGS, 1048, 629, 488, 359 },
      { ZHIHUI_PANEL_ALERTS, 48, 1008, 3744, 50 } } },
  { 1080,
    1920,
    1,
    { { ZHIHUI_PANEL_HEAD, 36, 26, 1008, 52 },
      { ZHIHUI_PANEL_KPI, 36, 90, 1008, 258 },
      { ZHIHUI_PANEL_VOLUME, 36, 772, 484, 318 },
      { ZHIHUI_PANEL_OVERDUE, 560, 772, 484, 318 },
      { ZHIHUI_PANEL_RETURN, 36, 1102, 484, 318 },
      { ZHIHUI_PANEL_SATISFIED, 560, 1102, 484, 318 },
      { ZHIHUI_PANEL_MAP, 36, 360, 1008, 400 },
      { ZHIHUI_PANEL_DEADLINES, 36, 1432, 1008, 196 },
      { ZHIHUI_PANEL_MEETINGS, 36, 1640, 1008, 196 },
      { ZHIHUI_PANEL_ALERTS, 36, 1848, 1008, 50 } } },
  { 6656,
    1792,
    1.5,
    { { ZHIHUI_PANEL_HEAD, 84, 48, 6488, 84 },
      { ZHIHUI_PANEL_VOLUME, 84, 165, 744, 1471 },
      { ZHIHUI_PANEL_OVERDUE, 900, 165, 744, 1471 },
      { ZHIHUI_PANEL_ALERTS, 84, 1669, 6488, 81 } } },
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

          g_assert_nonnull (place);
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
      g_assert_cmpuint (n, ==, ZHIHUI_N_PANELS - cases[i].n_gone);
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
