/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-crs.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "zhihui-error.h"

/* Constants of the published transformation: the ellipsoid of Krassowsky, the rectangle in which
 * GCJ-02 differs from WGS 84 at all. */
#define SEMI_MAJOR_M 6378245.0
#define ECCENTRICITY_2 0.00669342162296594323
#define WEST 72.004
#define EAST 137.8347
#define SOUTH 0.8293
#define NORTH 55.8271

#define BAIDU_PI (G_PI * 3000.0 / 180.0)
#define BAIDU_LON 0.0065
#define BAIDU_LAT 0.006

/* Each step of the inverse divides the error by more than a hundred: three leave 0.2 mm. */
#define N_STEPS 3

typedef struct
{
  double lon, lat;
} Place;

typedef Place (*Forward) (Place place);

static double
wave (double at, double amplitude_1, double period_1, double amplitude_2, double period_2)
{
  return (amplitude_1 * sin (at / period_1 * G_PI) + amplitude_2 * sin (at / period_2 * G_PI)) *
         2.0 / 3.0;
}

static Place
obscure (Place place)
{
  double x = place.lon - 105, y = place.lat - 35;
  double shared = wave (x, 20, 1.0 / 6, 20, 0.5);
  double north, east, sine, magic, root;

  if (place.lon < WEST || place.lon > EAST || place.lat < SOUTH || place.lat > NORTH)
    return place;

  north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt (fabs (x)) + shared +
          wave (y, 20, 1, 40, 3) + wave (y, 160, 12, 320, 30);
  east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt (fabs (x)) + shared +
         wave (x, 20, 1, 40, 3) + wave (x, 150, 12, 300, 30);

  sine = sin (place.lat * G_PI / 180);
  magic = 1 - ECCENTRICITY_2 * sine * sine;
  root = sqrt (magic);
  place.lat += north * 180 / ((SEMI_MAJOR_M * (1 - ECCENTRICITY_2)) / (magic * root) * G_PI);
  place.lon += east * 180 / (SEMI_MAJOR_M / root * cos (place.lat * G_PI / 180) * G_PI);
  return place;
}

static Place
obscure_again (Place place)
{
  double z = hypot (place.lon, place.lat) + 0.00002 * sin (place.lat * BAIDU_PI);
  double theta = atan2 (place.lat, place.lon) + 0.000003 * cos (place.lon * BAIDU_PI);

  return (Place){ z * cos (theta) + BAIDU_LON, z * sin (theta) + BAIDU_LAT };
}

/* Fixed-point iteration: a place is what was given less what its guess is moved by. */
static Place
undo (Forward forward, Place given, Place guess)
{
  for (guint i = 0; i < N_STEPS; i++)
    {
      Place moved = forward (guess);

      guess.lon = given.lon - (moved.lon - guess.lon);
      guess.lat = given.lat - (moved.lat - guess.lat);
    }

  return guess;
}

static Place
clear_again (Place place)
{
  double x = place.lon - BAIDU_LON, y = place.lat - BAIDU_LAT;
  double z = hypot (x, y) - 0.00002 * sin (y * BAIDU_PI);
  double theta = atan2 (y, x) - 0.000003 * cos (x * BAIDU_PI);

  return undo (obscure_again, place, (Place){ z * cos (theta), z * sin (theta) });
}

/**
 * zhihui_crs_convert:
 * @from: what @lon and @lat are counted in
 * @to: what they become
 * @lon: (inout): degrees
 * @lat: (inout): degrees
 *
 * Back and forth a place of China comes home within a centimetre. Outside China GCJ-02 is WGS 84.
 * Source: the formula is public since 2013; the inverse is a fixed-point iteration of it.
 */
void
zhihui_crs_convert (ZhihuiCrs from, ZhihuiCrs to, double *lon, double *lat)
{
  Place place = { *lon, *lat };

  if (from == to)
    return;

  if (from == ZHIHUI_CRS_BD09)
    place = clear_again (place);
  if (from != ZHIHUI_CRS_WGS84 && to == ZHIHUI_CRS_WGS84)
    place = undo (obscure, place, place);
  if (from == ZHIHUI_CRS_WGS84)
    place = obscure (place);
  if (to == ZHIHUI_CRS_BD09)
    place = obscure_again (place);

  *lon = place.lon;
  *lat = place.lat;
}

/**
 * zhihui_crs_parse:
 * @name: "wgs84", "gcj02", "bd09", in any spelling of these ("GCJ-02"); CGCS2000 counts as WGS 84
 * @crs: (out): what it means
 * @error: return location
 *
 * Returns: whether it is known; %ZHIHUI_ERROR_INVALID names it otherwise
 */
gboolean
zhihui_crs_parse (const char *name, ZhihuiCrs *crs, GError **error)
{
  static const struct
  {
    const char *name;
    ZhihuiCrs   crs;
  } known[] = {
    { "wgs84", ZHIHUI_CRS_WGS84 },    { "cgcs2000", ZHIHUI_CRS_WGS84 },
    { "epsg4326", ZHIHUI_CRS_WGS84 }, { "epsg4490", ZHIHUI_CRS_WGS84 },
    { "crs84", ZHIHUI_CRS_WGS84 },    { "gcj02", ZHIHUI_CRS_GCJ02 },
    { "bd09", ZHIHUI_CRS_BD09 },      { "bd09ll", ZHIHUI_CRS_BD09 },
  };
  g_autoptr (GString) plain = g_string_new (NULL);

  g_return_val_if_fail (name != NULL && crs != NULL, FALSE);

  for (const char *at = name; *at != '\0'; at++)
    if (g_ascii_isalnum (*at))
      g_string_append_c (plain, g_ascii_tolower (*at));

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (plain->str, known[i].name))
      {
        *crs = known[i].crs;
        return TRUE;
      }

  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_INVALID,
               _ ("“%s” is none of the coordinate systems wgs84, gcj02 and bd09"),
               name);
  return FALSE;
}
