/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-store-row.h"

#include <math.h>

static void
bind_index (ZhihuiStatement *row, int parameter, guint16 index)
{
  if (index != G_MAXUINT16)
    zhihui_statement_bind_integer (row, parameter, index + 1);
}

static void
bind_text (ZhihuiStatement *row, int parameter, const char *text)
{
  if (text != NULL)
    zhihui_statement_bind_text (row, parameter, text);
}

/**
 * zhihui_store_write_draft:
 * @row: the new row of the ledger, with its id
 * @draft: the texts, which the ledger does not keep
 */
gboolean
zhihui_store_write_draft (ZhihuiStore         *self,
                          const ZhihuiCaseRow *row,
                          const ZhihuiDraft   *draft,
                          GError             **error)
{
  static const char sql[] =
    "INSERT INTO cases (id, source, source_key, no, type_id, channel_id, region_id, topic_id,"
    " word_id, state, anonymous, repeat_of, title, complainant, phone, address, lon, lat,"
    " submitted_at, updated_at, input_mode, item_id, mode_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
    " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  ZhihuiStatement *statement = zhihui_store_prepare (self, sql);

  zhihui_statement_bind_integer (statement, 1, row->id);
  bind_text (statement, 2, draft->source);
  bind_text (statement, 3, draft->source_key);
  bind_text (statement, 4, draft->no);
  bind_index (statement, 5, row->type);
  bind_index (statement, 6, row->channel);
  bind_index (statement, 7, row->region);
  bind_index (statement, 8, row->topic);
  bind_index (statement, 9, row->word);
  zhihui_statement_bind_integer (statement, 10, row->state);
  zhihui_statement_bind_integer (statement, 11, row->is_anonymous);
  bind_text (statement, 12, draft->repeat_of);
  bind_text (statement, 13, draft->title);
  bind_text (statement, 14, draft->complainant);
  bind_text (statement, 15, draft->phone);
  bind_text (statement, 16, draft->address);
  if (!isnan (row->lon) && !isnan (row->lat))
    {
      zhihui_statement_bind_real (statement, 17, row->lon);
      zhihui_statement_bind_real (statement, 18, row->lat);
    }
  zhihui_statement_bind_integer (statement, 19, row->submitted_at);
  zhihui_statement_bind_integer (statement, 20, row->updated_at);
  bind_text (statement, 21, draft->input_mode);
  bind_index (statement, 22, row->item);
  bind_index (statement, 23, row->mode);
  return zhihui_statement_finish (statement, error);
}

gboolean
zhihui_store_write_case (ZhihuiStore *self, const ZhihuiCaseRow *row, GError **error)
{
  static const char sql[] = "UPDATE cases SET state = ?, marks = ?, accepted_at = ?,"
                            " closed_at = ?, updated_at = ? WHERE id = ?";
  ZhihuiStatement  *statement;

  if (!zhihui_store_note_acceptance (self, row, error))
    return FALSE;

  statement = zhihui_store_prepare (self, sql);
  zhihui_statement_bind_integer (statement, 1, row->state);
  zhihui_statement_bind_integer (statement, 2, row->marks);
  zhihui_store_bind_instant (statement, 3, row->accepted_at);
  zhihui_store_bind_instant (statement, 4, row->closed_at);
  zhihui_statement_bind_integer (statement, 5, row->updated_at);
  zhihui_statement_bind_integer (statement, 6, row->id);
  return zhihui_statement_finish (statement, error);
}

static void
bind_outcome (ZhihuiStatement *row, const ZhihuiAssignment *one, const ZhihuiRound *round)
{
  zhihui_store_bind_instant (row, 20, one->sent_back_at);
  zhihui_statement_bind_integer (row, 21, one->needs_contact);
  zhihui_statement_bind_integer (row, 22, one->is_reassigned);
  zhihui_statement_bind_integer (row, 23, one->is_merged);
  zhihui_statement_bind_integer (row, 24, (int) one->overdue_flag);
  zhihui_statement_bind_integer (row, 25, round->is_extended);
  zhihui_store_bind_instant (row, 26, one->called_back_at);
  zhihui_statement_bind_integer (row, 27, (gint64) one->solved);
  zhihui_statement_bind_integer (row, 28, one->promised_days);
  zhihui_statement_bind_integer (row, 29, one->statutory_days);
  zhihui_statement_bind_integer (row, 30, zhihui_assignment_get_marks (one));
}

