/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wire-telling.h"

#include "zhihui-wire-parts.h"
#include "zhihui-wire-writer.h"

/* Names nobody: who told it is in the data. */
#define SOURCE "/desk"

/**
 * zhihui_wire_encode_alert_note:
 * @by: name of the person
 * @note: what they say; "" nothing
 *
 * Returns: (transfer full): the body of POST /alerts/{id}/ack
 */
char *
zhihui_wire_encode_alert_note (const char *by, const char *note)
{
  ZhihuiWireWriter writer;

  g_return_val_if_fail (by != NULL && note != NULL, NULL);

  zhihui_wire_writer_init (&writer, NULL);
  zhihui_wire_writer_open_object (&writer, NULL);
  zhihui_wire_writer_text (&writer, "by", by);
  zhihui_wire_writer_text (&writer, "note", note);
  zhihui_wire_writer_close_object (&writer);
  return zhihui_wire_writer_finish (&writer);
}

/* The envelope of CloudEvents 1.0, up to its data. */
static void
open_event (
  ZhihuiWireWriter *writer, ZhihuiZone *zone, const char *id, const char *about, const char *name)
{
  g_autofree char *type = g_strdup_printf ("cn.zhihui.%s.%s.v1", about, name);

  zhihui_wire_writer_init (writer, zone);
  zhihui_wire_writer_open_object (writer, NULL);
  zhihui_wire_writer_text (writer, "specversion", "1.0");
  zhihui_wire_writer_text (writer, "id", id);
  zhihui_wire_writer_text (writer, "source", SOURCE);
  zhihui_wire_writer_text (writer, "type", type);
  zhihui_wire_writer_open_object (writer, "data");
}

static char *
close_event (ZhihuiWireWriter *writer)
{
  zhihui_wire_writer_close_object (writer);
  zhihui_wire_writer_close_object (writer);
  return zhihui_wire_writer_finish (writer);
}

/**
 * zhihui_wire_encode_remark:
 * @remark: what is said of a case
 *
 * Returns: (transfer full): the body of POST /cases/{id}/events; its time is that of its arrival
 */
char *
zhihui_wire_encode_remark (const ZhihuiCaseRemark *remark)
{
  ZhihuiWireWriter writer;

  g_return_val_if_fail (remark->id != NULL && remark->name != NULL, NULL);
  g_return_val_if_fail (remark->by != NULL && remark->text != NULL, NULL);

  open_event (&writer, NULL, remark->id, "case", remark->name);
  zhihui_wire_writer_text (&writer, "text", remark->text);
  zhihui_wire_writer_text (&writer, "by", remark->by);
  return close_event (&writer);
}

/**
 * zhihui_wire_encode_export:
 * @note: what is handed over
 *
 * Returns: (transfer full): the body of POST /exports
 */
char *
zhihui_wire_encode_export (const ZhihuiExportNote *note)
{
  ZhihuiWireWriter writer;

  g_return_val_if_fail (note->kind != NULL && note->title != NULL, NULL);
  g_return_val_if_fail (note->digest != NULL && note->by != NULL, NULL);

  zhihui_wire_writer_init (&writer, NULL);
  zhihui_wire_writer_open_object (&writer, NULL);
  zhihui_wire_writer_text (&writer, "kind", note->kind);
  zhihui_wire_writer_text (&writer, "title", note->title);
  zhihui_wire_writer_text (&writer, "digest", note->digest);
  zhihui_wire_writer_integer (&writer, "rows", note->n_rows);
  zhihui_wire_writer_text (&writer, "by", note->by);
  zhihui_wire_writer_close_object (&writer);
  return zhihui_wire_writer_finish (&writer);
}

static void
write_list (ZhihuiWireWriter *writer, const char *name, const char *const *words)
{
  zhihui_wire_writer_open_list (writer, name);
  for (; words != NULL && *words != NULL; words++)
    zhihui_wire_writer_text (writer, NULL, *words);
  zhihui_wire_writer_close_list (writer);
}

/**
 * zhihui_wire_encode_meeting_plan:
 * @plan: who meets when about what
 * @zone: of the times
 *
 * Returns: (transfer full): the body of POST /meetings
 */
