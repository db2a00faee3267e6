/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-clocks-writer.h"

#include "zhihui-clock-table.h"

static ZhihuiClockTable
get_table (ZhihuiPlatform *platform)
{
  ZhihuiClockTable table = { zhihui_platform_get_ledger (platform),
                             zhihui_platform_get_calendar (platform),
                             zhihui_platform_get_zone (platform) };

  return table;
}

/* When the citizen was dissatisfied with the latest round, or ZHIHUI_NO_INSTANT. */
static gint64
find_bad_rating (const ZhihuiLedger *ledger, const ZhihuiCaseRow *one)
{
  if (one->current == ZHIHUI_NO_INDEX ||
      !g_array_index (ledger->rounds, ZhihuiRound, one->current).is_rated)
    return ZHIHUI_NO_INSTANT;

  for (guint i = ledger->ratings->len; i > 0; i--)
    {
      const ZhihuiRating *rating = &g_array_index (ledger->ratings, ZhihuiRating, i - 1);

      if (rating->assignment == one->current && rating->is_valid)
        return rating->level <= 2 ? rating->rated_at : ZHIHUI_NO_INSTANT;
    }
  return ZHIHUI_NO_INSTANT;
}

/**
 * zhihui_clocks_write_case:
 * @index: of the case
 */
void
zhihui_clocks_write_case (ZhihuiPlatform *platform, ZhihuiWireWriter *writer, guint index)
{
  ZhihuiClockTable       table = get_table (platform);
  const ZhihuiCaseRow   *one = &g_array_index (table.ledger->cases, ZhihuiCaseRow, index);
  const ZhihuiCaseClock *own =
    g_hash_table_lookup (table.ledger->case_clocks, GUINT_TO_POINTER (index));
  const ZhihuiAssignment *row =
    one->current != ZHIHUI_NO_INDEX
      ? &g_array_index (table.ledger->assignments, ZhihuiAssignment, one->current)
      : NULL;
  gint64 bad_at = find_bad_rating (table.ledger, one);
  const struct
  {
    const char   *name;
    ZhihuiClockId id;
    gint64        start;
  } clocks[] = {
    { "accept_due_at", ZHIHUI_CLOCK_ACCEPT, one->submitted_at },
    { "dispatch_due_at", ZHIHUI_CLOCK_DISPATCH, one->accepted_at },
    { "objection_due_at",
      ZHIHUI_CLOCK_OBJECTION,
      row != NULL ? row->return_req_at : ZHIHUI_NO_INSTANT },
    { "call_back_due_at", ZHIHUI_CLOCK_CALL_BACK, bad_at },
    { "fix_due_at", ZHIHUI_CLOCK_FIX, bad_at },
  };

  zhihui_wire_writer_open_object (writer, "clocks");
  for (guint i = 0; i < G_N_ELEMENTS (clocks); i++)
    zhihui_wire_writer_instant (
      writer,
      clocks[i].name,
      zhihui_clock_table_get_due (&table, one, ZHIHUI_NO_INDEX, clocks[i].id, clocks[i].start));
  if (own != NULL)
    {
      zhihui_wire_writer_instant (writer, "notice_due_at", own->notice_due_at);
      zhihui_wire_writer_instant (writer, "close_due_at", own->close_due_at);
      zhihui_wire_writer_boolean (writer, "close_extended", own->is_extended);
      zhihui_wire_writer_boolean (writer, "suspended", own->suspended_at != ZHIHUI_NO_INSTANT);
    }
  zhihui_wire_writer_close_object (writer);
}

/**
 * zhihui_clocks_write_assignment:
 * @index: of the assignment
 */
void
zhihui_clocks_write_assignment (ZhihuiPlatform *platform, ZhihuiWireWriter *writer, guint index)
{
  ZhihuiClockTable        table = get_table (platform);
  const ZhihuiAssignment *row = &g_array_index (table.ledger->assignments, ZhihuiAssignment, index);
  const ZhihuiCaseRow *one = &g_array_index (table.ledger->cases, ZhihuiCaseRow, row->case_index);
  g_autofree char     *rule = NULL;
  ZhihuiLimit          limit;

  if (zhihui_clock_table_find_limit (&table, one, row->unit, ZHIHUI_CLOCK_REPLY, &limit))
    rule = zhihui_limit_to_string (&limit);
  zhihui_wire_writer_text (writer, "due_rule", rule);
  zhihui_wire_writer_boolean (
    writer, "calendar_provisional", zhihui_clock_table_is_provisional (&table, one, row));
}
