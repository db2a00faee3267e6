/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "zhihui-agenda-worker.h"
#include "zhihui-error.h"

#define DAY_S 86400

static gint64
instant (const char *rfc3339)
{
  gint64 at;

  g_assert_true (zhihui_instant_parse_rfc3339 (rfc3339, &at, NULL));
  return at;
}

/* Thirty days before and 180 days after 2026-08-01 in Shanghai. */
static ZhihuiAgendaLimits
get_limits (void)
{
  gint64             now = instant ("2026-08-01T09:00:00+08:00");
  ZhihuiAgendaLimits limits = { "Asia/Shanghai", now - 30 * DAY_S, now + 180 * DAY_S };

  return limits;
}

static ZhihuiAgendaLimits
get_limits_of (gboolean details)
{
  ZhihuiAgendaLimits limits = get_limits ();

  limits.details = details;
  return limits;
}

static GBytes *
make_calendar (const char *inside)
{
  char *text = g_strconcat (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n", inside, "END:VCALENDAR\r\n", NULL);

  return g_bytes_new_take (text, strlen (text));
}

static ZhihuiAgenda *
parse_with (const char *inside, gboolean details)
{
  g_autoptr (GBytes) body = make_calendar (inside);
  g_autoptr (GError) error = NULL;
  ZhihuiAgendaLimits limits = get_limits_of (details);
  g_autoptr (ZhihuiAgenda) feed = zhihui_agenda_parse (body, &limits, &error);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  ZhihuiAgenda *again;

  g_assert_no_error (error);
  /* What comes through the pipe is what was read. */
  text = zhihui_agenda_encode (feed);
  bytes = g_bytes_new (text, strlen (text));
  again = zhihui_agenda_decode (bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->meetings->len, ==, feed->meetings->len);
  return again;
}

static ZhihuiAgenda *
parse (const char *inside)
{
  return parse_with (inside, FALSE);
}

/* The starts, in the deployment's zone: "08-03 09:00, …". */
static char *
list_starts (const ZhihuiAgenda *feed)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < feed->meetings->len; i++)
    {
      const ZhihuiAgendaMeeting *meeting = feed->meetings->pdata[i];
      ZhihuiCivil                at = zhihui_zone_to_civil (zone, meeting->starts_at);

      g_string_append_printf (text,
                              "%s%02d-%02d %02d:%02d%s",
                              i > 0 ? ", " : "",
                              at.month,
                              at.mday,
                              at.hour,
                              at.minute,
                              meeting->cancelled ? " cancelled" : "");
    }
  return g_string_free (text, FALSE);
}

