/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "wire-examples.h"
#include "zhihui-error.h"

#define SQUARE "[[[0,0],[2,0],[2,2],[0,2],[0,0]]]"

static GPtrArray *
decode (const char *text, GError **error)
{
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));

  return zhihui_wire_decode_outlines (body, error);
}

static guint
count_rings (GPtrArray *outlines)
{
  guint n = 0;

  for (guint i = 0; i < outlines->len; i++)
    n += ((ZhihuiOutline *) outlines->pdata[i])->rings->len;

  return n;
}

static void
areas_of_every_form_are_found (void)
{
  static const struct
  {
    const char *text;
    guint       n_outlines, n_rings;
  } cases[] = {
    { "{\"type\":\"Polygon\",\"coordinates\":" SQUARE "}", 1, 1 },
    { "{\"coordinates\":" SQUARE ",\"type\":\"Polygon\"}", 1, 1 },
    { "{\"type\":\"MultiPolygon\",\"coordinates\":[" SQUARE "," SQUARE "]}", 1, 2 },
    { "{\"type\":\"Feature\",\"properties\":null,\"geometry\":{\"type\":\"Polygon\","
      "\"coordinates\":[[[0,0],[9,0],[9,9],[0,0]],[[1,1],[2,1],[2,2],[1,1]]]}}",
      1,
      2 },
    { "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Point\",\"coordinates\":[1,1]},"
      "{\"type\":\"Polygon\",\"coordinates\":" SQUARE "}]}",
      1,
      1 },
    { "{\"features\":[{\"type\":\"Feature\",\"properties\":{},\"geometry\":null},"
      "{\"type\":\"Feature\",\"geometry\":{\"coordinates\":" SQUARE
      ",\"type\":\"Polygon\"},\"properties\":{}}],\"type\":\"FeatureCollection\"}",
      1,
      1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) outlines = decode (cases[i].text, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (outlines->len, ==, cases[i].n_outlines);
      g_assert_cmpuint (count_rings (outlines), ==, cases[i].n_rings);
    }
}

static void
places_are_kept_and_heights_dropped (void)
{
  g_autoptr (GPtrArray) outlines =
    decode ("{\"type\":\"Polygon\",\"coordinates\":[[[117.5,36.25,80],"
            "[118,36.25,81],[118,36.5],[117.5,36.25,80,1]]]}",
            NULL);
  const ZhihuiOutline *outline = g_ptr_array_index (outlines, 0);
  GArray              *ring = g_ptr_array_index (outline->rings, 0);
  const double         expected[] = { 117.5, 36.25, 118, 36.25, 118, 36.5, 117.5, 36.25 };

  g_assert_cmpuint (ring->len, ==, G_N_ELEMENTS (expected));
  g_assert_cmpmem (ring->data, ring->len * sizeof (double), expected, sizeof expected);
}

static void
code_is_taken_from_the_best_name (void)
{
  static const struct
  {
    const char *members, *code, *name;
  } cases[] = {
    { "\"properties\":{\"id\":\"d\",\"adcode\":370302,\"code\":\"a\",\"name\":\"淄川区\"},\"id\":3",
      "a",
      "淄川区" },
    { "\"properties\":{\"id\":\"d\",\"adcode\":370302},\"id\":3", "370302", "" },
    { "\"properties\":{\"id\":\"d\"},\"id\":3", "3", "" },
    { "\"properties\":{\"id\":\"d\"}", "d", "" },
    { "\"properties\":{\"code\":[1],\"id\":{},\"name\":true}", "", "" },
    { "\"properties\":null", "", "" },
    { "\"properties\":{\"name\":370302}", "", "370302" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text =
        g_strdup_printf ("{\"type\":\"Feature\",%s,\"geometry\":{\"type\":\"Polygon\","
                         "\"coordinates\":" SQUARE "}}",
                         cases[i].members);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) outlines = decode (text, &error);
      const ZhihuiOutline *outline;

      g_assert_no_error (error);
      outline = g_ptr_array_index (outlines, 0);
      g_assert_cmpstr (outline->code, ==, cases[i].code);
      g_assert_cmpstr (outline->name, ==, cases[i].name);
    }
}

static void
what_has_no_area_is_refused_with_the_reason (void)
{
  static const struct
  {
    const char *text, *reason;
  } cases[] = {
    { "{}", "type is missing" },
    { "{\"type\":\"Topology\",\"arcs\":[]}", "is TopoJSON, not GeoJSON" },
    { "{\"type\":\"Polygons\"}", "none of GeoJSON's" },
    { "{\"type\":\"FeatureCollection\"}", "is a FeatureCollection without features" },
    { "{\"type\":\"FeatureCollection\",\"features\":[]}", "has no area" },
    { "{\"type\":\"FeatureCollection\",\"features\":{}}", "is an object where a list is due" },
    { "{\"type\":\"Feature\",\"geometry\":null}", "has no area" },
    { "{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4]]}", "has no area" },
    { "{\"type\":\"Polygon\"}", "is a Polygon without coordinates" },
    { "{\"type\":\"Polygon\",\"coordinates\":[]}", "has no area" },
    { "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1],[0,0]]]}", "has no area" },
    { "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1],[1,1],[0,0]]]}", "is not [lon, lat]" },
    { "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,\"1\"],[1,1],[0,0]]]}", "a number is due" },
    { "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[181,1],[1,1],[0,0]]]}", "WGS 84" },
    { "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,91],[1,1],[0,0]]]}", "WGS 84" },
    { "{\"type\":\"Polygon\",\"coordinates\":[[0,0],[1,1]]}", "a list is due" },
    { "<svg/>", "web page" },
    { "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":{\"type\":"
      "\"Polygon\",\"coordinates\":[[[0,0],[1,null]]]}}]}",
      "features[0].geometry.coordinates[0][1][1] is null where a number is due" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (decode (cases[i].text, &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED);
      if (strstr (error->message, cases[i].reason) == NULL)
        g_error ("%s: %s", cases[i].text, error->message);
    }
}

/* Visits every .json and .geojson file below @folder. */
static guint
decode_tree (const char *folder, guint *n_loaded)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint       n_files = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          n_files += decode_tree (path, n_loaded);
        }
      else if (g_str_has_suffix (name, "json"))
        {
          g_autofree char *text = NULL;
          gsize            length;
          g_autoptr (GBytes) body = NULL;
          g_autoptr (GError) error = NULL;
          g_autoptr (GPtrArray) outlines = NULL;

          g_assert_true (g_file_get_contents (path, &text, &length, NULL));
          body = g_bytes_new (text, length);
          outlines = zhihui_wire_decode_outlines (body, &error);
          g_assert_true ((outlines == NULL) == (error != NULL));
          g_test_message ("%s: %s", name, error != NULL ? error->message : "loaded");
          n_files++;
          *n_loaded += outlines != NULL;
        }
    }

  return n_files;
}

static void
public_geojson_loads_or_is_refused (void)
{
  g_autofree char *folder = wire_examples_find_shared ("corpora/geojson");
  guint            n_loaded = 0;

  if (folder == NULL)
    return;

  g_assert_cmpuint (decode_tree (folder, &n_loaded), >=, 100);
  g_assert_cmpuint (n_loaded, >=, 20);
}

static void
provinces_and_cities_load (void)
{
  static const struct
  {
    const char *file, *code;
    guint       n_outlines;
  } cases[] = {
    { "china-provinces.geojson", "710000", 34 }, { "china-provinces.simplified.geojson", NULL, 34 },
    { "cities-320000.geojson", "320100", 13 },   { "cities-320000.simplified.geojson", NULL, 13 },
    { "cities-370000.geojson", "370100", 17 },   { "cities-370000.simplified.geojson", NULL, 17 },
    { "cities-510000.geojson", "510100", 21 },   { "cities-510000.simplified.geojson", NULL, 21 },
    { "cities-610000.geojson", "610100", 10 },   { "cities-610000.simplified.geojson", NULL, 10 },
    { "nanhai-inset.geojson", "nanhai-0", 12 },
  };
  g_autofree char *folder = wire_examples_find_shared ("data/boundaries-echarts");

  if (folder == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (folder, cases[i].file, NULL);
      g_autofree char *text = NULL;
      gsize            length;
      g_autoptr (GBytes) body = NULL;
      g_autoptr (GPtrArray) outlines = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      body = g_bytes_new (text, length);
      outlines = zhihui_wire_decode_outlines (body, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (outlines->len, ==, cases[i].n_outlines);
      if (cases[i].code != NULL)
        g_assert_cmpstr (((ZhihuiOutline *) outlines->pdata[0])->code, ==, cases[i].code);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outline/areas-of-every-form-are-found", areas_of_every_form_are_found);
  g_test_add_func ("/outline/places-are-kept-and-heights-dropped",
                   places_are_kept_and_heights_dropped);
  g_test_add_func ("/outline/code-is-taken-from-the-best-name", code_is_taken_from_the_best_name);
  g_test_add_func ("/outline/what-has-no-area-is-refused-with-the-reason",
                   what_has_no_area_is_refused_with_the_reason);
  g_test_add_func ("/outline/public-geojson-loads-or-is-refused",
                   public_geojson_loads_or_is_refused);
  g_test_add_func ("/outline/provinces-and-cities-load", provinces_and_cities_load);
  return g_test_run ();
}
