/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-calendar-writer.h"

#include <string.h>

#define MAX_LINE 75 /* octets, RFC 5545 3.1 */
#define DAY_S 86400
#define MAX_DAYS 4000 /* of changes of the zone's offset that are told */

typedef struct
{
  GString    *text;
  ZhihuiZone *zone;
} Writing;

/* Writes a content line, folded: not within a character. */
static void
write_line (Writing *self, const char *line)
{
  gsize room = MAX_LINE;

  while (strlen (line) > room)
    {
      gsize length = room;

      while (length > 0 && ((guchar) line[length] & 0xc0) == 0x80)
        length--;
      g_string_append_len (self->text, line, (gssize) length);
      g_string_append (self->text, "\r\n ");
      line += length;
      room = MAX_LINE - 1;
    }
  g_string_append_printf (self->text, "%s\r\n", line);
}

static G_GNUC_PRINTF (2, 3) void write_format (Writing *self, const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list          list;

  va_start (list, format);
  line = g_strdup_vprintf (format, list);
  va_end (list);
  write_line (self, line);
}

/* RFC 5545 3.3.11. */
static void
write_text (Writing *self, const char *name, const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);
  g_autoptr (GString) line = g_string_new (name);

  g_string_append_c (line, ':');
  for (const char *c = valid; *c != '\0'; c++)
    {
      if (*c == '\n')
        g_string_append (line, "\\n");
      else if (strchr ("\\;,", *c) != NULL)
        g_string_append_printf (line, "\\%c", *c);
      else if (!g_ascii_iscntrl (*c))
        g_string_append_c (line, *c);
    }
  write_line (self, line->str);
}

static char *
format_local (Writing *self, gint64 instant)
{
  ZhihuiCivil civil = zhihui_zone_to_civil (self->zone, instant);

  return g_strdup_printf ("%04d%02d%02dT%02d%02d%02d",
                          civil.year,
                          civil.month,
                          civil.mday,
                          civil.hour,
                          civil.minute,
                          civil.second);
}

static void
write_local (Writing *self, const char *name, gint64 instant)
{
  g_autofree char *local = format_local (self, instant);

  write_format (self, "%s;TZID=%s:%s", name, zhihui_zone_get_identifier (self->zone), local);
}

static void
write_utc (Writing *self, const char *name, gint64 instant)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (instant);
  g_autofree char *text =
    time != NULL ? g_date_time_format (time, "%Y%m%dT%H%M%SZ") : g_strdup ("19700101T000000Z");

  write_format (self, "%s:%s", name, text);
}

/* Seconds east of Greenwich. */
static gint64
get_offset (Writing *self, gint64 instant)
{
  ZhihuiCivil civil = zhihui_zone_to_civil (self->zone, instant);

  return (gint64) civil.day * DAY_S + civil.hour * 3600 + civil.minute * 60 + civil.second -
         instant;
}

static void
write_observance (Writing *self, const char *start, gint64 from_s, gint64 to_s, gboolean daylight)
{
  const char  *kind = daylight ? "DAYLIGHT" : "STANDARD";
  const gint64 offsets[] = { from_s, to_s };

  write_format (self, "BEGIN:%s", kind);
  write_format (self, "DTSTART:%s", start);
  for (guint i = 0; i < 2; i++)
    write_format (self,
                  "TZOFFSET%s:%c%02d%02d",
                  i == 0 ? "FROM" : "TO",
                  offsets[i] < 0 ? '-' : '+',
                  (int) (ABS (offsets[i]) / 3600),
                  (int) (ABS (offsets[i]) / 60 % 60));
  write_format (self, "END:%s", kind);
}

/* The first second of the new offset. */
static gint64
find_change (Writing *self, gint64 before, gint64 after)
{
  gint64 offset = get_offset (self, before);

  while (after - before > 1)
    {
      gint64 middle = before + (after - before) / 2;

      if (get_offset (self, middle) == offset)
        before = middle;
      else
        after = middle;
    }
  return after;
}

/* Only what holds for the meetings told: the offset of the first one, and each change until the
 * last. */
static void
write_zone (Writing *self, gint64 from, gint64 to)
{
  gint64 lowest = get_offset (self, from);
  gint64 first = lowest;

  to = MIN (to, from + (gint64) MAX_DAYS * DAY_S);
  for (gint64 at = from; at < to; at += DAY_S)
    lowest = MIN (lowest, get_offset (self, at + DAY_S));

  write_line (self, "BEGIN:VTIMEZONE");
  write_format (self, "TZID:%s", zhihui_zone_get_identifier (self->zone));
  write_observance (self, "19700101T000000", first, first, first > lowest);
  for (gint64 at = from; at < to; at += DAY_S)
    {
      gint64           old = get_offset (self, at), new = get_offset (self, at + DAY_S);
      gint64           change;
      g_autofree char *start = NULL;
      g_autoptr (GDateTime) wall = NULL;

      if (old == new)
        continue;
      change = find_change (self, at, at + DAY_S);
      wall = g_date_time_new_from_unix_utc (change + old);
      start = g_date_time_format (wall, "%Y%m%dT%H%M%S");
      write_observance (self, start, old, new, new > lowest);
    }
  write_line (self, "END:VTIMEZONE");
}

