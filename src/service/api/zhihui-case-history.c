/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-case-history.h"

#include "zhihui-case-writer.h"
#include "zhihui-event.h"
#include "zhihui-mask.h"

#define LONG_SUSPENDED_S (30 * 86400)

static const char *const mark_names[] = { "commented", "instructed", "watched",
                                          "escalated", "supervised", "media_exposed",
                                          "sensitive", "meeting",    NULL };

/**
 * zhihui_case_list_read:
 *
 * Reads the parameter "list".
 */
ZhihuiCaseList
zhihui_case_list_read (ZhihuiRequest *request)
{
  const char *const words[] = { "any", "returned", "sent_back", "suspended", "co", NULL };
  guint             list = ZHIHUI_CASE_LIST_ANY;

  zhihui_query_get_word (request->query, "list", words, &list);
  return (ZhihuiCaseList) list;
}

/**
 * zhihui_case_marks_read:
 *
 * Reads the parameter "mark".
 *
 * Returns: its bit of ZhihuiMark, 0 when it is not given
 */
guint
zhihui_case_marks_read (ZhihuiRequest *request)
{
  guint mark = G_MAXUINT;

  zhihui_query_get_word (request->query, "mark", mark_names, &mark);
  return mark < G_N_ELEMENTS (mark_names) ? 1u << mark : 0;
}

static gboolean
has_open_part (ZhihuiLedger *ledger, const ZhihuiCaseRow *one, guint unit)
{
  guint index = (guint) (one - (const ZhihuiCaseRow *) (gconstpointer) ledger->cases->data);
  guint part = zhihui_ledger_get_co_part (ledger, index);

  for (; part != ZHIHUI_NO_INDEX; part = g_array_index (ledger->rounds, ZhihuiRound, part).previous)
    {
      const ZhihuiAssignment *row = &g_array_index (ledger->assignments, ZhihuiAssignment, part);

      if ((unit == ZHIHUI_NO_INDEX || row->unit == unit) && row->replied_at == ZHIHUI_NO_INSTANT)
        return one->state < ZHIHUI_CASE_CLOSED;
    }
  return FALSE;
}

/**
 * zhihui_case_list_holds:
 * @one: a row of @ledger
 * @unit: index of the unit whose list it is, or %ZHIHUI_NO_INDEX: of all; only co-units are asked
 *   for here, whose the main work is the caller looks
 */
gboolean
zhihui_case_list_holds (
  ZhihuiCaseList list, ZhihuiLedger *ledger, const ZhihuiCaseRow *one, guint unit, gint64 now)
{
  const ZhihuiAssignment *row;
  const ZhihuiRound      *round;

  if (list == ZHIHUI_CASE_LIST_ANY)
    return TRUE;
  if (list == ZHIHUI_CASE_LIST_CO)
    return has_open_part (ledger, one, unit);
  if (one->current == ZHIHUI_NO_INDEX)
    return FALSE;

  row = &g_array_index (ledger->assignments, ZhihuiAssignment, one->current);
  round = &g_array_index (ledger->rounds, ZhihuiRound, one->current);
  if (!zhihui_assignment_is_open (row, now))
    return FALSE;
  if (list == ZHIHUI_CASE_LIST_RETURNED)
    return row->return_req_at != ZHIHUI_NO_INSTANT && row->return_decided_at == ZHIHUI_NO_INSTANT;
  if (list == ZHIHUI_CASE_LIST_SENT_BACK)
    return round->is_redo;
  return row->is_suspended && now - round->suspended_at > LONG_SUSPENDED_S;
}

/**
 * zhihui_case_write_marks:
 *
 * The member "marks": what leaders, supervisors and the platform noted.
 */
void
zhihui_case_write_marks (ZhihuiWireWriter *writer, const ZhihuiCaseRow *one)
{
  zhihui_wire_writer_open_list (writer, "marks");
  for (guint i = 0; mark_names[i] != NULL; i++)
    if ((one->marks >> i & 1) != 0)
      zhihui_wire_writer_text (writer, NULL, mark_names[i]);
  zhihui_wire_writer_close_list (writer);
}

/**
 * zhihui_case_write_round:
 *
 * What else is to be said of an assignment, into its open object.
 */
void
zhihui_case_write_round (ZhihuiWireWriter *writer, ZhihuiLedger *ledger, guint assignment)
{
  const ZhihuiAssignment *row = &g_array_index (ledger->assignments, ZhihuiAssignment, assignment);
  const ZhihuiRound      *round = &g_array_index (ledger->rounds, ZhihuiRound, assignment);

  zhihui_wire_writer_boolean (writer, "redo", round->is_redo);
  zhihui_wire_writer_boolean (writer, "extended", round->is_extended);
  zhihui_wire_writer_instant (writer, "suspended_at", round->suspended_at);
  zhihui_wire_writer_instant (writer, "return_requested_at", row->return_req_at);
  if (row->return_decided_at == ZHIHUI_NO_INSTANT)
    zhihui_wire_writer_null (writer, "return_accepted");
  else
    zhihui_wire_writer_boolean (writer, "return_accepted", row->return_accepted);
}

/**
 * zhihui_case_write_parts:
 *
 * The member "co": the parts of co-units, latest first.
 */
