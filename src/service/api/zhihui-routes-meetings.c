/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "zhihui-agenda.h"
#include "zhihui-calendar-writer.h"
#include "zhihui-error.h"
#include "zhihui-meeting-book.h"
#include "zhihui-meeting-cases.h"
#include "zhihui-meeting-privacy.h"
#include "zhihui-request.h"
#include "zhihui-wire.h"

#define CALENDAR_TYPE "text/calendar; charset=utf-8"
#define CALENDAR_SUFFIX ".ics"
#define MAX_AROUND_DAYS 31

static char *
fail (ZhihuiRequest *request, const GError *error)
{
  g_warning ("meetings: %s", error->message);
  return zhihui_request_refuse (request, 500, "internal", "the database cannot be read");
}

/* What was read, as the asker may see it. */
static ZhihuiMeetings *
hide (ZhihuiRequest *request, ZhihuiMeetings *meetings, const GError *error)
{
  ZhihuiFigures *figures = zhihui_platform_get_figures (request->platform);
  g_autoptr (ZhihuiRestriction) restriction = NULL;

  if (meetings == NULL)
    {
      fail (request, error);
      return NULL;
    }

  restriction = zhihui_restriction_new (request);

  g_free (meetings->stamp.revision);
  meetings->stamp.revision = g_strdup (zhihui_figures_get_revision (figures));
  for (guint i = meetings->items->len; i > 0; i--)
    {
      ZhihuiMeeting *meeting = meetings->items->pdata[i - 1];

      if (!zhihui_request_sees_meeting (request, meeting))
        {
          g_ptr_array_remove_index (meetings->items, i - 1);
          continue;
        }
      zhihui_meeting_hide (meeting, zhihui_request_sees_desk (request));
      zhihui_meeting_cases_tell (request, restriction, meeting);
      zhihui_meeting_tell_room (request, meeting);
    }
  return meetings;
}

static ZhihuiMeetings *
read_meetings (ZhihuiRequest *request, gint64 from, gint64 to)
{
  ZhihuiFigures *figures = zhihui_platform_get_figures (request->platform);
  g_autoptr (GError) error = NULL;
  ZhihuiMeetings *meetings =
    zhihui_store_read_meetings (zhihui_platform_get_store (request->platform),
                                from,
                                to,
                                zhihui_figures_get_as_of (figures),
                                zhihui_request_sees_desk (request),
                                &error);

  return hide (request, meetings, error);
}

/* One meeting, as a list of one; NULL after a refusal. */
static ZhihuiMeetings *
read_one (ZhihuiRequest *request, const char *id)
{
  ZhihuiFigures *figures = zhihui_platform_get_figures (request->platform);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiMeetings) meetings =
    zhihui_store_read_meeting (zhihui_platform_get_store (request->platform),
                               id,
                               zhihui_figures_get_as_of (figures),
                               zhihui_request_sees_desk (request),
                               &error);

  if (hide (request, meetings, error) == NULL)
    return NULL;
  if (meetings->items->len == 0)
    {
      zhihui_request_not_found (request);
      return NULL;
    }
  return g_steal_pointer (&meetings);
}

static gboolean
total (ZhihuiRequest *request, ZhihuiMeetings *meetings)
{
  g_autoptr (GError) error = NULL;

  /* Those of everybody are not told to a part. */
  if (zhihui_request_is_bound (request) ||
      zhihui_store_total_meetings (zhihui_platform_get_store (request->platform), meetings, &error))
    return TRUE;

  fail (request, error);
  return FALSE;
}

static void
keep_state (ZhihuiMeetings *meetings, ZhihuiMeetingState state)
{
  for (guint i = meetings->items->len; i > 0; i--)
    if (((ZhihuiMeeting *) meetings->items->pdata[i - 1])->state != state)
      g_ptr_array_remove_index (meetings->items, i - 1);
}

