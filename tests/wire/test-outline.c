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

/* ---- TopoJSON ---- */

/* Two squares that share a side, arc 1; the second names it backwards. Quantised: 0.5 a step. */
#define SQUARES                                                                                    \
  "\"arcs\":[[[2,0],[-2,0],[0,2],[2,0]],[[2,2],[0,-2]],[[2,2],[2,0],[0,-2],[-2,0]]],"              \
  "\"objects\":{\"a\":{\"type\":\"GeometryCollection\",\"geometries\":["                           \
  "{\"type\":\"Polygon\",\"arcs\":[[0,1]],\"id\":320100,\"properties\":{\"name\":\"西\"}},"       \
  "{\"type\":\"MultiPolygon\",\"arcs\":[[[2,-2]]],\"properties\":{\"code\":\"320200\"}},"          \
  "{\"type\":null,\"id\":\"nothing\"},{\"type\":\"Point\",\"coordinates\":[1,1]}]}}"

static void
areas_of_topojson_are_joined_from_shared_lines (void)
{
  static const double west[] = { 101, 30, 100, 30, 100, 31, 101, 31, 101, 30 };
  static const double east[] = { 101, 31, 102, 31, 102, 30, 101, 30, 101, 31 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outlines =
    decode ("{\"transform\":{\"scale\":[0.5,0.5],\"translate\":[100,30]}," SQUARES
            ",\"type\":\"Topology\"}",
            &error);
  const ZhihuiOutline *outline;
  GArray              *ring;

  g_assert_no_error (error);
  g_assert_cmpuint (outlines->len, ==, 2);

  outline = outlines->pdata[0];
  ring = outline->rings->pdata[0];
  g_assert_cmpstr (outline->code, ==, "320100");
  g_assert_cmpstr (outline->name, ==, "西");
  g_assert_cmpmem (ring->data, ring->len * sizeof (double), west, sizeof west);

  outline = outlines->pdata[1];
  ring = outline->rings->pdata[0];
  g_assert_cmpstr (outline->code, ==, "320200");
  g_assert_cmpmem (ring->data, ring->len * sizeof (double), east, sizeof east);
}

static void
topojson_without_transform_counts_in_degrees (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outlines =
    decode ("{\"type\":\"Topology\",\"arcs\":[[[100,30],[101,30],[101,31],[100,30]]],"
            "\"objects\":{\"one\":{\"type\":\"Polygon\",\"arcs\":[[0]]},"
            "\"two\":{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":"
            "\"GeometryCollection\",\"geometries\":[{\"type\":\"Polygon\",\"arcs\":[[-1]]},"
            "{\"type\":\"Polygon\",\"arcs\":[[0]]}]}]}}}",
            &error);
  const double forwards[] = { 100, 30, 101, 30, 101, 31, 100, 30 };
  const double backwards[] = { 100, 30, 101, 31, 101, 30, 100, 30 };
  GArray      *ring;

  g_assert_no_error (error);
  g_assert_cmpuint (outlines->len, ==, 2);
  g_assert_cmpuint (count_rings (outlines), ==, 3);
  ring = ((ZhihuiOutline *) outlines->pdata[0])->rings->pdata[0];
  g_assert_cmpmem (ring->data, ring->len * sizeof (double), forwards, sizeof forwards);
  ring = ((ZhihuiOutline *) outlines->pdata[1])->rings->pdata[0];
  g_assert_cmpmem (ring->data, ring->len * sizeof (double), backwards, sizeof backwards);
}

static void
bad_topojson_is_refused_with_the_place (void)
{
  static const struct
  {
    const char *members, *reason;
  } cases[] = {
    { "\"arcs\":[]", "objects is missing" },
    { "\"objects\":{}", "arcs is missing" },
    { "\"objects\":{},\"arcs\":[]", "has no area" },
    { "\"objects\":[],\"arcs\":[]", "objects is a list where an object is due" },
    { "\"objects\":{\"a\":{\"type\":\"Polygon\",\"arcs\":[[0]]}},\"arcs\":[]",
      "objects[0].arcs[0][0] is no arc of the topology" },
    { "\"objects\":{\"a\":{\"type\":\"Polygon\",\"arcs\":[[-2]]}},\"arcs\":[[[1,1],[2,2]]]",
      "objects[0].arcs[0][0] is no arc" },
    { "\"objects\":{\"a\":{\"type\":\"Polygon\"}},\"arcs\":[]", "is a Polygon without arcs" },
    { "\"objects\":{\"a\":{\"type\":\"GeometryCollection\"}},\"arcs\":[]", "without geometries" },
    { "\"objects\":{\"a\":{\"type\":\"Circle\"}},\"arcs\":[]", "none of TopoJSON's here" },
    { "\"objects\":{},\"arcs\":[[[1]]]", "arcs[0][0] is not [lon, lat]" },
    { "\"objects\":{},\"arcs\":[[[1,\"2\"]]]", "arcs[0][0][1] is a text where a number is due" },
    { "\"objects\":{},\"arcs\":[[[1,99]]]", "arcs[0][0][1] is no longitude and latitude" },
    { "\"objects\":{},\"arcs\":[],\"transform\":{\"scale\":[1,1]}", "transform.translate" },
    { "\"objects\":{},\"arcs\":[],\"transform\":{\"scale\":[1],\"translate\":[1,1]}", "a pair" },
    { "\"objects\":{},\"arcs\":[[[1,1],[1,1]]],\"transform\":{\"scale\":[99,40],\"translate\":[0,"
      "0]}",
      "arcs[0][1][0] is no longitude" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"type\":\"Topology\",%s}", cases[i].members);
      g_autoptr (GError) error = NULL;

      g_assert_null (decode (text, &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED);
      if (strstr (error->message, cases[i].reason) == NULL)
        g_error ("%s: %s", text, error->message);
    }
}

/* A line of 1,000 places that 32,000 rings refer to is a file of 200 KB. */
static void
topojson_that_swells_is_refused (void)
{
  g_autoptr (GString) text = g_string_new ("{\"type\":\"Topology\",\"arcs\":[[");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (text, "%s[%u,1]", i > 0 ? "," : "", i % 90);
  g_string_append (text, "]],\"objects\":{\"a\":{\"type\":\"Polygon\",\"arcs\":[[0]");
  for (guint i = 0; i < 32000; i++)
    g_string_append (text, ",[0]");
  g_string_append (text, "]}}}");

  g_assert_null (decode (text->str, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED);
  g_assert_nonnull (strstr (error->message, "larger than can be read"));
}

/* ---- files ---- */

static void
fields_of_a_file_are_chosen (void)
{
  static const struct
  {
    const char *code, *name;
    const char *expected_code, *expected_name; /* NULL: part of the reason, in the other */
  } cases[] = {
    { NULL, NULL, "7", "n" },
    { "", "", "7", "n" },
    { "qhdm", "qhmc", "0532", "张店" },
    { "qhmc", "qhdm", "张店", "0532" },
    { "qhdm", "qhdm", "0532", "0532" },
    { "id", NULL, "9", "n" },
    { "half", NULL, "1.5", "n" },
    { "whole", NULL, "370302", "n" },
    { "none", NULL, NULL, "no feature has a code in the property \"none\"" },
    { NULL, "none", NULL, "no feature has a name in the property \"none\"" },
  };
  const char *text =
    "{\"type\":\"Feature\",\"id\":9,\"properties\":{\"code\":7,\"name\":\"n\",\"qhdm\":\"0532\","
    "\"qhmc\":\"张店\",\"half\":1.5,\"whole\":3.70302e5,\"none\":null},\"geometry\":{\"type\":"
    "\"Polygon\",\"coordinates\":" SQUARE "}}";
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const ZhihuiOutlineFields fields = { cases[i].code, cases[i].name };
      g_autoptr (GError) error = NULL;
      g_autoptr (ZhihuiOutlineFile) file = zhihui_wire_decode_outline_file (body, &fields, &error);
      const ZhihuiOutline *outline;

      if (cases[i].expected_code == NULL)
        {
          g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED);
          g_assert_cmpstr (error->message, ==, cases[i].expected_name);
          continue;
        }
      g_assert_no_error (error);
      outline = file->outlines->pdata[0];
      g_assert_cmpstr (outline->code, ==, cases[i].expected_code);
      g_assert_cmpstr (outline->name, ==, cases[i].expected_name);
    }
}

static void
coordinates_of_old_files_are_noted_and_bare_features_named (void)
{
  static const struct
  {
    const char *crs, *expected;
  } cases[] = {
    { "{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::4490\"}}",
      "urn:ogc:def:crs:EPSG::4490" },
    { "{\"type\":\"link\",\"properties\":{\"href\":\"x\"}}", NULL },
    { "{\"type\":\"name\",\"properties\":[]}", NULL },
    { "\"EPSG:4326\"", NULL },
    { "null", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (
        "{\"type\":\"FeatureCollection\",\"crs\":%s,\"features\":["
        "{\"type\":\"Feature\",\"properties\":{\"name\":\"空\"},\"geometry\":null},"
        "{\"type\":\"Feature\",\"properties\":{\"code\":5,\"name\":\"x\"},\"geometry\":"
        "{\"type\":\"Point\",\"coordinates\":[1,2]}},"
        "{\"type\":\"Feature\",\"properties\":null,\"geometry\":{\"type\":\"Polygon\","
        "\"coordinates\":" SQUARE "}}]}",
        cases[i].crs);
      g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));
      g_autoptr (GError) error = NULL;
      g_autoptr (ZhihuiOutlineFile) file = zhihui_wire_decode_outline_file (body, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (file->crs, ==, cases[i].expected);
      g_assert_cmpuint (file->outlines->len, ==, 1);
      g_assert_cmpuint (file->bare->len, ==, 2);
      g_assert_cmpstr (file->bare->pdata[0], ==, "空");
      g_assert_cmpstr (file->bare->pdata[1], ==, "5");
    }
}

/* An answer may have 16 MiB; a file that somebody chose may have more. */
static void
files_may_be_larger_than_answers (void)
{
  g_autoptr (GString) text =
    g_string_new ("{\"type\":\"Polygon\",\"coordinates\":" SQUARE ",\"x\":\"");
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GPtrArray) outlines = NULL;
  g_autoptr (ZhihuiOutlineFile) file = NULL;
  g_autoptr (GError) error = NULL;
  gsize head;

  head = text->len;
  g_string_set_size (text, ZHIHUI_WIRE_MAX_BYTES);
  memset (text->str + head, 'x', text->len - head);
  g_string_append (text, "\"}");
  body = g_bytes_new_static (text->str, text->len);

  outlines = zhihui_wire_decode_outlines (body, &error);
  g_assert_null (outlines);
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_TOO_LARGE);
  g_clear_error (&error);

  file = zhihui_wire_decode_outline_file (body, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (file->outlines->len, ==, 1);
}

