/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "calendar-server.h"
#include "fake-platform.h"
#include "zhihui-calendar-meeting.h"
#include "zhihui-calendar-source.h"
#include "zhihui-language.h"
#include "zhihui-wire.h"

#define HOUR_S 3600
#define DAY_S 86400
#define SECRET "PASS-778899"

static const ZhihuiWants wants = {
  .datasets = 1 << ZHIHUI_DATASET_META | 1 << ZHIHUI_DATASET_MEETINGS,
};

typedef struct
{
  FakePlatform          *platform;
  CalendarServer        *server;
  char                  *folder;
  ZhihuiCalendarSettings settings;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->platform = fake_platform_new ();
  self->server = calendar_server_new ();
  self->folder = make_folder ();
  self->settings.url =
    g_strconcat (calendar_server_get_url (self->server), "/team.ics?key=1", NULL);
  self->settings.reader = calendar_server_list_reader ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  fake_platform_free (self->platform);
  calendar_server_free (self->server);
  zhihui_calendar_settings_clear (&self->settings);
  remove_folder (self->folder);
  g_free (self->folder);
}

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/* An event of one hour, so many hours from now. */
static char *
make_event (const char *uid, int hours, const char *title, const char *lines)
{
  g_autoptr (GDateTime) start = g_date_time_new_from_unix_utc (get_now () + hours * HOUR_S - 60);
  g_autofree char *text = g_date_time_format (start, "%Y%m%dT%H%M%SZ");

  return g_strdup_printf ("BEGIN:VEVENT\r\nUID:%s\r\nDTSTART:%s\r\nDURATION:PT1H\r\n"
                          "SUMMARY:%s\r\n%sEND:VEVENT\r\n",
                          uid,
                          text,
                          title,
                          lines);
}

/* Takes the events. */
static void
serve_events (Fixture *self, char *one, char *two, char *three)
{
  g_autofree char *body = g_strconcat ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//EN\r\n",
                                       one,
                                       two != NULL ? two : "",
                                       three != NULL ? three : "",
                                       "END:VCALENDAR\r\n",
                                       NULL);

  calendar_server_set_body (self->server, body, "text/calendar; charset=utf-8");
  g_free (one);
  g_free (two);
  g_free (three);
}

static ZhihuiSource *
open_source (Fixture *self, Listener **listener)
{
  ZhihuiTrustSettings trust = { .calendar = self->settings };
  g_autoptr (GError) error = NULL;
  ZhihuiSource *source = zhihui_source_new_trusting (
    fake_platform_get_url (self->platform), &trust, self->folder, &error);

  g_assert_no_error (error);
  *listener = begin_reading (source, &wants);
  return source;
}

/* "00 review scheduled 标题; …" in the order they are shown. */
static char *
list_meetings (ZhihuiSituation *situation)
{
  ZhihuiMeetings   *meetings = zhihui_situation_get_meetings (situation);
  GString          *text = g_string_new (NULL);
  const char *const states[] = { "scheduled", "open", "ended", "cancelled", "postponed" };

  for (guint i = 0; meetings != NULL && i < meetings->items->len; i++)
    {
      const ZhihuiMeeting *meeting = meetings->items->pdata[i];

      g_string_append_printf (text,
                              "%s%s %s %s%s%s",
                              i > 0 ? "; " : "",
                              meeting->kind,
                              states[meeting->state],
                              meeting->title,
                              meeting->join_url != NULL ? " " : "",
                              meeting->join_url != NULL ? meeting->join_url : "");
    }

  return g_string_free (text, FALSE);
}

static void
assert_meetings (ZhihuiSource *source, const char *expected)
{
  g_autofree char *text = list_meetings (zhihui_source_get_situation (source));

  g_assert_cmpstr (text, ==, expected);
}

