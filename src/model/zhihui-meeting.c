/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-meeting.h"

#include <glib/gi18n-lib.h>

#define UNTOLD_LENGTH_S 3600

static const struct
{
  const char *id, *label;
} kinds[] = {
  { "review", NC_ ("kind of meeting", "Case review") },
  { "reception", NC_ ("kind of meeting", "Reception") },
  { "dispatch", NC_ ("kind of meeting", "Dispatch meeting") },
  { "inspection", NC_ ("kind of meeting", "Inspection") },
};

gboolean
zhihui_meeting_kind_is_known (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].id, kind) == 0)
      return TRUE;

  return FALSE;
}

/**
 * zhihui_meeting_kind_get_label:
 *
 * Returns: (transfer none): what a meeting is called that has no public title
 */
const char *
zhihui_meeting_kind_get_label (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].id, kind) == 0)
      return g_dpgettext2 (GETTEXT_PACKAGE, "kind of meeting", kinds[i].label);

  return C_ ("kind of meeting", "Meeting");
}

/**
 * zhihui_meeting_state_get_id:
 *
 * Returns: (transfer none): the word of it on the wire and in files for programs
 */
const char *
zhihui_meeting_state_get_id (ZhihuiMeetingState state)
{
  static const char *const ids[] = {
    [ZHIHUI_MEETING_SCHEDULED] = "scheduled", [ZHIHUI_MEETING_OPEN] = "open",
    [ZHIHUI_MEETING_ENDED] = "ended",         [ZHIHUI_MEETING_CANCELLED] = "cancelled",
    [ZHIHUI_MEETING_POSTPONED] = "postponed",
  };

  return (gsize) state < G_N_ELEMENTS (ids) ? ids[state] : NULL;
}

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

static gboolean
is_reception (const ZhihuiMeeting *meeting)
{
  return g_strcmp0 (meeting->kind, "reception") == 0;
}

/**
 * zhihui_meeting_has_outcome:
 *
 * Returns: whether there is something to follow: who was received is but counted
 */
gboolean
zhihui_meeting_has_outcome (const ZhihuiMeeting *self)
{
  return !is_reception (self) || self->n_cases > 0 ||
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
 * zhihui_meeting_count_joined:
 *
 * Returns: how many of its units have come: a host that is none of them is not counted
 */
guint
zhihui_meeting_count_joined (const ZhihuiMeeting *self)
{
  guint n = 0;

  for (guint i = 0; i < self->units->len; i++)
    n += zhihui_meeting_has_joined (self, self->units->pdata[i]);
  return n;
}

/**
 * zhihui_meeting_find_joined_at:
 *
 * Returns: when @unit came, %ZHIHUI_NO_INSTANT: it did not, or that is not told
 */
gint64
zhihui_meeting_find_joined_at (const ZhihuiMeeting *self, const char *unit)
{
  guint n = self->joined != NULL && self->joined_at != NULL
              ? MIN (self->joined->len, self->joined_at->len)
              : 0;

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (self->joined->pdata[i], unit) == 0)
      return g_array_index (self->joined_at, gint64, i);

  return ZHIHUI_NO_INSTANT;
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

/**
 * zhihui_meeting_is_due:
 * @now: of the platform's clock
 * @lead_s: so long before it begins
 *
 * People are received all day long: of receptions nobody is told.
 *
 * Returns: whether it begins within @lead_s
 */
gboolean
zhihui_meeting_is_due (const ZhihuiMeeting *self, gint64 now, gint64 lead_s)
{
  return self->state == ZHIHUI_MEETING_SCHEDULED && !is_reception (self) && self->starts_at > now &&
         self->starts_at - now <= lead_s;
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

      if (zhihui_meeting_is_due (one, now, lead_s) &&
          (due == NULL || one->starts_at < due->starts_at))
        due = one;
    }
  return due;
}

static gboolean
is_late (const ZhihuiMeeting *meeting, gint64 now)
{
  gint64 end =
    meeting->ends_at > meeting->starts_at ? meeting->ends_at : meeting->starts_at + UNTOLD_LENGTH_S;

  return meeting->state == ZHIHUI_MEETING_SCHEDULED && !is_reception (meeting) &&
         meeting->starts_at <= now && now < end;
}

/**
 * zhihui_meetings_find_late:
 *
 * Receptions last all day and are not waited for, nor is a meeting in whose place a later one goes
 * on or is about to begin. One that tells of no end is waited for for an hour.
 *
 * Returns: (transfer none) (nullable): the one that was to begin and is not opened, until its end
 *   has passed; of several the one that was to begin last
 */
const ZhihuiMeeting *
zhihui_meetings_find_late (ZhihuiMeetings *self, gint64 now)
{
  const ZhihuiMeeting *open, *late = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (zhihui_meetings_find_due (self, now, ZHIHUI_MEETING_LEAD_S) != NULL)
    return NULL;

  open = zhihui_meetings_find_open (self);
  for (guint i = 0; i < self->items->len; i++)
    {
      const ZhihuiMeeting *one = self->items->pdata[i];

      if (is_late (one, now) && (open == NULL || one->starts_at > open->starts_at) &&
          (late == NULL || one->starts_at >= late->starts_at))
        late = one;
    }
  return late;
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
