/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "calendar-server.h"
#include "fake-platform.h"
#include "zhihui-dav-answer.h"
#include "zhihui-error.h"

#define ANSWER "<D:multistatus xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\">"
#define END "</D:multistatus>"

/* ---- the answer of a collection ---- */

static char *
join (const char *text, GError **error)
{
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));
  g_autoptr (GBytes) joined = zhihui_dav_answer_join (body, error);

  return joined != NULL ? g_strndup (g_bytes_get_data (joined, NULL), g_bytes_get_size (joined))
                        : NULL;
}

static void
test_calendars_are_taken_out_of_an_answer (void)
{
  static const struct
  {
    const char *text, *joined;
  } cases[] = {
    { ANSWER END, "" },
    { ANSWER "<D:response><D:href>/x</D:href></D:response>" END, "" },
    { ANSWER "<D:response><D:propstat><D:prop><C:calendar-data>A&amp;B</C:calendar-data></D:prop>"
             "</D:propstat></D:response><D:response><D:propstat><D:prop><C:calendar-data>"
             "<![CDATA[C<D]]></C:calendar-data></D:prop></D:propstat></D:response>" END,
      "A&B\r\nC<D\r\n" },
    /* Other prefixes, other things beside it. */
    { "<?xml version=\"1.0\"?><multistatus xmlns=\"DAV:\"><response><propstat><prop><getetag>1"
      "</getetag><x:calendar-data xmlns:x=\"urn:ietf:params:xml:ns:caldav\">E</x:calendar-data>"
      "</prop></propstat></response></multistatus>",
      "E\r\n" },
    /* The right word at the wrong place or of another kind. */
    { ANSWER "<C:calendar-data>F</C:calendar-data>" END, "" },
    { ANSWER "<D:response><D:propstat><D:prop><calendar-data>G</calendar-data></D:prop>"
             "</D:propstat></D:response>" END,
      "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *joined = join (cases[i].text, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (joined, ==, cases[i].joined);
    }
}

/* Nothing is declared, nothing is fetched, nothing is multiplied. */
static void
test_what_is_no_answer_is_refused (void)
{
  static const char *const cases[] = {
    "",
    "hello",
    "<html>login</html>",
    "<multistatus/>",
    ANSWER,
    ANSWER "<D:response>" END,
    "<!DOCTYPE m [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>" ANSWER
    "<D:response><D:propstat><D:prop><C:calendar-data>&a;</C:calendar-data></D:prop></D:propstat>"
    "</D:response>" END,
    "<!DOCTYPE m [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
    "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;\">"
    "<!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;\"><!ENTITY f \"&e;&e;&e;&e;&e;&e;&e;&e;&e;\">"
    "]>" ANSWER "<D:response>&f;</D:response>" END,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *joined = join (cases[i], &error);

      g_assert_null (joined);
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED);
    }
}

/* ---- a reader ---- */

typedef struct
{
  ZhihuiResource   *resource;
  ZhihuiHttpSource *source;
  Listener         *listener;
} Reader;

static void
start_reader (Reader *self, const ZhihuiCalendarSettings *settings)
{
  self->source = make_calendar_reader (settings, NULL, &self->resource);
  self->listener = listener_new (ZHIHUI_SOURCE (self->source));
  zhihui_source_start (ZHIHUI_SOURCE (self->source));
}

static void
end_reader (Reader *self)
{
  end_reading (self->source, self->listener);
  zhihui_resource_unref (self->resource);
}

static void
test_collection_is_asked_for_three_weeks (void)
{
  g_autoptr (CalendarServer) server = calendar_server_new ();
  g_auto (ZhihuiCalendarSettings) settings = { 0 };
  Reader reader = { 0 };

  settings.url = g_strconcat ("caldav+", calendar_server_get_url (server), "/u/c/", NULL);
  settings.reader = calendar_server_list_reader ();
  calendar_server_set_body (server, ANSWER END, "application/xml; charset=utf-8");
  calendar_server_set_status (server, SOUP_STATUS_MULTI_STATUS);
  start_reader (&reader, &settings);
  await_settled (reader.listener);
  g_assert_true (g_str_has_prefix (calendar_server_get_request (server), "REPORT <?xml"));
  g_assert_nonnull (strstr (calendar_server_get_request (server), "<C:time-range start=\"2"));
  g_assert_null (strstr (calendar_server_get_request (server), "expand"));
  g_assert_cmpstr (calendar_server_get_header (server, "Depth"), ==, "1");
  /* An empty collection is an answer. */
  g_assert_cmpuint (zhihui_situation_get_meetings (reader.listener->last)->items->len, ==, 0);
  end_reader (&reader);
}