static void
test_meetings_of_a_calendar_are_shown (Fixture *self, gconstpointer data)
{
  Listener     *listener;
  ZhihuiSource *source;

  /* In the wrong order. */
  serve_events (self,
                make_event ("c", 5, "防汛调度", ""),
                make_event ("a", -3, "供暖", "CATEGORIES:接访\r\n"),
                make_event ("b", 0, "案件会商", "LOCATION:https://meeting.example.cn/b?pwd=1\r\n"));
  self->settings.for_desk = TRUE;
  self->settings.hosts = g_strsplit ("meeting.example.cn", ";", -1);
  source = open_source (self, &listener);
  assert_meetings (source,
                   "reception ended 供暖; review open 案件会商 https://meeting.example.cn/b; "
                   "dispatch scheduled 防汛调度");
  g_assert_cmpint (zhihui_situation_judge (zhihui_source_get_situation (source),
                                           ZHIHUI_DATASET_MEETINGS,
                                           g_get_monotonic_time ())
                     .state,
                   ==,
                   ZHIHUI_STATE_FRESH);
  end_reading (source, listener);
}

/* Seven days back and fourteen ahead. */
static void
test_window_is_three_weeks (Fixture *self, gconstpointer data)
{
  Listener     *listener;
  ZhihuiSource *source;
  guint         n_days;

  serve_events (self, make_event ("a", -24 * 40, "例会", "RRULE:FREQ=DAILY\r\n"), NULL, NULL);
  source = open_source (self, &listener);
  n_days = zhihui_situation_get_meetings (zhihui_source_get_situation (source))->items->len;
  g_assert_cmpuint (n_days, ==, 21);
  end_reading (source, listener);
}

static void
test_wall_has_no_title_and_no_link (Fixture *self, gconstpointer data)
{
  Listener     *listener;
  ZhihuiSource *source;

  serve_events (self,
                make_event ("a",
                            1,
                            "张三信访件",
                            "CONFERENCE;VALUE=URI:https://meeting.example.cn/b\r\n"
                            "ORGANIZER;CN=李四:mailto:li@example.cn\r\n"),
                NULL,
                NULL);
  self->settings.hosts = g_strsplit ("meeting.example.cn", ";", -1);
  source = open_source (self, &listener);
  assert_meetings (source, "review scheduled 案件研判");
  g_assert_cmpstr (
    ((ZhihuiMeeting *) zhihui_situation_get_meetings (listener->last)->items->pdata[0])->host,
    ==,
    "");
  end_reading (source, listener);
}

/* ---- what opens a meeting ---- */

static void
assert_without (const char *text, gsize length, const char *where)
{
  const char *const secrets[] = { SECRET, "778899", "334455", "123 456", "123456", "张三", "li@" };

  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    if (g_strstr_len (text, (gssize) length, secrets[i]) != NULL)
      g_error ("'%s' is in %s", secrets[i], where);
}

static void
assert_folder_without (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint       n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      gsize            length;

      if (!g_file_get_contents (path, &text, &length, NULL))
        continue;
      n++;
      assert_without (text, length, path);
    }
  g_assert_cmpuint (n, >=, 1);
}

static GLogWriterOutput
collect_log_cb (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE"))
      g_string_append_printf (data, "%s\n", (const char *) fields[i].value);

  return G_LOG_WRITER_HANDLED;
}

/* Run by itself: the log can be led away once only. */
static void
test_passcode_in_a_process (void)
{
  Fixture          self = { 0 };
  GString         *log = g_string_new (NULL);
  Listener        *listener;
  ZhihuiSource    *source;
  g_autofree char *text = NULL;
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();

  if (!g_test_subprocess ())
    return;

  g_log_set_writer_func (collect_log_cb, log, NULL);
  set_up (&self, NULL);
  serve_events (
    &self,
    make_event ("li@example.cn",
                1,
                "会商 密码:" SECRET " 会议号 123 456 789",
                "DESCRIPTION:" SECRET " https://meeting.example.cn/b?pwd=334455\r\n"
                "LOCATION:会议号 123456789\r\nORGANIZER;CN=张三:mailto:li@example.cn\r\n"
                "ATTENDEE;CN=张三:mailto:li@example.cn\r\nCOMMENT:" SECRET "\r\n"
                "X-SECRET:" SECRET "\r\n"),
    NULL,
    NULL);
  self.settings.for_desk = TRUE;
  self.settings.hosts = g_strsplit ("meeting.example.cn", ";", -1);
  source = open_source (&self, &listener);
  text = zhihui_wire_encode_meetings (zhihui_situation_get_meetings (listener->last), zone);
  g_assert_nonnull (strstr (text, "https://meeting.example.cn/b"));
  g_assert_nonnull (strstr (text, "密码:***"));
  assert_without (text, strlen (text), "the situation");
  end_reading (source, listener);
  assert_folder_without (self.folder);

  /* Nor is its address, which may hold a key. */
  calendar_server_go_away (self.server);
  source = open_source (&self, &listener);
  end_reading (source, listener);
  g_assert_nonnull (strstr (log->str, "a private address"));
  g_assert_null (strstr (log->str, "team.ics"));
  assert_without (log->str, log->len, "the log");

  tear_down (&self, NULL);
  g_string_free (log, TRUE);
}

