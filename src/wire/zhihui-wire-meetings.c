/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wire.h"

#include "zhihui-meeting.h"
#include "zhihui-wire-parts.h"

#define NOT_GIVEN (-1)

/* What is read beside the meeting itself. */
typedef struct
{
  ZhihuiMeeting *meeting; /* borrowed */
  char          *state;   /* owned */
} MeetingDraft;

/* ---- from JSON ---- */

/* What comes after the end is an end; the finer word is kept beside. */
static gboolean
parse_state (const char *word, ZhihuiMeeting *meeting)
{
  static const char *const later[] = { "minuted", "tracked", "closed", NULL };

  for (ZhihuiMeetingState i = 0; zhihui_meeting_state_get_id (i) != NULL; i++)
    if (g_str_equal (zhihui_meeting_state_get_id (i), word))
      {
        meeting->state = i;
        return TRUE;
      }

  if (!g_strv_contains (later, word))
    return FALSE;
  meeting->state = ZHIHUI_MEETING_ENDED;
  meeting->word = g_strdup (word);
  return TRUE;
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

/* A unit by its name alone, the short one where there are two. A bare text is a name too.
 * @draft: begins what @members are of; its name is left to the caller, also of what is refused */
static gboolean
read_draft (ZhihuiWireReader       *reader,
            const ZhihuiWireMember *members,
            guint                   n_members,
            NameDraft              *draft)
{
  gboolean ok = zhihui_wire_reader_peek (reader) == '"'
                  ? zhihui_wire_reader_read (reader, ZHIHUI_WIRE_TEXT, &draft->name)
                  : zhihui_wire_reader_read_object (reader, members, n_members, draft);

  if (draft->short_name != NULL)
    {
      g_free (draft->name);
      draft->name = g_steal_pointer (&draft->short_name);
    }
  return ok && draft->name == NULL ? zhihui_wire_reader_fail (reader, "name", "is missing") : ok;
}

static gboolean
read_name (ZhihuiWireReader *reader, gpointer target)
{
  char    **name = target;
  NameDraft draft = { 0 };
  gboolean  ok = read_draft (reader, name_members, G_N_ELEMENTS (name_members), &draft);

  g_free (*name);
  *name = draft.name;
  return ok;
}

typedef struct
{
  NameDraft unit;
  gint64    at;
} JoinedDraft;

static const ZhihuiWireMember joined_members[] = {
  ZHIHUI_WIRE_MAY (JoinedDraft, unit.name, "name", TEXT),
  ZHIHUI_WIRE_MAY (JoinedDraft, unit.short_name, "short_name", TEXT),
  ZHIHUI_WIRE_MAY (JoinedDraft, at, "at", INSTANT),
};

/* As a unit by its name, and when it came. */
static gboolean
read_joined (ZhihuiWireReader *reader, gpointer target)
{
  ZhihuiMeeting *meeting = target;
  JoinedDraft    draft = { .at = ZHIHUI_NO_INSTANT };

  if (!read_draft (reader, joined_members, G_N_ELEMENTS (joined_members), &draft.unit))
    {
      g_free (draft.unit.name);
      return FALSE;
    }
  g_ptr_array_add (meeting->joined, draft.unit.name);
  g_array_append_val (meeting->joined_at, draft.at);
  return TRUE;
}

static gboolean
read_all_joined (ZhihuiWireReader *reader, gpointer target)
{
  return zhihui_wire_reader_read_array (reader, read_joined, target);
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

static const ZhihuiWireMember decision_members[] = {
  ZHIHUI_WIRE_MAY (ZhihuiDecision, id, "id", TEXT),
  ZHIHUI_WIRE_NEED (ZhihuiDecision, text, "text", TEXT),
  ZHIHUI_WIRE_MAY_VALUE (ZhihuiDecision, unit, "unit", read_name),
  ZHIHUI_WIRE_MAY (ZhihuiDecision, state, "state", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiDecision, due_at, "due_at", INSTANT),
};

static gboolean
read_decision (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray     **decisions = target;
  ZhihuiDecision *decision = g_new0 (ZhihuiDecision, 1);

  decision->due_at = ZHIHUI_NO_INSTANT;
  g_ptr_array_add (*decisions, decision);
  if (!zhihui_wire_reader_read_object (
        reader, decision_members, G_N_ELEMENTS (decision_members), decision))
    return FALSE;

  zhihui_wire_fill_text (&decision->id, "");
  zhihui_wire_fill_text (&decision->unit, "");
  zhihui_wire_fill_text (&decision->state, "");
  return TRUE;
}

static const ZhihuiWireMember step_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiCaseStep, name, "name", TEXT),
  ZHIHUI_WIRE_MAY_VALUE (ZhihuiCaseStep, unit, "unit", read_name),
  ZHIHUI_WIRE_MAY (ZhihuiCaseStep, since, "since", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiCaseStep, at, "at", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiCaseStep, due_at, "due_at", INSTANT),
};

