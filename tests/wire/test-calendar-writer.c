/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-calendar-writer.h"

#include <string.h>

#define START G_GINT64_CONSTANT (1785300000) /* 2026-07-29T12:40:00+08:00 */

static void
test_own_calendar_is_known_again (void)
{
  g_autofree char *uid = zhihui_calendar_make_uid ("m-1", "370302");

  g_assert_true (zhihui_calendar_is_own_uid (uid, "370302"));
  g_assert_false (zhihui_calendar_is_own_uid (uid, "370303"));
  g_assert_false (zhihui_calendar_is_own_uid ("abc@example.com", "370302"));
}

/* (transfer full): the file of one meeting */
static char *
write_meeting (const char *room, const char *join_url)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiMeetings) meetings = zhihui_meetings_new ();
  ZhihuiMeeting *meeting = g_new0 (ZhihuiMeeting, 1);

  meeting->id = g_strdup ("m-1");
  meeting->kind = g_strdup ("review");
  meeting->title = g_strdup ("会");
  meeting->starts_at = START;
  meeting->ends_at = START + 3600;
  meeting->changed_at = START;
  meeting->room = g_strdup (room);
  meeting->join_url = g_strdup (join_url);
  g_ptr_array_add (meetings->items, meeting);
  return zhihui_calendar_write (meetings, zone, "会", "370302");
}

static void
test_room (void)
{
  g_autofree char *text = write_meeting ("二楼,会商室", NULL);
  g_autofree char *none = write_meeting (NULL, NULL);
  g_autofree char *empty = write_meeting ("", NULL);

  g_assert_nonnull (strstr (text, "\r\nLOCATION:二楼\\,会商室\r\n"));
  g_assert_null (strstr (none, "LOCATION"));
  g_assert_null (strstr (empty, "LOCATION"));
}

static void
test_address (void)
{
  static const struct
  {
    const char *url;
    const char *written; /* NULL: nothing is */
  } rows[] = {
    { "https://a.example/x?y=1&z=a,b;c#d", "https://a.example/x?y=1&z=a,b;c#d" },
    { "https://a.example/%E4%BC%9A", "https://a.example/%E4%BC%9A" },
    { "https://a.example/会?室=一", "https://a.example/%E4%BC%9A?%E5%AE%A4=%E4%B8%80" },
    { "https://[2001:db8::1]:8443/x", "https://[2001:db8::1]:8443/x" },
    { "https://a.example/a|b", "https://a.example/a%7Cb" },
    { "https://a.example/\r\nBEGIN:VALARM", NULL },
    { "https://a.example/\nX:1", NULL },
    { "https://a.example/a b", NULL },
    { "https://a.example/\x7f", NULL },
    { "https://a.example/\xff", NULL },
    { "https://a.example/%zz", NULL },
    { "not an address", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = write_meeting (NULL, rows[i].url);
      g_auto (GStrv) lines = g_strsplit (text, "\r\n ", -1);
      g_autofree char *unfolded = g_strjoinv ("", lines);
      const char      *at = strstr (unfolded, "FEATURE=AUDIO,VIDEO:");
      g_autofree char *written = at != NULL ? g_strndup (at + 20, strcspn (at + 20, "\r")) : NULL;

      g_assert_cmpstr (written, ==, rows[i].written);
      g_assert_null (strstr (text, "\nBEGIN:VALARM"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar-writer/own-calendar-is-known-again",
                   test_own_calendar_is_known_again);
  g_test_add_func ("/calendar-writer/where-people-sit-is-told", test_room);
  g_test_add_func ("/calendar-writer/address-cannot-add-a-line", test_address);
  return g_test_run ();
}
