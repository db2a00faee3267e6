/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-meeting-call.h"

#include <glib/gi18n-lib.h>

#include "zhihui-format.h"
#include "zhihui-meeting.h"
#include "zhihui-public-text.h"

#define PAGE "review"
#define INTERRUPTION "meeting"
#define STAYS_S 60 /* after it was to begin */

struct _ZhihuiMeetingCall
{
  char  *meeting;   /* owned: id of the one it was called to last, or NULL */
  gint64 starts_at; /* as it was planned then */
};

ZhihuiMeetingCall *
zhihui_meeting_call_new (void)
{
  return g_new0 (ZhihuiMeetingCall, 1);
}

void
zhihui_meeting_call_free (ZhihuiMeetingCall *self)
{
  g_free (self->meeting);
  g_free (self);
}

static gboolean
was_called (const ZhihuiMeetingCall *self, const ZhihuiMeeting *meeting)
{
  return g_strcmp0 (self->meeting, meeting->id) == 0 && self->starts_at == meeting->starts_at;
}

/* The meeting that the wall was called to does not take place, or at another time. */
static gboolean
is_off (const ZhihuiMeetingCall *self, ZhihuiMeetings *meetings)
{
  for (guint i = 0; self->meeting != NULL && i < meetings->items->len; i++)
    {
      const ZhihuiMeeting *one = meetings->items->pdata[i];

      if (g_str_equal (one->id, self->meeting))
        return one->starts_at != self->starts_at || one->state == ZHIHUI_MEETING_CANCELLED ||
               one->state == ZHIHUI_MEETING_POSTPONED;
    }
  return FALSE;
}

static void
call (ZhihuiMeetingCall   *self,
      ZhihuiDirector      *director,
      ZhihuiSituation     *situation,
      const ZhihuiMeeting *meeting,
      gint64               now_us)
{
  ZhihuiMeta *meta = zhihui_situation_get_meta (situation);
  double      speed = meta != NULL && meta->clock_speed > 0 ? meta->clock_speed : 1;
  gint64      left_s =
    meeting->starts_at + STAYS_S - zhihui_situation_get_platform_now (situation, now_us);
  g_autofree char *at =
    zhihui_format_clock (zhihui_situation_get_zone (situation), meeting->starts_at, FALSE);
  g_autofree char         *title = zhihui_public_text (meeting->title);
  g_autofree char         *words = g_strdup_printf (_ ("%1$s begins at %2$s"), title, at);
  const ZhihuiInterruption interruption = {
    .kind = ZHIHUI_INTERRUPTION_MEETING,
    .id = (char *) INTERRUPTION,
    .page = (char *) PAGE,
    .until_us = now_us + (gint64) ((double) left_s / speed * G_USEC_PER_SEC),
    .words = words,
  };

  if (!zhihui_director_interrupt (director, &interruption))
    return;
  g_free (self->meeting);
  self->meeting = g_strdup (meeting->id);
  self->starts_at = meeting->starts_at;
}

/**
 * zhihui_meeting_call_pass:
 * @situation: (nullable): what is known
 * @now_us: monotonic; the director was told of it
 *
 * Interrupts the director for the meeting that begins within %ZHIHUI_MEETING_LEAD_S of the
 * platform's time, until it has begun. A schedule that is kept counts as well: its clock is this
 * machine's. Where the time is doubtful or past nobody is called, nor while there is no page for
 * it.
 */
void
zhihui_meeting_call_pass (ZhihuiMeetingCall *self,
                          ZhihuiDirector    *director,
                          ZhihuiSituation   *situation,
                          gint64             now_us)
{
  ZhihuiMeetings *meetings = situation != NULL ? zhihui_situation_get_meetings (situation) : NULL;
  const ZhihuiMeeting *due;

  g_return_if_fail (self != NULL && ZHIHUI_IS_DIRECTOR (director));

  if (meetings == NULL || zhihui_situation_is_clock_doubtful (situation) ||
      zhihui_situation_is_past (situation))
    return;

  if (is_off (self, meetings))
    {
      zhihui_director_end_interruption (director, INTERRUPTION);
      g_clear_pointer (&self->meeting, g_free);
    }
  due = zhihui_meetings_find_due (
    meetings, zhihui_situation_get_platform_now (situation, now_us), ZHIHUI_MEETING_LEAD_S);
  if (due != NULL && !was_called (self, due))
    call (self, director, situation, due, now_us);
}
