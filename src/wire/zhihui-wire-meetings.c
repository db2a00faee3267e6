/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wire.h"

#include "zhihui-wire-parts.h"

#define NOT_GIVEN (-1)

/* What is read beside the meeting itself. */
typedef struct
{
  ZhihuiMeeting *meeting; /* borrowed */
  char          *state;   /* owned */
  guint          n_cases; /* rows of "cases" */
} MeetingDraft;

static const char *const state_words[] = {
  [ZHIHUI_MEETING_SCHEDULED] = "scheduled", [ZHIHUI_MEETING_OPEN] = "open",
  [ZHIHUI_MEETING_ENDED] = "ended",         [ZHIHUI_MEETING_CANCELLED] = "cancelled",
  [ZHIHUI_MEETING_POSTPONED] = "postponed",
};

/* ---- from JSON ---- */

/* The dashboard does not tell apart what comes after the end. */
static gboolean
parse_state (const char *word, ZhihuiMeetingState *state)
{
  static const char *const later[] = { "minuted", "tracked", "closed", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (state_words); i++)
    if (g_str_equal (state_words[i], word))
      {
        *state = (ZhihuiMeetingState) i;
        return TRUE;
      }

  *state = ZHIHUI_MEETING_ENDED;
  return g_strv_contains (later, word);
}

typedef struct
{
  char *name;
  char *short_name;
} NameDraft;

static const ZhihuiWireMember name_members[] = {
  ZHIHUI_WIRE_MAY (NameDraft, name, "name", TEXT),
  ZHIHUI_WIRE_MAY (NameDraft, short_name, "short_name", TEXT),
};

/* A unit by its name alone, the short one where there are two. A bare text is a name too. */
static gboolean
read_name (ZhihuiWireReader *reader, gpointer target)
{
  char    **name = target;
  NameDraft draft = { 0 };
  gboolean  ok;

  if (zhihui_wire_reader_peek (reader) == '"')
    return zhihui_wire_reader_read (reader, ZHIHUI_WIRE_TEXT, name);

  ok = zhihui_wire_reader_read_object (reader, name_members, G_N_ELEMENTS (name_members), &draft);
  g_free (*name);
  *name = draft.short_name != NULL ? draft.short_name : draft.name;
  if (draft.short_name != NULL)
    g_free (draft.name);
  if (!ok)
    return FALSE;

  return *name != NULL ? TRUE : zhihui_wire_reader_fail (reader, "name", "is missing");
}

static gboolean
read_unit_name (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray **names = target;
  char       *name = NULL;
  gboolean    ok = read_name (reader, &name);

  if (name != NULL)
    g_ptr_array_add (*names, name);
  return ok;
}

typedef struct
{
  char *text;
} DecisionDraft;

static const ZhihuiWireMember decision_members[] = {
  ZHIHUI_WIRE_NEED (DecisionDraft, text, "text", TEXT),
};

static gboolean
read_decision (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray   **decisions = target;
  DecisionDraft draft = { 0 };
  gboolean      ok = zhihui_wire_reader_read_object (
    reader, decision_members, G_N_ELEMENTS (decision_members), &draft);

  if (draft.text != NULL)
    g_ptr_array_add (*decisions, draft.text);
  return ok;
}

static gboolean
count_case (ZhihuiWireReader *reader, gpointer target)
{
  guint *n_cases = target;

  *n_cases += 1;
  return zhihui_wire_reader_skip (reader);
}

static const ZhihuiWireMember meeting_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiMeeting, id, "id", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiMeeting, kind, "kind", TEXT),
  ZHIHUI_WIRE_NEED (ZhihuiMeeting, title, "title", TEXT),
  ZHIHUI_WIRE_NEED (ZhihuiMeeting, starts_at, "starts_at", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiMeeting, ends_at, "ends_at", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiMeeting, started_at, "started_at", INSTANT),
  ZHIHUI_WIRE_MAY_VALUE (ZhihuiMeeting, host, "host_unit", read_name),
  ZHIHUI_WIRE_MAY_LIST (ZhihuiMeeting, units, "units", read_unit_name),
  ZHIHUI_WIRE_MAY (ZhihuiMeeting, n_cases, "cases_total", COUNT_32),
  ZHIHUI_WIRE_MAY (ZhihuiMeeting, participants_expected, "participants_expected", COUNT_32),
  ZHIHUI_WIRE_MAY (ZhihuiMeeting, participants_now, "participants_now", COUNT_32),
  ZHIHUI_WIRE_MAY (ZhihuiMeeting, join_url, "join_url", TEXT),
  ZHIHUI_WIRE_MAY_LIST (ZhihuiMeeting, decisions, "decisions", read_decision),
};

static const ZhihuiWireMember beside_members[] = {
  ZHIHUI_WIRE_NEED (MeetingDraft, state, "state", TEXT),
  ZHIHUI_WIRE_MAY_LIST (MeetingDraft, n_cases, "cases", count_case),
};

/* Reads the object twice, into the meeting and into the draft beside it. */
static gboolean
read_both (ZhihuiWireReader *reader, MeetingDraft *draft)
{
  const char *place = zhihui_wire_reader_get_place (reader);

  if (!zhihui_wire_reader_read_object (
        reader, meeting_members, G_N_ELEMENTS (meeting_members), draft->meeting))
    return FALSE;

  zhihui_wire_reader_set_place (reader, place);
  return zhihui_wire_reader_read_object (
    reader, beside_members, G_N_ELEMENTS (beside_members), draft);
}

