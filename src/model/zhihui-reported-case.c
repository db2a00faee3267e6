/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-reported-case.h"

#include "zhihui-deadline.h"

/**
 * zhihui_verdict_parse:
 * @text: 0/1, no/yes, false/true, n/y in any case; "" says nothing
 * @flag: (out): as %overdue_flag
 *
 * Returns: whether @text is a verdict
 */
gboolean
zhihui_verdict_parse (const char *text, guint *flag)
{
  static const struct
  {
    const char *word;
    guint       flag;
  } words[] = {
    { "", 0 },  { "0", 1 },    { "false", 1 }, { "no", 1 }, { "n", 1 },
    { "1", 2 }, { "true", 2 }, { "yes", 2 },   { "y", 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (words[i].word, text) == 0)
      {
        *flag = words[i].flag;
        return TRUE;
      }

  return FALSE;
}

/**
 * zhihui_reported_case_is_possible:
 * @self: as its status says: of open work no close time is kept, whatever stands there
 *
 * Returns: whether it was not closed before it was opened
 */
gboolean
zhihui_reported_case_is_possible (const ZhihuiReportedCase *self)
{
  return self->closed_at == ZHIHUI_NO_INSTANT || self->closed_at >= self->opened_at;
}

/**
 * zhihui_reported_case_settle:
 * @as_of: when the system was looked at
 *
 * The system's own verdict stands. Where our rule comes to the same from the due time, the due time
 * is kept and the case counts at its deadline; else the verdict alone is kept: it was given by
 * another calendar, or before the deadline came.
 */
void
zhihui_reported_case_settle (ZhihuiReportedCase *self, gint64 as_of)
{
  gboolean late;

  if (self->overdue_flag == 0 || self->due_at == ZHIHUI_NO_INSTANT)
    return;

  late = self->closed_at != ZHIHUI_NO_INSTANT
           ? !zhihui_deadline_is_kept (self->closed_at, self->due_at)
           : as_of > self->due_at;
  if (self->due_at < as_of && late == (self->overdue_flag == 2))
    self->overdue_flag = 0;
  else
    self->due_at = ZHIHUI_NO_INSTANT;
}

/**
 * zhihui_reported_case_to_assignment:
 * @row: (out caller-allocates): unit and case are left 0
 *
 * Dispatched when opened, answered and closed when closed. A count of returns stands for one return
 * that was refused: the work stayed, or came back. Nobody waits for a contact.
 */
void
zhihui_reported_case_to_assignment (const ZhihuiReportedCase *self, ZhihuiAssignment *row)
{
  gint64 returned_at = self->n_returns > 0 ? self->opened_at : ZHIHUI_NO_INSTANT;

  *row = (ZhihuiAssignment){
    .dispatched_at = self->opened_at,
    .sign_due_at = ZHIHUI_NO_INSTANT,
    .signed_at = ZHIHUI_NO_INSTANT,
    .contact_due_at = ZHIHUI_NO_INSTANT,
    .contacted_at = ZHIHUI_NO_INSTANT,
    .due_at = self->due_at,
    .replied_at = self->closed_at,
    .closed_at = self->closed_at,
    .return_req_at = returned_at,
    .return_decided_at = returned_at,
    .sent_back_at = ZHIHUI_NO_INSTANT,
    .called_back_at = ZHIHUI_NO_INSTANT,
    .is_main = TRUE,
    .is_first = TRUE,
    .is_prompt = TRUE,
    .is_merged = self->is_duplicate ? 1 : 0,
    .overdue_flag = self->overdue_flag & 3,
  };
}
