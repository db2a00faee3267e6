/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wire.h"

#include "zhihui-case-words.h"
#include "zhihui-wire-parts.h"

/* A page of ours has at most 500; another platform shall not fill the memory. */
#define MAX_ITEMS 20000
#define MAX_EVENTS 20000
#define MAX_PARTS 1000

/* Reads an object by its table; for values that are parts of a struct. */
#define READ_OBJECT(reader, members, target)                                                       \
  zhihui_wire_reader_read_object (reader, members, G_N_ELEMENTS (members), target)

static gboolean
check_room (ZhihuiWireReader *reader, const GPtrArray *list, guint max)
{
  return list->len < max ? TRUE : zhihui_wire_reader_fail (reader, NULL, "is one too many");
}

/* ---- units, topics ---- */

static const ZhihuiWireMember unit_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiUnitName, id, "id", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiUnitName, name, "name", TEXT),
};

static gboolean
read_unit (ZhihuiWireReader *reader, gpointer target)
{
  return READ_OBJECT (reader, unit_members, target);
}

static void
settle_unit (ZhihuiUnitName *unit)
{
  zhihui_wire_fill_text (&unit->id, "");
  zhihui_wire_fill_text (&unit->name, unit->id);
}

static const ZhihuiWireMember topic_members[] = {
  ZHIHUI_WIRE_MAY (ZhihuiDeskCase, topic_code, "code", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiDeskCase, topic, "name", TEXT),
};

static gboolean
read_topic (ZhihuiWireReader *reader, gpointer target)
{
  return READ_OBJECT (reader, topic_members, target);
}

/* ---- the work of units ---- */

static const ZhihuiWireMember work_members[] = {
  ZHIHUI_WIRE_MAY (ZhihuiCaseWork, seq, "seq", COUNT),
  ZHIHUI_WIRE_NEED_VALUE (ZhihuiCaseWork, unit, "unit", read_unit),
  ZHIHUI_WIRE_MAY (ZhihuiCaseWork, dispatched_at, "dispatched_at", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiCaseWork, sign_due_at, "sign_due_at", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiCaseWork, signed_at, "signed_at", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiCaseWork, contact_due_at, "contact_due_at", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiCaseWork, contacted_at, "contacted_at", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiCaseWork, due_at, "due_at", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiCaseWork, replied_at, "replied_at", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiCaseWork, is_redo, "redo", BOOLEAN),
  ZHIHUI_WIRE_MAY (ZhihuiCaseWork, is_extended, "extended", BOOLEAN),
  ZHIHUI_WIRE_MAY (ZhihuiCaseWork, suspended_at, "suspended_at", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiCaseWork, return_requested_at, "return_requested_at", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiCaseWork, return_accepted, "return_accepted", BOOLEAN),
  ZHIHUI_WIRE_MAY (ZhihuiCaseWork, due_rule, "due_rule", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiCaseWork, is_provisional, "calendar_provisional", BOOLEAN),
};

static gboolean
read_work (ZhihuiWireReader *reader, gpointer target)
{
  ZhihuiCaseWork **work = target;

  *work = zhihui_case_work_new ();
  if (!READ_OBJECT (reader, work_members, *work))
    return FALSE;

  settle_unit (&(*work)->unit);
  zhihui_wire_fill_text (&(*work)->due_rule, "");
  return TRUE;
}

static const ZhihuiWireMember part_members[] = {
  ZHIHUI_WIRE_NEED_VALUE (ZhihuiCasePart, unit, "unit", read_unit),
  ZHIHUI_WIRE_MAY (ZhihuiCasePart, dispatched_at, "dispatched_at", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiCasePart, due_at, "due_at", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiCasePart, signed_at, "signed_at", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiCasePart, replied_at, "replied_at", INSTANT),
};

static gboolean
read_part (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray     **parts = target;
  ZhihuiCasePart *part;

  if (!check_room (reader, *parts, MAX_PARTS))
    return FALSE;

  part = zhihui_case_part_new ();
  g_ptr_array_add (*parts, part);
  if (!READ_OBJECT (reader, part_members, part))
    return FALSE;

  settle_unit (&part->unit);
  return TRUE;
}

/* ---- what happened ---- */