/* ---- Radicale, which is not ours ---- */

typedef struct
{
  char                  *folder;
  GSubprocess           *process;
  char                  *origin;
  SoupSession           *session;
  ZhihuiCalendarSettings settings;
} Radicale;

static guint
find_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();

  return g_socket_listener_add_any_inet_port (listener, NULL, NULL);
}

static guint
send_request (
  Radicale *self, const char *method, const char *path, const char *type, const char *text)
{
  g_autofree char *url = g_strconcat (self->origin, path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));
  g_autoptr (GBytes) answer = NULL;

  /* printf wand:geheim | base64 */
  soup_message_headers_replace (
    soup_message_get_request_headers (message), "Authorization", "Basic d2FuZDpnZWhlaW0=");
  if (*text != '\0')
    soup_message_set_request_body_from_bytes (message, type, body);
  answer = soup_session_send_and_read (self->session, message, NULL, NULL);
  return soup_message_get_status (message);
}

static gboolean
is_there (gpointer user_data)
{
  return send_request (user_data, "GET", "/.web/", NULL, "") != 0;
}

static gboolean
knock_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
radicale_start (Radicale *self)
{
  g_autofree char *program = g_find_program_in_path ("radicale");
  g_autofree char *config = NULL;
  g_autofree char *users = NULL;
  g_autofree char *secret = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  guint port = find_port ();
  guint id;

  if (program == NULL)
    {
      g_test_skip ("radicale is not installed");
      return FALSE;
    }

  self->folder = make_folder ();
  config = g_build_filename (self->folder, "config", NULL);
  users = g_build_filename (self->folder, "users", NULL);
  secret = g_build_filename (self->folder, "secret", NULL);
  text = g_strdup_printf ("[server]\nhosts = 127.0.0.1:%u\n[auth]\ntype = htpasswd\n"
                          "htpasswd_filename = %s\nhtpasswd_encryption = plain\ndelay = 0\n"
                          "[storage]\nfilesystem_folder = %s/store\n",
                          port,
                          users,
                          self->folder);
  g_assert_true (g_file_set_contents (config, text, -1, NULL));
  g_assert_true (g_file_set_contents (users, "wand:geheim\n", -1, NULL));
  g_assert_true (
    g_file_set_contents_full (secret, "geheim\n", -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));

  self->origin = g_strdup_printf ("http://127.0.0.1:%u", port);
  self->session = soup_session_new ();
  self->process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                      &error,
                      program,
                      "--config",
                      config,
                      NULL);
  g_assert_no_error (error);
  id = g_timeout_add (100, knock_cb, NULL);
  await (is_there, self, "Radicale answers");
  g_source_remove (id);

  self->settings.url = g_strconcat ("caldav+", self->origin, "/wand/team/", NULL);
  self->settings.user = g_strdup ("wand");
  self->settings.secret_file = g_steal_pointer (&secret);
  self->settings.reader = calendar_server_list_reader ();
  self->settings.for_desk = TRUE;
  return TRUE;
}

static void
radicale_stop (Radicale *self)
{
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->process);
  g_object_unref (self->session);
  g_free (self->origin);
  zhihui_calendar_settings_clear (&self->settings);
  remove_folder (self->folder);
  g_free (self->folder);
}

/* @day: so many days from now, 09:00 in Shanghai. */
static char *
format_day (int day)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  g_autoptr (GDateTime) now = g_date_time_new_now (zone);
  g_autoptr (GDateTime) then = g_date_time_add_days (now, day);

  return g_date_time_format (then, "%Y%m%d");
}

/* %1, %2 … are days. */
static char *
write_days (const char *text, const int *days, guint n_days)
{
  GString *whole = g_string_new (text);

  for (guint i = 0; i < n_days; i++)
    {
      g_autofree char *mark = g_strdup_printf ("%%%u", i + 1);
      g_autofree char *day = format_day (days[i]);

      g_string_replace (whole, mark, day, 0);
    }
  return g_string_free (whole, FALSE);
}