/* before and after: days around today instead of a period; 0 is today alone. */
static ZhihuiWindow
read_window (ZhihuiRequest *request)
{
  g_autoptr (ZhihuiPeriod) period = zhihui_request_get_period (request, "today", TRUE);
  ZhihuiFigures *figures = zhihui_platform_get_figures (request->platform);
  ZhihuiZone    *zone = zhihui_figures_get_zone (figures);
  gint32         day = zhihui_zone_day_of (zone, zhihui_figures_get_as_of (figures));
  gint64         before = 0, after = 0;
  gboolean       has_before =
    zhihui_query_get_number (request->query, "before", 0, MAX_AROUND_DAYS, &before);
  gboolean has_after =
    zhihui_query_get_number (request->query, "after", 0, MAX_AROUND_DAYS, &after);

  if (!has_before && !has_after)
    return period->window;
  if (zhihui_query_get_text (request->query, "period", 64) != NULL ||
      zhihui_query_get_text (request->query, "from", 64) != NULL)
    zhihui_query_add_fault (request->query, has_before ? "before" : "after", "not_with_a_period");

  return (ZhihuiWindow){ zhihui_zone_day_start (zone, day - (gint32) before),
                         zhihui_zone_day_start (zone, day + (gint32) after + 1) };
}

char *
zhihui_route_meetings (ZhihuiRequest *request)
{
  const char *const states[] = { "scheduled", "open", "ended", "cancelled", "postponed", NULL };
  const ZhihuiMeetingState values[] = { ZHIHUI_MEETING_SCHEDULED,
                                        ZHIHUI_MEETING_OPEN,
                                        ZHIHUI_MEETING_ENDED,
                                        ZHIHUI_MEETING_CANCELLED,
                                        ZHIHUI_MEETING_POSTPONED };
  ZhihuiWindow             window = read_window (request);
  guint                    state = 0;
  gboolean has_state = zhihui_query_get_word (request->query, "state", states, &state);
  g_autoptr (ZhihuiMeetings) meetings = NULL;

  if (!zhihui_request_check (request))
    return NULL;

  meetings = read_meetings (request, window.from, window.to);
  if (meetings == NULL)
    return NULL;

  if (!total (request, meetings))
    return NULL;
  if (has_state)
    keep_state (meetings, values[state]);
  request->n_rows = meetings->items->len;
  return zhihui_wire_encode_meetings (meetings, zhihui_platform_get_zone (request->platform));
}

static char *
write_calendar (ZhihuiRequest *request, ZhihuiMeetings *meetings)
{
  g_autoptr (ZhihuiMeta) meta = zhihui_platform_make_meta (request->platform);

  request->type = CALENDAR_TYPE;
  request->n_rows = meetings->items->len;
  return zhihui_calendar_write (meetings,
                                zhihui_platform_get_zone (request->platform),
                                meta->title,
                                zhihui_platform_get_region (request->platform));
}

/* GET /meetings.ics: without a window what a feed has by default. */
char *
zhihui_route_meeting_calendar (ZhihuiRequest *request)
{
  gint64 now = zhihui_figures_get_as_of (zhihui_platform_get_figures (request->platform));
  g_autoptr (ZhihuiPeriod) period = zhihui_request_get_period (request, "today", TRUE);
  gboolean is_given = zhihui_query_get_text (request->query, "period", 64) != NULL ||
                      zhihui_query_get_text (request->query, "from", 64) != NULL;
  g_autoptr (ZhihuiMeetings) meetings = NULL;

  if (!zhihui_request_check (request))
    return NULL;

  meetings = is_given
               ? read_meetings (request, period->window.from, period->window.to)
               : read_meetings (request, now - ZHIHUI_AGENDA_BEFORE_S, now + ZHIHUI_AGENDA_AFTER_S);
  return meetings != NULL ? write_calendar (request, meetings) : NULL;
}

static char *
write_one (ZhihuiRequest *request, const char *id)
{
  g_autoptr (ZhihuiMeetings) meetings = read_one (request, id);

  if (meetings == NULL)
    return NULL;
  request->n_rows = 1;
  return zhihui_wire_encode_meetings (meetings, zhihui_platform_get_zone (request->platform));
}

/* GET /meetings/{id} and /meetings/{id}.ics. */
char *
zhihui_route_meeting (ZhihuiRequest *request)
{
  g_autofree char *id = NULL;
  g_autoptr (ZhihuiMeetings) meetings = NULL;

  if (!zhihui_request_check (request))
    return NULL;
  if (!g_str_has_suffix (request->argument, CALENDAR_SUFFIX))
    return write_one (request, request->argument);

  id = g_strndup (request->argument, strlen (request->argument) - strlen (CALENDAR_SUFFIX));
  meetings = read_one (request, id);
  return meetings != NULL ? write_calendar (request, meetings) : NULL;
}

static ZhihuiLifeCycle *
new_life_cycle (ZhihuiRequest *request)
{
  return zhihui_life_cycle_new (zhihui_platform_get_store (request->platform),
                                zhihui_platform_get_ledger (request->platform),
                                zhihui_platform_get_calendar (request->platform),
                                zhihui_platform_get_zone (request->platform));
}