static void
test_recurrences_are_expanded_as_the_standard_says (void)
{
  static const struct
  {
    const char *events, *starts;
  } cases[] = {
    /* One meeting, in the zone it names. */
    { "BEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=Asia/Shanghai:20260803T090000\r\n"
      "DTEND;TZID=Asia/Shanghai:20260803T100000\r\nSUMMARY:会\r\nEND:VEVENT\r\n",
      "08-03 09:00" },
    { "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20260803T010000Z\r\nDURATION:PT1H\r\nEND:VEVENT\r\n",
      "08-03 09:00" },
    /* New York is 12 hours behind in summer. */
    { "BEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=America/New_York:20260803T090000\r\nEND:VEVENT\r\n",
      "08-03 21:00" },
    /* A zone of its own: one hour east of Greenwich, whatever its name. */
    { "BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
      "TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
      "BEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=Asia/Shanghai:20260803T090000\r\nEND:VEVENT\r\n",
      "08-03 16:00" },
    /* Nobody knows the zone, or there is none: the deployment's. */
    { "BEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=Nowhere/Land:20260803T090000\r\nEND:VEVENT\r\n",
      "08-03 09:00" },
    { "BEGIN:VEVENT\r\nUID:a\r\nDTSTART;VALUE=DATE:20260803\r\nEND:VEVENT\r\n", "08-03 00:00" },
    /* Weekly, one left out, one more, one moved to the afternoon, one cancelled. */
    { "BEGIN:VEVENT\r\nUID:w\r\nDTSTART;TZID=Asia/Shanghai:20260803T090000\r\n"
      "DTEND;TZID=Asia/Shanghai:20260803T100000\r\nRRULE:FREQ=WEEKLY;COUNT=5\r\n"
      "EXDATE;TZID=Asia/Shanghai:20260810T090000\r\n"
      "RDATE;TZID=Asia/Shanghai:20260812T090000\r\nEND:VEVENT\r\n"
      "BEGIN:VEVENT\r\nUID:w\r\nRECURRENCE-ID;TZID=Asia/Shanghai:20260817T090000\r\n"
      "DTSTART;TZID=Asia/Shanghai:20260817T140000\r\nEND:VEVENT\r\n"
      "BEGIN:VEVENT\r\nUID:w\r\nRECURRENCE-ID;TZID=Asia/Shanghai:20260824T090000\r\n"
      "DTSTART;TZID=Asia/Shanghai:20260824T090000\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\n",
      "08-03 09:00, 08-12 09:00, 08-17 14:00, 08-24 09:00 cancelled, 08-31 09:00" },
    /* A day left out takes the meeting of that day. */
    { "BEGIN:VEVENT\r\nUID:d\r\nDTSTART;TZID=Asia/Shanghai:20260803T090000\r\n"
      "RRULE:FREQ=DAILY;COUNT=3\r\nEXDATE;VALUE=DATE:20260804\r\nEND:VEVENT\r\n",
      "08-03 09:00, 08-05 09:00" },
    /* Begun long ago: only what falls into the window, 07-02 09:00 to 01-28 09:00. */
    { "BEGIN:VEVENT\r\nUID:m\r\nDTSTART;TZID=Asia/Shanghai:20100131T090000\r\n"
      "RRULE:FREQ=MONTHLY;BYMONTHDAY=-1;BYHOUR=9\r\nEND:VEVENT\r\n",
      "07-31 09:00, 08-31 09:00, 09-30 09:00, 10-31 09:00, 11-30 09:00, 12-31 09:00" },
    /* The higher SEQUENCE holds, in whatever order. */
    { "BEGIN:VEVENT\r\nUID:s\r\nSEQUENCE:2\r\nDTSTART:20260803T020000Z\r\nEND:VEVENT\r\n"
      "BEGIN:VEVENT\r\nUID:s\r\nSEQUENCE:1\r\nDTSTART:20260803T010000Z\r\nEND:VEVENT\r\n",
      "08-03 10:00" },
    { "METHOD:CANCEL\r\nBEGIN:VEVENT\r\nUID:c\r\nDTSTART:20260803T020000Z\r\nEND:VEVENT\r\n",
      "08-03 10:00 cancelled" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ZhihuiAgenda) feed = parse (cases[i].events);
      g_autofree char *starts = list_starts (feed);

      g_assert_cmpstr (starts, ==, cases[i].starts);
      g_assert_cmpint (feed->n_refused, ==, 0);
    }
}

static void
test_what_cannot_be_used_is_refused_with_the_reason (void)
{
  static const struct
  {
    const char *event, *reason;
  } cases[] = {
    { "BEGIN:VEVENT\r\nDTSTART:20260803T010000Z\r\nEND:VEVENT\r\n", "UID is missing" },
    { "BEGIN:VEVENT\r\nUID:a\x0f\r\nDTSTART:20260803T010000Z\r\nEND:VEVENT\r\n", "UID is missing" },
    { "BEGIN:VEVENT\r\nUID:a\xe2\x80\xae\r\nDTSTART:20260803T010000Z\r\nEND:VEVENT\r\n",
      "has control characters" },
    { "BEGIN:VEVENT\r\nUID:a\r\nEND:VEVENT\r\n", "DTSTART is missing" },
    { "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20260803T010000Z\r\nDTEND:20260803T000000Z\r\n"
      "END:VEVENT\r\n",
      "ends before" },
    { "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20260803T010000Z\r\nDTEND:20261003T000000Z\r\n"
      "END:VEVENT\r\n",
      "longer than a month" },
    { "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:99990803T010000Z\r\nEND:VEVENT\r\n", "DTSTART" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ZhihuiAgenda) feed = parse (cases[i].event);

      g_assert_cmpuint (feed->meetings->len, ==, 0);
      g_assert_cmpint (feed->n_refused, ==, 1);
      g_assert_nonnull (strstr (feed->reasons->pdata[0], cases[i].reason));
    }
}

/* Title, length and address come over; passcodes and people do not. */
static void
test_passcodes_and_people_are_not_taken (void)
{
  g_autoptr (ZhihuiAgenda) feed =
    parse ("BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20260803T010000Z\r\nDTEND:20260803T023000Z\r\n"
           "SUMMARY:供水\\, 供暖\r\nDESCRIPTION:密码 778899 https://meeting.example.cn/p/xyz\r\n"
           "LOCATION:会议号 123 456 789\r\nATTENDEE;CN=段志强:mailto:dzq@example.com\r\n"
           "CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO:https://meeting.example.cn/dm/abc?pwd=4321\r\n"
           "END:VEVENT\r\n");
  g_autofree char           *text = zhihui_agenda_encode (feed);
  const char *const          secrets[] = { "778899", "xyz", "123 456", "段志强", "dzq", "4321" };
  const ZhihuiAgendaMeeting *meeting = feed->meetings->pdata[0];

  g_assert_cmpstr (meeting->title, ==, "供水, 供暖");
  g_assert_cmpint (meeting->ends_at - meeting->starts_at, ==, 5400);
  g_assert_cmpstr (meeting->join_url, ==, "https://meeting.example.cn/dm/abc");
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    g_assert_null (strstr (text, secrets[i]));
}

