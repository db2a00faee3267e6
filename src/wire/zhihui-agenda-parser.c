/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "zhihui-agenda-private.h"
#include "zhihui-error.h"

#define MAX_EVENTS 10000
#define MAX_MEETINGS 2000 /* of a feed */
#define MAX_OF_SERIES 400 /* within the window */
#define MAX_STEPS 200000  /* of one rule: every five minutes for two years */
#define MAX_DATES 5000    /* RDATE and EXDATE of one event */
#define MAX_LENGTH_S (31 * 86400)
#define FIRST_YEAR 1902
#define LAST_YEAR 2200

typedef struct
{
  const ZhihuiAgendaLimits *limits;
  ZhihuiZone               *zone;
  icalcomponent            *calendar; /* the one at hand: its VTIMEZONEs hold */
  gboolean                  all_cancelled;
  GHashTable   *moved;    /* (element-type utf8): occurrences that have a VEVENT of their own */
  GHashTable   *meetings; /* (element-type utf8 ZhihuiAgendaMeeting): by key */
  ZhihuiAgenda *feed;
} Parsing;

/* One VEVENT. */
typedef struct
{
  icalcomponent *component;
  const char    *uid;
  icaltimetype   start; /* with its zone */
  gint64         starts_at, length_s, recurrence_at;
} Event;

static char *
make_key (const char *uid, gint64 recurrence_at)
{
  return g_strdup_printf ("%s\n%" G_GINT64_FORMAT, uid, recurrence_at);
}

static gboolean
is_within (int value, int lowest, int highest)
{
  return value >= lowest && value <= highest;
}

static gboolean
is_sound (icaltimetype t)
{
  return !icaltime_is_null_time (t) && is_within (t.year, FIRST_YEAR, LAST_YEAR) &&
         is_within (t.month, 1, 12) && is_within (t.day, 1, 31) && is_within (t.hour, 0, 24) &&
         is_within (t.minute, 0, 59) && is_within (t.second, 0, 60);
}

/* The calendar's own VTIMEZONE first; a name nobody knows is the deployment's zone. */
static const icaltimezone *
find_zone (Parsing *self, icalproperty *property)
{
  icalparameter *parameter = icalproperty_get_first_parameter (property, ICAL_TZID_PARAMETER);
  const char    *id = parameter != NULL ? icalparameter_get_tzid (parameter) : NULL;
  icaltimezone  *zone;

  if (id == NULL)
    return NULL;

  zone = icalcomponent_get_timezone (self->calendar, id);
  if (zone == NULL)
    zone = icaltimezone_get_builtin_timezone_from_tzid (id);
  return zone != NULL ? zone : icaltimezone_get_builtin_timezone (id);
}

static gint64
get_instant (Parsing *self, icaltimetype t)
{
  const icaltimezone *zone = icaltime_get_timezone (t);

  if (!t.is_date && zone != NULL)
    return (gint64) icaltime_as_timet_with_zone (t, zone);

  return zhihui_zone_at (self->zone,
                         zhihui_day_from_ymd (t.year, t.month, t.day),
                         t.is_date ? 0 : t.hour,
                         t.is_date ? 0 : t.minute,
                         t.is_date ? 0 : t.second);
}

static icaltimetype
place (Parsing *self, icaltimetype t, icalproperty *property)
{
  const icaltimezone *zone = find_zone (self, property);

  if (!t.is_date && zone != NULL && !icaltime_is_utc (t))
    icaltime_set_timezone (&t, zone);
  return t;
}

static gboolean
read_time (
  Parsing *self, icalcomponent *component, icalproperty_kind kind, icaltimetype *t, gint64 *instant)
{
  icalproperty *property = icalcomponent_get_first_property (component, kind);
  icalvalue    *value = property != NULL ? icalproperty_get_value (property) : NULL;

  if (value == NULL ||
      (icalvalue_isa (value) != ICAL_DATETIME_VALUE && icalvalue_isa (value) != ICAL_DATE_VALUE))
    return FALSE;

  *t = place (self, icalvalue_get_datetime (value), property);
  if (icalvalue_isa (value) == ICAL_DATE_VALUE)
    t->is_date = 1;
  if (!is_sound (*t))
    return FALSE;

  *instant = get_instant (self, *t);
  return TRUE;
}

