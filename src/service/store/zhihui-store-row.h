/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-life-cycle.h"

G_BEGIN_DECLS

/* What zhihui_store_read_assignment () reads, of the table called a. */
#define ZHIHUI_STORE_ASSIGNMENT_COLUMNS                                                            \
  "a.id, a.case_id, a.seq, a.unit_id, CASE a.role WHEN 'main' THEN 1 WHEN 'co' THEN 2 ELSE 0 END," \
  " a.redo_of IS NOT NULL, a.dispatched_at,"                                                       \
  " a.sign_due_at, a.signed_at, a.contact_due_at, a.contacted_at, a.due_at, a.first_due_at,"       \
  " a.suspended_at, a.replied_at, a.closed_at, a.return_req_at, a.return_decided_at,"              \
  " a.return_accepted, a.sent_back_at, a.needs_contact, a.reassigned, a.merged, a.overdue_flag,"   \
  " a.extended, a.called_back_at, a.solved, a.promised_days, a.statutory_days, a.derived"
#define ZHIHUI_STORE_N_ASSIGNMENT_COLUMNS 30

void zhihui_store_read_assignment (ZhihuiStatement *row, ZhihuiAssignment *one, ZhihuiRound *round);

/* Rows of the ledger into the store. The caller holds the transaction. */
gboolean zhihui_store_write_draft (ZhihuiStore         *self,
                                   const ZhihuiCaseRow *row,
                                   const ZhihuiDraft   *draft,
                                   GError             **error);
gboolean zhihui_store_write_case (ZhihuiStore *self, const ZhihuiCaseRow *row, GError **error);
gboolean zhihui_store_write_outcome (
  ZhihuiStore *self, gint64 case_id, gint64 merged_into, gint64 closed_level, GError **error);
gboolean zhihui_store_write_assignment (ZhihuiStore        *self,
                                        const ZhihuiLedger *ledger,
                                        guint               index,
                                        GError            **error);
gboolean zhihui_store_write_rating (ZhihuiStore        *self,
                                    gint64              assignment_id,
                                    const ZhihuiRating *rating,
                                    gboolean            replaces,
                                    GError            **error);
gint64   zhihui_store_write_event (ZhihuiStore       *self,
                                   gint64             case_id,
                                   gint64             assignment_id,
                                   gint64             unit,
                                   const ZhihuiEvent *event,
                                   GError           **error);

G_END_DECLS
