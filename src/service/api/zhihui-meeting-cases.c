/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-meeting-cases.h"

#include "zhihui-meeting.h"

#define ROOM_BEFORE_S (30 * 60) /* before it begins the room may be entered */

/* ---- the way of a case ---- */

static const char *
get_unit (ZhihuiLedger *ledger, const ZhihuiAssignment *row)
{
  return row->unit < ledger->units->len
           ? ((const ZhihuiUnit *) ledger->units->pdata[row->unit])->short_name
           : "";
}

/* How the dispatch before this one ended, and this one. */
static void
add_turn (GPtrArray *steps, ZhihuiLedger *ledger, guint index, guint before)
{
  const ZhihuiAssignment *row = &g_array_index (ledger->assignments, ZhihuiAssignment, index);
  const ZhihuiAssignment *old = &g_array_index (ledger->assignments, ZhihuiAssignment, before);
  gboolean                is_redo = g_array_index (ledger->rounds, ZhihuiRound, index).is_redo;
  gint64                  at = is_redo ? old->sent_back_at : old->return_decided_at;

  if (at != ZHIHUI_NO_INSTANT && (is_redo || old->return_accepted))
    zhihui_case_steps_add (steps,
                           is_redo ? "redone" : "returned",
                           get_unit (ledger, old),
                           ZHIHUI_NO_INSTANT,
                           at,
                           ZHIHUI_NO_INSTANT);
  zhihui_case_steps_add (steps,
                         "dispatched",
                         get_unit (ledger, row),
                         ZHIHUI_NO_INSTANT,
                         row->dispatched_at,
                         ZHIHUI_NO_INSTANT);
}

/* @now: what is told of later moments has not happened yet. */
static gint64
until (gint64 at, gint64 now)
{
  return at <= now ? at : ZHIHUI_NO_INSTANT;
}

/* From acceptance to reply, by the latest dispatch and how the one before it ended. */
static GPtrArray *
list_steps (ZhihuiLedger *ledger, const ZhihuiCaseRow *one, gint64 now)
{
  GPtrArray *steps = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_case_step_free);
  const ZhihuiAssignment *row;
  guint                   before;

  if (one->accepted_at != ZHIHUI_NO_INSTANT)
    zhihui_case_steps_add (
      steps, "accepted", "", ZHIHUI_NO_INSTANT, one->accepted_at, ZHIHUI_NO_INSTANT);
  if (one->current == ZHIHUI_NO_INDEX)
    return steps;

  row = &g_array_index (ledger->assignments, ZhihuiAssignment, one->current);
  before = g_array_index (ledger->rounds, ZhihuiRound, one->current).previous;
  if (before != ZHIHUI_NO_INDEX)
    add_turn (steps, ledger, one->current, before);
  if (row->sign_due_at != ZHIHUI_NO_INSTANT || row->signed_at != ZHIHUI_NO_INSTANT)
    zhihui_case_steps_add (
      steps, "signed", "", row->dispatched_at, until (row->signed_at, now), row->sign_due_at);
  if (row->needs_contact &&
      (row->contact_due_at != ZHIHUI_NO_INSTANT || row->contacted_at != ZHIHUI_NO_INSTANT))
    zhihui_case_steps_add (steps,
                           "contacted",
                           "",
                           row->dispatched_at,
                           until (row->contacted_at, now),
                           row->contact_due_at);
  zhihui_case_steps_add (steps,
                         "replied",
                         get_unit (ledger, row),
                         row->dispatched_at,
                         until (row->replied_at, now),
                         row->is_suspended ? ZHIHUI_NO_INSTANT : row->due_at);
  return steps;
}

/* ---- the cases ---- */