static void
put_event (Radicale *self, const char *name, const char *events, const int *days, guint n_days)
{
  g_autofree char *dated = write_days (events, days, n_days);
  g_autofree char *path = g_strdup_printf ("/wand/team/%s.ics", name);
  g_autofree char *body = g_strconcat (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//EN\r\n", dated, "END:VCALENDAR\r\n", NULL);

  g_assert_cmpuint (send_request (self, "PUT", path, "text/calendar; charset=utf-8", body),
                    ==,
                    SOUP_STATUS_CREATED);
}

static char *
list_starts (ZhihuiSituation *situation)
{
  ZhihuiMeetings *meetings = zhihui_situation_get_meetings (situation);
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  const gint32 today = zhihui_zone_day_of (zone, g_get_real_time () / G_USEC_PER_SEC);
  GString     *text = g_string_new (NULL);

  for (guint i = 0; i < meetings->items->len; i++)
    {
      const ZhihuiMeeting *meeting = meetings->items->pdata[i];
      ZhihuiCivil          at = zhihui_zone_to_civil (zone, meeting->starts_at);

      g_string_append_printf (text,
                              "%s%+d %02d:%02d %s%s",
                              i > 0 ? ", " : "",
                              at.day - today,
                              at.hour,
                              at.minute,
                              meeting->title,
                              meeting->state == ZHIHUI_MEETING_CANCELLED ? "!" : "");
    }
  return g_string_free (text, FALSE);
}

/* A series with one left out and one moved, one of long ago, one in another zone, one cancelled. */
static void
test_collection_of_radicale_is_read (void)
{
  Radicale         radicale = { 0 };
  Reader           reader = { 0 };
  g_autofree char *starts = NULL;

  if (!radicale_start (&radicale))
    return;

  g_assert_cmpuint (send_request (&radicale,
                                  "MKCALENDAR",
                                  "/wand/team/",
                                  "application/xml",
                                  "<C:mkcalendar xmlns:C=\"urn:ietf:params:xml:ns:caldav\"/>"),
                    ==,
                    SOUP_STATUS_CREATED);
  put_event (&radicale,
             "series",
             "BEGIN:VEVENT\r\nUID:s\r\nDTSTART;TZID=Asia/Shanghai:%1T090000\r\n"
             "DTEND;TZID=Asia/Shanghai:%1T100000\r\nSUMMARY:周会\r\n"
             "RRULE:FREQ=WEEKLY\r\nEXDATE;TZID=Asia/Shanghai:%2T090000\r\nEND:VEVENT\r\n"
             "BEGIN:VEVENT\r\nUID:s\r\nRECURRENCE-ID;TZID=Asia/Shanghai:%3T090000\r\n"
             "DTSTART;TZID=Asia/Shanghai:%3T140000\r\nDTEND;TZID=Asia/Shanghai:%3T150000\r\n"
             "SUMMARY:改期\r\nEND:VEVENT\r\n",
             (const int[]){ -39, 3, 10 },
             3);
  put_event (&radicale,
             "old",
             "BEGIN:VEVENT\r\nUID:o\r\nDTSTART:%1T010000Z\r\nDTEND:%1T020000Z\r\nSUMMARY:旧会\r\n"
             "END:VEVENT\r\n",
             (const int[]){ -60 },
             1);
  put_event (&radicale,
             "berlin",
             "BEGIN:VEVENT\r\nUID:b\r\nDTSTART;TZID=Asia/Tokyo:%1T090000\r\nDURATION:PT1H\r\n"
             "SUMMARY:东京\r\nEND:VEVENT\r\n",
             (const int[]){ 1 },
             1);
  put_event (&radicale,
             "off",
             "BEGIN:VEVENT\r\nUID:x\r\nDTSTART:%1T020000Z\r\nDURATION:PT1H\r\nSUMMARY:停开\r\n"
             "STATUS:CANCELLED\r\nEND:VEVENT\r\n",
             (const int[]){ 5 },
             1);

  start_reader (&reader, &radicale.settings);
  await_settled (reader.listener);
  starts = list_starts (reader.listener->last);
  g_assert_cmpstr (starts, ==, "-4 09:00 周会, +1 08:00 东京, +5 10:00 停开!, +10 14:00 改期");
  end_reader (&reader);

  g_assert_true (g_file_set_contents_full (
    radicale.settings.secret_file, "falsch\n", -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  start_reader (&reader, &radicale.settings);
  await_settled (reader.listener);
  g_assert_cmpint (
    zhihui_situation_get_receipt (reader.listener->last, ZHIHUI_DATASET_MEETINGS)->http_status,
    ==,
    401);
  end_reader (&reader);
  radicale_stop (&radicale);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/caldav/calendars-are-taken-out-of-an-answer",
                   test_calendars_are_taken_out_of_an_answer);
  g_test_add_func ("/caldav/what-is-no-answer-is-refused", test_what_is_no_answer_is_refused);
  g_test_add_func ("/caldav/collection-is-asked-for-three-weeks",
                   test_collection_is_asked_for_three_weeks);
  g_test_add_func ("/caldav/collection-of-radicale-is-read", test_collection_of_radicale_is_read);
  return g_test_run ();
}
