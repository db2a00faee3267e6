/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */
#include <gio/gio.h>
#include <string.h>

#include "api-fixture.h"
#include "database-fixture.h"
#include "test-database.h"
#include "zhihui-error.h"
#include "zhihui-meeting-import.h"

#define NOW 1700000000

static GPtrArray *
parse (const char *text, GError **error)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  return zhihui_room_list_parse (body, error);
}

#define ROOM(id, name, more)                                                                       \
  "<meeting><meetingName>" name "</meetingName><meetingID>" id "</meetingID>"                      \
  "<attendeePW>ap-SECRET</attendeePW><moderatorPW>mp-SECRET</moderatorPW>" more                    \
  "<attendees><attendee><fullName>段志强</fullName><meetingID>inner</meetingID></attendee>"     \
  "</attendees><metadata><meetingName>inner</meetingName></metadata></meeting>"
#define ANSWER(rooms)                                                                              \
  "<response><returncode>SUCCESS</returncode><meetings>" rooms "</meetings></response>"

static void
test_rooms_are_read_without_passwords_and_people (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rooms = parse (
    ANSWER (ROOM ("a",
                  "供水 &amp; 供暖",
                  "<createTime>1700000000123</createTime><startTime>1700000060456</startTime>"
                  "<endTime>0</endTime><running>true</running>"
                  "<participantCount>5</participantCount>") ROOM ("", "no id", "")),
    &error);
  const ZhihuiRoom *room;

  g_assert_no_error (error);
  g_assert_cmpuint (rooms->len, ==, 1);
  room = rooms->pdata[0];
  g_assert_cmpstr (room->id, ==, "a");
  g_assert_cmpstr (room->name, ==, "供水 & 供暖");
  g_assert_cmpint (room->created_at, ==, 1700000000);
  g_assert_cmpint (room->started_at, ==, 1700000060);
  g_assert_cmpint (room->ended_at, ==, ZHIHUI_NO_INSTANT);
  g_assert_true (room->is_running);
  g_assert_cmpint (room->n_participants, ==, 5);
}

static void
test_other_answers_are_refused_without_quoting_them (void)
{
  const char *const texts[] = {
    "",
    "<html><body>SECRET</body></html>",
    "<response><returncode>FAILED</returncode><message>SECRET</message></response>",
    "<response><returncode>SUCCESS</returncode><meetings><meeting><attendeePW>a<SECRET",
    "<response><returncode>SUCCESS</returncode><attendeePW>&SECRET;</attendeePW></response>",
    "SECRET",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) rooms = parse (texts[i], &error);

      g_assert_null (rooms);
      g_assert_cmpint (error->domain, ==, ZHIHUI_ERROR);
      g_assert_null (strstr (error->message, "SECRET"));
    }
}

static ZhihuiStore *
make_store (void)
{
  return test_database_open_filled (api_fill_with_few);
}

static ZhihuiMeetingImportReport
import_at (ZhihuiStore *store, gint64 now, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rooms = parse (text, &error);
  ZhihuiMeetingImport import = {
    .source = "bigbluebutton", .kind = "review", .authority = "370302", .now = now
  };
  ZhihuiMeetingImportReport report;

  g_assert_no_error (error);
  zhihui_meeting_import_rooms (store, &import, rooms, &report, &error);
  g_assert_no_error (error);
  return report;
}

static ZhihuiMeetingState
get_state (ZhihuiStore *store, gint64 now, int *present)
{
  g_autoptr (ZhihuiMeetings) meetings =
    zhihui_store_read_meetings (store, 0, G_MAXINT32 * G_GINT64_CONSTANT (2), now, TRUE, NULL);
  const ZhihuiMeeting *meeting;

  g_assert_cmpuint (meetings->items->len, ==, 1);
  meeting = meetings->items->pdata[0];
  *present = meeting->participants_now;
  return meeting->state;
}

