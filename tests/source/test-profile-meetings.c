/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "stub-server.h"
#include "zhihui-error.h"
#include "zhihui-profile.h"

#define MEETINGS                                                                                   \
  HEAD "[resource cases]\npath=/cases\nid=id\nunit=unit\nopened=opened\nrows=$\n"                  \
       "[resource meetings]\npath=/meetings\nrows=$\nid=id\ntitle=name\nstarts=from\nends=to\n"    \
       "state=state\nhost=@.room.host\ncases=n\n[values state]\n撤销=cancelled\n"

/* The moment of the profile is 12:00 of 15 June. */
#define DAY_OF "\"2026-06-15T"
#define GOOD                                                                                       \
  "{\"id\":\"m4\",\"name\":\"四\",\"from\":" DAY_OF "14:00:00+08:00\",\"to\":" DAY_OF              \
  "15:00:00+08:00\",\"state\":\"\",\"n\":\"3\",\"room\":{\"host\":\"甲局\"}},"                   \
  "{\"id\":\"m2\",\"name\":\"二\",\"from\":" DAY_OF "11:30:00+08:00\",\"n\":1},"                   \
  "{\"id\":\"m1\",\"name\":\"一\",\"from\":" DAY_OF "09:00:00+08:00\",\"to\":" DAY_OF              \
  "10:00:00+08:00\"},"                                                                             \
  "{\"id\":\"m3\",\"name\":\"三\",\"from\":" DAY_OF "13:00:00+08:00\",\"state\":\"撤销\"}"

/* @user_data: a row more, or instead of all. */
static void
answer (StubServer *self, SoupServerMessage *message, GHashTable *query, gpointer user_data)
{
  const char      *path = g_uri_get_path (soup_server_message_get_uri (message));
  const char      *more = user_data;
  g_autofree char *rows = more != NULL && *more == '!' ? g_strdup (more + 1)
                          : more != NULL               ? g_strconcat ("[" GOOD ",", more, "]", NULL)
                                                       : g_strdup ("[" GOOD "]");

  respond (message,
           200,
           "application/json",
           g_str_equal (path, "/meetings")
             ? rows
             : "[{\"id\":\"1\",\"unit\":\"a\",\"opened\":\"2026-06-14T08:00:00+08:00\"}]");
}

static void
meetings_are_read_by_their_hours (void)
{
  const struct
  {
    const char        *id;
    ZhihuiMeetingState state;
    gint64             length_s;
    const char        *host;
    guint              n_cases;
  } expected[] = {
    { "m1", ZHIHUI_MEETING_ENDED, 3600, "", 0 },
    { "m2", ZHIHUI_MEETING_OPEN, 3600, "", 1 },
    { "m3", ZHIHUI_MEETING_CANCELLED, 3600, "", 0 },
    { "m4", ZHIHUI_MEETING_SCHEDULED, 3600, "甲局", 3 },
  };
  g_autoptr (StubServer) server = stub_server_new (answer, NULL);
  g_autoptr (Attached) self = attach (MEETINGS, stub_server_get_url (server), NULL);
  ZhihuiMeetings *meetings = zhihui_situation_get_meetings (self->listener->last);

  g_assert_nonnull (meetings);
  g_assert_cmpuint (meetings->items->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const ZhihuiMeeting *one = meetings->items->pdata[i];

      g_assert_cmpstr (one->id, ==, expected[i].id);
      g_assert_cmpint (one->state, ==, expected[i].state);
      g_assert_cmpint (one->ends_at - one->starts_at, ==, expected[i].length_s);
      g_assert_cmpstr (one->host, ==, expected[i].host);
      g_assert_cmpuint (one->n_cases, ==, expected[i].n_cases);
      g_assert_null (one->join_url);
    }
}