static void
test_passcode_is_not_in_files_or_logs (void)
{
  g_test_trap_subprocess ("/calendar/subprocess/passcode", 60 * G_USEC_PER_SEC, 0);
  g_test_trap_assert_passed ();
}

static void
test_access_numbers_are_stars_in_titles (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *title, *shown;
  } cases[] = {
    { "会议号 123 456 789", "会议号 ***" },
    { "研判 会议号：123-456-7890 密码 4321", "研判 会议号：*** 密码 ***" },
    { "周例会 (Passcode: ab3-X9)", "周例会 (Passcode:***)" },
    { "Meeting ID: 123 4567 8901", "Meeting ID: ***" },
    { "进 123 456 789", "进 ***" },
    { "口令是889900", "口令是***" },
    /* No number of a meeting. */
    { "2026年11月会议", "2026年11月会议" },
    { "第3次会议 12月1日", "第3次会议 12月1日" },
    { "12345热线会商", "12345热线会商" },
    { "密码管理工作会", "密码管理工作会" },
  };

  self->settings.for_desk = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ZhihuiAgenda) agenda = zhihui_agenda_new ();
      g_autoptr (ZhihuiMeetings) meetings = NULL;
      ZhihuiAgendaMeeting *entry = g_new0 (ZhihuiAgendaMeeting, 1);

      entry->uid = g_strdup ("a");
      entry->title = g_strdup (cases[i].title);
      entry->links = g_ptr_array_new ();
      entry->categories = g_ptr_array_new ();
      g_ptr_array_add (agenda->meetings, entry);
      meetings = zhihui_calendar_meeting_list (agenda, &self->settings);
      g_assert_cmpstr (((ZhihuiMeeting *) meetings->items->pdata[0])->title, ==, cases[i].shown);
    }
}

/* ---- beside a platform ---- */

static void
test_platform_is_not_asked_when_the_calendar_replaces (Fixture *self, gconstpointer data)
{
  Listener     *listener;
  ZhihuiSource *source;

  serve_events (self, make_event ("a", 1, "甲", ""), NULL, NULL);
  self->settings.mode = g_strdup ("replace");
  source = open_source (self, &listener);
  assert_meetings (source, "review scheduled 案件研判");
  g_assert_cmpuint (fake_platform_count (self->platform, "/meta"), ==, 1);
  g_assert_cmpuint (fake_platform_count (self->platform, "/meetings"), ==, 0);
  end_reading (source, listener);
}

static void
witness_cb (const ZhihuiExchangeAccount *account, gpointer user_data)
{
  guint *n = user_data;

  (*n)++;
  g_assert_true (g_str_has_prefix (account->path, "/api/v1/"));
}

/* Invitations are not for recordings. */
static void
test_witness_does_not_see_the_calendar (Fixture *self, gconstpointer data)
{
  ZhihuiTrustSettings trust = { .calendar = self->settings };
  g_autoptr (ZhihuiSource) source = NULL;
  g_autoptr (Listener) listener = NULL;
  guint n = 0;

  serve_events (self, make_event ("a", 1, "甲", ""), NULL, NULL);
  source =
    zhihui_source_new_trusting (fake_platform_get_url (self->platform), &trust, self->folder, NULL);
  g_assert_true (zhihui_source_set_witness (source, witness_cb, &n, NULL));
  listener = begin_reading (source, &wants);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (calendar_server_get_n_asked (self->server), ==, 1);
  zhihui_source_stop (source);
}