static gboolean
read_step (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray     **steps = target;
  ZhihuiCaseStep *step = g_new0 (ZhihuiCaseStep, 1);

  step->since = step->at = step->due_at = ZHIHUI_NO_INSTANT;
  g_ptr_array_add (*steps, step);
  if (!zhihui_wire_reader_read_object (reader, step_members, G_N_ELEMENTS (step_members), step))
    return FALSE;

  zhihui_wire_fill_text (&step->unit, "");
  return TRUE;
}

static const ZhihuiWireMember case_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiMeetingCase, id, "id", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiMeetingCase, stage, "stage", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiMeetingCase, topic, "topic", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiMeetingCase, type, "type", TEXT),
  ZHIHUI_WIRE_MAY_VALUE (ZhihuiMeetingCase, unit, "unit", read_name),
  ZHIHUI_WIRE_MAY_LIST (ZhihuiMeetingCase, steps, "steps", read_step),
};

/* A bare text is an id. */
static gboolean
read_case (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray        **cases = target;
  ZhihuiMeetingCase *one = g_new0 (ZhihuiMeetingCase, 1);
  gboolean           ok;

  one->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_case_step_free);
  g_ptr_array_add (*cases, one);
  ok = zhihui_wire_reader_peek (reader) == '"'
         ? zhihui_wire_reader_read (reader, ZHIHUI_WIRE_TEXT, &one->id)
         : zhihui_wire_reader_read_object (reader, case_members, G_N_ELEMENTS (case_members), one);
  zhihui_wire_fill_text (&one->stage, "");
  zhihui_wire_fill_text (&one->topic, "");
  zhihui_wire_fill_text (&one->type, "");
  zhihui_wire_fill_text (&one->unit, "");
  return ok;
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
  ZHIHUI_WIRE_MAY_PART ("joined", read_all_joined),
  ZHIHUI_WIRE_MAY (ZhihuiMeeting, room, "room", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiMeeting, n_cases, "cases_total", COUNT_32),
  ZHIHUI_WIRE_MAY (ZhihuiMeeting, participants_expected, "participants_expected", COUNT_32),
  ZHIHUI_WIRE_MAY (ZhihuiMeeting, participants_now, "participants_now", COUNT_32),
  ZHIHUI_WIRE_MAY (ZhihuiMeeting, received, "received", COUNT_32),
  ZHIHUI_WIRE_MAY (ZhihuiMeeting, join_url, "join_url", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiMeeting, room_url, "room_url", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiMeeting, sequence, "sequence", COUNT),
  ZHIHUI_WIRE_MAY_LIST (ZhihuiMeeting, cases, "cases", read_case),
  ZHIHUI_WIRE_MAY_LIST (ZhihuiMeeting, decisions, "decisions", read_decision),
};

static const ZhihuiWireMember beside_members[] = {
  ZHIHUI_WIRE_NEED (MeetingDraft, state, "state", TEXT),
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

  meeting->ends_at = meeting->started_at = meeting->changed_at = ZHIHUI_NO_INSTANT;
  meeting->participants_expected = meeting->participants_now = meeting->received = NOT_GIVEN;
  meeting->units = g_ptr_array_new_with_free_func (g_free);
  meeting->joined = g_ptr_array_new_with_free_func (g_free);
  meeting->joined_at = g_array_new (FALSE, FALSE, sizeof (gint64));
  meeting->cases = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_meeting_case_free);
  meeting->decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_decision_free);
  return meeting;
}

static void
settle_meeting (ZhihuiMeeting *meeting)
{
  zhihui_wire_fill_text (&meeting->kind, "review");
  zhihui_wire_fill_text (&meeting->host, "");
  meeting->ends_at = MAX (meeting->ends_at, meeting->starts_at);
  meeting->n_cases = MAX (meeting->n_cases, meeting->cases->len);
}

