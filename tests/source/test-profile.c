/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */

#include "stub-server.h"

#include <string.h>

#define REQUEST(id, unit)                                                                          \
  "{\"service_request_id\":" id ",\"status\":\"open\",\"agency_responsible\":\"" unit "\","        \
  "\"requested_datetime\":\"2026-06-01T10:00:00Z\",\"expected_datetime\":"                         \
  "\"2026-06-05T10:00:00Z\",\"zipcode\":\"94122\",\"lat\":\"37.7\",\"long\":-122.4}"

static char *
with_as_of (const char *profile, const char *as_of)
{
  g_auto (GStrv) parts = g_strsplit (profile, "[auth]", 2);

  return g_strconcat (parts[0], "as_of=", as_of, "\n[auth]", parts[1], NULL);
}

static void
test_every_envelope_of_open311_is_read (void)
{
  static const char *const bodies[] = {
    "[" REQUEST ("1", "A") "," REQUEST ("\"2\"", "A") "," REQUEST ("3", "B") "]",
    "{\"service_requests\":[" REQUEST ("1", "A") "," REQUEST ("2", "A") "," REQUEST ("3", "B") "]}",
    "{\"service_requests\":[{\"request\":" REQUEST ("1", "A") "},{\"request\":" REQUEST (
      "2", "A") "},{\"request\":" REQUEST ("3", "B") "}]}",
    "<?xml version=\"1.0\" encoding=\"utf-8\"?><service_requests>"
    "<request><service_request_id>1</service_request_id><status>open</status>"
    "<agency_responsible>A</agency_responsible>"
    "<requested_datetime>2026-06-01T10:00:00Z</requested_datetime>"
    "<expected_datetime>2026-06-05T10:00:00Z</expected_datetime></request>"
    "<request><service_request_id>2</service_request_id><status>open</status>"
    "<agency_responsible>A</agency_responsible>"
    "<requested_datetime>2026-06-01T10:00:00Z</requested_datetime>"
    "<expected_datetime>2026-06-05T10:00:00Z</expected_datetime></request>"
    "<request><service_request_id>3</service_request_id><status>open</status>"
    "<agency_responsible></agency_responsible><service_name>B</service_name>"
    "<requested_datetime>2026-06-01T10:00:00Z</requested_datetime>"
    "<expected_datetime>2026-06-05T10:00:00Z</expected_datetime></request></service_requests>",
  };
  g_autofree char *ready = read_ready_profile ("open311.profile");
  g_autofree char *profile = with_as_of (ready, "2026-06-15T00:00:00Z");

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      Fixed fixed = { 200, i == 3 ? "text/xml" : "application/json", bodies[i] };
      g_autoptr (StubServer) server = stub_server_new (answer_fixed, &fixed);
      g_autoptr (Attached) self = attach (profile, stub_server_get_url (server), NULL);
      ZhihuiRanking     *volume = get_board (self, ZHIHUI_BOARD_VOLUME, "agency");
      const ZhihuiScore *late;

      g_assert_cmpint (count_rows (self), ==, 3);
      g_assert_cmpint (find_score (volume, "A")->n, ==, 2);
      g_assert_cmpuint (find_score (volume, "A")->rank, ==, 1);
      g_assert_cmpint (find_score (volume, "B")->n, ==, 1);
      late = find_score (get_board (self, ZHIHUI_BOARD_OVERDUE, "agency"), "A");
      g_assert_cmpint (late->k, ==, 2);
      g_assert_cmpint (late->open_overdue, ==, 2);
      g_assert_cmpint (get_summary (self)->open, ==, 3);
      g_assert_cmpint (get_summary (self)->month_count, ==, 3);
      g_assert_null (get_board (self, ZHIHUI_BOARD_RETURN, "agency"));
      g_assert_null (get_board (self, ZHIHUI_BOARD_SATISFIED, "agency"));
    }
}