static const ZhihuiWireMember event_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiCaseEvent, at, "at", INSTANT),
  ZHIHUI_WIRE_NEED (ZhihuiCaseEvent, type, "type", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiCaseEvent, actor_role, "actor_role", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiCaseEvent, unit_id, "unit", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiCaseEvent, text, "text", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiCaseEvent, by, "by", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiCaseEvent, role, "role", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiCaseEvent, level, "level", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiCaseEvent, accepted, "accepted", BOOLEAN),
  ZHIHUI_WIRE_MAY (ZhihuiCaseEvent, days, "days", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiCaseEvent, due_at, "due_at", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiCaseEvent, solved, "solved", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiCaseEvent, into, "into", TEXT),
};

static gboolean
read_event (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray       *events = target;
  ZhihuiCaseEvent *event;

  if (!check_room (reader, events, MAX_EVENTS))
    return FALSE;

  event = zhihui_case_event_new ();
  g_ptr_array_add (events, event);
  if (!READ_OBJECT (reader, event_members, event))
    return FALSE;

  zhihui_wire_fill_text (&event->actor_role, "");
  zhihui_wire_fill_text (&event->unit_id, "");
  zhihui_wire_fill_text (&event->text, "");
  zhihui_wire_fill_text (&event->by, "");
  zhihui_wire_fill_text (&event->role, "");
  zhihui_wire_fill_text (&event->solved, "");
  zhihui_wire_fill_text (&event->into, "");
  return TRUE;
}

static gboolean
read_events (ZhihuiWireReader *reader, gpointer target)
{
  ZhihuiDeskCase *one = target;

  one->events = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_case_event_free);
  return zhihui_wire_reader_read_array (reader, read_event, one->events);
}

/* ---- a case ---- */

static const ZhihuiWireMember complainant_members[] = {
  ZHIHUI_WIRE_MAY (ZhihuiDeskCase, complainant, "display", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiDeskCase, phone, "phone", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiDeskCase, address, "address", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiDeskCase, is_masked, "masked", BOOLEAN),
};

static gboolean
read_complainant (ZhihuiWireReader *reader, gpointer target)
{
  return READ_OBJECT (reader, complainant_members, target);
}

static const ZhihuiWireMember clock_members[] = {
  ZHIHUI_WIRE_MAY (ZhihuiDeskCase, accept_due_at, "accept_due_at", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiDeskCase, dispatch_due_at, "dispatch_due_at", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiDeskCase, objection_due_at, "objection_due_at", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiDeskCase, call_back_due_at, "call_back_due_at", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiDeskCase, fix_due_at, "fix_due_at", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiDeskCase, notice_due_at, "notice_due_at", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiDeskCase, close_due_at, "close_due_at", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiDeskCase, close_extended, "close_extended", BOOLEAN),
  ZHIHUI_WIRE_MAY (ZhihuiDeskCase, close_suspended, "suspended", BOOLEAN),
};

static gboolean
read_clocks (ZhihuiWireReader *reader, gpointer target)
{
  return READ_OBJECT (reader, clock_members, target);
}

/* Marks that are not known here are passed over. */
static gboolean
read_mark (ZhihuiWireReader *reader, gpointer target)
{
  guint           *marks = target;
  g_autofree char *word = NULL;

  if (!zhihui_wire_reader_read (reader, ZHIHUI_WIRE_TEXT, &word))
    return FALSE;

  *marks |= zhihui_case_mark_from_id (word);
  return TRUE;
}

static const ZhihuiWireMember case_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiDeskCase, id, "id", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiDeskCase, no, "no", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiDeskCase, type, "type", TEXT),
  ZHIHUI_WIRE_MAY_PART ("topic", read_topic),
  ZHIHUI_WIRE_MAY (ZhihuiDeskCase, channel, "channel", TEXT),
  ZHIHUI_WIRE_NEED (ZhihuiDeskCase, state, "state", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiDeskCase, region, "region", TEXT),
  ZHIHUI_WIRE_NEED (ZhihuiDeskCase, submitted_at, "submitted_at", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiDeskCase, accepted_at, "accepted_at", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiDeskCase, closed_at, "closed_at", INSTANT),
  ZHIHUI_WIRE_MAY (ZhihuiDeskCase, title, "title", TEXT),
  ZHIHUI_WIRE_MAY_PART ("complainant", read_complainant),
  ZHIHUI_WIRE_MAY_LIST (ZhihuiDeskCase, marks, "marks", read_mark),
  ZHIHUI_WIRE_MAY_VALUE (ZhihuiDeskCase, work, "assignment", read_work),
  ZHIHUI_WIRE_MAY_LIST (ZhihuiDeskCase, parts, "co", read_part),
  ZHIHUI_WIRE_MAY_PART ("clocks", read_clocks),
  ZHIHUI_WIRE_MAY (ZhihuiDeskCase, updated_at, "updated_at", INSTANT),
  ZHIHUI_WIRE_MAY_PART ("events", read_events),
};