static gint64
read_length (Parsing *self, const Event *event)
{
  icalproperty *duration =
    icalcomponent_get_first_property (event->component, ICAL_DURATION_PROPERTY);
  icaltimetype end;
  gint64       ends_at;

  if (read_time (self, event->component, ICAL_DTEND_PROPERTY, &end, &ends_at))
    return ends_at - event->starts_at;
  if (duration != NULL && icalproperty_get_value (duration) != NULL)
    return icaldurationtype_as_int (icalproperty_get_duration (duration));
  return event->start.is_date ? 86400 : 0;
}

/* What the pipe would turn into blanks makes one name of two. */
static gboolean
is_steady (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      GUnicodeType type = g_unichar_type (g_utf8_get_char (text));

      if (type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT ||
          type == G_UNICODE_LINE_SEPARATOR || type == G_UNICODE_PARAGRAPH_SEPARATOR)
        return FALSE;
    }

  return TRUE;
}

static const char *
read_uid (icalcomponent *component)
{
  icalproperty *property = icalcomponent_get_first_property (component, ICAL_UID_PROPERTY);
  const char   *uid = property != NULL ? icalproperty_get_uid (property) : NULL;

  return uid != NULL && *uid != '\0' && strlen (uid) <= ZHIHUI_AGENDA_MAX_UID && is_steady (uid)
           ? uid
           : NULL;
}

/* Why not, or NULL. */
static const char *
read_event (Parsing *self, icalcomponent *component, Event *event)
{
  icaltimetype recurrence;

  event->component = component;
  event->uid = read_uid (component);
  event->recurrence_at = ZHIHUI_NO_INSTANT;
  if (event->uid == NULL)
    return "UID is missing, too long or has control characters";
  if (!read_time (self, component, ICAL_DTSTART_PROPERTY, &event->start, &event->starts_at))
    return "DTSTART is missing or no time";
  if (icalcomponent_get_first_property (component, ICAL_RECURRENCEID_PROPERTY) != NULL &&
      !read_time (self, component, ICAL_RECURRENCEID_PROPERTY, &recurrence, &event->recurrence_at))
    return "RECURRENCE-ID is no time";

  event->length_s = read_length (self, event);
  if (event->length_s < 0)
    return "it ends before it begins";
  return event->length_s > MAX_LENGTH_S ? "it lasts longer than a month" : NULL;
}

static char *
read_title (icalcomponent *component)
{
  icalproperty *property = icalcomponent_get_first_property (component, ICAL_SUMMARY_PROPERTY);
  const char   *text = property != NULL ? icalproperty_get_summary (property) : NULL;

  return zhihui_agenda_make_title (text != NULL ? text : "");
}