/* ---- what others have written down as hard ---- */

/* Of public files: those that are not named here have points and lines only, "has no area". */
static const struct
{
  const char *name;
  guint       n_outlines; /* 0: refused */
  const char *reason;
} public_files[] = {
  { "bad-duplicate-properties.geojson", 0, "type is given twice" },
  { "bad-featurelist.geojson", 0, "coordinates[0] is a number where a list is due" },
  { "bad-json.geojson", 0, "byte 31: a comma or } is due" },
  { "bad-object-type.geojson", 0, "type is an object where a text is due" },
  { "bad-polygon-interiorring-rhr.geojson", 1, NULL },
  { "bad-polygonloop.geojson", 0, "geometry.coordinates[0][0] is a number where a list is due" },
  { "bad-properties-as-array.geojson", 0, "properties is a list where an object is due" },
  { "badcoordtype.geojson", 0, "features[0].geometry.coordinates[0][0][0] is a number" },
  { "badfeature.geojson", 0, "features[0] is null where an object is due" },
  { "countries.geojson", 180, NULL },
  { "different-first-last.geojson", 1, NULL },
  { "different-first-size.geojson", 1, NULL },
  { "expected_object.geojson", 0, "properties is a number where an object is due" },
  { "false.geojson", 0, "geometries[0] is true or false where an object is due" },
  { "featurecollection-obj.geojson", 0, "features is an object where a list is due" },
  { "featurecollection-type-case.geojson", 0, "has the type \"featurecollection\"" },
  { "featurecollection.geojson", 0, "is a FeatureCollection without features" },
  { "featurecollection_changed_semantics.geojson", 1, NULL },
  { "good-featurecollection-extensions.geojson", 1, NULL },
  { "good-featurecollection.geojson", 1, NULL },
  { "good-polygon.geojson", 1, NULL },
  { "issue82.geojson", 0, "coordinates[0][0][0][1] is no longitude and latitude of WGS 84" },
  { "multiple_problems.geojson", 0, "features[2] has the type \"Foo\"" },
  { "multipolygon-xyz.geojson", 1, NULL },
  { "multipolygon.geojson", 1, NULL },
  { "nofeaturetype.geojson", 0, "features[0] has the type \"Featre\"" },
  { "notype.geojson", 0, "type is missing" },
  { "one.geojson", 1, NULL },
  { "point-labeled-as-a-multipolygon.geojson", 0, "geometry.coordinates[0] is a number" },
  { "polygon-xyz.geojson", 1, NULL },
  { "polygon.geojson", 1, NULL },
  { "polygon_winding_order.geojson", 1, NULL },
  { "rootstring.geojson", 0, "is null where an object is due" },
  { "short-linearring.geojson", 1, NULL }, /* a triangle that is not closed */
  { "unknowntype.geojson", 0, "has the type \"FooBar\"" },
};