/**
 * zhihui_store_write_outcome:
 * @merged_into: id of the case that it was joined to, 0 none
 * @closed_level: ZhihuiClosedLevel, 0 not told
 *
 * What only the database keeps of how a case ended.
 */
gboolean
zhihui_store_write_outcome (
  ZhihuiStore *self, gint64 case_id, gint64 merged_into, gint64 closed_level, GError **error)
{
  static const char sql[] = "UPDATE cases SET merged_into = ?1, closed_level = ?2 WHERE id = ?3";
  ZhihuiStatement  *statement = zhihui_store_prepare (self, sql);

  if (merged_into != 0)
    zhihui_statement_bind_integer (statement, 1, merged_into);
  if (closed_level != 0)
    zhihui_statement_bind_integer (statement, 2, closed_level);
  zhihui_statement_bind_integer (statement, 3, case_id);
  return zhihui_statement_finish (statement, error);
}

/**
 * zhihui_store_write_assignment:
 * @index: of the assignment and its round in @ledger
 *
 * Adds the row, or brings it up to date.
 */
gboolean
zhihui_store_write_assignment (ZhihuiStore        *self,
                               const ZhihuiLedger *ledger,
                               guint               index,
                               GError            **error)
{
  static const char sql[] =
    "INSERT INTO assignment (id, case_id, seq, unit_id, role, redo_of, dispatched_at, sign_due_at,"
    " signed_at, contact_due_at, contacted_at, due_at, first_due_at, suspended_at, replied_at,"
    " closed_at, return_req_at, return_decided_at, return_accepted, sent_back_at, needs_contact,"
    " reassigned, merged, overdue_flag, extended, called_back_at, solved, promised_days,"
    " statutory_days, derived) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
    " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (id) DO UPDATE SET role = excluded.role, signed_at = excluded.signed_at,"
    " sign_due_at = excluded.sign_due_at, contact_due_at = excluded.contact_due_at,"
    " contacted_at = excluded.contacted_at, due_at = excluded.due_at,"
    " suspended_at = excluded.suspended_at, replied_at = excluded.replied_at,"
    " closed_at = excluded.closed_at, return_req_at = excluded.return_req_at,"
    " return_decided_at = excluded.return_decided_at,"
    " return_accepted = excluded.return_accepted, sent_back_at = excluded.sent_back_at,"
    " reassigned = excluded.reassigned, merged = excluded.merged, extended = excluded.extended,"
    " called_back_at = excluded.called_back_at, solved = excluded.solved, derived = "
    "excluded.derived";
  const ZhihuiAssignment *one = &g_array_index (ledger->assignments, ZhihuiAssignment, index);
  const ZhihuiRound      *round = &g_array_index (ledger->rounds, ZhihuiRound, index);
  ZhihuiStatement        *row;

  if (!zhihui_store_touch_assignment (self, round->id, error))
    return FALSE;

  row = zhihui_store_prepare (self, sql);
  zhihui_statement_bind_integer (row, 1, round->id);
  zhihui_statement_bind_integer (
    row, 2, g_array_index (ledger->cases, ZhihuiCaseRow, one->case_index).id);
  zhihui_statement_bind_integer (row, 3, round->seq);
  zhihui_statement_bind_integer (row, 4, (gint64) one->unit + 1);
  zhihui_statement_bind_text (row, 5, one->is_main ? "main" : round->is_co ? "co" : "withdrawn");
  if (round->is_redo && round->previous != ZHIHUI_NO_INDEX)
    zhihui_statement_bind_integer (
      row, 6, g_array_index (ledger->rounds, ZhihuiRound, round->previous).id);
  zhihui_store_bind_instant (row, 7, one->dispatched_at);
  zhihui_store_bind_instant (row, 8, one->sign_due_at);
  zhihui_store_bind_instant (row, 9, one->signed_at);
  zhihui_store_bind_instant (row, 10, one->contact_due_at);
  zhihui_store_bind_instant (row, 11, one->contacted_at);
  zhihui_store_bind_instant (row, 12, one->due_at);
  zhihui_store_bind_instant (row, 13, round->first_due_at);
  zhihui_store_bind_instant (row, 14, round->suspended_at);
  zhihui_store_bind_instant (row, 15, one->replied_at);
  zhihui_store_bind_instant (row, 16, one->closed_at);
  zhihui_store_bind_instant (row, 17, one->return_req_at);
  zhihui_store_bind_instant (row, 18, one->return_decided_at);
  if (one->return_decided_at != ZHIHUI_NO_INSTANT)
    zhihui_statement_bind_integer (row, 19, one->return_accepted);
  bind_outcome (row, one, round);
  return zhihui_statement_finish (row, error);
}

