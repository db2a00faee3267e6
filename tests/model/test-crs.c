/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "zhihui-crs.h"
#include "zhihui-error.h"
#include "zhihui-mercator.h"

#define METRES_PER_DEGREE 111320.0
#define CENTIMETRE (0.01 / METRES_PER_DEGREE)
#define SIXTH_DECIMAL 0.6e-6
#define N_PLACES 20000

static double
measure_m (double lon, double lat, double other_lon, double other_lat)
{
  double east = (lon - other_lon) * cos (lat * G_PI / 180);

  return hypot (east, lat - other_lat) * METRES_PER_DEGREE;
}

/* Computed with another program by the formula as it was published. */
static void
published_places_are_met (void)
{
  static const struct
  {
    double lon[3], lat[3]; /* WGS 84, GCJ-02, BD-09 */
  } places[] = {
    { { 108.176000, 108.181003, 108.187594 }, { 36.927000, 36.927349, 36.933019 } },
    { { 116.231000, 116.236689, 116.243279 }, { 36.866000, 36.866388, 36.872170 } },
    { { 105.371000, 105.374543, 105.380961 }, { 28.773000, 28.769906, 28.776130 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    for (guint from = 0; from < 3; from++)
      for (guint to = 0; to < 3; to++)
        {
          double lon = places[i].lon[from], lat = places[i].lat[from];

          zhihui_crs_convert (from, to, &lon, &lat);
          g_assert_cmpfloat_with_epsilon (lon, places[i].lon[to], SIXTH_DECIMAL * 2);
          g_assert_cmpfloat_with_epsilon (lat, places[i].lat[to], SIXTH_DECIMAL * 2);
        }
}

static void
places_of_china_come_home_within_a_centimetre (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (guint i = 0; i < N_PLACES; i++)
    {
      const double lon = g_rand_double_range (rand, 73.6, 135.1);
      const double lat = g_rand_double_range (rand, 18.1, 53.6);

      for (ZhihuiCrs via = ZHIHUI_CRS_GCJ02; via <= ZHIHUI_CRS_BD09; via++)
        {
          double x = lon, y = lat;

          zhihui_crs_convert (ZHIHUI_CRS_WGS84, via, &x, &y);
          g_assert_cmpfloat (measure_m (lon, lat, x, y), >, 20);
          zhihui_crs_convert (via, ZHIHUI_CRS_WGS84, &x, &y);
          g_assert_cmpfloat (measure_m (lon, lat, x, y), <, 0.01);
        }
    }
}

static void
the_way_over_gcj02_to_bd09_is_the_direct_one (void)
{
  double lon = 118.05, lat = 36.64, x = lon, y = lat;

  zhihui_crs_convert (ZHIHUI_CRS_WGS84, ZHIHUI_CRS_GCJ02, &lon, &lat);
  zhihui_crs_convert (ZHIHUI_CRS_GCJ02, ZHIHUI_CRS_BD09, &lon, &lat);
  zhihui_crs_convert (ZHIHUI_CRS_WGS84, ZHIHUI_CRS_BD09, &x, &y);
  g_assert_cmpfloat_with_epsilon (lon, x, CENTIMETRE);
  g_assert_cmpfloat_with_epsilon (lat, y, CENTIMETRE);
}

static void
outside_china_gcj02_is_wgs84 (void)
{
  double lon = 2.35, lat = 48.86;

  zhihui_crs_convert (ZHIHUI_CRS_GCJ02, ZHIHUI_CRS_WGS84, &lon, &lat);
  g_assert_cmpfloat_with_epsilon (lon, 2.35, 1e-12);
  g_assert_cmpfloat_with_epsilon (lat, 48.86, 1e-12);
}

static void
names_are_known_in_any_spelling (void)
{
  static const struct
  {
    const char *name;
    int         crs; /* -1: unknown */
  } cases[] = {
    { "wgs84", ZHIHUI_CRS_WGS84 },
    { "GCJ-02", ZHIHUI_CRS_GCJ02 },
    { "gcj02", ZHIHUI_CRS_GCJ02 },
    { "BD-09", ZHIHUI_CRS_BD09 },
    { "CGCS2000", ZHIHUI_CRS_WGS84 },
    { "EPSG:4490", ZHIHUI_CRS_WGS84 },
    { "gcj", -1 },
    { "", -1 },
    { "epsg:3857", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      ZhihuiCrs crs;

      if (cases[i].crs >= 0)
        {
          g_assert_true (zhihui_crs_parse (cases[i].name, &crs, &error));
          g_assert_cmpint (crs, ==, cases[i].crs);
          continue;
        }
      g_assert_false (zhihui_crs_parse (cases[i].name, &crs, &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
    }
}

static void
mercator_meets_the_example_of_its_publisher (void)
{
  double x, y, lon, lat;

  zhihui_mercator_project (0, 0, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 0.5, 1e-15);
  g_assert_cmpfloat_with_epsilon (y, 0.5, 1e-15);

  zhihui_mercator_project (180, -85.0511287798066, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (y, 1, 1e-12);

  /* EPSG Guidance Note 7-2: 100°20'00" W, 24°22'54.433" N is E −11169055.58, N 2800000.00. */
  zhihui_mercator_project (-100 - 20 / 60.0, 24 + 22 / 60.0 + 54.433 / 3600, &x, &y);
  g_assert_cmpfloat_with_epsilon ((x - 0.5) * 2 * G_PI * 6378137, -11169055.58, 0.01);
  g_assert_cmpfloat_with_epsilon ((0.5 - y) * 2 * G_PI * 6378137, 2800000.00, 0.02);

  zhihui_mercator_unproject (x, y, &lon, &lat);
  g_assert_cmpfloat_with_epsilon (lon, -100 - 20 / 60.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (lat, 24 + 22 / 60.0 + 54.433 / 3600, 1e-9);
}

static void
what_lies_beyond_the_square_is_moved_to_its_edge (void)
{
  static const struct
  {
    double lon, lat, x, y;
  } cases[] = {
    { 0, 90, 0.5, 0 },
    { 0, -90, 0.5, 1 },
    { 181, 0, 1, 0.5 },
    { -999, 86, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double x, y;

      zhihui_mercator_project (cases[i].lon, cases[i].lat, &x, &y);
      g_assert_cmpfloat_with_epsilon (x, cases[i].x, 1e-15);
      g_assert_cmpfloat_with_epsilon (y, cases[i].y, 1e-15);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crs/published-places-are-met", published_places_are_met);
  g_test_add_func ("/crs/places-of-china-come-home-within-a-centimetre",
                   places_of_china_come_home_within_a_centimetre);
  g_test_add_func ("/crs/the-way-over-gcj02-to-bd09-is-the-direct-one",
                   the_way_over_gcj02_to_bd09_is_the_direct_one);
  g_test_add_func ("/crs/outside-china-gcj02-is-wgs84", outside_china_gcj02_is_wgs84);
  g_test_add_func ("/crs/names-are-known-in-any-spelling", names_are_known_in_any_spelling);
  g_test_add_func ("/mercator/meets-the-example-of-its-publisher",
                   mercator_meets_the_example_of_its_publisher);
  g_test_add_func ("/mercator/what-lies-beyond-the-square-is-moved-to-its-edge",
                   what_lies_beyond_the_square_is_moved_to_its_edge);
  return g_test_run ();
}
