/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-wire.h"

#define HEAD "{\"as_of\":\"2020-07-29T14:05:12+08:00\",\"items\":["
#define LAYER "{\"id\":\"a\",\"points\":2,\"n\":3}"

static GBytes *
make_body (const char *items)
{
  g_autofree char *text = g_strconcat (HEAD, items, "]}", NULL);

  return g_bytes_new (text, strlen (text));
}

static void
what_is_not_told_is_filled_in (void)
{
  g_autoptr (GBytes) body =
    make_body ("{\"id\":\"a\",\"points\":7}," LAYER ",{\"id\":\"c\",\"points\":1}");
  g_autoptr (GBytes) good = make_body (
    "{\"id\":\"a\",\"points\":7},{\"id\":\"b\",\"label\":\"<b>窗口</b>\",\"kind\":\"window\","
    "\"public\":true,\"points\":2,\"n\":5,\"online\":0}");
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiLayers) twice = zhihui_wire_decode_layers (body, &error);
  g_autoptr (ZhihuiLayers) layers = NULL;
  const ZhihuiPlaceLayer *a, *b;

  g_assert_no_error (error);
  g_assert_cmpuint (twice->items->len, ==, 2); /* of two with the same id the first counts */
  g_assert_cmpint (zhihui_layers_find (twice, "a")->n_points, ==, 7);
  layers = zhihui_wire_decode_layers (good, NULL);
  g_assert_nonnull (layers);
  a = zhihui_layers_find (layers, "a");
  b = zhihui_layers_find (layers, "b");
  g_assert_cmpstr (a->label, ==, "a");
  g_assert_cmpstr (a->kind, ==, "");
  g_assert_cmpint (a->n, ==, 7);
  g_assert_cmpint (a->n_online, ==, -1);
  g_assert_false (a->is_public);
  g_assert_null (a->places);
  g_assert_cmpstr (b->label, ==, "<b>窗口</b>"); /* as it is: no markup to anybody */
  g_assert_true (b->is_public);
  g_assert_cmpint (b->n_online, ==, 0);
  g_assert_null (zhihui_layers_find (layers, "c"));
}

static void
places_are_read_with_and_without_coordinates (void)
{
  g_autoptr (GBytes) body =
    make_body ("{\"name\":\"张三家\",\"region\":\"371526101901\",\"status\":\"正常\",\"lon\":116."
               "25,\"lat\":-36.5,"
               "\"n\":4,\"online\":3},{\"region\":\"371526\",\"points\":9,\"n\":30},{}");
  g_autoptr (GArray) places = zhihui_wire_decode_layer_places (body, NULL);
  const ZhihuiLayerPlace *place;

  g_assert_nonnull (places);
  g_assert_cmpuint (places->len, ==, 3);
  place = &g_array_index (places, ZhihuiLayerPlace, 0);
  g_assert_cmpstr (place->region, ==, "371526101901");
  g_assert_cmpfloat_with_epsilon (place->lon, 116.25, 1e-9);
  g_assert_cmpfloat_with_epsilon (place->lat, -36.5, 1e-9);
  g_assert_cmpint (place->n, ==, 4);
  g_assert_cmpint (place->n_online, ==, 3);
  place++;
  g_assert_true (isnan (place->lon) && isnan (place->lat));
  g_assert_cmpint (place->n_points, ==, 9);
  g_assert_cmpint (place->n, ==, 30);
  g_assert_cmpint (place->n_online, ==, -1);
  place++;
  g_assert_cmpstr (place->region, ==, "");
  g_assert_cmpint (place->n_points, ==, 1);
  g_assert_cmpint (place->n, ==, 1);
}

