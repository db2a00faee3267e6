/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-case-writer.h"

#include <math.h>
#include <string.h>

#include "zhihui-case-history.h"
#include "zhihui-clocks-writer.h"
#include "zhihui-mask.h"

static void
write_assignment (ZhihuiWireWriter *writer, ZhihuiPlatform *platform, const ZhihuiCaseRow *one)
{
  ZhihuiLedger           *ledger = zhihui_platform_get_ledger (platform);
  const ZhihuiAssignment *row;
  const ZhihuiUnit       *unit;

  if (one->current == ZHIHUI_NO_INDEX)
    {
      zhihui_wire_writer_null (writer, "assignment");
      return;
    }

  row = &g_array_index (ledger->assignments, ZhihuiAssignment, one->current);
  unit = ledger->units->pdata[row->unit];
  zhihui_wire_writer_open_object (writer, "assignment");
  zhihui_wire_writer_integer (
    writer, "seq", g_array_index (ledger->rounds, ZhihuiRound, one->current).seq);
  zhihui_wire_writer_text (writer, "role", "main");
  zhihui_wire_writer_open_object (writer, "unit");
  zhihui_wire_writer_text (writer, "id", unit->id);
  zhihui_wire_writer_text (writer, "name", unit->name);
  zhihui_wire_writer_close_object (writer);
  zhihui_wire_writer_instant (writer, "dispatched_at", row->dispatched_at);
  zhihui_wire_writer_instant (writer, "sign_due_at", row->sign_due_at);
  zhihui_wire_writer_instant (writer, "signed_at", row->signed_at);
  zhihui_wire_writer_instant (writer, "contact_due_at", row->contact_due_at);
  zhihui_wire_writer_instant (writer, "contacted_at", row->contacted_at);
  zhihui_wire_writer_instant (writer, "due_at", row->due_at);
  zhihui_wire_writer_instant (writer, "replied_at", row->replied_at);
  if (row->replied_at == ZHIHUI_NO_INSTANT || row->due_at == ZHIHUI_NO_INSTANT)
    zhihui_wire_writer_null (writer, "on_time");
  else
    zhihui_wire_writer_boolean (
      writer, "on_time", zhihui_deadline_is_kept (row->replied_at, row->due_at));
  zhihui_case_write_round (writer, ledger, one->current);
  zhihui_clocks_write_assignment (platform, writer, one->current);
  zhihui_wire_writer_close_object (writer);
}

static void
write_id (ZhihuiWireWriter *writer, gint64 id)
{
  g_autofree char *text = g_strdup_printf ("c-%" G_GINT64_FORMAT, id);

  zhihui_wire_writer_text (writer, "id", text);
}

static const char *
get_named (const GPtrArray *list, guint index)
{
  return index < list->len ? ((const ZhihuiNamed *) list->pdata[index])->id : "";
}

static void
write_topic (ZhihuiWireWriter *writer, ZhihuiLedger *ledger, guint16 topic)
{
  const ZhihuiNamed *named;

  if (topic >= ledger->topics->len)
    {
      zhihui_wire_writer_null (writer, "topic");
      return;
    }

  named = ledger->topics->pdata[topic];
  zhihui_wire_writer_open_object (writer, "topic");
  zhihui_wire_writer_text (writer, "code", named->id);
  zhihui_wire_writer_text (writer, "name", named->label);
  zhihui_wire_writer_close_object (writer);
}

static void
write_place (ZhihuiWireWriter *writer, const char *name, double degrees)
{
  if (isnan (degrees))
    zhihui_wire_writer_null (writer, name);
  else
    zhihui_wire_writer_number (writer, name, degrees);
}

/* Columns of a case that the ledger does not hold. */
enum
{
  CASE_NO,
  CASE_TITLE,
  CASE_UPDATED,
  CASE_COMPLAINANT,
  CASE_PHONE,
  CASE_ADDRESS,
};

static const char *
get_text (ZhihuiStatement *row, guint column)
{
  const char *text = zhihui_statement_get_text (row, column);

  return text != NULL ? text : "";
}

/**
 * zhihui_case_scrub:
 * @text: free text of a case
 * @name: of the complainant, "" unknown
 *
 * Returns: (transfer full): as a desk may read it: numbers of persons masked, and the one name that
 *   is known
 */
