/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-case-names.h"

/* How the round before the present dispatch ended: the last return that was granted, or the last
 * reply that was sent back. */
static const ZhihuiCaseEvent *
find_turn (const ZhihuiDeskCase *one)
{
  const ZhihuiCaseEvent *turn = NULL;

  for (guint i = 0; one->events != NULL && i < one->events->len; i++)
    {
      const ZhihuiCaseEvent *event = one->events->pdata[i];
      gboolean is_return = g_str_equal (event->type, "case.return_decided") && event->accepted == 1;

      if (event->at <= one->work->dispatched_at && !g_str_equal (event->role, "co") &&
          (is_return || g_str_equal (event->type, "case.sent_back")))
        turn = event;
    }
  return turn;
}

static void
add_work (GPtrArray *steps, const ZhihuiDeskCase *one, ZhihuiCaseNames *names)
{
  const ZhihuiCaseWork  *work = one->work;
  const ZhihuiCaseEvent *turn = work->seq > 1 ? find_turn (one) : NULL;
  const char            *unit = zhihui_case_names_get_unit (names, &work->unit);

  if (turn != NULL)
    {
      zhihui_case_steps_add (steps,
                             g_str_equal (turn->type, "case.sent_back") ? "redone" : "returned",
                             zhihui_case_names_find (names, ZHIHUI_CASE_FILTER_UNIT, turn->unit_id),
                             ZHIHUI_NO_INSTANT,
                             turn->at,
                             ZHIHUI_NO_INSTANT);
      zhihui_case_steps_add (
        steps, "dispatched", unit, ZHIHUI_NO_INSTANT, work->dispatched_at, ZHIHUI_NO_INSTANT);
    }
  if (work->signed_at != ZHIHUI_NO_INSTANT || work->sign_due_at != ZHIHUI_NO_INSTANT)
    zhihui_case_steps_add (
      steps, "signed", "", work->dispatched_at, work->signed_at, work->sign_due_at);
  if (work->contacted_at != ZHIHUI_NO_INSTANT || work->contact_due_at != ZHIHUI_NO_INSTANT)
    zhihui_case_steps_add (
      steps, "contacted", "", work->dispatched_at, work->contacted_at, work->contact_due_at);
  zhihui_case_steps_add (steps,
                         "replied",
                         unit,
                         work->dispatched_at,
                         work->replied_at,
                         work->suspended_at != ZHIHUI_NO_INSTANT ? ZHIHUI_NO_INSTANT
                                                                 : work->due_at);
}

/**
 * zhihui_case_make_way:
 * @one: a case, best with its events
 *
 * Returns: (transfer full): its way from acceptance to reply, by the latest dispatch, in the steps
 * of docs/wire.md 3.9; to be freed with zhihui_meeting_case_free()
 */
ZhihuiMeetingCase *
zhihui_case_make_way (const ZhihuiDeskCase *one, ZhihuiCaseNames *names)
{
  ZhihuiMeetingCase *way = g_new0 (ZhihuiMeetingCase, 1);

  way->id = g_strdup (one->id);
  way->stage = g_strdup (one->state);
  way->topic = g_strdup (one->topic);
  way->type = g_strdup (zhihui_case_names_find (names, ZHIHUI_CASE_FILTER_TYPE, one->type));
  way->unit = g_strdup (one->work != NULL ? one->work->unit.name : "");
  way->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_case_step_free);
  zhihui_case_steps_add (
    way->steps,
    "accepted",
    "",
    one->accepted_at != ZHIHUI_NO_INSTANT ? ZHIHUI_NO_INSTANT : one->submitted_at,
    one->accepted_at,
    one->accepted_at != ZHIHUI_NO_INSTANT ? ZHIHUI_NO_INSTANT : one->accept_due_at);
  if (one->work != NULL)
    add_work (way->steps, one, names);
  return way;
}