/* RFC 7986 5.11. What follows a "?" may be a passcode. */
static char *
read_join_url (icalcomponent *component)
{
  icalproperty *property = icalcomponent_get_first_property (component, ICAL_CONFERENCE_PROPERTY);
  const char   *text = property != NULL ? icalproperty_get_conference (property) : NULL;
  g_autoptr (GUri) uri =
    text != NULL && strlen (text) <= 2048 ? g_uri_parse (text, G_URI_FLAGS_NONE, NULL) : NULL;

  if (uri == NULL || !g_str_equal (g_uri_get_scheme (uri), "https") ||
      g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return NULL;

  return g_uri_join (G_URI_FLAGS_NONE,
                     "https",
                     NULL,
                     g_uri_get_host (uri),
                     g_uri_get_port (uri),
                     g_uri_get_path (uri),
                     NULL,
                     NULL);
}

static void
take (Parsing *self, const Event *event, gint64 starts_at, gint64 recurrence_at)
{
  icalproperty *status = icalcomponent_get_first_property (event->component, ICAL_STATUS_PROPERTY);
  icalproperty *sequence =
    icalcomponent_get_first_property (event->component, ICAL_SEQUENCE_PROPERTY);
  g_autofree char     *key = make_key (event->uid, recurrence_at);
  ZhihuiAgendaMeeting *known = g_hash_table_lookup (self->meetings, key);
  ZhihuiAgendaMeeting *meeting;
  gint64 number = sequence != NULL ? MAX (icalproperty_get_sequence (sequence), 0) : 0;

  if (starts_at < self->limits->from || starts_at >= self->limits->to ||
      (known != NULL && known->sequence > number))
    return;
  if (known == NULL && g_hash_table_size (self->meetings) >= MAX_MEETINGS)
    {
      self->feed->n_beyond++;
      return;
    }

  meeting = g_new0 (ZhihuiAgendaMeeting, 1);
  meeting->uid = g_strdup (event->uid);
  meeting->title = read_title (event->component);
  meeting->join_url = read_join_url (event->component);
  meeting->recurrence_at = recurrence_at;
  meeting->starts_at = starts_at;
  meeting->ends_at = starts_at + event->length_s;
  meeting->sequence = number;
  meeting->all_day = event->start.is_date != 0;
  meeting->cancelled = self->all_cancelled || (status != NULL && icalproperty_get_status (status) ==
                                                                   ICAL_STATUS_CANCELLED);
  if (self->limits->details)
    zhihui_agenda_read_details (event->component, meeting);
  g_hash_table_insert (self->meetings, g_steal_pointer (&key), meeting);
}

/* The starts of a series within the window: DTSTART, RRULE and RDATE without EXDATE. */
typedef struct
{
  GHashTable *starts; /* (element-type gint64) owned */
  GHashTable *except; /* (element-type gint64) owned: starts, and midnights of days */
} Series;

static void
add_instant (GHashTable *set, gint64 instant)
{
  g_hash_table_add (set, g_memdup2 (&instant, sizeof instant));
}

static gboolean
has_instant (GHashTable *set, gint64 instant)
{
  return g_hash_table_contains (set, &instant);
}

static void
add_start (Parsing *self, Series *series, gint64 start)
{
  if (start < self->limits->from || start >= self->limits->to ||
      has_instant (series->starts, start))
    return;
  if (g_hash_table_size (series->starts) >= MAX_OF_SERIES)
    self->feed->n_beyond++;
  else
    add_instant (series->starts, start);
}

static gboolean
has_limits (const struct icalrecurrencetype *rule)
{
  const short firsts[] = { rule->by_second[0],  rule->by_minute[0],    rule->by_hour[0],
                           rule->by_day[0],     rule->by_month_day[0], rule->by_year_day[0],
                           rule->by_week_no[0], rule->by_month[0],     rule->by_set_pos[0] };

  for (guint i = 0; i < G_N_ELEMENTS (firsts); i++)
    if (firsts[i] != ICAL_RECURRENCE_ARRAY_MAX)
      return TRUE;

  return FALSE;
}

/* A rule by hours or less that seldom or never comes true: libical would step through centuries to
 * find the next start. No meeting is held by one. */
static gboolean
is_search (const struct icalrecurrencetype *rule, const Event *event)
{
  gboolean is_by_hours = rule->freq == ICAL_HOURLY_RECURRENCE ||
                         rule->freq == ICAL_MINUTELY_RECURRENCE ||
                         rule->freq == ICAL_SECONDLY_RECURRENCE;

  return is_by_hours && (event->start.is_date || has_limits (rule));
}

static void
follow_rule (Parsing *self, Series *series, const Event *event, icalproperty *property)
{
  struct icalrecurrencetype rule;
  icalrecur_iterator       *iterator;
  icaltimetype              next;
  guint                     n_steps = 0;

  if (icalproperty_get_value (property) == NULL)
    return;
  rule = icalproperty_get_rrule (property);
  if (is_search (&rule, event))
    {
      self->feed->n_beyond++;
      return;
    }
  iterator = icalrecur_iterator_new (rule, event->start);
  if (iterator == NULL)
    return;

  for (next = icalrecur_iterator_next (iterator); is_sound (next);
       next = icalrecur_iterator_next (iterator))
    {
      gint64 start = get_instant (self, next);

      if (start >= self->limits->to)
        break;
      add_start (self, series, start);
      if (++n_steps >= MAX_STEPS || g_hash_table_size (series->starts) >= MAX_OF_SERIES)
        {
          self->feed->n_beyond++;
          break;
        }
    }
  icalrecur_iterator_free (iterator);
}

static void
read_dates (Parsing *self, Series *series, icalcomponent *component)
{
  guint n = 0;

  for (icalproperty *property = icalcomponent_get_first_property (component, ICAL_ANY_PROPERTY);
       property != NULL && n < MAX_DATES;
       property = icalcomponent_get_next_property (component, ICAL_ANY_PROPERTY))
    {
      icalproperty_kind kind = icalproperty_isa (property);
      icaltimetype      t;

      if ((kind != ICAL_RDATE_PROPERTY && kind != ICAL_EXDATE_PROPERTY) ||
          icalproperty_get_value (property) == NULL)
        continue;
      n++;
      if (kind == ICAL_EXDATE_PROPERTY)
        {
          t = place (self, icalproperty_get_exdate (property), property);
          if (is_sound (t))
            add_instant (series->except, get_instant (self, t));
          continue;
        }

      t = icalproperty_get_rdate (property).time;
      if (icaltime_is_null_time (t))
        t = icalproperty_get_rdate (property).period.start;
      t = place (self, t, property);
      if (is_sound (t))
        add_start (self, series, get_instant (self, t));
    }
}

static gboolean
is_excepted (Parsing *self, const Series *series, gint64 start)
{
  return has_instant (series->except, start) ||
         has_instant (series->except,
                      zhihui_zone_day_start (self->zone, zhihui_zone_day_of (self->zone, start)));
}

static void
expand (Parsing *self, const Event *event)
{
  g_autoptr (GHashTable) starts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) except = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Series         series = { starts, except };
  GHashTableIter iter;
  gpointer       start;

  add_start (self, &series, event->starts_at);
  read_dates (self, &series, event->component);
  for (icalproperty *rule =
         icalcomponent_get_first_property (event->component, ICAL_RRULE_PROPERTY);
       rule != NULL;
       rule = icalcomponent_get_next_property (event->component, ICAL_RRULE_PROPERTY))
    follow_rule (self, &series, event, rule);

  g_hash_table_iter_init (&iter, starts);
  while (g_hash_table_iter_next (&iter, &start, NULL))
    {
      gint64           at = *(gint64 *) start;
      g_autofree char *key = make_key (event->uid, at);

      if (!is_excepted (self, &series, at) && !g_hash_table_contains (self->moved, key))
        take (self, event, at, at);
    }
}