static const char *
get_status (const ZhihuiMeeting *meeting)
{
  if (meeting->state == ZHIHUI_MEETING_CANCELLED)
    return "CANCELLED";
  if (meeting->state == ZHIHUI_MEETING_POSTPONED || g_strcmp0 (meeting->word, "draft") == 0)
    return "TENTATIVE";
  return "CONFIRMED";
}

/* (nullable): as RFC 3986 writes it, what stands beyond ASCII as %XX. GLib lets breaks of lines
 * through, and what follows one would be a line of its own: such are none. */
static char *
make_address (const char *url)
{
  g_autofree char *escaped = NULL;

  if (!g_utf8_validate (url, -1, NULL))
    return NULL;
  for (const char *c = url; *c != '\0'; c++)
    if (g_ascii_isspace (*c) || g_ascii_iscntrl (*c))
      return NULL;
  escaped = g_uri_escape_string (
    url,
    G_URI_RESERVED_CHARS_GENERIC_DELIMITERS G_URI_RESERVED_CHARS_SUBCOMPONENT_DELIMITERS "%",
    FALSE);
  return g_uri_is_valid (escaped, G_URI_FLAGS_NONE, NULL) ? g_steal_pointer (&escaped) : NULL;
}

static void
write_meeting (Writing *self, const ZhihuiMeeting *meeting, const char *authority)
{
  g_autofree char *uid = zhihui_calendar_make_uid (meeting->id, authority);
  g_autofree char *address = meeting->join_url != NULL ? make_address (meeting->join_url) : NULL;
  gint64           changed_at =
    meeting->changed_at != ZHIHUI_NO_INSTANT ? meeting->changed_at : meeting->starts_at;

  write_line (self, "BEGIN:VEVENT");
  write_text (self, "UID", uid);
  write_utc (self, "DTSTAMP", changed_at);
  write_utc (self, "LAST-MODIFIED", changed_at);
  write_format (self, "SEQUENCE:%" G_GINT64_FORMAT, meeting->sequence);
  write_local (self, "DTSTART", meeting->starts_at);
  if (meeting->ends_at > meeting->starts_at)
    write_local (self, "DTEND", meeting->ends_at);
  write_text (self, "SUMMARY", meeting->title);
  if (meeting->room != NULL && *meeting->room != '\0')
    write_text (self, "LOCATION", meeting->room);
  write_text (self, "CATEGORIES", meeting->kind);
  write_format (self, "STATUS:%s", get_status (meeting));
  if (address != NULL)
    write_format (self, "CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO:%s", address);
  write_line (self, "END:VEVENT");
}

/**
 * zhihui_calendar_make_uid:
 * @meeting: its id
 * @authority: who gave the id: the deployment's region code
 *
 * Returns: (transfer full): the same as long as the meeting lives
 */
char *
zhihui_calendar_make_uid (const char *meeting, const char *authority)
{
  return g_strdup_printf ("%s@%s.zhihui", meeting, authority);
}

gboolean
zhihui_calendar_is_own_uid (const char *uid, const char *authority)
{
  g_autofree char *end = g_strdup_printf ("@%s.zhihui", authority);

  return g_str_has_suffix (uid, end);
}

/**
 * zhihui_calendar_write:
 * @meetings: cut to what the reader's scope may see: a join_url is written as CONFERENCE,
 *   a room as LOCATION
 * @zone: times are told in it; its rules are in the file
 * @name: of the calendar
 * @authority: see zhihui_calendar_make_uid()
 *
 * DTSTAMP is the last change, so that the file stays the same until something changes.
 *
 * Returns: (transfer full): the file, text/calendar in UTF-8
 */
char *
zhihui_calendar_write (ZhihuiMeetings *meetings,
                       ZhihuiZone     *zone,
                       const char     *name,
                       const char     *authority)
{
  Writing self = { .text = g_string_new (NULL), .zone = zone };
  gint64  from = G_MAXINT64, to = G_MININT64;

  g_return_val_if_fail (meetings != NULL && zone != NULL && name != NULL, NULL);

  for (guint i = 0; i < meetings->items->len; i++)
    {
      const ZhihuiMeeting *meeting = meetings->items->pdata[i];

      from = MIN (from, meeting->starts_at);
      to = MAX (to, MAX (meeting->starts_at, meeting->ends_at));
    }
  if (from > to)
    from = to = meetings->stamp.as_of;

  write_line (&self, "BEGIN:VCALENDAR");
  write_line (&self, "VERSION:2.0");
  write_line (&self, "PRODID:-//Zhihui//zhihui-platform//ZH");
  write_line (&self, "CALSCALE:GREGORIAN");
  write_text (&self, "NAME", name);
  write_text (&self, "X-WR-CALNAME", name);
  write_line (&self, "REFRESH-INTERVAL;VALUE=DURATION:PT30M");
  write_zone (&self, from, to);
  for (guint i = 0; i < meetings->items->len; i++)
    write_meeting (&self, meetings->items->pdata[i], authority);
  write_line (&self, "END:VCALENDAR");
  return g_string_free (self.text, FALSE);
}
