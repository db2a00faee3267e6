/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-layer.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "api-fixture.h"
#include "zhihui-error.h"

#define HEAD "name,region,lon,lat,n,online,status\n"

static gboolean
read_text (ZhihuiLayer *layer, const char *name, const char *text, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("zhihui-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  gboolean         good;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  good = zhihui_layer_read_file (layer, path, error);
  g_unlink (path);
  g_rmdir (folder);
  return good;
}

static void
csv_and_geojson_say_the_same (void)
{
  static const char csv[] = "status,n,name,lat,lon,online\n正常,3,甲站,36.8,116.2,2\n,,乙站,,,\n";
  static const char geojson[] =
    "{\"type\":\"FeatureCollection\",\"id\":\"gauges\",\"label\":\"水情\",\"features\":["
    "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[116.2,36.8,5]},"
    "\"properties\":{\"name\":\"甲站\",\"status\":\"正常\",\"n\":3,\"online\":2,\"x\":[1]}},"
    "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"name\":\"乙站\"}}]}";
  g_autoptr (ZhihuiLayer) a = zhihui_layer_new ();
  g_autoptr (ZhihuiLayer) b = zhihui_layer_new ();
  ZhihuiLayer *layers[] = { a, b };
  g_autoptr (GError) error = NULL;

  a->id = g_strdup ("gauges");
  read_text (a, "a.csv", csv, &error);
  g_assert_no_error (error);
  read_text (b, "b.geojson", geojson, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (a->label, ==, "gauges");
  g_assert_cmpstr (b->label, ==, "水情");
  g_assert_cmpstr (b->kind, ==, "point");
  for (guint i = 0; i < 2; i++)
    {
      const ZhihuiLayerPoint *first, *second;

      g_assert_cmpuint (layers[i]->points->len, ==, 2);
      first = layers[i]->points->pdata[0];
      second = layers[i]->points->pdata[1];
      g_assert_cmpstr (first->name, ==, "甲站");
      g_assert_cmpstr (first->status, ==, "正常");
      g_assert_cmpfloat_with_epsilon (first->lon, 116.2, 1e-9);
      g_assert_cmpfloat_with_epsilon (first->lat, 36.8, 1e-9);
      g_assert_cmpint (first->n, ==, 3);
      g_assert_cmpint (first->n_online, ==, 2);
      g_assert_true (isnan (second->lon) && isnan (second->lat));
      g_assert_cmpint (second->n, ==, 1);
      g_assert_cmpint (second->n_online, ==, -1);
    }
}

static void
bad_file_is_refused_with_the_place (void)
{
  static const struct
  {
    const char *name, *text, *words;
  } files[] = {
    { "a.csv", "", "name" },
    { "a.csv", "lon,lat\n1,2\n", "name" },
    { "a.csv", "name,speed\n甲,2\n", "speed" },
    { "a.csv", "name,name\n甲,2\n", "name" },
    { "a.csv", HEAD "甲,,east,2,1,,\n", "line 2: lon" },
    { "a.csv", HEAD "甲,,,,1,,\n乙,,,,1.5,,\n", "line 3: n" },
    { "a.csv", HEAD "甲,,,,-1,,\n", "line 2: n" },
    { "a.csv", HEAD "甲,,181,0,1,,\n", "lon of point 1" },
    { "a.csv", HEAD "甲,,nan,0,1,,\n", "lon of point 1" },
    { "a.csv", HEAD "甲,,11,,1,,\n", "lat of point 1" },
    { "a.csv", HEAD "甲,37x,,,1,,\n", "region of point 1" },
    { "a.csv", HEAD "甲,,,,2,3,\n", "online of point 1" },
    { "a.csv", HEAD ",,,,2,1,\n", "name of point 1" },
    { "a.geojson", "[]", "" },
    { "a.geojson", "{\"type\":\"FeatureCollection\"}", "features" },
    { "a.geojson",
      "{\"features\":[{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\","
      "\"coordinates\":[1,2]},\"properties\":{\"name\":\"x\"}}]}",
      "Point" },
    { "a.geojson",
      "{\"features\":[{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\","
      "\"coordinates\":[1]},\"properties\":{\"name\":\"x\"}}]}",
      "coordinates" },
    { "a.geojson",
      "{\"features\":[{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"n\":1}}]}",
      "name" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (ZhihuiLayer) layer = zhihui_layer_new ();
      g_autoptr (GError) error = NULL;

      layer->id = g_strdup ("x");
      g_test_message ("%s", files[i].text);
      g_assert_false (read_text (layer, files[i].name, files[i].text, &error));
      g_assert_nonnull (error);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, files[i].words));
    }
}

static void
layer_without_an_id_is_refused (void)
{
  static const char *const ids[] = { NULL, "", "Big", "a b", "../x" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (ZhihuiLayer) layer = zhihui_layer_new ();
      g_autoptr (GError) error = NULL;

      layer->id = g_strdup (ids[i]);
      g_assert_false (read_text (layer, "a.csv", "name\n甲\n", &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
    }
}

static void
put (ZhihuiStore *store, const char *csv)
{
  g_autoptr (ZhihuiLayer) layer = zhihui_layer_new ();
  g_autoptr (GError) error = NULL;

  layer->id = g_strdup ("cameras");
  layer->kind = g_strdup ("camera");
  read_text (layer, "a.csv", csv, &error);
  g_assert_no_error (error);
  zhihui_layer_store (layer, store, &error);
  g_assert_no_error (error);
}

static void
fill (ZhihuiStore *store)
{
  api_fill_with_few (store);
  put (store, "name\n旧的\n");
  put (store,
       HEAD "大门口,370302104,117.9,36.6,1,1,好\n后门,370302104,117.9,36.7,1,0,坏\n"
            "广场,370302105,,,10,7,\n");
  api_run (store,
           "INSERT INTO source_system (id, code, name, period_s, last_sync_at) VALUES"
           " (1, 'a', '甲', 600, 1596243600 - 1200), (2, 'b', '乙', 600, 1596243600 - 1201),"
           " (3, 'c', '丙', 600, 1596243600 - 6001), (4, 'd', '丁', 600, NULL)");
}

static void
assert_answer (Api *api, const char *token, const char *path, const char *has, const char *has_not)
{
  g_autoptr (Reply) reply = api_get (api, token, path);
  g_autofree char *text = reply_dup_text (reply);

  g_test_message ("%s", text);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_nonnull (strstr (text, has));
  g_assert_true (has_not == NULL || strstr (text, has_not) == NULL);
}

/* As of 2020-08-01T09:00:00+08:00 = 1596243600. */
static void
wall_gets_counts_and_desk_gets_points (void)
{
  g_autoptr (Api) api = api_new (fill, 0);
  static const char *const secrets[] = { "大门口", "117.9", "lon", "好" };
  g_autoptr (Reply) none = NULL;
  g_autoptr (Reply) bad = NULL;

  assert_answer (api,
                 api->wall,
                 "/layers",
                 "\"points\":3,\"n\":12,\"online\":8,\"online_rate\":0.666667",
                 "旧的");
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    assert_answer (api,
                   api->wall,
                   "/layers/cameras",
                   "{\"region\":\"370302104\",\"points\":2,\"n\":2,\"online\":1",
                   secrets[i]);
  assert_answer (api,
                 api->desk,
                 "/layers/cameras",
                 "{\"name\":\"大门口\",\"region\":\"370302104\",\"status\":\"好\",\"lon\":117.9,",
                 NULL);
  assert_answer (api, api->desk, "/layers/cameras?region=370302105", "\"广场\"", "\"大门口\"");

  none = api_get (api, api->wall, "/layers/lamps");
  reply_assert_problem (none, 404, "not_found");
  bad = api_get (api, api->wall, "/layers/cameras?region=%25");
  reply_assert_problem (bad, 400, "bad_parameter");
}

static void
silent_systems_are_told (void)
{
  g_autoptr (Api) api = api_new (fill, 0);
  static const char *const states[] = { "\"id\":\"a\",\"name\":\"甲\",\"department\":\"\","
                                        "\"period_s\":600,\"state\":\"ok\"",
                                        "\"乙\",\"department\":\"\",\"period_s\":600,"
                                        "\"state\":\"stale\"",
                                        "\"丙\",\"department\":\"\",\"period_s\":600,"
                                        "\"state\":\"offline\"",
                                        "\"state\":\"offline\",\"last_sync_at\":null" };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    assert_answer (api, api->wall, "/sources", states[i], NULL);
}

static void
indicators_come_by_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiStore) store = zhihui_store_open (":memory:", TRUE, &error);
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "..", "..", "data", "layers", "other-systems.ini", NULL);
  g_autofree char  *folder = g_dir_make_tmp ("zhihui-test-XXXXXX", NULL);
  g_autofree char  *bad = g_build_filename (folder, "bad.ini", NULL);
  static const char sql[] = "SELECT COUNT(*) FROM indicator";
  ZhihuiStatement  *row;
  guint             n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < 2; i++)
    g_assert_true (zhihui_indicators_import (store, path, &n, NULL));
  g_assert_cmpuint (n, ==, 7);

  /* The second line is wrong: the first is not written either. */
  g_assert_true (
    g_file_set_contents (bad, "[indicators]\na=甲;1;个;2020;某处\nb=乙;2\n", -1, NULL));
  g_assert_false (zhihui_indicators_import (store, bad, &n, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "b is not"));
  g_unlink (bad);
  g_rmdir (folder);

  row = zhihui_store_prepare (store, sql);
  g_assert_cmpint (zhihui_statement_step (row), ==, ZHIHUI_STEP_ROW);
  g_assert_cmpint (zhihui_statement_get_integer (row, 0), ==, 7);
  zhihui_statement_reset (row);
}

static void
unknown_layer_cannot_be_removed (void)
{
  g_autoptr (ZhihuiStore) store = zhihui_store_open (":memory:", TRUE, NULL);
  g_autoptr (GError) error = NULL;

  put (store, "name\n甲\n");
  g_assert_false (zhihui_layer_remove (store, "lamps", &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND);
  g_assert_true (zhihui_layer_remove (store, "cameras", NULL));
  g_assert_false (zhihui_layer_remove (store, "cameras", NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layers/csv-and-geojson-say-the-same", csv_and_geojson_say_the_same);
  g_test_add_func ("/layers/bad-file-is-refused-with-the-place",
                   bad_file_is_refused_with_the_place);
  g_test_add_func ("/layers/layer-without-an-id-is-refused", layer_without_an_id_is_refused);
  g_test_add_func ("/layers/wall-gets-counts-and-desk-gets-points",
                   wall_gets_counts_and_desk_gets_points);
  g_test_add_func ("/layers/silent-systems-are-told", silent_systems_are_told);
  g_test_add_func ("/layers/indicators-come-by-file", indicators_come_by_file);
  g_test_add_func ("/layers/unknown-layer-cannot-be-removed", unknown_layer_cannot_be_removed);
  return g_test_run ();
}