char *
zhihui_case_scrub (const char *text, const char *name)
{
  g_autofree char *masked = zhihui_mask_text (text, ZHIHUI_MASK_DESK);
  g_autofree char *shown = NULL;
  g_auto (GStrv) parts = NULL;

  if (*name == '\0' || strstr (masked, name) == NULL)
    return g_steal_pointer (&masked);

  shown = zhihui_mask_name (name, ZHIHUI_MASK_DESK);
  parts = g_strsplit (masked, name, -1);
  return g_strjoinv (shown, parts);
}

static void
write_complainant (ZhihuiWireWriter *writer, ZhihuiStatement *row, gboolean unmasked)
{
  const char      *name = get_text (row, CASE_COMPLAINANT);
  g_autofree char *display = unmasked ? g_strdup (name) : zhihui_mask_name (name, ZHIHUI_MASK_DESK);
  g_autofree char *phone = unmasked ? g_strdup (get_text (row, CASE_PHONE))
                                    : zhihui_mask_phone (get_text (row, CASE_PHONE));
  g_autofree char *address = unmasked ? g_strdup (get_text (row, CASE_ADDRESS))
                                      : zhihui_case_scrub (get_text (row, CASE_ADDRESS), name);

  zhihui_wire_writer_open_object (writer, "complainant");
  zhihui_wire_writer_text (writer, "display", display);
  zhihui_wire_writer_text (writer, "phone", phone);
  zhihui_wire_writer_text (writer, "address", address);
  zhihui_wire_writer_boolean (writer, "masked", !unmasked);
  zhihui_wire_writer_close_object (writer);
}

/**
 * zhihui_case_write:
 * @unmasked: the name, telephone number, address and title as they were given; the caller has
 *   logged it
 *
 * Writes one case and leaves its object open.
 *
 * Returns: %FALSE when it is gone; nothing is written then
 */
gboolean
zhihui_case_write (ZhihuiRequest *request, ZhihuiWireWriter *writer, gint64 id, gboolean unmasked)
{
  static const char sql[] = "SELECT no, title, updated_at, complainant, phone, address FROM cases"
                            " WHERE id = ?1";
  ZhihuiLedger     *ledger = zhihui_platform_get_ledger (request->platform);
  ZhihuiStore      *store = zhihui_platform_get_store (request->platform);
  guint             index = zhihui_store_fetch_case (store, ledger, id);
  ZhihuiStatement  *row = zhihui_store_prepare (store, sql);
  const ZhihuiCaseRow *one;
  g_autofree char     *title = NULL;

  zhihui_statement_bind_integer (row, 1, id);
  if (index == ZHIHUI_NO_INDEX || zhihui_statement_step (row) != ZHIHUI_STEP_ROW)
    {
      zhihui_statement_reset (row);
      return FALSE;
    }

  one = &g_array_index (ledger->cases, ZhihuiCaseRow, index);
  title = unmasked
            ? g_strdup (get_text (row, CASE_TITLE))
            : zhihui_case_scrub (get_text (row, CASE_TITLE), get_text (row, CASE_COMPLAINANT));
  zhihui_wire_writer_open_object (writer, NULL);
  write_id (writer, id);
  zhihui_wire_writer_text (writer, "no", zhihui_statement_get_text (row, 0));
  zhihui_wire_writer_text (writer, "type", get_named (ledger->types, one->type));
  write_topic (writer, ledger, one->topic);
  zhihui_wire_writer_text (writer, "channel", get_named (ledger->channels, one->channel));
  zhihui_wire_writer_text (
    writer, "state", zhihui_case_state_get_id ((ZhihuiCaseState) one->state));
  zhihui_wire_writer_text (writer,
                           "region",
                           one->region < ledger->regions->len
                             ? ((const ZhihuiRegion *) ledger->regions->pdata[one->region])->code
                             : "");
  zhihui_wire_writer_instant (writer, "submitted_at", one->submitted_at);
  zhihui_wire_writer_instant (writer, "accepted_at", one->accepted_at);
  zhihui_wire_writer_instant (writer, "closed_at", one->closed_at);
  zhihui_wire_writer_text (writer, "title", title);
  write_complainant (writer, row, unmasked);
  write_place (writer, "lon", one->lon);
  write_place (writer, "lat", one->lat);
  zhihui_case_write_marks (writer, one);
  write_assignment (writer, request->platform, one);
  zhihui_case_write_parts (writer, ledger, index);
  zhihui_clocks_write_case (request->platform, writer, index);
  zhihui_wire_writer_instant (writer, "updated_at", zhihui_statement_get_integer (row, 2));
  zhihui_statement_reset (row);
  return TRUE;
}
