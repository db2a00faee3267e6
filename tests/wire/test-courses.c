/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wire-courses.h"

#include "zhihui-error.h"

#define HEAD                                                                                       \
  "{\"as_of\":\"2020-07-29T14:05:12+08:00\",\"revision\":\"r8812\",\"metric\":\"overdue_rate\","   \
  "\"region\":\"370302\",\"peer\":\"town\",\"step\":\"month\","                                    \
  "\"starts\":[\"2020-06-01T00:00:00+08:00\",\"2020-07-01T00:00:00+08:00\"],\"items\":["
#define TAIL "],\"next\":null}"

static ZhihuiCourses *
decode (const char *text, GError **error)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  return zhihui_wire_decode_courses (body, error);
}

static void
test_there_and_back (void)
{
  static const char text[] = HEAD "{\"unit\":\"u003\",\"n\":[611,402],\"k\":[9,0]},"
                                  "{\"unit\":\"u004\",\"n\":[0,7],\"k\":[0,7]}" TAIL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiCourses) courses = decode (text, &error);
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autofree char   *again = NULL;
  const ZhihuiTally *steps;
  double             low, high;

  g_assert_no_error (error);
  g_assert_cmpint (courses->metric, ==, ZHIHUI_METRIC_OVERDUE_RATE);
  g_assert_cmpuint (courses->starts->len, ==, 2);
  /* the first of July in Shanghai */
  g_assert_cmpint (g_array_index (courses->starts, gint64, 1), ==, 1593532800);
  steps = zhihui_courses_find (courses, "u003");
  g_assert_cmpint (steps[0].n, ==, 611);
  g_assert_cmpint (steps[0].k, ==, 9);
  g_assert_cmpint (steps[1].n, ==, 402);
  g_assert_null (zhihui_courses_find (courses, "u005"));

  /* seven of seven is chance where ten are asked for */
  zhihui_courses_get_range (courses, 10, &low, &high);
  g_assert_cmpfloat_with_epsilon (low, 0, 1e-12);
  g_assert_cmpfloat_with_epsilon (high, 9.0 / 611, 1e-12);
  zhihui_courses_get_range (courses, 0, &low, &high);
  g_assert_cmpfloat_with_epsilon (high, 1, 1e-12);

  again = zhihui_wire_encode_courses (courses, zone);
  g_assert_cmpstr (again, ==, text);
}

static void
test_counts (void)
{
  static const char text[] =
    "{\"as_of\":\"2020-07-29T14:05:12+08:00\",\"metric\":\"volume\","
    "\"starts\":[\"2020-07-01T00:00:00+08:00\"],\"items\":[{\"unit\":\"u1\",\"n\":[5]}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiCourses) courses = decode (text, &error);

  g_assert_no_error (error);
  g_assert_cmpint (zhihui_courses_find (courses, "u1")[0].n, ==, 5);
  g_assert_cmpint (zhihui_courses_find (courses, "u1")[0].k, ==, 0);
  g_assert_cmpstr (courses->peer, ==, "all");
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text, *where;
  } cases[] = {
    { HEAD "{\"unit\":\"u1\",\"n\":[1],\"k\":[0,0]}" TAIL, "items[0].n" },
    { HEAD "{\"unit\":\"u1\",\"n\":[1,2],\"k\":[0]}" TAIL, "items[0].k" },
    { HEAD "{\"unit\":\"u1\",\"n\":[1,2],\"k\":[2,0]}" TAIL, "items[0].k" },
    { HEAD "{\"unit\":\"u1\",\"n\":[1,-2],\"k\":[0,0]}" TAIL, "items[0].n" },
    { HEAD "{\"n\":[1,2],\"k\":[0,0]}" TAIL, "items[0].unit" },
    { "{\"as_of\":\"2020-07-29T14:05:12+08:00\",\"metric\":\"volume\","
      "\"items\":[{\"unit\":\"u1\",\"n\":[]}],\"starts\":[\"2020-07-01T00:00:00+08:00\"]}",
      "starts[0]" },
    { "{\"as_of\":\"2020-07-29T14:05:12+08:00\",\"metric\":\"volume\","
      "\"starts\":[\"2020-06-01T00:00:00+08:00\"],\"items\":[{\"unit\":\"u1\",\"n\":[1]}],"
      "\"starts\":[\"2020-07-01T00:00:00+08:00\"]}",
      "starts" },
    { "{\"as_of\":\"2020-07-29T14:05:12+08:00\",\"metric\":\"overdue_rate\",\"items\":[]}",
      "starts" },
    { "{\"as_of\":\"2020-07-29T14:05:12+08:00\",\"metric\":\"nonsense\",\"starts\":[],\"items\":"
      "[]}",
      "metric" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (decode (cases[i].text, &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED);
      g_assert_nonnull (strstr (error->message, cases[i].where));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/courses/what-is-written-is-read-and-written-again-the-same",
                   test_there_and_back);
  g_test_add_func ("/courses/counts-have-no-numerators", test_counts);
  g_test_add_func ("/courses/a-unit-without-a-figure-a-step-is-refused-by-its-place", test_refused);
  return g_test_run ();
}