/* ---- asking ---- */

/* A reader of the calendar alone, with a clock of the test. */
typedef struct
{
  ZhihuiHttpSource *source;
  ZhihuiResource   *resource;
  Listener         *listener;
  gint64            now_us;
} Reader;

static gint64
read_clock (gpointer user_data)
{
  return ((Reader *) user_data)->now_us;
}

static void
start_reader (Fixture *self, Reader *reader)
{
  reader->now_us = seconds (100);
  reader->source = make_calendar_reader (&self->settings, self->folder, &reader->resource);
  zhihui_http_source_set_clock (reader->source, read_clock, reader);
  reader->listener = listener_new (ZHIHUI_SOURCE (reader->source));
  zhihui_source_start (ZHIHUI_SOURCE (reader->source));
  await_settled (reader->listener);
}

static void
read_again (Reader *reader)
{
  reader->now_us += seconds (400);
  zhihui_http_source_wake (reader->source);
  await_told (reader->listener, 1);
}

static void
end_reader (Reader *reader)
{
  end_reading (reader->source, reader->listener);
  zhihui_resource_unref (reader->resource);
}

static void
assert_asked (Fixture *self, const char *header, const char *value)
{
  g_assert_cmpstr (calendar_server_get_header (self->server, header), ==, value);
}

/* A day later the same calendar has other days in the window. */
static void
test_calendar_is_asked_whether_it_changed (Fixture *self, gconstpointer data)
{
  const char *const tag = "\"v1\"";
  const char *const date = "Thu, 26 Nov 2026 01:02:03 GMT";
  Reader            reader = { 0 };

  serve_events (self, make_event ("a", 1, "甲", ""), NULL, NULL);
  calendar_server_set_validators (self->server, data != NULL ? tag : NULL, date);
  start_reader (self, &reader);
  assert_asked (self, "If-None-Match", NULL);
  assert_asked (self, "If-Modified-Since", NULL);
  assert_asked (self, "Accept", "text/calendar");

  read_again (&reader);
  assert_asked (self, "If-None-Match", data != NULL ? tag : NULL);
  assert_asked (self, "If-Modified-Since", data != NULL ? NULL : date);
  g_assert_cmpuint (zhihui_http_source_get_n_decoded (reader.source), ==, 1);
  g_assert_cmpuint (zhihui_situation_get_meetings (reader.listener->last)->items->len, ==, 1);

  zhihui_calendar_resource_set_now (reader.resource, get_now () + DAY_S + 60, "Asia/Shanghai");
  read_again (&reader);
  assert_asked (self, "If-None-Match", NULL);
  assert_asked (self, "If-Modified-Since", NULL);
  g_assert_cmpuint (zhihui_http_source_get_n_decoded (reader.source), ==, 2);
  end_reader (&reader);
}