static void
test_open311_is_asked_in_spans_of_ninety_days (void)
{
  Fixed            fixed = { 200, "application/json", "[]" };
  g_autofree char *ready = read_ready_profile ("open311.profile");
  g_autofree char *profile = with_as_of (ready, "2026-06-15T00:00:00Z");
  g_autoptr (StubServer) server = stub_server_new (answer_fixed, &fixed);
  g_autoptr (Attached) self = attach (profile, stub_server_get_url (server), NULL);

  /* 400 days and one beyond: 90, 90, 90, 90, 41. */
  g_assert_cmpuint (stub_server_count (server), ==, 5);
  g_assert_cmpstr (stub_server_get_target (server, 0),
                   ==,
                   "/requests.json?start_date=2025-05-11T00%3A00%3A00%2B00%3A00"
                   "&end_date=2025-08-09T00%3A00%3A00%2B00%3A00");
  g_assert_cmpstr (stub_server_get_target (server, 4),
                   ==,
                   "/requests.json?start_date=2026-05-06T00%3A00%3A00%2B00%3A00"
                   "&end_date=2026-06-16T00%3A00%3A00%2B00%3A00");
  g_assert_cmpint (count_rows (self), ==, 0);
  g_assert_cmpint (get_receipt (self)->n_failures, ==, 0);
}

/* ---- tokens ---- */