void
zhihui_case_write_parts (ZhihuiWireWriter *writer, ZhihuiLedger *ledger, guint case_index)
{
  guint part = zhihui_ledger_get_co_part (ledger, case_index);

  zhihui_wire_writer_open_list (writer, "co");
  for (; part != ZHIHUI_NO_INDEX; part = g_array_index (ledger->rounds, ZhihuiRound, part).previous)
    {
      const ZhihuiAssignment *row = &g_array_index (ledger->assignments, ZhihuiAssignment, part);
      const ZhihuiUnit       *unit = ledger->units->pdata[row->unit];

      zhihui_wire_writer_open_object (writer, NULL);
      zhihui_wire_writer_open_object (writer, "unit");
      zhihui_wire_writer_text (writer, "id", unit->id);
      zhihui_wire_writer_text (writer, "name", unit->name);
      zhihui_wire_writer_close_object (writer);
      zhihui_wire_writer_instant (writer, "dispatched_at", row->dispatched_at);
      zhihui_wire_writer_instant (writer, "due_at", row->due_at);
      zhihui_wire_writer_instant (writer, "signed_at", row->signed_at);
      zhihui_wire_writer_instant (writer, "replied_at", row->replied_at);
      zhihui_wire_writer_close_object (writer);
    }
  zhihui_wire_writer_close_list (writer);
}

/* What was written is scrubbed as titles are; who leads or approves is named by office. */
static void
write_words (ZhihuiWireWriter *writer, ZhihuiStatement *row)
{
  if (!zhihui_statement_is_null (row, 4))
    {
      const char      *name = zhihui_statement_get_text (row, 9);
      g_autofree char *text =
        zhihui_case_scrub (zhihui_statement_get_text (row, 4), name != NULL ? name : "");

      zhihui_wire_writer_text (writer, "text", text);
    }
  if (!zhihui_statement_is_null (row, 5))
    {
      g_autofree char *by = zhihui_mask_text (zhihui_statement_get_text (row, 5), ZHIHUI_MASK_DESK);

      zhihui_wire_writer_text (writer, "by", by);
    }
  if (!zhihui_statement_is_null (row, 6))
    zhihui_wire_writer_text (writer, "role", zhihui_statement_get_text (row, 6));
}

/* What the kind's value says, in the words in which it was told. */
static void
write_value (ZhihuiWireWriter *writer, guint kind, gint64 value)
{
  const char *const solved[] = { "unknown", "no", "partly", "yes" };

  if (kind == ZHIHUI_EVENT_RATED)
    zhihui_wire_writer_integer (writer, "level", value);
  else if (kind == ZHIHUI_EVENT_RETURN_DECIDED)
    zhihui_wire_writer_boolean (writer, "accepted", value != 0);
  else if (kind == ZHIHUI_EVENT_EXTENDED)
    zhihui_wire_writer_integer (writer, "days", value);
  else if (kind == ZHIHUI_EVENT_CLOCK_ADJUSTED)
    zhihui_wire_writer_instant (writer, "due_at", value);
  else if (kind == ZHIHUI_EVENT_CALLED_BACK && value >= 0 && value < (gint64) G_N_ELEMENTS (solved))
    zhihui_wire_writer_text (writer, "solved", solved[value]);
  else if (kind == ZHIHUI_EVENT_MERGED && value != 0)
    {
      g_autofree char *into = g_strdup_printf ("c-%" G_GINT64_FORMAT, value);

      zhihui_wire_writer_text (writer, "into", into);
    }
}

/**
 * zhihui_case_write_history:
 * @id: row id of the case
 *
 * The member "events": everything that happened, by its time.
 */
void
zhihui_case_write_history (ZhihuiRequest *request, ZhihuiWireWriter *writer, gint64 id)
{
  static const char sql[] =
    "SELECT e.at, k.type, k.actor_role, u.code, e.note, e.by_whom,"
    " CASE WHEN a.role = 'co' THEN a.role END, e.kind, e.value,"
    " c.complainant FROM event e JOIN event_kind k ON k.id = e.kind"
    " JOIN cases c ON c.id = e.case_id LEFT JOIN unit u ON u.id = e.unit_id"
    " LEFT JOIN assignment a ON a.id = e.assignment_id WHERE e.case_id = ?1 ORDER BY e.at, e.id";
  ZhihuiStatement *row = zhihui_store_prepare (zhihui_platform_get_store (request->platform), sql);

  zhihui_statement_bind_integer (row, 1, id);
  zhihui_wire_writer_open_list (writer, "events");
  while (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    {
      zhihui_wire_writer_open_object (writer, NULL);
      zhihui_wire_writer_instant (writer, "at", zhihui_statement_get_integer (row, 0));
      zhihui_wire_writer_text (writer, "type", zhihui_statement_get_text (row, 1));
      zhihui_wire_writer_text (writer, "actor_role", zhihui_statement_get_text (row, 2));
      if (!zhihui_statement_is_null (row, 3))
        zhihui_wire_writer_text (writer, "unit", zhihui_statement_get_text (row, 3));
      write_words (writer, row);
      if (!zhihui_statement_is_null (row, 8))
        write_value (writer,
                     (guint) zhihui_statement_get_integer (row, 7),
                     zhihui_statement_get_integer (row, 8));
      zhihui_wire_writer_close_object (writer);
    }
  zhihui_statement_reset (row);
  zhihui_wire_writer_close_list (writer);
}