/* Created, running, ended: as the provider says. */
static void
test_provider_opens_and_ends_meetings (void)
{
  const char *const created =
    ANSWER (ROOM ("a", "会", "<createTime>1700000000000</createTime><running>false</running>"));
  const char *const running =
    ANSWER (ROOM ("a",
                  "会",
                  "<createTime>1700000000000</createTime><startTime>1700000060000</startTime>"
                  "<running>true</running><participantCount>3</participantCount>"));
  const char *const over =
    ANSWER (ROOM ("a",
                  "会",
                  "<createTime>1700000000000</createTime><startTime>1700000060000</startTime>"
                  "<endTime>1700000900000</endTime><running>false</running>"));
  const char *const empty = ANSWER ("");
  const char *const lasts[] = { over, empty };

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (ZhihuiStore) store = make_store ();
      ZhihuiMeetingImportReport report = import_at (store, NOW, created);
      int                       present;

      g_assert_cmpint (report.n_new, ==, 1);
      g_assert_cmpint (get_state (store, NOW, &present), ==, ZHIHUI_MEETING_SCHEDULED);
      report = import_at (store, NOW + 100, running);
      g_assert_cmpint (report.n_new, ==, 0);
      g_assert_cmpint (report.n_updated, ==, 1);
      g_assert_cmpint (get_state (store, NOW + 100, &present), ==, ZHIHUI_MEETING_OPEN);
      g_assert_cmpint (present, ==, 3);
      report = import_at (store, NOW + 160, running);
      g_assert_cmpint (report.n_same, ==, 1);
      report = import_at (store, NOW + 1000, lasts[i]);
      g_assert_cmpint (report.n_updated, ==, 1);
      g_assert_cmpint (get_state (store, NOW + 1000, &present), ==, ZHIHUI_MEETING_ENDED);
      g_assert_cmpint (present, ==, -1);
    }
}

/* A meeting of ours that names its room is that room's: no second one is made. */
static void
test_room_of_a_planned_meeting_opens_that_meeting (void)
{
  g_autoptr (ZhihuiStore) store = make_store ();
  ZhihuiMeetingImportReport report;
  int                       present;

  api_run (store,
           "INSERT INTO meeting (code, kind, title, host_unit, starts_at, ends_at, provider,"
           " provider_key) VALUES ('m-1', 'review', '会商', 1, 1700000000, 1700003600,"
           " 'bigbluebutton', 'a')");
  report = import_at (
    store,
    NOW + 100,
    ANSWER (ROOM ("a", "x", "<startTime>1700000060000</startTime><running>true</running>")));
  g_assert_cmpint (report.n_new, ==, 0);
  g_assert_cmpint (report.n_updated, ==, 1);
  g_assert_cmpint (get_state (store, NOW + 100, &present), ==, ZHIHUI_MEETING_OPEN);
}

/* ---- the command ---- */

typedef struct
{
  DatabaseFixture base;
  char           *database;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiStore) store = NULL;

  database_fixture_set_up (&self->base, data);
  self->database = database_fixture_path (&self->base, "a.db");
  store = zhihui_store_open (self->database, TRUE, NULL);
  api_fill_with_few (store);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->database);
  database_fixture_tear_down (&self->base, data);
}

/* What the command said on both outputs. */
static char *
run_command (Fixture *self, const char *what, const char *path, const char *input, int *status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                        G_SUBPROCESS_FLAGS_STDERR_MERGE,
                      &error,
                      g_getenv ("ZHIHUI_PLATFORM"),
                      "meetings",
                      what,
                      path,
                      "-d",
                      self->database,
                      NULL);
  char *said = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input, NULL, &said, NULL, &error);
  g_assert_no_error (error);
  *status = g_subprocess_get_exit_status (process);
  return said;
}

static void
assert_nowhere (Fixture *self, const char *said, const char *const *secrets)
{
  const char *const ends[] = { "", "-wal" };

  for (guint i = 0; secrets[i] != NULL; i++)
    {
      g_assert_null (strstr (said, secrets[i]));
      for (guint j = 0; j < G_N_ELEMENTS (ends); j++)
        {
          g_autofree char *path = g_strconcat (self->database, ends[j], NULL);
          g_autofree char *bytes = NULL;
          gsize            length = 0;

          if (g_file_get_contents (path, &bytes, &length, NULL))
            g_assert_null (memmem (bytes, length, secrets[i], strlen (secrets[i])));
        }
    }
}

