/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wire-topic-units.h"

#include "zhihui-error.h"

#define HEAD                                                                                       \
  "{\"as_of\":\"2020-07-29T14:05:12+08:00\",\"revision\":\"r8812\","                               \
  "\"from\":\"2020-07-01T00:00:00+08:00\",\"to\":\"2020-08-01T00:00:00+08:00\","                   \
  "\"region\":\"370302\",\"peer\":\"town\",\"total\":1013,"
#define TOPICS "\"topics\":[{\"id\":\"a\",\"label\":\"供水\",\"n\":402},{\"id\":\"b\",\"n\":377}],"
#define UNIT "{\"unit\":{\"id\":\"u003\",\"name\":\"双杨镇\",\"peer\":\"town\"},"
#define TAIL "],\"next\":null}"

static ZhihuiTopicUnits *
decode (const char *text, GError **error)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  return zhihui_wire_decode_topic_units (body, error);
}

static void
test_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiTopicUnits) answer =
    decode (HEAD TOPICS "\"items\":[" UNIT "\"volume\":611,\"n\":[402,100]}" TAIL, &error);
  const ZhihuiUnitTopics *one;

  g_assert_no_error (error);
  /* the first of August in Shanghai */
  g_assert_cmpint (answer->window.to, ==, 1596211200);
  g_assert_cmpint (answer->total, ==, 1013);
  g_assert_cmpuint (answer->topics->len, ==, 2);
  g_assert_cmpstr (((ZhihuiChannel *) answer->topics->pdata[0])->label, ==, "供水");
  /* a topic without a name is called by its code */
  g_assert_cmpstr (((ZhihuiChannel *) answer->topics->pdata[1])->label, ==, "b");
  one = answer->items->pdata[0];
  g_assert_cmpstr (one->unit->short_name, ==, "双杨镇");
  g_assert_cmpint (g_array_index (one->n, gint64, 1), ==, 100);
  g_assert_cmpint (zhihui_unit_topics_get_others (one), ==, 109);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text, *where;
  } cases[] = {
    { HEAD TOPICS "\"items\":[" UNIT "\"volume\":9,\"n\":[1]}" TAIL, "items[0].n" },
    { HEAD TOPICS "\"items\":[" UNIT "\"volume\":9,\"n\":[1,2,3]}" TAIL, "items[0].n" },
    { HEAD TOPICS "\"items\":[" UNIT "\"volume\":9,\"n\":[9,1]}" TAIL, "items[0].n" },
    { HEAD TOPICS "\"items\":[" UNIT "\"volume\":9,\"n\":[9,-1]}" TAIL, "items[0].n" },
    { HEAD TOPICS "\"items\":[" UNIT "\"n\":[1,2]}" TAIL, "items[0].volume" },
    { HEAD TOPICS "\"items\":[{\"volume\":9,\"n\":[1,2]}" TAIL, "items[0].unit" },
    { HEAD "\"items\":[" UNIT "\"volume\":9,\"n\":[]}],\"topics\":[{\"id\":\"a\",\"n\":1}]}",
      "topics[0]" },
    { HEAD "\"items\":[]}", "topics" },
    { HEAD TOPICS "\"none\":0}", "items" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (decode (cases[i].text, &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED);
      g_assert_nonnull (strstr (error->message, cases[i].where));
    }
}

/* As many as are asked for at most: a table of a thousand columns is no analysis. */
static void
test_too_many (void)
{
  g_autoptr (GString) text = g_string_new (HEAD "\"topics\":[");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i <= ZHIHUI_MAX_TOPICS; i++)
    g_string_append_printf (text, "%s{\"id\":\"%u\",\"n\":1}", i > 0 ? "," : "", i);
  g_string_append (text, "],\"items\":[]}");
  g_assert_null (decode (text->str, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED);
  g_assert_nonnull (strstr (error->message, "topics[100]"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/topic-units/what-is-left-of-a-volume-is-of-other-topics", test_read);
  g_test_add_func ("/topic-units/figures-that-cannot-be-are-refused-by-their-place", test_refused);
  g_test_add_func ("/topic-units/more-topics-than-anyone-asks-for-are-refused", test_too_many);
  return g_test_run ();
}