static void
judge_public_file (const char *path, const char *name, guint8 *n_seen)
{
  g_autofree char *text = NULL;
  gsize            length;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outlines = NULL;
  const char *reason = "has no area";
  guint       n_outlines = 0;

  for (guint i = 0; i < G_N_ELEMENTS (public_files); i++)
    if (g_str_equal (name, public_files[i].name))
      {
        n_seen[i]++;
        n_outlines = public_files[i].n_outlines;
        reason = public_files[i].reason;
      }

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  body = g_bytes_new (text, length);
  outlines = zhihui_wire_decode_outlines (body, &error);
  if (n_outlines > 0)
    {
      g_assert_no_error (error);
      g_assert_cmpuint (outlines->len, ==, n_outlines);
      return;
    }
  g_assert_null (outlines);
  g_assert_nonnull (error);
  if (strstr (error->message, reason) == NULL)
    g_error ("%s: %s", name, error->message);
}

/* Visits every .geojson file below @folder. */
static guint
judge_public_tree (const char *folder, guint8 *n_seen)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint       n_files = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          n_files += judge_public_tree (path, n_seen);
        }
      else if (g_str_has_suffix (name, ".geojson"))
        {
          judge_public_file (path, name, n_seen);
          n_files++;
        }
    }

  return n_files;
}

