/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-wire.h"

#define HEAD "{\"as_of\":\"2020-07-29T14:05:12+08:00\",\"revision\":\"r1\",\"items\":["
#define TAIL "],\"next\":null}"

static GArray *
decode (const char *text, GError **error)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  return zhihui_wire_decode_case_places (body, error);
}

static void
test_places_are_read_with_what_they_stand_for (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) places =
    decode (HEAD "{\"lon\":118.0012,\"lat\":36.6013,\"n\":2,\"overdue\":1},"
                 "{\"lon\":118.0415,\"lat\":36.6127,\"n\":1,\"id\":\"c-417\",\"state\":\"x\"}" TAIL,
            &error);
  const ZhihuiCasePlace *place;

  g_assert_no_error (error);
  g_assert_nonnull (places);
  g_assert_cmpuint (places->len, ==, 2);
  place = &g_array_index (places, ZhihuiCasePlace, 0);
  g_assert_cmpfloat_with_epsilon (place->lon, 118.0012, 1e-12);
  g_assert_cmpfloat_with_epsilon (place->lat, 36.6013, 1e-12);
  g_assert_cmpint (place->n, ==, 2);
  g_assert_cmpint (place->overdue, ==, 1);
  g_assert_cmpint (g_array_index (places, ZhihuiCasePlace, 1).overdue, ==, 0);
  g_assert_cmpint (g_array_index (places, ZhihuiCasePlace, 1).n, ==, 1);
}

static void
test_a_place_that_is_none_refuses_the_answer_and_is_named (void)
{
  static const struct
  {
    const char *text, *named;
  } cases[] = {
    { HEAD "{\"lon\":180.5,\"lat\":36,\"n\":2}" TAIL, "lon" },
    { HEAD "{\"lon\":118,\"lat\":-90.1,\"n\":2}" TAIL, "lat" },
    { HEAD "{\"lon\":118,\"lat\":36}" TAIL, "n" },
    { HEAD "{\"lon\":118,\"n\":1}" TAIL, "lat" },
    { HEAD "{\"lon\":118,\"lat\":36,\"n\":-1}" TAIL, "n" },
    { HEAD "{\"lon\":\"118\",\"lat\":36,\"n\":1}" TAIL, "lon" },
    { HEAD "{\"lon\":null,\"lat\":36,\"n\":1}" TAIL, "lon" },
    { "{\"as_of\":\"2020-07-29T14:05:12+08:00\"}", "items" },
    { "{\"items\":[]}", "as_of" },
    { "[]", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) places = decode (cases[i].text, &error);

      g_assert_null (places);
      g_assert_nonnull (error);
      if (strstr (error->message, cases[i].named) == NULL)
        g_error ("%u: “%s” does not name %s", i, error->message, cases[i].named);
    }
}

static void
test_places_without_end_are_refused (void)
{
  g_autoptr (GString) text = g_string_new (HEAD);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) places = NULL;

  for (guint i = 0; i <= 20000; i++)
    g_string_append_printf (text, "%s{\"lon\":1,\"lat\":1,\"n\":1}", i > 0 ? "," : "");
  g_string_append (text, TAIL);
  places = decode (text->str, &error);
  g_assert_null (places);
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/case-places/places-are-read-with-what-they-stand-for",
                   test_places_are_read_with_what_they_stand_for);
  g_test_add_func ("/case-places/a-place-that-is-none-refuses-the-answer-and-is-named",
                   test_a_place_that_is_none_refuses_the_answer_and_is_named);
  g_test_add_func ("/case-places/places-without-end-are-refused",
                   test_places_without_end_are_refused);
  return g_test_run ();
}