/* The surest place first; what follows "?" or "#" stays behind, and so does every other word. */
static void
test_links_are_found_where_calendars_put_them (void)
{
  static const struct
  {
    const char *lines, *links;
  } cases[] = {
    { "DESCRIPTION:Meet: https://a.example/d?pwd=1.\\n(https://b.example/e)\r\n"
      "LOCATION:3rd floor\\, https://c.example/l\\; or phone\r\n"
      "URL:https://d.example/u#x\r\n"
      "X-MICROSOFT-SKYPETEAMSMEETINGURL:https://e.example/t\r\n"
      "X-GOOGLE-CONFERENCE:https://f.example/g\r\n"
      "CONFERENCE;VALUE=URI:https://g.example/c\r\n",
      "https://g.example/c https://f.example/g https://e.example/t https://d.example/u "
      "https://c.example/l https://a.example/d https://b.example/e" },
    /* The same once; the end of a sentence in Chinese. */
    { "LOCATION:腾讯会议https://a.example/m，密码 1234\r\nDESCRIPTION:https://a.example/m。\r\n",
      "https://a.example/m" },
    { "CONFERENCE;VALUE=URI:tel:+86-10-1234\r\nURL:http://a.example/\r\n"
      "LOCATION:javascript:alert(1) ftp://a.example/\r\n",
      "" },
    { "URL:https://user:1234@a.example/\r\nLOCATION:https://good.example@evil.example/x\r\n", "" },
    { "LOCATION:https://a.example/x@y\r\n", "https://a.example/x@y" },
    /* What cannot be seen belongs to no address: a reader would see another one. */
    { "CONFERENCE;VALUE=URI:https://a.example/ab\x0f\x7f\r\nURL:https://a.example/a b\r\n"
      "X-GOOGLE-CONFERENCE:https://a.example/\xe2\x80\xae/moc\r\n",
      "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *event = g_strconcat ("BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20260803T010000Z\r\n",
                                            cases[i].lines,
                                            "END:VEVENT\r\n",
                                            NULL);
      g_autoptr (ZhihuiAgenda) feed = parse_with (event, TRUE);
      g_autoptr (ZhihuiAgenda) without = parse (event);
      const ZhihuiAgendaMeeting *meeting = feed->meetings->pdata[0];
      g_autofree char           *links = NULL;

      g_ptr_array_add (meeting->links, NULL);
      links = g_strjoinv (" ", (char **) meeting->links->pdata);
      g_assert_cmpstr (links, ==, cases[i].links);
      g_assert_cmpuint (((ZhihuiAgendaMeeting *) without->meetings->pdata[0])->links->len, ==, 0);
    }
}

static void
test_organizer_is_a_name_and_categories_are_words (void)
{
  g_autoptr (ZhihuiAgenda) feed =
    parse_with ("BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20260803T010000Z\r\n"
                "ORGANIZER;CN=区信访局:mailto:li@example.cn\r\nCATEGORIES:接访,双杨镇\r\n"
                "CATEGORIES:重要\r\nEND:VEVENT\r\n"
                "BEGIN:VEVENT\r\nUID:b\r\nDTSTART:20260804T010000Z\r\n"
                "ORGANIZER;CN=li@example.cn:mailto:li@example.cn\r\nEND:VEVENT\r\n",
                TRUE);
  const ZhihuiAgendaMeeting *one = feed->meetings->pdata[0];
  const ZhihuiAgendaMeeting *other = feed->meetings->pdata[1];
  const char *const          words[] = { "接访", "双杨镇", "重要" };

  g_assert_cmpstr (one->organizer, ==, "区信访局");
  g_assert_cmpuint (one->categories->len, ==, G_N_ELEMENTS (words));
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_cmpstr (one->categories->pdata[i], ==, words[i]);
  g_assert_null (other->organizer);
}

/* Every second for thirty years, a thousand times. */
static char *
make_endless (void)
{
  GString *events = g_string_new (NULL);

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (events,
                            "BEGIN:VEVENT\r\nUID:e%u\r\nDTSTART:19900101T000000Z\r\n"
                            "RRULE:FREQ=SECONDLY\r\nEND:VEVENT\r\n",
                            i);
  return g_string_free (events, FALSE);
}