char *
zhihui_wire_encode_meeting_plan (const ZhihuiMeetingPlan *plan, ZhihuiZone *zone)
{
  ZhihuiWireWriter writer;

  g_return_val_if_fail (plan->id != NULL && plan->by != NULL && plan->title != NULL, NULL);
  g_return_val_if_fail (plan->kind != NULL && plan->host_unit != NULL && zone != NULL, NULL);

  open_event (&writer, zone, plan->id, "meeting", plan->is_draft ? "drafted" : "scheduled");
  zhihui_wire_writer_text (&writer, "by", plan->by);
  zhihui_wire_writer_text (&writer, "kind", plan->kind);
  zhihui_wire_writer_text (&writer, "title", plan->title);
  if (plan->public_title != NULL)
    zhihui_wire_writer_text (&writer, "public_title", plan->public_title);
  zhihui_wire_writer_text (&writer, "host_unit", plan->host_unit);
  zhihui_wire_writer_instant (&writer, "starts_at", plan->starts_at);
  zhihui_wire_writer_instant (&writer, "ends_at", plan->ends_at);
  write_list (&writer, "units", plan->units);
  write_list (&writer, "cases", plan->cases);
  if (plan->join_url != NULL)
    zhihui_wire_writer_text (&writer, "join_url", plan->join_url);
  return close_event (&writer);
}

/**
 * zhihui_wire_encode_decision:
 * @said: what was decided, or is done
 * @zone: of the times
 *
 * Returns: (transfer full): the body of POST /meetings/{id}/events
 */
char *
zhihui_wire_encode_decision (const ZhihuiMeetingDecision *said, ZhihuiZone *zone)
{
  ZhihuiWireWriter writer;

  g_return_val_if_fail (said->id != NULL && said->by != NULL && zone != NULL, NULL);
  g_return_val_if_fail (said->decision != NULL || (said->text != NULL && said->unit != NULL), NULL);

  open_event (
    &writer, zone, said->id, "meeting", said->decision != NULL ? "decision_done" : "decided");
  zhihui_wire_writer_text (&writer, "by", said->by);
  if (said->decision != NULL)
    {
      zhihui_wire_writer_text (&writer, "decision", said->decision);
      return close_event (&writer);
    }
  zhihui_wire_writer_text (&writer, "text", said->text);
  zhihui_wire_writer_text (&writer, "unit", said->unit);
  zhihui_wire_writer_instant (&writer, "due_at", said->due_at);
  return close_event (&writer);
}

/* One of "errors", and the one that is looked for. */
typedef struct
{
  char *name, *reason; /* owned, nullable */
} Fault;

typedef struct
{
  const char *name;
  char       *reason; /* owned, nullable */
} Search;

static void
fault_clear (Fault *self)
{
  g_free (self->name);
  g_free (self->reason);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fault, fault_clear)

static gboolean
read_fault (ZhihuiWireReader *reader, gpointer target)
{
  static const ZhihuiWireMember members[] = {
    ZHIHUI_WIRE_NEED (Fault, name, "name", TEXT),
    ZHIHUI_WIRE_NEED (Fault, reason, "reason", TEXT),
  };
  Search *search = target;
  g_auto (Fault) fault = { 0 };

  if (!zhihui_wire_reader_read_object (reader, members, G_N_ELEMENTS (members), &fault))
    return FALSE;
  if (search->reason == NULL && g_str_equal (fault.name, search->name))
    search->reason = g_steal_pointer (&fault.reason);
  return TRUE;
}

static gboolean
read_faults (ZhihuiWireReader *reader, gpointer target)
{
  return zhihui_wire_reader_read_array (reader, read_fault, target);
}

/**
 * zhihui_wire_find_fault:
 * @problem: an answer of application/problem+json
 * @name: of a member: "state", "data.level"
 *
 * Returns: (transfer full) (nullable): the word that says what is wrong with it
 */
char *
zhihui_wire_find_fault (GBytes *problem, const char *name)
{
  static const ZhihuiWireMember members[] = {
    ZHIHUI_WIRE_MAY_PART ("errors", read_faults),
  };
  Search search = { .name = name };

  g_return_val_if_fail (problem != NULL && name != NULL, NULL);

  if (zhihui_wire_read_root (problem, members, G_N_ELEMENTS (members), &search, NULL))
    return search.reason;
  g_free (search.reason);
  return NULL;
}
