/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-meeting.h"

/**
 * zhihui_meeting_is_over:
 *
 * Returns: whether nothing is to come of it any more: ended, cancelled or postponed
 */
gboolean
zhihui_meeting_is_over (const ZhihuiMeeting *self)
{
  return self->state != ZHIHUI_MEETING_OPEN && self->state != ZHIHUI_MEETING_SCHEDULED;
}

/**
 * zhihui_meeting_has_outcome:
 *
 * Returns: whether there is something to follow: who was received is but counted
 */
gboolean
zhihui_meeting_has_outcome (const ZhihuiMeeting *self)
{
  return g_strcmp0 (self->kind, "reception") != 0 || self->n_cases > 0 ||
         (self->decisions != NULL && self->decisions->len > 0);
}

gboolean
zhihui_meeting_has_joined (const ZhihuiMeeting *self, const char *unit)
{
  for (guint i = 0; self->joined != NULL && i < self->joined->len; i++)
    if (g_strcmp0 (self->joined->pdata[i], unit) == 0)
      return TRUE;

  return FALSE;
}

/**
 * zhihui_meeting_count_decisions:
 * @state: "open" "done" "overdue"
 */
guint
zhihui_meeting_count_decisions (const ZhihuiMeeting *self, const char *state)
{
  guint n = 0;

  for (guint i = 0; self->decisions != NULL && i < self->decisions->len; i++)
    if (g_strcmp0 (((const ZhihuiDecision *) self->decisions->pdata[i])->state, state) == 0)
      n++;
  return n;
}

/**
 * zhihui_meetings_find_open:
 *
 * Returns: (transfer none) (nullable): the one that goes on; of several the one that was to begin
 *   last
 */
const ZhihuiMeeting *
zhihui_meetings_find_open (ZhihuiMeetings *self)
{
  const ZhihuiMeeting *open = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->items->len; i++)
    {
      const ZhihuiMeeting *one = self->items->pdata[i];

      if (one->state == ZHIHUI_MEETING_OPEN && (open == NULL || one->starts_at >= open->starts_at))
        open = one;
    }
  return open;
}

/**
 * zhihui_meetings_find_next:
 *
 * Returns: (transfer none) (nullable): the first that is still to begin
 */
const ZhihuiMeeting *
zhihui_meetings_find_next (ZhihuiMeetings *self, gint64 now)
{
  const ZhihuiMeeting *next = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->items->len; i++)
    {
      const ZhihuiMeeting *one = self->items->pdata[i];

      if (one->state == ZHIHUI_MEETING_SCHEDULED && one->starts_at > now &&
          (next == NULL || one->starts_at < next->starts_at))
        next = one;
    }
  return next;
}

/* People are received all day long: who waits for them does not watch the wall. */
static gboolean
calls_wall (const ZhihuiMeeting *meeting)
{
  return meeting->state == ZHIHUI_MEETING_SCHEDULED && g_strcmp0 (meeting->kind, "reception") != 0;
}

/**
 * zhihui_meetings_find_due:
 * @lead_s: so long before it begins
 *
 * Returns: (transfer none) (nullable): the first meeting, receptions apart, that begins within
 *   @lead_s: the wall turns to it
 */
const ZhihuiMeeting *
zhihui_meetings_find_due (ZhihuiMeetings *self, gint64 now, gint64 lead_s)
{
  const ZhihuiMeeting *due = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->items->len; i++)
    {
      const ZhihuiMeeting *one = self->items->pdata[i];

      if (calls_wall (one) && one->starts_at > now && one->starts_at - now <= lead_s &&
          (due == NULL || one->starts_at < due->starts_at))
        due = one;
    }
  return due;
}

/**
 * zhihui_meetings_list_day:
 * @now: any moment of the day
 *
 * Returns: (transfer container) (element-type ZhihuiMeeting): those planned for that day
 */
GPtrArray *
zhihui_meetings_list_day (ZhihuiMeetings *self, ZhihuiZone *zone, gint64 now)
{
  GPtrArray *list = g_ptr_array_new ();
  gint32     day = zhihui_zone_day_of (zone, now);

  for (guint i = 0; i < self->items->len; i++)
    {
      ZhihuiMeeting *one = self->items->pdata[i];

      if (zhihui_zone_day_of (zone, one->starts_at) == day)
        g_ptr_array_add (list, one);
    }
  return list;
}

/**
 * zhihui_meeting_case_find_owed:
 *
 * Returns: (transfer none) (nullable): the reply that is not given yet, with its deadline, if one
 *   is told
 */
const ZhihuiCaseStep *
zhihui_meeting_case_find_owed (const ZhihuiMeetingCase *self)
{
  for (guint i = self->steps != NULL ? self->steps->len : 0; i > 0; i--)
    {
      const ZhihuiCaseStep *step = self->steps->pdata[i - 1];

      if (g_strcmp0 (step->name, "replied") == 0)
        return step->at == ZHIHUI_NO_INSTANT ? step : NULL;
    }
  return NULL;
}