static void
test_server_answer_leaves_no_password_anywhere (Fixture *self, gconstpointer data)
{
  const char *const secrets[] = { "=g.TrpDM=xB.oOW5h|m",
                                  "$is=CM}xF;108o!Jqd",
                                  "SlD;CE",
                                  "03_bF+p+Fjm|M3",
                                  "f~kxYJeAV~G?Jb+E:ggn",
                                  "n:\"zWc##Bi.y,d^s,mMF",
                                  "(985) 807-9923",
                                  "Alessandra Funk",
                                  "schiller.info",
                                  NULL };
  const char       *shared = g_getenv ("ZHIHUI_SHARED");
  g_autofree char  *root = shared != NULL
                             ? g_strdup (shared)
                             : g_test_build_filename (G_TEST_DIST, "..", "..", "..", "shared", NULL);
  g_autofree char  *path = g_build_filename (
    root, "corpora/meetings/bbb-api-php/tests/fixtures/responses/get_meetings.xml", NULL);
  g_autofree char *said = NULL;
  int              status;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the shared corpora are not here");
      return;
    }

  said = run_command (self, "rooms", path, NULL, &status);
  g_assert_cmpint (status, ==, 0);
  g_assert_nonnull (strstr (said, "\"new\":3"));
  assert_nowhere (self, said, secrets);
  g_assert_cmpint (
    database_ask (self->database, "SELECT COUNT(*) FROM meeting WHERE started_at IS NOT NULL"),
    ==,
    1);
}

#define FEED(events)                                                                               \
  "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//EN\r\n" events "END:VCALENDAR\r\n"
#define EVENT(uid, start, more)                                                                    \
  "BEGIN:VEVENT\r\nUID:" uid "\r\nDTSTART:" start "\r\nDURATION:PT1H\r\nSUMMARY:会商\r\n"        \
  "DESCRIPTION:密码 778899\r\n" more "END:VEVENT\r\n"

/* The clock of the database stands at 2020-08-01. */
static void
test_feed_is_taken_over_again_and_again (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *feed;
    const char *report;
    int         status;
    gint64      n_live;
  } cases[] = {
    { FEED (EVENT ("a", "20200803T010000Z", "")
              EVENT ("b", "20200804T010000Z", "RRULE:FREQ=DAILY;COUNT=3\r\n")),
      "\"new\":4",
      0,
      4 },
    { FEED (EVENT ("a", "20200803T010000Z", "")
              EVENT ("b", "20200804T010000Z", "RRULE:FREQ=DAILY;COUNT=3\r\n")),
      "\"same\":4",
      0,
      4 },
    /* a is later, the second of b is left out: it is cancelled. */
    { FEED (EVENT ("a", "20200803T020000Z", "") EVENT (
        "b", "20200804T010000Z", "RRULE:FREQ=DAILY;COUNT=3\r\nEXDATE:20200805T010000Z\r\n")),
      "\"updated\":1,\"same\":2,\"cancelled\":1",
      0,
      3 },
    /* One event is bad: what is told no more may be in it, so nothing is cancelled. */
    { FEED (EVENT ("a", "20200803T020000Z", "") EVENT ("b", "never", "")),
      "\"same\":1,\"cancelled\":0,\"own\":0,\"refused\":1",
      3,
      3 },
    { FEED (EVENT ("m-1@370302.zhihui", "20200803T020000Z", "")
              EVENT ("a", "20200803T020000Z", "")),
      "\"own\":1",
      0,
      1 },
    { "no calendar", "not an iCalendar file", 1, 1 },
  };
  const char *const secrets[] = { "778899", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int              status;
      g_autofree char *said = run_command (self, "import", "-", cases[i].feed, &status);

      if (strstr (said, cases[i].report) == NULL)
        g_error ("step %u: %s has no %s", i, said, cases[i].report);
      g_assert_cmpint (status, ==, cases[i].status);
      g_assert_cmpint (
        database_ask (self->database, "SELECT COUNT(*) FROM meeting WHERE cancelled_at IS NULL"),
        ==,
        cases[i].n_live);
      assert_nowhere (self, said, secrets);
    }
}

#define ADD_COMMAND(name, function)                                                                \
  g_test_add ("/rooms/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rooms/rooms-are-read-without-passwords-and-people",
                   test_rooms_are_read_without_passwords_and_people);
  g_test_add_func ("/rooms/other-answers-are-refused-without-quoting-them",
                   test_other_answers_are_refused_without_quoting_them);
  g_test_add_func ("/rooms/provider-opens-and-ends-meetings",
                   test_provider_opens_and_ends_meetings);
  g_test_add_func ("/rooms/room-of-a-planned-meeting-opens-that-meeting",
                   test_room_of_a_planned_meeting_opens_that_meeting);
  ADD_COMMAND ("server-answer-leaves-no-password-anywhere",
               test_server_answer_leaves_no_password_anywhere);
  ADD_COMMAND ("feed-is-taken-over-again-and-again", test_feed_is_taken_over_again_and_again);
  return g_test_run ();
}