static ZhihuiMeeting *
new_meeting (void)
{
  ZhihuiMeeting *meeting = g_new0 (ZhihuiMeeting, 1);

  meeting->ends_at = meeting->started_at = ZHIHUI_NO_INSTANT;
  meeting->participants_expected = meeting->participants_now = NOT_GIVEN;
  meeting->units = g_ptr_array_new_with_free_func (g_free);
  meeting->decisions = g_ptr_array_new_with_free_func (g_free);
  return meeting;
}

static void
settle_meeting (ZhihuiMeeting *meeting, const MeetingDraft *draft)
{
  zhihui_wire_fill_text (&meeting->kind, "review");
  zhihui_wire_fill_text (&meeting->host, "");
  meeting->ends_at = MAX (meeting->ends_at, meeting->starts_at);
  meeting->n_cases = MAX (meeting->n_cases, draft->n_cases);
}

static gboolean
read_meeting (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray    **items = target;
  ZhihuiMeeting *meeting = new_meeting ();
  MeetingDraft   draft = { .meeting = meeting };
  gboolean       ok = read_both (reader, &draft);

  if (ok && parse_state (draft.state, &meeting->state))
    {
      settle_meeting (meeting, &draft);
      g_ptr_array_add (*items, meeting);
    }
  else
    {
      zhihui_meeting_free (meeting);
    }

  g_free (draft.state);
  return ok;
}

static const ZhihuiWireMember meetings_members[] = {
  ZHIHUI_WIRE_STAMP (ZhihuiMeetings),
  ZHIHUI_WIRE_MAY_WINDOW (ZhihuiMeetings, window),
  ZHIHUI_WIRE_NEED_LIST (ZhihuiMeetings, items, "items", read_meeting),
};

/**
 * zhihui_wire_decode_meetings:
 * @body: the answer of /meetings
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the meetings whose state is known here
 */
ZhihuiMeetings *
zhihui_wire_decode_meetings (GBytes *body, GError **error)
{
  g_autoptr (ZhihuiMeetings) self = zhihui_meetings_new ();

  zhihui_wire_unset_window (&self->window);
  if (!zhihui_wire_read_root (
        body, meetings_members, G_N_ELEMENTS (meetings_members), self, error) ||
      !zhihui_wire_settle_head (&self->stamp, &self->window, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* ---- to JSON ---- */

static void
write_texts (ZhihuiWireWriter *writer, const char *list, const char *member, GPtrArray *texts)
{
  zhihui_wire_writer_open_list (writer, list);
  for (guint i = 0; texts != NULL && i < texts->len; i++)
    {
      zhihui_wire_writer_open_object (writer, NULL);
      zhihui_wire_writer_text (writer, member, g_ptr_array_index (texts, i));
      zhihui_wire_writer_close_object (writer);
    }
  zhihui_wire_writer_close_list (writer);
}

static void
write_participants (ZhihuiWireWriter *writer, const char *name, int n)
{
  if (n >= 0)
    zhihui_wire_writer_integer (writer, name, n);
  else
    zhihui_wire_writer_null (writer, name);
}

static void
write_meeting (ZhihuiWireWriter *writer, const ZhihuiMeeting *meeting)
{
  zhihui_wire_writer_open_object (writer, NULL);
  zhihui_wire_writer_text (writer, "id", meeting->id);
  zhihui_wire_writer_text (writer, "kind", meeting->kind);
  zhihui_wire_writer_text (writer, "title", meeting->title);
  zhihui_wire_writer_text (writer, "state", state_words[meeting->state]);
  zhihui_wire_writer_instant (writer, "starts_at", meeting->starts_at);
  zhihui_wire_writer_instant (writer, "ends_at", meeting->ends_at);
  zhihui_wire_writer_instant (writer, "started_at", meeting->started_at);
  zhihui_wire_writer_open_object (writer, "host_unit");
  zhihui_wire_writer_text (writer, "name", meeting->host != NULL ? meeting->host : "");
  zhihui_wire_writer_close_object (writer);
  write_texts (writer, "units", "name", meeting->units);
  zhihui_wire_writer_integer (writer, "cases_total", meeting->n_cases);
  write_participants (writer, "participants_expected", meeting->participants_expected);
  write_participants (writer, "participants_now", meeting->participants_now);
  if (meeting->join_url != NULL)
    zhihui_wire_writer_text (writer, "join_url", meeting->join_url);
  write_texts (writer, "decisions", "text", meeting->decisions);
  zhihui_wire_writer_close_object (writer);
}

/**
 * zhihui_wire_encode_meetings:
 * @meetings: the meetings, already cut to what the reader's scope may see
 * @zone: zone of the times
 *
 * Returns: (transfer full): the answer of /meetings
 */
char *
zhihui_wire_encode_meetings (ZhihuiMeetings *meetings, ZhihuiZone *zone)
{
  ZhihuiWireWriter writer;

  g_return_val_if_fail (meetings != NULL && zone != NULL, NULL);

  zhihui_wire_open_list (&writer, zone, &meetings->stamp, &meetings->window);
  zhihui_wire_writer_open_list (&writer, "items");
  for (guint i = 0; i < meetings->items->len; i++)
    write_meeting (&writer, g_ptr_array_index (meetings->items, i));

  return zhihui_wire_close_list (&writer, NULL);
}