/**
 * zhihui_store_write_rating:
 * @replaces: whether the earlier ratings of the same round lose their validity
 */
gboolean
zhihui_store_write_rating (ZhihuiStore        *self,
                           gint64              assignment_id,
                           const ZhihuiRating *rating,
                           gboolean            replaces,
                           GError            **error)
{
  static const char old_sql[] = "UPDATE rating SET valid = 0 WHERE assignment_id = ?";
  static const char sql[] = "INSERT INTO rating (assignment_id, unit_id, rated_at, closed_at,"
                            " level, valid, by_call_back) VALUES (?, ?, ?, ?, ?, ?, ?)";
  ZhihuiStatement  *row;

  if (!zhihui_store_touch_assignment (self, assignment_id, error))
    return FALSE;
  if (replaces)
    {
      row = zhihui_store_prepare (self, old_sql);
      zhihui_statement_bind_integer (row, 1, assignment_id);
      if (!zhihui_statement_finish (row, error))
        return FALSE;
    }

  row = zhihui_store_prepare (self, sql);
  zhihui_statement_bind_integer (row, 1, assignment_id);
  zhihui_statement_bind_integer (row, 2, (gint64) rating->unit + 1);
  zhihui_statement_bind_integer (row, 3, rating->rated_at);
  zhihui_store_bind_instant (row, 4, rating->closed_at);
  zhihui_statement_bind_integer (row, 5, rating->level);
  zhihui_statement_bind_integer (row, 6, rating->is_valid);
  zhihui_statement_bind_integer (row, 7, rating->by_call_back);
  return zhihui_statement_finish (row, error);
}

/**
 * zhihui_store_write_event:
 * @assignment_id: 0 for none
 * @unit: index, -1 for none
 *
 * Returns: its id, 0 with @error
 */
gint64
zhihui_store_write_event (ZhihuiStore       *self,
                          gint64             case_id,
                          gint64             assignment_id,
                          gint64             unit,
                          const ZhihuiEvent *event,
                          GError           **error)
{
  static const char sql[] = "INSERT INTO event (at, kind, case_id, assignment_id, unit_id, value,"
                            " note, detail, by_whom) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                            " RETURNING id";
  ZhihuiStatement  *row = zhihui_store_prepare (self, sql);

  zhihui_statement_bind_integer (row, 1, event->at);
  zhihui_statement_bind_integer (row, 2, (int) event->kind);
  zhihui_statement_bind_integer (row, 3, case_id);
  if (assignment_id != 0)
    zhihui_statement_bind_integer (row, 4, assignment_id);
  if (unit >= 0)
    zhihui_statement_bind_integer (row, 5, unit + 1);
  if (event->value != 0 || event->kind == ZHIHUI_EVENT_RETURN_DECIDED ||
      event->kind == ZHIHUI_EVENT_CALLED_BACK)
    zhihui_statement_bind_integer (row, 6, event->value);
  bind_text (row, 7, event->note);
  if (event->detail != 0)
    zhihui_statement_bind_integer (row, 8, event->detail);
  bind_text (row, 9, event->by_whom);
  return zhihui_statement_take_id (row, error);
}
