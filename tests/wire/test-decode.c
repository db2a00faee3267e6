/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "wire-examples.h"
#include "zhihui-error.h"
#include "zhihui-wire-writer.h"

/* Returns the first example of @kind with the first @from replaced by @to. */
static GBytes *
make_body (const char *kind, const char *from, const char *to)
{
  g_autoptr (GPtrArray) examples = wire_examples_load ();

  for (guint i = 0; i < examples->len; i++)
    {
      const WireExample *example = g_ptr_array_index (examples, i);
      const char        *found;
      GString           *text;

      if (!g_str_equal (example->kind, kind))
        continue;

      found = strstr (example->text, from);
      if (found == NULL)
        g_error ("the example of %s has no %s", kind, from);
      text = g_string_new_len (example->text, found - example->text);
      g_string_append (text, to);
      g_string_append (text, found + strlen (from));
      return g_string_free_to_bytes (text);
    }

  g_assert_not_reached ();
}

static void
fault_is_named_with_its_place (void)
{
  static const struct
  {
    const char *kind, *from, *to, *message;
  } cases[] = {
    { "meta", "\"title\":\"般阳民生\",", "", "title is missing" },
    { "meta", "\"title\":\"般阳民生\"", "\"title\":null", "title is missing" },
    { "meta", "\"title\":\"般阳民生\"", "\"title\":7", "title is a number where a text is due" },
    { "meta", "\"speed\":60", "\"speed\":0", "clock.speed is not above 0" },
    { "meta", "\"speed\":60", "\"speed\":\"60\"", "clock.speed is a text where a number is due" },
    { "meta", "Asia/Shanghai", "Asia/Nowhere", "time_zone \"Asia/Nowhere\" is not known here" },
    { "meta",
      "Asia/Shanghai",
      "../../../etc/passwd",
      "time_zone \"../../../etc/passwd\" is not known here" },
    { "meta", "0.98", "1.5", "targets.sign_rate is not between 0 and 1" },
    { "meta", "{\"id\":\"town\",", "{", "peers[0].id is missing" },
    { "summary", "\"total\":327,", "", "open.total is missing" },
    { "summary", "\"k\":5760", "\"k\":5813", "on_time_rate.k is more than n" },
    { "summary", "\"n\":6035", "\"n\":-1", "clocks[0].n is below 0" },
    { "summary", "\"n\":6035", "\"n\":6035.5", "clocks[0].n is not a whole number" },
    { "summary", "\"n\":6035", "\"n\":1e300", "clocks[0].n is not a whole number" },
    { "summary", "14:05:12", "25:05:12", "as_of is not a time of RFC 3339" },
    { "summary", "2020-07-01T", "2020-08-02T", "to is before from" },
    { "ranking", "\"name\":\"区综合行政执法局\",", "", "items[0].unit.name is missing" },
    { "ranking", "\"k\":15,", "", "items[0].k is missing" },
    { "ranking", "\"k\":15,", "\"k\":413,", "items[0].k is more than n" },
    { "ranking", "\"rank\":1,", "", "items[1].rank is missing" },
    { "ranking", "\"k\":0,\"value\":null", "\"value\":null", "unranked[1].k is missing" },
    { "ranking", "[0.022186,0.059195]", "[0.022186]", "items[0].interval is not [low, high]" },
    { "ranking", "[0.022186,0.059195]", "[0.3,0.2]", "items[0].interval is not [low, high]" },
    { "ranking", "[0.022186,0.059195]", "[0,0,0]", "items[0].interval[2] is one too many" },
    { "ranking", "overdue_rate", "goodness", "metric \"goodness\" is not known here" },
    { "ranking", "\"items\":[", "\"items\":[null,", "items[0] is null where an object is due" },
    { "ranking",
      "\"frozen\":false",
      "\"frozen\":0",
      "frozen is a number where true or false is due" },
    { "ranking", "\"min_n\":20", "\"min_n\":20,\"min_n\":20", "min_n is given twice" },
    { "ranking", "\"min_n\":20", "\"min_n\":2147483648", "min_n is too large" },
    { "channels", "\"items\":[", "\"items\":{},\"x\":[", "items is an object where a list is due" },
    { "regions", "118.061", "181", "items[1].lon is beyond 180 degrees" },
    { "regions", "36.713", "-91", "items[1].lat is beyond 90 degrees" },
    { "regions", "\"column\":1", "\"column\":1001", "items[0].column is beyond 1000" },
    { "meetings",
      "\"starts_at\":\"2023-11-20T15:00:00+08:00\",",
      "",
      "items[0].starts_at is missing" },
    { "meetings", "\"text\":\"11月底前兑付\",", "", "items[0].decisions[0].text is missing" },
    { "alerts",
      "\"level\":\"orange\"",
      "\"level\":3",
      "items[0].level is a number where a text is due" },
    { "trend", "\"k\":208", "\"k\":211", "items[0].k is more than n" },
    { "guide", "\"answered\":1523", "\"answered\":1633", "items[0].answered is more than asked" },
    { "guide",
      "\"handed_over\":663",
      "\"handed_over\":3782",
      "items[1].handed_over is more than asked" },
    { "staff", "\"n\":2", "\"n\":-2", "items[1].n is below 0" },
    { "systems", "\"state\":\"offline\"", "\"x\":1", "items[1].state is missing" },
    { "indicators",
      "\"value\":0.9",
      "\"value\":true",
      "items[0].value is true or false where a number is due" },
    { "services", "\"total\":51873,", "", "total is missing" },
    { "units", "\"id\":\"u014\"", "\"id\":14", "items[1].id is a number where a text is due" },
    { "problem",
      "\"status\":400",
      "\"status\":\"400\"",
      "status is a text where a whole number is due" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) body = make_body (cases[i].kind, cases[i].from, cases[i].to);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s: %s", cases[i].kind, cases[i].message);
      g_assert_null (wire_examples_pass (cases[i].kind, body, &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

/* The groups of the example and so many more as make @n. */
static GBytes *
make_peers (guint n)
{
  g_autoptr (GString) groups = g_string_new ("\"peers\":[");

  for (guint i = 2; i < n; i++)
    g_string_append_printf (groups, "{\"id\":\"g%u\"},", i);
  return make_body ("meta", "\"peers\":[", groups->str);
}

static void
peer_groups_are_bounded (void)
{
  g_autoptr (GBytes) most = make_peers (64);
  g_autoptr (GBytes) too_many = make_peers (65);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiMeta) meta = zhihui_wire_decode_meta (most, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (meta->peers->len, ==, 64);
  g_assert_null (zhihui_wire_decode_meta (too_many, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED);
  g_assert_cmpstr (error->message, ==, "peers[64] is one too many");
}

static void
root_that_is_no_object_is_refused (void)
{
  static const char *const texts[] = { "[]", "null", "7", "\"\"", "true" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static (texts[i], strlen (texts[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (zhihui_wire_decode_meta (body, &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED);
      g_assert_true (g_str_has_prefix (error->message, "the answer is "));
    }
}

static void
unknown_members_change_nothing (void)
{
  g_autoptr (GPtrArray) examples = wire_examples_load ();

  for (guint i = 0; i < examples->len; i++)
    {
      const WireExample *example = g_ptr_array_index (examples, i);
      g_autoptr (GRegex) openings = g_regex_new ("\\{\"", 0, 0, NULL);
      g_autofree char *more =
        g_regex_replace_literal (openings,
                                 example->text,
                                 -1,
                                 0,
                                 "{\"x\":[{\"items\":[1,\"}]\\\"\"]},-1.5e3,null],\"n_\":{},\"",
                                 0,
                                 NULL);
      g_autoptr (GBytes) body = g_bytes_new_static (example->text, strlen (example->text));
      g_autoptr (GBytes) more_body = g_bytes_new_static (more, strlen (more));
      g_autoptr (GError) error = NULL;
      g_autofree char *plain = wire_examples_pass (example->kind, body, NULL);
      g_autofree char *same = wire_examples_pass (example->kind, more_body, &error);

      g_assert_no_error (error);
      if (!g_str_equal (example->kind, "written"))
        g_assert_cmpstr (same, ==, plain);
    }
}

static void
order_and_spelling_of_members_do_not_matter (void)
{
  static const char text[] =
    "{\"items\":[{\"n\":3.0,\"\\u0069d\":\"app\"}, { \"id\" : \"web\" , \"n\" : 1e1 }],\n"
    " \"to\":\"2020-08-01T00:00:00+08:00\",\"from\":\"2020-06-30T16:00:00Z\",\n"
    " \"as_of\":\"2020-07-29T14:05:12+08:00\"}";
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiChannels) channels = zhihui_wire_decode_channels (body, &error);
  const ZhihuiChannel *app;

  g_assert_no_error (error);
  app = g_ptr_array_index (channels->items, 0);
  g_assert_cmpint (channels->total, ==, 13);
  g_assert_cmpstr (app->id, ==, "app");
  g_assert_cmpstr (app->label, ==, "app");
  g_assert_cmpint (app->n, ==, 3);
  g_assert_cmpint (app->previous, ==, -1);
  g_assert_cmpint (channels->window.from, ==, 1593532800); /* date -d 2020-07-01T00:00+08:00 +%s */
  g_assert_cmpint (channels->window.to - channels->window.from, ==, 31 * 86400);
  g_assert_cmpint (channels->stamp.as_of, ==, 1596002712);
}

static void
unknown_words_do_no_harm (void)
{
  g_autoptr (GBytes) meetings_body = make_body ("meetings", "\"open\"", "\"hovering\"");
  g_autoptr (GBytes) minuted_body = make_body ("meetings", "\"open\"", "\"minuted\"");
  g_autoptr (GBytes) alerts_body = make_body ("alerts", "orange", "ultraviolet");
  g_autoptr (GBytes) ranking_body = make_body ("ranking", "\"worse\"", "\"odd\"");
  g_autoptr (ZhihuiMeetings) meetings = zhihui_wire_decode_meetings (meetings_body, NULL);
  g_autoptr (ZhihuiMeetings) minuted = zhihui_wire_decode_meetings (minuted_body, NULL);
  g_autoptr (ZhihuiAlerts) alerts = zhihui_wire_decode_alerts (alerts_body, NULL);
  g_autoptr (ZhihuiRanking) ranking = zhihui_wire_decode_ranking (ranking_body, NULL, NULL);

  g_assert_cmpuint (meetings->items->len, ==, 1);
  g_assert_cmpuint (minuted->items->len, ==, 2);
  g_assert_cmpint (((ZhihuiMeeting *) minuted->items->pdata[0])->state, ==, ZHIHUI_MEETING_ENDED);
  g_assert_cmpuint (alerts->items->len, ==, 2);
  g_assert_cmpint (((ZhihuiAlert *) alerts->items->pdata[0])->level, ==, ZHIHUI_LEVEL_YELLOW);
  g_assert_cmpint (ranking->scores[0].flag, ==, ZHIHUI_FLAG_NONE);
}

static void
value_is_counted_not_believed (void)
{
  g_autoptr (GBytes) body = make_body ("ranking", "\"value\":0.036408", "\"value\":0.9");
  g_autoptr (ZhihuiRanking) ranking = zhihui_wire_decode_ranking (body, NULL, NULL);

  g_assert_cmpfloat_with_epsilon (ranking->scores[0].value, 15.0 / 412.0, 1e-15);
  g_assert_true (isnan (ranking->unranked[1].value));
}

/* A row of nobody cannot be asked about. */
static void
unit_without_a_name_is_called_by_its_id (void)
{
  g_autoptr (GBytes) body = make_body ("ranking",
                                       "\"name\":\"区综合行政执法局\",\"short_name\":\"执法局\"",
                                       "\"name\":\"\",\"short_name\":\"\"");
  g_autoptr (ZhihuiRanking) ranking = zhihui_wire_decode_ranking (body, NULL, NULL);
  const ZhihuiUnit *unit = ranking->scores[0].unit;

  g_assert_cmpstr (unit->name, ==, unit->id);
  g_assert_cmpstr (unit->short_name, ==, unit->id);
}

static void
board_keeps_what_it_says (void)
{
  g_autoptr (GBytes) body = make_body ("ranking", "\"next\":null", "\"next\":\"p2\"");
  g_autofree char *next = NULL;
  g_autoptr (ZhihuiRanking) ranking = zhihui_wire_decode_ranking (body, &next, NULL);
  const ZhihuiScore *first = &ranking->scores[0];

  g_assert_cmpstr (next, ==, "p2");
  g_assert_cmpint (ranking->metric, ==, ZHIHUI_METRIC_OVERDUE_RATE);
  g_assert_cmpint (ranking->direction, ==, ZHIHUI_DIRECTION_WORST_FIRST);
  g_assert_cmpuint (ranking->n_scores, ==, 2);
  g_assert_cmpuint (ranking->n_ranked, ==, 90);
  g_assert_cmpuint (ranking->n_unranked_sent, ==, 2);
  g_assert_cmpuint (ranking->n_unranked, ==, 9);
  g_assert_cmpuint (first->rank, ==, 90);
  g_assert_cmpstr (first->unit->short_name, ==, "执法局");
  g_assert_cmpint (first->k, ==, 15);
  g_assert_cmpint (first->n, ==, 412);
  g_assert_cmpint (first->flag, ==, ZHIHUI_FLAG_WORSE);
  g_assert_cmpint (first->open_overdue, ==, 2);
  g_assert_true (first->has_delta && first->has_delta_rank);
  g_assert_cmpint (first->delta_rank, ==, -3);
  g_assert_cmpint (ranking->scores[1].open_overdue, ==, -1);
  g_assert_false (ranking->scores[1].has_delta);
  g_assert_cmpint (ranking->unranked[0].reason, ==, ZHIHUI_UNRANKED_MIN_N);
  g_assert_cmpint (ranking->unranked[1].reason, ==, ZHIHUI_UNRANKED_NO_CASES);
}

/* ---- hostile text ---- */

static char *
read_title (const char *json_text)
{
  g_autofree char *replacement = g_strdup_printf ("\"title\":%s", json_text);
  g_autoptr (GBytes) body = make_body ("meetings", "\"title\":\"征地补偿研判会\"", replacement);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiMeetings) meetings = zhihui_wire_decode_meetings (body, &error);

  g_assert_no_error (error);
  return g_strdup (((ZhihuiMeeting *) meetings->items->pdata[0])->title);
}

static void
text_that_would_break_the_layout_is_tamed (void)
{
  static const struct
  {
    const char *json, *title;
  } cases[] = {
    { "\"a\\nb\\tc\\u001bd\\u007fe\"", "a b c d e" },
    { "\"a\x7f\xc2\x85\xe2\x80\xa8\xe2\x80\xae\xe2\x81\xa6z\"", "a     z" },
    { "\"\\u0085\\u2028\\u202e\\u2066\"", "    " },
    { "\"\\ud834\\udd1e\\u4e2d\\\\\\/\\\"\"", "\xf0\x9d\x84\x9e中\\/\"" },
    { "\"“好”—…\xc2\xb7\"", "“好”—…·" },
    { "\"<b>&amp;\"", "<b>&amp;" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *title = read_title (cases[i].json);

      g_assert_cmpstr (title, ==, cases[i].title);
    }
}

static void
long_text_is_cut_between_characters (void)
{
  static const struct
  {
    const char *piece;
    gsize       kept; /* bytes */
  } cases[] = { { "a", 4096 }, { "中", 4095 }, { "\\u4e2d", 4095 }, { "\xf0\x9d\x84\x9e", 4096 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) json = g_string_new ("\"");
      g_autofree char *title = NULL;

      for (guint j = 0; j < 6000; j++)
        g_string_append (json, cases[i].piece);
      g_string_append_c (json, '"');
      title = read_title (json->str);
      g_assert_cmpuint (strlen (title), ==, cases[i].kept);
      g_assert_true (g_utf8_validate (title, -1, NULL));
    }
}

/* What the wire keeps of a text, by the words of docs/wire.md. */
static char *
tame (const char *text)
{
  GString *tamed = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      gboolean bad = g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029 ||
                     (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);

      g_string_append_unichar (tamed, bad ? ' ' : c);
    }

  return g_string_free (tamed, FALSE);
}

static char *
send_title (const char *title)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (GBytes) body = make_body ("meetings", "征", "征");
  g_autoptr (ZhihuiMeetings) meetings = zhihui_wire_decode_meetings (body, NULL);
  g_autoptr (ZhihuiMeetings) received = NULL;
  g_autoptr (GBytes) sent = NULL;
  g_autoptr (GError) error = NULL;
  ZhihuiMeeting *meeting = g_ptr_array_index (meetings->items, 0);
  char          *text;

  g_free (meeting->title);
  meeting->title = g_strdup (title);
  text = zhihui_wire_encode_meetings (meetings, zone);
  sent = g_bytes_new_take (text, strlen (text));
  received = zhihui_wire_decode_meetings (sent, &error);
  g_assert_no_error (error);
  return g_strdup (((ZhihuiMeeting *) received->items->pdata[0])->title);
}

static void
naughty_strings_arrive_as_they_were_sent (void)
{
  g_autofree char *path = wire_examples_find_shared ("corpora/blns/blns.json");
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *strings;

  if (path == NULL)
    return;

  g_assert_true (json_parser_load_from_file (parser, path, NULL));
  strings = json_node_get_array (json_parser_get_root (parser));
  g_assert_cmpuint (json_array_get_length (strings), >, 500);
  for (guint i = 0; i < json_array_get_length (strings); i++)
    {
      const char      *sent = json_array_get_string_element (strings, i);
      g_autofree char *expected = tame (sent);
      g_autofree char *received = send_title (sent);
      g_autofree char *again = send_title (received);

      g_assert_cmpstr (received, ==, expected);
      g_assert_cmpstr (again, ==, received);
    }
}

static void
what_is_no_utf8_is_never_sent (void)
{
  g_autofree char *received = send_title ("ab\xff\xfe\xed\xa0\x80z");

  g_assert_true (g_utf8_validate (received, -1, NULL));
  g_assert_true (g_str_has_prefix (received, "ab"));
  g_assert_true (g_str_has_suffix (received, "z"));
}

static void
every_common_hanzi_arrives (void)
{
  g_autoptr (GString) sent = g_string_new (NULL);

  for (gunichar c = 0x4e00; c <= 0x9fff; c++)
    {
      g_string_append_unichar (sent, c);
      if (sent->len > 4000 || c == 0x9fff)
        {
          g_autofree char *received = send_title (sent->str);

          g_assert_cmpstr (received, ==, sent->str);
          g_string_truncate (sent, 0);
        }
    }
}

/* ---- numbers ---- */

static void
numbers_are_read_to_the_last_bit (void)
{
  static const char *const numbers[] = {
    "0",
    "-0",
    "0.1",
    "118.061",
    "-36.713",
    "0.30000000000000004",
    "1e-7",
    "5e-324",
    "123e-4",
    "99.999999",
    "3.1415926535897932384626433832795",
    "0.000001",
    "90",
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *replacement = g_strdup_printf ("\"lat\":%s", numbers[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) body = make_body ("regions", "\"lat\":36.713", replacement);
      g_autoptr (ZhihuiRegions) regions = zhihui_wire_decode_regions (body, &error);
      double expected = g_ascii_strtod (numbers[i], NULL);
      double got;

      if (fabs (expected) > 90)
        continue;
      g_assert_no_error (error);
      got = ((ZhihuiRegion *) regions->items->pdata[1])->lat;
      g_assert_cmpint (memcmp (&got, &expected, sizeof got), ==, 0);
    }
}

static void
numbers_are_written_short_and_finite (void)
{
  static const struct
  {
    double      number;
    const char *text;
  } cases[] = {
    { 0, "0" },
    { -0.0, "0" },
    { 1, "1" },
    { -1.5, "-1.5" },
    { 0.036408, "0.036408" },
    { 0.0000004, "0" },
    { -0.0000004, "0" },
    { 0.0000005, "0.000001" },
    { 0.9999996, "1" },
    { 118.061, "118.061" },
    { 1000000.25, "1000000.25" },
    { 1e15, "1000000000000000" },
    { 1e300, "1.0000000000000001e+300" },
    { NAN, "null" },
    { INFINITY, "null" },
    { -INFINITY, "null" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
      g_autoptr (ZhihuiHotWords) words = zhihui_hot_words_new ();
      ZhihuiHotWord   *word = g_new0 (ZhihuiHotWord, 1);
      g_autofree char *text = NULL;
      g_autofree char *expected = g_strdup_printf ("\"score\":%s,", cases[i].text);

      word->word = g_strdup ("井盖");
      word->score = cases[i].number;
      g_ptr_array_add (words->items, word);
      text = zhihui_wire_encode_hot_words (words, zone);
      g_assert_nonnull (strstr (text, expected));
      g_assert_true (zhihui_wire_guard_check (text, strlen (text), NULL));
    }
}

static void
whole_numbers_are_written_to_the_last_digit (void)
{
  static const gint64 numbers[] = {
    0, 7, -1, 10, 99, 100, 9007199254740991, -9007199254740991, G_MAXINT64, G_MININT64,
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      ZhihuiWireWriter writer;
      g_autofree char *expected = g_strdup_printf ("{\"n\":%" G_GINT64_FORMAT "}", numbers[i]);
      g_autofree char *text = NULL;

      zhihui_wire_writer_init (&writer, NULL);
      zhihui_wire_writer_open_object (&writer, NULL);
      zhihui_wire_writer_integer (&writer, "n", numbers[i]);
      zhihui_wire_writer_close_object (&writer);
      text = zhihui_wire_writer_finish (&writer);
      g_assert_cmpstr (text, ==, expected);
    }
}

static void
times_carry_the_offset_of_the_zone (void)
{
  g_autoptr (ZhihuiZone) shanghai = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiZone) utc = zhihui_zone_new ("UTC", NULL);
  g_autoptr (GBytes) body = make_body ("alerts", "a-17", "a-17");
  g_autoptr (ZhihuiAlerts) alerts = zhihui_wire_decode_alerts (body, NULL);
  g_autofree char *there = zhihui_wire_encode_alerts (alerts, shanghai);
  g_autofree char *elsewhere = zhihui_wire_encode_alerts (alerts, utc);

  g_assert_nonnull (strstr (there, "\"as_of\":\"2020-07-29T14:05:12+08:00\""));
  g_assert_true (strstr (elsewhere, "\"as_of\":\"2020-07-29T06:05:12Z\"") != NULL ||
                 strstr (elsewhere, "\"as_of\":\"2020-07-29T06:05:12+00:00\"") != NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decode/fault-is-named-with-its-place", fault_is_named_with_its_place);
  g_test_add_func ("/decode/peer-groups-are-bounded", peer_groups_are_bounded);
  g_test_add_func ("/decode/root-that-is-no-object-is-refused", root_that_is_no_object_is_refused);
  g_test_add_func ("/decode/unknown-members-change-nothing", unknown_members_change_nothing);
  g_test_add_func ("/decode/order-and-spelling-of-members-do-not-matter",
                   order_and_spelling_of_members_do_not_matter);
  g_test_add_func ("/decode/unknown-words-do-no-harm", unknown_words_do_no_harm);
  g_test_add_func ("/decode/value-is-counted-not-believed", value_is_counted_not_believed);
  g_test_add_func ("/decode/unit-without-a-name-is-called-by-its-id",
                   unit_without_a_name_is_called_by_its_id);
  g_test_add_func ("/decode/board-keeps-what-it-says", board_keeps_what_it_says);
  g_test_add_func ("/decode/text-that-would-break-the-layout-is-tamed",
                   text_that_would_break_the_layout_is_tamed);
  g_test_add_func ("/decode/long-text-is-cut-between-characters",
                   long_text_is_cut_between_characters);
  g_test_add_func ("/decode/naughty-strings-arrive-as-they-were-sent",
                   naughty_strings_arrive_as_they_were_sent);
  g_test_add_func ("/decode/what-is-no-utf8-is-never-sent", what_is_no_utf8_is_never_sent);
  g_test_add_func ("/decode/every-common-hanzi-arrives", every_common_hanzi_arrives);
  g_test_add_func ("/decode/numbers-are-read-to-the-last-bit", numbers_are_read_to_the_last_bit);
  g_test_add_func ("/decode/numbers-are-written-short-and-finite",
                   numbers_are_written_short_and_finite);
  g_test_add_func ("/decode/whole-numbers-are-written-to-the-last-digit",
                   whole_numbers_are_written_to_the_last_digit);
  g_test_add_func ("/decode/times-carry-the-offset-of-the-zone",
                   times_carry_the_offset_of_the_zone);
  return g_test_run ();
}