static void
set_text (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

static const char *
get_label (const GPtrArray *named, guint index)
{
  return index < named->len ? ((const ZhihuiNamed *) named->pdata[index])->label : "";
}

static const ZhihuiCaseRow *
find_case (ZhihuiLedger *ledger, const char *id)
{
  gint64 number;
  guint  index = ZHIHUI_NO_INDEX;

  if (g_str_has_prefix (id, "c-") &&
      g_ascii_string_to_signed (id + 2, 10, 1, G_MAXINT64, &number, NULL))
    index = zhihui_ledger_find_case (ledger, number);
  return index != ZHIHUI_NO_INDEX ? &g_array_index (ledger->cases, ZhihuiCaseRow, index) : NULL;
}

static void
describe (ZhihuiLedger *ledger, const ZhihuiCaseRow *row, gint64 now, ZhihuiMeetingCase *one)
{
  set_text (&one->topic, get_label (ledger->topics, row->topic));
  set_text (&one->type, get_label (ledger->types, row->type));
  if (row->current != ZHIHUI_NO_INDEX)
    set_text (
      &one->unit,
      get_unit (ledger, &g_array_index (ledger->assignments, ZhihuiAssignment, row->current)));
  one->steps = list_steps (ledger, row, now);
}

/**
 * zhihui_meeting_cases_tell:
 * @meeting: after zhihui_meeting_hide() for the asker
 *
 * While a meeting is not over, topic, kind, unit and way of its cases are told: nobody's name, no
 * text, no place. Of a case that the asker may not read nothing is; a wall has no ids of the
 * others, and of those it may not read it is not even told that they are there, but in the number.
 */
void
zhihui_meeting_cases_tell (ZhihuiRequest     *request,
                           ZhihuiRestriction *restriction,
                           ZhihuiMeeting     *meeting)
{
  ZhihuiLedger *ledger = zhihui_platform_get_ledger (request->platform);
  gint64        now = zhihui_figures_get_as_of (zhihui_platform_get_figures (request->platform));
  gboolean      is_over = zhihui_meeting_is_over (meeting);

  for (guint i = 0; i < meeting->cases->len && !is_over;)
    {
      ZhihuiMeetingCase   *one = meeting->cases->pdata[i];
      const ZhihuiCaseRow *row = find_case (ledger, one->id);
      gboolean             sees = row != NULL && zhihui_request_sees_case (request, row) &&
                      !zhihui_restriction_covers (restriction, row);

      if (sees)
        describe (ledger, row, now, one);
      else if (!zhihui_request_sees_desk (request))
        {
          g_ptr_array_remove_index (meeting->cases, i);
          continue;
        }
      i++;
    }
  for (guint i = 0; i < meeting->cases->len && !zhihui_request_sees_desk (request); i++)
    {
      ZhihuiMeetingCase *one = meeting->cases->pdata[i];

      g_free (one->id);
      one->id = g_strdup_printf ("%u", i + 1);
    }
}

/* ---- the room ---- */

/* What opens a meeting without being asked stands behind "?", "#" or before "@". */
static char *
make_room_url (const char *join_url)
{
  g_autoptr (GUri) uri = NULL;

  if (join_url != NULL && g_str_has_prefix (join_url, "https://"))
    uri = g_uri_parse (join_url, G_URI_FLAGS_ENCODED, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return NULL;

  return g_uri_join (G_URI_FLAGS_ENCODED,
                     "https",
                     NULL,
                     g_uri_get_host (uri),
                     g_uri_get_port (uri),
                     g_uri_get_path (uri),
                     NULL,
                     NULL);
}

/**
 * zhihui_meeting_tell_room:
 *
 * Only a token with the scope "wall:room" is told the address, from half an hour before the
 * meeting until it is over, and without what may be a passcode.
 */
void
zhihui_meeting_tell_room (ZhihuiRequest *request, ZhihuiMeeting *meeting)
{
  gint64           now = zhihui_figures_get_as_of (zhihui_platform_get_figures (request->platform));
  g_autofree char *join_url = NULL;

  g_clear_pointer (&meeting->room_url, g_free);
  if ((request->scopes & ZHIHUI_SCOPE_ROOM) == 0 ||
      (meeting->state != ZHIHUI_MEETING_OPEN &&
       (meeting->state != ZHIHUI_MEETING_SCHEDULED || meeting->word != NULL ||
        meeting->starts_at - now > ROOM_BEFORE_S)))
    return;

  join_url = zhihui_store_dup_join_url (zhihui_platform_get_store (request->platform), meeting->id);
  meeting->room_url = make_room_url (join_url);
}