static gboolean
is_series (icalcomponent *component)
{
  return icalcomponent_get_first_property (component, ICAL_RRULE_PROPERTY) != NULL ||
         icalcomponent_get_first_property (component, ICAL_RDATE_PROPERTY) != NULL;
}

static void
take_event (Parsing *self, icalcomponent *component)
{
  Event       event;
  const char *why;

  self->feed->n_events++;
  why = read_event (self, component, &event);
  if (why != NULL)
    zhihui_agenda_refuse (self->feed, why);
  else if (event.recurrence_at == ZHIHUI_NO_INSTANT && is_series (component))
    expand (self, &event);
  else
    take (self, &event, event.starts_at, event.recurrence_at);
}

static void
note_moved (Parsing *self, icalcomponent *component)
{
  Event event;

  if (read_event (self, component, &event) == NULL && event.recurrence_at != ZHIHUI_NO_INSTANT)
    g_hash_table_add (self->moved, make_key (event.uid, event.recurrence_at));
}

static void
visit_events (Parsing *self, void (*visit) (Parsing *self, icalcomponent *component))
{
  guint n = 0;

  /* Lists of children have one cursor: events are collected before anything looks for zones. */
  g_autoptr (GPtrArray) events = g_ptr_array_new ();

  for (icalcomponent *event =
         icalcomponent_get_first_component (self->calendar, ICAL_VEVENT_COMPONENT);
       event != NULL && n < MAX_EVENTS;
       event = icalcomponent_get_next_component (self->calendar, ICAL_VEVENT_COMPONENT), n++)
    g_ptr_array_add (events, event);
  for (guint i = 0; i < events->len; i++)
    visit (self, events->pdata[i]);
  if (n >= MAX_EVENTS)
    self->feed->n_beyond++;
}

static void
take_calendar (Parsing *self, icalcomponent *calendar)
{
  self->calendar = calendar;
  self->all_cancelled = icalcomponent_get_method (calendar) == ICAL_METHOD_CANCEL;
  g_hash_table_remove_all (self->moved);
  visit_events (self, note_moved);
  visit_events (self, take_event);
}