static void
test_a_token_goes_where_the_profile_says (void)
{
  static const struct
  {
    const char *auth, *header, *value, *target;
  } cases[] = {
    { "kind=none\n", "Authorization", NULL, "/cases" },
    { "kind=bearer\n", "Authorization", "Bearer s3cret-token", "/cases" },
    { "kind=header\nname=X-App-Token\n", "X-App-Token", "s3cret-token", "/cases" },
    { "kind=basic\nuser=wall\n", "Authorization", "Basic d2FsbDpzM2NyZXQtdG9rZW4=", "/cases" },
    { "kind=query\nname=api_key\n", "Authorization", NULL, "/cases?api_key=s3cret-token" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixed            fixed = { 200, "application/json", "[]" };
      g_autofree char *profile =
        g_strconcat (CASES "[headers]\nX-Plain=yes\n[auth]\n", cases[i].auth, NULL);
      g_autoptr (StubServer) server = stub_server_new (answer_fixed, &fixed);
      g_autoptr (Attached) self = attach (profile, stub_server_get_url (server), "s3cret-token");

      g_assert_cmpstr (stub_server_get_target (server, 0), ==, cases[i].target);
      g_assert_cmpstr (stub_server_get_header (server, 0, cases[i].header), ==, cases[i].value);
      g_assert_cmpstr (stub_server_get_header (server, 0, "X-Plain"), ==, "yes");
    }
}

/* ---- answers that say 200 and have failed ---- */

static void
test_failures_with_200_are_failures (void)
{
  static const struct
  {
    const char *type, *body, *detail;
  } cases[] = {
    { "text/html", "<html>login</html>", "A web page came instead of figures" },
    { "application/json", "\n<!DOCTYPE html><html></html>", "*A web page came instead of figures" },
    { "application/json",
      "{\"data\":[{\"id\":1\nCode: 241. DB::Exception: Memory limit exceeded",
      "*the database answers with an error*" },
    { "application/json",
      "{\"message\":\"no\",\"error\":true}",
      "*none of the rows can be understood*" },
    { "application/json", "{\"items\":[", "*cannot be read*" },
    { "application/json", "", "*cannot be read*" },
    { "application/json", "\"busy\"", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixed fixed = { 200, cases[i].type, cases[i].body };
      g_autoptr (StubServer) server = stub_server_new (answer_fixed, &fixed);
      g_autoptr (Attached) self = attach (CASES, stub_server_get_url (server), NULL);

      if (cases[i].detail == NULL)
        {
          g_assert_cmpint (count_rows (self), ==, 0);
          continue;
        }
      g_assert_null (get_summary (self));
      if (!g_pattern_match_simple (cases[i].detail, get_receipt (self)->detail))
        g_assert_cmpstr (get_receipt (self)->detail, ==, cases[i].detail);
    }
}

/* ---- other ways to write ---- */

static void
test_what_is_written_otherwise_is_turned_round_and_counted (void)
{
  static const char body[] =
    "[{\"id\":1,\"unit\":7,\"opened\":1780286400,\"closed\":null,\"late\":\"Y\"},"
    "{\"id\":2,\"unit\":\"7\",\"opened\":1780286400000,\"late\":0},"
    "{\"id\":3,\"unit\":\"7\",\"opened\":1780286400000000,\"late\":true},"
    "{\"id\":4,\"unit\":\"7\",\"opened\":\"2026-06-01 12:00:00\",\"late\":\"n\"},"
    "{\"id\":5,\"unit\":\"7\",\"opened\":\"2026-06-01T12:00:00.123456\"},"
    "{\"id\":6,\"unit\":\"7\",\"opened\":\"2026-06-01T04:00:00Z\",\"back\":\"2\"},"
    "{\"id\":7,\"unit\":\"7\",\"opened\":\"1780286400\",\"stars\":\"很好\",\"done\":\"2026-06-02\"}"
    ","
    "{\"id\":8,\"unit\":\"7\",\"opened\":\"soon\"},"
    "{\"id\":9,\"unit\":\"\",\"opened\":\"2026-06-01\"},"
    "{\"id\":1,\"unit\":\"7\",\"opened\":\"2026-06-01\"}]";
  Fixed fixed = { 200, "application/json", body };
  g_autoptr (StubServer) server = stub_server_new (answer_fixed, &fixed);
  g_autoptr (Attached) self = attach (
    HEAD "[units]\n7=u7;水利局;水利局;dept\n[peers]\ndept=部门\n[values rating]\n很好=5\n"
         "[resource cases]\npath=/x\nid=id\nunit=unit\nopened=opened\nclosed=done\noverdue=late\n"
         "returns=back\nrating=stars\nchannel=nowhere\n",
    stub_server_get_url (server),
    NULL);
  static const char *const lines[] = {
    "text as numbers: *",
    "times in seconds: 2",
    "times in milliseconds: 1",
    "times in microseconds: 1",
    "times without a zone: *",
    "fractions of a second dropped: 1",
    "units by the table: 8",
    "words by the map of values: 1",
    "yes or no in other words: *",
    "numbers as text: *",
    "channel",
    "rows that cannot be understood: 1",
    "rows that came twice: 1",
    "rows that name no unit: 1",
    "row 8: opened: is no time",
  };
  ZhihuiRanking *late;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (!reports (self, lines[i]))
      g_error ("not told: %s", lines[i]);

  /* 04:00 UTC is noon in Shanghai: all seven are of one moment. */
  g_assert_cmpint (get_summary (self)->month_count, ==, 8);
  g_assert_cmpint (find_score (get_board (self, ZHIHUI_BOARD_VOLUME, "dept"), "水利局")->n, ==, 7);
  late = get_board (self, ZHIHUI_BOARD_OVERDUE, "dept");
  g_assert_cmpint (find_score (late, "水利局")->k, ==, 1);
  g_assert_cmpint (find_score (late, "水利局")->n, ==, 3);
  g_assert_cmpint (find_score (get_board (self, ZHIHUI_BOARD_RETURN, "dept"), "水利局")->k, ==, 1);
  g_assert_cmpint (
    find_score (get_board (self, ZHIHUI_BOARD_SATISFIED, "dept"), "水利局")->extra, ==, 100);
}

/* ---- recorded answers of others ---- */

static void
answer_open311 (StubServer *self, SoupServerMessage *message, GHashTable *query, gpointer user_data)
{
  const char *const *file = user_data; /* path, type */

  stub_answer_file (message, file[1], file[0]);
}

/* Of work that has no day of its own nobody can say that none is overdue. */
static void
test_what_is_not_told_is_not_nought (void)
{
  static const char due[] = "\ndue=";
  g_autofree char  *ready = read_ready_profile ("open311.profile");
  g_autofree char  *with_due = with_as_of (ready, "2026-06-15T00:00:00Z");
  const char       *line = strstr (with_due, due);
  g_autoptr (GString) without = NULL;
  g_autoptr (GString) never = NULL;
  Fixed fixed = { 200, "application/json", "[" REQUEST ("1", "A") "]" };
  g_autoptr (StubServer) server = stub_server_new (answer_fixed, &fixed);

  g_assert_nonnull (line);
  without = g_string_new_len (with_due, line - with_due);
  g_string_append (without, strchr (line + strlen (due), '\n'));
  never = g_string_new_len (with_due, line - with_due);
  g_string_append_printf (never, "\ndue=nobody_fills_it%s", strchr (line + strlen (due), '\n'));
  for (guint i = 0; i < 3; i++)
    {
      const char *const texts[] = { with_due, without->str, never->str };
      g_autoptr (Attached) self = attach (texts[i], stub_server_get_url (server), NULL);

      g_assert_cmpint (get_summary (self)->open, ==, 1);
      g_assert_cmpint (get_summary (self)->overdue_open, ==, i == 0 ? 1 : -1);
      g_assert_cmpint (get_summary (self)->due_today, ==, i == 0 ? 0 : -1);
      g_assert_cmpint (get_summary (self)->on_time.n, ==, i == 0 ? 1 : 0);
    }
}

static void
test_recorded_open311_loads_and_ranks (void)
{
  static const struct
  {
    const char *path, *type, *as_of, *unit;
    int         n_rows, n_open;
  } cases[] = {
    { "corpora/open311/open311-adapter-live/requests.json",
      "application/json",
      "2026-11-22T00:00:00Z",
      "Pothole Repairs",
      1,
      1 },
    { "corpora/open311/open311-adapter-live/requests_0.json",
      "application/json",
      "2026-11-22T00:00:00Z",
      "Bin Enforcement",
      1,
      1 },
    { "corpora/open311/open311-adapter-live/requests.xml",
      "text/xml",
      "2026-11-22T00:00:00Z",
      "Bin Enforcement",
      1,
      1 },
    { "corpora/open311/node-open311-mocks/service-requests.xml",
      "text/xml",
      "2010-04-30T12:00:00-08:00",
      "Sidewalk and Curb Issues",
      2,
      1 },
    { "corpora/open311/node-open311-mocks/service-request.xml",
      "text/xml",
      "2010-04-30T12:00:00-08:00",
      "Sidewalk and Curb Issues",
      1,
      0 },
  };
  g_autofree char *ready = read_ready_profile ("open311.profile");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = find_shared (cases[i].path);
      g_autofree char *profile = with_as_of (ready, cases[i].as_of);
      const char      *file[] = { path, cases[i].type };

      if (path == NULL)
        {
          g_test_skip ("no ../shared");
          return;
        }
      {
        g_autoptr (StubServer) server = stub_server_new (answer_open311, file);
        g_autoptr (Attached) self = attach (profile, stub_server_get_url (server), NULL);

        g_assert_cmpint (count_rows (self), ==, cases[i].n_rows);
        g_assert_cmpint (get_summary (self)->open, ==, cases[i].n_open);
        g_assert_cmpint (
          find_score (get_board (self, ZHIHUI_BOARD_VOLUME, "agency"), cases[i].unit)->n,
          ==,
          cases[i].n_rows);
      }
    }
}

static void
test_recorded_clickhouse_gives_a_board (void)
{
  g_autofree char *path = find_shared ("corpora/json-api/clickhouse-live/group.json");
  const char      *file[] = { path, "application/json" };

  if (path == NULL)
    {
      g_test_skip ("no ../shared");
      return;
    }
  {
    g_autoptr (StubServer) server = stub_server_new (answer_open311, file);
    g_autoptr (Attached) self =
      attach (HEAD "[units]\n1=u1;一局\n2=u2;二局\n[resource board volume]\npath=?query=SELECT\n"
                   "rows=$.data\nunit=unit_id\nn=n\n",
              stub_server_get_url (server),
              NULL);
    ZhihuiRanking *volume = get_board (self, ZHIHUI_BOARD_VOLUME, "p");

    g_assert_cmpuint (volume->n_ranked, ==, 5);
    g_assert_cmpint (find_score (volume, "一局")->n, ==, 30133);
    g_assert_cmpuint (find_score (volume, "一局")->rank, ==, 1);
    g_assert_cmpint (find_score (volume, "5")->n, ==, 21584);
    g_assert_cmpuint (find_score (volume, "5")->rank, ==, 5);
    g_assert_true (reports (self, "numbers as text: 5"));
    g_assert_null (get_summary (self));
    g_assert_cmpint (get_receipt (self)->n_failures, ==, 0);
  }
}

static void
answer_socrata (StubServer *self, SoupServerMessage *message, GHashTable *query, gpointer user_data)
{
  const char *const *files = user_data;
  guint              offset = get_number (query, "$offset", 0);

  if (offset < 1001)
    stub_answer_file (message, "application/json", files[offset == 0 ? 0 : 1]);
  else
    respond (message, 200, "application/json", "[]");
}

static void
test_recorded_socrata_pages_are_one_list (void)
{
  g_autofree char *first = find_shared ("corpora/json-api/socrata-sodapy/bike_counts_page_1.json");
  g_autofree char *second = find_shared ("corpora/json-api/socrata-sodapy/bike_counts_page_2.json");
  const char      *files[] = { first, second };

  if (first == NULL)
    {
      g_test_skip ("no ../shared");
      return;
    }
  {
    g_autoptr (StubServer) server = stub_server_new (answer_socrata, files);
    g_autoptr (Attached) self =
      attach ("[source]\nbase={base}\ntime_zone=America/Los_Angeles\nas_of=2016-10-15T00:00:00\n"
              "peer=p\n[resource cases]\npath=/resource/x.json\nunit=id\nopened=date\n"
              "[paging]\nstyle=offset\nlimit=1000\nlimit_parameter=$limit\n"
              "offset_parameter=$offset\n",
              stub_server_get_url (server),
              NULL);
    ZhihuiRanking *volume = get_board (self, ZHIHUI_BOARD_VOLUME, "p");

    g_assert_cmpint (count_rows (self), ==, 1001);
    g_assert_cmpuint (stub_server_count (server), ==, 2);
    /* Told by jq: 104 of the 1,001 are of October. */
    g_assert_cmpint (find_score (volume, "100009424")->n, ==, 104);
    g_assert_cmpint (get_summary (self)->year_count, ==, 1001);
    g_assert_true (reports (self, "times without a zone: 1001"));
  }
}

static void
test_a_refusal_is_a_refusal (void)
{
  Fixed fixed = { 403,
                  "application/json",
                  "{\"message\": \"You must be logged in\", \"error\": true}" };
  g_autoptr (StubServer) server = stub_server_new (answer_fixed, &fixed);
  g_autoptr (Attached) self = attach (CASES, stub_server_get_url (server), NULL);

  g_assert_true (get_receipt (self)->refused);
  g_assert_cmpint (get_receipt (self)->http_status, ==, 403);
}

/* Work becomes overdue although no row changes. */

static void
answer_tagged (StubServer *self, SoupServerMessage *message, GHashTable *query, gpointer user_data)
{
  soup_message_headers_replace (
    soup_server_message_get_response_headers (message), "ETag", "\"same\"");
  respond (message, 200, "application/json", "[]");
}

static gboolean
was_asked_twice (gpointer user_data)
{
  return stub_server_count (user_data) >= 2;
}

static void
test_cases_of_now_are_never_asked_for_under_a_condition (void)
{
  const struct
  {
    const char *as_of, *condition;
  } cases[] = { { "", NULL }, { "as_of=2026-06-15\n", "\"same\"" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *profile = g_strconcat ("[source]\nbase={base}\n",
                                              cases[i].as_of,
                                              "[resource cases]\npath=/x\nopened=at\nevery=2s\n",
                                              NULL);
      g_autoptr (StubServer) server = stub_server_new (answer_tagged, NULL);
      g_autoptr (Attached) self = attach (profile, stub_server_get_url (server), NULL);

      await (was_asked_twice, server, "a second request");
      g_assert_cmpstr (stub_server_get_header (server, 1, "If-None-Match"), ==, cases[i].condition);
    }
}

/* ---- a folder, and what is kept ---- */

static const char *
find (const char *text, gsize length, const char *what)
{
  return memmem (text, length, what, strlen (what));
}

static void
test_a_folder_of_csv_is_read_and_kept_without_cases (void)
{
  static const char csv[] = "编号,承办单位,受理时间,办结时间,电话\r\n"
                            "1,水利局,2026-06-01 08:00,2026-06-03 08:00,13800000000\r\n"
                            "2,\"住建局, 城区\",2026-06-02 08:00,,13900000000\r\n"
                            "3,水利局,2026-06-02 09:00,,13700000000\r\n";
  g_autofree char  *folder = make_folder ();
  g_autofree char  *path = g_build_filename (folder, "cases.csv", NULL);

  g_assert_true (g_file_set_contents (path, csv, -1, NULL));
  {
    g_autoptr (Attached) self = attach (
      HEAD "[resource "
           "cases]\npath=cases.csv\nid=编号\nunit=承办单位\nopened=受理时间\nclosed=办结时间\n",
      folder,
      NULL);
    ZhihuiRanking   *volume = get_board (self, ZHIHUI_BOARD_VOLUME, "p");
    g_autofree char *cache = g_build_filename (self->folder, "cache", NULL);
    g_autoptr (GDir) entries = NULL;
    const char *name;
    guint       n_files = 0;

    g_assert_cmpint (find_score (volume, "水利局")->n, ==, 2);
    g_assert_cmpint (find_score (volume, "住建局, 城区")->n, ==, 1);
    g_assert_cmpint (get_summary (self)->open, ==, 2);

    zhihui_source_stop (self->source);
    entries = g_dir_open (cache, 0, NULL);
    while ((name = g_dir_read_name (entries)) != NULL)
      {
        g_autofree char *file = g_build_filename (cache, name, NULL);
        g_autofree char *text = NULL;
        gsize            length;

        g_assert_true (g_file_get_contents (file, &text, &length, NULL));
        g_assert_nonnull (find (text, length, "水利局"));
        g_assert_null (find (text, length, "13800000000"));
        g_assert_null (find (text, length, "受理时间"));
        n_files++;
      }
    g_assert_cmpuint (n_files, ==, 1);
  }
  remove_folder (folder);
}

static void
test_kept_figures_are_shown_when_the_platform_is_gone (void)
{
  static const char body[] = "[{\"id\":1,\"unit\":\"A\",\"opened\":\"2026-06-01\"},"
                             "{\"id\":2,\"unit\":\"A\",\"opened\":\"2026-06-02\"}]";
  Fixed             fixed = { 200, "application/json", body };
  StubServer       *server = stub_server_new (answer_fixed, &fixed);
  g_autoptr (Attached) self = attach (CASES, stub_server_get_url (server), NULL);
  ZhihuiFreshness freshness;

  stub_server_free (server);
  attach_again (self);
  freshness = zhihui_situation_judge (
    zhihui_source_get_situation (self->source), ZHIHUI_DATASET_SUMMARY, g_get_monotonic_time ());
  g_assert_cmpint (freshness.state, ==, ZHIHUI_STATE_OFFLINE);
  g_assert_cmpint (get_summary (self)->month_count, ==, 2);
  g_assert_cmpint (find_score (get_board (self, ZHIHUI_BOARD_VOLUME, "p"), "A")->n, ==, 2);
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "C", TRUE);
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add_func ("/profile/" name, function)
  ADD ("every-envelope-of-open311-is-read", test_every_envelope_of_open311_is_read);
  ADD ("open311-is-asked-in-spans-of-ninety-days", test_open311_is_asked_in_spans_of_ninety_days);
  ADD ("a-token-goes-where-the-profile-says", test_a_token_goes_where_the_profile_says);
  ADD ("failures-with-200-are-failures", test_failures_with_200_are_failures);
  ADD ("what-is-written-otherwise-is-turned-round-and-counted",
       test_what_is_written_otherwise_is_turned_round_and_counted);
  ADD ("what-is-not-told-is-not-nought", test_what_is_not_told_is_not_nought);
  ADD ("recorded-open311-loads-and-ranks", test_recorded_open311_loads_and_ranks);
  ADD ("recorded-clickhouse-gives-a-board", test_recorded_clickhouse_gives_a_board);
  ADD ("recorded-socrata-pages-are-one-list", test_recorded_socrata_pages_are_one_list);
  ADD ("a-refusal-is-a-refusal", test_a_refusal_is_a_refusal);
  ADD ("cases-of-now-are-never-asked-for-under-a-condition",
       test_cases_of_now_are_never_asked_for_under_a_condition);
  ADD ("a-folder-of-csv-is-read-and-kept-without-cases",
       test_a_folder_of_csv_is_read_and_kept_without_cases);
  ADD ("kept-figures-are-shown-when-the-platform-is-gone",
       test_kept_figures_are_shown_when_the_platform_is_gone);

  return g_test_run ();
}
