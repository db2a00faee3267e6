/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-meeting.h"

#define NOON 1596168000 /* 2020-07-31 12:00 at Shanghai */

static void
add (
  ZhihuiMeetings *meetings, const char *id, const char *kind, ZhihuiMeetingState state, gint64 at)
{
  ZhihuiMeeting *meeting = g_new0 (ZhihuiMeeting, 1);

  meeting->id = g_strdup (id);
  meeting->kind = g_strdup (kind);
  meeting->state = state;
  meeting->starts_at = at;
  meeting->units = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (meetings->items, meeting);
}

/* Not in the order of their starts: who takes the first of the list is wrong. */
static ZhihuiMeetings *
make_meetings (void)
{
  ZhihuiMeetings *meetings = zhihui_meetings_new ();

  add (meetings, "later", "review", ZHIHUI_MEETING_SCHEDULED, NOON + 7200);
  add (meetings, "missed", "review", ZHIHUI_MEETING_SCHEDULED, NOON - 60);
  add (meetings, "soon", "review", ZHIHUI_MEETING_SCHEDULED, NOON + 300);
  add (meetings, "received", "reception", ZHIHUI_MEETING_SCHEDULED, NOON + 200);
  add (meetings, "off", "review", ZHIHUI_MEETING_CANCELLED, NOON + 100);
  add (meetings, "tomorrow", "dispatch", ZHIHUI_MEETING_SCHEDULED, NOON + 86400);
  add (meetings, "second", "review", ZHIHUI_MEETING_OPEN, NOON - 600);
  add (meetings, "first", "review", ZHIHUI_MEETING_OPEN, NOON - 1200);
  return meetings;
}

static const char *
name (const ZhihuiMeeting *meeting)
{
  return meeting != NULL ? meeting->id : "none";
}

static void
wall_turns_to_a_meeting_five_minutes_before_it (void)
{
  static const struct
  {
    gint64      now;
    const char *due;
  } cases[] = {
    { NOON - 1, "none" },         { NOON, "soon" },         { NOON + 299, "soon" },
    { NOON + 300, "none" },       { NOON + 6899, "none" },  { NOON + 6900, "later" },
    { NOON + 86100, "tomorrow" }, { NOON + 90000, "none" },
  };
  g_autoptr (ZhihuiMeetings) meetings = make_meetings ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (
      name (zhihui_meetings_find_due (meetings, cases[i].now, ZHIHUI_MEETING_LEAD_S)),
      ==,
      cases[i].due);
}

static void
next_is_the_first_that_has_not_begun (void)
{
  g_autoptr (ZhihuiMeetings) meetings = make_meetings ();
  g_autoptr (ZhihuiMeetings) none = zhihui_meetings_new ();

  g_assert_cmpstr (name (zhihui_meetings_find_next (meetings, NOON)), ==, "received");
  g_assert_cmpstr (name (zhihui_meetings_find_next (meetings, NOON + 200)), ==, "soon");
  g_assert_cmpstr (name (zhihui_meetings_find_next (meetings, NOON + 86400)), ==, "none");
  g_assert_cmpstr (name (zhihui_meetings_find_open (meetings)), ==, "second");
  g_assert_cmpstr (name (zhihui_meetings_find_open (none)), ==, "none");
}

/* "missed" is to begin at NOON - 60 and tells of no end, "later" of one in ten minutes. */
static void
a_meeting_is_waited_for_until_its_end (void)
{
  static const struct
  {
    gint64      now;
    const char *late;
  } cases[] = {
    { NOON - 61, "none" },   { NOON - 60, "missed" },      { NOON - 1, "missed" },
    { NOON, "none" }, /* "soon" is about to begin */
    { NOON + 300, "soon" },  { NOON + 3899, "soon" },      { NOON + 3900, "none" },
    { NOON + 7199, "none" }, { NOON + 7200, "later" },     { NOON + 7799, "later" },
    { NOON + 7800, "none" }, { NOON + 86400, "tomorrow" },
  };
  g_autoptr (ZhihuiMeetings) meetings = make_meetings ();

  ((ZhihuiMeeting *) meetings->items->pdata[0])->ends_at = NOON + 7800;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (name (zhihui_meetings_find_late (meetings, cases[i].now)), ==, cases[i].late);

  /* A later one goes on in its place; a reception is not waited for. */
  ((ZhihuiMeeting *) meetings->items->pdata[6])->starts_at = NOON + 400;
  g_assert_cmpstr (name (zhihui_meetings_find_late (meetings, NOON + 500)), ==, "none");
  ((ZhihuiMeeting *) meetings->items->pdata[3])->starts_at = NOON + 500;
  g_assert_cmpstr (name (zhihui_meetings_find_late (meetings, NOON + 501)), ==, "none");
}

static void
day_ends_at_local_midnight (void)
{
  g_autoptr (ZhihuiMeetings) meetings = make_meetings ();
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (GPtrArray) today = zhihui_meetings_list_day (meetings, zone, NOON + 43199);
  g_autoptr (GPtrArray) tomorrow = zhihui_meetings_list_day (meetings, zone, NOON + 43200);

  g_assert_cmpuint (today->len, ==, 7);
  g_assert_cmpuint (tomorrow->len, ==, 1);
  g_assert_cmpstr (name (tomorrow->pdata[0]), ==, "tomorrow");
}

static void
copy_has_everything_of_its_own (void)
{
  g_autoptr (ZhihuiMeetings) meetings = make_meetings ();
  ZhihuiMeeting     *meeting = meetings->items->pdata[0];
  ZhihuiMeetingCase *one = g_new0 (ZhihuiMeetingCase, 1);
  ZhihuiCaseStep    *step = g_new0 (ZhihuiCaseStep, 1);
  ZhihuiMeeting     *copy;

  meeting->room_url = g_strdup ("https://meeting.example.cn/a");
  meeting->joined = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (meeting->joined, g_strdup ("信访局"));
  meeting->cases = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_meeting_case_free);
  g_ptr_array_add (meeting->cases, one);
  one->topic = g_strdup ("供水");
  one->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_case_step_free);
  g_ptr_array_add (one->steps, step);
  step->name = g_strdup ("accepted");
  copy = zhihui_meeting_copy (meeting);
  g_clear_pointer (&meetings, zhihui_meetings_unref);

  g_assert_true (zhihui_meeting_has_joined (copy, "信访局"));
  g_assert_false (zhihui_meeting_has_joined (copy, "财政局"));
  g_assert_cmpstr (copy->room_url, ==, "https://meeting.example.cn/a");
  one = copy->cases->pdata[0];
  g_assert_cmpstr (one->topic, ==, "供水");
  g_assert_cmpstr (((ZhihuiCaseStep *) one->steps->pdata[0])->name, ==, "accepted");
  zhihui_meeting_free (copy);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/meeting/wall-turns-to-a-meeting-five-minutes-before-it",
                   wall_turns_to_a_meeting_five_minutes_before_it);
  g_test_add_func ("/meeting/next-is-the-first-that-has-not-begun",
                   next_is_the_first_that_has_not_begun);
  g_test_add_func ("/meeting/a-meeting-is-waited-for-until-its-end",
                   a_meeting_is_waited_for_until_its_end);
  g_test_add_func ("/meeting/day-ends-at-local-midnight", day_ends_at_local_midnight);
  g_test_add_func ("/meeting/copy-has-everything-of-its-own", copy_has_everything_of_its_own);
  return g_test_run ();
}
