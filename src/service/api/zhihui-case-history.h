/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-request.h"
#include "zhihui-wire-writer.h"

G_BEGIN_DECLS

/* What happened to a case, and lists of what somebody must look after. */
typedef enum
{
  ZHIHUI_CASE_LIST_ANY,
  ZHIHUI_CASE_LIST_RETURNED,  /* the unit asked to send it back, and nobody has decided */
  ZHIHUI_CASE_LIST_SENT_BACK, /* a reply was sent back, and there is no other yet */
  ZHIHUI_CASE_LIST_SUSPENDED, /* its clock has stood for more than thirty days */
  ZHIHUI_CASE_LIST_CO,        /* a co-unit has not replied */
} ZhihuiCaseList;

ZhihuiCaseList zhihui_case_list_read (ZhihuiRequest *request);
gboolean       zhihui_case_list_holds (
        ZhihuiCaseList list, ZhihuiLedger *ledger, const ZhihuiCaseRow *one, guint unit, gint64 now);
/* Bits of ZhihuiMark, 0 any. */
guint zhihui_case_marks_read (ZhihuiRequest *request);

void zhihui_case_write_marks (ZhihuiWireWriter *writer, const ZhihuiCaseRow *one);
void zhihui_case_write_round (ZhihuiWireWriter *writer, ZhihuiLedger *ledger, guint assignment);
void zhihui_case_write_parts (ZhihuiWireWriter *writer, ZhihuiLedger *ledger, guint case_index);
void zhihui_case_write_history (ZhihuiRequest *request, ZhihuiWireWriter *writer, gint64 id);

G_END_DECLS
