/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-played-place.h"

#include <math.h>
#include <string.h>

#include "zhihui-hash.h"
#include "zhihui-random.h"

#define PURPOSE_VILLAGE 30
#define PURPOSE_HOUSE 31

/* Deviations, km: around a place that is known, around one that is laid out by the tiles, around
 * the place of what a region lies in, of a house around the middle of its village. */
#define OWN_KM 1.0
#define TILE_KM 1.2
#define OUTER_KM 5.0
#define HOUSE_KM 0.15

/* From one tile to the next where the scenario says nothing. */
#define TILE_PITCH_KM 6.0

#define KM_A_DEGREE 111.32
#define MOST_DEVIATIONS 2.5
#define STEPS_A_DEGREE 100000.0 /* a metre */

/* + − × alone: the same on every machine. */
static double
find_cosine (double degrees)
{
  double x = degrees * 3.14159265358979 / 180, square = x * x;

  return 1 - square / 2 + square * square / 24 - square * square * square / 720;
}

static void
move (double *lon, double *lat, double east_km, double north_km)
{
  *lon += east_km / (KM_A_DEGREE * find_cosine (*lat));
  *lat += north_km / KM_A_DEGREE;
}

static void
read_points (ZhihuiScenario *self, GHashTable *by_code)
{
  g_autofree char *text = zhihui_scenario_read_part (self->name, "places.csv");
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "|", -1);
      ZhihuiPlayedRegion *region =
        fields[0] != NULL ? g_hash_table_lookup (by_code, fields[0]) : NULL;

      if (region == NULL || g_strv_length (fields) != 3)
        continue;
      region->lon = g_ascii_strtod (fields[1], NULL);
      region->lat = g_ascii_strtod (fields[2], NULL);
      region->spread_km = OWN_KM;
    }
}

/* The tile in the middle of those that lie in @parent. */
static void
find_middle (const ZhihuiScenario *self, const char *parent, double *column, double *row)
{
  guint n = 0;

  *column = *row = 0;
  for (guint i = 0; i < self->regions->len; i++)
    {
      const ZhihuiPlayedRegion *one = self->regions->pdata[i];

      if (one->column == G_MININT || !g_str_equal (one->parent, parent))
        continue;
      *column += one->column + (one->row % 2 != 0 ? 0.5 : 0);
      *row += one->row;
      n++;
    }
  *column /= MAX (n, 1);
  *row /= MAX (n, 1);
}

/* Regions stand in their file after what they lie in. */
static void
derive (const ZhihuiScenario *self, const ZhihuiPlayedRegion *parent, ZhihuiPlayedRegion *region)
{
  double column, row;

  region->lon = parent->lon;
  region->lat = parent->lat;
  region->spread_km = g_str_equal (parent->level, "town") ? parent->spread_km : OUTER_KM;
  if (region->column == G_MININT || !g_str_equal (parent->level, "county"))
    return;

  find_middle (self, parent->code, &column, &row);
  move (&region->lon,
        &region->lat,
        (region->column + (region->row % 2 != 0 ? 0.5 : 0) - column) * TILE_PITCH_KM,
        (row - region->row) * TILE_PITCH_KM);
  region->spread_km = TILE_KM;
}

/**
 * zhihui_played_place_find:
 * @scenario: with its regions
 *
 * Finds where each region is: as `places.csv` says; a town of a county by its tile around the place
 * of the county; else where the region is that it lies in.
 */
void
zhihui_played_place_find (ZhihuiScenario *scenario)
{
  g_autoptr (GHashTable) by_code = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < scenario->regions->len; i++)
    {
      ZhihuiPlayedRegion *region = scenario->regions->pdata[i];

      g_hash_table_insert (by_code, region->code, region);
    }
  read_points (scenario, by_code);
  for (guint i = 0; i < scenario->regions->len; i++)
    {
      ZhihuiPlayedRegion       *region = scenario->regions->pdata[i];
      const ZhihuiPlayedRegion *parent = g_hash_table_lookup (by_code, region->parent);

      if (isnan (region->lon) && parent != NULL && !isnan (parent->lon))
        derive (scenario, parent, region);
    }
}

static void
scatter (ZhihuiRandom *random, double deviation_km, double *lon, double *lat)
{
  double east = zhihui_random_normal (random), north = zhihui_random_normal (random);

  move (lon,
        lat,
        CLAMP (east, -MOST_DEVIATIONS, MOST_DEVIATIONS) * deviation_km,
        CLAMP (north, -MOST_DEVIATIONS, MOST_DEVIATIONS) * deviation_km);
}

/**
 * zhihui_played_place_make:
 * @address: (nullable): as it was made for the case; of anonymous ones %NULL
 * @lon: (out): WGS84, to a metre
 * @lat: (out): likewise
 *
 * Villages are scattered around the place of their region, houses around their village: an address
 * lies where it lay before. Nothing else is drawn from these numbers.
 *
 * Returns: whether it is known where the region is; else both are NAN
 */
gboolean
zhihui_played_place_make (const ZhihuiScenario   *scenario,
                          guint64                 seed,
                          const ZhihuiPlayedCase *played,
                          const char             *address,
                          double                 *lon,
                          double                 *lat)
{
  const ZhihuiPlayedRegion *region = scenario->regions->pdata[played->region];
  guint64                   house = played->serial, village = house;
  ZhihuiRandom              random;

  *lon = region->lon;
  *lat = region->lat;
  if (isnan (*lon))
    return FALSE;

  if (address != NULL)
    {
      house = zhihui_hash_bytes (ZHIHUI_HASH_START, address, strlen (address));
      village = zhihui_hash_bytes (ZHIHUI_HASH_START, address, strcspn (address, "0123456789"));
    }
  zhihui_random_init (&random, seed, village, PURPOSE_VILLAGE);
  scatter (&random, region->spread_km, lon, lat);
  zhihui_random_init (&random, seed, house, PURPOSE_HOUSE);
  scatter (&random, HOUSE_KM, lon, lat);
  *lon = floor (*lon * STEPS_A_DEGREE + 0.5) / STEPS_A_DEGREE;
  *lat = floor (*lat * STEPS_A_DEGREE + 0.5) / STEPS_A_DEGREE;
  return TRUE;
}