static void
settle_case (ZhihuiDeskCase *one)
{
  char **const texts[] = { &one->type,  &one->topic_code,  &one->channel, &one->region,
                           &one->title, &one->complainant, &one->phone,   &one->address };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    zhihui_wire_fill_text (texts[i], "");
  zhihui_wire_fill_text (&one->no, one->id);
  zhihui_wire_fill_text (&one->topic, one->topic_code);
}

static gboolean
read_case (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray     **items = target;
  ZhihuiDeskCase *one;

  if (!check_room (reader, *items, MAX_ITEMS))
    return FALSE;

  one = zhihui_desk_case_new ();
  g_ptr_array_add (*items, one);
  if (!READ_OBJECT (reader, case_members, one))
    return FALSE;

  settle_case (one);
  return TRUE;
}

static const ZhihuiWireMember cases_members[] = {
  ZHIHUI_WIRE_STAMP (ZhihuiDeskCases),
  ZHIHUI_WIRE_MAY (ZhihuiDeskCases, n_restricted, "restricted_total", COUNT),
  ZHIHUI_WIRE_NEED_LIST (ZhihuiDeskCases, items, "items", read_case),
  ZHIHUI_WIRE_MAY (ZhihuiDeskCases, next, "next", TEXT),
};

/**
 * zhihui_wire_decode_cases:
 * @body: the answer of /cases or /cases/{id}
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the cases, with their events where these are told
 */
ZhihuiDeskCases *
zhihui_wire_decode_cases (GBytes *body, GError **error)
{
  g_autoptr (ZhihuiDeskCases) self = zhihui_desk_cases_new ();

  if (!zhihui_wire_read_root (body, cases_members, G_N_ELEMENTS (cases_members), self, error) ||
      !zhihui_wire_settle_head (&self->stamp, NULL, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* ---- requests ---- */

static const ZhihuiWireMember request_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiDeskRequest, id, "id", TEXT),
  ZHIHUI_WIRE_NEED (ZhihuiDeskRequest, kind, "kind", TEXT),
  ZHIHUI_WIRE_NEED (ZhihuiDeskRequest, requested_at, "requested_at", INSTANT),
  ZHIHUI_WIRE_NEED (ZhihuiDeskRequest, case_id, "case", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiDeskRequest, no, "no", TEXT),
  ZHIHUI_WIRE_NEED_VALUE (ZhihuiDeskRequest, unit, "unit", read_unit),
  ZHIHUI_WIRE_MAY (ZhihuiDeskRequest, days, "days", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiDeskRequest, reason, "reason", TEXT),
  ZHIHUI_WIRE_MAY (ZhihuiDeskRequest, due_at, "due_at", INSTANT),
};

static gboolean
read_request (ZhihuiWireReader *reader, gpointer target)
{
  GPtrArray        **items = target;
  ZhihuiDeskRequest *request;

  if (!check_room (reader, *items, MAX_ITEMS))
    return FALSE;

  request = zhihui_desk_request_new ();
  g_ptr_array_add (*items, request);
  if (!READ_OBJECT (reader, request_members, request))
    return FALSE;

  settle_unit (&request->unit);
  zhihui_wire_fill_text (&request->no, request->case_id);
  zhihui_wire_fill_text (&request->reason, "");
  return TRUE;
}

static const ZhihuiWireMember requests_members[] = {
  ZHIHUI_WIRE_STAMP (ZhihuiDeskRequests),
  ZHIHUI_WIRE_MAY (ZhihuiDeskRequests, n_restricted, "restricted_total", COUNT),
  ZHIHUI_WIRE_NEED_LIST (ZhihuiDeskRequests, items, "items", read_request),
  ZHIHUI_WIRE_MAY (ZhihuiDeskRequests, next, "next", TEXT),
};

/**
 * zhihui_wire_decode_requests:
 * @body: the answer of /requests
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what units wait for
 */
ZhihuiDeskRequests *
zhihui_wire_decode_requests (GBytes *body, GError **error)
{
  g_autoptr (ZhihuiDeskRequests) self = zhihui_desk_requests_new ();

  if (!zhihui_wire_read_root (
        body, requests_members, G_N_ELEMENTS (requests_members), self, error) ||
      !zhihui_wire_settle_head (&self->stamp, NULL, error))
    return NULL;

  return g_steal_pointer (&self);
}