static void
write_secret (Fixture *self, const char *text)
{
  self->settings.secret_file = g_build_filename (self->folder, "secret", NULL);
  g_assert_true (g_file_set_contents_full (
    self->settings.secret_file, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

/* Who reads the platform's token must not be the calendar, nor the other way round. */
static void
test_secret_is_for_the_calendar_alone (Fixture *self, gconstpointer data)
{
  CalendarServer  *elsewhere = calendar_server_new ();
  Listener        *listener;
  ZhihuiSource    *source;
  g_autofree char *there = g_strconcat (calendar_server_get_url (elsewhere), "/team.ics", NULL);

  serve_events (self, make_event ("a", 1, "甲", ""), NULL, NULL);
  write_secret (self, "geheim:1 \n");
  self->settings.user = g_strdup ("wand");
  g_setenv ("CREDENTIALS_DIRECTORY", self->folder, TRUE);
  source = open_source (self, &listener);
  /* printf wand:geheim:1 | base64 */
  assert_asked (self, "Authorization", "Basic d2FuZDpnZWhlaW06MQ==");
  g_unsetenv ("CREDENTIALS_DIRECTORY");
  end_reading (source, listener);

  calendar_server_set_redirect (self->server, there);
  source = open_source (self, &listener);
  g_assert_cmpuint (calendar_server_get_n_asked (elsewhere), ==, 0);
  g_assert_cmpint (
    zhihui_situation_get_receipt (listener->last, ZHIHUI_DATASET_MEETINGS)->n_failures, >=, 1);
  end_reading (source, listener);
  calendar_server_free (elsewhere);
}

static void
test_token_is_a_bearer_token (Fixture *self, gconstpointer data)
{
  Listener     *listener;
  ZhihuiSource *source;

  serve_events (self, make_event ("a", 1, "甲", ""), NULL, NULL);
  write_secret (self, "abc.def\n");
  source = open_source (self, &listener);
  assert_asked (self, "Authorization", "Bearer abc.def");
  end_reading (source, listener);
}

/* The platform's meetings stay, and it is said what is missing. */
static void
test_what_is_no_calendar_is_a_failure (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *type, *body, *detail;
  } cases[] = {
    { "text/html", "<html>login</html>", "日历：" },
    { "text/calendar", "hello", "not an iCalendar file" },
    { "text/calendar", "", "not an iCalendar file" },
    { "text/calendar", "BEGIN:VEVENT\r\nUID:a\r\nEND:VEVENT\r\n", "no VCALENDAR" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Listener            *listener;
      ZhihuiSource        *source;
      const ZhihuiReceipt *receipt;

      calendar_server_set_body (self->server, cases[i].body, cases[i].type);
      source = open_source (self, &listener);
      receipt = zhihui_situation_get_receipt (listener->last, ZHIHUI_DATASET_MEETINGS);
      g_assert_cmpuint (receipt->n_failures, >=, 1);
      g_assert_nonnull (strstr (receipt->detail, cases[i].detail));
      g_assert_nonnull (zhihui_situation_get_meetings (listener->last));
      end_reading (source, listener);
    }
}

/* Of another run, without the calendar: no title, nobody's name, but when and what. */
static void
test_kept_meetings_are_shown_without_the_calendar (Fixture *self, gconstpointer data)
{
  Listener     *listener;
  ZhihuiSource *source;

  serve_events (self, make_event ("a", 1, "接访 王五", ""), NULL, NULL);
  source = open_source (self, &listener);
  end_reading (source, listener);

  calendar_server_go_away (self->server);
  source = open_source (self, &listener);
  g_assert_cmpuint (zhihui_situation_get_meetings (listener->last)->items->len, ==, 1);
  assert_meetings (source, "reception scheduled 接访");
  end_reading (source, listener);
}

#define ADD(name, test) g_test_add ("/calendar/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  ADD ("meetings-are-shown", test_meetings_of_a_calendar_are_shown);
  ADD ("window-is-three-weeks", test_window_is_three_weeks);
  ADD ("wall-has-no-title-and-no-link", test_wall_has_no_title_and_no_link);
  ADD ("access-numbers-are-stars-in-titles", test_access_numbers_are_stars_in_titles);
  g_test_add_func ("/calendar/passcode-is-not-in-files-or-logs",
                   test_passcode_is_not_in_files_or_logs);
  g_test_add_func ("/calendar/subprocess/passcode", test_passcode_in_a_process);
  ADD ("platform-is-not-asked-when-the-calendar-replaces",
       test_platform_is_not_asked_when_the_calendar_replaces);
  g_test_add ("/calendar/is-asked-by-tag-whether-it-changed",
              Fixture,
              "tag",
              set_up,
              test_calendar_is_asked_whether_it_changed,
              tear_down);
  ADD ("is-asked-by-date-whether-it-changed", test_calendar_is_asked_whether_it_changed);
  ADD ("secret-is-for-the-calendar-alone", test_secret_is_for_the_calendar_alone);
  ADD ("witness-does-not-see-the-calendar", test_witness_does_not_see_the_calendar);
  ADD ("token-is-a-bearer-token", test_token_is_a_bearer_token);
  ADD ("what-is-no-calendar-is-a-failure", test_what_is_no_calendar_is_a_failure);
  ADD ("kept-meetings-are-shown-without-the-calendar",
       test_kept_meetings_are_shown_without_the_calendar);
  return g_test_run ();
}