static void
test_rule_without_end_is_cut_and_counted (void)
{
  g_autoptr (ZhihuiAgenda) feed =
    parse ("BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20260801T000000Z\r\nRRULE:FREQ=MINUTELY\r\n"
           "END:VEVENT\r\n");

  g_assert_cmpuint (feed->meetings->len, >, 100);
  g_assert_cmpuint (feed->meetings->len, <=, 2000);
  g_assert_cmpint (feed->n_beyond, >, 0);
}

/* 30 February never comes, nor does the second minute of whole hours: not to be searched for. */
static void
test_rule_that_never_comes_true_costs_nothing (void)
{
  static const struct
  {
    const char *start, *rule;
  } cases[] = {
    { "DTSTART:20260803T010000Z", "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30" },
    { "DTSTART:20260803T010000Z", "FREQ=MINUTELY;INTERVAL=60;BYMINUTE=2" },
    { "DTSTART:20260803T010000Z", "FREQ=HOURLY;BYYEARDAY=366;BYMONTH=1" },
    { "DTSTART;VALUE=DATE:20260803", "FREQ=HOURLY" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *event = g_strdup_printf (
        "BEGIN:VEVENT\r\nUID:a\r\n%s\r\nRRULE:%s\r\nEND:VEVENT\r\n", cases[i].start, cases[i].rule);
      gint64 start = g_get_monotonic_time ();
      g_autoptr (ZhihuiAgenda) feed = parse (event);

      g_assert_cmpint (g_get_monotonic_time () - start, <, 2 * G_USEC_PER_SEC);
      g_assert_cmpuint (feed->meetings->len, ==, 1);
      g_assert_cmpint (feed->n_beyond, ==, 1);
    }
}

static ZhihuiAgenda *
read_by_worker (GBytes *body, const ZhihuiAgendaLimits *limits, GError **error)
{
  const char *const reader[] = {
    g_getenv ("ZHIHUI_PLATFORM"), "meetings", ZHIHUI_AGENDA_WORKER_COMMAND, NULL
  };

  return zhihui_agenda_worker_read (reader, body, limits, NULL, error);
}

static void
test_reader_that_takes_too_long_is_ended (void)
{
  g_autofree char *events = make_endless ();
  g_autoptr (GBytes) body = make_calendar (events);
  g_autoptr (GError) error = NULL;
  ZhihuiAgendaLimits limits = get_limits ();
  gint64             start = g_get_monotonic_time ();
  g_autoptr (ZhihuiAgenda) feed = read_by_worker (body, &limits, &error);

  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_TOO_LARGE);
  g_assert_cmpint (
    (g_get_monotonic_time () - start) / G_USEC_PER_SEC, <=, ZHIHUI_AGENDA_MAX_WALL_S + 5);
}

static void
test_feed_that_is_too_long_is_not_read (void)
{
  g_autoptr (GBytes) body =
    g_bytes_new_take (g_malloc0 (ZHIHUI_AGENDA_MAX_BYTES + 1), ZHIHUI_AGENDA_MAX_BYTES + 1);
  g_autoptr (GError) error = NULL;
  ZhihuiAgendaLimits limits = get_limits ();
  g_autoptr (ZhihuiAgenda) feed = read_by_worker (body, &limits, &error);

  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_TOO_LARGE);
}

typedef struct
{
  GMainLoop    *loop;
  ZhihuiAgenda *feed;
  guint         n_ticks;
} Wait;

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;

  wait->feed = zhihui_agenda_worker_read_finish (result, NULL);
  g_main_loop_quit (wait->loop);
}

static void
test_main_loop_goes_on_while_a_feed_is_read (void)
{
  g_autoptr (GBytes) body =
    make_calendar ("BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20260803T010000Z\r\nEND:VEVENT\r\n");
  ZhihuiAgendaLimits limits = get_limits ();
  Wait               wait = { g_main_loop_new (NULL, FALSE), NULL, 0 };
  gint64             start = g_get_monotonic_time ();
  const char *const  reader[] = {
     g_getenv ("ZHIHUI_PLATFORM"), "meetings", ZHIHUI_AGENDA_WORKER_COMMAND, NULL
  };

  zhihui_agenda_worker_read_async (reader, body, &limits, NULL, read_cb, &wait);
  g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC / 2);
  g_main_loop_run (wait.loop);
  g_main_loop_unref (wait.loop);
  g_assert_nonnull (wait.feed);
  g_assert_cmpuint (wait.feed->meetings->len, ==, 1);
  zhihui_agenda_free (wait.feed);
}