static void
a_place_that_cannot_be_is_refused_by_its_field (void)
{
  static const struct
  {
    const char *item, *words;
  } cases[] = {
    { "{\"lon\":181,\"lat\":1}", "lon" },
    { "{\"lon\":1,\"lat\":-90.5}", "lat" },
    { "{\"lon\":1}", "lat" },
    { "{\"lat\":1,\"lon\":null}", "lon" },
    { "{\"lon\":\"NaN\",\"lat\":1}", "lon" },
    { "{\"lon\":1e400,\"lat\":1}", "too large" },
    { "{\"region\":\"37152610190100000000\"}", "region" },
    { "{\"region\":7}", "region" },
    { "{\"n\":-1}", "n" },
    { "{\"n\":1,\"online\":2}", "online" },
    { "[116,36]", "items" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *items = g_strconcat ("{},", cases[i].item, NULL);
      g_autoptr (GBytes) body = make_body (items);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].item);
      g_assert_null (zhihui_wire_decode_layer_places (body, &error));
      g_assert_nonnull (error);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].words));
    }
}

static GBytes *
make_many (guint n)
{
  GString *text = g_string_new (HEAD);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text,
                            "%s{\"region\":\"371526101901\",\"lon\":116.%04u,\"lat\":36.%04u}",
                            i > 0 ? "," : "",
                            i % 10000,
                            i / 10);
  g_string_append (text, "]}");
  return g_string_free_to_bytes (text);
}

static void
a_hundred_thousand_places_are_read_and_not_one_more (void)
{
  g_autoptr (GBytes) most = make_many (ZHIHUI_MAX_PLACES);
  g_autoptr (GBytes) more = make_many (ZHIHUI_MAX_PLACES + 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) places = zhihui_wire_decode_layer_places (most, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (places->len, ==, ZHIHUI_MAX_PLACES);
  g_assert_null (zhihui_wire_decode_layer_places (more, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED);
}

static void
what_was_read_is_kept_with_its_places_and_without_names (void)
{
  g_autoptr (GBytes) body = make_body (LAYER);
  g_autoptr (GBytes) items = make_body (
    "{\"name\":\"张三家\",\"status\":\"在家\",\"region\":\"371526\",\"lon\":1.5,\"lat\":2.25,"
    "\"n\":2,\"online\":1},{\"n\":1}");
  g_autoptr (ZhihuiLayers) layers = zhihui_wire_decode_layers (body, NULL);
  g_autoptr (ZhihuiLayers) again = NULL;
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (GBytes) kept = NULL;
  g_autofree char        *text = NULL;
  ZhihuiPlaceLayer       *layer = zhihui_layers_find (layers, "a");
  const ZhihuiLayerPlace *place;

  zhihui_place_layer_take_places (layer, zhihui_wire_decode_layer_places (items, NULL));
  g_assert_cmpuint (layer->sums->len, ==, 2);
  text = zhihui_wire_encode_layers (layers, zone);
  g_assert_null (strstr (text, "张三"));
  g_assert_null (strstr (text, "在家"));
  kept = g_bytes_new (text, strlen (text));
  again = zhihui_wire_decode_layers (kept, NULL);
  g_assert_nonnull (again);
  layer = zhihui_layers_find (again, "a");
  g_assert_cmpuint (layer->places->len, ==, 2);
  place = &g_array_index (layer->places, ZhihuiLayerPlace, 0);
  g_assert_cmpfloat_with_epsilon (place->lon, 1.5, 1e-9);
  g_assert_cmpint (place->n_online, ==, 1);
  g_assert_true (isnan (place[1].lon));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/layers/what-is-not-told-is-filled-in", what_is_not_told_is_filled_in);
  g_test_add_func ("/layers/places-are-read-with-and-without-coordinates",
                   places_are_read_with_and_without_coordinates);
  g_test_add_func ("/layers/a-place-that-cannot-be-is-refused-by-its-field",
                   a_place_that_cannot_be_is_refused_by_its_field);
  g_test_add_func ("/layers/a-hundred-thousand-places-are-read-and-not-one-more",
                   a_hundred_thousand_places_are_read_and_not_one_more);
  g_test_add_func ("/layers/what-was-read-is-kept-with-its-places-and-without-names",
                   what_was_read_is_kept_with_its_places_and_without_names);

  return g_test_run ();
}