/* A file may hold several calendars, each a root of its own. */
static gboolean
take_root (Parsing *self, icalcomponent *root)
{
  g_autoptr (GPtrArray) calendars = g_ptr_array_new ();

  if (icalcomponent_isa (root) == ICAL_VCALENDAR_COMPONENT)
    g_ptr_array_add (calendars, root);
  else if (icalcomponent_isa (root) == ICAL_XROOT_COMPONENT)
    for (icalcomponent *one = icalcomponent_get_first_component (root, ICAL_VCALENDAR_COMPONENT);
         one != NULL;
         one = icalcomponent_get_next_component (root, ICAL_VCALENDAR_COMPONENT))
      g_ptr_array_add (calendars, one);

  for (guint i = 0; i < calendars->len; i++)
    take_calendar (self, calendars->pdata[i]);
  return calendars->len > 0;
}

static int
compare_meetings (gconstpointer a, gconstpointer b)
{
  const ZhihuiAgendaMeeting *one = *(const ZhihuiAgendaMeeting *const *) a;
  const ZhihuiAgendaMeeting *other = *(const ZhihuiAgendaMeeting *const *) b;

  if (one->starts_at != other->starts_at)
    return one->starts_at < other->starts_at ? -1 : 1;
  return strcmp (one->uid, other->uid);
}

static void
hand_over (Parsing *self)
{
  GHashTableIter iter;
  gpointer       key, meeting;

  g_hash_table_iter_init (&iter, self->meetings);
  while (g_hash_table_iter_next (&iter, &key, &meeting))
    {
      g_hash_table_iter_steal (&iter);
      g_free (key);
      g_ptr_array_add (self->feed->meetings, meeting);
    }
  g_ptr_array_sort (self->feed->meetings, compare_meetings);
}

static icalcomponent *
parse_text (GBytes *body, GError **error)
{
  gsize            length;
  const char      *bytes = g_bytes_get_data (body, &length);
  g_autofree char *text = NULL;
  icalcomponent   *root;

  if (length > ZHIHUI_AGENDA_MAX_BYTES)
    {
      g_set_error_literal (error, ZHIHUI_ERROR, ZHIHUI_ERROR_TOO_LARGE, "a feed has at most 4 MiB");
      return NULL;
    }

  text = g_utf8_make_valid (length > 0 ? bytes : "", (gssize) length);
  icalerror_set_errors_are_fatal (0);
  root = icalparser_parse_string (text);
  if (root == NULL)
    g_set_error_literal (
      error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED, "this is not an iCalendar file");
  return root;
}

/**
 * zhihui_agenda_parse:
 * @body: an iCalendar file
 *
 * Recurrences are expanded within the window (RRULE, RDATE, EXDATE; RECURRENCE-ID replaces one
 * occurrence). Times without a zone and whole days are in the deployment's. Of several versions of
 * an event the highest SEQUENCE holds.
 *
 * libical reads it, which has crashed and hung on hostile files: call this in a process that may
 * end, as zhihui_agenda_worker_read() does.
 *
 * Returns: (transfer full) (nullable): NULL when it is no calendar at all; single events that
 *   cannot be used are counted in the feed
 */
ZhihuiAgenda *
zhihui_agenda_parse (GBytes *body, const ZhihuiAgendaLimits *limits, GError **error)
{
  g_autoptr (ZhihuiAgenda) feed = zhihui_agenda_new ();
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new (limits->zone, error);
  Parsing        self = { .limits = limits, .zone = zone, .feed = feed };
  icalcomponent *root;
  gboolean       good;

  if (zone == NULL)
    return NULL;
  root = parse_text (body, error);
  if (root == NULL)
    return NULL;

  feed->from = limits->from;
  feed->to = limits->to;
  self.moved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.meetings = g_hash_table_new_full (
    g_str_hash, g_str_equal, g_free, (GDestroyNotify) zhihui_agenda_meeting_free);
  good = take_root (&self, root);
  if (good)
    hand_over (&self);
  else
    g_set_error_literal (
      error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED, "there is no VCALENDAR in this file");
  g_hash_table_unref (self.moved);
  g_hash_table_unref (self.meetings);
  icalcomponent_free (root);
  return good ? g_steal_pointer (&feed) : NULL;
}