/* What became of the files of a folder. */
typedef struct
{
  guint       n_files, n_taken, n_broken, n_meetings;
  GHashTable *reasons;
} Tally;

static void
count_file (const char *path, Tally *tally)
{
  /* The corpus is of all times. */
  ZhihuiAgendaLimits limits = { "Asia/Shanghai",
                                instant ("1990-01-01T00:00:00Z"),
                                instant ("2030-01-01T00:00:00Z") };
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  g_autoptr (GBytes) body = g_mapped_file_get_bytes (file);
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (ZhihuiAgenda) feed = read_by_worker (body, &limits, &error);
  gpointer n;

  tally->n_files++;
  g_assert_cmpint (
    (g_get_monotonic_time () - start) / G_USEC_PER_SEC, <=, ZHIHUI_AGENDA_MAX_WALL_S + 5);
  if (feed != NULL)
    {
      tally->n_taken++;
      tally->n_meetings += feed->meetings->len;
      return;
    }

  g_assert_cmpint (error->domain, ==, ZHIHUI_ERROR);
  tally->n_broken += strstr (error->message, "fails on it") != NULL;
  n = g_hash_table_lookup (tally->reasons, error->message);
  g_hash_table_insert (
    tally->reasons, g_strdup (error->message), GUINT_TO_POINTER (GPOINTER_TO_UINT (n) + 1));
}

static void
count_folder (const char *path, Tally *tally)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);

      if (g_file_test (inside, G_FILE_TEST_IS_DIR))
        count_folder (inside, tally);
      else if (g_str_has_suffix (name, ".ics"))
        count_file (inside, tally);
    }
}

static void
test_no_file_of_the_corpus_crashes_or_stalls (void)
{
  const char      *shared = g_getenv ("ZHIHUI_SHARED");
  g_autofree char *root = shared != NULL
                            ? g_strdup (shared)
                            : g_test_build_filename (G_TEST_DIST, "..", "..", "..", "shared", NULL);
  g_autofree char *folder = g_build_filename (root, "corpora", "ics", NULL);
  Tally            tally = { 0 };
  GHashTableIter   iter;
  gpointer         reason, n;

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("the shared corpora are not here");
      return;
    }

  tally.reasons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  count_folder (folder, &tally);
  g_test_message ("%u files: %u taken with %u meetings, %u refused",
                  tally.n_files,
                  tally.n_taken,
                  tally.n_meetings,
                  tally.n_files - tally.n_taken);
  g_hash_table_iter_init (&iter, tally.reasons);
  while (g_hash_table_iter_next (&iter, &reason, &n))
    g_test_message ("  %u: %s", GPOINTER_TO_UINT (n), (char *) reason);
  g_hash_table_unref (tally.reasons);

  g_assert_cmpuint (tally.n_files, >=, 374);
  g_assert_cmpuint (tally.n_taken, >=, 280);
  g_assert_cmpuint (tally.n_broken, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/agenda/recurrences-are-expanded-as-the-standard-says",
                   test_recurrences_are_expanded_as_the_standard_says);
  g_test_add_func ("/agenda/what-cannot-be-used-is-refused-with-the-reason",
                   test_what_cannot_be_used_is_refused_with_the_reason);
  g_test_add_func ("/agenda/passcodes-and-people-are-not-taken",
                   test_passcodes_and_people_are_not_taken);
  g_test_add_func ("/agenda/links-are-found-where-calendars-put-them",
                   test_links_are_found_where_calendars_put_them);
  g_test_add_func ("/agenda/organizer-is-a-name-and-categories-are-words",
                   test_organizer_is_a_name_and_categories_are_words);
  g_test_add_func ("/agenda/rule-that-never-comes-true-costs-nothing",
                   test_rule_that_never_comes_true_costs_nothing);
  g_test_add_func ("/agenda/rule-without-end-is-cut-and-counted",
                   test_rule_without_end_is_cut_and_counted);
  g_test_add_func ("/agenda/reader-that-takes-too-long-is-ended",
                   test_reader_that_takes_too_long_is_ended);
  g_test_add_func ("/agenda/feed-that-is-too-long-is-not-read",
                   test_feed_that_is_too_long_is_not_read);
  g_test_add_func ("/agenda/main-loop-goes-on-while-a-feed-is-read",
                   test_main_loop_goes_on_while_a_feed_is_read);
  g_test_add_func ("/agenda/no-file-of-the-corpus-crashes-or-stalls",
                   test_no_file_of_the_corpus_crashes_or_stalls);
  return g_test_run ();
}
