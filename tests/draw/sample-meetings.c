/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample-meetings.h"

#define MINUTE 60
#define HOUR 3600

static GPtrArray *
new_names (const char *names)
{
  GPtrArray *array = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) parts = g_strsplit (names, " ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    g_ptr_array_add (array, g_strdup (parts[i]));
  return array;
}

ZhihuiMeeting *
sample_meeting_add (ZhihuiMeetings    *meetings,
                    const char        *title,
                    ZhihuiMeetingState state,
                    gint64             starts_at)
{
  ZhihuiMeeting *meeting = g_new0 (ZhihuiMeeting, 1);

  meeting->id = g_strdup_printf ("m-%u", meetings->items->len);
  meeting->kind = g_strdup ("review");
  meeting->title = g_strdup (title);
  meeting->host = g_strdup ("信访局");
  meeting->state = state;
  meeting->starts_at = starts_at;
  meeting->ends_at = starts_at + HOUR;
  meeting->started_at = state == ZHIHUI_MEETING_SCHEDULED ? ZHIHUI_NO_INSTANT : starts_at;
  meeting->participants_expected = meeting->participants_now = meeting->received = -1;
  meeting->units = new_names ("信访局 昆仑镇 财政局");
  meeting->joined = new_names ("信访局 昆仑镇");
  meeting->cases = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_meeting_case_free);
  meeting->decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_decision_free);
  g_ptr_array_add (meetings->items, meeting);
  return meeting;
}

ZhihuiMeetingCase *
sample_case_add (ZhihuiMeeting *meeting, const char *topic)
{
  ZhihuiMeetingCase *one = g_new0 (ZhihuiMeetingCase, 1);

  one->id = g_strdup_printf ("%u", meeting->cases->len + 1);
  one->stage = g_strdup ("handling");
  one->topic = g_strdup (topic);
  one->type = g_strdup ("投诉");
  one->unit = g_strdup ("昆仑镇");
  one->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_case_step_free);
  g_ptr_array_add (meeting->cases, one);
  meeting->n_cases = meeting->cases->len;
  return one;
}

void
sample_step_add (ZhihuiMeetingCase *one, const char *name, gint64 since, gint64 at, gint64 due_at)
{
  ZhihuiCaseStep *step = g_new0 (ZhihuiCaseStep, 1);

  step->name = g_strdup (name);
  step->unit = g_strdup (g_str_equal (name, "returned") ? "自然资源分局" : "");
  step->since = since;
  step->at = at;
  step->due_at = due_at;
  g_ptr_array_add (one->steps, step);
}

void
sample_decision_add (ZhihuiMeeting *meeting, const char *text, const char *state, gint64 due_at)
{
  ZhihuiDecision *decision = g_new0 (ZhihuiDecision, 1);

  decision->id = g_strdup ("");
  decision->text = g_strdup (text);
  decision->unit = g_strdup ("供水公司");
  decision->state = g_strdup (state);
  decision->due_at = due_at;
  g_ptr_array_add (meeting->decisions, decision);
}

/* What the mock-up shows: 14:00 goes on, 15:30 is next; the reply of the case was due 28 July
 * 16:40; of a meeting a week ago one decision is late by three days and some hours. */
ZhihuiMeetings *
sample_meetings_new (gint64 as_of, gint64 midnight)
{
  const gint64       none = ZHIHUI_NO_INSTANT, at = midnight - 6 * 86400 + 16 * HOUR + 40 * MINUTE;
  const gint64       due_at = midnight - 86400 + 16 * HOUR + 40 * MINUTE;
  ZhihuiMeetings    *meetings = zhihui_meetings_new ();
  ZhihuiMeeting     *meeting;
  ZhihuiMeetingCase *one;

  meetings->stamp.as_of = as_of;
  meeting = sample_meeting_add (
    meetings, "张店供水改造", ZHIHUI_MEETING_ENDED, midnight - 6 * 86400 + 9 * HOUR);
  sample_decision_add (meeting, "月底前通水", "overdue", midnight - 3 * 86400 - 1);
  sample_decision_add (meeting, "逐户回访", "done", midnight - 4 * 86400);
  sample_decision_add (meeting, "", "open", midnight + 86400 - 1);
  sample_meeting_add (
    meetings, "罗村镇退回件复核", ZHIHUI_MEETING_ENDED, midnight + 9 * HOUR + 30 * MINUTE);
  meeting =
    sample_meeting_add (meetings, "昆仑镇征地款兑付", ZHIHUI_MEETING_OPEN, midnight + 14 * HOUR);
  one = sample_case_add (meeting, "征地补偿");
  sample_step_add (one, "accepted", none, at, none);
  sample_step_add (one, "signed", at, at + 8 * MINUTE, at + 15 * MINUTE);
  sample_step_add (one, "contacted", at, at + 45 * MINUTE, at + 30 * MINUTE);
  sample_step_add (one, "returned", none, at + 18 * HOUR, none);
  sample_step_add (one, "replied", at + 19 * HOUR, none, due_at);
  sample_meeting_add (
    meetings, "松龄路停水抢修", ZHIHUI_MEETING_SCHEDULED, midnight + 15 * HOUR + 30 * MINUTE);
  return meetings;
}