static gboolean
read_meeting (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray    **items = target;
  ZhihuiMeeting *meeting = new_meeting ();
  MeetingDraft   draft = { .meeting = meeting };
  gboolean       ok = read_both (reader, &draft);

  if (ok && parse_state (draft.state, meeting))
    {
      settle_meeting (meeting);
      g_ptr_array_add (*items, meeting);
    }
  else
    {
      zhihui_meeting_free (meeting);
    }

  g_free (draft.state);
  return ok;
}

static const ZhihuiWireMember totals_members[] = {
  ZHIHUI_WIRE_MAY (ZhihuiMeetingTotals, sessions, "sessions", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiMeetingTotals, cases, "cases", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiMeetingTotals, received, "received", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiMeetingTotals, decisions, "decisions", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiMeetingTotals, decisions_open, "decisions_open", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiMeetingTotals, decisions_overdue, "decisions_overdue", COUNT),
};

static gboolean
read_totals (ZhihuiWireReader *reader, gpointer target)
{
  ZhihuiMeetings *self = target;

  self->has_totals = TRUE;
  return zhihui_wire_reader_read_object (
    reader, totals_members, G_N_ELEMENTS (totals_members), &self->totals);
}

static const ZhihuiWireMember meetings_members[] = {
  ZHIHUI_WIRE_STAMP (ZhihuiMeetings),
  ZHIHUI_WIRE_MAY_WINDOW (ZhihuiMeetings, window),
  ZHIHUI_WIRE_MAY_PART ("totals", read_totals),
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
write_name (ZhihuiWireWriter *writer, const char *member, const char *name)
{
  zhihui_wire_writer_open_object (writer, member);
  zhihui_wire_writer_text (writer, "name", name != NULL ? name : "");
  zhihui_wire_writer_close_object (writer);
}

static void
write_units (ZhihuiWireWriter *writer, const char *member, GPtrArray *units)
{
  zhihui_wire_writer_open_list (writer, member);
  for (guint i = 0; units != NULL && i < units->len; i++)
    write_name (writer, NULL, g_ptr_array_index (units, i));
  zhihui_wire_writer_close_list (writer);
}

static void
write_joined (ZhihuiWireWriter *writer, const ZhihuiMeeting *meeting)
{
  zhihui_wire_writer_open_list (writer, "joined");
  for (guint i = 0; i < meeting->joined->len; i++)
    {
      gint64 at = meeting->joined_at != NULL && i < meeting->joined_at->len
                    ? g_array_index (meeting->joined_at, gint64, i)
                    : ZHIHUI_NO_INSTANT;

      zhihui_wire_writer_open_object (writer, NULL);
      zhihui_wire_writer_text (writer, "name", meeting->joined->pdata[i]);
      if (at != ZHIHUI_NO_INSTANT)
        zhihui_wire_writer_instant (writer, "at", at);
      zhihui_wire_writer_close_object (writer);
    }
  zhihui_wire_writer_close_list (writer);
}

static void
write_step (ZhihuiWireWriter *writer, const ZhihuiCaseStep *step)
{
  zhihui_wire_writer_open_object (writer, NULL);
  zhihui_wire_writer_text (writer, "name", step->name);
  if (*step->unit != '\0')
    write_name (writer, "unit", step->unit);
  if (step->since != ZHIHUI_NO_INSTANT)
    zhihui_wire_writer_instant (writer, "since", step->since);
  zhihui_wire_writer_instant (writer, "at", step->at);
  if (step->due_at != ZHIHUI_NO_INSTANT)
    zhihui_wire_writer_instant (writer, "due_at", step->due_at);
  zhihui_wire_writer_close_object (writer);
}

static void
write_case (ZhihuiWireWriter *writer, const ZhihuiMeetingCase *one)
{
  zhihui_wire_writer_open_object (writer, NULL);
  zhihui_wire_writer_text (writer, "id", one->id);
  zhihui_wire_writer_text (writer, "stage", one->stage);
  if (one->topic != NULL && *one->topic != '\0')
    zhihui_wire_writer_text (writer, "topic", one->topic);
  if (one->type != NULL && *one->type != '\0')
    zhihui_wire_writer_text (writer, "type", one->type);
  if (one->unit != NULL && *one->unit != '\0')
    write_name (writer, "unit", one->unit);
  if (one->steps != NULL && one->steps->len > 0)
    {
      zhihui_wire_writer_open_list (writer, "steps");
      for (guint i = 0; i < one->steps->len; i++)
        write_step (writer, one->steps->pdata[i]);
      zhihui_wire_writer_close_list (writer);
    }
  zhihui_wire_writer_close_object (writer);
}

static void
write_cases (ZhihuiWireWriter *writer, GPtrArray *cases)
{
  if (cases == NULL || cases->len == 0)
    return;

  zhihui_wire_writer_open_list (writer, "cases");
  for (guint i = 0; i < cases->len; i++)
    write_case (writer, cases->pdata[i]);
  zhihui_wire_writer_close_list (writer);
}

static void
write_decisions (ZhihuiWireWriter *writer, GPtrArray *decisions)
{
  zhihui_wire_writer_open_list (writer, "decisions");
  for (guint i = 0; decisions != NULL && i < decisions->len; i++)
    {
      const ZhihuiDecision *decision = decisions->pdata[i];

      zhihui_wire_writer_open_object (writer, NULL);
      if (*decision->id != '\0')
        zhihui_wire_writer_text (writer, "id", decision->id);
      zhihui_wire_writer_text (writer, "text", decision->text);
      if (*decision->unit != '\0')
        write_name (writer, "unit", decision->unit);
      if (decision->due_at != ZHIHUI_NO_INSTANT)
        zhihui_wire_writer_instant (writer, "due_at", decision->due_at);
      if (*decision->state != '\0')
        zhihui_wire_writer_text (writer, "state", decision->state);
      zhihui_wire_writer_close_object (writer);
    }
  zhihui_wire_writer_close_list (writer);
}

static void
write_totals (ZhihuiWireWriter *writer, const ZhihuiMeetingTotals *totals)
{
  zhihui_wire_writer_open_object (writer, "totals");
  zhihui_wire_writer_integer (writer, "sessions", totals->sessions);
  zhihui_wire_writer_integer (writer, "cases", totals->cases);
  zhihui_wire_writer_integer (writer, "received", totals->received);
  zhihui_wire_writer_integer (writer, "decisions", totals->decisions);
  zhihui_wire_writer_integer (writer, "decisions_open", totals->decisions_open);
  zhihui_wire_writer_integer (writer, "decisions_overdue", totals->decisions_overdue);
  zhihui_wire_writer_close_object (writer);
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
  zhihui_wire_writer_text (writer,
                           "state",
                           meeting->word != NULL ? meeting->word
                                                 : zhihui_meeting_state_get_id (meeting->state));
  zhihui_wire_writer_instant (writer, "starts_at", meeting->starts_at);
  zhihui_wire_writer_instant (writer, "ends_at", meeting->ends_at);
  zhihui_wire_writer_instant (writer, "started_at", meeting->started_at);
  write_name (writer, "host_unit", meeting->host);
  write_units (writer, "units", meeting->units);
  if (meeting->joined != NULL && meeting->joined->len > 0)
    write_joined (writer, meeting);
  if (meeting->room != NULL && *meeting->room != '\0')
    zhihui_wire_writer_text (writer, "room", meeting->room);
  zhihui_wire_writer_integer (writer, "cases_total", meeting->n_cases);
  write_participants (writer, "participants_expected", meeting->participants_expected);
  write_participants (writer, "participants_now", meeting->participants_now);
  if (meeting->received >= 0)
    zhihui_wire_writer_integer (writer, "received", meeting->received);
  if (meeting->join_url != NULL)
    zhihui_wire_writer_text (writer, "join_url", meeting->join_url);
  if (meeting->room_url != NULL)
    zhihui_wire_writer_text (writer, "room_url", meeting->room_url);
  if (meeting->sequence > 0)
    zhihui_wire_writer_integer (writer, "sequence", meeting->sequence);
  write_cases (writer, meeting->cases);
  write_decisions (writer, meeting->decisions);
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
  if (meetings->has_totals)
    write_totals (&writer, &meetings->totals);
  zhihui_wire_writer_open_list (&writer, "items");
  for (guint i = 0; i < meetings->items->len; i++)
    write_meeting (&writer, g_ptr_array_index (meetings->items, i));

  return zhihui_wire_close_list (&writer, NULL);
}