static char *
refuse_entry (ZhihuiRequest *request, const GError *error)
{
  if (g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID))
    return zhihui_request_refuse (request, 400, "bad_parameter", error->message);
  if (g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND))
    return zhihui_request_not_found (request);
  if (g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_EXISTS))
    return zhihui_request_refuse (request, 409, "conflict", error->message);

  return zhihui_request_refuse_writing (request, error);
}

/* What was refused left the ledger as it was; else it is read again with what was taken back. */
static gboolean
end (ZhihuiRequest *request, gboolean done, guint64 revision, GError **error)
{
  const ZhihuiLedger *ledger = zhihui_platform_get_ledger (request->platform);

  if (done || ledger->revision != revision)
    return zhihui_platform_end_intake (request->platform, done, done ? error : NULL) && done;

  zhihui_platform_cancel_intake (request->platform);
  return FALSE;
}

/* What is checked must be true when it is written, whoever else writes: both are done in one
 * transaction, after what others wrote was taken over. */
static gboolean
begin (ZhihuiRequest *request, guint64 *revision)
{
  g_autoptr (GError) error = NULL;

  if (zhihui_platform_begin_intake (request->platform, &error) == NULL)
    {
      zhihui_request_refuse_writing (request, error);
      return FALSE;
    }
  *revision = zhihui_platform_get_ledger (request->platform)->revision;
  return TRUE;
}

/* POST /meetings: plans one. Answers with the meeting. */
char *
zhihui_route_plan_meeting (ZhihuiRequest *request)
{
  gint64 now = zhihui_platform_clock_get_now (zhihui_platform_get_clock (request->platform));
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiMeetingEntry) entry = NULL;
  g_autoptr (ZhihuiLifeCycle) life_cycle = NULL;
  g_autofree char *code = NULL;
  guint64          revision;

  if (!zhihui_request_check (request))
    return NULL;

  entry = zhihui_meeting_entry_read (request->content, &error);
  if (entry == NULL)
    return refuse_entry (request, error);
  if (!begin (request, &revision))
    return NULL;

  life_cycle = new_life_cycle (request);
  code = zhihui_meeting_book_plan (life_cycle, entry, now, &error);
  return end (request, code != NULL, revision, &error) ? write_one (request, code)
                                                       : refuse_entry (request, error);
}

/* Whether If-Match names the meeting as it is now: what the person saw. */
static gboolean
has_seen (ZhihuiRequest *request)
{
  g_autofree char *body = NULL;
  g_autofree char *etag = NULL;

  if (request->if_match == NULL || g_str_equal (request->if_match, "*"))
    return request->if_match != NULL;

  body = write_one (request, request->argument);
  if (body == NULL)
    return FALSE;
  etag = zhihui_wire_make_etag (body);
  return g_str_equal (request->if_match, etag);
}

/* FALSE after a refusal. */
static gboolean
check_match (ZhihuiRequest *request, const ZhihuiMeetingEntry *entry)
{
  if (!zhihui_meeting_entry_needs_match (entry) ||
      zhihui_meeting_book_knows (
        zhihui_platform_get_store (request->platform), request->argument, entry) ||
      has_seen (request))
    return TRUE;

  if (request->status == 0)
    zhihui_request_refuse (
      request, 412, "precondition", "If-Match is not the ETag of this meeting as it is now");
  return FALSE;
}

/* POST /meetings/{id}/events. Answers with the meeting as it is then. */
char *
zhihui_route_enter_meeting (ZhihuiRequest *request)
{
  gint64 now = zhihui_platform_clock_get_now (zhihui_platform_get_clock (request->platform));
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiMeetingEntry) entry = NULL;
  g_autoptr (ZhihuiLifeCycle) life_cycle = NULL;
  gboolean done = FALSE;
  guint64  revision;

  if (!zhihui_request_check (request))
    return NULL;

  entry = zhihui_meeting_entry_read (request->content, &error);
  if (entry == NULL)
    return refuse_entry (request, error);
  if (!begin (request, &revision))
    return NULL;

  if (check_match (request, entry))
    {
      life_cycle = new_life_cycle (request);
      done = zhihui_meeting_book_enter (life_cycle, request->argument, entry, now, &error);
    }
  if (end (request, done, revision, &error))
    return write_one (request, request->argument);
  return request->status != 0 ? NULL : refuse_entry (request, error);
}
