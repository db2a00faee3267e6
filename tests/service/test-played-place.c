/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "zhihui-played-place.h"

#define SEED 20200729

static const char *const scenarios[] = {
  "gaotang", "jiangsu", "naxi", "pengshan", "wuqi", "zichuan"
};

static ZhihuiPlayedRegion *
find_region (ZhihuiScenario *scenario, const char *code)
{
  for (guint i = 0; i < scenario->regions->len; i++)
    {
      ZhihuiPlayedRegion *region = scenario->regions->pdata[i];

      if (g_str_equal (region->code, code))
        return region;
    }
  g_error ("no %s", code);
}

/* On a sphere, by the haversine. */
static double
measure_km (double lon, double lat, double other_lon, double other_lat)
{
  const double degree = G_PI / 180;
  double up = sin ((other_lat - lat) * degree / 2), aside = sin ((other_lon - lon) * degree / 2);

  return 2 * 6378.137 *
         asin (sqrt (up * up + cos (lat * degree) * cos (other_lat * degree) * aside * aside));
}

static void
every_region_below_the_root_is_somewhere (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (scenarios); i++)
    {
      g_autoptr (ZhihuiScenario) scenario = zhihui_scenario_new (scenarios[i], 0, NULL);

      for (guint j = 1; j < scenario->regions->len; j++)
        {
          const ZhihuiPlayedRegion *region = scenario->regions->pdata[j];

          if (isnan (region->lon) || isnan (region->lat) || region->spread_km <= 0)
            g_error ("%s: %s", scenarios[i], region->name);
        }
    }
}

static void
towns_without_a_point_lie_as_their_tiles_do (void)
{
  g_autoptr (ZhihuiScenario) scenario = zhihui_scenario_new ("zichuan", 0, NULL);
  const ZhihuiPlayedRegion *north = find_region (scenario, "370302004"); /* tile 1, 1 */
  const ZhihuiPlayedRegion *south = find_region (scenario, "370302001"); /* tile 1, 2: half left */
  const ZhihuiPlayedRegion *east = find_region (scenario, "370302002");  /* tile 2, 2 */

  g_assert_cmpfloat_with_epsilon (
    measure_km (south->lon, south->lat, east->lon, east->lat), 6, 0.06);
  g_assert_cmpfloat (east->lon, >, south->lon);
  g_assert_cmpfloat (north->lat, >, south->lat);
  g_assert_cmpfloat_with_epsilon (
    measure_km (south->lon, south->lat, north->lon, north->lat), 6 * sqrt (1.25), 0.06);
}

static void
a_known_point_is_that_of_the_table (void)
{
  g_autoptr (ZhihuiScenario) scenario = zhihui_scenario_new ("naxi", 0, NULL);
  const ZhihuiPlayedRegion *town = find_region (scenario, "510503101"); /* Huguo of GeoNames */

  g_assert_cmpfloat_with_epsilon (town->lon, 105.36663, 1e-9);
  g_assert_cmpfloat_with_epsilon (town->lat, 28.58626, 1e-9);
}

static void
an_address_lies_where_it_lay_and_neighbours_near (void)
{
  g_autoptr (ZhihuiScenario) scenario = zhihui_scenario_new ("zichuan", 0, NULL);
  ZhihuiPlayedCase one = { .serial = 7, .region = 5 }, other = { .serial = 8, .region = 5 };
  const ZhihuiPlayedRegion *region = scenario->regions->pdata[5];
  double                    lon, lat, again_lon, again_lat, near_lon, near_lat, seed_lon, seed_lat;

  g_assert_true (zhihui_played_place_make (scenario, SEED, &one, "某镇东泉村12号", &lon, &lat));
  zhihui_played_place_make (scenario, SEED, &other, "某镇东泉村12号", &again_lon, &again_lat);
  zhihui_played_place_make (scenario, SEED, &one, "某镇东泉村90号", &near_lon, &near_lat);
  zhihui_played_place_make (scenario, SEED + 1, &one, "某镇东泉村12号", &seed_lon, &seed_lat);
  g_assert_cmpfloat_with_epsilon (lon, again_lon, 1e-12);
  g_assert_cmpfloat_with_epsilon (lat, again_lat, 1e-12);
  g_assert_cmpfloat (measure_km (lon, lat, near_lon, near_lat), >, 0);
  g_assert_cmpfloat (measure_km (lon, lat, near_lon, near_lat), <, 1.1);
  g_assert_cmpfloat (measure_km (lon, lat, seed_lon, seed_lat), >, 0.01);
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *address = g_strdup_printf ("某镇%u村", i);

      one.serial = i;
      g_assert_true (
        zhihui_played_place_make (scenario, SEED, &one, i % 3 == 0 ? NULL : address, &lon, &lat));
      g_assert_cmpfloat (measure_km (lon, lat, region->lon, region->lat),
                         <,
                         2.5 * sqrt (2) * (region->spread_km + 0.15) * 1.01);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/played-place/every-region-below-the-root-is-somewhere",
                   every_region_below_the_root_is_somewhere);
  g_test_add_func ("/played-place/towns-without-a-point-lie-as-their-tiles-do",
                   towns_without_a_point_lie_as_their_tiles_do);
  g_test_add_func ("/played-place/a-known-point-is-that-of-the-table",
                   a_known_point_is_that_of_the_table);
  g_test_add_func ("/played-place/an-address-lies-where-it-lay-and-neighbours-near",
                   an_address_lies_where_it_lay_and_neighbours_near);

  return g_test_run ();
}