static void
a_meeting_that_cannot_be_is_left_out_and_told (void)
{
  const struct
  {
    const char *row, *says;
  } cases[] = {
    { "{\"id\":\"x\",\"name\":\"没有时间\"}", "*starts: is missing*" },
    { "{\"id\":\"x\",\"name\":\"坏\",\"from\":\"soon\"}", "*starts: is no time*" },
    { "{\"id\":\"x\",\"name\":\"坏\",\"from\":" DAY_OF "13:00:00+08:00\",\"to\":" DAY_OF
      "12:00:00+08:00\"}",
      "*ends: is before the begin*" },
    { "{\"id\":\"x\",\"name\":\"怪\",\"from\":" DAY_OF "13:00:00+08:00\",\"state\":\"dreamt\"}",
      "*state: is no state of a meeting*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (StubServer) server = stub_server_new (answer, (gpointer) cases[i].row);
      g_autoptr (Attached) self = attach (MEETINGS, stub_server_get_url (server), NULL);

      g_assert_true (reports (self, cases[i].says));
      g_assert_cmpuint (zhihui_situation_get_meetings (self->listener->last)->items->len, ==, 4);
    }
}

/* The cases are there all the same. */
static void
meetings_that_cannot_be_read_say_so (void)
{
  g_autoptr (StubServer) server = stub_server_new (answer, (gpointer) "!{\"oops\":1}");
  g_autoptr (Attached) self = attach (MEETINGS, stub_server_get_url (server), NULL);
  ZhihuiSituation *situation = self->listener->last;

  g_assert_nonnull (zhihui_situation_get_summary (situation));
  g_assert_cmpint (
    zhihui_situation_judge (situation, ZHIHUI_DATASET_MEETINGS, g_get_monotonic_time ()).state,
    ==,
    ZHIHUI_STATE_ERROR);
  g_assert_nonnull (zhihui_situation_get_receipt (situation, ZHIHUI_DATASET_MEETINGS)->detail);
}

#define SQUARE                                                                                     \
  "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"code\":"  \
  "\"370302001\",\"name\":\"甲\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[118,36]," \
  "[118.1,36],[118.1,36.1],[118,36.1],[118,36]]]}}]}"

static void
outlines_are_those_of_the_file (void)
{
  g_autoptr (StubServer) server = stub_server_new (answer, NULL);
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "towns.geojson", NULL);
  g_autofree char *text = g_strdup_printf (MEETINGS "[tables]\noutlines=%s\n", path);
  g_autoptr (Attached) self = NULL;
  GBytes *boundary;

  g_assert_true (g_file_set_contents (path, SQUARE, -1, NULL));
  self = attach (text, stub_server_get_url (server), NULL);
  boundary = zhihui_situation_get_boundary (self->listener->last);
  g_assert_nonnull (boundary);
  g_assert_cmpmem (
    g_bytes_get_data (boundary, NULL), g_bytes_get_size (boundary), SQUARE, strlen (SQUARE));
  remove_folder (folder);
}

static void
wrong_outlines_are_refused_with_their_place (void)
{
  const char *const contents[] = { "{}", "[1]", "", NULL };
  g_autofree char  *folder = make_folder ();
  g_autofree char  *path = g_build_filename (folder, "towns.geojson", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      const char *text = "[source]\nbase=https://p.example\n[resource cases]\npath=/c\n"
                         "opened=o\n[tables]\noutlines=towns.geojson\n";
      g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
      g_autoptr (GError) error = NULL;

      if (contents[i] != NULL)
        g_assert_true (g_file_set_contents (path, contents[i], -1, NULL));
      else
        remove_folder (folder);
      g_assert_null (zhihui_profile_new (bytes, "x.profile", folder, &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, "x.profile:7:10: the outlines towns.geojson"));
    }
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "en", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/profile/meetings-are-read-by-their-hours", meetings_are_read_by_their_hours);
  g_test_add_func ("/profile/a-meeting-that-cannot-be-is-left-out-and-told",
                   a_meeting_that_cannot_be_is_left_out_and_told);
  g_test_add_func ("/profile/meetings-that-cannot-be-read-say-so",
                   meetings_that_cannot_be_read_say_so);
  g_test_add_func ("/profile/outlines-are-those-of-the-file", outlines_are_those_of_the_file);
  g_test_add_func ("/profile/wrong-outlines-are-refused-with-their-place",
                   wrong_outlines_are_refused_with_their_place);
  return g_test_run ();
}