static void
public_geojson_loads_or_is_refused (void)
{
  g_autofree char *folder = wire_examples_find_shared ("corpora/geojson");
  guint8           n_seen[G_N_ELEMENTS (public_files)] = { 0 };

  if (folder == NULL)
    return;

  g_assert_cmpuint (judge_public_tree (folder, n_seen), ==, 96);
  for (guint i = 0; i < G_N_ELEMENTS (public_files); i++)
    if (n_seen[i] == 0)
      g_error ("%s is not there", public_files[i].name);
}

static void
provinces_and_cities_load (void)
{
  static const struct
  {
    const char *file, *code;
    guint       n_outlines;
  } cases[] = {
    { "china-provinces.geojson", "710000", 34 },
    { "china-provinces.simplified.geojson", NULL, 34 },
    { "cities-320000.geojson", "320100", 13 },
    { "cities-320000.simplified.geojson", NULL, 13 },
    { "cities-320000.simplified.topojson", NULL, 13 },
    { "cities-370000.geojson", "370100", 17 },
    { "cities-370000.simplified.geojson", NULL, 17 },
    { "cities-510000.geojson", "510100", 21 },
    { "cities-510000.simplified.geojson", NULL, 21 },
    { "cities-610000.geojson", "610100", 10 },
    { "cities-610000.simplified.geojson", NULL, 10 },
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
  g_test_add_func ("/outline/areas-of-topojson-are-joined-from-shared-lines",
                   areas_of_topojson_are_joined_from_shared_lines);
  g_test_add_func ("/outline/topojson-without-transform-counts-in-degrees",
                   topojson_without_transform_counts_in_degrees);
  g_test_add_func ("/outline/bad-topojson-is-refused-with-the-place",
                   bad_topojson_is_refused_with_the_place);
  g_test_add_func ("/outline/topojson-that-swells-is-refused", topojson_that_swells_is_refused);
  g_test_add_func ("/outline/fields-of-a-file-are-chosen", fields_of_a_file_are_chosen);
  g_test_add_func ("/outline/coordinates-of-old-files-are-noted-and-bare-features-named",
                   coordinates_of_old_files_are_noted_and_bare_features_named);
  g_test_add_func ("/outline/files-may-be-larger-than-answers", files_may_be_larger_than_answers);
  g_test_add_func ("/outline/public-geojson-loads-or-is-refused",
                   public_geojson_loads_or_is_refused);
  g_test_add_func ("/outline/provinces-and-cities-load", provinces_and_cities_load);
  return g_test_run ();
}
